"""What all look at: one brief at a time, the question first, no names, in letters that can be read from four metres.

A brief that was written with a name is shown without it too. N shows the name of that one brief, with the basis on
which it may be said, until one goes on; what a text says is never rewritten.
"""

from functools import partial

from opspor.desktop.page import FocusPage
from opspor.desktop.pages.forum.big import BigText
from opspor.desktop.pages.keys import on_key
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.shortcuts import NEXT_BRIEF, NEXT_SLIDE, SHOW_NAME, TO_AGENDA, TO_CONCLUSION
from opspor.desktop.widgets import announce
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.usecases import forum_talk
from opspor.usecases.forum_talk import Shown, Slide

TITLE = "Sparring"
_NAMED_INSIDE = Slide(
    "Ikke uden navn", "Arket nævner nogen i en tekst og kan ikke vises uden navn. Fortæl, hvad det handler om."
)
_NOTHING = Slide("Ingen ark", "Her er ingen ark, som du må vise.")


class ShowPage(FocusPage):
    """``destination.id`` is the day. Nothing is named in the bar or in the title of the window."""

    def __init__(self, office: Office, destination: Destination) -> None:
        super().__init__(
            "Tilbage", TITLE, keys=(NEXT_SLIDE, NEXT_BRIEF, TO_CONCLUSION, SHOW_NAME, TO_AGENDA), meeting=True
        )
        self._office, self._day = office, destination.id
        self._briefs: tuple[Shown, ...] = ()
        self._brief = self._slide = 0
        self._with_name = False
        self._big = BigText()
        self.body.addWidget(self._big, 1)
        for key, by in (("Right", 1), ("Space", 1), ("PgDown", 1), ("Left", -1), ("PgUp", -1)):
            on_key(self, key, partial(self._turn, by))
        for key, by in (("Down", 1), ("Up", -1)):
            on_key(self, key, partial(self._go_to, by))
        for one, do in ((SHOW_NAME, self._name), (TO_CONCLUSION, self._conclude), (TO_AGENDA, office.back)):
            on_key(self, one.keys[0], do)
        self._reading = Reading(
            self, lambda: office.work.look(lambda desk: forum_talk.shown(desk, destination.id)), self._show,
            Changed.FORUM, Changed.PAPERS, Changed.CONCERNS,
        )  # fmt: skip

    def refresh(self, changes: Changes) -> None:
        """Reads again when the agenda changes; the brief that is shown stays."""
        self._reading.refresh(changes)

    def begin(self) -> None:
        """The keys work at once."""
        self._big.setFocus()

    def _show(self, briefs: tuple[Shown, ...]) -> None:
        here = self._briefs[self._brief].item_id if self._briefs else None
        found = next((number for number, one in enumerate(briefs) if one.item_id == here), None)
        if found is None:
            self._slide, self._with_name = 0, False
        self._briefs, self._brief = briefs, found or 0
        self._draw()
        self.begin()

    def _slides(self) -> tuple[Slide, ...]:
        if not self._briefs:
            return (_NOTHING,)
        brief = self._briefs[self._brief]
        if self._with_name:
            return (Slide("Med navn", brief.basis), *brief.named)
        return brief.slides or (_NAMED_INSIDE,)

    def _draw(self) -> None:
        slides = self._slides()
        self._slide = min(self._slide, len(slides) - 1)
        one = slides[self._slide]
        brief = self._briefs[self._brief] if self._briefs else None
        where = f"Ark {self._brief + 1} af {len(self._briefs)} · {brief.minutes} minutter" if brief else ""
        self._big.show_text(one.head, one.text, where)
        announce(self._big, f"{one.head}. {one.text}")
        by_name = (SHOW_NAME,) if brief and brief.named else ()
        self.show_keys(*((NEXT_SLIDE, NEXT_BRIEF, TO_CONCLUSION, *by_name, TO_AGENDA) if brief else (TO_AGENDA,)))

    def _turn(self, by: int) -> None:
        """To the next page of a long text, else to the next part, else to the next brief."""
        if self._big.turn(by):
            return
        if 0 <= self._slide + by < len(self._slides()):
            self._slide += by
            self._draw()
            if by < 0:
                self._big.to_end()
        else:
            self._go_to(by, end=by < 0)

    def _go_to(self, by: int, *, end: bool = False) -> None:
        if 0 <= self._brief + by < len(self._briefs):
            self._brief += by
            self._with_name = False
            self._slide = len(self._slides()) - 1 if end else 0
            self._draw()

    def _name(self) -> None:
        if self._briefs and self._briefs[self._brief].named:
            self._with_name, self._slide = not self._with_name, 0
            self._draw()

    def _conclude(self) -> None:
        if self._briefs:
            self._office.go(Destination(Place.FORUM, self._day, self._briefs[self._brief].item_id))
