"""How an underretning stands, in words, and whose deadline it is; never what it says, nor whom it is about."""

from datetime import date

from opspor.desktop.pages.plans.rows import day_fact
from opspor.desktop.pages.rounds.words import day_in_words
from opspor.desktop.route import Destination, Place
from opspor.desktop.widgets import ListRow, MessageKind
from opspor.domain.clock import long_date
from opspor.reference import law
from opspor.reference.law import WHOSE_WORDS
from opspor.usecases.clocks import ANEW, FEEDBACK, RECEIPT, Clocks, Next
from opspor.usecases.waiting import Board, OnStart, Task, TaskKind, Waiting

NEXT_WORDS = {
    Next.WRITE: "Skriv underretningen",
    Next.REMIND: "Lav rykker",
    Next.CONSIDER: "Overvej ny underretning",
    Next.ASK: "Spørg, hvad der sker",
}
TASK_WORDS = {
    TaskKind.SUPPLEMENT: "Skriv det, der manglede",
    TaskKind.DELETE_FILE: "Slet filen på pc'en",
    TaskKind.JOURNALISE: "Skriv, hvor den er journaliseret",
}
_TASK_SECOND = {
    TaskKind.SUPPLEMENT: "Underretningen blev lavet i hast",
    TaskKind.DELETE_FILE: "Underretningen er sendt",
    TaskKind.JOURNALISE: "Så slettes CPR-nummeret her",
}
_NO_NAME = ""


def whose(rule: str, on: date) -> str:
    """``Kommunens frist``, ``Vores påmindelse``: as the law list said when the underretning was sent."""
    found = law.rule_on(rule, on).whose
    return WHOSE_WORDS[found] if found is not None else ""


def _day(on: date, today: date) -> str:
    """``25. marts``; with the year where it is another one."""
    return day_in_words(on) if on.year == today.year else long_date(on)


def receipt_words(clocks: Clocks, today: date) -> str:
    """``Kvittering ventes senest 25. marts``"""
    if clocks.receipt_on is not None:
        return f"Kvittering kom {_day(clocks.receipt_on, today)}"
    assert clocks.receipt_by is not None  # noqa: S101  it stands as long as no receipt has come
    late = clocks.is_late(today)
    return f"Kvittering {'mangler siden' if late else 'ventes senest'} {_day(clocks.receipt_by, today)}"


def feedback_words(clocks: Clocks, today: date) -> str:
    """``Tilbagemelding: spørg fra 31. marts``"""
    if clocks.feedback_on is not None:
        return f"Tilbagemelding kom {_day(clocks.feedback_on, today)}"
    assert clocks.ask_from is not None  # noqa: S101  as above
    return f"Tilbagemelding: spørg fra {_day(clocks.ask_from, today)}"


def anew_words(clocks: Clocks, today: date) -> str:
    """``Ny underretning? Se på det 16. april``"""
    if clocks.consider_from is None:
        return "Ny underretning? Der er taget stilling"
    return f"Ny underretning? Se på det {_day(clocks.consider_from, today)}"


def clock_lines(clocks: Clocks, today: date) -> tuple[tuple[str, str, str], ...]:
    """What the clocks say, one by one: the words, whose deadline it is, and the rule in the law list."""
    on = clocks.sent_on
    return (
        (receipt_words(clocks, today), whose(RECEIPT, on), RECEIPT),
        (feedback_words(clocks, today), whose(FEEDBACK, on), FEEDBACK),
        (anew_words(clocks, today), whose(ANEW, on), ANEW),
    )


def list_row(row: Waiting, today: date, name: str = _NO_NAME) -> ListRow:
    """The row of an underretning; with ``name`` in place of the neutral label."""
    step = row.next(today)
    who = f"{row.by_name}, arbejder her ikke mere" if row.nobody else row.by_name
    answers = "lukket" if row.closed else receipt_words(row.clocks, today)
    sent = "ringet" if row.paper_id is None else "sendt"
    due = step not in (Next.WAIT, Next.NOTHING)
    fact = NEXT_WORDS[step] if due else _next_day(row.clocks, today) if step is Next.WAIT else ""
    title = f"{name or row.label} · {sent} {_day(row.clocks.sent_on, today)}"
    second = f"{answers} · {feedback_words(row.clocks, today)} · {who}" if not row.closed else f"Lukket · {who}"
    key = Destination(Place.WAITING, row.paper_id) if row.paper_id else Destination(Place.CONCERN, row.concern_id)
    return ListRow(
        title, second, fact, "phone" if row.paper_id is None else "send", key, MessageKind.WARNING if due else None
    )


def _next_day(clocks: Clocks, today: date) -> str:
    days = [on for on in (clocks.remind_from, clocks.ask_from, clocks.consider_from) if on is not None]
    return day_fact(min(days), today)[0] if days else ""


def task_row(task: Task, name: str = _NO_NAME) -> ListRow:
    """The row of something that is left to do about a paper."""
    second = f"{_TASK_SECOND[task.kind]} · {name or task.label}"
    there = Destination(Place.WAITING, task.paper_id)
    return ListRow(TASK_WORDS[task.kind], second, "", "pencil", there, MessageKind.WARNING)


def missing_words(missing: int, late: int) -> str:
    """``2 svar mangler, 1 er over fristen``"""
    said = f"{missing} svar mangler" if missing else "Ingen svar mangler"
    return f"{said}, {late} er over fristen" if late else said


def counted(board: Board, today: date) -> str:
    """The same of a whole list."""
    waits = [row for row in board.rows if row.waits]
    return missing_words(len(waits), sum(row.clocks.is_late(today) for row in waits))


def start_rows(found: OnStart) -> list[ListRow]:
    """What stands on Start because there is something to do: by number and task, never by child."""
    rows = [task_row(task) for task in found.tasks]
    if found.is_due:
        rows.insert(0, answers_row(found))
    return rows


def answers_row(found: OnStart) -> ListRow:
    """The line that leads to the page."""
    second = f"Der er noget at gøre ved {found.to_do}" if found.to_do else "Svar fra kommunen"
    kind = MessageKind.WARNING if found.late else None
    fact = f"{found.late} over fristen" if found.late else ""
    return ListRow(
        missing_words(found.missing, 0), second, fact, "mail-question-mark", Destination(Place.WAITING), kind
    )
