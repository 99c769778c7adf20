"""The two papers: complete or with gaps that show, never lost, never with more than the author may see."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from opspor.domain.beredskab import Decision, KnowsAlready, MayBeTold, NotTold, Told, Track, View
from opspor.domain.child import Carer, Custody
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import CarerInformed, Informed, PaperDraft, PaperKind, SectionAnswer
from opspor.usecases import children, concerns, papers, start, tracks
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.paper_checks import SectionCheck, SectionState
from opspor.usecases.papers import PaperSheet
from tests.usecases.conftest import House
from tests.usecases.paper_house import begin_concern, sheet_of


@pytest.fixture
def concern(house: House) -> Id:
    """A concern by Jonas with something seen and something said."""
    return begin_concern(house)


def text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def test_what_was_seen_and_said_within_the_concern_is_chosen_and_the_rest_is_offered(house: House, concern: Id) -> None:
    child, seen = house.children[0], house.clock.now - timedelta(days=9)
    house.do(lambda desk: children.observe(desk, child, seen_at=seen, place="", text="Faldt på legepladsen."))
    sheet = sheet_of(house, concern, PaperKind.UNDERRETNING)

    assert [one.text for one in sheet.facts.chosen_observations] == ["Sover ved krogen."]
    assert [one.words for one in sheet.facts.chosen_words] == ["Mor sov."]
    assert [one.text for one in sheet.file.observations if one.id not in sheet.draft.observations] == [
        "Faldt på legepladsen."
    ]
    assert sheet.saved_at is None


def test_of_many_observations_a_brief_begins_with_the_five_newest(house: House, concern: Id) -> None:
    for day in range(10, 17):
        seen = house.clock.now - timedelta(days=day)
        house.do(
            lambda desk, s=seen, d=day: concerns.observe(desk, concern, seen_at=s, place="", text=f"Dag {d}")  # type: ignore[misc]
        )
    chosen = sheet_of(house, concern, PaperKind.BRIEF).facts.chosen_observations
    assert [one.text for one in chosen] == ["Dag 13", "Dag 12", "Dag 11", "Dag 10", "Sover ved krogen."]
    assert len(sheet_of(house, concern).draft.observations) == 8


def test_the_draft_is_there_again_and_is_gone_when_the_paper_is_finished(house: House, concern: Id) -> None:
    sheet = sheet_of(house, concern, PaperKind.UNDERRETNING)
    first = next(s for s in sheet.form.section if s.kind == "text")
    typed = PaperDraft(PaperKind.UNDERRETNING, {first.id: SectionAnswer("Skrevet sent om aftenen")})
    house.do(lambda desk: papers.save(desk, concern, typed))
    house.enter("jonas")

    again = sheet_of(house, concern, PaperKind.UNDERRETNING)
    assert again.draft == typed
    house.do(lambda desk: papers.finish(desk, again, typed))

    assert sheet_of(house, concern, PaperKind.UNDERRETNING).saved_at is None


def test_the_underretning_is_saved_as_a_pdf_and_stands_on_start_until_it_is_sent(
    house: House, concern: Id, tmp_path: Path
) -> None:
    sheet = sheet_of(house, concern, PaperKind.UNDERRETNING)
    paper = house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
    target = tmp_path / "ud" / "underretning.pdf"
    target.parent.mkdir()

    digest = house.do(lambda desk: papers.export(desk, paper, target))

    assert hashlib.sha256(target.read_bytes()).hexdigest() == digest
    assert target.stat().st_mode & 0o077 == 0
    assert [file.name for file in target.parent.iterdir()] == ["underretning.pdf"]
    text = text_of(target)
    for words in ("Karla Kanarijuhl", "Sover ved krogen.", "Mor sov.", "Har du spist?", "Jonas Kanariberg"):
        assert words in text
    assert [row.not_sent for row in house.do(start.today).concerns] == [True]
    with pytest.raises(KnownError) as how:
        house.do(
            lambda desk: papers.note_sent(desk, paper, channel=" ", receiver="Kommunen", sent_on=date(2026, 3, 17))
        )
    assert how.value.code == "PAPIR-SENDT"
    house.do(
        lambda desk: papers.note_sent(
            desk, paper, channel="Sikker post", receiver="Modtagelsen", sent_on=date(2026, 3, 17)
        )
    )
    assert [row.not_sent for row in house.do(start.today).concerns] == [False]


def test_a_place_that_cannot_be_written_keeps_the_paper(house: House, concern: Id, tmp_path: Path) -> None:
    sheet = sheet_of(house, concern, PaperKind.UNDERRETNING)
    paper = house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))

    (tmp_path / "fil").write_text("ikke en mappe")
    for place in ("findes-ikke", "fil"):
        with pytest.raises(KnownError) as refused:
            house.do(lambda desk, p=place: papers.export(desk, paper, tmp_path / p / "u.pdf"))  # type: ignore[misc]
        assert refused.value.code == "PAPIR-IKKE-GEMT"
        assert "dér: mappen er der ikke, eller drevet svarer ikke. Det, der er gemt" in str(refused.value)

    assert house.do(lambda desk: papers.export(desk, paper, tmp_path / "u.pdf"))


def test_the_brief_is_anonymous_unless_there_is_a_basis_for_a_name(house: House, concern: Id, tmp_path: Path) -> None:
    sheet = sheet_of(house, concern, PaperKind.BRIEF)
    assert sheet.draft.anonymous
    paper = house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "ark.pdf"))
    text = text_of(tmp_path / "ark.pdf")

    assert "Kanarijuhl" not in text
    assert "Karla" not in text
    assert len(PdfReader(tmp_path / "ark.pdf").pages) == 1
    with pytest.raises(KnownError) as named:
        house.do(lambda desk: papers.export(desk, paper, tmp_path / "navn.pdf", anonymous=False))
    assert named.value.code == "PAPIR-GRUNDLAG"
    assert not (tmp_path / "navn.pdf").exists()


def test_a_colleague_of_another_room_cannot_export(house: House, concern: Id, tmp_path: Path) -> None:
    sheet = sheet_of(house, concern, PaperKind.UNDERRETNING)
    paper = house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
    house.enter("ali")

    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: papers.export(desk, paper, tmp_path / "u.pdf"))

    assert refused.value.code == "ADGANG-NEJ"
    assert not (tmp_path / "u.pdf").exists()


def test_a_finished_paper_is_its_authors_and_of_its_day_whoever_prints_it(
    house: House, concern: Id, tmp_path: Path
) -> None:
    sheet = sheet_of(house, concern, PaperKind.UNDERRETNING)
    paper = house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
    house.enter("mette")
    house.clock.now += timedelta(days=2)

    house.do(lambda desk: papers.export(desk, paper, tmp_path / "u.pdf"))

    text = text_of(tmp_path / "u.pdf")
    assert "Navn Jonas Kanariberg" in text
    assert "Skrevet 17. marts 2026" in text
    assert "Udskrevet 19. marts 2026" in text
    assert "af Mette Kanari S." in text


def test_what_the_paper_cannot_show_is_said(house: House, concern: Id) -> None:
    sheet = sheet_of(house, concern, PaperKind.UNDERRETNING)
    draft = replace(sheet.draft, sections={"concern": SectionAnswer("Glad 🙂 for שלמה")})

    assert house.do(lambda desk: papers.preview(desk, sheet, sheet.draft)).undrawable == ()
    assert {"🙂", "ש"} <= set(house.do(lambda desk: papers.preview(desk, sheet, draft)).undrawable)


# --- what was decided on the way --------------------------------------------------------------------------------------


def decide(house: House, concern: Id, decision: Decision) -> None:
    house.do(lambda desk: tracks.decide(desk, concern, decision))


def printed(house: House, paper: Id, tmp_path: Path) -> str:
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "underretning.pdf"))
    return text_of(tmp_path / "underretning.pdf")


@pytest.mark.parametrize("listed", [True, False])
def test_that_somebody_knows_already_comes_first_on_the_paper_and_then_why_nobody_was_told(
    house: House, tmp_path: Path, *, listed: bool
) -> None:
    """Also about a typed name, and in a paper that was begun before it was written down."""
    house.enter("jonas")
    about = {"child_id": house.children[0]} if listed else {"typed_name": "Kanari"}
    concern = house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.PARENTS, what="Noget", seen_on=desk.clock().date(), **about
        )
    )
    sheet = sheet_of(house, concern, PaperKind.UNDERRETNING)
    house.do(lambda desk: papers.save(desk, concern, sheet.draft))
    decide(house, concern, NotTold("Mistanken gælder far", "Hensynet til barnet vejer tungest"))
    decide(house, concern, KnowsAlready("Far", "i går aftes", "Barnet fortalte det"))
    sheet = sheet_of(house, concern, PaperKind.UNDERRETNING)
    text = printed(house, house.do(lambda desk: papers.finish(desk, sheet, sheet.draft)), tmp_path)

    knows = text.index("Nogen ved det allerede. Er der ikke ringet til kommunen, så ring nu.")
    not_told = text.index("Ikke orienteret nu: forældrene")
    order = (text.index(words) for words in ("i går aftes", "Mistanken gælder far", "Hvem underretter?"))
    yesterday, suspected, who = order
    assert knows < yesterday < not_told < suspected < who


def test_a_finished_paper_says_what_was_decided_when_it_was_finished(house: House, concern: Id, tmp_path: Path) -> None:
    decide(house, concern, NotTold("De er rejst", "De nås ikke i tide"))
    sheet = sheet_of(house, concern, PaperKind.UNDERRETNING)
    paper = house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
    decide(house, concern, KnowsAlready("Kanarimor", "i dag", "Ringede selv"))

    text = printed(house, paper, tmp_path)
    assert "De er rejst" in text
    assert "Kanarimor" not in text


def test_what_the_municipality_decided_since_takes_the_word_that_nobody_is_told_off_the_paper(
    house: House, concern: Id, tmp_path: Path
) -> None:
    decide(house, concern, NotTold("De er rejst", "De nås ikke i tide"))
    decide(house, concern, MayBeTold("Modtagelsen", date(2026, 3, 17), "telefon", "Alt"))
    sheet = sheet_of(house, concern, PaperKind.UNDERRETNING)
    assert "De er rejst" not in printed(house, house.do(lambda d: papers.finish(d, sheet, sheet.draft)), tmp_path)


def test_whom_one_has_told_is_answered_on_the_paper_and_what_one_thinks_stands_apart(house: House, concern: Id) -> None:
    child = house.children[0]
    file = house.do(lambda desk: children.open_child(desk, child))
    carers = tuple(
        Carer(Id(id_), f"{id_} Kanari", id_, Custody.YES, "", "", protected=False, lives_with_child=True)
        for id_ in ("mor", "far")
    )
    house.do(lambda desk: children.change(desk, child, file.particulars_id, replace(file.particulars, carers=carers)))
    decide(house, concern, Told(Id("mor"), "mor", date(2026, 3, 17), "samtale", "Blev ked af det"))
    decide(house, concern, View("Vi tror, hun er bange"))

    sheet = sheet_of(house, concern, PaperKind.UNDERRETNING)
    assert sheet.draft.carers == (
        CarerInformed(Id("mor"), Informed.YES, "17. marts 2026, samtale", "Blev ked af det"), CarerInformed(Id("far")),
    )  # fmt: skip
    assert sheet.draft.sections["assessment"].text == "Vi tror, hun er bange"
    assert "bange" not in "".join(one.text for one in sheet.file.observations)


# --- in haste, and what was missing afterwards ------------------------------------------------------------------------


def in_haste(house: House, concern: Id) -> Id:
    sheet = sheet_of(house, concern)
    return house.do(lambda desk: papers.finish(desk, sheet, replace(sheet.draft, urgent=True)))


def test_a_paper_made_in_haste_keeps_what_it_lacked(house: House, concern: Id) -> None:
    lacking = {one.section.id for one in missing_of(sheet_of(house, concern))}
    in_haste(house, concern)
    (paper,) = house.do(lambda desk: concerns.open_concern(desk, concern)).papers
    assert set(paper.draft.gaps) == lacking
    assert {"assessment", "danger", "meanwhile"} <= lacking


def missing_of(sheet: PaperSheet) -> list[SectionCheck]:
    return [one for one in sheet.checks(sheet.draft) if one.state is SectionState.MISSING]


def test_a_paper_that_does_not_haste_keeps_no_gaps(house: House, concern: Id) -> None:
    sheet = sheet_of(house, concern)
    house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
    (paper,) = house.do(lambda desk: concerns.open_concern(desk, concern)).papers
    assert paper.draft.gaps == ()


def test_what_was_missing_is_written_as_a_paper_of_its_own_that_asks_for_nothing_else(
    house: House, concern: Id, tmp_path: Path
) -> None:
    first = in_haste(house, concern)
    assert house.do(lambda desk: papers.begin_supplement(desk, first)) == concern

    sheet = sheet_of(house, concern)
    assert sheet.draft.supplements == first
    assert (sheet.draft.sections, sheet.draft.observations, sheet.draft.words) == ({}, (), ())
    assert sheet.asked is not None
    assert {one.section.id for one in missing_of(sheet)} <= set(sheet.asked)
    written = replace(sheet.draft, sections={"meanwhile": SectionAnswer("Vi spiser morgenmad med hende.")})
    house.do(lambda desk: papers.save(desk, concern, written))
    house.do(lambda desk: papers.begin_supplement(desk, first))  # a second time: what is written stays
    again = sheet_of(house, concern)
    assert again.draft == written

    text = printed(house, house.do(lambda desk: papers.finish(desk, again, written)), tmp_path)
    assert "Vi spiser morgenmad med hende." in text
    assert "Sover ved krogen." not in text


def test_a_half_written_underretning_is_not_lost_to_a_supplement(house: House, concern: Id) -> None:
    first = in_haste(house, concern)
    typed = replace(sheet_of(house, concern).draft, sections={"assessment": SectionAnswer("Halvt")})
    house.do(lambda desk: papers.save(desk, concern, typed))
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: papers.begin_supplement(desk, first))
    assert refused.value.code == "PAPIR-KLADDE"
    assert sheet_of(house, concern).draft == typed


def test_a_brief_adds_to_nothing(house: House, concern: Id) -> None:
    sheet = sheet_of(house, concern, PaperKind.BRIEF)
    paper = house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: papers.begin_supplement(desk, paper))
    assert refused.value.code == "PAPIR-MANGLER"


# --- what stops, and what happened meanwhile --------------------------------------------------------------------------


def test_where_there_are_signs_of_abuse_no_brief_is_made(house: House, concern: Id) -> None:
    sheet = sheet_of(house, concern, PaperKind.BRIEF)
    signs = replace(sheet.draft, sections={papers.ABUSE_SIGNS: SectionAnswer(yes=True)})
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: papers.finish(desk, sheet, signs))
    assert refused.value.code == "PAPIR-OVERGREB"
    assert house.do(lambda desk: concerns.open_concern(desk, concern)).papers == ()
    none = replace(sheet.draft, sections={papers.ABUSE_SIGNS: SectionAnswer(yes=False)})
    assert house.do(lambda desk: papers.finish(desk, sheet, none))


def test_nothing_is_kept_about_a_concern_that_is_gone(house: House, concern: Id) -> None:
    """A draft that is saved once more would outlive the child's file."""
    sheet = sheet_of(house, concern)
    for work in (
        lambda desk: papers.save(desk, Id("slettet"), sheet.draft),
        lambda desk: papers.finish(desk, replace(sheet, file=gone(sheet)), sheet.draft),
    ):
        with pytest.raises(KnownError) as refused:
            house.do(work)
        assert refused.value.code in ("PAPIR-SLETTET", "BEKYM-MANGLER")


def gone(sheet: PaperSheet) -> ConcernFile:
    return replace(sheet.file, concern=replace(sheet.file.concern, id=Id("slettet")))


def test_who_goes_on_with_a_draft_reads_that_a_colleague_has_made_the_same_paper(house: House, concern: Id) -> None:
    mine = sheet_of(house, concern)
    house.do(lambda desk: papers.save(desk, concern, mine.draft))
    house.enter("mette")
    hers = sheet_of(house, concern)
    assert hers.ready_meanwhile == ()
    house.do(lambda desk: papers.finish(desk, hers, hers.draft))
    house.enter("jonas")

    again = sheet_of(house, concern)
    assert again.draft == mine.draft
    assert [one.author_name for one in again.ready_meanwhile] == ["Mette Kanari Skov"]
    assert sheet_of(house, concern, PaperKind.BRIEF).ready_meanwhile == ()
