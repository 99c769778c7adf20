"""Who may do what: the one table that every use case asks (domain 8.5, items 4 and 5).

These are rules of the program on one shared data key, not secrets from somebody with a password and programming
tools; the threat model says so.
"""

from collections.abc import Collection
from enum import StrEnum

from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role, StaffMember


class Action(StrEnum):
    """What a use case does. The value is what the log says."""

    LOG_IN = "login"
    SET_UP = "setup"
    JOIN = "people.join"
    SEE_PEOPLE = "people.see"
    INVITE = "people.invite"
    SET_ROLE = "people.role"
    REMOVE = "people.remove"
    CHANGE_PASSWORD = "password.change"  # noqa: S105  a code in the log
    MAKE_KEY = "recovery.make"
    CHANGE_SETTINGS = "settings.change"
    CHANGE_LOCAL = "local.change"
    IMPORT_LIST = "children.import"
    SEE_CHILDREN = "children.list"
    SEARCH = "children.search"
    OPEN_CHILD = "child.open"
    SEE_CPR = "child.cpr"
    CHANGE_CHILD = "child.change"
    OBSERVE = "child.observe"
    CHANGE_GROUP = "group.change"
    ENROL = "child.enrol"
    OPEN_PUPIL = "pupil.open"
    WRITE_PUPIL = "pupil.write"
    PRINT_PUPIL = "pupil.print"
    OPEN_ROUND = "round.open"
    SEE_ROUND = "round.see"
    CHANGE_ROUND = "round.change"
    GIVE_REASON = "round.reason"
    OPEN_SEAL = "round.unseal"
    CLOSE_ROUND = "round.close"
    REOPEN_ROUND = "round.reopen"
    GIVE_NOTICE = "notice.give"
    OPEN_SHEET = "own.open"
    ASSESS = "own.write"
    SEE_OWN = "own.see"
    AGREE = "joint.write"
    ANSWER_MINORITY = "minority.answer"
    SEE_MATRIX = "matrix.see"
    SEE_DISTRICT = "district.see"
    OPEN_VISIT = "visit.open"
    WRITE_VISIT = "visit.write"
    PRINT_HANDOVER = "handover.print"
    SEE_PLANS = "plan.see"
    OPEN_PLAN = "plan.open"
    WRITE_PLAN = "plan.write"
    PRINT_PLAN = "plan.print"
    FOLLOW_UP = "follow_up.write"
    PASS_BATON = "baton.pass"  # noqa: S105  a code in the log
    CHANGE_OFFERS = "offers.change"
    NOTE_CONTACT = "contact.write"
    WRITE_NETWORK = "network.write"
    PRINT_NETWORK = "network.print"
    OPEN_MEETING = "meeting.open"
    WRITE_MEETING = "meeting.write"
    PRINT_MEETING = "meeting.print"
    OPEN_TRANSITION = "transition.open"
    WRITE_TRANSITION = "transition.write"
    PRINT_TRANSITION = "transition.print"
    PRINT_MATRIX = "matrix.print"
    SEE_OVERVIEW = "overview.see"
    PRINT_OVERVIEW = "overview.print"
    PRACTISE = "practice"
    SEE_ABSENCE = "absence.see"
    WRITE_ABSENCE = "absence.write"
    PRINT_ABSENCE = "absence.print"
    START_CONCERN = "concern.start"
    DECIDE = "concern.decide"
    CHANGE_TRACK = "concern.track"
    LIST_CONCERNS = "concern.list"
    OPEN_CONCERN = "concern.open"
    CHANGE_CONCERN = "concern.change"
    LINK_CONCERN = "concern.link"
    KEEP_CONCERN = "concern.keep"
    OPEN_PAPER = "paper.open"
    PREVIEW_PAPER = "paper.preview"
    WRITE_PAPER = "paper.write"
    EXPORT_PAPER = "paper.export"
    SEE_REPLIES = "paper.waiting"
    NOTE_REPLY = "paper.reply"
    SEE_FORUM = "forum.see"
    CHANGE_FORUM = "forum.change"
    WRITE_FORUM = "forum.write"
    PRINT_FORUM = "forum.print"
    PRINT_LETTER = "letter.print"
    WRITE_CONSENT = "consent.write"
    NOTE_RIGHT = "rights.note"
    SEE_FILING = "filing.see"
    NOTE_FILED = "filing.note"
    PRINT_FILING = "filing.print"
    SEE_RETENTION = "retention.see"
    SET_RETENTION = "retention.set"
    DELETE_DUE = "retention.delete"
    CONFIRM_CLOCK = "clock.confirm"
    SEE_REQUESTS = "subject_access.see"
    WRITE_REQUEST = "subject_access.write"
    RELEASE_REQUEST = "subject_access.release"
    SHIFT_YEAR = "groups.shift"
    TAKE_STOCK = "house.stock"
    EXPORT_HOUSE = "house.export"
    WIPE = "house.wipe"
    SAVE_DRAFT = "draft.save"
    COPY = "copies.make"
    DRILL = "copies.drill"
    RESTORE = "copies.restore"
    ERASE = "child.erase"
    CHECK = "check"
    NOTE_ATTEMPTS = "login.failed"
    READ_LOG = "log.read"
    PRINT_LOG = "log.print"
    RETAIN_LOG = "log.retain"


