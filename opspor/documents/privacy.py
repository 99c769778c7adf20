"""What must not stand on a paper: names, dates and numbers in an anonymous one, a protected address in any.

Nothing is replaced silently: a text that says too much is refused with the name of the section, never with what was
found, and the person mends it (domain 5.6; a replaced name can still be guessed from the rest of the sentence).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from opspor.documents.document import Part, block_text
from opspor.documents.facts import PaperFacts
from opspor.documents.places import Places, places, same_home
from opspor.domain.child import Carer, Particulars
from opspor.domain.clock import MONTHS
from opspor.domain.errors import Fault, KnownError
from opspor.domain.text import sort_key

HOLDS_NAME = Fault(
    "PAPIR-NAVN",
    "Den anonyme udgave blev ikke lavet: der står et navn eller initialer i {sections}. Din tekst er gemt. "
    "Skriv »barnet«, »mor«, »en voksen«, og prøv igen. Er det en iagttagelse, så vælg den fra, og skriv den om.",
)
HOLDS_DATE = Fault(
    "PAPIR-DATO",
    "Den anonyme udgave blev ikke lavet: der står en dato, et telefonnummer eller et CPR-nummer i {sections}. "
    "Din tekst er gemt. Skriv fx »for ca. 3 uger siden«, og prøv igen.",
)
HOLDS_PROTECTED = Fault(
    "PAPIR-BESKYTTET",
    "Papiret blev ikke lavet: der står en beskyttet adresse eller telefon i {sections}. Din tekst er gemt. "
    "Slet den dér, eller vælg iagttagelsen fra. Kommunen kan selv slå adressen op.",
)
HOLDS_OTHER_CHILD = Fault(
    "PAPIR-ANDET-BARN",
    "Papiret blev ikke lavet: der står et andet barns navn i {sections}. Din tekst er gemt. "
    "Skriv »et andet barn«, eller skriv barnet på som søskende, og prøv igen.",
)

# Names that are also everyday words: in lower case they are the word.
_ALSO_WORDS = frozenset(sort_key(
    "aske ask bang bank bech berg birk bjerg bjørn bonde bro bæk bøg dag dal dam dan eng falk fryd gade glad gran gry "
    "hald have hede hjort holm hope hus høj juli august kirke kjær koch konge krog kvist lang lind liv lund lærke maj "
    "mark mur mølle møller nord odde ravn rose sand silke sky skov smed sol sommer sten storm stål sø sønder toft top "
    "torp tulle vang vest vind vinter viola"
).split())  # fmt: skip
# Parts of names that say nothing about who it is, and what a carer is called when the name is not known.
_NO_NAMES = frozenset(sort_key(
    "af al bin da de del den der di du el la le ud van von mor far medmor medfar mormor morfar farmor farfar bedstemor "
    "bedstefar plejemor plejefar stedmor stedfar bror søster lillebror lillesøster storebror storesøster"
).split())  # fmt: skip
_ABBREVIATIONS = frozenset({"AI", "DR", "EU", "FN", "IT", "KL", "OK", "PC", "SU", "TV"})

_WORD = re.compile(r"[^\W\d_]+")
_DATE = re.compile(
    rf"\b\d{{1,2}}\.?\s*(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b"
    r"|\b\d{1,2}(?:\.\s?\d{1,2}\.|/\d{1,2}[/-]|-\d{1,2}-)\s?(?:\d{4}|\d{2})\b"  # 8.10-10.30 is a time
    r"|\b\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4}\b"
    r"|\b\d{4}-\d{2}-\d{2}\b"
    r"|\bden\s+\d{1,2}[./]\s?\d{1,2}\b",
    re.IGNORECASE,
)
_CPR = re.compile(r"\b\d{6}[\s-]?\d{4}\b")
_PHONE = re.compile(r"(?<!\d)(?:\d{2}([ .-]?)\d{2}\1\d{2}\1\d{2}|\d{4} \d{4})(?!\d)")


class Home(Protocol):
    """What is known of a child and its carers: all that a protected address is looked for in."""

    @property
    def particulars(self) -> Particulars | None: ...
    @property
    def carers(self) -> tuple[Carer, ...]: ...


@dataclass(frozen=True, slots=True)
class KnownHome:
    """A child's home as its particulars know it: what a paper without a concern is searched with."""

    particulars: Particulars

    @property
    def carers(self) -> tuple[Carer, ...]:
        """The carers of the child."""
        return self.particulars.carers


def refuse_identifying(parts: Iterable[Part], facts: PaperFacts) -> None:
    """Raise ``KnownError`` when a part of an anonymous paper holds a name, initials, a date or a number."""
    parts = tuple(parts)
    names, initials = _names(facts)
    texts = {part.title: "\n".join(map(block_text, part.blocks)) for part in parts}
    named = [title for title, text in texts.items() if _holds_name(text, names) or _holds_initials(text, initials)]
    if named:
        raise KnownError(HOLDS_NAME, sections=in_words(named))
    dated = [title for title, text in texts.items() if any(p.search(text) for p in (_DATE, _CPR, _PHONE))]
    if dated:
        raise KnownError(HOLDS_DATE, sections=in_words(dated))


