"""A child's map: the drawing and the list of it, one person at a time, and whether the private network can help."""

from dataclasses import replace
from pathlib import Path

from opspor.desktop.drafts import DraftSaver, resting
from opspor.desktop.page import Page
from opspor.desktop.pages.network.map_card import MapCard
from opspor.desktop.pages.network.meanwhile import MeanwhileCard
from opspor.desktop.pages.network.person import PersonForm
from opspor.desktop.pages.network.private import PrivateCard
from opspor.desktop.pages.too_long import refuse_too_long
from opspor.desktop.reading import Reading
from opspor.desktop.recipient import save_for
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import focus_first, focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    Columns,
    Kind,
    Message,
    MessageKind,
    Prose,
    box,
    message_of,
)
from opspor.domain.assessment import CONTEXT_PLACES, Context
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.network import Network, Person, in_order
from opspor.domain.recipient import Recipient
from opspor.usecases import networks
from opspor.usecases.desk import Desk
from opspor.usecases.networks import Drawn, NetworkSheet, draft_key

_FILE = "netvaerkskort.pdf"
HELP = (
    "Tegn kortet sammen med barnet eller familien. Skriv, hvad personen betyder for barnet, ikke hvordan personen er.",
    "Kortet viser, hvem barnet har. Det er ikke en dom over nogen, og ingen skal måles på afstanden.",
)


