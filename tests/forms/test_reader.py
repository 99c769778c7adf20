"""Reading one form: typed, strict, with the exact hash, and errors that say where."""

from hashlib import sha256

import pytest

from opspor.domain.errors import KnownError
from opspor.forms.model import EnvironmentForm
from opspor.forms.reader import read_form

TEXT = """\
kind = "environment"
id = "environment"
version = 3
title = "Os voksne"

[[question]]
id = "M-1"
text = "Bruger vi det, barnet er optaget af?"
help = "Fx bøger om heste."
"""


def test_a_form_knows_what_it_is_and_the_hash_of_its_exact_bytes() -> None:
    form = read_form(TEXT)
    assert isinstance(form, EnvironmentForm)
    assert form.question[0].help == "Fx bøger om heste."
    assert (form.ref.kind, form.ref.id, form.ref.version) == ("environment", "environment", 3)
    assert form.ref.sha256 == sha256(TEXT.encode("utf-8")).hexdigest()


def test_line_ends_belong_to_the_bytes() -> None:
    assert read_form(TEXT.replace("\n", "\r\n")).ref.sha256 != read_form(TEXT).ref.sha256


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("version = 3", "version = = 3", "FORM-TOML", "linje 3"),
        ('help = "Fx bøger om heste."', 'help = "Fx bøger', "FORM-TOML", "linje 9"),
        ('kind = "environment"', 'kind = "miljø"', "FORM-SLAGS", "environment"),
        ('kind = "environment"\n', "", "FORM-SLAGS", "trivsel"),
        ('kind = "environment"', "kind = 4", "FORM-SLAGS", "4"),
        ('title = "Os voksne"\n', "", "FORM-FELT", "title"),
        ('id = "environment"\n', "", "FORM-FELT", "id"),
        ("version = 3", 'version = "3"', "FORM-FELT", "version"),
        ('title = "Os voksne"', 'title = "Os voksne"\ncolour = "red"', "FORM-FELT", "colour"),
        ('title = "Os voksne"', 'title = "Os voksne"\nref = {}', "FORM-FELT", "ref"),
        ('help = "Fx bøger om heste."', "help = 7", "FORM-FELT", "$.question[0].help"),
        ('help = "Fx bøger om heste."', 'hjælp = "x"\nhelp = "x"', "FORM-TOML", "linje 9"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(old: str, new: str, code: str, says: str) -> None:
    assert old in TEXT
    with pytest.raises(KnownError) as caught:
        read_form(TEXT.replace(old, new), "environment/environment/3")
    assert caught.value.code == code
    assert says in str(caught.value)
    assert "environment/environment/3" in str(caught.value)


def test_the_error_is_danish() -> None:
    with pytest.raises(KnownError) as caught:
        read_form(TEXT.replace('help = "Fx bøger om heste."\n', ""))
    assert "feltet help mangler" in str(caught.value)
    assert "required" not in str(caught.value)
