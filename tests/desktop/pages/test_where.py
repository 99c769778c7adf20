"""Where something new is written, for whoever sees the child in several places."""

from pytestqt.qtbot import QtBot

from opspor.desktop.pages.where import where_choice
from opspor.desktop.widgets import Segmented
from opspor.domain.assessment import Context
from tests.desktop.pages.reader import words_on


def test_the_places_stand_under_the_question_and_the_one_that_is_pressed_is_told(qtbot: QtBot) -> None:
    told: list[Context] = []
    made = where_choice(
        "Hvor ser du barnet?", (Context.SCHOOL, Context.AFTER_SCHOOL), Context.AFTER_SCHOOL, told.append
    )
    qtbot.addWidget(made)
    made.show()
    (places,) = made.findChildren(Segmented)
    assert "Hvor ser du barnet?" in words_on(made)
    assert [one.words for one in places.segments] == ["Skole", "SFO"]
    assert places.value() is Context.AFTER_SCHOOL
    places.segments[0].click()
    assert told == [Context.SCHOOL]
