"""One person's day in the real program, by keyboard in its real window, as a process of its own.

``python -m tests.torture.full_day SCENE FOLDER`` plays a scene on the vault in ``FOLDER``. What is to be written there
comes on stdin, since arguments and files are what is searched afterwards; what the program made up itself (keys, words,
codes) goes out on stdout when the scene is at its end. The process then stays until it is replaced or killed.
"""

import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from opspor import app, workplace
from opspor.desktop.crash import CrashWindow
from opspor.desktop.program import Program, now
from opspor.domain.assessment import Context, OwnAnswers, Position, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.child import Carer, Custody
from opspor.domain.concern import Danger
from opspor.domain.consent import Agreed, Yes
from opspor.domain.ids import Id
from opspor.domain.paper import Basis, PaperKind, SectionAnswer
from opspor.domain.people import Role
from opspor.domain.rights import Decision, RightKind
from opspor.domain.subject_access import Asker, Request
from opspor.usecases import (
    assess,
    children,
    concerns,
    consents,
    notices,
    papers,
    people,
    rights,
    rounds,
    stock,
    subject_access,
)
from opspor.usecases.desk import Desk
from opspor.vault import recovery
from opspor.workplace import Workplace
from opspor.workplace.restoring import Restoring
from tests.e2e import day
from tests.e2e.conftest import METTE
from tests.e2e.driver import Keyboard, windows
from tests.torture.load import quick

EXPORT = "underretning.pdf"  # in the documents of the home folder: the one place where text may lie readable,
ACCESS = "indsigt"  # and this folder beside it
STOCK = "hvad-holdt-pc'en.json"  # names nobody


@dataclass
class Planted:
    """What is written during the day. All are made up, and long enough to be found."""

    names: list[str] = field(default_factory=list)
    cprs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    leak: bool = False  # the planted fault: a note in a temporary file, an environment and an argument


def watch_words() -> list[str]:
    """The recovery keys that are made from now on."""
    made: list[str] = []
    new_words = recovery.new_words

    def watched() -> tuple[str, ...]:
        words = new_words()
        made.append(" ".join(words))
        return words

    recovery.new_words = watched
    return made


def fill(desk: Desk, planted: Planted, export: Path) -> None:
    """Everything that staff write about children: each name, number and note stands somewhere."""
    half = len(planted.names) // 2
    new = [
        children.NewChild(name, "", now().date() - timedelta(days=1500 + i), cpr, "Bøgestuen", "")
        for i, (name, cpr) in enumerate(zip(planted.names[:half], cycle(planted.cprs), strict=False))
    ]
    made = children.import_list(desk, new).children
    (room,) = (group.id for group in people.overview(desk).groups)
    today = now().date()
    notices.give(desk, made, today)
    round_id = rounds.open_round(
        desk, name="Forår", opens_on=today, closes_on=today + timedelta(days=60), one_is_enough_because="prøve",
        groups={room: (Context.DAYCARE, [desk.staff.id])},
    )  # fmt: skip
    places: list[Callable[[int, str], object]] = [
        partial(_observe, desk, made), partial(_quote, desk, made), partial(_raise, desk, planted.names[half:]),
        partial(_assess, desk, round_id, made), partial(_agree, desk, made), partial(_wish, desk, made),
    ]  # fmt: skip
    for number, note in enumerate(planted.notes):
        places[number % len(places)](number, note)
    for number, name in enumerate(planted.names[half:]):
        file = children.open_child(desk, made[number % half])
        cpr = planted.cprs[(half + number) % len(planted.cprs)]
        carer = Carer(desk.staff.id, name, "mor", Custody.YES, f"{name} vej 4", "20304050", False, True)
        known = replace(file.particulars, carers=(carer,), cpr=cpr)
        children.change(desk, file.child.id, file.particulars_id, known)
    concern = concerns.listed(desk)[0].concern.id
    sheet = papers.paper_sheet(desk, concerns.open_concern(desk, concern), PaperKind.UNDERRETNING)
    section = sheet.form.section[0].id
    draft = replace(sheet.draft, sections={**sheet.draft.sections, section: SectionAnswer(planted.notes[0])})
    papers.save(desk, concern, draft)
    papers.export(desk, papers.finish(desk, sheet, draft), export)
    stock.save(desk, export.with_name(STOCK))
    _give_access(desk, made[0], export.with_name(ACCESS), planted.notes[1])


