"""Børn: the list, and a child added by hand."""

from opspor.desktop.pages.children.page import ChildrenPage

__all__ = ["ChildrenPage"]
