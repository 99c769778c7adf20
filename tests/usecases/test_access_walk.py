"""Role × action × ownership, over the real use cases on a real vault.

Who may what is said here once more, as a table of words, and nothing is taken from ``domain.access``: every use case is
called by every role, for something of one's own room, of another room, written by oneself, written by another. A use
case without a row fails, and so does a role without a column.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from opspor import usecases
from opspor.domain import access
from opspor.domain.access import RULES, Action, Reach
from opspor.domain.assessment import Agreement, Context, FollowUpKind, OwnAnswers, Position, Trivsel
from opspor.domain.concern import Danger, StepState, Topic
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.domain.people import Role, StaffMember
from opspor.store import people as stored
from opspor.usecases import (
    assess,
    check,
    children,
    concerns,
    contacts,
    copies,
    drafts,
    erasure,
    log,
    log_papers,
    matrix,
    papers,
    people,
    recovery,
    start,
)  # fmt: skip
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

    def group(self, room: str) -> Id:
        return self.house.groups["Bøgestuen" if room == "my room" else "Egestuen"]

    def concern(self, desk: Desk, of: str) -> Id:
        """``a colleague's suspicion, my room, kept from me``"""
        whose, where, *kept = of.split(", ")
        author = self.as_(desk, self.login if whose.startswith("my own") else self.colleague.get(where, "ali"))
        about: dict[str, Any] = {"child_id": self.child(where)} if "room" in where else {"typed_name": "Kanari"}
        topic = Topic.ABUSE if "suspicion" in whose else Topic.GENERAL
        made = concerns.start(author, danger=Danger.NO, topic=topic, what="Noget", seen_on=desk.clock().date(), **about)
        if kept:
            me = self.house.ids[self.login]
            able = {choice.id for choice in concerns.open_concern(author, made).audience.choices}
            concerns.keep(author, made, {me} & able if kept == ["kept to me"] else [])
        return made

    def round(self, desk: Desk, room: str, *, submitted: bool = False) -> Id:
        """A round in which this person and a colleague assess, opened by somebody who may."""
        logins = (self.login, self.colleague[room])
        made = assess.open_round(
            self.as_(desk, "mette"),
            name=f"Runde {next(self.numbers)}",
            opens_on=desk.clock().date(),
            closes_on=desk.clock().date() + timedelta(days=9),
            groups={self.group(room): (Context.DAYCARE, [self.house.ids[login] for login in logins])},
        )
        for login in logins if submitted else ():
            self.submit(self.as_(desk, login), made, room)
        return made

    def submit(self, desk: Desk, round_id: Id, room: str) -> None:
        sheet = assess.own_sheet(desk, round_id, self.child(room))
        assess.submit_own(desk, sheet, OwnAnswers(position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES))

    def submit_mine(self, desk: Desk, room: str) -> object:
        sheet = assess.own_sheet(self.as_(desk, self.login), self.round(desk, room), self.child(room))
        answers = OwnAnswers(position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES)
        return partial(assess.submit_own, desk, sheet, answers)

    def save_mine(self, desk: Desk) -> object:
        room = "my room"
        sheet = assess.own_sheet(self.as_(desk, self.login), self.round(desk, room), self.child(room))
        return partial(assess.save_own, desk, sheet, OwnAnswers())

    def agree(self, desk: Desk, room: str) -> object:
        agreement = Agreement(
            position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES, follow_up=(FollowUpKind.NEXT_ROUND,),
            participants=(self.house.ids[self.login], self.house.ids[self.colleague[room]]),
        )  # fmt: skip
        return partial(assess.agree, desk, self.round(desk, room, submitted=True), self.child(room), agreement)

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

    def prove(self, desk: Desk) -> object:
        words = recovery.new_key(self.as_(desk, "mette"), deposit=False, derive=quick)
        return partial(recovery.prove, desk, " ".join(words), deposit=False, derive=quick)


def now(walk: Walk) -> dict[str, Any]:
    return {"seen_at": walk.house.clock.now, "place": "", "text": "Kanari"}


def said(walk: Walk) -> dict[str, Any]:
    return {"said_at": walk.house.clock.now, "place": "", "words": "Kanari", "asked": ""}


FULL = KnownError(Fault("PROEVE-FULD", "Prøve."))

