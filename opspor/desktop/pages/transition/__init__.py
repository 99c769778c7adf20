"""Overgangsbeskrivelse."""

from opspor.desktop.pages.transition.page import TransitionPage

__all__ = ["TransitionPage"]
