"""Every fault the check knows, planted once in the real forms and found by its code."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from opspor.forms.check import check_forms
from opspor.forms.finding import Finding

TRIVSEL = "trivsel/trivsel-3-5/2"
POSITION = "position/position/3"
ENVIRONMENT = "environment/environment/2"
BRIEF = "document/brief/2"
UNDERRETNING = "document/underretning/2"
CASE = "practice/case-03/1"
NAMED = r"when = \{ fact = \"named\", is = true \}"


def test_the_real_forms_have_no_fault(forms: Path) -> None:
    assert check_forms(forms) == []


@pytest.mark.parametrize(
    ("code", "name", "pattern", "planted"),
    [
        ("FORM-TOML", TRIVSEL, r"version = 2", "version = = 2"),
        ("FORM-FELT", TRIVSEL, r"title = ", "titel = "),
        ("FORM-SLAGS", TRIVSEL, r"kind = \"trivsel\"", 'kind = "trvsel"'),
        ("FORM-STED", TRIVSEL, r"version = 2", "version = 3"),
        ("FORM-STED", ENVIRONMENT, r"id = \"environment\"", 'id = "milieu"'),
        ("FORM-ID", ENVIRONMENT, r"\"L-1\"", '"mål 1"'),
        ("FORM-DOBBELT", ENVIRONMENT, r"\"L-2\"", '"L-1"'),
        ("FORM-DOBBELT", TRIVSEL, r"id = \"E35-1\"", 'id = "P-FAM"'),
        ("FORM-LINJER", TRIVSEL, r"looks_like = \[[^]]*\]", 'looks_like = ["Kun én linje"]'),
        ("FORM-LINJER", TRIVSEL, r"calls_for_attention = \[", 'calls_for_attention = ["Bygger tårn", "Ror", "Ler",'),
        ("FORM-LINJER", POSITION, r"looks_like = \[[^]]*\]", "looks_like = []"),
        ("FORM-HISTORIE", CASE, r"story = \[", "story = [" + '"Havre ser op.", ' * 5),
        ("FORM-LINJER", CASE, r"slips = \[", 'slips = ["Vis", "Nu",'),
        ("FORM-FELT", CASE, r"position = \"unknown\"", 'position = "udsat"'),
        (
            "FORM-ENS",
            CASE,
            r"story = \[",
            'story = ["Kogle sover, ler, trøster andre og siger til, når noget er dumt.",',
        ),
        ("FORM-ORD", CASE, r"Havre hænger", "Det røde barn hænger"),
        ("FORM-DIMENSION", TRIVSEL, r"dimension = \"physical\"", 'dimension = "social"'),
        ("FORM-BAAND", TRIVSEL, r"band = \"3-5\"", 'band = "6-9"'),
        ("FORM-SPOERGSMAAL", POSITION, r"question = \"P-FAM\"", 'question = "P-FEM"'),
        ("FORM-BETINGELSE", BRIEF, NAMED, 'when = { fact = "named" }'),
        ("FORM-BETINGELSE", BRIEF, NAMED, "when = { is = true }"),
        ("FORM-BETINGELSE", BRIEF, NAMED, 'when = { fact = "topic", is = "abuse", in = ["abuse"] }'),
        ("FORM-BETINGELSE", BRIEF, NAMED, 'when = { not = { any = [{ fact = "named", all = [] }] } }'),
        ("FORM-FAKTA", BRIEF, NAMED, 'when = { fact = "navn", is = true }'),
        ("FORM-FAKTA", BRIEF, NAMED, 'when = { all = [{ not = { fact = "topic", is = "overgreb" } }] }'),
        ("FORM-FAKTA", BRIEF, NAMED, 'when = { fact = "topic", in = ["abuse", "honor"] }'),
        ("FORM-FAKTA", BRIEF, NAMED, 'when = { fact = "named", is = 1 }'),
        ("FORM-FAKTA", BRIEF, NAMED, 'when = { fact = "danger", at_least = 2 }'),
        ("FORM-AFSNIT", UNDERRETNING, r"kind = \"childs_words\"", 'kind = "text"'),
        ("FORM-AFSNIT", UNDERRETNING, r"id = \"tried\"", 'id = "tride"'),
        ("FORM-AFSNIT", BRIEF, r"kind = \"minutes\"", 'kind = "urgent"'),
        ("FORM-LAENGDE", BRIEF, r"limit = 200\n", ""),
        ("FORM-JANEJ", UNDERRETNING, r"yes = \"Ja\"\n", ""),
        ("FORM-UDGIVET", ENVIRONMENT, r"Os voksne", "Vi voksne"),
        ("FORM-TOM", ENVIRONMENT, r"title = \".*\"", 'title = " "'),
        ("FORM-ORD", ENVIRONMENT, r"Os voksne", "Os om det røde barn"),
        ("FORM-LOV", ENVIRONMENT, r"Os voksne", "Os efter § 133"),
        (
            "FORM-ENS",
            TRIVSEL,
            r"looks_like = \[[^]]*\]",
            'looks_like = ["Henter en tegning hjem", "Henter en tegning hjem"]',
        ),
        ("FORM-LIX", ENVIRONMENT, r"help = \".*\"", f'help = "{"Institutionssamarbejde " * 40}"'),
        ("FORM-VAEGT", TRIVSEL, r"looks_like = \[[^]]*\]", 'looks_like = ["Ror i en båd", "Ler ad en and"]'),
        ("FORM-VAEGT", POSITION, r"protects_like = \[[^]]*\]", 'protects_like = ["En bror er sød"]'),
        ("FORM-BESKYTTER", POSITION, r"protects = \".*\"\n", ""),
        ("FORM-FLAG", POSITION, r"code = \"H_NSK\"", 'code = "H_VOLD"'),
        ("FORM-FLAG", POSITION, r"code = \"H_NSK\"", 'code = "H_NYT"'),
        ("FORM-ANSAT", POSITION, r"topic = \"honour\"", 'topic = "employee"'),
        ("FORM-ANSAT", POSITION, r"topic = \"employee\"", 'topic = "general"'),
        ("FORM-FELT", POSITION, r"topic = \"honour\"", 'topic = "honor"'),
        ("FORM-STOETTE", POSITION, r"support = true\n", ""),
        ("FORM-STOETTE", POSITION, r"id = \"P-FAM\"\n", 'id = "P-FAM"\nsupport = true\n'),
        ("FORM-DOBBELT", POSITION, r"code = \"R_FAM_TAB\"", 'code = "H_NSK"'),
        ("FORM-FAKTOR", POSITION, r"Helbredet gør barnets", "En diagnose gør barnets"),
        ("FORM-FAKTOR", POSITION, r"fx mad, vintertøj", "fx et tørklæde, vintertøj"),
        (
            "FORM-ENS",
            POSITION,
            r"Barnet har noget, det gerne viser frem",
            "Barnet får ny fast voksen tre gange på et år",
        ),
        ("FORM-ENS", "home-visit/months-2/1", r"looks_like = \[[^]]*\]", 'looks_like = ["Ler højt", "Ler højt"]'),
        ("FORM-ENS", "pupil/pupil-6-9/1", r"Hvordan går det med de andre børn", "Hvordan er det i frikvartererne"),
    ],
)
def test_a_planted_fault_is_found(forms: Path, code: str, name: str, pattern: str, planted: str) -> None:
    file = forms / f"{name}.toml"
    text, count = re.subn(pattern, planted.replace("\\", r"\\"), file.read_text(encoding="utf-8"))
    assert count, "the form has nothing to plant this fault in"
    file.write_text(text, encoding="utf-8")
    found = [each for each in check_forms(forms) if each.code == code]
    assert found
    assert all(each.place and each.text.endswith(".") for each in found), "says where and what to do"


@pytest.mark.parametrize(
    ("code", "damage"),
    [
        ("FORM-INGEN", lambda forms: shutil.rmtree((forms / f"{UNDERRETNING}.toml").parent)),
        ("FORM-INGEN", lambda forms: (forms / f"{CASE}.toml").unlink()),
        ("FORM-VAEK", lambda forms: (forms / f"{ENVIRONMENT}.toml").unlink()),
        ("FORM-BAAND", lambda forms: shutil.rmtree((forms / f"{TRIVSEL}.toml").parent)),
        ("FORM-TEGN", lambda forms: (forms / f"{ENVIRONMENT}.toml").write_bytes(b'title = "b\xf8rn"')),
        ("FORM-STED", lambda forms: (forms / f"{ENVIRONMENT}.toml").rename(forms / "environment.toml")),
        ("FORM-NY", lambda forms: (forms / "RELEASED.toml").unlink()),
        ("FORM-LISTE", lambda forms: (forms / "RELEASED.toml").write_text("<html>", encoding="utf-8")),
    ],
)
def test_a_damaged_folder_is_found(forms: Path, code: str, damage: Callable[[Path], object]) -> None:
    damage(forms)
    assert code in {each.code for each in check_forms(forms)}


def test_the_place_names_the_form_and_the_element(forms: Path) -> None:
    file = forms / f"{TRIVSEL}.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("dimension =", 'beredskab = true\nx = "y"\ndimension =', 1), encoding="utf-8")
    found = next(each for each in check_forms(forms) if each.code == "FORM-FELT")
    assert found.place == TRIVSEL
    assert "$.sign[0]" in found.text


def test_a_new_version_beside_the_old_is_no_repetition(forms: Path) -> None:
    file = forms / f"{TRIVSEL}.toml"
    text = file.read_text(encoding="utf-8").replace("version = 2", "version = 3")
    file.with_name("3.toml").write_text(text, encoding="utf-8")
    assert {each.code for each in check_forms(forms)} == {"FORM-NY"}


def test_release_adds_what_is_new_and_never_replaces(forms: Path, release: Callable[[Path], list[Finding]]) -> None:
    file = forms / f"{ENVIRONMENT}.toml"
    before = (forms / "RELEASED.toml").read_text(encoding="utf-8")
    file.with_name("3.toml").write_text(
        file.read_text(encoding="utf-8").replace("version = 2", "version = 3"), encoding="utf-8"
    )
    assert release(forms) == []
    after = (forms / "RELEASED.toml").read_text(encoding="utf-8")
    assert set(before.splitlines()) < set(after.splitlines())
    assert check_forms(forms) == []

    file.write_text(file.read_text(encoding="utf-8") + "# rettet\n", encoding="utf-8")
    assert [each.code for each in release(forms)] == ["FORM-UDGIVET"]
    assert (forms / "RELEASED.toml").read_text(encoding="utf-8") == after
