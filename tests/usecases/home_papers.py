"""A child with everything that a paper can be made of, and every paper about it to everybody who could get one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path

from opspor.domain.assessment import Context
from opspor.domain.beredskab import Decision, Track
from opspor.domain.child import Carer, Custody
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.meeting import Meeting, Participant, Side
from opspor.domain.network import Network, Person, Ring, Sector
from opspor.domain.plans import Focus, Goal, Plan
from opspor.domain.recipient import HOME, HOUSE, Recipient
from opspor.domain.transition import Way, Wish
from opspor.usecases import (
    children,
    concerns,
    focus,
    handover,
    meeting_papers,
    meetings,
    networks,
    plans,
    pupils,
    tracks,
    transitions,
    visits,
)
from opspor.usecases.desk import Desk
from opspor.usecases.handover import Handover

MOTHER = Carer(Id("mor"), "Anna Kanari", "mor", Custody.YES, "Åvej 3", "", protected=False, lives_with_child=True)
FATHER = Carer(Id("far"), "Kurt Kanari", "far", Custody.YES, "Åvej 3", "", protected=False, lives_with_child=True)
TO_MOTHER, TO_FATHER = Recipient(at_home=True, carer=MOTHER.id), Recipient(at_home=True, carer=FATHER.id)
EVERYBODY = {"mother": TO_MOTHER, "father": TO_FATHER, "home": HOME}
_UNCLE = Participant(Id("p4"), Side.RELATION, "Hans Kanari", "morbror", outside=True, legal_basis="regel")
_ADVISER = Participant(Id("p5"), Side.PROFESSIONAL, "Vera Kanari", "rådgiver", outside=True, legal_basis="regel")
Print = Callable[[Desk, Path], object]
DAY = date(2026, 3, 17)  # the clock's


@dataclass
class Papers:
    """What was written about the child, and each paper of it: (paper, to whom) -> how it is made."""

    home: dict[tuple[str, str], Print]  # to somebody at home
    house: dict[tuple[str, str], Print]  # to ourselves and other professionals

    def made(self, desk: Desk, folder: Path, wanted: dict[tuple[str, str], Print]) -> dict[tuple[str, str], str]:
        """What each says: ``made``, or the sentence that is shown instead."""
        return {key: _said(work, desk, folder / "papir.pdf") for key, work in wanted.items()}


def _said(work: Print, desk: Desk, target: Path) -> str:
    try:
        work(desk, target)
    except KnownError as error:
        assert not target.exists(), "nothing is left behind"
        return str(error)
    target.unlink()
    return "made"


def know(desk: Desk, child: Id, *carers: Carer, **change: object) -> None:
    """Write the child's carers on its page, and whatever else is known."""
    file = children.open_child(desk, child)
    known = replace(file.particulars, carers=carers, **change)  # type: ignore[arg-type]
    children.change(desk, child, file.particulars_id, known)


def begin(desk: Desk, track: Track, child: Id | None, *decisions: Decision, typed_name: str = "") -> Id:
    """A concern with what was decided in it."""
    today = desk.clock().date()
    made = concerns.start(
        desk, danger=Danger.NO, track=track, what="Kanari", seen_on=today, child_id=child, typed_name=typed_name
    )
    for decision in decisions:
        tracks.decide(desk, made, decision)
    return made


def everything(desk: Desk, child: Id, colleague: Id, context: Context = Context.DAYCARE) -> Papers:
    """A plan, a focus point, a map, a meeting that comes and one that was held, a transition, a home visit's paper, a
    pupil's sheet: written by the leader ``desk``, the map where the child goes."""
    know(desk, child, MOTHER, FATHER, birth_date=date(2019, 1, 5))
    today = desk.clock().date()
    plan = plans.write(desk, plans.sheet(desk, child), _plan(today, colleague))
    point = focus.write(desk, focus.sheet(desk, child_id=child), _focus(today, colleague))
    person = Person("Kanaria", "mormor", Sector.FAMILY, Ring.CLOSE)
    networks.keep(desk, child, context, Network((person,)), None)
    who = {
        "child": Participant(Id("p1"), Side.FAMILY, "Karla", "barnet", child),
        "mother": Participant(Id("p2"), Side.FAMILY, MOTHER.name, "mor", MOTHER.id),
        "father": Participant(Id("p3"), Side.FAMILY, FATHER.name, "far", FATHER.id),
        "uncle": _UNCLE,
        "adviser": _ADVISER,
        "colleague": Participant(Id("p6"), Side.STAFF, "Sofie Kanarilund", "pædagog", colleague),
    }
    coming = Meeting(
        held_on=today + timedelta(days=7), at=time(14), place="Her", purpose="En rolig morgen",
        participants=tuple(who.values()),
    )  # fmt: skip
    planned = meetings.plan(desk, meetings.sheet(desk, child), coming)
    was = replace(
        coming, held_on=today, participants=tuple(replace(one, came=True) for one in who.values()),
        network_considered=True,
    )  # fmt: skip
    held = meetings.finish(desk, meetings.sheet(desk, child), was)
    wish = Wish(
        Way.TO_SCHOOL, "Skolen", {"strengths": "Bygger"}, frozenset({"strengths"}), read_by="mor", read_on=today
    )
    gone = transitions.finish(desk, child, wish, frozenset())
    children.enrol(desk, child, visits.new_district(desk, "Distrikt Nord"), today)

    def invite(one: Participant) -> Print:
        return lambda desk, target: meeting_papers.print_invitation(desk, planned, one.id, target)

    def each(whom: str, to: Recipient) -> dict[tuple[str, str], Print]:
        return {
            ("plan", whom): lambda desk, target: plans.print_plan(desk, plan, target, to),
            ("focus point", whom): lambda desk, target: focus.print_point(desk, point, target, to),
            ("map", whom): lambda desk, target: networks.print_network(desk, child, context, target, to),
            ("minutes", whom): lambda desk, target: meeting_papers.print_minutes(desk, held, target, to),
        }

    home = {key: work for whom, to in EVERYBODY.items() for key, work in each(whom, to).items()}
    home |= {("invitation", name): invite(who[name]) for name in ("child", "mother", "father", "uncle")}
    home["transition", "home"] = lambda desk, target: transitions.print_transition(desk, gone, target)
    home["hand-over", "home"] = lambda desk, target: handover.print_handover(
        desk, child, Handover((), "Hun elsker vand", "", "mor"), target
    )
    home["pupil's sheet", "child"] = lambda desk, target: pupils.print_sheets(desk, [child], target, named=True)
    house = each("house", HOUSE) | {("invitation", name): invite(who[name]) for name in ("adviser", "colleague")}
    return Papers(home, house)


def _plan(today: date, holder: Id) -> Plan:
    goal = Goal(Id("g1"), "Karla siger farvel roligt", action="Vinker sammen")
    return Plan(
        "Gode morgener", (goal,), today, today + timedelta(weeks=12), today + timedelta(weeks=4), holder_id=holder
    )


def _focus(today: date, responsible: Id) -> Focus:
    return Focus(
        title="Ro", action="En voksen tager imod", responsible_id=responsible, starts_on=today,
        follow_up_on=today + timedelta(weeks=4),
    )  # fmt: skip
