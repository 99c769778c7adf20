"""What the demo is made of, as data: names, families, stories and texts in ``resources/demo/``."""

import tomllib
from collections.abc import Mapping
from typing import TypeVar

import msgspec
from msgspec import Struct

from opspor import data_folder
from opspor.cli.demo.material_concerns import Case, ForumText
from opspor.cli.demo.material_protection import ProtectionText
from opspor.domain.assessment import Context, Trivsel
from opspor.domain.concern import HowSaid
from opspor.domain.contact import Way as ContactWay
from opspor.domain.follow_up import Effect
from opspor.domain.local import Local
from opspor.domain.network import Considered
from opspor.domain.network import Person as NetworkPerson
from opspor.domain.offer import OfferText
from opspor.domain.people import Role
from opspor.domain.plans import LadderStep, Level
from opspor.domain.pupil import Face
from opspor.domain.transition import Way

T = TypeVar("T")

TRIED = 20  # days ago: when somebody last rang most of the numbers


class Origin(Struct, frozen=True, forbid_unknown_fields=True):
    """Names that go together. ``language`` is what an interpreter would be asked for; "" for none."""

    weight: int
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    last: tuple[str, ...]
    language: str = ""


class Phone(Struct, frozen=True, forbid_unknown_fields=True):
    """A made-up number that the municipality would write in."""

    key: str
    phone: str
    hours: str
    tried: int = TRIED  # days ago


class Family(Struct, frozen=True, forbid_unknown_fields=True):
    """Who cares for a child: ``mor with custody protected``. ``often`` is how likely an ordinary child has it."""

    id: str
    often: int
    carers: tuple[str, ...]


