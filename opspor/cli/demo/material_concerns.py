"""What the concerns of a demo are made of: what was seen, each step, what was decided, and the papers."""

from msgspec import Struct

from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.forum import Member, Outcome
from opspor.domain.paper import Informed, PaperEvent, PaperKind, ReplyKind


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """A child's words within a concern, ``days`` ago."""

    days: int
    at: str
    place: str
    words: str
    asked: str


class Sent(Struct, frozen=True, forbid_unknown_fields=True):
    """How an underretning left the house. ``cpr``: the receiver needed the number, so it went along."""

    days: int
    channel: str
    receiver: str
    cpr: bool = False


class ReplyText(Struct, frozen=True, forbid_unknown_fields=True):
    """What came back on an underretning, ``days`` ago."""

    kind: ReplyKind
    days: int
    sender: str
    text: str = ""


class EventText(Struct, frozen=True, forbid_unknown_fields=True):
    """What else was done about an underretning, ``days`` ago."""

    event: PaperEvent
    days: int
    text: str = ""


class TalkText(Struct, frozen=True, forbid_unknown_fields=True):
    """The forum's talk about a brief, on the Tuesday ``tuesday`` days ago. Without ``outcomes`` it waits on the agenda.

    ``agreed`` is what, who (a login, or the name of a member), and how many days from today.
    """

    tuesday: int
    outcomes: tuple[Outcome, ...] = ()
    words: str = ""
    watch: str = ""
    if_seen: str = ""
    considered: str = ""
    weighed: bool = False
    agreed: tuple[tuple[str, str, int], ...] = ()


class ForumText(Struct, frozen=True, forbid_unknown_fields=True):
    """The forum of a house, and the Tuesdays on which it meets (``Days.tuesday``)."""

    name: str
    place: str
    begins: str
    ends: str
    tuesdays: tuple[int, ...]
    member: tuple[Member, ...]


class Told(Struct, frozen=True, forbid_unknown_fields=True):
    """Whether a carer was told."""

    relation: str
    informed: Informed
    when_how: str = ""
    view: str = ""
    reason: str = ""


class SharingText(Struct, frozen=True, forbid_unknown_fields=True):
    """Who said yes to a brief with name, ``given`` days ago and for ``lasts`` days from today."""

    from_whom: str
    given: int
    what: str
    to_whom: str
    lasts: int


class PaperText(Struct, frozen=True, forbid_unknown_fields=True):
    """A paper as it is written. ``observations`` and ``words`` number those of the concern from 1, ``efforts`` what was
    tried and is offered.

    One that is ``half`` written stays a draft. With ``twin`` a brief with name is saved without name too. ``reminder``
    is how many days ago the letter was saved that asks for the receipt.
    """

    kind: PaperKind
    days: int
    sections: dict[str, str]
    could_not: dict[str, str] = {}
    yes: dict[str, bool] = {}
    anonymous: bool = False
    sharing: SharingText | None = None
    observations: tuple[int, ...] = ()
    words: tuple[int, ...] = ()
    efforts: tuple[int, ...] = ()
    carers: tuple[Told, ...] = ()
    child_informed: Informed | None = None
    child_informed_note: str = ""
    urgent: bool = False
    half: bool = False
    twin: bool = False
    talk: TalkText | None = None
    sent: Sent | None = None
    reply: tuple[ReplyText, ...] = ()
    event: tuple[EventText, ...] = ()
    reminder: int | None = None


class DecidedText(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that was decided ``days`` ago on the way: ``kind`` is its class in the domain, ``words`` its texts.

    ``carers`` are named by their relation. ``again`` is a day from today, where one looks again. With ``step`` that
    step is done by it, and ``outcome`` is the way on.
    """

    kind: str
    days: int
    words: dict[str, str] = {}
    carers: tuple[str, ...] = ()
    safe: bool = True
    again: int | None = None
    step: str = ""
    outcome: str = ""


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """A concern about the child of a story, or about a typed name."""

    by: str
    days: int
    what: str
    story: str = ""
    typed_name: bool = False
    danger: Danger = Danger.NO
    track: Track = Track.GENERAL
    seen: tuple[str, ...] = ()  # "days time place: text"
    words: tuple[Said, ...] = ()
    steps: tuple[str, ...] = ()  # "step days note", or "step:way on days note"; days as in ``Days.on``
    decided: tuple[DecidedText, ...] = ()
    paper: tuple[PaperText, ...] = ()
    closed: tuple[int, str] | None = None  # days ago, and why
