"""One table of keys, and no key twice where both would be heard."""

from collections import Counter

from PySide6.QtGui import QKeySequence

from opspor.desktop.shortcuts import ALL, Scope


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
