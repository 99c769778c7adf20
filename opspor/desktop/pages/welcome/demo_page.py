"""Looking at an invented institution: which, whether it is kept, and then it is played while the window lives on."""

import threading
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from opspor import workplace
from opspor.desktop import demo_place
from opspor.desktop.choose import choose_folder, documents
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.enter.arriving import Arriving
from opspor.desktop.tasks import say
from opspor.desktop.widgets import (
    Button,
    Flow,
    Kind,
    MessageKind,
    PlainLabel,
    Prose,
    RadioList,
    TextField,
    box,
    message_of,
)
from opspor.domain.clock import Clock
from opspor.domain.errors import Fault, KnownError
from opspor.usecases.passwords import Derive, argon2id
from opspor.workplace import Workplace

STOPPED = Fault("DEMO-STOPPET", "Stoppet. Det, der var lavet, er smidt væk igen. Begynd forfra, når du vil.")
_NOT_EMPTY = "DEMO-IKKE-TOM"
_KINDS = (
    ("En daginstitution med to stuer", "dagtilbud"),
    ("En skole med SFO", "skole"),
    ("Et distrikt i sundhedsplejen", "sundhedspleje"),
)
_IN_ROUNDS = ("runder, en matrix, bekymringer, planer og møder", "syv")
_THERE = {"sundhedspleje": ("hjemmebesøg, bekymringer, en handleplan og tværfaglige møder", "fem")}
_PASSING, _KEPT = "passing", "kept"


class DemoPage(FocusPage):
    """Plays the institution with ``play`` on a thread and hands it over with ``entered``, open. Esc calls ``back``.

    Nobody in it exists. It lies among what the system throws away, or where the person says.
    """

    def __init__(
        self,
        play: demo_place.Play,
        *,
        clock: Clock,
        entered: Callable[[Workplace], object],
        back: Callable[[], object],
        derive: Derive = argon2id,
    ) -> None:
        main = Button("Vis den", Kind.MAIN)
        super().__init__("Velkommen", "Se en opdigtet institution", main=main)
        self._play, self._clock, self._derive, self._back = play, clock, derive, back
        self._arriving = Arriving(self, entered)
        self._gone = threading.Event()
        self._kind: RadioList[str] = RadioList("Hvad vil du se?", _KINDS, value="dagtilbud")
        self._after: RadioList[str] = RadioList(
            "Og bagefter?",
            (("Smid den væk, når jeg lukker opspor", _PASSING), ("Behold den i en mappe", _KEPT)),
            value=_PASSING,
        )
        self._folder = TextField("Mappe", text=str(documents() / "opspor demo"))
        choose = Button("Vælg en anden mappe")
        self._where = box(self._folder, Flow([choose]), spacing=3)
        self._where.hide()
        self.body.addWidget(PlainLabel("Prøv det hele på noget, der ikke findes", "title"))
        self._about = Prose([], "body", mark=("check", "accent_text"))
        self.body.addWidget(self._about)
        self._tell()
        for words, part in (("Hvad vil du se?", self._kind), ("Og bagefter?", self._after)):
            self.body.addWidget(box(PlainLabel(words, "body_strong"), part, spacing=1))
        self.body.addWidget(self._where)
        self.body.addStretch(1)
        self.work_area.set_widest(150)
        main.clicked.connect(self._begin)
        self._main = main
        self._kind.chosen.connect(lambda _: self._tell())
        self._after.chosen.connect(lambda chosen: self._where.setVisible(chosen == _KEPT))
        choose.clicked.connect(
            lambda: choose_folder(self, "Vælg en tom mappe", documents(), lambda to: self._folder.set_text(str(to)))
        )
        self._folder.editor.returnPressed.connect(self._begin)  # type: ignore[attr-defined]  # a field of one line
        self.progress.stopped.connect(back)

    def _tell(self) -> None:
        """What there is to see in the kind of house that is chosen."""
        there, tasks = _THERE.get(self._kind.value() or "", _IN_ROUNDS)
        self._about.set_paragraphs(
            [
                "Børn, familier og medarbejdere er opdigtede. Du kan trykke på alt og ikke ødelægge noget.",
                f"Den har {there} fra et helt år.",
                "Du kommer ind som lederen. Skriv ikke om rigtige børn i den.",
                f"Øverst på Start står »Kursus på ti minutter«: {tasks} små opgaver, der viser vejen.",
            ]
        )

    def begin(self) -> None:
        """Enter shows it at once."""
        self._main.setFocus()

    def leave(self) -> None:
        """What is being played is stopped at its next scene, and thrown away."""
        self._gone.set()
        self._arriving.leave()

    def _begin(self) -> None:
        kept = self._after.value() == _KEPT
        if kept and not self._folder.text():
            self._folder.refuse("Vælg en mappe.")
            return
        chosen = Path(self._folder.text()).expanduser() if kept else None
        kind, play, clock, derive, gone = self._kind.value() or "", self._play, self._clock, self._derive, self._gone
        ours = threading.Event()  # what is in the folder: it was empty, or a new one
        if chosen is None:
            ours.set()

        def tell(words: str) -> None:
            ours.set()
            if gone.is_set():
                raise KnownError(STOPPED)
            say(self, lambda: self.progress.advance(0, 0, words))

        def work() -> Workplace:
            folder = chosen or demo_place.new()
            try:
                vault, login, password = play(folder, kind, tell)
                tell("Åbner mappen …")
                place = workplace.open_vault(vault, login, password, clock=clock, derive=derive)
                if gone.is_set():
                    place.close()
                    raise KnownError(STOPPED)
                return place
            except BaseException:
                if ours.is_set():
                    rmtree(folder, ignore_errors=True)
                raise

        self._arriving.start("Spiller et år igennem. Det tager et halvt minut", work, self._failed, can_stop=True)

    def _failed(self, error: KnownError) -> None:
        if error.code == _NOT_EMPTY:
            self._folder.refuse(str(error))
        else:
            kind = MessageKind.INFO if error.fault is STOPPED else MessageKind.DANGER
            self.show_message(message_of(kind, str(error)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)
