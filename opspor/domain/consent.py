"""A yes to sharing what one could also leave unshared: to what, to whom, from whom, until when (domain 8.1, 8.6).

Assessing rests on the law and never on this; an underretning needs nobody's yes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from opspor.domain import sharing
from opspor.domain.assessment import check_notes
from opspor.domain.child import Carer
from opspor.domain.clock import long_date
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import Basis, Sharing

GAPS = Fault("SAMTYKKE-MANGLER", "Det er ikke gemt endnu. Der mangler: {missing}. Skriv det, og gem igen.")
WITHDRAWN = Fault(
    "SAMTYKKE-TRUKKET",
    "Arket med navn blev ikke lavet: samtykket er trukket tilbage {on}. Det, du har skrevet, er gemt. Lav arket uden "
    "navn, eller spørg igen, og skriv det nye samtykke. En underretning kræver ikke samtykke.",
)
WITHDRAWN_WHEN = Fault(
    "SAMTYKKE-DAG",
    "Skriv den dag, samtykket blev trukket tilbage: i dag eller før, og ikke før de sagde ja. Intet er ændret endnu.",
)

RESTS_ON_LAW = (
    "I må vurdere barnets trivsel uden samtykke: det er jeres opgave efter loven. En underretning kræver heller ikke "
    "samtykke. Her står kun det, familien selv bestemmer: at I deler noget med andre."
)


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


def holds(agreed: Agreed, day: date) -> bool:
    """Whether it may be used on a day: everybody had said yes, it is not over, and nobody has taken it back."""
    begun = max((yes.said_on for yes in agreed.said_yes), default=agreed.since)
    over = agreed.until is not None and agreed.until < day
    return begun is not None and begun <= day and not over and not _is_withdrawn(agreed, day)


def _is_withdrawn(agreed: Agreed, day: date) -> bool:
    return agreed.withdrawn_on is not None and agreed.withdrawn_on <= day


def lacks(agreed: Agreed, today: date) -> tuple[str, ...]:
    """What must be written down before it counts, in words; nothing when all is there."""
    gaps = list(sharing.lacks(as_sharing(agreed), today))
    if agreed.basis is Basis.CONSENT:
        gaps += ["hvad det skal bruges til"] * (not agreed.purpose.strip())
        gaps += ["en dag, der er kommet"] * any(yes.said_on > today for yes in agreed.said_yes)
        gaps += ["hvem der har sagt ja"] * any(not yes.name.strip() for yes in agreed.said_yes)
    return tuple(dict.fromkeys(gaps))


def check(agreed: Agreed, today: date) -> None:
    """Raise SAMTYKKE-MANGLER unless everything is there, SAMTYKKE-DAG when it was taken back on an impossible day."""
    check_notes(agreed.what, agreed.purpose, agreed.reference, agreed.parents, agreed.withdrawn)
    if missing := lacks(agreed, today):
        raise KnownError(GAPS, missing=", ".join(missing))
    if agreed.withdrawn_on is not None:
        check_withdrawn(agreed, today)


def check_withdrawn(agreed: Agreed, today: date) -> None:
    """Raise SAMTYKKE-DAG when it was taken back before it was given, or on a day that has not come."""
    first = min((yes.said_on for yes in agreed.said_yes), default=agreed.since) or today
    if agreed.withdrawn_on is None or not first <= agreed.withdrawn_on <= today:
        raise KnownError(WITHDRAWN_WHEN)


def require(agreed: Agreed, day: date) -> None:
    """Raise SAMTYKKE-TRUKKET or PAPIR-SAMTYKKE unless it may be used on that day."""
    if agreed.withdrawn_on is not None and _is_withdrawn(agreed, day):
        raise KnownError(WITHDRAWN, on=long_date(agreed.withdrawn_on))
    if agreed.until is not None and agreed.until < day:
        raise KnownError(sharing.RUN_OUT, until=long_date(agreed.until))


def withdraw(agreed: Agreed, on: date, words: str) -> Agreed:
    """The same, taken back on that day; ``words`` say by whom and how. Undone by writing it again without."""
    return replace(agreed, withdrawn_on=on, withdrawn=words.strip())


def still_to_ask(
    agreed: Agreed, carers: Sequence[Carer], birth_date: date | None, youth: str, today: date
) -> tuple[str, ...]:
    """Who should have said yes too, as sentences (``sharing.still_to_ask``). It is asked, and stops nothing."""
    known = frozenset(yes.carer_id for yes in agreed.said_yes if yes.carer_id is not None)
    others = ["den unge" if yes.youth else yes.name for yes in agreed.said_yes if yes.carer_id is None]
    said = replace(as_sharing(agreed), from_whom=", ".join(others))
    return sharing.still_to_ask(said, carers, birth_date, youth, today, known)


def as_sharing(agreed: Agreed, consent: Id | None = None) -> Sharing:
    """The same as a paper says it."""
    on = max((yes.said_on for yes in agreed.said_yes), default=agreed.since)
    who = ", ".join(yes.name.strip() for yes in agreed.said_yes if yes.name.strip())
    return Sharing(
        agreed.basis, who, on, agreed.what, agreed.to_whom, agreed.until, agreed.reference, agreed.parents, consent
    )


def from_paper(said: Sharing, purpose: str) -> Agreed:
    """What somebody typed on a paper, to stand on the child's page."""
    by_yes = said.kind is Basis.CONSENT
    yes = (Yes(said.from_whom.strip(), said.given_on),) if by_yes and said.given_on is not None else ()
    return Agreed(
        said.kind, said.what.strip(), said.to_whom.strip(), purpose, yes, None if by_yes else said.given_on,
        said.until if by_yes else None, said.reference.strip(), said.parents.strip(),
    )  # fmt: skip


def in_words(agreed: Agreed, today: date) -> str:
    """Where it stands, in a few words: ``Gælder til og med 1. juni 2026``."""
    if agreed.withdrawn_on is not None and _is_withdrawn(agreed, today):
        by = f": {agreed.withdrawn.strip()}" if agreed.withdrawn.strip() else ""
        return f"Trukket tilbage {long_date(agreed.withdrawn_on)}{by}"
    if agreed.until is None:
        return "Gælder"
    return f"{'Gjaldt' if agreed.until < today else 'Gælder'} til og med {long_date(agreed.until)}"
