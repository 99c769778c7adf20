"""A made-up daycare for the screen reader: two people, one child, an open round. Run by the program's own Python."""

import sys
from datetime import date, timedelta
from pathlib import Path

from opspor import workplace
from opspor.desktop.program import now
from opspor.domain.assessment import Context
from opspor.domain.people import Role
from opspor.usecases import children, notices, people, rounds

METTE = ("mette", "kanari-fregat-solbær-knude")
JONAS = ("jonas", "kanari-lampe-torsk-vindue")


def make(folder: Path) -> None:
    """Makes the folder; nobody is in afterwards."""
    today = now().date()
    work = workplace.create(
        folder, institution="Børnehuset Kanarireden", name="Mette Kanari Sørensen", title="leder",
        login=METTE[0], password=METTE[1], clock=now,
    )  # fmt: skip
    born = date(today.year - 4, 2, 28)
    new = [children.NewChild("Ib Kanari", "Ørsted", born, "", "Bøgestuen", "")]
    made = work.run(lambda desk: children.import_list(desk, new)).result().children
    work.run(lambda desk: notices.give(desk, made, today)).result()
    (room,) = work.run(people.overview).result().groups
    _, code = work.invite(name="Jonas Kanari Bæk", title="pædagog", role=Role.STAFF, groups=frozenset({room.id}))
    work.close()
    workplace.accept(folder, login=JONAS[0], code=code, password=JONAS[1], clock=now).close()
    work = workplace.open_vault(folder, *METTE, clock=now)
    both = [member.id for member in work.run(people.overview).result().staff]
    groups = {room.id: (Context.DAYCARE, both)}
    closes = today + timedelta(days=44)
    work.run(
        lambda desk: rounds.open_round(desk, name="Runden", opens_on=today, closes_on=closes, groups=groups)
    ).result()
    work.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
