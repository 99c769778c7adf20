"""What the search in the top bar finds: children, by name or code, and the ways to every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opspor.desktop.route import Destination, Place
from opspor.desktop.shortcuts import BEREDSKAB, HELP, HIDE, LOCK, NEW_CONCERN
from opspor.desktop.tasks import ask
from opspor.domain.access import Action, Reach, reach

if TYPE_CHECKING:
    from collections.abc import Callable

    from opspor.desktop.shell.window import Window
    from opspor.desktop.shortcuts import Shortcut
    from opspor.domain.child import ChildInList
    from opspor.workplace import Workplace

_HITS = 8


def follow(window: Window, go: Callable[[Destination], None], to: Destination | Shortcut) -> None:
    """Go where somebody chose to: a page, or what a key does."""
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
    from opspor.usecases import children

    beside = [ListRow(way.words, way.second, way.fact, way.icon, way.to) for way in ways.found(text, work.staff)]

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
