"""A visit with the parents and after it: what they see, what is kept, and what is never on the same screen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.idle import BRIEF, limit_on
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.child import ChildPage
from opspor.desktop.pages.own.factors import FactorPanel
from opspor.desktop.pages.visit import AfterPage, ChildVisitsPage, HandoverPage, TogetherPage
from opspor.desktop.pages.visit.parts import JournalField, TopicCard
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import CheckBox, DateField, RowList, Segmented, TextField
from opspor.domain.assessment import POSITION_WORDS, Position, Seen, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.visit import HomeVisit, Looked, VisitAgreement, VisitAnswers, VisitType
from opspor.usecases import concerns, visits
from tests.desktop.pages.conftest import House, Trip, drive_out, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
TYPE = VisitType.MONTHS_8_11


@pytest.fixture
def district(house: House, office: Office) -> Id:
    """A district of the leader's."""
    return house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))


@pytest.fixture
def liv(house: House, district: Id) -> Id:
    """Nine months old; there is a concern about her, and another child in the district."""
    child = house.do(
        lambda desk: visits.add_child(desk, district, name="Liva Kanarisund", birth=date(2025, 6, 1), address="Åvej")
    )
    house.do(lambda desk: visits.add_child(desk, district, name="Naboen Kanari", birth=date(2025, 6, 1)))
    house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="Kanariuro", seen_on=date(2026, 3, 1), child_id=child
        )
    )
    return child


def to(place: Place, child: Id, corrects: Id | None = None) -> Destination:
    return Destination(place, child, corrects or Id(""), TYPE.value)


def made(house: House, child: Id, type_: VisitType = VisitType.MONTHS_4_6, **answers: object) -> Id:
    """A visit in October."""
    sheet = house.do(lambda desk: visits.visit_sheet(desk, child, type_))
    whole = VisitAnswers(
        visited_on=date(2025, 10, 20), answers={topic.id: Looked.WELL for topic in sheet.form.topic}, in_journal=False
    )
    given = replace(whole, **answers)  # type: ignore[arg-type]
    return house.do(lambda desk: visits.finish_visit(desk, sheet, given))


def field(page: QWidget, label: str) -> TextField:
    return next(found for found in page.findChildren(TextField) if found.editor.accessibleName() == label)


def day(page: QWidget, label: str) -> DateField:
    return next(found for found in page.findChildren(DateField) if found.editor.accessibleName() == label)


def choice(page: QWidget, name: str) -> Segmented[object]:
    return next(found for found in page.findChildren(Segmented) if found.accessibleName() == name)


def draft(house: House, child: Id) -> VisitAnswers:
    return house.do(lambda desk: visits.visit_sheet(desk, child, TYPE)).answers


def current(house: House, child: Id) -> HomeVisit:
    return house.do(lambda desk: visits.of_child(desk, child)).visits[0]


# the part that the parents see


def test_the_parents_see_one_child_and_no_word_of_concern_or_position(liv: Id, office: Office, show: Show) -> None:
    page = TogetherPage(office, to(Place.VISIT, liv))
    show(page)
    seen = words_on(page)
    assert "Liva" in seen
    assert "Tryg base" in seen
    for hidden in (*list(POSITION_WORDS.values())[:3], "position", "ekymring", "Kanariuro", "Naboen", "som jeg så"):
        assert hidden not in seen
    assert page.meeting  # large letters
    assert_walkable(page)


