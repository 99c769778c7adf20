"""A request that is over: what was given, when, to whom and how, or that nobody asks any more."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import (
    Card,
    CarefulDialog,
    Column,
    IconMark,
    PlainLabel,
    Prose,
    TextField,
)
from opspor.domain.clock import long_date
from opspor.domain.subject_access import Request, SubjectAccess
from opspor.domain.text import count_of

_DELETE = [
    "Slet filerne fra mappen, når de er givet: find dem, tryk Shift+Delete, og sig ja.",
    "Ligger de også i en mail eller på et drev, så slet dem der.",
]
_WHY_FIRST = "Skriv først kort, hvorfor."


class ClosedRequest(QWidget):
    """Shown once it is over; ``written`` are the files that were made just now."""

    def __init__(self, access: SubjectAccess, written: Sequence[Path] = ()) -> None:
        super().__init__()
        request = access.request
        column = Column(self, spacing=5)
        column.addWidget(IconMark("circle-check", "success", 9))
        column.addWidget(PlainLabel("Indsigten er givet" if request.released else "De spørger ikke mere", "title"))
        for line in _said(request):
            column.addWidget(PlainLabel(line, "lead"))
        if request.released is not None and request.released.sha256:
            files = Card("Filerne", icon="file-text", spacing=3)
            if written:
                files.add(PlainLabel(" og ".join(one.name for one in written), "body_strong"))
                files.add(PlainLabel(f"De ligger i {written[0].parent}"))
                files.add(Prose(_DELETE, "body", mark=("trash-2", "text_2")))
            files.add(PlainLabel("Kendes igen på deres fingeraftryk (SHA-256):", "small", "text_2"))
            for one in request.released.sha256:
                files.add(PlainLabel(" ".join(one[i : i + 8] for i in range(0, len(one), 8)), "small"))
            column.addWidget(files)
        column.addWidget(PlainLabel(_noted(access), "body", "text_2"))
        column.addStretch(1)


class DropDialog(CarefulDialog):
    """Nobody asks any more: why, in a few words."""

    def __init__(self, owner: QWidget) -> None:
        self.because = TextField("Hvorfor?", help_text="For eksempel: Mor har ringet og trukket det tilbage.")
        super().__init__(
            owner,
            "Spørger de ikke mere?",
            "Så bliver der ikke lavet noget papir. Det bliver stående i listen, at der blev spurgt.",
            safe="Fortsæt",
            verb="Luk anmodningen",
            danger=False,
            parts=(self.because,),
        )
        self.verb.set_cannot(_WHY_FIRST)
        self.because.changed.connect(lambda: self.verb.set_cannot("" if self.because.text() else _WHY_FIRST))


def _said(request: Request) -> list[str]:
    if request.released is None:
        return [f"{request.name} bad om det {long_date(request.asked_on)}.", request.dropped_because]
    given = request.released
    left_out = count_of(len(request.hidden), "sted", "steder")
    hidden = [f"I udelod selv {left_out}."] if request.hidden else []
    decision = [f"Leder og DPO besluttede: {request.decision}"] if request.decision else []
    return [
        f"{request.name} fik det {long_date(given.on)}. Sådan: {given.how.rstrip('.')}.",
        f"Der blev bedt om det {long_date(request.asked_on)}.",
        *hidden,
        *decision,
    ]


def _noted(access: SubjectAccess) -> str:
    return f"Noteret {long_date(access.written_at.date())} af {access.author_name}"
