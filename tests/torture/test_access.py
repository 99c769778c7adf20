"""A few requests for access; ``make fuzz`` answers two hundred."""

from pathlib import Path

from tests.torture import access


def test_nobody_else_and_no_protected_home_is_handed_over(tmp_path: Path) -> None:
    result = access.prove(8, tmp_path)

    assert result.broken == 0, result.words
    assert "handed over" in result.words, "nothing was handed over, so nothing was proved"


def test_a_program_that_does_not_look_is_seen(tmp_path: Path) -> None:
    assert access.prove(8, tmp_path, planted=True).broken > 0
