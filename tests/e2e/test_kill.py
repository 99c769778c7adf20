"""Killed at any moment: the vault opens, is whole, and has everything that it said it had."""

import random
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from opspor import workplace
from opspor.store import focus, rounds
from opspor.store import schema as t
from opspor.usecases import check, children, concerns, drafts, plans
from opspor.usecases import rounds as round_cases
from opspor.usecases.desk import Desk
from tests.e2e.conftest import METTE, WallClock, quick_derive

_ROOT = Path(__file__).parent.parent.parent


def kept(desk: Desk, kind: str) -> set[str]:
    """The ids of what the vault has of a kind that the worker reports."""
    if kind == "child":
        return {child.id for child in children.listed(desk)}
    if kind == "concern":
        return {row.concern.id for row in concerns.listed(desk)}
    with desk.engine.connect() as connection:
        if kind == "focus":
            return {row.point_id for row in focus.listed(connection)}
        if kind == "follow_up":
            return set(connection.execute(select(t.follow_up.c.record_id)).scalars())
        return {id_ for id_, _, _ in rounds.bindings(connection)}


@pytest.mark.parametrize("seed", range(5))
def test_killed_while_working_the_vault_opens_whole_with_all_that_was_reported(house: Path, seed: int) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.worker", str(house)], cwd=_ROOT, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    first = worker.stdout.readline()
    time.sleep(random.Random(seed).uniform(0, 1))
    worker.kill()
    said = [line.split() for line in (first + worker.communicate()[0]).splitlines(keepends=True) if line.endswith("\n")]
    assert said

    work = workplace.open_vault(house, *METTE, clock=WallClock(), derive=quick_derive)
    try:
        assert work.run(check.check).result() == ()
        for kind in ("child", "own", "concern", "focus", "follow_up"):
            assert {id_ for what, id_ in said if what == kind} <= work.look(partial(kept, kind=kind)).result()
        for key in (id_ for what, id_ in said if what == "draft"):
            assert work.look(partial(drafts.load, key=key)).result() is not None
        for title in [id_ for what, id_ in said if what == "plan_draft"][-1:]:
            child = work.look(round_cases.all_rounds).result()[0].children[0].child
            typed = work.look(partial(plans.sheet, child_id=child.id)).result().plan.title
            assert int(typed[1:]) >= int(title[1:])  # the last that was reported, or the next
    finally:
        work.close()
