"""Finds the children of a list that are there already, so that the same file twice adds nobody twice.

It would rather ask than decide: a child that is taken for another is lost, and nobody sees it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from opspor.domain.errors import Fault
from opspor.domain.text import fold
from opspor.exchange import faults
from opspor.exchange.class_list import ClassList, ListRow, Status, problem


@dataclass(frozen=True, slots=True)
class KnownChild:
    """A child in the vault, as far as it takes to know it again. ``cpr`` is "" or ten digits."""

    first_name: str
    last_name: str
    birth_date: date | None
    cpr: str


def mark_known(class_list: ClassList, known: Iterable[KnownChild]) -> ClassList:
    """The list with rows marked ``ALREADY_THERE`` that are in the vault or further up in the list, and ``DOUBTFUL``
    with ``LISTE-MAASKE-SAMME`` those that may be. A refused row stays refused.

    The same child is: the same CPR number and call name; or the same name and birth date, and no two CPR numbers that
    differ; or, against the vault only, the same name where neither has a birth date. Twins have two names, namesakes
    two birth dates: they are two children each.
    """
    in_vault, in_file = _Children(), _Children()
    for child in known:
        in_vault.add(child)
    rows = []
    problems = list(class_list.problems)
    for row in class_list.rows:
        if row.status is not Status.REFUSED:
            fault = in_vault.compare(row, if_same=faults.KNOWN, name_is_enough=True) or in_file.compare(
                row, if_same=faults.TWICE, name_is_enough=False
            )
            in_file.add(row)
            if fault:
                problems.append(problem(row.row, "", fault))
                row = replace(row, status=Status.DOUBTFUL if fault is faults.MAYBE_SAME else Status.ALREADY_THERE)
        rows.append(row)
    return ClassList(class_list.rows_total, tuple(rows), tuple(problems))


@dataclass(slots=True)
class _Children:
    """Children that can be looked up by CPR number and by name, each in one step however many there are."""

    call_names_of: dict[str, set[str]] = field(
        default_factory=dict
    )  # CPR number -> call names, more where one is wrong
    births_of: dict[str, dict[date | None, set[str]]] = field(default_factory=dict)  # name -> birth date -> CPR numbers

    def add(self, child: KnownChild | ListRow) -> None:
        if child.cpr:
            self.call_names_of.setdefault(child.cpr, set()).add(_call_name(child))
        self.births_of.setdefault(_name(child), {}).setdefault(child.birth_date, set()).add(child.cpr)

    def compare(self, row: ListRow, *, if_same: Fault, name_is_enough: bool) -> Fault | None:
        """``if_same``, ``MAYBE_SAME``, or None when the child is not among these."""
        if row.cpr in self.call_names_of:
            return if_same if _call_name(row) in self.call_names_of[row.cpr] else faults.MAYBE_SAME
        births = self.births_of.get(_name(row))
        if births is None:
            return None
        if row.birth_date in births:
            numbers = births[row.birth_date]
            no_clash = not row.cpr or "" in numbers
            return if_same if no_clash and (row.birth_date or name_is_enough) else faults.MAYBE_SAME
        return faults.MAYBE_SAME if row.birth_date is None or None in births else None


def _name(child: KnownChild | ListRow) -> str:
    return fold(f"{child.first_name} {child.last_name}")


def _call_name(child: KnownChild | ListRow) -> str:
    return _name(child).partition(" ")[0]
