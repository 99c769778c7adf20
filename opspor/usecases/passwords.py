"""Choosing a password: how well it holds, in words, and a suggestion; what can be said before one. Needs no vault."""

from pathlib import Path

from opspor.domain.clock import Clock
from opspor.vault.attempts import Attempts
from opspor.vault.keys import Derive, argon2id
from opspor.vault.lockfile import held_by_another
from opspor.vault.password import Judgement, judge, suggest

__all__ = ["Derive", "Judgement", "argon2id", "judge", "open_elsewhere", "seconds_to_wait", "suggest"]


def seconds_to_wait(folder: Path, clock: Clock) -> int:
    """Whole seconds, 0 to 60, until a password may be tried on the vault in ``folder`` again. Never raises."""
    return Attempts(folder, clock).left()


def open_elsewhere(folder: Path, clock: Clock) -> str:
    """On which PC and since when the vault in ``folder`` is open in another window, in words; "" when it is not."""
    return str(held_by_another(folder, clock()) or "")
