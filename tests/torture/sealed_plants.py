"""What is planted in ``sealing``: for each way one leak, so that the proof is seen to find it."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import Connection, select

from opspor.desktop.program import Program
from opspor.domain.assessment import OwnAnswers
from opspor.store import house
from opspor.store import rounds as stored
from opspor.store import schema as t
from opspor.usecases import assess, joint, matrix, papers, rounds
from opspor.usecases.assess import OwnSheet
from opspor.usecases.desk import Desk


def _peek(desk: Desk) -> str:
    """What everybody answered."""
    with desk.engine.begin() as connection:
        return " ".join(connection.execute(select(t.own_assessment.c.body)).scalars())


@contextmanager
def _screen() -> Iterator[None]:
    """A page whose hidden description for a screen reader says what everybody answered."""
    went = Program.go

    def go(self: Program, to: Any) -> None:
        went(self, to)
        page = self.window.open_page
        if page is not None and self.work is not None:
            page.setAccessibleDescription(self.work.look(_peek).result())

    with mock.patch.object(Program, "go", go):
        yield


@contextmanager
def _title() -> Iterator[None]:
    """A window that is called what somebody answered."""
    went = Program.go

    def go(self: Program, to: Any) -> None:
        went(self, to)
        if self.work is not None:
            self.window.setWindowTitle(self.work.look(_peek).result())

    with mock.patch.object(Program, "go", go):
        yield


@contextmanager
def _list() -> Iterator[None]:
    """The seal of the joint table is open to everybody."""
    with mock.patch.object(joint, "sealed_for", return_value=False):
        yield


@contextmanager
def _count() -> Iterator[None]:
    """A matrix that leaves out of those who wait the children whom somebody placed as exposed."""
    asked = matrix.matrix

    def leaking(desk: Desk, round_id: Any, group: Any = None) -> matrix.Matrix:
        found = asked(desk, round_id, group)
        return replace(found, waiting=found.waiting[: len(found.waiting) - _peek(desk).count('"exposed"')])

    with mock.patch.object(matrix, "matrix", leaking):
        yield


@contextmanager
def _log() -> Iterator[None]:
    """A log that binds an answer by a bare hash."""
    with mock.patch.object(assess, "binding", lambda _nonce, body: hashlib.sha256(body.encode()).hexdigest()):
        yield


@contextmanager
def _file() -> Iterator[None]:
    """A draft that is also kept beside the vault."""
    saved = assess.save_own

    def leaking(desk: Desk, sheet: OwnSheet, answers: OwnAnswers) -> object:
        (desk.folder / "kladde.json").write_text(stored.encoded(answers), encoding="utf-8")
        return saved(desk, sheet, answers)

    with mock.patch.object(assess, "save_own", leaking):
        yield


@contextmanager
def _export() -> Iterator[None]:
    """An exported paper that carries the answers in its tail."""
    exported = papers.export

    def leaking(desk: Desk, paper_id: Any, target: Path, **named: Any) -> object:
        result = exported(desk, paper_id, target, **named)
        with target.open("ab") as file:
            file.write(_peek(desk).encode())
        return result

    with mock.patch.object(papers, "export", leaking):
        yield


@contextmanager
def _lost() -> Iterator[None]:
    """A note that is left out when an answer is stored."""
    added = stored.add_own

    def forgetful(connection: Connection, header: Any, own: Any, nonce: bytes) -> None:
        added(connection, header, replace(own, answers=replace(own.answers, notes={})), nonce)

    with mock.patch.object(stored, "add_own", forgetful):
        yield


@contextmanager
def _team() -> Iterator[None]:
    """A change of teams that opens a seal and asks nobody why."""
    asked = rounds.change_round

    def leaking(desk: Desk, round_id: Any, *, because: str = "", **said: Any) -> None:
        asked(desk, round_id, because=because or "Uden grund", **said)

    with mock.patch.object(rounds, "change_round", leaking):
        yield


@contextmanager
def _taken_out() -> Iterator[None]:
    """An export of the whole house that knows of no seal."""
    with mock.patch.object(house, "sealed_answers", return_value=frozenset()):
        yield


# way -> a leak through it, and the words by which the proof says that it found that one
PLANTS: dict[str, tuple[Callable[[], Any], str]] = {
    "screen": (_screen, "page "), "title": (_title, "title"), "list": (_list, "list joint table"),
    "count": (_count, "count or list matrix"), "log": (_log, "log binding"), "file": (_file, "file "),
    "export": (_export, "export"), "house": (_taken_out, "everything taken out"),
    "lost": (_lost, "an answer"), "team": (_team, "a team that opens"),
}  # fmt: skip
