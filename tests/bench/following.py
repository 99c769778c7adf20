"""What follows from a year of assessments in the big vault: focus points, plans, contacts, follow-ups and meetings.

Written in bulk, as the rest of that vault. Of each year but the newest nearly all is over: looked at again, and closed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import product

import msgspec
from sqlalchemy import Connection

from opspor.domain.assessment import Context, FormRef
from opspor.domain.contact import Contact, Spoken, Way
from opspor.domain.follow_up import Effect, FollowUp, FollowUpDone, Review
from opspor.domain.ids import Id, new_id
from opspor.domain.meeting import (
    Meeting,
    MeetingAgreement,
    MeetingKind,
    MeetingRecord,
    MeetingStatus,
    Participant,
    Side,
)
from opspor.domain.network import Considered, Network, NetworkMap, Often, Person, Ring, Sector
from opspor.domain.plans import ActionPlan, Focus, FocusPoint, Goal, LadderStep, Level, PartGoal, Plan, PlanStatus
from opspor.store import focus, follow_ups, forms, meetings, networks, plans, records
from opspor.store import schema as t
from opspor.store.records import Header
from opspor.usecases.desk import Desk

_FOCUS, _PLANS, _MEETINGS = 30, 5, 3  # of a hundred children a year; who has a meeting has a plan too
_TRIED = 10  # one contact in so many is in vain
_SILENT = 20  # with the parents of one child in so many nobody has talked in the newest year
_LATEST = 8  # weeks from now on until which the newest are looked at again, from three weeks ago
_AGAIN = timedelta(weeks=8)


def is_agreed(place: int, year: int) -> bool:
    """Whether the team agreed on a focus point for a child in that year; a few more than are written."""
    return _turn(place, year) < _FOCUS + 2


def _turn(place: int, year: int) -> int:
    """0 to 99: the lowest have most done for them that year."""
    return (place * 7 + year * 37) % 100


@dataclass(frozen=True, slots=True)
class Followed:
    """What was done for the children in one year."""

    desk: Desk
    connection: Connection
    children: tuple[Id, ...]
    staff: tuple[Id, ...]
    year: int
    ago: int  # years

    def write(self) -> None:
        """Everything of that year."""
        form = self.desk.library.document("network-meeting")
        if form.ref.sha256 not in forms.refs(self.connection):
            forms.keep(self.connection, form.ref, self.desk.library.text(form.ref))
        records.add(self.connection, t.parent_contact, [*self._contacts()])
        for place, child in enumerate(self.children):
            share = _turn(place, self.year)
            if share < _FOCUS:
                self._focus_point(place, child)
            if share < _PLANS:
                self._plan(place, child)
            if share < _MEETINGS:
                self._meeting(place, child, form.ref)
                if not self.ago:
                    self._map(place, child)

    @property
    def _moment(self) -> datetime:
        return self.desk.clock() - timedelta(days=364 * self.ago)

    @property
    def _today(self) -> date:
        return self._moment.date()

    def _who(self, place: int) -> Id:
        return self.staff[place % len(self.staff)]

    def _header(self, place: int, child: Id, replaces: Id | None = None) -> Header:
        moment = self._moment
        return Header(new_id(moment), self._who(place), moment, moment, child_id=child, replaces=replaces)

    def _day(self, place: int) -> date:
        """The day to look again: of the newest spread from three weeks ago on."""
        return self._today + timedelta(days=place % (7 * (_LATEST + 3)) - 21) if not self.ago else self._today + _AGAIN

    def _contacts(self) -> Iterator[tuple[Header, dict[str, object]]]:
        for place, child in enumerate(self.children):
            if not self.ago and place % _SILENT == 0:
                continue
            for half in range(2):
                held = self._today - timedelta(days=place % 170 + 182 * half)
                planned = not (self.ago or half or place % 25)
                contact = Contact(
                    held, Way.TALK, bool((place + half) % _TRIED), (Spoken(None, "Mor", "Målt med mors ord."),), "Målt",
                    "Vi tales ved igen.", self._day(place) if planned else None,
                )  # fmt: skip
                yield (
                    self._header(place, child),
                    {
                        "child_id": child, "context": Context.DAYCARE, "held_on": held, "talked": contact.talked,
                        "next_on": contact.next_on, "body": msgspec.json.encode(contact).decode(),
                    },
                )  # fmt: skip

    def _twice(self, place: int, child: Id, add: Callable[[Header, Id, PlanStatus], None]) -> None:
        """The first version; of older years a follow-up too, and the version that closed it."""
        first = self._header(place, child)
        add(first, first.id, PlanStatus.OPEN)
        if self.ago:
            self._look(place, child, first.id, Effect.WORKS)
            add(self._header(place, child, first.id), first.id, PlanStatus.CLOSED)

    def _look(self, place: int, child: Id, subject: Id, effect: Effect | None = None) -> None:
        """A follow-up that ends it."""
        review = Review(on=self._today + _AGAIN, effect=effect, note="Målt igen.")
        header = self._header(place, child)
        made = FollowUp(header.id, subject, FollowUpDone.HELD, header.author_id, "", header.written_at, review)
        follow_ups.add(self.connection, header, made)

    def _focus_point(self, place: int, child: Id) -> None:
        text = Focus(
            "Målt fokuspunkt", "Det undrer os, at nogen bygger tårne alene.", "Kan bygge tårne.", "Ikke ude.",
            "Bygger med en anden.", "En voksen sidder med og siger, hvad tårnet skal hedde.", self._who(place),
            self._today, self._day(place), "Fortæller, hvem der bygger med derhjemme.",
        )  # fmt: skip

        def add(header: Header, point: Id, status: PlanStatus) -> None:
            made = FocusPoint(
                header.id, point, child, None, Context.DAYCARE, header.author_id, "", header.written_at, text, status,
                _because(status),
            )  # fmt: skip
            focus.add(self.connection, header, made)

        self._twice(place, child, add)

    def _plan(self, place: int, child: Id) -> None:
        goals = tuple(
            Goal(
                new_id(self._moment), f"Mål {number}", "Målt.", "Målt.", "Målt.", self._today + 2 * _AGAIN,
                "En voksen bygger med hver dag.", "Alle på stuen", (PartGoal("Målt.", self._today + _AGAIN),) * 2,
            )
            for number in range(1, 4)
        )  # fmt: skip
        text = Plan(
            "Målt plan", goals, self._today, self._today + 3 * _AGAIN, self._day(place), Level.SECONDARY,
            LadderStep.EARLY, "Målt.", childs_view="»Jeg vil bygge højt.«", holder_id=self._who(place),
        )  # fmt: skip

        def add(header: Header, plan: Id, status: PlanStatus) -> None:
            made = ActionPlan(
                header.id, plan, child, Context.DAYCARE, header.author_id, "", header.written_at, text, status,
                _because(status),
            )  # fmt: skip
            plans.add(self.connection, header, made)

        self._twice(place, child, add)

    def _meeting(self, place: int, child: Id, form: FormRef) -> None:
        """Held, with three agreements that were kept; of the newest year one in two is still to come."""
        is_coming = not self.ago and place % 2 == 0
        header = self._header(place, child)
        held_on = self._today + timedelta(days=place % 40 * (1 if is_coming else -1))
        people = (
            Participant(Id("mother"), Side.FAMILY, "Målt Målebånd", "mor", came=not is_coming),
            *(
                Participant(who, Side.STAFF, f"Målt {number}", "pædagog", who, came=not is_coming)
                for number, who in enumerate(self.staff)
            ),
        )
        agreements = (
            ()
            if is_coming
            else tuple(
                MeetingAgreement(f"Målt {number}", f"Målt {number}", who, held_on + _AGAIN, new_id(self._moment))
                for number, who in enumerate(self.staff)
            )
        )
        text = Meeting(
            MeetingKind.NETWORK, held_on, time(14), "Personalestuen", "Målt", people,
            childs_view="»Jeg vil bygge højt.«", network_considered=True, agreements=agreements,
            next_on=None if is_coming or self.ago else held_on + _AGAIN,
        )  # fmt: skip
        status = MeetingStatus.PLANNED if is_coming else MeetingStatus.HELD
        made = MeetingRecord(
            header.id, header.id, child, Context.DAYCARE, header.author_id, "", header.written_at, status, text, form
        )
        meetings.add(self.connection, header, made)
        rows = [replace(self._header(place, child), id=one.id) for one in agreements]
        meetings.add_agreements(self.connection, made, rows)
        for one in agreements if self.ago else ():
            self._look(place, child, one.id)

    def _map(self, place: int, child: Id) -> None:
        people = tuple(
            Person(f"Målt {number}", "kender barnet", sector, ring, Often.WEEKLY, "Bygger tårne.")
            for number, (sector, ring) in enumerate(product(Sector, Ring))
        )
        header = self._header(place, child)
        made = NetworkMap(
            header.id, child, Context.DAYCARE, header.author_id, "", header.written_at,
            Network(people, "Barnet og mor", Considered.YES, self._today),
        )  # fmt: skip
        networks.add(self.connection, header, made)


def _because(status: PlanStatus) -> str:
    return "Det virkede." if status is PlanStatus.CLOSED else ""
