"""Et møde om et barn: planned, and its minutes written while one sits there."""

from opspor.desktop.pages.meeting.page import MeetingPage

__all__ = ["MeetingPage"]
