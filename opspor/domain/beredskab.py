"""The tracks of the beredskabsplan: which there are, who may be told, and what is decided on the way (domain 3).

What a track says stands in its form (``forms/beredskab``). What protects a child stands here, in code, and the checker
of the forms proves that the two agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id

NO_END = Fault(
    "SPOR-SLUT", "Sæt en dag for, hvornår I ser på det igen: senest om {days} dage. Det, du skrev, står her stadig."
)
NO_REASON = Fault("SPOR-GRUND", "Skriv hvorfor. Det er det, I selv og andre leder efter bagefter. Intet er gemt endnu.")

SHARPEN_DAYS, SHARPEN_MOST = 14, 30  # "skærpet opmærksomhed" has an end (domain 3.10)


class Track(StrEnum):
    """Whom and what a concern is about (domain 3.3). Older vaults say ``abuse`` where it is not known whom."""

    ACUTE = "acute"
    PARENTS = "parents"
    NETWORK = "network"
    EMPLOYEE = "employee"
    CHILDREN = "children"
    HONOUR = "honour"
    EXTREMISM = "extremism"
    ABSENCE = "absence"
    SELF_HARM = "self_harm"
    UNBORN = "unborn"
    GENERAL = "general"

    @classmethod
    def _missing_(cls, value: object) -> "Track | None":
        return cls.PARENTS if value == "abuse" else None  # the strictest of those it may have been


class Telling(StrEnum):
    """When the parents may be told of the concern."""

    OPENLY = "openly"  # as a rule before anything is sent
    MUNICIPALITY = "municipality"  # when the municipality has decided it, parent by parent
    LEADER = "leader"  # when the leader has decided it, with those above
    NEVER_IN_WRITING = "never"  # the municipality decides who talks to them; nothing goes home on paper


TELLING: dict[Track, Telling] = {
    Track.ACUTE: Telling.MUNICIPALITY,
    Track.PARENTS: Telling.MUNICIPALITY,
    Track.NETWORK: Telling.MUNICIPALITY,
    Track.EMPLOYEE: Telling.LEADER,
    Track.CHILDREN: Telling.LEADER,
    Track.HONOUR: Telling.NEVER_IN_WRITING,
    Track.EXTREMISM: Telling.MUNICIPALITY,
    Track.ABSENCE: Telling.OPENLY,
    Track.SELF_HARM: Telling.OPENLY,
    Track.UNBORN: Telling.OPENLY,
    Track.GENERAL: Telling.OPENLY,
}


class Guard(StrEnum):
    """What in the program keeps a "gør ikke" of the tracks (domain 3.5, line by line)."""

    NO_PAPER_TO_PARENTS = "no_paper_to_parents"  # 1
    NO_WORD_TO_SUSPECT = "no_word_to_suspect"  # 2
    OWN_QUESTIONS = "own_questions"  # 3: what was asked is written down word for word
    NO_INQUIRY = "no_inquiry"  # 4: no step asks anybody to find out or prove
    NO_PICTURES = "no_pictures"  # 5: no picture of a body can be kept
    NO_WAITING = "no_waiting"  # 6: one observation is enough, from every step
    NO_APPROVAL = "no_approval"  # 7: nobody can stop what another sends
    NO_OTHER_CHILD = "no_other_child"  # 8
    NO_LETTER_HOME = "no_letter_home"  # 9: neither letter nor sms nor mail
    PHONE_FIRST = "phone_first"  # 10: before days when the municipality is closed
    WORK_ADDRESS = "work_address"  # 11
    NO_MEASURE = "no_measure"  # 12: words that propose a measure or a cause are marked
    NO_MAIL = "no_mail"  # 13
    SENT_IS_SENT = "sent_is_sent"  # 14
    NO_RECORD = "no_record"  # about an employee: nothing where colleagues could see it
    NO_TRACE = "no_trace"  # looking is never logged, what is kept to few shows nowhere else


class Certainty(StrEnum):
    """How sure one is (domain 3.2)."""

    CONCERN = "concern"
    SUSPICION = "suspicion"
    KNOWLEDGE = "knowledge"


CERTAINTY_WORDS = {
    Certainty.CONCERN: "Bekymring",
    Certainty.SUSPICION: "Mistanke",
    Certainty.KNOWLEDGE: "Viden",
}


class StepKind(StrEnum):
    """What the program offers at a step."""

    WRITE = "write"  # what was seen and heard, and the child's words
    SAFE = "safe"  # is the child safe today?
    JUDGE = "judge"  # how sure, and whom it is about: may lead to another track
    LEADER = "leader"
    SPARRING = "sparring"
    DECIDE = "decide"  # to report, or not to
    PARENTS = "parents"  # to tell them, or not to
    REPORT = "report"
    CARE = "care"
    RECEIPT = "receipt"
    FEEDBACK = "feedback"
    SHARPEN = "sharpen"  # look closer, until a day
    ABSENCE = "absence"  # days of absence, counted
    ACT = "act"  # something else that is done and noted
    FOLLOW_UP = "follow_up"
    CLOSE = "close"


# --- what is decided on the way: usually lost, so each is a record of its own ---------------------------------------


@dataclass(frozen=True, slots=True)
class Safe:
    """Whether the child is safe today, and what was arranged."""

    safe: bool
    arranged: str


@dataclass(frozen=True, slots=True)
class Judged:
    """How sure, and whom it is about. ``carers`` are the suspected among the child's adults, ``others`` who else, in
    words."""

    certainty: Certainty
    why: str
    carers: tuple[Id, ...] = ()
    others: str = ""


@dataclass(frozen=True, slots=True)
class LeaderTold:
    """Who was told, when, and what was agreed. ``disagrees`` is what the leader thinks otherwise, ``mine`` one's own
    view: the duty stays with oneself (barnets lov § 133)."""

    who: str
    told_at: datetime
    agreed: str
    disagrees: str = ""
    mine: str = ""


@dataclass(frozen=True, slots=True)
class NotReported:
    """An underretning is not made now: why, which signs are watched for, what is done if they come, and when one looks
    again."""

    reason: str
    signs: str
    then: str
    again_on: date


@dataclass(frozen=True, slots=True)
class NotTold:
    """Parents who are not told now: why, and what was weighed up (databeskyttelsesloven § 22). Empty ``carers``: none
    of them."""

    reason: str
    weighed: str
    carers: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True)
class KnowsAlready:
    """Somebody who knows already: a fact, never blocked (design section 11, rule 1)."""

    who: str
    when: str  # in words: it is often not a day
    how: str


@dataclass(frozen=True, slots=True)
class MayBeTold:
    """What the municipality, or where it is theirs the leader and those above, has decided: who may be told.

    ``carers`` are the adults of the child who may, ``others`` who else, in words.
    """

    decided_by: str
    decided_on: date
    how: str  # by phone, in writing
    what: str  # what may be said, and by whom
    carers: tuple[Id, ...] = ()
    others: str = ""


@dataclass(frozen=True, slots=True)
class Sharpened:
    """One looks closer until a day, at most 30 days ahead: then it is decided anew."""

    watch: str
    until: date


@dataclass(frozen=True, slots=True)
class View:
    """What we think of it, kept apart from what was seen, heard and said (domain 3.10)."""

    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """One of the child's adults who was told: by whom, when and how, and what they said. ``carer`` is "" for somebody
    who is not written down."""

    carer: Id
    who: str
    on: date
    how: str
    reaction: str = ""


@dataclass(frozen=True, slots=True)
class Phoned:
    """An underretning that was made by phone: to whom, when, and what was said and agreed. In writing afterwards."""

    who: str
    rung_at: datetime
    said: str


@dataclass(frozen=True, slots=True)
class TrackChanged:
    """The track was changed: from which one, and why."""

    before: Track
    to: Track
    why: str


Decision = (
    Safe
    | Judged
    | LeaderTold
    | NotReported
    | NotTold
    | KnowsAlready
    | MayBeTold
    | Sharpened
    | View
    | Told
    | Phoned
    | TrackChanged
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in a concern, as it was written down."""

    id: Id
    concern_id: Id
    author_id: Id
    author_name: str
    written_at: datetime
    what: Decision


