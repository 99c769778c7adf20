"""A transition (overgangsbeskrivelse): what a new place is told about a child, chosen by its parents.

Nothing follows the child by itself (domain 1.7). Staff and parents write it together; the parents tick what goes along,
and position and trivsel stay here unless they tick those too and somebody says why the new place is to know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.assessment import Context, FormRef, check_notes
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id

NOTHING_CHOSEN = Fault(
    "OVERGANG-TOM",
    "Sæt hak ved det, der skal gå med. Overgangsbeskrivelsen er ikke gjort færdig. "
    "Det, I har skrevet, er gemt som kladde.",
)
NO_PLACE = Fault(
    "OVERGANG-HVORHEN",
    "Vælg, hvilken slags overgang det er, og skriv, hvem papiret er til. Det, I har skrevet, er gemt som kladde.",
)
NOT_READ = Fault(
    "OVERGANG-FORAELDRE",
    "Skriv, hvem af forældrene der har læst med og sagt ja, og hvilken dag. Det, I har skrevet, er gemt som kladde.",
)
READ_LATER = Fault(
    "OVERGANG-DAG",
    "Forældrene kan ikke have sagt ja på en dag, der ikke er kommet. Ret dagen. "
    "Det, I har skrevet, er gemt som kladde.",
)
WHY_JUDGED = Fault(
    "OVERGANG-GRUND",
    "Skriv, hvorfor det nye sted skal have barnets position eller trivsel at vide, eller fjern hakket. "
    "Det, I har skrevet, er gemt som kladde.",
)
RULE_WORDS = Fault(
    "OVERGANG-REGEL", "Skriv, hvad kommunens regel siger, og hvornår I sidst har set efter. Intet er ændret endnu."
)
RULE_DAY = Fault("OVERGANG-SET", "Dagen, I sidst har set efter, er ikke kommet endnu. Ret den. Intet er ændret endnu.")


class Way(StrEnum):
    """From where to where."""

    TO_SCHOOL = "to_school"
    TO_DAYCARE = "to_daycare"
    TO_CLASS = "to_class"
    TO_ANOTHER_SCHOOL = "to_another_school"


WAY_WORDS = {
    Way.TO_SCHOOL: "Fra dagtilbud til skole og SFO",
    Way.TO_DAYCARE: "Fra ét dagtilbud til et andet",
    Way.TO_CLASS: "Fra klasse til klasse",
    Way.TO_ANOTHER_SCHOOL: "Fra én skole til en anden",
}


class Basis(StrEnum):
    """On what the municipality lets it be passed on."""

    NOT_CHOSEN = "not_chosen"
    LAW = "law"
    CONSENT = "consent"


BASIS_WORDS = {
    Basis.NOT_CHOSEN: "Ikke valgt: spørg kommunen",
    Basis.LAW: "En regel i loven",
    Basis.CONSENT: "Forældrenes samtykke",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """The municipality's own rule, in its words, and when somebody last looked whether it still is so."""

    basis: Basis = Basis.NOT_CHOSEN
    words: str = ""
    checked_on: date | None = None


def check_rule(rule: Rule, today: date) -> None:
    """Raise ``KnownError`` unless a rule that was chosen has its words and a day."""
    check_notes(rule.words)
    if rule.basis is not Basis.NOT_CHOSEN and (not rule.words.strip() or rule.checked_on is None):
        raise KnownError(RULE_WORDS)
    if rule.checked_on is not None and rule.checked_on > today:
        raise KnownError(RULE_DAY)


class LinePart(StrEnum):
    """Where something that was written before belongs on the paper."""

    DOING = "doing"  # an open focus point or plan
    CHILD = "child"  # words of the child
    JUDGED = "judged"  # position and trivsel as agreed on


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was written before and may go along. ``label`` says what and when."""

    key: str
    part: LinePart
    label: str
    text: str
    asked: str = ""  # how the child came to say it (``ChildsWords.came_about``)


@dataclass(frozen=True, slots=True)
class Wish:
    """What was written and ticked at the table. ``chosen``: sections of the form that go along."""

    way: Way | None = None
    to: str = ""
    texts: Mapping[str, str] | None = None  # section -> what was written
    chosen: frozenset[str] = frozenset()
    lines: tuple[Line, ...] = ()  # those that were ticked, as they stood
    because: str = ""  # why position or trivsel goes along
    read_by: str = ""
    read_on: date | None = None

    @property
    def goes_along(self) -> Mapping[str, str]:
        """Section -> text, of what was both written and ticked."""
        return {
            section: text.strip() for section, text in (self.texts or {}).items()
            if section in self.chosen and text.strip()
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Transition:
    """One that was finished: only what went along, and the rule it went by. It is never changed."""

    id: Id
    child_id: Id
    context: Context
    author_id: Id
    author_name: str
    written_at: datetime
    way: Way
    to: str
    texts: Mapping[str, str]
    lines: tuple[Line, ...]
    because: str
    read_by: str
    read_on: date
    rule: Rule
    form: FormRef


def check_wish(wish: Wish, today: date) -> None:
    """Raise ``KnownError`` unless something is ticked, it says where to, and a parent has read along and said yes."""
    check_notes(wish.to, *(wish.texts or {}).values(), wish.because, wish.read_by)
    if not wish.goes_along and not wish.lines:
        raise KnownError(NOTHING_CHOSEN)
    if any(line.part is LinePart.JUDGED for line in wish.lines) and not wish.because.strip():
        raise KnownError(WHY_JUDGED)
    if wish.way is None or not wish.to.strip():
        raise KnownError(NO_PLACE)
    if not wish.read_by.strip() or wish.read_on is None:
        raise KnownError(NOT_READ)
    if wish.read_on > today:
        raise KnownError(READ_LATER)
