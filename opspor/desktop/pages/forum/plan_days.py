"""Many days at once: »hver anden tirsdag i skoleåret«, with the holidays left out and said."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from functools import partial

from PySide6.QtCore import Signal

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    DateField,
    Field,
    Flow,
    Kind,
    MessageKind,
    PlainLabel,
    TextField,
    Tiles,
    TimeField,
    message_of,
    tell,
)
from opspor.domain.clock import WEEKDAYS, short_date
from opspor.domain.errors import KnownError
from opspor.domain.forum import Forum, ForumDay, clock_time
from opspor.domain.ids import Id
from opspor.domain.text import count_of
from opspor.usecases import forum
from opspor.usecases.forum import Proposed
from opspor.workplace import Workplace

_EVERY = [("Hver uge", 1), ("Hver anden uge", 2), ("Hver tredje uge", 3), ("Hver fjerde uge", 4)]


def as_text(moment: time | None) -> str:
    """``13.00``: as a day of a forum keeps it."""
    return f"{moment.hour}.{moment.minute:02}" if moment else ""


class PlanDaysCard(Card):
    """From the first day to the last, first shown and then put in. ``made`` carries how many are new."""

    made = Signal(int)

    def __init__(self, work: Workplace, forums: Sequence[Forum]) -> None:
        super().__init__("Læg dage", spacing=3)
        self._work = work
        self._found: tuple[Proposed, ...] = ()
        self._shown: tuple[object, ...] = ()  # what they were found for
        self._forum: ChoiceField[Id] = ChoiceField("Hvilket møde?", [])
        self.first = DateField("Første dag", help_text="Ugedagen følger med.")
        self._last = DateField("Sidste dag", help_text="Samme dag, hvis det kun er én.")
        self._every: ChoiceField[int] = ChoiceField("Hvor tit?", _EVERY, value=2)
        self._begins, self._ends = TimeField("Fra kl."), TimeField("Til kl.")
        self._place = TextField("Sted", help_text="Kun hvis det er et andet sted end normalt.")
        self._said = PlainLabel("", "body", "text_2")
        show = Button("Vis dagene")
        self._put = Button("Læg dagene ind", Kind.MAIN)
        self.add(self._forum)
        self.add(Tiles([self.first, self._last, self._every], least=44, gap=3))
        self.add(Tiles([self._begins, self._ends, self._place], least=44, gap=3))
        self.add(self._said)
        self.add(Flow([show, self._put], gap=2))
        self._said.hide()
        self._put.hide()
        self.set_forums(forums)
        show.clicked.connect(self._propose)
        self._put.clicked.connect(self._add)
        self._drafts = DraftKeeper(self, work, "forum_days", self._fields, self._restore)
        for field in self._every_field():
            field.changed.connect(self._touched)

    def set_forums(self, forums: Sequence[Forum]) -> None:
        """The forums that days are put in for; one alone is not asked about."""
        chosen = self._forum.value() or (forums[0].id if forums else None)
        self._forum.set_options([(one.name, one.id) for one in forums], chosen)
        self._forum.setVisible(len(forums) > 1)

    def leave(self) -> None:
        """Keeps what is typed."""
        self._drafts.save()

    def _every_field(self) -> tuple[Field, ...]:
        return (self._forum, self.first, self._last, self._every, self._begins, self._ends, self._place)

    def _touched(self) -> None:
        if self._found and self._asked() == self._shown:  # a field that is left writes its date anew
            return
        self._found = ()
        self._said.hide()
        self._put.hide()
        self._drafts.touch()

    def _asked(self) -> tuple[object, ...]:
        return (*self._fields().values(), self._every.value(), self._forum.value())

    def _fields(self) -> dict[str, str]:
        first, last = self.first.value(), self._last.value()
        return {
            "first": first.isoformat() if first else "", "last": last.isoformat() if last else "",
            "begins": as_text(self._begins.value()), "ends": as_text(self._ends.value()), "place": self._place.text(),
        }  # fmt: skip

    def _restore(self, fields: Mapping[str, str]) -> None:
        for field, key in ((self.first, "first"), (self._last, "last")):
            field.set_value(date.fromisoformat(fields[key]) if fields[key] else None)
        for at, key in ((self._begins, "begins"), (self._ends, "ends")):
            at.set_value(clock_time(fields[key]))
        self._place.set_text(fields["place"])

    def _propose(self) -> None:
        for field in (self.first, self._last, self._begins, self._ends):
            if not field.complete():
                field.setFocus()
                return
        first, last = self.first.value(), self._last.value()
        if first is None:
            self.first.refuse("Skriv den første dag.")
        else:
            work = partial(forum.proposed, first=first, last=last or first, weeks=self._every.value() or 1)
            ask(self._work.look(work), self, self._proposed, self._refused)

    def _proposed(self, found: tuple[Proposed, ...]) -> None:
        self._found, self._shown = tuple(one for one in found if not one.closed), self._asked()
        left_out = [f"{short_date(one.on)} ({one.closed})" for one in found if one.closed]
        said = f"{count_of(len(self._found), 'dag', 'dage')}, {WEEKDAYS[found[0].on.weekday()]}: "
        said += ", ".join(short_date(one.on) for one in self._found) or "ingen"
        said += f". Udeladt: {', '.join(left_out)}." if left_out else "."
        self._said.setText(said)
        self._said.show()
        self._put.setVisible(bool(self._found))
        if self._found:
            self._put.setFocus()

    def _add(self) -> None:
        one = ForumDay(
            Id(""), self._forum.value() or Id(""), date.min, as_text(self._begins.value()),
            as_text(self._ends.value()), self._place.text(),
        )  # fmt: skip
        days = [replace(one, on=proposed.on) for proposed in self._found]
        ask(self._work.run(partial(forum.add_days, days=days)), self, self._done, self._refused)

    def _done(self, count: int) -> None:
        for field in (self.first, self._last):
            field.set_value(None)
        self._drafts.drop()
        self.made.emit(count)

    def _refused(self, error: KnownError) -> None:
        fields: dict[str, Field] = {
            "FORUM-GAAET": self.first, "FORUM-LANGT": self._last, "FORUM-DAGE": self._last, "FORUM-TID": self._begins,
        }  # fmt: skip
        if error.code in fields:
            fields[error.code].refuse(str(error))
        else:
            tell(self, message_of(MessageKind.WARNING, str(error)))
