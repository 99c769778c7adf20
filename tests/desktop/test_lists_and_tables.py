"""Lists and tables: opened by key and click, left by Tab, said by a screen reader, quick with many rows."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.widgets import Button, Card, ListRow, MessageKind, RowList, Scroll, Table, TableColumn, box
from opspor.desktop.widgets.rows import lines_of
from tests.desktop.conftest import settle
from tests.desktop.walker import assert_walkable

Show = Callable[..., QWidget]
ROWS = [
    ListRow("Samtale med forældre", "Afleveringen", "kl. 15.30", "users-round", "a"),
    ListRow("Kvittering", "Frist mandag 16.", "1 dag over", "mail-question-mark", "b", MessageKind.WARNING),
    ListRow("Én linje", key="c"),
]


def test_enter_and_click_open_the_row_and_tab_leaves(show: Show) -> None:
    rows, after = RowList("I dag"), Button("Gem")
    rows.set_rows(ROWS)
    opened: list[object] = []
    rows.opened.connect(opened.append)
    show(box(rows, after), 600, 400)
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    place = rows.visualRect(rows.model().index(2, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert opened == ["b", "c"]
    QTest.keyClick(rows, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_a_list_that_fits_is_as_high_as_its_rows() -> None:
    rows = RowList("I dag")
    rows.set_rows(ROWS)
    assert rows.sizeHint().height() == look.u(15) * 2 + look.u(11)


LONG = ListRow(
    "Kommunen skal have et skriftligt beredskab", "Barnets lov i vores egne ord", "Ikke sendt endnu", key="l"
)


def test_words_that_do_not_fit_stand_on_a_line_more() -> None:
    wide, narrow = lines_of(LONG, 2000), lines_of(LONG, look.u(100))
    assert (wide.title, wide.second) == ((LONG.title,), (LONG.second,))
    assert len(narrow.title) == 2
    assert " ".join(narrow.title) == LONG.title
    assert " ".join(narrow.second) == LONG.second


def test_a_fact_that_takes_too_much_of_the_row_stands_below() -> None:
    assert lines_of(LONG, look.u(70)).fact_below
    assert not lines_of(LONG, 2000).fact_below
    assert not lines_of(replace(LONG, title="Kort", second=""), look.u(100)).fact_below


def test_only_the_end_of_a_fifth_line_is_left_out() -> None:
    lines = lines_of(ListRow("Kommunen skal " * 30), look.u(70))
    assert len(lines.title) == 5
    assert not lines.title[3].endswith("…")
    assert lines.title[4].endswith("…")


def test_a_list_grows_where_it_gets_narrower(show: Show) -> None:
    rows = RowList("I dag")
    rows.set_rows([LONG] * 3)
    page = show(box(rows), 1200, 700)
    before = rows.height()
    page.resize(look.u(80), 700)
    settle()
    assert rows.height() > before
    assert rows.visualRect(rows.model().index(2, 0)).bottom() < rows.height()


def test_the_current_row_is_kept_by_key_when_rows_change() -> None:
    rows = RowList("I dag", keeps=True)
    rows.set_rows(ROWS)
    rows.choose("c")
    rows.set_rows([ROWS[2], ROWS[0]])
    assert rows.current_key() == "c"
    rows.set_rows([])
    assert rows.current_key() is None


def test_a_row_is_said_whole() -> None:
    rows = RowList("I dag")
    rows.set_rows(ROWS)
    said = rows.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Kvittering. Frist mandag 16. 1 dag over"


def test_going_down_a_long_list_moves_the_page_along(show: Show) -> None:
    scroll, rows = Scroll(), RowList("Børn")
    rows.set_rows([ListRow(f"Barn {i}", key=i) for i in range(60)])
    scroll.body.addWidget(rows)
    show(scroll, 600, 300)
    rows.setFocus()
    for _ in range(40):
        QTest.keyClick(rows, Qt.Key.Key_Down)
    settle()
    row = rows.visualRect(rows.currentIndex())
    top = rows.mapTo(scroll.viewport(), row.topLeft()).y()
    assert 0 <= top <= scroll.viewport().height() - row.height()


def test_ten_thousand_rows_are_shown_at_once(show: Show) -> None:
    rows = RowList("Børn", fits=False)
    card = Card("Alle", flush=True, grows=True)
    card.add(rows, 1)
    show(card, 600, 500)
    begun = time.perf_counter()
    rows.set_rows([ListRow(f"Barn {i}", "Bøgestuen", "i dag", "user-round", i) for i in range(10_000)])
    settle()
    rows.grab()
    assert time.perf_counter() - begun < 2
    QTest.keyClick(rows, Qt.Key.Key_End)
    assert rows.current_key() == 9_999


def columns() -> list[TableColumn[tuple[str, int]]]:
    return [
        TableColumn("Navn", lambda row: row[0], share=3, strong=True),
        TableColumn("Række", lambda row: str(row[1]), number=True),
    ]


def test_a_table_opens_by_enter_says_its_cells_and_lets_go(show: Show) -> None:
    table, after = Table("Rækker i filen", columns()), Button("Hent")
    table.set_records([("Karla", 1), ("", 2)])
    opened: list[object] = []
    table.opened.connect(opened.append)
    show(box(table, after), 600, 400)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == [("", 2)]
    role = Qt.ItemDataRole.AccessibleTextRole
    assert table.model().index(0, 0).data(role) == "Navn: Karla"
    assert table.model().index(1, 0).data(role) == "Navn: tom"
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after


WHEN, WHO = "23.11.2026 kl. 14.31", "Wilhelmine-Charlotte Kanarisen-Åby"


def log_table(*more: TableColumn[int]) -> Table[int]:
    when: TableColumn[int] = TableColumn("Tid", lambda _: WHEN, whole=True)
    who: TableColumn[int] = TableColumn("Hvem", lambda _: WHO, share=9)
    table = Table("Log", [when, who, *more])
    table.set_records([1, 2])
    return table


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_a_time_is_never_cut_and_the_others_share_the_rest(show: Show, zoom: float) -> None:
    look.set_zoom(zoom)
    table = log_table()
    show(box(table), round(800 * zoom), 300)
    assert table.columnWidth(0) >= paint.text_width(WHEN, "body") + look.u(5)
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()
    assert table.rowHeight(0) == look.u(10)


def test_in_a_narrow_table_a_name_and_a_time_stand_whole_on_several_lines(show: Show) -> None:
    look.set_zoom(2.0)
    table = log_table()
    show(box(table), 800, 700)
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()
    for number, text in enumerate((WHEN, WHO)):
        room = table.columnWidth(number) - look.u(5)
        assert room >= paint.longest_word(text, "body")
        assert paint.text_height(text, "body", room) <= table.rowHeight(0)
    assert table.height() >= look.u(8) + 2 * table.rowHeight(0)


def test_a_table_with_too_many_columns_for_its_width_scrolls_sideways_by_arrow(show: Show) -> None:
    look.set_zoom(2.0)
    table = log_table(*[TableColumn("Bemærkning", lambda _: WHO) for _ in range(3)])
    show(box(table), 800, 700)
    assert table.columnWidth(1) - look.u(5) >= paint.longest_word(WHO, "body")
    table.setFocus()
    for _ in range(4):
        QTest.keyClick(table, Qt.Key.Key_Right)
    cell = table.visualRect(table.currentIndex())
    assert table.currentIndex().column() == 4
    assert cell.right() <= table.viewport().width()
    assert table.viewport().height() >= 2 * table.rowHeight(0)


def test_lists_and_tables_are_walkable(show: Show) -> None:
    rows, table = RowList("I dag"), Table("Rækker i filen", columns())
    rows.set_rows(ROWS)
    table.set_records([("Karla", 1), ("Åse", 2)])
    one, two = Card("I dag", flush=True), Card(flush=True)
    one.add(rows)
    two.add(table)
    assert_walkable(show(box(one, two), 800, 600), ((1.0, 800, 600), (2.0, 1366, 900)))


def test_a_line_may_break_after_a_hyphen_so_a_long_name_needs_no_more_room_than_its_longest_part() -> None:
    assert paint.longest_word("Johannes-Bartholomæus P.", "body") == paint.text_width("Bartholomæus", "body")
    assert paint.longest_word("8-11", "body") == paint.text_width("8-11", "body")
    narrow = paint.text_width("Bartholomæus P.", "body") + 2
    assert paint.text_height("Johannes-Bartholomæus P.", "body", narrow) == 2 * paint.text_height("Bo", "body", narrow)
