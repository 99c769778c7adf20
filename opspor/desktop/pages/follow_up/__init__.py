"""Looking again at something: what was agreed, what came of it, and when one looks next."""

from opspor.desktop.pages.follow_up.page import FollowUpPage

__all__ = ["FollowUpPage"]
