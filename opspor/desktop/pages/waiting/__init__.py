"""Svar, vi venter på: all that was sent, and what one does about one of them."""

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.waiting.one import AnswerPage
from opspor.desktop.pages.waiting.page import WaitingPage
from opspor.desktop.route import Destination, Office

__all__ = ["AnswerPage", "WaitingPage", "waiting_page"]


def waiting_page(office: Office, destination: Destination) -> Page | FocusPage:
    """Of one underretning, or of all."""
    return (AnswerPage if destination.id else WaitingPage)(office, destination)
