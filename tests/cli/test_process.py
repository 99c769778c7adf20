"""The program itself, started as a process: exit codes, streams, and no Qt where none is needed."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import PASSWORD

NO_QT = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Block())
from opspor.__main__ import main
sys.exit(main())
"""


def opspor(*argv: str | Path, password: str = PASSWORD, qt: bool = False) -> subprocess.CompletedProcess[bytes]:
    """Run the program; without Qt unless it is asked for."""
    start = ["-m", "opspor"] if qt else ["-c", NO_QT]
    command = [sys.executable, *start, *map(str, argv)]
    return subprocess.run(command, input=password.encode() + b"\n", capture_output=True, check=False, timeout=60)


def test_the_main_commands_run_without_qt(tmp_path: Path) -> None:
    vault, login = tmp_path / "v", ("--user", "mette", "--password-stdin")
    assert opspor("new", vault, "--institution", "Lærkereden", *login).returncode == 0
    (tmp_path / "liste.csv").write_text("Navn;Stue\nÆgir Łoś;Bøgestuen\n", encoding="utf-8")
    imported = opspor("import", vault, tmp_path / "liste.csv", "--json", *login)
    assert (imported.returncode, imported.stderr) == (0, b"")
    assert json.loads(imported.stdout)["children"][0]["last_name"] == "Łoś"
    assert json.loads(opspor("check", vault, "--json", *login).stdout) == {"ok": True, "findings": []}
    assert opspor("backup", vault, tmp_path / "kopi æøå", *login).returncode == 0
    assert opspor("restore", tmp_path / "kopi æøå", tmp_path / "ny", *login).returncode == 0
    assert json.loads(opspor("check", tmp_path / "ny", "--json", *login).stdout) == {"ok": True, "findings": []}
    export = opspor("export", vault, "brief", "0199", "--out", tmp_path / "a.pdf", *login)
    assert (export.returncode, export.stdout) == (1, b"")
    assert "[PAPIR-MANGLER]" in export.stderr.decode()


def test_whoever_reads_only_the_beginning_of_a_result_is_not_told_of_a_fault() -> None:
    command = [sys.executable, "-m", "opspor", "forms", "check"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()  # as »| head -0« does, before anything is said
        assert (run.stderr.read(), run.wait(timeout=60)) == (b"", 0)


def test_without_a_display_the_window_is_not_tried(tmp_path: Path) -> None:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    env = {name: value for name, value in os.environ.items() if name not in screens}
    if sys.platform == "linux":
        command = [sys.executable, "-m", "opspor", "--vault", str(tmp_path)]
        run = subprocess.run(command, env=env, capture_output=True, check=False, timeout=60)
        assert run.returncode == 2
        assert "ingen skærm" in run.stderr.decode()
