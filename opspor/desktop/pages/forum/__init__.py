"""The forum: its days, the agenda of one, the conclusion about a brief, and what all look at."""

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.forum.board import BoardPage
from opspor.desktop.pages.forum.day import DayPage
from opspor.desktop.pages.forum.show import ShowPage
from opspor.desktop.pages.forum.talk import TalkPage
from opspor.desktop.route import Destination, Office

__all__ = ["BoardPage", "DayPage", "ShowPage", "TalkPage", "forum_page"]


def forum_page(office: Office, destination: Destination) -> Page | FocusPage:
    """All days, one day, or the conclusion about one brief."""
    if destination.second:
        return TalkPage(office, destination)
    return (DayPage if destination.id else BoardPage)(office, destination)
