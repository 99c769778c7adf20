"""Requests for access: somebody else, or a home that must not be found, is typed about a child, and given to none.

Each try is a child of a house of 200, with a request by its father who lives elsewhere, by its mother, by the young
person or by somebody on its behalf. In the child's own texts stands another child or its family, bent and broken, a
number, or the protected home of the mother. A person looks at everything and changes nothing; what is handed over, the
PDF and the structured file, must hold none of it.
"""

import re
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from unittest import mock

from pypdf import PdfReader

from opspor.documents.leaks import cleaned
from opspor.documents.others import Others
from opspor.documents.places import Places
from opspor.domain.consent import Agreed, Yes
from opspor.domain.contact import Contact, Spoken, Way
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import Basis
from opspor.domain.people import kind_of
from opspor.domain.rights import Decision, RightKind
from opspor.domain.rounds import CONTEXT_OF
from opspor.domain.subject_access import Asker, Request
from opspor.usecases import children, consents, parent_contacts, rights, subject_access
from tests.torture.addresses import House, opened, squeezed
from tests.torture.asked_for import in_words
from tests.torture.briefs import CHILDREN, Person, settled
from tests.torture.homes import Home, home, typed, typed_phone
from tests.torture.result import Result

_WHO = ("father", "mother", "youth", "other")
_PLACES = (
    "seen", "seen where", "words", "asked", "note", "contact", "agreed", "language", "remark", "objection", "answer",
    "agreed to share", "with whom", "what for",
)  # fmt: skip
_SHORT = 6  # letters: a name that short may stand inside another word


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """``count`` requests. Planted: a program that looks for nobody in what is typed."""
    seen: Counter[str] = Counter()
    broken: list[str] = []
    blind: AbstractContextManager[object] = nullcontext()
    if planted:
        blind = mock.patch.multiple(Others, found_in=mock.Mock(return_value=()))
    with opened(scratch, 1) as house, blind, (mock.patch.object(Places, "found_in", return_value=False)
                                              if planted else nullcontext()):  # fmt: skip
        people = settled(house, min(CHILDREN, 3 * count))
        codes = {one.id: one.code for one in house.do(children.listed)}
        for number in range(count):
            code, leaks = tried(house, people, codes, number)
            seen[code or "handed over"] += 1
            broken += [f"{number}: {one}" for one in leaks]
    said = ", ".join(f"{what} {times}" for what, times in sorted(seen.items()))
    return Result("access", count, len(broken), f"{said}. {'; '.join(broken[:9])}")


def tried(house: House, people: tuple[Person, ...], codes: dict[Id, str], number: int) -> tuple[str, list[str]]:
    """One request: the code it was refused with, "" for none; and what was handed over that must not be."""
    dice = Random(number)
    one, other = dice.sample(people, 2)
    while _alike(one, other):
        other = dice.choice(people)
    asker, lived = _WHO[number % len(_WHO)], home(dice)
    _live(house, one, lived)
    hides_home = asker in ("father", "other")
    needle = _home(lived, dice) if hides_home and dice.random() < 0.4 else _somebody(other, codes[other.id], dice)
    _write(house, one, dice.choice(_PLACES), needle, dice)
    request = _request(house, one, asker)
    begun = house.do(subject_access.begin, one.id, request)
    draft = house.do(subject_access.open_, begun)
    seen = replace(request, looked_through=draft.to_look_at, decision="Det er besluttet.")
    version = house.do(subject_access.save, begun, draft.access.version, seen)
    try:
        house.do(subject_access.release, begun, version, house.scratch, "i hånden")
    except KnownError as refused:
        return refused.code, [f"{needle!r} in the refusal"] * _holds(str(refused), needle)
    pdf, data = subject_access.files(begun, house.scratch)
    texts = ["\n".join(page.extract_text() for page in PdfReader(pdf).pages), in_words(data)]
    needles = [needle, *([f"{lived.stem}{lived.kind} {lived.number}", lived.phone] if hides_home else [])]
    for file in (pdf, data):
        file.unlink()
    return "", [f"{what!r} is there, for the {asker}" for what in needles for text in texts if _holds(text, what)]


def _alike(one: Person, other: Person) -> bool:
    """Whether a part of the other's names is one of this family's too: then it tells nobody."""
    own = {word for name in _family(one) for word in re.findall(r"\w+", name.casefold())}
    theirs = {word for name in _family(other) for word in re.findall(r"\w+", name.casefold())}
    return one.id == other.id or not own.isdisjoint(theirs - {"tage", "villum"})


def _family(one: Person) -> list[str]:
    known = one.known
    return [f"{known.first_name} {known.last_name}", *(carer.name for carer in known.carers)]


