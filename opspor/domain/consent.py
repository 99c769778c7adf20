"""A yes to sharing what one could also leave unshared: to what, to whom, from whom, until when (domain 8.1, 8.6).

Assessing rests on the law and never on this; an underretning needs nobody's yes.
"""

from dataclasses import dataclass
from datetime import date, datetime

from opspor.domain.ids import Id
from opspor.domain.paper import Basis


@dataclass(frozen=True, slots=True)
class Yes:
    """Somebody who has said yes. ``carer_id`` is which of the carers; None is the youth, from 15 years, or a person
    who is no carer. ``how``: "på mødet", "på skrift".
    """

    name: str
    said_on: date
    how: str = ""
    carer_id: Id | None = None
    youth: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is agreed on: which information (``what``), to whom, what for, and until when it holds.

    With another ``basis`` than a yes, ``reference`` says which rule and why it is needed, and ``parents`` what the
    parents know of it. ``withdrawn_on`` ends it: by whom and how stands in ``withdrawn``.
    """

    basis: Basis
    what: str
    to_whom: str
    purpose: str
    said_yes: tuple[Yes, ...] = ()
    since: date | None = None  # of a basis other than a yes
    until: date | None = None
    reference: str = ""
    parents: str = ""
    withdrawn_on: date | None = None
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """A version of a consent. ``id`` stays the same from one version to the next, ``version`` is the record."""

    id: Id
    version: Id
    child_id: Id
    agreed: Agreed
    author_name: str
    written_at: datetime
