"""One concern: the track, what was seen and said, its papers, and the stop page where nobody may be told."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.concern import ConcernPage
from opspor.desktop.pages.concern.asked import AskedFields
from opspor.desktop.pages.concern.decision import DecisionForm
from opspor.desktop.pages.concern.records import RecordForm
from opspor.desktop.pages.concern.step import StepPart
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import CarefulDialog, CheckBox, Chip, PlainLabel, StepRow
from opspor.desktop.widgets import StepState as Look
from opspor.domain.beredskab import (
    Certainty,
    Judged,
    KnowsAlready,
    LeaderTold,
    NotTold,
    Phoned,
    Safe,
    Track,
)
from opspor.domain.changes import Changes, Kind
from opspor.domain.clock import moment_in_words
from opspor.domain.concern import StepState
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.forms.walking import leaves
from opspor.usecases import concerns, log, papers, people, tracks
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.desk import Desk
from tests.desktop.pages.conftest import LEADER, PAEDAGOG, House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.pages.test_concerns import begin
from tests.desktop.walker import assert_walkable
from tests.forms.paths import paths

Show = Callable[[Page | FocusPage], None]


@pytest.fixture
def concern(house: House, office: Office) -> Id:
    """A general one about Karla."""
    return begin(house, child=house.child("Karla").id)


@pytest.fixture
def page(concern: Id, office: Office, show: Show) -> ConcernPage:
    made = ConcernPage(office, Destination(Place.CONCERN, concern))
    show(made)
    return made


def file_of(house: House, concern: Id) -> ConcernFile:
    return house.do(lambda desk: concerns.open_concern(desk, concern))


def asked(page: ConcernPage) -> AskedFields:
    """The fields of the step that is open."""
    part = page._track._part
    assert part is not None
    assert part.asked is not None
    return part.asked


def again(qtbot: QtBot, page: ConcernPage, office: Office, *kinds: Kind) -> None:
    """The window tells the page what was changed."""
    settle(qtbot, office.work)
    page.refresh(Changes(frozenset(kinds)))
    settle(qtbot, office.work)


def finished_underretning(house: House, concern: Id) -> Id:
    sheet = house.do(
        lambda desk: papers.paper_sheet(desk, concerns.open_concern(desk, concern), PaperKind.UNDERRETNING)
    )
    return house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))


def test_the_name_stands_inside_the_page_and_not_in_its_title(page: ConcernPage) -> None:
    assert "Karla Maria Kanari Juhl" in words_on(page.work_area)
    assert page._title.text() == "Bekymring fra 17.3.2026"


def test_the_newest_records_stand_there_and_the_older_ones_above_them_on_request(
    qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office
) -> None:
    begins = office.work.clock() - timedelta(days=40)

    def write_all(desk: Desk) -> None:
        for number in range(12):
            seen_at = begins + timedelta(days=number)
            concerns.observe(desk, concern, seen_at=seen_at, place="", text=f"Nr. {number:02}")

    def shown() -> list[str]:
        """From the top down."""
        QApplication.processEvents()
        labels = [part for part in page.findChildren(PlainLabel) if part.isVisible() and part.text().startswith("Nr. ")]
        return [label.text() for label in sorted(labels, key=lambda label: label.mapTo(page, QPoint(0, 0)).y())]

    house.do(write_all)
    again(qtbot, page, office, Kind.OBSERVATIONS)
    every = [f"Nr. {number:02}" for number in range(12)]
    assert shown() == every[2:]
    press(page, "Vis ældre optegnelser (2)")
    assert shown() == every
    focused = page.focusWidget()
    assert isinstance(focused, PlainLabel)
    assert focused.text().startswith(moment_in_words(begins))
    again(qtbot, page, office, Kind.OBSERVATIONS)
    assert shown() == every


def test_the_first_step_is_open_and_doing_it_opens_the_next(
    qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office
) -> None:
    step = page.findChild(StepPart)
    assert step is not None
    assert step.step.id == "write_down"
    QTest.keyClicks(asked(page).texts["note"].editor, "Skrevet kl. 8.20 af Mette")
    press(page, "Trinnet er gjort")
    again(qtbot, page, office, Kind.CONCERNS)

    done = file_of(house, concern).steps["write_down"]
    assert (done.state, done.note) == (StepState.DONE, "Skrevet kl. 8.20 af Mette")
    now = [name for row in page.findChildren(StepRow) if "nu" in (name := row.accessibleName()).split(". ")]
    assert len(now) == 1
    assert "Trin 2" in now[0]


def test_a_step_that_is_not_relevant_needs_a_reason(
    qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office
) -> None:
    press(page, "Ikke relevant")
    press(page, "Ikke relevant")
    settle(qtbot, office.work)
    step = page.findChild(StepPart)
    assert step is not None
    assert "Skriv, hvorfor trinnet ikke er relevant" in step.why_not.error
    assert file_of(house, concern).steps == {}
    QTest.keyClicks(step.why_not.editor, "Det er skrevet et andet sted")
    press(page, "Ikke relevant")
    again(qtbot, page, office, Kind.CONCERNS)
    assert file_of(house, concern).steps["write_down"].state is StepState.NOT_RELEVANT


def test_a_step_can_be_opened_again(qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office) -> None:
    press(page, "Trinnet er gjort")
    again(qtbot, page, office, Kind.CONCERNS)
    next(row for row in page.findChildren(StepRow) if "Trin 1" in row.accessibleName()).click()
    press(page, "Åbn trinnet igen")
    again(qtbot, page, office, Kind.CONCERNS)

    assert file_of(house, concern).steps["write_down"].state is StepState.OPEN


def test_the_receipt_is_expected_six_working_days_after_it_was_sent(
    qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office
) -> None:
    paper = finished_underretning(house, concern)
    house.do(lambda desk: papers.note_sent(desk, paper, channel="Post", receiver="Kommunen", sent_on=date(2026, 3, 17)))
    again(qtbot, page, office, Kind.PAPERS)

    receipt = next(row for row in page.findChildren(StepRow) if "kvittering" in row.accessibleName())
    assert "senest 25.3.2026 (inden kommunens frist)" in receipt.accessibleName()


def test_an_observation_is_added_and_stands_on_the_page(
    qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office
) -> None:
    press(page, "Tilføj en iagttagelse")
    form = next(form for form in page.findChildren(RecordForm) if form.isVisible())
    press(form, "Skriv iagttagelsen ned")
    assert "Skriv, hvornår det var" in form.on._field.error
    QTest.keyClicks(form.on._field.editor, "12.3.2026")
    QTest.keyClicks(form.at.editor, "815")
    QTest.keyClicks(form.place.editor, "Garderoben")
    press(form, "Skriv iagttagelsen ned")
    settle(qtbot, office.work)
    assert form.text.error
    QTest.keyClicks(form.text.editor, "Kanari sover på gulvet.")
    press(form, "Skriv iagttagelsen ned")
    again(qtbot, page, office, Kind.OBSERVATIONS)

    seen = file_of(house, concern).observations
    assert [(o.place, o.text, o.seen_at.hour, o.seen_at.minute) for o in seen] == [
        ("Garderoben", "Kanari sover på gulvet.", 8, 15)
    ]
    assert "12. marts 2026 kl. 8.15, Garderoben" in words_on(page)
    assert not form.isVisible()


def test_the_childs_words_stand_with_what_it_was_asked(
    qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office
) -> None:
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [page]
    press(page, "Tilføj barnets ord")
    form = next(form for form in page.findChildren(RecordForm) if form.isVisible())
    QTest.keyClicks(form.on._field.editor, "12.3.2026")
    QTest.keyClicks(form.text.editor, "Mor sov, kanari")
    QTest.keyClicks(form.said.asked.editor, "Hvad har du spist?")
    press(form, "Skriv ordene ned")
    again(qtbot, page, office, Kind.OBSERVATIONS)

    assert "»Mor sov, kanari«" in words_on(page)
    assert "Spurgt: »Hvad har du spist?«" in words_on(page)


def test_what_is_typed_survives_a_change_from_elsewhere_and_leaving(
    qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office, show: Show
) -> None:
    note = asked(page).texts["note"]
    note.setFocus()
    QTest.keyClicks(note.editor, "Halvt skrevet")
    seen = house.clock.now - timedelta(hours=1)
    house.do(lambda desk: concerns.observe(desk, concern, seen_at=seen, place="", text="Andet, kanari"))
    again(qtbot, page, office, Kind.OBSERVATIONS)
    assert note.text() == "Halvt skrevet"
    assert page.focusWidget() is note.editor

    page.leave()
    settle(qtbot, office.work)
    later = ConcernPage(office, Destination(Place.CONCERN, concern))
    show(later)
    settle(qtbot, office.work)
    assert asked(later).texts["note"].text() == "Halvt skrevet"


def test_the_ways_to_the_papers(concern: Id, page: ConcernPage, trip: Trip) -> None:
    press(page, "Lav underretning")
    press(page, "Lav drøftelsesark til distriktstirsdag")
    press(page, "Åbn barnets side")
    assert [to.place for to in trip.went] == [Place.UNDERRETNING, Place.BRIEF, Place.CHILD]


def chips(page: ConcernPage) -> str:
    QApplication.processEvents()
    return " ".join(chip.accessibleName() for chip in page.findChildren(Chip) if chip.isVisible())


def test_a_finished_underretning_is_opened_and_says_how_it_was_sent(
    qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office, trip: Trip
) -> None:
    paper = finished_underretning(house, concern)
    again(qtbot, page, office, Kind.PAPERS)
    assert "Ikke sendt endnu" in chips(page)
    press(page, "Åbn papiret")
    press(page, "Ark til telefonen")
    assert trip.went == [Destination(Place.PAPER, paper), Destination(Place.PHONE_SHEET, concern)]

    house.do(lambda desk: papers.note_sent(desk, paper, channel="Post", receiver="Kommunen", sent_on=date(2026, 3, 17)))
    again(qtbot, page, office, Kind.PAPERS)
    assert "Sendt 17. marts 2026: Post, til Kommunen" in words_on(page)
    assert "Ikke sendt endnu" not in chips(page)


def test_closing_needs_a_reason_and_is_asked_once_more(
    qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office
) -> None:
    page._close.button.click()
    assert "Skriv, hvorfor bekymringen lukkes" in page._close.reason.error
    QTest.keyClicks(page._close.reason.editor, "Trives igen")
    page._close.button.click()
    dialog = page.window().findChild(CarefulDialog)
    assert dialog is not None
    dialog.verb.click()
    again(qtbot, page, office, Kind.CONCERNS)

    assert file_of(house, concern).concern.closed_at is not None
    assert not page._close.isVisible()
    assert file_of(house, concern).course.now is None
    assert not [row for row in page._track._rows.values() if row._state is Look.NOW]


@pytest.mark.parametrize("track", [Track.PARENTS, Track.HONOUR])
def test_where_nobody_may_be_told_the_donts_stay_on_top_and_what_is_to_be_done_now_in_sight(
    qtbot: QtBot, house: House, office: Office, show: Show, track: Track
) -> None:
    concern = begin(house, child=house.child("Karla").id, track=track)
    page = ConcernPage(office, Destination(Place.CONCERN, concern))
    show(page)

    said = words_on(page)
    form = file_of(house, concern).form
    assert form.dont[0].text in said
    assert page._guidance is not None
    assert page._guidance.mapTo(page, QPoint(0, 0)).y() < page._track.mapTo(page, QPoint(0, 0)).y()
    assert form.tell.split(".")[0] in said
    assert said.count("Det gælder: ") == 1, "who gets no papers is said once, not once for each of them"

    page.resize(1140, 712)  # what the rail and the top bar leave of a small laptop
    qtbot.waitUntil(lambda: page.width() == 1140)
    row, area = page._track._rows[form.step[0].id], page.work_area.viewport()
    qtbot.waitUntil(lambda: area.rect().contains(row.mapTo(area, row.rect().bottomLeft())))
    assert "Lav underretning" in said
    assert "drøftelsesark" not in said
    assert "De har fået det at vide" not in said, "not until somebody has decided whom one tells"
    assert [row for row in page.findChildren(StepRow) if row.isVisible()]


def test_a_typed_name_is_enough(house: House, office: Office, show: Show) -> None:
    concern = begin(house, name="Storebror til Kanari")
    page = ConcernPage(office, Destination(Place.CONCERN, concern))
    show(page)

    assert "Storebror til Kanari" in words_on(page)
    assert "Åbn barnets side" not in words_on(page)


def test_one_that_is_not_there_says_so(office: Office, show: Show) -> None:
    page = ConcernPage(office, Destination(Place.CONCERN, Id("findes-ikke")))
    show(page)
    assert "Bekymringen findes ikke" in words_on(page)


def test_it_can_be_walked(page: ConcernPage) -> None:
    press(page, "Tilføj en iagttagelse")
    assert_walkable(page)


def audience_of(page: ConcernPage) -> str:
    return words_on(page._audience)


def test_who_can_see_it_stands_in_words_and_is_chosen_by_keyboard(
    qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office
) -> None:
    assert "Mette Kanari Sørensen (skrev den) og alle, der arbejder på Bøgestuen, kan se den" in audience_of(page)
    page._audience._change.setFocus()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Space)  # the first one, Jonas
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    again(qtbot, page, office, Kind.CONCERNS)

    assert [member.name for member in file_of(house, concern).audience.named] == ["Jonas Kanari Bæk"]
    assert "Kun Mette Kanari Sørensen (skrev den) og Jonas Kanari Bæk kan se den." in audience_of(page)
    press(page, "Vælg, hvem der kan se den")
    press(page, "Lad stuen se den igen")
    again(qtbot, page, office, Kind.CONCERNS)
    assert file_of(house, concern).concern.kept_to is None


def test_what_is_ticked_is_there_again(
    qtbot: QtBot, concern: Id, page: ConcernPage, office: Office, show: Show
) -> None:
    press(page, "Vælg, hvem der kan se den")
    next(iter(page._audience._by_id.values())).click()
    page.leave()
    settle(qtbot, office.work)

    later = ConcernPage(office, Destination(Place.CONCERN, concern))
    show(later)
    settle(qtbot, office.work)
    assert [tick.isChecked() for tick in later._audience._by_id.values()] == [True]
    assert not isinstance(later.focusWidget(), CheckBox), "the draft does not take the focus"


def test_a_suspicion_says_why_the_room_cannot_see_it(house: House, office: Office, show: Show) -> None:
    suspicion = begin(house, child=house.child("Karla").id, track=Track.PARENTS)
    page = ConcernPage(office, Destination(Place.CONCERN, suspicion))
    show(page)
    assert "Kun Mette Kanari Sørensen (skrev den) kan se den. Der er mistanke, så stuen kan ikke" in audience_of(page)


def test_whoever_is_named_reads_who_sees_it_and_changes_nothing(
    qtbot: QtBot, house: House, concern: Id, trip: Trip
) -> None:
    jonas = next(member for member in house.do(people.overview).staff if member.name.startswith("Jonas"))
    house.do(lambda desk: concerns.keep(desk, concern, [jonas.id]))
    page = page_of(qtbot, house, concern, trip)

    said = audience_of(page)
    assert said.count("Mette Kanari Sørensen") == 1, "an author who leads is named once"
    assert "Kun den, der skrev bekymringen, og lederen kan ændre det." in said
    assert "Vælg, hvem der kan se den" not in said


def page_of(qtbot: QtBot, house: House, concern: Id, trip: Trip) -> ConcernPage:
    """The page as Jonas sees it."""
    work = house.enter(PAEDAGOG)
    page = ConcernPage(Office(work, trip.went.append, trip.back), Destination(Place.CONCERN, concern))
    qtbot.addWidget(page, before_close_func=lambda page: page.leave())
    page.show()
    settle(qtbot, work)
    return page


def test_a_refusal_is_a_neutral_message_on_the_page_and_a_line_in_the_log(
    qtbot: QtBot, house: House, concern: Id, trip: Trip
) -> None:
    house.do(lambda desk: concerns.keep(desk, concern, []))
    page = page_of(qtbot, house, concern, trip)

    assert "Det har du ikke adgang til" in words_on(page)
    assert "Spørg lederen først" in words_on(page)
    assert "Karla" not in words_on(page)
    house.enter(LEADER)
    refused = house.do(lambda desk: log.page(desk, log.Filter(), limit=5)).lines
    assert ("Jonas Kanari Bæk", True) in {(line.who, line.what.startswith("Blev afvist")) for line in refused}


def test_a_typed_name_is_linked_to_a_child_that_is_searched_for(
    qtbot: QtBot, house: House, office: Office, show: Show
) -> None:
    concern = begin(house, name="Karla fra Bøgen")
    page = ConcernPage(office, Destination(Place.CONCERN, concern))
    show(page)
    assert "Kun Mette Kanari Sørensen (skrev den) kan se den, så længe den ikke er knyttet" in audience_of(page)
    press(page, "Knyt til et barn på listen")
    QTest.keyClicks(page._link.name.editor, "karla")
    settle(qtbot, office.work)
    page._link.hits.setFocus()
    QTest.keyClick(page._link.hits, Qt.Key.Key_Return)
    again(qtbot, page, office, Kind.CONCERNS)

    file = file_of(house, concern)
    assert (file.name, file.concern.typed_name) == ("Karla Maria Kanari Juhl", "Karla fra Bøgen")
    assert "Karla Maria Kanari Juhl" in words_on(page._about)
    assert "Det er et andet barn" in words_on(page._link)


def test_the_audience_and_the_link_can_be_walked(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    page = ConcernPage(office, Destination(Place.CONCERN, begin(house, name="Kanari")))
    show(page)
    press(page, "Vælg, hvem der kan se den")
    press(page, "Knyt til et barn på listen")
    assert_walkable(page)


# --- following a track ------------------------------------------------------------------------------------------------


def fill(page: ConcernPage, way: str) -> None:
    """Choose the way on, and write something in every field that is empty."""
    part = page._track._part
    assert part is not None
    if part.ways is not None:
        part.ways.set_value(way)
        part._chosen()
    fields = asked(page)
    if fields.certainty is not None:
        fields.certainty.set_value(Certainty.SUSPICION)
    for text in fields.texts.values():
        text.set_text("Kanari skriver")
    for day in (fields.on, part.again_on):
        if day is not None and day.value() is None:
            day.set_value(date(2026, 3, 20))


@pytest.mark.parametrize("track", [Track.GENERAL, Track.PARENTS, Track.HONOUR])
def test_a_track_is_followed_on_the_page_from_its_first_step_to_its_last(
    qtbot: QtBot, house: House, office: Office, show: Show, track: Track
) -> None:
    concern = begin(house, child=house.child("Karla").id, track=track)
    page = ConcernPage(office, Destination(Place.CONCERN, concern))
    show(page)
    path = min(paths(file_of(house, concern).form), key=lambda path: (path.to != "end", -len(path.steps)))
    for step_id, way in path.ways:
        part = page._track._part
        assert part is not None
        assert part.step.id == step_id, "the page opens the next step by itself"
        fill(page, way.answer)
        press(part, "Trinnet er gjort")
        again(qtbot, page, office, Kind.CONCERNS)

    file = file_of(house, concern)
    assert file.course.now is None
    assert {one.step_id for one in file.noted} == {*path.steps}
    kinds = {type(one.what) for one in file.decisions}
    assert {Safe, Judged, LeaderTold, Phoned} <= kinds
    assert (NotTold in kinds) is (track is not Track.GENERAL)
    said = words_on(page._decided)
    assert "Mistanke" in said
    assert "Ser det anderledes: Kanari skriver" in said, "the leader's view and one's own are both kept"


def open_step(page: ConcernPage, step_id: str, way: str = "") -> StepPart:
    page._track._open(step_id, focus=False)
    part = page._track._part
    assert part is not None
    if way:
        assert part.ways is not None
        part.ways.set_value(way)
        part._chosen()
    return part


@pytest.mark.parametrize("track", [Track.GENERAL, Track.PARENTS])
def test_what_is_typed_at_any_step_is_there_again_after_a_lock_or_a_crash(
    qtbot: QtBot, house: House, office: Office, show: Show, track: Track
) -> None:
    concern = begin(house, child=house.child("Karla").id, track=track)
    page = ConcernPage(office, Destination(Place.CONCERN, concern))
    show(page)
    form = file_of(house, concern).form
    steps = [step for step in form.step if not all(leaves(way) for way in step.next)]
    for step in steps:
        open_step(page, step.id)
        settle(qtbot, office.work)
        fill(page, step.next[-1].answer)
        part = page._track._part
        assert part is not None
        part._keeper.touch()
        page.leave()
    settle(qtbot, office.work)

    later = ConcernPage(office, Destination(Place.CONCERN, concern))
    show(later)
    for step in steps:
        part = open_step(later, step.id)
        settle(qtbot, office.work)
        assert [text.text() for text in asked(later).texts.values()] == ["Kanari skriver"] * len(asked(later).texts)
        if part.ways is not None:
            assert part.ways.value() == step.next[-1].answer, step.id


def test_a_child_that_is_not_safe_shows_the_numbers_at_once(page: ConcernPage) -> None:
    assert "Ring nu fra en telefon" not in words_on(page)
    open_step(page, "safe", "no")
    assert "Ring nu fra en telefon" in words_on(page)
    assert "114" in words_on(page._track)


def test_nothing_is_kept_before_the_way_on_is_chosen_and_the_error_stands_there(
    qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office
) -> None:
    part = open_step(page, "decide")
    press(part, "Trinnet er gjort")
    assert "Vælg først, hvad der så skal ske" in words_on(part)
    part = open_step(page, "decide", "not_report")
    assert page._track._part is not None
    press(part, "Trinnet er gjort")
    assert "Vælg en dag" in words_on(part)
    assert asked(page).on is not None
    QTest.keyClicks(asked(page).on._field.editor, "24.3.2026")  # type: ignore[union-attr]
    press(part, "Trinnet er gjort")
    settle(qtbot, office.work)
    assert "Skriv hvorfor" in asked(page).texts["reason"].error
    assert file_of(house, concern).decisions == ()


def test_the_page_says_the_duty_is_ones_own_and_every_step_leads_to_an_underretning(
    concern: Id, page: ConcernPage, trip: Trip
) -> None:
    for step in ("leader", "sparring", "follow_up"):
        press(open_step(page, step), "Lav underretning")
    assert trip.went == [Destination(Place.UNDERRETNING, concern)] * 3
    assert "Pligten til at underrette er din egen" in words_on(open_step(page, "leader"))


def test_that_the_parents_know_already_can_be_written_at_any_time(
    qtbot: QtBot, house: House, office: Office, show: Show
) -> None:
    concern = begin(house, child=house.child("Karla").id, track=Track.HONOUR)
    page = ConcernPage(office, Destination(Place.CONCERN, concern))
    show(page)
    press(page, "De ved det allerede")
    form = page._telling._forms.made[f"concern:{concern}:knows"]
    assert isinstance(form, DecisionForm)
    press(form, "Skriv det ned")
    settle(qtbot, office.work)
    assert "Skriv hvem" in form.asked.texts["who"].error
    QTest.keyClicks(form.asked.texts["who"].editor, "far")
    QTest.keyClicks(form.asked.texts["when"].editor, "i går aftes")
    press(form, "Skriv det ned")
    again(qtbot, page, office, Kind.CONCERNS)

    assert [one.what for one in file_of(house, concern).decisions] == [KnowsAlready("far", "i går aftes", "")]
    assert "Far ved det allerede" in words_on(page._decided)
    assert not form.isVisible()


def test_a_judgement_stands_apart_from_what_was_seen(
    qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office
) -> None:
    press(page, "Tilføj en vurdering")
    form = page._records._view.made[f"concern:{concern}:view"]
    assert isinstance(form, DecisionForm)
    QTest.keyClicks(form.asked.texts["text"].editor, "Jeg tror, kanari er bange")
    press(form, "Skriv det ned")
    again(qtbot, page, office, Kind.CONCERNS)

    assert file_of(house, concern).observations == ()
    assert "Jeg tror, kanari er bange" in words_on(page._records._views)
    assert "Jeg tror, kanari er bange" not in words_on(page._decided)


def test_another_track_says_who_will_see_it_before_it_is_changed(
    qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office, trip: Trip
) -> None:
    press(page, "Skift spor")
    card = page._other
    press(card, "Skift spor nu")
    assert card.track.error
    card.track.set_value(Track.SELF_HARM)
    assert "den samme bekymring" in words_on(card)
    card.track.set_value(Track.PARENTS)
    assert "en ny bekymring, som kun du og lederen kan se" in words_on(card)
    press(card, "Skift spor nu")
    settle(qtbot, office.work)
    assert "Skriv hvorfor" in card.why.error
    QTest.keyClicks(card.why.editor, "Hun sagde, at kanari slår")
    press(card, "Skift spor nu")
    settle(qtbot, office.work)

    (to,) = trip.went
    assert to.place is Place.CONCERN
    assert to.id != concern
    assert file_of(house, to.id).concern.track is Track.PARENTS
    assert file_of(house, concern).decisions == ()


def test_a_clock_that_was_set_back_is_said_and_nothing_is_refused(
    qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office
) -> None:
    press(page, "Trinnet er gjort")
    again(qtbot, page, office, Kind.CONCERNS)
    assert "Pc'ens ur er sat tilbage" not in words_on(page)
    house.clock.now -= timedelta(days=400)
    house.do(lambda desk: tracks.do_step(desk, concern, "leader", StepState.DONE, "Talt"))
    again(qtbot, page, office, Kind.CONCERNS)
    assert "Pc'ens ur er sat tilbage" in words_on(page)
    assert "2025" in words_on(open_step(page, "leader"))


def test_what_two_people_noted_at_a_step_both_stand_there(
    qtbot: QtBot, house: House, concern: Id, page: ConcernPage, office: Office
) -> None:
    part = open_step(page, "leader")
    asked(page).texts["agreed"].set_text("Halvt skrevet")
    for login, note in ((LEADER, "Talt med lederen"), (PAEDAGOG, "Ringet til PPR")):
        house.as_(login, lambda desk, note=note: tracks.do_step(desk, concern, "leader", StepState.DONE, note))  # type: ignore[misc]
    part.set_noted([one for one in file_of(house, concern).noted if one.step_id == "leader"])
    assert "af Mette Kanari Sørensen: Talt med lederen" in words_on(part)
    assert "af Jonas Kanari Bæk: Ringet til PPR" in words_on(part)
    assert asked(page).texts["agreed"].text() == "Halvt skrevet"


def test_every_step_can_be_walked_by_keyboard(page: ConcernPage) -> None:
    for step, way in (("judge", "general"), ("decide", "not_report"), ("parents", "told")):
        open_step(page, step, way)
        assert_walkable(page)
