"""The order of a meeting: the children whom the team sees differently first, then the rest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from opspor.desktop.pages.rounds.words import listing
from opspor.desktop.pages.side_list import SideEntry
from opspor.domain.ids import Id
from opspor.domain.rounds import ChildInRound
from opspor.domain.text import count_of
from opspor.usecases.joint import JointTable


class Heap(StrEnum):
    """The groups of the list."""

    DIFFERENT = "different"
    SAME = "same"
    SINGLE = "single"
    WAITING = "waiting"


_HEADS = {
    Heap.DIFFERENT: "Forskellige svar",
    Heap.SAME: "Samme svar",
    Heap.SINGLE: "Kun ét svar",
    Heap.WAITING: "Venter på svar",
}


@dataclass(frozen=True, slots=True)
class Agenda:
    """The children of a group in a round: what everybody answered about those who are ready, and who is missing."""

    tables: Mapping[Id, JointTable]
    waiting: Sequence[ChildInRound]

    def heap(self, table: JointTable) -> Heap:
        """Where a child that is ready stands."""
        if len(table.own) == 1:
            return Heap.SINGLE
        return Heap.DIFFERENT if table.differences else Heap.SAME

    def of(self, heap: Heap) -> list[JointTable]:
        """The children of one group of the list, in the order of the class list."""
        return [table for table in self.tables.values() if self.heap(table) is heap]

    @property
    def order(self) -> list[Id]:
        """The children that can be opened, as PgUp and PgDn go through them."""
        return [t.child.id for heap in (Heap.DIFFERENT, Heap.SAME, Heap.SINGLE) for t in self.of(heap)]

    def next_open(self, after: Id) -> Id | None:
        """The next child that is not agreed on, from ``after`` and round; None when all are."""
        order = self.order
        start = order.index(after) + 1 if after in order else 0
        return next((id_ for id_ in order[start:] + order[:start] if self.tables[id_].joint is None), None)

    def entries(self, current: Id, unfolded: Collection[Heap]) -> list[SideEntry]:
        """The side list. The first heap is always unfolded, and so is the one one is in."""
        entries: list[SideEntry] = []
        for heap in (Heap.DIFFERENT, Heap.SAME, Heap.SINGLE):
            tables = self.of(heap)
            if tables:
                open_ = heap is Heap.DIFFERENT or heap in unfolded or any(t.child.id == current for t in tables)
                entries.append(
                    _head(heap, len(tables), folds=heap is not Heap.DIFFERENT, open_=open_, first=not entries)
                )
                entries += [_entry(table, current) for table in tables] if open_ else []
        if self.waiting:
            open_ = Heap.WAITING in unfolded
            entries.append(_head(Heap.WAITING, len(self.waiting), folds=True, open_=open_, first=not entries))
            for child in self.waiting if open_ else ():
                entries.append(SideEntry(child.child.short, under=f"Mangler {listing(child.missing)}"))
        return entries


def _head(heap: Heap, count: int, *, folds: bool, open_: bool, first: bool) -> SideEntry:
    fact = ("skjul" if open_ else "vis") if folds else ""
    return SideEntry(f"{_HEADS[heap]} · {count}", heap if folds else None, fact=fact, strong=True, rule=not first)


def _entry(table: JointTable, current: Id) -> SideEntry:
    agreed = table.joint is not None
    return SideEntry(
        table.child.short,
        table.child.id,
        under="Aftalt" if agreed else differ_in_words(table),
        done=agreed,
        current=table.child.id == current,
        strong=True,
    )


def differ_in_words(table: JointTable) -> str:
    """``Position og trivsel``, ``Trivsel``, ``3 svar``: on what the team differs."""
    items = [difference.item for difference in table.differences]
    axes = [words for item, words in (("position", "position"), ("trivsel", "trivsel")) if item in items]
    if axes:
        return listing(axes).capitalize()
    return count_of(len(items), "svar", "svar") if items else ""
