"""Until when what stands on a page is kept: one small calm line, the same words everywhere."""

from functools import partial

from PySide6.QtCore import QTimer

from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import PlainLabel
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.retention import Schedule, Sort
from opspor.usecases import retention
from opspor.usecases.retention import Days
from opspor.usecases.retention_words import rule_in_words


class KeptLine(PlainLabel):
    """Empty and hidden until it is known. It is read when the page stands, so that nobody waits for it."""

    def __init__(self, office: Office) -> None:
        super().__init__("", "small", "text_2")
        self._office = office
        self.hide()

    def show_child(self, child_id: Id, record: Id | None = None, sort: Sort = Sort.FILE) -> None:
        """The day of a child's file, or of one of its records; the rule where there is no day yet. For whoever may
        open the child: asking about another is refused.
        """
        QTimer.singleShot(0, self, partial(self._ask_days, child_id, record, sort))

    def show_rule(self, sort: Sort) -> None:
        """The rule alone: of what belongs to no child that the person may open."""
        QTimer.singleShot(0, self, partial(self._ask_rule, sort))

    def _ask_days(self, child_id: Id, record: Id | None, sort: Sort) -> None:
        asked = self._office.work.look(partial(retention.days, child_id=child_id))
        ask(asked, self, lambda days: self._say(kept_words(days, record, sort)), self._say_nothing)

    def _ask_rule(self, sort: Sort) -> None:
        asked = self._office.work.look(retention.schedule)
        ask(asked, self, lambda kept: self._say(rule_words(kept, sort)), self._say_nothing)

    def _say(self, words: str) -> None:
        self.setText(words)
        self.show()

    def _say_nothing(self, error: KnownError) -> None:
        """The line tells nobody that a child was deleted meanwhile: the page does."""
        self.hide()


def kept_words(days: Days, record: Id | None, sort: Sort) -> str:
    """``Slettes tidligst 3. juni 2026``, or by which rule."""
    on = days.records.get(record) if record is not None else days.child
    if on is not None:
        return f"Slettes tidligst {long_date(on)}"
    return f"Slettes {days.words()}" if sort is Sort.FILE else rule_words(days.schedule, sort)


def rule_words(schedule: Schedule, sort: Sort) -> str:
    """``En lukket bekymring slettes 3 måneder efter, at den er journaliseret.``"""
    return rule_in_words(sort, schedule)
