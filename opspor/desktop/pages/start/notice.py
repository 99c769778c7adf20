"""What Start says about the folder itself: one thing at a time, the worst first, with one button."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from opspor.desktop.route import Destination, Place
from opspor.desktop.widgets import Message, MessageKind
from opspor.domain.access import Action, Reach, may, reach
from opspor.domain.ids import Id
from opspor.domain.text import count_of
from opspor.usecases.people import People
from opspor.workplace.copying import CopyStatus

_COPIES, _KEY = Destination(Place.SETTINGS, Id("copies")), Destination(Place.SETTINGS, Id("key"))
_DRILL = Destination(Place.DRILL)


class Notice(NamedTuple):
    """What is said, the words on the one button, and where that leads."""

    kind: MessageKind
    first: str
    rest: str
    button: str
    destination: Destination

    def message(self, go: Callable[[Destination], None]) -> Message:
        """As a message line shows it."""
        return Message(self.kind, self.first, self.rest, (self.button, lambda: go(self.destination)))


_INVENTED = Notice(
    MessageKind.INFO,
    "Alt her er opdigtet.",
    "Ingen i den findes, og du kan prøve alt. Skriv ikke om rigtige børn.",
    "Kursus på ti minutter",
    Destination(Place.COURSE),
)


def worst(known: People, status: CopyStatus, today: date) -> Notice | None:
    """The worst of what there is to say; None when all is well. Where nobody exists nothing is worse than to forget it.

    That work may be lost is said to everybody; keys and the yearly drill to the leader and the administrator.
    """
    if known.demo:
        return _INVENTED
    if status.late:
        return _late(status, today)
    if reach(known.me, Action.CHANGE_SETTINGS) is not Reach.ALL:
        return None
    return _bad_drill(status) or _key(known) or _drill_due(status)


def _late(status: CopyStatus, today: date) -> Notice:
    if status.newest is None:
        first = "Der er endnu ikke taget en god kopi af mappen."
    else:
        days = count_of((today - status.newest.date()).days, "dag", "dage")
        first = f"Der er ikke taget en god kopi i {days}."
    rest = status.failed or "Går pc'en i stykker nu, er det sidste, I har skrevet, væk. Tag en kopi."
    return Notice(MessageKind.DANGER, first, rest, "Se kopierne", _COPIES)


def _bad_drill(status: CopyStatus) -> Notice | None:
    if status.drilled_at is None or status.drilled_well:
        return None
    rest = "Mappen er ikke rørt. Tag en ny kopi, og prøv igen."
    return Notice(MessageKind.DANGER, "Den sidste prøve af kopierne gik ikke godt.", rest, "Prøv igen", _DRILL)


def _key(known: People) -> Notice | None:
    keys = ((known.own_key, "Gendannelsesnøglen"), (known.deposited_key, "Kommunens gendannelsesnøgle"))
    used = next((name for key, name in keys if key is not None and key.used_at is not None), "")
    if used:
        first, rest, button = f"{used} er brugt.", "Nogen har skrevet dens ord.", "Lav en ny nøgle"
    elif known.own_key is None:
        first, button = "Gendannelsesnøglen mangler.", "Lav nøglen"
        rest = "Uden den kan ingen åbne mappen, hvis adgangskoderne er glemt."
    else:
        return None
    if not may(known.me, Action.MAKE_KEY):
        rest, button = f"{rest} Bed lederen om at lave en ny.", "Se nøglen"
    return Notice(MessageKind.WARNING, first, rest, button, _KEY)


def _drill_due(status: CopyStatus) -> Notice | None:
    if not status.drill_due:
        return None
    first = (
        "I har haft mappen i et år uden at prøve, om en kopi kan hentes frem."
        if status.drilled_at is None
        else "Det er et år siden, I sidst prøvede, om en kopi kan hentes frem."
    )
    return Notice(MessageKind.INFO, first, "Det tager under to minutter.", "Prøv en kopi", _DRILL)
