""" "Passer det?": what a colleague typed at the common PC as one's own view is confirmed, or put in one's own words."""

from collections.abc import Sequence

from opspor.desktop.drafts import DraftKeeper, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.route import Destination, Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, EmptyState, Flow, Kind, PlainLabel, TextField, box
from opspor.domain.assessment import CONTEXT_WORDS
from opspor.domain.clock import moment_in_words
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.joint import OWN_WORDS_MISSING
from opspor.usecases import joint
from opspor.usecases.desk import Desk
from opspor.usecases.joint import ToConfirm


class ConfirmPage(FocusPage):
    """One minority view that waits for whoever is logged in. ``destination.id`` is the joint assessment."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Det passer", Kind.MAIN)
        super().__init__("Tilbage", "Passer det?", main=self._main)
        self._office, self._joint_id = office, destination.id
        self._where, self._hand = PlainLabel("", "body_strong"), PlainLabel("", "body", "text_2")
        self._said = PlainLabel("", "lead")
        self._text = TextField("Passer det ikke?", help_text="Skriv med dine egne ord, hvordan du ser det.", lines=3)
        keep = Button("Gem mine egne ord")
        keep.clicked.connect(lambda: self._answer(confirmed=False))
        self._card = Card("Du ser det anderledes end de andre", spacing=4)
        self._card.add(box(self._where, self._hand, spacing=0.5))
        stays = PlainLabel("Begge dele bliver stående: det, der blev skrevet, og det, du svarer.", "small", "text_2")
        for part in (self._said, stays, self._text, Flow([keep])):
            self._card.add(part)
        self.body.addWidget(self._card)
        self.body.addStretch(1)
        self._card.hide()
        self._main.clicked.connect(lambda: self._answer(confirmed=True))
        self._main.hide()
        self._drafts: DraftKeeper | None = None
        ask(office.work.look(joint.to_confirm), self, self._show)

    def leave(self) -> None:
        """Keeps what was typed last."""
        if self._drafts is not None:
            self._drafts.save()

    def _show(self, waiting: Sequence[ToConfirm]) -> None:
        found = next((one for one in waiting if one.joint_id == self._joint_id), None)
        if found is None:
            nothing = "Det er besvaret, eller I har lavet aftalen om siden."
            self.body.insertWidget(0, EmptyState("circle-check", "Der venter ikke noget her", nothing))
            return
        self._where.setText(f"{found.child.short} · {CONTEXT_WORDS[found.context]} · {found.round_name}")
        self._hand.setText(f"{found.author_name} skrev for dig {moment_in_words(found.written_at)}:")
        self._said.setText(f"»{found.text}«")
        self._card.show()
        self._drafts = DraftKeeper(
            self, self._office.work, f"minority:{self._joint_id}", lambda: {"text": self._text.text()},
            lambda fields: self._text.set_text(fields["text"]), status_of(self),
        )  # fmt: skip
        self._text.changed.connect(self._drafts.touch)
        self._main.show()
        self._main.setFocus()

    def _answer(self, *, confirmed: bool) -> None:
        text = self._text.text()
        if confirmed and text:  # nothing that was written is thrown away by a press beside it
            self._text.refuse("Du har skrevet dine egne ord. Gem dem, eller slet dem, hvis det passer alligevel.")
            return

        def write(desk: Desk) -> Id:
            return joint.answer_minority(desk, self._joint_id, confirmed, text)

        ask(self._office.work.run(write), self, lambda _: self._answered(), self._refused)

    def _answered(self) -> None:
        if self._drafts is not None:
            self._drafts.drop()
        self._office.back()

    def _refused(self, error: KnownError) -> None:
        if error.code == OWN_WORDS_MISSING.code:
            self._text.refuse(str(error))
        else:
            self._text.set_error(str(error))
