"""Where a person was when it locked: the page, the field, the cursor. Kept in the vault with their drafts, used once.

A field is found again by its kind and its name for a screen reader within the page, and by its number among those.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit, QWidget

from opspor.desktop.route import NO_ID, Destination, Place
from opspor.domain.ids import Id

if TYPE_CHECKING:
    from opspor.desktop.page import FocusPage, Page
    from opspor.usecases.desk import Desk

_KEY = "whereabouts"
_SPACES = 3  # a draft is kept without those at its end
_DRAFT_LOOKS = 50  # so long a draft may be on its way
_LOOK_MS, _MOST_LOOKS, _CALM_LOOKS = 40, 125, 4  # a page that fills itself asks for the focus itself, now and then


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """``inside`` is the page's own word for where it was opened (a section, a step); ``field`` the kind and name of
    what had the focus; ``cursor`` and ``anchor`` places in its text, or the row of a list; ``scroll`` in pixels."""

    trail: tuple[Destination, ...]
    inside: str = ""
    field: str = ""
    number: int = 0
    cursor: int = 0
    anchor: int = 0
    scroll: int = 0


def of(page: Page | FocusPage | None, trail: tuple[Destination, ...]) -> Whereabouts:
    """Where somebody is on ``page``, the last of ``trail``."""
    if page is None:
        return Whereabouts(trail)
    here = Whereabouts(trail, page.inside, scroll=page.work_area.verticalScrollBar().value())
    part = page.focusWidget()
    if part is None or not part.accessibleName():
        return here
    cursor, anchor = _cursor(part)
    return Whereabouts(trail, here.inside, _name(part), _alike(page, part).index(part), cursor, anchor, here.scroll)


def keep(desk: Desk, here: Whereabouts) -> None:
    """Keep it among the person's drafts, encrypted like them."""
    from opspor.usecases import drafts

    # What led to a concern is not kept: it may be about an employee (design section 11, rule 3).
    trail = [to._replace(second=NO_ID, context="") if to.place is Place.NEW_CONCERN else to for to in here.trail]
    fields = {f"trail{i}": " ".join((to.place, to.id, to.second, to.context)) for i, to in enumerate(trail)}
    fields |= {name: getattr(here, name) for name in ("inside", "field")}
    fields |= {name: str(getattr(here, name)) for name in ("number", "cursor", "anchor", "scroll")}
    drafts.save(desk, _KEY, fields)


def take(desk: Desk) -> Whereabouts | None:
    """What was kept, once; None where nothing was, or where a page is not there any more."""
    from opspor.usecases import drafts

    found = drafts.load(desk, _KEY)
    if found is None:
        return None
    drafts.drop(desk, _KEY)
    try:
        return _read(found[0])
    except (KeyError, ValueError):  # kept by another version of the program
        return None


def _read(fields: Mapping[str, str]) -> Whereabouts | None:
    trail: list[Destination] = []
    while (kept := fields.get(f"trail{len(trail)}")) is not None:
        place, id_, second, context = kept.split(" ")
        trail.append(Destination(Place(place), Id(id_), Id(second), context))
    numbers = (int(fields[name]) for name in ("number", "cursor", "anchor", "scroll"))
    return Whereabouts(tuple(trail), fields["inside"], fields["field"], *numbers) if trail else None


class Return(QObject):
    """Leads somebody back into the field when the page has filled itself. Whoever acts first is left alone.

    ``acts`` counts keys and clicks.
    """

    def __init__(
        self, owner: QWidget, page: Callable[[], Page | FocusPage | None], here: Whereabouts, acts: Callable[[], int]
    ) -> None:
        super().__init__(owner)
        self._page, self._here, self._acts, self._acted = page, here, acts, acts()
        self._inside = not here.inside
        self._looks = self._calm = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_MS)

    def _look(self) -> None:
        self._looks += 1
        page = self._page()
        if page is None or self._acts() != self._acted or self._looks > _MOST_LOOKS or self._calm > _CALM_LOOKS:
            self._timer.stop()
            self.deleteLater()
            return
        self._inside = self._inside or page.go_inside(self._here.inside)
        if self._inside and (not self._here.field or self._find(page)):
            bar = page.work_area.verticalScrollBar()
            self._calm += bar.value() == min(self._here.scroll, bar.maximum())
            bar.setValue(self._here.scroll)

    def _find(self, page: QWidget) -> bool:
        here = self._here
        found = [part for part in _named(page, here.field) if part.isVisibleTo(page) and part.isEnabled()]
        part = found[here.number] if here.number < len(found) else None
        if part is None:
            return False
        length = _length(part)
        if length + _SPACES < max(here.cursor, here.anchor) and self._looks < _DRAFT_LOOKS:
            return False
        cursor, anchor = min(here.cursor, length), min(here.anchor, length)
        if page.window().focusWidget() is not part or _cursor(part) != (cursor, anchor):
            self._calm = 0
            part.setFocus()
            _put_cursor(part, cursor, anchor)
        return True


def _name(part: QWidget) -> str:
    return f"{type(part).__name__}/{part.accessibleName()}"


def _named(page: QWidget, name: str) -> list[QWidget]:
    return [part for part in page.findChildren(QWidget) if _name(part) == name]


def _alike(page: QWidget, part: QWidget) -> list[QWidget]:
    name = _name(part)
    return [other for other in _named(page, name) if other is part or (other.isVisibleTo(page) and other.isEnabled())]


def _cursor(part: QWidget) -> tuple[int, int]:
    if isinstance(part, QLineEdit):
        place, start, end = part.cursorPosition(), part.selectionStart(), part.selectionEnd()
        return place, place if start < 0 else start + end - place  # the end of the selection that the cursor is not at
    if isinstance(part, QPlainTextEdit):
        return part.textCursor().position(), part.textCursor().anchor()
    if isinstance(part, QAbstractItemView):
        return max(part.currentIndex().row(), 0), 0
    return 0, 0


def _length(part: QWidget) -> int:
    if isinstance(part, QLineEdit):
        return len(part.text())
    if isinstance(part, QPlainTextEdit):
        return part.document().characterCount() - 1
    model = part.model() if isinstance(part, QAbstractItemView) else None
    return model.rowCount() - 1 if model is not None else 0


def _put_cursor(part: QWidget, cursor: int, anchor: int) -> None:
    if isinstance(part, QLineEdit):
        part.setCursorPosition(anchor)
        part.cursorForward(True, cursor - anchor)
    elif isinstance(part, QPlainTextEdit):
        place = part.textCursor()
        place.setPosition(anchor)
        place.setPosition(cursor, QTextCursor.MoveMode.KeepAnchor)
        part.setTextCursor(place)
    elif isinstance(part, QAbstractItemView) and (model := part.model()) is not None:
        part.setCurrentIndex(model.index(cursor, 0))
