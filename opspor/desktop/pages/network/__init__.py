"""The map of the people around a child: drawn in rings and sectors, and the same as a list."""

from opspor.desktop.pages.network.page import NetworkPage

__all__ = ["NetworkPage"]
