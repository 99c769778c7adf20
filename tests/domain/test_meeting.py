"""What a meeting around a child asks for, and what is refused in plain words."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from opspor.domain.assessment import NOTE_LIMIT
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.meeting import (
    AgendaPoint,
    Meeting,
    MeetingAgreement,
    MeetingKind,
    Participant,
    Side,
    alike,
    check_minutes,
    check_planned,
    in_order,
    joined,
    meant_by,
    resolved,
    wrong_agreement,
)

TODAY = date(2026, 3, 17)
MOTHER = Participant(Id("p-1"), Side.FAMILY, "Åse Kanari", "mor", Id("carer-1"), came=True)
METTE = Participant(Id("p-2"), Side.STAFF, "Mette Skov", "pædagog", Id("mette"), came=True)
ADVISER = Participant(Id("p-3"), Side.PROFESSIONAL, "Ida Kanari", "rådgiver", outside=True)
MEETING = Meeting(held_on=TODAY, purpose="Vi hjælper med morgenen", participants=(METTE, MOTHER, ADVISER))
HELD = replace(MEETING, network_considered=False)
RESOURCE = Meeting(
    MeetingKind.RESOURCE, TODAY, purpose="Hvad kan vi gøre om morgenen?", participants=(METTE,), parents_know="Ja"
)
CALL = MeetingAgreement("Ringe", "Mette Skov", None, TODAY + timedelta(weeks=6))


def refused(meeting: Meeting, *, held: bool = False) -> str:
    with pytest.raises(KnownError) as error:
        (check_minutes if held else check_planned)(meeting, TODAY)
    return error.value.code


def test_what_is_whole_is_not_refused() -> None:
    check_planned(MEETING, TODAY)
    check_minutes(replace(HELD, agreements=(CALL, MeetingAgreement()), next_on=TODAY + timedelta(weeks=8)), TODAY)
    check_planned(RESOURCE, TODAY)
    check_minutes(RESOURCE, TODAY)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"purpose": "  "}, "MOEDE-FORMAAL"),
        ({"held_on": None}, "MOEDE-DAG"),
        ({"held_on": TODAY - timedelta(days=1)}, "MOEDE-GAAET"),
        ({"held_on": TODAY.replace(year=2036)}, "MOEDE-LANGT"),
        ({"participants": ()}, "MOEDE-DELTAGERE"),
        ({"participants": (METTE, replace(ADVISER, name=" "))}, "MOEDE-NAVN"),
    ],
)
def test_a_meeting_is_planned_with_a_purpose_a_day_that_can_be_meant_and_somebody_invited(
    change: dict[str, Any], code: str
) -> None:
    assert refused(replace(MEETING, **change)) == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "MOEDE-IKKE-ENDNU"),
        ({"participants": (replace(METTE, came=False), ADVISER)}, "MOEDE-KOM"),
        ({"network_considered": None}, "MOEDE-NETVAERK"),
        ({"next_on": TODAY}, "MOEDE-NAESTE"),
        ({"next_on": TODAY.replace(year=2036)}, "MOEDE-NAESTE"),
        ({"agreements": (CALL, replace(CALL, who=""))}, "MOEDE-AFTALE"),
        ({"agreements": (replace(CALL, due_on=TODAY - timedelta(days=1)),)}, "MOEDE-AFTALE-DAG"),
        ({"agreements": (replace(CALL, due_on=TODAY.replace(year=2036)),)}, "MOEDE-AFTALE-DAG"),
    ],
)
def test_minutes_say_who_came_whether_the_network_was_considered_and_who_does_what_when(
    change: dict[str, Any], code: str
) -> None:
    assert refused(replace(HELD, **change), held=True) == code


def test_an_agreement_says_which_line_and_what_is_missing() -> None:
    gap = replace(HELD, agreements=(CALL, MeetingAgreement("Skrive")))
    with pytest.raises(KnownError, match="Aftale 2 mangler hvem og hvornår"):
        check_minutes(gap, TODAY)
    assert wrong_agreement(gap) == 2
    assert wrong_agreement(replace(HELD, agreements=(CALL,))) is None


def test_a_pasted_file_is_no_note() -> None:
    file = "æ" * (NOTE_LIMIT + 1)
    assert refused(replace(MEETING, purpose=file)) == "VURD-LANG"
    assert refused(replace(HELD, agenda=(AgendaPoint("see", "Hvad ser vi?", file),)), held=True) == "VURD-LANG"
    assert refused(replace(HELD, agreements=(replace(CALL, what=file),)), held=True) == "VURD-LANG"


def test_a_resource_meeting_says_what_the_parents_know_and_names_the_child_only_on_a_basis() -> None:
    assert refused(replace(RESOURCE, parents_know="")) == "MOEDE-VED"
    assert refused(replace(RESOURCE, participants=(METTE, MOTHER))) == "MOEDE-FAGFOLK"
    assert refused(replace(RESOURCE, named=True)) == "MOEDE-GRUNDLAG"
    check_planned(replace(RESOURCE, named=True, named_because="Mor har sagt ja til PPR i dag"), TODAY)
    assert not RESOURCE.is_named
    assert MEETING.is_named


def test_whoever_is_from_outside_needs_a_yes_with_its_day_or_a_rule() -> None:
    assert MEETING.without_basis == (ADVISER,)
    assert replace(ADVISER, yes_from="mor").lacks_basis
    assert not replace(ADVISER, yes_from="mor", yes_on=TODAY).lacks_basis
    assert not replace(ADVISER, legal_basis="SSD").lacks_basis
    assert replace(RESOURCE, participants=(ADVISER,)).without_basis == ()  # without a name nobody hears who it is


def test_child_and_family_are_asked_first() -> None:
    assert [one.name for one in in_order(MEETING.participants)] == ["Åse Kanari", "Mette Skov", "Ida Kanari"]


def test_a_typed_name_is_bound_to_the_colleague_it_means() -> None:
    kept = resolved(
        replace(HELD, agreements=(replace(CALL, who="mette"), MeetingAgreement(), replace(CALL, who="Åse")))
    )
    assert [(one.who, one.who_id) for one in kept.agreements] == [("mette", "mette"), ("Åse", None)]


def test_names_that_are_alike_are_told_apart_by_their_role_or_asked_about() -> None:
    other = replace(METTE, id=Id("p-4"), role="lærer", person_id=Id("other"))
    both = replace(HELD, participants=(METTE, other), agreements=(CALL,))
    assert refused(both, held=True) == "MOEDE-HVEM"
    told = replace(both, agreements=(replace(CALL, who="Mette Skov, lærer"),))
    check_minutes(told, TODAY)
    assert resolved(told).agreements[0].who_id == "other"
    check_minutes(replace(both, agreements=(replace(CALL, who_id=Id("mette")),)), TODAY)
    assert alike((METTE, other)) == frozenset()
    assert alike((METTE, replace(other, role="pædagog"), MOTHER)) == {"p-2", "p-4"}


def test_a_typed_name_means_nobody_whose_name_only_begins_so() -> None:
    assert meant_by("Met", (METTE, MOTHER)) == ()
    assert meant_by(" ", (METTE,)) == ()
    assert meant_by("åse", (METTE, MOTHER)) == (MOTHER,)


def test_what_only_the_other_kind_of_meeting_asks_is_not_kept() -> None:
    assert resolved(replace(HELD, parents_know="Ja", named=True, named_because="x")) == replace(
        HELD, participants=(MOTHER, METTE, ADVISER)
    )
    assert resolved(replace(RESOURCE, network_considered=True, named_because="x")) == RESOURCE


def test_the_chair_is_one_of_those_who_are_invited() -> None:
    assert replace(MEETING, chair_id=METTE.id).chair == METTE
    assert replace(MEETING, chair_id=Id("gone")).chair is None
    assert METTE.in_words == "Mette Skov, pædagog"


def test_of_two_who_wrote_at_once_nothing_is_lost() -> None:
    mine = replace(
        MEETING, place="Mit sted", participants=(replace(ADVISER, came=None),),
        agenda=(AgendaPoint("a", "A", "mit"), AgendaPoint("b", "B")), agreements=(CALL,),
    )  # fmt: skip
    theirs = replace(
        HELD, place="Deres sted", participants=(replace(ADVISER, came=True), MOTHER), childs_view="Jeg vil ind",
        agenda=(AgendaPoint("a", "A", "deres"), AgendaPoint("b", "B", "deres"), AgendaPoint("c", "C", "deres")),
        agreements=(replace(CALL, what="Skrive", id=Id("g-1")),), next_on=TODAY + timedelta(weeks=6),
    )  # fmt: skip
    both = joined(mine, theirs)
    assert (both.place, both.childs_view, both.next_on) == ("Mit sted", "Jeg vil ind", theirs.next_on)
    assert [(one.name, one.came) for one in both.participants] == [("Ida Kanari", True), ("Åse Kanari", True)]
    assert [point.note for point in both.agenda] == ["mit", "deres", "deres"]
    assert [one.what for one in both.agreements] == ["Ringe", "Skrive"]
    assert both.network_considered is False
    assert joined(mine, mine) == mine
