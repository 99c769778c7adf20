"""Børn, der stopper: one child from its page, or several from the list."""

from opspor.desktop.pages.leaving.page import LeavingPage

__all__ = ["LeavingPage"]
