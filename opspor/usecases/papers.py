"""The two papers a concern becomes: the brief for the distriktstirsdag and the underretning.

Completeness advises and never locks: a paper can be made with gaps, which it then shows (design section 11, rule 6).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from opspor.documents import content
from opspor.documents.document import Document
from opspor.documents.facts import PaperFacts
from opspor.documents.house import House
from opspor.documents.locked_pdf import LONGEST, lock
from opspor.domain import sharing
from opspor.domain.access import Action, Reach, reach
from opspor.domain.beredskab import View
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.clock import long_date
from opspor.domain.concern import Concern, parents_may_be_told
from opspor.domain.consent import Consent
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import CarerInformed, Paper, PaperDraft, PaperKind, SectionAnswer, Sent
from opspor.domain.quality import Result
from opspor.forms.conditions import sections
from opspor.forms.model import DocumentForm
from opspor.store import children, concerns, drafts, erasure, people, replies
from opspor.store.records import Header
from opspor.usecases import consents
from opspor.usecases.beside import refuse_restricted
from opspor.usecases.concerns import ConcernFile, file_for, find_concern
from opspor.usecases.decision_words import told_so_far
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.from_file import FromFile, from_file
from opspor.usecases.paper_checks import SectionCheck, SectionState, check, quality
from opspor.usecases.paper_facts import gather
from opspor.usecases.paper_files import log_mark, saved
from opspor.usecases.wording import form_of, keep

ABUSE_SIGNS = "abuse_signs"  # the section of a brief that leads away from it
MOST_IN_BRIEF = 5  # observations that are chosen beforehand: more than that do not fit one page (domain 5.6)

NO_SUCH_PAPER = Fault("PAPIR-MANGLER", "Papiret findes ikke i denne mappe. Intet er ændret. Åbn bekymringen igen.")
TEXT_GONE = Fault(
    "PAPIR-TEKST",
    "Teksten i underretningen er slettet her den {day}, da den lå i journalen. Hvornår og hvortil den blev sendt, står "
    "her stadig. Find teksten i kommunens eget system.",
)
GONE_MEANWHILE = Fault(
    "PAPIR-SLETTET",
    "Bekymringen er slettet, mens du skrev. Det, du har skrevet, kan ikke gemmes her mere, men står på skærmen, til du "
    "går. Kopiér det, hvis det skal bruges, og spørg lederen.",
)
SIGNS_OF_ABUSE = Fault(
    "PAPIR-OVERGREB",
    "Der er tegn på overgreb, så arket er ikke lavet. Her gælder beredskabsplanen: tryk F2, og vælg spor. "
    "Det, du har skrevet, er gemt som kladde.",
)
UNFINISHED = Fault(
    "PAPIR-KLADDE",
    "Du er i gang med en anden underretning om samme bekymring. Intet er ændret. Gør den klar først, og skriv så det, "
    "der manglede.",
)
SENT_MISSING = Fault("PAPIR-SENDT", "Skriv, hvordan den blev sendt, og hvem der fik den. Intet er ændret endnu.")
SENT_ALREADY = Fault(
    "PAPIR-ER-SENDT",
    "Det står her allerede, at den er sendt: {on} af {who}. Intet er ændret. Er den sendt en gang til, så skriv det "
    "som et svar på den.",
)
SENT_LATER = Fault("PAPIR-SENDT-DAG", "Den dag er ikke kommet endnu. Intet er ændret. Skriv den dag, den blev sendt.")
PASSPHRASE_LONG = Fault(
    "PAPIR-KODEORD", "Adgangskoden er for lang til en PDF. Intet er gemt. Tag en på højst 100 tegn, og prøv igen."
)


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A paper while it is written."""

    file: ConcernFile
    form: DocumentForm
    draft: PaperDraft
    saved_at: datetime | None
    facts: PaperFacts
    from_file: tuple[FromFile, ...] = ()
    asked: tuple[str, ...] | None = None  # of a supplement: the sections that the paper before it lacked
    consents: tuple[Consent, ...] = ()  # of the child, that the brief can rest on
    near: tuple[str, ...] = ()  # first names of other children where this one goes: they do not belong in the text

    def checks(self, draft: PaperDraft, before: Iterable[SectionCheck] = ()) -> tuple[SectionCheck, ...]:
        """The sections that apply to ``draft``, each with what it lacks; ``before`` is what was said of it last."""
        facts = replace(self.facts, draft=draft)
        said = {one.section.id: one for one in before}
        found = (check(section, facts, said.get(section.id)) for section in sections(self.form, facts.shown()))
        if self.asked is None:
            return tuple(found)
        return tuple(
            replace(one, state=SectionState.OPTIONAL)
            if one.state is SectionState.MISSING and one.section.id not in self.asked
            else one
            for one in found
        )

    def quality(self, draft: PaperDraft) -> tuple[Result, ...]:
        """How the 16 points stand in an underretning; nothing of a brief, nor of what adds to another paper."""
        if draft.kind is not PaperKind.UNDERRETNING or draft.supplements is not None:
            return ()
        return quality(self.form, replace(self.facts, draft=draft))

    @property
    def ready_meanwhile(self) -> tuple[Paper, ...]:
        """The same papers that colleagues have made since this draft was saved."""
        since = self.saved_at
        return tuple(
            one
            for one in self.file.papers
            if since is not None
            and one.draft.kind is self.draft.kind
            and one.author_id != self.facts.reporter.id
            and one.written_at > since
        )


