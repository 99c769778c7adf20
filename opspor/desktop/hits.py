"""What the search in the top bar finds: children, by name or code, what can be done on the open page, and the ways to
every page. What can be done is what stands there: each button that can be pressed now, so no list of them is kept.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton
from shiboken6 import isValid

from opspor.desktop.route import Destination, Place
from opspor.desktop.shortcuts import BEREDSKAB, HELP, HIDE, LOCK, NEW_CONCERN
from opspor.desktop.tasks import ask
from opspor.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from opspor.desktop.shell.window import Window
    from opspor.desktop.shortcuts import Shortcut
    from opspor.desktop.widgets.buttons import Button
    from opspor.domain.child import ChildInList
    from opspor.workplace import Workplace

_HITS = 8
_ACTIONS = 3  # of the page that is open
_HERE = "På siden, du står på"


def follow(window: Window, go: Callable[[Destination], None], to: Destination | Shortcut | Button) -> None:
    """Go where somebody chose to: a page, what a key does, or what a button of the open page does."""
    if isinstance(to, QAbstractButton):
        if isValid(to) and to.isVisible():
            to.setFocus()
            to.click()
        return
    if isinstance(to, Destination):
        go(to)
        return
    {
        HELP: window.help_requested.emit,
        NEW_CONCERN: window.new_concern_requested.emit,
        BEREDSKAB: window.beredskab_requested.emit,
        HIDE: window.toggle_privacy,
        LOCK: window.lock_requested.emit,
    }[to]()


def show_hits(window: Window, work: Workplace | None, text: str) -> None:
    """Look for ``text`` and show what was found under the search: children first, then the ways."""
    if work is None or not text.strip():
        window.show_hits([])
        return
    from opspor.desktop import ways
    from opspor.desktop.widgets.rows import ListRow
    from opspor.domain.access import Action, Reach, reach  # the lock screen has no use for it
    from opspor.usecases import children

    beside = [ListRow(way.words, way.second, way.fact, way.icon, way.to) for way in ways.found(text, work.staff)]
    known = {row.title for row in beside}
    actions = [button for button in _actions(window, text) if button.words not in known][:_ACTIONS]
    beside[:0] = [ListRow(button.words, _HERE, icon="circle-check", key=button) for button in actions]

    def about(child: ChildInList) -> str:
        groups = ", ".join(child.group_names)
        return f"{groups} · Beskyttet navn og adresse" if child.protected else groups

    def show(found: tuple[ChildInList, ...]) -> None:
        rows = [
            ListRow(child.full_name, about(child), child.code, "user-round", Destination(Place.CHILD, child.id))
            for child in found
        ]
        window.show_hits([*rows, *beside])

    if reach(work.staff, Action.SEARCH) is Reach.NONE:
        show(())
        return
    ask(work.look(lambda desk: children.listed(desk, search=text, limit=_HITS - len(beside))), window, show)


def _actions(window: Window, text: str) -> list[Button]:
    """The buttons of the open page that begin so and can be pressed now. One that stands there more than once, as at
    each of several cards, or that says a number of what it stands under ("Vis alle 39") says by itself not what it is
    about.
    """
    from opspor.desktop import ways
    from opspor.desktop.widgets.buttons import Button

    page = window.workplace.page if window.workplace is not None else None
    shown = [one for one in page.findChildren(Button) if one.isVisible() and not one.cannot] if page else []
    shown = [one for one in shown if not any(map(str.isdigit, one.words))]
    count = Counter(one.words for one in shown)
    typed = fold(text).split()
    return [one for one in shown if count[one.words] == 1 and one.isEnabled() and ways.begins(one.words, typed)]
