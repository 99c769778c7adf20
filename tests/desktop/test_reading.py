"""What a page shows is read again when it changes; what is nobody's to read any more does not stay on it."""

from collections.abc import Callable
from concurrent.futures import Future

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.reading import Reading
from opspor.desktop.widgets import PlainLabel
from opspor.domain.access import REFUSED
from opspor.domain.changes import Changes, Kind
from opspor.domain.errors import Fault, KnownError
from opspor.usecases.children import NO_SUCH_CHILD
from tests.desktop.conftest import settle

Show = Callable[..., QWidget]
CHILDREN = Changes(frozenset({Kind.CHILDREN}))
OTHER = Fault("ANDET-SLAGS", "Drevet svarer ikke. Prøv igen.")


class Asked:
    """A question that is answered when the test says so."""

    def __init__(self) -> None:
        self.questions: list[Future[str]] = []

    def __call__(self) -> Future[str]:
        self.questions.append(Future())
        return self.questions[-1]


class Sample(Page):
    def __init__(self, question: Asked) -> None:
        super().__init__("Prøve")
        self.said = PlainLabel("")
        self.body.addWidget(self.said)
        self.reading = Reading(self, question, self.said.setText, Kind.CHILDREN)


class SampleTask(FocusPage):
    def __init__(self, question: Asked) -> None:
        super().__init__("Tilbage", "Prøve")
        self.said = PlainLabel("")
        self.body.addWidget(self.said)
        self.reading = Reading(self.said, question, self.said.setText, Kind.CHILDREN)


@pytest.mark.parametrize("kind", [Sample, SampleTask])
@pytest.mark.parametrize("fault", [NO_SUCH_CHILD, REFUSED])
def test_what_was_deleted_or_is_out_of_reach_leaves_the_page_that_was_open(
    show: Show, kind: type[Sample] | type[SampleTask], fault: Fault
) -> None:
    asked = Asked()
    page = kind(asked)
    show(page)
    asked.questions[0].set_result("Åse er ked af det")
    settle()
    assert page.said.isVisible()

    page.reading.refresh(CHILDREN)
    asked.questions[1].set_exception(KnownError(fault))
    settle()
    assert not page.said.isVisible()
    assert page.message_line.message is not None
    assert str(KnownError(fault)).startswith(page.message_line.message.first)

    page.reading.refresh(CHILDREN)
    asked.questions[2].set_result("Åse er her igen")
    settle()
    assert page.said.isVisible()


def test_another_fault_leaves_what_was_read(show: Show) -> None:
    asked = Asked()
    page = Sample(asked)
    show(page)
    asked.questions[0].set_result("Åse er ked af det")
    settle()
    page.reading.refresh(CHILDREN)
    asked.questions[1].set_exception(KnownError(OTHER))
    settle()
    assert page.said.isVisible()
    assert page.message_line.message is not None


def test_never_two_at_a_time_and_never_one_too_few(qtbot: QtBot, show: Show) -> None:
    asked = Asked()
    page = Sample(asked)
    show(page)
    page.reading.refresh(CHILDREN)
    page.reading.refresh(Changes(frozenset({Kind.LOG})))
    assert len(asked.questions) == 1

    asked.questions[0].set_result("gammelt")
    qtbot.waitUntil(lambda: len(asked.questions) == 2)
    assert page.said.text() == ""  # what was asked before the change is not shown
    asked.questions[1].set_result("nyt")
    qtbot.waitUntil(lambda: page.said.text() == "nyt")
    assert len(asked.questions) == 2
