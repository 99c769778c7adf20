"""Svar, vi venter på: what left the house and what has come back, for whoever may see it, without a name."""

from datetime import timedelta
from functools import partial

from opspor.documents.overview_paper import Missing
from opspor.domain.beredskab import Track
from opspor.domain.concern import StepState
from opspor.domain.paper import PaperEvent, ReplyKind
from opspor.domain.people import Role
from opspor.store import replies as stored
from opspor.usecases import concerns, log, overview, start, tracks, waiting
from opspor.usecases.clocks import Next
from opspor.usecases.log import Filter
from opspor.usecases.waiting import OnStart, TaskKind
from tests.guards import CPR
from tests.usecases.answer_house import TODAY, finish, happened, note, ring, rows, send, sent
from tests.usecases.conftest import House
from tests.usecases.test_concerns import begin

DAY = timedelta(days=1)


def on_start(house: House) -> OnStart:
    return house.do(start.today).answers


def tasks(house: House) -> list[TaskKind]:
    return [task.kind for task in on_start(house).tasks]


def test_what_was_sent_stands_with_its_day_and_by_whom_and_without_a_name(house: House) -> None:
    house.enter("jonas")
    concern, paper = sent(house, house.children[0])
    finish(house, concern)  # not sent: nobody can answer it
    (row,) = rows(house)

    assert (row.concern_id, row.paper_id, row.clocks.sent_on, row.by_name) == (
        concern,
        paper,
        TODAY,
        "Jonas Kanariberg",
    )
    assert row.mine
    assert (row.channel, row.receiver) == ("Sikker post", "Modtagelsen")
    assert "Karla" not in repr(row)


def test_each_sees_what_they_may_open_and_knows_what_is_theirs(house: House) -> None:
    house.enter("jonas")
    shared, _ = sent(house, house.children[0])
    sent(house, house.children[0], track=Track.PARENTS)
    seen = {}
    for login in ("sofie", "ali", "mette"):
        house.enter(login)
        seen[login] = [(row.concern_id, row.mine) for row in rows(house)]

    assert seen["sofie"] == [(shared, False)]
    assert seen["ali"] == []
    assert len(seen["mette"]) == 2


def test_names_are_asked_for_and_that_is_logged(house: House) -> None:
    concern, _ = sent(house, house.children[0])
    other, _ = sent(house, name="Kanari Ukendt")
    begin(house, Track.GENERAL, house.children[1])
    before = house.do(lambda desk: log.page(desk, Filter(), limit=1)).lines[0].number
    rows(house)
    assert house.do(lambda desk: log.page(desk, Filter(), limit=1)).lines[0].number <= before + 1  # its own reading

    assert house.do(waiting.names) == {concern: "Karla K.", other: "Kanari Ukendt"}
    seen = [line.what for line in house.do(lambda desk: log.page(desk, Filter())).lines]
    assert "Så, hvad I venter svar på" in seen


def test_what_has_something_to_do_stands_first(house: House) -> None:
    late, _ = sent(house, house.children[0], TODAY - 20 * DAY)
    fresh, _ = sent(house, house.children[1])
    older, paper = sent(house, house.children[2], TODAY - 40 * DAY)
    note(house, paper, on=TODAY - 39 * DAY)
    rung = begin(house, Track.GENERAL, house.children[3])
    ring(house, rung)

    assert [(row.concern_id, row.next(TODAY)) for row in rows(house)] == [
        (rung, Next.WRITE), (late, Next.REMIND), (older, Next.CONSIDER), (fresh, Next.WAIT),
    ]  # fmt: skip


def test_a_call_counts_until_it_is_written_down_and_sent(house: House) -> None:
    concern = begin(house, Track.GENERAL, house.children[0])
    ring(house, concern, TODAY - 3 * DAY)
    (row,) = rows(house)
    assert (row.paper_id, row.channel, row.receiver, row.clocks.sent_on) == (None, "telefon", "Vagten", TODAY - 3 * DAY)
    paper = finish(house, concern)
    assert [row.paper_id for row in rows(house)] == [None]
    send(house, paper)
    assert [row.paper_id for row in rows(house)] == [paper]
    ring(house, concern, TODAY + DAY)  # about something new
    assert sorted(row.paper_id or "" for row in rows(house)) == ["", paper]


def test_a_receipt_that_is_noted_on_the_track_counts_for_what_was_sent_last(house: House) -> None:
    concern, first = sent(house, house.children[0], TODAY - 9 * DAY)
    second = finish(house, concern)
    send(house, second, TODAY - DAY)
    house.do(lambda desk: tracks.do_step(desk, concern, "receipt", StepState.DONE, "Brev"))

    received = {row.paper_id: row.clocks.receipt_on for row in rows(house)}
    assert received == {first: None, second: TODAY}


