"""Somebody new comes in with the one-time code from the slip."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from opspor import workplace
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.enter.arriving import Arriving
from opspor.desktop.pages.enter.new_login import NewLogin
from opspor.desktop.widgets import Button, Kind, MessageKind, PlainLabel, TextField, message_of
from opspor.domain.clock import Clock
from opspor.domain.errors import KnownError
from opspor.usecases.passwords import Derive, argon2id
from opspor.workplace import Workplace


class AcceptPage(FocusPage):
    """Code, login and password; then ``entered`` with the open workplace. Esc calls ``back``."""

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock,
        entered: Callable[[Workplace], object],
        back: Callable[[], object],
        derive: Derive = argon2id,
    ) -> None:
        main = Button("Kom ind", Kind.MAIN)
        super().__init__("Lås op", "Jeg har en kode", main=main)
        self._folder, self._clock, self._derive, self._back = folder, clock, derive, back
        self._arriving = Arriving(self, entered)
        self.body.addWidget(PlainLabel("Velkommen", "title"))
        self.body.addWidget(
            PlainLabel("Du har fået en seddel med en kode. Vælg nu din egen adgangskode. Den kender kun du.")
        )
        self._code = TextField(
            "Koden fra sedlen", help_text="Store og små bogstaver er lige meget.", placeholder="XXXXX-XXXXX-XXXXX-XXXXX"
        )
        self._login = NewLogin(lambda: (folder.name,))  # often the institution's name
        for part in (self._code, self._login):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.work_area.set_widest(150)
        main.clicked.connect(self._accept)
        self._login.entered.connect(self._accept)
        self._code.setFocus()

    def leave(self) -> None:
        """Forgets what was typed."""
        self._login.clear()
        self._arriving.leave()

    def _accept(self) -> None:
        if not self._code.text():
            self._code.refuse("Skriv koden fra sedlen.")
            return
        self._login.check(self._come_in)

    def _come_in(self, login: str, password: str) -> None:
        folder, code, clock, derive = self._folder, self._code.text(), self._clock, self._derive

        def work() -> Workplace:
            return workplace.accept(folder, login=login, code=code, password=password, clock=clock, derive=derive)

        self._arriving.start("Låser op", work, self._failed)

    def _failed(self, error: KnownError) -> None:
        if error.code in ("BOKS-KODE-FORM", "BOKS-INVITATION", "PERSON-FOR-SENT"):
            self._code.refuse(str(error))
        elif error.code in ("BOKS-OPTAGET-NAVN", "BOKS-BRUGERNAVN"):
            self._login.login.refuse(str(error))
        else:
            self.show_message(message_of(MessageKind.DANGER, str(error)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)
