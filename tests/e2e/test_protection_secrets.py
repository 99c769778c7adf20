"""Consents, wishes, letters, the journal, access, leaving, deletion and a whole house taken out: nothing of it is
readable but what was asked for, and of a child that was deleted nothing stands on any page that was open."""

import json
import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from opspor.desktop.pages.subject_access.begin import BEGIN
from opspor.desktop.program import Program
from opspor.desktop.route import NO_ID, Destination, Place
from opspor.documents.erasure_paper import receipt_paper
from opspor.documents.layout import draw
from opspor.domain.beredskab import NotReported, Track
from opspor.domain.child import Carer, Custody
from opspor.domain.concern import Danger
from opspor.domain.consent import Agreed, Yes
from opspor.domain.ids import Id
from opspor.domain.paper import Basis
from opspor.domain.rights import Decision, RightKind
from opspor.domain.subject_access import Asker, Request
from opspor.reference.letters import DANISH
from opspor.usecases import (
    children,
    concerns,
    consents,
    erasure,
    filing,
    leaving,
    letters,
    log_papers,
    people,
    retention,
    rights,
    stock,
    subject_access,
    tracks,
)
from opspor.usecases.desk import Desk
from opspor.usecases.log import Filter
from opspor.workplace.taking_out import take_out
from tests.e2e.conftest import METTE, Start, WallClock
from tests.e2e.day import lock, unlock
from tests.e2e.driver import Keyboard, text_on_screen
from tests.e2e.following import karla
from tests.e2e.test_awkward import came_in
from tests.e2e.test_beredskab_secrets import drafts_of_all, found_in, nothing_readable, written_to_be_read

TEXT = "KANARI: det her står ingen steder"
HOME = "Skjulevej 77, 7400 Ådal"
MOTHER = Carer(Id("m"), "Sara Kanarijuhl", "mor", Custody.YES, HOME, "", True, True)
FATHER = Carer(Id("f"), "Tobias Kanarijuhl", "far", Custody.YES, "Engen 4", "", False, False)
WHOSE = ("karla", "juhl", "kanari:", "skjulevej")  # of the child that is deleted; the house itself has a canary


def about_her(text: str) -> list[str]:
    """What of her stands in a text."""
    return [word for word in WHOSE if word in text.casefold()]


def ask_for(desk: Desk) -> None:
    """Her family, a yes that is taken back, and every kind of wish with its answer."""
    child, today = karla(desk), desk.clock().date()
    file = children.open_child(desk, child)
    known = replace(file.particulars, address=HOME, carers=(MOTHER, FATHER), note=TEXT)
    children.change(desk, child, file.particulars_id, known)
    yes = Agreed(Basis.CONSENT, TEXT, TEXT, TEXT, (Yes("Sara Kanarijuhl", today, TEXT),), until=today)
    consents.withdraw(desk, consents.write(desk, child, yes), today, TEXT)
    for kind in RightKind:
        if kind is not RightKind.ANSWER:
            asked = rights.note(desk, child, kind, on=today, from_whom="Sara Kanarijuhl, mor", text=TEXT)
            end = {RightKind.OBJECTION: Decision.GOES_ON, RightKind.RESTRICTION: Decision.LIFTED}.get(kind)
            if end is not None:
                rights.answer(desk, asked, end, on=today, by="Mette", text=TEXT)


def write_letters(desk: Desk, out: Path) -> list[Path]:
    """The letter of the whole room, and hers alone."""
    people.change_institution(
        desk, name="Børnehuset Kanarireden", controller="Kommunen", address="", phone="", forum_name="", dpo="dpo@x.dk"
    )
    (room,) = people.overview(desk).groups
    letters.save(desk, room.id, [(one.id, DANISH) for one in children.listed(desk)], out / "breve.pdf")
    letters.save_each(desk, room.id, [(karla(desk), DANISH)], out)
    return [path for path in out.iterdir() if path.name.startswith("brev")]


