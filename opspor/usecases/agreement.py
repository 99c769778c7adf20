"""How alike the team answered in a round: about the form and the talk, never about a person, a pair or a child."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from opspor.domain.access import Action
from opspor.domain.agreement import MIN_CHILDREN, Alike, Child, Same, alike, count_same
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
_SCALE = 3  # the first three answers are in order; "ved ikke" is none of them
_ANSWERS: Mapping[str, Sequence[str]] = {"position": tuple(Position), "trivsel": tuple(Trivsel)}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a round that has figures of its own: a group, or all groups of one context. ``group`` is "" for all."""

    group: Id
    name: str  # of the group; "" for all
    context: Context
    children: int  # that are agreed on


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier round of the same part."""

    name: str
    opens_on: date
    same: Mapping[str, Same | None]


@dataclass(frozen=True, slots=True)
class Figures:
    """How alike the team answered in one part of a round; ``found`` is None where too few have been judged by two."""

    round: Round
    parts: tuple[Part, ...]
    part: Part
    found: Mapping[str, Alike | None]
    earlier: tuple[Earlier, ...]  # newest first


def figures(desk: Desk, round_id: Id, part: tuple[Id, Context] | None = None) -> Figures:
    """The figures of one part of a round (``Part.group``, ``Part.context``), or of its first.

    Only children that the team has agreed on count, so nothing that is sealed is in it; and only their joint
    assessments are read, which say how many chose what. A group with fewer than 5 such children has no figures and
    counts in no other: what all groups say minus one group would give it away.
    """
    with desk.read(Action.SEE_ROUND) as tx:
        every = stored.rounds(tx.connection)
        found = next((r for r in every if r.id == round_id), None)
        if found is None:
            raise KnownError(NO_SUCH_ROUND)
        round_ = narrowed(desk.staff, found)
        tx.require(groups={group.group_id for group in round_.groups})
        contexts = tuple(dict.fromkeys(group.context for group in round_.groups))
        now = {context: _spreads(tx, [round_], round_, context).get(round_id, {}) for context in contexts}
        parts = _parts(round_, now)
        chosen = next((p for p in parts if part in (None, (p.group, p.context))), None)
        if chosen is None:
            raise KnownError(NO_SUCH_ROUND)
        before = [r for r in every if r.opens_on < round_.opens_on and _has(r, round_, chosen)]
        spreads = _spreads(tx, before[:MOST_EARLIER], round_, chosen.context, chosen.group)
        signs = _signs(desk, tx)
        here = _together(now[chosen.context], chosen)
        return Figures(
            round_,
            parts,
            chosen,
            {asked: alike(_units(here, asked, signs), ordered=_SCALE) for asked in ASKED},
            tuple(
                Earlier(r.name, r.opens_on, {asked: count_same(_units(there, asked, signs)) for asked in ASKED})
                for r in before
                if (there := _together(spreads.get(r.id, {}), chosen))
            ),
        )


def _spreads(
    tx: Transaction, rounds: Sequence[Round], round_: Round, context: Context, group: Id = NO_GROUP
) -> dict[Id, dict[Id, list[Spread]]]:
    """Round -> group -> how many chose what, for one group of ``round_``, or all that are seen in that context."""
    groups = [g.group_id for g in round_.groups if g.context is context and group in (NO_GROUP, g.group_id)]
    found: dict[Id, dict[Id, list[Spread]]] = {}
    for (of, group), each in agreement.spreads(tx.connection, [r.id for r in rounds], groups, context).items():
        found.setdefault(of, {})[group] = each
    return found


def _together(groups: Mapping[Id, list[Spread]], part: Part) -> list[Spread]:
    """What belongs to a part: one group, or all that are large enough."""
    return [
        spread
        for group, found in groups.items()
        if part.group in (NO_GROUP, group) and len(found) >= MIN_CHILDREN
        for spread in found
    ]


def _has(earlier: Round, round_: Round, part: Part) -> bool:
    """Whether an earlier round took in what belongs to a part of this one."""
    mine = {group.group_id for group in round_.groups if part.group in (NO_GROUP, group.group_id)}
    return any(group.group_id in mine and group.context is part.context for group in earlier.groups)


def _parts(round_: Round, now: Mapping[Context, Mapping[Id, list[Spread]]]) -> tuple[Part, ...]:
    """Each group, and all groups of a context where at least two have figures."""
    groups = [Part(g.group_id, g.group_name, g.context, len(now[g.context].get(g.group_id, ()))) for g in round_.groups]
    every = []
    for context in now:
        large = [part.children for part in groups if part.context is context and part.children >= MIN_CHILDREN]
        if len(large) > 1:
            every.append(Part(NO_GROUP, "", context, sum(large)))
    return (*groups, *every)


def _signs(desk: Desk, tx: Transaction) -> dict[str, Dimension]:
    """Sign -> its side of trivsel, of every form that was used here: ids are for ever."""
    used = (form_of(desk, tx, ref) for ref in forms.refs(tx.connection).values() if ref.kind == "trivsel")
    return {sign.id: sign.dimension for form in used if isinstance(form, TrivselForm) for sign in form.sign}


def _units(spreads: Sequence[Spread], asked: str, signs: Mapping[str, Dimension]) -> list[Child]:
    """What was answered about each child, as counts."""
    values = _ANSWERS.get(asked, tuple(Often))
    return [
        [
            tuple(counts.get(value, 0) for value in values)
            for item, counts in spread.chosen.items()
            if item == asked or signs.get(item) == asked
        ]
        for spread in spreads
    ]
