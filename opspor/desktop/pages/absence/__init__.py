"""School absence: a pupil's days and figures, the pupils of a house, and the days of a file."""

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.absence.fetch import FetchAbsencePage
from opspor.desktop.pages.absence.many import PupilsAbsencePage
from opspor.desktop.pages.absence.one import PupilAbsencePage
from opspor.desktop.pages.absence.words import FILE
from opspor.desktop.route import Destination, Office

__all__ = ["FetchAbsencePage", "PupilAbsencePage", "PupilsAbsencePage", "absence_page"]


def absence_page(office: Office, destination: Destination) -> Page | FocusPage:
    """Of one pupil, of a file, or of all pupils."""
    if destination.id:
        return PupilAbsencePage(office, destination)
    return (FetchAbsencePage if destination.context == FILE else PupilsAbsencePage)(office, destination)
