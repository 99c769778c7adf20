"""A finished paper on its way out of the house: to paste, as a file for another system, read out by phone; and the CPR
number that a receiver may need. As PDF it leaves by ``papers.export``, also with a passphrase.

Every way out is a line in the log, with what and how and nothing of what the paper says. None of them makes a paper to
anybody at home: an underretning is for the municipality, whatever the track (docs/guards.md).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from opspor.documents.document import Document
from opspor.documents.facts import NOT_KNOWN, PaperFacts
from opspor.documents.paste import PasteField, fields_of
from opspor.documents.phone_sheet import Call, phone_sheet
from opspor.documents.privacy import home_is_protected, is_hidden
from opspor.domain.access import Action, may
from opspor.domain.changes import Kind
from opspor.domain.child import CUSTODY_WORDS, ChildInList
from opspor.domain.clock import long_date
from opspor.domain.concern import Concern
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import Paper, PaperDraft, PaperEvent, PaperKind, Sent
from opspor.exchange import underretning_file
from opspor.exchange.underretning_file import UnderretningFile
from opspor.reference import calendar
from opspor.store import concerns as stored
from opspor.store import log, replies
from opspor.usecases import concerns, work_days
from opspor.usecases.concerns import file_for, find_concern
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.paper_facts import gather
from opspor.usecases.paper_files import log_mark, saved
from opspor.usecases.papers import NO_SUCH_PAPER, FinishedPaper, finished
from opspor.usecases.phone_book import PhoneNumber, phone_book

CPR_WRONG = Fault(
    "PAPIR-CPR", "Et CPR-nummer har ti cifre og begynder med en dato. Intet er ændret. Se efter, og skriv det igen."
)
_RING = ("112", "municipality", "114")  # danger now; the municipality; after it has closed
_SHORT = 8  # of an id's last characters, which are random: enough to tell a thousand papers of a day apart


class Way(StrEnum):
    """How a paper leaves the house: what the log says of it (``log_words.WAY_WORDS``)."""

    PDF = "pdf"
    LOCKED = "locked_pdf"
    FILE = "json"
    FIELDS = "fields"
    PHONE = "phone"
    SENT = "sent"  # noted by hand
    CPR = "cpr"  # no way out, but what goes along on one


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file that was made of a paper: when, how, and its SHA-256."""

    at: datetime
    way: Way
    sha256: str


@dataclass(frozen=True, slots=True)
class PaperOut:
    """A finished paper as its page shows it: nothing of what it says.

    ``saved`` are the files that were made of it, newest first. ``cpr_ends`` are the last two digits of the number it
    carries, "" without one; ``born`` is when the child was, for whoever may see its file, to hold a number against.
    ``opens`` is the day the municipality opens again, where it is closed now or tomorrow.
    """

    paper: Paper
    concern: Concern
    sent: Sent | None
    saved: tuple[SavedFile, ...]
    deleted: bool
    cpr_ends: str
    born: date | None
    opens: date | None


def open_paper(desk: Desk, paper_id: Id) -> PaperOut:
    """How far a finished paper is on its way out. Raises PAPIR-MANGLER when there is no such paper."""
    with desk.read(Action.OPEN_PAPER) as tx:
        paper, concern, child = _paper(tx, paper_id)
        tx.note(paper_id, kind=paper.draft.kind.value)
        noted = replies.notes(tx.connection, [paper_id]).get(paper_id, ())
        return PaperOut(
            paper,
            concern,
            stored.sent(tx.connection, [paper_id]).get(paper_id),
            _files(tx, paper_id),
            any(one.event is PaperEvent.FILE_DELETED for one in noted),
            replies.cpr(tx.connection, paper_id)[-2:],
            child.birth_date if child and may(desk.staff, Action.OPEN_CHILD, groups=child.group_ids) else None,
            calendar.closed_until(tx.today, work_days.stored(tx.connection)),
        )


def _paper(tx: Transaction, paper_id: Id) -> tuple[Paper, Concern, ChildInList | None]:
    """The paper, its concern and the child, after asking whether the person may."""
    found = stored.papers(tx.connection, paper_id=paper_id)
    if not found:
        raise KnownError(NO_SUCH_PAPER)
    return found[0], *find_concern(tx, found[0].concern_id)


