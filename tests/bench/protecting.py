"""What the law asks for besides: the list of a month, the journal, letters, and what a family said; the big house."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from opspor.domain.consent import Agreed, Yes
from opspor.domain.ids import Id
from opspor.domain.paper import Basis
from opspor.domain.rights import RightKind
from opspor.domain.subject_access import Asker, Request
from opspor.reference.letters import DANISH
from opspor.usecases import (
    children,
    consents,
    filing,
    letters,
    people,
    retention,
    retention_due,
    rights,
    subject_access,
)
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace, open_vault
from tests.bench import vaults
from tests.bench.measure import Goal, Row, alone, milliseconds

_CLASS, _MANY = 22, 500  # children that letters are made for in one go
_YES, _WISHES = 10, 10  # of the family of one child
_EACH = 40  # milliseconds a letter, as one of an underretning


def rows(vault: Path, runs: int) -> list[Row]:
    """On the vault of ``vaults.ten_years``; it is made if it is not there. And letters in a house of one hall."""
    if not vault.exists():
        vaults.ten_years(vault).place.close()
    work = open_vault(vault, vaults.LOGIN, vaults.PASSWORD, clock=vaults.now, derive=vaults.quick)
    try:
        child = work.look(children.listed).result()[0].id
        read: dict[str, Callable[[Desk], object]] = {
            "what is to go": retention.plan,
            "figures of the overview": retention_due.hygiene,
            "to journalise": filing.waiting,
            "what is kept until when, of one child": partial(retention.days, child_id=child),
        }
        found = [
            alone(f"{name}, 10 years", "ms", runs=runs, ours=milliseconds(partial(_read, work, do)))
            for name, do in read.items()
        ]
    finally:
        work.close()
    return [*found, *_letters(vault.with_name("hall"), runs)]


def _read(work: Workplace, do: Callable[[Desk], object]) -> None:
    work.look(do).result()


def _letters(folder: Path, runs: int) -> list[Row]:
    """For a class, and for a whole house at once."""
    work = vaults.new_vault(folder)
    try:
        made = work.run(partial(children.import_list, new=vaults.made_up(_MANY, 1))).result().children
        work.run(
            partial(
                people.change_institution, name="Børnehuset Målestokken", controller="Målestok Kommune", address="",
                phone="", forum_name="", dpo="dpo@eksempel.dk",
            )
        ).result()  # fmt: skip
        (hall,) = work.look(people.overview).result().groups
        return [
            alone(
                f"letters for {count} children as one PDF", "ms", runs=runs,
                ours=milliseconds(partial(_save, work, hall.id, made[:count], folder.with_name("breve.pdf"))),
                goal=Goal.VALUE, limit=_EACH * count,
            )
            for count in (_CLASS, _MANY)
        ]  # fmt: skip
    finally:
        work.close()


def _save(work: Workplace, group: Id, those: Sequence[Id], target: Path) -> None:
    chosen = [(child, DANISH) for child in those]
    work.run(partial(letters.save, group_id=group, chosen=chosen, target=target)).result()


def asked(work: Workplace, child: Id) -> Id:
    """A request for access by somebody on behalf of a child whose family has said much; the same one each time."""
    open_ = [line.access.id for line in work.look(subject_access.overview).result() if line.access.child_id == child]
    return open_[0] if open_ else work.run(partial(_asked, child=child)).result()


def _asked(desk: Desk, child: Id) -> Id:
    today = desk.clock().date()
    for number in range(_YES):
        agreed = Agreed(
            Basis.CONSENT, f"Målt {number}", "PPR", "sparring", (Yes("Målt Mor", today),),
            until=today + timedelta(days=90),
        )  # fmt: skip
        consents.write(desk, child, agreed)
    for number in range(_WISHES):
        rights.note(
            desk, child, RightKind.REMARK, on=today, from_whom="Målt Mor, mor", text=f"Målt anderledes {number}"
        )
    return subject_access.begin(desk, child, Request(Asker.OTHER, "Målt Værge", today, decision="Målt."))
