"""One table of keys, and no key twice where both would be heard."""

import re
from collections import Counter
from pathlib import Path

from PySide6.QtGui import QKeySequence

from opspor import data_folder
from opspor.desktop import shortcuts
from opspor.desktop.shortcuts import ALL, Scope, Shortcut


def test_no_key_stands_for_two_things_where_both_are_heard() -> None:
    for scope in Scope:
        heard = [key for shortcut in ALL if shortcut.scope in (scope, Scope.EVERYWHERE) for key in shortcut.keys]
        assert [key for key, count in Counter(heard).items() if count > 1] == [], scope


def test_qt_understands_every_key() -> None:
    for shortcut in ALL:
        for key in shortcut.keys:
            assert QKeySequence(key).toString() == key


def test_every_key_has_a_cap_and_words() -> None:
    for shortcut in ALL:
        assert shortcut.cap
        assert shortcut.words


def test_the_table_is_whole() -> None:
    assert {*ALL} == {one for one in vars(shortcuts).values() if isinstance(one, Shortcut)}


def test_no_letter_is_a_key_on_a_page_beside_the_table() -> None:
    desktop = Path(shortcuts.__file__).parent
    written = {
        path.name: found
        for path in desktop.rglob("*.py")
        if (found := re.findall(r'(?:on_key\(self, |QKeySequence\()"[^"]+"', path.read_text(encoding="utf-8")))
    }
    assert written == {}


def test_the_guide_names_every_key() -> None:
    """One table in the guide, which is what F1 shows: no key of the program is missing from it."""
    text = (data_folder("docs") / "brugervejledning.md").read_text(encoding="utf-8")
    rows = [line for line in text.partition("### Taster")[2].partition("\n#")[0].splitlines() if line.startswith("| ")]
    said = " ".join(row.split("|")[1] for row in rows)
    parts = {part for one in ALL for part in re.split(r"[ ,]+", one.cap)}
    missing = {part for part in parts if part not in said and not part[0].isdigit()}
    assert missing == set()