def _files(tx: Transaction, paper_id: Id) -> tuple[SavedFile, ...]:
    """What the log knows of files made of it. A line that was changed by hand is left out: ``opspor check`` says so."""
    made = []
    for entry in log.about(tx.connection, paper_id, Action.EXPORT_PAPER):
        try:
            detail = msgspec.json.decode(entry.detail, type=dict[str, object])
            if "sha256" in detail:
                made.append(SavedFile(entry.at, Way(str(detail.get("way"))), str(detail["sha256"])))
        except (msgspec.DecodeError, ValueError):
            continue
    return tuple(made)


# --- to paste, and as a file for another system -----------------------------------------------------------------------


def fields(desk: Desk, paper_id: Id) -> tuple[PasteField, ...]:
    """An underretning field by field, for the municipality's own form. Seeing it is logged as a way out.

    Raises PAPIR-MANGLER, and PAPIR-BESKYTTET where a typed text holds a protected address or phone number.
    """
    with desk.read(Action.EXPORT_PAPER) as tx:
        found = finished(desk, tx, paper_id, kind=PaperKind.UNDERRETNING)
        tx.note(paper_id, way=Way.FIELDS.value)
        return fields_of(found.document())


def save_file(desk: Desk, paper_id: Id, target: Path) -> str:
    """Save an underretning as JSON for another system (docs/underretning.schema.json); gives the file's SHA-256.

    Raises what ``fields`` raises, and PAPIR-IKKE-GEMT when the place can't be written; nothing half-written is left.
    """
    with saved(target) as put, desk.write(Action.EXPORT_PAPER) as tx:
        found = finished(desk, tx, paper_id, kind=PaperKind.UNDERRETNING)
        tx.note(paper_id, way=Way.FILE.value)
        mark = log_mark(desk, tx)
        content = underretning_file.written(_as_file(found, found.document(mark), mark))
        put(content)
        digest = hashlib.sha256(content).hexdigest()
        tx.note(sha256=digest)
        tx.changed(Kind.LOG, Kind.PAPERS)
        return digest


def _as_file(found: FinishedPaper, document: Document, mark: str) -> UnderretningFile:
    """The same as on paper: ``document`` has been searched for what must not be there."""
    facts, place = found.facts, found.facts.institution
    ids = {section.title: section.id for section in found.form.section}
    sections: dict[str, list[PasteField]] = {}
    for field in fields_of(document):
        sections.setdefault(field.part, []).append(field)
    return UnderretningFile(
        form=underretning_file.Form(found.form.ref.id, found.form.ref.version, found.form.ref.sha256),
        written_at=found.paper.written_at,
        urgent=facts.draft.urgent,
        institution=place.name,
        controller=place.controller.strip() or NOT_KNOWN,
        log=mark,
        child=_child(facts),
        carers=tuple(_carers(facts)),
        reporter=underretning_file.Reporter(
            facts.reporter.name, facts.reporter.title, place.name, place.address, place.phone
        ),
        sections=tuple(
            underretning_file.Section(
                ids.get(part, ""), part, "\n".join(one.line for one in lines), all(one.gap for one in lines)
            )
            for part, lines in sections.items()
        ),
    )


def _child(facts: PaperFacts) -> underretning_file.Child:
    known, cpr = facts.particulars, facts.cpr or None
    if known is None:
        return underretning_file.Child(facts.typed_name, None, cpr, None, address_protected=False)
    protected = home_is_protected(facts)
    address = None if protected else known.address.strip() or None
    name = f"{known.first_name} {known.last_name}".strip()
    return underretning_file.Child(name, known.birth_date, cpr, address, protected)


def _carers(facts: PaperFacts) -> Sequence[underretning_file.Carer]:
    made = []
    for one in facts.carers:
        hidden = is_hidden(one, facts)
        address, phone = (None if hidden else text.strip() or None for text in (one.address, one.phone))
        custody = CUSTODY_WORDS[one.custody]
        made.append(
            underretning_file.Carer(one.name, one.relation, custody, one.lives_with_child, address, phone, hidden)
        )
    return made


# --- by phone ---------------------------------------------------------------------------------------------------------


def phone(desk: Desk, concern_id: Id) -> Document:
    """The sheet to hold while ringing, on screen, before anything is written or finished. Seeing it is logged.

    Raises BEKYM-MANGLER when there is no such concern.
    """
    with desk.read(Action.EXPORT_PAPER) as tx:
        tx.note(concern_id, way=Way.PHONE.value)
        return _phone_sheet(desk, tx, concern_id)


