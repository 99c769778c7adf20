"""The child's page: where it goes, what the pupil says, and each context beside the other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.child import ChildPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import CarefulDialog
from opspor.domain.assessment import Agreement, Context, FollowUpKind, JointAssessment, MinorityView, Position, Trivsel
from opspor.domain.changes import Changes, Kind
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind
from opspor.domain.pupil import Face, PupilAnswers
from opspor.usecases import children, groups, notices, people, pupils, rounds
from opspor.usecases.children import NewChild
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, open_round, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable
from tests.documents.pdf import page_texts

Show = Callable[[Page | FocusPage], None]
TODAY = date(2026, 3, 17)


def group(house: House, name: str) -> Id:
    return next(g.id for g in house.do(people.overview).groups if g.name == name)


def opened(office: Office, show: Show, house: House, name: str = "Karla") -> ChildPage:
    page = ChildPage(office, Destination(Place.CHILD, house.child(name).id))
    show(page)
    return page


def again(page: ChildPage, office: Office, qtbot: QtBot) -> None:
    """What the program tells every page after a write."""
    page.refresh(Changes(frozenset({Kind.CHILDREN, Kind.ROUNDS})))
    settle(qtbot, office.work)


def schoolchild(house: House, born: date = date(2018, 1, 5)) -> Id:
    """Karla, eight, in a class."""
    child, room = house.child("Karla").id, group(house, "Bøgestuen")
    file = house.do(lambda desk: children.open_child(desk, child))
    known = replace(file.particulars, birth_date=born)
    house.do(lambda desk: children.change(desk, child, file.particulars_id, known))
    house.do(lambda desk: groups.change(desk, room, kind=GroupKind.CLASS, lead_id=None))
    return child


# --- groups -----------------------------------------------------------------------------------------------------------


def test_a_child_goes_in_one_more_group_and_out_again(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = opened(office, show, house)
    press(page, "Går også et andet sted")
    settle(qtbot, office.work)
    form = page._place_form
    press(page, "Gem")
    assert form._group.error == "Vælg en gruppe."
    form._group.set_value(group(house, "Ærtestuen"))
    press(page, "Gem")
    settle(qtbot, office.work)
    again(page, office, qtbot)
    assert house.child("Karla").group_names == ("Bøgestuen", "Ærtestuen")
    assert "Barnet går nu også der." in words_on(page)
    press(page, "Fortryd")
    settle(qtbot, office.work)
    assert house.child("Karla").group_names == ("Bøgestuen",)
    karla, room = house.child("Karla").id, group(house, "Ærtestuen")
    house.do(lambda desk: children.enrol(desk, karla, room, TODAY))
    again(page, office, qtbot)
    assert words_on(page).count("siden 17. marts 2026") == 2

    page._change_place(page_file(house), page_file(house).enrolments[1])
    settle(qtbot, office.work)
    press(page, "Stopper i gruppen …")
    settle(qtbot, office.work)
    assert house.child("Karla").group_names == ("Bøgestuen",)
    press(page, "Fortryd")
    settle(qtbot, office.work)
    assert house.child("Karla").group_names == ("Bøgestuen", "Ærtestuen")


def page_file(house: House) -> children.ChildFile:
    child = house.child("Karla").id
    return house.do(lambda desk: children.open_child(desk, child))


def test_a_move_keeps_where_the_child_went(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = opened(office, show, house)
    press(page, "Skift eller stop")
    settle(qtbot, office.work)
    page._place_form._group.set_value(group(house, "Ærtestuen"))
    page._place_form._day.set_value(date(2026, 3, 20))
    press(page, "Skift gruppe")
    settle(qtbot, office.work)
    assert "i dag eller før" in page._place_form._day.error
    page._place_form._day.set_value(TODAY)
    press(page, "Skift gruppe")
    settle(qtbot, office.work)
    assert house.child("Karla").group_names == ("Ærtestuen",)
    press(page, "Fortryd")
    settle(qtbot, office.work)
    assert house.child("Karla").group_names == ("Bøgestuen",)
    assert "Barnet går igen, hvor det gik." in words_on(page)


def test_the_last_group_is_left_after_a_question_and_only_the_leader_goes_on_seeing_the_child(
    house: House, qtbot: QtBot, trip: Trip
) -> None:
    office = Office(house.enter(PAEDAGOG), trip.went.append, trip.back)
    child = house.child("Karla").id
    page = ChildPage(office, Destination(Place.CHILD, child))
    qtbot.addWidget(page, before_close_func=lambda page: page.leave())
    page.show()
    settle(qtbot, office.work)
    press(page, "Skift eller stop")
    settle(qtbot, office.work)
    press(page, "Stopper i gruppen …")
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, CarefulDialog) and w.isVisible())
    assert "kun lederen ser barnet bagefter" in words_on(dialog)
    dialog.verb.click()
    page.refresh(Changes(frozenset({Kind.CHILDREN})))
    settle(qtbot, office.work)

    assert trip.went == [Destination(Place.CHILDREN)]
    assert child not in [c.id for c in house.do(children.listed)]
    house.enter()
    file = house.do(lambda desk: children.open_child(desk, child))
    assert file.enrolments == () or file.enrolments[0].until == TODAY


def test_when_the_parents_were_told_stands_among_the_facts(office: Office, show: Show, house: House) -> None:
    assert "Forældre orienteret\nIkke oplyst" in words_on(opened(office, show, house))
    child = house.child("Karla").id
    house.do(lambda desk: notices.give(desk, [child], date(2026, 2, 3)))
    assert "Forældre orienteret\n3. februar 2026" in words_on(opened(office, show, house))


def test_it_leads_to_the_child_over_time(office: Office, show: Show, house: House, trip: Trip) -> None:
    press(opened(office, show, house), "Over tid")
    assert trip.went == [Destination(Place.TIMELINE, house.child("Karla").id)]


# --- the pupil's own view ---------------------------------------------------------------------------------------------


def test_a_pupil_is_asked_from_its_page_and_a_small_child_is_not(
    office: Office, show: Show, house: House, trip: Trip, qtbot: QtBot
) -> None:
    assert "Elevens eget syn" not in words_on(opened(office, show, house))
    child = schoolchild(house)
    page = opened(office, show, house)
    press(page, "Lad eleven svare her")
    press(page, "Skriv svar ind fra papir")
    assert trip.went == [Destination(Place.PUPIL, child), Destination(Place.PUPIL_PAPER, child)]


@pytest.mark.parametrize("wants", [True, False])
def test_what_the_pupil_said_stands_there_in_its_own_answers(
    office: Office, show: Show, house: House, wants: bool
) -> None:
    child = schoolchild(house)
    sheet = house.do(lambda desk: pupils.sheet(desk, child))
    answers = PupilAnswers(wants, {"P69-3": Face.BAD})
    house.do(lambda desk: pupils.submit(desk, sheet, answers, on_screen=False, said_on=TODAY))
    said = words_on(opened(office, show, house))
    assert "17. marts 2026 · svarede på papir, skrevet ind af Mette Kanari S." in said
    assert ("Hvordan er det i frikvarteret?\nSlet ikke godt" in said) is wants
    assert ("Ville ikke være med." in said) is not wants


def test_a_sheet_is_saved_where_the_adult_chooses(
    office: Office, show: Show, house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schoolchild(house)
    target = tmp_path / "ark.pdf"
    monkeypatch.setattr(
        "opspor.desktop.pages.child.pupil_card.save_pdf_as", lambda _owner, _name, chosen: chosen(target)
    )
    page = opened(office, show, house)
    press(page, "Gem et ark som PDF")
    settle(qtbot, office.work)
    assert "Karla Maria · B" in page_texts(target.read_bytes())[0]
    assert "Arket er gemt." in words_on(page)


# --- assessments ------------------------------------------------------------------------------------------------------


def test_class_and_sfo_stand_beside_each_other_and_a_minority_view_says_whose_hand_wrote_it(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page = opened(office, show, house)
    file = page_file(house)
    jonas = next(id_ for id_, name in file.names.items() if name.startswith("Jonas"))
    mette = next(id_ for id_, name in file.names.items() if name.startswith("Mette"))
    round_id = house.do(open_round)
    round_ = house.do(lambda desk: rounds.coverage(desk, round_id)).round
    form = office.work.look(lambda desk: desk.library.environment().ref).result()

    def joint(context: Context, position: Position, *minority: MinorityView) -> JointAssessment:
        agreement = Agreement(
            context, position, Trivsel.THRIVES, "Vi så det.", minority, follow_up=(FollowUpKind.NEXT_ROUND,)
        )
        return JointAssessment(Id(context), file.child.id, round_.id, mette, house.clock(), agreement, form)

    view = MinorityView(jonas, "Hun leger alene", mette)
    both = (
        (round_, joint(Context.SCHOOL, Position.NOT_EXPOSED, view)),
        (round_, joint(Context.AFTER_SCHOOL, Position.POTENTIALLY_EXPOSED)),
    )
    page._show(replace(file, joint=both))
    said = words_on(page)
    assert "I skolen\nForår 2026: Ikke udsat · Trives" in said
    assert "I SFO’en\nForår 2026: Potentielt udsat · Trives" in said
    assert "Jonas Kanari B. ser det anderledes: »Hun leger alene«" in said
    assert "Skrevet af Mette Kanari S. for Jonas Kanari B." in said
    assert_walkable(page)


def test_the_page_can_be_walked_with_the_form_for_groups_open(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    schoolchild(house)
    new = [NewChild("", "", None, "", "SFO Rød", "", house.child("Karla").id)]
    house.do(lambda desk: children.import_list(desk, new))
    page = opened(office, show, house)
    page._change_place(page_file(house), page_file(house).enrolments[0])
    settle(qtbot, office.work)
    assert_walkable(page)
