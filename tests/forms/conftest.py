"""A copy of the real forms that a test may damage."""

import runpy
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from opspor import data_folder
from opspor.forms.finding import Finding


@pytest.fixture(scope="session")
def release() -> Callable[[Path], list[Finding]]:
    """``release`` of installer/release_forms.py, which is a script and not a package."""
    script = Path(__file__).parents[2] / "installer" / "release_forms.py"
    function: Callable[[Path], list[Finding]] = runpy.run_path(str(script))["release"]
    return function


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory, release: Callable[[Path], list[Finding]]) -> Path:
    """The real forms, released as they are now."""
    folder = tmp_path_factory.mktemp("released") / "forms"
    shutil.copytree(data_folder("forms"), folder)
    (folder / "RELEASED.toml").unlink(missing_ok=True)
    assert release(folder) == []
    return folder


@pytest.fixture
def forms(tmp_path: Path, released: Path) -> Path:
    """The released forms in a folder of the test's own."""
    return Path(shutil.copytree(released, tmp_path / "forms"))
