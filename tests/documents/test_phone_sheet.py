"""The sheet to hold while ringing: whom first, then what to say, then the facts; never an address that is protected."""

from dataclasses import replace

import pytest

from opspor.documents import layout
from opspor.documents.document import as_text
from opspor.documents.phone_sheet import Call, phone_sheet
from opspor.domain.beredskab import Decided, KnowsAlready, Track
from opspor.domain.ids import Id
from opspor.domain.paper import PaperDraft, PaperKind
from tests.documents import pdf, samples

CALLS = (
    Call("Alarmcentralen", "112", "Fare lige nu"),
    Call("Kommunens modtagelse", "12 34 56 78", "Hverdage 9–15 · Senest kontrolleret 3. marts 2026"),
    Call("Politiet", "114", ""),
)
ALL = PaperDraft(PaperKind.UNDERRETNING, observations=(Id("o1"), Id("o2"), Id("o3")), words=(Id("w1"),))


def text(**facts: object) -> str:
    known = replace(samples.facts(), **{"draft": ALL} | facts)  # type: ignore[arg-type]
    return as_text(phone_sheet(known, CALLS))


def in_order(sheet: str, *words: str) -> bool:
    places = [sheet.index(each) for each in words]
    return places == sorted(places)


def test_whom_to_ring_comes_first_then_what_to_say_then_what_was_seen_then_the_child() -> None:
    assert in_order(
        text(), "Programmet ringer ikke", "112", "Senest kontrolleret 3. marts 2026: 12 34 56 78", "114",
        "Jeg ringer for at underrette om et barn", "Mette Sørensen, pædagog, Børnehuset Lærkereden. Mit",
        "00\u00a000\u00a012\u00a034.«",
        "Lægger sig på gulvet", "Mor sov.", "Noah Frost Krogh", "9. januar 2022", "Sara Frost Æbelø", "00 11 22 33",
        "Hvem svarede? Navn og funktion", "Hvem siger hvad til forældrene", "Jeg har ringet",
    )  # fmt: skip


def test_a_number_that_nobody_has_written_in_says_so() -> None:
    sheet = as_text(phone_sheet(samples.facts(), [Call("Kommunens modtagelse", "", "")]))
    assert "Kommunens modtagelse: Nummeret er ikke skrevet ind" in sheet


def test_what_somebody_knows_already_comes_before_the_facts() -> None:
    knows = Decided(Id("d"), Id("k1"), Id("s1"), "Mette", samples.NOW, KnowsAlready("Mor", "i går", "i telefonen"))
    sheet = text(decisions=(knows,), concern=replace(samples.CONCERN, track=Track.PARENTS))
    assert in_order(sheet, "Sig først", "i telefonen", "Lægger sig på gulvet", "Noah Frost Krogh")


@pytest.mark.parametrize("who", ["child", "mother"])
def test_a_protected_home_is_nowhere_on_it_and_the_sheet_is_made_all_the_same(who: str) -> None:
    mother = replace(samples.SARA, protected=who == "mother")
    sibling = replace(samples.NOAH.siblings[0], about="bor på Møllestien 12 med mor")
    known = replace(samples.NOAH, protected=who == "child", carers=(mother, samples.TOBIAS), siblings=(sibling,))
    seen = replace(samples.OBSERVATIONS[0], text="Han sagde, de bor Møllestien 12, 2. tv.")
    sheet = text(particulars=known, observations=(seen, *samples.OBSERVATIONS[1:]))

    assert "Møllestien" not in sheet
    assert "00 11 22 33" not in sheet
    assert sheet.count("står derfor ikke her") == 2
    assert "Lægger sig på gulvet" in sheet


def test_a_typed_name_is_enough() -> None:
    sheet = text(particulars=None, typed_name="Bror til Kanari")
    assert "Bror til Kanari" in sheet
    assert "Barnets voksne" not in sheet


def test_the_newest_that_was_seen_stands_on_it_and_no_more_than_can_be_said() -> None:
    many = tuple(
        replace(samples.OBSERVATIONS[0], id=Id(f"n{n}"), seen_at=samples.moment(1 + n, 3, 8), text=f"Set nummer {n}.")
        for n in range(9)
    )
    sheet = text(observations=many, draft=replace(ALL, observations=tuple(one.id for one in many)))
    assert [n for n in range(9) if f"Set nummer {n}." in sheet] == [6, 7, 8]


def test_it_is_drawn_with_its_line_in_the_log() -> None:
    sheet = phone_sheet(replace(samples.facts(), draft=ALL, log_mark="Log 12 · 9f3a 21c7"), CALLS)
    pages = pdf.page_texts(layout.draw(sheet))
    assert len(pages) <= 3
    assert "Log 12 · 9f3a 21c7" in pages[0]