def check_end(decision: Decision, today: date) -> None:
    """Raises ``SPOR-SLUT`` where somebody looks closer without an end, or for too long."""
    if isinstance(decision, Sharpened) and not today < decision.until <= today + timedelta(days=SHARPEN_MOST):
        raise KnownError(NO_END, days=SHARPEN_MOST)


def may_be_told(track: Track, decisions: Iterable[Decided], carer: Id | None = None) -> bool:
    """Whether a paper that draws on the concern, or on the child's own records, may go to ``carer``, or with None to
    any parent at all.

    The newest word counts: a decision not to tell stops an open track too, and only a decision that names the carer
    opens a closed one. On the track of honour nothing opens it: nothing goes home on paper (domain 3.3, 3.5 item 9).
    """
    if TELLING[track] is Telling.NEVER_IN_WRITING:
        return False
    told = TELLING[track] is Telling.OPENLY
    for decided in sorted(decisions, key=lambda one: one.id):
        match decided.what:
            case MayBeTold(carers=carers):
                told = told or (carer in carers if carer is not None else False)
            case NotTold(carers=carers):
                told = told and bool(carers) and carer is not None and carer not in carers
    return told


def newest(decisions: Sequence[Decided], kind: type[Decision]) -> Decided | None:
    """The newest decision of a kind; None when there is none."""
    return max((one for one in decisions if isinstance(one.what, kind)), key=lambda one: one.id, default=None)
