"""new, import, check, export and forms check, as somebody at a prompt or a script sees them."""

import json
import re
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from opspor import cli, data_folder
from opspor.cli import commands
from opspor.cli.commands import now
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.usecases import concerns, paper_out, papers
from opspor.usecases.desk import Desk
from opspor.workplace import open_vault
from tests.cli.conftest import PASSWORD, Opspor, quick
from tests.documents.pdf import page_texts
from tests.guards import CHILD_FIRST_NAME, CHILD_LAST_NAME

LIST = (
    "Fornavn;Efternavn;Fødselsdato;Stue\n"
    f"{CHILD_FIRST_NAME};{CHILD_LAST_NAME};03-05-2022;Bøgestuen\n"
    "Liv;Øst;31-02-2022;Bøgestuen\n"
    ";;04-05-2022;Bøgestuen\n"
)


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    """Three rows as Danish Excel saves them: one good, one with an impossible date, one without a name."""
    file = tmp_path / "liste.csv"
    file.write_bytes(LIST.encode("cp1252"))
    return file


# new


def test_new_makes_a_vault_and_says_that_there_is_no_recovery_key(opspor: Opspor, tmp_path: Path) -> None:
    run = opspor("new", tmp_path / "v", "--institution", "Lærkereden", "--user", "mette")
    assert run.code == 0
    assert "ingen gendannelsesnøgle" in run.out
    assert opspor("check", tmp_path / "v", "--json").json == {"ok": True, "findings": []}


@pytest.mark.parametrize("weak", ["", "kort", "Laerkereden2026", "mettemettemette"])
def test_new_refuses_a_weak_password_and_makes_nothing(opspor: Opspor, tmp_path: Path, weak: str) -> None:
    run = opspor("new", tmp_path / "v", "--institution", "Laerkereden", "--user", "mette", password=weak)
    assert run.code == 1
    assert "[LINJE-SVAG]" in run.err
    assert not (tmp_path / "v").exists()


