"""Sådan gør vi her: what the house notes to a track, or to one of its steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from opspor.desktop.widgets import Card, ChoiceField, ListRow, PlainLabel, RowList, TextField, Tiles
from opspor.domain.beredskab import Track
from opspor.domain.local import LONGEST, LocalNote

_PREFIX = "note."


@dataclass(frozen=True, slots=True)
class TrackSteps:
    """A track as this card offers it: its title, and its steps (id, title)."""

    track: Track
    title: str
    steps: tuple[tuple[str, str], ...]


class NotesCard(Card):
    """A track and a step are chosen, and the note to them is written; below is what is noted already.

    ``changed`` is emitted while typing.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Sådan gør vi her")
        self._tracks: dict[Track, TrackSteps] = {}
        self._notes: dict[tuple[Track, str], str] = {}
        self._track: ChoiceField[Track] = ChoiceField("Spor", [])
        self._step: ChoiceField[str] = ChoiceField("Trin", [])
        self._text = TextField("Det gør vi", lines=3, help_text=f"Højst {LONGEST} tegn. Det står under trinnet.")
        self._rows = RowList("Det, I har skrevet til sporene")
        self.add(PlainLabel("Skriv det, en vikar ikke kan vide: hvilket rum, hvem der har telefonen, hvilken dør."))
        self.add(Tiles([self._track, self._step], least=60, gap=4))
        self.add(self._text)
        self.add(self._rows)
        self._track.changed.connect(self._choose_track)
        self._step.changed.connect(self._show_text)
        self._text.changed.connect(self._typed)
        self._rows.opened.connect(self._open)
        self._show_rows()

    def set_tracks(self, tracks: Sequence[TrackSteps]) -> None:
        """What can be chosen."""
        if not self._tracks:
            self._tracks = {one.track: one for one in tracks}
            self._track.set_options([(one.title, one.track) for one in tracks])
            self._show_rows()

    def notes(self) -> tuple[LocalNote, ...]:
        """What is written, in the order of the tracks."""
        order = list(Track)
        written = sorted(self._notes.items(), key=lambda one: order.index(one[0][0]))
        return tuple(LocalNote(track, step, text) for (track, step), text in written if text)

    def fields(self) -> dict[str, str]:
        """What is written, for a draft."""
        return {f"{_PREFIX}{track.value}.{step}": text for (track, step), text in self._notes.items() if text}

    def fill(self, fields: Mapping[str, str]) -> None:
        """Shows notes; that is not typing."""
        self._notes = {}
        for name, text in fields.items():
            if name.startswith(_PREFIX):
                track, _, step = name.removeprefix(_PREFIX).partition(".")
                self._notes[Track(track), step] = text
        self._show_text()
        self._show_rows()

    def _at(self) -> tuple[Track, str] | None:
        track, step = self._track.value(), self._step.value()
        return None if track is None or step is None else (track, step)

    def _choose_track(self) -> None:
        track = self._track.value()
        steps = self._tracks[track].steps if track is not None else ()
        self._step.set_options([("Hele sporet", ""), *((title, id_) for id_, title in steps)], "")
        self._show_text()

    def _show_text(self) -> None:
        at = self._at()
        self._text.blockSignals(True)
        self._text.set_text(self._notes.get(at, "") if at is not None else "")
        self._text.blockSignals(False)

    def _typed(self) -> None:
        at = self._at()
        if at is None:
            if self._text.text():
                self._text.set_error("Vælg først et spor.")
            return
        self._notes[at] = self._text.text()
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        rows = [
            ListRow(self._title(note), second=note.text, icon="notebook-pen", key=(note.track, note.step_id))
            for note in self.notes()
        ]
        self._rows.set_rows(rows)
        self._rows.setVisible(bool(rows))

    def _title(self, note: LocalNote) -> str:
        known = self._tracks.get(note.track)
        if known is None or not note.step_id:
            return known.title if known else ""
        return f"{known.title}: {dict(known.steps).get(note.step_id, 'et trin, der ikke er mere')}"

    def _open(self, key: object) -> None:
        track, step = next((note.track, note.step_id) for note in self.notes() if (note.track, note.step_id) == key)
        self._track.set_value(track)
        self._choose_track()
        self._step.set_value(step)
        self._show_text()
        self._text.setFocus()
