"""A written story as its teller enters it: what stood in the folder before, and what is typed into the guide.

One TOML file beside each story in ``tests/golden/cases``. Days before the one on which it is told stand in the folder
already; what happens on that day, or may be seen by few only (``here``), is typed within the concern.
"""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

import msgspec

from opspor import workplace
from opspor.domain.assessment import Context
from opspor.domain.beredskab import Track
from opspor.domain.child import Carer, Custody, Sibling
from opspor.domain.concern import Danger, HowSaid
from opspor.domain.contact import Contact, Spoken, Way
from opspor.domain.ids import Id
from opspor.domain.paper import Informed
from opspor.domain.people import Role
from opspor.usecases import children, parent_contacts, people
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace
from tests.e2e.conftest import METTE, WallClock, quick_derive

STORIES = Path(__file__).parents[2] / "golden" / "cases"
WRITER = ("fortæller", "kanari-sti-vandkande-hue")
HOUSES = {
    Context.DAYCARE: ("Børnehuset Kanarireden", "Kanarivej 2, 9999 Ådal", "12 34 50 00"),
    Context.SCHOOL: ("Kanariskolen", "Kanarivej 20, 9999 Ådal", "12 34 51 00"),
    Context.HOME: ("Sundhedsplejen i Ådal", "Rådhusgade 1, 9999 Ådal", "12 34 52 00"),
}


class _Struct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file; a word that nobody knows is a mistake."""


class Writer(_Struct, frozen=True, kw_only=True):
    """Who tells it."""

    name: str
    title: str


class Child(_Struct, frozen=True, kw_only=True):
    """Who it is about. ``typed`` is all that is known of it by a teller who has no access to its ``room``."""

    first: str
    last: str = ""
    born: date | None = None
    address: str = ""
    protected: bool = False
    interpreter: bool | None = None
    language: str = ""
    typed: str = ""
    room: str = ""


class Adult(_Struct, frozen=True, kw_only=True):
    """A carer on the child's page. ``told`` and what follows is typed in the guide."""

    name: str
    relation: str
    custody: Custody = Custody.YES
    address: str = ""
    phone: str = ""
    protected: bool = False
    at_home: bool = True
    told: Informed | None = None
    how: str = ""
    view: str = ""
    reason: str = ""

    @property
    def called(self) -> str:
        """As the guide calls them."""
        return f"{self.name} ({self.relation})"


class BrotherOrSister(_Struct, frozen=True, kw_only=True):
    """On the child's page."""

    name: str
    about: str


class Seen(_Struct, frozen=True, kw_only=True):
    """An observation; ``at`` is midnight where the time is not known."""

    at: datetime
    text: str
    place: str = ""
    here: bool = False


class Said(_Struct, frozen=True, kw_only=True):
    """The child's words."""

    at: datetime
    words: str
    asked: str = ""
    how: HowSaid | None = None
    place: str = ""
    here: bool = False


class Talk(_Struct, frozen=True, kw_only=True):
    """A contact with parents that stands in the folder. ``people`` are names of adults -> how they see it."""

    on: date
    way: Way
    people: dict[str, str]
    about: str
    agreed: str = ""


class Story(_Struct, frozen=True, kw_only=True):
    """All of one case. ``typed`` and ``could_not`` are by the id of the section of the guide."""

    told_at: datetime
    place: Context
    room: str
    writer: Writer
    child: Child
    danger: Danger
    track: Track
    what: str
    typed: dict[str, str]
    adult: tuple[Adult, ...] = ()
    sibling: tuple[BrotherOrSister, ...] = ()
    seen: tuple[Seen, ...] = ()
    said: tuple[Said, ...] = ()
    talk: tuple[Talk, ...] = ()
    not_told: tuple[str, str] | None = None  # why the parents are not told, and what was weighed up
    in_danger: bool | None = None
    disagree: bool | None = None
    child_told: Informed | None = None
    child_was_told: str = ""
    could_not: dict[str, str] = {}
    urgent: bool = False  # "Haster det?" is answered with yes
    haste: bool = False  # it is made with all its gaps in one key

    def is_here(self, record: Seen | Said) -> bool:
        """Whether it is typed within the concern."""
        return record.here or bool(self.child.typed) or record.at.date() == self.told_at.date()


