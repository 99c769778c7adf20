"""Start: what is due, what is open, what we do not know yet."""

from opspor.desktop.pages.start.page import StartPage

__all__ = ["StartPage"]
