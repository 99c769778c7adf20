"""The local layer: what a municipality says for all its houses beside the tracks, and what a house keeps of it.

Everything here is readable when the vault is locked, so it names functions and work numbers, never a person
(docs/adr/036). A file of the municipality is compared with what came before: what the house wrote itself stays.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from opspor.domain.absence import Limit
from opspor.domain.beredskab import Track
from opspor.domain.clock import long_date

HALF_YEAR = timedelta(days=183)  # after that a number is tried again
MOST_LIMITS = 3  # for worrying absence: the municipalities that publish theirs have two or three (domain 3.9)
LONGEST = 600  # letters of a text: it stands under a step, and on the paper on the wall


@dataclass(frozen=True, slots=True)
class LocalNote:
    """ "Sådan gør vi her": under a step of a track, or with ``step_id`` "" under the track as a whole."""

    track: Track
    step_id: str
    text: str


@dataclass(frozen=True, slots=True)
class LocalNumber:
    """A work number of the municipality. ``key`` says which of the program's functions it belongs to."""

    key: str
    phone: str
    hours: str
    checked_on: date
    checked_by: str  # a function


@dataclass(frozen=True, slots=True)
class LawCheck:
    """Somebody has looked a rule of the law list up in the law itself: where it stands there (``Barnets lov § 133``),
    when, and which function did it. It holds for the version of the rule that was in force that day.
    """

    rule: str
    where: str
    checked_on: date
    checked_by: str


@dataclass(frozen=True, slots=True)
class Local:
    """What the municipality says: where and how one reports, where one is advised, from when absence worries.

    ``checked_by`` is the function that went through it on ``checked_on``; None and "" until somebody has. ``checks``
    are the rules of law that the house has looked up, each once.
    """

    municipality: str = ""
    send_how: str = ""
    send_form: str = ""  # what the municipality's own form is called
    sparring: str = ""  # where one may ask without naming the child
    limits: tuple[Limit, ...] = ()
    notes: tuple[LocalNote, ...] = ()
    checked_on: date | None = None
    checked_by: str = ""
    checks: tuple[LawCheck, ...] = ()

    def note(self, track: Track, step_id: str = "") -> str:
        """What is done here at a step of a track; "" where nothing is said."""
        return next((one.text for one in self.notes if (one.track, one.step_id) == (track, step_id)), "")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at all."""
        return not (self.municipality or self.send_how or self.send_form or self.sparring or self.limits or self.notes)


@dataclass(frozen=True, slots=True)
class Layer:
    """The local layer as a file holds it. ``made_by`` is a function; a higher ``version`` is a newer one."""

    local: Local
    numbers: tuple[LocalNumber, ...]
    version: int
    made_on: date
    made_by: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the file and the house say differently: what it is about, and the words of each; "" for none."""

    about: str
    here: str
    file: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What comes of taking a file over: how it all then is, what is ``taken``, and what of the house is ``kept``."""

    local: Local
    numbers: tuple[LocalNumber, ...]
    taken: tuple[Difference, ...]
    kept: tuple[Difference, ...]


def is_old(checked_on: date | None, today: date) -> bool:
    """Whether it is more than half a year since somebody checked it. What nobody checked is not old."""
    return checked_on is not None and today - checked_on > HALF_YEAR


def checked_words(checked_on: date | None, today: date) -> str:
    """``senest kontrolleret 3. marts 2026``, or after half a year ``kontrolleret for længe siden: 3. marts 2026``."""
    if checked_on is None:
        return "ikke kontrolleret"
    if is_old(checked_on, today):
        return f"kontrolleret for længe siden: {long_date(checked_on)}"
    return f"senest kontrolleret {long_date(checked_on)}"


_TEXTS = {
    "municipality": "Kommunens navn",
    "send_how": "Sådan sender I en underretning",
    "send_form": "Kommunens skema",
    "sparring": "Anonym sparring",
}
_LIMITS, _NOTE, _NUMBER = "limits", "note", "number"
_Key = tuple[str, str, str]  # what kind it is, and of a note its track and step, of a number its function


def merge(mine: Layer, base: Layer | None, file: Layer, about: Callable[[LocalNote | str], str]) -> Merged:
    """Take a file over, part by part. ``base`` is the file that was taken over last, None for none. ``about`` says in
    words where a note stands, or whose number a key is.

    What the house has not touched since ``base`` becomes what the file says; what it wrote itself stays. No number
    goes by a file that lacks it: it stays until somebody takes it away.
    """
    ours, was, theirs = _parts(mine), _parts(base) if base else {}, _parts(file)
    taken: list[Difference] = []
    kept: list[Difference] = []
    chosen: dict[_Key, object] = {}
    for key in dict.fromkeys((*ours, *theirs)):
        here, there = ours.get(key), theirs.get(key)
        chosen[key] = here
        if here == there or (there is None and key[0] == _NUMBER):
            continue
        difference = Difference(_about(key, about), _said(here), _said(there))
        if here is None or here == was.get(key):
            chosen[key] = there
            taken.append(difference)
        elif there is not None:
            kept.append(difference)
    return Merged(_local(mine, file, chosen), _numbers(mine, file, chosen), tuple(taken), tuple(kept))


def _parts(layer: Layer) -> dict[_Key, object]:
    """What a layer says, part by part; without what is empty, and without who looked at it when."""
    texts = {(name, "", ""): getattr(layer.local, name) for name in _TEXTS}
    notes = {(_NOTE, note.track.value, note.step_id): note.text for note in layer.local.notes}
    numbers = {(_NUMBER, number.key, ""): (number.phone, number.hours) for number in layer.numbers}
    found: dict[_Key, object] = {**texts, (_LIMITS, "", ""): layer.local.limits, **notes, **numbers}
    return {key: value for key, value in found.items() if value}


def _about(key: _Key, about: Callable[[LocalNote | str], str]) -> str:
    kind, of, step = key
    if kind == _NOTE:
        return about(LocalNote(Track(of), step, ""))
    if kind == _NUMBER:
        return about(of)
    return _TEXTS.get(kind, "Grænser for bekymrende fravær")


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(filter(None, map(_said, value)))
    return value.words if isinstance(value, Limit) else str(value or "")


def _local(mine: Layer, file: Layer, chosen: Mapping[_Key, object]) -> Local:
    notes = [
        LocalNote(Track(of), step, str(text)) for (kind, of, step), text in chosen.items() if kind == _NOTE and text
    ]
    limits = chosen.get((_LIMITS, "", ""))
    local = Local(
        **{name: str(chosen.get((name, "", "")) or "") for name in _TEXTS},
        limits=limits if isinstance(limits, tuple) else (),
        notes=tuple(notes),
        checked_on=mine.local.checked_on,
        checked_by=mine.local.checked_by,
        checks=mine.local.checks,
    )
    before = mine.local.checked_on
    if local.is_empty or (before is not None and before > file.made_on):
        return local
    return replace(local, checked_on=file.made_on, checked_by=file.made_by)


def _numbers(mine: Layer, file: Layer, chosen: Mapping[_Key, object]) -> tuple[LocalNumber, ...]:
    """Each as it was chosen, with whoever tried it last."""
    every = sorted((*mine.numbers, *file.numbers), key=lambda number: number.checked_on)
    last = {(number.key, number.phone, number.hours): number for number in every}
    return tuple(
        last[of, *value] for (kind, of, _), value in chosen.items() if kind == _NUMBER and isinstance(value, tuple)
    )
