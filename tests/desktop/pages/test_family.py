"""Consents and wishes on screen: written by keys, taken back and undone, answered, kept as drafts, with five carers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.child import ChildPage
from opspor.desktop.pages.family import FamilyPage
from opspor.desktop.pages.family.consent_form import ConsentForm, WithdrawForm
from opspor.desktop.pages.family.wish_form import AnswerForm, WishForm
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, PlainLabel, Prose
from opspor.domain.changes import Changes, Kind
from opspor.domain.child import Carer, Custody
from opspor.domain.consent import Agreed, Yes
from opspor.domain.ids import Id
from opspor.domain.paper import Basis
from opspor.domain.rights import Decision, RightKind
from opspor.usecases import children, consents, drafts, rights
from tests.desktop.pages.conftest import PAEDAGOG, House, settle
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
TODAY = date(2026, 3, 17)
MOTHER = Carer(Id("mor"), "Sara Kanari", "mor", Custody.YES, "Hemmeligvej 9", "90000001", protected=True,
               lives_with_child=True)  # fmt: skip
FATHER = Carer(Id("far"), "Tobias Kanari Æbelø", "far", Custody.YES, "", "", protected=False, lives_with_child=False)
AGREED = Agreed(
    Basis.CONSENT, "søvn og mad", "PPR", "råd", (Yes("Sara Kanari, mor", TODAY, "på mødet", MOTHER.id),),
    until=TODAY + timedelta(days=30),
)  # fmt: skip


def said(page: Page | FocusPage) -> str:
    words = [label.text() for label in page.findChildren(PlainLabel) if label.isVisible()]
    return "\n".join([*words, *(help_.accessibleName() for help_ in page.findChildren(Prose) if help_.isVisible())])


@pytest.fixture
def karla(office: Office, house: House) -> Id:
    return with_carers(house, MOTHER, FATHER)


def with_carers(house: House, *carers: Carer, born: date | None = None) -> Id:
    child = house.child("Karla").id
    file = house.do(lambda d: children.open_child(d, child))
    known = replace(file.particulars, carers=carers, birth_date=born or file.particulars.birth_date)
    house.do(lambda d: children.change(d, child, file.particulars_id, known))
    return child


def opened(office: Office, show: Show, child: Id) -> FamilyPage:
    page = FamilyPage(office, Destination(Place.FAMILY, child))
    show(page)
    return page


def press(page: Page, words: str) -> None:
    button = next(b for b in page.findChildren(Button) if b.words == words and b.isVisible())
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


def done(qtbot: QtBot, office: Office, page: FamilyPage) -> None:
    """What was asked for is written, and the page has been told, as the program does after each write."""
    settle(qtbot, office.work)
    page.refresh(Changes(frozenset(Kind)))
    settle(qtbot, office.work)


def note(house: House, child: Id, kind: RightKind, text: str = "Hun sov godt.") -> Id:
    return house.do(lambda d: rights.note(d, child, kind, on=TODAY, from_whom="Sara Kanari, mor", text=text))


def test_an_empty_page_says_what_rests_on_the_law_and_what_to_do_first(
    office: Office, show: Show, house: House
) -> None:
    page = opened(office, show, with_carers(house))
    words = said(page)
    assert "Ingen samtykker her endnu" in words
    assert "Familien har ikke bedt om noget" in words
    assert "uden samtykke: det er jeres opgave efter loven" in words
    assert_walkable(page)


def test_a_consent_is_written_by_keys_and_asks_for_the_other_parent(
    qtbot: QtBot, office: Office, show: Show, house: House, karla: Id
) -> None:
    page = opened(office, show, karla)
    press(page, "Skriv et samtykke")
    form = page._form
    assert isinstance(form, ConsentForm)
    assert [line.words for line in form._lines] == ["Sara Kanari, mor", "Tobias Kanari Æbelø, far", ""]
    QTest.keyClicks(form.what.editor, "søvn æøå")
    QTest.keyClicks(form.to_whom.editor, "PPR")
    press(page, "Gem")
    qtbot.waitUntil(lambda: "Der mangler: hvem der har sagt ja" in form.what.error)
    QTest.keyClicks(form.purpose.editor, "råd")
    QTest.keyClick(form._lines[0].tick, Qt.Key.Key_Space)
    press(page, "Gem")
    assert form._lines[0].on.error == "Skriv den dag, der blev sagt ja."
    form._lines[0].on.set_value(TODAY)
    form.until.set_value(TODAY + timedelta(days=30))
    press(page, "Gem")
    done(qtbot, office, page)
    qtbot.waitUntil(lambda: "Søvn æøå" in said(page))
    assert "Gælder til og med 16. april 2026" in said(page)
    assert "Tobias Kanari Æbelø har også forældremyndighed. Har han sagt ja?" in said(page)
    (made,) = house.do(lambda d: consents.of_child(d, karla)).consents
    assert made.agreed.said_yes == (Yes("Sara Kanari, mor", TODAY, "", MOTHER.id),)
    assert_walkable(page)


def test_it_is_taken_back_and_that_is_undone_by_a_new_version(
    qtbot: QtBot, office: Office, show: Show, house: House, karla: Id
) -> None:
    made = house.do(lambda d: consents.write(d, karla, AGREED))
    page = opened(office, show, karla)
    press(page, "Træk tilbage")
    form = page._form
    assert isinstance(form, WithdrawForm)
    QTest.keyClicks(form.words.editor, "mor ringede")
    press(page, "Træk det tilbage")
    done(qtbot, office, page)
    qtbot.waitUntil(lambda: "Trukket tilbage 17. marts 2026: mor ringede" in said(page))
    press(page, "Fortryd, at det er trukket tilbage")
    assert isinstance(page._form, ConsentForm)
    assert page._form.what.text() == "søvn og mad"
    press(page, "Gem")
    done(qtbot, office, page)
    qtbot.waitUntil(lambda: "Gælder til og med 16. april 2026" in said(page))
    (now,) = house.do(lambda d: consents.of_child(d, karla)).consents
    assert (now.id, now.agreed) == (made, AGREED)


def test_what_is_typed_is_there_again_and_can_be_thrown_away(
    qtbot: QtBot, office: Office, show: Show, house: House, karla: Id
) -> None:
    page = opened(office, show, karla)
    press(page, "Skriv, hvad familien beder om")
    form = page._form
    assert isinstance(form, WishForm)
    form.kind.set_value(RightKind.REMARK.value)
    QTest.keyClicks(form.text.editor, "Hun sov")
    page.leave()
    settle(qtbot, office.work)
    again = opened(office, show, karla)
    qtbot.waitUntil(lambda: again._form is not None)
    assert isinstance(again._form, WishForm)
    assert (again._form.text.text(), again._form.kind.value()) == ("Hun sov", RightKind.REMARK.value)
    press(again, "Kassér kladden")
    settle(qtbot, office.work)
    assert house.do(lambda d: drafts.load(d, rights.draft_key(karla))) is None


def test_an_objection_waits_for_the_leader_and_is_answered_on_the_page(
    qtbot: QtBot, office: Office, show: Show, house: House, karla: Id
) -> None:
    page = opened(office, show, karla)
    press(page, "Skriv, hvad familien beder om")
    form = page._form
    assert isinstance(form, WishForm)
    form.kind.set_value(RightKind.OBJECTION.value)
    form.about.set_value("whole")
    form.who.set_value("Forældrene")
    form.on.set_value(TODAY)
    QTest.keyClicks(form.text.editor, "Vi vil ikke være med")
    press(page, "Gem")
    done(qtbot, office, page)
    qtbot.waitUntil(lambda: "Forældrene: »Vi vil ikke være med«" in said(page))
    press(page, "Svar")
    answer = page._form
    assert isinstance(answer, AnswerForm)
    press(page, "Gem svaret")
    assert answer.decision.error == "Vælg, hvad der er bestemt."
    answer.decision.set_value(Decision.STOPS.value)
    answer.on.set_value(TODAY)
    QTest.keyClicks(answer.by.editor, "Mette")
    QTest.keyClicks(answer.text.editor, "Vi er enige")
    press(page, "Gem svaret")
    done(qtbot, office, page)
    qtbot.waitUntil(lambda: "Vi holder op. Vi er enige" in said(page))
    assert "Svar senest" not in said(page)


def test_a_restriction_stands_on_top_until_it_is_answered(
    qtbot: QtBot, office: Office, show: Show, house: House, karla: Id
) -> None:
    asked = note(house, karla, RightKind.RESTRICTION)
    page = opened(office, show, karla)
    qtbot.waitUntil(page._flag.isVisible)
    assert page._flag.message is not None
    house.do(lambda d: rights.answer(d, asked, Decision.LIFTED, on=TODAY, by="Mette", text="Enige"))
    done(qtbot, office, page)
    qtbot.waitUntil(lambda: not page._flag.isVisible())


def test_a_colleague_reads_that_the_leader_answers_and_nothing_of_who_was_not_told(
    qtbot: QtBot, office: Office, show: Show, house: House, karla: Id
) -> None:
    note(house, karla, RightKind.NOT_INFORMED, "Det kan skade barnet.")
    note(house, karla, RightKind.OBJECTION)
    work = house.enter(PAEDAGOG)
    page = FamilyPage(Office(work, office.go, office.back), Destination(Place.FAMILY, karla))
    qtbot.addWidget(page, before_close_func=lambda _: page.leave())
    page.resize(1366, 768)
    page.show()
    settle(qtbot, work)
    words = said(page)
    assert "Lederen svarer." in words
    assert "skade" not in words
    press(page, "Skriv, hvad familien beder om")
    assert isinstance(page._form, WishForm)
    assert RightKind.NOT_INFORMED.value not in page._form.kind._values


def test_five_carers_and_a_youth_of_15_can_all_say_yes(office: Office, show: Show, house: House) -> None:
    five = [replace(FATHER, id=Id(str(n)), name=f"Kanari {n}") for n in range(5)]
    page = opened(office, show, with_carers(house, *five, born=date(2011, 3, 17)))
    press(page, "Skriv et samtykke")
    form = page._form
    assert isinstance(form, ConsentForm)
    assert [line.key for line in form._lines] == [*map(str, range(5)), "youth", "other"]
    form.basis.set_value(Basis.LAW.value)
    assert not any(line.isVisible() for line in form._lines)
    assert form.reference.isVisible()
    assert_walkable(page)


def test_the_childs_page_shows_a_remark_beside_its_text_and_leads_here(
    qtbot: QtBot, office: Office, show: Show, house: House, karla: Id
) -> None:
    house.do(lambda d: children.observe(d, karla, seen_at=d.clock(), place="", text="Sover ved krogen."))
    (record, _), *_ = house.do(lambda d: rights.of_child(d, karla)).records
    house.do(
        lambda d: rights.note(
            d, karla, RightKind.REMARK, on=TODAY, from_whom="Forældrene", text="Hun var syg.", about=record
        )
    )
    page = ChildPage(office, Destination(Place.CHILD, karla))
    show(page)
    qtbot.waitUntil(lambda: "Forældrene har bemærket: Hun var syg." in said(page))
    assert "Sover ved krogen." in said(page)
    went: list[Destination] = []
    there = ChildPage(Office(office.work, went.append, office.back), Destination(Place.CHILD, karla))
    show(there)
    press(there, "Samtykker og ønsker")
    assert went == [Destination(Place.FAMILY, karla)]
