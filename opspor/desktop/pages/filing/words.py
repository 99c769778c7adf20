"""What must be journalised, row by row: what it is and since when, and nobody's name until somebody asks."""

from datetime import date

from opspor.desktop.widgets import ListRow, Message, MessageKind, message_of
from opspor.domain.clock import long_date, short_date
from opspor.domain.filing import FILING_WORDS
from opspor.domain.text import count_of
from opspor.usecases.filing import FilingRow
from opspor.workplace.several_papers import Taken

LONG_AGO = 30  # days that something has waited, when its row says so


def waiting_row(row: FilingRow, name: str, today: date) -> ListRow:
    """A row that waits; with ``name`` in place of the neutral label."""
    made = f"gemt som fil {short_date(row.saved_on)}" if row.saved_on else ""
    second = " · ".join(filter(None, (name or row.label, made, row.by_name)))
    since = row.what.since
    late = (today - since).days > LONG_AGO
    return ListRow(
        FILING_WORDS[row.what.kind], second, f"siden {short_date(since)}", key=row.what.about,
        fact_kind=MessageKind.WARNING if late else None, chevron=False,
    )  # fmt: skip


def done_row(row: FilingRow, name: str) -> ListRow:
    """A row that was confirmed: when, where and by whom."""
    filed = row.what.filed
    assert filed is not None  # noqa: S101  it is of the list of those
    second = " · ".join(filter(None, (name or row.label, filed.reference, filed.author_name)))
    return ListRow(FILING_WORDS[row.what.kind], second, short_date(filed.on), "check", row.what.about)


def counted(waiting: int) -> str:
    """``3 skal journaliseres``"""
    return f"{waiting} skal journaliseres" if waiting else "Intet mangler at blive journaliseret"


def saved_message(taken: Taken) -> Message:
    """What came of saving them as files: what stands in the folder, what could not be made, what to do now."""
    there = f"{taken.done} af {taken.of} står i mappen, hele og læsbare."
    if taken.ended is not None:
        return message_of(MessageKind.DANGER, f"{taken.ended} {there}")
    left_out = f" {count_of(taken.refused, 'er ikke lavet', 'er ikke lavet')}: se dem hver for sig." * bool(
        taken.refused
    )
    if taken.done + taken.refused < taken.of:
        return Message(MessageKind.WARNING, "Stoppet.", f"{there}{left_out}")
    kind = MessageKind.WARNING if taken.refused else MessageKind.SUCCESS
    return Message(
        kind, there, f"Læg dem i jeres sagssystem, notér, at det er gjort, og slet filerne på pc'en.{left_out}"
    )


def filed_words(row: FilingRow) -> str:
    """``Journaliseret 17. marts 2026: Sag 2026-17``"""
    filed = row.what.filed
    assert filed is not None  # noqa: S101  as above
    return f"Journaliseret {long_date(filed.on)}: {filed.reference}"
