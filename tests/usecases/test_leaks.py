"""A brief without names is searched for everybody in the vault, also for those whom the writer may not see."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from opspor.documents import content
from opspor.documents.house import House, Weight
from opspor.documents.leaks import Finding
from opspor.domain.child import Carer, Custody
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import Basis, PaperDraft, PaperKind, SectionAnswer, Sharing
from opspor.usecases import children, concerns, papers
from opspor.usecases.papers import PaperSheet
from tests.usecases.conftest import House as Vault
from tests.usecases.paper_house import begin_concern, sheet_of


@pytest.fixture
def sheet(house: Vault) -> PaperSheet:
    """A brief about Karla, by Jonas of Bøgestuen, who cannot open Ina of Egestuen."""
    ina = house.do(lambda desk: children.open_child(desk, house.children[3]))
    carer = Carer(Id("m"), "Wilma Kanariquist", "mor", Custody.YES, "Ålestien 12\n7400 Ådal", "", False, True)
    known = replace(ina.particulars, carers=(carer,))
    house.do(lambda desk: children.change(desk, house.children[3], ina.particulars_id, known))
    concern = begin_concern(house)
    return sheet_of(house, concern, PaperKind.BRIEF)


def write(sheet: PaperSheet, text: str) -> PaperDraft:
    return replace(sheet.draft, sections={**sheet.draft.sections, "goes_well": SectionAnswer(text)})


def ask(sheet: PaperSheet, draft: PaperDraft) -> list[Finding]:
    return list(content.leaks(sheet.form, replace(sheet.facts, draft=draft)))


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("Ina Kanaripil slog", Weight.SURE),  # a child of a room that Jonas has nothing to do with
        ("Wilma hentede", Weight.NAME),  # her mother
        ("Ålestien 12", Weight.SURE),
        ("de er på Egestuen", Weight.NAME),
        ("Ali så det", Weight.SURE),  # a colleague
        ("her i Kanariefuglen", Weight.NAME),
        ("da kom Bo", Weight.MAYBE),
    ],
)
def test_everybody_and_every_place_in_the_vault_is_known(sheet: PaperSheet, text: str, weight: Weight) -> None:
    assert [one.weight for one in ask(sheet, write(sheet, f"Leger, og {text}."))] == [weight]


def test_a_finding_says_no_more_than_the_person_wrote(sheet: PaperSheet) -> None:
    (one,) = ask(sheet, write(sheet, "Leger, og Wilma hentede."))
    assert (one.where, one.before, one.found, one.after) == (
        "Hvornår går det godt?",
        "Leger, og ",
        "Wilma",
        " hentede.",
    )
    assert one.why == "Det ligner et navn."


@pytest.mark.parametrize(
    ("text", "code"),
    [("Ina Kanaripil slog", "PAPIR-NAVN"), ("Wilma kom", "PAPIR-MAASKE-NAVN"), ("på Ålestien 12", "PAPIR-ADRESSE")],
)
def test_what_is_certain_or_unanswered_stops_the_paper_without_name_and_says_only_where(
    house: Vault, sheet: PaperSheet, text: str, code: str
) -> None:
    draft = write(sheet, f"Leger. {text}.")
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: papers.finish(desk, sheet, draft))
    assert refused.value.code == code
    assert "»Hvornår går det godt?«" in str(refused.value)
    assert not any(word in str(refused.value) for word in ("Ina", "Wilma", "Ålestien"))


def test_what_was_answered_is_not_asked_again_and_the_paper_is_made(
    house: Vault, sheet: PaperSheet, tmp_path: Path
) -> None:
    draft = write(sheet, "Leger. Wilma er en bamse.")
    (one,) = ask(sheet, draft)
    answered = replace(draft, no_names=(one.key,))
    assert ask(sheet, answered) == []
    paper = house.do(lambda desk: papers.finish(desk, sheet, answered))
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "ark.pdf"))
    assert "Wilma er en bamse" in PdfReader(tmp_path / "ark.pdf").pages[0].extract_text()


def test_a_name_that_is_a_word_and_a_rare_fact_are_asked_and_never_stop(house: Vault, sheet: PaperSheet) -> None:
    draft = write(sheet, "Leger med Bo, der er tvilling.")
    assert [one.found for one in ask(sheet, draft)] == ["Bo", "tvilling"]
    house.do(lambda desk: papers.finish(desk, sheet, draft))


def test_the_underretning_is_never_stopped_and_nobody_is_gathered_for_it(house: Vault, sheet: PaperSheet) -> None:
    report = sheet_of(house, sheet.file.concern.id, PaperKind.UNDERRETNING)
    assert report.facts.house == House()
    draft = replace(report.draft, sections={"concern": SectionAnswer("Ina Kanaripil, Ålestien 12, så det.")})
    house.do(lambda desk: papers.finish(desk, report, draft))


def test_from_one_brief_come_both_papers(house: Vault, sheet: PaperSheet, tmp_path: Path) -> None:
    consent = Sharing(Basis.CONSENT, "mor", house.clock.now.date(), "leg", "teamet", date(2026, 6, 1))
    named = replace(write(sheet, "Leger godt."), anonymous=False, sharing=consent)
    paper = house.do(lambda desk: papers.finish(desk, sheet, named))
    for name, anonymous in (("med.pdf", False), ("uden.pdf", True)):
        house.do(lambda desk, n=name, a=anonymous: papers.export(desk, paper, tmp_path / n, anonymous=a))  # type: ignore[misc]
    texts = [PdfReader(tmp_path / name).pages[0].extract_text() for name in ("med.pdf", "uden.pdf")]
    assert ["Kanarijuhl" in text for text in texts] == [True, False]
    assert all("Leger godt." in text for text in texts)


def test_the_paper_without_name_of_a_named_brief_is_stopped_by_what_the_named_one_may_say(
    house: Vault, sheet: PaperSheet, tmp_path: Path
) -> None:
    consent = Sharing(Basis.CONSENT, "mor", house.clock.now.date(), "leg", "teamet", date(2026, 6, 1))
    named = replace(write(sheet, "Karla leger med Ina Kanaripil."), anonymous=False, sharing=consent)
    paper = house.do(lambda desk: papers.finish(desk, sheet, named))
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "med.pdf"))
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: papers.export(desk, paper, tmp_path / "uden.pdf", anonymous=True))
    assert refused.value.code == "PAPIR-NAVN"
    assert not (tmp_path / "uden.pdf").exists()


def test_a_consent_that_runs_out_stops_the_named_paper_and_not_the_one_without(
    house: Vault, sheet: PaperSheet, tmp_path: Path
) -> None:
    today = house.clock.now.date()
    named = replace(
        write(sheet, "Leger."), anonymous=False, sharing=Sharing(Basis.CONSENT, "mor", today, "leg", "teamet", today)
    )
    paper = house.do(lambda desk: papers.finish(desk, sheet, named))
    house.clock.now = house.clock.now.replace(day=18)
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: papers.export(desk, paper, tmp_path / "med.pdf"))
    assert refused.value.code == "PAPIR-SAMTYKKE"
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "uden.pdf", anonymous=True))


def test_the_typed_name_of_another_concern_is_known_too(house: Vault, sheet: PaperSheet) -> None:
    about = sheet.file.concern
    house.do(
        lambda desk: concerns.start(
            desk, danger=about.danger, track=about.track, what="Slår", seen_on=date(2026, 3, 1),
            typed_name="Hjalte Kanarigren",
        )
    )  # fmt: skip
    again = sheet_of(house, sheet.file.concern.id, PaperKind.BRIEF)
    assert [one.weight for one in ask(again, write(again, "Så kom Hjalte."))] == [Weight.NAME]
