"""The two papers a concern becomes: the brief for the distriktstirsdag and the underretning.

Completeness advises and never locks: a paper can be made with gaps, which it then shows (design section 11, rule 6).
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from opspor.documents import content
from opspor.documents.document import Document
from opspor.documents.facts import PaperFacts
from opspor.domain.access import Action
from opspor.domain.assessment import (
    OFTEN_WORDS,
    STRENGTH_WORDS,
    Context,
    FactorKind,
    JointAssessment,
    Often,
    OwnAssessment,
)
from opspor.domain.beredskab import View
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.concern import parents_may_be_told
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import CarerInformed, Informed, Paper, PaperDraft, PaperKind, SectionAnswer, Sent
from opspor.domain.people import GroupKind
from opspor.domain.recipient import Recipient
from opspor.domain.sending import measures_in
from opspor.forms.conditions import sections
from opspor.forms.model import DocumentForm, PositionForm, Section, SectionKind, TrivselForm
from opspor.store import children, concerns, drafts, people, rounds
from opspor.store.records import Header
from opspor.usecases import visits
from opspor.usecases.attached import attached
from opspor.usecases.concerns import ConcernFile, file_for, find_concern
from opspor.usecases.decision_words import told_so_far
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.wording import form_of, keep
from opspor.vault.faults import DISK_FULL, DRIVE, READ_ONLY, translate

NO_SUCH_PAPER = Fault("PAPIR-MANGLER", "Papiret findes ikke i denne mappe. Intet er ændret. Åbn bekymringen igen.")
NO_BASIS = Fault(
    "PAPIR-GRUNDLAG",
    "Med navn skal der stå, hvem der har sagt ja til drøftelsen og hvornår, eller hvilken regel I bruger. "
    "Skriv det, eller lav arket anonymt. Det, du har skrevet, er gemt.",
)
SENT_MISSING = Fault("PAPIR-SENDT", "Skriv, hvordan den blev sendt, og hvem der fik den. Intet er ændret endnu.")
NOT_SAVED = Fault(
    "PAPIR-IKKE-GEMT",
    "Papiret kunne ikke gemmes dér{why}. Det, der er gemt i opspor, er der stadig. "
    "Vælg et andet navn eller en anden mappe, og prøv igen.",
)
_WHY_NOT = {
    DISK_FULL: ": drevet er fuldt",
    READ_ONLY: ": der må ikke skrives i mappen, eller filen er åben i et andet program",
    DRIVE: ": mappen er der ikke, eller drevet svarer ikke",
}


class SectionState(StrEnum):
    """How far a section is."""

    DONE = "done"
    MISSING = "missing"
    OPTIONAL = "optional"
    MARKED = "marked"  # written, with a word that a reader may take for more than what was seen


@dataclass(frozen=True, slots=True)
class SectionCheck:
    """One line of the completeness list: it advises, it never locks."""

    section: Section
    state: SectionState
    missing: str  # in words, "" when nothing is


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
        return tuple(_check(section, facts) for section in sections(self.form, facts.shown()))


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
        facts = _facts(desk, tx, file, draft)
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
    if draft.kind is PaperKind.BRIEF and not draft.anonymous and not draft.basis.strip():
        raise KnownError(NO_BASIS)
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
        found = concerns.papers(tx.connection, paper_id=paper_id)
        if not found or kind not in (None, found[0].draft.kind):
            raise KnownError(NO_SUCH_PAPER)
        paper = found[0]
        author = next(member for member in people.staff(tx.connection) if member.id == paper.author_id)
        drawn = (*paper.draft.observations, *paper.draft.words)
        # what its author could see, whoever prints it
        file = file_for(desk, tx, paper.concern_id, author, drawn=drawn)
        draft = paper.draft if anonymous is None else replace(paper.draft, anonymous=anonymous)
        if draft.kind is PaperKind.BRIEF and not draft.anonymous and not draft.basis.strip():
            raise KnownError(NO_BASIS)
        form = form_of(desk, tx, paper.form)
        assert isinstance(form, DocumentForm)  # noqa: S101  the reference names the kind
        tx.note(paper_id, anonymous=draft.anonymous)
        mark = log_mark(desk, tx)
        pdf = _draw(form, replace(_facts(desk, tx, file, draft, paper), log_mark=mark))
        put(pdf)
        digest = hashlib.sha256(pdf).hexdigest()
        tx.note(sha256=digest)
        tx.changed(Kind.LOG)
        return digest


def log_mark(desk: Desk, tx: Transaction, to: Recipient | None = None) -> str:
    """``Log 1284 · 9f3a 21c7``: write the line of what is being printed, and say its number and hash on the paper.

    ``to`` is whom it is for, where it could be for others too: ``Til fagfolk · Log 1284 · 9f3a 21c7``. Whoever
    holds the paper can tell whether the log still has that line: also when the whole folder was put back.
    """
    number, digest = desk.log_now(tx)
    mark = f"Log {number} · {digest[:4]} {digest[4:8]}"
    return f"{to.words} · {mark}" if to else mark


def write_file(target: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable only by the person themself."""
    with saved(target) as put:
        put(content)


