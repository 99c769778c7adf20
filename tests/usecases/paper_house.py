"""A concern about Karla that papers are made of, as the tests of papers need it."""

from datetime import timedelta

from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.usecases import concerns, papers
from opspor.usecases.papers import PaperSheet
from tests.usecases.conftest import House


def begin_concern(house: House) -> Id:
    """A concern by Jonas with something seen and something said."""
    house.enter("jonas")
    id_ = house.do(
        lambda desk: concerns.start(
            desk,
            danger=Danger.NO,
            track=Track.GENERAL,
            what="Sulten og træt om morgenen",
            seen_on=desk.clock().date(),
            child_id=house.children[0],
        )
    )
    seen = house.clock.now - timedelta(days=3)
    house.do(lambda desk: concerns.observe(desk, id_, seen_at=seen, place="Garderoben", text="Sover ved krogen."))
    house.do(lambda desk: concerns.quote(desk, id_, said_at=seen, place="", words="Mor sov.", asked="Har du spist?"))
    return id_


def sheet_of(house: House, concern: Id, kind: PaperKind = PaperKind.UNDERRETNING) -> PaperSheet:
    """The paper as whoever is logged in finds it."""
    file = house.do(lambda desk: concerns.open_concern(desk, concern))
    return house.do(lambda desk: papers.paper_sheet(desk, file, kind))
