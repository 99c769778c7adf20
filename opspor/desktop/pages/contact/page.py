"""The contacts with a child's parents, newest first, and at the side who the parents are."""

from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.page import Page
from opspor.desktop.pages.child.facts import carer_chips
from opspor.desktop.pages.contact.form import ContactForm
from opspor.desktop.pages.contact.people import who_in_words
from opspor.desktop.pages.older import Newest
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.widgets import (
    Button,
    Card,
    Chip,
    ChoiceField,
    Columns,
    EmptyState,
    Flow,
    Kind,
    Line,
    Message,
    MessageKind,
    PlainLabel,
    Prose,
    box,
)
from opspor.domain.assessment import CONTEXT_PLACES
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import long_date
from opspor.domain.contact import WAY_WORDS, ParentContact, with_carer
from opspor.domain.ids import Id
from opspor.reference.involvement import involvement
from opspor.usecases import parent_contacts
from opspor.usecases.parent_contacts import ContactLog

_FEW = 10
_INSIDE = (5, 4, 5, 4)
_ALL, _OTHERS = "all", "others"
HELP = (
    "Skriv ned samme dag: hvornår, med hvem, og hvad hver enkelt siger. To forældre kan se forskelligt på det, og "
    "begge dele skal stå her.",
    "Fik du ikke fat i dem, så skriv det også. Så kan I se, hvem der er prøvet og hvornår.",
)


