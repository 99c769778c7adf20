"""Writing a paper: the brief for the forum, or an underretning."""

from opspor.desktop.pages.paper.page import PaperPage

__all__ = ["PaperPage"]
