"""One concern: its track, what was seen and said, and its papers."""

from opspor.desktop.pages.concern.page import ConcernPage

__all__ = ["ConcernPage"]
