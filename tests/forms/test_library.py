"""The library finds the newest form, keeps old versions, and reads nothing before it is asked."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from opspor.domain.beredskab import Track
from opspor.domain.child import AgeBand
from opspor.domain.errors import KnownError
from opspor.domain.paper import PaperKind
from opspor.forms.library import PRACTICE, load_library


def write_next_version(forms: Path) -> None:
    newest = forms / "environment/environment/2.toml"
    text = newest.read_text(encoding="utf-8").replace("version = 2", "version = 10").replace("Os voksne", "Vi voksne")
    newest.with_name("10.toml").write_text(text, encoding="utf-8")


def test_the_shipped_forms_are_all_there() -> None:
    library = load_library()
    for band in AgeBand:
        assert library.trivsel(band).band is band
    for paper in PaperKind:
        assert library.document(paper).ref.id == paper
    assert library.position().ref.kind == "position"
    assert library.environment().ref.kind == "environment"
    assert library.first_minute().ref.kind == "first-minute"
    assert [library.track(track).track for track in Track] == [*Track]
    assert [library.practice(case).ref.id for case in PRACTICE] == [*PRACTICE]


def test_the_newest_version_is_asked_and_the_old_one_stays(forms: Path) -> None:
    old = load_library(forms).environment()
    write_next_version(forms)
    library = load_library(forms)
    assert library.environment().ref.version == 10
    assert library.by_ref(old.ref) == old


def test_a_broken_file_harms_nobody_but_those_who_ask_for_it(forms: Path) -> None:
    (forms / "position/position/3.toml").write_text("kind = ", encoding="utf-8")
    library = load_library(forms)
    assert library.environment()
    with pytest.raises(KnownError, match="position/position/3") as caught:
        library.position()
    assert caught.value.code == "FORM-TOML"


def test_the_text_is_exact_so_that_the_vault_can_keep_it(forms: Path) -> None:
    file = forms / "environment/environment/2.toml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    library = load_library(forms)
    assert library.text(library.environment().ref).encode("utf-8") == file.read_bytes()


def test_an_edited_file_is_not_the_form_that_was_used(forms: Path) -> None:
    ref = load_library(forms).environment().ref
    file = forms / "environment/environment/2.toml"
    file.write_text(file.read_text(encoding="utf-8") + "# rettet\n", encoding="utf-8")
    library = load_library(forms)
    assert library.by_ref(ref) is None
    with pytest.raises(KnownError) as caught:
        library.text(ref)
    assert caught.value.code == "FORM-AENDRET"


def test_a_form_that_is_not_there(forms: Path) -> None:
    shutil.rmtree(forms / "beredskab")
    library = load_library(forms)
    with pytest.raises(KnownError) as caught:
        library.track(Track.GENERAL)
    assert caught.value.code == "FORM-MANGLER"
    assert library.by_ref(replace(library.environment().ref, version=99)) is None


def test_a_file_in_the_place_of_another_is_refused(forms: Path) -> None:
    shutil.copy(forms / "environment/environment/2.toml", forms / "position/position/3.toml")
    with pytest.raises(KnownError) as caught:
        load_library(forms).position()
    assert caught.value.code == "FORM-AENDRET"


def test_a_file_that_is_not_utf8_is_refused(forms: Path) -> None:
    file = forms / "environment/environment/2.toml"
    file.write_bytes(file.read_text(encoding="utf-8").encode("latin-1", errors="replace"))
    with pytest.raises(KnownError) as caught:
        load_library(forms).environment()
    assert caught.value.code == "FORM-TEGN"


@pytest.mark.parametrize("form_id", ["../environment", "environment/../environment", "", "/etc"])
def test_a_ref_from_a_strange_vault_leads_nowhere_else(forms: Path, form_id: str) -> None:
    library = load_library(forms / "position")
    assert library.by_ref(replace(load_library(forms).environment().ref, id=form_id)) is None