def _live(house: House, one: Person, lived: Home) -> None:
    """The mother is protected and lives with the child; the father lives elsewhere."""
    mother, father = one.known.carers
    carers = (
        replace(mother, address=lived.written, phone=lived.phone, protected=True, lives_with_child=True),
        replace(father, address="Skibakken 3\n9999 Kanariby", protected=False),
    )
    version = house.do(children.open_child, one.id).particulars_id
    house.do(children.change, one.id, version, replace(one.known, address=lived.written, carers=carers))


def _somebody(other: Person, code: str, dice: Random) -> str:
    """Another child, its family, or a number that leads to somebody, as somebody writes in a hurry."""
    first, last = other.known.first_name, other.known.last_name
    full = f"{first} {last}"
    ways: tuple[Callable[[], str], ...] = (
        lambda: full, lambda: f"{full}s", lambda: full.upper(), lambda: f"»{full}«", lambda: full.replace(" ", "  "),
        lambda: f"{last.split()[-1]}, {first}", lambda: first, lambda: f"{first}s", lambda: code,
        lambda: other.known.carers[0].name, lambda: f"{full[:2]}\u00ad{full[2:]}", lambda: full.replace(" ", "\n"),
        lambda: f"12 34 {dice.randrange(10, 99)} {dice.randrange(10, 99)}",
        lambda: f"0101{dice.randrange(10, 20)}-1234",
        lambda: f"{first.split()[0].lower().replace('ø', 'oe')}@eksempel.dk",
    )  # fmt: skip
    return dice.choice(ways)()


def _home(lived: Home, dice: Random) -> str:
    return typed(lived, dice) if dice.random() < 0.75 else typed_phone(lived, dice)


def _write(house: House, one: Person, place: str, needle: str, dice: Random) -> None:
    """Something is written about the child, with what was planted in one place."""

    def said(where: str, otherwise: str) -> str:
        return f"Der var ro. Så kom {needle} og så det. Bagefter var der sang." if where == place else otherwise

    ago = house.work.clock() - timedelta(days=dice.randrange(1, 60))
    house.do(children.observe, one.id, seen_at=ago, place=said("seen where", "stuen"), text=said("seen", "Sover."))
    house.do(
        children.quote,
        one.id,
        said_at=ago,
        place="",
        words=said("words", "Jeg er træt."),
        asked=said("asked", "Hvad nu?"),
    )
    file = house.do(children.open_child, one.id)
    known = replace(file.particulars, note=said("note", ""), language=said("language", "dansk"))
    house.do(children.change, one.id, file.particulars_id, known)
    talk = Contact(
        ago.date(), Way.PHONE, people=(Spoken(None, "mor"),), about=said("contact", "Søvn"), agreed=said("agreed", "Ro")
    )
    house.do(parent_contacts.note_contact, one.id, CONTEXT_OF[kind_of(one.room)], talk)
    today, who = house.work.clock().date(), one.known.carers[1].name
    for kind, text in ((RightKind.REMARK, said("remark", "Vi ser det anderledes.")),
                       (RightKind.OBJECTION, said("objection", "Vi vil ikke."))):  # fmt: skip
        asked = house.do(rights.note, one.id, kind, on=today, from_whom=who, text=text)
    house.do(rights.answer, asked, Decision.GOES_ON, on=today, by="Mette", text=said("answer", "Det er opgaven."))
    yes = (Yes(who, today),)
    agreed = Agreed(
        Basis.CONSENT, said("agreed to share", "søvn"), said("with whom", "PPR"), said("what for", "sparring"), yes,
        until=today + timedelta(days=90),
    )  # fmt: skip
    house.do(consents.write, one.id, agreed)


def _request(house: House, one: Person, asker: str) -> Request:
    mother, father = one.known.carers
    today = house.work.clock().date()
    match asker:
        case "father":
            return Request(Asker.CARER, father.name, today, father.id)
        case "mother":
            return Request(Asker.CARER, mother.name, today, mother.id)
        case "youth":
            return Request(Asker.YOUTH, f"{one.known.first_name} {one.known.last_name}", today)
        case _:
            return Request(Asker.OTHER, "Værge Prøvesen", today)


def _holds(text: str, needle: str) -> bool:
    """Whether it stands there: a short one as a word of its own, a long one in any spelling."""
    if len(squeezed(needle)) < _SHORT:
        return re.search(rf"(?<!\w){re.escape(cleaned(needle))}(?!\w)", cleaned(text), re.IGNORECASE) is not None
    return squeezed(needle) in squeezed(text)
