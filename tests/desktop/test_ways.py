"""What the search goes to besides children: found by the words people use, and by nobody who may not see it."""

import pytest

from opspor.desktop.pages.every import PAGES
from opspor.desktop.route import Destination, Place
from opspor.desktop.shortcuts import ALL, SEARCH, Scope, Shortcut
from opspor.desktop.ways import MOST, WAYS, found
from opspor.domain.access import Reach, reach
from opspor.domain.ids import Id
from opspor.domain.people import Role, StaffMember

# Pages about one child, one round or one paper: their ways begin there.
_OF_SOMETHING = {
    place
    for place in PAGES
    if place.value in {
        "child", "child_edit", "timeline", "pupil", "pupil_paper", "visits", "visit", "visit_after", "handover",
        "round", "change_round", "own", "joint", "minority", "agreement", "practice_case", "focus", "analysis", "plan",
        "follow_up", "baton", "contact", "network", "meeting", "transition", "new_concern", "concern", "brief",
        "help", "underretning", "paper", "paste", "phone_sheet", "forum_show", "family",
    }
}  # fmt: skip


def somebody(role: Role) -> StaffMember:
    return StaffMember(Id("m"), "Mette Kanari", "pædagog", role, frozenset(), "slot", None, None)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("matr", "Matrix"), ("backup", "Sikkerhedskopier"), ("112", "Beredskab"), ("ÅBN run", "Åbn en runde"),
        ("distriktstirs", "Sparring"), ("mørk", "Udseende"), ("skift kode", "Din adgangskode"), ("lås", "Lås"),
        ("dpo", "Institution"), ("csv", "Hent liste med børn"), ("kvittering", "Svar, vi venter på"),
    ],
)  # fmt: skip
def test_a_way_is_found_by_the_words_people_use(typed: str, words: str) -> None:
    assert words in [way.words for way in found(typed, somebody(Role.LEADER))]


def test_what_is_shown_comes_before_what_it_is_also_called() -> None:
    ways = [way.words for way in found("log", somebody(Role.LEADER))]
    assert ways[0] == "Log"
    assert "Lås" in ways[1:]  # "log ud"


@pytest.mark.parametrize("typed", ["", "  ", "zzz", "karla"])
def test_nothing_is_found_for_what_is_no_way(typed: str) -> None:
    assert found(typed, somebody(Role.LEADER)) == ()


@pytest.mark.parametrize("role", Role)
def test_nobody_finds_what_they_may_not_see(role: Role) -> None:
    staff = somebody(role)
    for way in WAYS:
        seen = way in found(way.words, staff)
        may = way.action is None or reach(staff, way.action) is not Reach.NONE
        assert seen is may, way.words


def test_no_more_than_a_few_are_shown() -> None:
    assert max(len(found(letter, somebody(Role.LEADER))) for letter in "abdfhklmst") == MOST


def test_every_page_that_needs_nothing_and_every_key_that_works_everywhere_has_a_way() -> None:
    to = {way.to for way in WAYS}
    places = {way.place for way in to if isinstance(way, Destination)}
    assert {*PAGES} - _OF_SOMETHING <= places
    assert places <= {*PAGES, Place.SETTINGS}
    assert {key for key in ALL if key.scope is Scope.EVERYWHERE} - {SEARCH} == {
        way for way in to if isinstance(way, Shortcut)
    }
    assert len(to) == len(WAYS) == len({way.words for way in WAYS})
