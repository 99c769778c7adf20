"""Indsigt on screen: who asks, going through every text by keys, the paper, giving it, and what can come in between."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.child import ChildPage
from opspor.desktop.pages.every import PAGES
from opspor.desktop.pages.subject_access import AccessPage, BeginPage, RequestsPage
from opspor.desktop.pages.subject_access import page as access_page
from opspor.desktop.pages.subject_access.begin import BEGIN
from opspor.desktop.pages.subject_access.closed import DropDialog
from opspor.desktop.pages.subject_access.handing import Handing, PaperPages
from opspor.desktop.pages.subject_access.piece import PiecePane
from opspor.desktop.pages.subject_access.pieces import PieceList
from opspor.desktop.pages.subject_access.text import PieceText
from opspor.desktop.pages.subject_access.words import days_left, start_row
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.widgets import MessageKind, RadioList, RowList
from opspor.domain.beredskab import Track
from opspor.domain.changes import Changes, Kind
from opspor.domain.child import Carer, Custody
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.subject_access import MARK, Asker, Request, SubjectAccess, Why, as_given
from opspor.usecases import children, concerns, drafts, erasure, subject_access
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, drive_out, focused, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
TODAY = date(2026, 3, 17)
DAY = timedelta(days=1)
ADDRESS = "Hemmeligvej 9, 8000 Aarhus"
MOTHER = Carer(Id("mor"), "Sara Kanari Juhl", "mor", Custody.YES, ADDRESS, "90000001", protected=True,
               lives_with_child=True)  # fmt: skip
FATHER = Carer(Id("far"), "Tobias Kanari Æbelø", "far", Custody.YES, "", "", protected=False, lives_with_child=False)
SEEN = (
    "Karla legede med Åse Kanari Aagaard i sandkassen.",
    "Karla sov godt og spiste op.",
    "Karla skubbede Åse Kanari Aagaard. Åses mor ringede bagefter.",
)


@pytest.fixture
def karla(office: Office, house: House) -> Id:
    """With two parents, one of whom lives at a protected address, and three notes, two of them about another child."""
    return with_carers(house, MOTHER, FATHER)


def with_carers(house: House, *carers: Carer, born: date | None = None) -> Id:
    child = house.child("Karla").id
    file = house.do(lambda d: children.open_child(d, child))
    known = replace(file.particulars, carers=carers, birth_date=born or file.particulars.birth_date)
    house.do(lambda d: children.change(d, child, file.particulars_id, known))
    for text in SEEN:
        write(house, child, text)
    return child


def write(house: House, child: Id, text: str) -> Id:
    at = datetime(2026, 3, 16, 10).astimezone()
    return house.do(lambda d: children.observe(d, child, seen_at=at, place="Stuen", text=text))


def asked(house: House, child: Id, on: date = TODAY) -> Id:
    """The father asks."""
    request = Request(Asker.CARER, FATHER.name, on, FATHER.id)
    return house.do(lambda d: subject_access.begin(d, child, request))


def opened(office: Office, show: Show, request: Id) -> AccessPage:
    page = PAGES[Place.ACCESS](office, Destination(Place.ACCESS, request))
    assert isinstance(page, AccessPage)
    show(page)
    return page


def stored(house: House, request: Id) -> SubjectAccess:
    return next(line.access for line in house.do(subject_access.overview) if line.access.id == request)


def pane(page: AccessPage) -> PiecePane:
    return page.findChildren(PiecePane)[0]


def key(page: AccessPage, letter: str) -> None:
    QTest.keyClick(focused(), getattr(Qt.Key, f"Key_{letter}"))


def go_to(page: AccessPage, words: str) -> None:
    """To the piece that says this, in the list."""
    listed = page.findChildren(PieceList)[0]
    row = next(i for i, piece in enumerate(listed.pieces()) if words in piece.text)
    listed.setCurrentIndex(listed.model().index(row, 0))


def given(page: AccessPage) -> str | None:
    piece, looking = pane(page).piece, page._looking
    assert piece is not None
    assert looking is not None
    return as_given(piece, looking.request)


def mark(page: AccessPage, words: str) -> None:
    """Marks words in the text, as with Shift and the arrows."""
    text = pane(page).text
    text.moveCursor(QTextCursor.MoveOperation.Start)
    assert text.find(words)


def look_through(page: AccessPage) -> None:
    while page._looking is not None and page._looking.left():
        key(page, "N")


def told(page: Page | FocusPage) -> None:
    """As the program does after each write."""
    page.refresh(Changes(frozenset(Kind)))


def rows(page: QWidget, name: str) -> list[tuple[str, str]]:
    (found,) = (one for one in page.findChildren(RowList) if one.accessibleName() == name)
    return [(row.title, row.fact) for row in found.rows()]


# --- the list ---------------------------------------------------------------------------------------------------------


def test_where_nobody_asked_it_says_what_it_is_and_that_it_is_never_refused(
    office: Office, show: Show, trip: Trip
) -> None:
    page = PAGES[Place.ACCESS](office, Destination(Place.ACCESS))
    show(page)
    assert "Ingen har bedt om indsigt" in words_on(page)
    assert "Programmet siger aldrig nej" in words_on(page)
    press(page, "Nogen beder om indsigt")
    assert trip.went == [Destination(Place.ACCESS, context=BEGIN)]
    assert_walkable(page)


def test_the_list_names_nobody_until_it_is_asked_and_the_nearest_day_is_first(
    house: House, office: Office, show: Show, karla: Id
) -> None:
    asked(house, karla, TODAY - 3 * DAY)
    late = asked(house, karla, TODAY - 40 * DAY)
    over = asked(house, karla, TODAY - 50 * DAY)
    house.do(lambda d: subject_access.drop(d, over, "Trukket tilbage"))
    page = RequestsPage(office, Destination(Place.ACCESS))
    show(page)
    code = house.child("Karla").code
    assert rows(page, "Anmodninger om indsigt") == [
        (f"Barn {code} · en forælder", "12 dage over"),
        (f"Barn {code} · en forælder", "28 dage tilbage"),
        (f"Barn {code} · en forælder", "trukket tilbage"),
    ]
    assert "Karla" not in words_on(page)
    assert "2 venter på svar, 1 er over fristen" in words_on(page)
    press(page, "Vis navne")
    assert rows(page, "Anmodninger om indsigt")[0][0] == f"Karla Maria Kanari Juhl · {FATHER.name}"
    assert page.findChildren(RowList)[0].rows()[0].key == Destination(Place.ACCESS, late)
    press(page, "Skjul navne")
    assert "Karla" not in str(rows(page, "Anmodninger om indsigt"))


@pytest.mark.parametrize(
    ("due", "words"), [(TODAY, "i dag"), (TODAY + DAY, "1 dag tilbage"), (TODAY - 2 * DAY, "2 dage over")]
)
def test_the_days_of_the_month(due: date, words: str) -> None:
    assert days_left(due, TODAY) == words


def test_start_says_the_day_and_nobody_s_name() -> None:
    row = start_row(2, TODAY, TODAY)
    assert row.title == "Indsigt: svar senest 17. marts 2026"
    assert (row.key, row.fact_kind) == (Destination(Place.ACCESS), MessageKind.WARNING)


# --- who asks ---------------------------------------------------------------------------------------------------------


def test_a_parent_is_chosen_by_name_and_the_last_day_is_said(
    house: House, office: Office, show: Show, trip: Trip, karla: Id, qtbot: QtBot
) -> None:
    page = BeginPage(office, Destination(Place.ACCESS, NO_ID, karla, BEGIN))
    show(page)
    said = words_on(page)
    assert "Svar senest fredag 17. april 2026." in said
    assert "Tobias Kanari Æbelø (far)" in said
    assert "selv" not in [name.rpartition(" ")[2] for name in said.splitlines()], "Karla is four"
    assert_walkable(page)
    page.begin()
    QTest.keyClick(focused(), Qt.Key.Key_Down)  # the second one: the father
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    press(page, "Begynd")
    settle(qtbot, office.work)
    (line,) = house.do(subject_access.overview)
    assert (line.access.request.name, line.access.request.carer_id) == (FATHER.name, FATHER.id)
    assert trip.backs == 1
    assert trip.went == [Destination(Place.ACCESS, line.access.id)]


def test_the_young_asks_alone_from_fifteen(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    child = with_carers(house, MOTHER, born=date(2011, 3, 17))
    page = BeginPage(office, Destination(Place.ACCESS, NO_ID, child, BEGIN))
    show(page)
    press(page, "Karla Maria selv")
    press(page, "Begynd")
    settle(qtbot, office.work)
    (line,) = house.do(subject_access.overview)
    assert line.access.request.asker is Asker.YOUTH


def test_what_is_missing_stands_where_it_is_written(
    house: House, office: Office, show: Show, karla: Id, qtbot: QtBot
) -> None:
    page = BeginPage(office, Destination(Place.ACCESS, NO_ID, karla, BEGIN))
    show(page)
    press(page, "Begynd")
    assert "Vælg, hvem der spørger." in words_on(page)
    press(page, "En anden")
    press(page, "Begynd")
    assert page._name.error == "Skriv, hvem det er."
    page._name.set_text("Lone, værge")
    page._asked.set_value(TODAY + DAY)
    press(page, "Begynd")
    settle(qtbot, office.work)
    assert "ude i fremtiden" in page._asked.error
    assert house.do(subject_access.overview) == ()


def test_what_is_typed_about_who_asks_is_there_after_the_lock(
    house: House, office: Office, show: Show, karla: Id, qtbot: QtBot
) -> None:
    page = BeginPage(office, Destination(Place.ACCESS, NO_ID, karla, BEGIN))
    show(page)
    press(page, "En anden")
    page._name.set_text("Lone, værge")
    page.leave()
    again = BeginPage(office, Destination(Place.ACCESS, NO_ID, karla, BEGIN))
    show(again)
    settle(qtbot, office.work)
    assert again._name.text() == "Lone, værge"
    assert again._name.isVisible()


def test_from_the_list_the_child_is_found_by_name(
    house: House, office: Office, show: Show, karla: Id, qtbot: QtBot
) -> None:
    page = BeginPage(office, Destination(Place.ACCESS, context=BEGIN))
    show(page)
    page.begin()
    QTest.keyClicks(focused(), "karl")
    settle(qtbot, office.work)
    assert rows(page, "Børn, der ligner") == [("Karla Maria Kanari Juhl", "")]
    page._find.hits.opened.emit(karla)
    settle(qtbot, office.work)
    assert "Hvad står der om Karla Maria Kanari Juhl?" in words_on(page)
    assert page.here == Destination(Place.ACCESS, NO_ID, karla, BEGIN)
    assert page.findChildren(RadioList)


# --- from the child's page --------------------------------------------------------------------------------------------


def test_the_leader_begins_on_the_child_s_page_and_others_are_told_to_say_it(
    house: House, office: Office, show: Show, trip: Trip, karla: Id, qtbot: QtBot
) -> None:
    page = ChildPage(office, Destination(Place.CHILD, karla))
    show(page)
    press(page, "Nogen beder om indsigt")
    assert trip.went == [Destination(Place.ACCESS, NO_ID, karla, BEGIN)]
    page.leave()
    other = Office(house.enter(PAEDAGOG), trip.went.append, trip.back)
    theirs = ChildPage(other, Destination(Place.CHILD, karla))
    qtbot.addWidget(theirs, before_close_func=lambda page: page.leave())
    theirs.show()
    settle(qtbot, other.work)
    press(theirs, "Nogen beder om indsigt")
    assert len(trip.went) == 1
    assert "Sig det til lederen" in words_on(theirs)


# --- going through it -------------------------------------------------------------------------------------------------


def test_it_opens_on_the_first_text_that_must_be_seen_and_names_nobody_in_the_title(
    house: House, office: Office, show: Show, karla: Id
) -> None:
    page = opened(office, show, asked(house, karla))
    assert focused() is pane(page).text
    assert page._looking is not None
    assert pane(page).piece == page._looking.left()[0]
    seen, of = page._looking.progress
    assert of >= 2
    assert f"{seen} af {of} set igennem" in words_on(page)
    title = f"{page._bar._title.text()} {page._bar._subtitle.text()}"
    assert "svar senest 17. april 2026 · 31 dage tilbage" in title
    assert not any(name in title for name in ("Karla", "Tobias", "Sara"))


def test_it_is_gone_through_with_one_key_and_each_step_is_said(
    house: House, office: Office, show: Show, karla: Id
) -> None:
    page = opened(office, show, asked(house, karla))
    assert page._looking is not None
    of = page._looking.progress[1]
    for done in range(1, of + 1):
        QTest.keyClick(focused(), Qt.Key.Key_Return if done == 1 else Qt.Key.Key_N)
        assert page._looking.progress == (done, of)
    assert "Alt, der skal ses, er set igennem." in words_on(page)
    assert focused() is page._main


def test_words_are_hidden_let_stand_and_taken_back_by_keys(house: House, office: Office, show: Show, karla: Id) -> None:
    page = opened(office, show, asked(house, karla))
    go_to(page, "sandkassen")
    pane(page).text.setFocus()
    before = given(page)
    assert before is not None
    assert "Aagaard" not in before
    mark(page, "sandkassen")
    key(page, "S")
    assert given(page) == before.replace("sandkassen", MARK)
    key(page, "U")
    assert given(page) == before
    key(page, "M")
    assert given(page) == MARK
    key(page, "M")
    assert given(page) == before
    for _ in pane(page)._marks:  # each of what is proposed
        pane(page)._card._list.setCurrentIndex(
            pane(page)
            ._card._list.model()
            .index(next(i for i, one in enumerate(pane(page)._marks) if not one.stands), 0)
        )
        key(page, "V")
    assert given(page) == pane(page).text.toPlainText()


def test_keys_that_find_nothing_say_what_to_do(house: House, office: Office, show: Show, karla: Id) -> None:
    page = opened(office, show, asked(house, karla))
    key(page, "S")
    assert "Markér først de ord, der skal skjules." in words_on(page)
    key(page, "U")
    assert "Der er ikke noget at fortryde." in words_on(page)
    press(page, "Alt")
    go_to(page, "sov godt")
    pane(page).text.setFocus()
    key(page, "V")
    assert "Her er ikke noget at vise eller skjule." in words_on(page)


def test_what_is_hidden_is_struck_through_and_said_to_a_screen_reader(
    house: House, office: Office, show: Show, karla: Id
) -> None:
    page = opened(office, show, asked(house, karla))
    go_to(page, "sandkassen")
    text = pane(page).text
    struck = [i for i in range(len(text.toPlainText())) if _at(text, i).charFormat().fontStrikeOut()]
    assert text.toPlainText()[struck[0] : struck[-1] + 1].endswith("Aagaard")
    assert "udelades" in text.accessibleDescription()
    listed = page.findChildren(PieceList)[0]
    spoken = listed.model().data(listed.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert "skal ses" in spoken
    assert QAccessible.queryAccessibleInterface(text).text(QAccessible.Text.Name) == "Teksten"


def _at(text: PieceText, place: int) -> QTextCursor:
    cursor = text.textCursor()
    cursor.setPosition(place + 1)
    return cursor


def test_an_exception_needs_its_reason_and_a_letter_typed_there_is_no_key(
    house: House, office: Office, show: Show, karla: Id
) -> None:
    request = asked(house, karla)
    page = opened(office, show, request)
    press(page, "Alt")
    go_to(page, "sov godt")
    mark(page, "spiste op")
    pane(page).text.setFocus()
    key(page, "S")
    press(page, "Undtagelse")
    assert page._looking is not None
    assert [one.why for one in page._looking.request.hidden] == [Why.EXCEPTION]
    assert len(page._looking.without_reason()) == 1
    reason = pane(page)._card._reason
    reason.setFocus()
    QTest.keyClicks(focused(), "munv s")
    assert [one.reason for one in page._looking.request.hidden] == ["munv s"]
    assert reason.text() == "munv s"


def test_only_what_must_be_seen_or_everything(house: House, office: Office, show: Show, karla: Id) -> None:
    page = opened(office, show, asked(house, karla))
    listed = page.findChildren(PieceList)[0]
    few = len(listed.pieces())
    here = pane(page).piece
    press(page, "Alt")
    assert page._looking is not None
    assert len(listed.pieces()) == len(page._looking.draft.pieces) > few
    assert pane(page).piece == here, "the text one was at stays"
    press(page, "Skal ses")
    assert len(listed.pieces()) == few


# --- kept, and in between ---------------------------------------------------------------------------------------------


def test_all_that_was_done_is_there_after_the_lock_as_a_version(
    house: House, office: Office, show: Show, karla: Id, qtbot: QtBot
) -> None:
    request = asked(house, karla)
    page = opened(office, show, request)
    go_to(page, "sandkassen")
    pane(page).text.setFocus()
    mark(page, "sandkassen")
    key(page, "S")
    key(page, "N")
    page.leave()  # what the lock does
    settle(qtbot, office.work)
    now = stored(house, request)
    assert [one.words for one in now.request.hidden] == ["sandkassen"]
    assert len(now.request.looked_through) == 1
    again = opened(office, show, request)
    assert again._looking is not None
    assert again._looking.request == now.request


def test_a_kill_costs_nothing_that_was_saved_while_working(
    house: House, office: Office, show: Show, karla: Id, qtbot: QtBot
) -> None:
    request = asked(house, karla)
    page = opened(office, show, request)
    key(page, "N")
    page._keeper.save()  # what the timer does a second after the first key
    settle(qtbot, office.work)
    assert stored(house, request).request.looked_through == (), "no version each second"
    page._keeper._looking = None  # the program is gone: nothing more is handed over
    again = opened(office, show, request)
    assert again._looking is not None
    assert again._looking.progress[0] == 1


def test_two_who_worked_on_it_are_joined(house: House, office: Office, show: Show, karla: Id, qtbot: QtBot) -> None:
    request = asked(house, karla)
    page = opened(office, show, request)
    key(page, "N")
    before = stored(house, request)
    theirs = replace(before.request, decision="Vi venter.")
    house.do(lambda d: subject_access.save(d, request, before.version, theirs))
    page._keeper.put()
    settle(qtbot, office.work)
    now = stored(house, request).request
    assert now.decision == "Vi venter."
    assert len(now.looked_through) == 1
    assert "En anden har også arbejdet i den." in words_on(page)


def test_a_text_that_came_meanwhile_is_not_seen_yet(
    house: House, office: Office, show: Show, karla: Id, qtbot: QtBot
) -> None:
    page = opened(office, show, asked(house, karla))
    look_through(page)
    write(house, karla, "Åse Kanari Aagaard græd.")
    told(page)
    settle(qtbot, office.work)
    assert page._looking is not None
    assert [one.text for one in page._looking.left()] == ["Åse Kanari Aagaard græd."]
    assert "Der er kommet noget nyt til." in words_on(page)


def test_a_child_that_was_deleted_meanwhile_leaves_nothing_on_the_page(
    house: House, office: Office, show: Show, karla: Id, qtbot: QtBot
) -> None:
    request = asked(house, karla)
    page = opened(office, show, request)
    key(page, "N")
    with pytest.raises(KnownError):  # while somebody waits for an answer it is not deleted
        house.do(lambda d: erasure.erase_child(d, karla))
    house.do(lambda d: subject_access.drop(d, request, "Trukket tilbage"))
    house.do(lambda d: erasure.erase_child(d, karla))
    told(page)
    settle(qtbot, office.work)
    said = words_on(page)
    assert "Anmodningen findes ikke mere" in said
    assert "Aagaard" not in said
    assert not pane(page).isVisible()
    page.leave()
    settle(qtbot, office.work)
    assert house.do(lambda d: drafts.begun(d, "subject_access")) == frozenset()


def test_with_the_drive_away_it_says_so_and_keeps_the_work(
    house: House, office: Office, show: Show, karla: Id, qtbot: QtBot
) -> None:
    request = asked(house, karla)
    page = opened(office, show, request)
    with drive_out(house):
        key(page, "N")
        page._keeper.save()
        settle(qtbot, office.work)
        assert page._foot._status._words == "Ikke gemt"
    office.work.unsaved.again()
    settle(qtbot, office.work)
    again = opened(office, show, request)
    assert again._looking is not None
    assert again._looking.progress[0] == 1


# --- the paper, and giving it -----------------------------------------------------------------------------------------


def to_paper(page: AccessPage, office: Office, qtbot: QtBot) -> Handing:
    press(page, "Se papiret")
    settle(qtbot, office.work)
    (handing,) = page.findChildren(Handing)
    return handing


def test_what_is_missing_is_a_list_that_leads_there(
    house: House, office: Office, show: Show, karla: Id, qtbot: QtBot
) -> None:
    page = opened(office, show, asked(house, karla))
    handing = to_paper(page, office, qtbot)
    titles = [title for title, _ in rows(page, "Det mangler")]
    assert titles[0].endswith("skal ses igennem")
    assert titles[-1] == "Skriv, hvordan I giver det"
    assert "side 1 af" in words_on(page), "the paper as it becomes"
    press(page, "Vælg mappe, og gem")
    assert pane(page).isVisible(), "it leads to the first thing that is missing"
    look_through(page)
    handing = to_paper(page, office, qtbot)
    press(page, "Vælg mappe, og gem")
    assert handing.how.isAncestorOf(focused())


def test_it_is_given_as_two_files_and_what_was_given_stands_there_afterwards(
    house: House, office: Office, show: Show, karla: Id, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(access_page, "choose_folder", lambda _o, _t, _s, chosen: chosen(tmp_path))
    request = asked(house, karla)
    page = opened(office, show, request)
    look_through(page)
    to_paper(page, office, qtbot).how.set_text("I hånden")
    press(page, "Vælg mappe, og gem")
    settle(qtbot, office.work)
    files = sorted(one.name for one in tmp_path.glob("indsigt-*"))
    assert [Path(name).suffix for name in files] == [".json", ".pdf"]
    said = words_on(page)
    assert f"{FATHER.name} fik det 17. marts 2026. Sådan: I hånden" in said
    assert str(tmp_path) in said
    assert "Slet filerne fra mappen" in said
    assert all(name in said for name in files)
    assert "Aagaard" not in said
    again = opened(office, show, request)
    assert "Indsigten er givet" in words_on(again)
    assert "Slet filerne" not in words_on(again), "where they were is known on the day alone"
    assert again._main.words == "Vis alle, der har spurgt"
    assert again._main.isVisible()
    assert not again._main.cannot
    assert_walkable(again)


@pytest.mark.parametrize("why", ["gone", "refused"])
def test_a_folder_that_cannot_be_written_to_changes_nothing_and_it_is_tried_again(
    why: str, house: House, office: Office, show: Show, karla: Id, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = tmp_path / "væk"
    if why == "refused":
        folder.write_text("en fil")
    monkeypatch.setattr(access_page, "choose_folder", lambda _o, _t, _s, chosen: chosen(folder))
    request = asked(house, karla)
    page = opened(office, show, request)
    look_through(page)
    to_paper(page, office, qtbot).how.set_text("I hånden")
    press(page, "Vælg mappe, og gem")
    settle(qtbot, office.work)
    assert stored(house, request).is_open
    assert page.message_line.isVisible()
    assert page._main.isEnabled()
    assert page._main.isVisible()


def test_leader_and_dpo_decide_before_anything_is_given_and_the_decision_is_kept(
    house: House, office: Office, show: Show, karla: Id, qtbot: QtBot
) -> None:
    house.do(
        lambda d: concerns.start(
            d, danger=Danger.NO, track=Track.PARENTS, what="Blå mærker", seen_on=TODAY, child_id=karla
        )
    )
    request = asked(house, karla)
    page = opened(office, show, request)
    assert "Noget skal leder og DPO beslutte først." in words_on(page)
    go_to(page, "Blå mærker")
    assert "må måske ikke vide, at det her findes" in words_on(page)
    assert given(page) is None
    look_through(page)
    handing = to_paper(page, office, qtbot)
    assert ("Skriv, hvad leder og DPO har besluttet", "") in rows(page, "Det mangler")
    handing.decision.set_text("Vi venter, til kommunen har talt med barnet.")
    assert ("Skriv, hvad leder og DPO har besluttet", "") not in rows(page, "Det mangler")
    page.leave()
    settle(qtbot, office.work)
    assert stored(house, request).request.decision == "Vi venter, til kommunen har talt med barnet."


def test_why_it_takes_longer_moves_the_day(house: House, office: Office, show: Show, karla: Id, qtbot: QtBot) -> None:
    page = opened(office, show, asked(house, karla))
    handing = to_paper(page, office, qtbot)
    handing.longer.set_text("Der er ti års tekster.")
    assert "Svar senest 17. juni 2026." in words_on(page)
    assert "svar senest 17. juni 2026" in page._bar._subtitle.text()


def test_what_is_said_about_how_it_is_given_is_kept(
    house: House, office: Office, show: Show, karla: Id, qtbot: QtBot
) -> None:
    request = asked(house, karla)
    page = opened(office, show, request)
    to_paper(page, office, qtbot).how.set_text("Sikker post")
    page.leave()
    again = opened(office, show, request)
    assert again.go_inside("paper")
    settle(qtbot, office.work)
    assert again.findChildren(Handing)[0].how.text() == "Sikker post"
    assert again.findChildren(Handing)[0].isVisible()


def test_nobody_asks_any_more_with_a_reason(house: House, office: Office, show: Show, karla: Id, qtbot: QtBot) -> None:
    request = asked(house, karla)
    page = opened(office, show, request)
    to_paper(page, office, qtbot)
    press(page, "De spørger ikke mere …")
    (dialog,) = page.window().findChildren(DropDialog)
    assert dialog.verb.cannot
    dialog.because.set_text("Far har ringet.")
    dialog.verb.click()
    settle(qtbot, office.work)
    assert "De spørger ikke mere" in words_on(page)
    assert "Far har ringet." in words_on(page)
    assert not stored(house, request).is_open
    with pytest.raises(KnownError):
        house.do(lambda d: subject_access.drop(d, request, "igen"))


def test_how_the_family_sees_it_is_written_from_a_text(
    house: House, office: Office, show: Show, trip: Trip, karla: Id
) -> None:
    page = opened(office, show, asked(house, karla))
    press(page, "Skriv en bemærkning fra familien")
    assert trip.went == [Destination(Place.FAMILY, karla)]


def test_pages_are_drawn_when_they_are_turned_to(house: House, karla: Id) -> None:
    request = asked(house, karla)
    pages = PaperPages(house.do(lambda d: subject_access.preview(d, request)))
    assert len(pages) >= 1
    assert pages[0].startswith(b"P6 ")
    assert [*pages][:1] == [pages[0]]
    assert pages[0:1] == [pages[0]]


# --- the keyboard, large letters --------------------------------------------------------------------------------------


def test_every_part_is_reached_by_keyboard_at_every_size(
    house: House, office: Office, show: Show, karla: Id, qtbot: QtBot
) -> None:
    page = opened(office, show, asked(house, karla))
    assert_walkable(page)
    to_paper(page, office, qtbot)
    assert_walkable(page)


def test_the_marks_take_the_colours_of_the_theme(house: House, office: Office, show: Show, karla: Id) -> None:
    page = opened(office, show, asked(house, karla))
    go_to(page, "sandkassen")
    text = pane(page).text
    place = text.toPlainText().index("Aagaard")
    look.choose_theme("dark")
    assert _at(text, place).charFormat().background().color() == look.color("warning_soft")
