"""What a device held: counts, years and days of what lies in a vault, and the name of nobody (domain 8.5, item 23)."""

from dataclasses import dataclass
from datetime import datetime

from opspor.domain.people import Institution, Role


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many records of a kind there are, and when the first and the last of them were written."""

    kind: str
    count: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a vault holds. Birth years are None where no child has a birth date."""

    children: int
    born_from: int | None
    born_to: int | None
    protected: int
    with_cpr: int
    carers: int
    typed_names: int
    papers: int
    papers_with_cpr: int
    drafts: int
    kinds: tuple[KindCount, ...]
    last_used: datetime | None


@dataclass(frozen=True, slots=True)
class WaysIn:
    """What opens a vault: how many people, codes that nobody has used, recovery keys in the house's safe and with the
    municipality; and the cheapest derivation of anybody's password (Argon2id): KiB of memory, passes, lanes.
    """

    people: int
    invitations: int
    keys: int
    deposits: int
    memory_kib: int
    passes: int
    lanes: int


@dataclass(frozen=True, slots=True)
class Stock:
    """What a vault holds, who works with it, what opens it and where its copies lie.

    ``copy_made`` is when the copy was made that this was read from; None when it was read from the vault itself. A copy
    does not say where the others lie.
    """

    institution: Institution
    taken_at: datetime
    copy_made: datetime | None
    held: Holdings
    roles: dict[Role, int]
    ways: WaysIn
    newest_copy: datetime | None
    copies_in: str
