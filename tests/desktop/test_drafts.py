"""What is typed is in the vault within a second, whoever types and however fast."""

import hashlib
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opspor import workplace
from opspor.desktop.drafts import DraftKeeper, Typing
from opspor.desktop.page import FocusPage
from opspor.desktop.widgets import Button, Kind
from opspor.usecases import drafts
from opspor.vault.keys import Cost
from opspor.workplace import Workplace
from tests.guards import PASSWORD

KEY_EVERY = 0.02  # seconds


def quick(secret: bytes, salt: bytes, _cost: Cost) -> bytes:
    return hashlib.sha256(secret + salt).digest()


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workplace]:
    made = workplace.create(
        tmp_path / "mappe", institution="Kanarireden", name="Mette Kanari", title="leder", login="mette",
        password=PASSWORD, clock=lambda: datetime(2026, 3, 17, 14, 2).astimezone(), derive=quick,
    )  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    """The page that the form stands on, until every answer has come."""
    owner = QWidget()
    qtbot.addWidget(owner)
    yield owner
    qtbot.wait(50)


def kept(work: Workplace) -> str:
    """What the vault has by now."""
    found = work.run(lambda desk: drafts.load(desk, "side")).result()
    return found[0]["tekst"] if found else ""


def test_what_could_not_be_saved_says_so_stays_and_is_tried_again(
    qtbot: QtBot, page: QWidget, work: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opspor.workplace.unsaved._AGAIN", 0.05)
    told: list[str] = []
    keeper = DraftKeeper(page, work, "side", lambda: {"tekst": "Skrevet"}, lambda _: None, told.append)
    away = work.folder.rename(work.folder.with_name("taget ud"))
    keeper.touch()
    keeper.save()
    qtbot.waitUntil(lambda: told.count("Ikke gemt") >= 2)
    away.rename(work.folder)
    qtbot.waitUntil(lambda: told[-1].startswith("Gemt "))
    assert kept(work) == "Skrevet"


def test_what_is_left_with_the_page_is_there_on_the_next_one_and_saved_when_the_drive_is_back(
    qtbot: QtBot, page: QWidget, work: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opspor.workplace.unsaved._AGAIN", 0.2)
    work.run(lambda desk: drafts.save(desk, "side", {"tekst": "Fra før"})).result()
    left = QWidget()
    keeper = DraftKeeper(left, work, "side", lambda: {"tekst": "Skrevet til sidst"}, lambda _: None)
    qtbot.wait(50)
    away = work.folder.rename(work.folder.with_name("taget ud"))
    keeper.touch()
    keeper.save()
    left.deleteLater()
    qtbot.wait(50)  # the page has gone before the drive has answered
    shown: list[str] = []
    told: list[str] = []
    again = DraftKeeper(page, work, "side", dict, lambda fields: shown.append(fields["tekst"]), told.append)
    qtbot.waitUntil(lambda: set(told) == {"Ikke gemt"})
    assert shown == ["Skrevet til sidst"]
    away.rename(work.folder)
    qtbot.waitUntil(lambda: told[-1] == "Gemt 14.02")
    assert kept(work) == "Skrevet til sidst"
    again.drop()
    assert kept(work) == ""


def test_somebody_who_never_pauses_is_kept_too(qtbot: QtBot, page: QWidget, work: Workplace) -> None:
    """A timer that begins again at every key would save nothing for as long as the person goes on."""
    typed = {"tekst": ""}
    keeper = DraftKeeper(page, work, "side", lambda: typed, lambda _: None)
    until = time.monotonic() + 2.5
    while time.monotonic() < until:
        typed["tekst"] += "a"
        keeper.touch()
        qtbot.wait(int(KEY_EVERY * 1000))
    assert len(kept(work)) > len(typed["tekst"]) / 2


def test_what_was_typed_last_is_kept_when_the_page_goes(qtbot: QtBot, page: QWidget, work: Workplace) -> None:
    said: list[str] = []
    keeper = DraftKeeper(page, work, "side", lambda: {"tekst": "ab"}, lambda _: None, said.append)
    keeper.touch()
    keeper.save()
    qtbot.waitUntil(lambda: set(said) == {"Gemt 14.02"})
    assert kept(work) == "ab"


def test_an_emptied_form_keeps_no_draft(page: QWidget, work: Workplace) -> None:
    typed = {"tekst": "ab"}
    keeper = DraftKeeper(page, work, "side", lambda: typed, lambda _: None)
    keeper.touch()
    keeper.save()
    typed["tekst"] = ""
    keeper.touch()
    keeper.save()
    assert kept(work) == ""


def test_a_draft_is_given_back_once_and_not_over_what_is_typed(qtbot: QtBot, page: QWidget, work: Workplace) -> None:
    work.run(lambda desk: drafts.save(desk, "side", {"tekst": "fra før"})).result()
    given: list[str] = []
    DraftKeeper(page, work, "side", lambda: {"tekst": ""}, lambda fields: given.append(fields["tekst"]))
    busy = DraftKeeper(page, work, "side", lambda: {"tekst": "nyt"}, lambda fields: given.append("over"))
    busy.touch()
    qtbot.waitUntil(lambda: bool(given))
    qtbot.wait(50)
    assert given == ["fra før"]


# --- a page that shows one sheet ----------------------------------------------------------------------------------


@pytest.fixture
def sheet_page(qtbot: QtBot) -> Iterator[FocusPage]:
    page = FocusPage("Tilbage", "Prøve", main=Button("Gem", Kind.MAIN))
    qtbot.addWidget(page)
    yield page
    qtbot.wait(50)


def status_words(page: FocusPage) -> Callable[[], str]:
    return lambda: page._foot._status.accessibleName()


def typing_on(page: FocusPage, work: Workplace) -> Typing[dict[str, str]]:
    body = {"tekst": "Skrevet"}
    return Typing(page, work, lambda: ("side", body, lambda desk: drafts.save(desk, "side", body)))


def test_a_sheet_of_which_something_is_not_saved_yet_says_so_and_not_when_it_was_saved_last(
    qtbot: QtBot, sheet_page: FocusPage, work: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opspor.workplace.unsaved._AGAIN", 60)
    typing, told = typing_on(sheet_page, work), status_words(sheet_page)
    away = work.folder.rename(work.folder.with_name("taget ud"))
    typing.touch()
    typing.save()
    qtbot.waitUntil(lambda: told() == "Ikke gemt")
    sheet_page.set_status("")
    typing.shown("side", datetime(2026, 3, 17, 13, 0).astimezone())
    assert told() == "Ikke gemt"
    away.rename(work.folder)
    work.unsaved.again()
    qtbot.waitUntil(lambda: told() == "Gemt 14.02")
    typing.shown("side", datetime(2026, 3, 17, 13, 0).astimezone())
    assert told() == "Gemt 13.00"


def test_what_became_a_record_or_was_thrown_away_is_not_saved_behind_it(
    qtbot: QtBot, sheet_page: FocusPage, work: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opspor.workplace.unsaved._AGAIN", 60)
    typing = typing_on(sheet_page, work)
    ends: tuple[Callable[[], object], ...] = (
        lambda: work.run(typing.recorded("side", lambda _: None)).result(), lambda: typing.drop("side"),
    )  # fmt: skip
    for end in ends:
        sheet_page.set_status("", saved=False)  # else it would still be what the time before has said
        away = work.folder.rename(work.folder.with_name("taget ud"))
        typing.touch()
        typing.save()
        qtbot.waitUntil(lambda: status_words(sheet_page)() == "Ikke gemt")
        away.rename(work.folder)
        end()
        work.unsaved.again()
        assert kept(work) == ""
    typing.touch()
    typing.drop("side")
    assert not typing.waits
