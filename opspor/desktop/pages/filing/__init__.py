"""Til journalen: what goes to the municipality's own case system before it is deleted here."""

from opspor.desktop.pages.filing.page import FilingPage

__all__ = ["FilingPage"]
