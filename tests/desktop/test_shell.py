"""The window: what it shows locked, open and hidden, and what its keys do."""

import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop import paint, shortcuts
from opspor.desktop.look import look
from opspor.desktop.route import Place
from opspor.desktop.shell.window import Window
from opspor.desktop.tokens import THEMES
from opspor.desktop.widgets import CarefulDialog, ListRow, Message, MessageKind, RowList
from opspor.domain.changes import Changes, Kind
from opspor.domain.ids import Id
from opspor.domain.people import Role, StaffMember
from tests.desktop.conftest import settle
from tests.desktop.sample_pages import SampleFocus, SampleMatrix, SampleStart
from tests.desktop.walker import assert_walkable


@pytest.fixture
def window(show: Callable[..., QWidget]) -> Iterator[Window]:
    made = Window()
    show(made)
    yield made
    made.show_lock("")


@pytest.fixture
def start(window: Window) -> SampleStart:
    """An open window with Start."""
    window.open_workplace("Mette S.", "Bøgestuen", "Børnehuset Lærkereden")
    page = SampleStart()
    window.show_page(page, Place.START)
    settle()
    return page


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    QTest.keyClick(target, key, modifier)
    settle()


def texts(widget: QWidget) -> str:
    """All words that are drawn now."""
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return " ".join(labels)


# --- locked -------------------------------------------------------------------------------------------------------


def test_starts_locked_with_the_cursor_in_the_login_and_a_neutral_title(window: Window) -> None:
    assert window.locked
    assert window.windowTitle() == "opspor"
    assert QApplication.focusWidget() is window.lock_screen.login.editor


def test_login_and_password_are_handed_over_once(window: Window, qtbot: QtBot) -> None:
    asked: list[tuple[str, str]] = []
    window.lock_screen.unlock_requested.connect(lambda login, password: asked.append((login, password)))
    window.lock_screen.login.set_text("mette")
    press(Qt.Key.Key_Return)  # no password yet: the cursor goes there
    assert QApplication.focusWidget() is window.lock_screen.password.editor
    QTest.keyClicks(window.lock_screen.password.editor, " æøå ")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert asked == [("mette", " æøå ")]


def test_a_wrong_password_is_said_and_the_field_is_empty_and_ready(window: Window) -> None:
    window.lock_screen.login.set_text("mette")
    QTest.keyClicks(window.lock_screen.password.editor, "forkert")
    window.lock_screen.set_busy(True)
    window.lock_screen.show_message(Message(MessageKind.DANGER, "Adgangskoden passer ikke.", "Intet er ændret."))
    settle()
    assert "Adgangskoden passer ikke. Intet er ændret." in texts(window)
    assert window.lock_screen.password.text() == ""
    assert QApplication.focusWidget() is window.lock_screen.password.editor


def wait_words(window: Window) -> str:
    """What the lock screen says of the wait; nothing when it says nothing."""
    found = [label.text() for label in window.lock_screen.findChildren(QLabel) if label.isVisible()]
    return next((text for text in found if "prøve igen om" in text), "")


def test_a_wait_is_counted_down_in_words_and_what_was_typed_stays(window: Window) -> None:
    screen = window.lock_screen
    asked: list[str] = []
    screen.unlock_requested.connect(lambda login, password: asked.append(password))
    screen.login.set_text("mette")
    screen.set_busy(True)
    screen.show_message(Message(MessageKind.DANGER, "Adgangskoden passer ikke."))
    screen.set_wait(60)
    settle()
    assert QApplication.focusWidget() is screen.password.editor
    assert "om 1 minut." in wait_words(window)
    QTest.keyClicks(screen.password.editor, "kode")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is screen.unlock
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Space)
    assert asked == []
    assert (screen.login.text(), screen.password.text()) == ("mette", "kode")
    assert screen.unlock.cannot == wait_words(window)
    screen._second.timeout.emit()
    assert "om 59 sekunder." in wait_words(window)
    assert screen.unlock.accessibleDescription() == wait_words(window)
    for _ in range(59):
        screen._second.timeout.emit()
    settle()
    assert not wait_words(window)
    assert not screen._second.isActive()
    assert QApplication.focusWidget() is screen.password.editor
    press(Qt.Key.Key_Return)
    assert asked == ["kode"]


