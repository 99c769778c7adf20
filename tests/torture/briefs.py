"""Briefs without names: whoever and whatever could tell who it is about is typed into them, and printed by none.

A real vault of 200 children with carers, rooms and staff. Each try is a brief about one of them with texts at random
and, in two of three, something planted: a name bent or broken, a date, initials, a number, an address, a room. A brief
that is made anyway must hold nothing of it, nor of the child: in its text, its metadata, or its line in the log.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from unittest import mock

from opspor.documents import content
from opspor.domain.beredskab import Track
from opspor.domain.child import Carer, Custody, Particulars, Sibling
from opspor.domain.clock import long_date
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind, SectionAnswer
from opspor.usecases import children, concerns, log, papers
from opspor.usecases.children import NewChild
from opspor.usecases.log import Filter
from tests.torture.addresses import House, opened, squeezed
from tests.torture.result import Result

CHILDREN = 200
_FIRST = (
    "Karla", "Noah", "Åse", "Bjørn", "Zeynep", "Jean-Luc", "Liv", "Bo", "My", "Ask", "Anne Marie", "Øyvind",
    "Mads-Emil", "Fatıma", "Søren", "Ebba", "Wilhelmine", "Li", "Émile", "Aage",
)  # fmt: skip
_LAST = (
    "Kanari", "Foged", "Æbelø", "Østergaard", "Skov", "O'Leary", "Yıldız", "von Bülow", "Sørensen-Lund", "Aagaard",
)  # fmt: skip
_ROOMS = ("Kanariestuen", "2.B", "SFO Ræven", "Vuggestuen Kanari", "Spurvene", "3. c", "Ærtehuset", "Myretuen")
_SENTENCES = (
    "Barnet sover længe efter frokost.", "Vi ser, at barnet leger alene på legepladsen.",
    "Mor siger, at det går bedre.", "Det går godt, når vi er få.", "Der er ro ved bordet og god stemning.",
    "En voksen sidder hos barnet om morgenen.", "Barnet spiser hurtigt og beder om mere.",
    "Vi har prøvet kort besked i tegn og billeder i 3 uger.", "Far henter tidligt og er venlig.",
    "Barnet siger, at det er træt.", "Hvordan hjælper vi bedst i hverdagen?",
)  # fmt: skip
_MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober")


@dataclass(frozen=True, slots=True)
class Person:
    """A child as the vault knows it, and what nothing may say of it."""

    id: Id
    known: Particulars
    room: str


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """``count`` briefs. Planted: a program that does not search what is typed."""
    seen: Counter[str] = Counter()
    broken: list[str] = []
    blind: AbstractContextManager[object] = nullcontext()
    if planted:
        blind = mock.patch.multiple(content, refuse_identifying=mock.Mock(), refuse_protected=mock.Mock())
    with opened(scratch, 1) as house, blind:
        people = settled(house, min(CHILDREN, 3 * count))
        for number in range(count):
            code, leaks = brief(house, people, number)
            seen[code or "made"] += 1
            broken += [f"{number}: {one}" for one in leaks]
    said = ", ".join(f"{what} {times}" for what, times in sorted(seen.items()))
    return Result("briefs", count, len(broken), f"{said}. {'; '.join(broken[:9])}")


def settled(house: House, many: int) -> tuple[Person, ...]:
    """So many children in their rooms, with their families."""
    dice = Random(7)
    new = [
        NewChild(_FIRST[n % 20], f"{_LAST[n // 20]} {chr(65 + n % 26)}ib", _born(n), "", _ROOMS[n % 8], "")
        for n in range(many)
    ]
    ids = house.do(children.import_list, new).children
    found = []
    for number, (id_, one) in enumerate(zip(ids, new, strict=True)):
        address = f"{dice.choice(('Kanarivej', 'Ålestien', 'Gl. Landevej'))} {number + 3}\n7400 Ådal"
        mother = f"{_FIRST[(number + 3) % 20]} Mor{chr(97 + number % 26)}l{chr(97 + number // 26)}sen"
        carers = (
            Carer(Id(f"m{number}"), mother, "mor", Custody.YES, address,
                  f"00{number:06}", dice.random() < 0.2, True),
            Carer(Id(f"f{number}"), f"Tage {one.last_name}", "far", Custody.YES, "", "", False, False),
        )  # fmt: skip
        known = Particulars(
            one.first_name, one.last_name, one.birth_date, "", address, False, "Dorthe Prøvesen", None, "", carers,
            (Sibling(f"Villum {one.last_name}", "7 år"),),
        )  # fmt: skip
        house.do(children.change, id_, house.do(children.open_child, id_).particulars_id, known)
        found.append(Person(id_, known, one.group))
    return tuple(found)


def _born(number: int) -> date:
    return date(2019, 1, 1) + timedelta(days=number * 9)


def brief(house: House, people: tuple[Person, ...], number: int) -> tuple[str, list[str]]:
    """One brief: the code it was refused with, "" for none; and what stands on it that must not."""
    dice = Random(number)
    one, other = dice.sample(people, 2)
    needle = plant(one, other, dice) if number % 3 else ""
    texts = [" ".join(dice.sample(_SENTENCES, 2)) for _ in range(9)]
    if needle:
        at = dice.randrange(9)
        texts[at] = f"{texts[at]} Så kom {needle} og så det."
    now = house.work.clock()
    ids = house.do(
        concerns.start, danger=Danger.NO, track=Track.GENERAL, what="Noget", seen_on=now.date(), child_id=one.id
    )
    ago = now - timedelta(days=dice.randrange(1, 90))
    seen = house.do(concerns.observe, ids, seen_at=ago, place=texts[0][:60] if not needle else texts[0], text=texts[1])
    said = house.do(concerns.quote, ids, said_at=ago, place="", words=texts[2], asked=texts[3])
    sheet = house.do(papers.paper_sheet, house.do(concerns.open_concern, ids), PaperKind.BRIEF)
    names = ("question", "goes_well", "tried", "views", "child_view")
    sections = {name: SectionAnswer(text) for name, text in zip(names, texts[4:], strict=True)}
    draft = replace(sheet.draft, anonymous=True, observations=(seen,), words=(said,), sections=sections)
    try:
        paper = house.do(papers.finish, sheet, draft)
        printed = house.printed(papers.export, paper)
    except KnownError as refused:
        return refused.code, [f"{what} in the refusal" for what in _leaks(str(refused), one, needle)]
    lines = house.do(log.page, Filter(), limit=6).lines
    everything = printed + "\n".join(line.what for line in lines)
    return "", [f"{what!r} is there; planted {needle!r}" for what in _leaks(everything, one, needle)]


def plant(one: Person, other: Person, dice: Random) -> str:
    """Something that tells who it is: of the child, its family, another child, the staff or the house."""
    known, born = one.known, one.known.birth_date or date(2020, 1, 1)
    first, last = known.first_name, known.last_name
    full, theirs = f"{first} {last}", f"{other.known.first_name} {other.known.last_name}"
    ways: tuple[Callable[[], str], ...] = (
        lambda: _bent(full, dice), lambda: _bent(last.removeprefix("von "), dice), lambda: _bent(theirs, dice),
        lambda: _bent(known.carers[0].name, dice), lambda: _bent(known.siblings[0].name, dice),
        lambda: _bent("Mette Prøvesen", dice), lambda: f"{first[0]}.{last.split()[-1][0]}.",
        lambda: f"{last.split()[-1]}, {first}", lambda: long_date(born), lambda: f"{born:%d.%m.%Y}",
        lambda: f"{born:%d/%m-%y}", lambda: f"d. {born.day}. {_MONTHS[born.month % 10]}", lambda: f"{born:%d%m%y}-1234",
        lambda: f"{born:%d%m%y}1234", lambda: known.carers[0].phone, lambda: f"+45 {known.carers[0].phone}",
        lambda: known.address.split("\n")[0], lambda: known.address.replace("\n", ", "),
        lambda: known.address.split("\n")[0].upper(), lambda: one.room, lambda: f"{one.room}s voksne",
        lambda: "mor.kanari@eksempel.dk", lambda: full.upper(), lambda: full.replace(" ", "\n"),
    )  # fmt: skip
    return dice.choice(ways)()


def _bent(name: str, dice: Random) -> str:
    """A name as it stands in a sentence."""
    return dice.choice(
        (name, f"{name}s", f"{name}s mor", name.lower(), name.upper(), f"»{name}«", name.replace(" ", "  "))
    )


def _leaks(text: str, one: Person, needle: str) -> list[str]:
    """What stands in the text of all that must not: what was planted, and the child's own."""
    known, born = one.known, one.known.birth_date or date(2020, 1, 1)
    own = [f"{known.first_name} {known.last_name}", known.last_name, *(carer.name for carer in known.carers)]
    own += [known.address.split("\n")[0], long_date(born), f"{born:%d%m%y}", one.room if len(one.room) > 5 else ""]
    plain, hidden = squeezed(text), filter(None, (needle, *own, "Mette Prøvesen", "Stenbroen"))
    return [what for what in hidden if (squeezed(what) in plain if len(squeezed(what)) > 3 else what in text)]
