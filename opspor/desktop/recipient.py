"""Whom a paper about a child is for, asked before where it is saved. Nobody is chosen beforehand."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import CarefulDialog, RadioList
from opspor.domain.assessment import Context
from opspor.domain.ids import Id
from opspor.domain.recipient import Recipient
from opspor.usecases import telling
from opspor.workplace import Workplace

_QUESTION = "Hvem er papiret til?"
_Chosen = Callable[[Path, Recipient], object]


def save_for(owner: QWidget, work: Workplace, child: Id, context: Context, name: str, chosen: _Chosen) -> None:
    """Asks whom the paper is for and then where. ``name`` holds nothing about a person. Calls ``chosen`` unless the
    person changed their mind. The question is the same for every child with such carers.
    """

    def show(choices: tuple[tuple[Recipient, str], ...]) -> None:
        _ask_whom(owner, choices, lambda to: save_pdf_as(owner, name, lambda target: chosen(target, to)))

    ask(work.look(partial(telling.recipients, child_id=child, context=context)), owner, show)


def _ask_whom(
    owner: QWidget, choices: tuple[tuple[Recipient, str], ...], chosen: Callable[[Recipient], object]
) -> None:
    whom = RadioList(_QUESTION, [(words, to) for to, words in choices])
    dialog = CarefulDialog(
        owner, _QUESTION, "Det står nederst på papiret, om det er til hjemmet eller til fagfolk.", safe="Fortryd",
        verb="Vælg, hvor det gemmes", danger=False, parts=[whom],
    )  # fmt: skip
    dialog.verb.set_cannot("Vælg først, hvem papiret er til.")
    whom.chosen.connect(lambda _: dialog.verb.set_cannot(""))

    def go_on() -> None:
        to = whom.value()
        if to is not None:
            chosen(to)

    dialog.ask(go_on)
