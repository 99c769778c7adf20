"""The numbers that F2 shows: readable without a vault, and light enough for a locked screen."""

import subprocess
import sys
from datetime import date

from opspor.domain.beredskab import StepKind, Track
from opspor.domain.concern import Danger
from opspor.domain.local import Local, LocalNote
from opspor.forms.library import load_library
from opspor.usecases import concerns, contacts, local_layer
from opspor.usecases.contacts import Contact
from opspor.usecases.phone_book import as_here, local_words, phone_book
from tests.usecases.conftest import House


def test_the_numbers_are_read_without_importing_tables_or_paper() -> None:
    """F2 on the lock screen must not wait for SQLAlchemy."""
    code = (
        "import sys, opspor.usecases.phone_book as book; assert book.phone_book(None)[0].phone == '112';"
        "print([name for name in ('sqlalchemy', 'reportlab', 'PySide6') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


NUMBER = Contact("municipality", "Modtagelsen", "99 88 77 66", "", date(2026, 2, 2), "leder")
LOCAL = Local(
    "Ådal Kommune", "Digital Post til Modtagelsen", "Skema 4", "Ring, og sig ikke navnet", (),
    (LocalNote(Track.GENERAL, "", "Tal i mødelokalet"), LocalNote(Track.GENERAL, "leader", "Ring på arbejdstelefonen")),
    date(2026, 2, 2), "Konsulent",
)  # fmt: skip


def test_a_number_says_when_it_was_checked_and_that_it_is_long_ago(house: House) -> None:
    house.do(lambda desk: contacts.save(desk, (NUMBER,)))
    house.leave()

    def words(today: date) -> tuple[str, bool]:
        found = next(one for one in phone_book(house.folder, today) if one.key == "municipality")
        return found.checked_words, found.old

    assert words(date(2026, 3, 17)) == ("Senest kontrolleret 2. februar 2026", False)
    assert words(date(2026, 9, 1)) == ("Kontrolleret for længe siden: 2. februar 2026", True)
    assert phone_book(house.folder)[0].checked_words == ""  # nobody is asked to try 112


def test_a_track_is_shown_as_it_is_followed_here_also_when_locked(house: House) -> None:
    house.do(lambda desk: local_layer.save(desk, LOCAL))
    house.leave()
    form = load_library().track(Track.GENERAL)

    here = as_here(form, local_words(house.folder))

    assert here.do == (*form.do, "Hos jer: Tal i mødelokalet")
    added = {
        after.id: after.do[len(before.do) :]
        for before, after in zip(form.step, here.step, strict=True)
        if before.do != after.do
    }
    report = next(step.id for step in form.step if step.kind is StepKind.REPORT)
    sparring = next(step.id for step in form.step if step.kind is StepKind.SPARRING)
    assert added == {
        "leader": ("Hos jer: Ring på arbejdstelefonen",),
        report: ("Hos jer: Digital Post til Modtagelsen", "Hos jer: Brug skemaet »Skema 4«"),
        sparring: ("Hos jer: Ring, og sig ikke navnet",),
    }
    assert [(step.id, step.next) for step in here.step] == [(step.id, step.next) for step in form.step]


def test_where_nothing_is_said_the_track_is_as_it_is_shipped() -> None:
    form = load_library().track(Track.HONOUR)
    assert as_here(form, local_words(None)) == form


def test_a_concern_is_followed_as_it_is_done_here(house: House) -> None:
    house.do(lambda desk: local_layer.save(desk, LOCAL))
    made = house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="Set", seen_on=desk.clock().date(), typed_name="Kanari"
        )
    )

    assert "Hos jer: Tal i mødelokalet" in house.do(lambda desk: concerns.open_concern(desk, made)).form.do
