"""The rows of the walk for contacts with parents and for maps of the people around a child."""

from functools import partial
from typing import Any

from opspor.domain.assessment import Context
from opspor.domain.contact import Contact, Spoken, Way
from opspor.domain.ids import Id
from opspor.domain.network import Network, Person, Ring, Sector
from opspor.usecases import networks, parent_contacts, telling
from opspor.usecases.desk import Desk
from tests.usecases.walk import ANYBODY, DISTRICT_ONLY, ROOM, Call, Table, Walk

WRITTEN: Table = {**ROOM, **DISTRICT_ONLY}  # in a room, or at home, where only those who visit there see it
MAP = Network((Person("Kanaria", "mormor", Sector.FAMILY, Ring.CLOSE),))


def about(walk: Walk, desk: Desk, of: str) -> tuple[Desk, Id, Context]:
    """The desk, perhaps with a district, the child, and where it is written."""
    if "district" in of:
        desk, _, child = walk.district(desk, of)
        return desk, child, Context.HOME
    return desk, walk.new_child(desk, of), Context.DAYCARE


def note(walk: Walk, desk: Desk, of: str) -> object:
    desk, child, context = about(walk, desk, of)
    contact = Contact(desk.clock().date(), Way.PHONE, people=(Spoken(None, "mor"),), about="Søvn")
    return partial(parent_contacts.note_contact, desk, child, context, contact)


def print_map(walk: Walk, desk: Desk, of: str) -> object:
    """One that somebody else has kept."""
    desk, child, context = about(walk, desk, of)
    networks.keep(walk.as_(desk, "mette"), child, context, MAP, None)
    return partial(networks.print_network, desk, child, context, walk.target())


def use(what: Any, *made: Any) -> Call:
    """``what`` of a child, where it is written."""

    def prepared(walk: Walk, desk: Desk, of: str) -> object:
        return partial(what, *about(walk, desk, of), *made)

    return prepared


CONTACT_ROWS: dict[str, tuple[Table, Call]] = {
    "parent_contacts.contact_log": (ROOM, lambda w, d, of: parent_contacts.contact_log(d, w.child(of))),
    "parent_contacts.note_contact": (WRITTEN, note),
    "networks.forget": (ANYBODY, lambda w, d, of: networks.forget(d, w.child("my room"), Context.DAYCARE)),
    "networks.keep": (WRITTEN, use(networks.keep, MAP, None)),
    "networks.print_network": (WRITTEN, print_map),
    "networks.save": (
        ANYBODY,
        lambda w, d, of: networks.save(d, w.child("my room"), Context.DAYCARE, networks.Drawn(MAP, None)),
    ),
    "networks.sheet": (WRITTEN, use(networks.sheet)),
    "telling.recipients": (WRITTEN, use(telling.recipients)),
}  # fmt: skip
