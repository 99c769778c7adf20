"""The child over time: everything that happened, one line per context, every change said in words.

Contexts stand side by side and are never merged (domain 1.4). A change is told however small it is, and nothing says
that all is well (design section 11, rule 7). How far the team disagreed stands beside what it agreed on, as counts
without anybody's name.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from opspor.domain.assessment import (
    CONTEXT_WORDS,
    POSITION_WORDS,
    TRIVSEL_WORDS,
    Context,
    Position,
    Spread,
    Trivsel,
)
from opspor.domain.clock import short_date
from opspor.domain.ids import Id
from opspor.domain.text import count_of


class EventKind(StrEnum):
    """What can stand on the line."""

    ASSESSMENT = "assessment"
    CORRECTION = "correction"  # the team agreed anew in the same round
    UNDER_WAY = "under_way"
    NOT_ASSESSED = "not_assessed"
    VISIT = "visit"
    OBSERVATION = "observation"
    WORDS = "words"
    PUPIL = "pupil"
    FOCUS = "focus"
    PLAN = "plan"
    LOOKED_AGAIN = "looked_again"  # somebody did, or put it off
    FOLLOW_UP = "follow_up"  # the day on which one is to
    MEETING = "meeting"
    CONTACT = "contact"
    NOTICE = "notice"
    CONCERN = "concern"
    PAPER = "paper"


EVENT_WORDS = {
    EventKind.ASSESSMENT: "Fælles vurdering",
    EventKind.CORRECTION: "Aftalt igen",
    EventKind.UNDER_WAY: "Runde i gang",
    EventKind.NOT_ASSESSED: "Ikke vurderet",
    EventKind.VISIT: "Besøg",
    EventKind.OBSERVATION: "Set og hørt",
    EventKind.WORDS: "Barnets egne ord",
    EventKind.PUPIL: "Elevens eget syn",
    EventKind.FOCUS: "Fokuspunkt",
    EventKind.PLAN: "Handleplan",
    EventKind.LOOKED_AGAIN: "Fulgt op",
    EventKind.FOLLOW_UP: "Opfølgning",
    EventKind.MEETING: "Møde",
    EventKind.CONTACT: "Kontakt med forældre",
    EventKind.NOTICE: "Forældre orienteret",
    EventKind.CONCERN: "Bekymring",
    EventKind.PAPER: "Papir sendt",
}

# A line of its own for what belongs to no context.
ELSEWHERE = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, or is going to. ``id`` is that of its record: kind and id say which page it opens.

    ``title`` says more than the kind does, ``words`` what it says in whole sentences. Position and trivsel are those
    of an assessment or a visit, else None.
    """

    kind: EventKind
    id: Id
    on: date
    lane: str  # the value of a ``Context``, or ``ELSEWHERE``
    title: str
    words: tuple[str, ...] = ()
    position: Position | None = None
    trivsel: Trivsel | None = None
    round_id: Id | None = None

    @property
    def place(self) -> str:
        """Where it belongs: ``Dagtilbud``; empty where it belongs to no context."""
        return lane_word(self.lane)

    @property
    def head(self) -> str:
        """``Fælles vurdering · Forår 2026: ikke udsat · trives``"""
        return " · ".join(filter(None, (EVENT_WORDS[self.kind], self.title)))

    @property
    def spoken(self) -> str:
        """The event as a screen reader says it."""
        said = [short_date(self.on), self.place, self.head, *self.words]
        return ". ".join(part.rstrip(".") for part in said if part)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was found at one time in one context, by a team in a round or at a visit, as far as the line shows it.

    ``name`` is what it is called: ``Forår 2026``, ``Besøg: 2 måneder``. ``replaced``: it was agreed on anew since.
    """

    id: Id
    kind: EventKind
    name: str
    context: Context
    on: date
    position: Position | None
    trivsel: Trivsel | None
    follow_up_on: date | None = None
    replaced: bool = False
    round_id: Id | None = None
    spread: Spread = field(default_factory=Spread)


def lane_word(lane: str) -> str:
    """``Dagtilbud``, ``SFO``; empty for what belongs to no context."""
    word = CONTEXT_WORDS[Context(lane)] if lane else ""
    return word[:1].upper() + word[1:]


def assessed(found: Iterable[Agreed]) -> list[Event]:
    """An event for each time, with what changed since the time before in the same context.

    ``found`` is in the order it happened.
    """
    events = []
    before: dict[Context, Agreed] = {}
    for now in found:
        cell = cell_words(now.position, now.trivsel)
        words = (*changes(before.get(now.context), now), *disagreement(now.spread))
        events.append(
            Event(
                now.kind, now.id, now.on, now.context.value, ": ".join(filter(None, (now.name, cell))),
                words if cell else (), now.position, now.trivsel, now.round_id,
            )
        )  # fmt: skip
        if cell:
            before[now.context] = now
    return events


def follow_ups(found: Iterable[Agreed]) -> list[Event]:
    """The dates on which one is to look again, of what still stands."""
    return [
        Event(
            EventKind.FOLLOW_UP, now.id, now.follow_up_on, now.context.value, now.name,
            (f"Aftalt {short_date(now.on)}.",), round_id=now.round_id,
        )
        for now in found
        if now.follow_up_on is not None and not now.replaced
    ]  # fmt: skip


def changes(before: Agreed | None, now: Agreed) -> tuple[str, ...]:
    """What is different since ``before`` in the same context, each axis for itself, the smallest step too."""
    where = CONTEXT_WORDS[now.context]
    if before is None:
        return (f"Første vurdering i {where}.",)
    found = []
    if before.position and now.position and before.position is not now.position:
        was, is_now = POSITION_WORDS[before.position], POSITION_WORDS[now.position]
        found.append(f"Position i {where}: fra {was.lower()} til {is_now.lower()}.")
    if before.trivsel and now.trivsel and before.trivsel is not now.trivsel:
        was, is_now = TRIVSEL_WORDS[before.trivsel], TRIVSEL_WORDS[now.trivsel]
        found.append(f"Trivsel i {where}: fra {was.lower()} til {is_now.lower()}.")
    return tuple(found) or (f"Som før i {where}: {before.name}.",)


def disagreement(spread: Spread) -> tuple[str, ...]:
    """How far the team stood apart before it agreed, in counts; nothing where nobody kept it."""
    if spread.assessors == 0:
        return ()
    if spread.assessors == 1:
        return ("Én vurderede barnet alene, så her er ingen forskel at se.",)
    found = []
    for axis, words in (("position", POSITION_WORDS), ("trivsel", TRIVSEL_WORDS)):
        chosen = spread.chosen.get(axis, {})
        counts = [(chosen[value], word.lower()) for value, word in words.items() if chosen.get(value)]
        if len(counts) == 1:
            found.append(f"I så ens på {axis}.")
        elif counts:
            counts.sort(key=lambda count: -count[0])
            parts = [f"{count} af {spread.assessors} {word}" for count, word in counts]
            found.append(f"I så forskelligt på {axis}: {', '.join(parts)}.")
    asked = [counts for item, counts in spread.chosen.items() if item not in ("position", "trivsel")]
    apart = sum(len(counts) > 1 for counts in asked)
    if apart:
        found.append(f"I svarede forskelligt på {apart} af {count_of(len(asked), 'spørgsmål', 'spørgsmål og tegn')}.")
    return tuple(found)


def under_way(round_id: Id, name: str, opens_on: date, context: Context) -> Event:
    """A round that the team has not agreed in yet: that it is going on, and nothing else."""
    return Event(
        EventKind.UNDER_WAY, round_id, opens_on, context.value, name,
        ("I har ikke aftalt noget om barnet endnu. Svarene er lukket, til alle har afleveret.",), round_id=round_id,
    )  # fmt: skip


def left_out(round_id: Id, name: str, on: date, context: Context, reason: str = "") -> Event:
    """A round in which the team did not agree on the child, with the reason where one was written."""
    said = f"Begrundelse: {reason}" if reason else "Runden er slut, og der er ingen fælles vurdering af barnet i den."
    return Event(EventKind.NOT_ASSESSED, round_id, on, context.value, name, (said,), round_id=round_id)


def cell_words(position: Position | None, trivsel: Trivsel | None) -> str:
    """``potentielt udsat · trives``; what is not known of the two is left out."""
    said = [POSITION_WORDS[position] if position else "", TRIVSEL_WORDS[trivsel] if trivsel else ""]
    return " · ".join(word.lower() for word in said if word)


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Oldest first; what stands on one day in the order of ``EventKind``."""
    kinds = list(EventKind)
    return tuple(sorted(events, key=lambda event: (event.on, kinds.index(event.kind), event.id)))
