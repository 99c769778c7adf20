"""Remarks go along on the papers that quote a record, and to no other parent; a restriction stops them, and no more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from opspor.domain.child import Carer, Custody
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.matrix import Naming
from opspor.domain.paper import PaperKind
from opspor.domain.recipient import HOME, HOUSE, Recipient
from opspor.domain.rights import Decision, RightKind
from opspor.usecases import children, concerns, matrix_papers, paper_out, papers, plans, rights
from tests.usecases.conftest import House
from tests.usecases.paper_house import begin_concern, sheet_of
from tests.usecases.test_plans import PLAN

TODAY = date(2026, 3, 17)
MOR = Carer(Id("m"), "Sara Kanarijuhl", "mor", Custody.YES, "Skjulvej 7, 9000 Aalborg", "", True, True)
FAR = Carer(Id("f"), "Tobias Kanarijuhl", "far", Custody.YES, "", "", False, True)


def with_carers(house: House, *carers: Carer) -> Id:
    karla = house.children[0]
    file = house.do(lambda desk: children.open_child(desk, karla))
    known = replace(file.particulars, carers=carers)
    house.do(lambda desk: children.change(desk, karla, file.particulars_id, known))
    return karla


def note(house: House, child: Id, text: str, about: Id | None = None, kind: RightKind = RightKind.REMARK) -> Id:
    return house.do(
        lambda desk: rights.note(desk, child, kind, on=TODAY, from_whom="Sara Kanarijuhl, mor", text=text, about=about)
    )


def a_plan(house: House, child: Id) -> tuple[Id, Id]:
    """(plan, the version that stands)"""
    plan = replace(PLAN, holder_id=house.ids["mette"])
    id_ = house.do(lambda desk: plans.write(desk, plans.sheet(desk, child), plan))
    sheet = house.do(lambda desk: plans.sheet(desk, child, id_))
    assert sheet.current is not None
    return id_, sheet.current.id


def text_of(target: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(target).pages).split())


@pytest.mark.parametrize(
    ("to", "told"),
    [
        (HOUSE, True), (Recipient(at_home=True, carer=MOR.id), True), (Recipient(at_home=True, carer=FAR.id), False),
        (HOME, False),
    ],
)  # fmt: skip
def test_a_plan_takes_the_remark_along_and_not_to_the_other_parent(
    house: House, tmp_path: Path, to: Recipient, told: bool
) -> None:
    karla = with_carers(house, MOR, FAR)
    plan, version = a_plan(house, karla)
    note(house, karla, "Hun sover fint derhjemme.", version)
    house.do(lambda desk: plans.print_plan(desk, plan, tmp_path / "plan.pdf", to))
    assert ("Sara Kanarijuhl, mor har bemærket: Hun sover fint derhjemme." in text_of(tmp_path / "plan.pdf")) is told


def test_a_new_version_of_a_record_keeps_the_remark_to_the_one_before(house: House, tmp_path: Path) -> None:
    karla = with_carers(house, MOR)
    plan, version = a_plan(house, karla)
    note(house, karla, "Hun sover fint derhjemme.", version)
    sheet = house.do(lambda desk: plans.sheet(desk, karla, plan))
    house.do(lambda desk: plans.write(desk, sheet, replace(sheet.plan, title="Rolige morgener")))
    house.do(lambda desk: plans.print_plan(desk, plan, tmp_path / "plan.pdf"))
    assert "Hun sover fint derhjemme." in text_of(tmp_path / "plan.pdf")


def test_of_a_remark_that_says_where_a_protected_home_is_a_paper_has_no_word_and_is_made(
    house: House, tmp_path: Path
) -> None:
    """Nobody can take a remark back: who writes an address into it must stop neither a plan nor an underretning."""
    karla = with_carers(house, MOR)
    plan, version = a_plan(house, karla)
    for about in (version, None):
        note(house, karla, "Vi bor på Skjulvej 7.", about)
    house.do(lambda desk: plans.print_plan(desk, plan, tmp_path / "plan.pdf"))
    concern = begin_concern(house)
    sheet = sheet_of(house, concern, PaperKind.UNDERRETNING)
    paper = house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "u.pdf"))
    for file in ("plan.pdf", "u.pdf"):
        said = text_of(tmp_path / file)
        assert "Skjulvej" not in said
        assert "Familien har bemærket: Udeladt: her står en beskyttet adresse eller telefon." in said


def test_an_underretning_takes_along_what_was_remarked_to_what_it_quotes_and_to_the_whole_file(
    house: House, tmp_path: Path
) -> None:
    karla = with_carers(house, MOR)
    concern = begin_concern(house)
    (seen,) = house.do(lambda desk: children.open_child(desk, karla)).observations
    note(house, karla, "Hun var syg den dag.", seen.id)
    sheet = sheet_of(house, concern)
    paper = house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
    note(house, karla, "Vi vil gerne være med.")  # and what came after it was finished
    note(house, karla, "Vi har læst den.", paper)
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "u.pdf"))
    text = text_of(tmp_path / "u.pdf")
    for said in ("Hun var syg den dag.", "Vi vil gerne være med.", "Vi har læst den."):
        assert text.count(f"mor har bemærket: {said}") == 1, said
    assert text.index("Hun var syg") < text.index("Bemærkninger fra familien") < text.index("Vi vil gerne")


def test_a_brief_without_names_takes_the_remark_along_and_is_searched_with_it(house: House, tmp_path: Path) -> None:
    karla = with_carers(house, MOR)
    concern = begin_concern(house)
    (seen,) = house.do(lambda desk: children.open_child(desk, karla)).observations
    note(house, karla, "Hun var syg den dag.", seen.id)
    sheet = sheet_of(house, concern, PaperKind.BRIEF)
    paper = house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
    note(house, karla, "Det er Karla, der sover.", seen.id)  # a finished brief keeps to its one page
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "ark.pdf"))
    text = text_of(tmp_path / "ark.pdf")
    assert "Familien har bemærket: Hun var syg den dag." in text
    assert "Karla" not in text
    again = sheet_of(house, concern, PaperKind.BRIEF)
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: papers.finish(desk, again, again.draft))
    assert refused.value.code == "PAPIR-NAVN"


def restricted(house: House, child: Id) -> None:
    note(house, child, "Vi er ikke enige i det, der står.", kind=RightKind.RESTRICTION)


def stopped(what: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as refused:
        what()
    return refused.value.code


def test_a_restriction_stops_plan_and_brief_until_it_is_answered_and_never_an_underretning(
    house: House, tmp_path: Path
) -> None:
    karla = with_carers(house, MOR)
    plan, _ = a_plan(house, karla)
    concern = begin_concern(house)
    before, sheet = sheet_of(house, concern, PaperKind.BRIEF), sheet_of(house, concern)
    brief = house.do(lambda desk: papers.finish(desk, before, before.draft))
    restricted(house, karla)
    target = tmp_path / "a.pdf"
    ways: tuple[Callable[[], object], ...] = (
        lambda: house.do(lambda desk: plans.print_plan(desk, plan, target)),
        lambda: house.do(lambda desk: papers.export(desk, brief, target)),
        lambda: house.do(lambda desk: papers.finish(desk, before, before.draft)),
    )
    assert [stopped(way) for way in ways] == ["BARN-BEGRAENSET"] * 3
    assert not target.exists()

    report = house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
    house.do(lambda desk: papers.export(desk, report, target))
    house.do(lambda desk: paper_out.save_file(desk, report, tmp_path / "a.json"))
    assert house.do(lambda desk: paper_out.fields(desk, report))
    assert house.do(lambda desk: paper_out.phone(desk, concern))
    house.do(lambda desk: concerns.observe(desk, concern, seen_at=desk.clock(), place="", text="Græder."))

    house.enter("mette")
    (wish,) = house.do(lambda desk: rights.of_child(desk, karla)).wishes
    house.do(
        lambda desk: rights.answer(desk, wish.note.id, Decision.LIFTED, on=TODAY, by="Mette", text="Vi er enige nu.")
    )
    for number, way in enumerate(ways):
        target.unlink(missing_ok=True)
        way()
        assert target.exists() is (number < 2)


def test_a_matrix_says_a_restricted_child_only_as_a_number(house: House, tmp_path: Path) -> None:
    round_id = house.open_round()
    restricted(house, house.children[0])
    for naming in Naming:

        def print_it(naming: Naming = naming) -> object:
            return house.do(
                lambda desk: matrix_papers.print_matrix(desk, round_id, tmp_path / f"{naming}.pdf", naming=naming)
            )

        if naming is Naming.COUNT:
            print_it()
        else:
            assert stopped(print_it) == "BARN-BEGRAENSET"
