"""Rounds: the list of them, one of them, the opening of a new one, and the changing of an open one."""

from opspor.desktop.pages.rounds.change_page import ChangeRoundPage
from opspor.desktop.pages.rounds.open_page import OpenRoundPage
from opspor.desktop.pages.rounds.page import RoundsPage
from opspor.desktop.pages.rounds.round_page import RoundPage

__all__ = ["ChangeRoundPage", "OpenRoundPage", "RoundPage", "RoundsPage"]
