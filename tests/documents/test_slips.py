"""The small papers."""

import re
from collections.abc import Callable

from opspor.documents.document import as_text
from opspor.documents.layout import draw
from opspor.documents.preview import page_count
from opspor.documents.slips import invitation_slip, recovery_paper
from tests.documents.pdf import page_texts
from tests.documents.samples import TODAY

Golden = Callable[[str, str], None]
WORDS = ["æble", "bord", "cykel", "dør", "engang", "fisk", "gulv", "hest",
         "is", "jord", "kande", "lampe", "mur", "nød", "ost", "pære"]  # fmt: skip


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
