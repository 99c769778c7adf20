"""What has a day in a concern is due, for whoever may open it and nobody else, and says nothing but which one it is."""

from datetime import date, datetime, timedelta

from opspor.domain.beredskab import NotReported, Phoned, Sharpened, Track
from opspor.domain.concern import StepState
from opspor.domain.follow_up import When
from opspor.domain.ids import Id
from opspor.usecases import concerns, start, track_due, tracks
from tests.usecases.conftest import House
from tests.usecases.test_concerns import begin

TODAY = date(2026, 3, 17)
SOON = TODAY + timedelta(days=5)


def due(house: House, until: date | None = None) -> list[tuple[Id, date]]:
    return [(row.concern_id, row.on) for row in house.do(lambda desk: track_due.due(desk, until))]


def test_what_somebody_looks_at_again_is_due_with_neutral_words(house: House) -> None:
    concern = begin(house, child=house.children[0])
    assert due(house) == []
    house.do(lambda desk: tracks.decide(desk, concern, Sharpened("Søvn", SOON), step_id="sharpen", outcome="again"))
    (row,) = house.do(track_due.due)
    assert (row.concern_id, row.on, row.when) == (concern, SOON, When.SOON)
    assert row.label == "Bekymring fra 17.3.2026"
    assert "Karla" not in repr(row)
    assert house.do(start.today).tracks == (row,)
    assert due(house, TODAY) == []


def test_it_is_due_until_somebody_has_looked(house: House) -> None:
    concern = begin(house, name="Kanari")
    not_now = NotReported("Vi hjælper selv", "Sover ikke", "Vi underretter", SOON)
    house.do(lambda desk: tracks.decide(desk, concern, not_now, step_id="decide", outcome="not_report"))
    assert due(house) == [(concern, SOON)]
    house.clock.now += timedelta(days=30)
    assert [row.when for row in house.do(track_due.due)] == [When.LATE]
    house.do(lambda desk: tracks.do_step(desk, concern, "watch", StepState.DONE, "Sover nu", outcome="better"))
    assert due(house) == []


def test_the_receipt_of_a_call_is_due_and_a_closed_concern_asks_for_nothing(house: House) -> None:
    concern = begin(house, name="Kanari")
    rung = Phoned("Vagten", datetime(2026, 3, 17, 9).astimezone(), "Kommer")
    house.do(lambda desk: tracks.decide(desk, concern, rung, step_id="report"))
    assert due(house) == [(concern, date(2026, 3, 25))]
    house.do(lambda desk: concerns.close(desk, concern, "Barnet er i sikkerhed"))
    assert due(house) == []


def test_the_earliest_comes_first_and_who_may_not_open_a_concern_sees_no_day_of_it(house: House) -> None:
    def until(day: date, track: Track) -> Id:
        concern = begin(house, track, house.children[0])
        house.do(lambda desk: tracks.decide(desk, concern, Sharpened("Søvn", day)))
        return concern

    with house.as_("jonas"):
        kept, shared = until(SOON, Track.PARENTS), until(TODAY + timedelta(days=1), Track.GENERAL)
        assert [concern for concern, _ in due(house)] == [shared, kept]
    with house.as_("sofie"):
        assert [concern for concern, _ in due(house)] == [shared]
    with house.as_("ali"):
        assert due(house) == []
