"""A sample of the long proof, and its planted fault."""

from pathlib import Path

from tests.torture.tampering import ATTACKS, prove


def test_a_tampered_log_is_found(tmp_path: Path) -> None:
    result = prove(len(ATTACKS), tmp_path)

    assert (result.tried, result.broken) == (len(ATTACKS), 0), result.words


def test_a_check_that_believes_any_signature_is_seen_to_fail(tmp_path: Path) -> None:
    assert prove(len(ATTACKS), tmp_path, planted=True).broken > 0
