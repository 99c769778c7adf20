"""The analysis before acting."""

from opspor.desktop.pages.analysis.page import AnalysisPage

__all__ = ["AnalysisPage"]
