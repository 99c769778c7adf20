"""Concerns: the list, and how a new one is written down."""

from opspor.desktop.pages.concerns.new import NewConcernPage
from opspor.desktop.pages.concerns.page import ConcernsPage

__all__ = ["ConcernsPage", "NewConcernPage"]
