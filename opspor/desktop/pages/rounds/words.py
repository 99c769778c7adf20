"""How far a round is, in words, and what comes next in it. The same on Start, on the list and on the round's page."""

from dataclasses import dataclass
from datetime import date, datetime

from opspor.desktop.route import Destination, Place
from opspor.domain.clock import MONTHS, WEEKDAYS, time_of_day
from opspor.domain.ids import Id
from opspor.domain.rounds import HINDRANCE_WORDS, ChildInRound, ChildState, Coverage, Round
from opspor.domain.text import count_of


@dataclass(frozen=True, slots=True)
class NextStep:
    """The button that leads on in a round: its words and where it goes."""

    words: str
    destination: Destination


def next_step(coverage: Coverage) -> NextStep | None:
    """What the person can do next in the round: their own assessments first, then the talk. None when all is done.

    What one has not answered about the adults comes before the talk, which begins with it.
    """
    round_id = coverage.round.id
    if coverage.count(ChildState.MISSING_MINE):
        begun = coverage.mine_done or any(child.has_draft for child in coverage.children)
        return NextStep("Fortsæt min vurdering" if begun else "Begynd min vurdering", Destination(Place.OWN, round_id))
    if coverage.adults_missing and coverage.undone:
        return NextStep("Svar om rammerne", Destination(Place.OWN, round_id))
    if coverage.count(ChildState.READY):
        return NextStep("Start fælles vurdering", Destination(Place.JOINT, round_id))
    return None


def mine(coverage: Coverage, me: Id) -> tuple[ChildInRound, ...]:
    """The children whom ``me`` is to assess, in the order of the class list. Not those with a reason not to."""
    groups = {group.group_id: group for group in coverage.round.groups}
    usual = {id_: me in [member.id for member in group.assessors] for id_, group in groups.items()}

    def is_mine(row: ChildInRound) -> bool:
        chosen = groups[row.group_id].others.get(row.child.id)  # for it, instead of the group's
        return usual[row.group_id] if chosen is None else me in [member.id for member in chosen]

    return tuple(row for row in coverage.children if row.state is not ChildState.NOT_ASSESSED and is_mine(row))


def state_in_words(child: ChildInRound) -> str:
    """Where a child stands: who is missing, never what anybody answered."""
    match child.state:
        case ChildState.HINDERED:
            return HINDRANCE_WORDS[child.hindrance] if child.hindrance else ""
        case ChildState.MISSING_MINE:
            return "Din er begyndt" if child.has_draft else "Mangler din"
        case ChildState.MISSING_OTHERS:
            return missing_in_words(child)
        case ChildState.READY:
            return "Klar til fælles vurdering"
        case ChildState.AGREED:
            return "Aftalt"
        case ChildState.NOT_ASSESSED:
            return "Vurderes ikke"


def missing_in_words(child: ChildInRound) -> str:
    """``Mangler Jonas B. og Sofie K.``"""
    return f"Mangler {listing(child.missing)}" if child.missing else "Mangler nogen, der vurderer"


def listing(words: tuple[str, ...] | list[str]) -> str:
    """``Jonas B.``, ``Jonas B. og Sofie K.``, ``Jonas B., Sofie K. og Ali M.``"""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} og {words[-1]}"


def day_in_words(day: date) -> str:
    """``15. april``: a day of this year, where the year goes without saying."""
    return f"{day.day}. {MONTHS[day.month - 1]}"


def round_in_words(round_: Round, today: date) -> str:
    """``window_in_words``; of a round that was closed, the day it was."""
    if round_.closed_at is None:
        return window_in_words(round_.opens_on, round_.closes_on, today)
    day = round_.closed_at.date()
    return f"Lukket {day_in_words(day)} {day.year}"


def window_in_words(opens_on: date, closes_on: date, today: date) -> str:
    """When a round is open: ``Åben til 15. april``, ``Åbner 1. marts``, ``Sluttede 15. april 2025``."""
    if today < opens_on:
        return f"Åbner {day_in_words(opens_on)}"
    if today <= closes_on:
        return f"Åben til {day_in_words(closes_on)}"
    return f"Sluttede {day_in_words(closes_on)} {closes_on.year}"


def when(moment: datetime, now: datetime) -> str:
    """``14.02`` for today, else ``12. marts``."""
    return time_of_day(moment) if moment.date() == now.date() else day_in_words(moment.date())


def named_day(day: date) -> str:
    """``mandag 13. april``"""
    return f"{WEEKDAYS[day.weekday()]} {day_in_words(day)}"


def near_day(day: date, today: date) -> str:
    """``i dag``, ``i morgen``, ``fre. 20.``; ``1 dag over`` when it is past."""
    away = (day - today).days
    if away < 0:
        return f"{count_of(-away, 'dag', 'dage')} over"
    if away < 2:
        return ("i dag", "i morgen")[away]
    return f"{WEEKDAYS[day.weekday()][:3]}. {day.day}."
