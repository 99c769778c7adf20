"""Made-up homes that must not be found, spelled in many ways: as somebody wrote them down, and as somebody types."""

import re
from dataclasses import dataclass
from random import Random

_STEMS = (
    "Kanari", "Æble", "Øster", "Søndre Kanari", "Gl. Kanari", "Skov", "Møl", "Aabo", "Åkande", "Kanari-Æbelø", "Bøge",
    "H.C. Kanaris ", "Sankt Kanari", "Nørre Ørste", "Store Kanari", "Lærke", "Vædde", "Rosen",
    "Tranebær", "Kong Kanaris ",
)  # fmt: skip
_KINDS = {
    "vej": ("vej", "vejen", "v.", "vej", " vej", "-vej"), "gade": ("gade", "gaden", "g.", "gd."),
    "allé": ("allé", "alle", "alléen"), "stræde": ("stræde", "strædet", "straede"),
    "vænge": ("vænge", "vaenge", "vænget"),
    "stien": ("stien", "stien", "sti"), "parken": ("parken", "parken", "park"), "torv": ("torv", "torvet"),
    "boulevard": ("boulevard", "boulevarden", "blvd."),
}  # fmt: skip
_TOWNS = ("7400 Ådal", "9999 Kanariby", "8000 Ådal C", "1234 Øby", "")
_FLOORS = ("", "", ", 2. tv", ", 2.tv.", ", 2 tv", ", st. th.", ", 1. sal", ", kld.", ", lejl. 4")
_SHORT_KINDS = frozenset({"v.", "g.", "gd.", "blvd.", "al."})


@dataclass(frozen=True, slots=True)
class Home:
    """An address and a phone number, as they are written down."""

    stem: str
    kind: str
    number: int
    letter: str
    written: str
    phone: str


def home(dice: Random) -> Home:
    """A home nobody lives in, written down in one of many ways."""
    stem, kind = dice.choice(_STEMS), dice.choice([*_KINDS])
    number, letter = dice.randint(1, 250), dice.choice(("", "", "A", "B", "c"))
    street = f"{stem}{kind}" if dice.random() < 0.9 else f"{stem}{kind}".upper()
    house = dice.choice((f"{street} {number}{letter}", f"{street} {number} {letter}".strip(), f"{street} nr. {number}"))
    before = dice.choice(("", "", "", "c/o Kanarisen, ", "c/o Kanarisen\n"))
    town, between = dice.choice(_TOWNS), dice.choice((", ", "\n", ",\n"))
    written = f"{before}{house}{dice.choice(_FLOORS)}{between if town else ''}{town}"
    phone = f"00{dice.randrange(10**6):06d}"
    return Home(stem, kind, number, letter, written, _grouped(phone, dice))


def typed(one: Home, dice: Random) -> str:
    """The house as somebody types it in a hurry: another spelling, another order, or one wrong letter."""
    kind = dice.choice(_KINDS[one.kind])
    street = f"{one.stem}{kind}"
    if kind not in _SHORT_KINDS and dice.random() < 0.2:
        street = _wrong(street, dice)
    street = dice.choice((str, str.lower, str.upper, _plain, _plain, lambda text: text.replace(" ", "\u00a0")))(street)
    if dice.random() < 0.1:
        street = street.replace("nari", "na\u00adri")
    number = dice.choice((f"{one.number}", f"{one.number}{one.letter}", f"{one.number} {one.letter}".strip()))
    number = dice.choice((number, number, number.lower(), f"nr. {number}", f"nr {number}", f"nummer {number}"))
    if dice.random() < 0.12 and kind not in _SHORT_KINDS:
        return dice.choice((f"{number} på {street}", f"{number}, {street}", f"{number} i {street}"))
    gap = dice.choice((" ", " ", " ", ", ", "\n", "  ")) if not street.endswith(".") else dice.choice((" ", ""))
    return street + gap + number + dice.choice(("", "", ", 2. tv", " 2tv", "\n7400 Ådal", " i Ådal"))


def typed_phone(one: Home, dice: Random) -> str:
    """The number as somebody types it."""
    digits = re.sub(r"\D", "", one.phone)
    country = dice.choice(("", "", "+45 ", "+45", "0045 ", "0045", "(+45) "))
    return country + _grouped(digits, dice)


def _grouped(digits: str, dice: Random) -> str:
    sign = dice.choice(("", " ", "-", ".", "\u00a0", " - "))
    size = dice.choice((2, 2, 4, 8, 1))
    return sign.join(digits[at : at + size] for at in range(0, len(digits), size))


def _wrong(text: str, dice: Random) -> str:
    """One letter wrong in the name of the street, not in its first two letters nor its kind."""
    places = [at for at in range(2, len(text) - 4) if text[at].isalpha() and text[at + 1].isalpha()]
    if len(text) < 9 or not places:
        return text
    at = dice.choice(places)
    swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return dice.choice(
        (text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:], swapped, text[:at] + "x" + text[at + 1 :])
    )


def _plain(text: str) -> str:
    """Without Danish letters, as on a foreign keyboard."""
    for danish, plain in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("Æ", "Ae"), ("Ø", "Oe"), ("Å", "Aa"), ("é", "e")):
        text = text.replace(danish, plain)
    return text
