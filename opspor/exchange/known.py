"""Finds the children of a list that are there already, so that the same file twice adds nobody twice.

It would rather ask than decide: a child that is taken for another is lost, and nobody sees it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from opspor.domain.errors import Fault
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind, kind_of
from opspor.domain.text import fold
from opspor.exchange import faults
from opspor.exchange.class_list import ClassList, ListRow, Problem, Status, problem


@dataclass(frozen=True, slots=True)
class KnownChild:
    """A child in the vault, as far as it takes to know it again. ``cpr`` is "" or ten digits.

    ``groups`` are those it is in, by name and kind; ``within_reach`` is whether whoever imports may see the child.
    """

    first_name: str
    last_name: str
    birth_date: date | None
    cpr: str
    id: Id | None = None
    groups: tuple[tuple[str, GroupKind], ...] = ()
    within_reach: bool = True
    protected: bool = False


def mark_known(class_list: ClassList, known: Iterable[KnownChild], group: str = "") -> ClassList:
    """The list with rows marked ``ALREADY_THERE`` that are in the vault or further up in the list, and ``DOUBTFUL``
    with ``LISTE-MAASKE-SAMME`` those that may be. A refused row stays refused.

    The same child is: the same CPR number and call name; or the same name and birth date, and no two CPR numbers that
    differ; or, against the vault only, the same name where neither has a birth date. Twins have two names, namesakes
    two birth dates: they are two children each.

    A child that is in the vault and not in the row's group (``group``, where the row names none) is ``SECOND_GROUP``:
    it goes in class and SFO. Out of reach it stays ``ALREADY_THERE``, or a list would be a way into another's room.
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
            there = in_vault.the_one(row) if fault is faults.KNOWN else None
            into = row.group.strip() or group.strip()
            if there is not None and into and fold(into) not in {fold(name) for name, _ in there.groups}:
                row, said = _one_more_group(row, there, into, in_vault.kinds.get(fold(into), kind_of(into)))
                problems.append(said)
            elif fault:
                if there is not None and there.within_reach and row.protected and not there.protected:
                    problems.append(problem(row.row, "", faults.NOW_PROTECTED))
                problems.append(problem(row.row, "", fault))
                row = replace(row, status=Status.DOUBTFUL if fault is faults.MAYBE_SAME else Status.ALREADY_THERE)
        rows.append(row)
    return ClassList(class_list.rows_total, tuple(rows), tuple(problems))


def _one_more_group(row: ListRow, there: KnownChild, into: str, kind: GroupKind) -> tuple[ListRow, Problem]:
    """A child of the vault in a list of a group that it is not in."""
    if not there.within_reach:
        return replace(row, status=Status.ALREADY_THERE), problem(row.row, "", faults.ELSEWHERE)
    names = " og ".join(name for name, _ in there.groups) or "ingen gruppe"
    if kind in {kind for _, kind in there.groups}:  # from one class to the next: it has moved, and a person says so
        said = problem(row.row, "", faults.MOVED, there=names, group=into)
        return replace(row, status=Status.ALREADY_THERE), said
    return (
        replace(row, status=Status.SECOND_GROUP, known=there.id),
        problem(row.row, "", faults.SECOND_GROUP, there=names, group=into),
    )


@dataclass(slots=True)
class _Children:
    """Children that can be looked up by CPR number and by name, each in one step however many there are."""

    call_names_of: dict[str, set[str]] = field(
        default_factory=dict
    )  # CPR number -> call names, more where one is wrong
    births_of: dict[str, dict[date | None, set[str]]] = field(default_factory=dict)  # name -> birth date -> CPR numbers
    kinds: dict[str, GroupKind] = field(default_factory=dict)  # of the groups that children are in, by name
    each: dict[tuple[str, object], list[KnownChild]] = field(default_factory=dict)  # (name, CPR or birth date)

    def add(self, child: KnownChild | ListRow) -> None:
        if child.cpr:
            self.call_names_of.setdefault(child.cpr, set()).add(_call_name(child))
        self.births_of.setdefault(_name(child), {}).setdefault(child.birth_date, set()).add(child.cpr)
        if isinstance(child, KnownChild):
            self.kinds |= {fold(name): kind for name, kind in child.groups}
            if child.cpr:
                self.each.setdefault((_call_name(child), child.cpr), []).append(child)
            self.each.setdefault((_name(child), child.birth_date), []).append(child)

    def the_one(self, row: ListRow) -> KnownChild | None:
        """The child of the vault that ``row`` is about; None when it could be several."""
        found = self.each.get((_call_name(row), row.cpr)) if row.cpr else None
        found = found or self.each.get((_name(row), row.birth_date), [])
        return found[0] if len(found) == 1 else None

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
