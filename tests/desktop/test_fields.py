"""Fields: names, errors in words, dates as people write them, passwords that hide."""

from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from opspor.desktop.look import look
from opspor.desktop.tokens import TARGET, THEMES, Theme
from opspor.desktop.widgets import Button, ChoiceField, DateField, PasswordField, TextField, TimeField, box, text_field
from opspor.desktop.widgets.fields import read_date, read_time
from tests.desktop.conftest import settle
from tests.desktop.walker import assert_walkable, name_of

Show = Callable[..., QWidget]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12.3.2026", date(2026, 3, 12)),
        ("12.03.26", date(2026, 3, 12)),
        (" 12-03-2026 ", date(2026, 3, 12)),
        ("12/3 2026", date(2026, 3, 12)),
        ("120326", date(2026, 3, 12)),
        ("12032026", date(2026, 3, 12)),
        ("29.2.2024", date(2024, 2, 29)),
        ("29.2.2026", None),
        ("2026-03-12", None),
        ("12.3", None),
        ("i går", None),
        ("", None),
    ],
)
def test_dates_as_people_write_them(written: str, meant: date | None) -> None:
    assert read_date(written) == meant


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_date_is_read_as_it_is_shown(day: date) -> None:
    assert read_date(f"{day:%d.%m.%Y}") == day


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("8.20", time(8, 20)),
        ("8:20", time(8, 20)),
        ("820", time(8, 20)),
        ("kl. 8", time(8, 0)),
        ("24.00", None),
        ("8.7", None),
    ],
)
def test_times_as_people_write_them(written: str, meant: time | None) -> None:
    assert read_time(written) == meant


@given(st.text(max_size=20))
def test_reading_dates_and_times_never_fails(text: str) -> None:
    read_date(text)
    read_time(text)


def test_a_date_is_tidied_or_refused_in_words_when_one_leaves(show: Show) -> None:
    field, other = DateField("Hvornår?"), TextField("Hvor?")
    show(box(field, other), 500, 300)
    field.editor.setFocus()
    QTest.keyClicks(field.editor, "12-3-26")
    other.editor.setFocus()
    settle()
    assert isinstance(field.editor, QLineEdit)
    assert field.editor.text() == "12.03.2026"
    assert field.value() == date(2026, 3, 12)
    field.editor.setFocus()
    field.editor.setText("31.2.2026")
    other.editor.setFocus()
    settle()
    assert field.error == "Datoen kan ikke læses. Skriv den som 12.03.2026."
    QTest.keyClicks(field.editor, "x")
    assert field.error == ""


def test_an_empty_date_is_complete_and_nothing() -> None:
    field = DateField("Hvornår?")
    assert field.complete()
    assert field.value() is None


def test_an_error_is_shown_and_said(show: Show) -> None:
    field = TextField("Ny dato", help_text="Højst 30 dage frem.")
    show(box(field), 500, 300)
    field.set_error("17. maj er for langt ude. Vælg en dag til og med 16. april.")
    settle()
    said = QAccessible.queryAccessibleInterface(field.editor).text(QAccessible.Text.Description)
    assert said.startswith("17. maj er for langt ude.")
    assert said.endswith("Højst 30 dage frem.")
    assert name_of(field.editor) == "Ny dato"


def test_a_password_is_hidden_shown_and_hidden_again_when_it_is_cleared(show: Show) -> None:
    field = PasswordField("Adgangskode")
    show(box(field), 500, 300)
    edit = field.editor
    assert isinstance(edit, QLineEdit)
    assert edit.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClicks(edit, "hemmelig")
    field._eye.click()
    assert edit.echoMode() is QLineEdit.EchoMode.Normal
    assert name_of(field._eye) == "Skjul adgangskoden"
    field.clear()
    assert edit.echoMode() is QLineEdit.EchoMode.Password
    assert field.text() == ""


def test_what_is_refused_says_why_and_has_the_cursor(show: Show) -> None:
    name, title = TextField("Navn"), TextField("Stilling")
    show(box(name, title))
    title.setFocus()
    name.refuse("Skriv et navn.")
    assert name.error == "Skriv et navn."
    assert QApplication.focusWidget() is name.editor


def test_a_field_has_room_for_an_error_of_more_than_one_line(show: Show) -> None:
    field = TextField("Brugernavn")
    show(box(field), 300, 600)
    before = field.frame.height()
    field.set_error("Skriv et brugernavn. " * 8)
    settle()
    error = field._error_line.label
    assert error.height() >= error.heightForWidth(error.width())
    assert error.height() > 2 * error.fontMetrics().height()
    assert field.frame.height() == before


def test_caps_lock_is_said_as_soon_as_a_letter_tells(show: Show) -> None:
    field = PasswordField("Adgangskode")
    show(field, 400, 200)
    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    for text, modifier, on in (
        ("a", none, False), ("A", shift, False), ("A", none, True), ("1", none, True), ("a", shift, True),
        ("æ", none, False), ("Æ", none, True),
    ):  # fmt: skip
        QApplication.sendEvent(field.editor, QKeyEvent(QEvent.Type.KeyPress, 0, modifier, text))
        assert field._caps.isVisible() is on, text
    assert field._caps.text() == "Caps Lock er slået til."
    QTest.keyClick(field.editor, Qt.Key.Key_CapsLock)
    assert not field._caps.isVisible()
    assert field.text() == "aAA1aæÆ"