def journalise(desk: Desk, out: Path) -> tuple[list[Path], Path]:
    """A concern that is closed, as a file, and the list beside it that names nobody."""
    today = desk.clock().date()
    made = concerns.start(
        desk, danger=Danger.NO, track=Track.GENERAL, what=TEXT, seen_on=today, child_id=karla(desk)
    )  # fmt: skip
    tracks.decide(desk, made, NotReported(TEXT, TEXT, TEXT, today + timedelta(days=2)))
    concerns.close(desk, made, TEXT)
    waits = filing.waiting(desk)
    for row in waits:
        filing.export(desk, row.what.about, out / row.what.file_name)
    filing.print_list(desk, [row.what.about for row in waits], out / filing.LIST_FILE)
    filing.confirm(desk, [row.what.about for row in waits], today, TEXT)
    return [out / row.what.file_name for row in waits], out / filing.LIST_FILE


def give_access(desk: Desk, out: Path) -> list[Path]:
    """Her father asks, and gets what he may read."""
    asked = Request(Asker.CARER, FATHER.name, desk.clock().date(), FATHER.id, how=TEXT, decision=TEXT)
    begun = subject_access.begin(desk, karla(desk), asked)
    draft = subject_access.open_(desk, begun)
    version = subject_access.save(desk, begun, begun, replace(asked, looked_through=draft.to_look_at))
    subject_access.release(desk, begun, version, out, TEXT)
    return [*subject_access.files(begun, out)]


def leave_and_delete(desk: Desk, out: Path, clock: WallClock) -> Path:
    """She stopped, her day comes, and somebody approves it; the receipt."""
    leaving.leave(desk, [karla(desk)], desk.clock().date())
    clock.now += timedelta(days=100)
    keys = [line.due.key for line in retention.plan(desk).lines if about_her(line.who) and not line.due.held]
    assert keys
    done = retention.delete(desk, keys, clock_is_right=True)
    (out / "kvittering.pdf").write_bytes(draw(receipt_paper("Børnehuset", done)))
    return out / "kvittering.pdf"


