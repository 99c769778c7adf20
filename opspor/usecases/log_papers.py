"""The log on paper: a filter, a random sample for the yearly check, or all about one child for a request for access."""

import hashlib
from pathlib import Path

from opspor.documents.log_paper import log_paper
from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.clock import long_date, moment_in_words, short_date, time_of_day
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Institution
from opspor.store import children, people
from opspor.usecases.children import NO_SUCH_CHILD
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.log import Filter, Line, draw, every_line
from opspor.usecases.log_words import KIND_WORDS
from opspor.usecases.paper_files import log_mark, saved

MOST_LINES = 2000
TOO_MANY = Fault(
    "LOG-MANGE",
    "Der er {count} linjer, og et udtræk kan have {most}. Intet er gemt. Vælg et kortere tidsrum, eller tag en "
    "stikprøve.",
)


def print_lines(desk: Desk, wanted: Filter, target: Path) -> str:
    """Save the lines that are wanted as PDF; gives the file's SHA-256. Raises LOG-MANGE and PAPIR-IKKE-GEMT."""
    with saved(target) as put, desk.write(Action.PRINT_LOG) as tx:
        lines = every_line(desk, tx, wanted)
        if len(lines) > MOST_LINES:
            raise KnownError(TOO_MANY, count=len(lines), most=MOST_LINES)
        tx.note(wanted.child or "", lines=len(lines))
        pdf = _drawn(desk, tx, "Udtræk af loggen", _about(tx, wanted), _rows(lines))
        put(pdf)
        return _signed(tx, pdf)


def print_sample(desk: Desk, wanted: Filter, count: int, seed: str, target: Path) -> str:
    """Save a random sample as PDF, with the seed that it can be drawn by again; gives the file's SHA-256."""
    with saved(target) as put, desk.write(Action.PRINT_LOG) as tx:
        sample = draw(desk, tx, wanted, min(count, MOST_LINES), seed)
        tx.note(wanted.child or "", sample=len(sample.lines), seed=seed)
        about = (
            *_about(tx, wanted),
            f"Tilfældig stikprøve: {len(sample.lines)} af {sample.drawn_from} linjer, fra linje {sample.first} til "
            f"linje {sample.last}. Trukket med tallet {seed}: det samme tal trækker de samme linjer igen.",
        )
        pdf = _drawn(desk, tx, "Stikprøve af loggen", about, _rows(sample.lines))
        put(pdf)
        return _signed(tx, pdf)


def print_child(desk: Desk, child_id: Id, target: Path) -> str:
    """Save what the log says about one child as PDF, for the answer to a request for access.

    The paper may be handed out. So it says what was done and in which function, not by whom, and leaves out what
    belongs to a suspicion or to a concern kept to named people, as if it was not there (design section 11, rule 2).
    Leader and DPO see those lines in the log. Gives the file's SHA-256.
    """
    with saved(target) as put, desk.write(Action.PRINT_LOG) as tx:
        child = children.by_id(tx.connection, child_id)
        if child is None:
            raise KnownError(NO_SUCH_CHILD)
        lines = [line for line in every_line(desk, tx, Filter(child=child_id)) if not line.delicate]
        tx.note(child_id, lines=len(lines))
        rows = tuple((str(line.number), _time(line), line.role, line.what, line.about) for line in lines)
        about = ("Hvem der har set og skrevet om barnet i opspor, efter funktion.", f"Barn: {child.full_name}")
        pdf = _drawn(desk, tx, "Loggen om et barn", about, rows)
        put(pdf)
        return _signed(tx, pdf)


def _drawn(desk: Desk, tx: Transaction, title: str, about: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> bytes:
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    institution = people.institution(tx.connection)
    footer = _footer(institution, f"Udskrevet {moment_in_words(tx.now)} af {desk.staff.short}", log_mark(desk, tx))
    return layout.draw(log_paper(title, institution.name, about, rows, footer))


def _footer(institution: Institution, printed: str, mark: str) -> tuple[str, ...]:
    return (f"Dataansvarlig: {institution.controller.strip() or 'ikke oplyst'}", f"{printed} · {mark}")


def _signed(tx: Transaction, pdf: bytes) -> str:
    digest = hashlib.sha256(pdf).hexdigest()
    tx.note(sha256=digest)
    tx.changed(Kind.LOG)
    return digest


def _rows(lines: tuple[Line, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(line.number), _time(line), line.who, line.what, line.about) for line in lines)


def _time(line: Line) -> str:
    return f"{short_date(line.at)} kl. {time_of_day(line.at)}"


def _about(tx: Transaction, wanted: Filter) -> tuple[str, ...]:
    """What was asked for, in words."""
    asked = []
    if wanted.since is not None:
        asked.append(f"fra {long_date(wanted.since)}")
    if wanted.until is not None:
        asked.append(f"før {long_date(wanted.until)}")
    if wanted.kind is not None:
        asked.append(KIND_WORDS[wanted.kind])
    if wanted.person is not None:
        asked += [member.name for member in people.staff(tx.connection) if member.id == wanted.person]
    if wanted.child is not None:
        asked.append("ét barn")
    return (f"Valgt: {', '.join(asked)}",) if asked else ()
