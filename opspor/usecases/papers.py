"""The two papers a concern becomes: the brief for the distriktstirsdag and the underretning.

Completeness advises and never locks: a paper can be made with gaps, which it then shows (design section 11, rule 6).
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from opspor.documents import content
from opspor.documents.document import Document
from opspor.documents.facts import PaperFacts
from opspor.domain import sharing
from opspor.domain.access import Action
from opspor.domain.beredskab import View
from opspor.domain.changes import Kind
from opspor.domain.concern import parents_may_be_told
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import CarerInformed, Paper, PaperDraft, PaperKind, SectionAnswer, Sent
from opspor.forms.conditions import sections
from opspor.forms.model import DocumentForm
from opspor.store import concerns, drafts, people
from opspor.store.records import Header
from opspor.usecases.concerns import ConcernFile, file_for, find_concern
from opspor.usecases.decision_words import told_so_far
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.paper_checks import SectionCheck, check
from opspor.usecases.paper_facts import gather
from opspor.usecases.paper_files import log_mark, saved
from opspor.usecases.wording import form_of, keep

NO_SUCH_PAPER = Fault("PAPIR-MANGLER", "Papiret findes ikke i denne mappe. Intet er ændret. Åbn bekymringen igen.")
SENT_MISSING = Fault("PAPIR-SENDT", "Skriv, hvordan den blev sendt, og hvem der fik den. Intet er ændret endnu.")


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A paper while it is written."""

    file: ConcernFile
    form: DocumentForm
    draft: PaperDraft
    saved_at: datetime | None
    facts: PaperFacts

    def checks(self, draft: PaperDraft) -> tuple[SectionCheck, ...]:
        """The sections that apply to ``draft``, each with what it lacks."""
        facts = replace(self.facts, draft=draft)
        return tuple(check(section, facts) for section in sections(self.form, facts.shown()))


def paper_sheet(desk: Desk, file: ConcernFile, kind: PaperKind) -> PaperSheet:
    """The draft of a paper, or a new one with everything that was observed and said already chosen."""
    with desk.read(Action.OPEN_PAPER) as tx:
        find_concern(tx, file.concern.id)
        tx.note(file.concern.id, kind=kind.value)
        saved = drafts.load(tx.connection, desk.staff.id, _key(file.concern.id, kind), PaperDraft)
        draft = saved[0] if saved else _new_draft(file, kind)
        said = told_so_far(file.decisions, tuple(file.carers), openly=parents_may_be_told(file.concern.track))
        carers = tuple(
            said.get(one.carer_id, one) if one == CarerInformed(one.carer_id) else one for one in draft.carers
        )
        draft = replace(draft, carers=carers)
        facts = gather(desk, tx, file, draft)
        return PaperSheet(file, desk.library.document(kind), draft, saved[1] if saved else None, facts)


def _key(concern_id: Id, kind: PaperKind) -> str:
    return f"paper:{kind}:{concern_id}"


def _new_draft(file: ConcernFile, kind: PaperKind) -> PaperDraft:
    known = file.particulars
    return PaperDraft(
        kind,
        sections=_known_already(file) if kind is PaperKind.UNDERRETNING else {},
        observations=tuple(o.id for o in file.observations),
        words=tuple(w.id for w in file.words),
        carers=tuple(CarerInformed(carer.id) for carer in known.carers) if known else (),
        interpreter=known.interpreter if known else None,
        language=known.language if known else "",
        anonymous=kind is PaperKind.BRIEF,
    )


def _known_already(file: ConcernFile) -> dict[str, SectionAnswer]:
    """What stands in the vault already, as a first text that the person goes on from."""
    helped = file.particulars.help_given if file.particulars else ()
    lines = "\n".join(", ".join(filter(None, (given.what, given.since, given.effect))) for given in helped)
    views = "\n".join(one.what.text for one in file.decisions if isinstance(one.what, View))
    known = {"concern": file.concern.what, "others": lines, "assessment": views}
    return {section: SectionAnswer(text) for section, text in known.items() if text}


