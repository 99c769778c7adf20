"""Contacts with a child's parents: the log, each one's own view, and the form to write one down."""

from opspor.desktop.pages.contact.page import ContactPage

__all__ = ["ContactPage"]
