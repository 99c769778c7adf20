"""Practice cases: the list, and one case that is answered alone."""

from opspor.desktop.pages.practice.case_page import PracticeCasePage
from opspor.desktop.pages.practice.page import PracticePage

__all__ = ["PracticeCasePage", "PracticePage"]
