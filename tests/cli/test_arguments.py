"""How commands are written, and what is said when they are written wrongly."""

import re

import pytest

from opspor.cli import arguments
from tests.cli.conftest import Opspor

COMMANDS = ("new", "import", "check", "backup", "restore", "export", "forms", "demo", "screens")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["spring"], "KOMMANDO kan ikke være »spring«."),
        (["check"], "Her mangler noget: VAULT."),
        (["check", "v", "--hop"], "Det her kendes ikke: --hop."),
        (["new", "v", "--institution"], "Der mangler noget efter --institution."),
        (["demo", "d", "--children", "mange"], "--children kan ikke være »mange«."),
        (["demo", "d", "--children", "5"], "--children kan ikke være »5«."),
        (["demo", "d", "--kind", "museum"], "--kind kan ikke være »museum«."),
        (
            ["export", "v", "underretning", "1", "--out", "f", "--anonymous"],
            "--anonymous kan kun bruges til brief og matrix",
        ),
        (["export", "v", "underretning", "--out", "f"], "Her mangler noget: ID."),
        (["export", "v", "brief", "--all", "--out", "f"], "--all kan kun bruges til underretning"),
        (["export", "v", "underretning", "1", "--all", "--out", "f"], "og så uden ID"),
        (["export", "v", "brief", "1", "--out", "f.json"], "Kun en underretning og access kan gemmes som JSON."),
        (["export", "v", "access", "1", "--out", "f"], "access skal have --to"),
        (["export", "v", "plan", "1", "--out", "f", "--to", "mor"], "access skal have --to, og kun access"),
        (["backup", "v"], "Her mangler noget: FIL."),
        (["restore", "kopi"], "Her mangler noget: VAULT."),
        (["forms"], "Her mangler noget: KOMMANDO."),
        ([], "Skriv en kommando."),
    ],
)
def test_wrong_usage_leaves_with_2_and_says_in_danish_what_is_wrong(opspor: Opspor, argv: list[str], said: str) -> None:
    run = opspor(*argv, password=None)
    assert run.code == 2
    assert run.out == ""
    assert run.err.startswith("Brug: opspor")
    assert said in run.err


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_danish(opspor: Opspor, command: str) -> None:
    run = opspor(command, "--help", password=None)
    assert run.code == 0
    assert not re.search(r"usage|options|positional|arguments:|show this", run.out)
    assert "vis denne hjælp" in run.out


def test_a_password_is_never_an_argument() -> None:
    with pytest.raises(SystemExit):
        arguments.parser().parse_args(["check", "v", "--password", "hemmelig"])