class Place(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands on every paper about the institution."""

    institution: str
    address: str
    phone: str


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Sentences about siblings and about help that was given: what, since when, what came of it."""

    siblings: tuple[str, ...]
    help: tuple[tuple[str, str, str], ...]


class HolidayText(Struct, frozen=True, forbid_unknown_fields=True):
    """A holiday of the children, from the Monday of ISO week ``week`` for ``weeks``."""

    name: str
    week: int
    weeks: int


class Common(Struct, frozen=True, forbid_unknown_fields=True):
    """What all kinds of institutions share."""

    controller: str
    dpo: str
    forum: str
    streets: tuple[str, ...]
    town: str
    together: Place
    contact: tuple[Phone, ...]
    local: Local  # what the made-up municipality says beside the tracks
    family: tuple[Family, ...]
    words: Words
    holiday: tuple[HolidayText, ...]
    protection: ProtectionText
    offer: tuple[OfferText, ...]  # what there is to be had in this made-up municipality


class Room(Struct, frozen=True, forbid_unknown_fields=True):
    """A group of children and the logins of those who assess them."""

    name: str
    assessors: tuple[str, ...]
    lead: str = ""  # the login of its tovholder


class Second(Struct, frozen=True, forbid_unknown_fields=True):
    """A group in which children of the room ``of`` go too, seen there by others: an SFO."""

    name: str
    of: str
    context: Context
    assessors: tuple[str, ...]
    lead: str = ""


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """A member of staff. The first of an institution is its leader."""

    login: str
    password: str
    name: str
    title: str
    role: Role = Role.STAFF


class Story(Struct, frozen=True, forbid_unknown_fields=True):
    """A child that something is told about. ``cells`` and ``reasons``: in the rounds before, and in the last."""

    id: str
    cells: tuple[str, str]
    reasons: tuple[str, str]
    grade: Trivsel = Trivsel.BEGINNING_MISTRIVSEL  # what stands behind the column mistrivsel
    age: int = 0  # months; 0: any
    sex: str = ""
    family: str = ""
    siblings: tuple[str, ...] | None = None  # None: by chance
    interpreter: bool = False
    risk: tuple[str, ...] = ()  # code strength duration source certainty
    protect: tuple[str, ...] = ()
    rarely: tuple[str, ...] = ()
    why_position: tuple[str, ...] = ()
    why_trivsel: tuple[str, ...] = ()
    differs: str = ""  # the axis on which the second assessor sees it one step milder
    minority: str = ""
    home: tuple[str, ...] = ()  # how each of the carers sees it, in their order
    change: str = ""  # what the adults change first in the frame
    beside: str = ""  # a note beside the first sign that is rare
    adviser: tuple[str, str] | None = None  # a rådgiver at the visit, and what the parents were told
    note: str = ""
    again: int | None = None  # days from today
    seen: tuple[str, ...] = ()
    said: tuple[tuple[str, str], ...] = ()  # the child's words, what it was asked
    elsewhere: tuple[str, str] | None = None  # cell and reason in the second group, where it is not as in the first


class Ordinary(Struct, frozen=True, forbid_unknown_fields=True):
    """What is written about the other children."""

    why_trivsel: tuple[str, ...]
    reasons: tuple[str, ...]
    seen: tuple[str, ...]
    good: tuple[str, ...] = ()  # what a child is good at and glad of; said of the others too
    home: tuple[str, ...] = ()  # what parents say at a visit


class LookText(Struct, frozen=True, forbid_unknown_fields=True):
    """That one looked again ``days`` ago, and what came of it; or that one put it off, and why.

    ``again`` is the next day, as days from today (negative: ago). Without it one does not look again.
    """

    days: int
    effect: Effect | None = None
    note: str = ""
    put_off: str = ""
    again: int | None = None


class FocusText(Struct, frozen=True, forbid_unknown_fields=True):
    """A focus point that ``by`` wrote ``days`` ago, about the child of a story or about a whole group."""

    by: str
    days: int
    title: str
    action: str
    again: int  # days from today, as in LookText
    story: str = ""
    group: str = ""
    wonder: str = ""
    resources: str = ""
    not_when: str = ""
    goal: str = ""
    parents: str = ""
    childs_view: str = ""
    look: tuple[LookText, ...] = ()


class AnalysisText(Struct, frozen=True, forbid_unknown_fields=True):
    """What was thought through before acting. ``sections`` are those of the form."""

    story: str
    by: str
    days: int
    sections: dict[str, str]


class ContactText(Struct, frozen=True, forbid_unknown_fields=True):
    """A contact with parents. ``views`` are those of the child's carers in their order; "" from whom none is told.

    ``tried`` are the places of those whom one tried to reach in vain, from 0.
    """

    story: str
    by: str
    days: int
    way: ContactWay
    about: str
    views: tuple[str, ...] = ()
    tried: tuple[int, ...] = ()
    agreed: str = ""
    again: int | None = None  # days from today


class HeardText(Struct, frozen=True, forbid_unknown_fields=True):
    """What a child said, and how it came to say it."""

    story: str
    by: str
    days: int
    at: str
    place: str
    words: str
    how: HowSaid
    asked: str = ""


class FacesText(Struct, frozen=True, forbid_unknown_fields=True):
    """The faces that a small child pointed at, by the id of the question."""

    story: str
    by: str
    days: int
    faces: dict[str, Face]


class NetworkText(Struct, frozen=True, forbid_unknown_fields=True):
    """A map of the people around a child."""

    story: str
    by: str
    days: int
    drawn_with: str
    considered: Considered
    note: str
    person: tuple[NetworkPerson, ...]


class TransitionText(Struct, frozen=True, forbid_unknown_fields=True):
    """What the new place is told, written with the parents. ``texts`` are the form's sections; all of them go along."""

    story: str
    by: str
    days: int
    way: Way
    to: str
    texts: dict[str, str]


class PartText(Struct, frozen=True, forbid_unknown_fields=True):
    """A step on the way to a goal."""

    text: str
    weeks: int
    done: bool = False


class GoalText(Struct, frozen=True, forbid_unknown_fields=True):
    """A goal of a plan, to be reached in ``weeks``."""

    text: str
    seen_by: str
    wanted_by: str
    possible_by: str
    action: str
    who: str
    weeks: int
    part: tuple[PartText, ...] = ()


class PlanText(Struct, frozen=True, forbid_unknown_fields=True):
    """An action plan about the child of a story, written ``days`` ago for ``weeks``. ``offer`` names one of them."""

    story: str
    days: int
    weeks: int
    title: str
    level: Level
    step: LadderStep
    why_step: str
    childs_view: str
    goal: tuple[GoalText, ...]
    offer: str = ""
    meanwhile: str = ""
    parallel: str = ""
    baton: str = ""  # what the colleague is told who is asked to hold it
    look: tuple[LookText, ...] = ()


class AgreedText(Struct, frozen=True, forbid_unknown_fields=True):
    """What was agreed on at a meeting. ``who`` is ``us``, ``home`` or ``adviser``; ``weeks`` from the meeting."""

    what: str
    who: str
    weeks: int


class MeetingText(Struct, frozen=True, forbid_unknown_fields=True):
    """A network meeting about the child of a story, held ``days`` ago, and called again on a day that is offered."""

    story: str
    days: int
    at: str
    place: str
    purpose: str
    adviser: str  # a made-up name
    role: str
    note: tuple[str, ...]  # a line to each point of the agenda
    childs_view: str
    childs_part: str
    agreed: tuple[AgreedText, ...]
    next_purpose: str


class ComingText(Struct, frozen=True, forbid_unknown_fields=True):
    """A meeting of professionals about the child of a story, called ``days`` ago for the day ``again`` from today."""

    story: str
    by: str
    days: int
    again: int
    at: str
    place: str
    purpose: str
    parents_know: str
    guests: tuple[tuple[str, str], ...]  # made-up name, role


class House(Struct, frozen=True, forbid_unknown_fields=True):
    """An institution: its rooms, staff, stories and concerns. ``months`` is how old its children are today."""

    institution: str
    address: str
    phone: str
    group_header: str
    context: Context
    months: tuple[int, int]
    group: tuple[Room, ...]
    staff: tuple[Person, ...]
    story: tuple[Story, ...]
    ordinary: Ordinary
    concern: tuple[Case, ...]
    forum: ForumText | None = None
    second: tuple[Second, ...] = ()
    ill: str = ""  # why a seal was opened
    away: str = ""  # why a child was not assessed in a round
    plan: tuple[PlanText, ...] = ()
    meeting: tuple[MeetingText, ...] = ()
    coming: tuple[ComingText, ...] = ()
    focus: tuple[FocusText, ...] = ()
    analysis: tuple[AnalysisText, ...] = ()
    contact: tuple[ContactText, ...] = ()
    heard: tuple[HeardText, ...] = ()
    faces: tuple[FacesText, ...] = ()
    network: tuple[NetworkText, ...] = ()
    transition: tuple[TransitionText, ...] = ()
    newcomer: tuple[str, str] | None = None  # the names of a child that has just begun; they sort last
    look_at: tuple[str, ...] = ()  # what to look at first, as who
    handed: str = ""  # what the sundhedsplejerske writes herself to a dagtilbud


def load(name: str, shape: type[T], spelled: Mapping[str, str] | None = None) -> T:
    """One file of ``resources/demo/``; ``spelled`` says which words stand otherwise, wherever they are."""
    text = (data_folder("resources") / "demo" / f"{name}.toml").read_text(encoding="utf-8")
    for word, longer in (spelled or {}).items():
        text = text.replace(word, longer)
    return msgspec.convert(tomllib.loads(text), shape)


def origins() -> tuple[Origin, ...]:
    """All the names."""
    return load("names", dict[str, tuple[Origin, ...]])["origin"]
