"""What is said about the disk: quietly, and never more than is known."""

from pathlib import Path

import pytest

from opspor.usecases.disk import words_about
from opspor.vault import disk


@pytest.mark.parametrize(
    ("found", "said", "well"),
    [
        (True, "Systemet krypterer disken", True),
        (False, "systemet ikke krypterer disken", False),
        (None, "opspor kan ikke se, om disken er krypteret", True),
    ],
)
def test_each_answer_has_its_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, found: bool | None, said: str, well: bool
) -> None:
    monkeypatch.setattr(disk, "encrypted", lambda _: found)
    words, good = words_about(tmp_path)
    assert said in words
    assert good is well
