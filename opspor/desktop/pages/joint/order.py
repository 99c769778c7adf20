"""The order of a meeting: the children whom the team sees differently first, then the rest."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from opspor.desktop.pages.rounds.words import listing
from opspor.desktop.pages.side_list import SideEntry
from opspor.domain.assessment import CONTEXT_WORDS, Context
from opspor.domain.ids import Id
from opspor.domain.rounds import ChildInRound, ChildState
from opspor.domain.text import count_of
from opspor.usecases.joint import JointTable

Spot = tuple[Id, Context]  # a child in one context: class and SFO are two


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


def spot_of(table: JointTable) -> Spot:
    """The child and the context that a table is about."""
    return table.child.id, table.context


def names_of(rows: Sequence[ChildInRound]) -> dict[Spot, str]:
    """``Karla J.``; the whole name where two would be taken for one another, with the number where that is not enough,
    and with the context for a child who is in the round twice.
    """
    children = {row.child.id: row.child for row in rows}.values()
    shorts, fulls = Counter(c.short for c in children), Counter(c.full_name for c in children)
    twice = Counter(row.child.id for row in rows)
    found = {}
    for row in rows:
        child = row.child
        name = child.short
        if shorts[child.short] > 1:
            name = child.full_name if fulls[child.full_name] == 1 else f"{child.full_name} ({child.code})"
        found[child.id, row.context] = f"{name}, {CONTEXT_WORDS[row.context]}" if twice[child.id] > 1 else name
    return found


@dataclass(frozen=True, slots=True)
class Agenda:
    """The children of a group in a round: what everybody answered about those who are ready, and who is missing.

    ``tables`` is in the order in which the children of a heap stand, ``names`` what each is called here.
    """

    tables: Mapping[Spot, JointTable]
    waiting: Sequence[ChildInRound]
    names: Mapping[Spot, str]

    def heap(self, table: JointTable) -> Heap:
        """Where a child that is ready stands."""
        if len(table.own) == 1:
            return Heap.SINGLE
        return Heap.DIFFERENT if table.differences else Heap.SAME

    def of(self, heap: Heap) -> list[JointTable]:
        """The children of one group of the list."""
        return [table for table in self.tables.values() if self.heap(table) is heap]

    @property
    def order(self) -> list[Spot]:
        """The children that can be opened, as PgUp and PgDn go through them."""
        return [spot_of(t) for heap in (Heap.DIFFERENT, Heap.SAME, Heap.SINGLE) for t in self.of(heap)]

    def next_open(self, after: Spot | None) -> Spot | None:
        """The next child that is not agreed on, from ``after`` and round; None when all are."""
        order = self.order
        start = order.index(after) + 1 if after in order else 0
        return next((spot for spot in order[start:] + order[:start] if self.tables[spot].joint is None), None)

    def entries(self, current: Spot | None, unfolded: Collection[Heap]) -> list[SideEntry]:
        """The side list. The first heap is always unfolded, and so is the one one is in."""
        entries: list[SideEntry] = []
        for heap in (Heap.DIFFERENT, Heap.SAME, Heap.SINGLE):
            tables = self.of(heap)
            if tables:
                open_ = heap is Heap.DIFFERENT or heap in unfolded or any(spot_of(t) == current for t in tables)
                entries.append(
                    _head(heap, len(tables), folds=heap is not Heap.DIFFERENT, open_=open_, first=not entries)
                )
                entries += [self._entry(table, current) for table in tables] if open_ else []
        if self.waiting:
            open_ = Heap.WAITING in unfolded
            entries.append(_head(Heap.WAITING, len(self.waiting), folds=True, open_=open_, first=not entries))
            for child in self.waiting if open_ else ():
                entries.append(SideEntry(self.names[child.child.id, child.context], under=_waits_for(child)))
        return entries

    def _entry(self, table: JointTable, current: Spot | None) -> SideEntry:
        agreed = table.joint is not None
        return SideEntry(
            self.names[spot_of(table)],
            spot_of(table),
            under="Aftalt" if agreed else differ_in_words(table),
            done=agreed,
            current=spot_of(table) == current,
            strong=True,
        )


def _waits_for(child: ChildInRound) -> str:
    if child.state is ChildState.NOT_ASSESSED:
        return "Vurderes ikke"
    return f"Mangler {listing(child.missing)}" if child.missing else "Kan ikke begyndes endnu"


def _head(heap: Heap, count: int, *, folds: bool, open_: bool, first: bool) -> SideEntry:
    fact = ("skjul" if open_ else "vis") if folds else ""
    return SideEntry(f"{_HEADS[heap]} · {count}", heap if folds else None, fact=fact, strong=True, rule=not first)


def differ_in_words(table: JointTable) -> str:
    """``Position og trivsel``, ``Trivsel``, ``3 svar``: on what the team differs."""
    items = [difference.item for difference in table.differences]
    axes = [words for item, words in (("position", "position"), ("trivsel", "trivsel")) if item in items]
    if axes:
        return listing(axes).capitalize()
    return count_of(len(items), "svar", "svar") if items else ""
