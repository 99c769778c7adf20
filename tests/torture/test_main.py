"""``make torture`` runs every proof there is, and believes none that cannot fail."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.torture import __main__ as torture
from tests.torture.result import Result


def test_every_proof_is_run() -> None:
    modules = Path(torture.__file__).parent.glob("*.py")
    proofs = {path.stem for path in modules if "\ndef prove(" in path.read_text(encoding="utf-8")}
    assert proofs <= set(torture.PROOFS)


@pytest.mark.parametrize(
    ("broken", "seen", "held"), [(0, 1, True), (1, 1, False), (0, 0, False)], ids=["holds", "broken", "cannot fail"]
)
def test_a_proof_holds_when_nothing_broke_and_the_planted_fault_was_seen(
    monkeypatch: pytest.MonkeyPatch, broken: int, seen: int, held: bool
) -> None:
    def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
        assert scratch.is_dir()
        return Result("sample", count, seen if planted else broken, "")

    module = ModuleType("tests.torture.sample")
    monkeypatch.setattr(module, "prove", prove, raising=False)
    monkeypatch.setitem(sys.modules, "tests.torture.sample", module)
    assert torture.run("sample", 3, 1) is held