def test_what_is_said_is_in_sight_at_200_percent_too(window: Window) -> None:
    look.set_zoom(2.0)
    window.resize(1366, 768)
    settle()
    screen = window.lock_screen
    screen.set_busy(True)
    screen.show_message(Message(MessageKind.DANGER, "Brugernavn eller adgangskode passer ikke.", "Intet er ændret."))
    settle()
    assert screen._trouble.visibleRegion().boundingRect() == screen._trouble.rect()
    screen.set_wait(20)
    settle()
    assert screen._wait.visibleRegion().boundingRect() == screen._wait.rect()
    assert screen.password.editor.visibleRegion().boundingRect() == screen.password.editor.rect()


def test_the_end_of_a_wait_does_not_move_the_cursor_out_of_a_login_that_is_being_typed(window: Window) -> None:
    screen = window.lock_screen
    screen.set_wait(1)
    QTest.keyClicks(screen.login.editor, "met")
    screen._second.timeout.emit()
    assert QApplication.focusWidget() is screen.login.editor


def test_beredskab_answers_while_one_waits_and_the_wait_goes_on_under_it(window: Window) -> None:
    wishes: list[str] = []
    window.beredskab_requested.connect(lambda: wishes.append("beredskab"))
    screen = window.lock_screen
    screen.login.set_text("mette")
    screen.set_wait(2)
    press(Qt.Key.Key_F2)
    assert wishes == ["beredskab"]
    page = SampleFocus()
    window.push_focus(page)
    settle()
    for _ in range(2):
        screen._second.timeout.emit()
    settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.isAncestorOf(focus)
    window.pop_focus()
    settle()
    assert not wait_words(window)


def test_a_wait_ends_when_somebody_comes_in(window: Window) -> None:
    window.lock_screen.set_wait(40)
    window.open_workplace("Mette S.", "Bøgestuen", "Børnehuset Lærkereden")
    window.show_lock("")
    settle()
    assert not wait_words(window)
    assert not window.lock_screen.unlock.cannot


def test_while_locked_only_beredskab_answers(window: Window) -> None:
    wishes: list[str] = []
    window.beredskab_requested.connect(lambda: wishes.append("beredskab"))
    window.lock_requested.connect(lambda: wishes.append("lock"))
    window.new_concern_requested.connect(lambda: wishes.append("concern"))
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_F9)
    assert wishes == ["beredskab", "lock"]  # the application knows whether there is anything to lock
    assert window.privacy is None


def test_a_focus_page_over_the_lock_screen_has_nothing_to_lock_and_leads_back(window: Window) -> None:
    page = SampleFocus()
    window.push_focus(page)
    settle()
    assert "Lås" not in [b.words for b in page.findChildren(type(window.lock_screen.unlock)) if b.isVisible()]
    window.pop_focus()
    settle()
    assert window.lock_screen.isVisible()


# --- open ---------------------------------------------------------------------------------------------------------


def test_a_page_reads_everything_once_when_it_opens_and_again_what_changed(window: Window, start: SampleStart) -> None:
    assert [changes.kinds for changes in start.seen] == [frozenset(Kind)]
    changed = Changes(frozenset({Kind.CHILDREN}))
    window.tell(changed)
    assert start.seen[-1] == changed


def test_changes_reach_the_focus_page_and_the_page_under_it(window: Window, start: SampleStart) -> None:
    told: list[Changes] = []
    page = SampleFocus()
    page.refresh = told.append  # type: ignore[method-assign, assignment]
    window.push_focus(page)
    window.tell(Changes(frozenset({Kind.DRAFTS})))
    assert [changes.kinds for changes in told] == [frozenset(Kind), frozenset({Kind.DRAFTS})]
    assert len(start.seen) == 2


def test_the_rail_says_where_one_goes_and_marks_where_one_is(window: Window, start: SampleStart) -> None:
    chosen: list[Place] = []
    window.place_chosen.connect(chosen.append)
    assert window.workplace is not None
    items = window.workplace.rail.items
    QTest.mouseClick(items[Place.MATRIX], Qt.MouseButton.LeftButton)
    assert chosen == [Place.MATRIX]
    assert items[Place.START].current
    assert not items[Place.MATRIX].current
    window.show_page(SampleMatrix(), Place.MATRIX)
    assert items[Place.MATRIX].current
    assert start.left


