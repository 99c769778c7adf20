"""What is written in a concern, decided, answered and counted of absence is readable nowhere; F2 leaves no byte."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from sqlalchemy import select

from opspor.desktop.crash import report_of
from opspor.desktop.program import Program
from opspor.domain.absence import AwayKind
from opspor.domain.beredskab import (
    Certainty,
    Decision,
    Judged,
    KnowsAlready,
    LeaderTold,
    MayBeTold,
    NotReported,
    NotTold,
    Phoned,
    Safe,
    Sharpened,
    Told,
    Track,
    View,
)
from opspor.domain.concern import StepState
from opspor.domain.errors import KnownError
from opspor.domain.forum import Conclusion, Forum, ForumDay, Member, Outcome
from opspor.domain.ids import Id
from opspor.domain.local import Layer, Local, LocalNote
from opspor.domain.paper import PaperDraft, PaperEvent, PaperKind, ReplyKind, SectionAnswer
from opspor.domain.people import GroupKind
from opspor.exchange import local_file
from opspor.store import log as stored_log
from opspor.store import schema as t
from opspor.usecases import (
    absences,
    concerns,
    contacts,
    employee_record,
    forum,
    forum_agenda,
    forum_papers,
    forum_talk,
    groups,
    local_layer,
    paper_out,
    papers,
    people,
    replies,
    tracks,
)
from opspor.usecases.desk import Desk
from opspor.vault.beredskab_file import Contact
from tests.e2e.conftest import METTE, Start, WallClock
from tests.e2e.day import lock, unlock
from tests.e2e.driver import Keyboard
from tests.e2e.following import karla, opened
from tests.e2e.test_awkward import came_in, open_karla
from tests.usecases.home_papers import begin

CPR = "2802210008"
SECRETS = ("kanari", "karla", "juhl", "jonas", "mette", CPR, f"{CPR[:6]}-{CPR[6:]}")


def found_in(data: bytes) -> list[str]:
    """The secrets in some bytes, as written, in small or in capital letters, in the encodings that programs write."""
    return [
        secret
        for secret in SECRETS
        for word in {secret, secret.title(), secret.upper()}
        if word.encode() in data or word.encode("utf-16-le") in data
    ]


def every_decision(desk: Desk) -> tuple[Decision, ...]:
    """One of each kind, with a secret in each of its texts."""
    now, text = desk.clock(), "KANARI: det her står ingen steder"
    day = now.date() + timedelta(days=7)
    return (
        Safe(True, text),
        Judged(Certainty.SUSPICION, text, others=text),
        LeaderTold("Kanari", now, text, text, text),
        NotReported(text, text, text, day),
        NotTold(text, text),
        KnowsAlready(text, text, text),
        MayBeTold(text, now.date(), text, text, (), text),
        Sharpened(text, day),
        View(text),
        Told(Id(""), text, now.date(), text, text),
        Phoned(text, now, text),
    )


def follow(desk: Desk, track: Track) -> Id:
    """A concern with all that can be kept about it, and then another track."""
    made = begin(desk, track, karla(desk), *every_decision(desk))
    for step in desk.library.track(track).step:
        tracks.do_step(desk, made, step.id, StepState.DONE, f"KANARI: {step.id}")
    return tracks.change_track(desk, made, Track.HONOUR, "KANARI: en bror") if track is Track.GENERAL else made


def away(desk: Desk, statement: Path) -> None:
    """Karla's room is a class now; she was away, and the statement was asked for."""
    (room,) = people.overview(desk).groups
    groups.change(desk, room.id, kind=GroupKind.CLASS, lead_id=None)
    monday = desk.clock().date() - timedelta(days=desk.clock().weekday() + 7)
    absences.note_absence(desk, karla(desk), monday, monday, AwayKind.UNLAWFUL)
    absences.print_absence(desk, karla(desk), (), statement)


PASSPHRASE = "kanari-vifte-gensyn-pil"


