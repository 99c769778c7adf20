"""The child over time: one line per context, and the same in words."""

from opspor.desktop.pages.timeline.page import TimelinePage

__all__ = ["TimelinePage"]
