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
from opspor.documents.house import Own, Sort, Weight, house, initials_of, is_everyday, name_parts, word_key, words_of
from opspor.documents.leaks import Finding, find
from opspor.documents.places import Places, places, same_home
from opspor.domain.child import Carer, Particulars
from opspor.domain.errors import Fault, KnownError

HOLDS_NAME = Fault(
    "PAPIR-NAVN",
    "Arket uden navn blev ikke lavet: der står et navn eller initialer i {sections}. Din tekst er gemt. "
    "Skriv »barnet«, »mor«, »en voksen«, og prøv igen. Er det en iagttagelse, så vælg den fra, og skriv den om.",
)
HOLDS_DATE = Fault(
    "PAPIR-DATO",
    "Arket uden navn blev ikke lavet: der står en dato, et telefonnummer eller et CPR-nummer i {sections}. "
    "Din tekst er gemt. Skriv fx »for ca. 3 uger siden«, og prøv igen.",
)
HOLDS_ADDRESS = Fault(
    "PAPIR-ADRESSE",
    "Arket uden navn blev ikke lavet: der står en adresse i {sections}. Din tekst er gemt. "
    "Skriv fx »hjemme«, og prøv igen.",
)
MAY_HOLD_NAME = Fault(
    "PAPIR-MAASKE-NAVN",
    "Arket uden navn blev ikke lavet: der står noget, der ligner et navn, i {sections}. Din tekst er gemt. "
    "Ret teksten, eller svar »Det er ikke et navn her«, og prøv igen.",
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

# What stops a paper without names, and what is said of it.
_REFUSED = (
    (HOLDS_NAME, Weight.SURE, (Sort.NAME, Sort.INITIALS)),
    (HOLDS_DATE, Weight.SURE, (Sort.DATE, Sort.NUMBER)),
    (HOLDS_ADDRESS, Weight.SURE, (Sort.ADDRESS,)),
    (MAY_HOLD_NAME, Weight.NAME, tuple(Sort)),
)
_WORD = re.compile(r"[^\W\d_]+")
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


def findings(parts: Iterable[Part], facts: PaperFacts) -> tuple[Finding, ...]:
    """What in the parts of a paper without names can tell who the child is, part by part.

    What somebody has said names nobody here (``PaperDraft.no_names``) is left out, but never what is certain.
    """
    own, settled = _own(facts), set(facts.draft.no_names)
    found = (find("\n".join(map(block_text, part.blocks)), facts.house, own, where=part.title) for part in parts)
    return tuple(one for of_part in found for one in of_part if one.weight is Weight.SURE or one.key not in settled)


def refuse_identifying(parts: Iterable[Part], facts: PaperFacts) -> None:
    """Raise ``KnownError`` when a part of a paper without names holds what is certain to tell who it is about, or what
    looks like a name and nobody has said that it is none. What may as well be a word stops nothing.
    """
    found = findings(parts, facts)
    for fault, weight, sorts in _REFUSED:
        titles = dict.fromkeys(one.where for one in found if one.weight is weight and one.sort in sorts)
        if titles:
            raise KnownError(fault, sections=in_words(tuple(titles)))


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
    alone = frozenset(n for n in _words_of(first_names) - _words_of(may_stand) if not is_everyday(n))
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


def _own(facts: PaperFacts) -> Own:
    """Everybody around the child of a paper, where it lives and goes, and who writes."""
    particulars, writers = facts.particulars, [facts.reporter.name, facts.concern.author_name, facts.printed_by]
    writers += [*facts.staff_names, *(o.author_name for o in facts.observations), *(w.author_name for w in facts.words)]
    child: list[str] = []
    first = facts.typed_name.split()[:1]
    in_a_sentence = [facts.typed_name, facts.concern.typed_name]  # and "kontaktpædagog Mette", "lillebror Emil"
    addresses = [facts.institution.address, *(carer.address for carer in facts.carers)]
    if particulars:
        child.append(f"{particulars.first_name} {particulars.last_name}")
        first = particulars.first_name.split()
        in_a_sentence += [particulars.contact_person, *(carer.name for carer in particulars.carers)]
        in_a_sentence += [sibling.name for sibling in particulars.siblings]
        addresses.append(particulars.address)
    around = house(
        names=[*child, *writers], in_sentences=in_a_sentence, addresses=addresses,
        groups=facts.group_name.split(", "), institutions=(facts.institution.name,),
    )  # fmt: skip
    return Own(
        around.names, around.pairs, words_of(name_parts(first)), initials_of([*child, facts.typed_name]),
        frozenset(name[0].upper() for name in first), particulars.birth_date if particulars else None, around.phrases,
    )  # fmt: skip


def _words_of(names: Iterable[str]) -> frozenset[str]:
    """The parts of names that say who it is, as keys."""
    return words_of(name_parts(names))


def _holds_name(text: str, names: frozenset[str]) -> bool:
    """True when a word is one of the ``names``; one that is also a word counts with a capital only."""
    for word in _WORD.findall(text):
        key = word_key(word)
        for name in (key, key.removesuffix("s"), key.removesuffix("es")):
            if name in names and (not word.islower() or (not is_everyday(name) and len(name) > 2)):
                return True
    return False
