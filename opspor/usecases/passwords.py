"""Choosing a password: how well it holds, in words, and a suggestion; the wait after wrong ones. Needs no vault."""

from pathlib import Path

from opspor.domain.clock import Clock
from opspor.vault.attempts import Attempts
from opspor.vault.keys import Derive, argon2id
from opspor.vault.password import Judgement, judge, suggest

__all__ = ["Derive", "Judgement", "argon2id", "judge", "seconds_to_wait", "suggest"]


def seconds_to_wait(folder: Path, clock: Clock) -> int:
    """Whole seconds, 0 to 60, until a password may be tried on the vault in ``folder`` again. Never raises."""
    return Attempts(folder, clock).left()
