"""``opspor demo``: a made-up institution, played through the same use cases from the class list to the underretning.

The same seed gives the same story on the same day; ids differ. The names stand in the vault, in the class list, on the
papers and on the pictures, and nowhere else: the files that say what was made name codes and ids.
"""

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from opspor.cli import Draw, console
from opspor.cli.commands import now
from opspor.cli.demo import (
    absence,
    beredskab,
    cases,
    crowd,
    family,
    following,
    gathering,
    planning,
    printing,
    protecting,
    school,
    sparring,
    visiting,
    year,
)
from opspor.cli.demo.cast import cast, write_list
from opspor.cli.demo.made import Papers
from opspor.cli.demo.material import Common, House, Person, load, origins
from opspor.cli.demo.stage import Days, MovingClock, Stage, moment
from opspor.cli.demo.year import Play
from opspor.domain.errors import Fault, KnownError
from opspor.domain.paper import PaperKind
from opspor.usecases import matrix, plans
from opspor.vault.faults import known_errors
from opspor.vault.keys import Derive

NOT_EMPTY = Fault(
    "DEMO-IKKE-TOM", "Mappen er ikke tom, så demoen kan ikke laves der. Intet er ændret. Vælg en ny eller tom mappe."
)
NO_DRAWING = Fault(
    "DEMO-BILLEDER",
    "Her kan der ikke tegnes skærmbilleder. Intet er lavet. Kør kommandoen på en pc, hvor opspor kan åbne sit vindue.",
)
VAULT = "demo.opspor"
USUAL = {"dagtilbud": 44, "skole": 24, "sundhedspleje": 16}  # children, where nothing else is asked for


