"""The leader's overview."""

from opspor.desktop.pages.overview.page import OverviewPage

__all__ = ["OverviewPage"]
