"""Plays what a school notes about absence: a few days of most pupils, and a story that passes the thresholds."""

from fractions import Fraction
from functools import partial
from random import Random

from opspor.cli.demo.cast import Child
from opspor.cli.demo.material import House, Room
from opspor.cli.demo.stage import moment
from opspor.cli.demo.year import Play, here, with_story
from opspor.domain.absence import WHOLE, Away, AwayKind
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind, kind_of
from opspor.usecases import absences

STORY = "fravær"
_WRITTEN = 3  # days ago: the days of the term are typed in by the klasselærer
_TERM = 60  # school days
_HALF = WHOLE / 2


def plan(play: Play, house: House) -> None:
    """Plan one scene a class: the days of its term come into the vault. A house without classes has none."""
    for room in house.group:
        if kind_of(room.name) is GroupKind.CLASS:
            at = moment(play.days.ago(_WRITTEN), "8.20")
            play.at(at, room.assessors[0], partial(_write, play, house, room))


def _write(play: Play, house: House, room: Room) -> None:
    today = play.stage.clock().date()
    school = sorted(day for day in play.stage.do(absences.known).school_days if day <= today)[-_TERM:]
    told = with_story(play, house).get(STORY)
    new: list[tuple[Id, Away]] = []
    for child in here(play, house, play.rounds - 1, room):
        for place, kind, share in _days(child, often=child is told):
            new.append((play.child(child).id, Away(school[-1 - place], kind, share)))
    play.stage.clock.skip(minutes=10)
    play.stage.do(absences.import_days, new, {})
    play.counts["absence_days"] += len(new)


def _days(child: Child, *, often: bool) -> list[tuple[int, AwayKind, Fraction]]:
    """(how many school days ago, kind, share): nearly every third day where it is often, else now and then."""
    if often:
        unlawful = [(place, AwayKind.UNLAWFUL, _HALF if place % 9 == 0 else WHOLE) for place in range(1, _TERM - 2, 3)]
        return [*unlawful, (2, AwayKind.SICK, WHOLE)]
    dice = Random(f"absence {child.key}")  # noqa: S311  a story, not a secret
    places = dice.sample(range(_TERM - 4), dice.choice((0, 1, 2, 2, 3)))
    sick = [(place, AwayKind.SICK, dice.choice((WHOLE, WHOLE, _HALF))) for place in places]
    free = [(_TERM - 2, AwayKind.GRANTED, WHOLE)] if dice.randrange(7) == 0 else []
    return [*sick, *free]
