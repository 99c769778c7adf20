"""The day itself, for the leader: another date, other hours, or that it comes to nothing and where its briefs go."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.forum.plan_days import as_text
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    DateField,
    Field,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    TextField,
    Tiles,
    TimeField,
    box,
    message_of,
    tell,
)
from opspor.domain.clock import short_date
from opspor.domain.errors import KnownError
from opspor.domain.forum import ForumDay, clock_time
from opspor.domain.ids import Id
from opspor.domain.text import count_of
from opspor.usecases import forum
from opspor.usecases.forum import DaySheet


class ChangeDayCard(Card):
    """Two buttons, and the form of the one that was pressed."""

    def __init__(self, office: Office, told: Callable[[str], object]) -> None:
        super().__init__("Dagen", spacing=3)
        self._work, self._told = office.work, told
        self._day: ForumDay | None = None
        self._briefs = 0
        self._drafts: DraftKeeper | None = None
        change, cancel = Button("Flyt dagen eller ret tiden"), Button("Aflys dagen", icon="ban")
        self._on = DateField("Ny dag")
        self._begins, self._ends = TimeField("Fra kl."), TimeField("Til kl.")
        self._place = TextField("Sted")
        save = Button("Gem dagen", Kind.MAIN)
        self._changing = box(
            Tiles([self._on, self._begins, self._ends, self._place], least=40, gap=3), Flow([save]), spacing=3
        )
        self._why = TextField("Hvorfor bliver det ikke til noget?")
        self._to: ChoiceField[Id] = ChoiceField("Hvor skal arkene hen?", [], empty="De bliver stående her")
        off = Button("Aflys dagen", Kind.DANGER)
        self._note = PlainLabel("Dagen bliver stående på listen med grunden.", "small", "text_2")
        self._cancelling = box(self._why, self._to, self._note, Flow([off]), spacing=3)
        self._ways = Flow([change, cancel], gap=2)
        for part in (self._ways, self._changing, self._cancelling):
            self.add(part)
        self._changing.hide()
        self._cancelling.hide()
        change.clicked.connect(self._begin_change)
        cancel.clicked.connect(self._begin_cancel)
        save.clicked.connect(self._save)
        off.clicked.connect(self._cancel)
        self._why.changed.connect(self._touch)

    def set_sheet(self, sheet: DaySheet) -> None:
        """The day as it is now; what is being typed stays."""
        self._day = sheet.day
        self._briefs = sum(1 for row in sheet.agenda if row.point is None or row.point.concluded is None)
        self._to.set_options([(short_date(day.on), day.id) for day in sheet.others], self._to.value())
        self._to.setVisible(bool(sheet.others) and self._briefs > 0)
        self.setVisible(not sheet.day.cancelled)
        if self._drafts is None:
            self._drafts = DraftKeeper(
                self, self._work, f"forum_cancel:{sheet.day.id}", lambda: {"why": self._why.text()}, self._restore,
                self._told,
            )  # fmt: skip

    def leave(self) -> None:
        """Keeps what is typed."""
        if self._drafts is not None:
            self._drafts.save()

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._why.set_text(fields["why"])
        self._cancelling.show()

    def _touch(self) -> None:
        if self._drafts is not None:
            self._drafts.touch()

    def _begin_change(self) -> None:
        day = self._day
        assert day is not None  # noqa: S101  the card is shown with a day
        self._on.set_value(day.on)
        self._begins.set_value(clock_time(day.begins))
        self._ends.set_value(clock_time(day.ends))
        self._place.set_text(day.place)
        self._cancelling.hide()
        self._changing.show()
        self._on.setFocus()

    def _begin_cancel(self) -> None:
        self._changing.hide()
        self._cancelling.show()
        self._why.setFocus()

    def _save(self) -> None:
        assert self._day is not None  # noqa: S101  as above
        for field in (self._on, self._begins, self._ends):
            if not field.complete():
                field.setFocus()
                return
        on: date | None = self._on.value()
        if on is None:
            self._on.refuse("Skriv dagen.")
            return
        begins, ends = as_text(self._begins.value()), as_text(self._ends.value())
        changed = replace(self._day, on=on, begins=begins, ends=ends, place=self._place.text())
        ask(self._work.run(partial(forum.change_day, changed=changed)), self, lambda _: self._saved(), self._refused)

    def _saved(self) -> None:
        self._changing.hide()
        tell(self, Message(MessageKind.SUCCESS, "Dagen er rettet.", "Dagsordenen er fulgt med."))

    def _cancel(self) -> None:
        assert self._day is not None  # noqa: S101  as above
        work = partial(forum.cancel_day, day_id=self._day.id, because=self._why.text(), move_to=self._to.value())
        ask(self._work.run(work), self, self._cancelled, self._refused)

    def _cancelled(self, briefs: int) -> None:
        if self._drafts is not None:
            self._drafts.drop()
        moved = f"{count_of(briefs, 'ark', 'ark')} er flyttet." if self._to.value() and briefs else ""
        tell(self, Message(MessageKind.SUCCESS, "Dagen er aflyst.", moved))

    def _refused(self, error: KnownError) -> None:
        fields: dict[str, Field] = {
            "FORUM-AFLYST": self._why, "FORUM-GAAET": self._on, "FORUM-LANGT": self._on, "FORUM-SAMME": self._on,
            "FORUM-TID": self._begins,
        }  # fmt: skip
        if error.code in fields:
            fields[error.code].refuse(str(error))
        else:
            tell(self, message_of(MessageKind.WARNING, str(error)))
