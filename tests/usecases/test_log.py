"""The log as it is read: by whom, narrowed how, drawn at random, about one child; and how it ends."""

import hashlib
import time
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Connection, delete, insert, update

from opspor import workplace
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.store import log as stored
from opspor.store import schema as t
from opspor.usecases import check, children, concerns, log, people
from opspor.usecases.desk import Desk
from opspor.usecases.log import Filter
from opspor.usecases.log_words import LogKind
from tests.guards import PASSWORD
from tests.usecases.conftest import House, quick


def opened(house: House, *numbers: int) -> None:
    for number in numbers:
        house.do(lambda desk, child=house.children[number]: children.open_child(desk, child))  # type: ignore[misc]


def started(house: House, track: Track) -> Id:
    return house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=track, what="Set", seen_on=date(2026, 3, 16), child_id=house.children[0]
        )
    )


def words(lines: tuple[log.Line, ...]) -> list[tuple[str, str, str]]:
    return [(line.who, line.what, line.about) for line in lines]


@pytest.fixture
def week(house: House) -> House:
    """Jonas opened two children, Sofie one; Ali was refused one."""
    with house.as_("jonas"):
        opened(house, 0, 1)
    with house.as_("sofie"):
        opened(house, 0)
    with house.as_("ali"), pytest.raises(KnownError):
        opened(house, 0)
    house.enter("mette")
    return house


def test_the_leader_reads_in_words_who_did_what_about_whom_newest_first(week: House) -> None:
    lines = week.do(lambda desk: log.page(desk, Filter(kind=LogKind.READ))).lines

    assert words(lines) == [
        ("Sofie Kanarilund", "Åbnede barnets side", "Karla Kanarijuhl"),
        ("Jonas Kanariberg", "Åbnede barnets side", "Åse Kanariøst"),
        ("Jonas Kanariberg", "Åbnede barnets side", "Karla Kanarijuhl"),
    ]


def test_the_revisor_reads_codes_and_no_childs_name(week: House) -> None:
    week.invite("Rikke Kanarirevisor", Role.AUDITOR, frozenset())
    week.enter("rikke")

    lines = week.do(lambda desk: log.page(desk, Filter(kind=LogKind.READ))).lines
    offered = week.do(log.choices)

    assert [line.about for line in lines] == ["B001", "B002", "B001"]
    assert sorted(name for _, name in offered.children) == ["B001", "B002", "B003", "B004"]
    assert not any(
        name in repr(week.do(lambda desk: log.page(desk, Filter(), limit=999))) for name in ("Karla", "juhl", "Åse")
    )


def test_staff_and_administrator_read_none_of_it(week: House) -> None:
    week.enter("jonas")
    for reading in (lambda d: log.page(d, Filter()), lambda d: log.of_child(d, week.children[0]), log.choices):
        with pytest.raises(KnownError) as refused:
            week.do(reading)
        assert refused.value.code == "ADGANG-NEJ"


def test_filters_narrow_by_person_time_kind_and_child(week: House, clock: object) -> None:
    def found(**wanted: object) -> int:
        return len(week.do(lambda desk: log.page(desk, Filter(**wanted))).lines)  # type: ignore[arg-type]

    assert found(person=week.ids["sofie"], kind=LogKind.READ) == 1
    assert found(child=week.children[0], kind=LogKind.READ) == 2
    assert found(kind=LogKind.REFUSED) == 1
    now = week.clock.now
    assert found(kind=LogKind.READ, since=now - timedelta(days=1), until=now) == 3
    assert found(kind=LogKind.READ, since=now) == 0


def test_a_refusal_says_what_was_tried(week: House) -> None:
    line = week.do(lambda desk: log.page(desk, Filter(kind=LogKind.REFUSED))).lines[0]

    assert (line.who, line.what, line.about) == ("Ali Kanari", "Blev afvist: Åbnede barnets side", "")


def test_reading_the_log_is_itself_a_line_but_not_every_page_of_it(week: House) -> None:
    page = week.do(lambda desk: log.page(desk, Filter(), limit=5))
    while page.next is not None:
        page = week.do(lambda desk, at=page.next: log.page(desk, Filter(), before=at, limit=5))  # type: ignore[misc]

    lines = week.do(lambda desk: log.page(desk, Filter(kind=LogKind.LOG, person=week.ids["mette"]))).lines
    assert [line.what for line in lines] == ["Læste i loggen"]


def test_pages_hold_every_line_once(week: House) -> None:
    every = [line.number for line in week.do(lambda desk: log.page(desk, Filter(), limit=999)).lines]
    found: list[int] = []
    at: int | None = every[0] + 1
    while at is not None:
        page = week.do(lambda desk, at=at: log.page(desk, Filter(), before=at, limit=4))  # type: ignore[misc]
        found += [line.number for line in page.lines]
        at = page.next

    assert found == every