def save(desk: Desk, concern_id: Id, draft: PaperDraft) -> datetime:
    """Save a paper while it is written; gives the moment for "Gemt 14.02"."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        drafts.save(tx.connection, desk.staff.id, _key(concern_id, draft.kind), draft, tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


@dataclass(frozen=True, slots=True)
class Preview:
    """A paper as it looks now. ``undrawable`` are the characters that stand as □ on it: emoji, Arabic, Hebrew."""

    pdf: bytes
    undrawable: tuple[str, ...]


def preview(desk: Desk, sheet: PaperSheet, draft: PaperDraft) -> Preview:
    """The paper as it looks now, marked as a draft. Seeing it is logged."""
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with desk.read(Action.PREVIEW_PAPER) as tx:
        find_concern(tx, sheet.file.concern.id)
        tx.note(sheet.file.concern.id, kind=draft.kind.value)
    document = _document(sheet.form, replace(sheet.facts, draft=draft))
    return Preview(layout.draw(document), layout.undrawable(document))


def _draw(form: DocumentForm, facts: PaperFacts) -> bytes:
    from opspor.documents import layout

    return layout.draw(_document(form, facts))


def _document(form: DocumentForm, facts: PaperFacts) -> Document:
    make = content.brief if facts.draft.kind is PaperKind.BRIEF else content.underretning
    return make(form, facts)


def finish(desk: Desk, sheet: PaperSheet, draft: PaperDraft) -> Id:
    """Make the draft a finished paper: a record. Gaps are allowed and shown on the paper.

    A brief that does not fit one page, or an anonymous one that holds a name, is refused before anything is written.
    """
    sharing.require(draft, desk.clock().date())
    _draw(sheet.form, replace(sheet.facts, draft=draft))
    with desk.write(Action.WRITE_PAPER) as tx:
        concern, _ = find_concern(tx, sheet.file.concern.id)
        keep(desk, tx, sheet.form.ref)
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=concern.child_id, concern_id=concern.id)
        paper = Paper(
            header.id, concern.id, concern.child_id, desk.staff.id, desk.staff.name, tx.now, draft, sheet.form.ref
        )
        concerns.add_paper(tx.connection, header, paper)
        drafts.drop(tx.connection, desk.staff.id, _key(concern.id, draft.kind))
        tx.note(header.id, kind=draft.kind.value, anonymous=draft.anonymous)
        tx.changed(Kind.PAPERS, Kind.CONCERNS, Kind.DRAFTS)
        return header.id


def export(
    desk: Desk, paper_id: Id, target: Path, *, kind: PaperKind | None = None, anonymous: bool | None = None
) -> str:
    """Save a finished paper as PDF. Number and hash of its line in the log stand on it; the line after that one holds
    the file's SHA-256, which is returned.

    ``kind`` is what the paper must be, where somebody said so. ``anonymous`` overrides what it was written as (brief
    only). Raises PAPIR-MANGLER when there is no such paper, and PAPIR-IKKE-GEMT when the place can't be written;
    nothing half-written is left behind.
    """
    with saved(target) as put, desk.write(Action.EXPORT_PAPER) as tx:
        found = finished(desk, tx, paper_id, kind=kind, anonymous=anonymous)
        tx.note(paper_id, anonymous=found.facts.draft.anonymous)
        pdf = _draw(found.form, replace(found.facts, log_mark=log_mark(desk, tx)))
        put(pdf)
        digest = hashlib.sha256(pdf).hexdigest()
        tx.note(sha256=digest)
        tx.changed(Kind.LOG)
        return digest


@dataclass(frozen=True, slots=True)
class FinishedPaper:
    """A finished paper and what it is made from: what its author could see, whoever takes it out of the house."""

    paper: Paper
    form: DocumentForm
    facts: PaperFacts

    def document(self, mark: str = "") -> Document:
        """What it says; ``mark`` names its line in the log. Raises what ``documents.content`` raises."""
        return _document(self.form, replace(self.facts, log_mark=mark))


def finished(
    desk: Desk, tx: Transaction, paper_id: Id, *, kind: PaperKind | None = None, anonymous: bool | None = None
) -> FinishedPaper:
    """A finished paper, after asking whether the person may. Raises PAPIR-MANGLER and PAPIR-GRUNDLAG as ``export``."""
    found = concerns.papers(tx.connection, paper_id=paper_id)
    if not found or kind not in (None, found[0].draft.kind):
        raise KnownError(NO_SUCH_PAPER)
    paper = found[0]
    author = next(member for member in people.staff(tx.connection) if member.id == paper.author_id)
    drawn = (*paper.draft.observations, *paper.draft.words)
    # what its author could see, whoever prints it
    file = file_for(desk, tx, paper.concern_id, author, drawn=drawn)
    draft = paper.draft if anonymous is None else replace(paper.draft, anonymous=anonymous)
    sharing.require(draft, tx.today)
    form = form_of(desk, tx, paper.form)
    assert isinstance(form, DocumentForm)  # noqa: S101  the reference names the kind
    return FinishedPaper(paper, form, gather(desk, tx, file, draft, paper))


def note_sent(
    desk: Desk, paper_id: Id, *, channel: str, receiver: str, sent_on: date, at: str = "", sha256: str = ""
) -> None:
    """Note how a paper left the house. Until then an underretning stands first on Start.

    ``at`` is the time of day, ``sha256`` that of the file that was sent; "" where nobody knows, or there was no file.
    """
    if not channel.strip() or not receiver.strip():
        raise KnownError(SENT_MISSING)
    with desk.write(Action.EXPORT_PAPER) as tx:
        found = concerns.papers(tx.connection, paper_id=paper_id)
        if not found:
            raise KnownError(NO_SUCH_PAPER)
        find_concern(tx, found[0].concern_id)
        if paper_id not in concerns.sent(tx.connection):
            header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, concern_id=found[0].concern_id)
            sent = Sent(paper_id, channel.strip(), receiver.strip(), sent_on, desk.staff.name, at, sha256)
            concerns.add_sent(tx.connection, header, sent)
        tx.note(paper_id)
        tx.changed(Kind.PAPERS, Kind.CONCERNS)
