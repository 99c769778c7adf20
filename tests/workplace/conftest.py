"""The daycare of the tests of the use cases, at its workplace; and a new vault with one person in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from opspor import workplace
from opspor.workplace import Workplace
from tests.usecases.conftest import Clock, clock, house, quick

__all__ = ["again", "clock", "house", "place"]


@pytest.fixture
def place(tmp_path: Path, clock: Clock) -> Iterator[Workplace]:
    """A new vault, with Mette in it."""
    made = workplace.create(
        tmp_path / "mappe æøå", institution="Kanari", name="Mette Kanari", title="", login="mette", password="kode",
        clock=clock, derive=quick,
    )  # fmt: skip
    yield made
    made.close()


def again(place: Workplace, clock: Clock) -> Workplace:
    """Mette comes back to the vault that was locked."""
    return workplace.open_vault(place.folder, "mette", "kode", clock=clock, derive=quick)
