"""Who is in the demo: children, their stories and families, all decided by the seed."""

import csv
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from opspor.cli.demo.material import Common, Family, House, Origin, Story
from opspor.domain.child import Carer, Custody, HelpGiven, Particulars, Sibling
from opspor.domain.clock import Clock
from opspor.domain.ids import new_id

_MONTH = 30.44  # days
_SPECIAL = ("mange", "far og stedmor", "to mødre", "ingen")  # families that every big enough demo has


@dataclass(frozen=True, slots=True)
class Child:
    """A made-up child. ``story`` is None for the ordinary ones, ``family`` where nobody has completed the page."""

    first_name: str
    last_name: str
    birth_date: date
    group: str
    contact_person: str
    origin: Origin
    story: Story | None
    family: Family | None

    @property
    def key(self) -> tuple[str, str, date]:
        """What the child is known by before the vault has given it an id."""
        return self.first_name, self.last_name, self.birth_date

    @property
    def protected(self) -> bool:
        """Lives with somebody whose address is protected."""
        carers = (words.split() for words in self.family.carers) if self.family else ()
        return any({"with", "protected"} <= {*flags} for flags in carers)


def cast(
    house: House, common: Common, names: Sequence[Origin], count: int, youngest: int, today: date, rng: Random
) -> list[Child]:
    """``count`` children of a house: at most half of them with a story, the first six always, spread over the rooms.

    ``youngest`` is the least age in months that a child must have today to be born when the demo begins.
    """
    told = min(count, max(6, count // 2))
    families = {family.id: family for family in common.family}
    taken: set[str] = set()
    found = []
    for place in range(count):
        story = house.story[place % len(house.story)] if place < told else None
        room = house.group[place % len(house.group)]
        origin = names[0] if story and story.age else rng.choices(names, [n.weight for n in names])[0]
        first, last = _name(story.sex if story else "", origin, names, taken, rng)
        low = max(house.months[0], youngest)
        months = max(story.age, youngest) if story and story.age else rng.randint(low, max(house.months[1], low + 6))
        birth = today - timedelta(days=int(months * _MONTH) + rng.randint(1, 28))
        concerned = [case.by for case in house.concern if story and case.story == story.id]
        staff = [p.name for p in house.staff if p.login in (concerned or room.assessors)]
        family = _family(story, place - told, families, rng)
        found.append(Child(first, last, birth, room.name, rng.choice(staff), origin, story, family))
    return found


def _name(sex: str, origin: Origin, names: Sequence[Origin], taken: set[str], rng: Random) -> tuple[str, str]:
    """A name that nobody has yet, with a first name that nobody has for as long as one is easily found."""
    for patience in itertools.count():
        there = origin if patience < 100 else names[0]  # the others run out in a demo of a thousand
        first = rng.choice(there.girls if (sex or rng.choice(("girl", "boy"))) == "girl" else there.boys)
        last = rng.choice(there.last)
        if f"{first} {last}" not in taken and (first not in taken or patience > 50):
            break
    taken |= {first, f"{first} {last}"}
    return first, last


def _family(story: Story | None, number: int, families: dict[str, Family], rng: Random) -> Family | None:
    if story and story.family:
        return families[story.family]
    if story is None and number < len(_SPECIAL):
        return families[_SPECIAL[number]]
    if story is None and rng.randrange(3) == 0:  # not every page has been completed
        return None
    often = [family for family in families.values() if family.often]
    return rng.choices(often, [family.often for family in often])[0]


def write_list(file: Path, header: str, children: Iterable[Child]) -> None:
    """The class list as Danish Excel saves it: UTF-8 with a mark in front, semicolons, dd-mm-åååå; no CPR."""
    with file.open("w", encoding="utf-8-sig", newline="") as target:
        rows = csv.writer(target, delimiter=";")
        rows.writerow(("Fornavn", "Efternavn", "Fødselsdato", header, "Kontaktperson", "Adressebeskyttelse"))
        for child in sorted(children, key=lambda c: (c.group, c.first_name, c.last_name)):
            born, protected = f"{child.birth_date:%d-%m-%Y}", "Ja" if child.protected else ""
            rows.writerow((child.first_name, child.last_name, born, child.group, child.contact_person, protected))


def particulars(child: Child, known: Particulars, common: Common, clock: Clock, rng: Random) -> Particulars:
    """What is known about a child when its page has been completed."""
    assert child.family is not None  # noqa: S101  only such pages are completed
    home = _address(common, rng)
    carers = tuple(_carer(words.split(), child, home, common, clock, rng) for words in child.family.carers)
    story = child.story
    has_help = story is not None and "B_IND_HJAELP" in story.protect
    what, since, effect = rng.choice(common.words.help)
    language = child.origin.language
    return Particulars(
        known.first_name,
        known.last_name,
        known.birth_date,
        # No number like this is given out: the last four are never all zero.
        f"{child.birth_date:%d%m%y}0000" if story and story.age else "",
        home,
        any(carer.protected and carer.lives_with_child for carer in carers),
        known.contact_person,
        bool(language) and (story.interpreter if story else bool(rng.randrange(2))),
        language,
        carers,
        tuple(_siblings(child, common, rng)),
        (HelpGiven(what, since, effect, has_help),) if has_help or rng.randrange(8) == 0 else (),
    )


def _siblings(child: Child, common: Common, rng: Random) -> Iterator[Sibling]:
    by_chance = [rng.choice(common.words.siblings).format(age=rng.randint(1, 9))][: rng.randrange(2)]
    told = child.story.siblings if child.story else None
    for about in by_chance if told is None else told:
        brother = about.startswith("lillebror") or ("søster" not in about and rng.randrange(2))
        yield Sibling(rng.choice(child.origin.boys if brother else child.origin.girls), about)


def _carer(words: list[str], child: Child, home: str, common: Common, clock: Clock, rng: Random) -> Carer:
    relation, flags = words[0], words[1:]
    women = relation.endswith(("mor", "medmor"))
    first = rng.choice(child.origin.women if women else child.origin.men)
    last = child.last_name if rng.randrange(3) else rng.choice(child.origin.last)
    lives = "with" in flags
    return Carer(
        new_id(clock()),
        f"{first} {last}",
        relation,
        Custody.YES if "custody" in flags else Custody.NO,
        home if lives else _address(common, rng),
        f"12 34 56 {rng.randint(71, 99)}",
        "protected" in flags,
        lives,
    )


def _address(common: Common, rng: Random) -> str:
    return f"{rng.choice(common.streets)} {rng.randint(2, 98)}\n{common.town}"