def test_new_does_not_touch_a_folder_with_something_in_it(opspor: Opspor, tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()
    (tmp_path / "v" / "brev.txt").write_text("mit", encoding="utf-8")
    run = opspor("new", tmp_path / "v", "--institution", "Lærkereden", "--user", "mette")
    assert run.code == 1
    assert "[BOKS-IKKE-TOM]" in run.err
    assert [path.name for path in (tmp_path / "v").iterdir()] == ["brev.txt"]


# import


def test_import_says_row_by_row_what_becomes_of_the_list(opspor: Opspor, vault: Path, list_file: Path) -> None:
    assert opspor("import", vault, list_file, "--json").json == {
        "rows": 3,
        "read": 1,
        "doubtful": 1,
        "refused": 1,
        "already_there": 0,
        "second_group": 0,
        "children": [
            {
                "row": 2,
                "first_name": CHILD_FIRST_NAME,
                "last_name": CHILD_LAST_NAME,
                "birth_date": "2022-05-03",
                "group": "Bøgestuen",
            },
            {"row": 3, "first_name": "Liv", "last_name": "Øst", "birth_date": None, "group": "Bøgestuen"},
        ],
        "problems": [
            {
                "row": 3,
                "column": "Fødselsdato",
                "code": "LISTE-DATO-UMULIG",
                "text": "Den dag findes ikke. Datoen er ikke læst. Skriv den på barnet bagefter.",
            },
            {
                "row": 4,
                "column": "Fornavn",
                "code": "LISTE-NAVN-MANGLER",
                "text": "Der står intet navn. Skriv navnet i filen, eller opret barnet selv.",
            },
        ],
    }


def test_the_same_file_twice_adds_nobody_twice(opspor: Opspor, vault: Path, list_file: Path) -> None:
    opspor("import", vault, list_file)
    again = opspor("import", vault, list_file, "--json").json
    assert (again["read"], again["doubtful"], again["refused"], again["already_there"]) == (0, 0, 1, 2)
    assert again["children"] == []


def test_a_dry_run_says_the_same_and_changes_nothing(opspor: Opspor, vault: Path, list_file: Path) -> None:
    dry = opspor("import", vault, list_file, "--json", "--dry-run").json
    assert opspor("import", vault, list_file, "--json").json == dry


def test_a_list_of_another_group_lets_the_children_go_there_too(opspor: Opspor, vault: Path, tmp_path: Path) -> None:
    for name, group in (("klasse", "2.B"), ("sfo", "SFO Rød")):
        file = tmp_path / f"{name}.csv"
        file.write_text(f"Navn;Født\n{CHILD_FIRST_NAME};3.5.2018\n", encoding="utf-8")
        found = opspor("import", vault, file, "--group", group, "--json").json
    assert (found["read"], found["already_there"], found["second_group"]) == (0, 1, 1)
    assert found["problems"][-1]["text"] == "Går allerede i 2.B: kommer også i SFO Rød."
    again = opspor("import", vault, file, "--group", group, "--json").json
    assert (again["already_there"], again["second_group"]) == (1, 0)


def test_import_in_words(opspor: Opspor, vault: Path, list_file: Path) -> None:
    run = opspor("import", vault, list_file, "--dry-run")
    assert run.code == 0
    assert "Række 3 Fødselsdato: Den dag findes ikke." in run.out
    assert "3 rækker: 1 læst, 1 læst med tvivl, 1 ikke læst, 0 er her allerede.\nIntet er ændret.\n" in run.out


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_without_any_group_nothing_is_imported(opspor: Opspor, vault: Path, tmp_path: Path, dry: list[str]) -> None:
    (tmp_path / "navne.csv").write_text("Navn\nLiv Øst\n", encoding="utf-8")
    run = opspor("import", vault, tmp_path / "navne.csv", "--json", *dry)
    assert (run.code, run.out) == (1, "")
    assert "[LISTE-GRUPPE]" in run.err
    given = opspor("import", vault, tmp_path / "navne.csv", "--json", "--group", "Egestuen", *dry)
    assert [child["group"] for child in given.json["children"]] == ["Egestuen"]


def test_cpr_is_read_only_when_asked_for(opspor: Opspor, vault: Path, tmp_path: Path) -> None:
    (tmp_path / "cpr.csv").write_text("Navn;CPR;Stue\nLiv Øst;110322-9996;Egestuen\n", encoding="utf-8")
    without = opspor("import", vault, tmp_path / "cpr.csv", "--json", "--dry-run").json
    assert without["children"][0]["birth_date"] is None
    with_cpr = opspor("import", vault, tmp_path / "cpr.csv", "--json", "--dry-run", "--cpr").json
    assert with_cpr["children"][0]["birth_date"] == "2022-03-11"


def test_a_file_that_is_not_there_is_said_before_the_password_is_tried(opspor: Opspor, vault: Path) -> None:
    run = opspor("import", vault, vault / "ingen.csv", password="forkert")
    assert run.code == 1
    assert "[LISTE-VAEK]" in run.err


# check


def test_a_wrong_password_is_no_finding(opspor: Opspor, vault: Path) -> None:
    run = opspor("check", vault, "--json", password="forkert-adgangskode")
    assert (run.code, run.out) == (1, "")
    assert run.err.endswith("[BOKS-ADGANG]\n")


def test_after_wrong_passwords_it_says_how_long_to_wait_and_does_not_hang(opspor: Opspor, vault: Path) -> None:
    for _ in range(3):
        opspor("check", vault, password="forkert-adgangskode")
    run = opspor("check", vault, "--json")
    assert (run.code, run.out) == (1, "")
    assert "Vent 5 sekunder" in run.err
    assert run.err.endswith("[BOKS-VENT]\n")


def test_one_twin_gone_is_a_finding_and_the_vault_still_opens(opspor: Opspor, vault: Path) -> None:
    (vault / "header.bak").unlink()
    run = opspor("check", vault, "--json")
    assert run.code == 1
    assert [found["code"] for found in run.json["findings"]] == ["BOKS-TVILLING"]


def test_what_is_found_on_the_way_in_is_said_beside_the_result(
    opspor: Opspor, vault: Path, list_file: Path, tmp_path: Path
) -> None:
    (vault / "header.bak").unlink()
    run = opspor("import", vault, list_file, "--json")
    assert (run.code, run.json["rows"]) == (0, 3)
    assert run.err.endswith("[BOKS-TVILLING]\n")
    (vault / "header.bak").unlink()
    run = opspor("export", vault, "brief", "findes-ikke", "--out", tmp_path / "ark.pdf")
    assert [line[line.rindex("[") :] for line in run.err.splitlines()] == ["[BOKS-TVILLING]", "[PAPIR-MANGLER]"]


def test_a_crash_is_said_here_and_still_news_at_the_window(opspor: Opspor, vault: Path, list_file: Path) -> None:
    (vault / "opspor.lock").write_bytes(b'{"machine": "pc"')
    for argv in (("check", vault), ("import", vault, list_file), ("check", vault, "--json")):
        run = opspor(*argv)
        assert run.code == 0
        assert run.err.endswith("[BOKS-NEDBRUD]\n")
    at_the_window = open_vault(vault, "mette", PASSWORD, clock=commands.now, derive=quick)
    at_the_window.close()
    assert [found.code for found in at_the_window.findings] == ["BOKS-NEDBRUD"]
    assert opspor("check", vault).err == ""


def test_what_check_lists_is_not_said_twice(opspor: Opspor, vault: Path) -> None:
    (vault / "header.bak").unlink()
    run = opspor("check", vault)
    assert run.out.count("[BOKS-TVILLING]") == 1
    assert run.err == ""


def _no_header(vault: Path) -> None:
    (vault / "header.json").unlink()
    (vault / "header.bak").unlink()


def _no_data(vault: Path) -> None:
    (vault / "data.db").unlink()


def _noise(vault: Path) -> None:
    (vault / "data.db").write_bytes((vault / "data.db").read_bytes()[:16] + bytes(8192))


def _nothing(vault: Path) -> None:
    shutil.rmtree(vault)


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (_no_header, "BOKS-HOVED-MANGLER"),
        (_no_data, "BOKS-DATA-MANGLER"),
        (_noise, "BOKS-DATA-SKADET"),
        (_nothing, "BOKS-MANGLER"),
    ],
)
def test_what_keeps_a_vault_from_opening_is_a_finding(opspor: Opspor, vault: Path, damage: Any, code: str) -> None:
    damage(vault)
    run = opspor("check", vault, "--json")
    assert run.code == 1
    assert run.json["ok"] is False
    assert [found["code"] for found in run.json["findings"]] == [code]
    assert f"[{code}]" in opspor("check", vault).out


