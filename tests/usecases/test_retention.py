"""The list of what is to go is approved by a leader, and what was approved goes for good: all of it or nothing."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from opspor.domain.assessment import Agreement, FollowUpKind, MinorityView, Position, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.filing import Filed
from opspor.domain.ids import Id, new_id
from opspor.domain.retention import Held, Receipt, Schedule, Sort, months_after
from opspor.domain.subject_access import Asker, Request
from opspor.store import children as stored_children
from opspor.store import erasure as stored_erasure
from opspor.store import protection, records, rounds
from opspor.usecases import check, children, concerns, copies, erasure, joint, log, retention
from opspor.usecases.desk import Desk
from opspor.vault import register
from tests.guards import NOTE
from tests.usecases.conftest import House

START = date(2026, 3, 17)


def go_on(house: House, days: int) -> None:
    """The days pass, with the program in use."""
    while days > 0:
        house.clock.now += timedelta(days=min(days, 60))
        house.enter("mette")
        days -= 60


def agreed(house: House, child: Id) -> Id:
    """A round in which two answered about a child and agreed; one of them sees it differently."""
    round_id = house.open_round()
    for login, position in (("jonas", Position.NOT_EXPOSED), ("sofie", Position.EXPOSED)):
        with house.as_(login):
            house.submit(round_id, child, position)
    with house.as_("jonas"):
        agreement = Agreement(
            position=Position.POTENTIALLY_EXPOSED, trivsel=Trivsel.THRIVES, reason=NOTE,
            follow_up=(FollowUpKind.SPARRING,), follow_up_on=START + timedelta(days=30),
            participants=(house.ids["jonas"], house.ids["sofie"]),
            minority=(MinorityView(house.ids["sofie"], "Jeg så det anderledes", house.ids["jonas"]),),
        )  # fmt: skip
        house.do(lambda desk: joint.agree(desk, round_id, child, agreement))
    house.enter("mette")
    return round_id


def closed_concern(house: House, child: Id | None = None) -> Id:
    def work(desk: Desk) -> Id:
        made = concerns.start(
            desk, child_id=child, typed_name="" if child else "Kanarius, lillebror", danger=Danger.NO,
            track=Track.GENERAL, what=NOTE, seen_on=desk.clock().date(),
        )  # fmt: skip
        concerns.close(desk, made, NOTE)
        return made

    return house.do(work)


def filed(house: House, about: Id) -> None:
    def work(desk: Desk) -> None:
        now = desk.clock()
        with desk.engine.begin() as connection:
            header = records.Header(new_id(now), desk.staff.id, now, now)
            protection.file(connection, header, Filed(about, now.date(), "2026-1", "", now))

    house.do(work)


def leave(house: House, child: Id) -> None:
    house.clock.now += timedelta(days=1)  # who came on that very day was never there
    today = house.clock.now.date()
    house.do(lambda desk: children.leave_group(desk, child, house.groups["Bøgestuen"], today))


def keys(house: House) -> list[str]:
    return [line.due.key for line in house.do(retention.plan).lines]


def delete(house: House, *chosen: str, **how: bool) -> Receipt:
    wanted = chosen or keys(house)
    return house.do(lambda desk: retention.delete(desk, wanted, **how))


def test_the_controller_decides_how_long_and_anybody_may_read_it(house: House) -> None:
    assert house.do(retention.schedule) == Schedule()
    house.do(lambda desk: retention.set_schedule(desk, Schedule(3, 2, 1, 0)))
    with house.as_("jonas"):
        assert house.do(retention.schedule) == Schedule(3, 2, 1, 0)
    house.enter("mette")
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: retention.set_schedule(desk, Schedule(own=0)))
    assert refused.value.code == "RET-MAANEDER"
    assert house.do(retention.schedule) == Schedule(3, 2, 1, 0)


def test_who_shortens_is_told_what_becomes_due(house: House) -> None:
    agreed(house, house.children[0])
    go_on(house, 100)
    assert house.do(lambda desk: retention.would_go(desk, Schedule())) == 0
    assert house.do(lambda desk: retention.would_go(desk, Schedule(own=3))) == 1
    assert house.do(retention.plan).lines == ()


def test_the_list_has_what_is_due_and_what_comes_within_a_month(house: House) -> None:
    agreed(house, house.children[0])
    day = months_after(START, 6)
    go_on(house, (day - START).days - 31)
    plan = house.do(retention.plan)
    assert (plan.lines, [line.due.on for line in plan.coming], plan.doubt) == ((), [day], None)
    go_on(house, 31)
    [line] = house.do(retention.plan).lines
    assert line.who == "Karla K. (B001)"
    assert line.what == (("egne vurderinger", 2),)
    assert line.why.startswith("Egne vurderinger slettes 6 måneder efter")
    assert line.held == ()


def test_own_assessments_go_and_what_was_agreed_stays_with_its_figures_and_the_other_view(house: House) -> None:
    child = house.children[0]
    round_id = agreed(house, child)
    go_on(house, 190)

    receipt = delete(house)

    assert receipt.counts == ((Sort.OWN, 1),)
    assert (receipt.records, receipt.children, receipt.codes, receipt.by) == (2, 1, ("B001",), "Mette Kanari Skov")
    assert receipt.copies_until == erasure.lives_until(house.clock.now.date())
    assert keys(house) == []

    def left(desk: Desk) -> tuple[int, object]:
        with desk.engine.begin() as connection:
            [one] = rounds.joint(connection, child_id=child)
            assert [view.text for view in one.agreement.minority] == ["Jeg så det anderledes"]
            own = rounds.own(connection, round_id, child, one.agreement.context, every=True)
            return len(own), one.spread.assessors

    assert house.do(left) == (0, 2)
    assert house.do(check.check) == ()


def test_the_log_lines_of_what_went_go_with_the_log_s_own_months_and_the_check_stays_clean(house: House) -> None:
    agreed(house, house.children[0])
    go_on(house, 190)
    delete(house)
    go_on(house, 400)
    assert house.do(lambda desk: log.page(desk, log.Filter())).lines
    assert house.do(check.check) == ()

    def bound(desk: Desk) -> int:
        with desk.engine.begin() as connection:
            return int(
                connection.exec_driver_sql("SELECT count(*) FROM log_entry WHERE action = 'own.write'").scalar_one()
            )

    assert house.do(bound) == 0


def test_the_line_in_the_log_counts_and_names_nobody(house: House) -> None:
    agreed(house, house.children[0])
    go_on(house, 190)
    delete(house)

    def line(desk: Desk) -> tuple[str, str]:
        with desk.engine.begin() as connection:
            query = "SELECT subject_id, detail FROM log_entry WHERE action = 'retention.delete'"
            subject, detail = connection.exec_driver_sql(query).one()
            return subject, detail

    subject, detail = house.do(line)
    assert (subject, json.loads(detail)) == ("", {"own": 1, "records": 2, "clock": False})


def test_a_child_that_left_goes_with_everything(house: House) -> None:
    child = house.children[0]
    agreed(house, child)
    leave(house, child)
    go_on(house, 95)
    [line] = house.do(retention.plan).lines
    assert line.due.key == f"file:{child}"

    receipt = delete(house)

    assert receipt.counts == ((Sort.FILE, 1),)
    assert child not in [row.id for row in house.do(children.listed)]
    assert house.do(check.check) == ()
    with pytest.raises(KnownError):
        house.do(lambda desk: children.open_child(desk, child))


def test_an_open_concern_on_the_day_holds_the_child_and_says_so_until_it_is_closed_and_journalised(
    house: House,
) -> None:
    child = house.children[0]
    concern = house.do(
        lambda desk: concerns.start(
            desk, child_id=child, typed_name="", danger=Danger.NO, track=Track.GENERAL, what=NOTE, seen_on=START
        )
    )
    leave(house, child)
    go_on(house, 95)
    [line] = house.do(retention.plan).lines
    assert line.due.held == (Held.OPEN_CONCERN,)
    assert "åben bekymring" in line.held[0]
    with pytest.raises(KnownError) as refused:
        delete(house)
    assert refused.value.code == "RET-AENDRET"

    house.do(lambda desk: concerns.close(desk, concern, NOTE))
    assert house.do(retention.plan).lines[0].due.held == (Held.NOT_FILED,)
    filed(house, concern)
    assert delete(house).counts == ((Sort.FILE, 1),)


def test_a_concern_on_a_typed_name_goes_after_the_journal(house: House) -> None:
    concern = closed_concern(house)
    filed(house, concern)
    go_on(house, 95)
    [line] = house.do(retention.plan).lines
    assert (line.who, line.what[0]) == ("Kanarius, lillebror", ("bekymring", 1))
    receipt = delete(house)
    assert (receipt.counts, receipt.children) == (((Sort.CONCERN, 1),), 0)
    assert house.do(concerns.listed) == ()


def test_nothing_is_deleted_when_one_of_the_chosen_is_not_due_any_more(house: House) -> None:
    first, second = house.children[:2]
    leave(house, first)
    leave(house, second)
    go_on(house, 95)
    chosen = keys(house)
    today = house.clock.now.date()
    house.do(lambda desk: children.enrol(desk, second, house.groups["Bøgestuen"], today))

    with pytest.raises(KnownError) as refused:
        delete(house, *chosen)

    assert refused.value.code == "RET-AENDRET"
    assert {first, second} <= {row.id for row in house.do(children.listed)}
    assert delete(house, f"file:{first}").children == 1


def test_a_key_that_nobody_knows_deletes_nothing(house: House) -> None:
    with pytest.raises(KnownError) as refused:
        delete(house, "file:nobody")
    assert refused.value.code == "RET-AENDRET"


@pytest.mark.parametrize("years", [-3, 12])
def test_nothing_is_deleted_on_a_clock_that_jumped_until_somebody_says_it_is_right(house: House, years: int) -> None:
    leave(house, house.children[0])
    go_on(house, 95)
    chosen = keys(house)
    house.clock.now += timedelta(days=365 * years)
    house.enter("mette")
    assert house.do(retention.plan).doubt is not None
    if years < 0:
        chosen = ["file:nobody"]
    with pytest.raises(KnownError) as refused:
        delete(house, *chosen)
    assert refused.value.code == "RET-UR"
    assert house.children[0] in [row.id for row in house.do(children.listed)]
    if years > 0:
        assert delete(house, *chosen, clock_is_right=True).children == 1
        assert house.do(retention.plan).doubt is None


def test_while_the_family_waits_for_access_not_even_by_hand(house: House) -> None:
    child = house.children[0]

    def ask(desk: Desk) -> None:
        now = desk.clock()
        with desk.engine.begin() as connection:
            header = records.Header(new_id(now), desk.staff.id, now, now, child_id=child)
            protection.add_request(connection, header, header.id, Request(Asker.CARER, "Kanari", now.date()))

    house.do(ask)
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: erasure.erase_child(desk, child))
    assert refused.value.code == "SLET-HOLDT"


def test_the_register_tells_what_went_in_short(house: House) -> None:
    folder = house.folder.with_name("mappe-kopier")
    agreed(house, house.children[0])
    concern = closed_concern(house)
    filed(house, concern)
    leave(house, house.children[1])
    go_on(house, 190)
    assert delete(house).registered

    key, told = house.do(copies.register_of)
    assert sorted(each.kind for each in told) == ["child", "concern", "own"]
    assert house.place is not None
    assert register.read(folder, house.place.vault_id, key) == told
    assert {each.id for each in told} >= {concern, house.children[1]}


def test_a_restored_vault_loses_again_what_went_by_its_day(house: House) -> None:
    """As when it was made: own assessments, a concern, the text of an underretning; and what is younger stays."""
    agreed(house, house.children[0])
    concern = closed_concern(house)
    chosen = [register.Erased(concern, register.CONCERN, house.clock.now.date())]

    def told(desk: Desk) -> list[register.Erased]:
        with desk.engine.begin() as connection:
            row = connection.exec_driver_sql("SELECT round_id, child_id, context FROM own_assessment LIMIT 1").one()
        return [register.Erased(stored_erasure.register_id(*row), register.OWN, house.clock.now.date())]

    own = house.do(told)
    early = [replace(each, on=START - timedelta(days=1)) for each in own]
    assert house.do(lambda desk: copies.restored(desk, early)).parts == 0  # written after that was deleted
    assert house.do(lambda desk: copies.restored(desk, [*own, *chosen])).parts == 2
    assert house.do(lambda desk: copies.restored(desk, [*own, *chosen])).parts == 0
    assert house.do(concerns.listed) == ()


def test_the_days_of_a_child_from_birth(house: House) -> None:
    child = house.children[0]
    with house.as_("jonas"):
        found = house.do(lambda desk: retention.days(desk, child))
        assert (found.child, dict(found.records)) == (None, {})
        assert found.words() == "3 måneder efter, at barnet er stoppet"
    house.enter("mette")
    agreed(house, child)
    records_ = house.do(lambda desk: retention.days(desk, child)).records
    assert set(records_.values()) == {months_after(START, 6)}
    assert len(records_) == 2
    concern = closed_concern(house, child)
    filed(house, concern)
    assert house.do(lambda desk: retention.days(desk, child)).records[concern] == months_after(START, 3)

    leave(house, child)
    found = house.do(lambda desk: retention.days(desk, child))
    assert found.child == months_after(START + timedelta(days=1), 3)
    assert set(found.records.values()) == {months_after(START, 3), found.child}
    assert found.words() == "18. juni 2026"


def test_a_sealed_round_is_not_told_of_by_a_day(house: House) -> None:
    child, round_id = house.children[0], house.open_round()
    with house.as_("jonas"):
        house.submit(round_id, child)
        assert len(house.do(lambda desk: retention.days(desk, child)).records) == 1
    with house.as_("sofie"):
        assert house.do(lambda desk: retention.days(desk, child)).records == {}
        leave_all = stored_children.leave

    def go(desk: Desk) -> None:
        with desk.engine.begin() as connection:
            leave_all(connection, child, house.groups["Bøgestuen"], START + timedelta(days=1))

    with house.as_("sofie"):
        before = len(house.do(lambda desk: retention.days(desk, house.children[1])).records)
        assert before == 0
        house.do(go)
    house.enter("mette")
    assert len(house.do(lambda desk: retention.days(desk, child)).records) == 2  # particulars, and that parents know


def test_a_concern_that_one_may_not_open_has_no_day_for_one(house: House) -> None:
    child = house.children[0]
    with house.as_("ali"):
        concern = closed_concern(house, child)
        filed(house, concern)
    with house.as_("sofie"):
        house.do(lambda desk: retention.days(desk, child))
    house.enter("mette")
    assert concern in house.do(lambda desk: retention.days(desk, child)).records

    house.do(lambda desk: concerns.keep(desk, concern, [house.ids["jonas"]]))
    with house.as_("sofie"):
        assert concern not in house.do(lambda desk: retention.days(desk, child)).records


@pytest.mark.parametrize("login", ["jonas", "ali"])
def test_nobody_but_the_leader_sees_the_list_or_deletes(house: House, login: str) -> None:
    with house.as_(login):
        for work in (
            retention.plan,
            lambda desk: retention.delete(desk, []),
            lambda d: retention.set_schedule(d, Schedule()),
        ):
            with pytest.raises(KnownError) as refused:
                house.do(work)
            assert refused.value.code == "ADGANG-NEJ"


def test_what_was_deleted_is_in_no_file_beside_the_vault(house: House) -> None:
    leave(house, house.children[0])
    go_on(house, 95)
    delete(house)
    wal: Path = house.folder / "data.db-wal"
    assert wal.stat().st_size <= 32 + 8 * (4096 + 24)  # what the log wrote since