def paper_sheet(desk: Desk, file: ConcernFile, kind: PaperKind) -> PaperSheet:
    """The draft of a paper, or a new one in which what was seen and said within this concern is chosen already.

    Other records about the child are there to be chosen one by one (docs/adr/042).
    """
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
        offered = from_file(desk, tx, file, facts) if kind is PaperKind.UNDERRETNING else ()
        added_to = next((one for one in file.papers if one.id == draft.supplements), None)
        asked = added_to.draft.gaps if added_to else None
        near = _near(desk, tx, file.child)
        agreed = consents.living(tx, file.child) if kind is PaperKind.BRIEF else ()
        return PaperSheet(
            file, desk.library.document(kind), draft, saved[1] if saved else None, facts, offered, asked, agreed, near
        )


def _near(desk: Desk, tx: Transaction, child: ChildInList | None) -> tuple[str, ...]:
    """The other children of its rooms, or of the writer's own for a typed name; only those the writer may see."""
    there = set(child.group_ids if child else desk.staff.groups)
    if reach(desk.staff, Action.SEE_CHILDREN) is not Reach.ALL:
        there &= desk.staff.groups
    return tuple(one.first_name for one in children.listed(tx.connection, groups=there) if one != child)


def _key(concern_id: Id, kind: PaperKind) -> str:
    return f"paper:{kind}:{concern_id}"


