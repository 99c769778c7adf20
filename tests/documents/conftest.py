"""What the tests of papers share."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent.parent / "golden" / "documents"


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares a text with tests/golden/documents/NAME.txt. ``OPSPOR_GOLDEN=1`` writes it anew: read the difference."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / f"{name}.txt"
        if os.environ.get("OPSPOR_GOLDEN") == "1":
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
