"""An underretning about absence names the statement that goes along; no other paper does."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from opspor.domain.absence import AwayKind
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.paper import PaperDraft, PaperKind
from opspor.domain.people import GroupKind
from opspor.usecases import absences, concerns, groups, papers
from opspor.usecases.attached import attached
from opspor.usecases.desk import Desk
from tests.documents.pdf import page_texts
from tests.usecases.conftest import House

MONDAY = date(2026, 3, 9)
STATEMENT = "Fraværsopgørelse: 1. kvartal 2026"


def named(house: House, kind: PaperKind, track: Track, until: date) -> str:
    """What the paper of a concern on that track names."""
    child = house.children[0]
    made = house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=track, what="Noget", seen_on=MONDAY, child_id=child
        )
    )  # fmt: skip
    concern = house.do(lambda desk: concerns.open_concern(desk, made)).concern

    def ask(desk: Desk) -> str:
        with desk.engine.begin() as connection:
            return attached(connection, concern, PaperDraft(kind), until)

    return house.do(ask)


@pytest.fixture
def away(house: House) -> House:
    """Karla goes in a class and was away on Monday."""
    child, group = house.children[0], house.groups["Bøgestuen"]
    house.do(lambda desk: groups.change(desk, group, kind=GroupKind.CLASS, lead_id=None))
    house.do(lambda desk: absences.note_absence(desk, child, MONDAY, MONDAY, AwayKind.UNLAWFUL))
    return house


def test_an_underretning_about_absence_names_the_statement_of_what_was_written_by_then(away: House) -> None:
    today = away.clock().date()

    assert named(away, PaperKind.UNDERRETNING, Track.ABSENCE, today) == STATEMENT
    assert named(away, PaperKind.UNDERRETNING, Track.ABSENCE, today - timedelta(days=1)) == ""


def test_another_paper_and_another_track_name_nothing(away: House) -> None:
    today = away.clock().date()

    assert named(away, PaperKind.BRIEF, Track.ABSENCE, today) == ""
    assert named(away, PaperKind.UNDERRETNING, Track.PARENTS, today) == ""


def test_the_finished_underretning_says_what_goes_along(away: House, tmp_path: Path) -> None:
    child = away.children[0]
    made = away.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.ABSENCE, what="Noget", seen_on=MONDAY, child_id=child
        )
    )  # fmt: skip
    file = away.do(lambda desk: concerns.open_concern(desk, made))
    sheet = away.do(lambda desk: papers.paper_sheet(desk, file, PaperKind.UNDERRETNING))
    paper = away.do(lambda desk: papers.finish(desk, sheet, replace(sheet.draft, urgent=True)))
    away.do(lambda desk: papers.export(desk, paper, tmp_path / "u.pdf"))

    assert f"Vedlagt {STATEMENT}" in " ".join(" ".join(page_texts((tmp_path / "u.pdf").read_bytes())).split())


def test_a_typed_name_has_no_statement(away: House) -> None:
    concern = away.do(
        lambda desk: concerns.open_concern(
            desk,
            concerns.start(
                desk, danger=Danger.NO, track=Track.ABSENCE, what="Noget", seen_on=MONDAY, typed_name="Kanari"
            ),
        )
    ).concern

    def ask(desk: Desk) -> str:
        with desk.engine.begin() as connection:
            return attached(connection, replace(concern, child_id=None), PaperDraft(PaperKind.UNDERRETNING), MONDAY)

    assert away.do(ask) == ""
