"""What a request for access is called on the screen: who asks, how far it is, why something is left out."""

from datetime import date

from opspor.desktop.pages.plans.rows import day_fact
from opspor.desktop.pages.subject_access.looking import Mark
from opspor.desktop.route import Destination, Place
from opspor.desktop.widgets import ListRow, MessageKind
from opspor.domain.clock import long_date
from opspor.domain.subject_access import Asker, Request, RequestLine, Why
from opspor.domain.text import count_of

ASKER_WORDS = {Asker.CARER: "en forælder", Asker.YOUTH: "den unge selv", Asker.OTHER: "en anden"}
WHY_WORDS = {
    Why.THIRD_PARTY: "om en anden",
    Why.PROTECTED: "beskyttet adresse eller telefon",
    Why.EXCEPTION: "undtagelse",
}
WHOLE = "Hele stykket"
NEVER_REFUSED = (
    "En forælder, eller den unge selv fra 15 år, kan bede om at se det, der står om barnet. Det hedder indsigt. "
    "Programmet siger aldrig nej: det samler alt, og du går det igennem, før det gives."
)
_SOON = 7  # days; from then on the day stands as a warning


def days_left(due_on: date, today: date) -> str:
    """``12 dage tilbage``, ``i dag``, ``3 dage over``"""
    left = (due_on - today).days
    if left == 0:
        return "i dag"
    return f"{count_of(left, 'dag', 'dage')} tilbage" if left > 0 else f"{count_of(-left, 'dag', 'dage')} over"


def closed_words(request: Request) -> str:
    """``givet 4. april 2026``, ``trukket tilbage``"""
    if request.released is not None:
        return f"givet {long_date(request.released.on)}"
    return "trukket tilbage"


def request_row(line: RequestLine, today: date, *, named: bool) -> ListRow:
    """The row of a request: by the child's number until somebody asks for names."""
    request = line.access.request
    who = line.child.full_name if named else f"Barn {line.child.code}"
    asker = request.name if named else ASKER_WORDS[request.asker]
    asked = f"Bedt om {long_date(request.asked_on)}"
    key = Destination(Place.ACCESS, line.access.id)
    if not line.access.is_open:
        return ListRow(f"{who} · {asker}", asked, closed_words(request), "circle-check", key)
    longer = "Det tager længere, og det er skrevet hvorfor" if request.longer_because else ""
    second = " · ".join(filter(None, (asked, f"svar senest {long_date(line.due_on)}", longer)))
    soon = (line.due_on - today).days <= _SOON
    kind = MessageKind.WARNING if soon else None
    return ListRow(f"{who} · {asker}", second, days_left(line.due_on, today), "file-text", key, kind)


def mark_row(mark: Mark, number: int) -> ListRow:
    """What is left out of a piece, and why; ``key`` is its number."""
    words = " ".join(mark.hidden.words.split())
    by = "foreslået af programmet" if mark.proposed else "valgt af jer"
    second = " · ".join(filter(None, (WHY_WORDS[mark.hidden.why], by, mark.hidden.reason)))
    fact = "må læses" if mark.stands else "udelades"
    icon = "eye" if mark.stands else "eye-off"
    return ListRow(f"»{words}«" if words else WHOLE, second, fact, icon, number, chevron=False)


def counted(lines: tuple[RequestLine, ...], today: date) -> str:
    """``2 venter på svar, 1 er over fristen``"""
    waits = [line for line in lines if line.access.is_open]
    late = sum(line.due_on < today for line in waits)
    said = f"{len(waits)} venter på svar" if waits else "Ingen venter på svar"
    return f"{said}, {late} er over fristen" if late else said


def start_row(waits: int, due_on: date, today: date) -> ListRow:
    """What stands on Start for the leader: the nearest day, and nobody's name."""
    fact, kind = day_fact(due_on, today)
    title = f"Indsigt: svar senest {long_date(due_on)}"
    second = "Nogen har bedt om at se, hvad der står" if waits == 1 else f"{waits} har bedt om at se, hvad der står"
    return ListRow(title, second, fact, "file-text", Destination(Place.ACCESS), kind)
