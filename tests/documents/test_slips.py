"""The small papers."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from opspor import data_folder
from opspor.documents.document import as_text
from opspor.documents.layout import draw, undrawable
from opspor.documents.preview import page_count
from opspor.documents.slips import beredskab_paper, invitation_slip, recovery_paper
from opspor.domain.beredskab import Track
from opspor.forms.library import Library
from opspor.vault.beredskab_file import Contact
from tests.documents.pdf import page_texts
from tests.documents.samples import TODAY

Golden = Callable[[str, str], None]
WORDS = ["æble", "bord", "cykel", "dør", "engang", "fisk", "gulv", "hest",
         "is", "jord", "kande", "lampe", "mur", "nød", "ost", "pære"]  # fmt: skip
FORM = Library(data_folder("forms")).beredskab()
LEADER = Contact("leader", "Leder", "00 00 12 35", "Hverdage 7-16", date(2026, 3, 1), "Leder")


def test_the_recovery_key_reads_as_agreed(golden: Golden) -> None:
    golden("gendannelsesnoegle", as_text(recovery_paper("Børnehuset Lærkereden", WORDS, TODAY)))


def test_the_paper_for_the_municipality_says_whose_it_is() -> None:
    own, deposited = (recovery_paper("Huset", WORDS, TODAY, deposit=deposit) for deposit in (False, True))
    assert deposited.title == "Gendannelsesnøgle til kommunen"
    assert deposited.parts == own.parts


def test_the_words_can_be_read_off_in_order() -> None:
    pdf = draw(recovery_paper("Huset", WORDS, TODAY))
    assert page_count(pdf) == 1
    read = re.findall(r"^(\d+)\s*(\w+)\s*$|(\d+)\s+(\w+)", page_texts(pdf)[0].partition("Hvad den kan")[0])
    numbered = {int(a or c): b or d for a, b, c, d in read}
    assert [numbered[n] for n in range(1, 17)] == WORDS


def test_the_invitation_reads_as_agreed(golden: Golden) -> None:
    slip = invitation_slip("Børnehuset Lærkereden", "Jonas Bøgh Ådahl", "K7QM-XPT2-9RWD-4HCE-N8VJ", TODAY)
    golden("invitation", as_text(slip))
    assert page_count(draw(slip)) == 1
    assert "Til" not in as_text(invitation_slip("Huset", "", "X", TODAY)).splitlines()


@pytest.mark.parametrize("topic", [None, *Track])
def test_the_guidance_has_every_line_of_the_form_and_can_be_drawn(topic: Track | None) -> None:
    paper = beredskab_paper(FORM, (LEADER,), topic, "Huset", TODAY)
    text = as_text(paper)
    answer = next((a for a in FORM.topic if a.topic is topic and a.do), None)
    expected = (*answer.do, *answer.dont, *answer.step) if answer else FORM.always_dont
    for line in expected:
        assert line in text
    assert undrawable(paper) == ()
    assert page_count(draw(paper)) <= 2


def test_a_stop_page_says_nothing_of_another_track() -> None:
    text = as_text(beredskab_paper(FORM, (), Track.HONOUR, "Huset", TODAY))
    abuse = next(a for a in FORM.topic if a.topic is Track.PARENTS)
    assert abuse.text not in text
    assert all(step.title not in text for step in FORM.step)


def test_numbers_are_those_shipped_those_written_in_and_room_for_the_rest() -> None:
    text = as_text(beredskab_paper(FORM, (LEADER,), Track.PARENTS, "Huset", TODAY))
    assert "Hvem: Alarmcentralen; Nummer: 112" in text
    assert "Hvem: Leder; Nummer: 00 00 12 35; Hvornår: Hverdage 7-16, kontrolleret 1. marts 2026" in text
    assert "Hvem: Kommunens modtagelse af underretninger; Nummer: Skriv nummeret her:" in text


def test_an_unchecked_number_says_so() -> None:
    unchecked = Contact("leader", "Leder", "00 00 12 35", "", None, "")
    assert "ikke kontrolleret" in as_text(beredskab_paper(FORM, (unchecked,), Track.PARENTS, "Huset", TODAY))
