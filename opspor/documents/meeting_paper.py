"""The papers of a meeting around a child: an invitation to one who is invited, and the minutes.

An invitation holds nothing from the child's records: what it is about, when and where, the agenda and who else is
invited. Where the child is not named (domain 5.5), no paper names it or its carers.
"""

from dataclasses import dataclass
from datetime import datetime

from opspor.documents.document import (
    FORTROLIGT,
    Block,
    Bullets,
    Document,
    Entry,
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
from opspor.domain.meeting import MEETING_WORDS, Meeting, MeetingKind, Participant, in_order
from opspor.domain.people import Institution

_CAME = {True: "Ja", False: "Nej", None: "Ikke noteret"}


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What the papers of a meeting are made from."""

    institution: Institution
    known: Particulars
    meeting: Meeting
    printed_by: str
    printed_at: datetime
    mark: str  # of the log


def invitation(facts: MeetingFacts, to: Participant) -> Document:
    """The paper to one who is invited. Family and relations read that they may bring somebody.

    Raises PAPIR-BESKYTTET for a typed protected address or number, PAPIR-NAVN where the child is not to be named.
    """
    meeting = facts.meeting
    parts = [
        Part("Hvad skal mødet føre til?", (Paragraph(meeting.purpose.strip()),)),
        Part("Hvornår og hvor?", (Facts(_when_and_where(facts)),)),
        Part("Det taler vi om", (Bullets(tuple(point.title for point in meeting.agenda), numbered=True),)),
        Part("Hvem er inviteret?", (_invited(meeting),)),
    ]
    if not meeting.agenda:
        del parts[2]
    if to.is_family:
        parts.append(Part("Godt at vide", (Bullets(tuple(_good_to_know(facts))),)))
    _refuse(facts, parts)
    about = f"Om {facts.known.first_name.strip()}" if meeting.is_named else "Uden barnets navn"
    return Document(
        title=f"Invitation til {MEETING_WORDS[meeting.kind].lower()}",
        lines=(Paragraph(f"Til {to.in_words}", Tone.STRONG), Paragraph(about, Tone.QUIET)),
        header=facts.institution.name,
        mark=FORTROLIGT,
        parts=tuple(parts),
        footer=_footer(facts),
    )


def minutes(facts: MeetingFacts) -> Document:
    """The minutes: who came, what was said, who does what by when; the carers who came and the chair
    sign. Raises as ``invitation``."""
    meeting = facts.meeting
    parts = [Part("Formål", (Paragraph(meeting.purpose.strip()),)), Part("Deltagere", (_came(meeting),))]
    said = tuple(Entry(point.title, point.note.strip()) for point in meeting.agenda if point.note.strip())
    if said:
        parts.append(Part("Det talte vi om", said))
    parts += [Part("Barnets syn", blocks) for blocks in (_childs_view(meeting),) if blocks]
    parts.append(Part("Aftaler", (_agreed(meeting),)))
    parts.append(Part("Mere om mødet", (Facts(_further(meeting)),)))
    _refuse(facts, parts)
    parents = {carer.id for carer in facts.known.carers}
    there = [one for one in in_order(meeting.participants) if one.came]
    signing = [one for one in there if one.person_id in parents or one == meeting.chair]
    if signing:
        parts.append(Part("Læst og godkendt", tuple(Signature(one.in_words) for one in signing)))
    return Document(
        title=f"Referat af {MEETING_WORDS[meeting.kind].lower()}",
        lines=(Paragraph(_whose(facts), Tone.STRONG), Paragraph(_held(meeting), Tone.QUIET)),
        header=facts.institution.name,
        mark=FORTROLIGT,
        parts=tuple(parts),
        footer=_footer(facts),
    )


def _refuse(facts: MeetingFacts, parts: list[Part]) -> None:
    refuse_protected(parts, KnownHome(facts.known))
    if not facts.meeting.is_named:
        refuse_named(parts, facts.known, [one.name for one in facts.meeting.participants])


def _when_and_where(facts: MeetingFacts) -> tuple[tuple[str, str], ...]:
    meeting = facts.meeting
    rows = [("Dag", _day(meeting)), ("Sted", meeting.place.strip() or "Vi skriver, hvor det bliver")]
    if meeting.chair is not None:
        rows.append(("Mødeleder", meeting.chair.in_words))
    return tuple(rows)


def _day(meeting: Meeting) -> str:
    assert meeting.held_on is not None  # noqa: S101  a meeting in the vault has a day
    at = f" kl. {meeting.at.hour}.{meeting.at.minute:02}" if meeting.at else ""
    return f"{WEEKDAYS[meeting.held_on.weekday()]} den {long_date(meeting.held_on)}{at}"


def _invited(meeting: Meeting) -> Table:
    rows = tuple((one.name.strip(), one.role.strip()) for one in in_order(meeting.participants))
    return Table(("Navn", "Rolle"), rows, (0.5, 0.5))


def _good_to_know(facts: MeetingFacts) -> list[str]:
    lines = [
        "Du bliver spurgt, før fagfolkene taler. Sig til, hvis noget ikke passer.",
        "Du må gerne tage en med, som du er tryg ved. Sig gerne til inden.",
    ]
    if facts.known.interpreter:
        language = f" ({facts.known.language.strip()})" if facts.known.language.strip() else ""
        lines.append(f"Vi sørger for en tolk{language}.")
    phone = facts.institution.phone.strip()
    lines.append(f"Passer dagen ikke, så ring til os på {phone}." if phone else "Passer dagen ikke, så sig det til os.")
    return lines


def _whose(facts: MeetingFacts) -> str:
    known = facts.known
    if not facts.meeting.is_named:
        return "Uden barnets navn"
    born = f", født {long_date(known.birth_date)}" if known.birth_date else ""
    return f"{known.first_name} {known.last_name}".strip() + born


def _held(meeting: Meeting) -> str:
    chair = f"Mødeleder: {meeting.chair.in_words}" if meeting.chair else ""
    return " · ".join(filter(None, (f"Holdt {_day(meeting)}", meeting.place.strip(), chair)))


def _came(meeting: Meeting) -> Table:
    rows = tuple((one.name.strip(), one.role.strip(), _CAME[one.came]) for one in in_order(meeting.participants))
    return Table(("Navn", "Rolle", "Kom"), rows, (0.42, 0.38, 0.2))


def _childs_view(meeting: Meeting) -> tuple[Block, ...]:
    views = (meeting.childs_view.strip(), meeting.childs_part.strip() and f"Med i mødet: {meeting.childs_part.strip()}")
    return tuple(Paragraph(text) for text in views if text)


def _agreed(meeting: Meeting) -> Block:
    rows = tuple((one.what, one.who, short_date(one.due_on)) for one in meeting.agreements if one.due_on)
    if not rows:
        return Paragraph("Der er ikke skrevet nogen aftaler.", Tone.QUIET)
    return Table(("Hvad", "Hvem", "Senest"), rows, (0.52, 0.3, 0.18))


def _further(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    rows = []
    if meeting.kind is MeetingKind.NETWORK:
        rows.append(("Familiens netværk", "Drøftet" if meeting.network_considered else "Ikke drøftet"))
    else:
        rows.append(("Forældrene ved", meeting.parents_know.strip()))
        if meeting.named:
            rows.append(("Barnet er nævnt, fordi", meeting.named_because.strip()))
    rows.append(("Næste møde", long_date(meeting.next_on) if meeting.next_on else "Ikke aftalt"))
    return tuple(rows)


def _footer(facts: MeetingFacts) -> tuple[str, ...]:
    controller = f"Dataansvarlig: {facts.institution.controller.strip() or 'ikke oplyst'}"
    printed = f"Udskrevet {moment_in_words(facts.printed_at)} af {facts.printed_by}"
    return (controller, " · ".join(filter(None, (printed, facts.mark))))