@pytest.mark.parametrize(
    ("key", "modifier", "wish"),
    [
        (Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier, "concern"),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier, "beredskab"),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, "lock"),
    ],
)
@pytest.mark.parametrize("focus_page", [False, True])
def test_the_keys_that_work_everywhere(
    window: Window, start: SampleStart, key: Qt.Key, modifier: Qt.KeyboardModifier, wish: str, focus_page: bool
) -> None:
    wishes: list[str] = []
    window.new_concern_requested.connect(lambda: wishes.append("concern"))
    window.beredskab_requested.connect(lambda: wishes.append("beredskab"))
    window.lock_requested.connect(lambda: wishes.append("lock"))
    if focus_page:
        window.push_focus(SampleFocus())
        settle()
    press(key, modifier)
    assert wishes == [wish]


def test_search_asks_after_a_pause_shows_hits_and_forgets_them(
    window: Window, start: SampleStart, qtbot: QtBot
) -> None:
    asked: list[str] = []
    opened: list[object] = []
    window.search_changed.connect(asked.append)
    window.search_chosen.connect(opened.append)
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClicks(line, "kar")
    qtbot.waitUntil(lambda: asked == ["kar"])
    window.show_hits([ListRow("Karla J.", "Bøgestuen", key="id-1")])
    press(Qt.Key.Key_Return)
    assert opened == ["id-1"]
    assert window.workplace is not None
    assert window.workplace.top_bar.search.line.text() == ""
    assert window.workplace.top_bar.hits.isHidden()


def test_what_was_found_ends_above_the_edge_of_the_window_and_the_keys_reach_the_last(
    window: Window, start: SampleStart
) -> None:
    look.set_zoom(2.0)
    window.resize(1366, 768)
    settle()
    assert window.workplace is not None
    bar = window.workplace.top_bar
    bar.search.setFocus()
    bar.search.line.setText("kar")
    window.show_hits([ListRow(f"Karla Kanari-Åby {n}", "Bøgestuen", f"B00{n}", key=n) for n in range(8)])
    settle()
    assert bar.hits.geometry().bottom() <= window.height()
    for _ in range(8):
        press(Qt.Key.Key_Down)
    rows = QApplication.focusWidget()
    assert isinstance(rows, RowList)
    assert rows.current_key() == 7
    assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()))


def test_what_was_found_never_lies_over_the_curtain(window: Window, start: SampleStart) -> None:
    found = [ListRow("Karla J.", "Bøgestuen", key="id-1")]
    assert window.workplace is not None
    bar = window.workplace.top_bar
    bar.search.line.setText("kar")
    window.show_hits(found)
    assert bar.hits.isVisible()
    window.toggle_privacy()
    assert not bar.hits.isVisible()
    window.show_hits(found)  # the answer was under way when the curtain fell
    assert not bar.hits.isVisible()


def test_what_was_found_goes_when_one_goes_on(window: Window, start: SampleStart) -> None:
    assert window.workplace is not None
    bar = window.workplace.top_bar
    bar.search.line.setText("kar")
    window.show_hits([ListRow("Karla J.", "Bøgestuen", key="id-1")])
    window.show_page(SampleStart(), Place.CHILDREN)
    assert not bar.hits.isVisible()
    assert bar.search.line.text() == ""


def test_a_page_that_fills_itself_late_does_not_take_the_keys_from_who_searches(
    window: Window, start: SampleStart
) -> None:
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.workplace is not None
    line = window.workplace.top_bar.search.line
    start.rows.setFocus()  # as a page does when its rows have come
    assert QApplication.focusWidget() is line
    QTest.keyClicks(line, "kar")
    start.rows.setFocus()
    assert QApplication.focusWidget() is line
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not line
    start.rows.setFocus()
    assert QApplication.focusWidget() is start.rows


def test_a_meeting_page_is_drawn_larger_and_the_next_page_is_not(window: Window, start: SampleStart) -> None:
    usual = look.u(10)
    window.push_focus(SampleFocus(meeting=True))
    assert look.u(10) > usual
    window.pop_focus()
    assert look.u(10) == usual


def test_who_comes_back_from_a_focus_page_is_where_they_were_and_at_the_top_where_that_is_gone(
    window: Window, start: SampleStart
) -> None:
    start.rows.setFocus()
    press(Qt.Key.Key_Down)
    window.push_focus(SampleFocus())
    window.pop_focus()
    settle()
    assert QApplication.focusWidget() is start.rows
    assert start.rows.current_key() == 2
    window.push_focus(SampleFocus())
    start.rows.hide()  # as a list that is empty now
    window.pop_focus()
    settle()
    assert QApplication.focusWidget() is start.main


