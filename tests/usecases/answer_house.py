"""Underretninger that were sent or rung, as the tests of answers need them."""

from dataclasses import replace
from datetime import date, datetime, time

from opspor.domain.beredskab import Phoned, Track
from opspor.domain.ids import Id
from opspor.domain.paper import PaperEvent, ReplyKind
from opspor.usecases import papers, replies, tracks, waiting
from opspor.usecases.waiting import Waiting
from tests.usecases.conftest import House
from tests.usecases.paper_house import sheet_of
from tests.usecases.test_concerns import begin

TODAY = date(2026, 3, 17)


def finish(house: House, concern: Id, *, urgent: bool = False, supplements: Id | None = None) -> Id:
    """An underretning that is written and not sent; ``urgent``: in haste, with what it lacks."""
    sheet = sheet_of(house, concern)
    draft = replace(sheet.draft, urgent=urgent, supplements=supplements)
    return house.do(lambda desk: papers.finish(desk, sheet, draft))


def send(house: House, paper: Id, on: date = TODAY, sha256: str = "") -> None:
    house.do(
        lambda desk: papers.note_sent(
            desk, paper, channel="Sikker post", receiver="Modtagelsen", sent_on=on, sha256=sha256
        )
    )


def sent(
    house: House, child: Id | None = None, on: date = TODAY, track: Track = Track.GENERAL, name: str = "Kanari Ukendt"
) -> tuple[Id, Id]:
    """A concern and its underretning, which was sent."""
    concern = begin(house, track, child, "" if child else name)
    paper = finish(house, concern)
    send(house, paper, on)
    return concern, paper


def ring(house: House, concern: Id, on: date = TODAY) -> None:
    rung = Phoned("Vagten", datetime.combine(on, time(9), house.clock.now.tzinfo), "Kommer")
    house.do(lambda desk: tracks.decide(desk, concern, rung))


def note(
    house: House, paper: Id, kind: ReplyKind = ReplyKind.RECEIPT, on: date = TODAY, text: str = "Modtaget.",
    again_on: date | None = None, corrects: Id | None = None,
) -> Id:  # fmt: skip
    return house.do(
        lambda desk: replies.note(
            desk,
            paper,
            kind=kind,
            came_on=on,
            sender="Børn og Familie",
            text=text,
            again_on=again_on,
            corrects=corrects,
        )
    )


def happened(house: House, paper: Id, event: PaperEvent, on: date = TODAY, again_on: date | None = None) -> None:
    house.do(lambda desk: replies.happened(desk, paper, event, on=on, text="Ringet", again_on=again_on))


def rows(house: House) -> tuple[Waiting, ...]:
    return house.do(waiting.everything).rows
