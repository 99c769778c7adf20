"""``opspor stock``: from the folder, and from a copy when the PC is gone."""

import json
from pathlib import Path

from tests.cli.conftest import Opspor

ROWS = "Fornavn;Efternavn;Fødselsdato;Stue\nKanari;Juhl;03-10-2021;Bøgestuen\nÅse;Kanari;04-11-2022;Bøgestuen\n"


def test_the_vault_is_counted_and_nobody_is_named(opspor: Opspor, vault: Path, tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text(ROWS, "utf-8")
    assert opspor("import", vault, tmp_path / "liste.csv").code == 0

    run = opspor("stock", vault)

    assert run.code == 0, run.err
    assert "Børn: 2, født 2021-2022" in run.out
    assert "72 timer" in run.out
    assert "Juhl" not in run.out
    assert opspor("stock", vault, "--json").json["children"] == 2


def test_a_copy_says_the_same_when_the_vault_is_gone(opspor: Opspor, vault: Path, tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text(ROWS, "utf-8")
    assert opspor("import", vault, tmp_path / "liste.csv").code == 0
    copy = tmp_path / "kopi.opspor-kopi"
    assert opspor("backup", vault, copy).code == 0
    before = copy.read_bytes()
    vault.rename(tmp_path / "stjålet")

    run = opspor("stock", copy, "--out", tmp_path / "ark.json", "--json")

    assert run.code == 0, run.err
    assert run.json["children"] == 2
    assert run.json["from_copy_of"]
    assert run.json["last_used"] <= run.json["from_copy_of"]
    assert (run.json["newest_copy"], run.json["copies_in"]) == (None, "")
    assert "Kopierne ligger i" not in opspor("stock", copy).out
    assert json.loads((tmp_path / "ark.json").read_text("utf-8"))["children"] == 2
    assert copy.read_bytes() == before


def test_a_wrong_password_opens_no_copy(opspor: Opspor, vault: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kopi.opspor-kopi"
    assert opspor("backup", vault, copy).code == 0
    run = opspor("stock", copy, "--user", "mette", password="forkert-tunnel-fisk")
    assert (run.code, "[BOKS-ADGANG]" in run.err) == (1, True)
