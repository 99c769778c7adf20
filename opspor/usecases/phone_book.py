"""The numbers that the beredskab shows, and its guidance on paper: without a vault, when locked, and when damaged.

Imports no table, so that F2 costs nothing before anybody has unlocked.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from opspor.forms.model import TrackForm
from opspor.reference import numbers
from opspor.vault import beredskab_file
from opspor.vault.beredskab_file import Contact


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number to ring. ``phone`` is "" until somebody has written it in; ``damaged`` when it can't be trusted.

    ``checked`` is the day somebody tried it; None for the two that are the same in the whole country.
    """

    key: str
    function: str
    phone: str
    hours: str
    when: str
    checked: date | None = None
    damaged: bool = False


# what is left when the installation is damaged: design section 11, rule 9
LAST_RESORT = (
    PhoneNumber("112", "Alarmcentralen", "112", "Døgnet rundt", "Fare lige nu"),
    PhoneNumber("114", "Politiet", "114", "Døgnet rundt", "Bed om den sociale døgnvagt"),
)


def phone_book(folder: Path | None) -> tuple[PhoneNumber, ...]:
    """112 and 114, and the functions of this municipality and institution with what ``folder`` holds. Never raises."""
    try:
        shipped, places = numbers.shipped(), numbers.places()
    except (OSError, tomllib.TOMLDecodeError, msgspec.MsgspecError):
        return LAST_RESORT
    held = beredskab_file.read(folder) if folder is not None else beredskab_file.Contacts()
    written = {entry.key: entry for entry in held.entries if entry.phone.strip()}
    book = [PhoneNumber(n.key, n.function, n.phone, n.hours, n.when) for n in shipped]
    for place in places:
        entry = written.get(place.key)
        if entry is None:
            book.append(PhoneNumber(place.key, place.function, "", "", place.when, damaged=held.damaged))
        else:
            book.append(
                PhoneNumber(
                    place.key, entry.function or place.function, entry.phone, entry.hours, place.when, entry.checked_on
                )
            )
    return tuple(book)


def tracks_pdf(forms: Sequence[TrackForm], book: Sequence[PhoneNumber], institution: str, today: date) -> bytes:
    """One track of the beredskabsplan for the wall, or several in one file, with the numbers."""
    from opspor.documents.layout import draw  # ReportLab is heavy and only needed here
    from opspor.documents.track_paper import tracks_paper

    contacts = [Contact(n.key, n.function, n.phone, n.hours, n.checked, "") for n in book]
    return draw(tracks_paper(forms, contacts, institution, today))
