"""The joint assessment: differences first, nothing added up, nothing lost."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.joint import ConfirmPage, JointPage
from opspor.desktop.pages.joint.agreement import AgreementForm
from opspor.desktop.pages.joint.order import names_of
from opspor.desktop.pages.joint.voices import VoicesCard, voices_of
from opspor.desktop.pages.side_list import SideList
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, CheckBox, Segmented, TextField
from opspor.domain.assessment import (
    Agreement,
    Context,
    FindOut,
    FollowUpKind,
    JointAssessment,
    MinorityView,
    Often,
    Position,
    Trivsel,
)
from opspor.domain.beredskab import Track
from opspor.domain.child import Carer, ChildInList, Custody
from opspor.domain.concern import Danger
from opspor.domain.environment import EnvironmentAnswers
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.rounds import ChildInRound, ChildState
from opspor.usecases import children, concerns, environment, joint, people, rounds, suggestions
from opspor.usecases.desk import Desk
from opspor.vault.faults import DISK_FULL
from tests.desktop.pages.conftest import (
    PAEDAGOG,
    House,
    TestClock,
    Trip,
    answer_all,
    drive_out,
    focused,
    open_round,
    settle,
)
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


def test_the_child_one_is_at_can_be_seen_in_the_list(meet: Meet, qtbot: QtBot) -> None:
    page = meet("")
    page.resize(1366, 380)  # as a room of 22 on a laptop
    qtbot.wait(20)
    beside = page.findChildren(SideList)[0]
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        QTest.keyClick(focused(), key)
        qtbot.wait(20)
        row, seen = beside.current, page._side_scroll.viewport()
        assert row is not None
        assert seen.rect().contains(row.mapTo(seen, row.rect().center()))


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
    press(page, "tirsdag 28. april · om 6 uger")
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


def test_a_focus_point_that_was_agreed_on_is_written_from_here(
    meet: Meet, house: House, round_id: Id, trip: Trip
) -> None:
    ib, jonas = house.child("Ib").id, next(m.id for m in house.do(people.overview).staff if m.name.startswith("Jonas"))
    agreement = Agreement(
        position=Position.EXPOSED, trivsel=Trivsel.MISTRIVSEL, reason="Sover i garderoben", participants=(jonas,),
        follow_up=(FollowUpKind.FOCUS_POINT,), follow_up_on=date(2026, 4, 20),
    )  # fmt: skip
    house.do(lambda desk: joint.agree(desk, round_id, ib, agreement))
    press(meet("Ib"), "Skriv et fokuspunkt")
    assert trip.went == [Destination(Place.FOCUS, ib, context="daycare")]


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


def field(part: QWidget, name: str) -> TextField:
    """The text field with that name."""
    return next(f for f in part.findChildren(TextField) if f.editor.accessibleName() == name)


def observe(house: House, name: str) -> None:
    """Somebody writes down what they saw."""
    child = house.child(name).id
    house.do(lambda desk: children.observe(desk, child, seen_at=desk.clock(), place="", text="Bygger et tårn."))


def set_parents(house: House, name: str, *parents: tuple[str, str]) -> None:
    """Writes a child's parents on its page: name and relation."""
    child = house.child(name).id

    def write(desk: Desk) -> None:
        file = children.open_child(desk, child)
        found = tuple(
            Carer(Id(f"c{i}"), who, relation, Custody.YES, "", "", protected=False, lives_with_child=True)
            for i, (who, relation) in enumerate(parents)
        )
        children.change(desk, child, file.particulars_id, replace(file.particulars, carers=found))

    house.do(write)


