"""What a child's family has agreed to share, and what it asked for about what is written."""

from opspor.desktop.pages.family.page import FamilyPage

__all__ = ["FamilyPage"]
