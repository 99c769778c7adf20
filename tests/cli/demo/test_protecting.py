"""The life of a record in the demo: told, agreed to, asked about, journalised, and on its way out."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from opspor.cli.demo.material import Common, load
from opspor.domain.child import ChildInList
from opspor.domain.consent import holds
from opspor.domain.paper import Basis
from opspor.domain.retention import Held, Sort
from opspor.domain.rights import RightKind
from opspor.domain.subject_access import LOG, MARK
from opspor.usecases import (
    children,
    consents,
    filing,
    leaving,
    letters,
    people,
    retention,
    rights,
    start,
    subject_access,
)
from opspor.workplace import Workplace
from tests.cli.conftest import Opspor
from tests.cli.demo.conftest import Play, Played

BIG = ("--kind", "skole")


@pytest.fixture(params=[(), BIG], ids=["dagtilbud", "skole"])
def played(play: Play, request: Any) -> Played:
    """A daycare with two rooms, a school with one class and an SFO."""
    return play(*request.param)


@dataclass(frozen=True, slots=True)
class Seen:
    """The vault, open for the leader, and its children: those who are here first."""

    place: Workplace
    children: tuple[ChildInList, ...]

    def do(self, work: Any, **how: Any) -> Any:
        return self.place.run(partial(work, **how)).result()


@pytest.fixture
def seen(played: Played) -> Iterator[Seen]:
    place = played.open()
    yield Seen(place, tuple(place.look(children.listed).result()))
    place.close()


def test_all_parents_were_told_but_those_of_the_child_that_has_just_begun(seen: Seen) -> None:
    untold = []
    english = 0
    for group in seen.do(people.overview).groups:
        shown = seen.do(letters.group_letters, group_id=group.id)
        untold += [row.child.id for row in shown.rows if row.told_on is None]
        english += sum(row.language == "en" for row in shown.rows)
        assert shown.missing == ()
    assert len(set(untold)) == 1
    assert english in {1, 2}  # in the SFO too


def test_one_consent_holds_one_was_taken_back_and_one_rests_on_another_basis(seen: Seen) -> None:
    found = [one for child in seen.children for one in seen.do(consents.of_child, child_id=child.id).consents]
    today = seen.place.clock().date()
    by_yes = [one.agreed for one in found if one.agreed.basis is Basis.CONSENT and len(one.agreed.said_yes) >= 1]
    assert any(holds(one, today) and one.said_yes[0].carer_id for one in by_yes)
    assert [one.withdrawn_on is not None for one in by_yes].count(True) == 1
    assert [one.agreed.basis for one in found].count(Basis.SSD) == 1


def test_families_have_a_remark_an_open_objection_and_one_restriction(seen: Seen) -> None:
    pages = [seen.do(rights.of_child, child_id=child.id) for child in seen.children]
    wishes = [wish for page in pages for wish in page.wishes]
    assert {wish.note.kind for wish in wishes} == {RightKind.REMARK, RightKind.OBJECTION, RightKind.RESTRICTION}
    (remark,) = [wish for wish in wishes if wish.note.kind is RightKind.REMARK]
    assert remark.about.startswith("Iagttagelse")
    assert all(wish.answer is None for wish in wishes)
    (restricted,) = [page for page in pages if page.restricted]
    assert restricted.child.group_ids == ()  # or no matrix with its name could be made
    assert len(seen.do(rights.waiting)) == 2


def test_one_request_was_handed_over_and_one_is_half_looked_through(seen: Seen, played: Played) -> None:
    open_, closed = seen.do(subject_access.overview)
    assert open_.access.is_open
    assert open_.due_on > seen.place.clock().date()
    given = closed.access.request.released
    assert given is not None
    pdf, data = subject_access.files(closed.access.id, played.folder / "pdf")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert str(data) in played.result["json"]
    draft = seen.do(subject_access.open_, request_id=open_.access.id)
    proposed = {piece.key for piece in draft.pieces if piece.proposed and not piece.key.startswith(LOG)}
    assert 0 < len(draft.to_look_at) < len(proposed)
    written = json.loads(data.read_text(encoding="utf-8"))
    assert MARK in str(written["tables"]["observation"])  # about another child


def test_something_is_journalised_and_something_waits(seen: Seen) -> None:
    assert seen.do(filing.waiting)
    done = seen.do(filing.done)
    assert done
    assert load("common", Common).protection.reference in {row.what.filed.reference for row in done}


def test_children_have_stopped_and_the_list_says_what_goes_and_what_is_held(seen: Seen) -> None:
    left = seen.do(leaving.left)
    assert len(left) == 3
    plan = seen.do(retention.plan)
    assert plan.doubt is None
    files = {line.due.child_id: line.due.held for line in plan.lines if line.due.sort is Sort.FILE}
    assert sorted(files.values()) == [(), (Held.OPEN_CONCERN,), (Held.RESTRICTED,)]
    assert set(files) == set(left)
    assert any(line.due.sort is Sort.OWN and not line.held for line in plan.lines)


def test_who_has_stopped_is_in_no_round_since_and_asks_nothing_of_anybody_on_start(seen: Seen) -> None:
    left, today = seen.do(leaving.left), seen.do(start.today)
    assert not {due.child.id for due in today.due if due.child is not None} & set(left)


def test_the_protected_child_stands_so_in_the_list(played: Played, seen: Seen) -> None:
    with (played.folder / "liste.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    marked = {(row["Fornavn"], row["Efternavn"]) for row in rows if row["Adressebeskyttelse"] == "Ja"}
    assert marked == {(child.first_name, child.last_name) for child in seen.children if child.protected}
    assert bool(marked) == (played.result["kind"] == "dagtilbud")


def test_the_papers_of_it_are_there_and_the_receipt_names_nobody(played: Played) -> None:
    made = {Path(pdf).stem for pdf in played.result["pdf"]}
    assert {"brev-1", "brev-2", "til-journalen-1", "til-journalen-liste-1", "beholdning-1", "kvittering-1"} <= made
    assert played.result["counts"]["deleted"] == 1


def test_the_vault_is_whole_after_it_and_its_matrix_can_be_made(played: Played, opspor: Opspor, tmp_path: Path) -> None:
    login, password = played.login
    vault, out = played.folder / "demo.opspor", tmp_path / "m.pdf"
    assert opspor("check", vault, "--json", "--user", login, password=password).json == {"ok": True, "findings": []}
    newest = played.result["rounds"][-1]["id"]
    run = opspor("export", vault, "matrix", newest, "--out", out, "--user", login, password=password)
    assert run.code == 0, run.err


def test_a_district_tells_its_families_too(play: Play) -> None:
    played = play("--kind", "sundhedspleje")
    place = played.open()
    try:
        (group,) = place.look(people.overview).result().groups
        rows = place.look(partial(letters.group_letters, group_id=group.id)).result().rows
    finally:
        place.close()
    assert [row.told_on for row in rows].count(None) == 1
    assert played.result["counts"]["stopped"] == 3


def test_in_a_small_demo_nobody_has_stopped_and_nobody_asks(play: Play) -> None:
    counts = play("--children", "6").result["counts"]
    assert not {"stopped", "requests", "wishes", "begun"} & set(counts)
