"""Sletteliste: what is to go now, what something keeps, and what comes; gone through and approved by the leader."""

from opspor.desktop.pages.retention.page import RetentionPage

__all__ = ["RetentionPage"]
