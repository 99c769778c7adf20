"""An action plan about a child, and passing it on."""

from opspor.desktop.pages.plan.baton_page import BatonPage
from opspor.desktop.pages.plan.page import PlanPage

__all__ = ["BatonPage", "PlanPage"]
