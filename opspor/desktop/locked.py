"""Why it locked, and when: what the lock screen says, here and in the process that comes after."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from opspor.domain.text import count_of


class Why(StrEnum):
    """What made it lock. The code goes to the next process, the words are made there."""

    SELF = "self"
    QUIET = "quiet"
    SYSTEM = "system"
    SLEEP = "sleep"
    CLOSED = "closed"


_WORDS = {
    Why.SELF: "Du låste selv.",
    Why.SYSTEM: "Pc'en blev låst.",
    Why.SLEEP: "Pc'en gik i dvale.",
    Why.CLOSED: "Vinduet blev lukket.",
}


class Locked(NamedTuple):
    """``at`` is the time of day as it is read, ``minutes`` how long nothing happened, ``saved`` whether all that was
    typed is in the vault; None while it is being written."""

    why: Why
    at: str
    minutes: int = 0
    saved: bool | None = None

    @property
    def words(self) -> str:
        """ "kl. 14.20. Der skete ikke noget i 5 minutter. Alt, du skrev, er gemt." """
        quiet = f"Der skete ikke noget i {count_of(self.minutes, 'minut', 'minutter')}."
        kept = {None: "", True: " Alt, du skrev, er gemt.", False: " Det sidste, du skrev, nåede måske ikke med."}
        return f"kl. {self.at}. {_WORDS.get(self.why, quiet)}{kept[self.saved]}"
