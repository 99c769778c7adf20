"""Møder: those that are coming, what was agreed on and is not done, and those that were held."""

from opspor.desktop.pages.meetings.page import MeetingsPage

__all__ = ["MeetingsPage"]
