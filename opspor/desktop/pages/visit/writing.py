"""A visit while it is written: loaded once, saved within a second, the two halves under one draft."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from opspor.desktop.drafts import Typing
from opspor.desktop.page import FocusPage
from opspor.desktop.route import Destination, Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import MessageKind, message_of
from opspor.domain.errors import KnownError
from opspor.domain.visit import VisitAnswers, VisitType
from opspor.usecases import visits
from opspor.usecases.desk import Desk
from opspor.usecases.visits import VisitSheet


def key_of(destination: Destination) -> str:
    """What the draft of the visit is called that ``destination`` names."""
    return visits.visit_key(destination.id, VisitType(destination.context), destination.second or None)


class Writing:
    """One half of a visit on a page. ``collect`` puts what stands in its fields into the answers it is given.

    ``show`` fills the page, once, when the sheet is there. ``destination`` names child, visit that is corrected, type.
    """

    def __init__(
        self,
        page: FocusPage,
        office: Office,
        destination: Destination,
        show: Callable[[VisitSheet, VisitAnswers], object],
        collect: Callable[[VisitAnswers], VisitAnswers],
    ) -> None:
        self._page, self._work, self._show, self._collect = page, office.work, show, collect
        self.child, self.type = destination.id, VisitType(destination.context)
        self._corrects = destination.second or None
        self.key = key_of(destination)
        self.sheet: VisitSheet | None = None
        self._answers = VisitAnswers()
        self._typing: Typing[VisitAnswers] = Typing(page, office.work, self._draft)
        # on the writer's thread, behind the drafts that are on their way
        reading = office.work.run(lambda desk: visits.visit_sheet(desk, self.child, self.type, self._corrects))
        ask(reading, page, self._found, self._refused)

    @property
    def answers(self) -> VisitAnswers:
        """What is written now, both halves."""
        return self._collect(self._answers)

    def touch(self) -> None:
        """Something was typed or chosen; it is saved within a second, also when the person never pauses."""
        if self.sheet is not None:
            self._typing.touch()

    def _draft(self) -> tuple[str, VisitAnswers, Callable[[Desk], datetime]]:
        assert self.sheet is not None  # noqa: S101  nothing is typed before
        sheet, answers = self.sheet, self.answers
        return self.key, answers, lambda desk: visits.save_visit(desk, sheet, answers)

    def save(self) -> None:
        """Save now, if anything was typed since the last time."""
        self._typing.save()

    def finish(self, done: Callable[[], object], refused: Callable[[KnownError], object]) -> None:
        """The draft becomes a record. What is typed is kept also when it is refused."""
        if self.sheet is None:
            return
        self._typing.save()
        finish = partial(visits.finish_visit, sheet=self.sheet, answers=self.answers)
        ask(self._work.run(self._typing.recorded(self.key, finish)), self._page, lambda _: done(), refused)

    def _found(self, sheet: VisitSheet) -> None:
        unsaved = self._typing.unsaved(self.key)
        self._answers = unsaved if unsaved is not None else sheet.answers
        self._show(sheet, self._answers)
        self.sheet = sheet  # last: filling the fields is not typing
        self._typing.shown(self.key, sheet.saved_at)

    def _refused(self, error: KnownError) -> None:
        self._page.show_message(message_of(MessageKind.DANGER, str(error)))