def test_a_sample_can_be_drawn_again_by_its_seed(week: House) -> None:
    first, again, other = (
        week.do(lambda desk, seed=seed: log.sample(desk, Filter(kind=LogKind.READ), 2, seed))  # type: ignore[misc]
        for seed in ("1", "1", "4")
    )

    assert first == again
    assert len(first.lines) == 2
    assert first.drawn_from == 3
    assert {line.number for line in first.lines} != {line.number for line in other.lines}
    assert log.new_seed() != log.new_seed()


def test_everything_about_a_child_is_found_also_what_was_written_within_a_concern(house: House) -> None:
    house.enter("jonas")
    opened(house, 0, 1)
    about = started(house, Track.GENERAL)
    house.do(lambda desk: concerns.open_concern(desk, about))
    house.enter("mette")

    lines = house.do(lambda desk: log.of_child(desk, house.children[0]))

    assert [line.what for line in lines] == ["Åbnede en bekymring", "Begyndte en bekymring", "Åbnede barnets side"]
    assert not any(line.delicate for line in lines)


def test_what_belongs_to_a_suspicion_is_marked(house: House) -> None:
    house.enter("jonas")
    opened(house, 0)
    started(house, Track.PARENTS)
    house.enter("mette")

    lines = house.do(lambda desk: log.of_child(desk, house.children[0]))

    assert [line.delicate for line in lines] == [True, False]


def test_failed_logins_are_one_line_with_a_count_and_no_name(house: House) -> None:
    def merge(desk: Desk) -> None:
        log.merge_failed_logins(desk, count=3, since=desk.clock(), until=desk.clock())
        log.merge_failed_logins(desk, count=0, since=desk.clock(), until=desk.clock())

    house.do(merge)

    found = house.do(lambda desk: log.page(desk, Filter(kind=LogKind.COMING_IN), limit=1)).lines
    assert [line.what for line in found] == ["Forgæves forsøg på at logge ind: 3"]


# --- retention --------------------------------------------------------------------------------------------------------


def numbers(desk: Desk) -> list[int]:
    with desk.engine.begin() as connection:
        return [line.number for line in stored.entries(connection)]


def test_old_lines_go_and_what_still_binds_stays(house: House) -> None:
    house.enter("jonas")
    round_id = house.open_round()
    house.submit(round_id, house.children[0])
    opened(house, 0)
    house.clock.now += timedelta(days=300)
    house.enter("mette")
    young = house.clock.now - timedelta(days=30)

    gone = house.do(lambda desk: log.retain(desk, young))

    left = house.do(lambda desk: log.page(desk, Filter(), limit=999)).lines
    old = {line.what for line in left if line.at < young}
    assert gone > 5
    assert old == {
        "Afleverede sin egen vurdering", "Lavede mappen", "Gav adgang eller grupper", "Valgte brugernavn og adgangskode"
    }  # fmt: skip
    assert house.do(check.check) == ()
    house.enter("jonas")
    opened(house, 1)
    assert house.do(check.check) == ()


def test_retention_again_goes_on_from_its_own_checkpoint(house: House) -> None:
    for _ in range(2):
        house.clock.now += timedelta(days=200)
        house.enter("mette")
        house.do(lambda desk: log.retain(desk, desk.clock() - timedelta(days=100)))
        assert house.do(check.check) == ()
    assert house.do(lambda desk: log.retain(desk, desk.clock() - timedelta(days=100))) == 0


@pytest.mark.parametrize("changed", ["a line", "the checkpoint"])
def test_lines_that_somebody_changed_are_not_taken_away_so_they_go_on_being_found(house: House, changed: str) -> None:
    house.clock.now += timedelta(days=200)
    house.enter("mette")
    house.do(lambda desk: log.retain(desk, desk.clock() - timedelta(days=100)))
    house.clock.now += timedelta(days=200)
    house.enter("mette")

    def change(desk: Desk) -> None:
        with desk.engine.begin() as connection:
            if changed == "the checkpoint":
                connection.execute(update(t.log_checkpoint).values(signature=b"x" * 64))
            else:
                line = min(line for line in numbers_after_checkpoint(connection))
                connection.execute(update(t.log_entry).where(t.log_entry.c.number == line).values(detail='{"x":1}'))

    house.do(change)
    before = house.do(numbers)

    with pytest.raises(KnownError) as kept:
        house.do(lambda desk: log.retain(desk, desk.clock() - timedelta(days=100)))

    assert kept.value.code == "LOG-BEHOLDT"
    assert house.do(numbers)[: len(before)] == before
    assert house.do(check.check) != ()


def numbers_after_checkpoint(connection: Connection) -> list[int]:
    made = stored.checkpoint(connection)
    assert made is not None
    return [line.number for line in stored.entries(connection) if line.number > made.number]


