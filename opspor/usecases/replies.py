"""What came back on an underretning, and what else happened to it: noted on the paper, by whoever may see it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from opspor.documents.reminder_letter import ReminderFacts, reminder
from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.clock import long_date
from opspor.domain.concern import Concern, StepState, standing
from opspor.domain.errors import Fault, KnownError
from opspor.domain.filing import FilingKind, ToFile
from opspor.domain.ids import Id
from opspor.domain.paper import PaperEvent, PaperNote, Reply, ReplyKind
from opspor.store import children, concerns, people, protection, replies
from opspor.store.records import Header
from opspor.store.replies import Report
from opspor.usecases import filing, law_list
from opspor.usecases.clocks import RECEIPT, Clocks
from opspor.usecases.concerns import find_concern
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.paper_files import log_mark, saved
from opspor.usecases.papers import NO_SUCH_PAPER
from opspor.usecases.waiting import BY_REPLY, FEEDBACK_STEP, RECEIPT_STEP, TaskKind, read, tasks

NOT_SENT = Fault(
    "SVAR-IKKE-SENDT",
    "Det står ikke, at underretningen er sendt. Skriv først, hvornår og hvordan den blev sendt. Intet er gemt endnu.",
)
TOO_EARLY = Fault(
    "SVAR-TIDLIG",
    "Underretningen blev sendt {sent}, så der kan ikke være kommet svar før. Ret dagen. Intet er gemt endnu.",
)
TOO_LATE = Fault(
    "SVAR-FREM",
    "Den dag er ikke kommet endnu. Skriv den dag, det skete. Viser pc'ens ur en forkert dag, så ret uret. "
    "Intet er gemt endnu.",
)
NO_SENDER = Fault("SVAR-HVEM", "Skriv, hvem svaret kom fra. Et kontor eller en funktion er nok. Intet er gemt endnu.")
NO_WORDS = Fault("SVAR-ORD", "Skriv med et par ord, hvad de svarede. Intet er gemt endnu.")
NO_REASON = Fault("SVAR-GRUND", "Skriv med et par ord, hvad du gjorde, eller hvorfor. Intet er gemt endnu.")
NO_DAY = Fault("SVAR-DAG", "Vælg en kommende dag, hvor I ser på det igen. Intet er gemt endnu.")
CHANGED = Fault(
    "SVAR-AENDRET",
    "En kollega har rettet det samme svar imens. Det, du skrev, er ikke gemt. Luk, se det nye svar, og ret det, hvis "
    "det stadig er forkert.",
)

_FEEDBACK_DUTY = "feedback_duty"  # in the law list
_IN_WORDS = (PaperEvent.SUPPLEMENTED, PaperEvent.REMINDED, PaperEvent.CONSIDERED, PaperEvent.JOURNALISED)


@dataclass(frozen=True, slots=True)
class History:
    """What became of a finished underretning: what came back, what else happened, and its clocks once it was sent."""

    report: Report
    replies: tuple[Reply, ...]
    notes: tuple[PaperNote, ...]
    clocks: Clocks | None
    tasks: frozenset[TaskKind]  # what is left to do about it, where that is one's own to do
    label: str
    closed: bool
    carries_cpr: bool


def history(desk: Desk, paper_id: Id) -> History:
    """What became of an underretning. Reading it is logged. Raises PAPIR-MANGLER."""
    with desk.read(Action.SEE_REPLIES) as tx:
        report, concern, _ = _find(tx, paper_id)
        tx.note(paper_id)
        stand = next((row.clocks for row in read(tx, [concern]) if row.paper_id == paper_id), None)
        return History(
            report,
            replies.replies(tx.connection, [paper_id]).get(paper_id, ()),
            (*replies.notes(tx.connection, [paper_id]).get(paper_id, ()), *_journalised(tx, paper_id)),
            stand,
            frozenset(task.kind for task in tasks(tx, [concern]) if task.paper_id == paper_id),
            concern.label,
            concern.closed_at is not None,
            bool(replies.cpr(tx.connection, paper_id)),
        )


def note(
    desk: Desk,
    paper_id: Id,
    *,
    kind: ReplyKind,
    came_on: date,
    sender: str,
    text: str,
    again_on: date | None = None,
    corrects: Id | None = None,
) -> Id:
    """Note what came back, or with ``corrects`` say anew what an answer was; both stay.

    ``again_on`` is the day on which one weighs a new underretning, in place of the one that the law list gives. The
    steps of the track that wait for it are done with it. Raises SVAR-IKKE-SENDT, SVAR-TIDLIG, SVAR-FREM, SVAR-HVEM,
    SVAR-ORD, SVAR-DAG, SVAR-AENDRET, PAPIR-MANGLER.
    """
    if not sender.strip():
        raise KnownError(NO_SENDER)
    if kind is not ReplyKind.RECEIPT and not text.strip():
        raise KnownError(NO_WORDS)
    with desk.write(Action.NOTE_REPLY) as tx:
        report, concern, _ = _find(tx, paper_id)
        came = replies.replies(tx.connection, [paper_id]).get(paper_id, ())
        _check_day(tx, report, came_on)
        _check_again(tx, again_on)
        if corrects is not None and corrects not in {one.id for one in came}:
            raise KnownError(CHANGED)
        header = _header(tx, concern, replaces=corrects)
        reply = Reply(header.id, paper_id, kind, came_on, sender.strip(), text.strip(), desk.staff.name, tx.now)
        replies.add(tx.connection, header, reply)
        if again_on is not None:
            _note(tx, concern, paper_id, PaperEvent.CONSIDERED, "", tx.today, again_on)
        _tell_track(tx, concern)
        tx.note(paper_id, kind=kind.value, corrects=corrects is not None)
        tx.changed(Kind.PAPERS, Kind.CONCERNS)
        return header.id


def happened(
    desk: Desk, paper_id: Id, event: PaperEvent, *, on: date, text: str = "", again_on: date | None = None
) -> None:
    """Note what was done about a finished underretning: they were rung, a new one was weighed, what was missing was
    given in another way, the file was deleted, or it stands in the journal.

    With JOURNALISED, which says where in ``text``, the CPR number that it carries is forgotten in the same moment.
    ``again_on`` is the day on which one looks again. Raises SVAR-GRUND, SVAR-FREM, SVAR-TIDLIG, SVAR-DAG,
    SVAR-IKKE-SENDT, PAPIR-MANGLER.
    """
    if event in _IN_WORDS and not text.strip():
        raise KnownError(NO_REASON)
    with desk.write(Action.NOTE_REPLY) as tx:
        report, concern, _ = _find(tx, paper_id)
        if event in (PaperEvent.REMINDED, PaperEvent.CONSIDERED):
            _check_day(tx, report, on)
        _check_again(tx, again_on)
        if event is PaperEvent.JOURNALISED:
            before = protection.filed(tx.connection, [paper_id]).get(paper_id)
            what = ToFile(paper_id, FilingKind.UNDERRETNING, report.author_id, on, concern.id, filed=before)
            filing.note(tx, what, on, text)
        else:
            _note(tx, concern, paper_id, event, text.strip(), on, again_on)
        tx.note(paper_id, event=event.value)
        tx.changed(Kind.PAPERS, Kind.CONCERNS, Kind.PROTECTION)


def print_reminder(desk: Desk, paper_id: Id, target: Path, *, named: bool) -> None:
    """Save the letter that asks for the receipt, or once that has come for what came of it, and note that they were
    asked. Its line in the log stands on it.

    ``named``: whether the child's name stands on it. Raises SVAR-IKKE-SENDT, PAPIR-BESKYTTET, PAPIR-MANGLER,
    PAPIR-IKKE-GEMT.
    """
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with saved(target) as put, desk.write(Action.EXPORT_PAPER) as tx:
        report, concern, child = _find(tx, paper_id)
        stand = next((row.clocks for row in read(tx, [concern]) if row.paper_id == paper_id), None)
        if report.sent is None or stand is None:
            raise KnownError(NOT_SENT)
        rule = law_list.rule_on(desk.folder, RECEIPT if stand.receipt_by else _FEEDBACK_DUTY, tx.today)
        name = child.full_name if child else concern.typed_name
        tx.note(paper_id, paper="reminder", named=named)
        facts = ReminderFacts(
            people.institution(tx.connection), report.sent, name if named else "",
            children.particulars(tx.connection, child.id)[1] if child else None, stand.receipt_by, stand.reminded_on,
            f"{rule.text} {rule.quoted}", desk.staff.name, tx.now, log_mark(desk, tx),
        )  # fmt: skip
        put(layout.draw(reminder(facts)))
        _note(tx, concern, paper_id, PaperEvent.REMINDED, "Brev", tx.today, None)
        tx.changed(Kind.PAPERS, Kind.CONCERNS, Kind.LOG)


# --- what all of them ask and write -----------------------------------------------------------------------------------


def _find(tx: Transaction, paper_id: Id) -> tuple[Report, Concern, ChildInList | None]:
    """The underretning with its concern and child, after asking whether the person may."""
    found = replies.reports(tx.connection, paper_id=paper_id)
    if not found:
        raise KnownError(NO_SUCH_PAPER)
    return found[0], *find_concern(tx, found[0].concern_id)


def _journalised(tx: Transaction, paper_id: Id) -> tuple[PaperNote, ...]:
    """That it lies in the journal, as ``usecases.filing`` keeps it, among what else happened to the paper."""
    filed = protection.filed(tx.connection, [paper_id]).values()
    return tuple(
        PaperNote(paper_id, PaperEvent.JOURNALISED, one.reference, one.on, None, one.author_name, one.written_at)
        for one in filed
    )


def _header(tx: Transaction, concern: Concern, replaces: Id | None = None) -> Header:
    return Header(tx.new_id(), tx.staff.id, tx.now, tx.now, concern_id=concern.id, replaces=replaces)


def _note(
    tx: Transaction, concern: Concern, paper_id: Id, event: PaperEvent, text: str, on: date, again_on: date | None
) -> None:
    noted = PaperNote(paper_id, event, text, on, again_on, tx.staff.name, tx.now)
    replies.note(tx.connection, _header(tx, concern), noted)


def _check_day(tx: Transaction, report: Report, on: date) -> None:
    """A PC whose clock was set back knows of later days: nobody is kept from noting what came on the day it was sent,
    or on one that stands here already.
    """
    if report.sent is None:
        raise KnownError(NOT_SENT)
    if on < report.sent.sent_on:
        raise KnownError(TOO_EARLY, sent=long_date(report.sent.sent_on))
    if on > max(tx.today, report.sent.sent_on, report.written_at.date()):
        raise KnownError(TOO_LATE)


def _check_again(tx: Transaction, again_on: date | None) -> None:
    if again_on is not None and again_on <= tx.today:
        raise KnownError(NO_DAY)


def _tell_track(tx: Transaction, concern: Concern) -> None:
    """The steps that wait for an answer are done when it is noted, and open again when it turns out to be none. What a
    person noted about them stays.
    """
    papers = [one.paper_id for one in replies.reports(tx.connection, concern_ids=[concern.id])]
    kinds = {one.kind for came in replies.replies(tx.connection, papers).values() for one in came}
    steps = standing(concerns.steps(tx.connection, [concern.id])[concern.id])
    for step_id, has_come in (
        (RECEIPT_STEP, bool(kinds - {ReplyKind.OTHER})), (FEEDBACK_STEP, ReplyKind.FEEDBACK in kinds),
    ):  # fmt: skip
        step = steps.get(step_id)
        is_open = step is None or step.state is StepState.OPEN
        if has_come and is_open:
            concerns.add_step(tx.connection, _header(tx, concern), step_id, StepState.DONE, "", BY_REPLY)
        elif not has_come and not is_open and step is not None and step.outcome == BY_REPLY:
            concerns.add_step(tx.connection, _header(tx, concern), step_id, StepState.OPEN, "", BY_REPLY)
