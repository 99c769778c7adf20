"""The numbers that the beredskab shows, and its guidance on paper: without a vault, when locked, and when damaged.

Imports no table, so that F2 costs nothing before anybody has unlocked.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from opspor.domain.beredskab import StepKind
from opspor.domain.clock import long_date
from opspor.domain.local import LawCheck, Local, is_old
from opspor.forms.model import TrackForm, TrackStepForm
from opspor.reference import numbers
from opspor.vault import beredskab_file
from opspor.vault.beredskab_file import Contact

Part = TypeVar("Part", TrackForm, TrackStepForm)


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number to ring. ``phone`` is "" until somebody has written it in; ``damaged`` when it can't be trusted.

    ``checked`` is the day somebody tried it; None for the two that are the same in the whole country. ``old``: that was
    more than half a year ago.
    """

    key: str
    function: str
    phone: str
    hours: str
    when: str
    checked: date | None = None
    damaged: bool = False
    old: bool = False

    @property
    def checked_words(self) -> str:
        """``Senest kontrolleret 3. marts 2026``, or that it is long ago; "" where nobody is asked to check it."""
        if self.checked is None:
            return ""
        return f"{'Kontrolleret for længe siden:' if self.old else 'Senest kontrolleret'} {long_date(self.checked)}"


# what is left when the installation is damaged: design section 11, rule 9
LAST_RESORT = (
    PhoneNumber("112", "Alarmcentralen", "112", "Døgnet rundt", "Fare lige nu"),
    PhoneNumber("114", "Politiet", "114", "Døgnet rundt", "Bed om den sociale døgnvagt"),
)


def phone_book(folder: Path | None, today: date | None = None) -> tuple[PhoneNumber, ...]:
    """112 and 114, and the functions of this municipality and institution with what ``folder`` holds. Never raises.

    ``today`` tells which were checked long ago; without it none is.
    """
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
                    place.key, entry.function or place.function, entry.phone, entry.hours, place.when,
                    entry.checked_on, old=today is not None and is_old(entry.checked_on, today),
                )
            )  # fmt: skip
    return tuple(book)


def local_words(folder: Path | None) -> Local:
    """What the local layer in ``folder`` says, without unlocking. Never raises."""
    return beredskab_file.read(folder).local if folder is not None else Local()


def as_here(form: TrackForm, local: Local) -> TrackForm:
    """A track as it is followed in this house: each note is the last of what to do at its step. How one reports here,
    and where one is advised, stands at the steps for that. The order of the steps is the form's.
    """
    said = {
        StepKind.REPORT: (local.send_how, f"Brug skemaet »{local.send_form}«" if local.send_form else ""),
        StepKind.SPARRING: (local.sparring,),
    }
    steps = [_here(step, (*said.get(step.kind, ()), local.note(form.track, step.id))) for step in form.step]
    return _here(replace(form, step=tuple(steps)), (local.note(form.track),))


def _here(part: Part, words: Iterable[str]) -> Part:
    return replace(part, do=(*part.do, *(f"Hos jer: {one}" for one in words if one)))


def tracks_pdf(
    forms: Sequence[TrackForm],
    book: Sequence[PhoneNumber],
    institution: str,
    today: date,
    checks: Sequence[LawCheck] = (),
) -> bytes:
    """One track of the beredskabsplan for the wall, or several in one file, with the numbers."""
    from opspor.documents.layout import draw  # ReportLab is heavy and only needed here
    from opspor.documents.track_paper import tracks_paper

    contacts = [Contact(n.key, n.function, n.phone, n.hours, n.checked, "") for n in book]
    return draw(tracks_paper(forms, contacts, institution, today, checks))
