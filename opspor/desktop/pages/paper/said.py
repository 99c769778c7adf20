"""The parts of the page that say something about the whole paper: its strip, its foot and its messages."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.paper.writing import Writing
from opspor.desktop.shortcuts import URGENT_NOW
from opspor.desktop.widgets import (
    Button,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Segmented,
)
from opspor.domain.clock import moment_in_words
from opspor.domain.paper import Paper
from opspor.domain.sending import orientation_advice
from opspor.usecases.paper_checks import SectionCheck, SectionState
from opspor.usecases.phone_book import PhoneNumber

SUPPLEMENT = Message(
    MessageKind.INFO,
    "Du skriver det, der manglede.",
    "Listen viser, hvad der ikke var oplyst sidst. Resten kan stå tomt. Det bliver et papir til, som nævner det "
    "første.",
)


def missing(checks: Iterable[SectionCheck]) -> list[SectionCheck]:
    """The sections that lack something they should have."""
    return [check for check in checks if check.state is SectionState.MISSING]


def named_or_not(writing: Writing, open_section: Callable[[str], object]) -> QWidget:
    """Whether a brief names the child; with a name, the reason is asked for at once."""
    choice: Segmented[bool] = Segmented(
        "Med eller uden navn", [("Uden navn", True), ("Med navn", False)], value=writing.draft.anonymous
    )

    def chosen(anonymous: bool) -> None:
        writing.change(anonymous=anonymous)
        if not anonymous:
            open_section("sharing_basis")

    choice.chosen.connect(chosen)
    said = PlainLabel("Med navn skal forældrene have sagt ja, eller loven skal tillade det.", "body", "text_2")
    return Flow([choice, said], gap=4)


def ring_first(
    book: Iterable[PhoneNumber], phone_sheet: Callable[[], object], urgent: Callable[[], object] | None
) -> QWidget:
    """Whom to ring before one writes, which leads to what to say, and where it can be made in haste its button."""
    number = next((n.phone for n in book if n.key == "municipality" and n.phone), "")
    ring = Button(f"Ring {number or 'til kommunen'} først", Kind.QUIET, icon="phone")
    ring.setAccessibleDescription("Åbner arket til telefonen")
    ring.clicked.connect(phone_sheet)
    if urgent is None:
        return Flow([ring])
    now = Button(URGENT_NOW.words, Kind.QUIET, icon="clock", shortcut=URGENT_NOW)
    now.clicked.connect(urgent)
    return Flow([ring, now], gap=1)


def orientation(writing: Writing) -> str:
    """What "til orientering" makes of a paper that says so, where it asks something or names who gets it."""
    draft = writing.draft
    asked = [draft.sections[id_].text for id_ in ("question", "asked") if id_ in draft.sections]
    receiver = [draft.sharing.to_whom, draft.sharing.what] if draft.sharing and not draft.anonymous else []
    return orientation_advice((*asked, *receiver))


def ready_meanwhile(paper: Paper) -> Message:
    """That a colleague has made the same paper since one wrote last. What one has written is still there."""
    return Message(
        MessageKind.WARNING,
        f"{paper.author_name} har gjort det samme papir klar {moment_in_words(paper.written_at)}.",
        "Din kladde står her endnu. Se først den anden under bekymringen. To om det samme er også i orden.",
    )
