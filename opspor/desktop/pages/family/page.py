"""What a child's family has agreed to share and what it asked for: written down, taken back, answered."""

from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.page import Page
from opspor.desktop.pages.family.consent_form import ConsentForm, WithdrawForm
from opspor.desktop.pages.family.form import FamilyForm
from opspor.desktop.pages.family.wish_form import HELP, AnswerForm, WishForm
from opspor.desktop.pages.older import Newest
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.widgets import (
    Button,
    Card,
    Chip,
    Columns,
    EmptyState,
    Flow,
    Kind,
    Line,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    Prose,
    box,
    line_of,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import long_date
from opspor.domain.consent import RESTS_ON_LAW, Consent, holds, in_words
from opspor.domain.paper import Basis
from opspor.domain.rights import RIGHT_WORDS, RightKind
from opspor.domain.rights import in_words as restricted_in_words
from opspor.domain.sharing import BASIS_WORDS
from opspor.usecases import consents, drafts, rights
from opspor.usecases.consents import ChildConsents
from opspor.usecases.desk import Desk
from opspor.usecases.rights import Wish, Wishes

_FEW = 10
_INSIDE = (5, 4, 5, 4)
_HELP_TEXTS = tuple(f"{RIGHT_WORDS[kind]}. {HELP[kind]}" for kind in HELP if kind is not RightKind.NOT_INFORMED)


class FamilyPage(Page):
    """The consents and the wishes about the child of ``destination.id``."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._consent = Button("Skriv et samtykke", Kind.MAIN, icon="circle-plus")
        self._wish = Button("Skriv, hvad familien beder om", icon="notebook-pen")
        back = Button("Til barnets side", Kind.QUIET, icon="chevron-left")
        super().__init__(
            "Samtykker og ønsker", choice=line_of(back, self._wish, spacing=2, stretch=False), main=self._consent
        )
        self._office, self._child = office, destination.id
        self._consents: ChildConsents | None = None
        self._wishes: Wishes | None = None
        self._unfolded: dict[str, int] = {}
        self._form: FamilyForm | None = None  # the one that is open
        self._consent_form: ConsentForm | None = None
        self._wish_form: WishForm | None = None
        self._opener: QWidget = self._consent
        self._flag = MessageLine(closable=False)
        self._consent_list: QWidget = QWidget()
        self._wish_list: QWidget = QWidget()
        self._consent_card = Card("Samtykker", flush=True)
        self._consent_card.add(self._consent_list)
        self._wish_card = Card("Det har familien bedt om", flush=True)
        self._wish_card.add(self._wish_list)
        help_ = Card("Godt at vide")
        help_.add(Prose([RESTS_ON_LAW, *_HELP_TEXTS], "body"))
        self.body.addWidget(self._flag)
        self.body.addWidget(Columns(box(self._consent_card, self._wish_card, spacing=6), help_, width=84))
        self.body.addStretch(1)
        self._consent.clicked.connect(self._new_consent)
        self._wish.clicked.connect(self._new_wish)
        back.clicked.connect(lambda: office.go(Destination(Place.CHILD, self._child)))
        kinds = (Changed.PROTECTION, Changed.CHILDREN)
        self._readings = (
            Reading(self, lambda: office.work.run(self._read_consents), self._show_consents, *kinds),
            Reading(self, lambda: office.work.run(self._read_wishes), self._show_wishes, *kinds),
        )

    def refresh(self, changes: Changes) -> None:
        """Reads again; what is typed stays."""
        for reading in self._readings:
            reading.refresh(changes)

    def leave(self) -> None:
        """Keeps what is typed."""
        if self._form is not None:
            self._form.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads: a form stands above the lists, though it is made later."""
        return focus_next_in_reading_order(self, forward=forward)

    def _read_consents(self, desk: Desk) -> tuple[ChildConsents, bool]:
        return consents.of_child(desk, self._child), self._is_begun(desk, consents.draft_key(self._child))

    def _read_wishes(self, desk: Desk) -> tuple[Wishes, bool]:
        return rights.of_child(desk, self._child), self._is_begun(desk, rights.draft_key(self._child))

    def _is_begun(self, desk: Desk, key: str) -> bool:
        """Whether a form has a draft, and is made with the page; else it is made when somebody opens it."""
        return self._office.work.unsaved.body(key) is not None or drafts.load(desk, key) is not None

    # --- consents -------------------------------------------------------------------------------------------------

    def _show_consents(self, read: tuple[ChildConsents, bool]) -> None:
        file, begun = read
        first, self._consents = self._consents is None, file
        self.set_title(file.child.full_name, "Samtykker og ønsker")
        if begun:
            self._form_of_consent(file)
        makers = [partial(self._one_consent, file, one) for one in file.consents]
        listed: QWidget = Newest("samtykker", makers, self._unfolded, few=_FEW, margins=_INSIDE)
        if not file.consents:
            words = "Siger familien ja til, at I deler noget med andre, så skriv det her. Vælg »Skriv et samtykke«."
            listed = box(EmptyState("circle-check", "Ingen samtykker her endnu", words), margins=_INSIDE)
        self._consent_list = _put(self._consent_card, self._consent_list, listed)
        if first and self._form is None:
            self._consent.setFocus()

    def _one_consent(self, file: ChildConsents, one: Consent) -> QWidget:
        agreed = one.agreed
        by_yes = agreed.basis is Basis.CONSENT
        title = agreed.what.strip() or agreed.reference.strip()
        title = title[:1].upper() + title[1:]  # it heads the lines below
        head: QWidget = PlainLabel(title, "body_strong")
        if not holds(agreed, file.today):
            head = Line(head, Chip("Gælder ikke"))
        parts = [head, PlainLabel(in_words(agreed, file.today), "body", "text_2")]
        said = [
            ("Grundlag", "" if by_yes else f"{BASIS_WORDS[agreed.basis]}. {agreed.reference.strip()}"),
            ("Til", agreed.to_whom), ("Bruges til", agreed.purpose),
            ("Sagt ja", "\n".join(_yes(yes.name, long_date(yes.said_on), yes.how) for yes in agreed.said_yes)),
            ("Fra", long_date(agreed.since) if agreed.since else ""), ("Det ved forældrene", agreed.parents),
        ]  # fmt: skip
        parts += [
            box(PlainLabel(label, "small", "text_2"), PlainLabel(text), spacing=0.5) for label, text in said if text
        ]
        if holds(agreed, file.today):
            parts += [PlainLabel(sentence, "body_strong", "warning") for sentence in file.to_ask.get(one.id, ())]
        parts.append(PlainLabel(f"Skrevet af {one.author_name} {long_date(one.written_at.date())}", "small", "text_2"))
        parts.append(Flow(self._consent_buttons(one, title), gap=3))
        return box(*parts, spacing=1.5, margins=_INSIDE)

    def _consent_buttons(self, one: Consent, title: str) -> list[Button]:
        taken = one.agreed.withdrawn_on is not None
        change = Button("Fortryd, at det er trukket tilbage" if taken else "Ret", Kind.LINK, icon="pencil")
        change.clicked.connect(lambda: self._correct(one, change))
        buttons = [change]
        if not taken:
            back = Button("Træk tilbage", Kind.LINK, icon="undo-2")
            back.clicked.connect(lambda: self._open(WithdrawForm(self._office, one), back))
            buttons.append(back)
        for button in buttons:
            button.setAccessibleDescription(title)
        return buttons

    def _form_of_consent(self, file: ChildConsents) -> ConsentForm:
        if self._consent_form is None:
            self._consent_form = ConsentForm(self._office, file)
            self._take(self._consent_form)
        return self._consent_form

    def _new_consent(self) -> None:
        if self._consents is not None:
            self._open(self._form_of_consent(self._consents), self._consent)

    def _correct(self, one: Consent, button: Button) -> None:
        if self._consents is not None:
            form = self._form_of_consent(self._consents)
            self._open(form, button)
            form.correct(one)

    # --- wishes ---------------------------------------------------------------------------------------------------

    def _show_wishes(self, read: tuple[Wishes, bool]) -> None:
        file, begun = read
        self._wishes = file
        if self._wish_form is not None:
            self._wish_form.follow(file)
        elif begun:
            self._form_of_wish(file)
        if file.restricted is not None:
            words = restricted_in_words(file.restricted)
            self._flag.show_message(Message(MessageKind.WARNING, words, "Lederen svarer her på siden."))
        else:
            self._flag.clear()
        makers = [partial(self._one_wish, file, one) for one in file.wishes]
        listed: QWidget = Newest("ønsker", makers, self._unfolded, few=_FEW, margins=_INSIDE)
        if not file.wishes:
            words = "Ser familien anderledes på det, I har skrevet, så skriv det her. Teksten bliver ikke ændret."
            listed = box(EmptyState("notebook-pen", "Familien har ikke bedt om noget", words), margins=_INSIDE)
        self._wish_list = _put(self._wish_card, self._wish_list, listed)

    def _one_wish(self, file: Wishes, one: Wish) -> QWidget:
        note = one.note
        head: QWidget = PlainLabel(f"{RIGHT_WORDS[note.kind]}, {long_date(note.on)}", "body_strong")
        if one.answer_by is not None:
            head = Line(head, Chip(f"Svar senest {long_date(one.answer_by)}"))
        about = f"Om: {one.about}" if one.about else "Om alt, hvad der står om barnet"
        parts: list[QWidget] = [
            head, PlainLabel(about, "body", "text_2"), PlainLabel(f"{note.from_whom}: »{note.text}«"),
        ]  # fmt: skip
        if one.answer is not None:
            by = f"Svar {long_date(one.answer.on)} fra {one.answer.from_whom}"
            parts.append(box(PlainLabel(by, "small", "text_2"), PlainLabel(one.answer.text), spacing=0.5))
        written = f"Skrevet af {note.author_name} {long_date(note.written_at.date())}"
        parts.append(PlainLabel(written, "small", "text_2"))
        if one.answer_by is not None and file.leads:
            answer = Button("Svar", Kind.LINK, icon="pencil")
            answer.setAccessibleDescription(f"{RIGHT_WORDS[note.kind]}, {long_date(note.on)}")
            answer.clicked.connect(lambda: self._open(AnswerForm(self._office, one), answer))
            parts.append(Flow([answer]))
        elif one.answer_by is not None:
            parts.append(PlainLabel("Lederen svarer.", "small", "text_2"))
        return box(*parts, spacing=1.5, margins=_INSIDE)

    def _form_of_wish(self, file: Wishes) -> WishForm:
        if self._wish_form is None:
            self._wish_form = WishForm(self._office, file)
            self._take(self._wish_form)
        return self._wish_form

    def _new_wish(self) -> None:
        if self._wishes is not None:
            self._open(self._form_of_wish(self._wishes), self._wish)

    # --- forms ----------------------------------------------------------------------------------------------------

    def _take(self, form: FamilyForm) -> None:
        """Puts a form into the page, where it waits until it is opened or its draft is found."""
        form.hide()
        self.body.insertWidget(1, form)
        form.found.connect(lambda: self._show_found(form))
        form.closed.connect(self._close)
        form.written.connect(self._written)

    def _show_found(self, form: FamilyForm) -> None:
        """A draft is there from before; of two the first one."""
        if self._form is None:
            self._show_form(form)

    def _open(self, form: FamilyForm, opener: QWidget) -> None:
        self._put_away()
        if form not in (self._consent_form, self._wish_form):
            self._take(form)
        self._opener = opener
        self._show_form(form)
        form.begin()

    def _show_form(self, form: FamilyForm) -> None:
        self._form = form
        form.show()
        self._consent.hide()
        self._wish.hide()
        self.work_area.verticalScrollBar().setValue(0)

    def _put_away(self) -> None:
        """One form is open at a time; those that stay keep what is typed."""
        form, self._form = self._form, None
        if form is None:
            return
        form.leave()
        form.hide()
        if form not in (self._consent_form, self._wish_form):
            form.deleteLater()

    def _close(self) -> None:
        self._put_away()
        self._consent.show()
        self._wish.show()
        opener = self._opener
        (opener if opener.isVisible() else self._consent).setFocus()
        self._opener = self._consent

    def _written(self) -> None:
        self._close()
        self.show_message(Message(MessageKind.SUCCESS, "Gemt.", "Det står nu på listen."))


def _yes(name: str, day: str, how: str) -> str:
    return ", ".join(filter(None, (name, day, how)))


def _put(card: Card, before: QWidget, now: QWidget) -> QWidget:
    """``now`` in the place of ``before``."""
    card.add(now)
    before.hide()
    before.deleteLater()
    return now