def test_who_comes_back_to_a_form_that_lay_under_another_page_is_in_the_same_field(
    window: Window, start: SampleStart
) -> None:
    form = SampleFocus()
    window.push_focus(form)
    for field in (form.note.editor, form.keys.keys[1]):
        field.setFocus()
        window.push_focus(SampleFocus())  # as F1 does
        settle()
        window.pop_focus()
        settle()
        assert QApplication.focusWidget() is field


# --- hidden -------------------------------------------------------------------------------------------------------


def test_f9_covers_everything_and_f9_brings_it_back_to_the_same_field(window: Window, start: SampleStart) -> None:
    page = SampleFocus()
    window.push_focus(page)
    page.note.editor.setFocus()
    settle()
    press(Qt.Key.Key_F9)
    assert window.privacy is not None
    assert not page.isVisible()
    assert "Karla" not in texts(window)
    assert "Ikke låst. Alle kan trykke F9 og se igen." in texts(window)
    press(Qt.Key.Key_F9)
    assert page.isVisible()
    assert QApplication.focusWidget() is page.note.editor


def test_a_page_that_is_covered_and_filled_late_does_not_take_the_keys(window: Window, start: SampleStart) -> None:
    page = SampleFocus()
    window.push_focus(page)
    page.note.editor.setFocus()
    start.main.setFocus()
    assert QApplication.focusWidget() is page.note.editor

    page.note.editor.clearFocus()  # nobody has the keys, e.g. because what had them is gone
    start.main.setFocus()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.isAncestorOf(focus)


def test_the_privacy_screen_counts_down_and_locks(window: Window, start: SampleStart) -> None:
    wishes: list[str] = []
    window.lock_requested.connect(lambda: wishes.append("lock"))
    press(Qt.Key.Key_F9)
    window.set_countdown("Låser af sig selv om 4 minutter")
    settle()
    assert "Låser af sig selv om 4 minutter" in texts(window)
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert wishes == ["lock"]


def test_beredskab_over_the_curtain_leads_back_to_the_curtain(window: Window, start: SampleStart) -> None:
    press(Qt.Key.Key_F9)
    window.push_focus(SampleFocus())
    window.pop_focus()
    settle()
    assert window.privacy is not None
    assert window.privacy.isVisible()
    assert not start.isVisible()


def test_a_new_concern_is_not_started_under_the_curtain(window: Window, start: SampleStart) -> None:
    wishes: list[str] = []
    window.new_concern_requested.connect(lambda: wishes.append("concern"))
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert wishes == []


def test_where_somebody_else_sits_no_key_leads_on_into_the_program(window: Window, start: SampleStart) -> None:
    wishes: list[str] = []
    window.new_concern_requested.connect(lambda: wishes.append("concern"))
    page = SampleFocus()
    page.alone = True
    window.push_focus(page)
    settle()
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert wishes == []
    assert window.open_page is page
    assert page.isVisible()


# --- locking ------------------------------------------------------------------------------------------------------


def test_locking_wins_over_pages_dialogs_search_and_curtain(window: Window, start: SampleStart) -> None:
    window.push_focus(SampleFocus())
    deleted: list[bool] = []
    dialog = CarefulDialog(window, "Slet Almas oplysninger?", "Det kan ikke fortrydes.", safe="Behold", verb="Slet")
    dialog.ask(lambda: deleted.append(True))
    settle()
    window.show_lock("kl. 14.20, fordi der ikke skete noget i 5 minutter.")
    settle()
    assert window.locked
    assert window.open_page is None
    assert start.left
    assert deleted == []
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [window]
    shown = texts(window)
    assert "kl. 14.20" in shown
    assert "Alma" not in shown
    assert "Karla" not in shown


def test_ctrl_l_works_while_a_question_is_open(window: Window, start: SampleStart) -> None:
    wishes: list[str] = []
    window.lock_requested.connect(lambda: wishes.append("lock"))
    dialog = CarefulDialog(window, "Slet?", "Det kan ikke fortrydes.", safe="Behold", verb="Slet")
    dialog.ask(lambda: None)
    dialog.activateWindow()
    settle()
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert wishes == ["lock"]


def test_lock_and_privacy_differ_in_ground_icon_and_field_in_every_theme(window: Window, start: SampleStart) -> None:
    for theme in THEMES:
        look.choose_theme(theme)
        press(Qt.Key.Key_F9)
        hidden = window.grab().toImage().pixelColor(4, 400)
        press(Qt.Key.Key_F9)
        assert look.color("lock") != hidden


