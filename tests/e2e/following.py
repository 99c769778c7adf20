"""What follows from an agreement, by keyboard: the room it happens in, and the chapters of a half-year."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from opspor import workplace
from opspor.domain.assessment import Agreement, Context, FollowUpKind, Often, OwnAnswers, ParentView, Position, Trivsel
from opspor.domain.child import Carer, Custody
from opspor.domain.ids import Id
from opspor.domain.offer import OfferText
from opspor.domain.people import Role
from opspor.domain.plans import LadderStep
from opspor.usecases import assess, children, joint, offers, people, rounds
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
