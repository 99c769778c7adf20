"""Regler og frister: the law list, and noting that a rule was looked up."""

from opspor.desktop.pages.law.page import LawPage

__all__ = ["LawPage"]
