"""Rounds: the list of them, one of them, and the opening of a new one."""

from opspor.desktop.pages.rounds.open_page import OpenRoundPage
from opspor.desktop.pages.rounds.page import RoundsPage
from opspor.desktop.pages.rounds.round_page import RoundPage

__all__ = ["OpenRoundPage", "RoundPage", "RoundsPage"]
