"""Practice: a track is played on a made-up child, every way leads to an end, and nothing is left behind."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.practice import PracticePage
from opspor.desktop.pages.track_practice import TrackPracticePage
from opspor.desktop.pages.track_practice.page import IT_IS_PRACTICE
from opspor.desktop.pages.track_practice.play import Play
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import AnswerKey, RowList
from opspor.domain.beredskab import StepKind, Track
from opspor.domain.ids import Id
from opspor.domain.work_days import USUAL
from opspor.forms.library import load_library
from opspor.reference.track_stories import stories
from opspor.store import schema
from opspor.usecases.desk import Desk
from opspor.usecases.track_practice import Practice
from tests.desktop.pages.conftest import House, Trip, focused, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
PRACTICE = Practice(load_library().tracks(), stories(), USUAL)
MONDAY = date(2026, 3, 16)


def at(track: Track, kind: StepKind) -> Play:
    """Played with the first choices until a step of that kind."""
    play = Play.begin(PRACTICE, track, MONDAY)
    while play.step is not None and play.step.kind is not kind:
        play = play.after(play.step.next[0])
    return play


# --- playing, without a window ----------------------------------------------------------------------------------------


def test_every_choice_of_every_track_can_be_played_and_leads_to_an_end() -> None:
    choices = 0
    for track in Track:
        ends = _ends(track)
        for step in PRACTICE.forms[track].step:
            choices += len(step.next)
            assert (track, step.id) in ends, f"{track} {step.id} never ends"
    print(f"{choices} choices in {len(Track)} tracks played, 0 without an end")


def _ends(track: Track) -> set[tuple[Track, str]]:
    """The steps from which playing comes to an end, whatever track it leads over."""
    first = Play.begin(PRACTICE, track, MONDAY)
    seen: dict[tuple[Track, str], set[tuple[Track, str] | None]] = {}
    left = [first]
    while left:
        play = left.pop()
        if play.step is None or (here := (play.form.track, play.step.id)) in seen:
            continue
        nexts = [play.after(way) for way in play.step.next]
        seen[here] = {(on.form.track, on.step.id) if on.step else None for on in nexts}
        left += nexts
    ends: set[tuple[Track, str]] = set()
    while more := {here for here, ways in seen.items() if here not in ends and (None in ways or ways & ends)}:
        ends |= more
    return ends


def test_a_deadline_in_working_days_is_a_day() -> None:
    play = at(Track.PARENTS, StepKind.FEEDBACK)
    assert play.deadline == "10 hverdage efter kvitteringen: senest 30. marts 2026"


def test_looking_again_takes_the_play_to_that_day() -> None:
    sharpen = at(Track.GENERAL, StepKind.DECIDE)
    assert sharpen.step is not None
    way = next(way for way in sharpen.step.next if way.to == "sharpen")
    sharpen = sharpen.after(way)
    assert sharpen.step is not None
    again = sharpen.step.next[0]
    assert sharpen.words(again).endswith("(30. marts 2026)")
    assert sharpen.after(again).today == date(2026, 3, 30)


def test_another_track_begins_with_its_first_step_and_the_story_stays() -> None:
    judge = at(Track.GENERAL, StepKind.JUDGE)
    assert judge.step is not None
    way = next(way for way in judge.step.next if way.to == "track:honour")
    assert PRACTICE.forms[Track.HONOUR].title in judge.words(way)
    on = judge.after(way)
    assert on.form.track is Track.HONOUR
    assert on.step is PRACTICE.forms[Track.HONOUR].step[0]
    assert on.tells is Track.GENERAL


def test_what_happens_is_told_once() -> None:
    play = at(Track.PARENTS, StepKind.PARENTS)
    assert play.happens == stories()[Track.PARENTS].then[StepKind.PARENTS]
    while play.step is not None:
        play = play.after(play.step.next[0])
        assert play.happens != stories()[Track.PARENTS].then[StepKind.PARENTS]


# --- on the screen ----------------------------------------------------------------------------------------------------


@pytest.fixture
def page(office: Office, show: Show) -> TrackPracticePage:
    """The choice of a track."""
    made = TrackPracticePage(office, Destination(Place.TRACK_PRACTICE))
    show(made)
    return made


def kept(desk: Desk) -> tuple[object, ...]:
    """What practising could leave behind: a line in the log, a concern, a draft."""
    with desk.engine.begin() as connection:
        return tuple(
            connection.execute(table.select()).all() for table in (schema.draft, schema.log_entry, schema.record)
        )


def test_a_track_is_played_to_its_end_by_one_key_a_step_and_leaves_nothing(
    qtbot: QtBot, house: House, office: Office, page: TrackPracticePage
) -> None:
    before = house.do(kept)
    rows = page.findChild(RowList)
    assert rows is not None
    rows.choose(Track.PARENTS)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert stories()[Track.PARENTS].story[0] in words_on(page)

    presses = 0
    while "Du er igennem" not in words_on(page):
        assert IT_IS_PRACTICE in words_on(page)
        assert presses < 40
        presses += 1
        QTest.keyClicks(focused(), "1")
    page.leave()
    settle(qtbot, office.work)

    assert presses >= 10
    assert house.do(kept) == before
    press(page, "Øv et andet spor")
    assert page.findChild(RowList) is not None


def test_backspace_goes_a_step_back_and_then_to_the_choice(page: TrackPracticePage) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    first = words_on(page)
    QTest.keyClicks(focused(), "1")
    assert words_on(page) != first
    QTest.keyClick(focused(), Qt.Key.Key_Backspace)
    assert words_on(page) == first
    QTest.keyClick(focused(), Qt.Key.Key_Backspace)
    assert "Hvilket spor vil du øve?" in words_on(page)


def test_from_beredskab_it_opens_at_its_track(office: Office, show: Show) -> None:
    page = TrackPracticePage(office, Destination(Place.TRACK_PRACTICE, Id(Track.UNBORN)))
    show(page)
    assert stories()[Track.UNBORN].child in words_on(page)
    assert PRACTICE.forms[Track.UNBORN].step[0].title in words_on(page)
    assert [key.isChecked() for key in page.findChildren(AnswerKey)] == [False] * len(
        PRACTICE.forms[Track.UNBORN].step[0].next
    )


def test_the_practice_cases_lead_here(office: Office, show: Show, trip: Trip) -> None:
    page = PracticePage(office, Destination(Place.PRACTICE))
    show(page)
    press(page, "Øv et spor i beredskabsplanen")
    assert trip.went == [Destination(Place.TRACK_PRACTICE)]


@pytest.mark.parametrize("opened", ["", Track.PARENTS])
def test_it_can_be_walked(office: Office, show: Show, opened: str) -> None:
    page = TrackPracticePage(office, Destination(Place.TRACK_PRACTICE, Id(opened)))
    show(page)
    assert_walkable(page)
