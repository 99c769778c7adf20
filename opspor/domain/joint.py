"""What makes a joint assessment whole: nothing is added up, and nobody unknown is agreed on in one key."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from opspor.domain.assessment import (
    NOT_FINISHED,
    Agreement,
    FollowUpKind,
    Often,
    OwnAssessment,
    Position,
    Trivsel,
    check_notes,
)
from opspor.domain.clock import long_date
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.matrix import Cell, cell_of
from opspor.domain.text import count_of

TOO_FEW = Fault(
    "VURD-FAA",
    "Den fælles vurdering kan først laves, når alle, der skal vurdere barnet, har afleveret. "
    "Intet er ændret. Bed dem, der mangler, om at gøre deres egen vurdering færdig.",
)
OWN_FIRST = Fault(
    "VURD-EGEN-FOERST",
    "Du skal selv vurdere barnet og har ikke afleveret endnu, så du kan ikke se, hvad de andre har svaret. "
    "Intet er ændret. Gør din egen vurdering færdig først. Er I enige allerede, står det på barnets side.",
)
REASON_MISSING = Fault(
    "VURD-GRUND", "Skriv en begrundelse: hvad lagde I vægt på? Det, I har valgt, er gemt som kladde."
)
WHO_KNOWS = Fault(
    "VURD-KENDER",
    "Hvem kender barnet? Svarene alene siger ikke nok. Det, I har valgt, er gemt som kladde. "
    "Skriv, hvad I har set sammen med barnet.",
)
PARENTS_MISSING = Fault(
    "VURD-FORAELDRE",
    "Skriv, hvordan hver af forældrene ser det, eller hvorfor I ikke har talt sammen. "
    "Det, I har valgt, er gemt som kladde.",
)
TALKED_MISSING = Fault("VURD-HVEM", "Sæt hak ved dem, der var med. Det, I har valgt, er gemt som kladde.")
FOLLOW_UP_MISSING = Fault(
    "VURD-AFTALE", "Vælg, hvad I gør nu, og hvornår I ser på det igen. Det, I har valgt, er gemt som kladde."
)
TASK_MISSING = Fault(
    "VURD-OPGAVE",
    "I ved ikke nok endnu. Skriv, hvad I vil finde ud af, hvem der gør det, og hvornår. "
    "Det, I har valgt, er gemt som kladde.",
)

NOT_ASKED = Fault("VURD-SYN-SVARET", "Der venter ikke noget, du skal svare på her. Intet er ændret. Se barnets side.")
OWN_WORDS_MISSING = Fault("VURD-SYN-ORD", "Skriv med dine egne ord, hvordan du ser det. Intet er ændret endnu.")

MOST_UNSURE = 2  # "ved ikke" a person, for agreeing in one key (design section 11, rule 7)
WELL = Position.NOT_EXPOSED, Trivsel.THRIVES

# When the team looks again, as it is offered: weeks from today. Fokuspunkt after 4, otherwise 6 to 8, and at most three
# months where the position is exposed (domain 1.5 and 6.6). The team may choose any day.
_REVIEW_WEEKS = {
    "IU_T": (), "IU_M": (2, 4, 6), "PU_T": (12,), "PU_M": (4, 6, 8), "U_T": (4, 8, 12), "U_M": (2, 6, 8),
}  # fmt: skip
_NOT_KNOWN_WEEKS = (2, 4, 6)


@dataclass(frozen=True, slots=True)
class MinorityAnswer:
    """What somebody says of the minority view that was typed for them: it fits, or ``text`` in their own words."""

    staff_id: Id
    confirmed: bool
    text: str
    written_at: datetime


def review_days(cell: Cell | None, today: date) -> tuple[tuple[int, date], ...]:
    """(weeks from today, day) of what is offered for a cell; None is a child beside the matrix."""
    weeks = _NOT_KNOWN_WEEKS if cell is None else _REVIEW_WEEKS[cell.id]
    return tuple((count, today + timedelta(weeks=count)) for count in weeks)


def all_well(own: Sequence[OwnAssessment]) -> bool:
    """Whether everybody placed the child in "ikke udsat" and "trives"."""
    return bool(own) and all((one.answers.position, one.answers.trivsel) == WELL for one in own)


def one_key_hindrance(
    own: Sequence[OwnAssessment],
    asked: Mapping[Id, Collection[str]],
    noted_on: date | None,
    since: date | None,
) -> str | None:
    """Why a child cannot be agreed on in one key, in Danish; None when it can (design section 11, rule 7).

    ``asked`` is author -> the questions and signs of the forms they answered, ``noted_on`` the newest day on which
    something was written about the child outside the answers, and ``since`` the first day of the round before this
    one; None: there was none. A quiet child is overlooked where nobody has looked, not where all agree.
    """
    if not all_well(own):
        return "I har ikke alle placeret barnet i »ikke udsat« og »trives«."
    said = []
    for one in own:
        name, answers = one.author_name.split()[0], one.answers.answers
        open_ = sum(item not in answers for item in asked[one.author_id])
        unsure = sum(value == Often.UNKNOWN for value in answers.values())
        if open_:
            said.append(f"{name} mangler {count_of(open_, 'svar', 'svar')}.")
        if unsure > MOST_UNSURE:
            said.append(f"{name} har svaret »ved ikke« {unsure} gange.")
    if not any(has_note(one) for one in own) and (noted_on is None or (since is not None and noted_on < since)):
        when = f" siden {long_date(since)}" if since and noted_on else ""
        said.append(f"Ingen har skrevet en iagttagelse, barnets ord eller en note{when}.")
    return " ".join(said) or None


def has_note(own: OwnAssessment) -> bool:
    """Whether somebody wrote anything about the child in words."""
    answers = own.answers
    written = [answers.position_reason, answers.trivsel_reason, answers.strengths, *answers.notes.values()]
    return any(text.strip() for text in written)


def check_joint(
    agreement: Agreement, own: Sequence[OwnAssessment], carers: Collection[Id], hindrance: str | None
) -> None:
    """Raise ``KnownError`` unless the agreement is whole.

    Both axes and who took part always; a follow-up with a day, unless all is well. A reason may be left out only where
    everybody saw that all is well and nothing hinders agreeing in one key (``one_key_hindrance``). "Ved ikke nok"
    leads to a task, and in the five cells where something is done each of ``carers`` is heard, or it
    says why not.
    """
    position, trivsel = agreement.position, agreement.trivsel
    check_notes(*_texts(agreement))
    if position is None:
        raise KnownError(NOT_FINISHED, what="position")
    if trivsel is None:
        raise KnownError(NOT_FINISHED, what="trivsel")
    well = (position, trivsel) == WELL
    if not agreement.reason.strip():
        if not (well and all_well(own)):
            raise KnownError(REASON_MISSING)
        if hindrance:
            raise KnownError(WHO_KNOWS, why=hindrance)
    if cell_of(position, trivsel) is not None and not well:
        heard = {view.carer_id for view in agreement.parents if view.is_answered}
        if not heard >= set(carers):
            raise KnownError(PARENTS_MISSING)
    unknown = Position.UNKNOWN is position or Trivsel.UNKNOWN is trivsel
    if (unknown or FollowUpKind.FIND_OUT in agreement.follow_up) and not (
        agreement.find_out and agreement.find_out.is_whole
    ):
        raise KnownError(TASK_MISSING)
    if not agreement.follow_up or (agreement.follow_up_on is None and not well):
        raise KnownError(FOLLOW_UP_MISSING)
    if not agreement.participants:
        raise KnownError(TALKED_MISSING)


def _texts(agreement: Agreement) -> list[str]:
    views = [*(view.text for view in agreement.minority), *(view.text for view in agreement.parents)]
    reasons = [agreement.reason, *(view.not_asked for view in agreement.parents)]
    what = agreement.find_out.what if agreement.find_out else ""
    return [*views, *reasons, agreement.environment_note, agreement.follow_up_note, what]


def judged_alone(versions: Sequence[OwnAssessment], opened: Id | None) -> tuple[OwnAssessment, ...]:
    """The version that each wrote last before they could see the others': how alike a team judges is asked of these.

    ``versions`` are all of them, oldest first; ``opened`` is the written reason that opened the seal before all were
    in. Ids are in the order in which they were written. Who corrects after having looked is heard in the talk, and
    changes no figure.
    """
    first: dict[Id, Id] = {}
    for own in versions:
        first.setdefault(own.author_id, own.id)
    open_from = min([max(first.values(), default=Id("")), *([opened] if opened else [])])
    alone = {own.author_id: own for own in versions if own.id <= max(open_from, first[own.author_id])}
    return tuple(alone.values())
