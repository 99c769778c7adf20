"""The pupil's own view: answered on the screen by the pupil alone, or typed in from paper by an adult."""

from opspor.desktop.pages.pupil.page import PupilPage
from opspor.desktop.pages.pupil.paper_page import PupilPaperPage

__all__ = ["PupilPage", "PupilPaperPage"]