@contextmanager
def saved(target: Path) -> Iterator[Callable[[bytes], None]]:
    """What is put inside the block stands in ``target`` when the block ended well, and nowhere when it did not.

    Raises PAPIR-IKKE-GEMT when the place can't be written.
    """
    half = target.with_name(f".{target.name}.halv")

    def put(content: bytes) -> None:
        with _place_errors():
            half.unlink(missing_ok=True)
            half.touch(mode=0o600)
            half.write_bytes(content)

    try:
        yield put
        with _place_errors():
            half.replace(target)
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)


@contextmanager
def _place_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        known = translate(error)
        why = _WHY_NOT.get(known.fault, "") if known is not None else ""
        raise KnownError(NOT_SAVED, why=why) from None  # the system's own words hold the path, which may hold a name


def note_sent(desk: Desk, paper_id: Id, *, channel: str, receiver: str, sent_on: date) -> None:
    """Note how a paper left the house. Until then an underretning stands first on Start."""
    if not channel.strip() or not receiver.strip():
        raise KnownError(SENT_MISSING)
    with desk.write(Action.EXPORT_PAPER) as tx:
        found = concerns.papers(tx.connection, paper_id=paper_id)
        if not found:
            raise KnownError(NO_SUCH_PAPER)
        find_concern(tx, found[0].concern_id)
        if paper_id not in concerns.sent(tx.connection):
            header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, concern_id=found[0].concern_id)
            sent = Sent(paper_id, channel.strip(), receiver.strip(), sent_on, desk.staff.name)
            concerns.add_sent(tx.connection, header, sent)
        tx.note(paper_id)
        tx.changed(Kind.PAPERS, Kind.CONCERNS)


def _rooms(tx: Transaction, child: ChildInList) -> str:
    """``2.B, SFO Rød``: where the child goes. A district is nowhere to go."""
    there = [e for e in children.enrolments(tx.connection, child.id) if e.until is None]
    return ", ".join(e.group_name for e in there if e.kind is not GroupKind.DISTRICT)


def _facts(desk: Desk, tx: Transaction, file: ConcernFile, draft: PaperDraft, paper: Paper | None = None) -> PaperFacts:
    """What is known for a draft, or for a finished ``paper``: that one is its author's, whoever prints it."""
    staff = people.staff(tx.connection)
    joint: JointAssessment | None = None
    position_words: tuple[str, ...] = ()
    trivsel_words: tuple[str, ...] = ()
    reporter = next(member for member in staff if member.id == paper.author_id) if paper else desk.staff
    if file.child and file.particulars:
        at_home = visits.may_see(tx.connection, reporter, file.child)
        every = rounds.joint(tx.connection, child_id=file.child.id)
        found = [one for one in every if at_home or one.agreement.context is not Context.HOME]
        if found:
            joint = found[-1]
            own = rounds.own(tx.connection, joint.round_id, file.child.id, joint.agreement.context)
            position_words, trivsel_words = _behind(desk, tx, own)
        visit = visits.assessed(tx.connection, reporter, file.child)
        if visit is not None and (joint is None or visit.written_at > joint.written_at):
            joint = visits.as_joint(visit)
            position_words, trivsel_words = visits.behind(desk, tx, visit)
    return PaperFacts(
        institution=people.institution(tx.connection),
        reporter=reporter,
        particulars=file.particulars,
        typed_name=file.concern.typed_name or (file.child.full_name if file.child else ""),
        group_name=_rooms(tx, file.child) if file.child else "",
        concern=file.concern,
        draft=draft,
        observations=file.observations,
        words=file.words,
        decisions=tuple(one for one in file.decisions if paper is None or one.written_at <= paper.written_at),
        attached=attached(tx.connection, file.concern, draft, (paper.written_at if paper else tx.now).date()),
        joint=joint,
        position_words=position_words,
        trivsel_words=trivsel_words,
        staff_names=tuple(member.name for member in staff),
        today=tx.today,
        now=tx.now,
        written_at=paper.written_at if paper else tx.now,
        printed_by=desk.staff.short,
        log_mark="",  # what is not printed has no line of its own
        final=paper is not None,
    )


