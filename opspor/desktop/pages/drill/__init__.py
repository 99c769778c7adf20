"""The yearly restore drill."""

from opspor.desktop.pages.drill.page import DrillPage

__all__ = ["DrillPage"]