# use case -> (who may, how it is called): what is prepared first gives back what is then tried.
ROWS: dict[str, tuple[Table, Call]] = {
    "assess.agree": (ROOM, lambda w, d, of: w.agree(d, of)),
    "assess.all_rounds": (CONTENT, lambda w, d, of: assess.all_rounds(d)),
    "assess.coverage": (ROOM, lambda w, d, of: partial(assess.coverage, d, w.round(d, of))),
    "assess.joint_table": (
        ROOM, lambda w, d, of: partial(assess.joint_table, d, w.round(d, of, submitted=True), w.child(of))
    ),
    "assess.listed_rounds": (CONTENT, lambda w, d, of: assess.listed_rounds(d)),
    "assess.open_round": (
        ROOM,
        lambda w, d, of: assess.open_round(
            d, name="Min", opens_on=d.clock().date(), closes_on=d.clock().date() + timedelta(days=9),
            groups={w.group(of): (Context.DAYCARE, [w.house.ids[w.login], w.house.ids[w.colleague[of]]])},
        ),
    ),
    "assess.open_rounds": (CONTENT, lambda w, d, of: assess.open_rounds(d)),
    "assess.own_sheet": (ROOM, lambda w, d, of: partial(assess.own_sheet, d, w.round(d, of), w.child(of))),
    "assess.save_joint": (
        ANYBODY, lambda w, d, of: partial(assess.save_joint, d, w.round(d, "my room"), w.child("my room"), Agreement())
    ),
    "assess.save_own": (ANYBODY, lambda w, d, of: w.save_mine(d)),
    "assess.submit_own": (ROOM, lambda w, d, of: w.submit_mine(d, of)),
    "check.check": (ANYBODY, lambda w, d, of: check.check(d)),
    "children.change": (ROOM, lambda w, d, of: w.change(d, of)),
    "children.import_list": (
        {**ROOM, "a new room": CONTENT[""]},
        lambda w, d, of: children.import_list(
            d,
            [NewChild(f"Barn {next(w.numbers)}", "Kanari", None, "", "", "")],
            {"my room": "Bøgestuen", "another room": "Egestuen"}.get(of, f"Stue {next(w.numbers)}"),
        ),
    ),
    "children.known": (CONTENT, lambda w, d, of: children.known(d)),
    "children.listed": (CONTENT, lambda w, d, of: children.listed(d)),
    "children.observe": (ROOM, lambda w, d, of: children.observe(d, w.child(of), **now(w))),
    "children.open_child": (ROOM, lambda w, d, of: children.open_child(d, w.child(of))),
    "children.quote": (ROOM, lambda w, d, of: children.quote(d, w.child(of), **said(w))),
    "concerns.close": (CONCERN, lambda w, d, of: partial(concerns.close, d, w.concern(d, of), "Slut")),
    "concerns.do_step": (
        CONCERN, lambda w, d, of: partial(concerns.do_step, d, w.concern(d, of), "talk", StepState.DONE, "")
    ),
    "concerns.keep": (KEEP, lambda w, d, of: partial(concerns.keep, d, w.concern(d, of), [])),
    "concerns.link": (LINK, lambda w, d, of: w.link(d, of)),
    "concerns.listed": (ANYBODY, lambda w, d, of: concerns.listed(d)),
    "concerns.observe": (CONCERN, lambda w, d, of: partial(concerns.observe, d, w.concern(d, of), **now(w))),
    "concerns.open_concern": (CONCERN, lambda w, d, of: partial(concerns.open_concern, d, w.concern(d, of))),
    "concerns.quote": (CONCERN, lambda w, d, of: partial(concerns.quote, d, w.concern(d, of), **said(w))),
    "concerns.start": (
        ANY_CHILD,
        lambda w, d, of: concerns.start(
            d, danger=Danger.NO, topic=Topic.GENERAL, what="Noget", seen_on=d.clock().date(),
            child_id=w.child(of) if "room" in of else None, typed_name="Kanari",
        ),
    ),
    "contacts.listed": (ANYBODY, lambda w, d, of: contacts.listed(d)),  # they can be read while it is locked
    "contacts.save": (SETTINGS, lambda w, d, of: contacts.save(d, ())),
    "copies.drilled": (
        SETTINGS,
        lambda w, d, of: partial(copies.drilled, d, well=True, found=copies.holdings(w.as_(d, "mette"))[0]),
    ),
    "copies.facts": (ANYBODY, lambda w, d, of: copies.facts(d, 0)),
    "copies.failed": (ANYBODY, lambda w, d, of: copies.failed(d, FULL)),
    "copies.holdings": (SETTINGS, lambda w, d, of: copies.holdings(d)),
    "copies.made": (ANYBODY, lambda w, d, of: copies.made(d)),
    "copies.prepare": (ANYBODY, lambda w, d, of: copies.prepare(d)),
    "copies.register_of": (ANYBODY, lambda w, d, of: w.register(d)),
    "copies.restored": (ANYBODY, lambda w, d, of: copies.restored(d, ())),
    "copies.set_plan": (SETTINGS, lambda w, d, of: copies.set_plan(d, folder="", warn_days=7)),
    "copies.write_register": (ANYBODY, lambda w, d, of: copies.write_register(d)),
    "drafts.drop": (ANYBODY, lambda w, d, of: drafts.drop(d, "x")),
    "drafts.load": (ANYBODY, lambda w, d, of: drafts.load(d, "x")),
    "drafts.save": (ANYBODY, lambda w, d, of: drafts.save(d, "x", {})),
    "erasure.erase_child": (LEADER, lambda w, d, of: erasure.erase_child(d, w.house.children[2])),
    "log.choices": (LOG, lambda w, d, of: log.choices(d)),
    "log.keep_months": (SETTINGS, lambda w, d, of: log.keep_months(d, 12)),
    "log.months_kept": (ANYBODY, lambda w, d, of: log.months_kept(d)),
    "log.of_child": (LOG, lambda w, d, of: log.of_child(d, w.child("another room"))),
    "log_papers.print_child": (LOG, lambda w, d, of: log_papers.print_child(d, w.child("another room"), w.target())),
    "log_papers.print_lines": (LOG, lambda w, d, of: log_papers.print_lines(d, log.Filter(), w.target())),
    "log_papers.print_sample": (LOG, lambda w, d, of: log_papers.print_sample(d, log.Filter(), 3, "1", w.target())),
    "log.page": (LOG, lambda w, d, of: log.page(d, log.Filter())),
    "log.retain": (SETTINGS, lambda w, d, of: log.retain(d, w.house.clock.now - timedelta(days=999))),
    "log.sample": (LOG, lambda w, d, of: log.sample(d, log.Filter(), 3, "1")),
    "log.tidy": (SETTINGS, lambda w, d, of: log.tidy(d)),
    "log.merge_failed_logins": (
        ANYBODY, lambda w, d, of: log.merge_failed_logins(d, 1, w.house.clock.now, w.house.clock.now)
    ),
    "matrix.matrix": (ROOM, lambda w, d, of: partial(matrix.matrix, d, w.round(d, of))),
    "matrix.rounds_to_show": (CONTENT, lambda w, d, of: matrix.rounds_to_show(d)),
    "papers.export": (CONCERN, lambda w, d, of: w.export(d, of)),
    "papers.finish": (CONCERN, lambda w, d, of: w.finish(d, of)),
    "papers.note_sent": (
        CONCERN,
        lambda w, d, of: partial(
            papers.note_sent, d, w.paper(d, of), channel="Post", receiver="Kommunen", sent_on=d.clock().date()
        ),
    ),
    "papers.paper_sheet": (
        CONCERN, lambda w, d, of: partial(papers.paper_sheet, d, w.sheet(d, of).file, PaperKind.UNDERRETNING)
    ),
    "papers.preview": (CONCERN, lambda w, d, of: w.preview(d, of)),
    "papers.save": (
        ANYBODY, lambda w, d, of: partial(papers.save, d, Id("x"), w.sheet(d, "my own, typed name").draft)
    ),
    "people.add_group": (CONTENT, lambda w, d, of: people.add_group(d, f"Stue {next(w.numbers)}")),
    "people.arrive": (ANYBODY, lambda w, d, of: people.arrive(d)),
    "people.cancel_invitation": (LEADER, lambda w, d, of: partial(people.cancel_invitation, d, w.invited(d))),
    "people.change_institution": (
        SETTINGS,
        lambda w, d, of: people.change_institution(d, name="Hus", controller="", address="", phone="", forum_name=""),
    ),
    "people.change_password": (
        ANYBODY,
        lambda w, d, of: people.change_password(d, f"{w.login}s kode", "kanari-Ny-til-prøver-91", derive=quick),
    ),
    "people.invite": (
        LEADER, lambda w, d, of: people.invite(d, name="Ida", title="", role=Role.STAFF, groups=(), derive=quick)
    ),
    "people.leaving": (LEADER, lambda w, d, of: partial(people.leaving, d, w.somebody(d))),
    "people.mark_as_demo": (SETTINGS, lambda w, d, of: people.mark_as_demo(d)),
    "people.overview": (ANYBODY, lambda w, d, of: people.overview(d)),
    "people.remove": (LEADER, lambda w, d, of: partial(people.remove, d, w.somebody(d))),
    "people.set_groups": (LEADER, lambda w, d, of: people.set_groups(d, w.house.ids["sofie"], [w.group("my room")])),
    "people.set_role": (LEADER, lambda w, d, of: partial(people.set_role, d, w.somebody(d), Role.LEADER)),
    # whoever has a recovery key is in as a leader, so an administrator does not make one
    "recovery.new_key": (LEADER, lambda w, d, of: recovery.new_key(d, deposit=True, derive=quick)),
    "recovery.prove": (LEADER, lambda w, d, of: w.prove(d)),
    "start.today": (ANYBODY, lambda w, d, of: start.today(d)),
}  # fmt: skip