def _behind(desk: Desk, tx: Transaction, own: Sequence[OwnAssessment]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The factors that were seen, and the signs that somebody sees rarely: in words, without saying who."""
    factors: dict[str, str] = {}
    signs: dict[str, str] = {}
    for assessment in own:
        position = form_of(desk, tx, assessment.position_form)
        trivsel = form_of(desk, tx, assessment.trivsel_form)
        assert isinstance(position, PositionForm)  # noqa: S101  the reference names the kind
        assert isinstance(trivsel, TrivselForm)  # noqa: S101  as above
        texts = {factor.code: factor.text for factor in position.factor}
        for seen in assessment.answers.factors:
            kind = "Beskytter" if seen.kind is FactorKind.PROTECTIVE else STRENGTH_WORDS[seen.strength]
            factors.setdefault(seen.code, f"{kind}: {texts[seen.code]}")
        for sign in trivsel.sign:
            if assessment.answers.answers.get(sign.id) == Often.RARELY:
                signs[sign.id] = f"{sign.text}: {OFTEN_WORDS[Often.RARELY].lower()}"
    return tuple(factors.values()), tuple(signs.values())


def _check(section: Section, facts: PaperFacts) -> SectionCheck:
    missing = _missing(section, facts)
    if not missing:
        named = measures_in(facts.draft.sections.get(section.id, SectionAnswer()).text)
        # what is proposed or explained is the municipality's to find out: it is marked, and goes out as it stands
        state = SectionState.MARKED if named else SectionState.DONE
        return SectionCheck(section, state, f"nævner »{named[0]}«" if named else "")
    return SectionCheck(section, SectionState.MISSING if section.required else SectionState.OPTIONAL, missing)


def _missing(section: Section, facts: PaperFacts) -> str:
    """What a section lacks, in words; "" when it is complete."""
    draft, known = facts.draft, facts.particulars
    answer = draft.sections.get(section.id, SectionAnswer())
    if answer.could_not.strip():
        return ""
    match section.kind:
        case SectionKind.TEXT:
            return "mangler" if not answer.text.strip() else ""
        case SectionKind.CHILD if not draft.anonymous:
            gaps = [] if known else ["kun navnet"]
            if known and known.birth_date is None:
                gaps.append("fødselsdato")
            if known and draft.kind is PaperKind.UNDERRETNING and not known.address.strip() and not known.protected:
                gaps.append("adresse")
            return ", ".join(gaps)
        case SectionKind.CARERS:
            return _carers_missing(facts)
        case SectionKind.INTERPRETER:
            return "tolk" if draft.interpreter is None else ""
        case SectionKind.REPORTER:
            return "" if facts.institution.phone.strip() and facts.institution.address.strip() else "arbejdssted"
        case SectionKind.OBSERVATIONS:
            return "" if facts.chosen_observations else "mangler"
        case SectionKind.CHILDS_WORDS:
            return "" if facts.chosen_words else "mangler"
        case SectionKind.CARERS_INFORMED:
            return _informed_missing(facts)
        case SectionKind.CHILD_INFORMED:
            return "mangler" if draft.child_informed is None else ""
        case SectionKind.POSITION | SectionKind.TRIVSEL:
            return "" if facts.joint or answer.text.strip() else "mangler"
        case SectionKind.SHARING_BASIS:
            return "mangler" if not draft.anonymous and not draft.basis.strip() else ""
    return ""


def _carers_missing(facts: PaperFacts) -> str:
    if not facts.carers:
        return "mangler"
    gaps = [
        f"{carer.relation or 'en voksens'} {what}"
        for carer in facts.carers
        for what, text in (("telefon", carer.phone), ("adresse", carer.address))
        if not text.strip() and not carer.protected
    ]
    return ", ".join(gaps[:2]) + (" …" if len(gaps) > 2 else "")


def _informed_missing(facts: PaperFacts) -> str:
    if not parents_may_be_told(facts.concern.track):
        return ""
    told = {carer.carer_id: carer for carer in facts.draft.carers}
    open_ = [carer for carer in facts.carers if not _is_answered(told.get(carer.id))]
    if not facts.carers:
        return "mangler"
    return f"mangler {len(open_)} af {len(facts.carers)}" if open_ else ""


def _is_answered(carer: CarerInformed | None) -> bool:
    if carer is None or carer.informed is None:
        return False
    return bool(carer.reason.strip() if carer.informed is Informed.NO else carer.when_how.strip())
