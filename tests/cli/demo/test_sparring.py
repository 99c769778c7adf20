"""The demo's forum: days, an agenda, a conclusion of each kind, and its minutes."""

from functools import partial
from pathlib import Path

import pytest

from opspor.cli.demo.material import House, load
from opspor.domain.forum import Outcome
from opspor.usecases import follow_ups, forum, forum_talk
from opspor.usecases.forum import DaySheet
from tests.cli.demo.conftest import Play
from tests.documents.pdf import page_texts

HOUSES = [load(kind, House) for kind in ("dagtilbud", "skole", "sundhedspleje")]


@pytest.fixture
def days(play: Play) -> list[DaySheet]:
    """Every day of the forum as the leader sees it, the first one first."""
    place = play().open()
    try:
        board = place.look(forum.board).result()
        rows = sorted((*board.past, *board.coming), key=lambda row: row.day.on)
        return [place.look(partial(forum.day, day_id=row.day.id)).result() for row in rows]
    finally:
        place.close()


def test_every_house_meets_under_its_own_name_and_talks_about_a_brief() -> None:
    assert len({house.forum.name for house in HOUSES if house.forum}) == len(HOUSES)
    for house in HOUSES:
        assert house.forum is not None
        talks = [paper.talk for case in house.concern for paper in case.paper if paper.talk]
        assert {talk.tuesday for talk in talks} <= set(house.forum.tuesdays)
        assert all(bool(talk.outcomes) is (talk.tuesday > 0) for talk in talks)


def test_each_kind_of_conclusion_is_there(days: list[DaySheet]) -> None:
    concluded = [row.point.concluded for day in days for row in day.agenda if row.point]
    assert {outcome for one in concluded if one for outcome in one.conclusion.outcomes} == set(Outcome)
    assert concluded[-1] is None  # it waits on the day that comes
    assert all(day.day.on.weekday() == 1 for day in days)


def test_what_was_agreed_on_is_looked_at_again(play: Play, days: list[DaySheet]) -> None:
    agreed = {
        one.id
        for day in days
        for row in day.agenda
        if row.point and row.point.concluded
        for one in row.point.concluded.agreements
    }
    place = play().open()
    try:
        due = {one.subject.id for one in place.look(follow_ups.due).result()}
    finally:
        place.close()
    assert agreed & due


def test_the_minutes_of_a_day_name_nobody(play: Play, days: list[DaySheet]) -> None:
    made = [Path(pdf) for pdf in play().result["pdf"] if Path(pdf).stem.startswith("sparring")]
    talked = [sum(bool(row.point and row.point.concluded) for row in day.agenda) for day in days]
    assert len(made) == sum(talked) + sum(map(bool, talked))
    place = play().open()
    try:
        shown = [place.look(partial(forum_talk.shown, day_id=day.day.id)).result() for day in days if day.agenda]
    finally:
        place.close()
    assert all(one.slides for of_day in shown for one in of_day)
    text = "".join("".join(page_texts(pdf.read_bytes())) for pdf in made if "dag" in pdf.stem)
    names = {row.point.concern.typed_name for day in days for row in day.agenda if row.point} - {""}
    assert not any(name in text for name in names)
