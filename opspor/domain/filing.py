"""Journaliseret: it lies in the municipality's own case system, so it may be deleted here (domain 8.3)."""

from dataclasses import dataclass
from datetime import date, datetime

from opspor.domain.ids import Id


@dataclass(frozen=True, slots=True)
class Filed:
    """That a record was journalised on a day, and under which reference. About a concern: the whole of it."""

    about: Id
    on: date
    reference: str
    author_name: str
    written_at: datetime