# The two that stand before anybody is in: nobody has a role yet.
BEFORE_ANYBODY = {"people.regain", "setup.set_up"}


def public() -> set[str]:
    """Every public use case: the functions of ``opspor.usecases`` that are given a desk and no open transaction."""
    found = set()
    for module in pkgutil.iter_modules(usecases.__path__):
        name = f"{usecases.__name__}.{module.name}"
        for each, function in inspect.getmembers(importlib.import_module(name), inspect.isfunction):
            given = list(inspect.signature(function).parameters)[:2]
            if function.__module__ == name and not each.startswith("_") and given[:1] == ["desk"] and "tx" not in given:
                found.add(f"{module.name}.{each}")
    return found


def wrong(walk: Walk, role: Role, rows: dict[str, tuple[Table, Call]]) -> list[str]:
    """The rows whose answer is not the one that stands in the table."""
    found = []
    for name, (table, call) in rows.items():
        for of, answers in table.items():
            expected = answers.split()[COLUMNS.index(role.value)]
            if (got := answered(walk, call, of)) != expected:
                found.append(f"{name} ({of or 'at all'}): {role.value} should get {expected}, got {got}")
    return found


def answered(walk: Walk, call: Call, of: str) -> str:
    """``yes`` when it was done, ``no`` when it was refused; the code of another error, where a row is written wrong."""

    def work(desk: Desk) -> str:
        if walk.left:
            desk = replace(desk, staff=replace(desk.staff, left_at=desk.clock()))
        try:
            prepared = call(walk, desk, of)
            if isinstance(prepared, partial):
                prepared()
        except KnownError as error:
            if error.fault is not access.REFUSED:
                return error.code
            return "no"
        return "yes"

    return walk.house.do(work)


