"""Beredskabet hos jer: what the municipality and the house say beside the tracks, read without unlocking."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.settings.employee import EmployeeCard
from opspor.desktop.pages.settings.local_file import FileCard
from opspor.desktop.pages.settings.local_notes import NotesCard, TrackSteps
from opspor.desktop.pages.settings.section import LEADER_ONLY, Section
from opspor.desktop.reading import Reading
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    DateField,
    Field,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    TextField,
    Tiles,
    box,
    message_of,
    tell,
)
from opspor.desktop.widgets.fields import read_date
from opspor.domain.absence import Limit
from opspor.domain.beredskab import Track
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.errors import KnownError
from opspor.domain.local import MOST_LIMITS, Local, checked_words, is_old
from opspor.usecases import local_layer
from opspor.usecases.desk import Desk
from opspor.usecases.local_layer import LocalView

_NO_DAYS = "Skriv dage med tal, fx 5, eller lad begge felter stå tomme."


@dataclass(frozen=True, slots=True)
class _Known:
    view: LocalView
    tracks: tuple[TrackSteps, ...]


def _read(desk: Desk) -> _Known:
    tracks = tuple(
        TrackSteps(track, desk.library.track(track).title, tuple(local_layer.steps(desk.library, track).items()))
        for track in Track
    )
    return _Known(local_layer.known(desk), tracks)


class LocalSection(Section):
    """The municipality, when absence worries, notes to the steps, its file, and whether a record about an employee is
    kept. What is typed is kept as a draft, and counts when it is saved with a function and a day.
    """

    title = "Beredskabet hos jer"
    icon = "life-buoy"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._work, self._today = office.work, office.work.clock().date()
        cannot = "" if may_change else LEADER_ONLY
        self._old = PlainLabel("", "body", "warning")
        self._old.hide()
        intro = "Det her står i beredskabet, F2, ved siden af sporene."
        note = "Alt kan læses, også når opspor er låst. Skriv funktioner, aldrig navne."
        self.column.addWidget(box(PlainLabel(intro), PlainLabel(note, "body", "text_2"), self._old, spacing=1))
        self._texts = {
            "municipality": TextField("Kommunens navn"),
            "send_how": TextField("Sådan sender I en underretning", lines=2, help_text="Fx Digital Post til hvem."),
            "send_form": TextField("Kommunens eget skema", help_text="Hvad det hedder, hvis I skal bruge det."),
            "sparring": TextField(
                "Anonym sparring", lines=2, help_text="Hvor I kan spørge, uden at sige hvem barnet er."
            ),
        }
        card = Card("Kommunen")
        for part in self._texts.values():
            card.add(part)
        self.column.addWidget(card)
        self._limits = [
            (TextField("Dage med fravær"), TextField("Inden for hvor mange skoledage?", placeholder="Tom: i træk"))
            for _ in range(MOST_LIMITS)
        ]
        limits = Card("Bekymrende fravær i skolen")
        limits.add(PlainLabel("Kommunens egne grænser, alle slags fravær. De 10 og 15 procent er med i forvejen."))
        for days, within in self._limits:
            limits.add(Tiles([days, within], least=50, gap=4))
        self.column.addWidget(limits)
        self._notes = NotesCard()
        self.column.addWidget(self._notes)
        self._by, self._on = TextField("Gennemgået af", placeholder="Fx leder"), DateField("Gennemgået den")
        save, self._saved = Button("Gem", Kind.MAIN), PlainLabel("", "small", "text_2", wrap=False)
        save.set_cannot(cannot)
        save.clicked.connect(self._save)
        checked = Card("Hvem har gennemgået det?")
        checked.add(Tiles([self._by, self._on], least=50, gap=4))
        checked.add(Flow([save, self._saved], gap=3))
        self.column.addWidget(checked)
        self._file = FileCard(office, cannot)
        self._file.opened.connect(self.opened)
        self.column.addWidget(self._file)
        self._employee = EmployeeCard(office, cannot)
        self.column.addWidget(self._employee)
        self._shown = Local()
        self._reading = Reading(self, lambda: office.work.look(_read), self._show, Changed.SETTINGS)
        self._draft = DraftKeeper(
            self, office.work, "settings:local", self._changed, self._restore, self._saved.setText
        )
        self._notes.changed.connect(self._draft.touch)
        typed: tuple[Field, ...] = (
            *self._texts.values(),
            *(f for pair in self._limits for f in pair),
            self._by,
            self._on,
        )
        for field in typed:
            field.changed.connect(self._draft.touch)

    def refresh(self, changes: Changes) -> None:
        """What was saved, on this PC or by somebody else; what is being typed stays."""
        self._reading.refresh(changes)
        self._employee.refresh(changes)

    def leave(self) -> None:
        """Keeps what is typed."""
        self._draft.save()

    def look_at(self, file: Path) -> None:
        """Shows what taking over the municipality's file would change."""
        self._file.look_at(file)

    def _show(self, known: _Known) -> None:
        local = known.view.local
        self._notes.set_tracks(known.tracks)
        if self._fields() == _fields(self._shown):
            self._fill(_fields(local))
        self._shown = local
        self._file.show_taken(known.view.taken)
        old = is_old(local.checked_on, self._today)
        self._old.setText(f"Teksterne er {checked_words(local.checked_on, self._today)}. Gå dem igennem igen.")
        if known.view.damaged:
            self._old.setText("Filen med numre og tekster er beskadiget. Skriv dem ind igen, og gem.")
        self._old.setVisible(old or known.view.damaged)

    # --- what is typed ---------------------------------------------------------------------------------------------

    def _fields(self) -> dict[str, str]:
        """Everything that is typed, as text."""
        texts = {name: field.text() for name, field in self._texts.items()}
        limits = {
            f"limit.{number}.{name}": field.text()
            for number, pair in enumerate(self._limits)
            for name, field in zip(("days", "within"), pair, strict=True)
        }
        return texts | limits | self._notes.fields() | {"by": self._by.text(), "on": _day(self._on.value())}

    def _fill(self, fields: Mapping[str, str]) -> None:
        """Fills the fields; that is not typing."""
        every: dict[str, TextField] = dict(self._texts) | {"by": self._by}
        for number, (days, within) in enumerate(self._limits):
            every |= {f"limit.{number}.days": days, f"limit.{number}.within": within}
        for name, one in every.items():
            one.blockSignals(True)
            one.set_text(fields.get(name, ""))
            one.blockSignals(False)
        self._on.blockSignals(True)
        self._on.set_value(read_date(fields.get("on", "")))
        self._on.blockSignals(False)
        self._notes.fill(fields)

    def _changed(self) -> Mapping[str, str]:
        fields = self._fields()
        return {} if fields == _fields(self._shown) else fields

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._fill(fields)

    def _save(self) -> None:
        limits = self._typed_limits()
        if limits is None or not self._on.complete():
            return
        texts = {name: field.text() for name, field in self._texts.items()}
        local = Local(
            texts["municipality"], texts["send_how"], texts["send_form"], texts["sparring"], limits,
            self._notes.notes(), self._on.value(), self._by.text(),
        )  # fmt: skip
        ask(self._work.run(lambda desk: local_layer.save(desk, local)), self, lambda _: self._done(), self._failed)

    def _typed_limits(self) -> tuple[Limit, ...] | None:
        """What is typed; None, with an error at the field, where it is no number of days."""
        limits = []
        for days, within in self._limits:
            if not days.text() and not within.text():
                continue
            for field in (days, within):
                if field.text() and not re.fullmatch("[0-9]{1,3}", field.text()):
                    field.refuse(_NO_DAYS)
                    return None
            if not days.text():
                days.refuse(_NO_DAYS)
                return None
            limits.append(Limit(int(days.text()), int(within.text() or 0)))
        return tuple(limits)

    def _done(self) -> None:
        self._draft.drop()
        self._saved.setText("")
        tell(self, Message(MessageKind.SUCCESS, "Gemt.", "Det står nu i beredskabet, F2."))

    def _failed(self, error: KnownError) -> None:
        fields: dict[str, Field] = {
            "LOKAL-HVEM": self._on if self._by.text() else self._by,
            "LOKAL-DAG": self._on,
            "LOKAL-FRAVAER": self._limits[0][0],
        }
        if error.code in fields:
            fields[error.code].refuse(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))


def _fields(local: Local) -> dict[str, str]:
    """What the fields show of a layer."""
    texts = {name: getattr(local, name) for name in ("municipality", "send_how", "send_form", "sparring")}
    limits = {f"limit.{number}.{name}": "" for number in range(MOST_LIMITS) for name in ("days", "within")}
    for number, limit in enumerate(local.limits):
        limits[f"limit.{number}.days"] = str(limit.days)
        limits[f"limit.{number}.within"] = str(limit.within or "")
    notes = {f"note.{note.track.value}.{note.step_id}": note.text for note in local.notes}
    return texts | limits | notes | {"by": local.checked_by, "on": _day(local.checked_on)}


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""
