"""The flag on a child's file that may be kept and not used: wherever the child is opened."""

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.route import NO_ID, Destination, Place
from opspor.desktop.tasks import ask
from opspor.domain.ids import Id
from opspor.usecases import rights
from opspor.workplace import Workplace

_BY_ID = frozenset(
    {
        Place.CHILD, Place.CHILD_EDIT, Place.TIMELINE, Place.ANALYSIS, Place.PLAN, Place.CONTACT, Place.NETWORK,
        Place.MEETING, Place.VISITS, Place.VISIT_AFTER,
    }
)  # fmt: skip
_BY_SECOND = frozenset({Place.JOINT})


def flag(page: Page | FocusPage, work: Workplace, destination: Destination) -> None:
    """Says on the page that the child's file is restricted, where it is. A page where parents read along says nothing.

    The child's page of wishes says it itself, and goes on saying it as it changes.
    """
    child = Id(NO_ID)
    if destination.place in _BY_ID:
        child = destination.id
    elif destination.place in _BY_SECOND:
        child = destination.second
    if child:
        ask(work.look(lambda desk: rights.flag(desk, child)), page, lambda words: words and page.add_flag(words), _none)


def _none(_: object) -> None:
    """Whoever may not open the child is told so by the page."""
