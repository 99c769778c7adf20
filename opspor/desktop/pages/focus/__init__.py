"""A focus point: written, changed and read."""

from opspor.desktop.pages.focus.page import FocusPointPage

__all__ = ["FocusPointPage"]
