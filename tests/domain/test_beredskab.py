"""The tracks: who may be told, and that looking closer has an end."""

from datetime import UTC, date, datetime, timedelta

import pytest

from opspor.domain.beredskab import (
    TELLING,
    Decided,
    Decision,
    MayBeTold,
    NotTold,
    Sharpened,
    Telling,
    Track,
    check_end,
    may_be_told,
    newest,
)
from opspor.domain.concern import SHARED
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id

TODAY = date(2026, 3, 17)
MOTHER, FATHER = Id("mor"), Id("far")


def decided(*decisions: Decision) -> list[Decided]:
    """In the order they were written."""
    now = datetime(2026, 3, 17, 9, 2, tzinfo=UTC)
    return [Decided(Id(f"{n:03}"), Id("c"), Id("mette"), "Mette", now, what) for n, what in enumerate(decisions)]


def may(*carers: Id) -> MayBeTold:
    return MayBeTold("Kommunens vagt", TODAY, "telefon", "At der er underrettet", carers)


def test_every_track_says_who_may_be_told() -> None:
    assert set(TELLING) == set(Track)


def test_what_those_around_the_child_see_is_never_a_suspicion() -> None:
    assert all(TELLING[track] is Telling.OPENLY for track in SHARED)


def test_an_older_vault_says_abuse_and_is_kept_as_strictly_as_against_parents() -> None:
    assert Track("abuse") is Track.PARENTS
    with pytest.raises(ValueError, match="nonsense"):
        Track("nonsense")


@pytest.mark.parametrize("track", [t for t in Track if TELLING[t] is not Telling.OPENLY])
def test_nobody_is_told_until_it_is_decided(track: Track) -> None:
    assert not may_be_told(track, [])
    assert not may_be_told(track, [], MOTHER)


@pytest.mark.parametrize("track", [t for t in Track if TELLING[t] in (Telling.MUNICIPALITY, Telling.LEADER)])
def test_a_decision_opens_for_the_one_it_names_and_for_nobody_else(track: Track) -> None:
    decisions = decided(may(MOTHER))
    assert may_be_told(track, decisions, MOTHER)
    assert not may_be_told(track, decisions, FATHER)
    assert not may_be_told(track, decisions), "a paper to nobody in particular reaches both"


def test_on_the_track_of_honour_nothing_goes_home_whatever_is_decided() -> None:
    assert not may_be_told(Track.HONOUR, decided(may(MOTHER, FATHER)), MOTHER)


def test_an_open_track_is_closed_by_a_decision_not_to_tell_and_opened_again_by_a_later_one() -> None:
    nobody = NotTold("Det øger risikoen", "Barnets tarv vejer tungere")
    one = NotTold("Det øger risikoen", "Barnets tarv vejer tungere", (FATHER,))
    assert may_be_told(Track.GENERAL, [], FATHER)
    assert not may_be_told(Track.GENERAL, decided(nobody), MOTHER)
    assert may_be_told(Track.GENERAL, decided(one), MOTHER)
    assert not may_be_told(Track.GENERAL, decided(one), FATHER)
    assert not may_be_told(Track.GENERAL, decided(one))
    assert may_be_told(Track.GENERAL, decided(one, may(FATHER)), FATHER)
    assert not may_be_told(Track.GENERAL, decided(may(FATHER), one), FATHER)


@pytest.mark.parametrize(("days", "held"), [(-1, False), (0, False), (1, True), (14, True), (30, True), (31, False)])
def test_looking_closer_ends_within_thirty_days(days: int, held: bool) -> None:
    decision = Sharpened("Søvn og humør", TODAY + timedelta(days=days))
    if held:
        check_end(decision, TODAY)
    else:
        with pytest.raises(KnownError) as refused:
            check_end(decision, TODAY)
        assert refused.value.code == "SPOR-SLUT"


def test_the_newest_decision_of_a_kind_counts() -> None:
    decisions = decided(may(MOTHER), NotTold("x", "y"), may(FATHER))
    found = newest(decisions, MayBeTold)
    assert found is not None
    assert found.id == "002"
    assert newest(decisions, Sharpened) is None
