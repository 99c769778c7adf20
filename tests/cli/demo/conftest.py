"""One small demo of each kind, played once for all tests that look at it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from opspor import cli
from opspor.cli.demo.material import House, load
from opspor.workplace import Workplace, open_vault
from tests.cli.conftest import quick


@dataclass(frozen=True, slots=True)
class Played:
    """A demo that was played into ``folder``."""

    folder: Path

    @property
    def result(self) -> Any:
        """What result.json says."""
        return json.loads((self.folder / "result.json").read_text(encoding="utf-8"))

    @property
    def login(self) -> tuple[str, str]:
        """The first person's login and password, as LAES-MIG.txt says them."""
        lines = (self.folder / "LAES-MIG.txt").read_text(encoding="utf-8").splitlines()
        user = next(line for line in lines if line.startswith("Bruger: "))
        password = next(line for line in lines if line.startswith("Adgangskode: "))
        return user.removeprefix("Bruger: "), password.removeprefix("Adgangskode: ")

    def open(self, login: str = "") -> Workplace:
        """The vault, open for the first person or for ``login``."""
        from opspor.cli.commands import now

        first, password = self.login
        kind = "dagtilbud" if self.result["kind"] == "alle" else self.result["kind"]
        passwords = {person.login: person.password for person in load(kind, House).staff} | {first: password}
        return open_vault(
            self.folder / "demo.opspor", login or first, passwords[login or first], clock=now, derive=quick
        )


Play = Callable[..., Played]


@pytest.fixture(scope="session")
def play(tmp_path_factory: pytest.TempPathFactory) -> Play:
    """Play a demo, or give the one that was played with the same words before. Look at it only."""
    made: dict[tuple[str, ...], Played] = {}

    def played(*words: str) -> Played:
        if words not in made:
            folder = tmp_path_factory.mktemp("demo") / "demo"
            assert cli.main(["demo", str(folder), *words], derive=quick) == 0
            made[words] = Played(folder)
        return made[words]

    return played