class TestInOneKey:
    """A child whom all placed in "ikke udsat" and "trives", and whom somebody knows."""

    def test_one_key_agrees_once_it_is_said_who_is_there(
        self, meet: Meet, house: House, round_id: Id, qtbot: QtBot, office: Office
    ) -> None:
        observe(house, "Karla")
        page = meet("Karla")
        assert "Sæt først hak ved dem, der er med" in words_on(page)
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_E)
        settle(qtbot, office.work)
        assert agreed(house, round_id, "Karla") is None
        assert "Sæt hak ved dem, der var med" in words_on(page)
        tick(page, "Jonas Kanari Bæk")
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_E)
        settle(qtbot, office.work)
        joint = agreed(house, round_id, "Karla")
        assert joint is not None
        jonas = next(m.id for m in house.do(people.overview).staff if m.name.startswith("Jonas"))
        assert joint.agreement == Agreement(
            position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES, follow_up=(FollowUpKind.NEXT_ROUND,),
            participants=(jonas,),
        )  # fmt: skip
        press(page, "Ret den")
        assert "Aftalt 14.02" in words_on(page)

    def test_whoever_is_there_is_said_once_in_a_meeting_and_then_offered_but_never_ticked(
        self, meet: Meet, house: House, round_id: Id, qtbot: QtBot, office: Office
    ) -> None:
        observe(house, "Karla")
        page = meet("Ib")
        choose(page, "Ikke udsat", of="Position")
        choose(page, "Trives", of="Trivsel")
        form(page).reason.set_text("Vi så det samme, da vi hørte hinanden.")
        tick(page, "Ses igen i næste runde")
        tick(page, "Mette Kanari Sørensen")
        press(page, "Gem og vis næste barn")
        settle(qtbot, office.work)
        assert "Med var Mette." in words_on(page)
        assert form(page).talk.chosen() == ()
        press(page, "De samme som før: Mette")
        assert len(form(page).talk.chosen()) == 1
        press(page, "Vi er enige")
        settle(qtbot, office.work)
        assert agreed(house, round_id, "Karla") is not None

    def test_a_child_nobody_has_written_about_is_asked_for(
        self, meet: Meet, house: House, round_id: Id, qtbot: QtBot, office: Office
    ) -> None:
        page = meet("Karla")
        said = words_on(page)
        assert "Hvem kender barnet?" in said
        assert "Ingen har skrevet en iagttagelse" in said
        assert "Vi er enige" not in said
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_E)
        choose(page, "Ikke udsat", of="Position")
        choose(page, "Trives", of="Trivsel")
        tick(page, "Ses igen i næste runde")
        tick(page, "Jonas Kanari Bæk")
        press(page, "Gem og vis næste barn")
        settle(qtbot, office.work)
        assert agreed(house, round_id, "Karla") is None
        assert "Hvem kender barnet?" in form(page).reason.error

    def test_what_the_team_has_chosen_is_not_overruled_by_a_key(
        self, meet: Meet, house: House, round_id: Id, qtbot: QtBot, office: Office
    ) -> None:
        observe(house, "Karla")
        page = meet("Karla")
        choose(page, "Udsat", of="Position")
        tick(page, "Jonas Kanari Bæk")
        press(page, "Vi er enige")
        settle(qtbot, office.work)
        assert form(page).position.value() is Position.EXPOSED
        assert agreed(house, round_id, "Karla") is None

    def test_a_letter_in_a_text_is_a_letter(self, meet: Meet, house: House, round_id: Id) -> None:
        observe(house, "Karla")
        page = meet("Karla")
        form(page).reason.setFocus()
        QTest.keyClicks(form(page).reason.editor, "enige")
        assert form(page).reason.text() == "enige"
        assert form(page).position.value() is None


