"""The map of the people around a child: drawn as a draft, kept in versions, printed."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from opspor.documents.network_paper import network_paper
from opspor.domain.access import REFUSED, Action
from opspor.domain.assessment import Context
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.clock import moment_in_words
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.network import Network, NetworkMap, Person, check_network
from opspor.domain.recipient import HOUSE, Recipient
from opspor.store import children, drafts, networks, people
from opspor.store.records import Header
from opspor.usecases import telling
from opspor.usecases.children import find
from opspor.usecases.contexts import contexts_of, find_in, shown
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.paper_files import log_mark, saved

DRAWN_MEANWHILE = Fault(
    "NETVAERK-AENDRET",
    "En anden har gemt kortet, mens du tegnede. Dit er ikke gemt endnu, og intet er gået tabt: det står som kladde. "
    "Se, hvad der er anderledes, og vælg, hvilket kort der skal gælde.",
)
NO_MAP = Fault("NETVAERK-MANGLER", "Der er ikke gemt et kort endnu. Intet er lavet. Gem kortet, og prøv igen.")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map that is not kept yet, the version it began with, and what stands in the form of a person."""

    network: Network
    based_on: Id | None
    person: Person = field(default_factory=Person)
    place: int | None = None  # which of the people is being changed; None: one more


@dataclass(frozen=True, slots=True)
class NetworkSheet:
    """The map of a child in one context, newest first with the versions before it, and the draft of this person."""

    child: ChildInList
    context: Context
    contexts: tuple[Context, ...]  # the maps that this person may see or draw
    may_draw: bool
    versions: tuple[NetworkMap, ...]
    draft: Drawn | None
    saved_at: datetime | None

    @property
    def current(self) -> NetworkMap | None:
        """The map that counts."""
        return self.versions[0] if self.versions else None


def sheet(desk: Desk, child_id: Id, context: Context | None = None) -> NetworkSheet:
    """A child's map in ``context``, or where this person sees the child first. Logged as opening the child."""
    with desk.read(Action.OPEN_CHILD) as tx:
        child = find(tx, child_id)
        tx.note(child_id)
        found = networks.versions(tx.connection, child_id)
        mine = contexts_of(desk, tx, child)
        there = dict.fromkeys((*mine, *(one.context for one in found)))
        contexts = tuple(one for one in there if shown(tx, desk.staff, child, one))
        if context is not None and context not in contexts:
            raise KnownError(REFUSED)
        chosen = context or (contexts[0] if contexts else Context.DAYCARE)
        draft = drafts.load(tx.connection, desk.staff.id, draft_key(child_id, chosen), Drawn)
        return NetworkSheet(
            child, chosen, contexts, chosen in mine, tuple(one for one in found if one.context is chosen),
            draft[0] if draft else None, draft[1] if draft else None,
        )  # fmt: skip


def draft_key(child_id: Id, context: Context) -> str:
    """What the draft of a map is called."""
    return f"network:{child_id}:{context}"


def save(desk: Desk, child_id: Id, context: Context, drawn: Drawn) -> datetime:
    """Save what is drawn so far; gives the moment for "Gemt 14.02"."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        drafts.save(tx.connection, desk.staff.id, draft_key(child_id, context), drawn, tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def forget(desk: Desk, child_id: Id, context: Context) -> None:
    """Throw the draft away: the map that is kept counts."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        drafts.drop(tx.connection, desk.staff.id, draft_key(child_id, context))
        tx.changed(Kind.DRAFTS)


def keep(desk: Desk, child_id: Id, context: Context, network: Network, based_on: Id | None) -> Id:
    """Keep a map as the version after ``based_on``, which stays. The draft goes.

    Raises what ``check_network`` raises, and NETVAERK-AENDRET when somebody else kept one first.
    """
    with desk.write(Action.WRITE_NETWORK) as tx:
        child = find_in(tx, child_id, context)
        if context not in contexts_of(desk, tx, child):
            raise KnownError(REFUSED)
        before = _current(tx, child_id, context)
        if (before.id if before else None) != based_on:
            raise KnownError(DRAWN_MEANWHILE)
        check_network(network, tx.today)
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child.id, replaces=based_on)
        made = NetworkMap(header.id, child.id, context, desk.staff.id, desk.staff.name, tx.now, network, based_on)
        networks.add(tx.connection, header, made)
        drafts.drop(tx.connection, desk.staff.id, draft_key(child_id, context))
        tx.note(child.id, record=header.id, people=len(network.people))
        tx.changed(Kind.CONTACTS, Kind.DRAFTS)
        return header.id


def _current(tx: Transaction, child_id: Id, context: Context) -> NetworkMap | None:
    return next((one for one in networks.versions(tx.connection, child_id) if one.context is context), None)


def print_network(desk: Desk, child_id: Id, context: Context, target: Path, to: Recipient = HOUSE) -> None:
    """Save the map that is kept as PDF; its line in the log stands on it, and whom it is for. Friends are on it.

    Raises NETVAERK-MANGLER, PAPIR-LEDER, PAPIR-BESKYTTET, and PAPIR-IKKE-GEMT when the place can't be written.
    """
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with saved(target) as put, desk.write(Action.PRINT_NETWORK) as tx:
        child = find_in(tx, child_id, context)
        made = _current(tx, child_id, context)
        if made is None:
            raise KnownError(NO_MAP)
        telling.require(desk, tx, child, to)
        tx.note(child.id, record=made.id, people=len(made.network.people))
        _, known = children.particulars(tx.connection, child_id)
        printed = f"{desk.staff.name}, {moment_in_words(tx.now)}"
        house = people.institution(tx.connection).name
        put(layout.draw(network_paper(house, child, known, made, printed, log_mark(desk, tx, to))))
        tx.changed(Kind.LOG)
