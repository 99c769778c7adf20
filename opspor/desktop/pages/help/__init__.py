"""Hjælp: the guide, at the page about where one is."""

from opspor.desktop.pages.help.page import HelpPage
from opspor.desktop.pages.help.where import TITLE_OF, help_for

__all__ = ["TITLE_OF", "HelpPage", "help_for"]