def read(number: int) -> Story:
    """The case with that number."""
    (path,) = STORIES.glob(f"{number:02}-*.toml")
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Story)


def build(story: Story, folder: Path, clock: WallClock) -> None:
    """The folder as it is when the teller comes to write: the child, its home, and what was written down before."""
    name, address, phone = HOUSES[story.place]
    before = [one.at for one in story.seen] + [one.at for one in story.said] + [noon(talk.on) for talk in story.talk]
    clock.now = (min([story.told_at, *before]) - timedelta(days=14)).astimezone()
    work = workplace.create(
        folder, institution=name, name="Mette Kanari Sørensen", title="leder", login=METTE[0], password=METTE[1],
        clock=clock, derive=quick_derive,
    )  # fmt: skip
    work.run(
        lambda desk: people.change_institution(
            desk, name=name, controller="Ådal Kommune", address=address, phone=phone, forum_name="", dpo=""
        )
    ).result()
    child = work.run(lambda desk: _enter(desk, story)).result()
    rooms = work.run(people.overview).result().groups
    works_in = frozenset(room.id for room in rooms if room.name == story.room)
    role = Role.HEALTH_VISITOR if story.place is Context.HOME else Role.STAFF
    _, code = work.invite(name=story.writer.name, title=story.writer.title, role=role, groups=works_in)
    work.close()
    work = workplace.accept(folder, login=WRITER[0], code=code, password=WRITER[1], clock=clock, derive=quick_derive)
    if not story.child.typed:
        _write_down(work, story, child, clock)
    work.close()
    clock.now = story.told_at.astimezone()


def noon(day: date) -> datetime:
    """A moment of a day of which the time is not known."""
    return datetime.combine(day, time(12))


def _enter(desk: Desk, story: Story) -> Id:
    """The child on a list and its page. Whoever has a name only has no access to the room it goes in."""
    child = story.child
    others = [children.NewChild("Ib Kanari", "Ørsted", None, "", story.room, "")] if child.typed else []
    new = children.NewChild(child.first, child.last, child.born, "", child.room or story.room, "")
    made = children.import_list(desk, [new, *others]).children[0]
    file = children.open_child(desk, made)
    carers = tuple(
        Carer(
            Id(f"voksen{number}"), one.name, one.relation, one.custody, one.address, one.phone,
            protected=one.protected, lives_with_child=one.at_home,
        )
        for number, one in enumerate(story.adult)
    )  # fmt: skip
    known = replace(
        file.particulars, address=child.address, protected=child.protected, interpreter=child.interpreter,
        language=child.language, carers=carers, siblings=tuple(Sibling(one.name, one.about) for one in story.sibling),
    )  # fmt: skip
    children.change(desk, made, file.particulars_id, known)
    return made


def _write_down(work: Workplace, story: Story, child: Id, clock: WallClock) -> None:
    """What was seen and said on earlier days, and the talks, each on its day."""
    written: list[tuple[datetime, Callable[[Desk], object]]] = []
    written += [(seen.at, partial(_see, child, seen)) for seen in story.seen if not story.is_here(seen)]
    written += [(said.at, partial(_hear, child, said)) for said in story.said if not story.is_here(said)]
    written += [(noon(talk.on), partial(_talk, child, talk)) for talk in story.talk]
    for at, write in sorted(written, key=lambda one: one[0]):
        clock.now = max(clock.now, at.astimezone() + timedelta(minutes=20))
        work.run(write).result()


def _see(child: Id, seen: Seen, desk: Desk) -> None:
    children.observe(desk, child, seen_at=seen.at.astimezone(), place=seen.place, text=seen.text)


def _hear(child: Id, said: Said, desk: Desk) -> None:
    children.quote(
        desk, child, said_at=said.at.astimezone(), place=said.place, words=said.words, asked=said.asked, how=said.how
    )


def _talk(child: Id, talk: Talk, desk: Desk) -> None:
    log = parent_contacts.contact_log(desk, child)
    spoken = tuple(
        Spoken(one.id, f"{one.name}, {one.relation}", talk.people[one.name])
        for one in log.carers
        if one.name in talk.people
    )
    contact = Contact(talk.on, talk.way, people=spoken, about=talk.about, agreed=talk.agreed)
    parent_contacts.note_contact(desk, child, log.contexts[0], contact)
