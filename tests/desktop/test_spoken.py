"""What Qt tells a screen reader of the parts that paint themselves, and what is said when nobody has moved.

Asked of Qt's own tree; ``make spi`` asks the same over AT-SPI of the program as it runs.
"""

import gc
import weakref
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from opspor.desktop.crash import CrashWindow
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.concerns.when import DateLine
from opspor.desktop.shell.lock_screen import LockScreen
from opspor.desktop.shell.privacy import PrivacyScreen
from opspor.desktop.shell.rail import RailItem
from opspor.desktop.shortcuts import GO_ON
from opspor.desktop.spoken import group, tell_roles
from opspor.desktop.widgets import (
    AnswerKeys,
    Button,
    Card,
    CheckBox,
    Chip,
    ChoiceField,
    DateField,
    KeyCap,
    ListRow,
    Message,
    MessageKind,
    MessageLine,
    PreviewPage,
    ProgressStrip,
    Prose,
    RadioList,
    RowList,
    Segmented,
    Table,
    TableColumn,
    box,
)
from tests.desktop.conftest import settle
from tests.desktop.walker import focusable

Show = Callable[..., QWidget]
Role = QAccessible.Role
OPTIONS = [("Trives", 1), ("Begyndende mistrivsel", 2), ("Mistrivsel", 3)]