class TestParents:
    """Each parent's view stands there, or why nobody has asked."""

    def begin(self, page: JointPage) -> None:
        choose(page, "Udsat", of="Position")
        choose(page, "Mistrivsel", of="Trivsel")
        form(page).reason.set_text("Det er alvorligt.")
        tick(page, "Lederen orienteres")
        tick(page, "Jonas Kanari Bæk")
        form(page).follow_up.day.set_value(date(2026, 4, 28))

    def test_two_parents_have_a_field_each_and_not_asked_is_an_answer(
        self, meet: Meet, house: House, round_id: Id, qtbot: QtBot, office: Office
    ) -> None:
        set_parents(house, "Ib", ("Sara Holm", "mor"), ("Tobias Ådahl", "far"))
        page = meet("Ib")
        self.begin(page)
        field(page, "Sådan ser Sara Holm (mor) det").set_text("Han vil ikke i seng.")
        press(page, "Gem og vis næste barn")
        settle(qtbot, office.work)
        assert "hver af forældrene" in field(page, "Sådan ser Tobias Ådahl (far) det").error
        box = next(
            b for b in page.findChildren(CheckBox) if b.accessibleName() == "Ikke talt med Tobias Ådahl (far) endnu"
        )
        box.click()
        field(page, "Hvorfor ikke talt med Tobias Ådahl (far)?").set_text("Vi ringer mandag.")
        press(page, "Gem og vis næste barn")
        settle(qtbot, office.work)
        joint = agreed(house, round_id, "Ib")
        assert joint is not None
        assert [(v.who, v.text, v.not_asked) for v in joint.agreement.parents] == [
            ("Sara Holm (mor)", "Han vil ikke i seng.", ""), ("Tobias Ådahl (far)", "", "Vi ringer mandag."),
        ]  # fmt: skip

    def test_five_have_five_fields_and_a_child_without_any_leads_to_its_page(
        self, meet: Meet, house: House, trip: Trip
    ) -> None:
        set_parents(house, "Ib", *((f"Voksen {letter}", "mor") for letter in "ABCDE"))
        page = meet("Ib")
        assert sum(box.words == "Ikke talt med endnu" for box in page.findChildren(CheckBox)) == 5
        karla = house.child("Karla").id
        page._show_child((karla, Context.DAYCARE))
        assert "Der står ingen forældre på barnets side" in words_on(page)
        press(page, "Til barnets side")
        assert trip.went == [Destination(Place.CHILD, karla)]


def test_not_knowing_enough_asks_what_who_and_when(
    meet: Meet, house: House, round_id: Id, qtbot: QtBot, office: Office
) -> None:
    page = meet("Ib")
    assert "Hvad vil I finde ud af?" not in words_on(page)
    choose(page, "Ved ikke nok", of="Position")
    choose(page, "Trives", of="Trivsel")
    form(page).reason.set_text("Han er ny her.")
    tick(page, "Jonas Kanari Bæk")
    press(page, "Gem og vis næste barn")
    settle(qtbot, office.work)
    what = field(page, "Hvad vil I finde ud af?")
    assert "hvem der gør det" in what.error
    what.set_text("Hvordan er morgenerne?")
    form(page).follow_up._task.who.set_value(office.work.staff.id)
    form(page).follow_up._task.day.set_value(date(2026, 3, 31))
    press(page, "tirsdag 31. marts · om 2 uger")
    press(page, "Gem og vis næste barn")
    settle(qtbot, office.work)
    joint = agreed(house, round_id, "Ib")
    assert joint is not None
    assert joint.agreement.find_out == FindOut("Hvordan er morgenerne?", office.work.staff.id, date(2026, 3, 31))
    assert joint.agreement.follow_up == (FollowUpKind.FIND_OUT,)


def test_how_long_they_talked_is_offered_and_never_filled_in(meet: Meet, house: House) -> None:
    page = meet("Ib")
    assert form(page).talk.minutes.text() == ""
    house.clock.now += timedelta(minutes=6)
    form(page).talk._tell_passed()
    press(page, "Siden I åbnede: 6 minutter")
    assert form(page).agreement().minutes == 6
    form(page).talk.minutes.set_text("en halv time")
    press(page, "Gem og vis næste barn")
    assert "helt antal minutter" in form(page).talk.minutes.error


def test_each_person_s_words_stand_beside_their_answer(meet: Meet) -> None:
    page = meet("Ib")
    (row,) = [r for r in page.findChildren(VoicesCard)[0].findChildren(QWidget) if type(r).__name__ == "_VoiceRow"][1:2]
    assert "KANARI: sover i garderoben" in words_on(row)  # beside the position that it is the reason for


def test_the_child_s_own_words_are_shown_and_never_those_of_a_concern(meet: Meet, house: House) -> None:
    ib = house.child("Ib").id
    house.do(lambda desk: children.quote(desk, ib, said_at=desk.clock(), place="", words="Jeg vil lege", asked=""))
    concern = house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="KANARI-BEKYMRING", child_id=ib, typed_name="",
            seen_on=desk.clock().date(),
        )
    )  # fmt: skip
    house.do(
        lambda desk: concerns.quote(desk, concern, said_at=desk.clock(), place="", words="KANARI-BEKYMRING", asked="")
    )
    page = meet("Ib")
    assert "»Jeg vil lege«" in words_on(page)
    assert "KANARI-BEKYMRING" not in words_on(page)


