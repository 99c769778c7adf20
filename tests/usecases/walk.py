"""The walk through the house: who may what as a table of words, and how each use case is called."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from opspor.domain.assessment import Agreement, Context, FollowUpKind, MinorityView, OwnAnswers, Position, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.environment import EnvironmentAnswers
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.offer import OfferText
from opspor.domain.paper import PaperKind
from opspor.domain.people import Role, StaffMember
from opspor.domain.plans import Goal, Plan
from opspor.domain.rounds import ReasonKind
from opspor.domain.transition import Way, Wish
from opspor.domain.visit import Looked, VisitAnswers, VisitType
from opspor.store import people as stored
from opspor.usecases import (
    assess,
    children,
    concerns,
    copies,
    environment,
    joint,
    notices,
    offers,
    papers,
    people,
    plans,
    pupils,
    recovery,
    rounds,
    transitions,
    visits,
)
from opspor.usecases.children import NewChild
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House, quick

Table = dict[str, str]
Call = Callable[["Walk", Desk, str], object]

COLUMNS = ("staff", "health_visitor", "leader", "administrator", "auditor")
#                                              staff health leader admin auditor
ANYBODY: Table = {"": "yes   yes    yes    yes   yes"}
CONTENT: Table = {"": "yes   yes    yes    no    no"}
LEADER: Table = {"": "no    no     yes    no    no"}
SETTINGS: Table = {"": "no    no     yes    yes   no"}
LOG: Table = {"": "no    no     yes    no    yes"}
ROOM: Table = {  # of a child, a list or a round
    "my room": "yes   yes    yes    no    no",
    "another room": "no    no     yes    no    no",
}
MINE: Table = {
    "typed for me": "yes   yes    yes    yes   yes",
    "typed for a colleague": " ".join(["VURD-SYN-SVARET"] * 5),  # not even the leader answers for another
}
ENROL: Table = {  # asked of the child and of the group
    "my room > a room of mine too": "yes   yes    yes    no    no",
    "my room > not my room": "no    no     yes    no    no",
    "another room > a room of mine too": "no    no     yes    no    no",
}
ROUND: Table = {  # of whoever opened it
    "my own, my room": "yes   yes    yes    no    no",
    "a colleague's, my room": "no    no     yes    no    no",
}
DISTRICT: Table = {  # of a district or a child in it; a room is none
    "my district": "no    yes    yes    no    no",
    "another district": "no    no     yes    no    no",
    "my room": "no    no     yes    no    no",
}
DISTRICT_ONLY: Table = {of: who for of, who in DISTRICT.items() if "district" in of}
DISTRICTS: Table = {"": "no    yes    yes    no    no"}
ANY_CHILD: Table = dict.fromkeys(("my room", "another room", "typed name"), "yes yes yes yes yes")
CONCERN: Table = {
    "a colleague's, my room": "yes   yes    yes    no    no",
    "a colleague's, another room": "no    no     yes    no    no",
    "a colleague's, typed name": "no    no     yes    no    no",
    "a colleague's suspicion, my room": "no    no     yes    no    no",
    "a colleague's, my room, kept from me": "no    no     yes    no    no",
    "a colleague's, another room, kept to me": "yes  yes    yes    no    no",
    "my own, my room": "yes   yes    yes    yes   yes",
    "my own, another room": "yes   yes    yes    yes   yes",
    "my own, typed name": "yes   yes    yes    yes   yes",
    "my own suspicion, another room": "yes   yes    yes    yes   yes",
}
# whoever is named reads and writes, but names nobody else
KEEP: Table = {of: "yes yes yes yes yes" if of.startswith("my own") else "no no yes no no" for of in CONCERN}
LINK: Table = {
    "my own, typed name > my room":           "yes   yes    yes    no    no",
    "my own, typed name > another room":      "no    no     yes    no    no",
    "a colleague's, typed name > my room":    "no    no     yes    no    no",
    "a colleague's, typed name, kept to me > my room": "yes yes yes no no",
}  # fmt: skip


@dataclass
class Walk:
    """The vault with the person whose turn it is. What is asked for is prepared by others, each time anew."""

    house: House
    login: str
    left: bool = False
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def colleague(self) -> dict[str, str]:
        """Who works in the room beside the person who walks."""
        return {"my room": "sofie", "another room": "ali"}

    def as_(self, desk: Desk, login: str) -> Desk:
        """A desk of somebody else, who reaches everything: for what is prepared."""
        with desk.engine.begin() as connection:
            member = next(m for m in stored.staff(connection) if m.id == self.house.ids[login])
        return replace(desk, staff=replace(member, role=Role.LEADER))

    def child(self, room: str) -> Id:
        return self.house.children[0 if room == "my room" else 3]

    def new_child(self, desk: Desk, room: str) -> Id:
        """A new child of that room."""
        name = "Bøgestuen" if room == "my room" else "Egestuen"
        new = [NewChild(f"Barn {next(self.numbers)}", "Kanari", None, "", name, "")]
        return children.import_list(self.as_(desk, "mette"), new).children[0]

    def new_group(self, desk: Desk) -> Id:
        """A new group that nobody works in, and that no other row needs as it is."""
        group = Id(f"group-{next(self.numbers)}")
        with desk.engine.begin() as connection:
            stored.add_group(connection, group, f"Stue {group}")
        return group

    def enrol(self, desk: Desk, of: str, *, moving: bool = False) -> object:
        """``my room > a room of mine too``: a child of the first into a new one."""
        room, _, into = of.partition(" > ")
        group, today = self.new_group(desk), desk.clock().date()
        child = self.new_child(desk, room)
        if "mine" in into:
            desk = replace(desk, staff=replace(desk.staff, groups=desk.staff.groups | {group}))
        if moving:
            return partial(children.move, desk, child, self.group(room), group, today)
        return partial(children.enrol, desk, child, group, today)

    def pupil(self, desk: Desk, room: str) -> Id:
        """A child of that room that nobody is concerned about, old enough for questions of its own."""
        leader, child = self.as_(desk, "mette"), self.new_child(desk, room)
        file = children.open_child(leader, child)
        children.change(leader, child, file.particulars_id, replace(file.particulars, birth_date=date(2017, 1, 5)))
        return child

    def pupil_sheet(self, desk: Desk, room: str) -> pupils.PupilSheet:
        return pupils.sheet(self.as_(desk, "mette"), self.pupil(desk, room))

    def group(self, room: str) -> Id:
        return self.house.groups["Bøgestuen" if room == "my room" else "Egestuen"]

    def concern(self, desk: Desk, of: str) -> Id:
        """``a colleague's suspicion, my room, kept from me``"""
        whose, where, *kept = of.split(", ")
        author = self.as_(desk, self.login if whose.startswith("my own") else self.colleague.get(where, "ali"))
        about: dict[str, Any] = {"child_id": self.child(where)} if "room" in where else {"typed_name": "Kanari"}
        track = Track.PARENTS if "suspicion" in whose else Track.GENERAL
        made = concerns.start(author, danger=Danger.NO, track=track, what="Noget", seen_on=desk.clock().date(), **about)
        if kept:
            me = self.house.ids[self.login]
            able = {choice.id for choice in concerns.open_concern(author, made).audience.choices}
            concerns.keep(author, made, {me} & able if kept == ["kept to me"] else [])
        return made

    def opener(self, of: str) -> str:
        """Who opened the round."""
        return self.login if of.startswith("my own") else "sofie"

    def round(self, desk: Desk, room: str, *, submitted: bool = False, by: str = "mette") -> Id:
        """A round in which this person and a colleague assess, opened by somebody who may."""
        logins = (self.login, self.colleague[room])
        notices.give(self.as_(desk, "mette"), [self.child(room)], desk.clock().date())
        made = rounds.open_round(
            self.as_(desk, by),
            name=f"Runde {next(self.numbers)}",
            opens_on=desk.clock().date(),
            closes_on=desk.clock().date() + timedelta(days=9),
            groups={self.group(room): (Context.DAYCARE, [self.house.ids[login] for login in logins])},
        )
        for login in logins if submitted else ():
            self.submit(self.as_(desk, login), made, room)
        return made

    def change_round(self, desk: Desk, of: str) -> object:
        made = self.round(desk, "my room", by=self.opener(of))
        team = [self.house.ids[login] for login in (self.login, "sofie")]
        later = desk.clock().date() + timedelta(days=20)
        return partial(rounds.change_round, desk, made, closes_on=later, teams={self.group("my room"): team})

    def close_round(self, desk: Desk, of: str) -> object:
        """A round in which nobody is assessed, with a reason each."""
        made, able = self.round(desk, "my room", by=self.opener(of)), self.as_(desk, "mette")
        for row in rounds.coverage(able, made).children:
            rounds.give_reason(able, made, row.child.id, row.context, ReasonKind.NOT_ASSESSED, "Ny på stuen")
        return partial(rounds.close_round, desk, made)

    def district(self, desk: Desk, of: str) -> tuple[Desk, Id, Id]:
        """The desk with a district, the district, and a child in it; with "my room" a new child of that room."""
        group = visits.new_district(self.as_(desk, "mette"), f"Distrikt {next(self.numbers)}")
        if of == "my district":
            desk = replace(desk, staff=replace(desk.staff, groups=desk.staff.groups | {group}))
        if "room" in of:
            return desk, group, self.new_child(desk, of)
        able = self.as_(desk, "mette")
        return desk, group, visits.add_child(able, group, name="Kanari", birth=desk.clock().date())

    def visit(self, desk: Desk, of: str) -> object:
        """A visit that only has to be finished."""
        desk, _, child = self.district(desk, of)
        sheet = self.visit_sheet(desk, child)
        answers = VisitAnswers(
            visited_on=desk.clock().date(), in_journal=False,
            answers={topic.id: Looked.WELL for topic in sheet.form.topic},
        )  # fmt: skip
        return partial(visits.finish_visit, desk, sheet, answers)

    def visit_sheet(self, desk: Desk, child: Id) -> visits.VisitSheet:
        return visits.visit_sheet(self.as_(desk, "mette"), child, VisitType.EARLY)

    def save_visit(self, desk: Desk) -> object:
        desk, _, child = self.district(desk, "my district")
        return partial(visits.save_visit, desk, self.visit_sheet(desk, child), VisitAnswers())

    def in_district(self, desk: Desk, of: str, use: Callable[[Desk, Id, Id], object]) -> object:
        """``use`` gets a desk, a district and a child of it."""
        return partial(use, *self.district(desk, of))

    def submit(self, desk: Desk, round_id: Id, room: str) -> None:
        sheet = assess.own_sheet(desk, round_id, self.child(room))
        assess.submit_own(desk, sheet, OwnAnswers(position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES))

    def submit_mine(self, desk: Desk, room: str) -> object:
        sheet = assess.own_sheet(self.as_(desk, self.login), self.round(desk, room), self.child(room))
        answers = OwnAnswers(position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES)
        return partial(assess.submit_own, desk, sheet, answers)

    def frame(self, desk: Desk, room: str) -> environment.EnvironmentSheet:
        """The adults of a room as this person is asked about them."""
        me = self.as_(desk, self.login)
        return environment.sheet(me, self.round(desk, room), self.group(room))

    def save_mine(self, desk: Desk) -> object:
        room = "my room"
        sheet = assess.own_sheet(self.as_(desk, self.login), self.round(desk, room), self.child(room))
        return partial(assess.save_own, desk, sheet, OwnAnswers())

    def agree(self, desk: Desk, room: str) -> object:
        agreement = Agreement(
            position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES, follow_up=(FollowUpKind.NEXT_ROUND,),
            participants=(self.house.ids[self.login], self.house.ids[self.colleague[room]]), reason="Kanari",
        )  # fmt: skip
        return partial(joint.agree, desk, self.round(desk, room, submitted=True), self.child(room), agreement)

    def answer_minority(self, desk: Desk, of: str) -> object:
        round_id, child = self.round(desk, "my room", submitted=True), self.child("my room")
        view = MinorityView(self.house.ids[self.login if of == "typed for me" else "jonas"], "Kanari")
        agreement = Agreement(
            position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES, follow_up=(FollowUpKind.NEXT_ROUND,),
            participants=(view.staff_id,), reason="Kanari", minority=(view,),
        )  # fmt: skip
        made = joint.agree(self.as_(desk, "sofie"), round_id, child, agreement)
        return partial(joint.answer_minority, desk, made, confirmed=True)

    def change(self, desk: Desk, room: str) -> object:
        file = children.open_child(self.as_(desk, "mette"), self.child(room))
        return partial(children.change, desk, file.child.id, file.particulars_id, file.particulars)

    def sheet(self, desk: Desk, of: str) -> papers.PaperSheet:
        author = self.as_(desk, self.login if of.startswith("my own") else "mette")
        return papers.paper_sheet(author, concerns.open_concern(author, self.concern(desk, of)), PaperKind.UNDERRETNING)

    def paper(self, desk: Desk, of: str) -> Id:
        sheet = self.sheet(desk, of)
        return papers.finish(self.as_(desk, self.login if of.startswith("my own") else "mette"), sheet, sheet.draft)

    def target(self) -> Path:
        """Where a paper is saved."""
        return self.house.folder.with_name(f"{next(self.numbers)}.pdf")

    def export(self, desk: Desk, of: str) -> object:
        return partial(papers.export, desk, self.paper(desk, of), self.target())

    def finish(self, desk: Desk, of: str) -> object:
        sheet = self.sheet(desk, of)
        return partial(papers.finish, desk, sheet, sheet.draft)

    def preview(self, desk: Desk, of: str) -> object:
        sheet = self.sheet(desk, of)
        return partial(papers.preview, desk, sheet, sheet.draft)

    def link(self, desk: Desk, of: str) -> object:
        concern, _, room = of.partition(" > ")
        return partial(concerns.link, desk, self.concern(desk, concern), self.child(room))

    def somebody(self, desk: Desk) -> Id:
        """Somebody who works here."""
        member = StaffMember(
            Id(f"person-{next(self.numbers)}"), "Kaj Kanari", "", Role.STAFF, frozenset(),
            f"slot-{next(self.numbers)}", None, desk.clock(),
        )  # fmt: skip
        with desk.engine.begin() as connection:
            stored.add_staff(connection, member)
        return member.id

    def invited(self, desk: Desk) -> Id:
        leader = self.as_(desk, "mette")
        return people.invite(leader, name="Ida", title="", role=Role.STAFF, groups=(), derive=quick)[0].id

    def register(self, desk: Desk) -> object:
        copies.prepare(self.as_(desk, "mette"))
        return partial(copies.register_of, desk)

    def whole_plan(self, desk: Desk) -> Plan:
        """A plan that can be worked by, held by whoever writes it."""
        day, goal = desk.clock().date(), Goal(Id("g1"), "Ro om morgenen", action="Vinker sammen")
        return Plan(
            "Kanari", (goal,), day, day + timedelta(weeks=12), day + timedelta(weeks=4), holder_id=desk.staff.id
        )

    def plan_sheet(self, desk: Desk, room: str) -> plans.PlanSheet:
        return plans.sheet(self.as_(desk, "mette"), self.child(room))

    def plan(self, desk: Desk, room: str) -> Id:
        """A plan about the child of that room, held by whoever walks."""
        author = self.as_(desk, self.login)
        return plans.write(author, self.plan_sheet(desk, room), self.whole_plan(author))

    def close_plan(self, desk: Desk, room: str) -> object:
        made = self.plan(desk, room)
        return partial(plans.close, desk, made, made, "Færdig")

    def wish(self, desk: Desk) -> Wish:
        """What is handed on about a child, without a line of its records."""
        written = {"strengths": "Bygger"}
        return Wish(
            Way.TO_SCHOOL, "Skolen", written, frozenset(written), read_by="mor", read_on=desk.clock().date()
        )  # fmt: skip

    def transition(self, desk: Desk, room: str) -> Id:
        """One about a child of that room that nobody is concerned about."""
        return transitions.finish(self.as_(desk, "mette"), self.new_child(desk, room), self.wish(desk), frozenset())

    def offer(self, desk: Desk) -> Id:
        return offers.put(self.as_(desk, "mette"), OfferText("Åben leg"))

    def prove(self, desk: Desk) -> object:
        words = recovery.new_key(self.as_(desk, "mette"), deposit=False, derive=quick)
        return partial(recovery.prove, desk, " ".join(words), deposit=False, derive=quick)


def now(walk: Walk) -> dict[str, Any]:
    return {"seen_at": walk.house.clock.now, "place": "", "text": "Kanari"}


def said(walk: Walk) -> dict[str, Any]:
    return {"said_at": walk.house.clock.now, "place": "", "words": "Kanari", "asked": ""}


NO_FRAME = EnvironmentAnswers()
FULL = KnownError(Fault("PROEVE-FULD", "Prøve."))
