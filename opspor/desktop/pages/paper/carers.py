"""What each of the child's adults has been told of an underretning, or who of them knows already."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.paper.writing import Writing
from opspor.desktop.widgets import Card, CheckBox, Segmented, TextField, box
from opspor.domain.child import Carer
from opspor.domain.paper import INFORMED_WORDS, Informed


def told(writing: Writing, carer: Carer) -> tuple[Card, QWidget]:
    """Whether a parent has been told: when and how, what they said, or why not; and the first field of it."""
    now = writing.told(carer)
    choice = informed(f"Er {_name(carer)} orienteret?", now.informed)
    how = TextField("Hvem sagde det, hvornår og hvordan?", text=now.when_how)
    view = TextField("Hvad svarede de?", lines=2, text=now.view)
    reason = TextField("Hvorfor ikke?", lines=2, text=now.reason)

    def show(value: Informed | None) -> None:
        how.setVisible(value is not Informed.NO)
        view.setVisible(value is not Informed.NO)
        reason.setVisible(value is Informed.NO)

    def keep() -> None:
        show(choice.value())
        writing.put_told(
            replace(
                writing.told(carer),
                informed=choice.value(),
                when_how=how.text(),
                view=view.text(),
                reason=reason.text(),
            )
        )

    card = Card(_name(carer), spacing=3)
    for part in (choice, how, view, reason):
        card.add(part)
    show(now.informed)
    choice.chosen.connect(lambda _: keep())
    for field in (how, view, reason):
        field.changed.connect(keep)
    return card, choice.segments[0]


def knows(writing: Writing, carer: Carer) -> tuple[Card, QWidget]:
    """Whether a parent knows already. Nothing here suggests that somebody should be told."""
    now = writing.told(carer)
    already = CheckBox(INFORMED_WORDS[Informed.KNOWS_ALREADY])
    already.setChecked(now.informed is Informed.KNOWS_ALREADY)
    how = TextField("Hvornår og hvordan fik de det at vide?", text=now.when_how)
    view = TextField("Hvad sagde de?", lines=2, text=now.view)
    fields = box(how, view, spacing=3)
    if not already.isChecked():
        fields.hide()

    def keep() -> None:
        fields.setVisible(already.isChecked())
        writing.put_told(
            replace(
                writing.told(carer),
                informed=Informed.KNOWS_ALREADY if already.isChecked() else None,
                when_how=how.text(),
                view=view.text(),
            )
        )

    card = Card(_name(carer), spacing=3)
    card.add(already)
    card.add(fields)
    already.toggled.connect(lambda _: keep())
    for field in (how, view):
        field.changed.connect(keep)
    return card, already


def informed(name: str, value: Informed | None) -> "Segmented[Informed]":
    """Yes, no, or knows already."""
    return Segmented(name, [(words, one) for one, words in INFORMED_WORDS.items()], value=value)


def _name(carer: Carer) -> str:
    return f"{carer.name} ({carer.relation})" if carer.relation else carer.name