def test_a_number_answers_a_topic_and_goes_on_to_the_next(
    liv: Id, office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page = TogetherPage(office, to(Place.VISIT, liv))
    show(page)
    cards = page.findChildren(TopicCard)
    cards[0].begin()
    for key in ("1", "2", "3"):
        QTest.keyClicks(QApplication.focusWidget() or page, key)
    assert [card.keys.value() for card in cards[:4]] == [Looked.WELL, Looked.TALK, Looked.NOT_LOOKED, None]
    assert QApplication.focusWidget() is cards[2].note.field.editor  # the reason comes first
    QTest.keyClicks(QApplication.focusWidget() or page, "Sov")
    page.leave()
    settle(qtbot, office.work)
    assert draft(house, liv).answers == {"O-1": "well", "O-2": "talk", "O-3": "not_looked"}
    assert draft(house, liv).notes == {"O-3": "Sov"}


def test_everything_of_the_first_part_is_kept_and_stands_there_again(
    liv: Id, office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page = TogetherPage(office, to(Place.VISIT, liv))
    show(page)
    field(page, "Hvem er med i dag?").set_text("mor")
    field(page, "Det går godt").set_text("Griner 🙂")
    field(page, "Aftale 1: hvad?").set_text("Tur")
    field(page, "Hvem gør det?").set_text("far")
    page.leave()
    settle(qtbot, office.work)
    kept = draft(house, liv)
    assert (kept.present, kept.strengths, kept.agreements) == ("mor", "Griner 🙂", (VisitAgreement("Tur", "far"),))
    again = TogetherPage(office, to(Place.VISIT, liv))
    show(again)
    assert field(again, "Det går godt").text() == "Griner 🙂"
    assert field(again, "Aftale 1: hvad?").text() == "Tur"


def test_what_was_typed_while_the_drive_was_away_is_there_again(
    liv: Id, office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page = TogetherPage(office, to(Place.VISIT, liv))
    show(page)
    with drive_out(house):
        field(page, "Hvem er med i dag?").set_text("mor")
        page.leave()
        settle(qtbot, office.work)
    again = TogetherPage(office, to(Place.VISIT, liv))
    show(again)
    assert field(again, "Hvem er med i dag?").text() == "mor"


def test_a_measure_is_gently_sent_to_the_journal_and_not_refused(liv: Id, office: Office, show: Show) -> None:
    page = TogetherPage(office, to(Place.VISIT, liv))
    show(page)
    note = page.findChildren(JournalField)[0]
    note.field.set_text("Vejer 8200 g")
    assert "»8200 g« hører til i sundhedsjournalen" in note.hint
    assert note.field.error == ""
    note.field.set_text("Spiser godt")
    assert note.hint == ""


def test_a_rådgiver_is_noted_only_with_the_parents_yes(
    liv: Id, office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page = TogetherPage(office, to(Place.VISIT, liv))
    show(page)
    tick = next(box for box in page.findChildren(CheckBox) if "rådgiver" in box.words)
    tick.setChecked(True)
    assert "Forældrene siger ja, før en rådgiver kommer med" in words_on(page)
    page.leave()
    settle(qtbot, office.work)
    after = AfterPage(office, to(Place.VISIT_AFTER, liv))
    show(after)
    for card in after.findChildren(TopicCard):
        card.keys.set_value(Looked.WELL)
    sheet = house.do(lambda desk: visits.visit_sheet(desk, liv, TYPE))
    all_well = replace(sheet.answers, answers={topic.id: Looked.WELL for topic in sheet.form.topic}, in_journal=False)
    house.do(lambda desk: visits.save_visit(desk, sheet, all_well))
    again = AfterPage(office, to(Place.VISIT_AFTER, liv))
    show(again)
    press(again, "Gem besøget")
    settle(qtbot, office.work)
    assert "forældrene har sagt ja på forhånd" in words_on(again)
    assert house.do(lambda desk: visits.of_child(desk, liv)).visits == ()


def test_leaving_leads_back_to_the_childs_own_page(liv: Id, office: Office, show: Show, trip: Trip) -> None:
    page = TogetherPage(office, to(Place.VISIT, liv))
    show(page)
    press(page, "Færdig for nu")
    assert (trip.backs, trip.went) == (1, [])  # what lies under it is the child's own page, never a list


# the child's own page, which lies under it


def test_the_page_under_it_names_no_other_child_and_nothing_that_judges(
    liv: Id, office: Office, show: Show, house: House, trip: Trip
) -> None:
    made(
        house, liv, position=Position.EXPOSED, trivsel=Trivsel.MISTRIVSEL, reason="Kanarigrund",
        follow_up_on=date(2025, 11, 1),
    )  # fmt: skip
    house.do(lambda desk: visits.need_visit(desk, liv, due_on=date(2026, 3, 20), why="Kanaribehov"))
    page = ChildVisitsPage(office, Destination(Place.VISITS, liv))
    show(page)
    shown = words_on(page)
    assert "Venter: 20.3.2026" in shown
    for hidden in ("Udsat", "istrivsel", "Kanarigrund", "Kanaribehov", "Kanariuro", "Naboen"):
        assert hidden not in shown
    assert_walkable(page)
    press(page, "Begynd sammen med forældrene")
    press(page, "Skriv bagefter")
    assert trip.went == [to(Place.VISIT, liv), to(Place.VISIT_AFTER, liv)]


def test_a_need_is_noted_and_ended(liv: Id, office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = ChildVisitsPage(office, Destination(Place.VISITS, liv))
    show(page)
    press(page, "Vis, og notér et behov")
    press(page, "Notér behovet")
    settle(qtbot, office.work)
    assert day(page, "Hvornår?").error != ""
    day(page, "Hvornår?").set_value(date(2026, 3, 20))
    field(page, "Hvorfor?").set_text("Søvn")
    press(page, "Notér behovet")
    settle(qtbot, office.work)
    (need,) = house.do(lambda desk: visits.of_child(desk, liv)).needs
    assert (need.due_on, need.why) == (date(2026, 3, 20), "Søvn")


def test_a_visit_that_came_to_nothing_is_noted_with_a_reason_that_the_parents_do_not_read(
    liv: Id, office: Office, show: Show, house: House, trip: Trip, qtbot: QtBot
) -> None:
    page = ChildVisitsPage(office, Destination(Place.VISITS, liv))
    show(page)
    press(page, "Besøget blev ikke til noget")
    press(page, "Notér, at det ikke blev til noget")
    settle(qtbot, office.work)
    assert field(page, "Hvorfor ikke?").error != ""
    field(page, "Hvorfor ikke?").set_text("Kanariafbud")
    press(page, "Notér, at det ikke blev til noget")
    settle(qtbot, office.work)
    (noted,) = house.do(lambda desk: visits.of_child(desk, liv)).not_held
    assert (noted.type, noted.day, noted.why) == (TYPE, house.clock().date(), "Kanariafbud")
    assert_walkable(page)
    again = ChildVisitsPage(office, Destination(Place.VISITS, liv))
    show(again)
    rows = again.findChildren(RowList)[0]
    assert "blev ikke til noget" in str(rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Kanariafbud" not in words_on(again) + str(rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Return)  # there is no visit to open
    assert trip.went == []


def test_why_a_visit_came_to_nothing_is_kept_while_it_is_typed(
    liv: Id, office: Office, show: Show, qtbot: QtBot
) -> None:
    page = ChildVisitsPage(office, Destination(Place.VISITS, liv))
    show(page)
    press(page, "Besøget blev ikke til noget")
    field(page, "Hvorfor ikke?").set_text("Ingen hjemme 🚪")
    page.leave()
    settle(qtbot, office.work)
    again = ChildVisitsPage(office, Destination(Place.VISITS, liv))
    show(again)
    settle(qtbot, office.work)
    assert field(again, "Hvorfor ikke?").text() == "Ingen hjemme 🚪"


def test_a_need_that_waits_is_chosen_before_a_visit_that_is_not_due_yet(
    liv: Id, office: Office, show: Show, house: House, trip: Trip, qtbot: QtBot
) -> None:
    def chosen() -> str:
        page = ChildVisitsPage(office, Destination(Place.VISITS, liv))
        show(page)
        press(page, "Skriv bagefter")
        return trip.went[-1].context

    made(house, liv)
    house.do(lambda desk: visits.need_visit(desk, liv, due_on=date(2026, 3, 20), why="Søvn"))
    assert chosen() == VisitType.MONTHS_8_11  # is due now
    made(house, liv, VisitType.MONTHS_8_11)
    assert chosen() == VisitType.NEED
    page = ChildVisitsPage(office, Destination(Place.VISITS, liv))
    show(page)
    assert "Næste: Behovsbesøg, senest 20. marts 2026." in words_on(page)
    (known,) = house.do(lambda desk: visits.of_child(desk, liv)).needs
    press(page, "Vis, og notér et behov")
    page._needs._end(known)
    settle(qtbot, office.work)
    assert house.do(lambda desk: visits.of_child(desk, liv)).needs == ()
    press(page, "Fortryd")
    settle(qtbot, office.work)
    (again,) = house.do(lambda desk: visits.of_child(desk, liv)).needs
    assert (again.due_on, again.why) == (known.due_on, known.why)
    house.do(lambda desk: visits.end_need(desk, liv, again.id))
    assert chosen() == VisitType.MONTHS_18


def test_the_childs_page_shows_the_visits_and_leads_to_them(
    liv: Id, office: Office, show: Show, house: House, trip: Trip
) -> None:
    made(house, liv, position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES)
    page = ChildPage(office, Destination(Place.CHILD, liv))
    show(page)
    assert "Hjemmebesøg" in words_on(page)
    assert "Vurderinger" not in words_on(page)  # no team talks about a child of a district
    (rows,) = (found for found in page.findChildren(RowList) if found.accessibleName() == "Hjemmebesøg")
    spoken = str(rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Besøg ved 4–6 måneder" in spoken
    assert "Ikke udsat · trives" in spoken
    press(page, "Besøg og overlevering")
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert trip.went == [Destination(Place.VISITS, liv)] * 2
    assert_walkable(page)


def test_a_visit_that_was_made_is_opened_to_correct_it(
    liv: Id, office: Office, show: Show, house: House, trip: Trip
) -> None:
    first = made(house, liv)
    page = ChildVisitsPage(office, Destination(Place.VISITS, liv))
    show(page)
    rows = page.findChildren(RowList)[0]
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert trip.went == [Destination(Place.VISIT_AFTER, liv, first, VisitType.MONTHS_4_6.value)]


# afterwards


def test_what_is_written_afterwards_becomes_the_record_with_both_halves(
    liv: Id, office: Office, show: Show, house: House, qtbot: QtBot, trip: Trip
) -> None:
    sheet = house.do(lambda desk: visits.visit_sheet(desk, liv, TYPE))
    shared = replace(
        sheet.answers, answers={topic.id: Looked.WELL for topic in sheet.form.shared}, strengths="Ro",
        trivsel=Trivsel.THRIVES,
    )  # fmt: skip
    house.do(lambda desk: visits.save_visit(desk, sheet, shared))
    page = AfterPage(office, to(Place.VISIT_AFTER, liv))
    show(page)
    assert_walkable(page)
    page.findChildren(TopicCard)[0].begin()
    QTest.keyClicks(QApplication.focusWidget() or page, "1")
    choice(page, "Barnets position derhjemme").set_value(Position.POTENTIALLY_EXPOSED)
    press(page, "Gem besøget")
    settle(qtbot, office.work)
    assert field(page, "Det lægger jeg vægt på").error != ""
    field(page, "Det lægger jeg vægt på").set_text("Få at ringe til")
    day(page, "Følg op senest").set_value(date(2026, 4, 1))
    choice(page, "Ført i sundhedsjournalen?").set_value(False)
    press(page, "Gem besøget")
    settle(qtbot, office.work)
    visit = current(house, liv)
    assert trip.backs == 1
    assert (visit.answers.strengths, visit.answers.position) == ("Ro", Position.POTENTIALLY_EXPOSED)
    assert visit.answers.answers["O-9"] == Looked.WELL


def test_factors_that_are_only_begun_are_kept_too(
    liv: Id, office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page = AfterPage(office, to(Place.VISIT_AFTER, liv))
    show(page)
    question = next(
        one for one in page.findChildren(Segmented) if one.accessibleName().startswith("Ser du noget i fam")
    )
    QTest.mouseClick(question.segments[1], Qt.MouseButton.LeftButton)
    panel = next(one for one in page.findChildren(FactorPanel) if one.isVisible())
    panel.findChildren(CheckBox)[0].setChecked(True)
    page.leave()
    settle(qtbot, office.work)
    assert list(draft(house, liv).position_answers.values()) == [Seen.SOMETHING]
    again = AfterPage(office, to(Place.VISIT_AFTER, liv))
    show(again)
    panel = next(one for one in again.findChildren(FactorPanel) if one.isVisible())
    assert panel.findChildren(CheckBox)[0].isChecked()


def test_it_locks_sooner_than_the_part_that_is_made_together(liv: Id, office: Office, show: Show) -> None:
    after, together = AfterPage(office, to(Place.VISIT_AFTER, liv)), TogetherPage(office, to(Place.VISIT, liv))
    show(after)
    show(together)
    assert limit_on(after) == BRIEF < limit_on(together)


# the hand-over


def test_a_hand_over_has_nothing_ticked_and_asks_why_a_judgement_goes_along(
    liv: Id, office: Office, show: Show, house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(
        house, liv, strengths="Griner", position=Position.EXPOSED, trivsel=Trivsel.THRIVES, reason="Kanarigrund",
        follow_up_on=date(2025, 11, 1),
    )  # fmt: skip
    target = tmp_path / "x.pdf"
    monkeypatch.setattr(
        "opspor.desktop.pages.visit.handover_page.save_pdf_as", lambda owner, name, chosen: chosen(target)
    )
    page = HandoverPage(office, Destination(Place.HANDOVER, liv))
    show(page)
    assert "Udsat" not in words_on(page)
    press(page, "Vis, hvordan det er vurderet")
    assert "Udsat" in words_on(page)
    ticks = page.findChildren(CheckBox)
    assert [tick.isChecked() for tick in ticks] == [False, False]
    assert "Kanarigrund" not in words_on(page)
    ticks[1].setChecked(True)
    field(page, "Hvem af jer har læst med og sagt ja?").set_text("mor")
    press(page, "Gem som PDF")
    settle(qtbot, office.work)
    assert field(page, "Hvorfor skal dagtilbuddet vide, hvordan det er vurderet?").error != ""
    assert not target.exists()
    ticks[1].setChecked(False)
    ticks[0].setChecked(True)
    press(page, "Gem som PDF")
    settle(qtbot, office.work)
    assert target.read_bytes().startswith(b"%PDF")
    assert_walkable(page)
