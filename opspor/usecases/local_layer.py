"""The local layer: edited by the leader, taken over from the municipality's file, and handed on as one (domain 3.1).

It lies in ``beredskab.json`` beside the numbers, so that it is there when locked. What was taken over last lies in the
vault: what the house wrote itself is told apart by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import msgspec

from opspor.domain.access import Action
from opspor.domain.beredskab import Track
from opspor.domain.changes import Kind
from opspor.domain.clock import long_date
from opspor.domain.errors import Fault, KnownError
from opspor.domain.local import LONGEST, MOST_LIMITS, Difference, Layer, Local, LocalNote, LocalNumber, merge
from opspor.exchange.local_file import written
from opspor.forms.library import Library
from opspor.reference import numbers
from opspor.store import people
from opspor.usecases import contacts
from opspor.usecases.contacts import Contact
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.paper_files import saved
from opspor.vault import beredskab_file

NO_FUNCTION = Fault(
    "LOKAL-HVEM",
    "Skriv, hvilken funktion der har gennemgået det, og hvornår. Skriv ikke et navn. Intet er ændret endnu.",
)
AHEAD = Fault("LOKAL-DAG", "Dagen ligger fremme i tiden. Ret den. Intet er ændret endnu.")
TOO_LONG = Fault("LOKAL-LANG", "En tekst er længere end {most} tegn. Intet er ændret endnu. Gør den kortere.")
LIMITS = Fault(
    "LOKAL-FRAVAER",
    "Skriv højst tre grænser, med dage fra 1 til 200. Antallet af skoledage skal mindst være det samme. "
    "Intet er ændret endnu.",
)
OLDER = Fault(
    "LOKAL-AELDRE",
    "Filen er version {file} fra {made}. I har allerede version {here}. Intet er ændret. Bed om den nyeste fil.",
)
EMPTY = Fault("LOKAL-TOM", "Skriv kommunens navn først. Intet er gemt som fil.")
_TAKEN = "local_taken"


@dataclass(frozen=True, slots=True)
class LocalView:
    """What the settings show: the layer, and which file it was taken from last, where it was."""

    local: Local
    taken: Layer | None
    damaged: bool  # ``beredskab.json`` can't be trusted


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would change. ``missing`` are the functions that would still lack a number, one by one, ``unknown``
    what the file has and this program does not know; both in words.
    """

    file: Layer
    taken: tuple[Difference, ...]
    kept: tuple[Difference, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def known(desk: Desk) -> LocalView:
    """The layer as it stands. Anybody may read it, as when locked."""
    with desk.read(Action.SEE_PEOPLE) as tx:
        held = beredskab_file.read(desk.folder)
        return LocalView(held.local, _taken(tx), held.damaged)


def save(desk: Desk, local: Local) -> None:
    """Write what the house says, with the function that went through it and the day.

    Raises LOKAL-HVEM, LOKAL-DAG, LOKAL-LANG, LOKAL-FRAVAER and LOKAL-NAVN. Notes without text are left out; what was
    looked up in the law stays as it was (``law_list.check``).
    """
    with desk.write(Action.CHANGE_LOCAL) as tx:
        held = beredskab_file.read(desk.folder)
        notes = tuple(note for note in local.notes if note.text.strip())
        kept = replace(local, notes=notes, checks=held.local.checks)
        if not kept.is_empty and (kept.checked_on is None or not kept.checked_by.strip()):
            raise KnownError(NO_FUNCTION)
        if kept.checked_on is not None and kept.checked_on > tx.today and kept.checked_on != held.local.checked_on:
            raise KnownError(AHEAD)
        _check(tx, kept)
        beredskab_file.write(desk.folder, desk.keys, held.entries, kept)
        tx.note(notes=len(kept.notes))
        tx.changed(Kind.SETTINGS)


def preview(desk: Desk, file: Layer) -> Preview:
    """What taking the file over would change. Nothing is changed. Raises what ``take_over`` raises."""
    with desk.read(Action.CHANGE_LOCAL) as tx:
        return _merged(desk, tx, file)[0]


def take_over(desk: Desk, file: Layer) -> Preview:
    """Take the municipality's file over: what the house wrote itself stays, and no number goes.

    Raises LOKAL-AELDRE for a file that is older than the one before, and what ``save`` and ``contacts.save`` raise.
    """
    with desk.write(Action.CHANGE_LOCAL) as tx:
        found, local, entries = _merged(desk, tx, file)
        beredskab_file.write(desk.folder, desk.keys, entries, local)
        people.put_setting(tx.connection, _TAKEN, msgspec.json.encode(file).decode())
        tx.note(version=file.version, taken=len(found.taken), kept=len(found.kept))
        tx.changed(Kind.SETTINGS)
        return found


def export(desk: Desk, target: Path, made_by: str) -> Layer:
    """Save the municipal part as one file for other houses: never a number of the institution, or one nobody tried.

    ``made_by`` is a function. The version is one higher than that of the file before. Raises LOKAL-HVEM, LOKAL-TOM,
    and PAPIR-IKKE-GEMT when the place can't be written.
    """
    with saved(target) as put, desk.write(Action.CHANGE_LOCAL) as tx:
        held, before = beredskab_file.read(desk.folder), _taken(tx)
        if not made_by.strip():
            raise KnownError(NO_FUNCTION)
        if not held.local.municipality.strip():
            raise KnownError(EMPTY)
        layer = Layer(
            held.local, _municipal(held.entries), before.version + 1 if before else 1, tx.today, made_by.strip()
        )
        put(written(layer))
        people.put_setting(tx.connection, _TAKEN, msgspec.json.encode(layer).decode())
        tx.note(version=layer.version)
        return layer


def steps(library: Library, track: Track) -> dict[str, str]:
    """step -> its title, in the order of the track: where something can be noted."""
    return {step.id: step.title for step in library.track(track).step}


def _taken(tx: Transaction) -> Layer | None:
    stored = people.setting(tx.connection, _TAKEN)
    return msgspec.json.decode(stored, type=Layer) if stored else None


def _municipal(entries: tuple[Contact, ...]) -> tuple[LocalNumber, ...]:
    """The numbers of the municipality that somebody has tried, as a file holds them."""
    theirs = {place.key for place in numbers.places() if place.layer is numbers.Layer.MUNICIPALITY}
    return tuple(
        LocalNumber(entry.key, entry.phone, entry.hours, entry.checked_on, entry.checked_by_function)
        for entry in entries
        if entry.key in theirs and entry.phone.strip() and entry.checked_on is not None
    )


def _merged(desk: Desk, tx: Transaction, file: Layer) -> tuple[Preview, Local, tuple[Contact, ...]]:
    base, held = _taken(tx), beredskab_file.read(desk.folder)
    if base is not None and file.version < base.version and file.local.municipality == base.local.municipality:
        raise KnownError(OLDER, file=file.version, made=long_date(file.made_on), here=base.version)
    places = {place.key: place for place in numbers.places()}
    tracks = {note.track for note in (*file.local.notes, *held.local.notes)}
    titles = {track: steps(desk.library, track) for track in tracks}
    fits, unknown = _known_parts(file, titles)
    mine = Layer(held.local, _municipal(held.entries), 0, tx.today, "")

    def about(what: LocalNote | str) -> str:
        if isinstance(what, str):
            return places[what].function
        track = desk.library.track(what.track).title
        return f"{track}: {titles[what.track].get(what.step_id, what.step_id)}" if what.step_id else track

    merged = merge(mine, base, fits, about)
    numbers_ = {number.key: number for number in merged.numbers}
    entries = tuple(
        Contact(key, places[key].function, n.phone, n.hours, n.checked_on, n.checked_by) for key, n in numbers_.items()
    )
    entries += tuple(entry for entry in held.entries if entry.key not in numbers_)
    _check(tx, merged.local)
    _check_day(tx, file.made_on)
    contacts.check(tx, entries, held.entries)
    have = {entry.key for entry in entries if entry.phone.strip()}
    missing = tuple(place.function for place in places.values() if place.key not in have)
    return Preview(file, merged.taken, merged.kept, missing, unknown), merged.local, entries


def _known_parts(file: Layer, titles: Mapping[Track, Mapping[str, str]]) -> tuple[Layer, tuple[str, ...]]:
    """The file without what this program has no place for, and that in words."""
    theirs = {place.key: place.layer for place in numbers.places()}
    unknown: list[str] = []
    fitting = []
    for number in file.numbers:
        if theirs.get(number.key) is numbers.Layer.MUNICIPALITY and number.phone:
            fitting.append(number)
        elif number.phone:
            unknown.append(f"et nummer til funktionen »{number.key}«")
    notes = []
    for note in file.local.notes:
        if not note.step_id or note.step_id in titles[note.track]:
            notes.append(note)
        else:
            unknown.append(f"en tekst til trinnet »{note.step_id}« i sporet »{note.track.value}«")
    return replace(file, numbers=tuple(fitting), local=replace(file.local, notes=tuple(notes))), tuple(unknown)


def _check(tx: Transaction, local: Local) -> None:
    """Raise what is wrong with the texts: they are read by whoever passes, so they name nobody and are short."""
    texts = [local.municipality, local.send_how, local.send_form, local.sparring, local.checked_by]
    texts += [note.text for note in local.notes]
    if any(len(text) > LONGEST for text in texts):
        raise KnownError(TOO_LONG, most=LONGEST)
    fits = (1 <= one.days <= 200 and (one.within == 0 or one.days <= one.within <= 200) for one in local.limits)
    if len(local.limits) > MOST_LIMITS or not all(fits):
        raise KnownError(LIMITS)
    contacts.check_names(tx, texts)


def _check_day(tx: Transaction, day: date) -> None:
    if day > tx.today:
        raise KnownError(AHEAD)