def way_out(desk: Desk, concern: Id, folder: Path) -> list[Path]:
    """An underretning with a number on it, every way it can go, and the letter that asks after it; gives the files.

    The one with a passphrase is not among them: it is for nobody who does not have that.
    """
    sheet = papers.paper_sheet(desk, concerns.open_concern(desk, concern), PaperKind.UNDERRETNING)
    paper = papers.finish(desk, sheet, sheet.draft)
    paper_out.set_cpr(desk, paper, CPR)
    asked = [folder / name for name in ("underretning.pdf", "underretning.json", "telefon.pdf", "rykker.pdf")]
    papers.export(desk, paper, asked[0])
    papers.export(desk, paper, folder / "med-kode.pdf", passphrase=PASSPHRASE)
    paper_out.save_file(desk, paper, asked[1])
    paper_out.print_phone(desk, concern, asked[2])
    paper_out.fields(desk, paper)
    today = desk.clock().date()
    papers.note_sent(desk, paper, channel="KANARI-post", receiver="KANARI", sent_on=today)
    replies.print_reminder(desk, paper, asked[3], named=True)
    replies.note(desk, paper, kind=ReplyKind.FEEDBACK, came_on=today, sender="KANARI", text="KANARI: de er begyndt")
    for event in (PaperEvent.CONSIDERED, PaperEvent.FILE_DELETED):
        replies.happened(desk, paper, event, on=today, text="KANARI: slettet")
    return asked


def talked_about(desk: Desk, folder: Path) -> list[Path]:
    """A brief that a forum came to a conclusion on, and its two papers."""
    concern = begin(desk, Track.GENERAL, karla(desk))
    sheet = papers.paper_sheet(desk, concerns.open_concern(desk, concern), PaperKind.BRIEF)
    written = {"question": SectionAnswer("Hvad gør vi om morgenen?")}
    brief = papers.finish(desk, sheet, PaperDraft(PaperKind.BRIEF, written, anonymous=True))
    made = forum.put(desk, Forum(Id(""), "Distriktstirsdag", "Rådhuset", (Member("Rådgiver", "Ida KANARI"),)))
    forum.add_days(desk, [ForumDay(Id(""), made, desk.clock().date(), "13.00", "14.00")])
    (day,) = forum.board(desk).coming
    item = forum_agenda.put_on(desk, day.day.id, brief)
    said = Conclusion((Outcome.SUPPORT,), "En fast voksen", weighed=False, considered="Ikke prøvet")
    open_ = forum_talk.sheet(desk, item)
    forum_talk.save(desk, open_, replace(open_.talk, conclusion=replace(said, words="KANARI: halvt")))
    forum_talk.conclude(desk, open_, replace(open_.talk, conclusion=said))
    forum_talk.shown(desk, day.day.id)
    asked = [folder / "konklusion.pdf", folder / "dagen.pdf"]
    forum_papers.print_item(desk, item, asked[0])
    forum_papers.print_day(desk, day.day.id, asked[1])
    return asked


def written_to_be_read(desk: Desk) -> str:
    """The log as it lies in the vault: it is kept for years, and read by others than those who wrote."""
    with desk.engine.begin() as connection:
        return "\n".join(f"{line.action} {line.detail}" for line in stored_log.entries(connection))


def drafts_of_all(desk: Desk) -> list[str]:
    with desk.engine.connect() as connection:
        return list(connection.execute(select(t.draft.c.body)).scalars())


