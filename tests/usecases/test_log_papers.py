"""The log on paper: what was chosen, the line's own number, and nothing that a parent may not learn."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from opspor.domain.access import Action
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.store import log as stored
from opspor.usecases import children, concerns, log_papers
from opspor.usecases.desk import Desk
from opspor.usecases.log import Filter
from opspor.usecases.log_words import LogKind
from tests.usecases.conftest import House


@pytest.fixture
def read(house: House) -> House:
    """Jonas opened Karla's page and suspects something; Mette is in."""
    with house.as_("jonas"):
        house.do(lambda desk: children.open_child(desk, house.children[0]))
        house.do(
            lambda desk: concerns.start(
                desk, danger=Danger.NO, track=Track.PARENTS, what="Set", seen_on=date(2026, 3, 16),
                child_id=house.children[0],
            )
        )  # fmt: skip
    house.enter("mette")
    return house


def text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def printed(desk: Desk) -> list[stored.LogEntry]:
    with desk.engine.begin() as connection:
        return [line for line in stored.entries(connection) if line.action == Action.PRINT_LOG]


def test_a_filter_is_printed_with_its_own_line_and_the_files_hash_in_the_next(read: House, tmp_path: Path) -> None:
    target = tmp_path / "log.pdf"

    digest = read.do(lambda desk: log_papers.print_lines(desk, Filter(kind=LogKind.READ), target))

    own, file = read.do(printed)
    text = text_of(target)
    for words in ("Valgt: Læst om et barn", "Jonas Kanariberg", "Åbnede barnets side", "Karla Kanarijuhl"):
        assert words in text
    assert f"Log {own.number} · {own.hash[:4]} {own.hash[4:8]}" in text
    assert digest == hashlib.sha256(target.read_bytes()).hexdigest()
    assert digest in file.detail


def test_a_sample_says_how_it_can_be_drawn_again(read: House, tmp_path: Path) -> None:
    read.do(lambda desk: log_papers.print_sample(desk, Filter(), 3, "12345678", tmp_path / "log.pdf"))

    text = text_of(tmp_path / "log.pdf")
    assert "Tilfældig stikprøve: 3 af" in text
    assert "Trukket med tallet 12345678" in text


def test_the_paper_about_a_child_names_no_staff_and_no_suspicion(read: House, tmp_path: Path) -> None:
    read.do(lambda desk: log_papers.print_child(desk, read.children[0], tmp_path / "log.pdf"))

    text = text_of(tmp_path / "log.pdf")
    assert "Pædagog eller" in text
    assert "Åbnede barnets side" in text
    assert "ekymring" not in text
    assert "Kanariberg" not in text


def test_too_many_lines_are_refused_with_what_to_do(
    read: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_papers, "MOST_LINES", 2)
    with pytest.raises(KnownError) as many:
        read.do(lambda desk: log_papers.print_lines(desk, Filter(), tmp_path / "log.pdf"))

    assert many.value.code == "LOG-MANGE"
    assert list(tmp_path.glob("*log.pdf*")) == []


def test_an_unknown_child_is_said(read: House, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as unknown:
        read.do(lambda desk: log_papers.print_child(desk, Id("findes ikke"), tmp_path / "log.pdf"))

    assert unknown.value.code == "BARN-MANGLER"


def test_what_could_not_be_saved_is_not_in_the_log(read: House, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as place:
        read.do(lambda desk: log_papers.print_lines(desk, Filter(), tmp_path / "mangler" / "log.pdf"))

    assert place.value.code == "PAPIR-IKKE-GEMT"
    assert read.do(printed) == []
