"""Consents on a real vault: written, corrected, taken back; and a brief with name stops the moment one is over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from opspor.domain.consent import Agreed, Yes
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import Basis, PaperDraft, PaperKind, Sharing
from opspor.usecases import concerns, consents, papers
from opspor.usecases.consents import ChildConsents
from tests.usecases.conftest import House
from tests.usecases.paper_house import begin_concern, sheet_of

TODAY = date(2026, 3, 17)
AGREED = Agreed(
    Basis.CONSENT, "søvn og mad", "distriktsteamet", "sparring", (Yes("mor", TODAY, "på mødet"),),
    until=TODAY + timedelta(days=30),
)  # fmt: skip
TYPED = Sharing(Basis.CONSENT, "mor", TODAY, "søvn og mad", "distriktsteamet", TODAY + timedelta(days=30))


def the_page(house: House, child: Id) -> ChildConsents:
    return house.do(lambda desk: consents.of_child(desk, child))


def write(house: House, child: Id, agreed: Agreed = AGREED, replaces: Id | None = None) -> Id:
    return house.do(lambda desk: consents.write(desk, child, agreed, replaces))


def refused(house: House, what: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as error:
        what()
    return error.value.code


def test_it_is_written_taken_back_and_the_taking_back_undone_by_a_new_version(house: House) -> None:
    karla = house.children[0]
    house.enter("jonas")
    made = write(house, karla)
    house.do(lambda desk: consents.withdraw(desk, made, TODAY, "mor ringede"))
    (taken,) = the_page(house, karla).consents
    assert (taken.id, taken.agreed.withdrawn_on, taken.agreed.withdrawn) == (made, TODAY, "mor ringede")

    again = replace(taken.agreed, withdrawn_on=None, withdrawn="")
    assert write(house, karla, again, taken.version) == made
    (found,) = the_page(house, karla).consents
    assert (found.id, found.agreed) == (made, AGREED)


def test_the_second_of_two_who_change_it_is_told_and_nothing_is_lost(house: House) -> None:
    karla = house.children[0]
    write(house, karla)
    (first,) = the_page(house, karla).consents
    write(house, karla, replace(AGREED, what="kun søvn"), first.version)
    assert refused(house, lambda: write(house, karla, AGREED, first.version)) == "SAMTYKKE-AENDRET"
    assert [one.agreed.what for one in the_page(house, karla).consents] == ["kun søvn"]


def test_what_lacks_something_is_not_kept_and_what_is_not_there_is_not_taken_back(house: House) -> None:
    karla = house.children[0]
    assert refused(house, lambda: write(house, karla, replace(AGREED, until=None))) == "SAMTYKKE-MANGLER"
    nothing = refused(house, lambda: house.do(lambda desk: consents.withdraw(desk, Id("x"), TODAY, "")))
    made = write(house, karla)
    ahead = TODAY + timedelta(days=1)
    later = refused(house, lambda: house.do(lambda desk: consents.withdraw(desk, made, ahead, "")))
    assert (nothing, later) == ("SAMTYKKE-VAEK", "SAMTYKKE-DAG")
    assert the_page(house, karla).consents[0].agreed == AGREED


def named_brief(house: House, sharing: Sharing = TYPED) -> tuple[Id, Id]:
    """(concern, a finished brief with name about Karla), by Jonas."""
    concern = begin_concern(house)
    sheet = sheet_of(house, concern, PaperKind.BRIEF)
    draft = replace(sheet.draft, anonymous=False, sharing=sharing)
    return concern, house.do(lambda desk: papers.finish(desk, sheet, draft))


def export(house: House, paper: Id, target: Path, *, anonymous: bool | None = None) -> str:
    return house.do(lambda desk: papers.export(desk, paper, target, anonymous=anonymous))


def test_what_was_typed_on_a_brief_stands_on_the_childs_page_and_the_brief_rests_on_it(
    house: House, tmp_path: Path
) -> None:
    karla = house.children[0]
    _, paper = named_brief(house)
    (made,) = the_page(house, karla).consents
    assert (made.agreed.what, made.agreed.said_yes) == ("søvn og mad", (Yes("mor", TODAY),))
    export(house, paper, tmp_path / "a.pdf")

    house.do(lambda desk: consents.withdraw(desk, made.id, TODAY, "mor ringede"))
    assert refused(house, lambda: export(house, paper, tmp_path / "b.pdf")) == "SAMTYKKE-TRUKKET"
    assert not (tmp_path / "b.pdf").exists()
    export(house, paper, tmp_path / "c.pdf", anonymous=True)  # without the name it goes on


def test_a_brief_made_without_the_name_rests_on_it_too_when_it_is_saved_with(house: House, tmp_path: Path) -> None:
    karla = house.children[0]
    sheet = sheet_of(house, begin_concern(house), PaperKind.BRIEF)
    paper = house.do(lambda desk: papers.finish(desk, sheet, replace(sheet.draft, sharing=TYPED)))
    export(house, paper, tmp_path / "a.pdf", anonymous=False)
    (made,) = the_page(house, karla).consents
    house.do(lambda desk: consents.withdraw(desk, made.id, TODAY, "mor ringede"))
    assert refused(house, lambda: export(house, paper, tmp_path / "b.pdf", anonymous=False)) == "SAMTYKKE-TRUKKET"
    export(house, paper, tmp_path / "b.pdf")
    texts = [PdfReader(tmp_path / name).pages[0].extract_text() for name in ("a.pdf", "b.pdf")]
    assert "vi siger ikke, hvem det er" in " ".join(texts[1].split())  # nor that there was a yes
    assert "Karla" not in texts[1]

    half = replace(sheet.draft, sharing=replace(TYPED, to_whom=""))  # begun and not gone on with
    again = sheet_of(house, begin_concern(house), PaperKind.BRIEF)
    house.do(lambda desk: papers.finish(desk, again, half))
    assert len(the_page(house, karla).consents) == 1


def test_a_consent_that_was_made_longer_carries_the_brief_further_and_one_made_shorter_stops_it(
    house: House, tmp_path: Path
) -> None:
    karla = house.children[0]
    _, paper = named_brief(house)
    (made,) = the_page(house, karla).consents
    house.clock.now += timedelta(days=31)
    assert refused(house, lambda: export(house, paper, tmp_path / "a.pdf")) == "PAPIR-SAMTYKKE"
    write(house, karla, replace(made.agreed, until=TODAY + timedelta(days=60)), made.version)
    export(house, paper, tmp_path / "a.pdf")


def test_a_living_consent_is_chosen_and_a_preview_stops_when_it_is_taken_back(house: House) -> None:
    karla = house.children[0]
    house.enter("jonas")
    made = write(house, karla)
    over = write(house, karla, replace(AGREED, withdrawn_on=TODAY))
    concern = begin_concern(house)
    sheet = sheet_of(house, concern, PaperKind.BRIEF)
    assert [one.id for one in sheet.consents] == [made] != [over]
    assert sheet_of(house, concern).consents == ()  # an underretning needs nobody's yes

    draft = replace(sheet.draft, anonymous=False, sharing=replace(TYPED, consent=made))
    house.do(lambda desk: papers.preview(desk, sheet, draft))
    house.do(lambda desk: consents.withdraw(desk, made, TODAY, ""))
    for way in (papers.preview, papers.finish):
        stopped = refused(house, lambda way=way: house.do(lambda desk: way(desk, sheet, draft)))  # type: ignore[misc]
        assert stopped == "SAMTYKKE-TRUKKET"
    assert len(the_page(house, karla).consents) == 2  # a chosen one is not written once more


def test_an_underretning_never_asks_for_a_consent(house: House, tmp_path: Path) -> None:
    karla = house.children[0]
    house.enter("jonas")
    made = write(house, karla, replace(AGREED, withdrawn_on=TODAY))
    sheet = sheet_of(house, begin_concern(house))
    draft: PaperDraft = replace(sheet.draft, sharing=replace(TYPED, consent=made))
    paper = house.do(lambda desk: papers.finish(desk, sheet, draft))
    assert export(house, paper, tmp_path / "u.pdf")


def test_a_concern_that_few_may_see_leaves_no_consent_on_the_childs_page(house: House) -> None:
    karla = house.children[0]
    concern = begin_concern(house)
    house.do(lambda desk: concerns.keep(desk, concern, ()))
    sheet = sheet_of(house, concern, PaperKind.BRIEF)
    draft = replace(sheet.draft, anonymous=False, sharing=TYPED)
    house.do(lambda desk: papers.finish(desk, sheet, draft))
    assert the_page(house, karla).consents == ()
