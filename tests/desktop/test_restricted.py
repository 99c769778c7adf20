"""A restricted file says so on every page that opens the child, and on no page where parents read along."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from opspor.desktop.pages.every import PAGES
from opspor.desktop.restricted import flag
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.widgets import MessageLine
from opspor.domain.ids import Id
from opspor.domain.rights import Decision, RightKind
from opspor.usecases import rights
from tests.desktop.pages.conftest import (  # noqa: F401  the same house
    House,
    clock,
    daycare,
    house,
    office,
    quick_derive,
    settle,
    trip,
    work,
)

TODAY = date(2026, 3, 17)
FLAG = "Behandlingen er begrænset siden 17. marts 2026: må gemmes, ikke bruges."


def flags(qtbot: QtBot, office: Office, destination: Destination) -> int:  # noqa: F811
    page = PAGES[destination.place](office, destination)
    qtbot.addWidget(page, before_close_func=lambda page: page.leave())
    flag(page, office.work, destination)
    settle(qtbot, office.work)
    shown = [line.message for line in page.findChildren(MessageLine) if line.message is not None]
    return sum(message.first == FLAG for message in shown)


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (Place.CHILD, True), (Place.TIMELINE, True), (Place.CONTACT, True), (Place.PLAN, True), (Place.MEETING, True),
        (Place.TRANSITION, False),  # the parents sit there
        (Place.CHILDREN, False),
    ],
)  # fmt: skip
def test_it_is_said_where_the_child_is_opened(
    qtbot: QtBot,
    office: Office,  # noqa: F811
    house: House,  # noqa: F811
    place: Place,
    says: bool,
) -> None:
    child = house.child("Karla").id
    destination = Destination(place, child if place is not Place.CHILDREN else Id(NO_ID))
    assert flags(qtbot, office, destination) == 0
    asked = house.do(
        lambda d: rights.note(d, child, RightKind.RESTRICTION, on=TODAY, from_whom="mor", text="Det passer ikke.")
    )
    assert flags(qtbot, office, destination) == says
    house.do(lambda d: rights.answer(d, asked, Decision.LIFTED, on=TODAY, by="Mette", text="Enige"))
    assert flags(qtbot, office, destination) == 0
