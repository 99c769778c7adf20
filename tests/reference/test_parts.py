"""What the program is made of, as »Om opspor« shows it."""

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest

from opspor.reference import parts as module
from opspor.reference.parts import DRAWN, parts

_ROOT = Path(__file__).parents[2]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


def test_every_package_the_program_asks_for_is_named_with_its_version_and_licence() -> None:
    wanted = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    shown = {_plain(part.name): part for part in parts()}
    assert [one for one in wanted if _plain(re.split(r"[<>=]", one)[0]) not in shown] == []
    assert [part.name for part in parts() if part not in DRAWN and not part.version[:1].isdigit()] == []
    assert [part.name for part in parts() if part.licence in ("", "se teksten")] == []


def test_what_only_a_developer_uses_is_not_named() -> None:
    assert {"pytest", "mypy", "ruff", "hypothesis", "tomli"}.isdisjoint(_plain(part.name) for part in parts())


def test_the_parts_under_the_lgpl_are_those_that_notice_speaks_of() -> None:
    under = {part.name for part in parts() if "LGPL" in part.licence}
    assert {_plain(name) for name in under} == {"pyside6-essentials", "shiboken6", "python-stdnum"}


@pytest.mark.parametrize("part", DRAWN, ids=lambda part: part.name)
def test_every_font_and_icon_set_lies_beside_its_licence(part: module.Part) -> None:
    texts = [path.read_text("utf-8") for path in (_ROOT / "resources").rglob("LICENSE*.txt")]
    assert any(part.name.partition(" ")[0] in text for text in texts)


def test_in_a_packed_program_all_that_is_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no package »opspor« there: the program itself is not installed."""
    monkeypatch.setattr(module, "_TOP", "findes-ikke-i-noget-miljø")
    monkeypatch.setattr(module, "distributions", lambda: [distribution("msgspec")])
    assert [one.metadata["Name"] for one in module._packages()] == ["msgspec"]
