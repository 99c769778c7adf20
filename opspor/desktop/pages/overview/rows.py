"""The rows of the overview: what is missing, and whom it is about when somebody has opened it."""

from opspor.desktop.pages.follow_up.words import DUE_WORDS, leads_to
from opspor.desktop.route import NO_ID, Destination, Place
from opspor.desktop.widgets import ListRow, MessageKind
from opspor.documents.overview_paper import Count, GroupLine, Missing
from opspor.domain.assessment import CONTEXT_PLACES, Context
from opspor.domain.clock import long_date
from opspor.domain.text import count_of
from opspor.usecases.overview import MissingRow
from opspor.usecases.retention_due import Hygiene

# title, second line, icon, and what is counted
_WORDS = {
    Missing.LATE: ("Over tiden", "Opfølgninger, hvis dag er gået", "calendar-check", ("opfølgning", "opfølgninger")),
    Missing.DAY: ("Aftale uden dag", "Feltet i matrixen kræver en opfølgning", "clock", ("aftale", "aftaler")),
    Missing.POINT: ("Ikke skrevet", "Fokuspunkter, I har aftalt", "pencil", ("fokuspunkt", "fokuspunkter")),
    Missing.EXPOSED: ("Udsat position, trives", "Uden fokuspunkt eller handleplan", "eye", ("barn", "børn")),
    Missing.BATON: ("Ingen har stafetten", "Åbne handleplaner", "flag", ("plan", "planer")),
    Missing.RECEIPT: (
        "Kvittering mangler", "Sendt, men ingen har noteret en kvittering", "mail-question-mark",
        ("underretning", "underretninger"),
    ),
    Missing.CONSENT: ("Et ja mangler", "Nogen udefra er inviteret til et møde", "user-round-check", ("møde", "møder")),
    Missing.TALK: ("Forældrene", "Ingen har talt med dem i et år", "messages-square", ("barn", "børn")),
    Missing.QUIET: ("Stille børn", "Trives i to runder, og intet er skrevet ned", "sprout", ("barn", "børn")),
}  # fmt: skip


def head_of(missing: Missing) -> str:
    """What the open list is called: ``Stille børn: Trives i to runder, og intet er skrevet ned``."""
    title, second, *_ = _WORDS[missing]
    return f"{title}: {second}"


def missing_row(missing: Missing, count: Count) -> ListRow:
    """A figure. It leads to the list behind it, so it has as many as that has rows."""
    title, second, icon, counted = _WORDS[missing]
    return ListRow(title, second, count_of(count.rows, *counted), icon, missing)


def group_row(line: GroupLine) -> ListRow:
    """How far a group is in a round, and who is waited for, by name and in the order of their names."""
    waits = f"Venter på {', '.join(line.waits_for)}" if line.waits_for else "Venter ikke på nogen"
    return ListRow(line.name, waits, f"{line.done} af {line.children} færdige", "calendar-range", line)


def child_row(missing: Missing, row: MissingRow) -> ListRow:
    """Whom a figure is about, and the page where it is put right."""
    where = CONTEXT_PLACES[row.context] if row.context else ""
    fact = long_date(row.on) if row.on else ""
    if row.child is None:
        second = DUE_WORDS[row.due.subject.kind] if row.due else ""
        return ListRow(row.words, second, fact, _WORDS[missing][2], _way(missing, row))
    said = DUE_WORDS[row.due.subject.kind] if row.due else ""
    second = " · ".join(filter(None, (said, ", ".join(row.child.group_names), where)))
    kind = MessageKind.WARNING if missing is Missing.LATE else None
    return ListRow(row.child.short, second, fact, "user-round", _way(missing, row), kind)


def _way(missing: Missing, row: MissingRow) -> Destination:
    child = row.child.id if row.child else NO_ID
    context = row.context.value if row.context else ""
    match missing:
        case Missing.LATE:
            assert row.due is not None  # noqa: S101  of what is late
            return leads_to(row.due)
        case Missing.DAY if row.context is Context.HOME:
            return Destination(Place.VISITS, child)
        case Missing.DAY:
            return Destination(Place.JOINT, row.id, child, context)
        case Missing.POINT | Missing.EXPOSED:
            return Destination(Place.FOCUS, child, NO_ID, context)
        case Missing.BATON:
            return Destination(Place.BATON, row.id)
        case Missing.RECEIPT:
            return Destination(Place.CONCERN, row.id)
        case Missing.CONSENT:
            return Destination(Place.MEETING, child, row.id)
        case Missing.TALK:
            return Destination(Place.CONTACT, child)
        case Missing.QUIET:
            return Destination(Place.CHILD, child)


def hygiene_rows(found: Hygiene) -> list[ListRow]:
    """What is past its day, what must be journalised, and whose parents have not been told: figures alone."""
    held = f"{found.held} af dem holdes tilbage" if found.held else "Lederen godkender det, før det slettes"
    past = count_of(found.past, "ting", "ting") if found.past else "intet"
    untold = count_of(found.untold, "barn", "børn") if found.untold else "ingen"
    return [
        ListRow("Over sin dato", held, past, "hourglass", Destination(Place.RETENTION)),
        ListRow("Skal journaliseres", "I kommunens eget system, før det slettes her",
                count_of(found.to_file, "ting", "ting") if found.to_file else "intet", "list-checks",
                Destination(Place.FILING)),
        ListRow("Forældre mangler brevet", "Det er ikke noteret, at de er orienteret", untold, "mail-check",
                Destination(Place.LETTERS)),
    ]  # fmt: skip
