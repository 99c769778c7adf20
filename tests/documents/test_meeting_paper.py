"""The papers of a meeting: to one who is invited, and the minutes. Nothing from the records, nobody's address."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from opspor.documents.document import as_text
from opspor.documents.layout import draw
from opspor.documents.meeting_paper import MeetingFacts, invitation, minutes
from opspor.documents.preview import page_count
from opspor.domain.child import Carer, Custody, Particulars
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.meeting import AgendaPoint, Meeting, MeetingAgreement, MeetingKind, Participant, Side
from opspor.domain.people import Institution

AT = datetime(2026, 3, 17, 14, 2).astimezone()
HOUSE = Institution(Id("i"), "Børnehuset Kanariefuglen", "Kanarikøbing Kommune", "Øvej 1", "12 34 56 78", "")
MOTHER = Carer(Id("m"), "Åse Kanariø", "mor", Custody.YES, "Hemmeligvej 9", "12 34 56 99", True, True)
KNOWN = Particulars(
    "Liv", "Kanariø", date(2022, 5, 4), "0405220000", "Hemmeligvej 9", True, "", True, "somali", (MOTHER,), (), (),
    "En note fra barnets side",
)  # fmt: skip
ASE = Participant(Id("p1"), Side.FAMILY, "Åse Kanariø", "mor", MOTHER.id, came=True)
METTE = Participant(Id("p2"), Side.STAFF, "Mette Skov", "pædagog", Id("s"), came=True)
IDA = Participant(Id("p3"), Side.PROFESSIONAL, "Ida Lund", "rådgiver", outside=True, came=False, legal_basis="SSD")
MEETING = Meeting(
    MeetingKind.NETWORK, date(2026, 4, 9), time(14, 30), "Mødelokalet", "Morgenen skal blive rolig for alle",
    (METTE, IDA, ASE), IDA.id,
    (
        AgendaPoint("family", "Barnet og familien først", "Morgenen er svær"),
        AgendaPoint("tasks", "Hvad gør vi nu?"),
    ),
    childs_view="Jeg vil gerne gå ind selv", childs_part="Var med det første kvarter", network_considered=True,
    agreements=(MeetingAgreement("Tager imod ved lågen", "Mette Skov", Id("s"), date(2026, 4, 20), Id("a")),),
    next_on=date(2026, 5, 21),
)  # fmt: skip
RESOURCE = Meeting(
    MeetingKind.RESOURCE, date(2026, 4, 9), None, "", "Hvordan gør vi overgangen til frokost rolig?", (METTE, IDA),
    agenda=(AgendaPoint("problem", "Hvad vil vi have hjælp til?"),), parents_know="De ved, at vi taler uden navn",
)  # fmt: skip


def facts(meeting: Meeting = MEETING, **known: Any) -> MeetingFacts:
    return MeetingFacts(HOUSE, replace(KNOWN, **known), meeting, "Mette S.", AT, "Log 7")


def test_an_invitation_reads_as_it_should(golden: Callable[[str, str], None]) -> None:
    golden("meeting_invitation", as_text(invitation(facts(), ASE)))


def test_minutes_read_as_they_should(golden: Callable[[str, str], None]) -> None:
    golden("meeting_minutes", as_text(minutes(facts())))


def test_each_paper_is_one_page() -> None:
    for paper in (invitation(facts(), ASE), minutes(facts()), invitation(facts(RESOURCE), IDA)):
        assert page_count(draw(paper)) == 1


def test_an_invitation_holds_nothing_from_the_records_and_nobodys_address() -> None:
    found = as_text(invitation(facts(), ASE))
    for hidden in (
        "Hemmeligvej",
        "12 34 56 99",
        "0405220000",
        "Kanariø, født",
        "note fra barnets",
        "SSD",
        "Tager imod",
    ):
        assert hidden not in found
    assert "Til Åse Kanariø, mor" in found
    assert "torsdag den 9. april 2026 kl. 14.30" in found


def test_family_reads_that_one_may_bring_somebody_and_that_there_is_an_interpreter_where_the_child_needs_one() -> None:
    found = as_text(invitation(facts(), ASE))
    assert "Du må gerne tage en med" in found
    assert "Vi sørger for en tolk (somali)" in found
    assert "tolk" not in as_text(invitation(facts(interpreter=None), ASE))
    assert "tage en med" not in as_text(invitation(facts(), METTE))
    assert "tolk" not in as_text(invitation(facts(), METTE))


def test_the_title_names_nobody_and_the_paper_is_confidential() -> None:
    for paper in (invitation(facts(), ASE), minutes(facts())):
        assert "Liv" not in paper.title
        assert "Kanari" not in paper.title
        assert paper.mark == "Fortroligt"
        assert "Log 7" in paper.footer[-1]


def test_the_carers_who_came_and_the_chair_sign() -> None:
    found = as_text(minutes(facts()))
    assert "Underskrift: ____ (Åse Kanariø, mor)" in found
    assert "(Ida Lund" not in found  # invited as the chair, and did not come
    assert "(Mette Skov" not in found
    child = Participant(Id("c"), Side.FAMILY, "Liv", "barnet", Id("c"), came=True)
    both = as_text(minutes(facts(replace(MEETING, participants=(child, ASE, replace(IDA, came=True))))))
    assert "Underskrift: ____ (Ida Lund, rådgiver)" in both
    assert "(Liv, barnet)" not in both


def test_a_protected_address_or_number_that_somebody_typed_stops_the_paper() -> None:
    for text in ("Vi mødes på Hemmeligvej 9", "Ring 12 34 56 99"):
        with pytest.raises(KnownError) as refused:
            invitation(facts(replace(MEETING, place=text)), ASE)
        assert refused.value.code == "PAPIR-BESKYTTET"


def test_without_a_name_no_paper_names_the_child_or_its_carers() -> None:
    found = as_text(invitation(facts(RESOURCE), IDA)) + as_text(minutes(facts(RESOURCE)))
    for hidden in ("Liv", "Kanariø", "Åse", "4. maj"):
        assert hidden not in found
    for text in ("Livs morgen", "Åse henter", "kanariø"):
        with pytest.raises(KnownError) as refused:
            invitation(facts(replace(RESOURCE, purpose=text)), IDA)
        assert refused.value.code == "PAPIR-NAVN"


def test_a_colleague_with_a_carers_name_may_stand_on_a_paper_without_the_childs_name() -> None:
    same = replace(METTE, name="Åse Skov")
    assert "Åse Skov" in as_text(invitation(facts(replace(RESOURCE, participants=(same, IDA))), IDA))


def test_with_a_basis_a_resource_meeting_names_the_child_and_says_why() -> None:
    named = replace(RESOURCE, named=True, named_because="Mor har sagt ja 1. april til PPR om sproget")
    found = as_text(minutes(facts(named)))
    assert "Liv Kanariø" in found
    assert "Barnet er nævnt, fordi: Mor har sagt ja" in found


def test_thirty_people_and_forty_agreements_stand_on_the_paper_all_of_them() -> None:
    many = replace(
        MEETING,
        participants=tuple(replace(METTE, id=Id(f"p{n}"), name=f"Person Nummer{n}") for n in range(30)),
        agreements=tuple(MeetingAgreement(f"Opgave {n}.", "Mette", None, date(2026, 5, 1)) for n in range(40)),
    )
    found = as_text(minutes(facts(many)))
    assert all(f"Nummer{n};" in found for n in range(30))
    assert all(f"Opgave {n}." in found for n in range(40))
    assert page_count(draw(minutes(facts(many)))) > 1


def test_what_nobody_wrote_has_no_heading_and_no_agreement_is_said() -> None:
    bare = replace(MEETING, agenda=(), childs_view="", childs_part="", agreements=(), next_on=None, chair_id=None)
    found = as_text(minutes(facts(bare)))
    assert "Det talte vi om" not in found
    assert "Barnets syn" not in found
    assert "Der er ikke skrevet nogen aftaler." in found
    assert "Næste møde: Ikke aftalt" in found
    assert "Det taler vi om" not in as_text(invitation(facts(bare), ASE))
