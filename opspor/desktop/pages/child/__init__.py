"""A child: what is known, what was seen, what was agreed; and the form where its particulars are changed."""

from opspor.desktop.pages.child.edit_page import ChildEditPage
from opspor.desktop.pages.child.page import ChildPage

__all__ = ["ChildEditPage", "ChildPage"]