class ContactPage(Page):
    """The contacts about the child of ``destination.id``."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._write = Button("Skriv en kontakt ned", Kind.MAIN, icon="phone")
        back = Button("Til barnets side", Kind.QUIET, icon="chevron-left")
        super().__init__("Kontakt med forældre", choice=back, main=self._write)
        self._office, self._child = office, destination.id
        self._form: ContactForm | None = None
        self._log: ContactLog | None = None
        self._unfolded: dict[str, int] = {}
        self._filter: ChoiceField[str] = ChoiceField("Vis kontakter med", [("Alle", _ALL)], value=_ALL)
        self._listed: QWidget = QWidget()
        self._card = Card("Kontakter", flush=True)
        self._card.add(self._listed)
        self._carers = Card("Forældre og omsorgspersoner", flush=True)
        self._said: QWidget = QWidget()
        self._carers.add(self._said)
        help_ = Card("Sådan gør du")
        help_.add(Prose([involvement().first, *HELP], "body"))  # the same for every child, so that it tells of none
        self.body.addWidget(
            Columns(box(self._filter, self._card, spacing=5), box(self._carers, help_, spacing=6), width=84)
        )
        self.body.addStretch(1)
        self._write.clicked.connect(self._open_form)
        self._filter.changed.connect(self._list)
        back.clicked.connect(lambda: office.go(Destination(Place.CHILD, self._child)))
        self._reading = Reading(
            self, lambda: office.work.run(lambda desk: parent_contacts.contact_log(desk, self._child)), self._show,
            Changed.CONTACTS, Changed.CHILDREN,
        )  # fmt: skip

    def refresh(self, changes: Changes) -> None:
        """Reads again; what is typed and chosen stays."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """Keeps what is typed."""
        if self._form is not None:
            self._form.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads: the form stands above the list, though it is made later."""
        return focus_next_in_reading_order(self, forward=forward)

    def _show(self, log: ContactLog) -> None:
        first, self._log = self._log is None, log
        self.set_title(log.child.full_name, "Kontakt med forældre")
        if self._form is None:
            self._form = ContactForm(self._office, log)
            self._form.hide()
            self.body.insertWidget(0, self._form)
            self._form.found.connect(self._show_form)
            self._form.closed.connect(self._close_form)
            self._form.written.connect(self._written)
        self._form.follow(log)
        self._write.setVisible(bool(log.contexts) and self._form.isHidden())
        self._fill_filter(log)
        said = box(*(_carer(log, number) for number in range(len(log.carers))), spacing=0)
        if not log.carers:
            none = "Ingen skrevet ind endnu. Vælg »Ret oplysninger« på barnets side."
            said = box(PlainLabel(none, "body", "text_2"), margins=_INSIDE)
        self._said = _put(self._carers, self._said, said)
        self._list()
        if first and self._form.isHidden():
            self._write.setFocus()

    def _fill_filter(self, log: ContactLog) -> None:
        chosen = self._filter.value() or _ALL
        options = [("Alle", _ALL), *((who_in_words(carer), str(carer.id)) for carer in log.carers)]
        options.append(("En anden", _OTHERS))
        self._filter.set_options(options, chosen if chosen in {value for _, value in options} else _ALL)

    def _list(self) -> None:
        if self._log is None:
            return
        chosen = self._filter.value() or _ALL
        shown = self._log.contacts
        if chosen != _ALL:
            shown = with_carer(shown, None if chosen == _OTHERS else Id(chosen))
        listed: QWidget = Newest(
            "kontakter", [partial(self._contact, one) for one in shown], self._unfolded, few=_FEW, margins=_INSIDE
        )
        if not shown:
            words = "Skriv ned, når du har talt med forældrene, eller når du har prøvet. Vælg »Skriv en kontakt ned«."
            listed = box(EmptyState("phone", "Ingen kontakter her endnu", words), margins=_INSIDE)
        self._listed = _put(self._card, self._listed, listed)

    def _contact(self, one: ParentContact) -> QWidget:
        contact = one.contact
        way = WAY_WORDS[contact.way] if contact.way else ""
        day = long_date(contact.held_on) if contact.held_on else ""
        head: QWidget = PlainLabel(f"{way}, {day}", "body_strong")
        if not contact.talked:
            head = Line(head, Chip("Prøvet forgæves"))
        who = " og ".join(spoken.who for spoken in contact.people)
        parts: list[QWidget] = [head, PlainLabel(f"{'Med' if contact.talked else 'Til'} {who}", "body", "text_2")]
        parts.append(PlainLabel(contact.about))
        parts += [
            box(PlainLabel(f"{spoken.who} siger", "small", "text_2"), PlainLabel(spoken.view), spacing=0.5)
            for spoken in contact.people
            if spoken.view
        ]
        if contact.agreed:
            parts.append(box(PlainLabel("Aftalt", "small", "text_2"), PlainLabel(contact.agreed), spacing=0.5))
        if contact.next_on:
            parts.append(PlainLabel(f"I taler sammen igen {long_date(contact.next_on)}.", "body", "text_2"))
        hand = "Rettet af" if one.corrects else "Skrevet af"
        written = f"{hand} {one.author_name} {long_date(one.written_at.date())}"
        place = CONTEXT_PLACES[one.context]
        parts.append(PlainLabel(" · ".join((written, place)), "small", "text_2"))
        change = Button("Ret", Kind.LINK, icon="pencil")
        change.setAccessibleDescription(f"{way}, {day}")
        change.clicked.connect(lambda: self._correct(one))
        parts.append(Flow([change]))
        return box(*parts, spacing=1.5, margins=_INSIDE)

    def _correct(self, one: ParentContact) -> None:
        if self._form is not None:
            self._show_form()
            self._form.correct(one)

    def _open_form(self) -> None:
        if self._form is not None:
            self._show_form()
            self._form.begin()

    def _show_form(self) -> None:
        if self._form is not None:
            self._form.show()
            self._write.hide()
            self.work_area.verticalScrollBar().setValue(0)

    def _close_form(self) -> None:
        if self._form is not None:
            self._form.hide()
        self._write.show()
        self._write.setFocus()

    def _written(self) -> None:
        self._close_form()
        self.show_message(Message(MessageKind.SUCCESS, "Gemt.", "Kontakten står nu på listen."))


def _carer(log: ContactLog, number: int) -> QWidget:
    """A carer with custody and protection in words, and when one last talked. No address, no number."""
    carer = log.carers[number]
    talked = [c.contact.held_on for c in with_carer(log.contacts, carer.id) if c.contact.talked and c.contact.held_on]
    last = f"Sidst talt med {long_date(max(talked))}" if talked else "Ingen samtale noteret her endnu"
    return box(
        PlainLabel(who_in_words(carer), "body_strong"), carer_chips(carer), PlainLabel(last, "small", "text_2"),
        spacing=1.5, margins=_INSIDE,
    )  # fmt: skip


def _put(card: Card, before: QWidget, now: QWidget) -> QWidget:
    """``now`` in the place of ``before``."""
    card.add(now)
    before.hide()
    before.deleteLater()
    return now
