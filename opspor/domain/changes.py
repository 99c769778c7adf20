"""What a use case changed, in the coarsest words that let an open page decide whether to read again."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The kinds of things that pages show."""

    PEOPLE = "people"
    SETTINGS = "settings"
    CHILDREN = "children"
    ROUNDS = "rounds"
    OWN_ASSESSMENTS = "own_assessments"
    JOINT_ASSESSMENTS = "joint_assessments"
    OBSERVATIONS = "observations"
    VISITS = "visits"
    PLANS = "plans"  # focus points, analyses, plans, follow-ups and the catalogue
    CONTACTS = "contacts"  # contacts with parents, and networks
    MEETINGS = "meetings"
    CONCERNS = "concerns"
    PAPERS = "papers"
    FORUM = "forum"
    ABSENCE = "absence"
    PROTECTION = "protection"  # consents, remarks, what is journalised, requests for access
    DRAFTS = "drafts"
    PRACTICE = "practice"
    LOG = "log"


class Changes(NamedTuple):
    """The kinds that a transaction touched. Empty when nothing was written."""

    kinds: frozenset[Kind] = frozenset()

    def touches(self, *kinds: Kind) -> bool:
        """True when any of ``kinds`` was changed."""
        return not self.kinds.isdisjoint(kinds)
