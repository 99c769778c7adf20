"""A meeting's papers as PDF: to one who is invited, on a basis, and each a line in the log."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from opspor.domain.access import Action
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import log, meeting_papers
from opspor.usecases.log_words import ACTION_WORDS
from tests.documents.pdf import page_texts
from tests.usecases.conftest import House
from tests.usecases.test_meetings import DAY, IDA, PLANNED, held, plan

YES = replace(IDA, yes_from="mor", yes_on=DAY)


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as error:
        work()
    return error.value.code


def invited(house: House, made: Id, target: Path, to: Id = IDA.id) -> str:
    house.do(lambda desk: meeting_papers.print_invitation(desk, made, to, target))
    return "\n".join(page_texts(target.read_bytes()))


def test_an_invitation_goes_to_one_who_is_invited(house: House, tmp_path: Path) -> None:
    made = plan(house, house.children[0], replace(PLANNED, participants=(YES,)))
    found = invited(house, made, tmp_path / "x.pdf")
    assert "Til Ida Kanari, rådgiver" in found
    assert "Om Karla" in found
    assert "Kanarijuhl" not in found
    assert refused(lambda: invited(house, made, tmp_path / "y.pdf", Id("gone"))) == "MOEDE-IKKE-INVITERET"
    assert [file.name for file in tmp_path.glob("*.pdf")] == ["x.pdf"]


def test_nobody_from_outside_is_invited_before_somebody_said_yes_or_a_rule_is_named(
    house: House, tmp_path: Path
) -> None:
    made = plan(house, house.children[0])
    assert refused(lambda: invited(house, made, tmp_path / "x.pdf")) == "MOEDE-SAMTYKKE"
    assert list(tmp_path.glob("*.pdf")) == []


def test_minutes_are_printed_when_they_are_written_and_invitations_before(house: House, tmp_path: Path) -> None:
    child, target = house.children[0], tmp_path / "x.pdf"
    made = plan(house, child, replace(PLANNED, participants=(YES,)))
    assert refused(lambda: house.do(lambda desk: meeting_papers.print_minutes(desk, made, target))) == "MOEDE-REFERAT"
    held(house, child, meeting_id=made)
    house.do(lambda desk: meeting_papers.print_minutes(desk, made, target))
    found = "\n".join(page_texts(target.read_bytes()))
    assert "Karla Kanarijuhl" in found
    assert "Ida Kanari" in found
    assert refused(lambda: invited(house, made, target)) == "MOEDE-SLUT"


def test_each_paper_is_a_print_in_the_log(house: House, tmp_path: Path) -> None:
    made = plan(house, house.children[0], replace(PLANNED, participants=(YES,)))
    invited(house, made, tmp_path / "x.pdf")
    said = [line.what for line in house.do(lambda desk: log.page(desk, log.Filter())).lines]
    assert said.count(ACTION_WORDS[Action.PRINT_MEETING][1]) == 2  # the line that stands on it, and the one after


def test_whoever_does_not_see_the_child_prints_nothing(house: House, tmp_path: Path) -> None:
    made = plan(house, house.children[0], replace(PLANNED, participants=(YES,)))
    with house.as_("ali"):
        assert refused(lambda: invited(house, made, tmp_path / "x.pdf")) == "ADGANG-NEJ"
