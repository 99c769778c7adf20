"""What the family asks of us about what is written: a remark, an objection, a restriction; and what they were not told.

GDPR articles 16, 18 and 21, and databeskyttelsesloven § 22 (domain 8.2): a text is never taken away or changed by it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.ids import Id


class RightKind(StrEnum):
    """What was asked for or decided."""

    REMARK = "remark"  # how the family sees it, beside what is written
    RESTRICTION = "restriction"  # kept, and not used, while something is cleared up
    OBJECTION = "objection"
    NOT_INFORMED = "not_informed"  # the parents were not told, by an exception that is written down
    ANSWER = "answer"  # what was decided about one of the others; it ends a restriction


@dataclass(frozen=True, slots=True)
class RightsNote:
    """One of these, in words. ``about`` is the record it is about, None is the child's whole file.

    ``from_whom`` says who asked or decided; ``answers`` is the note that this one answers.
    """

    id: Id
    child_id: Id
    kind: RightKind
    on: date
    from_whom: str
    text: str
    author_name: str
    written_at: datetime
    about: Id | None = None
    answers: Id | None = None
