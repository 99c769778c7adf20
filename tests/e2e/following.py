"""What follows from an agreement, by keyboard: the room it happens in, and the chapters of a half-year."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from opspor import workplace
from opspor.desktop.pages.meeting.writing import MINUTES
from opspor.desktop.program import Program
from opspor.desktop.route import Destination, Place
from opspor.domain.assessment import Agreement, Context, FollowUpKind, Often, OwnAnswers, ParentView, Position, Trivsel
from opspor.domain.child import Carer, Custody
from opspor.domain.ids import Id
from opspor.domain.meeting import Meeting
from opspor.domain.offer import OfferText
from opspor.domain.people import Role
from opspor.domain.plans import Focus, Goal, LadderStep, Plan
from opspor.store import schema as t
from opspor.usecases import (
    assess,
    children,
    focus,
    follow_ups,
    joint,
    meetings,
    offers,
    people,
    plans,
    rounds,
)
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace
from tests.e2e.conftest import JONAS, METTE, WallClock, quick_derive

ASTA = ("asta", "kanari-skovsti-brille-vante")
FAMILY = (("Kanarina Juhl", "mor"), ("Kanarius Juhl", "far"))
OFFER = OfferText("Legegruppe", LadderStep.PREVENTIVE, 3, 6, "Børn, der har svært ved at være med", waiting="6 uger")


def opened(folder: Path, clock: WallClock, who: tuple[str, str]) -> Workplace:
    """The vault without a window."""
    return workplace.open_vault(folder, *who, clock=clock, derive=quick_derive)


def karla(desk: Desk) -> Id:
    """The child that all of it is about."""
    return next(child.id for child in children.listed(desk) if child.first_name.startswith("Karla"))


def agree_about_karla(house: Path, clock: WallClock) -> None:
    """Asta works here too, Karla has two parents, and the team agreed on potentielt udsat and mistrivsel."""
    work = opened(house, clock, METTE)
    (room,) = work.run(people.overview).result().groups
    _, code = work.invite(name="Asta Kanari Lund", title="pædagog", role=Role.STAFF, groups=frozenset({room.id}))
    work.run(_write_the_family).result()
    work.run(lambda desk: offers.put(desk, OFFER)).result()
    work.run(_submit).result()
    work.close()
    login, password = ASTA
    workplace.accept(house, login=login, code=code, password=password, clock=clock, derive=quick_derive).close()
    work = opened(house, clock, JONAS)
    work.run(_submit).result()
    work.run(_agree).result()
    work.close()


def _write_the_family(desk: Desk) -> None:
    file = children.open_child(desk, karla(desk))
    carers = tuple(
        Carer(Id(f"carer{number}"), name, relation, Custody.YES, "", "", protected=False, lives_with_child=True)
        for number, (name, relation) in enumerate(FAMILY)
    )
    children.change(desk, file.child.id, file.particulars_id, replace(file.particulars, carers=carers))


def _submit(desk: Desk) -> None:
    sheet = assess.own_sheet(desk, rounds.all_rounds(desk)[0].round.id, karla(desk))
    given = {question.id: "nothing" for question in sheet.position_form.question}
    given |= {sign.id: Often.OFTEN for sign in sheet.trivsel_form.sign}
    position, trivsel = Position.POTENTIALLY_EXPOSED, Trivsel.MISTRIVSEL
    assess.submit_own(desk, sheet, OwnAnswers(Context.DAYCARE, given, {}, (), position, "", trivsel, ""))


def _agree(desk: Desk) -> None:
    table = joint.joint_table(desk, rounds.all_rounds(desk)[0].round.id, karla(desk))
    joint.agree(
        desk,
        table.round.id,
        table.child.id,
        Agreement(
            Context.DAYCARE, Position.POTENTIALLY_EXPOSED, Trivsel.MISTRIVSEL, "KANARI: alene det meste af dagen",
            parents=tuple(ParentView(carer.id, carer.name, "Hjemme leger hun") for carer in table.carers),
            participants=(desk.staff.id,), follow_up=(FollowUpKind.FOCUS_POINT,),
            follow_up_on=desk.clock().date() + timedelta(weeks=6),
        ),
    )  # fmt: skip


def write_all(desk: Desk) -> None:
    """Today and for some weeks."""
    today, child, me = desk.clock().date(), karla(desk), desk.staff.id
    until = today + timedelta(weeks=12)
    point = Focus("Med i legen", action="Vi begynder legen", responsible_id=me, starts_on=today)
    focus.write(desk, focus.sheet(desk, child_id=child), replace(point, follow_up_on=today + timedelta(weeks=4)))
    goal = Goal(Id("goal"), "Karla leger med to andre", action="Vi begynder legen")
    plan = Plan("Karla er med", (goal,), today, until, today + timedelta(weeks=4), holder_id=me)
    plans.write(desk, plans.sheet(desk, child), plan)
    new = meetings.sheet(desk, child)
    here = tuple(one for one in new.offered if one.person_id == me)
    meetings.plan(desk, new, Meeting(held_on=today, purpose="Hvem gør hvad?", participants=here))


def the_point(desk: Desk) -> Id:
    return next(row.subject.id for row in follow_ups.due(desk) if row.subject.kind.value == "focus")


def the_plan(desk: Desk) -> Id:
    return plans.listed(desk)[0].plan_id


def the_meeting(desk: Desk) -> Id:
    return next(iter(meetings.of_child(desk, karla(desk)))).meeting_id


def work_of(program: Program) -> Workplace:
    assert program.work is not None
    return program.work


NOTE = "KANARI-X: græd, da far kørte"

# page -> where it is, what is pressed there first, and a field
PAGES: dict[str, tuple[Callable[[Desk], Destination], str, str]] = {
    "a new focus point": (lambda desk: Destination(Place.FOCUS, karla(desk)), "", "Det gør vi voksne"),
    "a focus point": (
        lambda desk: Destination(Place.FOCUS, karla(desk), the_point(desk)), "", "Det undrer vi os over"),
    "an analysis": (lambda desk: Destination(Place.ANALYSIS, karla(desk)), "", "Hvad ser vi?"),
    "a new plan": (lambda desk: Destination(Place.PLAN, karla(desk)), "", "Hvad gør I voksne?"),
    "a plan": (
        lambda desk: Destination(Place.PLAN, karla(desk), the_plan(desk)),
        "Ret planen", "Hvad siger eller viser barnet?"),
    "why a plan is closed": (
        lambda desk: Destination(Place.PLAN, karla(desk), the_plan(desk)),
        "Luk planen", "Hvorfor lukker I planen, og hvad kom der ud af den?"),
    "a follow-up": (lambda desk: Destination(Place.FOLLOW_UP, the_point(desk)), "", "Hvad har I set?"),
    "a baton": (lambda desk: Destination(Place.BATON, the_plan(desk)), "", "Hvad skal din kollega vide?"),
    "a contact": (
        lambda desk: Destination(Place.CONTACT, karla(desk)), "Skriv en kontakt ned", "Hvad handlede det om?"),
    "a person on the map": (
        lambda desk: Destination(Place.NETWORK, karla(desk)), "Sæt en person på", "Hvad betyder personen for barnet?"),
    "a new meeting": (lambda desk: Destination(Place.MEETING, karla(desk)), "", "Hvad skal mødet føre til?"),
    "minutes": (
        lambda desk: Destination(Place.MEETING, karla(desk), the_meeting(desk), MINUTES),
        "", "Hvad siger eller viser barnet?"),
    "why a meeting is cancelled": (
        lambda desk: Destination(Place.MEETING, karla(desk), the_meeting(desk)),
        "Aflys mødet", "Hvorfor bliver det ikke til noget?"),
    "a transition": (lambda desk: Destination(Place.TRANSITION, karla(desk)), "", "Til"),
}  # fmt: skip


def everything_written(desk: Desk) -> list[str]:
    """The text of every version of a point, a plan, a meeting and a map."""
    with desk.engine.connect() as connection:
        tables = (t.focus_point, t.action_plan, t.meeting, t.network_map)
        return [body for table in tables for body in connection.execute(select(table.c.body)).scalars()]


def drafts_with(program: Program, text: str) -> list[str]:
    def read(desk: Desk) -> list[str]:
        with desk.engine.connect() as connection:
            return [key for key, body in connection.execute(select(t.draft.c.key, t.draft.c.body)) if text in body]

    return work_of(program).run(read).result()


def as_the_leader(folder: Path, clock: WallClock, do: Callable[[Desk], object]) -> None:
    work = opened(folder, clock, METTE)
    work.run(do).result()
    work.close()