class Reach(StrEnum):
    """How far a permission goes."""

    NONE = "none"
    OWN = "own"  # the children of one's own groups, what one has written oneself, or is named as a reader of
    ALL = "all"


# The roles that see children. Being put in a group, or named, opens nothing to the two others.
SEE_CONTENT = (Role.STAFF, Role.HEALTH_VISITOR, Role.LEADER)
_NOBODY = dict.fromkeys(Role, Reach.NONE)


def _rule(reach: Reach, *roles: Role, leader: Reach | None = None) -> dict[Role, Reach]:
    rule = _NOBODY | dict.fromkeys(roles, reach)
    return rule | {Role.LEADER: leader} if leader else rule


RULES: dict[Action, dict[Role, Reach]] = {
    Action.LOG_IN: _rule(Reach.ALL, *Role),
    Action.SET_UP: _rule(Reach.ALL, *Role),
    Action.JOIN: _rule(Reach.ALL, *Role),
    Action.SEE_PEOPLE: _rule(Reach.ALL, *Role),
    # Whoever invites decides who sees the children, so an administrator, who sees none, does not.
    Action.INVITE: _rule(Reach.ALL, Role.LEADER),
    Action.SET_ROLE: _rule(Reach.ALL, Role.LEADER),
    Action.REMOVE: _rule(Reach.ALL, Role.LEADER),
    Action.CHANGE_PASSWORD: _rule(Reach.ALL, *Role),
    Action.MAKE_KEY: _rule(Reach.ALL, Role.LEADER),  # its words let somebody in as a leader
    Action.CHANGE_SETTINGS: _rule(Reach.ALL, Role.LEADER, Role.ADMINISTRATOR),
    # What the house does in the worst hour is the leader's to say, also whether a record about an employee is kept.
    Action.CHANGE_LOCAL: _rule(Reach.ALL, Role.LEADER),
    # A list may make new groups, and add to one's own; otherwise it would be a way into other rooms.
    Action.IMPORT_LIST: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.SEE_CHILDREN: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.SEARCH: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.OPEN_CHILD: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.SEE_CPR: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.CHANGE_CHILD: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.OBSERVE: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    # Its kind decides in which context its children are judged; its tovholder sees no more than the others.
    Action.CHANGE_GROUP: _rule(Reach.ALL, Role.LEADER),
    # Asked of the child and of the group, so that nobody takes a child into their own group to look into its file.
    Action.ENROL: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.OPEN_PUPIL: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.WRITE_PUPIL: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.PRINT_PUPIL: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.OPEN_ROUND: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.SEE_ROUND: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    # The use cases ask of the author alone: whoever opened the round, or leads the house, and nobody else.
    Action.CHANGE_ROUND: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.OPEN_SEAL: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.CLOSE_ROUND: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.REOPEN_ROUND: _rule(Reach.ALL, Role.LEADER),
    # Asked of the child; of its own staff for those who assess it and the group's tovholder.
    Action.GIVE_REASON: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.GIVE_NOTICE: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.OPEN_SHEET: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.ASSESS: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.SEE_OWN: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.AGREE: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    # The use case finds only what was typed for the person who asks: nobody says for another that it fits.
    Action.ANSWER_MINORITY: _rule(Reach.ALL, *Role),
    Action.SEE_MATRIX: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    # The use case asks of the child's districts alone. What was said at home does not follow the child into its rooms
    # by itself (domain 1.7), so whoever works in a room, and put the child in a district of their own, sees none of it.
    Action.SEE_DISTRICT: _rule(Reach.OWN, Role.HEALTH_VISITOR, leader=Reach.ALL),
    Action.OPEN_VISIT: _rule(Reach.OWN, Role.HEALTH_VISITOR, leader=Reach.ALL),
    Action.WRITE_VISIT: _rule(Reach.OWN, Role.HEALTH_VISITOR, leader=Reach.ALL),
    Action.PRINT_HANDOVER: _rule(Reach.OWN, Role.HEALTH_VISITOR, leader=Reach.ALL),
    # Asked of the child and where it was written; of a group's focus point of the group.
    Action.SEE_PLANS: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.OPEN_PLAN: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.WRITE_PLAN: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.PRINT_PLAN: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.FOLLOW_UP: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.PASS_BATON: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.CHANGE_OFFERS: _rule(Reach.ALL, Role.LEADER),
    Action.NOTE_CONTACT: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.WRITE_NETWORK: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.PRINT_NETWORK: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.OPEN_MEETING: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.WRITE_MEETING: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.PRINT_MEETING: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.OPEN_TRANSITION: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.WRITE_TRANSITION: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.PRINT_TRANSITION: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.PRINT_MATRIX: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.SEE_OVERVIEW: _rule(Reach.ALL, Role.LEADER),
    Action.PRINT_OVERVIEW: _rule(Reach.ALL, Role.LEADER),
    # One's own answers; the leader also sees how many have answered a case.
    Action.PRACTISE: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    # The duty is personal: anybody who is logged in can start one (design section 11, rule 4).
    Action.SEE_ABSENCE: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.WRITE_ABSENCE: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.PRINT_ABSENCE: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.START_CONCERN: _rule(Reach.ALL, *Role),
    Action.LIST_CONCERNS: _rule(Reach.OWN, *Role, leader=Reach.ALL),
    Action.OPEN_CONCERN: _rule(Reach.OWN, *Role, leader=Reach.ALL),
    Action.CHANGE_CONCERN: _rule(Reach.OWN, *Role, leader=Reach.ALL),
    Action.DECIDE: _rule(Reach.OWN, *Role, leader=Reach.ALL),
    Action.CHANGE_TRACK: _rule(Reach.OWN, *Role, leader=Reach.ALL),
    # Asked twice: of the concern and of the child, so that nobody looks into a file by linking to it.
    Action.LINK_CONCERN: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    # The use case asks of the author alone: whoever is named reads and writes, but names nobody else.
    Action.KEEP_CONCERN: _rule(Reach.OWN, *Role, leader=Reach.ALL),
    Action.OPEN_PAPER: _rule(Reach.OWN, *Role, leader=Reach.ALL),
    Action.PREVIEW_PAPER: _rule(Reach.OWN, *Role, leader=Reach.ALL),
    Action.WRITE_PAPER: _rule(Reach.OWN, *Role, leader=Reach.ALL),
    Action.EXPORT_PAPER: _rule(Reach.OWN, *Role, leader=Reach.ALL),
    Action.SEE_REPLIES: _rule(Reach.OWN, *Role, leader=Reach.ALL),
    Action.NOTE_REPLY: _rule(Reach.OWN, *Role, leader=Reach.ALL),
    # The days are everybody's who sees children; what stands on the agenda follows the concern it is about.
    Action.SEE_FORUM: _rule(Reach.ALL, *SEE_CONTENT),
    Action.CHANGE_FORUM: _rule(Reach.ALL, Role.LEADER),
    Action.WRITE_FORUM: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.PRINT_FORUM: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.PRINT_LETTER: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.WRITE_CONSENT: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.NOTE_RIGHT: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.SEE_FILING: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.NOTE_FILED: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    Action.PRINT_FILING: _rule(Reach.OWN, *SEE_CONTENT, leader=Reach.ALL),
    # What is kept and until when is the controller's to say; the leader is who speaks for it here.
    Action.SEE_RETENTION: _rule(Reach.ALL, Role.LEADER),
    Action.SET_RETENTION: _rule(Reach.ALL, Role.LEADER),
    Action.DELETE_DUE: _rule(Reach.ALL, Role.LEADER),
    Action.CONFIRM_CLOCK: _rule(Reach.ALL, Role.LEADER, Role.ADMINISTRATOR),
    # It gathers everything about a child, whoever wrote it: leader and DPO decide what is handed over.
    Action.SEE_REQUESTS: _rule(Reach.ALL, Role.LEADER),
    Action.WRITE_REQUEST: _rule(Reach.ALL, Role.LEADER),
    Action.RELEASE_REQUEST: _rule(Reach.ALL, Role.LEADER),
    Action.SHIFT_YEAR: _rule(Reach.ALL, Role.LEADER),
    # Counts and kinds, nobody's name: what a device held when it is lost.
    Action.TAKE_STOCK: _rule(Reach.ALL, Role.LEADER, Role.ADMINISTRATOR, Role.AUDITOR),
    Action.EXPORT_HOUSE: _rule(Reach.ALL, Role.LEADER),
    Action.WIPE: _rule(Reach.ALL, Role.LEADER),
    Action.SAVE_DRAFT: _rule(Reach.ALL, *Role),
    # A copy opens for those who could open the vault and for nobody else, so anybody may make one and come back by it.
    Action.COPY: _rule(Reach.ALL, *Role),
    Action.RESTORE: _rule(Reach.ALL, *Role),
    Action.DRILL: _rule(Reach.ALL, Role.LEADER, Role.ADMINISTRATOR),
    Action.ERASE: _rule(Reach.ALL, Role.LEADER),
    Action.CHECK: _rule(Reach.ALL, *Role),
    Action.NOTE_ATTEMPTS: _rule(Reach.ALL, *Role),  # whoever comes in next brings them along
    Action.READ_LOG: _rule(Reach.ALL, Role.LEADER, Role.AUDITOR),
    Action.PRINT_LOG: _rule(Reach.ALL, Role.LEADER, Role.AUDITOR),
    Action.RETAIN_LOG: _rule(Reach.ALL, Role.LEADER, Role.ADMINISTRATOR),
}

