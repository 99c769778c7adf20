"""What the family asks of us about what is written: a remark, an objection, a restriction; and what they were not told.

GDPR articles 16, 18 and 21, and the exception of databeskyttelsesloven (domain 8.2): a text is never taken away or
changed by it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.assessment import check_notes
from opspor.domain.child import Carer
from opspor.domain.clock import long_date
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.recipient import Recipient
from opspor.domain.text import fold

TEXT_MISSING = Fault("OENSKE-TEKST", "Skriv, hvad der blev sagt. Intet er gemt endnu.")
WHO_MISSING = Fault("OENSKE-HVEM", "Skriv, hvem der har sagt det eller bestemt det. Intet er gemt endnu.")
DAY_AHEAD = Fault("OENSKE-DAG", "Den dag er ikke kommet endnu. Skriv den dag, det blev sagt. Intet er gemt endnu.")
NOT_OPEN = Fault(
    "OENSKE-SVARET",
    "Der er allerede svaret, eller der skal ikke svares. Intet er ændret. Se siden igen, og læs svaret.",
)
RESTRICTED = Fault(
    "BARN-BEGRAENSET",
    "Papiret er ikke lavet: behandlingen af barnets oplysninger er begrænset siden {since}. De må gemmes, men ikke "
    "bruges, før lederen har svaret på barnets side under »Samtykker og ønsker«. En underretning, beredskabet og "
    "indsigt stopper aldrig.",
)


class RightKind(StrEnum):
    """What was asked for or decided."""

    REMARK = "remark"  # how the family sees it, beside what is written
    RESTRICTION = "restriction"  # kept, and not used, while something is cleared up
    OBJECTION = "objection"
    NOT_INFORMED = "not_informed"  # the parents were not told, by an exception that is written down
    ANSWER = "answer"  # what was decided about one of the others; it ends a restriction


RIGHT_WORDS = {
    RightKind.REMARK: "Bemærkning",
    RightKind.RESTRICTION: "Begrænsning",
    RightKind.OBJECTION: "Indsigelse",
    RightKind.NOT_INFORMED: "Forældrene er ikke orienteret",
    RightKind.ANSWER: "Svar",
}


class Decision(StrEnum):
    """What was decided about an objection or a restriction."""

    GOES_ON = "goes_on"
    STOPS = "stops"
    LIFTED = "lifted"


DECISION_WORDS = {
    Decision.GOES_ON: "Vi fortsætter",
    Decision.STOPS: "Vi holder op",
    Decision.LIFTED: "Begrænsningen er slut",
}
DECISIONS = {
    RightKind.OBJECTION: (Decision.GOES_ON, Decision.STOPS),
    RightKind.RESTRICTION: (Decision.LIFTED,),
}
PARENTS_TOGETHER = "Forældrene"  # who both said it: either of them may read it


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


def check(from_whom: str, on: date, text: str, today: date) -> None:
    """Raise OENSKE-HVEM, OENSKE-TEKST or OENSKE-DAG unless somebody said something on a day that has come."""
    check_notes(from_whom, text)
    if not from_whom.strip():
        raise KnownError(WHO_MISSING)
    if not text.strip():
        raise KnownError(TEXT_MISSING)
    if on > today:
        raise KnownError(DAY_AHEAD)


def still_open(notes: Iterable[RightsNote]) -> tuple[RightsNote, ...]:
    """What waits for an answer, oldest first: the objections and restrictions that nobody has answered."""
    notes = tuple(notes)
    answered = {note.answers for note in notes}
    return tuple(note for note in notes if note.kind in DECISIONS and note.id not in answered)


def restriction(notes: Iterable[RightsNote]) -> RightsNote | None:
    """The oldest restriction that lives: what is written is kept until it is answered, and not used."""
    return next((note for note in still_open(notes) if note.kind is RightKind.RESTRICTION), None)


def restricted_since(notes: Iterable[RightsNote]) -> Mapping[Id, RightsNote]:
    """child -> the restriction that lives, of several children."""
    found: dict[Id, RightsNote] = {}
    for note in still_open(notes):
        if note.kind is RightKind.RESTRICTION:
            found.setdefault(note.child_id, note)
    return found


def not_told(notes: Iterable[RightsNote]) -> frozenset[Id]:
    """The children whose parents were not told, by an exception that the leader wrote down: a round may begin."""
    return frozenset(note.child_id for note in notes if note.kind is RightKind.NOT_INFORMED)


def in_words(restricted: RightsNote) -> str:
    """The flag that stands wherever the child is opened."""
    return f"Behandlingen er begrænset siden {long_date(restricted.on)}: må gemmes, ikke bruges."


def called(carer: Carer) -> str:
    """What a carer is called beside what they said: ``Sara Juhl, mor``."""
    return ", ".join(filter(None, (carer.name.strip(), carer.relation.strip()))) or "Omsorgsperson"


def readable(note: RightsNote, to: Recipient, carers: Sequence[Carer]) -> bool:
    """Whether a remark may stand on a paper for somebody: what one parent said is not told to the other by it.

    Professionals read all. At home a carer reads what they said themselves, and what the parents said together; where
    two are called the same nobody can tell them apart, and it stays away.
    """
    if not to.at_home or fold(note.from_whom) == fold(PARENTS_TOGETHER):
        return True
    said_it = [carer.id for carer in carers if fold(called(carer)) == fold(note.from_whom)]
    if to.carer is None:  # the home as such
        return len(carers) == 1 and len(said_it) == 1
    return said_it == [to.carer]


def as_said(note: RightsNote, *, named: bool = True) -> str:
    """As it goes along on a paper: ``Sara Juhl, mor har bemærket: …``; without names it says the family."""
    who = note.from_whom.strip() if named else "Familien"
    return f"{who} har bemærket: {note.text.strip()}"
