"""Til journalen: what must go to the municipality's own case system, taken out as files and confirmed (domain 8.3).

The program is no archive: what is confirmed may be deleted here, and what is not is kept. A row has neutral words; whom
it is about is asked for with a press of its own, and that is logged. What belongs to a concern follows its access.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from opspor.documents import filing_paper
from opspor.documents.document import Document, Entry, Quote
from opspor.documents.filing_paper import FilingFacts, Said, Whole
from opspor.domain.access import Action, may
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.concern import Concern, owners
from opspor.domain.errors import Fault, KnownError
from opspor.domain.filing import TAKEN_BACK, Filed, FilingKind, ToFile, check
from opspor.domain.forum import OUTCOME_WORDS
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.store import children, concerns, filings, log, people, protection, replies
from opspor.store import forum as stored_forum
from opspor.store import meetings as stored_meetings
from opspor.store.records import Header
from opspor.usecases.concerns import ConcernFile, file_for, find_concern
from opspor.usecases.contexts import find_in, homes, sees
from opspor.usecases.decision_words import words_of
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.forum_papers import minutes_of as forum_minutes_of
from opspor.usecases.meeting_papers import minutes_of as meeting_minutes_of
from opspor.usecases.paper_files import log_mark, saved
from opspor.usecases.papers import finished

GONE = Fault(
    "JOURNAL-VAEK",
    "Noget af det, du valgte, er rettet, slettet eller noteret af en kollega imens. Intet er noteret. "
    "Se listen igen, og vælg på ny.",
)
CHANGED = Fault(
    "JOURNAL-AENDRET", "En kollega har rettet det samme imens. Intet er ændret. Se, hvad der står nu, og ret det igen."
)
LIST_FILE = "til-journalen-liste.pdf"
_NOBODY = Id("")


@dataclass(frozen=True, slots=True)
class FilingRow:
    """Something to be journalised, or that was, as a list shows it: nothing of whom it is about.

    ``label`` is the neutral one of its concern. ``saved_on`` is when a file was made of it last, as far as the log
    remembers.
    """

    what: ToFile
    label: str
    by_name: str
    mine: bool  # one's own to see to, or nobody's: whoever wrote it has left
    saved_on: date | None


def waiting(desk: Desk) -> tuple[FilingRow, ...]:
    """What must be journalised and is not confirmed, as far as the person may see it: the oldest first."""
    with desk.read(Action.SEE_FILING) as tx:
        tx.require(author=desk.staff.id)  # what one may not open is left out
        return _rows(tx, filings.to_file(tx.connection))


def done(desk: Desk) -> tuple[FilingRow, ...]:
    """What was confirmed and is still here, the newest first."""
    with desk.read(Action.SEE_FILING) as tx:
        tx.require(author=desk.staff.id)  # as above
        found = filings.to_file(tx.connection, filed=True)
        rows = _rows(tx, found)
        return tuple(sorted(rows, key=lambda row: row.what.filed.version if row.what.filed else "", reverse=True))


def names(desk: Desk) -> Mapping[Id, str]:
    """record -> whom it is about, of all that the two lists hold. Logged."""
    with desk.read(Action.SEE_FILING) as tx:
        tx.require(author=desk.staff.id)  # as above
        found = [*filings.to_file(tx.connection), *filings.to_file(tx.connection, filed=True)]
        seen, about, known = _seen(tx, found)
        named = {}
        for one in seen:
            concern = about.get(one.concern_id) if one.concern_id else None
            child = known.get(_child_of(one, concern) or _NOBODY)
            named[one.about] = child.short if child else concern.typed_name if concern else ""
        tx.note(names=len(named))
        return named


def export(desk: Desk, about: Id, target: Path) -> None:
    """Save one of them as PDF for the journal. Its line in the log stands on it.

    Raises JOURNAL-VAEK, PAPIR-IKKE-GEMT, and what its own paper raises.
    """
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with saved(target) as put, desk.write(Action.PRINT_FILING) as tx:
        what = _find(tx, [about])[0]
        tx.note(about, kind=what.kind.value)
        put(layout.draw(_document(desk, tx, what)))
        tx.changed(Kind.LOG, Kind.PROTECTION)


def print_list(desk: Desk, abouts: Sequence[Id], target: Path) -> None:
    """Save the list that lies beside the files; it names nobody. Raises JOURNAL-VAEK, PAPIR-IKKE-GEMT."""
    from opspor.documents import layout

    with saved(target) as put, desk.write(Action.PRINT_FILING) as tx:
        found = _find(tx, abouts)
        tx.note(paper="list", files=len(found))
        put(layout.draw(filing_paper.listing(_facts(desk, tx, "", None), found)))
        tx.changed(Kind.LOG)


def confirm(desk: Desk, abouts: Collection[Id], on: date, reference: str) -> None:
    """Note that these lie in the municipality's own system: all of them or none.

    The CPR number that an underretning carries is forgotten in the same moment. Raises JOURNAL-HVOR, JOURNAL-FREM,
    JOURNAL-TIDLIG, JOURNAL-VAEK.
    """
    with desk.write(Action.NOTE_FILED) as tx:
        found = _find(tx, abouts)
        if not found or any(one.filed is not None for one in found):
            raise KnownError(GONE)
        check(on, reference, max(one.since for one in found), tx.today)
        for number, one in enumerate(found):
            note(tx, one, on, reference)
            if number:
                desk.log_too(tx, tx.action, one.about, kind=one.kind.value)
            else:
                tx.note(one.about, kind=one.kind.value)
        tx.changed(Kind.PROTECTION, Kind.PAPERS)


def correct(desk: Desk, about: Id, version: Id, on: date, reference: str) -> None:
    """Say anew when and where it was journalised; both stay. ``version`` is what the person saw.

    Raises as ``confirm``, and JOURNAL-AENDRET.
    """
    with desk.write(Action.NOTE_FILED) as tx:
        what = _filed(tx, about, version)
        check(on, reference, what.since, tx.today)
        note(tx, what, on, reference)
        tx.note(about, corrects=True)
        tx.changed(Kind.PROTECTION, Kind.PAPERS)


def undo(desk: Desk, about: Id, version: Id) -> None:
    """It was noted by mistake: it waits again. Raises JOURNAL-VAEK, JOURNAL-AENDRET."""
    with desk.write(Action.NOTE_FILED) as tx:
        what = _filed(tx, about, version)
        note(tx, what, tx.today, TAKEN_BACK)
        tx.note(about, taken_back=True)
        tx.changed(Kind.PROTECTION, Kind.PAPERS)


def note(tx: Transaction, what: ToFile, on: date, reference: str) -> None:
    """Write it down, for whoever asked whether the person may: a version of what stands, where something does."""
    header = Header(
        tx.new_id(), tx.staff.id, tx.now, tx.now, child_id=what.child_id, concern_id=what.concern_id,
        replaces=what.filed.version if what.filed else None,
    )  # fmt: skip
    protection.file(tx.connection, header, Filed(what.about, on, reference.strip(), tx.staff.name, tx.now))
    if what.kind is FilingKind.UNDERRETNING and reference != TAKEN_BACK:
        replies.set_cpr(tx.connection, what.about, "")


# --- whom one sees ----------------------------------------------------------------------------------------------------


def _rows(tx: Transaction, found: Iterable[ToFile]) -> tuple[FilingRow, ...]:
    seen, about, _ = _seen(tx, found)
    staff = {member.id: member for member in people.staff(tx.connection)}
    made = {
        line.subject_id: line.at.date() for line in log.entries(tx.connection, actions=[Action.PRINT_FILING])
    }  # fmt: skip
    return tuple(
        FilingRow(
            one,
            about[one.concern_id].label if one.concern_id else "",
            staff[one.author_id].name,
            tx.staff.id == one.author_id or staff[one.author_id].left_at is not None,
            made.get(one.about),
        )
        for one in seen
    )


def _seen(
    tx: Transaction, found: Iterable[ToFile]
) -> tuple[list[ToFile], Mapping[Id, Concern], Mapping[Id, ChildInList]]:
    """Those of them that the person may see, with their concerns and children."""
    found = [*found]
    wanted = {one.concern_id for one in found if one.concern_id}
    about = {one.id: one for one in concerns.concerns(tx.connection, concern_ids=wanted)} if wanted else {}
    ids = {id_ for one in found if (id_ := _child_of(one, about.get(one.concern_id) if one.concern_id else None))}
    known = children.by_ids(tx.connection, ids)
    at_home = homes(people.groups(tx.connection))
    seen = []
    for one in found:
        concern = about.get(one.concern_id) if one.concern_id else None
        child = known.get(_child_of(one, concern) or _NOBODY)
        groups = child.group_ids if child else ()
        if concern is not None:
            sees_it = may(tx.staff, Action.OPEN_CONCERN, **owners(concern, groups))
        else:
            sees_it = one.context is not None and sees(tx.staff, groups, one.context, at_home)
        if sees_it:
            seen.append(one)
    return seen, about, known


def _child_of(one: ToFile, concern: Concern | None) -> Id | None:
    return concern.child_id if concern else one.child_id


def _find(tx: Transaction, abouts: Collection[Id]) -> tuple[ToFile, ...]:
    """These, in the order of the list, after asking whether the person may. Raises JOURNAL-VAEK."""
    every = (*filings.to_file(tx.connection), *filings.to_file(tx.connection, filed=True))
    found = tuple(one for one in every if one.about in abouts)
    if len(found) != len(set(abouts)):
        tx.require(author=tx.staff.id)
        raise KnownError(GONE)
    for one in found:
        if one.concern_id is not None:
            find_concern(tx, one.concern_id)
        elif one.child_id is not None and one.context is not None:
            find_in(tx, one.child_id, one.context)
    return found


def _filed(tx: Transaction, about: Id, version: Id) -> ToFile:
    what = _find(tx, [about])[0]
    if what.filed is None or what.filed.version != version:
        raise KnownError(CHANGED)
    return what


# --- what it says -----------------------------------------------------------------------------------------------------


def _document(desk: Desk, tx: Transaction, what: ToFile) -> Document:
    match what.kind:
        case FilingKind.UNDERRETNING:
            return finished(desk, tx, what.about, kind=PaperKind.UNDERRETNING).document(log_mark(desk, tx))
        case FilingKind.MINUTES:
            versions = stored_meetings.meetings(tx.connection, child_id=what.child_id)
            return meeting_minutes_of(desk, tx, next(one.meeting_id for one in versions if one.id == what.about))
        case FilingKind.CONCLUSION:
            assert what.concern_id is not None  # noqa: S101  a conclusion is about a concern
            made = stored_forum.concluded(tx.connection, [what.concern_id])
            return forum_minutes_of(desk, tx, next(one.item_id for one in made if one.id == what.about))
    assert what.concern_id is not None  # noqa: S101  what is left is of a concern
    file = file_for(desk, tx, what.concern_id, desk.staff)
    facts = _facts(desk, tx, file.name, file)
    if what.kind is FilingKind.CONCERN:
        return filing_paper.concern(facts, what, _whole(desk, tx, file))
    return filing_paper.decision(facts, what, next(said for id_, said in _decided(desk, file) if id_ == what.about))


def _facts(desk: Desk, tx: Transaction, name: str, file: ConcernFile | None) -> FilingFacts:
    institution = people.institution(tx.connection)
    known = file.particulars if file else None
    return FilingFacts(institution, name, known, desk.staff.short, tx.now, log_mark(desk, tx))


def _decided(desk: Desk, file: ConcernFile) -> Iterable[tuple[Id, Said]]:
    for one in file.decisions:
        said = words_of(one.what, file.carers, lambda track: desk.library.track(track).title)
        yield one.id, Said(said.head, said.lines, one.author_name, one.written_at)


def _whole(desk: Desk, tx: Transaction, file: ConcernFile) -> Whole:
    concern, titles = file.concern, {step.id: step.title for step in file.form.step}
    closed = concerns.closing(tx.connection, concern.id)
    if closed is None:
        raise KnownError(GONE)
    why, by, at = closed
    return Whole(
        file.form.title,
        Said(f"Set {long_date(concern.seen_at)}", (concern.what,), concern.author_name, concern.written_at),
        tuple(
            Entry(
                ", ".join(filter(None, (moment_in_words(one.seen_at), one.place))), one.text,
                f"Skrevet {moment_in_words(one.written_at)} af {one.author_name}",
            )
            for one in file.observations
            if one.concern_id == concern.id
        ),
        tuple(
            Quote(
                ", ".join(filter(None, (moment_in_words(one.said_at), one.place))), one.words, one.came_about,
                f"Skrevet {moment_in_words(one.written_at)} af {one.author_name}",
            )
            for one in file.words
            if one.concern_id == concern.id
        ),
        tuple(said for _, said in _decided(desk, file)),
        tuple(
            Said(titles.get(one.step_id, one.step_id), (one.note,), one.author_name, one.written_at)
            for one in file.noted
            if one.note
        ),
        tuple(_left_and_came(tx, file)),
        tuple(
            Said(
                ", ".join(OUTCOME_WORDS[outcome] for outcome in one.conclusion.outcomes),
                tuple(filter(None, (one.conclusion.words, one.conclusion.considered))), one.author_name, one.written_at,
            )
            for one in stored_forum.concluded(tx.connection, [concern.id])
        ),
        Said("Grund", (why,), by, at),
    )  # fmt: skip


def _left_and_came(tx: Transaction, file: ConcernFile) -> Iterable[str]:
    came = replies.replies(tx.connection, [paper.id for paper in file.papers])
    for paper in reversed(file.papers):
        sent = file.sent.get(paper.id)
        if sent is not None:
            yield f"Sendt {long_date(sent.sent_on)} til {sent.receiver} ({sent.channel}) af {sent.by_name}"
            for one in came.get(paper.id, ()):
                yield ": ".join(filter(None, (f"Svar {long_date(one.came_on)} fra {one.sender}", one.text)))
