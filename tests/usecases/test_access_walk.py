"""Role × action × ownership, over the real use cases on a real vault.

Who may what is said here once more, as a table of words, and nothing is taken from ``domain.access``: every use case is
called by every role, for something of one's own room, of another room, written by oneself, written by another. A use
case without a row fails, and so does a role without a column.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import pytest

from opspor import usecases
from opspor.domain import access
from opspor.domain.access import RULES, Action, Reach
from opspor.domain.errors import KnownError
from opspor.domain.people import Role
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House
from tests.usecases.walk import COLUMNS, Call, Table, Walk
from tests.usecases.walk_rows import ROWS

# The two that stand before anybody is in: nobody has a role yet.
BEFORE_ANYBODY = {"people.regain", "setup.set_up"}


def public() -> set[str]:
    """Every public use case: the functions of ``opspor.usecases`` that are given a desk and no open transaction."""
    found = set()
    for module in pkgutil.iter_modules(usecases.__path__):
        name = f"{usecases.__name__}.{module.name}"
        for each, function in inspect.getmembers(importlib.import_module(name), inspect.isfunction):
            given = list(inspect.signature(function).parameters)[:2]
            if function.__module__ == name and not each.startswith("_") and given[:1] == ["desk"] and "tx" not in given:
                found.add(f"{module.name}.{each}")
    return found


def wrong(walk: Walk, role: Role, rows: dict[str, tuple[Table, Call]]) -> list[str]:
    """The rows whose answer is not the one that stands in the table."""
    found = []
    for name, (table, call) in rows.items():
        for of, answers in table.items():
            expected = answers.split()[COLUMNS.index(role.value)]
            if (got := answered(walk, call, of)) != expected:
                found.append(f"{name} ({of or 'at all'}): {role.value} should get {expected}, got {got}")
    return found


def answered(walk: Walk, call: Call, of: str) -> str:
    """``yes`` when it was done, ``no`` when it was refused; the code of another error, where a row is written wrong."""

    def work(desk: Desk) -> str:
        if walk.left:
            desk = replace(desk, staff=replace(desk.staff, left_at=desk.clock()))
        try:
            prepared = call(walk, desk, of)
            if isinstance(prepared, partial):
                prepared()
        except KnownError as error:
            if error.fault is not access.REFUSED:
                return error.code
            return "no"
        return "yes"

    return walk.house.do(work)


@pytest.fixture(autouse=True)
def _nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may print is asked here, some hundred times; what a page looks like is not."""
    monkeypatch.setattr("opspor.documents.layout.draw", lambda document: b"%PDF")


@contextmanager
def walking(house: House, role: Role) -> Iterator[Walk]:
    """Somebody of that role who works in Bøgestuen, logged in. The administrator and the auditor are put there too."""
    house.invite("Vita Kanariwalk", role, frozenset({house.groups["Bøgestuen"]}))
    with house.as_("vita"):
        yield Walk(house, "vita")


@pytest.mark.parametrize("role", Role)
def test_every_use_case_answers_every_role_as_the_table_says(house: House, role: Role) -> None:
    with walking(house, role) as walk:
        assert wrong(walk, role, ROWS) == []


def test_every_use_case_has_a_row_every_role_a_column_and_every_action_a_rule() -> None:
    assert public() == set(ROWS) | BEFORE_ANYBODY
    assert tuple(role.value for role in Role) == COLUMNS
    assert all(len(answers.split()) == len(Role) for table, _ in ROWS.values() for answers in table.values())
    assert set(RULES) == set(Action)
    assert all(set(rule) == set(Role) for rule in RULES.values())


def test_a_rule_that_is_too_wide_is_found(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: staff may open any child."""
    monkeypatch.setitem(RULES[Action.OPEN_CHILD], Role.STAFF, Reach.ALL)
    with walking(house, Role.STAFF) as walk:
        found = wrong(walk, Role.STAFF, {name: row for name, row in ROWS.items() if name.startswith("children.")})

    assert found == ["children.open_child (another room): staff should get no, got yes"]


def test_whoever_has_left_gets_nothing_from_any_use_case(house: House) -> None:
    with walking(house, Role.LEADER) as walk:
        walk.left = True
        rows = {name: ({next(iter(table)): "no no no no no"}, call) for name, (table, call) in ROWS.items()}
        assert wrong(walk, Role.LEADER, rows) == [
            "check.check (at all): leader should get no, got yes",  # the refusal is one of its findings
            "contacts.listed (at all): leader should get no, got yes",  # anybody reads them, also while it is locked
        ]