def test_without_a_keyboard_the_password_is_asked_for_on_stdin(opspor: Opspor, vault: Path) -> None:
    """Nothing is typed by hand in a test, and what could be typed would be shown."""
    pytest.importorskip("termios")
    run = opspor("check", vault, password=None)
    assert run.code == 1
    assert "[LINJE-TASTATUR]" in run.err


def test_a_password_in_other_letters_than_utf8_is_no_wrong_password(opspor: Opspor, vault: Path) -> None:
    run = opspor("check", vault, password="rødgrød-med-fløde".encode("cp1252"))
    assert run.code == 1
    assert "[LINJE-UTF8]" in run.err


@pytest.mark.parametrize("login", ["mette", " METTE "])
def test_the_login_can_be_given(opspor: Opspor, vault: Path, login: str) -> None:
    assert opspor("check", vault, "--user", login).code == 0
    assert opspor("check", vault, "--user", "anna").code == 1


# export


def test_a_paper_that_is_not_there(opspor: Opspor, vault: Path, tmp_path: Path) -> None:
    run = opspor("export", vault, "brief", "0199", "--out", tmp_path / "a.pdf")
    assert run.code == 1
    assert "[PAPIR-MANGLER]" in run.err
    assert not (tmp_path / "a.pdf").exists()


def written_by_mette(vault: Path) -> None:
    """Two underretninger on typed names."""
    place = open_vault(vault, "mette", PASSWORD, clock=now, derive=quick)
    for name in ("Kanari Et", "Kanari To"):
        made = place.run(
            partial(
                concerns.start,
                danger=Danger.NO,
                track=Track.GENERAL,
                what="Noget",
                seen_on=now().date(),
                typed_name=name,
            )
        ).result()

        def finish(desk: Desk, made: Id = made) -> Id:
            sheet = papers.paper_sheet(desk, concerns.open_concern(desk, made), PaperKind.UNDERRETNING)
            return papers.finish(desk, sheet, sheet.draft)

        place.run(finish).result()
    place.close()


def test_all_underretninger_each_in_a_file_whose_name_says_nothing(opspor: Opspor, vault: Path, tmp_path: Path) -> None:
    written_by_mette(vault)
    folder = tmp_path / "ud"
    assert "[PAPIR-IKKE-GEMT]" in opspor("export", vault, "underretning", "--all", "--out", folder).err
    folder.mkdir()
    run = opspor("export", vault, "underretning", "--all", "--out", folder)

    assert (run.code, run.err) == (0, "")
    assert run.out == "2 af 2 er gemt i mappen. De er ikke noteret som sendt.\n"
    names = sorted(file.name for file in folder.iterdir())
    assert len(names) == 2
    assert all(re.fullmatch(r"underretning-\d{4}-\d\d-\d\d-[0-9a-f]{8}\.pdf", name) for name in names)


def test_an_underretning_as_a_file_for_another_system(opspor: Opspor, vault: Path, tmp_path: Path) -> None:
    written_by_mette(vault)
    place = open_vault(vault, "mette", PASSWORD, clock=now, derive=quick)
    paper = place.look(paper_out.takeable).result()[0]
    place.close()
    run = opspor("export", vault, "underretning", paper.id, "--out", tmp_path / "a.json")
    assert (run.code, run.out, run.err) == (0, "", "")
    said = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert said["child"]["name"] == "Kanari To"
    missing = opspor("export", vault, "underretning", "0199", "--out", tmp_path / "b.json")
    assert "[PAPIR-MANGLER]" in missing.err
    assert not (tmp_path / "b.json").exists()


