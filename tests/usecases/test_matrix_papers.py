"""The matrix as a PDF: with what was chosen for the children, and its line in the log on it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from opspor.domain.assessment import Position, Trivsel
from opspor.domain.child import AgeBand
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.matrix import Naming
from opspor.usecases import log
from opspor.usecases.desk import Desk
from opspor.usecases.log import Filter
from opspor.usecases.log_words import LogKind
from opspor.usecases.matrix import HOUSE
from opspor.usecases.matrix_papers import print_matrix
from tests.documents.pdf import page_texts
from tests.usecases.conftest import House
from tests.usecases.test_matrix import agree


def played(house: House) -> Id:
    """Karla goes from beginning mistrivsel to mistrivsel in one square; Åse is new, Bo waits."""
    karla, aase, _, _ = house.children
    first = house.open_round("Efterår 2025")
    agree(house, first, karla, Position.EXPOSED, Trivsel.BEGINNING_MISTRIVSEL)
    house.enter("mette")
    house.clock.now += timedelta(days=150)
    second = house.open_round("Forår 2026")
    agree(house, second, karla, Position.EXPOSED, Trivsel.MISTRIVSEL)
    agree(house, second, aase, Position.EXPOSED, Trivsel.THRIVES)
    house.enter("mette")
    return second


@pytest.fixture
def printed(house: House, tmp_path: Path) -> Callable[..., str]:
    """What stands on the paper."""

    def do(round_id: Id, **chosen: object) -> str:
        target = tmp_path / "matrix.pdf"
        house.do(lambda desk: print_matrix(desk, round_id, target, **chosen))  # type: ignore[arg-type]
        return "\n".join(page_texts(target.read_bytes())).replace("\u00a0", " ").replace("\n", " ").replace("  ", " ")

    return do


def test_it_has_initials_unless_something_else_was_chosen(house: House, printed: Callable[..., str]) -> None:
    round_id = played(house)
    said = printed(round_id)
    assert "Forår 2026 · Bøgestuen" in said
    assert "K.K. →" in said
    assert "Å.K. ny" in said
    assert "Karla" not in said
    assert "udsat · begyndende" in said.split("Siden Efterår 2025")[1]
    assert "Karla K." in printed(round_id, naming=Naming.NAMES)
    codes = printed(round_id, naming=Naming.CODES)
    assert "B001 →" in codes
    assert "K.K." not in codes


def test_for_others_it_has_numbers_alone(house: House, printed: Callable[..., str]) -> None:
    said = printed(played(house), naming=Naming.COUNT)
    assert "ikke vist" in said
    assert not [word for word in ("K.K.", "Karla", "B001", "Siden") if word in said]


def test_ages_and_a_column_of_its_own_are_said(house: House, printed: Callable[..., str]) -> None:
    said = printed(played(house), band=AgeBand.FROM_10_TO_13, beginning_apart=True)
    assert "Kun 10–13 år." in said
    assert "Begyndende mistrivsel" in said
    assert "K.K." not in said


def test_its_line_in_the_log_stands_on_it(house: House, printed: Callable[..., str]) -> None:
    said = printed(played(house))
    lines = house.do(lambda desk: log.page(desk, Filter(kind=LogKind.PAPERS))).lines
    assert [line for line in lines if line.what.startswith("Gemte matrixen") and f"Log {line.number} · " in said]


def test_staff_print_their_own_rooms_and_no_other(house: House, tmp_path: Path) -> None:
    round_id = played(house)
    house.enter("ali")
    with pytest.raises(KnownError):
        house.do(lambda desk: print_matrix(desk, round_id, tmp_path / "m.pdf"))
    assert not [*tmp_path.glob("m.pdf")]


def test_a_house_without_a_round_is_an_empty_paper(house: House, printed: Callable[..., str]) -> None:
    assert "0 børn" in printed(HOUSE)


def test_a_round_that_is_not_there_leaves_no_file(house: House, tmp_path: Path) -> None:
    def ask(desk: Desk) -> None:
        print_matrix(desk, Id("findes-ikke"), tmp_path / "m.pdf")

    with pytest.raises(KnownError) as missing:
        house.do(ask)
    assert missing.value.code == "RUNDE-MANGLER"
    assert not [*tmp_path.glob("*.pdf")]
