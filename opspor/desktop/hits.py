"""What the search in the top bar finds: children, by name or code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opspor.desktop.tasks import ask

if TYPE_CHECKING:
    from opspor.desktop.shell.window import Window
    from opspor.domain.child import ChildInList
    from opspor.workplace import Workplace

_HITS = 8


def show_hits(window: Window, work: Workplace | None, text: str) -> None:
    """Look for ``text`` and show what was found under the search."""
    if work is None or not text.strip():
        window.show_hits([])
        return
    from opspor.desktop.widgets.rows import ListRow
    from opspor.usecases import children

    def about(child: ChildInList) -> str:
        groups = ", ".join(child.group_names)
        return f"{groups} · Beskyttet navn og adresse" if child.protected else groups

    def show(found: tuple[ChildInList, ...]) -> None:
        window.show_hits(
            [ListRow(child.full_name, about(child), child.code, "user-round", child.id) for child in found]
        )

    ask(work.look(lambda desk: children.listed(desk, search=text, limit=_HITS)), window, show)