def _agree(desk: Desk, made: Sequence[Id], number: int, note: str) -> None:
    yes = (Yes(note, now().date()),)
    until = now().date() + timedelta(days=90)
    consents.write(desk, made[number % len(made)], Agreed(Basis.CONSENT, note, note, note, yes, until=until))


def _wish(desk: Desk, made: Sequence[Id], number: int, note: str) -> None:
    child = made[number % len(made)]
    asked = rights.note(desk, child, RightKind.OBJECTION, on=now().date(), from_whom=note, text=note)
    rights.answer(desk, asked, Decision.GOES_ON, on=now().date(), by=note, text=note)


def _give_access(desk: Desk, child: Id, folder: Path, note: str) -> None:
    """Somebody asks on behalf of a child, and gets the paper and the file."""
    folder.mkdir()
    asked = Request(Asker.OTHER, note, now().date(), how=note, decision=note)
    begun = subject_access.begin(desk, child, asked)
    seen = replace(asked, looked_through=subject_access.open_(desk, begun).to_look_at)
    subject_access.release(desk, begun, subject_access.save(desk, begun, begun, seen), folder, note)


def _observe(desk: Desk, made: Sequence[Id], number: int, note: str) -> None:
    seen_at = now() - timedelta(hours=1)
    children.observe(desk, made[number % len(made)], seen_at=seen_at, place="stuen", text=note)


def _quote(desk: Desk, made: Sequence[Id], number: int, note: str) -> None:
    said_at = now() - timedelta(hours=1)
    children.quote(desk, made[number % len(made)], said_at=said_at, place="stuen", words=note, asked="")


def _raise(desk: Desk, names: Sequence[str], number: int, note: str) -> None:
    concerns.start(
        desk, danger=Danger.NO, track=Track.GENERAL, what=note, seen_on=now().date(),
        typed_name=names[number % len(names)],
    )  # fmt: skip


def _assess(desk: Desk, round_id: Id, made: Sequence[Id], number: int, note: str) -> None:
    sheet = assess.own_sheet(desk, round_id, made[number % len(made)])
    own = OwnAnswers(position=Position.NOT_EXPOSED, position_reason=note, trivsel=Trivsel.THRIVES)
    assess.save_own(desk, sheet, own)
    assess.submit_own(desk, sheet, own)