@pytest.fixture(autouse=True)
def _roles_told(qapp: QApplication) -> None:
    tell_roles()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is given to say, as it comes."""
    found: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            found.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return found


def told(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def name(part: QAccessibleInterface) -> str:
    return part.text(QAccessible.Text.Name)


def children(part: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [part.child(i) for i in range(part.childCount())]


# --- groups and their answers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [Segmented, RadioList])
def test_a_choice_is_a_named_group_of_radio_buttons(show: Show, made: type[Segmented[int] | RadioList[int]]) -> None:
    choice = made("Trivsel", OPTIONS, value=2)
    show(box(choice))
    whole = told(choice)
    assert (whole.role(), name(whole)) == (Role.Grouping, "Trivsel")
    answers = children(whole)
    assert [one.role() for one in answers] == [Role.RadioButton] * 3
    assert [name(one) for one in answers] == ["Trives", "Begyndende mistrivsel", "Mistrivsel"]
    assert [bool(one.state().checked) for one in answers] == [False, True, False]
    choice.set_value(None)
    assert not any(one.state().checked for one in answers)


def test_answer_keys_are_radio_buttons_that_can_stand_without_an_answer(show: Show) -> None:
    keys: AnswerKeys[int] = AnswerKeys(OPTIONS)
    keys.setAccessibleName("Hvordan er barnets trivsel?")
    show(box(keys))
    whole = told(keys)
    assert (whole.role(), name(whole)) == (Role.Grouping, "Hvordan er barnets trivsel?")
    assert [one.role() for one in children(whole)] == [Role.RadioButton] * 3
    for value in (3, 1):
        keys.set_value(value)
        assert [bool(told(key).state().checked) for key in keys.keys] == [value == 1, False, value == 3]
    keys.set_value(None)
    assert not any(told(key).state().checked for key in keys.keys)


def test_an_arrow_among_answer_keys_goes_there_and_answers_nothing(show: Show) -> None:
    keys: AnswerKeys[int] = AnswerKeys(OPTIONS)
    given: list[int] = []
    keys.answered.connect(given.append)
    show(box(keys))
    keys.keys[0].setFocus()
    QTest.keyClick(keys.keys[0], Qt.Key.Key_Right)
    assert keys.keys[1].hasFocus()
    assert not given
    assert all(key in focusable(keys.window()) for key in keys.keys), "each answer stays a stop of Tab"


def test_a_check_box_is_no_radio_button(show: Show) -> None:
    tick = CheckBox("Jonas ser det anderledes")
    show(box(tick))
    assert told(tick).role() is Role.CheckBox
    tick.click()
    assert told(tick).state().checked


def test_the_rail_says_where_one_is_and_no_state_of_a_box(show: Show) -> None:
    item = RailItem("Børn", "users-round")
    show(box(item))
    assert told(item).role() is Role.Button
    assert not told(item).state().checkable
    item.set_current(True)
    assert told(item).text(QAccessible.Text.Description) == "her er du"
    item.set_current(False)
    assert told(item).text(QAccessible.Text.Description) == ""


# --- what is read -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (lambda: Prose(["Se på dagen.", "Se på det hele."]), "Se på dagen. Se på det hele."),
        (lambda: Chip("Over fristen", MessageKind.WARNING), "Over fristen"),
        (lambda: KeyCap(GO_ON), f"{GO_ON.cap}: {GO_ON.words}"),
    ],
)
def test_painted_words_are_text_that_can_be_read(show: Show, part: Callable[[], QWidget], words: str) -> None:
    widget = part()
    show(box(widget))
    assert (told(widget).role(), name(told(widget))) == (Role.StaticText, words)


def test_how_far_one_is_is_text(show: Show) -> None:
    strip = ProgressStrip("Barn")
    strip.set_progress(12, 22, current=True)
    show(box(strip))
    assert (told(strip).role(), name(told(strip))) == (Role.StaticText, "Barn 13 af 22")


def test_a_picture_of_a_paper_is_a_picture_with_a_name(show: Show) -> None:
    preview = PreviewPage("Sådan ser den ud")
    show(box(preview))
    pictures = [part for part in preview.findChildren(QWidget) if told(part).role() is Role.Graphic]
    assert [name(told(part)) for part in pictures] == ["Sådan ser den ud"]


def test_a_card_with_a_head_is_a_group_and_one_without_is_nothing(show: Show) -> None:
    named, bare = Card("Underretninger"), Card()
    show(box(named, bare))
    assert (told(named).role(), name(told(named))) == (Role.Grouping, "Underretninger")
    assert told(bare).role() is Role.Client


@pytest.mark.parametrize("made", [lambda: Page("Børn"), lambda: FocusPage("Tilbage", "Børn")])
def test_a_page_is_a_group_with_its_title(show: Show, made: Callable[[], Page | FocusPage]) -> None:
    page = made()
    show(page)
    assert (told(page).role(), name(told(page))) == (Role.Grouping, "Børn")
    page.set_title("Børn i runden", "22 børn")
    assert name(told(page)) == "Børn i runden"


def test_the_curtain_says_that_nothing_is_locked(show: Show) -> None:
    curtain = PrivacyScreen()
    show(curtain)
    assert told(curtain).role() is Role.Grouping
    assert name(told(curtain)) == "Skjult. Ikke låst. Alle kan trykke F9 og se igen."


def test_the_crash_window_says_what_happened_when_it_comes(show: Show) -> None:
    window = CrashWindow("rapport")
    show(window)
    assert (told(window).role(), name(told(window))) == (Role.Dialog, "Der er en fejl i opspor")
    assert "er gemt" in told(window).text(QAccessible.Text.Description)


def test_rows_of_a_list_are_children_with_all_their_words(show: Show) -> None:
    rows = RowList("Børn")
    rows.set_rows([ListRow("Ib Kanari Ø.", "4 år", "Over fristen"), ListRow("Karla Juhl")])
    show(box(rows))
    view = told(rows)
    assert (view.role(), name(view)) == (Role.List, "Børn")
    assert [(row.role(), name(row)) for row in children(view)] == [
        (Role.ListItem, "Ib Kanari Ø. 4 år. Over fristen"), (Role.ListItem, "Karla Juhl"),
    ]  # fmt: skip


def test_a_cell_says_its_head(show: Show) -> None:
    table: Table[tuple[str, str]] = Table(
        "Rækker", [TableColumn("Navn", lambda row: row[0]), TableColumn("Født", lambda row: row[1])]
    )
    table.set_records([("Ib", "28.2.2021"), ("Karla", "")])
    show(box(table))
    cells = [name(part) for part in children(told(table)) if part.role() is Role.Cell]
    assert cells == ["Navn: Ib", "Født: 28.2.2021", "Navn: Karla", "Født: tom"]


# --- what is said -----------------------------------------------------------------------------------------------------


def test_a_message_is_said_when_it_comes(show: Show, said: list[str]) -> None:
    page = Page("Børn")
    show(page)
    assert not said
    page.show_message(Message(MessageKind.SUCCESS, "Gemt.", "Barnet er med i runden."))
    assert said == ["Gemt. Barnet er med i runden."]
    assert told(page.message_line).role() is Role.AlertMessage


def test_what_belongs_to_a_page_is_said_when_it_is_seen_and_not_before(show: Show, said: list[str]) -> None:
    line = MessageLine(Message(MessageKind.INFO, "", "Du vurderer alene."), closable=False)
    holder = box(line)
    line.hide()
    show(holder)
    assert not said, "nobody sees it"
    line.show()
    settle()
    assert said == ["Du vurderer alene."]


def test_saved_is_said_once_and_not_at_each_minute(show: Show, said: list[str]) -> None:
    page = FocusPage("Tilbage", "Ny bekymring", main=Button("Gem"))
    show(page)
    for status in ("Gemt 14.02", "Gemt 14.03", "Ikke gemt", "Gemt 14.05"):
        page.set_status(status)
    assert said == ["Gemt 14.02", "Ikke gemt", "Gemt 14.05"]


def test_an_error_is_said_and_stays_with_its_field(show: Show, said: list[str]) -> None:
    field = DateField("Hvornår?", help_text="Dagen, du så det.")
    show(box(field))
    field.refuse("Skriv en dag.")
    assert said == ["Skriv en dag."]
    assert told(field.editor).text(QAccessible.Text.Description) == "Skriv en dag. Dagen, du så det."
    field.set_error("")
    assert said == ["Skriv en dag."]


def test_a_button_that_writes_a_day_says_which(show: Show, said: list[str]) -> None:
    line = DateLine("Hvornår var det?", lambda: date(2026, 3, 17))
    show(box(line))
    (today,) = [button for button in line.findChildren(Button) if button.words == "I dag"]
    today.click()
    assert said == ["Hvornår var det? 17.03.2026"]


def test_the_lock_screen_says_that_it_unlocks(show: Show, said: list[str]) -> None:
    screen = LockScreen()
    show(screen)
    assert (told(screen).role(), name(told(screen))) == (Role.Grouping, "Låst.")
    screen.set_busy(True)
    assert said == ["Låser op …"]


def test_a_list_that_gets_the_focus_says_the_row_where_one_is(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = RowList("Børn")
    rows.set_rows([ListRow("Ib Kanari Ø."), ListRow("Karla Juhl")])
    button = Button("Gem")
    show(box(button, rows))
    button.setFocus()
    rows.setCurrentIndex(rows.model().index(1, 0))
    focused: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if event.type() is QAccessible.Event.Focus:
            focused.append(name(event.accessibleInterface()))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    rows.setFocus()
    settle()
    assert focused == ["Karla Juhl"]


def test_a_list_that_folds_out_says_what_it_chooses(show: Show) -> None:
    field = ChoiceField("Hvem", [("Alle", 1), ("Mette", 2)], value=1)
    show(box(field))
    all_said = name(told(field.editor)) + told(field.editor).text(QAccessible.Text.Description)
    assert "Hvem" in all_said
    field.set_name("Hvem har skrevet")
    assert "Hvem har skrevet" in name(told(field.editor)) + told(field.editor).text(QAccessible.Text.Description)


def test_any_part_can_be_made_a_group(show: Show) -> None:
    part = group("Er barnet i fare?", box(Button("Ja")), "Se på barnet først.")
    show(part)
    assert (told(part).role(), name(told(part))) == (Role.Grouping, "Er barnet i fare?")
    assert told(part).text(QAccessible.Text.Description) == "Se på barnet først."


def test_parts_whose_role_was_asked_are_freed_with_their_page(show: Show) -> None:
    holder = QWidget()
    show(holder)
    gone = []
    for _ in range(50):
        part = Segmented("Trivsel", OPTIONS)
        part.setParent(holder)
        assert told(part).role() is Role.Grouping
        gone.append(weakref.ref(part))
        part.setParent(None)
        part.deleteLater()
    del part
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not any(part() for part in gone)