def print_phone(desk: Desk, concern_id: Id, target: Path) -> None:
    """The same as PDF, with its line in the log. Raises as ``phone``, and PAPIR-IKKE-GEMT."""
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with saved(target) as put, desk.write(Action.EXPORT_PAPER) as tx:
        find_concern(tx, concern_id)
        tx.note(concern_id, way=Way.PHONE.value)
        put(layout.draw(_phone_sheet(desk, tx, concern_id, log_mark(desk, tx))))
        tx.changed(Kind.LOG)


def _phone_sheet(desk: Desk, tx: Transaction, concern_id: Id, mark: str = "") -> Document:
    file = file_for(desk, tx, concern_id, desk.staff)
    draft = PaperDraft(
        PaperKind.UNDERRETNING,
        observations=tuple(one.id for one in file.observations if one.concern_id == concern_id),
        words=tuple(one.id for one in file.words if one.concern_id == concern_id),
    )
    book = {number.key: number for number in phone_book(desk.folder, tx.today)}
    facts = replace(gather(desk, tx, file, draft), log_mark=mark)
    return phone_sheet(facts, [_call(book[key]) for key in _RING if key in book])


def _call(number: PhoneNumber) -> Call:
    checked = "" if not number.phone else number.checked_words
    return Call(number.function, number.phone, " · ".join(filter(None, (number.when, number.hours, checked))))


# --- the number at the end --------------------------------------------------------------------------------------------


def doubt_about_cpr(typed: str, born: date | None) -> str:
    """What seems wrong about a CPR number, in words; "" when nothing does. It warns and never stops.

    The check digit proves nothing: numbers without it have been given out since 2007. ``stdnum`` gives the parts.
    """
    from stdnum.dk import cpr

    digits = _digits(typed)
    if digits is None:
        return ""
    if born is not None and cpr.get_birth_date(digits) != born:
        return f"Fødselsdatoen i nummeret er en anden end barnets: {long_date(born)}. Se efter en gang til."
    return "" if cpr.checksum(digits) == 0 else "Kontrolcifferet passer ikke. Det kan være rigtigt alligevel: se efter."


def _digits(typed: str) -> str | None:
    """Ten digits that begin with a day; None for anything else."""
    from stdnum.dk import cpr
    from stdnum.exceptions import ValidationError

    number = "".join(typed.split()).replace("-", "")
    if len(number) != 10 or not (number.isascii() and number.isdigit()):
        return None
    try:
        cpr.get_birth_date(number)
    except ValidationError:
        return None
    return number


def set_cpr(desk: Desk, paper_id: Id, typed: str) -> None:
    """Put the child's CPR number on an underretning, because the receiver needs it; "" takes it away again.

    It is kept with the paper alone and goes when that is journalised. Raises PAPIR-CPR, PAPIR-MANGLER.
    """
    number = _digits(typed) if typed.strip() else ""
    if number is None:
        raise KnownError(CPR_WRONG)
    with desk.write(Action.EXPORT_PAPER) as tx:
        paper, *_ = _paper(tx, paper_id)
        if paper.draft.kind is not PaperKind.UNDERRETNING:
            raise KnownError(NO_SUCH_PAPER)
        replies.set_cpr(tx.connection, paper_id, number)
        tx.note(paper_id, way=Way.CPR.value, cpr=bool(number))
        tx.changed(Kind.PAPERS)


# --- several in one go ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Takeable:
    """An underretning that the person may take out of the house: nothing of what it says, and not whom it is about."""

    id: Id
    written_on: date
    label: str
    sent: bool

    @property
    def file_name(self) -> str:
        """``underretning-2026-03-17-4f1c09ab.pdf``: a day and a number that says nothing."""
        return file_name(self.id, self.written_on)


def file_name(paper_id: Id, written_on: date, ending: str = "pdf") -> str:
    """A name for a file of an underretning: nothing about a person."""
    return f"underretning-{written_on.isoformat()}-{paper_id[-_SHORT:]}.{ending}"


def takeable(desk: Desk) -> tuple[Takeable, ...]:
    """Every underretning that the person may see, newest first."""
    rows = {row.concern.id: row.concern for row in concerns.listed(desk)}
    with desk.read(Action.LIST_CONCERNS) as tx:
        tx.require(author=desk.staff.id)  # what one may not open is not among the rows
        found = replies.reports(tx.connection, concern_ids=rows)
        return tuple(
            Takeable(one.paper_id, one.written_at.date(), rows[one.concern_id].label, one.sent is not None)
            for one in reversed(found)
        )
