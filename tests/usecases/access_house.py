"""A child about whom something stands in every table, in a real vault: what a request for access is answered from."""

from dataclasses import replace
from datetime import date
from typing import Any

from opspor.domain.child import AgeBand
from opspor.domain.ids import Id
from opspor.domain.subject_access import Asker, Draft, Request
from opspor.store import schema as t
from opspor.usecases import subject_access
from opspor.usecases.desk import Desk
from tests.store.factories import FULL, PAPER_FORM, TRIVSEL_FORM, World
from tests.store.test_erasure import everything, write_about
from tests.usecases.conftest import House

ASKED_ON = date(2026, 3, 2)
MOTHER, SECOND_MOTHER, FATHER, FOSTER, GRANDMOTHER = (Id(f"carer-{n}") for n in range(5))  # of ``FULL``
BY_SECOND_MOTHER = Request(Asker.CARER, "Kanarius Kanarisen 1", ASKED_ON, SECOND_MOTHER)


def write_everything(desk: Desk) -> tuple[Id, dict[str, list[tuple[Any, ...]]]]:
    """A child with something in every table, and table -> the rows that it took, as they lie in the file."""
    with desk.engine.begin() as connection:
        world = World(connection)
        real = desk.library.trivsel(AgeBand.FROM_3_TO_5).ref, desk.library.document("underretning").ref
        for made, ref in zip((TRIVSEL_FORM, PAPER_FORM), real, strict=True):
            text = desk.library.text(ref)
            connection.execute(t.form_copy.update().where(t.form_copy.c.sha256 == made.sha256).values(text=text))
        before = everything(connection)
        child = world.child(FULL)
        write_about(world, child)
        after = everything(connection)
    return child, {name: [row for row in rows if row not in before[name]] for name, rows in after.items()}


def begin(house: House, child: Id, request: Request = BY_SECOND_MOTHER) -> Id:
    return house.do(lambda desk: subject_access.begin(desk, child, request))


def opened(house: House, request_id: Id) -> Draft:
    return house.do(lambda desk: subject_access.open_(desk, request_id))


def everything_stands(draft: Draft) -> Request:
    """A person looked at everything, hides nothing, and leader and DPO decided so."""
    shown = tuple(hidden for piece in draft.pieces for hidden in piece.proposed)
    return replace(draft.access.request, shown=shown, looked_through=draft.to_look_at, decision="Alt kan gives.")


def looked_through(draft: Draft) -> Request:
    """A person looked at everything and leaves out what the program proposes."""
    return replace(draft.access.request, looked_through=draft.to_look_at, decision="Det udelades.")