class TestFrame:
    """The learning environment comes first, when all have answered."""

    def answer(self, desk: Desk, round_id: Id, value: str) -> None:
        group = rounds.coverage(desk, round_id).round.groups[0].group_id
        sheet = environment.sheet(desk, round_id, group)
        given = dict.fromkeys((question.id for question in sheet.form.question), "yes")
        given[sheet.form.question[-1].id] = value
        environment.submit(desk, sheet, EnvironmentAnswers(given))

    def meet(self, house: House, round_id: Id, qtbot: QtBot, trip: Trip) -> JointPage:
        """The leader, who is in again, begins the meeting at Ib."""
        work = house.enter()
        page = JointPage(
            Office(work, trip.went.append, trip.back), Destination(Place.JOINT, round_id, house.child("Ib").id)
        )
        qtbot.addWidget(page, before_close_func=lambda page: page.leave())
        page.show()
        for _ in range(5):
            settle(qtbot, work)
        return page

    def test_it_is_sealed_until_all_have_answered(self, house: House, round_id: Id, qtbot: QtBot, trip: Trip) -> None:
        house.as_(PAEDAGOG, lambda desk: self.answer(desk, round_id, "no"))
        page = self.meet(house, round_id, qtbot, trip)
        assert "Du mangler selv" in words_on(page)
        assert "Jonas: nej" not in words_on(page)

    def test_what_somebody_said_no_to_stands_first_and_the_rest_is_folded(
        self, house: House, round_id: Id, qtbot: QtBot, trip: Trip
    ) -> None:
        house.enter()
        house.do(lambda desk: self.answer(desk, round_id, "partly"))
        house.as_(PAEDAGOG, lambda desk: self.answer(desk, round_id, "no"))
        page = self.meet(house, round_id, qtbot, trip)
        assert "Jonas: nej" in words_on(page)
        assert "Alle: ja" not in words_on(page)
        fold = next(b for b in page.findChildren(Button) if "mere om rammerne" in b.words)
        fold.click()
        assert "Alle: ja" in words_on(page)
        field(page, "Hvad ændrer I først i rammerne?").set_text("To voksne fra klokken 7.")
        assert form(page).agreement().environment_note == "To voksne fra klokken 7."


def test_the_suggestion_stands_there_after_the_choice_and_only_where_it_is_switched_on(
    meet: Meet, house: House
) -> None:
    page = meet("Ib")
    assert "Et forslag ud fra det, I har set" not in words_on(page)
    choose(page, "Udsat", of="Position")
    assert "Et forslag ud fra det, I har set" in words_on(page)
    assert "Det er jer, der vælger" in words_on(page)
    house.do(lambda desk: suggestions.switch(desk, on=False))
    again = meet("Ib")
    choose(again, "Udsat", of="Position")
    assert "Et forslag ud fra det, I har set" not in words_on(again)