class Person:
    """Whoever plays the scene: the keyboard, and the program that is running."""

    def __init__(self, folder: Path, planted: Planted, words: list[str]) -> None:
        self.folder, self.planted, self.keyboard = folder, planted, Keyboard()
        self.program: Program | None = None
        self.made: dict[str, list[str]] = {"texts": words, "keys": []}

    def first_day(self) -> None:
        """A new folder with all that is written, a colleague invited, a copy, a new password, a draft; it locks."""
        day.make_the_folder(self.keyboard, self.folder)
        self.keyboard.button("Tilbage")  # out of the list, to Start
        place = self.place()
        documents = Path.home() / "Documents"
        place.run(partial(fill, planted=self.planted, export=documents / EXPORT)).result()
        _, code = place.invite(name=self.planted.names[0], title="", role=Role.STAFF, groups=frozenset())
        place.copies.make()
        self.made["texts"].append(code)
        place.change_password(METTE[1], self.planted.notes[-3])
        self.know(place)
        self.keyboard.wait_for("Forår")
        QTest.qWait(300)
        self.type_a_draft(self.planted.names[0], self.planted.notes[-1])
        if self.planted.leak:
            leak(self.planted.notes[0])
        self.tell()
        if not self.planted.leak:
            self.keyboard.with_ctrl(Qt.Key.Key_L)

    def second_day(self) -> None:
        """A wrong password and the right one, back in the same field, an error of ours; killed in the next draft."""
        self.keyboard.wait_for("Låst")
        self.keyboard.type_into("Brugernavn", METTE[0])
        self.keyboard.type_into("Adgangskode", self.planted.notes[-4])
        self.keyboard.enter()
        self.keyboard.wait_for("Brugernavn eller adgangskode passer ikke.")
        day.unlock(self.keyboard, (METTE[0], self.planted.notes[-3]))
        self.keyboard.wait_until(lambda: self.program is not None and self.program.work is not None, "nobody is in")
        self.know(self.place())
        self.keyboard.wait_for("Din kladde er hentet frem", self.planted.notes[-1])  # in the same field
        self.keyboard.type_into("Adresse", self.planted.notes[-2])
        QTest.qWait(1500)  # a draft is kept within a second
        self.fail()
        self.keyboard.wait_for("Der er en fejl i opspor")
        (report,) = (window for window in windows() if isinstance(window, CrashWindow))
        report.save_to(Path.home() / "fejl.txt")
        self.tell()

    def fail(self) -> None:
        """An error of ours, with what it should not tell in its words; nobody caught it."""
        try:
            raise ValueError(self.planted.notes[-5])
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)

    def place(self) -> Workplace:
        """The open vault."""
        assert self.program is not None
        assert self.program.work is not None
        return self.program.work

    def know(self, place: Workplace) -> None:
        """The keys that are in memory now."""
        keys = place._keys
        self.made["keys"] += [keys.data_key.hex(), keys.seed.hex()]

    def type_a_draft(self, child: str, note: str) -> None:
        """On the page of a child, found by its name."""
        self.keyboard.with_ctrl(Qt.Key.Key_K)
        self.keyboard.write(child[:-1].lower())
        self.keyboard.wait_for(child)
        self.keyboard.row(child, within="Fundet")
        self.keyboard.button("Ret oplysninger")
        self.keyboard.type_into("Adresse", note)
        self.keyboard.wait_for_saved()

    def tell(self) -> None:
        """Hand over what the program made up, which ends the scene."""
        sys.stdout.write(json.dumps(self.made) + "\n")
        sys.stdout.flush()


def leak(note: str) -> None:
    """The planted faults."""
    Path(tempfile.gettempdir(), "note.txt").write_text(note, encoding="utf-8")
    sleep = "import sys; sys.stdin.read()"
    subprocess.Popen([sys.executable, "-c", sleep, note], env={**os.environ, "NOTE": note}, stdin=subprocess.PIPE)


def restore(folder: Path) -> None:
    """Without a window: the newest copy comes back to another place, as after a broken disk."""
    (copy,) = folder.with_name(f"{folder.name}-kopier").glob("*.opspor-kopi")
    with Restoring(copy, folder.with_name("gendannet"), clock=now, derive=quick) as restoring:
        place = workplace.open_vault(restoring.folder, *METTE, clock=now, derive=quick)
        doubts = restoring.check(place)
        assert not doubts, [doubt.code for doubt in doubts]
        restoring.finish().place.close()


def play(person: Person, scene: str) -> None:
    """Play a scene in the running program; what goes wrong ends the process."""
    try:
        {"first": person.first_day, "second": person.second_day}[scene]()
    except BaseException:  # noqa: BLE001  inside Qt's event loop an error would be a window
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)


def main(scene: str, folder: Path) -> None:
    """Start the real program on ``folder``, as ``opspor`` does, and play."""
    person = Person(folder, Planted(**json.loads(sys.stdin.readline())), watch_words())
    if scene == "restore":
        restore(folder)
        person.tell()
        return

    class Watched(Program):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **{**kwargs, "derive": quick})
            person.program = self
            QTimer.singleShot(0, self, lambda: play(person, scene))

    vars(app)["Program"] = Watched
    app.run(folder if folder.exists() else None)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
