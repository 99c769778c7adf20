"""The answer to somebody who asks to read everything about a child: ten years of it, in a house of 2,000 children."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from opspor.domain.assessment import Context, OwnAnswers, Position, Trivsel
from opspor.domain.child import AgeBand
from opspor.domain.contact import Contact, ParentContact, Spoken, Way
from opspor.domain.ids import Id
from opspor.domain.rounds import Round
from opspor.domain.subject_access import Asker, Request
from opspor.store import concerns, contacts, records
from opspor.store import schema as t
from opspor.store.records import Header
from opspor.usecases import children, subject_access
from opspor.usecases.desk import Desk
from tests.bench import vaults
from tests.bench.measure import Goal, Row, alone, milliseconds
from tests.store.factories import TRIVSEL_FORM, World

_CHILDREN, _YEARS = 2000, 10
_LIMIT = 60_000  # milliseconds, as promised for the whole answer
_NOTES, _TALKS, _AWAY, _READ = 100, 20, 15, 300  # a year; and lines of the log that are still kept
_ROUNDS, _ASSESSORS = 2, 3  # a year, and a round
_SAID = "Barnet sad med {} ved vinduet og byggede. Bagefter gik de ud sammen, og der var ro til frokost."


def rows(scratch: Path, runs: int) -> list[Row]:
    """Milliseconds for a draft with everything in it, as PDF and as the structured file; and to look at on screen."""
    place = vaults.new_vault(scratch / "asking")
    ids = place.run(partial(children.import_list, new=vaults.made_up(_CHILDREN, 40))).result().children
    place.run(partial(_ten_years, child=ids[0])).result()
    for _ in range(_READ):
        place.run(partial(children.open_child, child_id=ids[0])).result()
    request = Request(Asker.YOUTH, "Åse Målebånd", vaults.now().date(), decision="Det er besluttet.")
    begun = place.run(partial(subject_access.begin, child_id=ids[0], request=request)).result()
    count = len(place.run(partial(subject_access.open_, request_id=begun)).result().pieces)

    def draft(name: str) -> None:
        place.run(partial(subject_access.save_draft, child=ids[0], to="youth", target=scratch / name)).result()

    def given() -> None:
        """As a person ends it: all was looked at."""
        asked = place.run(partial(subject_access.begin, child_id=ids[0], request=request)).result()
        found = place.run(partial(subject_access.open_, request_id=asked)).result()
        seen = replace(request, looked_through=found.to_look_at)
        version = place.run(
            partial(subject_access.save, request_id=asked, version=found.access.version, request=seen)
        ).result()
        place.run(
            partial(subject_access.release, request_id=asked, version=version, folder=scratch, how="i hånden")
        ).result()

    opened = partial(subject_access.open_, request_id=begun)
    works: dict[str, Callable[[], object]] = {
        "opened": lambda: place.run(opened).result(),
        "a draft as PDF": partial(draft, "a.pdf"),
        "a draft as a file": partial(draft, "a.json"),
        "gone through and handed over": given,
    }
    found = [
        alone(
            f"access, {count} pieces of {_YEARS} years: {what}", "ms", runs=runs, ours=milliseconds(work),
            goal=Goal.VALUE, limit=_LIMIT,
        )
        for what, work in works.items()
    ]  # fmt: skip
    place.close()
    return found


def _ten_years(desk: Desk, child: Id) -> None:
    """Rounds, notes, talks and absence, written as the use cases write them."""
    today = desk.clock().date()
    with desk.engine.begin() as connection:
        world = World(connection)
        text = desk.library.text(desk.library.trivsel(AgeBand.FROM_3_TO_5).ref)
        signs = [sign.id for sign in desk.library.trivsel(AgeBand.FROM_3_TO_5).sign]
        connection.execute(t.form_copy.update().where(t.form_copy.c.sha256 == TRIVSEL_FORM.sha256).values(text=text))
        third = world.staff("Tine Kanarilund", world.sunflower)
        for half in range(_YEARS * _ROUNDS):
            opens = today - timedelta(days=180 * (half + 1))
            round_: Round = world.round(f"Runde {half}", opens)
            for author in (world.mette, world.anders, third)[:_ASSESSORS]:
                answers = OwnAnswers(
                    answers=dict.fromkeys(signs, "often"), notes=dict.fromkeys(signs[:6], _SAID.format("Noah")),
                    position=Position.EXPOSED, trivsel=Trivsel.THRIVES, position_reason=_SAID.format("andre"),
                    strengths=_SAID.format("klodser"),
                )  # fmt: skip
                world.own(round_, child, author, answers)
            world.joint(round_, child)
        for year in range(_YEARS):
            begins = datetime.combine(today - timedelta(days=365 * (year + 1)), desk.clock().timetz())
            _year(world, child, begins)


def _year(world: World, child: Id, begins: datetime) -> None:
    def header(day: int) -> Header:
        seen = begins + timedelta(days=day % 360)
        return replace(world.header(child_id=child), seen_at=seen, written_at=seen)

    for number in range(_NOTES):
        words = _SAID.format(("Noah", "Freja", "en ven", "klodserne")[number % 4])
        concerns.add_observation(world.connection, header(number * 3), "stuen", words)
    for number in range(_TALKS):
        on: date = header(number * 17).seen_at.date()
        talk = Contact(
            on, Way.PHONE, people=(Spoken(None, "mor", "Det går godt"),), about=_SAID.format("bror"), agreed="Ro"
        )
        made = header(number * 17)
        noted = ParentContact(made.id, child, Context.DAYCARE, world.mette.id, "", made.written_at, talk)
        contacts.add(world.connection, made, noted)
    for number in range(_AWAY):
        away = {"child_id": child, "day": header(number * 20).seen_at.date(), "kind": "sick", "share": "1"}
        records.add(world.connection, t.absence, [(header(number * 20), away)])
