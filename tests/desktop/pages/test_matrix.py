"""The matrix: six cells that are real buttons, names only when asked for, a way to every child."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop import settings
from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.matrix import MatrixPage
from opspor.desktop.pages.matrix.page import Found
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, MatrixCell, RowList
from opspor.domain.assessment import Agreement, Context, FindOut, FollowUpKind, Position, Trivsel
from opspor.domain.changes import Changes, Kind
from opspor.domain.child import AgeBand
from opspor.domain.ids import Id
from opspor.domain.matrix import Naming, Standing
from opspor.usecases import joint, matrix
from opspor.usecases.matrix import Seat
from tests.desktop.pages.conftest import PAEDAGOG, House, TestClock, Trip, answer_all, open_round, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable
from tests.documents.pdf import page_texts

Show = Callable[[Page | FocusPage], None]
THRIVES = Position.NOT_EXPOSED, Trivsel.THRIVES


def agree(house: House, round_id: Id, name: str, cell: tuple[Position, Trivsel], on: date | None) -> None:
    """What the team agreed on about a child."""
    child, me = house.child(name), house.do(lambda desk: desk.staff.id)
    agreement = Agreement(
        Context.DAYCARE, *cell, "Vi så det.", follow_up=(FollowUpKind.NEXT_ROUND,), follow_up_on=on,
        participants=(me,), find_out=FindOut("Hvad Ib gør, når han er alene", me, on),
    )  # fmt: skip
    house.do(lambda desk: joint.agree(desk, round_id, child.id, agreement))


@pytest.fixture(scope="module")
def prepared(daycare: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Id, Id]]:
    """An autumn where both throve; now Karla is where she was, and Ib is exposed and in mistrivsel."""
    folder = tmp_path_factory.mktemp("matrix") / "vault"
    shutil.copytree(daycare, folder)
    house = House(folder, TestClock())
    house.enter()
    made = house.do(lambda desk: open_round(desk, "Efterår 2025", date(2025, 9, 1))), house.do(open_round)
    both = [house.child(name) for name in ("Karla", "Ib")]
    for round_ in made:
        for child in both:
            house.as_(PAEDAGOG, partial(answer_all, round_id=round_, child=child))
            house.do(partial(answer_all, round_id=round_, child=child))
    for name in ("Karla", "Ib"):
        agree(house, made[0], name, THRIVES, None)
    agree(house, made[1], "Karla", THRIVES, None)
    agree(house, made[1], "Ib", (Position.EXPOSED, Trivsel.BEGINNING_MISTRIVSEL), date(2026, 4, 28))
    house.leave()
    return folder, made


@pytest.fixture
def house(prepared: tuple[Path, tuple[Id, Id]], tmp_path: Path, clock: TestClock) -> Iterator[House]:
    """The daycare with two rounds."""
    shutil.copytree(prepared[0], tmp_path / "vault")
    house = House(tmp_path / "vault", clock)
    yield house
    house.leave()


@pytest.fixture
def rounds(prepared: tuple[Path, tuple[Id, Id]]) -> tuple[Id, Id]:
    """The ids of the two rounds, the older first."""
    return prepared[1]


@pytest.fixture
def page(rounds: tuple[Id, Id], office: Office, show: Show) -> MatrixPage:
    """The newest matrix, open."""
    page = MatrixPage(office, Destination(Place.MATRIX))
    show(page)
    return page


def cell(page: MatrixPage, place: str) -> MatrixCell:
    """The cell that a screen reader calls so."""
    cells = [c for c in page.findChildren(MatrixCell) if c.accessibleName().startswith(place)]
    return next((c for c in cells if c.isVisibleTo(page)), cells[0])


def described(one: MatrixCell) -> str:
    """What a screen reader says after the name."""
    return one.accessibleDescription()


def test_each_cell_says_its_place_its_count_and_what_it_asks_for(page: MatrixPage) -> None:
    exposed = cell(page, "Udsat position, mistrivsel")
    assert exposed.accessibleName() == "Udsat position, mistrivsel, 1 barn"
    assert described(exposed) == ("dato sat. Begyndende I.O., større grund. Leder i dag. Underretning skal vurderes")
    assert cell(page, "Ikke udsat position, trivsel").accessibleName() == "Ikke udsat position, trivsel, 1 barn"
    assert cell(page, "Udsat position, trivsel").accessibleName() == "Udsat position, trivsel, 0 børn"


def test_names_are_shown_only_when_asked_for(page: MatrixPage) -> None:
    exposed = cell(page, "Udsat position, mistrivsel")
    assert "Begyndende I.O., større grund" in described(exposed)
    press(page, "Navne")
    assert "Begyndende Ib O., større grund" in described(exposed)
    press(page, "Koder")
    assert "Begyndende B002, større grund" in described(exposed)
    press(page, "Kun antal")
    assert described(exposed) == "dato sat. Leder i dag. Underretning skal vurderes"
    assert "Ib" not in words_on(page)
    exposed.click()
    assert page.findChildren(RowList)[0].rows() == []
    press(page, "Koder")  # the list that is open goes with the choice
    assert [row.title for row in page.findChildren(RowList)[0].rows()] == ["B002"]


def test_how_children_are_shown_stays_so_until_it_locks(page: MatrixPage, office: Office, show: Show) -> None:
    press(page, "Koder")
    again = MatrixPage(office, Destination(Place.MATRIX))
    show(again)
    assert again._naming.value() is Naming.CODES


def test_an_opened_cell_never_says_done_only_when_one_looks_again(page: MatrixPage) -> None:
    cell(page, "Udsat position, mistrivsel").click()
    (row,) = page.findChildren(RowList)[0].rows()
    assert row.title == "I.O."
    assert "større grund til bekymring, før ikke udsat · trives" in row.second
    assert row.fact == "ses på igen 28.4.2026"


def test_an_opened_cell_says_who_talks_with_the_parents_there(page: MatrixPage) -> None:
    cell(page, "Udsat position, mistrivsel").click()
    assert "Lederen sammen med den, der kender barnet bedst" in words_on(page)
    press(page, "Tilbage til matrixen")
    press(page, "2 børn mangler en fælles vurdering")  # they stand in no cell
    assert "Hvem taler med forældrene" not in words_on(page)


def test_what_is_opened_is_in_sight_also_in_large_letters(page: MatrixPage, qtbot: QtBot, office: Office) -> None:
    look.set_zoom(2.0)
    settle(qtbot, office.work)
    exposed = cell(page, "Udsat position, mistrivsel")
    page.work_area.ensureWidgetVisible(exposed)
    assert page.work_area.verticalScrollBar().value() > 0
    exposed.click()
    settle(qtbot, office.work)
    assert page.work_area.verticalScrollBar().value() == 0
    assert not page._list.back.visibleRegion().isEmpty()


def test_who_moved_from_where_to_where_is_a_list_by_the_same_names(
    page: MatrixPage, house: House, rounds: tuple[Id, Id], qtbot: QtBot, office: Office, trip: Trip
) -> None:
    press(page, "Se hvem der flyttede")
    (row,) = page.findChildren(RowList)[0].rows()
    assert row.title == "I.O.: udsat · begyndende mistrivsel"
    assert row.second == "større grund, før ikke udsat · trives"
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)
    assert trip.went == [Destination(Place.CHILD, house.child("Ib").id)]
    press(page, "Kun antal")
    (row,) = page.findChildren(RowList)[0].rows()
    assert row.title == "1 barn: udsat · begyndende mistrivsel"
    page.findChildren(RowList)[0].opened.emit(None)
    assert len(trip.went) == 1


def test_beginning_mistrivsel_can_have_a_column_of_its_own_and_it_is_remembered(
    page: MatrixPage, office: Office, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.here, "beginning_apart", False)
    monkeypatch.setattr(settings, "save", lambda: None)
    press(page, "Begyndende mistrivsel for sig")
    assert cell(page, "Udsat position, begyndende mistrivsel, 1 barn").isVisible()
    assert sum(c.isVisible() for c in page.findChildren(MatrixCell)) == 9
    again = MatrixPage(office, Destination(Place.MATRIX))
    show(again)
    assert cell(again, "Udsat position, begyndende mistrivsel").isVisible()


def test_where_three_columns_have_no_room_two_are_shown_and_nothing_runs_together(
    page: MatrixPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.here, "beginning_apart", False)
    monkeypatch.setattr(settings, "save", lambda: None)
    press(page, "Begyndende mistrivsel for sig")
    page.resize(look.u(110), page.height())
    QApplication.processEvents()
    assert sum(c.isVisible() for c in page.findChildren(MatrixCell)) == 6
    page.resize(look.u(300), page.height())
    QApplication.processEvents()
    assert sum(c.isVisible() for c in page.findChildren(MatrixCell)) == 9


def test_home_and_end_go_to_the_first_and_the_last_cell(page: MatrixPage) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_End)
    assert QApplication.focusWidget() is cell(page, "Udsat position, mistrivsel")
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Home)
    assert QApplication.focusWidget() is cell(page, "Ikke udsat position, trivsel")


def test_an_age_can_be_chosen_and_an_empty_one_is_no_missing_matrix(
    page: MatrixPage, qtbot: QtBot, office: Office
) -> None:
    page._choose_band.set_value(AgeBand.FROM_14_TO_17.value)
    settle(qtbot, office.work)
    assert cell(page, "Udsat position, mistrivsel").accessibleName() == "Udsat position, mistrivsel, 0 børn"
    assert "Her er ingen matrix endnu" not in words_on(page)
    page._choose_band.set_value("")
    settle(qtbot, office.work)
    assert cell(page, "Udsat position, mistrivsel").accessibleName() == "Udsat position, mistrivsel, 1 barn"


def test_the_paper_shows_what_the_screen_shows(page: MatrixPage, qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    assert "Papiret viser børnene med initialer." in words_on(page)
    page._save_pdf(tmp_path / "matrix.pdf")
    settle(qtbot, office.work)
    assert "I.O. →↓" in "".join(page_texts((tmp_path / "matrix.pdf").read_bytes())).replace("\u00a0", " ")
    assert "Matrixen er gemt som PDF." in words_on(page)
    page._save_pdf(tmp_path / "er" / "her" / "ikke.pdf")
    settle(qtbot, office.work)
    assert "Papiret kunne ikke gemmes" in words_on(page)


def test_moves_since_the_round_before_are_counted(page: MatrixPage) -> None:
    said = words_on(page).splitlines()
    assert "Siden Efterår 2025" in said
    assert said[said.index("større grund") + 1] == "1"
    assert said[said.index("samme felt") + 1] == "1"
    assert "Feltet siger noget om barnets situation i dagtilbuddet lige nu. Det siger ikke, hvem barnet er." in said


def test_arrows_move_enter_opens_and_esc_comes_back(page: MatrixPage, trip: Trip, house: House) -> None:
    keys = (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return)
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or page, key)
    assert "Udsat position, mistrivsel: 1 barn" in words_on(page)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is cell(page, "Udsat position, mistrivsel")
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)
    assert trip.went == [Destination(Place.CHILD, house.child("Ib").id)]


def test_those_who_wait_stand_beside_and_open_too(page: MatrixPage) -> None:
    press(page, "2 børn mangler en fælles vurdering")
    assert [row.title for row in page.findChildren(RowList)[0].rows()] == ["B.", "L.K."]
    press(page, "Navne")
    assert [row.title for row in page.findChildren(RowList)[0].rows()] == ["Bo", "Liv Æ. Kanari Ørsted"]


def test_ved_ikke_nok_is_a_list_of_its_own(
    page: MatrixPage, house: House, rounds: tuple[Id, Id], qtbot: QtBot, office: Office
) -> None:
    agree(house, rounds[1], "Ib", (Position.UNKNOWN, Trivsel.THRIVES), date(2026, 4, 28))
    page.refresh(Changes(frozenset({Kind.JOINT_ASSESSMENTS})))
    settle(qtbot, office.work)
    assert "0 børn" in cell(page, "Udsat position, mistrivsel").accessibleName()
    press(page, "1 barn: ved ikke nok")
    assert [row.title for row in page.findChildren(RowList)[0].rows()] == ["I.O."]


def test_the_main_button_is_there_only_where_an_agreement_is_missing(
    page: MatrixPage, house: House, rounds: tuple[Id, Id], trip: Trip
) -> None:
    assert not [b for b in page.findChildren(Button) if b.isVisible() and b.words.startswith("Lav aftaler")]
    whole = house.do(lambda desk: matrix.matrix(desk, rounds[1]))
    ib = whole.cells["U_M"][0]._replace(follow_up_on=None)
    page._show(Found((whole.round,), replace(whole, cells={**whole.cells, "U_M": (ib,)})))
    assert "1 mangler aftale" in described(cell(page, "Udsat position, mistrivsel"))
    press(page, "Lav aftaler for 1 barn")
    assert trip.went == [Destination(Place.JOINT, rounds[1], ib.child.id, Context.DAYCARE)]


def test_exposed_and_thriving_is_never_shown_as_fine(page: MatrixPage) -> None:
    exposed = cell(page, "Udsat position, trivsel")
    assert exposed.shade == cell(page, "Ikke udsat position, mistrivsel").shade > 0
    assert "Vurdér underretning" in described(exposed)
    assert exposed._state()[0] != "check"  # not even with a date


def test_an_earlier_round_can_be_chosen(page: MatrixPage, rounds: tuple[Id, Id], qtbot: QtBot, office: Office) -> None:
    page._choose_round.set_value(rounds[0])
    settle(qtbot, office.work)
    assert "Efterår 2025 · fælles vurderinger af 2 børn" in words_on(page)
    assert "ny" not in cell(page, "Ikke udsat position, trivsel").accessibleDescription()  # nothing to be new against
    assert "Siden" not in words_on(page)


def test_two_rounds_with_one_name_are_told_apart_by_their_groups(
    page: MatrixPage, house: House, rounds: tuple[Id, Id]
) -> None:
    shown = house.do(lambda desk: matrix.matrix(desk, rounds[1]))
    other = replace(shown.round, id=Id("other"), groups=(replace(shown.round.groups[0], group_name="Egestuen"),))
    page._show(Found((shown.round, other), shown))
    assert "Bøgestuen · Forår 2026 · fælles vurderinger af 2 børn" in words_on(page)
    assert page._choose_round.value() == rounds[1]


def test_a_district_asks_for_the_next_visit_and_never_for_a_round(
    page: MatrixPage, house: House, rounds: tuple[Id, Id]
) -> None:
    shown = house.do(lambda desk: matrix.matrix(desk, rounds[1]))
    assert "Ses igen i næste runde" in described(cell(page, "Ikke udsat position, trivsel"))
    page._show(Found((shown.round,), replace(shown, district=True)))
    assert "Ses igen ved næste besøg" in described(cell(page, "Ikke udsat position, trivsel"))
    assert "næste runde" not in words_on(page)
    cell(page, "Ikke udsat position, trivsel").click()
    assert "Ses igen ved næste besøg" in words_on(page)


def test_a_round_without_a_talk_leads_to_the_round(house: House, office: Office, show: Show, trip: Trip) -> None:
    round_id = house.do(open_round)
    page = MatrixPage(office, Destination(Place.MATRIX, round_id))
    show(page)
    press(page, "Vis runden")
    assert trip.went == [Destination(Place.ROUND, round_id)]


def test_without_rounds_it_says_what_to_do_first(
    daycare: Path, tmp_path: Path, clock: TestClock, show: Show, qtbot: QtBot
) -> None:
    shutil.copytree(daycare, tmp_path / "new")
    new, trip = House(tmp_path / "new", clock), Trip()
    page = MatrixPage(Office(new.enter(), trip.went.append, trip.back), Destination(Place.MATRIX))
    show(page)
    assert new.work is not None
    settle(qtbot, new.work)
    assert "Matrixen viser sig, når I har talt om det første barn." in words_on(page)
    assert page.focusWidget() is page._open_round
    press(page, "Åbn runden")
    assert trip.went == [Destination(Place.OPEN_ROUND)]
    new.leave()


def test_it_can_be_walked_by_keyboard_at_200_percent(page: MatrixPage) -> None:
    assert_walkable(page)


def test_a_child_in_class_and_sfo_stands_twice_each_with_its_word(
    page: MatrixPage, house: House, rounds: tuple[Id, Id]
) -> None:
    whole = house.do(lambda desk: matrix.matrix(desk, rounds[1]))
    ib = whole.cells["U_M"][0]
    sfo = ib._replace(context=Context.AFTER_SCHOOL, now=Standing(Position.NOT_EXPOSED, Trivsel.THRIVES))
    school = ib._replace(context=Context.SCHOOL)
    cells: dict[str, tuple[Seat, ...]] = dict.fromkeys(whole.cells, ()) | {"U_M": (school,), "IU_T": (sfo,)}
    page._show(Found((whole.round,), replace(whole, cells=cells)))

    assert "2 fælles vurderinger" in words_on(page)
    assert "1 vurdering" in cell(page, "Udsat position, mistrivsel").accessibleName()
    assert "(skole)" in repr(cell(page, "Udsat position, mistrivsel")._content.groups)
    assert "(SFO)" in repr(cell(page, "Ikke udsat position, trivsel")._content.groups)
    cell(page, "Ikke udsat position, trivsel").click()
    assert page.findChildren(RowList)[0].rows()[0].second.startswith("5 år · i SFO’en · Trives")


@pytest.mark.parametrize(
    ("size", "zoom"), [((1093, 614), 1.5), ((1093, 614), 1.0), ((1366, 768), 2.0), ((960, 600), 1.0)]
)
def test_the_words_of_a_cell_never_touch(
    page: MatrixPage, qtbot: QtBot, office: Office, size: tuple[int, int], zoom: float
) -> None:
    look.set_zoom(zoom)
    page.resize(*size)
    settle(qtbot, office.work)
    shown = [one for one in page.findChildren(MatrixCell) if one.isVisible()]
    assert shown
    assert all(one.width() >= one.least_width() for one in shown)
    assert page.work_area.content.width() <= page.work_area.viewport().width()


def test_on_a_tall_screen_the_cells_fill_it_and_do_not_grow_for_ever(
    page: MatrixPage, qtbot: QtBot, office: Office
) -> None:
    heights = []
    for height in (700, 850, 2160):
        page.resize(1920, height)
        settle(qtbot, office.work)
        heights.append(cell(page, "Udsat position, trivsel").height())
    assert heights[0] < heights[1] < heights[2] == look.u(66)
