"""The list of practice cases."""

from opspor.desktop.page import Page
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, Card, Kind, ListRow, PlainLabel, RowList
from opspor.domain.assessment import CONTEXT_WORDS
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.ids import Id
from opspor.usecases import practice
from opspor.usecases.practice import CaseInList

_HOW = (
    "Børnene er opdigtede. Læs en case alene, vælg selv, og se så, hvad en erfaren kollega lagde vægt på, og hvordan "
    "I andre svarede. Der er ingen point. Tag bagefter en af dem op på et stuemøde."
)


class PracticePage(Page):
    """All practice cases. How far one is is shown to oneself alone."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._next = Button("Åbn den næste", Kind.MAIN)
        super().__init__("Øvecases", "Kun du kan se, hvor langt du er.", main=self._next)
        self._found: tuple[CaseInList, ...] = ()
        self._rows = RowList("Øvecases")
        self._card = Card(flush=True)
        self._card.add(self._rows)
        self.body.addWidget(PlainLabel(_HOW, "body", "text_2"))
        track = Button("Øv et spor i beredskabsplanen", icon="life-buoy")
        track.clicked.connect(lambda: office.go(Destination(Place.TRACK_PRACTICE)))
        self.body.addWidget(track)
        self.body.addWidget(self._card)
        self.body.addStretch(1)
        for part in (self._card, self._next):
            part.hide()
        self._rows.opened.connect(lambda case: office.go(Destination(Place.PRACTICE_CASE, case)))
        self._next.clicked.connect(lambda: office.go(Destination(Place.PRACTICE_CASE, self._first())))
        self._reading = Reading(self, lambda: office.work.look(practice.cases), self._show, Changed.PRACTICE)

    def refresh(self, changes: Changes) -> None:
        """Reads again when somebody has answered."""
        self._reading.refresh(changes)

    def _first(self) -> Id:
        return Id(next(case.id for case in self._found if not case.mine))

    def _show(self, found: tuple[CaseInList, ...]) -> None:
        first_time = not self._found
        self._found = found
        mine = sum(case.mine for case in found)
        self.set_title("Øvecases", f"Du har svaret på {mine} af {len(found)}. Kun du kan se, hvor langt du er.")
        self._rows.set_rows(
            [
                ListRow(
                    case.title,
                    f"{CONTEXT_WORDS[case.context]}{_answered(case)}",
                    "svaret" if case.mine else "",
                    "check" if case.mine else "circle",
                    Id(case.id),
                )
                for case in found
            ]
        )
        self._card.show()
        self._next.setVisible(mine < len(found))
        if first_time:
            (self._next if mine < len(found) else self._rows).setFocus()


def _answered(case: CaseInList) -> str:
    """What the leader sees: how many, never who."""
    if case.answered is None:
        return ""
    return f" · {case.answered} har svaret" if case.answered else " · ingen har svaret"
