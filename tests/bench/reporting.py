"""Concerns of a year in the big vault: reported to the municipality and answered, and talked about in a forum.

Written in bulk, as the rest of that vault. Of each year but the newest all is over: answered, and closed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from opspor.domain.assessment import FormRef
from opspor.domain.beredskab import Track
from opspor.domain.concern import Concern, Danger, StepState
from opspor.domain.follow_up import FollowUp, FollowUpDone, Review
from opspor.domain.forum import Conclusion, Forum, ForumAgreement, ForumDay, ForumItem, Member, Outcome
from opspor.domain.ids import Id, new_id
from opspor.domain.paper import (
    Paper,
    PaperDraft,
    PaperEvent,
    PaperKind,
    PaperNote,
    Reply,
    ReplyKind,
    SectionAnswer,
    Sent,
)
from opspor.store import concerns, follow_ups, forms, forum, records, replies
from opspor.store import schema as t
from opspor.store.records import Header
from opspor.usecases import waiting
from opspor.usecases.desk import Desk

CONCERNS = 50  # a year
_SEEN = 4  # observations of each
_EACH_DAY = 2  # briefs on the agenda of one day
_WAITING = 3  # one concern in so many of the newest year waits for an answer
_LATE = timedelta(weeks=3)  # what was to be looked at again before that has been
_TRACK = Track.GENERAL


@dataclass(frozen=True, slots=True)
class Reported:
    """What a year brought beside its rounds."""

    desk: Desk
    connection: Connection
    children: tuple[Id, ...]
    staff: tuple[Id, ...]
    year: int
    ago: int  # years

    def write(self) -> None:
        """Everything of that year: the first one makes the forum."""
        kept = {kind: self._form(kind) for kind in PaperKind}
        found = forum.forums(self.connection)
        of = found[0][1].id if found else self._forum()
        days = [self._day(of, number) for number in range(CONCERNS // _EACH_DAY)]
        for number in range(CONCERNS):
            child = self.children[(number * 37 + self.year * 11) % len(self.children)]
            self._one(number, child, kept, days[number // _EACH_DAY])

    def _form(self, kind: PaperKind) -> FormRef:
        form = self.desk.library.document(kind)
        if form.ref.sha256 not in forms.refs(self.connection):
            forms.keep(self.connection, form.ref, self.desk.library.text(form.ref))
        return form.ref

    def _forum(self) -> Id:
        header = self._header(self._moment(0))
        members = tuple(Member(function, "Målt Målebånd") for function in ("Rådgiver", "Psykolog", "Leder"))
        forum.add(self.connection, header, Forum(header.id, "Distriktstirsdag", "Rådhuset", members, 20))
        return header.id

    def _moment(self, number: int) -> datetime:
        """Spread over the year; the last one is a week old."""
        return self.desk.clock() - timedelta(days=364 * self.ago + 7 + (CONCERNS - 1 - number) * 6)

    def _waits(self, number: int) -> bool:
        return not self.ago and number % _WAITING == 0

    def _header(self, moment: datetime, child: Id | None = None, concern: Id | None = None, who: int = 0) -> Header:
        who_id = self.staff[who % len(self.staff)]
        return Header(new_id(moment), who_id, moment, moment, child_id=child, concern_id=concern)

    def _day(self, of: Id, number: int) -> Id:
        held = self._moment(number * _EACH_DAY).date() + timedelta(days=21)
        header = self._header(self._moment(number * _EACH_DAY))
        forum.add_day(self.connection, header, ForumDay(header.id, of, held, "13.00", "14.00", "Rådhuset"))
        return header.id

    def _one(self, number: int, child: Id, kept: Mapping[PaperKind, FormRef], day: Id) -> None:
        begun = self._moment(number)
        header = self._header(begun, child, who=number)
        concern = Concern(
            header.id, child, "", header.author_id, "", Danger.NO, _TRACK, begun.date(), begun, "Målt", None
        )  # fmt: skip
        concerns.add(self.connection, header, concern)
        seen = [*self._seen(begun, child, header.id, number)]
        records.add(self.connection, t.observation, seen)
        chosen = tuple(one.id for one, _ in seen)
        brief = self._paper(PaperKind.BRIEF, kept, header, chosen, number)
        report = self._paper(PaperKind.UNDERRETNING, kept, header, chosen, number)
        self._talked(brief, day, header, number)
        self._sent(report, header, number)
        steps = [step.id for step in self.desk.library.track(_TRACK).step]
        for step in steps[: steps.index(waiting.RECEIPT_STEP)] if self._waits(number) else steps:
            done = self._header(begun + timedelta(days=1), child, header.id, number)
            concerns.add_step(self.connection, done, step, StepState.DONE, "Målt")
        if self.ago:
            shut = self._header(begun + timedelta(days=90), child, header.id, number)
            concerns.close(self.connection, shut, header.id, "Målt, og hjulpet.")

    def _seen(self, begun: datetime, child: Id, concern: Id, number: int) -> Iterator[tuple[Header, dict[str, object]]]:
        for day in range(_SEEN):
            header = self._header(begun - timedelta(days=day), child, concern, number)
            yield header, {"place": "Målt", "text": "Sidder med ryggen til de andre og siger ingenting. " * 4}

    def _paper(
        self, kind: PaperKind, kept: Mapping[PaperKind, FormRef], of: Header, chosen: tuple[Id, ...], number: int
    ) -> Id:
        header = self._header(of.written_at + timedelta(hours=1), of.child_id, of.id, number)
        form = self.desk.library.document(kind)
        written = {section.id: SectionAnswer("Målt over flere uger af to voksne. " * 8) for section in form.section}
        draft = PaperDraft(kind, written, chosen, anonymous=kind is PaperKind.BRIEF)
        paper = Paper(header.id, of.id, of.child_id, header.author_id, "", header.written_at, draft, kept[kind])
        concerns.add_paper(self.connection, header, paper)
        return header.id

    def _sent(self, paper: Id, of: Header, number: int) -> None:
        """Sent as a file that is deleted, and answered; in the newest year some wait."""
        on = of.written_at.date()
        sent = self._header(of.written_at + timedelta(hours=2), of.child_id, of.id, number)
        concerns.add_sent(
            self.connection, sent, Sent(paper, "Digital Post", "Børn og unge", on, "", "14.02", "0" * 64)
        )  # fmt: skip
        gone = self._header(of.written_at + timedelta(hours=3), of.child_id, of.id, number)
        replies.note(
            self.connection, gone, PaperNote(paper, PaperEvent.FILE_DELETED, "", on, None, "", gone.written_at)
        )  # fmt: skip
        for kind, after in () if self._waits(number) else ((ReplyKind.RECEIPT, 4), (ReplyKind.FEEDBACK, 6)):
            came = self._header(of.written_at + timedelta(days=after), of.child_id, of.id, number)
            reply = Reply(came.id, paper, kind, came.written_at.date(), "Rådgiver", "Målt svar.", "", came.written_at)
            replies.add(self.connection, came, reply)

    def _talked(self, paper: Id, day: Id, of: Header, number: int) -> None:
        """On the agenda, and talked about where the day is gone."""
        item = self._header(of.written_at + timedelta(hours=1), of.child_id, of.id, number)
        place = number % _EACH_DAY + 1
        on_agenda = ForumItem(item.id, day, paper, of.id, of.child_id, place, 20, item.author_id)
        forum.add_item(self.connection, item, on_agenda)
        held = of.written_at + timedelta(days=21)
        if held > self.desk.clock():
            return
        said = self._header(held, of.child_id, of.id, number)
        kept = self._header(held, of.child_id, of.id, number)
        conclusion = Conclusion(
            (Outcome.SUPPORT,), "Målt.", considered="Målt.", next_on=held.date() + timedelta(weeks=7), weighed=True
        )
        agreed = ForumAgreement(kept.id, "Målt", "Målt", kept.author_id, held.date() + timedelta(weeks=3))
        forum.conclude(self.connection, said, item.id, conclusion, [(kept, agreed)])
        again = held + timedelta(weeks=7)
        for subject in (item.id, kept.id) if again < self.desk.clock() - _LATE else ():
            looked = self._header(again, of.child_id, of.id, number)
            review = Review(on=looked.written_at.date(), note="Målt igen.")
            made = FollowUp(looked.id, subject, FollowUpDone.HELD, looked.author_id, "", looked.written_at, review)
            follow_ups.add(self.connection, looked, made)