def test_a_later_underretning_about_the_child_is_the_one_that_asks_for_a_new_one(house: House) -> None:
    sent(house, house.children[0], TODAY - 40 * DAY)
    sent(house, house.children[0], TODAY - 35 * DAY)
    sent(house, house.children[1], TODAY - 34 * DAY)
    by_day = {row.clocks.sent_on: row.clocks.consider_from for row in rows(house)}
    assert by_day == {
        TODAY - 40 * DAY: None, TODAY - 35 * DAY: TODAY - 5 * DAY, TODAY - 34 * DAY: TODAY - 4 * DAY
    }  # fmt: skip


def test_a_closed_concern_waits_for_nothing(house: House) -> None:
    concern, _ = sent(house, house.children[0], TODAY - 20 * DAY)
    assert on_start(house) == OnStart(1, 1, 1)
    house.do(lambda desk: concerns.close(desk, concern, "Barnet har det godt"))
    (row,) = rows(house)
    assert (row.waits, row.next(TODAY)) == (False, Next.NOTHING)
    assert on_start(house) == OnStart()


def test_what_somebody_sent_who_has_left_is_everybodys(house: House) -> None:
    house.enter("jonas")
    sent(house, house.children[0], TODAY - 20 * DAY)
    house.enter("mette")
    assert on_start(house) == OnStart(1, 1, 0)
    assert house.place is not None
    house.place.remove_person(house.ids["jonas"])
    assert on_start(house) == OnStart(1, 1, 1)
    assert [(row.mine, row.nobody) for row in rows(house)] == [(True, True)]


def test_start_counts_what_is_missing_and_what_is_late(house: House) -> None:
    assert on_start(house) == OnStart()
    _, paper = sent(house, house.children[0], TODAY - 20 * DAY)
    sent(house, house.children[1])
    assert on_start(house) == OnStart(2, 1, 1)
    note(house, paper, ReplyKind.FEEDBACK)
    assert on_start(house) == OnStart(1, 0, 0)


def test_the_overview_counts_what_lacks_a_receipt(house: House) -> None:
    concern, paper = sent(house, house.children[0])
    behind = partial(overview.behind, missing=Missing.RECEIPT)
    assert [row.id for row in house.do(behind)] == [concern]
    note(house, paper)
    assert house.do(behind) == ()


# --- what is left to do about a finished paper ------------------------------------------------------------------------


def test_a_paper_in_haste_asks_for_a_supplement_until_that_is_sent(house: House) -> None:
    concern = begin(house, Track.GENERAL, house.children[0])
    paper = finish(house, concern, urgent=True)
    assert tasks(house) == [TaskKind.SUPPLEMENT]
    send(house, paper)
    added = finish(house, concern, supplements=paper)
    assert tasks(house) == [TaskKind.SUPPLEMENT]
    send(house, added)
    assert tasks(house) == []


def test_or_until_somebody_says_why_it_is_not_needed(house: House) -> None:
    concern = begin(house, Track.GENERAL, house.children[0])
    paper = finish(house, concern, urgent=True)
    (task,) = on_start(house).tasks
    assert (task.concern_id, task.paper_id) == (concern, paper)
    assert "Karla" not in task.label
    happened(house, paper, PaperEvent.SUPPLEMENTED)
    assert tasks(house) == []


def test_the_file_that_was_sent_asks_to_be_deleted(house: House) -> None:
    paper = finish(house, begin(house, Track.GENERAL, house.children[0]))
    send(house, paper, sha256="a" * 64)
    assert tasks(house) == [TaskKind.DELETE_FILE]
    happened(house, paper, PaperEvent.FILE_DELETED)
    assert tasks(house) == []


def test_a_number_asks_to_be_forgotten_also_when_the_concern_is_closed(house: House) -> None:
    concern, paper = sent(house, house.children[0])
    assert house.place is not None

    def carry(desk: object) -> None:
        with desk.engine.begin() as connection:  # type: ignore[attr-defined]
            stored.set_cpr(connection, paper, CPR)

    house.do(carry)
    house.do(lambda desk: concerns.close(desk, concern, "Barnet har det godt"))
    assert tasks(house) == [TaskKind.JOURNALISE]
    happened(house, paper, PaperEvent.JOURNALISED)
    assert tasks(house) == []


def test_tasks_are_those_of_whoever_wrote_or_sent_it(house: House) -> None:
    house.enter("jonas")
    finish(house, begin(house, Track.GENERAL, house.children[0]), urgent=True)
    house.enter("sofie")
    assert tasks(house) == []


def test_an_administrator_sees_what_they_sent_themself_and_nothing_else(house: House) -> None:
    sent(house, house.children[0])
    house.invite("Adam Kanari", Role.ADMINISTRATOR, frozenset())
    house.enter("adam")
    assert rows(house) == ()
    assert on_start(house) == OnStart()
