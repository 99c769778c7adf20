"""What the pupil said last, in the pupil's own answers, and the three ways to ask: here, on paper, from paper."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.pages.child.facts import fact
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, Flow, Kind, Message, MessageKind, PlainLabel, box, tell
from opspor.domain.child import age_in_months
from opspor.domain.clock import long_date
from opspor.domain.people import GroupKind
from opspor.domain.pupil import PUPIL_FORMS, YOUNGEST, form_id
from opspor.usecases import pupils
from opspor.usecases.children import ChildFile

_PUPILS = (GroupKind.CLASS, GroupKind.AFTER_SCHOOL)


def is_pupil(file: ChildFile, today: date) -> bool:
    """Whether the child is asked itself: it goes here and is old enough, or has been asked before."""
    born = file.child.birth_date
    old_enough = born is not None and age_in_months(born, today) // 12 >= YOUNGEST
    return file.pupil is not None or (old_enough and not file.at_home_only)


def _is_small(file: ChildFile, today: date) -> bool:
    """Whether an adult sits along."""
    born = file.child.birth_date
    at_school = any(e.until is None and e.kind in _PUPILS for e in file.enrolments)
    years = age_in_months(born, today) // 12 if born else 0
    return years >= YOUNGEST and form_id(years, at_school=at_school) == PUPIL_FORMS[0]


class PupilCard(Card):
    """The pupil's own view. Nothing in it is counted or searched for words."""

    def __init__(self, office: Office, file: ChildFile) -> None:
        small = _is_small(file, office.work.clock().date())
        super().__init__("Barnets eget syn" if small else "Elevens eget syn", spacing=3)
        self._office, self._child = office, file.child
        if file.pupil is None:
            who = "Barnet" if small else "Eleven"
            self.add(PlainLabel(f"{who} er ikke spurgt endnu. Det er frivilligt.", "body", "text_2"))
        else:
            self._show_view(file)
        here = Button("Se på ansigter sammen" if small else "Lad eleven svare her", icon="user-round")
        paper = Button("Skriv svar ind fra papir", Kind.QUIET, icon="pencil")
        sheet = Button("Gem et billedark som PDF" if small else "Gem et ark som PDF", Kind.QUIET, icon="printer")
        here.clicked.connect(lambda: office.go(Destination(Place.PUPIL, file.child.id)))
        paper.clicked.connect(lambda: office.go(Destination(Place.PUPIL_PAPER, file.child.id)))
        sheet.clicked.connect(lambda: save_pdf_as(self, "elevark.pdf", self._print))
        how = (
            "Sid ved siden af, læs højt, og lad barnet pege. »Vil ikke« er et fuldt svar. I kan stoppe når som helst."
            if small
            else "Skærmen viser kun spørgsmålene og låser, når eleven er færdig."
        )
        self.add(PlainLabel(how, "small", "text_2"))
        self.add(Flow([here, paper, sheet], gap=2))

    def _show_view(self, file: ChildFile) -> None:
        assert file.pupil is not None  # noqa: S101  asked by whoever calls
        view, form = file.pupil
        how = "svarede på skærmen" if view.on_screen else f"svarede på papir, skrevet ind af {_author(file)}"
        self.add(PlainLabel(f"{long_date(view.said_on)} · {how}", "small", "text_2"))
        if not view.answers.wants:
            self.add(PlainLabel("Ville ikke være med. Det er et svar."))
            return
        facts: list[QWidget] = [fact(question, answer) for question, answer in pupils.in_words(view, form)]
        self.add(box(*facts, spacing=2))

    def _print(self, target: Path) -> None:
        child = self._child.id
        done = self._office.work.run(lambda desk: pupils.print_sheets(desk, [child], target, named=True))
        ask(
            done,
            self,
            lambda _: tell(self, Message(MessageKind.SUCCESS, "Arket er gemt.", "Slet filen, når det er skrevet ud.")),
        )


def _author(file: ChildFile) -> str:
    return file.names.get(file.pupil[0].author_id, "en kollega") if file.pupil else ""
