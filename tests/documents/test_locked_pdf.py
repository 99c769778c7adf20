"""A PDF with a passphrase: AES-256, everything in it, and the same paper inside."""

import io
from typing import Any

import pytest
from pypdf import PasswordType, PdfReader

from opspor.documents import content, layout
from opspor.documents.locked_pdf import LONGEST, lock
from tests.documents import samples

PHRASE = "korn vifte æblegrød pil kano"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return layout.draw(content.underretning(samples.UNDERRETNING, samples.facts()))


def opened(locked: bytes, phrase: str = PHRASE) -> PdfReader:
    return PdfReader(io.BytesIO(locked), password=phrase)


def test_it_is_aes_256_and_nothing_in_it_can_be_read_without_the_passphrase(pdf: bytes) -> None:
    locked = lock(pdf, PHRASE)
    how: Any = opened(locked).trailer["/Encrypt"].get_object()

    assert (how["/V"], how["/R"], how["/CF"]["/StdCF"]["/CFM"]) == (5, 6, "/AESV3")
    assert how["/StmF"] == how["/StrF"] == "/StdCF"
    for words in ("Noah", "Frost", "Underretning", "Lærkereden", "da-DK"):
        for coded in (words.encode(), words.encode("utf-16-be"), words.encode("latin-1")):
            assert coded not in locked
    assert PdfReader(io.BytesIO(locked)).decrypt("") is PasswordType.NOT_DECRYPTED
    assert PdfReader(io.BytesIO(locked)).decrypt("korn vifte aeblegroed pil kano") is PasswordType.NOT_DECRYPTED
    assert PdfReader(io.BytesIO(locked)).decrypt(PHRASE) is PasswordType.USER_PASSWORD


def test_inside_is_the_same_paper_with_its_tags_its_language_and_its_title(pdf: bytes) -> None:
    before, after = PdfReader(io.BytesIO(pdf)), opened(lock(pdf, PHRASE))

    assert [page.extract_text() for page in after.pages] == [page.extract_text() for page in before.pages]
    roots: list[Any] = [file.trailer["/Root"] for file in (before, after)]
    for key in ("/Lang", "/MarkInfo", "/ViewerPreferences"):
        assert roots[1][key].get_object() == roots[0][key].get_object()
    assert "/StructTreeRoot" in roots[1]
    assert after.metadata is not None
    assert before.metadata is not None
    assert after.metadata.title == before.metadata.title
    assert "opspor" not in str(after.metadata.author or "")


def test_the_keys_are_new_every_time(pdf: bytes) -> None:
    assert lock(pdf, PHRASE) != lock(pdf, PHRASE)


@pytest.mark.parametrize("phrase", ["", "a" * (LONGEST + 1), "å" * 64])
def test_what_the_format_would_not_look_at_is_refused(pdf: bytes, phrase: str) -> None:
    with pytest.raises(ValueError, match="passphrase"):
        lock(pdf, phrase)


def test_the_longest_that_is_taken_is_looked_at_to_its_end(pdf: bytes) -> None:
    phrase = "æ" * 63 + "b"
    assert len(phrase.encode()) == LONGEST
    locked = lock(pdf, phrase)
    assert PdfReader(io.BytesIO(locked)).decrypt(phrase[:-1] + "c") is PasswordType.NOT_DECRYPTED
    assert opened(locked, phrase).pages[0].extract_text()
