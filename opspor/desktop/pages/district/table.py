"""The children of a district with the visit that is next; the first column says how soon."""

from opspor.desktop.widgets import Table, TableColumn
from opspor.domain.child import age_in_words
from opspor.domain.clock import Clock, short_date
from opspor.domain.visit import VISIT_WORDS, When
from opspor.usecases.visits import DistrictRow

_ICONS = {When.LATE: ("clock", "warning"), When.NOW: ("circle-dot", "accent_text"), When.COMING: ("circle", "text_2")}


class DistrictTable(Table[DistrictRow]):
    """``opened`` carries the row. Names stand here as on Børn; nothing about a concern or a position does."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(
            "Børn i distriktet",
            [
                TableColumn("Hvornår", when_words, share=9, icon=_icon),
                TableColumn("Barn", lambda row: row.child.full_name, share=9, strong=True),
                TableColumn("Alder", lambda row: age_in_words(row.child.birth_date, clock().date()), share=4),
                TableColumn("Besøg", lambda row: VISIT_WORDS[row.due.visit] if row.due else "", share=6),
                TableColumn("Sidste besøg", _last, share=7),
            ],
            fits=False,
        )

    @property
    def rows(self) -> list[DistrictRow]:
        """What is shown now."""
        return self._model.records


def when_words(row: DistrictRow) -> str:
    """How soon the visit is, in words."""
    if row.child.birth_date is None and row.need is None:
        return "Fødselsdato mangler"
    if row.due is None:
        return "Ingen besøg venter"
    if row.due.when is When.LATE:
        return f"Skulle være holdt {short_date(row.due.until)}"
    if row.due.when is When.NOW:
        return "I dag" if row.need else f"Nu, senest {short_date(row.due.until)}"
    return f"Fra {short_date(row.due.since)}"


def _icon(row: DistrictRow) -> tuple[str, str]:
    return _ICONS[row.due.when] if row.due else ("minus", "text_2")


def _last(row: DistrictRow) -> str:
    return f"{VISIT_WORDS[row.last[0]]}, {short_date(row.last[1])}" if row.last else "Intet besøg endnu"
