"""Planer: everything that is being done, by the next day."""

from opspor.desktop.pages.plans.page import PlansPage

__all__ = ["PlansPage"]
