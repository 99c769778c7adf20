"""The hand-over to dagtilbud: strengths first, only what was chosen, and never an address."""

from datetime import date, datetime

import pytest

from opspor.documents.document import as_text
from opspor.documents.handover import HandoverLine, HandoverPart, handover_paper
from opspor.documents.layout import draw
from opspor.documents.preview import page_count
from opspor.domain.child import ChildInList, Particulars
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role, StaffMember

AT = datetime(2026, 3, 17, 14, 2).astimezone()
CHILD = ChildInList(Id("c"), "B007", "Liv", "Kanariø", date(2025, 5, 4), (), ())
HANNE = StaffMember(Id("s"), "Hanne Kanaribrix", "sundhedsplejerske", Role.HEALTH_VISITOR, frozenset(), "s", None, None)
HOME = Particulars("Liv", "Kanariø", None, "", "Hemmeligvej 9, 7400 Herning", True, "", None, "")
LINES = tuple(
    HandoverLine(f"{part}:1", part, "8–11 måneder, 2.3.2026", f"Tekst om {part.value}") for part in HandoverPart
)


def text(*parts: HandoverPart, parents: str = "", staff: str = "") -> str:
    lines = tuple(line for line in reversed(LINES) if line.part in parts)
    paper = handover_paper(
        "Sundhedsplejen", CHILD, HOME, lines, parents, staff, "mor og far", "Start", HANNE, AT, "Log 7"
    )
    assert page_count(draw(paper)) == 1
    return as_text(paper)


def test_strengths_stand_first_and_then_the_parents_own_words() -> None:
    found = text(*HandoverPart, parents="Hun elsker vand", staff="Rolig start")
    order = [found.index(words) for words in ("Det går godt", "Hun elsker vand", "Rolig start", "Vurderet derhjemme")]
    assert order == sorted(order)


def test_what_was_not_chosen_has_no_heading_either() -> None:
    found = text(HandoverPart.STRENGTHS)
    assert "Tekst om strengths" in found
    assert not any(words in found for words in ("Vurderet", "Forældrenes", "aftalt", "Derfor"))


def test_a_judgement_goes_along_only_with_its_reason_and_what_it_means() -> None:
    found = text(HandoverPart.JUDGED)
    assert "Derfor står det her: Start" in found
    assert "Det siger ikke, hvem barnet er." in found


def test_it_says_who_read_along_who_wrote_it_and_the_line_in_the_log() -> None:
    found = text(HandoverPart.STRENGTHS)
    assert "Liv Kanariø, født 4. maj 2025" in found
    assert "Læst og godkendt af: mor og far" in found
    assert "Hanne Kanaribrix, sundhedsplejerske" in found
    assert "Log 7" in found


def test_a_protected_address_that_somebody_typed_stops_the_paper() -> None:
    with pytest.raises(KnownError) as refused:
        text(HandoverPart.STRENGTHS, parents="Vi bor på Hemmeligvej 9")
    assert refused.value.code == "PAPIR-BESKYTTET"