def _new_draft(file: ConcernFile, kind: PaperKind) -> PaperDraft:
    known, here = file.particulars, file.concern.id
    seen = sorted((one for one in file.observations if one.concern_id == here), key=lambda one: one.seen_at)
    return PaperDraft(
        kind,
        sections=_known_already(file) if kind is PaperKind.UNDERRETNING else {},
        observations=tuple(one.id for one in seen[-MOST_IN_BRIEF if kind is PaperKind.BRIEF else 0 :]),
        words=tuple(w.id for w in file.words if w.concern_id == here),
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
    """Save a paper while it is written; gives the moment for "Gemt 14.02".

    Raises PAPIR-SLETTET when the concern is gone: a draft of it would outlive the child's file.
    """
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        if not concerns.concerns(tx.connection, concern_id=concern_id):
            raise KnownError(GONE_MEANWHILE)
        drafts.save(tx.connection, desk.staff.id, _key(concern_id, draft.kind), draft, tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def begin_supplement(desk: Desk, paper_id: Id) -> Id:
    """Begin what adds to a paper that was made in haste, and give its concern: the page of an underretning opens it.

    Its draft asks for what was missing and holds nothing else but who knew of it then. One that was begun already
    stays. Raises PAPIR-MANGLER, and PAPIR-KLADDE where another underretning of the concern is half written.
    """
    with desk.write(Action.OPEN_PAPER) as tx:
        found = concerns.papers(tx.connection, paper_id=paper_id)
        if not found or found[0].draft.kind is not PaperKind.UNDERRETNING:
            raise KnownError(NO_SUCH_PAPER)
        before = found[0].draft
        concern, _ = find_concern(tx, found[0].concern_id)
        tx.note(concern.id, kind=before.kind.value)
        key = _key(concern.id, before.kind)
        begun = drafts.load(tx.connection, desk.staff.id, key, PaperDraft)
        if begun is not None and begun[0].supplements != paper_id:
            raise KnownError(UNFINISHED)
        if begun is None:
            draft = PaperDraft(
                before.kind, carers=before.carers, child_informed=before.child_informed,
                child_informed_note=before.child_informed_note, interpreter=before.interpreter,
                language=before.language, supplements=paper_id,
            )  # fmt: skip
            drafts.save(tx.connection, desk.staff.id, key, draft, tx.now)
            tx.changed(Kind.DRAFTS)
        return concern.id


@dataclass(frozen=True, slots=True)
class Preview:
    """A paper as it looks now. ``undrawable`` are the characters that stand as □ on it: emoji, Hebrew."""

    pdf: bytes
    undrawable: tuple[str, ...]


def preview(desk: Desk, sheet: PaperSheet, draft: PaperDraft) -> Preview:
    """The paper as it looks now, marked as a draft. Seeing it is logged."""
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with desk.read(Action.PREVIEW_PAPER) as tx:
        concern, _ = find_concern(tx, sheet.file.concern.id)
        tx.note(concern.id, kind=draft.kind.value)
        draft = consents.as_it_stands(tx, concern.child_id, draft)
    document = _document(sheet.form, replace(sheet.facts, draft=draft))
    return Preview(layout.draw(document), layout.undrawable(document))


def _draw(form: DocumentForm, facts: PaperFacts) -> bytes:
    from opspor.documents import layout

    return layout.draw(_document(form, facts))


def _document(form: DocumentForm, facts: PaperFacts) -> Document:
    make = content.brief if facts.draft.kind is PaperKind.BRIEF else content.underretning
    return make(form, facts)


def finish(desk: Desk, sheet: PaperSheet, draft: PaperDraft) -> Id:
    """Make the draft a finished paper: a record. Gaps are allowed and shown on the paper; those of a paper that was
    made in haste are kept with it, so that somebody fills them in afterwards.

    A brief that does not fit one page, or an anonymous one that holds a name, is refused before anything is written,
    and so is one where there are signs of abuse (PAPIR-OVERGREB): that is no matter for a talk.
    """
    if draft.kind is PaperKind.BRIEF and draft.sections.get(ABUSE_SIGNS, SectionAnswer()).yes:
        raise KnownError(SIGNS_OF_ABUSE)
    with desk.read(Action.WRITE_PAPER) as tx:
        concern, _ = find_concern(tx, sheet.file.concern.id)
        draft = usable(tx, concern, draft)
    missing = (one.section.id for one in sheet.checks(draft) if one.state is SectionState.MISSING)
    draft = replace(draft, gaps=tuple(missing) if draft.urgent else ())
    _draw(sheet.form, replace(sheet.facts, draft=draft))
    with desk.write(Action.WRITE_PAPER) as tx:
        concern, _ = find_concern(tx, sheet.file.concern.id)
        draft = consents.kept(tx, concern, draft, sheet.facts.institution.forum_name.strip() or "Sparring")
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
    desk: Desk,
    paper_id: Id,
    target: Path,
    *,
    kind: PaperKind | None = None,
    anonymous: bool | None = None,
    passphrase: str = "",
) -> str:
    """Save a finished paper as PDF. Number and hash of its line in the log stand on it; the line after that one holds
    the file's SHA-256, which is returned.

    ``kind`` is what the paper must be, where somebody said so. ``anonymous`` overrides what it was written as (brief
    only). With a ``passphrase`` nobody opens the file without it; it is kept nowhere. Raises PAPIR-MANGLER when there
    is no such paper, PAPIR-KODEORD, and PAPIR-IKKE-GEMT when the place can't be written; nothing half-written is left.
    """
    if len(passphrase.encode()) > LONGEST:
        raise KnownError(PASSPHRASE_LONG)
    with saved(target) as put, desk.write(Action.EXPORT_PAPER) as tx:
        found = finished(desk, tx, paper_id, kind=kind, anonymous=anonymous)
        way = "locked_pdf" if passphrase else "pdf"
        tx.note(paper_id, anonymous=found.facts.draft.anonymous, way=way)
        pdf = _draw(found.form, replace(found.facts, log_mark=log_mark(desk, tx)))
        pdf = lock(pdf, passphrase) if passphrase else pdf
        put(pdf)
        digest = hashlib.sha256(pdf).hexdigest()
        tx.note(sha256=digest)
        tx.changed(Kind.LOG, Kind.PAPERS)
        return digest


def usable(tx: Transaction, concern: Concern, draft: PaperDraft) -> PaperDraft:
    """The paper as it may leave the house now, on the basis as it stands today.

    Asked at the very moment of every way out. Raises PAPIR-GRUNDLAG, PAPIR-SAMTYKKE and SAMTYKKE-TRUKKET for a brief
    with name, BARN-BEGRAENSET for any brief about a child whose file may not be used; an underretning never stops.
    """
    draft = consents.as_it_stands(tx, concern.child_id, draft)
    sharing.require(draft, tx.today)
    if draft.kind is PaperKind.BRIEF and concern.child_id is not None:
        refuse_restricted(tx, [concern.child_id])
    return draft


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
    desk: Desk,
    tx: Transaction,
    paper_id: Id,
    *,
    kind: PaperKind | None = None,
    anonymous: bool | None = None,
    here: House | None = None,
) -> FinishedPaper:
    """A finished paper, after asking whether the person may. Raises PAPIR-MANGLER, PAPIR-TEKST for one
    whose text went when it was journalised, and what ``usable`` raises.

    ``here`` as in ``leaks.known_here``.
    """
    found = concerns.papers(tx.connection, paper_id=paper_id)
    if not found or kind not in (None, found[0].draft.kind):
        raise KnownError(NO_SUCH_PAPER)
    paper = found[0]
    author = next(member for member in people.staff(tx.connection) if member.id == paper.author_id)
    drawn = (*paper.draft.observations, *paper.draft.words)
    # what its author could see, whoever prints it
    file = file_for(desk, tx, paper.concern_id, author, drawn=drawn)
    draft = paper.draft if anonymous is None else replace(paper.draft, anonymous=anonymous)
    draft = usable(tx, file.concern, draft)
    gone = erasure.text_erased_on(tx.connection, [paper_id])
    if gone:
        raise KnownError(TEXT_GONE, day=long_date(gone[paper_id]))
    form = form_of(desk, tx, paper.form)
    assert isinstance(form, DocumentForm)  # noqa: S101  the reference names the kind
    facts = replace(gather(desk, tx, file, draft, paper, here=here), cpr=replies.cpr(tx.connection, paper_id))
    return FinishedPaper(paper, form, facts)