# --- walking ------------------------------------------------------------------------------------------------------


def test_the_lock_screen_is_walkable(window: Window) -> None:
    window.lock_screen.show_message(Message(MessageKind.DANGER, "Adgangskoden passer ikke.", "Intet er ændret."))
    window.lock_screen.set_wait(60)
    assert_walkable(window)


def test_the_workplace_is_walkable(window: Window, start: SampleStart) -> None:
    start.show_message(Message(MessageKind.SUCCESS, "Gemt.", "Den er skrevet ind.", ("Fortryd", lambda: None)))
    assert_walkable(window)


def test_the_matrix_is_walkable(window: Window, start: SampleStart) -> None:
    window.show_page(SampleMatrix(), Place.MATRIX)
    assert_walkable(window)


def test_a_focus_page_is_walkable(window: Window, start: SampleStart) -> None:
    window.push_focus(SampleFocus())
    assert_walkable(window)


def test_the_privacy_screen_is_walkable(window: Window, start: SampleStart) -> None:
    window.toggle_privacy()
    assert_walkable(window)


def test_every_key_of_the_window_is_in_the_table(window: Window) -> None:
    taken = {key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()}
    assert taken == {
        key for shortcut in shortcuts.ALL if shortcut.scope is shortcuts.Scope.EVERYWHERE for key in shortcut.keys
    }


def member(role: Role) -> StaffMember:
    """Somebody with that role."""
    return StaffMember(Id("1"), "Sofie Kanari", "", role, frozenset(), "", None, None)


@pytest.mark.parametrize(
    ("role", "places", "searches"),
    [
        (Role.STAFF, ["Start", "Børn", "Runder", "Matrix", "Bekymringer", "Møder", "Planer", "Indstillinger"], True),
        (
            Role.HEALTH_VISITOR,
            ["Start", "Børn", "Distrikt", "Runder", "Matrix", "Bekymringer", "Møder", "Planer", "Indstillinger"],
            True,
        ),
        (
            Role.LEADER,
            ["Start", "Børn", "Runder", "Matrix", "Bekymringer", "Møder", "Planer", "Overblik", "Log", "Indstillinger"],
            True,
        ),
        (Role.ADMINISTRATOR, ["Start", "Bekymringer", "Indstillinger"], False),
        (Role.AUDITOR, ["Log", "Bekymringer", "Indstillinger"], False),
    ],
)
def test_the_rail_and_the_search_hold_what_a_role_may_see(
    window: Window, role: Role, places: list[str], searches: bool
) -> None:
    window.open_workplace("Sofie K.", "", "")
    assert window.workplace is not None
    window.workplace.show_for(member(Role.AUDITOR))  # a role may change while somebody is in
    window.workplace.show_for(member(role))
    items = window.workplace.rail.items.values()
    assert [item.accessibleName() for item in items if not item.isHidden()] == places
    assert window.workplace.top_bar.search.isHidden() is not searches


class Layouts(QObject):
    """Counts how often something is asked to lay itself out."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.asked += event.type() is QEvent.Type.LayoutRequest
        return False


def test_a_focus_page_that_nobody_touches_is_at_rest(window: Window, start: SampleStart) -> None:
    """What lays itself out because it was laid out takes the PC from the thread that reads for the page."""
    window.push_focus(SampleFocus())
    settle()
    layouts = Layouts()
    for part in window.findChildren(QWidget):
        part.installEventFilter(layouts)
    settle()
    assert layouts.asked == 0


def test_a_lock_forgets_the_words_that_were_measured(window: Window, start: SampleStart) -> None:
    name = " ".join(("Åse Målebånd", "Ravn"))  # an object of its own
    held = sys.getrefcount(name)
    paint.text_width(name, "body")
    paint.text_height(name, "body", 80)
    paint.longest_word(name, "body")
    assert sys.getrefcount(name) > held
    window.show_lock("")
    assert sys.getrefcount(name) == held


def test_a_page_that_is_filled_before_it_is_drawn_has_the_focus(window: Window, start: SampleStart) -> None:
    """What it reads may come back at once: then the focus is not left on the rail, where the page before lost it."""
    start.rows.setFocus()
    page = SampleStart()
    window.show_page(page, Place.CHILDREN)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)
