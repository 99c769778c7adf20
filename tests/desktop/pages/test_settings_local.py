"""Indstillinger, Beredskabet hos jer: what the house says, the municipality's file, and a record about an employee."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.settings import SettingsPage
from opspor.desktop.pages.settings.local import LocalSection
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, CheckBox
from opspor.domain.absence import Limit
from opspor.domain.beredskab import Track
from opspor.domain.changes import Changes, Kind
from opspor.domain.ids import Id
from opspor.domain.local import Layer, Local, LocalNote, LocalNumber
from opspor.exchange.local_file import read_file, written
from opspor.usecases import contacts, employee_record, local_layer
from opspor.usecases.contacts import Contact
from tests.desktop.pages.conftest import PAEDAGOG, House, TestClock, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
AT = Destination(Place.SETTINGS, Id("local"))
CHANGED = Changes(frozenset({Kind.SETTINGS}))
DAY = date(2026, 3, 16)
LOCAL = Local(
    "Ådal Kommune", "Digital Post", "Skema 4", "Ring, og sig ikke navnet", (Limit(5), Limit(7, 20)),
    (LocalNote(Track.HONOUR, "", "Brug det lille mødelokale"),), DAY, "Leder",
)  # fmt: skip
FILE = Layer(LOCAL, (LocalNumber("ppr", "87 65 43 21", "9–12", DAY, "Konsulent"),), 2, DAY, "Konsulent")


def section(page: SettingsPage) -> LocalSection:
    return page.findChildren(LocalSection)[0]


def opened(office: Office, show: Show, qtbot: QtBot) -> tuple[SettingsPage, LocalSection]:
    page = SettingsPage(office, AT)
    show(page)
    settle(qtbot, office.work)
    return page, section(page)


def test_what_is_typed_is_saved_with_a_function_and_a_day(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page, here = opened(office, show, qtbot)
    here._texts["municipality"].set_text("Ådal Kommune")
    here._limits[0][0].set_text("fem")
    press(page, "Gem")
    assert here._limits[0][0].error
    here._limits[0][0].set_text("")
    here._limits[1][1].set_text("20")
    press(page, "Gem")
    assert here._limits[1][0].error
    here._limits[1][0].set_text("7")
    press(page, "Gem")
    settle(qtbot, office.work)
    assert "hvilken funktion" in here._by.error
    here._by.set_text("Leder")
    press(page, "Gem")
    settle(qtbot, office.work)
    assert "hvornår" in here._on.error
    here._on.set_value(DAY)
    press(page, "Gem")
    settle(qtbot, office.work)

    assert house.do(local_layer.known).local == Local(
        "Ådal Kommune", limits=(Limit(7, 20),), checked_on=DAY, checked_by="Leder"
    )


def test_a_note_is_written_to_a_step_and_opened_again(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page, here = opened(office, show, qtbot)
    notes = here._notes
    notes._text.set_text("Tidligt")
    assert notes._text.error == "Vælg først et spor."
    notes._track.set_value(Track.HONOUR)
    assert notes._step.value() == ""
    notes._text.set_text("Brug det lille mødelokale")
    step = notes._tracks[Track.HONOUR].steps[1][0]
    notes._step.set_value(step)
    assert notes._text.text() == ""
    notes._text.set_text("Ring på lederens arbejdstelefon")
    notes._track.set_value(Track.GENERAL)
    here._by.set_text("Leder")
    here._on.set_value(DAY)
    press(page, "Gem")
    settle(qtbot, office.work)
    notes._open((Track.HONOUR, step))

    assert notes._text.text() == "Ring på lederens arbejdstelefon"
    assert house.do(local_layer.known).local.notes == (
        LocalNote(Track.HONOUR, "", "Brug det lille mødelokale"),
        LocalNote(Track.HONOUR, step, "Ring på lederens arbejdstelefon"),
    )


def test_what_is_typed_is_kept_as_a_draft_and_what_others_save_is_shown(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page, here = opened(office, show, qtbot)
    house.do(lambda desk: local_layer.save(desk, LOCAL))
    page.refresh(CHANGED)
    settle(qtbot, office.work)
    assert here._texts["municipality"].text() == "Ådal Kommune"
    assert [row.title for row in here._notes._rows.rows()] == [here._notes._tracks[Track.HONOUR].title]
    here._texts["sparring"].set_text("Spørg tovholderen")
    page.leave()
    settle(qtbot, office.work)

    _, again = opened(office, show, qtbot)

    assert again._texts["sparring"].text() == "Spørg tovholderen"
    assert again._notes.notes() == LOCAL.notes


def test_the_municipality_s_file_is_looked_at_before_it_is_taken(
    office: Office, show: Show, house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    house.do(lambda desk: contacts.save(desk, (Contact("ppr", "PPR", "99 88 77 66", "", DAY, "leder"),)))
    file = tmp_path / "kommune.json"
    file.write_bytes(written(FILE))
    page, here = opened(office, show, qtbot)
    assert "I har ingen fil fra kommunen." in words_on(page)

    here._file.look_at(file)
    qtbot.waitUntil(here._file._preview.isVisible, timeout=5000)
    qtbot.waitUntil(lambda: not here._file._said.visibleRegion().isEmpty(), timeout=2000)  # scrolled to
    said = words_on(page)
    assert "Ådal Kommune, version 2 fra 16. marts 2026, lavet af Konsulent" in said
    assert "PPR: 99 88 77 66 (filen: 87 65 43 21, 9–12)" in said
    assert "Kommunens sociale døgnvagt" in said
    assert house.do(local_layer.known).local == Local()
    press(page, "Fortryd")
    assert not here._file._preview.isVisible()

    here._file.look_at(file)
    qtbot.waitUntil(here._file._preview.isVisible, timeout=5000)
    press(page, "Tag filen i brug")
    settle(qtbot, office.work)
    page.refresh(CHANGED)
    settle(qtbot, office.work)
    assert house.do(local_layer.known).local == replace(LOCAL, checked_by="Konsulent")
    assert here._texts["municipality"].text() == "Ådal Kommune"
    assert "Seneste fil: version 2 fra 16. marts 2026, lavet af Konsulent." in words_on(page)


def test_a_file_of_something_else_is_said_and_nothing_is_shown(
    office: Office, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "hej.json").write_text(json.dumps({"hej": 1}), "utf-8")
    page, here = opened(office, show, qtbot)

    here._file.look_at(tmp_path / "hej.json")
    qtbot.waitUntil(lambda: "ikke et lokalt lag" in words_on(page), timeout=5000)

    assert not here._file._preview.isVisible()


def test_the_municipal_part_is_handed_on(
    office: Office, show: Show, house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    house.do(lambda desk: local_layer.save(desk, LOCAL))
    _, here = opened(office, show, qtbot)
    here._file.save_to(tmp_path / "ud.json")
    settle(qtbot, office.work)
    assert here._file._by.error == "Skriv, hvilken funktion der har lavet filen."
    here._file._by.set_text("Leder")
    here._file.save_to(tmp_path / "ud.json")
    settle(qtbot, office.work)

    assert read_file(tmp_path / "ud.json").local.notes == LOCAL.notes


def test_leaders_keep_a_record_about_an_employee_only_where_it_is_chosen(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page, here = opened(office, show, qtbot)
    box = here._employee.findChildren(CheckBox)[0]
    assert not box.isChecked()
    assert "DPO" in words_on(page)
    assert "Alle ledere kan se den" in words_on(page)
    box.setChecked(True)
    press(page, "Gem valget")
    settle(qtbot, office.work)

    assert house.do(employee_record.shown)


def test_a_colleague_reads_and_does_not_change(house: House, show: Show, qtbot: QtBot, office: Office) -> None:
    work = house.enter(PAEDAGOG)
    page = SettingsPage(Office(work, office.go, office.back), AT)
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, work)

    buttons = {button.text(): button.cannot for button in section(page).findChildren(Button)}
    for words in ("Gem", "Hent kommunens fil", "Gem som fil til andre huse", "Gem valget"):
        assert "lederen" in buttons[words]


def test_what_is_older_than_half_a_year_says_so(
    office: Office, show: Show, house: House, qtbot: QtBot, clock: TestClock
) -> None:
    house.do(lambda desk: local_layer.save(desk, LOCAL))
    house.do(lambda desk: contacts.save(desk, (Contact("ppr", "PPR", "99 88 77 66", "", DAY, "leder"),)))
    clock.now += timedelta(days=200)
    page, _ = opened(office, show, qtbot)
    assert "Teksterne er kontrolleret for længe siden: 16. marts 2026." in words_on(page)

    page = SettingsPage(office, Destination(Place.SETTINGS, Id("numbers")))
    show(page)
    settle(qtbot, office.work)
    assert words_on(page).count("Kontrolleret for længe siden: 16. marts 2026.") == 1


@pytest.mark.parametrize("filled", [False, True])
def test_it_can_be_walked(office: Office, show: Show, house: House, qtbot: QtBot, tmp_path: Path, filled: bool) -> None:
    if filled:
        house.do(lambda desk: local_layer.save(desk, LOCAL))
        (tmp_path / "kommune.json").write_bytes(written(FILE))
    page, here = opened(office, show, qtbot)
    if filled:
        here._file.look_at(tmp_path / "kommune.json")
        qtbot.waitUntil(here._file._preview.isVisible, timeout=5000)
    assert_walkable(page, ((1.0, 1366, 768), (2.0, 1366, 768)))