def test_a_day_from_the_letter_to_the_deletion_leaves_nothing_but_the_papers(
    start: Start, keyboard: Keyboard, house: Path, home: Path, tmp_path: Path, guarded_folder: Path, clock: WallClock,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    program = came_in(start, keyboard, house)
    work = program.work
    assert work is not None
    out, whole = tmp_path / "ud", tmp_path / "huset"
    for folder in (out, whole):
        folder.mkdir()
    work.run(ask_for).result()
    asked = work.run(lambda desk: write_letters(desk, out)).result()
    filed, listing = work.run(lambda desk: journalise(desk, out)).result()
    asked += [*filed, *work.run(lambda desk: give_access(desk, out)).result()]
    for name in ("hvad.pdf", "hvad.json"):
        work.run(lambda desk, name=name: stock.save(desk, out / name)).result()  # type: ignore[misc]
    take_out(work, whole)
    type_a_yes(keyboard, program)
    everything = (*asked, listing, out / "hvad.pdf", out / "hvad.json", *whole.rglob("*"))

    assert found_in(msgspec.json.encode(work.run(concerns.listed).result())), "the search itself works"
    assert any("KANARI:" in path.read_text("utf-8") for path in whole.rglob("*.json")), "the house is there as a whole"
    nothing_readable((tmp_path, guarded_folder), but=everything)
    assert not found_in(" ".join(str(path.relative_to(tmp_path)) for path in everything).encode())
    for paper in (listing, out / "hvad.pdf", out / "hvad.json"):
        assert not about_her(read(paper)), paper.name
    father = [path for path in asked if path.name.startswith("indsigt-")]
    assert all("KANARI:" in read(path) for path in father), "he reads what is written"
    assert not [path.name for path in father if "skjulevej" in read(path).casefold()]
    assert not about_her(work.run(written_to_be_read).result())

    lock(keyboard)
    nothing_readable((tmp_path, guarded_folder), but=everything)
    unlock(keyboard, METTE)
    keyboard.wait_for(TEXT)
    work = program.work
    assert work is not None
    receipt = work.run(lambda desk: leave_and_delete(desk, out, clock)).result()
    assert not about_her(read(receipt))
    assert not about_her("\n".join(work.run(drafts_of_all).result())), "a draft stays"
    assert not about_her(work.run(written_to_be_read).result())
    work.run(lambda desk: log_papers.print_lines(desk, Filter(), out / "log.pdf")).result()
    assert not about_her(read(out / "log.pdf"))
    keyboard.wait_until(lambda: not about_her(text_on_screen(hidden=True)), "she still stands there")
    program.window.close()
    program.wait_until_locked()
    nothing_readable((tmp_path, guarded_folder), but=(*everything, receipt, out / "log.pdf"))
    assert keyboard.titles <= {"opspor"}
    assert not found_in(caplog.text.encode())
    for path in out.glob("*.pdf"):
        assert not found_in(" ".join(map(str, (PdfReader(path).metadata or {}).values())).encode()), path.name


def type_a_yes(keyboard: Keyboard, program: Program) -> None:
    """On the page of her consents, and not saved."""
    assert program.work is not None
    program.go(Destination(Place.FAMILY, program.work.run(karla).result()))
    keyboard.wait_for("Skriv et samtykke")
    keyboard.button("Skriv et samtykke")
    keyboard.type_into("Hvad må I dele?", TEXT)
    keyboard.wait_for_saved()


def read(path: Path) -> str:
    """All the words of a file."""
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    return json.dumps(json.loads(path.read_text("utf-8")), ensure_ascii=False)


def begin_to_delete(start: Start, keyboard: Keyboard, house: Path, out: Path) -> tuple[Program, Id]:
    """The program, and Karla, about whom all of it was written."""
    program = came_in(start, keyboard, house)
    assert program.work is not None
    program.work.run(ask_for).result()
    program.work.run(lambda desk: journalise(desk, out)).result()
    return program, program.work.run(karla).result()


def delete_her(program: Program, keyboard: Keyboard, child: Id) -> None:
    """For good; nothing of her stands on what is open, shown or hidden."""
    assert program.work is not None
    program.work.run(lambda desk: erasure.erase_child(desk, child)).result()
    keyboard.wait_until(lambda: not about_her(text_on_screen(hidden=True)), "she still stands there")


@pytest.mark.parametrize("place", [Place.CHILDREN, Place.LETTERS, Place.FILING, Place.RETENTION, Place.ACCESS])
def test_of_a_child_that_is_deleted_nothing_stands_on_a_list_that_is_open_nor_is_it_found(
    start: Start, keyboard: Keyboard, house: Path, tmp_path: Path, place: Place
) -> None:
    program, child = begin_to_delete(start, keyboard, house, tmp_path)
    program.go(Destination(place))
    if place in (Place.CHILDREN, Place.LETTERS):
        keyboard.wait_for("Karla")
    QTest.qWait(200)
    delete_her(program, keyboard, child)
    keyboard.with_ctrl(Qt.Key.Key_K)
    keyboard.write("juhl")
    QTest.qWait(300)
    said = text_on_screen(hidden=True).casefold()
    assert "karla" not in said
    assert said.count("juhl") == 1, "more than what was just typed"


@pytest.mark.parametrize(
    "to",
    [
        Destination(Place.CHILD, Id("her")), Destination(Place.FAMILY, Id("her")), Destination(Place.LEAVING),
        Destination(Place.LEAVING, Id("her")), Destination(Place.TIMELINE, Id("her")),
        Destination(Place.ACCESS, NO_ID, Id("her"), BEGIN),
    ],
    ids=lambda to: f"{to.place}{' of her' * ('her' in (to.id, to.second))}",
)  # fmt: skip
def test_nor_on_a_page_that_one_came_from_and_goes_back_to(
    start: Start, keyboard: Keyboard, house: Path, tmp_path: Path, to: Destination
) -> None:
    program, child = begin_to_delete(start, keyboard, house, tmp_path)
    first, second = (child if one == "her" else one for one in (to.id, to.second))
    program.go(to._replace(id=first, second=second))
    keyboard.wait_for("Karla")
    program.go(Destination(Place.RETENTION))
    keyboard.wait_for("Sletteliste")
    delete_her(program, keyboard, child)
    program.back()
    QTest.qWait(300)
    assert not about_her(text_on_screen(hidden=True))