def test_a_password_can_be_pasted_and_looked_at(show: Show) -> None:
    field = PasswordField("Adgangskode")
    show(field, 400, 200)
    QApplication.clipboard().setText("æblé" * 2500)
    field.editor.setFocus()
    QTest.keySequence(field.editor, QKeySequence(QKeySequence.StandardKey.Paste))
    QApplication.clipboard().clear()
    assert field.text() == "æblé" * 2500
    edit = field.editor
    assert isinstance(edit, QLineEdit)
    assert edit.displayText() != edit.text()
    QTest.keyClick(field.editor, Qt.Key.Key_Tab)
    QTest.keyClick(field._eye, Qt.Key.Key_Space)
    assert edit.displayText() == edit.text()
    field.clear()
    assert edit.echoMode() is QLineEdit.EchoMode.Password


def test_a_text_field_grows_and_tab_leaves_it(show: Show) -> None:
    field, other = TextField("Hvad sagde barnet?", lines=3), Button("Gem")
    show(box(field, other), 500, 600)
    before = field.height()
    field.set_text("\n".join("»Mor sov.«" for _ in range(12)))
    settle()
    assert field.height() > before
    field.set_text("\n".join("»Mor sov.«" for _ in range(200)))
    settle()
    assert field.height() < look.u(100)
    field.editor.setFocus()
    QTest.keyClick(field.editor, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is other


def test_nothing_is_chosen_beforehand_and_the_wheel_changes_nothing(show: Show) -> None:
    field = ChoiceField("Hvor?", [("Stuen", "room"), ("Legepladsen", "yard")])
    changes: list[bool] = []
    field.changed.connect(lambda: changes.append(True))
    show(box(field), 500, 300)
    assert field.value() is None
    field.set_value("yard")
    assert field.value() == "yard"
    assert changes == [True]
    field.set_options([("Ude", "out")], "out")
    assert field.value() == "out"
    assert changes == [True]


def test_a_choice_is_as_wide_as_its_longest_words_also_after_they_have_changed() -> None:
    field = ChoiceField("Hvor?", [("Stuen", "room")])
    narrow = field._box.sizeHint().width()
    field.set_options([("Legepladsen bag ved skuret", "yard")])
    wide = field._box.sizeHint().width()
    field.set_options([("Stuen", "room")])
    assert narrow == field._box.sizeHint().width() < wide


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("theme", THEMES)
def test_a_choice_opens_a_list_of_rows_that_begins_where_one_is(show: Show, theme: Theme) -> None:
    look.choose_theme(theme)
    field = ChoiceField("Hvor?", [("Stuen", "room"), ("Legepladsen", "yard"), ("Ude", "out")], value="yard")
    show(box(field), 500, 300)
    field.setFocus()
    QTest.keyClick(field.editor, Qt.Key.Key_Space)
    rows = field._box.view()
    frame = rows.parentWidget()
    assert isinstance(frame, QFrame)
    assert rows.currentIndex().row() == 1
    assert rows.visualRect(rows.currentIndex()).height() >= look.u(TARGET.minimum)
    edge = frame.grab().toImage().pixelColor(frame.width() // 2, 0).name()
    assert edge == look.color("line_control").name()  # Fusion's own can't be seen on black
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert field.value() == "out"


def test_fields_are_walkable(show: Show) -> None:
    fields = [
        TextField("Fornavn", help_text="Som det står i cpr."),
        TextField("Note", lines=3),
        PasswordField("Adgangskode"),
        DateField("Hvornår?"),
        TimeField("Klokken"),
        ChoiceField("Hvor?", [("Stuen", 1)]),
    ]
    fields[0].set_error("Skriv barnets fornavn. Resten er gemt.")
    assert_walkable(show(box(*fields), 600, 800), ((1.0, 600, 800), (2.0, 1366, 1400)))


def _rested(field: TextField) -> None:
    """The keys have rested: the timer is over."""
    assert field._minding is not None
    field._minding.timeout.emit()


def test_what_is_hardly_needed_is_asked_about_below_the_field_and_stops_nobody(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_out: list[str] = []
    monkeypatch.setattr(text_field, "announce", lambda _widget, said: read_out.append(said))
    field = TextField("Hvad så eller hørte du?", lines=3)
    show(field)
    field.setFocus()
    QTest.keyClicks(field.editor, "Familien er muslimsk")
    assert field.pointed_out == ""  # nobody is read over the shoulder while writing
    _rested(field)
    assert field.pointed_out.startswith("»muslimsk«: ")
    assert field.error == ""
    assert read_out == [field.pointed_out]
    _rested(field)
    assert len(read_out) == 1  # said once

    field.editor.setFocus()
    for _ in range(len("muslimsk")):
        QTest.keyClick(field.editor, Qt.Key.Key_Backspace)
    _rested(field)
    assert (field.pointed_out, field.text()) == ("", "Familien er")


def test_a_childs_own_words_a_short_line_and_what_is_filled_in_are_not_asked_about(show: Show) -> None:
    own, line, filled = TextField("Elev", lines=3, minds=False), TextField("Navn"), TextField("Note", lines=3)
    for field in (own, line):
        show(field)
        field.setFocus()
        QTest.keyClicks(field.editor, "muslimsk")
        assert field._minding is None
    show(filled)
    filled.set_text("Familien er muslimsk")
    assert filled.pointed_out == ""