@dataclass(frozen=True, slots=True)
class Plot:
    """What kind of demo: which institutions, how many children and rounds, which seed."""

    kind: str
    children: int | None
    rounds: int
    seed: int
    full: bool = False  # with the longest names, and much on every list

    @property
    def counts(self) -> dict[str, int]:
        """How many children each kind of institution has."""
        kinds = USUAL if self.kind == "alle" else {self.kind: USUAL[self.kind]}
        if self.children is None:
            return kinds
        whole, first = sum(kinds.values()), next(iter(kinds))
        counts = {kind: self.children * usual // whole for kind, usual in kinds.items()}
        return counts | {first: counts[first] + self.children - sum(counts.values())}

    @property
    def first(self) -> Person:
        """The first person: the leader who makes the vault."""
        return load(next(iter(self.counts)), House).staff[0]


def command(args: argparse.Namespace, derive: Derive, draw: Draw | None) -> int:
    """``opspor demo``."""
    folder: Path = args.folder.resolve()
    plot = Plot(args.kind, args.children, args.rounds, args.seed)
    started = time.monotonic()
    result = play(folder, plot, derive, console.tell)
    result["screens"] = _drawn(folder, plot.first, draw)
    console.tell(f"Færdig på {time.monotonic() - started:.0f} sekunder.")
    text = json.dumps(result, ensure_ascii=False, indent=1)
    (folder / "result.json").write_text(text + "\n", encoding="utf-8")
    if args.json:
        console.say_json(result)
    else:
        console.say((folder / "LAES-MIG.txt").read_text(encoding="utf-8").rstrip())
    return 0


def _drawn(folder: Path, first: Person, draw: Draw | None) -> list[str]:
    """The main screens as pictures; none, with a word about it, where the window can't be drawn."""
    if draw is None:
        return []
    console.tell("Skærmbillederne bliver tegnet …")
    (folder / "screens").mkdir()
    try:
        return [str(path) for path in draw(folder / VAULT, first.login, first.password, folder / "screens", False, "")]
    except KnownError as error:
        (folder / "screens").rmdir()
        console.tell(f"{error} [{error.code}]")
        return []


@known_errors()
def play(folder: Path, plot: Plot, derive: Derive, tell: Callable[[str], None]) -> dict[str, object]:
    """Play a demo into ``folder``, which is missing or empty, and say what was made, without a name.

    Raises ``KnownError`` DEMO-IKKE-TOM, and what the drive may say.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise KnownError(NOT_EMPTY)
    tell("Mappen bliver lavet …")  # first: from here on what lies there is ours
    derive = cache(derive)  # everybody comes in again and again: their key takes long, and once is enough for a story
    (folder / "pdf").mkdir(parents=True)
    full = crowd.material() if plot.full else None
    houses = [load(kind, House, full.spelled if full else None) for kind in plot.counts]
    write_read_me(folder, houses)  # before the vault, so that whatever is found of it can be opened
    show, made = _prepare(folder, plot, houses, full, derive, tell), Papers(folder / "pdf")
    beredskab.plan(show)
    for house in houses:
        if visiting.at_home(house):
            visiting.plan(show, house, made)
        else:
            year.plan(show, house)
        school.plan(show, house)
        absence.plan(show, house)
        cases.plan(show, house, made)
        family.plan(show, house)
        following.plan(show, house)
        planning.plan(show, house)
        gathering.plan(show, house)
        sparring.plan(show, house)
        protecting.plan(show, house, made)
    try:
        year.begin(show, folder / "liste.csv", derive, school.begin)
        school.name_leads(show)
        following.set_holidays(show)
        beredskab.write(show)
        show.run()
        show.stage.enter(plot.first.login)
        printing.print_papers(show, made)
        protecting.print_papers(show, made)
        if full:
            crowd.fill(show, full)
        result = _result(folder, plot, show, made)
        show.stage.place.copies.make()
        return result
    finally:
        show.stage.leave()


def _prepare(
    folder: Path, plot: Plot, houses: list[House], full: crowd.Full | None, derive: Derive, tell: Callable[[str], None]
) -> Play:
    """The cast, the class list that names it, and a clock that begins before the first round."""
    days, common, names = (
        Days(now().date()),
        load("common", Common, full.spelled if full else None),
        full.origin if full else origins(),
    )
    begins = days.ago(year.OPENED + year.BETWEEN * (plot.rounds - 1) + year.BEFORE)
    youngest = (days.today - begins).days // 30 + 1
    children = {
        house.institution: cast(house, common, names, count, youngest, days.today, _dice(f"{plot.seed} {kind}"))
        for house, (kind, count) in zip(houses, plot.counts.items(), strict=True)
    }
    header = houses[0].group_header if len(houses) == 1 else "Gruppe"
    write_list(folder / "liste.csv", header, (child for cast_ in children.values() for child in cast_))
    passwords = {person.login: person.password for house in houses for person in house.staff}
    stage = Stage(folder / VAULT, MovingClock(moment(begins, "9.00")), derive, passwords)
    return Play(stage, days, common, names, houses, children, plot.rounds, _dice(str(plot.seed)), tell)


def _dice(seed: str) -> Random:
    return Random(seed)  # noqa: S311  a story, not a secret


def write_read_me(folder: Path, houses: list[House]) -> None:
    """LAES-MIG.txt: how to get in, and what lies where. Logins and passwords of a demo, no names."""
    first, *others = [person for house in houses for person in house.staff]
    lines = [
        "En opdigtet institution til opspor. Intet barn, ingen familie og ingen medarbejder her findes.",
        "",
        f"Bruger: {first.login}",
        f"Adgangskode: {first.password}",
        "",
        "De andre, der kan logge ind (bruger, adgangskode):",
        *(f"  {person.login:<10} {person.password}" for person in others),
        "",
        "Se især på:",
        *(f"  {line}" for house in houses for line in house.look_at),
        "",
        "Her ligger:",
        f"  {VAULT:<14} mappen, som opspor åbner: opspor --vault {VAULT}",
        f"  {VAULT}-kopier  en sikkerhedskopi af den",
        "  liste.csv      listen, som børnene blev hentet fra",
        *([f"  {school.LIST}  listen over dem, der også går i SFO"] if any(h.second for h in houses) else []),
        "  pdf            matrix, overblik, planer, møder, netværkskort, drøftelsesark, underretninger, sparring",
        "                 og overlevering, de sendte underretninger som fil til kommunens system, breve til forældre,",
        "                 et svar på indsigt, noget til journalen, hvad mappen rummer, og en kvittering for sletning",
        "  screens        skærmbilleder",
        "  result.json    hvad der blev lavet, uden navne",
    ]
    (folder / "LAES-MIG.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _result(folder: Path, plot: Plot, show: Play, made: Papers) -> dict[str, object]:
    """What was made: counts, ids, paths, and per child, by its code, the cell in each round."""
    children = sorted(show.ids.values(), key=lambda child: child.code)
    cells: dict[str, list[str | None]] = {child.code: [] for child in children}
    rounds = []
    for number in range(plot.rounds):
        standing: dict[str, str] = {}
        for house in show.houses:
            if visiting.at_home(house):
                standing |= visiting.standing(show, house, number)
                rounds += [_row(found) for found in visiting.shown(show, house)] if number == plot.rounds - 1 else []
                continue
            shown = show.stage.do(matrix.matrix, show.round_ids[house.institution][number])
            rounds.append(_row(shown))
            standing |= {
                placed.child.code: cell
                for cell, there in shown.cells.items()
                for placed in there
                if placed.context is house.context  # an SFO stands beside the class
            }
        for code, row in cells.items():
            row.append(standing.get(code))
    exports = {kind.value: made.ids[kind] for kind in (PaperKind.UNDERRETNING, PaperKind.BRIEF)}
    exports["plan"] = [row.plan_id for row in show.stage.do(plans.listed)]
    return {
        "vault": str(folder / VAULT),
        "kind": plot.kind,
        "seed": plot.seed,
        "counts": dict(sorted(show.counts.items())),
        "exports": exports,
        "pdf": [str(file) for file in made.files if file.suffix == ".pdf"],
        "json": [str(file) for file in made.files if file.suffix == ".json"],
        "rounds": rounds,
        "children": [{"code": code, "cells": row} for code, row in cells.items()],
    }


def _row(shown: matrix.Matrix) -> dict[str, object]:
    """A round as it stands, or a district today."""
    return {
        "id": shown.round.id,
        "name": shown.round.name,
        "opens_on": shown.round.opens_on.isoformat(),
        "closes_on": shown.round.closes_on.isoformat(),
        "placed": len(shown.placed),
        "unsure": len(shown.unsure),
        "waiting": len(shown.waiting),
    }
