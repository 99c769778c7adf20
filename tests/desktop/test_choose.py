"""Questions for a file or a folder: the system's own, and in Danish where Qt draws them itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.choose import choose_file, choose_folder, save_pdf_as

Show = Callable[..., QWidget]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def question(owner: QWidget) -> QFileDialog:
    """The one that is open."""
    (dialog,) = owner.findChildren(QFileDialog)
    return dialog


def test_a_file_that_was_chosen_is_handed_on_once(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "stue.csv").write_text("Navn\n", encoding="utf-8")
    chosen: list[Path] = []
    owner = show(QWidget(), 400, 300)
    choose_file(owner, "Vælg fil", "Lister (*.csv)", chosen.append)
    question(owner).selectFile(str(tmp_path / "stue.csv"))
    with qtbot.waitSignal(question(owner).fileSelected):
        question(owner).accept()
    assert chosen == [tmp_path / "stue.csv"]


def test_esc_chooses_nothing(show: Show, tmp_path: Path) -> None:
    chosen: list[Path] = []
    owner = show(QWidget(), 400, 300)
    choose_folder(owner, "Vælg mappe", tmp_path, chosen.append)
    QTest.keyClick(question(owner), Qt.Key.Key_Escape)
    assert chosen == []


def test_it_asks_in_danish_and_names_the_file_without_a_person(show: Show) -> None:
    owner = show(QWidget(), 400, 300)
    save_pdf_as(owner, "matrix.pdf", print)
    words = {label.text().replace("&", "") for label in question(owner).findChildren(QLabel) if label.text()}
    assert {"Mappe:", "Filnavn:", "Slags:"} <= words
    assert question(owner).selectedFiles()[0].endswith("matrix.pdf")
