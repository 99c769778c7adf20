"""What the drive does not take is kept while the vault is open, and tried until it is there."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from opspor.domain.changes import Changes, Kind
from opspor.domain.errors import KnownError
from opspor.usecases import drafts, people
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace
from opspor.workplace.unsaved import Saving
from tests.usecases.conftest import Clock
from tests.workplace.conftest import again


@contextmanager
def drive_out(place: Workplace) -> Iterator[None]:
    """Inside the block the drive is not there."""
    away = place.folder.rename(place.folder.with_name("taget ud"))
    try:
        yield
    finally:
        away.rename(place.folder)


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opspor.workplace.unsaved._AGAIN", 0.05)


def writing(text: str) -> Callable[[Desk], datetime]:
    return lambda desk: drafts.save(desk, "side", {"tekst": text})


def hand_over(place: Workplace, text: str, heard: Callable[[Saving], object] = lambda _: None) -> None:
    place.unsaved.save("side", text, writing(text), heard)


def kept(place: Workplace) -> str:
    """What the vault has once all that waits is done."""
    found = place.run(lambda desk: drafts.load(desk, "side")).result()
    return found[0]["tekst"] if found else ""


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 5
    while not true():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_it_is_tried_until_the_drive_is_back(place: Workplace) -> None:
    tries: list[Saving] = []
    with drive_out(place):
        hand_over(place, "Skrevet", tries.append)
        wait_until(lambda: len(tries) > 2)
        assert place.unsaved.body("side") == "Skrevet"
    wait_until(lambda: not place.unsaved)
    assert tries[-1].result() is not None
    assert kept(place) == "Skrevet"


def test_the_newest_replaces_what_waits(place: Workplace) -> None:
    with drive_out(place):
        hand_over(place, "Først")
        hand_over(place, "Så")
        assert place.unsaved.body("side") == "Så"
    wait_until(lambda: not place.unsaved)
    assert kept(place) == "Så"


def test_what_became_a_record_is_not_tried_again(place: Workplace) -> None:
    tries: list[Saving] = []
    with drive_out(place):
        hand_over(place, "Skrevet", tries.append)
        wait_until(lambda: len(tries) > 1)
        place.run(lambda _: place.unsaved.forget("side")).result()  # as who writes the record: between two tries
    place.unsaved.again()
    assert kept(place) == ""


def test_another_page_hears_of_it_from_then_on(place: Workplace) -> None:
    heard: list[Saving] = []
    with drive_out(place):
        hand_over(place, "Skrevet")
        assert place.unsaved.hear("side", heard.append)
    wait_until(lambda: not place.unsaved)
    assert any(one.exception() is None and one.result() is not None for one in heard)
    assert not place.unsaved.hear("side", heard.append)


def test_it_is_told_once_and_anew_when_it_fails_anew(place: Workplace) -> None:
    told: list[str] = []

    def listener(changes: Changes) -> None:
        if changes.touches(Kind.DRAFTS) and (trouble := place.trouble()):
            told.append(trouble.text)

    place.listen(listener)
    for times in (1, 2):
        tries: list[Saving] = []
        with drive_out(place):
            hand_over(place, f"Skrevet {times}", tries.append)
            wait_until(lambda seen=tries: len(seen) > 3)  # type: ignore[misc]
        wait_until(lambda: not place.unsaved)
        assert len(told) == times
    assert told[0].startswith("Det, du skrev, er ikke gemt endnu. opspor prøver igen")


def test_what_the_drive_says_to_a_page_says_too_that_something_is_not_saved_yet(place: Workplace) -> None:
    with drive_out(place):
        with pytest.raises(KnownError) as alone:
            place.look(people.overview).result()
        hand_over(place, "Skrevet")
        for ask in (place.look, place.run):
            with pytest.raises(KnownError) as refused:
                ask(people.overview).result()
            assert refused.value.code == "KLADDE-VENTER"
            assert str(alone.value) in str(refused.value)
    assert alone.value.code == "BOKS-DREV"


def test_it_is_said_on_every_page_that_opens_until_it_is_saved(place: Workplace) -> None:
    tries: list[Saving] = []
    assert place.trouble() is None
    with drive_out(place):
        hand_over(place, "Skrevet", tries.append)
        wait_until(lambda: len(tries) > 2)
        assert [found.code for found in (place.trouble(), place.trouble()) if found] == ["KLADDE-VENTER"] * 2
    wait_until(lambda: not place.unsaved)
    assert place.trouble() is None


@pytest.mark.parametrize("back", [True, False])
def test_the_last_try_is_made_at_the_lock_which_says_what_came_of_it(
    place: Workplace, clock: Clock, monkeypatch: pytest.MonkeyPatch, back: bool
) -> None:
    monkeypatch.setattr("opspor.workplace.unsaved._AGAIN", 60)
    tries: list[Saving] = []
    with drive_out(place):
        hand_over(place, "Skrevet", tries.append)
        wait_until(lambda: tries[0].done())
        if not back:
            assert place.close() is False
    if back:
        assert place.close() is True
    opened = again(place, clock)
    assert kept(opened) == ("Skrevet" if back else "")
    opened.close()
    assert not place.unsaved  # nothing of it stays in memory
