"""The guideline for involving parents as a line that unfolds."""

from datetime import date

from pytestqt.qtbot import QtBot

from opspor.desktop.pages.involvement import InvolvementNote
from opspor.desktop.pages.joint.follow_up import FollowUpCard
from opspor.domain.assessment import Agreement, Position, Trivsel
from opspor.domain.matrix import CELLS
from opspor.domain.plans import LadderStep
from opspor.reference.involvement import involvement
from tests.desktop.pages.reader import press, words_on


def test_it_says_who_and_when_and_the_rest_on_request(qtbot: QtBot) -> None:
    note = InvolvementNote()
    qtbot.addWidget(note)
    note.show_cell(CELLS[-1])
    note.show()
    assert "Lederen sammen med den, der kender barnet bedst. Lederen ved det samme dag" in words_on(note)
    assert involvement().first in words_on(note)  # when not: never behind a key
    assert involvement().of_cell(CELLS[-1]).careful not in words_on(note)
    press(note, "Læs mere om forældrene")
    said = words_on(note)
    assert involvement().of_cell(CELLS[-1]).careful in said
    assert "Senest set på" in said
    press(note, "Vis mindre om forældrene")
    assert involvement().of_cell(CELLS[-1]).careful not in words_on(note)


def test_what_comes_first_is_the_same_at_every_cell_and_step(qtbot: QtBot) -> None:
    note = InvolvementNote()
    qtbot.addWidget(note)
    note.show()
    for cell in (*CELLS, None):
        note.show_cell(cell)
        assert words_on(note).count(involvement().first) == 1
    for step in LadderStep:
        note.show_step(step)
        assert involvement().first in words_on(note)
        assert involvement().of_step(step).when in words_on(note)


def test_the_team_sees_it_under_what_it_agrees_on(qtbot: QtBot) -> None:
    card = FollowUpCard(Agreement(), (), date(2026, 3, 17))
    qtbot.addWidget(card)
    card.show()
    assert "Hvem taler med forældrene" not in words_on(card)
    card.show_place(Position.EXPOSED, Trivsel.MISTRIVSEL)
    assert "Lederen ved det samme dag" in words_on(card)
    card.show_place(Position.UNKNOWN, Trivsel.THRIVES)
    assert "Den, der skal finde ud af mere" in words_on(card)
    card.show_place(None, None)
    assert "Hvem taler med forældrene" not in words_on(card)