def test_all_of_none_is_none(opspor: Opspor, vault: Path, tmp_path: Path) -> None:
    run = opspor("export", vault, "underretning", "--all", "--out", tmp_path)
    assert (run.code, run.out) == (0, "0 af 0 er gemt i mappen. De er ikke noteret som sendt.\n")


def test_a_plan_that_is_not_there(opspor: Opspor, vault: Path, tmp_path: Path) -> None:
    run = opspor("export", vault, "plan", "0199", "--out", tmp_path / "a.pdf")
    assert run.code == 1
    assert "[PLAN-MANGLER]" in run.err
    assert not (tmp_path / "a.pdf").exists()


def test_the_absence_of_a_child_that_is_not_there(opspor: Opspor, vault: Path, tmp_path: Path) -> None:
    run = opspor("export", vault, "absence", "0199", "--out", tmp_path / "a.pdf")
    assert run.code == 1
    assert "[BARN-MANGLER]" in run.err
    assert not (tmp_path / "a.pdf").exists()


def test_a_draft_for_somebody_who_asks_to_read_everything_in_one_command(
    opspor: Opspor, vault: Path, list_file: Path, tmp_path: Path
) -> None:
    opspor("import", vault, list_file)
    for target in (tmp_path / "a.pdf", tmp_path / "a.json"):
        run = opspor("export", vault, "access", "B001", "--to", "youth", "--out", target)
        assert (run.code, run.out, run.err) == (0, "", "")
    assert "UDKAST" in page_texts((tmp_path / "a.pdf").read_bytes())[0]
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["draft"] is True
    for child, to, code in (("0199", "youth", "BARN-MANGLER"), ("B001", "mor", "INDSIGT-TIL")):
        run = opspor("export", vault, "access", child, "--to", to, "--out", tmp_path / "b.pdf")
        assert run.code == 1
        assert f"[{code}]" in run.err
        assert not (tmp_path / "b.pdf").exists()


def test_the_matrix_of_the_house_is_a_paper_with_numbers_alone_when_anonymous(
    opspor: Opspor, vault: Path, tmp_path: Path
) -> None:
    for target, more in ((tmp_path / "a.pdf", ()), (tmp_path / "b.pdf", ("--anonymous",))):
        assert opspor("export", vault, "matrix", "house", "--out", target, *more).code == 0
    assert "Fortroligt" in page_texts((tmp_path / "a.pdf").read_bytes())[0]
    assert "Anonymiseret" in page_texts((tmp_path / "b.pdf").read_bytes())[0]
    run = opspor("export", vault, "matrix", "0199", "--out", tmp_path / "c.pdf")
    assert run.code == 1
    assert "[RUNDE-MANGLER]" in run.err
    assert not (tmp_path / "c.pdf").exists()


# forms check


def test_the_forms_of_the_program_are_in_order(opspor: Opspor) -> None:
    said = opspor("forms", "check", "--json", password=None).json
    assert (said["ok"], said["findings"]) == (True, [])
    assert said["lix"]["trivsel/trivsel-3-5/1"].keys() == {"form", "hardest"}
    assert all(0 < lix["form"] <= 40 for lix in said["lix"].values())


def test_a_fault_in_a_form_is_said_with_code_and_place(opspor: Opspor, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    shutil.copytree(data_folder("forms"), folder)
    form = folder / "environment" / "environment" / "1.toml"
    form.write_text(form.read_text(encoding="utf-8").replace('id = "M-2"', 'id = "M-1"'), encoding="utf-8")
    run = opspor("forms", "check", folder, "--json", password=None)
    assert run.code == 1
    assert {"FORM-DOBBELT", "FORM-UDGIVET"} <= {found["code"] for found in run.json["findings"]}
    assert all(found["place"].startswith("environment/environment/1") for found in run.json["findings"])
    assert "environment/environment/1: M-1: " in opspor("forms", "check", folder, password=None).out


def test_a_folder_of_forms_that_is_not_there(opspor: Opspor, tmp_path: Path) -> None:
    run = opspor("forms", "check", tmp_path / "ingen", password=None)
    assert run.code == 1
    assert "[LINJE-MAPPE]" in run.err


# a bug of ours


def test_a_bug_says_where_and_never_what(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(_args: Any, _derive: Any) -> int:
        raise RuntimeError(json.dumps({"child": CHILD_FIRST_NAME}))

    monkeypatch.setitem(commands.COMMANDS, "forms", broken)
    assert cli.main(["forms", "check"], derive=quick) == 3
    said = capsys.readouterr().err
    assert "tests/cli/test_commands.py:" in said
    assert said.endswith("  RuntimeError\n")
    assert CHILD_FIRST_NAME not in said
    assert str(Path(__file__).parent) not in said
