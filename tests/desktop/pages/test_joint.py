"""The joint assessment: differences first, nothing added up, nothing lost."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.joint import JointPage
from opspor.desktop.pages.joint.agreement import AgreementForm
from opspor.desktop.pages.joint.voices import voices_of
from opspor.desktop.pages.side_list import SideList
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, CheckBox, Segmented, TextField
from opspor.domain.assessment import Context, FollowUpKind, JointAssessment, Often, Position, Trivsel
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import joint
from opspor.usecases.desk import Desk
from opspor.vault.faults import DISK_FULL
from tests.desktop.pages.conftest import PAEDAGOG, House, TestClock, Trip, answer_all, drive_out, open_round, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
Meet = Callable[[str], JointPage]


@pytest.fixture(scope="module")
def prepared(daycare: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Id]:
    """Karla is seen alike by both, Ib differently; Liv is assessed by Jonas only, Bo by nobody."""
    folder = tmp_path_factory.mktemp("joint") / "vault"
    shutil.copytree(daycare, folder)
    house = House(folder, TestClock())
    house.enter()
    round_ = house.do(open_round)
    karla, ib, liv = (house.child(name) for name in ("Karla", "Ib", "Liv"))

    def jonas(desk: Desk) -> None:
        answer_all(desk, round_, karla)
        answer_all(desk, round_, liv)
        answer_all(
            desk, round_, ib, position=Position.EXPOSED, trivsel=Trivsel.MISTRIVSEL, often=Often.RARELY,
            note="KANARI: sover i garderoben",
        )  # fmt: skip

    house.as_(PAEDAGOG, jonas)
    house.do(lambda desk: answer_all(desk, round_, karla))
    house.do(lambda desk: answer_all(desk, round_, ib))
    house.leave()
    return folder, round_


@pytest.fixture
def house(prepared: tuple[Path, Id], tmp_path: Path, clock: TestClock) -> Iterator[House]:
    """The daycare with a round that is under way."""
    shutil.copytree(prepared[0], tmp_path / "vault")
    house = House(tmp_path / "vault", clock)
    yield house
    house.leave()


@pytest.fixture
def round_id(prepared: tuple[Path, Id]) -> Id:
    """The round."""
    return prepared[1]


@pytest.fixture
def meet(house: House, round_id: Id, office: Office, show: Show, qtbot: QtBot) -> Meet:
    """Begins the meeting at a child, or at the first one."""

    def begin(name: str = "") -> JointPage:
        child = house.child(name).id if name else Id("")
        page = JointPage(office, Destination(Place.JOINT, round_id, child))
        look.set_projector(True)
        show(page)
        for _ in range(4):  # children are read one by one
            settle(qtbot, office.work)
        return page

    return begin


def listed(page: JointPage) -> list[str]:
    """The rows of the list at the left."""
    return [entry.words for entry in page.findChildren(SideList)[0].entries]


def form(page: JointPage) -> AgreementForm:
    """The form that is open."""
    QApplication.sendPostedEvents()
    return next(part for part in page.findChildren(AgreementForm) if part.isVisible())


def choose(page: JointPage, words: str, *, of: str) -> None:
    """Clicks a part of a segmented choice."""
    choice = next(s for s in form(page).findChildren(Segmented) if s.accessibleName() == of)
    next(segment for segment in choice.segments if segment.words == words).click()


def tick(page: JointPage, words: str) -> None:
    """Clicks a check box."""
    next(box for box in form(page).findChildren(CheckBox) if box.words == words).click()


def agreed(house: House, round_id: Id, name: str) -> JointAssessment | None:
    """What the vault says the team agreed on."""
    child = house.child(name).id
    return house.do(lambda desk: joint.joint_table(desk, round_id, child)).joint


def test_those_who_are_seen_differently_come_first_and_those_who_wait_cannot_be_opened(meet: Meet) -> None:
    page = meet("")
    assert listed(page) == ["Forskellige svar · 1", "Ib O.", "Samme svar · 1", "Venter på svar · 2"]
    assert "Her ser I forskelligt" in words_on(page)
    page.findChildren(SideList)[0].opened.emit(
        next(e.key for e in page.findChildren(SideList)[0].entries if "Venter" in e.words)
    )
    waiting = page.findChildren(SideList)[0].entries[-1]
    assert waiting.key is None
    assert waiting.under.startswith("Mangler")


def test_every_voice_is_shown_with_its_reasons(meet: Meet) -> None:
    said = words_on(meet("Ib"))
    for words in ("Mette", "Jonas", "Ikke udsat", "Udsat", "Sjældent", "KANARI: sover i garderoben"):
        assert words in said


def test_what_is_alike_is_folded_away_and_can_be_seen(meet: Meet) -> None:
    page = meet("Karla")
    assert "I ser det ens" in words_on(page)
    assert "Intet set" not in words_on(page)
    press(page, "Vis 18 svar, der er ens")
    assert words_on(page).count("Intet set") == 2 * 5


def test_nothing_is_chosen_and_a_cell_s_suggestions_only_stand_first(meet: Meet) -> None:
    page = meet("Ib")
    assert form(page).position.value() is None
    choose(page, "Potentielt udsat", of="Position")
    choose(page, "Mistrivsel", of="Trivsel")
    assert "Feltet lægger op til: Fokuspunkt, leder og sparring" in words_on(page)
    first = form(page).follow_up.ordered[:3]
    assert set(first) == {FollowUpKind.FOCUS_POINT, FollowUpKind.LEADER_INFORMED, FollowUpKind.SPARRING}
    assert form(page).follow_up.chosen() == ()


def test_the_team_agrees_and_the_next_child_is_shown(
    meet: Meet, house: House, round_id: Id, qtbot: QtBot, office: Office
) -> None:
    page = meet("Ib")
    choose(page, "Potentielt udsat", of="Position")
    choose(page, "Begyndende mistrivsel", of="Trivsel")
    form(page).reason.setFocus()
    QTest.keyClicks(form(page).reason.editor, "Vi så det i garderoben.")
    tick(page, "Jonas ser det anderledes")
    minority = next(f for f in form(page).findChildren(TextField) if f.editor.accessibleName() == "Sådan ser Jonas det")
    minority.set_text("Ude i gården trives han.")
    tick(page, "Lederen orienteres")
    press(page, "28. april · om 6 uger")
    assert form(page).talk.chosen() == ()  # nobody is ticked beforehand
    tick(page, "Mette Kanari Sørensen")
    tick(page, "Jonas Kanari Bæk")
    press(page, "Gem og vis næste barn")
    settle(qtbot, office.work)
    joint = agreed(house, round_id, "Ib")
    assert joint is not None
    agreement = joint.agreement
    assert (agreement.position, agreement.trivsel) == (Position.POTENTIALLY_EXPOSED, Trivsel.BEGINNING_MISTRIVSEL)
    assert agreement.reason == "Vi så det i garderoben."
    assert [view.text for view in agreement.minority] == ["Ude i gården trives han."]
    assert agreement.follow_up == (FollowUpKind.LEADER_INFORMED,)
    assert agreement.follow_up_on == date(2026, 4, 28)
    assert len(agreement.participants) == 2
    assert "Karla Maria K." in words_on(page)
    assert "Den fælles vurdering er skrevet ind" in words_on(page)


def test_what_the_drive_does_not_take_says_so_stays_to_be_seen_and_is_tried_again(
    meet: Meet, house: House, round_id: Id, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opspor.workplace.unsaved._AGAIN", 0.05)
    page = meet("Ib")
    status = page._foot._status
    ib, karla = house.child("Ib").id, house.child("Karla").id
    with drive_out(house):
        choose(page, "Udsat", of="Position")
        page._show_child((karla, Context.DAYCARE))
        qtbot.waitUntil(lambda: status.accessibleName() == "Ikke gemt")
        page._show_child((ib, Context.DAYCARE))
        assert status.accessibleName() == "Ikke gemt"
        assert form(page).position.value() == Position.EXPOSED
    qtbot.waitUntil(lambda: status.accessibleName() == "Gemt 14.02")

    assert house.do(lambda desk: joint.joint_table(desk, round_id, ib)).agreement.position == Position.EXPOSED


def test_on_a_full_drive_another_group_can_be_talked_about_and_this_one_again(
    meet: Meet, qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise KnownError(DISK_FULL)

    monkeypatch.setattr("opspor.store.drafts.save", refuse)  # reading goes on
    page = meet("Ib")
    choose(page, "Udsat", of="Position")
    page._open_group(page._meeting.group)
    for _ in range(4):
        settle(qtbot, office.work)
    assert form(page).position.value() == Position.EXPOSED
    assert page._foot._status.accessibleName() == "Ikke gemt"


def test_what_is_left_with_the_page_while_the_drive_is_full_stands_on_the_next_one(
    meet: Meet, house: House, round_id: Id, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opspor.workplace.unsaved._AGAIN", 0.2)

    def refuse(*_: object) -> None:
        raise KnownError(DISK_FULL)

    page = meet("Ib")
    with monkeypatch.context() as full:
        full.setattr("opspor.store.drafts.save", refuse)  # reading goes on
        choose(page, "Udsat", of="Position")
        page.leave()
        page.hide()
        again = meet("Ib")
        assert form(again).position.value() == Position.EXPOSED
        assert again._foot._status.accessibleName() == "Ikke gemt"
    qtbot.waitUntil(lambda: again._foot._status.accessibleName() == "Gemt 14.02")
    ib = house.child("Ib").id
    assert house.do(lambda desk: joint.joint_table(desk, round_id, ib)).agreement.position == Position.EXPOSED


def test_what_is_missing_is_said_where_it_is_missing(
    meet: Meet, house: House, round_id: Id, qtbot: QtBot, office: Office
) -> None:
    page = meet("Ib")
    press(page, "Gem og vis næste barn")
    settle(qtbot, office.work)
    assert "position mangler" in words_on(page)
    choose(page, "Udsat", of="Position")
    choose(page, "Mistrivsel", of="Trivsel")
    press(page, "Gem og vis næste barn")
    settle(qtbot, office.work)
    assert "Skriv en begrundelse" in form(page).reason.error
    form(page).reason.set_text("Det er alvorligt.")
    press(page, "Gem og vis næste barn")
    settle(qtbot, office.work)
    assert form(page).follow_up.day.error
    tick(page, "Jonas ser det anderledes")
    press(page, "Gem og vis næste barn")
    settle(qtbot, office.work)
    assert "tag hakket væk" in words_on(page)
    assert agreed(house, round_id, "Ib") is None


def test_what_was_chosen_is_there_again_after_the_lock(meet: Meet) -> None:
    page = meet("Ib")
    choose(page, "Udsat", of="Position")
    form(page).reason.set_text("Vi blev afbrudt.")
    page.leave()
    again = form(meet("Ib"))
    assert again.position.value() is Position.EXPOSED
    assert again.reason.text() == "Vi blev afbrudt."
    assert again.trivsel.value() is None


def test_page_keys_go_through_the_children_and_keep_what_was_chosen(meet: Meet, qtbot: QtBot, office: Office) -> None:
    page = meet("Ib")
    choose(page, "Udsat", of="Position")
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_PageDown)
    settle(qtbot, office.work)
    assert "barn 2 af 2" in words_on(page)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_PageUp)
    settle(qtbot, office.work)
    assert form(page).position.value() is Position.EXPOSED


def test_what_is_agreed_says_who_and_when_and_can_be_replaced(
    meet: Meet, house: House, round_id: Id, qtbot: QtBot, office: Office
) -> None:
    page = meet("Karla")
    choose(page, "Ikke udsat", of="Position")
    choose(page, "Trives", of="Trivsel")
    form(page).reason.set_text("Vi legede i går.")
    tick(page, "Ses igen i næste runde")
    tick(page, "Mette Kanari Sørensen")
    press(page, "Gem og vis næste barn")
    settle(qtbot, office.work)
    before = agreed(house, round_id, "Karla")
    again = meet("Karla")
    assert "Aftalt 14.02, skrevet ind af Mette Kanari S. Gemmer I igen" in words_on(again)  # one full stop
    form(again).reason.set_text("Efter en snak mere.")
    press(again, "Gem og vis næste barn")
    settle(qtbot, office.work)
    after = agreed(house, round_id, "Karla")
    assert before is not None
    assert after is not None
    assert after.id != before.id
    assert after.agreement.reason == "Efter en snak mere."


def test_a_child_that_is_not_ready_is_not_opened(meet: Meet) -> None:
    page = meet("Liv")
    assert "Du skal selv vurdere barnet" in words_on(page)  # before anybody's answer is shown
    assert "Ib O." in words_on(page)  # the meeting begins with one that is


def test_a_round_where_nobody_is_ready_says_what_is_missing(
    house: House, office: Office, show: Show, qtbot: QtBot, trip: Trip
) -> None:
    empty = house.do(open_round)
    page = JointPage(office, Destination(Place.JOINT, empty))
    show(page)
    settle(qtbot, office.work)
    assert "Ingen børn er klar endnu" in words_on(page)
    assert not [b for b in page.findChildren(Button) if b.isVisible() and b.words == "Gem og vis næste barn"]
    press(page, "Til runden")
    assert trip.went == [Destination(Place.ROUND, empty)]


def test_two_with_the_same_first_name_are_told_apart(house: House, round_id: Id, office: Office) -> None:
    ib = house.child("Ib").id
    own = house.do(lambda desk: joint.joint_table(desk, round_id, ib)).own
    assert [voice.name for voice in voices_of(own)] == ["Jonas", "Mette"]
    assert [voice.name for voice in voices_of([own[0], own[0]])] == ["Jonas Kanari Bæk"] * 2


def test_the_meeting_can_be_walked_by_keyboard_at_200_percent(meet: Meet) -> None:
    assert_walkable(meet("Ib"))
