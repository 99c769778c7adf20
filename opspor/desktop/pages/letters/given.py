"""Er brevene givet? The day is noted for those who got one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, DateField, Flow, PlainLabel, TextField, Tiles
from opspor.desktop.widgets.fields import read_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.text import count_of
from opspor.usecases import notices


class GivenCard(Card):
    """``noted`` carries for how many children the day was noted."""

    noted = Signal(int)

    def __init__(self, office: Office) -> None:
        super().__init__("Er brevene givet? Noter dagen", spacing=3)
        self._office = office
        self._children: Sequence[Id] = ()
        self._proposed = ""
        self.day = DateField("Hvornår fik de det?")
        self.how = TextField("Hvordan?")
        self._note = Button("", icon="check")
        self._saved = PlainLabel("", "small", "text_2", wrap=False)
        self.add(Tiles([self.day, self.how], least=50, gap=4))
        self.add(Flow([self._note, self._saved], gap=3))
        self._draft = DraftKeeper(self, office.work, "letters:given", self._fields, self._restore, self._saved.setText)
        for field in (self.day, self.how):
            field.changed.connect(self._draft.touch)
        self._note.clicked.connect(self._write)

    def set_children(self, children: Sequence[Id], how: str) -> None:
        """Whom the day is noted for, and what is proposed as "how"; what somebody typed there stays."""
        self._children = children
        if self.how.text() == self._proposed:
            self.how.blockSignals(True)  # filling in is not typing
            self.how.set_text(how)
            self.how.blockSignals(False)
            self._proposed = how
        self._note.set_words(f"Noter dagen for {count_of(len(children), 'barn', 'børn')}")
        self._note.set_cannot("" if children else "Vælg først, hvem der fik et brev: tryk Enter på et barn i listen.")

    def leave(self) -> None:
        """Keeps what is typed."""
        self._draft.save()

    def _fields(self) -> Mapping[str, str]:
        day, how = self.day.value(), self.how.text()
        typed = {"day": f"{day:%d.%m.%Y}" if day else "", "how": how if how != self._proposed else ""}
        return typed if any(typed.values()) else {}

    def _restore(self, fields: Mapping[str, str]) -> None:
        self.day.set_value(read_date(fields.get("day", "")))
        if fields.get("how"):
            self.how.set_text(fields["how"])

    def _write(self) -> None:
        day = self.day.value()
        if day is None:
            if self.day.complete():
                self.day.refuse("Skriv den dag, forældrene fik brevet.")
            return
        children, how = [*self._children], self.how.text()
        giving = self._office.work.run(lambda desk: notices.give(desk, children, day, how))
        ask(giving, self, lambda _: self._done(len(children)), self._refused)

    def _done(self, count: int) -> None:
        self._draft.drop()
        self.day.set_value(None)
        self._saved.setText("")
        self.noted.emit(count)

    def _refused(self, error: KnownError) -> None:
        self.day.refuse(str(error))
