"""From an empty vault to the first matrix, as a track: what is done, what is next, and one press to each."""

from collections.abc import Callable

from opspor.desktop.route import NO_ID, Destination, Place
from opspor.desktop.widgets import Card, StepRow, StepState
from opspor.domain.ids import Id
from opspor.domain.text import count_of
from opspor.usecases.start import FirstSteps

_STAFF = Destination(Place.SETTINGS, Id("staff"))


class FirstStepsCard(Card):
    """Hides itself when there is nothing to begin any more. ``first`` is the step that is next."""

    def __init__(self, go: Callable[[Destination], object]) -> None:
        super().__init__("Til jeres første matrix", flush=True)
        self._go = go
        self._rows: list[StepRow] = []
        self.next_row: StepRow | None = None

    def show_steps(self, found: FirstSteps | None) -> None:
        """Shows how far the house is."""
        had_focus = next((i for i, row in enumerate(self._rows) if row.hasFocus()), None)
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows, self.next_row = [], None
        self.setVisible(found is not None)
        for number, (words, missing, done, to) in enumerate(_steps(found) if found else (), start=1):
            next_one = not done and self.next_row is None
            state = StepState.DONE if done else StepState.NOW if next_one else StepState.OPEN
            row = StepRow(number, words, deadline="" if done else missing, state=state)
            row.clicked.connect(lambda _=False, to=to: self._go(to))
            if next_one:
                self.next_row = row
            self._rows.append(row)
            self.add(row)
            row.show()  # the focus may go there at once
        if had_focus is not None and had_focus < len(self._rows):
            self._rows[had_focus].setFocus()


def _steps(found: FirstSteps) -> list[tuple[str, str, bool, Destination]]:
    """Words, what is missing, whether it is done, and where it is done."""
    round_id = found.round_id or NO_ID
    untold = f"{count_of(found.untold, 'barn', 'børn')} mangler" if found.untold else ""
    assess = Destination(Place.OWN, round_id) if round_id else Destination(Place.OPEN_ROUND)
    talk = Destination(Place.JOINT, round_id) if found.ready else Destination(Place.ROUND, round_id)
    return [
        ("Hent listen med børn", "", found.children, Destination(Place.IMPORT)),
        ("Fortæl forældrene det, og skriv dagen", untold, found.children and not found.untold,
         Destination(Place.LETTERS)),
        ("Invitér dem, der skal vurdere sammen med dig", "Kun du er her", not found.alone, _STAFF),
        ("Åbn den første runde", "", bool(round_id), Destination(Place.OPEN_ROUND)),
        ("Vurdér børnene, hver for sig", "", bool(round_id) and not found.mine_missing, assess),
        ("Tal om dem. Så står de i matrixen", "", False, talk if round_id else Destination(Place.MATRIX)),
    ]  # fmt: skip
