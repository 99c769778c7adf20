"""Somebody stops: the careful question, and writing the vault anew with progress and a way to stop it."""

import threading

from PySide6.QtWidgets import QStackedWidget, QWidget

from opspor.desktop.route import Office
from opspor.desktop.tasks import ask, in_background, say
from opspor.desktop.widgets import CarefulDialog, Message, MessageKind, ProgressOverlay, message_of, tell
from opspor.domain.errors import KnownError
from opspor.domain.people import StaffMember
from opspor.domain.text import count_of
from opspor.usecases import people
from opspor.usecases.people import Leaving

_MEGABYTE = 1_000_000
_WHY_NOT_NOW = "Mappen bliver skrevet om. Så længe kan ingen skrive i den. Låse og beredskab virker som altid."


def question(leaving: Leaving) -> str:
    """What happens when this person is removed, what stays as it was, and what it takes, in plain words."""
    name = leaving.member.short
    said = [
        f"Mappen bliver skrevet om med en ny nøgle, som {name} aldrig har haft. Alle andre låser op som før, og alt, "
        f"{name} har skrevet, bliver her med navn."
    ]
    ends = []
    if leaving.drafts:
        ends.append(f"{count_of(leaving.drafts, 'kladde', 'kladder')}, som kun {name} kan se, bliver slettet.")
    if leaving.rounds:
        open_ones = count_of(leaving.rounds, "åben runde", "åbne runder")
        ends.append(f"I venter ikke mere på {name} i {open_ones}. Det, {name} har afleveret, tæller stadig med.")
    if ends:
        said.append(" ".join(ends))
    said.append(f"Planer, opfølgninger og grupper, som {name} var tovholder for, står bagefter til jer andre.")
    room = max(1, -(-leaving.room // _MEGABYTE))
    said.append(
        f"Kopier, der er taget før nu, kan stadig åbnes med den adgangskode, {name} har i dag. Gem dem under lås, "
        "eller slet dem."
    )
    said.append(f"Drevet skal have {room} MB fri. Går noget galt, eller stopper du det, er alt, som det var.")
    return "\n\n".join(said)


class Removal:
    """Removing a person, begun from ``owner``: the question, the work over the whole window, and what came of it."""

    def __init__(self, office: Office, owner: QWidget) -> None:
        self._work, self._owner = office.work, owner

    def begin(self, member: StaffMember) -> None:
        """Asks first whether it can be done at all, and then whether it should be."""
        ask(self._work.run(lambda desk: people.leaving(desk, member.id)), self._owner, self._ask)

    def _ask(self, leaving: Leaving) -> None:
        CarefulDialog(
            self._owner,
            f"Skal {leaving.member.name} ikke kunne låse op mere?",
            question(leaving),
            safe="Behold adgangen",
            verb="Fjern adgangen",
        ).ask(lambda: self._remove(leaving.member))

    def _remove(self, member: StaffMember) -> None:
        work, stop = self._work, threading.Event()
        cover = ProgressOverlay(_whole(self._owner))
        cover.stopped.connect(stop.set)
        shown = -1

        def progress(done: int, size: int) -> None:  # on the writer's thread, many times
            nonlocal shown
            percent = 100 * done // size if size else 0
            if percent != shown and not stop.is_set():
                shown = percent
                say(cover, lambda: cover.advance(percent, 100, f"{percent} %. {_WHY_NOT_NOW}"))

        cover.start(f"Fjerner adgangen for {member.short}")
        cover.advance(0, 100, _WHY_NOT_NOW)
        ask(
            in_background(lambda: work.remove_person(member.id, progress=progress, stopped=stop.is_set)),
            cover,
            lambda registered: self._ended(cover, _removed(member, registered=registered)),
            lambda error: self._ended(cover, _failed(error)),
        )

    def _ended(self, cover: ProgressOverlay, message: Message) -> None:
        cover.finish()
        cover.deleteLater()
        tell(cover.window(), message)  # the page may have been left meanwhile


def _removed(member: StaffMember, *, registered: bool) -> Message:
    rest = "Tag en ny kopi nu. De gamle kan stadig åbnes med den gamle adgangskode."
    if not registered:
        rest += " Drevet til kopier svarede ikke: før der er taget en ny, kan en gammel kopi lukke adgangen op igen."
    return Message(MessageKind.SUCCESS, f"{member.short} kan ikke låse op mere.", rest)


def _failed(error: KnownError) -> Message:
    return message_of(MessageKind.INFO if error.code == "NOEGLE-STOPPET" else MessageKind.DANGER, str(error))


def _whole(part: QWidget) -> QWidget:
    """All that is seen beside ``part``. It goes when the window locks, and what covers it goes with it."""
    while (above := part.parentWidget()) is not None and not isinstance(above, QStackedWidget):
        part = above
    return part
