"""What a forum came to, on paper: about one brief, or of a whole day, which names no child (domain 5.6, line 10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from opspor.documents.document import (
    FORTROLIGT,
    Block,
    Document,
    Facts,
    Paragraph,
    Part,
    Signature,
    Table,
    Tone,
)
from opspor.documents.privacy import KnownHome, refuse_named, refuse_protected
from opspor.domain.child import Particulars
from opspor.domain.clock import WEEKDAYS, long_date, moment_in_words, short_date
from opspor.domain.forum import OUTCOME_WORDS, Concluded, Forum, ForumAgreement, ForumDay, Outcome
from opspor.domain.people import Institution

_TAKEN = "Optaget tid"  # what somebody else brought, to whom its concern is not open


@dataclass(frozen=True, slots=True)
class Talked:
    """A brief that was talked about. ``about`` is the child's name, or "" where the brief has none; ``known`` is what
    the paper is searched with."""

    minutes: int
    about: str
    question: str
    concluded: Concluded | None
    known: Particulars


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """What the papers of a forum are made from."""

    institution: Institution
    forum: Forum
    day: ForumDay
    printed_by: str
    printed_at: datetime
    mark: str  # of the log


def minutes(facts: MinutesFacts, talked: Talked) -> Document:
    """The minutes about one brief; those who were there sign.

    Raises PAPIR-NAVN where the brief has no name and the conclusion names somebody of the family; PAPIR-BESKYTTET.
    """
    made = talked.concluded
    assert made is not None  # noqa: S101  the use case asks for it
    said = made.conclusion
    parts = [Part("Til stede", (_present(said.present),))]
    if talked.question:
        parts.append(Part("Det spurgte vi om", (Paragraph(talked.question),)))
    parts.append(Part("Udfald", (Paragraph(_outcomes(said.outcomes), Tone.STRONG),)))
    for head, text in (
        ("Det talte vi om", said.words), ("Tegn, vi holder øje med", said.watch), ("Hvis vi ser dem", said.if_seen),
    ):  # fmt: skip
        if text.strip():
            parts.append(Part(head, (Paragraph(text.strip()),)))
    parts.append(Part("Aftaler", (_agreed(made.agreements),)))
    parts.append(Part("Mere", (Facts(_further(made)),)))
    _refuse(parts, talked, said.present)
    parts.append(Part("Læst og godkendt", tuple(Signature(one) for one in said.present or (made.author_name,))))
    return Document(
        title=f"Konklusion fra {facts.forum.name}",
        lines=(
            Paragraph(talked.about or "Uden barnets navn", Tone.STRONG), Paragraph(_held(facts), Tone.QUIET),
            Paragraph(f"Skrevet {moment_in_words(made.written_at)} af {made.author_name}", Tone.QUIET),
        ),
        header=facts.institution.name,
        mark=FORTROLIGT,
        parts=tuple(parts),
        footer=_footer(facts),
    )  # fmt: skip


def day_minutes(facts: MinutesFacts, agenda: Sequence[tuple[str, int, Talked | None]]) -> Document:
    """The minutes of a day: when, how long, what it ended with and who does what; no child is named.

    ``agenda`` is when each begins, its minutes, and what was talked about; None for a time that is taken. Raises as
    ``minutes``, and never holds what was said beside the agreements.
    """
    rows, parts = [], []
    present: dict[str, None] = {}
    for number, (at, length, talked) in enumerate(agenda, 1):
        made = talked.concluded if talked else None
        what = _outcomes(made.conclusion.outcomes) if made else "Ikke drøftet" if talked else _TAKEN
        rows.append((str(number), at, f"{length} min.", what))
        if talked is None or made is None:
            continue
        present |= dict.fromkeys(made.conclusion.present)
        blocks: tuple[Block, ...] = (_agreed(made.agreements), Facts(_next(made.conclusion.next_on)))
        part = Part(f"Punkt {number}", blocks)
        _refuse([part], talked, made.conclusion.present)
        parts.append(part)
    head = (
        Part("Til stede", (_present(tuple(present)),)),
        Part("Dagsorden", (Table(("Nr.", "Kl.", "Tid", "Udfald"), tuple(rows), (0.08, 0.12, 0.14, 0.66)),)),
    )
    for talked in (one for _, _, one in agenda if one is not None):  # whoever it was that wrote it, and where
        refuse_protected((*head, *parts), KnownHome(talked.known))
    signed = (Part("Læst og godkendt", tuple(Signature(one) for one in present)),) if present else ()
    return Document(
        title=f"Referat af {facts.forum.name}",
        lines=(Paragraph("Uden børnenes navne", Tone.STRONG), Paragraph(_held(facts), Tone.QUIET)),
        header=facts.institution.name,
        mark=FORTROLIGT,
        parts=(*head, *parts, *signed),
        footer=_footer(facts),
    )


def _refuse(parts: Sequence[Part], talked: Talked, present: Sequence[str]) -> None:
    refuse_protected(parts, KnownHome(talked.known))
    if not talked.about:
        refuse_named(parts, talked.known, present)


def _present(present: Sequence[str]) -> Block:
    return Paragraph("\n".join(present)) if present else Paragraph("Ikke noteret", Tone.QUIET)


def _outcomes(outcomes: Sequence[Outcome]) -> str:
    return ", ".join(OUTCOME_WORDS[one] for one in outcomes)


def _agreed(agreements: Sequence[ForumAgreement]) -> Block:
    rows = tuple((one.what, one.who, short_date(one.due_on)) for one in agreements)
    if not rows:
        return Paragraph("Der er ikke skrevet nogen aftaler.", Tone.QUIET)
    return Table(("Hvad", "Hvem", "Senest"), rows, (0.52, 0.3, 0.18))


def _further(made: Concluded) -> tuple[tuple[str, str], ...]:
    said = made.conclusion
    answer = {True: "Ja", False: "Nej", None: "Ikke noteret"}[said.weighed]
    weighed = ". ".join(filter(None, (answer, said.considered.strip())))
    return (("Underretning vurderet", weighed), *_next(said.next_on))


def _next(on: date | None) -> tuple[tuple[str, str], ...]:
    return (("Vi ser på det igen", long_date(on) if on else "Ikke aftalt"),)


def _held(facts: MinutesFacts) -> str:
    day = facts.day
    hours = f"kl. {day.begins}–{day.ends}" if day.begins and day.ends else f"kl. {day.begins}" if day.begins else ""
    when = " ".join(filter(None, (f"{WEEKDAYS[day.on.weekday()]} den {long_date(day.on)}", hours)))
    return " · ".join(filter(None, (when.capitalize(), day.place.strip() or facts.forum.place.strip())))


def _footer(facts: MinutesFacts) -> tuple[str, ...]:
    controller = f"Dataansvarlig: {facts.institution.controller.strip() or 'ikke oplyst'}"
    printed = f"Udskrevet {moment_in_words(facts.printed_at)} af {facts.printed_by}"
    return (controller, " · ".join(filter(None, (printed, facts.mark))))
