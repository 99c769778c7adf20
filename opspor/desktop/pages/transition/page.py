"""Overgangsbeskrivelse: written together with the parents, who tick what goes along to the new place."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.drafts import DraftKeeper, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.too_long import refuse_too_long
from opspor.desktop.pages.transition.parts import Choosing, finished_row
from opspor.desktop.route import Destination, Office
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    DateField,
    Field,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    RowList,
    TextField,
    box,
    message_of,
)
from opspor.documents.transition_paper import rule_in_words
from opspor.domain.changes import Changes
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.transition import WAY_WORDS, Way, Wish
from opspor.usecases import transitions
from opspor.usecases.transitions import TransitionSheet, draft_key


class TransitionPage(FocusPage):
    """``destination.id`` is the child. The parents read along; what judges is shown when somebody asks for it."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gør færdig", Kind.MAIN)
        super().__init__("Luk", "Overgangsbeskrivelse", main=self._main, meeting=True, beredskab=False)
        self._office, self._child = office, destination.id
        self._intro = PlainLabel("", "lead")
        self._choosing = Choosing()
        self._way: ChoiceField[Way] = ChoiceField("Hvilken overgang?", [(WAY_WORDS[way], way) for way in Way])
        self._to = TextField("Til", help_text="Stedet, og helst navnet på den, der tager imod.")
        self._read_by = TextField("Hvem af jer har læst med og sagt ja?")
        self._read_on = DateField("Hvilken dag?")
        self._rule = PlainLabel("", "body", "text_2")
        self._finished = RowList("Gjort færdige")
        self._before = Card("Gjort færdige", flush=True)
        self._before.add(self._finished)
        where, yes = Card("Hvor går barnet hen?"), Card("Forældrenes ja")
        for card, fields in ((where, (self._way, self._to)), (yes, (self._read_by, self._read_on, self._rule))):
            for field in fields:
                card.add(field)
        self._filled = box(self._intro, self._choosing, where, yes, self._before, spacing=5)
        self.body.addWidget(self._filled)
        self.body.addStretch(1)
        for part in (self._filled, self._main):  # until there is something to finish
            part.hide()
        self._draft = DraftKeeper(
            self, office.work, draft_key(self._child), self._fields, self._restore, status_of(self)
        )  # fmt: skip
        for field in (self._way, self._to, self._read_by, self._read_on):
            field.changed.connect(self._draft.touch)
        self._choosing.touched.connect(self._draft.touch)
        self._main.clicked.connect(self._finish)
        self._finished.opened.connect(self._ask_where)
        self._read()

    def refresh(self, changes: Changes) -> None:
        """What is being written stays as it is."""

    def leave(self) -> None:
        """Keeps what is written and ticked."""
        self._draft.save()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads, also past what came with the sheet."""
        return focus_next_in_reading_order(self, forward=forward)

    def _read(self) -> None:
        asked = self._office.work.look(lambda desk: transitions.sheet(desk, self._child))
        ask(asked, self, self._show, self._refused)

    def _show(self, sheet: TransitionSheet) -> None:
        first = self._filled.isHidden()
        self.set_title(sheet.form.title, sheet.child.first_name)
        self._intro.setText(sheet.form.intro)
        if first:
            self._choosing.show_sheet(sheet)
        self._rule.setText(f"Kommunens regel: {rule_in_words(sheet.rule)}")
        self._finished.set_rows([finished_row(one) for one in sheet.finished])
        self._before.setVisible(bool(sheet.finished))
        for part in (self._filled, self._main):
            part.show()
        if first:
            self._choosing.first.setFocus()

    # --- writing --------------------------------------------------------------------------------------------------

    def _fields(self) -> dict[str, str]:
        way, day = self._way.value(), self._read_on.value()
        return self._choosing.fields() | {
            "way": way.value if way else "", "to": self._to.text(), "read_by": self._read_by.text(),
            "read_on": day.isoformat() if day else "",
        }  # fmt: skip

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._choosing.restore(fields)
        self._way.set_value(Way(fields["way"]) if fields.get("way") else None)
        self._to.set_text(fields.get("to", ""))
        self._read_by.set_text(fields.get("read_by", ""))
        self._read_on.set_value(date.fromisoformat(fields["read_on"]) if fields.get("read_on") else None)

    # --- finishing ------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        if self._filled.isHidden() or not self._read_on.complete():
            return
        self._draft.save()  # goes first: what is written is kept also when it is refused
        choosing = self._choosing
        wish = Wish(
            self._way.value(), self._to.text(), choosing.texts(), choosing.sections(), because=choosing.because.text(),
            read_by=self._read_by.text(), read_on=self._read_on.value(),
        )  # fmt: skip
        child, ticked = self._child, choosing.lines()
        made = self._office.work.run(lambda desk: transitions.finish(desk, child, wish, ticked))
        ask(made, self, self._done, self._refused)

    def _done(self, made: Id) -> None:
        self._draft.drop()
        self._restore({})
        self._read()
        self.show_message(
            Message(MessageKind.SUCCESS, "Den er gjort færdig.", "Gem den som PDF, og giv den til forældrene.")
        )
        self._ask_where(made)

    def _ask_where(self, key: object) -> None:
        save_pdf_as(self, "overgangsbeskrivelse.pdf", partial(self._save, Id(str(key))))

    def _save(self, transition_id: Id, target: Path) -> None:
        saving = self._office.work.run(lambda desk: transitions.print_transition(desk, transition_id, target))
        told = Message(MessageKind.SUCCESS, "Papiret er gemt.", "Det sendes ikke af sig selv.")
        ask(saving, self, lambda _: self.show_message(told), self._refused)

    def _refused(self, error: KnownError) -> None:
        fields: dict[str, Field] = {
            "OVERGANG-GRUND": self._choosing.because,
            "OVERGANG-HVORHEN": self._to if self._way.value() else self._way,
            "OVERGANG-FORAELDRE": self._read_on if self._read_by.text().strip() else self._read_by,
            "OVERGANG-DAG": self._read_on,
        }
        if error.code in fields:
            fields[error.code].refuse(str(error))
        elif not refuse_too_long(self, error):
            self.show_message(message_of(MessageKind.WARNING, str(error)))