REFUSED = Fault(
    "ADGANG-NEJ",
    "Det har du ikke adgang til. Intet er ændret. Spørg lederen først, hvis du skal bruge det i dit arbejde. "
    "En bekymring kan du altid skrive ned: tryk Ctrl+B.",
)


def reach(staff: StaffMember, action: Action) -> Reach:
    """How far ``staff`` reaches with ``action``; a use case that lists things narrows the list by it.

    Whoever has left does not reach anything.
    """
    return Reach.NONE if staff.left_at is not None else RULES[action][staff.role]


def may(
    staff: StaffMember,
    action: Action,
    *,
    groups: Collection[Id] = (),
    author: Id | None = None,
    named: Collection[Id] = (),
) -> bool:
    """Whether ``staff`` may do ``action`` to what belongs to ``groups``, was written by ``author`` and is for ``named``
    people.
    """
    match reach(staff, action):
        case Reach.ALL:
            return True
        case Reach.OWN:
            shared = staff.role in SEE_CONTENT and (not staff.groups.isdisjoint(groups) or staff.id in named)
            return shared or author == staff.id
        case _:
            return False


def require(
    staff: StaffMember,
    action: Action,
    *,
    groups: Collection[Id] = (),
    author: Id | None = None,
    named: Collection[Id] = (),
) -> None:
    """Raise ``KnownError`` ADGANG-NEJ unless ``staff`` may. The sentence is neutral and gives nothing away."""
    if not may(staff, action, groups=groups, author=author, named=named):
        raise KnownError(REFUSED)
