"""No paper quotes the law without how sure the quote is; when a rule was looked up, each of them says so.

The papers that quote a rule are made and read as PDFs: what is left without the quotes has no paragraph in it.
"""

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from opspor.domain.beredskab import Track
from opspor.domain.local import LawCheck
from opspor.forms.library import load_library
from opspor.reference import law
from opspor.usecases.phone_book import phone_book, tracks_pdf
from tests.torture import addresses

DAY = date(2026, 3, 17)
LOOKED_UP = tuple(LawCheck(rule.id, f"Prøvelov § {n}", DAY, "jurist") for n, rule in enumerate(law.rules(), 1))


def squeezed(text: str) -> str:
    """Without the line breaks that a page gives it."""
    return "".join(text.split())


def left(text: str, checks: tuple[LawCheck, ...] = ()) -> str:
    """A text without every rule that is quoted in full."""
    said = squeezed(text)
    for rule in law.rules():
        said = said.replace(squeezed(law.checked(rule, checks).quoted.rstrip(".")), "")
    return said


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("checks", [(), LOOKED_UP], ids=["not looked up", "looked up"])
def test_the_sheets_of_the_tracks_quote_no_law_as_certain(checks: tuple[LawCheck, ...]) -> None:
    forms = [load_library().track(track) for track in Track]

    text = text_of(tracks_pdf(forms, phone_book(None), "", DAY, checks))

    assert "§" in text
    assert "§" not in left(text, checks)
    assert ("Slåetefterafjurist" in squeezed(text)) is bool(checks)


def test_nor_do_the_papers_about_a_child_and_what_comes_after_them(tmp_path: Path) -> None:
    with addresses.opened(tmp_path, 1) as house:
        made = addresses.tried(house, 0, "nowhere").out

    quoting = {name for name, text in made.items() if "§" in text}
    assert {"reminder True", "reminder False"} <= quoting
    assert [name for name, text in made.items() if "§" in left(text)] == []