def test_nothing_of_a_track_is_readable_but_the_papers_that_were_asked_for(
    start: Start, keyboard: Keyboard, house: Path, home: Path, tmp_path: Path, guarded_folder: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    program = came_in(start, keyboard, house)
    assert program.work is not None
    program.work.run(lambda desk: employee_record.switch(desk, on=True)).result()
    out = tmp_path / "papirer"
    out.mkdir()
    statement = out / "opgoerelse.pdf"
    concern = write_a_suspicion(keyboard, program)
    for track in (Track.GENERAL, Track.EMPLOYEE):
        program.work.run(lambda desk, track=track: follow(desk, track)).result()  # type: ignore[misc]
    program.work.run(lambda desk: away(desk, statement)).result()
    left = program.work.run(lambda desk: way_out(desk, concern, out)).result()
    talked = program.work.run(lambda desk: talked_about(desk, out)).result()
    asked = statement, *left, *talked
    keyboard.button("Start")
    keyboard.wait_for("Bekymring")
    assert not [body for body in program.work.run(drafts_of_all).result() if found_in(body.encode())], "a draft stays"
    assert not found_in(program.work.run(written_to_be_read).result().encode())
    assert found_in(msgspec.json.encode(program.work.run(concerns.listed).result())), "the search itself works"

    nothing_readable((tmp_path, guarded_folder), but=asked)
    lock(keyboard)
    nothing_readable((tmp_path, guarded_folder), but=asked)
    assert keyboard.titles <= {"opspor"}
    assert not found_in(caplog.text.encode())
    assert {path.name for path in out.iterdir()} == {path.name for path in asked} | {"med-kode.pdf"}, "no more is left"
    assert PdfReader(out / "med-kode.pdf").decrypt(PASSPHRASE), "it can be opened with it"
    for path in asked:
        if path.suffix == ".json":
            continue
        reader = PdfReader(path)
        assert not found_in(" ".join(map(str, (reader.metadata or {}).values())).encode()), path.name


def write_a_suspicion(keyboard: Keyboard, program: Program) -> Id:
    """By hand, with a lock in the middle of a step: what was typed is kept, and stands nowhere else."""
    open_karla(keyboard)
    keyboard.with_ctrl(Qt.Key.Key_B)
    keyboard.wait_for("Er barnet i fare?")
    keyboard.write("3")
    keyboard.write("1")
    keyboard.write("1")
    keyboard.wait_for("Forældrene må ikke vide noget endnu.")
    keyboard.enter()
    keyboard.button("I dag")
    keyboard.type_into("Hvad så og hørte du?", "KANARI: hun holder sig for øret")
    keyboard.button("Skriv ned og gå videre")
    keyboard.wait_for("Trin for trin")
    keyboard.button("Trinnet er gjort")
    keyboard.wait_for("gjort 17.3.")
    keyboard.choose("Hvad så?", "Ja, barnet kan trygt gå hjem")
    keyboard.type_into("Hvad bygger du det på, og hvad er aftalt?", "KANARI: mormor henter")
    keyboard.wait_for_saved()
    lock(keyboard)
    unlock(keyboard, METTE)
    keyboard.wait_for("Trin for trin", "KANARI: mormor henter")
    keyboard.button("Trinnet er gjort")
    keyboard.wait_for("Trin 2: Hvem henter barnet i dag?. gjort")
    assert program.work is not None
    (row,) = program.work.look(concerns.listed).result()
    return row.concern.id


def nothing_readable(places: tuple[Path, ...], *, but: tuple[Path, ...]) -> None:
    for place in places:
        for path in sorted(place.rglob("*")):
            assert not found_in(str(path.relative_to(place)).encode()), "a name in the name of a file"
            if path.is_file() and path not in but:
                assert not found_in(path.read_bytes()), f"in {path.name}"


# --- F2 -----------------------------------------------------------------------------------------------------------


def all_bytes(*places: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for place in places for path in place.rglob("*") if path.is_file()}


def walk_through(keyboard: Keyboard) -> None:
    """Ring, the questions, a track, all tracks: everything that F2 has."""
    keyboard.press(Qt.Key.Key_F2)
    keyboard.wait_for("Er barnet i fare?")
    keyboard.write("1")
    keyboard.wait_for("Ring 112")
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.press(Qt.Key.Key_F2)
    keyboard.wait_for("Er barnet i fare?")
    for answer in ("3", "1", "1"):
        keyboard.write(answer)
    keyboard.wait_for("Forældrene må ikke vide")


def test_f2_leaves_no_byte_when_locked(start: Start, keyboard: Keyboard, house: Path, home: Path) -> None:
    start(house)
    keyboard.wait_for("Låst")
    before = all_bytes(house, home)
    walk_through(keyboard)
    assert all_bytes(house, home) == before


def test_f2_leaves_no_byte_and_no_line_when_somebody_is_in(
    start: Start, keyboard: Keyboard, house: Path, home: Path
) -> None:
    program = came_in(start, keyboard, house)
    assert program.work is not None
    work = program.work

    def kept() -> tuple[object, ...]:
        """What stands in the vault after all that waits is written."""
        lines = work.run(written_to_be_read).result()
        drafts = work.run(drafts_of_all).result()
        return lines, drafts, all_bytes(house, home)

    before = kept()
    walk_through(keyboard)
    assert kept() == before
    lock(keyboard)
    unlock(keyboard, METTE)
    keyboard.wait_for("Forår 2026")  # and nobody who unlocks later finds a track that somebody looked at


# --- what lies beside the vault -----------------------------------------------------------------------------------

CHILD, COLLEAGUE = "Karla Maria Kanari Juhl", "Jonas Kanari Bæk"


def layer(**texts: str) -> Layer:
    """A municipality's file in which something stands."""
    return Layer(replace(Local(municipality="Ådal Kommune"), **texts), (), 1, date(2026, 3, 1), "Konsulent")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [CHILD, COLLEAGUE])
