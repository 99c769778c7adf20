"""Luk institutionen: everything out, and then the vault is destroyed."""

from opspor.desktop.pages.closing.page import ClosingPage

__all__ = ["ClosingPage"]
