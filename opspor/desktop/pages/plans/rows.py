"""A row of Planer: whom it is about, what it is and when; never what was written (design section 11, rule 10)."""

from datetime import date

from opspor.desktop.pages.rounds.words import day_in_words
from opspor.desktop.route import GROUP, NO_ID, Destination, Place
from opspor.desktop.widgets import ListRow, MessageKind
from opspor.domain.assessment import CONTEXT_PLACES
from opspor.domain.clock import WEEKDAYS, long_date
from opspor.domain.follow_up import When, when
from opspor.usecases.plan_list import Listed, ListedPlan

WORDS = {Listed.FOCUS: "Fokuspunkt", Listed.PLAN: "Handleplan", Listed.AGREED: "Fokuspunkt, aftalt og ikke skrevet"}
_ICONS = {Listed.FOCUS: "target", Listed.PLAN: "list-checks", Listed.AGREED: "pencil"}


def list_row(one: ListedPlan, today: date) -> ListRow:
    """The row. Its day is a chip where it is due or gone."""
    who = one.child.short if one.child else f"Hele {one.group.name}" if one.group else ""
    where = ", ".join(one.child.group_names) or "går her ikke mere" if one.child else ""
    has_it = "Ingen har det" if one.nobody else one.responsible
    second = " · ".join(filter(None, (has_it, where, CONTEXT_PLACES[one.context] if one.child else "")))
    fact, kind = day_fact(one.on, today)
    if one.when is None:
        fact, kind = f"{'aftalt' if one.kind is Listed.AGREED else 'afsluttet'} {long_date(one.on)}", None
    return ListRow(f"{who} · {WORDS[one.kind]}", second, fact, _ICONS[one.kind], one, kind)


def day_fact(on: date, today: date) -> tuple[str, MessageKind | None]:
    """How a day to look again is said: ``tor. 17. april``, ``overskredet siden tor. 3. april``."""
    day = f"{WEEKDAYS[on.weekday()][:3]}. {day_in_words(on) if on.year == today.year else long_date(on)}"
    match when(on, today):
        case When.LATE:
            return f"overskredet siden {day}", MessageKind.WARNING
        case When.TODAY:
            return "i dag", MessageKind.WARNING
        case _:
            return day, None


def way_to(one: ListedPlan) -> Destination:
    """The page behind a row."""
    about = one.child.id if one.child else one.group.id if one.group else NO_ID
    if one.kind is Listed.PLAN:
        return Destination(Place.PLAN, about, one.id)
    second = NO_ID if one.kind is Listed.AGREED else one.id
    return Destination(Place.FOCUS, about, second, one.context.value if one.child else GROUP)