class TestMinority:
    """Typed at the common PC for a colleague, who says themselves whether it fits."""

    @pytest.fixture
    def typed(self, house: House, round_id: Id, office: Office) -> Id:
        """The leader writes what Jonas sees differently: the joint assessment."""
        ib = house.child("Ib").id
        jonas = next(m.id for m in house.do(people.overview).staff if m.name.startswith("Jonas"))
        whole = Agreement(
            position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES, reason="Vi så det.", participants=(jonas,),
            minority=(MinorityView(jonas, "Ude i gården trives han ikke."),), follow_up=(FollowUpKind.NEXT_ROUND,),
        )  # fmt: skip
        return house.do(lambda desk: joint.agree(desk, round_id, ib, whole))

    def confirm(self, house: House, typed: Id, qtbot: QtBot, trip: Trip) -> ConfirmPage:
        """Jonas opens it."""
        work = house.enter(PAEDAGOG)
        page = ConfirmPage(Office(work, trip.went.append, trip.back), Destination(Place.MINORITY, typed))
        qtbot.addWidget(page, before_close_func=lambda page: page.leave())
        page.resize(1366, 768)
        page.show()
        settle(qtbot, work)
        return page

    def test_it_says_whose_hand_it_is_and_that_it_waits(self, typed: Id, meet: Meet) -> None:
        assert "Skrevet af Mette for Jonas. Jonas har ikke sagt endnu, om det passer." in words_on(meet("Ib"))

    def test_it_fits(self, typed: Id, house: House, round_id: Id, qtbot: QtBot, trip: Trip) -> None:
        page = self.confirm(house, typed, qtbot, trip)
        for words in ("Mette Kanari Sørensen skrev for dig", "»Ude i gården trives han ikke.«", "Ib O."):
            assert words in words_on(page)
        press(page, "Det passer")
        settle(qtbot, page._office.work)
        assert trip.backs == 1
        house.enter()
        ib = house.child("Ib").id
        assert [a.confirmed for a in house.do(lambda desk: joint.joint_table(desk, round_id, ib)).answers] == [True]

    def test_it_is_put_in_one_s_own_words(
        self, typed: Id, house: House, round_id: Id, qtbot: QtBot, trip: Trip
    ) -> None:
        page = self.confirm(house, typed, qtbot, trip)
        press(page, "Gem mine egne ord")
        settle(qtbot, page._office.work)
        own = field(page, "Passer det ikke?")
        assert "med dine egne ord" in own.error
        own.set_text("Han er tit alene ude.")
        press(page, "Det passer")
        assert "Gem dem, eller slet dem" in own.error  # what was written is not thrown away
        page.leave()  # kept over a lock
        again = self.confirm(house, typed, qtbot, trip)
        assert field(again, "Passer det ikke?").text() == "Han er tit alene ude."
        press(again, "Gem mine egne ord")
        settle(qtbot, again._office.work)
        assert trip.backs == 1
        third = self.confirm(house, typed, qtbot, trip)
        assert "Der venter ikke noget her" in words_on(third)

    def test_it_can_be_walked_by_keyboard_at_200_percent(
        self, typed: Id, house: House, qtbot: QtBot, trip: Trip
    ) -> None:
        assert_walkable(self.confirm(house, typed, qtbot, trip))


def test_the_child_whom_the_team_knows_least_can_come_first(
    meet: Meet, house: House, round_id: Id, qtbot: QtBot, office: Office
) -> None:
    liv = house.child("Liv")
    house.do(lambda desk: answer_all(desk, round_id, liv))
    observe(house, "Karla")
    page = meet("Karla")
    names = [words for words in listed(page) if words in ("Karla Maria K.", "Liv Æ. K.")]
    assert names == ["Karla Maria K.", "Liv Æ. K."]
    next(box for box in page.findChildren(CheckBox) if box.words == "Dem, vi kender mindst, først").click()
    for _ in range(5):
        settle(qtbot, office.work)
    names = [words for words in listed(page) if words in ("Karla Maria K.", "Liv Æ. K.")]
    assert names == ["Liv Æ. K.", "Karla Maria K."]
    assert page.here == Destination(Place.JOINT, round_id, house.child("Karla").id, Context.DAYCARE)  # one stays there


def test_two_of_one_name_and_one_child_in_two_contexts_are_told_apart() -> None:
    def row(number: int, first: str, last: str, context: Context) -> ChildInRound:
        child = ChildInList(Id(str(number)), f"B{number:03}", first, last, None, (), ())
        return ChildInRound(child, Id("g"), context, ChildState.READY, False, False, ())

    rows = [
        row(1, "Ida", "Kanari", Context.SCHOOL), row(2, "Ida", "Kanari", Context.SCHOOL),
        row(3, "Ida", "Kvist", Context.SCHOOL), row(4, "Bo", "Å", Context.SCHOOL),
        row(4, "Bo", "Å", Context.AFTER_SCHOOL),
    ]  # fmt: skip
    assert list(names_of(rows).values()) == [
        "Ida Kanari (B001)", "Ida Kanari (B002)", "Ida Kvist", "Bo Å., skole", "Bo Å., SFO",
    ]  # fmt: skip
