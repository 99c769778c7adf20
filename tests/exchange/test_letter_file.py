"""A translation that comes in as a file: its shape, who made it, and nothing that it could do."""

from pathlib import Path

import pytest

from opspor import data_folder
from opspor.domain.errors import KnownError
from opspor.exchange.letter_file import MAX_BYTES, read, read_file

ENGLISH = (data_folder("resources") / "letters" / "en.toml").read_text("utf-8")


def refusal(content: str | bytes) -> str:
    with pytest.raises(KnownError) as error:
        read(content.encode() if isinstance(content, str) else content)
    return f"{error.value.code}: {error.value}"


def test_a_translation_is_read_with_who_made_it(tmp_path: Path) -> None:
    file = tmp_path / "rumænsk.toml"
    said = ENGLISH.replace('code = "en"', 'code = "ro"').replace('made_by = "opspor"', 'made_by = "Kommunens tolk"')
    file.write_text(f"\ufeff{said}", "utf-8")  # as Notesblok saves it
    found = read_file(file)
    assert (found.code, found.made_by, found.text is not None) == ("ro", "Kommunens tolk", True)


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ('code = "en"', 'code = "da"', "BREV-FIL-DANSK", ""),
        ('status = "ready"', 'status = "needs a translator"', "BREV-FIL-MANGLER", ""),
        ('made_by = "opspor"', 'made_by = " "', "BREV-FIL-MANGLER", ""),
        ("made_on = 2026-11-23", "", "BREV-FIL-MANGLER", ""),
        ("made_on = 2026-11-23", 'made_on = "i går"', "BREV-FIL", "»made_on«"),
        ('code = "en"', 'code = "../en"', "BREV-FIL", "»code«"),
        ('name = "English"', 'name = " "', "BREV-FIL", "»name«"),
        ('direction = "ltr"', 'direction = "up"', "BREV-FIL", "»direction«"),
        ('months = "{n} months"', 'months = "{n.__class__} months"', "BREV-FIL", "»months«"),
        ('page = "Page {page} of {count}"', 'page = "Page"', "BREV-FIL", "»page«"),
        ('and = "and"', "", "BREV-FIL", "»text«"),
        ('and = "and"', 'and = "and"\nscript = "x"', "BREV-FIL", "»text«"),
        ('title = "We', f'title = "{"lang " * 400}We', "BREV-FIL", "for lang"),
        ("[text]", "[text", "BREV-FIL", "filen"),
    ],
)
def test_what_is_not_as_it_should_be_is_refused_with_its_place(old: str, new: str, code: str, place: str) -> None:
    assert old in ENGLISH
    said = refusal(ENGLISH.replace(old, new))
    assert said.startswith(f"{code}: ")
    assert place in said
    assert "Intet er ændret" in said


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"PK\x03\x04", b"a = " + b"[" * 5000, b"x" * (MAX_BYTES + 1)])
def test_something_else_is_refused_in_the_same_words(content: bytes) -> None:
    assert refusal(content).startswith("BREV-FIL: ")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "væk.toml", tmp_path, Path("\0")):
        with pytest.raises(KnownError) as error:
            read_file(path)
        assert error.value.code == "BREV-FIL-VAEK"