@pytest.fixture(autouse=True)
def _nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may print is asked here, some hundred times; what a page looks like is not."""
    monkeypatch.setattr("opspor.documents.layout.draw", lambda document: b"%PDF")


@contextmanager
def walking(house: House, role: Role) -> Iterator[Walk]:
    """Somebody of that role who works in Bøgestuen, logged in. The administrator and the auditor are put there too."""
    house.invite("Vita Kanariwalk", role, frozenset({house.groups["Bøgestuen"]}))
    with house.as_("vita"):
        yield Walk(house, "vita")


@pytest.mark.parametrize("role", Role)
def test_every_use_case_answers_every_role_as_the_table_says(house: House, role: Role) -> None:
    with walking(house, role) as walk:
        assert wrong(walk, role, ROWS) == []


def test_every_use_case_has_a_row_every_role_a_column_and_every_action_a_rule() -> None:
    assert public() == set(ROWS) | BEFORE_ANYBODY
    assert tuple(role.value for role in Role) == COLUMNS
    assert all(len(answers.split()) == len(Role) for table, _ in ROWS.values() for answers in table.values())
    assert set(RULES) == set(Action)
    assert all(set(rule) == set(Role) for rule in RULES.values())


def test_a_rule_that_is_too_wide_is_found(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: staff may open any child."""
    monkeypatch.setitem(RULES[Action.OPEN_CHILD], Role.STAFF, Reach.ALL)
    with walking(house, Role.STAFF) as walk:
        found = wrong(walk, Role.STAFF, {name: row for name, row in ROWS.items() if name.startswith("children.")})

    assert found == ["children.open_child (another room): staff should get no, got yes"]


def test_whoever_has_left_gets_nothing_from_any_use_case(house: House) -> None:
    with walking(house, Role.LEADER) as walk:
        walk.left = True
        rows = {name: ({next(iter(table)): "no no no no no"}, call) for name, (table, call) in ROWS.items()}
        assert wrong(walk, Role.LEADER, rows) == [
            "check.check (at all): leader should get no, got yes",  # the refusal is one of its findings
            "contacts.listed (at all): leader should get no, got yes",  # anybody reads them, also while it is locked
        ]
