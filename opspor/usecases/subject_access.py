"""Indsigt: a request to read what is written about a child, the draft of the answer, and handing it over.

The program never refuses a request. It gathers everything, proposes what is left out for this one person, and lets
the leader go through it; what leader and DPO must decide first stops only the handing over (design section 11, rule 2).
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from opspor.documents.access_paper import Given, Head, access_paper
from opspor.documents.document import Document
from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.child import Carer, ChildInList
from opspor.domain.clock import moment_in_words
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.subject_access import (
    WHY_DROPPED,
    Asker,
    Draft,
    Release,
    Request,
    RequestLine,
    SubjectAccess,
    check_release,
    check_request,
    due_on,
)
from opspor.exchange import access_file
from opspor.store import children, people, protection
from opspor.store.records import Header
from opspor.usecases.children import find
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.paper_files import log_mark, saved, write_file
from opspor.usecases.subject_access_answer import NOT_INCLUDED, Answer, answer

NO_SUCH_REQUEST = Fault(
    "INDSIGT-MANGLER", "Anmodningen findes ikke mere: barnet er måske slettet. Intet er ændret. Se listen igen."
)
CHANGED = Fault(
    "INDSIGT-AENDRET",
    "En anden har ændret anmodningen, mens du havde den åben. Dit er ikke gemt endnu, og intet er gået tabt. "
    "Åbn den igen, og gør det, der mangler.",
)
CLOSED = Fault(
    "INDSIGT-LUKKET", "Anmodningen er allerede lukket. Intet er ændret. Bliver der bedt igen, så begynd en ny."
)
STILL_THERE = Fault(
    "INDSIGT-TREDJEPART",
    "Der står stadig noget om andre eller om en beskyttet adresse {count} steder. Intet er udleveret. Gå de steder "
    "igennem: udelad det, eller lad det stå, og prøv igen.",
)
NOT_ONE_OF_THEM = Fault(
    "INDSIGT-TIL",
    "Der er ingen sådan forælder på barnet. Intet er lavet. Skriv forælderens id, relation eller »youth«.",
)
YOUTH = "youth"


def begin(desk: Desk, child_id: Id, request: Request) -> Id:
    """Note that somebody asks to read about a child. Gives the id of the request. Raises INDSIGT-HVEM, INDSIGT-DAG."""
    with desk.write(Action.WRITE_REQUEST) as tx:
        find(tx, child_id)
        check_request(request, (one.id for one in _carers(tx, child_id)), tx.today)
        id_ = tx.new_id()
        _add(tx, child_id, id_, id_, None, _still_open(request))
        return id_


def overview(desk: Desk) -> tuple[RequestLine, ...]:
    """Every request, open ones first, those that are due first before the others; closed ones newest first."""
    with desk.read(Action.SEE_REQUESTS) as tx:
        found = protection.requests(tx.connection)
        those = children.by_ids(tx.connection, {one.child_id for one in found})
        tx.note(requests=len(found))
        lines = [RequestLine(one, those[one.child_id], due_on(one.request)) for one in found]
        opened = sorted((line for line in lines if line.access.is_open), key=lambda line: line.due_on)
        return (*opened, *(line for line in lines if not line.access.is_open))


def open_(desk: Desk, request_id: Id) -> Draft:
    """A request with everything about the child now. Reading it is logged. Raises INDSIGT-MANGLER."""
    with desk.read(Action.SEE_REQUESTS) as tx:
        found = _found(tx, request_id)
        tx.note(found.child_id)
        return _answer(desk, tx, found).draft


def save(desk: Desk, request_id: Id, version: Id, request: Request) -> Id:
    """Keep what a person chose as a new version, ``version`` being the one they had before them; gives its id.

    Raises INDSIGT-AENDRET when somebody was faster, INDSIGT-LUKKET when it is closed, INDSIGT-HVEM and INDSIGT-DAG.
    """
    with desk.write(Action.WRITE_REQUEST) as tx:
        found = _unchanged(tx, request_id, version)
        known = [one.id for one in _carers(tx, found.child_id)]
        check_request(request, filter(None, [*known, found.request.carer_id]), tx.today)  # who left the list may ask
        return _add(tx, found.child_id, tx.new_id(), request_id, version, _still_open(request))


def preview(desk: Desk, request_id: Id) -> bytes:
    """The PDF as it would be handed over, marked as a draft on each page. Own assessments that are sealed are not shown
    in it: they follow when it is handed over."""
    with desk.read(Action.SEE_REQUESTS) as tx:
        found = _found(tx, request_id)
        tx.note(found.child_id, preview=True)
        return _drawn(_paper(desk, tx, _answer(desk, tx, found), (), draft=True))


def release(desk: Desk, request_id: Id, version: Id, folder: Path, how: str) -> Release:
    """Write the PDF and the structured file into a folder, under names that tell nothing, and note that it was done.

    Raises INDSIGT-BESLUT, INDSIGT-SE, INDSIGT-GRUND and INDSIGT-HVORDAN while something is left to a person,
    INDSIGT-TREDJEPART while a search of what is to be handed over still finds somebody else, INDSIGT-AENDRET,
    INDSIGT-LUKKET and PAPIR-IKKE-GEMT.
    """
    pdf_file, json_file = files(request_id, folder)
    with saved(pdf_file) as put_pdf, saved(json_file) as put_json, desk.write(Action.RELEASE_REQUEST) as tx:
        found = _unchanged(tx, request_id, version)
        given = _answer(desk, tx, found, with_sealed=True)
        check_release(given.draft, how)
        if still := given.still_there():
            raise KnownError(STILL_THERE, count=len(still))
        tx.note(found.child_id, pieces=len(given.draft.pieces))
        pdf = _drawn(_paper(desk, tx, given, (log_mark(desk, tx),), draft=False))
        data = access_file.written(_file(tx, given, draft=False))
        made = Release(tx.today, how.strip(), tuple(hashlib.sha256(one).hexdigest() for one in (pdf, data)))
        put_pdf(pdf)
        put_json(data)
        tx.note(sha256=made.sha256[0])
        _add(tx, found.child_id, tx.new_id(), request_id, version, replace(found.request, released=made))
        return made


def files(request_id: Id, folder: Path) -> tuple[Path, Path]:
    """Where ``release`` writes: the PDF and the structured file. Their names say of nobody what they hold."""
    name = f"indsigt-{request_id[-6:]}"
    return folder / f"{name}.pdf", folder / f"{name}.json"


def drop(desk: Desk, request_id: Id, because: str) -> None:
    """Close a request that was taken back. Raises INDSIGT-TAGET without a reason, and INDSIGT-LUKKET."""
    with desk.write(Action.WRITE_REQUEST) as tx:
        if not because.strip():
            raise KnownError(WHY_DROPPED)
        found = _found(tx, request_id)
        if not found.is_open:
            raise KnownError(CLOSED)
        request = replace(found.request, dropped_because=because.strip())
        _add(tx, found.child_id, tx.new_id(), request_id, found.version, request)


def save_draft(desk: Desk, child: str, to: str, target: Path) -> None:
    """A draft about a child (id or code) for one of its carers (id or relation), or for the ``youth``, in one go:
    without all that the program proposes to leave out, and marked as a draft. PDF, or the structured file where
    ``target`` is ``.json``.

    Nothing is noted but that it was made. Raises INDSIGT-TIL, BARN-MANGLER and PAPIR-IKKE-GEMT.
    """
    with desk.write(Action.WRITE_REQUEST) as tx:
        by_code = (one.id for one in children.listed(tx.connection) if one.code == child)
        about = find(tx, next(by_code, Id(child)))
        request = _for(to, about, _carers(tx, about.id), tx.now)
        id_ = tx.new_id()
        given = _answer(desk, tx, SubjectAccess(id_, id_, about.id, request, desk.staff.name, tx.now))
        tx.note(about.id, draft=True)
        if target.suffix == ".json":
            data = access_file.written(_file(tx, given, draft=True))
        else:
            data = _drawn(_paper(desk, tx, given, (log_mark(desk, tx),), draft=True))
        tx.note(sha256=hashlib.sha256(data).hexdigest())
    write_file(target, data)


def _for(to: str, child: ChildInList, carers: Iterable[Carer], now: datetime) -> Request:
    if to == YOUTH:
        return Request(Asker.YOUTH, child.full_name, now.date())
    those = [one for one in carers if to in (one.id, one.relation)]
    if len(those) != 1:
        raise KnownError(NOT_ONE_OF_THEM)
    return Request(Asker.CARER, those[0].name, now.date(), those[0].id)


def _add(tx: Transaction, child_id: Id, id_: Id, request_id: Id, replaces: Id | None, request: Request) -> Id:
    header = Header(id_, tx.staff.id, tx.now, tx.now, child_id=child_id, replaces=replaces)
    protection.add_request(tx.connection, header, request_id, request)
    tx.note(request_id)
    tx.changed(Kind.PROTECTION)
    return id_


def _still_open(request: Request) -> Request:
    """Handing over and taking back have use cases of their own."""
    return replace(request, released=None, dropped_because="")


def _found(tx: Transaction, request_id: Id) -> SubjectAccess:
    found = protection.requests(tx.connection, request_id=request_id)
    if not found:
        raise KnownError(NO_SUCH_REQUEST)
    return found[0]


def _unchanged(tx: Transaction, request_id: Id, version: Id) -> SubjectAccess:
    found = _found(tx, request_id)
    if not found.is_open:
        raise KnownError(CLOSED)
    if found.version != version:
        raise KnownError(CHANGED)
    return found


def _carers(tx: Transaction, child_id: Id) -> tuple[Carer, ...]:
    return children.particulars(tx.connection, child_id)[1].carers


def _answer(desk: Desk, tx: Transaction, access: SubjectAccess, *, with_sealed: bool = False) -> Answer:
    return answer(desk, tx, find(tx, access.child_id), access, with_sealed=with_sealed)


@dataclass(frozen=True, slots=True)
class _Lines:
    """What the paper says: rows, and the lines of the log apart."""

    rows: tuple[Given, ...]
    log: tuple[tuple[str, str, str, str], ...]


def _lines(given: Answer) -> _Lines:
    rows, log = [], []
    for row in given.given():
        chosen = dict.fromkeys((field.label, field.words) for field in row.fields if field.label and not field.typed)
        labelled = (*chosen, *((field.label, field.words) for field in row.fields if field.typed))
        if row.table == "log_entry":
            said: Mapping[str, str] = {field.name: field.words for field in row.fields}
            log.append((said["at"], said.get("role", ""), said.get("what", ""), said.get("about", "")))
        elif labelled:
            rows.append(Given(row.section, row.on, row.heading, row.by, labelled))
    return _Lines(tuple(rows), tuple(reversed(log)))


def _paper(desk: Desk, tx: Transaction, given: Answer, marks: tuple[str, ...], *, draft: bool) -> Document:
    institution = people.institution(tx.connection)
    request, lines = given.draft.access.request, _lines(given)
    head = Head(
        institution.name, institution.controller, institution.dpo, request.name, given.draft.child.full_name,
        request.asked_on, tx.now,
    )  # fmt: skip
    controller = f"Dataansvarlig: {institution.controller.strip() or 'ikke oplyst'}"
    printed = " · ".join((f"Til {request.name}", f"Lavet {moment_in_words(tx.now)} af {desk.staff.short}", *marks))
    return access_paper(head, lines.rows, lines.log, (controller, printed), draft=draft)


def _drawn(document: Document) -> bytes:
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    return layout.draw(document)


def _file(tx: Transaction, given: Answer, *, draft: bool) -> access_file.AccessFile:
    institution, request = people.institution(tx.connection), given.draft.access.request
    tables: dict[str, list[access_file.Row]] = {}
    for row in given.given():
        fields = tuple(access_file.Field(one.name, one.label, one.value, one.words) for one in row.fields)
        made = access_file.Row(row.key, row.section, row.heading, row.on, row.by, fields)
        tables.setdefault(row.table, []).append(made)
    return access_file.AccessFile(
        draft=draft, made_at=tx.now, institution=institution.name, controller=institution.controller,
        data_protection_officer=institution.dpo, recipient=request.name, asked_on=request.asked_on,
        child=given.draft.child.full_name, birth_date=given.draft.child.birth_date, explained=given.explained,
        tables={name: tuple(rows) for name, rows in sorted(tables.items())},
        not_included=tuple(access_file.NotIncluded(what, why) for what, why in NOT_INCLUDED),
    )  # fmt: skip