@pytest.mark.parametrize("forge", ["number", "hash", "signature", "gone", "kept line gone"])
def test_a_forged_checkpoint_is_found(house: House, forge: str) -> None:
    house.clock.now += timedelta(days=400)
    house.enter("mette")
    house.do(lambda desk: log.retain(desk, desk.clock() - timedelta(days=100)))

    def change(desk: Desk) -> None:
        with desk.engine.begin() as connection:
            if forge == "gone":
                connection.execute(delete(t.log_checkpoint))
            elif forge == "kept line gone":
                connection.execute(delete(t.log_entry).where(t.log_entry.c.number == min(numbers_in(connection))))
            else:
                values = {"number": 3, "hash": "ab" * 32, "signature": b"s" * 64}
                connection.execute(update(t.log_checkpoint).values({forge: values[forge]}))

    def numbers_in(connection: Connection) -> list[int]:
        return [line.number for line in stored.entries(connection)]

    house.do(change)

    found = {finding.code for finding in house.do(check.check)}
    assert found & {"LOG-START", "LOG-HUL", "LOG-KAEDE"}


def test_a_checkpoint_by_somebody_whose_role_takes_no_lines_away_is_found(house: House) -> None:
    """Jonas has programming tools, and signs with his own key as if he were the leader."""
    house.clock.now += timedelta(days=400)
    house.enter("jonas")
    young = house.clock.now - timedelta(days=100)

    house.do(lambda desk: log.retain(replace(desk, staff=replace(desk.staff, role=Role.LEADER)), young))

    assert [finding.code for finding in house.do(check.check)] == ["LOG-START"]


def test_whoever_became_leader_long_ago_takes_lines_away_again_and_again(house: House) -> None:
    house.do(lambda desk: people.set_role(desk, house.ids["jonas"], Role.LEADER))
    for _ in range(2):
        house.clock.now += timedelta(days=300)
        house.enter("jonas")
        house.do(lambda desk: log.retain(desk, desk.clock() - timedelta(days=100)))
        assert house.do(check.check) == ()


def test_the_first_leader_takes_lines_away_also_with_a_login_from_the_recovery_key(house: House) -> None:
    assert house.place is not None
    words = " ".join(house.place.new_recovery_key())
    house.place.prove_recovery_key(words)
    house.leave()
    place = workplace.recover(
        house.folder, words, leader=house.ids["mette"], login="m", password=PASSWORD, clock=house.clock, derive=quick
    )
    house.clock.now += timedelta(days=300)

    assert place.run(lambda desk: log.retain(desk, desk.clock() - timedelta(days=100))).result() > 0

    assert place.run(check.check).result() == ()
    place.close()


def test_the_setting_says_how_many_months_and_is_kept_to_from_then_on(house: House) -> None:
    assert house.do(log.months_kept) == 12
    for months in (5, 13):
        with pytest.raises(KnownError) as refused:
            house.do(lambda desk, months=months: log.keep_months(desk, months))  # type: ignore[misc]
        assert refused.value.code == "LOG-MAANEDER"
    house.do(lambda desk: log.keep_months(desk, 6))
    for _ in range(2):  # in use all the time: a clock that jumps takes nothing away
        house.clock.now += timedelta(days=90)
        house.enter("jonas")
    house.enter("mette")
    assert house.do(log.tidy) == 0
    house.clock.now += timedelta(days=20)
    house.enter("jonas")
    before = house.do(numbers)

    house.enter("mette")  # whoever may tidies up by coming in

    assert len(house.do(numbers)) < len(before)
    assert house.do(check.check) == ()


def test_a_hundred_thousand_lines_are_read_in_less_than_a_tenth_of_a_second(house: House) -> None:
    opened(house, 0)

    def fill(desk: Desk) -> None:
        with desk.engine.begin() as connection:
            last = list(stored.entries(connection))[-1]
            child = [*house.children]
            rows = [
                {name: getattr(last, name) for name in stored.LogEntry.__slots__}
                | {"number": last.number + n, "at": last.at + timedelta(minutes=n), "subject_id": child[n % 4],
                   "hash": hashlib.sha256(str(n).encode()).hexdigest()}
                for n in range(1, 100_001)
            ]  # fmt: skip
            connection.execute(insert(t.log_entry), rows)

    house.do(fill)
    middle: datetime = house.clock.now + timedelta(days=30)
    for wanted in (
        Filter(),
        Filter(person=house.ids["mette"]),
        Filter(kind=LogKind.READ),
        Filter(child=house.children[1]),
        Filter(since=middle, until=middle + timedelta(days=1)),
        Filter(kind=LogKind.REFUSED),
    ):
        seconds = []
        for _ in range(5):  # the quickest counts: others work on this machine too
            begun = time.perf_counter()
            house.do(lambda desk, wanted=wanted: log.page(desk, wanted))  # type: ignore[misc]
            seconds.append(time.perf_counter() - begun)
        assert min(seconds) < 0.1, wanted


def test_every_kind_of_record_that_a_line_can_be_about_has_words() -> None:
    parts = {"carer", "sibling", "help_given", "concern_reader", "minority_view"}  # of another record
    nobody = {"own_environment", "practice_answer", "forum", "forum_day"}  # about no child
    kinds = {table.name for table in t.metadata.sorted_tables if "record_id" in table.c}

    assert kinds - parts - nobody == set(log._ABOUT_WORDS)
