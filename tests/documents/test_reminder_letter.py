"""The letter that asks the municipality for an answer: what it says, what it does not, and how it looks."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from opspor.documents.document import as_text
from opspor.documents.layout import draw
from opspor.documents.preview import page_count
from opspor.documents.reminder_letter import ReminderFacts, reminder
from opspor.domain.child import Carer, Custody, Particulars
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import Sent, reference
from opspor.domain.people import Institution
from opspor.reference import law

PAPER = Id("019cfa9c-b5b4-70cb-a40b-053ddf4cd45c")
RULE = law.rule_on("receipt", date(2026, 3, 26))
KARLA = Particulars(
    first_name="Karla", last_name="Kanari", birth_date=None, cpr="", address="Kanarivej 3, 7400 Herning",
    protected=True, contact_person="", interpreter=None, language="",
    carers=(Carer(Id("mor"), "Kanaria", "mor", Custody.YES, "", "", False, True),),
)  # fmt: skip
FACTS = ReminderFacts(
    institution=Institution(Id("house"), "Børnehuset", "Herning Kommune", "Skolevej 1", "90000000", ""),
    sent=Sent(PAPER, "sikker post", "Modtagelsen", date(2026, 3, 17), "Jonas Kanari", "14.02"),
    child="",
    known=KARLA,
    receipt_by=date(2026, 3, 25),
    reminded_on=None,
    rule=f"{RULE.text} {RULE.quoted}",
    signed_by="Jonas Kanari",
    printed_at=datetime(2026, 3, 26, 9, 5).astimezone(),
    mark="Log 12 · 9f3a 21c7",
)  # fmt: skip


def test_it_says_what_was_sent_when_and_how_and_what_we_ask_for() -> None:
    paper = reminder(FACTS)
    text = as_text(paper)
    for words in (
        "Til Modtagelsen",
        "26. marts 2026",
        "Sendt: 17. marts 2026 kl. 14.02",
        "Hvordan: sikker post",
        "Vores nummer: U-4CD45C",
        "Vi ventede den senest 25. marts 2026.",
        "1. Bekræft, at I har fået underretningen, og hvilken dag.",
        "Telefon: 90000000",
        "Dataansvarlig: Herning Kommune",
        "Log 12 · 9f3a 21c7",
    ):
        assert words in text
    assert reference(PAPER) == "U-4CD45C"
    assert page_count(draw(paper)) == 1


def test_the_rule_stands_with_how_sure_it_is() -> None:
    assert RULE.quoted in as_text(reminder(FACTS))
    assert "ikke efterprøvet" in RULE.quoted


def test_the_child_is_named_where_somebody_chose_so_and_never_in_the_title() -> None:
    assert "Karla" not in as_text(reminder(FACTS))
    named = reminder(replace(FACTS, child="Karla Kanari"))
    assert "Barn: Karla Kanari" in as_text(named)
    assert "Karla" not in named.title


def test_who_was_asked_before_reads_so() -> None:
    assert "Vi har spurgt før, den 20. marts 2026." in as_text(reminder(replace(FACTS, reminded_on=date(2026, 3, 20))))


def test_when_the_receipt_has_come_it_asks_what_came_of_it() -> None:
    asked = reminder(replace(FACTS, receipt_by=None))
    assert asked.title == "Vi spørger efter en tilbagemelding"
    assert "I har kvitteret" in as_text(asked)
    assert "Bekræft" not in as_text(asked)


def test_a_protected_address_stands_in_no_letter() -> None:
    typed = replace(FACTS.sent, receiver="Modtagelsen, om Kanarivej 3, 7400 Herning")
    with pytest.raises(KnownError) as how:
        reminder(replace(FACTS, sent=typed))
    assert how.value.code == "PAPIR-BESKYTTET"


def test_a_house_that_has_written_nothing_about_itself_still_gets_its_letter() -> None:
    bare = Institution(Id("house"), "Børnehuset", "", "", "", "")
    text = as_text(reminder(replace(FACTS, institution=bare)))
    assert "Telefon" not in text
    assert "Dataansvarlig" not in text
