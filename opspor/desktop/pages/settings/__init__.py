"""Indstillinger."""

from opspor.desktop.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