def note_sent(
    desk: Desk, paper_id: Id, *, channel: str, receiver: str, sent_on: date, at: str = "", sha256: str = ""
) -> None:
    """Note how a paper left the house. Until then an underretning stands first on Start.

    ``at`` is the time of day, ``sha256`` that of the file that was sent; "" where nobody knows, or there was no file.
    Raises PAPIR-SENDT, PAPIR-SENDT-DAG for a day to come, and PAPIR-ER-SENDT where somebody has noted it before.
    """
    if not channel.strip() or not receiver.strip():
        raise KnownError(SENT_MISSING)
    with desk.write(Action.EXPORT_PAPER) as tx:
        found = concerns.papers(tx.connection, paper_id=paper_id)
        if not found:
            raise KnownError(NO_SUCH_PAPER)
        find_concern(tx, found[0].concern_id)
        if sent_on > tx.today:
            raise KnownError(SENT_LATER)
        if (before := concerns.sent(tx.connection, [paper_id]).get(paper_id)) is not None:
            raise KnownError(SENT_ALREADY, on=long_date(before.sent_on), who=before.by_name)
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, concern_id=found[0].concern_id)
        sent = Sent(paper_id, channel.strip(), receiver.strip(), sent_on, desk.staff.name, at.strip(), sha256)
        concerns.add_sent(tx.connection, header, sent)
        tx.note(paper_id, way="sent")
        tx.changed(Kind.PAPERS, Kind.CONCERNS)
