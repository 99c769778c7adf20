"""How a child's words came about: asked for beside them, and nothing asked where the child said it by itself."""

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opspor.desktop.pages.said import Said, SaidFields
from opspor.domain.concern import HowSaid


def test_nothing_is_chosen_beforehand(qtbot: QtBot) -> None:
    fields = SaidFields()
    qtbot.addWidget(fields)
    assert fields.value() == Said(None, "", "")
    assert not any(fields.fields().values())


def test_what_is_typed_comes_out_and_back_from_a_draft(qtbot: QtBot) -> None:
    fields, other = SaidFields(), SaidFields()
    qtbot.addWidget(fields)
    qtbot.addWidget(other)
    fields.how.set_value(HowSaid.PICTURES)
    QTest.keyClicks(fields.asked.editor, "Hvilket ansigt?")
    QTest.keyClicks(fields.asked_by.editor, "psykologen")
    other.restore(fields.fields())
    assert other.value() == fields.value() == Said(HowSaid.PICTURES, "Hvilket ansigt?", "psykologen")
    other.restore({})
    assert other.value() == Said(None, "", "")


def test_what_the_child_said_by_itself_was_asked_by_nobody(qtbot: QtBot) -> None:
    fields = SaidFields()
    qtbot.addWidget(fields)
    fields.show()
    QTest.keyClicks(fields.asked.editor, "Hvad er det?")
    fields.how.set_value(HowSaid.SPONTANEOUS)
    assert not fields.asked.isVisible()
    assert not fields.asked_by.isVisible()
    assert fields.value() == Said(HowSaid.SPONTANEOUS, "", "")
    fields.how.set_value(HowSaid.PLAY)
    assert fields.asked.isVisible()
    assert fields.value().asked == "Hvad er det?", "what was typed is still there"
