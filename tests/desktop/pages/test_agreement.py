"""How alike a team answered: words first, what the figures can't say beside them, and nobody's name."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor import workplace
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.agreement import AgreementPage
from opspor.desktop.pages.agreement.parts import IntervalBar
from opspor.desktop.pages.agreement.words import details, left_out, most_apart, no_figures, sentence
from opspor.desktop.pages.rounds import RoundPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import ChoiceField, Table
from opspor.domain.agreement import Alike, Figure, NoAlpha, Same, TooFew, alike
from opspor.domain.assessment import Agreement, Context, FollowUpKind, Position, Trivsel
from opspor.domain.changes import Changes, Kind
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.usecases import children, joint, notices, people
from opspor.usecases.agreement import Part
from opspor.usecases.desk import Desk
from opspor.vault.keys import Derive
from tests.desktop.pages.conftest import (
    COLLEAGUE,
    PAEDAGOG,
    PASSWORDS,
    House,
    TestClock,
    Trip,
    answer_all,
    focused,
    open_round,
    settle,
)
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]


def agree(desk: Desk, round_id: Id, child: ChildInList) -> None:
    agreed = Agreement(
        position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES, reason="KANARI: talt om",
        follow_up=(FollowUpKind.FOCUS_POINT,), follow_up_on=date(2026, 5, 1), participants=(desk.staff.id,),
    )  # fmt: skip
    joint.agree(desk, round_id, child.id, agreed)


@pytest.fixture(scope="module")
def prepared(daycare: Path, tmp_path_factory: pytest.TempPathFactory, quick_derive: Derive) -> tuple[Path, Id]:
    """Three have assessed six children of a round and place one of them differently; four are agreed on."""
    return talked(daycare, tmp_path_factory.mktemp("agreement") / "vault", quick_derive)


def talked(daycare: Path, folder: Path, derive: Derive | None = None) -> tuple[Path, Id]:
    """The two of the daycare judge; with a key derivation a third is invited first."""
    shutil.copytree(daycare, folder)
    house = House(folder, TestClock())
    work = house.enter()
    if derive is not None:
        rooms = frozenset(group.id for group in house.do(people.overview).groups)
        _, code = work.invite(name="Sofie Kanarilund", title="pædagog", role=Role.STAFF, groups=rooms)
        house.leave()
        workplace.accept(
            folder, login=COLLEAGUE, code=code, password=PASSWORDS[COLLEAGUE], clock=house.clock, derive=derive
        ).close()
        house.enter()
    new = [
        children.NewChild(f"Fugl {i}", "Kanari", date(2021, 3, 1) + timedelta(days=i), "", "Bøgestuen", "")
        for i in range(6)
    ]
    house.do(lambda desk: children.import_list(desk, new))
    round_id = house.do(open_round)
    birds = [child for child in house.do(children.listed) if child.first_name.startswith("Fugl")]
    house.do(lambda desk: notices.give(desk, [bird.id for bird in birds], date(2026, 3, 1), "Brev"))

    def as_jonas(desk: Desk) -> None:
        for bird in birds:
            answer_all(desk, round_id, bird)

    for login in (PAEDAGOG, COLLEAGUE)[: 2 if derive else 1]:
        house.as_(login, as_jonas)
    for number, bird in enumerate(birds):
        position = Position.NOT_EXPOSED if number else Position.EXPOSED
        house.do(partial(answer_all, round_id=round_id, child=bird, position=position))
    for bird in birds[:4]:
        house.do(partial(agree, round_id=round_id, child=bird))
    house.leave()
    return folder, round_id


@pytest.fixture
def house(prepared: tuple[Path, Id], tmp_path: Path, clock: TestClock) -> Iterator[House]:
    shutil.copytree(prepared[0], tmp_path / "vault")
    house = House(tmp_path / "vault", clock)
    yield house
    house.leave()


@pytest.fixture
def round_id(prepared: tuple[Path, Id]) -> Id:
    return prepared[1]


def finish(house: House, round_id: Id) -> None:
    """The team talks about the two that are left."""
    birds = [child for child in house.do(children.listed) if child.first_name.startswith("Fugl")]
    for bird in birds[4:]:
        house.do(partial(agree, round_id=round_id, child=bird))


def test_too_few_children_say_what_to_do(round_id: Id, office: Office, show: Show, trip: Trip) -> None:
    page = AgreementPage(office, Destination(Place.AGREEMENT, round_id))
    show(page)
    assert "Her er for få børn endnu" in words_on(page)
    assert not page.findChildren(IntervalBar)
    press(page, "Vis runden")
    press(page, "Øv jer på 12 cases")
    assert trip.went == [Destination(Place.ROUND, round_id), Destination(Place.PRACTICE)]


def test_a_pair_is_told_why_there_is_no_figure(
    daycare: Path, tmp_path: Path, clock: TestClock, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    folder, round_id = talked(daycare, tmp_path / "pair")
    house = House(folder, clock)
    work = house.enter()
    finish(house, round_id)
    page = AgreementPage(Office(work, trip.went.append, trip.back), Destination(Place.AGREEMENT, round_id))
    show(page)
    settle(qtbot, work)

    assert "Her er for få voksne til et tal" in words_on(page)
    assert "Tallet kommer, når mindst 3 voksne har vurderet børn her." in words_on(page)
    assert not page.findChildren(IntervalBar)
    house.leave()


def test_why_a_group_has_no_figure_and_whether_all_groups_have_its_answers() -> None:
    pair = Part(Id("g"), "Bøgestuen", Context.DAYCARE, 12, TooFew.ASSESSORS)
    assert no_figures(pair, all_too=True)[1].endswith("Svarene er talt med i tallet for alle.")
    assert "for alle" not in no_figures(pair, all_too=False)[1]
    few = replace(pair, too_few=TooFew.CHILDREN, children=2, counted=False)
    assert no_figures(few, all_too=True) == (
        "Her er for få børn endnu",
        "Når I har talt færdig om mindst 5 børn, som mindst 3 voksne i alt har vurderet, kan I se, hvor ens I svarede. "
        "Nu er det 2 børn. Svarene er heller ikke talt med i tallet for alle. Ellers kunne man regne dem ud.",
    )
    assert left_out(replace(pair, left_out=("Bøgestuen", "Elmestuen"))).startswith(
        "Ikke talt med: Bøgestuen, Elmestuen."
    )


def test_the_figures_stand_in_words_without_a_name_or_a_colour_of_judgement(
    round_id: Id, house: House, office: Office, show: Show
) -> None:
    finish(house, round_id)
    page = AgreementPage(office, Destination(Place.AGREEMENT, round_id))
    show(page)

    said = words_on(page)

    assert "Hos 5 af 6 børn valgte I alle det samme." in said
    assert "Hos 6 af 6 børn valgte I alle det samme." in said
    assert "De er ikke en karakter for nogen af jer." in said
    assert "I delte jer mest i »Position«." in said
    assert "med under 30 børn flytter ét barn tallet for meget" in said
    assert len(page.findChildren(IntervalBar)) == 6
    assert not [word for word in ("Fugl", "Jonas", "Mette", "KANARI", "rød", "grøn", "score") if word in said]


def test_it_is_read_again_when_a_child_is_agreed_on(
    round_id: Id, house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    page = AgreementPage(office, Destination(Place.AGREEMENT, round_id))
    show(page)
    finish(house, round_id)
    page.refresh(Changes(frozenset({Kind.JOINT_ASSESSMENTS})))
    settle(qtbot, office.work)
    assert "Hos 5 af 6 børn" in words_on(page)


def test_rounds_stand_beside_each_other(round_id: Id, house: House, office: Office, show: Show) -> None:
    finish(house, round_id)
    page = AgreementPage(office, Destination(Place.AGREEMENT, round_id))
    show(page)
    model = page.findChildren(Table)[0].model()
    rows = [[model.index(row, column).data() for column in range(model.columnCount())] for row in range(6)]
    assert rows[0] == ["Position", "5 af 6"]
    assert not page.findChildren(ChoiceField)[0].isVisible()  # one group, nothing to choose


def test_the_page_can_be_walked_by_keyboard_at_200_percent(
    round_id: Id, house: House, office: Office, show: Show
) -> None:
    finish(house, round_id)
    page = AgreementPage(office, Destination(Place.AGREEMENT, round_id))
    show(page)
    assert_walkable(page)


def figures(low: float, high: float, no_alpha: NoAlpha | None = NoAlpha.FEW) -> Alike:
    return Alike(Same(9, 9, 6), Figure(2 / 3, 0.35, 0.88), Figure(0.5, low, high), None, no_alpha)


def test_a_sentence_says_no_more_than_the_interval() -> None:
    assert "mere, end man ville vente" in sentence("position", figures(0.1, 0.9))
    assert "Det kan være et tilfælde" in sentence("position", figures(-0.1, 0.9))
    assert "mindre, end man ville vente" in sentence("position", figures(-0.9, -0.1))
    assert sentence("social", figures(0.1, 0.9)).startswith("Tegn hos 9 børn: i 6 af 9 svar valgte I alle det samme.")


def test_figures_are_written_in_danish_and_alpha_comes_last() -> None:
    assert (
        details(figures(-0.1, 0.9)) == "Ens to og to: 67 % (35 til 88 %). Uden det tilfældige: 0,50 (−0,10 til 0,90)."
    )
    assert details(figures(0.1, 0.9, NoAlpha.NO_SPREAD)).endswith(
        "næsten alle svar er ens, så der er for lidt at skelne."
    )
    room = alike([[(2, 0, 0)]] * 20 + [[(1, 1, 0)]] * 8 + [[(0, 2, 0)]] * 8, ordered=3)
    assert room is not None
    assert details(room).splitlines()[-1].startswith("Alfa: 0,")


def test_where_all_were_alike_no_interval_is_pretended() -> None:
    whole = alike([[(2, 0, 0)]] * 6, ordered=3)
    assert whole is not None
    assert details(whole) == "Ens to og to: 100 % (61 til 100 %). Uden det tilfældige: 1,00."


def test_the_keys_are_on_the_page_when_it_has_come(round_id: Id, house: House, office: Office, show: Show) -> None:
    few = AgreementPage(office, Destination(Place.AGREEMENT, round_id))
    show(few)
    assert focused().accessibleName() == "Vis runden"
    finish(house, round_id)
    page = AgreementPage(office, Destination(Place.AGREEMENT, round_id))
    show(page)
    assert QApplication.focusWidget() is page.findChildren(Table)[0]
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused().accessibleName() == "Øv jer på 12 cases"


def test_where_one_was_least_alike() -> None:
    assert most_apart({"position": figures(0.1, 0.9), "trivsel": None}) == "Position"
    whole = alike([[(2, 0, 0)]] * 6, ordered=3)
    assert most_apart({"position": whole, "trivsel": None}) == ""


def test_the_way_from_the_round(round_id: Id, office: Office, show: Show, trip: Trip) -> None:
    page = RoundPage(office, Destination(Place.ROUND, round_id))
    show(page)
    press(page, "Så ens svarede I")
    assert trip.went == [Destination(Place.AGREEMENT, round_id)]
