"""Indsigt: who asks to see what is written about a child, going through it, and giving it."""

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.subject_access.begin import BEGIN, BeginPage
from opspor.desktop.pages.subject_access.page import AccessPage
from opspor.desktop.pages.subject_access.requests import RequestsPage
from opspor.desktop.route import Destination, Office

__all__ = ["AccessPage", "BeginPage", "RequestsPage", "access_page"]


def access_page(office: Office, destination: Destination) -> Page | FocusPage:
    """All requests, one that is begun, or one of them."""
    if destination.context == BEGIN:
        return BeginPage(office, destination)
    return (AccessPage if destination.id else RequestsPage)(office, destination)