class NetworkPage(Page):
    """The map of the child of ``destination.id``, in ``destination.context`` or where one sees the child first."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._keep = Button("Gem kortet", Kind.MAIN)
        back = Button("Til barnets side", Kind.QUIET, icon="chevron-left")
        super().__init__("Netværkskort", choice=back, main=self._keep)
        self._office, self._child = office, destination.id
        self._context = Context(destination.context) if destination.context else None
        self._sheet: NetworkSheet | None = None
        self._people: tuple[Person, ...] = ()
        self._based_on: Id | None = None
        self._typed = False  # something here is not on the map that is kept
        self._where: ChoiceField[Context] = ChoiceField("Hvor hører kortet til?", [])
        self._meanwhile = MeanwhileCard()
        self._map, self._form, self._private = MapCard(), PersonForm(), PrivateCard()
        self._earlier, self._versions = Card("Tidligere udgaver", spacing=1), Prose([], "small")
        self._earlier.add(self._versions)
        help_ = Card("Sådan gør du")
        help_.add(Prose(list(HELP), "body"))
        for part in (self._where, self._meanwhile, self._form, self._earlier):
            part.hide()
        side = box(self._form, self._private, help_, self._earlier, spacing=6)
        self.body.addWidget(self._where)
        self.body.addWidget(self._meanwhile)
        self.body.addWidget(Columns(self._map, side, width=90))
        self.body.addStretch(1)
        self._drafts: DraftSaver[Drawn] = DraftSaver(self, office.work, self._map.saved.setText)
        self._typing = resting(self, self._save)
        self._keep.clicked.connect(self._write)
        self._map.one_more.clicked.connect(lambda: self._open_form(Person(), None))
        self._map.print.clicked.connect(self._ask_print)
        self._map.opened.connect(lambda place: self._open_form(self._people[place], place))
        self._form.done.connect(self._put)
        self._form.removed.connect(lambda place: self._after((*self._people[:place], *self._people[place + 1 :])))
        self._form.closed.connect(lambda: self._after(self._people))
        self._form.changed.connect(self._touch)
        self._private.changed.connect(self._touch)
        self._where.changed.connect(self._go_to_context)
        self._meanwhile.mine.connect(self._keep_mine)
        self._meanwhile.theirs.connect(self._take_theirs)
        back.clicked.connect(lambda: office.go(Destination(Place.CHILD, self._child)))
        self._reading = Reading(
            self, lambda: office.work.run(self._load), self._show, Changed.CONTACTS, Changed.CHILDREN
        )  # fmt: skip

    def refresh(self, changes: Changes) -> None:
        """Reads again; what is drawn and typed stays."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """Keeps what is typed."""
        if self._typing.isActive():
            self._save()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads: first the map and its list, then what stands beside it."""
        return focus_next_in_reading_order(self, forward=forward)

    def _load(self, desk: Desk) -> NetworkSheet:
        sheet = networks.sheet(desk, self._child, self._context)
        unsaved = self._drafts.unsaved(draft_key(self._child, sheet.context))
        return sheet if unsaved is None else replace(sheet, draft=unsaved)

    def _show(self, sheet: NetworkSheet) -> None:
        first = self._sheet is None or self._sheet.context is not sheet.context
        self._sheet, self._context = sheet, sheet.context
        self.set_title(sheet.child.full_name, f"Netværkskort {CONTEXT_PLACES[sheet.context]}")
        options = [(CONTEXT_PLACES[context], context) for context in sheet.contexts]
        self._where.set_options(options, sheet.context)
        self._where.setVisible(len(options) > 1)
        if first:
            self._begin(sheet)
        elif not self._typed:
            self._take_kept(sheet)
        current = sheet.current
        if self._typed and current is not None and current.id != self._based_on:
            self._meanwhile.show_theirs(self._network(), current)
        for part in (self._keep, self._map.one_more, self._private):
            part.setVisible(sheet.may_draw)
        earlier = [
            f"{long_date(one.written_at.date())}, {one.author_name}: {len(one.network.people)} på kortet"
            for one in sheet.versions[1:]
        ]
        self._versions.set_paragraphs(earlier)
        self._earlier.setVisible(bool(earlier))
        self._say_print()
        if first and self._form.isHidden():
            if self._network().people:
                focus_first(self._header, self)  # what was drawn is what one came to see
                self.work_area.verticalScrollBar().setValue(0)
            else:
                self._map.one_more.setFocus()

    def _begin(self, sheet: NetworkSheet) -> None:
        """Shows the draft, or the map that is kept."""
        self._take_kept(sheet)
        draft = sheet.draft
        if draft is None:
            return
        self._take(draft.network, draft.based_on)
        self._typed = True
        if draft.person != Person() or draft.place is not None:
            self._form.begin(draft.person, draft.place)
        self._drafts.follow(draft_key(sheet.child.id, sheet.context))

    def _take_kept(self, sheet: NetworkSheet) -> None:
        current = sheet.current
        self._take(current.network if current else Network(), current.id if current else None)

    def _take(self, network: Network, based_on: Id | None) -> None:
        self._based_on, self._typed = based_on, False
        self._meanwhile.hide()
        self._private.set_value(network)
        self._draw(network.people)

    def _draw(self, people: tuple[Person, ...]) -> None:
        self._people = in_order(people)
        self._map.set_people(self._people, self._sheet.child.first_name if self._sheet else "")

    def _network(self) -> Network:
        return replace(self._private.value(), people=self._people)

    # --- one person ---------------------------------------------------------------------------------------------

    def _open_form(self, person: Person, place: int | None) -> None:
        if self._sheet is not None and self._sheet.may_draw:
            self._form.begin(person, place)
            self._form.name.setFocus()

    def _put(self, person: Person, place: int | None) -> None:
        people = list(self._people)
        if place is None:
            people.append(person)
        else:
            people[place] = person
        self._after(tuple(people))

    def _after(self, people: tuple[Person, ...]) -> None:
        self._form.begin(Person(), None)
        self._form.hide()
        self._draw(people)
        self._touch()
        self._map.one_more.setFocus()

    # --- keeping ------------------------------------------------------------------------------------------------

    def _touch(self) -> None:
        self._typed = True
        self._say_print()
        if not self._typing.isActive():
            self._typing.start()

    def _save(self) -> None:
        self._typing.stop()
        if self._sheet is None:
            return
        child, context = self._child, self._sheet.context
        half = (Person(), None) if self._form.isHidden() else (self._form.value(), self._form.place)
        drawn = Drawn(self._network(), self._based_on, *half)
        self._drafts.save(
            draft_key(child, context), drawn, lambda desk: networks.save(desk, child, context, drawn)
        )  # fmt: skip

    def _write(self) -> None:
        if self._sheet is None or not self._private.on.complete():
            return
        if not self._form.isHidden() and self._form.value() != Person():
            self._form.name.refuse("Sæt personen på kortet først, eller fortryd.")
            return
        self._save()
        child, context, network, based_on = self._child, self._sheet.context, self._network(), self._based_on
        done = self._office.work.run(lambda desk: networks.keep(desk, child, context, network, based_on))
        ask(done, self, self._written, self._failed)

    def _written(self, record: Id) -> None:
        if self._sheet is None:
            return
        self._drafts.forget(draft_key(self._child, self._sheet.context))
        self._based_on, self._typed = record, False
        self._map.saved.setText("")
        self._reading.refresh(Changes(frozenset({Changed.CONTACTS})))
        self.show_message(Message(MessageKind.SUCCESS, "Gemt.", "Den gamle udgave bliver stående i mappen."))

    def _failed(self, error: KnownError) -> None:
        if not self._private.refuse(error) and not refuse_too_long(self, error):
            self.show_message(message_of(MessageKind.DANGER, str(error)))
        self._reading.refresh(Changes(frozenset({Changed.CONTACTS})))

    def _keep_mine(self) -> None:
        """The own map is to come after the one that was kept meanwhile."""
        current = self._sheet.current if self._sheet else None
        self._based_on = current.id if current else None
        self._meanwhile.hide()
        self._touch()
        self._keep.setFocus()

    def _take_theirs(self) -> None:
        if self._sheet is None:
            return
        child, context = self._child, self._sheet.context
        self._typing.stop()
        self._drafts.forget(draft_key(child, context))
        ask(self._office.work.run(lambda desk: networks.forget(desk, child, context), draft=True), self, lambda _: None)
        self._take_kept(self._sheet)
        self._map.saved.setText("")
        self._say_print()
        self._map.one_more.setFocus()

    def _go_to_context(self) -> None:
        chosen = self._where.value()
        if chosen is not None and self._sheet is not None and chosen is not self._sheet.context:
            self.leave()
            self._form.hide()
            self._context = chosen
            self._reading.refresh(Changes(frozenset({Changed.CONTACTS})))

    # --- paper --------------------------------------------------------------------------------------------------

    def _say_print(self) -> None:
        kept = self._sheet is not None and self._sheet.current is not None
        self._map.allow_print(kept and not self._typed)

    def _ask_print(self) -> None:
        if self._sheet is not None:
            save_for(self, self._office.work, self._child, self._sheet.context, _FILE, self._save_as)

    def _save_as(self, target: Path, to: Recipient) -> None:
        if self._sheet is None:
            return
        child, context = self._child, self._sheet.context
        done = self._office.work.run(lambda desk: networks.print_network(desk, child, context, target, to))
        said = Message(MessageKind.SUCCESS, "Kortet er gemt som fil.", "Slet filen, når det er skrevet ud.")
        ask(done, self, lambda _: self.show_message(said), self._failed)