def refuse_named(parts: Iterable[Part], known: Particulars, besides: Iterable[str]) -> None:
    """Raise ``KnownError`` when a part of a paper that does not name the child holds its name or a carer's.

    ``besides`` are the names of those who may stand there.
    """
    names = _words_of([f"{known.first_name} {known.last_name}", *(carer.name for carer in known.carers)])
    names -= _words_of(besides)
    found = [part.title for part in parts if _holds_name("\n".join(map(block_text, part.blocks)), names)]
    if found:
        raise KnownError(HOLDS_NAME, sections=in_words(found))


def refuse_other_children(
    parts: Iterable[Part], full_names: Iterable[str], first_names: Iterable[str], may_stand: Iterable[str]
) -> None:
    """Raise ``KnownError`` when a part names another child: in full, or by a first name that ``may_stand`` has not.

    A first name that is also an everyday word tells nobody, capitalised or not.
    """
    may_stand = tuple(may_stand)
    alone = _words_of(first_names) - _words_of(may_stand) - _ALSO_WORDS
    full = {_plain(name) for name in full_names if " " in name.strip()} - {_plain(name) for name in may_stand}
    found = []
    for part in parts:
        text = "\n".join(map(block_text, part.blocks))
        plain = f" {_plain(text)} "
        if _holds_name(text, alone) or any(f" {name} " in plain or f" {name}s " in plain for name in full):
            found.append(part.title)
    if found:
        raise KnownError(HOLDS_OTHER_CHILD, sections=in_words(found))


def refuse_protected(parts: Iterable[Part], facts: Home) -> None:
    """Raise ``KnownError`` when a part holds a protected address or phone number that somebody typed."""
    hidden = protected_places(facts)
    found = [part.title for part in parts if hidden.found_in("\n".join(map(block_text, part.blocks)))]
    if found:
        raise KnownError(HOLDS_PROTECTED, sections=in_words(found))


def home_is_protected(facts: Home) -> bool:
    """True when the child, or a protected carer with the same home, must not be found at the child's address."""
    known = facts.particulars
    if known is None:
        return False
    return known.protected or any(
        c.lives_with_child or same_home(c.address, known.address) for c in known.carers if c.protected
    )


def is_hidden(carer: Carer, facts: Home) -> bool:
    """True when the carer's address and phone may not be printed: protected, or shared with one who is."""
    return (
        carer.protected
        or (home_is_protected(facts) and carer.lives_with_child)
        or protected_places(facts).found_in(f"{carer.address}\n{carer.phone}")
    )


def protected_places(facts: Home) -> Places:
    """The protected addresses and phone numbers.

    Whoever lives with a protected person has the same address, so it is protected too.
    """
    home, known = home_is_protected(facts), facts.particulars
    hidden = [c for c in facts.carers if c.protected or (home and c.lives_with_child)]
    homes = [c.address for c in hidden] + ([known.address] if known and home else [])
    others = [c.address for c in facts.carers if c not in hidden] + ([known.address] if known and not home else [])
    open_ = [address for address in others if not any(same_home(address, one) for one in homes)]
    return places(homes, (c.phone for c in hidden), open_)


def _plain(text: str) -> str:
    """An address without signs and case, to compare with another."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def in_words(titles: Sequence[str]) -> str:
    """``»Hvad ser vi?« og »Hvad har vi prøvet?«``"""
    quoted = [f"»{title}«" for title in titles]
    return " og ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _names(facts: PaperFacts) -> tuple[frozenset[str], frozenset[str]]:
    """Every part of every name that is known (as ``sort_key``), and the initials of the child."""
    particulars = facts.particulars
    child = [facts.typed_name, facts.concern.typed_name]
    others = [facts.reporter.name, facts.concern.author_name, facts.printed_by, *facts.staff_names]
    others += [o.author_name for o in facts.observations] + [w.author_name for w in facts.words]
    in_a_sentence: list[str] = []  # "kontaktpædagog Mette", "lillebror Emil": only what is capitalised is a name
    if particulars:
        child.append(f"{particulars.first_name} {particulars.last_name}")
        others += [carer.name for carer in particulars.carers]
        in_a_sentence = [particulars.contact_person, *(sibling.name for sibling in particulars.siblings)]
    capitals = [word for name in in_a_sentence for word in _WORD.findall(name) if word[0].isupper()]
    parts = [_WORD.findall(name) for name in child]
    return (
        _words_of([*child, *others, *capitals]),
        frozenset((name[0][0] + name[-1][0]).upper() for name in parts if len(name) > 1),
    )


def _words_of(names: Iterable[str]) -> frozenset[str]:
    """The words of names that say who it is, as ``sort_key``."""
    words = {word for name in names for word in _WORD.findall(name)}
    return frozenset(sort_key(word) for word in words if len(word) > 1) - _NO_NAMES


def _holds_name(text: str, names: frozenset[str]) -> bool:
    for word in _WORD.findall(text):
        key = sort_key(word)
        for name in (key, key.removesuffix("s"), key.removesuffix("es")):
            if name in names and (not word.islower() or (name not in _ALSO_WORDS and len(name) > 2)):
                return True
    return False


def _holds_initials(text: str, initials: frozenset[str]) -> bool:
    """``K.J.``, ``K. J.`` or ``KJ``; not ``K`` alone, which is a letter, nor ``TV``."""
    for hit in re.finditer(r"\b([^\W\d_])(\.\s?|)([^\W\d_])\b", text):
        both = hit[1] + hit[3]
        if both.isupper() and both in initials and (hit[2] or both not in _ABBREVIATIONS):
            return True
    return False
