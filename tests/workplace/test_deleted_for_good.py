"""After a deletion nothing of it can be found: not in a page, not in the log of writes, not in the log, and not in a
vault that came back from a copy. What old copies hold until they expire is said, and not covered.
"""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, String, Text, event, select, update

from opspor import workplace
from opspor.domain.filing import Filed
from opspor.domain.ids import Id, new_id
from opspor.domain.paper import Sent
from opspor.store import children, concerns, erasure, filings, protection
from opspor.store import schema as t
from opspor.store.records import Header
from opspor.usecases import retention
from opspor.usecases.desk import Desk
from opspor.vault.connection import writer_engine
from opspor.vault.keys import Keys
from opspor.workplace.restoring import Restoring
from tests.guards import NOTE
from tests.store.factories import World
from tests.store.test_erasure import write_about
from tests.usecases.conftest import House, quick
from tests.workplace.raw_pages import found

LEAST = 100


@dataclass
class Planted:
    """A house in which facts stand about what is going to be deleted, and three copies from before."""

    house: House
    facts: list[str]
    copies: list[Path]
    keys: Keys


def plant(connection: Connection, skip: frozenset[str]) -> list[str]:
    """A fact of its own in place of each note that was not there before; the facts."""
    facts: list[str] = []
    for table in t.metadata.sorted_tables:
        keys = [*table.primary_key.columns]
        texts = [c for c in table.columns if isinstance(c.type, String | Text) and c not in keys and not c.foreign_keys]
        for row in connection.execute(select(table)).mappings().all():
            if any(id_ in str(row[key]) for key in keys for id_ in skip):
                continue
            for column in texts:
                if NOTE in str(row[column]):
                    fact = f"Mindesten {len(facts):03} ved åen"
                    facts.append(fact)
                    same = [key == row[key] for key in keys]
                    text = str(row[column]).replace(NOTE, fact)
                    connection.execute(update(table).where(*same).values({column: text}))
    return facts


def prepare(desk: Desk, house: House) -> list[str]:
    """A child that left with everything a file can hold, a typed name, an underretning, own assessments; and others who
    stay, with as much, written in between, so that pages are split and moved about.
    """
    child, here = house.children[0], house.children[3]
    today = desk.clock().date()
    with desk.engine.begin() as connection:
        world = World(connection)
        world.now = desk.clock()
        for _ in range(3):
            write_about(world, child)
            write_about(world, here)
        typed = world.concern(typed_name="Kanarius")
        concerns.close(connection, world.header(concern_id=typed.id), typed.id, NOTE)
        paper = world.paper(world.concern(here))
        held = connection.execute(select(t.paper.c.body).where(t.paper.c.record_id == paper.id)).scalar_one()
        body = held.replace('"sections":{', f'"sections":{{"kanari":{{"text":"{NOTE}"}}')
        connection.execute(update(t.paper).where(t.paper.c.record_id == paper.id).values(body=body))
        sent = Sent(paper.id, "Digital Post", "kommunen", today, "")
        concerns.add_sent(connection, world.header(child_id=here, concern_id=paper.concern_id), sent)
        stays = set(erasure.records_of(connection, here)) - {paper.id}
        own = {id_ for (id_,) in connection.execute(select(t.own_assessment.c.record_id))}
        facts = plant(connection, frozenset({here, *stays} - own))
        names = [f"mindebarn{n:04} åsted" for n in range(0, 1000, 100)]
        crowd = dict(
            zip(every := [f"mindebarn{n * 617 % 1000:04} åsted" for n in range(1000)], world.named(*every), strict=True)
        )
        for gone in (child, *(crowd[name] for name in names)):
            for stay in children.enrolments(connection, gone):
                children.leave(connection, gone, stay.group_id, world.now.date() + timedelta(days=1))
        for one in filings.to_file(connection):
            header = Header(new_id(desk.clock()), desk.staff.id, desk.clock(), desk.clock(), concern_id=one.concern_id)
            protection.file(connection, header, Filed(one.about, today, "2026-1", "", desk.clock()))
    return [*facts, *(name.split()[0] for name in names)]


@pytest.fixture
def planted(house: House) -> Planted:
    place = house.enter("mette")
    facts = house.do(lambda desk: prepare(desk, house))
    made = []
    for _ in range(3):
        made.append(place.copies.make()[0])
        house.clock.now += timedelta(days=40)
        place = house.enter("mette")
    for _ in range(3):
        house.clock.now += timedelta(days=80)
        place = house.enter("mette")
    return Planted(house, facts, made, place._keys)


def delete_all(house: House) -> retention.Plan:
    plan = house.do(retention.plan)
    assert [line.held for line in plan.lines] == [()] * len(plan.lines)
    house.do(lambda desk: retention.delete(desk, [line.due.key for line in plan.lines]))
    return plan


def test_nothing_that_was_deleted_can_be_found_again(planted: Planted) -> None:
    house, facts = planted.house, planted.facts
    assert len(facts) >= LEAST
    assert found(house.folder, planted.keys, facts) == facts  # who looks finds all of it before

    plan = delete_all(house)

    assert {line.due.sort.value for line in plan.lines} == {"own", "file", "concern", "paper"}
    assert found(house.folder, planted.keys, facts) == []
    house.leave()
    assert found(house.folder, planted.keys, facts) == []


@pytest.mark.parametrize("way", ["over the vault", "to a new place", "with the vault gone"])
def test_no_copy_brings_it_back(planted: Planted, way: str) -> None:
    house, number = planted.house, ["over the vault", "to a new place", "with the vault gone"].index(way)
    delete_all(house)
    house.leave()
    target = house.folder if way != "to a new place" else house.folder.with_name("et andet sted")
    if way == "with the vault gone":
        shutil.rmtree(house.folder)

    with Restoring(planted.copies[number], target, clock=house.clock, derive=quick) as coming:
        assert (
            found(coming.folder, planted.keys, planted.facts) == planted.facts
        )  # the copy holds it: it is not covered
        place = workplace.open_vault(coming.folder, "mette", "mettes kode", clock=house.clock, derive=quick)
        coming.check(place)
        restored = coming.finish()
    house.place = restored.place
    keys = restored.place._keys

    assert found(target, keys, planted.facts) == []
    house.leave()
    assert found(target, keys, planted.facts) == []


def test_who_does_not_overwrite_leaves_it_for_whoever_looks(planted: Planted, tmp_path: Path) -> None:
    """The looking is not blind: the same deletion without secure_delete is found."""
    house = planted.house
    house.leave()
    copy = tmp_path / "uden"
    shutil.copytree(house.folder, copy)
    engine = writer_engine(copy, planted.keys)

    @event.listens_for(engine, "connect")
    def _careless(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA secure_delete=OFF")

    with engine.begin() as connection:
        erasure.erase_child(connection, house.children[0])
    engine.dispose()
    assert len(found(copy, planted.keys, planted.facts)) > LEAST / 4


def test_what_is_told_of_a_deletion_is_a_day_and_an_id(planted: Planted) -> None:
    house = planted.house
    delete_all(house)
    register = [path for path in planted.copies[0].parent.iterdir() if path.suffix == ".json"]
    assert len(register) == 1
    assert not [fact for fact in planted.facts if fact in register[0].read_text("utf-8")]
    assert Id(house.children[0]) in register[0].read_text("utf-8")
