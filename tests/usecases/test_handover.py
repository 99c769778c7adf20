"""A hand-over to dagtilbud: ticked together, read by a parent, logged, and without an address."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from opspor.documents.handover import HandoverPart
from opspor.domain.access import Action
from opspor.domain.assessment import Position, Trivsel
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.visit import Looked, VisitAgreement, VisitAnswers, VisitType
from opspor.usecases import handover, log, visits
from opspor.usecases.handover import Handover
from opspor.usecases.log_words import ACTION_WORDS
from tests.documents.pdf import page_texts
from tests.usecases.conftest import House

ALONE = Handover((), "Hun elsker vand", "", "mor")


@pytest.fixture
def liv(house: House) -> Id:
    """A child of a district with a visit; its address is known."""
    group = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    child = house.do(
        lambda desk: visits.add_child(desk, group, name="Liv Kanari", birth=date(2025, 5, 4), address="Hemmeligvej 9")
    )
    sheet = house.do(lambda desk: visits.visit_sheet(desk, child, VisitType.MONTHS_8_11))
    answers = VisitAnswers(
        visited_on=date(2026, 3, 2), answers={topic.id: Looked.WELL for topic in sheet.form.topic}, in_journal=False,
        strengths="Nysgerrig", parents_words="Vi glæder os", agreements=(VisitAgreement("Læser bog", "far"),),
        position=Position.POTENTIALLY_EXPOSED, trivsel=Trivsel.THRIVES, reason="Hemmeligt",
        follow_up_on=date(2026, 4, 1),
    )  # fmt: skip
    house.do(lambda desk: visits.finish_visit(desk, sheet, answers))
    return child


def test_all_that_could_go_along_is_offered_and_nothing_is_ticked(house: House, liv: Id) -> None:
    sheet = house.do(lambda desk: handover.sheet(desk, liv))
    assert [(line.part, line.text) for line in sheet.lines] == [
        (HandoverPart.STRENGTHS, "Nysgerrig"),
        (HandoverPart.PARENTS, "Vi glæder os"),
        (HandoverPart.AGREED, "Læser bog: far"),
        (
            HandoverPart.JUDGED,
            "Barnets position derhjemme: Potentielt udsat\nBarnets trivsel derhjemme: Trives",
        ),
    ]


def test_only_what_is_ticked_stands_on_the_paper(house: House, liv: Id, tmp_path: Path) -> None:
    lines = house.do(lambda desk: handover.sheet(desk, liv)).lines
    target = tmp_path / "overlevering.pdf"
    house.do(lambda desk: handover.print_handover(desk, liv, replace(ALONE, chosen={lines[0].key}), target))
    found = "\n".join(page_texts(target.read_bytes()))
    assert "Nysgerrig" in found
    assert "Hun elsker vand" in found
    for hidden in ("Potentielt", "Hemmelig", "Læser bog", "Vi glæder os"):
        assert hidden not in found


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"parents": " "}, "OVER-TOM"),
        ({"read_by": ""}, "OVER-FORAELDRE"),
        ({"chosen": "judged"}, "OVER-GRUND"),
    ],
)
def test_what_is_missing_is_refused_and_no_file_is_made(
    house: House, liv: Id, tmp_path: Path, change: dict[str, str], code: str
) -> None:
    lines = house.do(lambda desk: handover.sheet(desk, liv)).lines
    judged = {line.key for line in lines if line.part is HandoverPart.JUDGED}
    wanted = replace(ALONE, chosen=judged) if "chosen" in change else replace(ALONE, **change)
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: handover.print_handover(desk, liv, wanted, tmp_path / "x.pdf"))
    assert refused.value.code == code
    assert list(tmp_path.glob("*.pdf")) == []


def test_it_is_a_print_in_the_log(house: House, liv: Id, tmp_path: Path) -> None:
    house.do(lambda desk: handover.print_handover(desk, liv, ALONE, tmp_path / "x.pdf"))
    said = [line.what for line in house.do(lambda desk: log.page(desk, log.Filter())).lines]
    assert said.count(ACTION_WORDS[Action.PRINT_HANDOVER][1]) == 2  # the line that stands on it, and the one after
