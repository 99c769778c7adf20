"""The lines of the list in words. The screen faces the room: a child is its number until somebody asks for names."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from opspor.desktop.route import NO_ID, Destination, Place
from opspor.desktop.widgets import ListRow
from opspor.documents.erasure_paper import COPIES, OLD_BLOCKS, SORT_WORDS
from opspor.domain.clock import long_date, short_date
from opspor.domain.retention import Held, Receipt, Sort
from opspor.domain.text import count_of
from opspor.usecases.erasure import lives_until
from opspor.usecases.retention import Line, Plan

TITLES = {
    Sort.OWN: "Egne vurderinger",
    Sort.FILE: "Alt om barnet",
    Sort.CONCERN: "Lukket bekymring",
    Sort.PAPER: "Underretningens tekst",
}
TO_RESOLVE = {
    Held.OPEN_CONCERN: Place.CONCERNS,
    Held.NOT_SENT: Place.CONCERNS,
    Held.NOT_FILED: Place.FILING,
    Held.ASKED_FOR: Place.ACCESS,
    Held.RESTRICTED: Place.CHILD,
    Held.WAITS: Place.ROUNDS,
}


def whose(line: Line, *, named: bool) -> str:
    """Whom it is about: by number, or as the line has it where somebody asked."""
    if named or (line.due.child_id is None and line.due.concern_id is None):  # the frame of a group is nobody's
        return line.who
    if line.due.child_id is None:
        return "Et navn uden mappe"
    return f"Barn {line.who.rpartition('(')[2].rstrip(')')}"


def what_words(line: Line) -> str:
    """``3 iagttagelser, 1 handleplan``"""
    return ", ".join(f"{count} {word}" for word, count in line.what)


def due_row(line: Line, *, named: bool) -> ListRow:
    """A line that goes now, or comes."""
    title = f"{TITLES[line.due.sort]} · {whose(line, named=named)}"
    return ListRow(title, what_words(line), short_date(line.due.on), "clock", line.due.key, chevron=False)


def held_row(line: Line, *, named: bool) -> ListRow:
    """A line that something keeps: why, and what to do."""
    title = f"{TITLES[line.due.sort]} · {whose(line, named=named)}"
    return ListRow(title, " ".join(line.held), short_date(line.due.on), "hourglass", line.due.key)


def way_on(line: Line) -> Destination:
    """Where one sees to what keeps it first."""
    why, due = line.due.held[0], line.due
    if why in (Held.OPEN_CONCERN, Held.NOT_SENT) and due.concern_id is not None:
        return Destination(Place.CONCERN, due.concern_id)
    place = TO_RESOLVE[why]
    return Destination(place, (due.child_id or NO_ID) if place is Place.CHILD else NO_ID)


def counted(plan: Plan) -> str:
    """``12 ting skal slettes · 2 holdes tilbage · 5 de næste 31 dage``"""
    held = sum(bool(line.held) for line in plan.lines)
    now = len(plan.lines) - held
    said = [f"{now} ting skal slettes" if now else "Intet skal slettes nu"]
    said += [f"{held} holdes tilbage"] if held else []
    said += [f"{len(plan.coming)} de næste 31 dage"] if plan.coming else []
    return " · ".join(said)


def sums(lines: Sequence[Line]) -> tuple[str, ...]:
    """``12 lukkede bekymringer``, a line each."""
    counts = Counter(line.due.sort for line in lines)
    return tuple(count_of(counts[sort], *SORT_WORDS[sort]) for sort in Sort if counts[sort])


def before_deleting(lines: Sequence[Line], today: date) -> list[str]:
    """What is said before: what goes, what is left of it and until when."""
    return [
        f"Det forsvinder: {'; '.join(sums(lines))}.",
        "Loggen husker, at der er slettet, hvornår og af hvem. Den nævner ingen børn.",
        COPIES.format(until=long_date(lives_until(today))),
        OLD_BLOCKS,
    ]


def receipt_words(receipt: Receipt) -> str:
    """``17. marts 2026 slettede Mette 3 lukkede bekymringer og …``"""
    counts = ", ".join(count_of(count, *SORT_WORDS[sort]) for sort, count in receipt.counts)
    records = count_of(receipt.records, "optegnelse", "optegnelser")
    return f"{long_date(receipt.on)} slettede {receipt.by} {counts}: i alt {records}."
