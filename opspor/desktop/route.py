"""Where one can go in the program, and what every page is given."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from opspor.domain.ids import Id

if TYPE_CHECKING:  # the workplace imports SQLAlchemy, which must not cost the lock screen anything
    from opspor.workplace import Workplace


NO_ID = Id("")
FRAME = "frame"  # in place of a child's context: the learning environment of a group
GROUP = "group"  # in place of a child's context: a focus point of a whole group


class Place(StrEnum):
    """Every page. The first ten stand in the rail."""

    START = "start"
    CHILDREN = "children"
    ROUNDS = "rounds"
    MATRIX = "matrix"
    CONCERNS = "concerns"
    MEETINGS = "meetings"
    PLANS = "plans"
    OVERVIEW = "overview"
    LOG = "log"  # id: child or "" for all
    SETTINGS = "settings"  # id: a section ("staff", "numbers", "key" ...) or ""
    IMPORT = "import"
    CHILD = "child"  # id: child
    CHILD_EDIT = "child_edit"  # id: child
    TIMELINE = "timeline"  # id: child
    PUPIL = "pupil"  # id: child, who answers alone; ends in the lock
    PUPIL_PAPER = "pupil_paper"  # id: child
    DISTRICT = "district"  # id: group or "" for the first one
    VISITS = "visits"  # id: child
    VISIT = "visit"  # id: child, second: the visit that is corrected or "", context: type of visit; parents read along
    VISIT_AFTER = "visit_after"  # as VISIT; written afterwards
    HANDOVER = "handover"  # id: child
    OPEN_ROUND = "open_round"
    ROUND = "round"  # id: round
    CHANGE_ROUND = "change_round"  # id: round
    OWN = "own"  # id: round, second: child, or group with context FRAME, or "" for the next one that is missing
    JOINT = "joint"  # id: round, second: child or "" for the first one that is ready
    MINORITY = "minority"  # id: joint assessment
    AGREEMENT = "agreement"  # id: round, second: group or "", context: of the part, or "" for the first
    PRACTICE = "practice"
    PRACTICE_CASE = "practice_case"  # id: case
    FOCUS = "focus"  # id: child or group, second: focus point or "" for a new one, context: where, or GROUP
    ANALYSIS = "analysis"  # id: child, second: analysis or "" for a new one
    PLAN = "plan"  # id: child, second: plan or "" for a new one
    FOLLOW_UP = "follow_up"  # id: what is looked at again
    BATON = "baton"  # id: plan
    CONTACT = "contact"  # id: child
    NETWORK = "network"  # id: child
    FAMILY = "family"  # id: child; consents, and what the family asked for
    MEETING = "meeting"  # id: child, second: meeting or "" for a new one
    TRANSITION = "transition"  # id: child
    NEW_CONCERN = "new_concern"  # id: child or "" for a typed name, second: code of a hard flag, or the track that
    # beredskab led to with context: the danger that was answered there, or ""
    CONCERN = "concern"  # id: concern
    BRIEF = "brief"  # id: concern
    UNDERRETNING = "underretning"  # id: concern
    PAPER = "paper"  # id: a finished paper, on its way out
    PASTE = "paste"  # id: a finished underretning, field by field
    PHONE_SHEET = "phone_sheet"  # id: concern
    SEVERAL_PAPERS = "several_papers"
    WAITING = "waiting"  # id: a paper that was sent, or "" for all
    LETTERS = "letters"  # id: a group, or "" for the first of one's own
    ABSENCE = "absence"  # id: child, or "" for all pupils and the import
    TRACK_PRACTICE = "track_practice"  # id: a track, or "" to choose one
    FORUM = "forum"  # id: a day or "", second: a brief on its agenda, to conclude about
    FORUM_SHOW = "forum_show"  # id: a day; nothing is named
    ACCESS = "access"  # id: a request, or "" for all; context "begin": a new one, about the child in second or ""
    FILING = "filing"
    RETENTION = "retention"
    LEAVING = "leaving"  # id: a child that stops, or "" to choose several
    YEAR_SHIFT = "year_shift"
    CLOSING = "closing"  # the institution closes
    DRILL = "drill"
    COURSE = "course"  # in an invented institution
    HELP = "help"  # id: a page of the guide
    LAW = "law"  # id: a rule of the law list, or ""


class Destination(NamedTuple):
    """A page and what it shows. Holds ids only, so that it can be kept while the vault is locked."""

    place: Place
    id: Id = NO_ID
    second: Id = NO_ID
    context: str = ""  # of a child in a round; "" for the only one, or the first


class Office(NamedTuple):
    """What a page is given: the open vault, and the way to other pages."""

    work: Workplace
    go: Callable[[Destination], None]
    back: Callable[[], None]
