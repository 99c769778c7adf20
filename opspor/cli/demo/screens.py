"""``opspor screens``: every screen, of a house that has just begun, an ordinary one and a full one."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import cache, partial
from pathlib import Path

from opspor.cli import Draw, console
from opspor.cli.commands import now
from opspor.cli.demo import NO_DRAWING, USUAL, VAULT, Plot, play
from opspor.cli.demo.material import Common, House, load, origins
from opspor.cli.demo.year import season
from opspor.domain.assessment import Context
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.people import GroupKind
from opspor.usecases import children, concerns, groups, notices, people, rounds
from opspor.usecases.children import NewChild
from opspor.usecases.desk import Desk
from opspor.vault.keys import Derive
from opspor.workplace import create

NORMAL = Plot("alle", None, 2, 1)  # a daycare, a school and a district: each has pages of its own
FULL = Plot("alle", 96, 3, 1, full=True)
_OPEN_FOR = timedelta(weeks=4)
_ALONE = "Vi er kun to, og den anden er syg."
_SEEN = "Har ikke sovet til middag i en uge og vil sidde på skødet."


def command(target: Path, only: str, derive: Derive, draw: Draw | None) -> int:
    """Draw each house into a folder of its own in ``target``, and throw the house away. Raises DEMO-BILLEDER."""
    if draw is None:
        raise KnownError(NO_DRAWING)
    derive = cache(derive)
    drawn = 0
    for name, made in HOUSES.items():
        with tempfile.TemporaryDirectory(prefix="opspor-demo-") as folder:
            vault = made(Path(folder).resolve(), derive)
            console.tell(f"Skærmbillederne i »{name}« bliver tegnet …")
            first = NORMAL.first
            drawn += len(draw(vault, first.login, first.password, target / name, True, only))
    console.say(f"{drawn} billeder.")
    return 0


def _played(plot: Plot, folder: Path, derive: Derive) -> Path:
    play(folder, plot, derive, console.tell)
    return folder / VAULT


def _set_up(begin: Callable[[Desk], object], folder: Path, derive: Derive) -> Path:
    """A vault as it is when it has just been set up, and what is done on its first day."""
    house, common = load("dagtilbud", House), load("common", Common)
    first = house.staff[0]
    place = create(
        folder / VAULT, institution=common.together.institution, name=first.name, title=first.title,
        login=first.login, password=first.password, clock=now, derive=derive,
    )  # fmt: skip
    try:
        place.run(people.mark_as_demo).result()
        place.run(begin).result()
    finally:
        place.close()
    return folder / VAULT


def _first_day(desk: Desk) -> None:
    """A child in each kind of house, a round that has just opened, and a concern that was just written."""
    today, names = desk.clock().date(), origins()[0]
    houses = [load(kind, House) for kind in USUAL]
    made = children.import_list(
        desk,
        [
            NewChild(
                names.girls[at], names.last[at], today - timedelta(days=30 * max(h.months)), "", h.group[0].name, ""
            )
            for at, h in enumerate(houses)
        ],
    ).children
    known = {group.name: group.id for group in people.overview(desk).groups}
    ids = {house.context: known[house.group[0].name] for house in houses}
    people.set_groups(desk, desk.staff.id, ids.values())
    groups.change(desk, ids[Context.HOME], kind=GroupKind.DISTRICT, lead_id=None)
    notices.give(desk, made, today)
    rounds.open_round(
        desk, name=season(today), opens_on=today, closes_on=today + _OPEN_FOR, one_is_enough_because=_ALONE,
        groups={ids[where]: (where, [desk.staff.id]) for where in (Context.DAYCARE, Context.SCHOOL)},
    )  # fmt: skip
    concerns.start(desk, danger=Danger.NO, track=Track.GENERAL, what=_SEEN, seen_on=today, child_id=made[0])


HOUSES: dict[str, Callable[[Path, Derive], Path]] = {
    "tom": partial(_set_up, lambda _: None),
    "ny": partial(_set_up, _first_day),
    "normal": partial(_played, NORMAL),
    "fuld": partial(_played, FULL),
}
