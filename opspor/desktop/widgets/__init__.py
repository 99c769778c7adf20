"""The kit that pages are composed of. Import everything from here.

A page in ten lines::

    class Children(Page):
        def __init__(self, work: ...) -> None:
            super().__init__("Børn", "22 børn på Bøgestuen", main=Button("Hent liste", Kind.MAIN))
            self._list = RowList("Børn")
            card = Card("Bøgestuen", fact="22 børn", flush=True)
            card.add(self._list)
            self.body.addWidget(card)
            self.body.addStretch(1)
            self._list.opened.connect(self._open)

        def refresh(self, changes: Changes) -> None: ...

- **Page or FocusPage** (``opspor.desktop.page``) give header, message line, scrolling and action bar. Put parts into
  ``self.body`` (a ``Column``); say things with ``self.show_message(Message(MessageKind.SUCCESS, "Gemt.", "…"))``, or
  ``tell(widget, message)`` from any part. Never a message box, never a status bar.
- **Sizes** are u (4 px at 100 %): ``look.u(3)``. ``Column`` and ``Row`` take spacing and margins in u and follow the
  zoom. No pixels, no style sheets, no fixed sizes.
- **Side by side**: ``Columns(main, side)`` puts the side below where it is narrow; ``Tiles`` are equal and wrap;
  ``Flow`` is chips and buttons in a running line; ``Line(words, strip, button)`` is words with what belongs to them at
  the right. All go under each other where it is narrow. A bare ``Row`` never wraps: use it for short things only.
- **Order**: add parts in reading order; that is the Tab order.
- **Words**: ``PlainLabel(text, step, color)`` and ``Prose`` for guidance; never ``QLabel``. Steps: small, small_strong,
  body, body_strong, lead, section, title, question, display. Colours are token names ("text_2", "danger").
- **Names**: every part that takes focus has a name for a screen reader; fields take it from their label, lists,
  tables and choices from their first argument.
- **Fields** say errors in words: ``field.set_error("17. maj er for langt ude. Vælg en dag til og med 16. april.")``.
- **Cannot**: ``button.set_cannot("Vælg først en stue.")`` keeps a button in reach and lets it say why.
- **Work** goes through ``opspor.desktop.tasks.ask(future, self, done)``; a ``KnownError`` becomes a message line.
- **Cannot be undone**: ``CarefulDialog(self, "Slet …?", "…", safe="Behold", verb="Slet").ask(self._delete)``.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opspor.desktop.widgets.buttons import Button, IconButton, KeyCap, Kind, PaintedButton
    from opspor.desktop.widgets.cards import Card, Chip, IconMark, Rule
    from opspor.desktop.widgets.choices import AnswerKey, AnswerKeys, CheckBox, RadioList, Segmented
    from opspor.desktop.widgets.dialogs import CarefulDialog
    from opspor.desktop.widgets.fields import (
        ChoiceField,
        DateField,
        Field,
        PasswordField,
        TimeField,
    )
    from opspor.desktop.widgets.layouts import Column, Columns, Flow, Line, Row, Scroll, Tiles, box, line_of
    from opspor.desktop.widgets.matrix import CellContent, CellGroup, CellPerson, LittleMatrix, MatrixCell, ShadeMark
    from opspor.desktop.widgets.messages import Banner, EmptyState, MessageLine
    from opspor.desktop.widgets.preview import PreviewPage
    from opspor.desktop.widgets.progress import ProgressOverlay, ProgressStrip, Quality, QualityRow, StepRow, StepState
    from opspor.desktop.widgets.ring import FocusRing
    from opspor.desktop.widgets.rows import ListRow, RowList
    from opspor.desktop.widgets.tables import Table, TableColumn
    from opspor.desktop.widgets.text import PlainLabel, Prose
    from opspor.desktop.widgets.text_field import TextField
    from opspor.desktop.widgets.told import Message, MessageKind, announce, message_of, tell

# Parts are read from their modules when they are first asked for: the lock screen needs a third of them, and is painted
# before the rest is loaded.
_MODULES = {
    "buttons": "Button IconButton KeyCap Kind PaintedButton",
    "cards": "Card Chip IconMark Rule",
    "choices": "AnswerKey AnswerKeys CheckBox RadioList Segmented",
    "dialogs": "CarefulDialog",
    "fields": "ChoiceField DateField Field PasswordField TimeField",
    "layouts": "Column Columns Flow Line Row Scroll Tiles box line_of",
    "matrix": "CellContent CellGroup CellPerson LittleMatrix MatrixCell ShadeMark",
    "messages": "Banner EmptyState MessageLine",
    "preview": "PreviewPage",
    "progress": "ProgressOverlay ProgressStrip Quality QualityRow StepRow StepState",
    "ring": "FocusRing",
    "rows": "ListRow RowList",
    "tables": "Table TableColumn",
    "text": "PlainLabel Prose",
    "text_field": "TextField",
    "told": "Message MessageKind announce message_of tell",
}
_HOME = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


__all__ = [
    "AnswerKey",
    "AnswerKeys",
    "Banner",
    "Button",
    "Card",
    "CarefulDialog",
    "CellContent",
    "CellGroup",
    "CellPerson",
    "CheckBox",
    "Chip",
    "ChoiceField",
    "Column",
    "Columns",
    "DateField",
    "EmptyState",
    "Field",
    "Flow",
    "FocusRing",
    "IconButton",
    "IconMark",
    "KeyCap",
    "Kind",
    "Line",
    "ListRow",
    "LittleMatrix",
    "MatrixCell",
    "Message",
    "MessageKind",
    "MessageLine",
    "PaintedButton",
    "PasswordField",
    "PlainLabel",
    "PreviewPage",
    "ProgressOverlay",
    "ProgressStrip",
    "Prose",
    "Quality",
    "QualityRow",
    "RadioList",
    "Row",
    "RowList",
    "Rule",
    "Scroll",
    "Segmented",
    "ShadeMark",
    "StepRow",
    "StepState",
    "Table",
    "TableColumn",
    "TextField",
    "Tiles",
    "TimeField",
    "announce",
    "box",
    "line_of",
    "message_of",
    "tell",
]
