"""Hent liste: a class list is read, looked at row by row, and only then written."""

from opspor.desktop.pages.importing.page import ImportPage

__all__ = ["ImportPage"]
