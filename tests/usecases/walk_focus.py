"""The rows of the walk for focus points and analyses: of a child in a room, of a whole room, and of a child at home."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from opspor.domain.assessment import Context
from opspor.domain.plans import Analysis, Focus
from opspor.usecases import analyses, focus, plan_list
from opspor.usecases.desk import Desk
from tests.usecases.walk import ANYBODY, CONTENT, DISTRICT_ONLY, ROOM, Call, Table, Walk

WRITTEN: Table = {
    **ROOM,
    "all of my room": "yes   yes    yes    no    no",
    "all of another room": "no    no     yes    no    no",
    **DISTRICT_ONLY,  # written at home: for those who visit there
    "all of my district": "no    yes    yes    no    no",
}
ABOUT_A_CHILD: Table = {of: who for of, who in WRITTEN.items() if "all of" not in of}


def about(walk: Walk, desk: Desk, of: str) -> tuple[Desk, dict[str, Any]]:
    """The desk, perhaps with a district, and what a focus point is written about."""
    whole, where = of.startswith("all of"), of.removeprefix("all of ")
    if "district" in where:
        desk, group, child = walk.district(desk, where)
        return desk, {"group_id": group} if whole else {"child_id": child, "context": Context.HOME}
    return desk, {"group_id": walk.group(where)} if whole else {"child_id": walk.child(where)}


def sheet(walk: Walk, desk: Desk, of: str) -> tuple[Desk, focus.FocusSheet]:
    """A sheet that somebody who may has opened, whole enough to be written."""
    desk, asked = about(walk, desk, of)
    able = walk.as_(desk, "mette")
    opened = focus.sheet(able, **asked)
    today = desk.clock().date()
    return desk, replace(
        opened,
        focus=Focus(title="Ro", action="Vi", responsible_id=able.staff.id, starts_on=today, follow_up_on=today),
    )


def read(walk: Walk, desk: Desk, of: str) -> object:
    desk, asked = about(walk, desk, of)
    return partial(focus.sheet, desk, **asked)


def read_again(walk: Walk, desk: Desk, of: str) -> object:
    """One that was written by somebody else."""
    desk, opened = sheet(walk, desk, of)
    return partial(focus.sheet, desk, point_id=focus.write(walk.as_(desk, "mette"), opened, opened.focus))


def write(walk: Walk, desk: Desk, of: str) -> object:
    desk, opened = sheet(walk, desk, of)
    return partial(focus.write, desk, opened, opened.focus)


def print_point(walk: Walk, desk: Desk, of: str) -> object:
    desk, opened = sheet(walk, desk, of)
    return partial(focus.print_point, desk, focus.write(walk.as_(desk, "mette"), opened, opened.focus), walk.target())


def save(walk: Walk, desk: Desk, of: str) -> object:
    desk, opened = sheet(walk, desk, "my room")
    return partial(focus.save, desk, opened, opened.focus)


def throw_away(walk: Walk, desk: Desk, of: str) -> object:
    return partial(focus.throw_away, desk, sheet(walk, desk, "my room")[1])


def analysis(walk: Walk, desk: Desk, of: str) -> tuple[Desk, analyses.AnalysisSheet]:
    desk, asked = about(walk, desk, of)
    return desk, analyses.sheet(walk.as_(desk, "mette"), **asked)


def read_analysis(walk: Walk, desk: Desk, of: str) -> object:
    desk, asked = about(walk, desk, of)
    return partial(analyses.sheet, desk, **asked)


def write_analysis(walk: Walk, desk: Desk, of: str) -> object:
    desk, opened = analysis(walk, desk, of)
    return partial(analyses.write, desk, opened, {"see": "Kanari"})


def save_analysis(walk: Walk, desk: Desk, of: str) -> object:
    return partial(analyses.save, desk, analysis(walk, desk, "my room")[1], {"see": "Kanari"})


def begin(walk: Walk, desk: Desk, of: str, what: Callable[[Desk, Analysis, list[str]], object]) -> object:
    desk, opened = analysis(walk, desk, of)
    able = walk.as_(desk, "mette")
    written = analyses.write(able, opened, {"see": "Kanari"})
    found = analyses.sheet(able, opened.child.id, analysis_id=written).analysis
    assert found is not None
    return partial(what, desk, found, ["see"])


FOCUS_ROWS: dict[str, tuple[Table, Call]] = {
    "analyses.begin_focus": (ABOUT_A_CHILD, lambda w, d, of: begin(w, d, of, analyses.begin_focus)),
    "analyses.begin_plan": (ABOUT_A_CHILD, lambda w, d, of: begin(w, d, of, analyses.begin_plan)),
    "analyses.save": (ANYBODY, save_analysis),
    "analyses.sheet": (ABOUT_A_CHILD, read_analysis),
    "analyses.write": (ABOUT_A_CHILD, write_analysis),
    "focus.print_point": (WRITTEN, print_point),
    "focus.save": (ANYBODY, save),
    "focus.sheet": (
        {**WRITTEN, **{f"{of}, written": who for of, who in WRITTEN.items()}},
        lambda w, d, of: (read_again if of.endswith(", written") else read)(w, d, of.removesuffix(", written")),
    ),
    "focus.throw_away": (ANYBODY, throw_away),
    "focus.write": (WRITTEN, write),
    "plan_list.everything": (CONTENT, lambda w, d, of: plan_list.everything(d)),
    "plan_list.of_child": (ROOM, lambda w, d, of: plan_list.of_child(d, w.child(of))),
}
