"""A child of a district as one line: who, which visit and when, and a chip where the day has passed."""

from datetime import date

from opspor.desktop.widgets import ListRow, MessageKind
from opspor.domain.child import age_in_words
from opspor.domain.clock import short_date
from opspor.domain.visit import VISIT_WORDS, WHEN_WORDS, When
from opspor.usecases.visits import DistrictRow

_ICONS = {When.LATE: "clock", When.NOW: "circle-dot", When.COMING: "circle"}


def list_row(row: DistrictRow, today: date) -> ListRow:
    """The line of a row; its key is the child's id. Nothing about a concern or a position stands in it."""
    last = f"sidst {VISIT_WORDS[row.last[0]].lower()} {short_date(row.last[1])}" if row.last else "intet besøg endnu"
    second = " · ".join((_visit(row), age_in_words(row.child.birth_date, today), last))
    if row.due is None:
        return ListRow(row.child.full_name, second, icon="minus", key=row.child.id)
    late = row.due.when is When.LATE
    fact = WHEN_WORDS[row.due.when] if row.due.when is not When.COMING else ""
    kind = MessageKind.WARNING if late else None
    return ListRow(row.child.full_name, second, fact, _ICONS[row.due.when], row.child.id, kind)


def _visit(row: DistrictRow) -> str:
    if row.child.birth_date is None and row.need is None:
        return "Fødselsdato mangler"
    if row.due is None:
        return "Ingen besøg venter"
    name = VISIT_WORDS[row.due.visit]
    if row.due.when is When.COMING and row.need is None:
        return f"{name}, fra {short_date(row.due.since)}"
    return f"{name}, senest {short_date(row.due.until)}"