def test_what_is_read_when_locked_names_nobody_and_what_names_somebody_is_refused(
    house: Path, clock: WallClock, tmp_path: Path, name: str
) -> None:
    work = opened(house, clock, METTE)
    day = clock().date()
    words, note = f"Spørg {name} først", LocalNote(Track.GENERAL, "", f"Ring til {name}")
    number = Contact("leader", "Leder", "87 65 43 21", f"spørg {name}", day, "leder")
    tries: tuple[Callable[[Desk], object], ...] = (
        lambda desk: local_layer.save(desk, Local(sparring=words, checked_on=day, checked_by="leder")),
        lambda desk: local_layer.save(desk, Local(notes=(note,), checked_on=day, checked_by="leder")),
        lambda desk: local_layer.save(desk, Local(municipality="Ådal", checked_on=day, checked_by=name)),
        lambda desk: local_layer.take_over(desk, layer(send_how=words)),
        lambda desk: contacts.save(desk, (number,)),
        lambda desk: contacts.save(desk, (replace(number, hours="", checked_by_function=name),)),
    )
    refused = [work.run(write).exception() for write in tries]
    work.run(lambda desk: local_layer.take_over(desk, layer(sparring="PPR, mandag 9-12"))).result()
    work.run(lambda desk: local_layer.export(desk, tmp_path / "kommune.json", "leder")).result()
    work.close()
    assert [error.code if isinstance(error, KnownError) else error for error in refused] == ["LOKAL-NAVN"] * len(tries)
    assert not found_in("".join(map(str, refused)).encode()), "a sentence says the name"
    assert local_file.read_file(tmp_path / "kommune.json").local.sparring == "PPR, mandag 9-12"
    for file in (house / "beredskab.json", tmp_path / "kommune.json"):
        assert not found_in(file.read_bytes()), file.name


def test_a_report_of_a_fault_in_a_step_says_where_and_nothing_of_what(
    house: Path, clock: WallClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*values: object) -> None:
        raise RuntimeError(f"KANARI: {values}")

    work = opened(house, clock, METTE)
    made = work.run(lambda desk: begin(desk, Track.PARENTS, karla(desk))).result()
    monkeypatch.setattr("opspor.store.concerns.decide", fall)
    faults = [
        work.run(lambda desk, what=what: tracks.decide(desk, made, what)).exception()  # type: ignore[misc]
        for what in work.run(every_decision).result()
    ]
    work.close()
    assert {type(fault) for fault in faults} == {RuntimeError}
    reports = [report_of(fault) for fault in faults if fault is not None]
    assert [report for report in reports if found_in(report.encode())] == []
    assert all("opspor/usecases/tracks.py" in report for report in reports)
