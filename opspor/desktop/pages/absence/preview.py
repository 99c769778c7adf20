"""A file of absence held against the vault: every row with what becomes of it, and what is fetched."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from opspor.domain.absence import Away, AwayKind, AwayNoted
from opspor.domain.ids import Id
from opspor.exchange.absence_list import (
    AbsenceList,
    Held,
    Pupil,
    State,
    hold_against,
    read_absence,
    unknown_kinds,
)
from opspor.exchange.columns import plain
from opspor.usecases.absences import Known

_COUNTED = {
    State.NEW: "nye", State.THERE: "er her allerede", State.DIFFERENT: "står anderledes her",
    State.NOT_FOUND: "uden elev her", State.ASK: "mangler slags", State.NOT_AWAY: "er ikke fravær",
    State.REFUSED: "afvist",
}  # fmt: skip


@dataclass(frozen=True)
class Preview:
    """``said`` is what the person has said of words that nobody knew; ``correct`` that the file is right where the
    vault says something else."""

    read: AbsenceList
    known: Known
    said: Mapping[str, AwayKind | None] = field(default_factory=dict)
    correct: bool = False

    @cached_property
    def rows(self) -> tuple[Held, ...]:
        """Every row of the file."""
        pupils = [
            Pupil(one.child.id, one.child.code, one.child.full_name, one.child.birth_date, _days(one.days))
            for one in self.known.pupils
        ]
        return hold_against(self.read, pupils, self.known.school_days, self.words)

    @property
    def words(self) -> dict[str, AwayKind | None]:
        """What is known of the words, from before and from now."""
        return {**self.known.words, **self.said}

    @property
    def asked(self) -> tuple[str, ...]:
        """The words of this file that nobody knew before, as the file says them; also those that were said since."""
        return unknown_kinds(self.read, self.known.words)

    @property
    def chosen(self) -> tuple[tuple[Id, Away], ...]:
        """What is fetched: new days, and with ``correct`` the days that say something else."""
        states = {State.NEW, State.DIFFERENT} if self.correct else {State.NEW}
        return tuple((one.child, one.away) for one in self.rows if one.state in states and one.child and one.away)

    @property
    def summary(self) -> str:
        """``120 nye · 3 er her allerede · 2 afvist``"""
        counts = Counter(one.state for one in self.rows)
        return " · ".join(f"{counts[state]} {words}" for state, words in _COUNTED.items() if counts[state])

    @property
    def differs(self) -> bool:
        """Whether the vault says something else of a day."""
        return any(one.state is State.DIFFERENT for one in self.rows)

    def saying(self, word: str, kind: AwayKind | None) -> "Preview":
        """The preview with a word of the file explained: one kind, or with None no absence."""
        return replace(self, said={**self.said, plain(word): kind})

    def correcting(self, *, correct: bool) -> "Preview":
        """The preview with the choice whether the file is right."""
        return replace(self, correct=correct)


def read_preview(path: Path, known: Known, *, today: date) -> Preview:
    """Read the file; nothing is written. Raises what ``read_absence`` raises."""
    made = Preview(read_absence(path, today=today), known)
    assert made.rows is not None  # noqa: S101  reckoned here, on the thread that reads
    return made


def _days(days: tuple[AwayNoted, ...]) -> dict[date, list[Away]]:
    found: dict[date, list[Away]] = {}
    for one in days:
        found.setdefault(one.away.day, []).append(one.away)
    return found
