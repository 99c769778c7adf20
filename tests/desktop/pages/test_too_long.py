"""Where a page says that a text is too long."""

from pytestqt.qtbot import QtBot

from opspor.desktop.pages.too_long import refuse_too_long
from opspor.desktop.widgets import TextField, box
from opspor.domain.assessment import NOTE_LIMIT, NOTE_TOO_LONG
from opspor.domain.errors import KnownError
from opspor.domain.plans import NOBODY


def test_it_is_said_at_the_field_that_is_too_long(qtbot: QtBot) -> None:
    short, long = TextField("Kort", text="a" * NOTE_LIMIT), TextField("Lang", text="a" * (NOTE_LIMIT + 1), lines=2)
    place = box(short, long)
    qtbot.addWidget(place)
    error = KnownError(NOTE_TOO_LONG, over=1)
    assert refuse_too_long(place, error)
    assert (short.error, long.error) == ("", str(error))


def test_another_error_is_not_for_a_field_here(qtbot: QtBot) -> None:
    place = box(TextField("Lang", text="a" * (NOTE_LIMIT + 1), lines=2))
    qtbot.addWidget(place)
    assert not refuse_too_long(place, KnownError(NOBODY))
    assert not refuse_too_long(box(), KnownError(NOTE_TOO_LONG, over=1))
