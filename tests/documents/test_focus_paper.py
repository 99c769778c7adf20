"""A focus point on paper: what adults do, who and when; never an address, and nothing in the file's own words."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from opspor.documents.document import as_text
from opspor.documents.focus_paper import focus_paper
from opspor.documents.layout import draw
from opspor.documents.preview import page_count
from opspor.domain.assessment import Context
from opspor.domain.child import Particulars
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.plans import Focus, FocusPoint, PlanStatus

AT = datetime(2026, 3, 17, 14, 2).astimezone()
HOME = Particulars("Liv", "Kanariø", None, "", "Hemmeligvej 9, 7400 Herning", True, "", None, "")
POINT = FocusPoint(
    Id("p"), Id("p"), Id("c"), None, Context.DAYCARE, Id("m"), "Mette Kanari", AT,
    Focus(
        "Ro ved aflevering", "Græder ved lågen", "", "Om fredagen", "Siger farvel selv", "Vi tager imod", Id("j"),
        date(2026, 3, 17), date(2026, 4, 14), "Kommer i god tid", "»Må jeg have bamsen?«",
    ),
)  # fmt: skip


def text(point: FocusPoint = POINT, next_on: date | None = date(2026, 4, 14)) -> str:
    paper = focus_paper("Lærkereden", point, next_on, "Liv Kanariø", HOME, "Jonas Kanari", AT, "Log 7 · 9f3a 21c7")
    assert page_count(draw(paper)) == 1
    assert "Liv" not in paper.title
    return as_text(paper)


def test_it_says_what_is_written_in_the_order_one_talks_and_nothing_for_what_is_empty() -> None:
    said = text()
    order = ["Liv Kanariø: Ro ved aflevering", "Græder ved lågen", "Om fredagen", "Siger farvel selv", "Vi tager imod",
             "»Må jeg have bamsen?«", "Kommer i god tid", "Ansvarlig: Jonas Kanari", "14. april 2026",
             "Log 7 · 9f3a 21c7"]  # fmt: skip
    assert [said.index(words) for words in order] == sorted(said.index(words) for words in order)
    assert "Det kan vi bygge på" not in said


def test_one_that_ended_says_when_and_why_and_no_next_day() -> None:
    ended = replace(POINT, status=PlanStatus.CLOSED, closed_because="Han siger farvel selv")
    said = text(ended, None)
    assert "Afsluttet: 17. marts 2026" in said
    assert "Derfor: Han siger farvel selv" in said
    assert "Vi ser på det igen" not in said


def test_one_of_a_whole_room_says_nothing_of_a_child() -> None:
    said = as_text(focus_paper("Lærkereden", POINT, None, "Bøgestuen", None, "Jonas Kanari", AT, "Log 7"))
    assert "Bøgestuen: Ro ved aflevering" in said
    assert "hvem barnet er" not in said
    assert "hvem barnet er" in text()


def test_a_protected_address_that_somebody_typed_stops_the_paper() -> None:
    with pytest.raises(KnownError) as refused:
        text(replace(POINT, focus=replace(POINT.focus, parents="Bor på Hemmeligvej 9")))
    assert refused.value.code == "PAPIR-BESKYTTET"
