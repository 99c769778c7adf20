"""Concerns that have grown: a long one on its page, many of them in a list, and papers for a whole house held against
all of them.
"""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from opspor.desktop.look import look, new_application
from opspor.desktop.program import Program
from opspor.desktop.route import Destination, Place
from opspor.domain.access import Action
from opspor.domain.beredskab import LeaderTold, Track, View
from opspor.domain.child import Carer, Custody
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.recipient import Recipient
from opspor.store import children as stored
from opspor.usecases import children, concerns, telling, tracks
from opspor.usecases.children import NewChild
from opspor.usecases.desk import Desk
from tests.bench import vaults
from tests.bench.measure import Goal, Row, alone, milliseconds
from tests.bench.paging import Watch

_CONCERNS, _DECISIONS, _OBSERVATIONS, _RECIPIENTS = 60, 30, 60, 200
_LIMIT = 100  # milliseconds: as for every page


def rows(scratch: Path, runs: int) -> list[Row]:
    """The page of a long concern, the list of all, and whether ``_RECIPIENTS`` parents may have a paper."""
    work = vaults.new_vault(scratch / "concerned")
    new = [NewChild(f"Barn {n}", "Prøve", date(2021, 5, 3), "", "Bøgestuen", "") for n in range(_RECIPIENTS)]
    every = work.run(partial(children.import_list, new=new)).result().children
    long = work.run(partial(_fill, every=every)).result()
    asked = alone(
        f"{_RECIPIENTS} parents asked for, {_CONCERNS} concerns", "ms", runs=runs,
        ours=milliseconds(lambda: work.look(partial(_ask, every=every)).result()), goal=Goal.VALUE, limit=1000,
    )  # fmt: skip
    app = QApplication.instance()
    look.apply(app if isinstance(app, QApplication) else new_application())
    program = Program(work.folder, vaults.now, derive=vaults.quick)
    program.window.resize(1366, 768)
    program.window.show()
    program.enter(work)
    watch = Watch(program, work)
    watch.settle()
    page = f"concern with {_DECISIONS} decisions and {_OBSERVATIONS} observations"
    try:
        shown = [
            *watch.rows(page, Destination(Place.CONCERN, long), runs),
            *watch.rows(f"list of {_CONCERNS} concerns", Destination(Place.CONCERNS), runs),
        ]
    finally:
        program.go(Destination(Place.START))
        program.window.close()
        program.wait_until_locked()
    return [asked, *shown]


def _fill(desk: Desk, every: tuple[Id, ...]) -> Id:
    """Every child has a mother; sixty have a concern, on all kinds of tracks, and the last of them is long."""
    kinds = [track for track in Track if track is not Track.EMPLOYEE]
    for child in every:
        file = children.open_child(desk, child)
        mother = Carer(Id("mor"), "Mor Prøve", "mor", Custody.YES, "", "", protected=False, lives_with_child=True)
        children.change(desk, child, file.particulars_id, replace(file.particulars, carers=(mother,)))
    for number in range(_CONCERNS):
        made = _begin(desk, every[number], kinds[number % len(kinds)])
    for number in range(_DECISIONS):
        told = LeaderTold("Mette", desk.clock(), "Vi ringer i morgen", "", "")
        tracks.decide(desk, made, told if number % 2 else View("Det ser ud til at være værre om mandagen"))
    for number in range(_OBSERVATIONS):
        at = desk.clock() - timedelta(hours=number + 1)
        concerns.observe(desk, made, seen_at=at, place="Garderoben", text="Sad med ryggen til og sagde ingenting")
    return made


def _begin(desk: Desk, child: Id, track: Track) -> Id:
    today = desk.clock().date()
    return concerns.start(desk, danger=Danger.NO, track=track, what="Målt", seen_on=today, child_id=child)


def _ask(desk: Desk, every: tuple[Id, ...]) -> int:
    """As for letters to a whole house: how many may go."""
    free = 0
    with desk.read(Action.PRINT_PLAN) as tx:
        tx.require()
        for child in stored.listed(tx.connection):
            try:
                telling.require(desk, tx, child, Recipient(at_home=True, carer=Id("mor")))
            except KnownError:
                continue
            free += 1
    if not 0 < free < len(every):
        raise RuntimeError("nobody, or everybody, may have a paper")
    return free
