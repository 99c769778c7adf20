"""What is known about a child, as cards: particulars, carers, siblings, help."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import Button, Card, Chip, Column, Flow, Kind, PlainLabel, box
from opspor.domain.child import Carer, Custody, HelpGiven, Particulars, Sibling
from opspor.domain.clock import long_date

_CUSTODY = {
    Custody.YES: "Har del i forældremyndigheden",
    Custody.NO: "Har ikke del i forældremyndigheden",
    Custody.UNKNOWN: "Forældremyndighed: ved vi ikke",
}


def fact(label: str, value: str) -> QWidget:
    """A small label over what it says; "ikke oplyst" in quiet where nothing is known."""
    said = PlainLabel(value) if value.strip() else PlainLabel("Ikke oplyst", "body", "text_2")
    return box(PlainLabel(label, "small", "text_2"), said, spacing=0)


def particulars_card(
    known: Particulars,
    informed_on: date | None,
    to_letters: Callable[[], object],
    see_cpr: Callable[[Callable[[str], None]], object],
) -> Card:
    """Birth date, CPR, address, contact person, language, and since when the parents know that children are judged,
    with the way to the letter that says so.
    """
    card = Card("Oplysninger", spacing=3)
    card.add(fact("Født", long_date(known.birth_date) if known.birth_date else ""))
    if known.cpr:
        card.add(_Cpr(known.cpr, see_cpr))
    if known.protected:
        card.add(Flow([Chip("Beskyttet navn og adresse", icon="shield-check")]))
    card.add(fact("Adresse", known.address))
    card.add(fact("Kontaktperson", known.contact_person))
    card.add(fact("Sprog og tolk", language_in_words(known)))
    card.add(fact("Forældre orienteret", long_date(informed_on) if informed_on else ""))
    letters = Button("Brev til forældre", Kind.QUIET, icon="mail-check")
    letters.clicked.connect(lambda: to_letters())
    card.add(Flow([letters]))
    if known.note:
        card.add(fact("Andet", known.note))
    return card


def language_in_words(known: Particulars) -> str:
    """``Tamil. Tolk nødvendig``; "" when nobody has asked."""
    interpreter = {True: "Tolk nødvendig", False: "Tolk ikke nødvendig", None: ""}[known.interpreter]
    return ". ".join(filter(None, (known.language, interpreter)))


def masked(cpr: str) -> str:
    """``110322-xxxx``"""
    return f"{cpr[:6]}-xxxx"


class _Cpr(QWidget):
    """The number, masked until somebody asks for it: the screen faces the room."""

    def __init__(self, cpr: str, see: Callable[[Callable[[str], None]], object]) -> None:
        super().__init__()
        self._masked, self._see, self._shown = masked(cpr), see, False
        self._value = PlainLabel(self._masked, wrap=False)
        self._turn = Button("Vis CPR-nummer", Kind.LINK)
        column = Column(self, spacing=0)
        column.addWidget(PlainLabel("CPR-nummer", "small", "text_2"))
        column.addWidget(Flow([self._value, self._turn], gap=3))
        self._turn.clicked.connect(self._turned)

    def _turned(self) -> None:
        if self._shown:
            self._show("")
        else:
            self._see(self._show)  # asked for anew: seeing it stands in the log

    def _show(self, cpr: str) -> None:
        self._shown = bool(cpr)
        self._value.setText(f"{cpr[:6]}-{cpr[6:]}" if cpr else self._masked)
        self._turn.set_words("Skjul CPR-nummer" if cpr else "Vis CPR-nummer")


def carers_card(known: Particulars) -> Card:
    """The parents and others who care for the child, each with custody, address and phone."""
    card = Card("Forældre og omsorgspersoner", flush=True)
    if not known.carers:
        card.add(_inside(PlainLabel("Ingen skrevet ind endnu. Vælg »Ret oplysninger«.", "body", "text_2")))
    for number, carer in enumerate(known.carers):
        if number:
            card.add_rule()
        card.add(_inside(_carer(carer)))
    return card


def carer_chips(carer: Carer) -> Flow:
    """Custody, home and protection, in words."""
    chips: list[QWidget] = [Chip(_CUSTODY[carer.custody])]
    if carer.lives_with_child:
        chips.append(Chip("Bor med barnet"))
    if carer.protected:
        chips.append(Chip("Beskyttet", icon="shield-check"))
    return Flow(chips, gap=1.5)


def _carer(carer: Carer) -> QWidget:
    head = ", ".join(filter(None, (carer.name or "Navn ikke oplyst", carer.relation)))
    return box(
        PlainLabel(head, "body_strong"),
        carer_chips(carer),
        fact("Telefon", carer.phone),
        fact("Adresse", carer.address),
        spacing=2,
    )


def _inside(part: QWidget) -> QWidget:
    return box(part, margins=(5, 4, 5, 4))


def siblings_card(siblings: Sequence[Sibling]) -> Card:
    """Brothers and sisters, in words."""
    card = Card("Søskende", spacing=3)
    if not siblings:
        card.add(PlainLabel("Ingen skrevet ind.", "body", "text_2"))
    for sibling in siblings:
        card.add(
            box(PlainLabel(sibling.name or "Navn ikke oplyst", "body_strong"), PlainLabel(sibling.about), spacing=0)
        )
    return card


def help_card(given: Sequence[HelpGiven]) -> Card:
    """Help that the child or the family gets or got."""
    card = Card("Hjælp, der er givet", spacing=3)
    if not given:
        card.add(PlainLabel("Ingen skrevet ind.", "body", "text_2"))
    for one in given:
        since = f"Siden {one.since}" if one.since else ""
        when = ", ".join(filter(None, ("Er i gang" if one.ongoing else "Slut", since)))
        card.add(box(PlainLabel(one.what, "body_strong"), PlainLabel(when, "small", "text_2"), spacing=0))
        if one.effect:
            card.add(fact("Hjalp det?", one.effect))
    return card
