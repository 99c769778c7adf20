"""Tracks of the beredskabsplan on paper, for the wall: what not to do, whom to ring, and each step. About nobody.

One track fits two pages: whoever stands before it reads what to do, not why it is so.
"""

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from opspor.documents.document import Block, Bullets, Document, Large, Paragraph, Part, Step, Table, Tone
from opspor.domain.clock import long_date
from opspor.domain.local import LawCheck, checked_words
from opspor.forms.model import TrackForm
from opspor.reference import law, numbers
from opspor.reference.law import Rule
from opspor.vault.beredskab_file import Contact

ALL = "Beredskab"
_DOES_NOT_CALL = "Ring fra en telefon. Programmet ringer ikke."


def tracks_paper(
    forms: Sequence[TrackForm],
    contacts: Iterable[Contact],
    institution_name: str,
    today: date,
    checks: Sequence[LawCheck] = (),
) -> Document:
    """The tracks with their phone numbers. One alone has its own title; of several, each begins on a page of its own.

    A number that nobody has written in leaves room to write it by hand. ``checks`` are the rules that were looked up.
    """
    contacts = tuple(contacts)
    parts: list[Part] = []
    for form in forms:
        head = _head(form) if len(forms) == 1 else (Large("Spor", form.title), *_head(form))
        parts.append(Part("", head, new_page=len(forms) > 1 and bool(parts)))
        parts += _parts(form, contacts, today, checks)
    oldest = min(date.fromisoformat(form.checked_on) for form in forms)
    return Document(
        title=forms[0].title if len(forms) == 1 else ALL,
        lines=(Paragraph(_DOES_NOT_CALL, Tone.STRONG),),
        parts=tuple(parts),
        header=institution_name,
        fits=2 * len(forms),
        footer=(f"Udskrevet {long_date(today)}. Sporet er senest gået igennem {long_date(oldest)}.",),
    )


def _head(form: TrackForm) -> tuple[Block, ...]:
    return (Paragraph(form.help), Paragraph(form.tell, Tone.STRONG))


def _parts(form: TrackForm, contacts: Sequence[Contact], today: date, checks: Sequence[LawCheck]) -> list[Part]:
    parts = [
        Part("Gør ikke", (Bullets(tuple(dont.text for dont in form.dont)),)),
        Part("Ring", (_phones(form.call, contacts, today),)),
        Part("Gør", (Bullets(form.do),)),
        Part("Trin for trin", tuple(_step(form, number) for number in range(1, len(form.step) + 1))),
    ]
    if rules := rules_of(form, today, checks):
        cited = " ".join(f"{rule.text if rule.per_cent else ''} {rule.quoted}" for rule in rules).strip()
        parts.append(Part("Loven", (Paragraph(cited, Tone.QUIET),)))
    return parts


def rules_of(form: TrackForm, today: date, checks: Sequence[LawCheck] = ()) -> list[Rule]:
    """The rules of law that the steps of a track name, each once, as they stand ``today``.

    None where they cannot be read: the steps stand.
    """
    names = dict.fromkeys(step.rule for step in form.step if step.rule)
    try:
        return [law.rule_on(name, today, checks) for name in names]
    except (OSError, tomllib.TOMLDecodeError, msgspec.MsgspecError, KeyError):
        return []


def _step(form: TrackForm, number: int) -> Step:
    step = form.step[number - 1]
    lists = (
        ("", (step.text, *step.do)),
        ("Gør\u00a0ikke", [d.text for d in step.dont]),
        ("Skriv\u00a0ned", step.write),
        ("Så", _ways(form, number)),
    )
    lines = tuple((label, _run_on(lines)) for label, lines in lists if lines)
    return Step(number, step.title, f"{step.who} · {step.deadline}", lines)


def _ways(form: TrackForm, number: int) -> list[str]:
    """Where the answers lead, by the number of the step; nothing where it is this one or just the next, as one reads.

    The sheet of another track hangs beside this one, or is found by F2.
    """
    numbers_of = {step.id: place for place, step in enumerate(form.step, 1)}
    ways = form.step[number - 1].next
    lines = [
        f"{way.text or 'Bagefter'} (trin {numbers_of[way.to]})"
        for way in ways
        if way.to in numbers_of and numbers_of[way.to] not in (number, number + 1)
    ]
    elsewhere = any(way.to not in numbers_of and way.text for way in ways)
    return [*lines, "Handler det om noget andet, så brug sporet for det"] if elsewhere else lines


def _run_on(lines: Sequence[str]) -> str:
    """Lines in one paragraph, each a sentence of its own."""
    return " ".join(line if line.endswith((".", "?", "!")) else f"{line}." for line in lines)


def _phones(keys: Sequence[str], contacts: Sequence[Contact], today: date) -> Block:
    """A number for each key: those of the whole country, those written in, and room to write where there is none."""
    rows = []
    shipped = {n.key: n for n in numbers.shipped()}
    places = {p.key: p.function for p in numbers.places()}
    for key in keys:
        contact = next((c for c in contacts if c.key == key and c.phone.strip()), None)
        if key in shipped:
            rows.append((shipped[key].function, shipped[key].phone, shipped[key].hours))
        elif contact is not None:
            checked = checked_words(contact.checked_on, today)
            rows.append((contact.function, contact.phone, "\n".join(filter(None, (contact.hours, checked)))))
        else:
            rows.append((places.get(key, key), "Skriv det her:", "ikke oplyst"))
    return Table(("Hvem", "Nummer", "Hvornår"), tuple(rows), (0.37, 0.2, 0.43))
