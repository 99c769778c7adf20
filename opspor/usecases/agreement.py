"""How alike the team answered in a round: about the form and the talk, never about a person, a pair or a child."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from opspor.domain.access import Action
from opspor.domain.agreement import Alike, Child, Judged, Same, TooFew, Unit, alike, count_same, why_too_few
from opspor.domain.assessment import Context, Often, Position, Spread, Trivsel
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.rounds import Round
from opspor.forms.model import Dimension, TrivselForm
from opspor.store import agreement, forms
from opspor.store import rounds as stored
from opspor.usecases.coverage import narrowed
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.rounds import NO_SUCH_ROUND
from opspor.usecases.wording import form_of

ASKED = ("position", "trivsel", *Dimension)  # what there are figures for: two choices, and the signs of each side
MOST_EARLIER = 3  # earlier rounds beside this one: as many as can be read beside each other at 200 %
NO_GROUP = Id("")  # all groups of a context
_NOBODY = Judged((), frozenset())
_SCALE = 3  # the first three answers are in order; "ved ikke" is none of them
_ANSWERS: Mapping[str, Sequence[str]] = {"position": tuple(Position), "trivsel": tuple(Trivsel)}
_OFTEN = tuple(Often)  # the answers to a sign


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a round: a group, or all groups of one context that count. ``group`` is "" for all."""

    group: Id
    name: str  # of the group; "" for all
    context: Context
    children: int  # that are agreed on
    too_few: TooFew | None = None  # why it has no figures of its own
    counted: bool = True  # whether it is in the figures of all
    left_out: tuple[str, ...] = ()  # of all: the groups that are not in its figures


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier round of the same part."""

    name: str
    opens_on: date
    same: Mapping[str, Same | None]


@dataclass(frozen=True, slots=True)
class Figures:
    """How alike the team answered in one part of a round; ``found`` is None where too few children, or people, would be
    in a figure.
    """

    round: Round
    parts: tuple[Part, ...]
    part: Part
    found: Mapping[str, Alike | None]
    earlier: tuple[Earlier, ...]  # newest first


def figures(desk: Desk, round_id: Id, part: tuple[Id, Context] | None = None) -> Figures:
    """The figures of one part of a round (``Part.group``, ``Part.context``), or of the first that has any.

    Only children that the team has agreed on count, so nothing that is sealed is in it; and only their joint
    assessments are read, which say how many chose what. A group has figures of its own from 5 such children and 3
    people who judged them: of two, they would be about that pair. The smaller groups count among all of a context only
    when they are enough together, and only to somebody who sees every group of the round there: what all say minus
    what a few say would give away the group that is left.
    """
    with desk.read(Action.SEE_ROUND) as tx:
        every = stored.rounds(tx.connection)
        found = next((r for r in every if r.id == round_id), None)
        if found is None:
            raise KnownError(NO_SUCH_ROUND)
        round_ = narrowed(desk.staff, found)
        tx.require(groups={group.group_id for group in round_.groups})
        contexts = tuple(dict.fromkeys(group.context for group in round_.groups))
        now = {
            context: _judged(tx, [found], _groups(round_, context), context, only_counted=True)[round_id]
            for context in contexts
        }
        each = [one for context in contexts for one in _parts(found, round_, context, now[context])]
        parts = sorted(each, key=lambda one: one.group == NO_GROUP)
        asked_for = [p for p in parts if part in (None, (p.group, p.context))]
        if not asked_for:
            raise KnownError(NO_SUCH_ROUND)
        chosen = next((p for p in asked_for if p.too_few is None), asked_for[0])
        before = [r for r in every if r.opens_on < round_.opens_on and _has(r, round_, chosen)][:MOST_EARLIER]
        groups = _groups(round_, chosen.context) if chosen.group == NO_GROUP else {chosen.group}
        chose = _judged(tx, [found, *before], groups, chosen.context)
        signs = _signs(desk, tx)
        here = _by_asked(_together(found, chose[round_id], chosen), signs)
        return Figures(
            round_,
            tuple(parts),
            chosen,
            {asked: alike(units, ordered=_SCALE) for asked, units in here.items()},
            tuple(
                Earlier(r.name, r.opens_on, {asked: count_same(units) for asked, units in there.items()})
                for r in before
                if (there := _by_asked(_together(r, chose[r.id], chosen), signs))["position"]
            ),
        )


def _judged(
    tx: Transaction, rounds: Sequence[Round], groups: set[Id], context: Context, *, only_counted: bool = False
) -> dict[Id, dict[Id, Judged]]:
    """Round -> group -> how many chose what: those of ``groups`` that each round has in that context."""
    found = agreement.judged(tx.connection, [r.id for r in rounds], groups, context, only_counted=only_counted)
    return {
        round_.id: {group: found.get((round_.id, group), _NOBODY) for group in groups & _groups(round_, context)}
        for round_ in rounds
    }


def _groups(round_: Round, context: Context) -> set[Id]:
    return {group.group_id for group in round_.groups if group.context is context}


def _counted(round_: Round, context: Context, groups: Mapping[Id, Judged]) -> set[Id]:
    """Those of ``groups`` that count among all: the large ones, and the small ones together or not at all.

    The small ones are left out where not every group of the round is among ``groups``: two people who see a different
    choice of them, or two rounds that do, would give away what is in one and not in the other.
    """
    small = {group for group, each in groups.items() if why_too_few([each])}
    whole = groups.keys() == _groups(round_, context)
    return groups.keys() - (small if not whole or why_too_few([groups[group] for group in small]) else set())


def _together(round_: Round, groups: Mapping[Id, Judged], part: Part) -> list[Spread]:
    """What belongs to a part: one group that is large enough, or all that count."""
    counted = _counted(round_, part.context, groups) if part.group == NO_GROUP else groups.keys() & {part.group}
    chosen = [groups[group] for group in counted]
    return [] if why_too_few(chosen) else [spread for each in chosen for spread in each.spreads]


def _has(earlier: Round, round_: Round, part: Part) -> bool:
    """Whether an earlier round took in what belongs to a part of this one."""
    mine = {group.group_id for group in round_.groups if part.group in (NO_GROUP, group.group_id)}
    return any(group.group_id in mine and group.context is part.context for group in earlier.groups)


def _parts(round_: Round, seen: Round, context: Context, now: Mapping[Id, Judged]) -> list[Part]:
    """Each group of a context that is seen, and all of them where at least two count."""
    counted = _counted(round_, context, now)
    parts = [
        Part(g.group_id, g.group_name, context, len(now[g.group_id].spreads), why_too_few([now[g.group_id]]),
             g.group_id in counted)
        for g in seen.groups if g.context is context
    ]  # fmt: skip
    if sum(bool(now[group].spreads) for group in counted) > 1:
        among = sum(part.children for part in parts if part.counted)
        left_out = tuple(part.name for part in parts if not part.counted)
        parts.append(Part(NO_GROUP, "", context, among, left_out=left_out))
    return parts


def _signs(desk: Desk, tx: Transaction) -> dict[str, Dimension]:
    """Sign -> its side of trivsel, of every form that was used here: ids are for ever."""
    used = (form_of(desk, tx, ref) for ref in forms.refs(tx.connection).values() if ref.kind == "trivsel")
    return {sign.id: sign.dimension for form in used if isinstance(form, TrivselForm) for sign in form.sign}


def _by_asked(spreads: Sequence[Spread], signs: Mapping[str, Dimension]) -> dict[str, list[Child]]:
    """For each thing that was asked what was answered about each child, as counts."""
    found: dict[str, list[Child]] = {asked: [] for asked in ASKED}
    for spread in spreads:
        units: dict[str, list[Unit]] = {asked: [] for asked in ASKED}
        for item, counts in spread.chosen.items():
            asked = item if item in _ANSWERS else signs.get(item)
            if asked is not None:
                units[asked].append(tuple(counts.get(value, 0) for value in _ANSWERS.get(asked, _OFTEN)))
        for asked, child in units.items():
            found[asked].append(child)
    return found
