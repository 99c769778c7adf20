"""A few briefs without names; ``make fuzz`` makes five hundred."""

from pathlib import Path

from tests.torture import briefs


def test_no_brief_without_names_tells_who_it_is_about(tmp_path: Path) -> None:
    result = briefs.prove(12, tmp_path)

    assert result.broken == 0, result.words
    assert "made" in result.words, "nothing was printed, so nothing was proved"
    assert "PAPIR-" in result.words


def test_a_program_that_does_not_search_is_seen(tmp_path: Path) -> None:
    assert briefs.prove(12, tmp_path, planted=True).broken > 0
