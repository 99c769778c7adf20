"""The staff and what they may do."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from opspor.domain.ids import Id
from opspor.domain.text import short_name


class Role(StrEnum):
    """What a person is to the program (domain 8.5, item 4). A title ("pædagogmedhjælper") is free text beside it."""

    STAFF = "staff"  # pædagog, lærer, dagplejer
    HEALTH_VISITOR = "health_visitor"  # sundhedsplejerske
    LEADER = "leader"  # leder
    ADMINISTRATOR = "administrator"  # sets up the program, sees no content
    AUDITOR = "auditor"  # revisor or DPO: the log only


ROLE_WORDS = {
    Role.STAFF: "Pædagog eller lærer",
    Role.HEALTH_VISITOR: "Sundhedsplejerske",
    Role.LEADER: "Leder",
    Role.ADMINISTRATOR: "Administrator",
    Role.AUDITOR: "Revisor eller DPO",
}


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person with a login. ``groups`` are the ids of the groups they work in; ``joined_at`` is None while
    the invitation is open. Whoever has ``left_at`` may do nothing any more; their name stays on what they wrote.
    """

    id: Id
    name: str
    title: str
    role: Role
    groups: frozenset[Id]
    slot_id: str
    invited_at: datetime | None
    joined_at: datetime | None
    left_at: datetime | None = None

    @property
    def is_here(self) -> bool:
        """Whether they have come in and have not left: somebody who can be chosen for something."""
        return self.joined_at is not None and self.left_at is None

    @property
    def short(self) -> str:
        """``Mette S.``"""
        *first, last = self.name.split() or [""]
        return short_name(" ".join(first), last) if first else last


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """A recovery key on paper that has opened the vault. Once it is used it is to be replaced: somebody typed it."""

    proved_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Institution:
    """Who uses the vault. ``controller`` is the dataansvarlig that stands on every paper (domain 8.1), ``dpo`` how
    parents reach the controller's data protection officer.
    """

    id: Id
    name: str
    controller: str
    address: str
    phone: str
    forum_name: str  # what the drop-in sparring is called here; "distriktstirsdag" in Herning (domain 5.1)
    dpo: str = ""


class GroupKind(StrEnum):
    """What sort of group it is. A sundhedsplejerske's district has no room; class and SFO are two groups of a child."""

    ROOM = "room"
    CLASS = "class"
    AFTER_SCHOOL = "after_school"
    DISTRICT = "district"


GROUP_KIND_WORDS = {
    GroupKind.ROOM: "Stue",
    GroupKind.CLASS: "Klasse",
    GroupKind.AFTER_SCHOOL: "SFO eller klub",
    GroupKind.DISTRICT: "Distrikt",
}


# Said of a group by its name; what nothing is said of is a stue. The order decides: "SFO 2.B" is an SFO.
_KINDS_BY_NAME = (
    (GroupKind.DISTRICT, r"distrikt|sundhedspleje|hjemmebesøg"),
    (GroupKind.AFTER_SCHOOL, r"\bsfo|\bfritid|\bklub(ben)?\b|(fritids|junior|ungdoms)klub|\bskolefritid"),
    (GroupKind.CLASS, r"klasse|årgang|^\s*\d{1,2}\s*\.?\s*[a-zæøå]?\s*$"),
)


def kind_of(group_name: str) -> GroupKind:
    """What a group is by its name, as a first guess that a person corrects: ``2.B`` is a class."""
    name = group_name.casefold()
    return next((kind for kind, pattern in _KINDS_BY_NAME if re.search(pattern, name)), GroupKind.ROOM)


@dataclass(frozen=True, slots=True)
class Group:
    """A stue, klasse or another group of children. ``lead_id``: its tovholder, e.g. the klasselærer."""

    id: Id
    name: str
    child_count: int = 0
    kind: GroupKind = GroupKind.ROOM
    lead_id: Id | None = None
