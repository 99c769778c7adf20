"""What is due in a vault: found by few queries, each thing with its day and what keeps it."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import update

from opspor.domain.environment import EnvironmentAnswers, OwnEnvironment
from opspor.domain.filing import Filed
from opspor.domain.ids import Id
from opspor.domain.paper import Sent
from opspor.domain.retention import Held, Schedule, Sort, months_after
from opspor.domain.rights import RightKind, RightsNote
from opspor.domain.rounds import Round
from opspor.store import children, concerns, drafts, environment, erasure, protection, retention, rounds
from opspor.store import schema as t
from opspor.store.retention import Found
from tests.guards import NOTE
from tests.store.factories import NOW, PAPER_FORM, TRIVSEL_FORM, World
from tests.store.test_protection import REQUEST

KEPT, TODAY = Schedule(), NOW.date()
LATER = TODAY + timedelta(days=4000)


def due(world: World, until: date = LATER, schedule: Schedule = KEPT) -> dict[str, Found]:
    return {one.due.key: one for one in retention.dues(world.connection, schedule, until)}


def left(world: World, child: Id, on: date = TODAY) -> None:
    children.leave(world.connection, child, world.sunflower, on + timedelta(days=1))


def filed(world: World, about: Id, on: date = TODAY) -> None:
    protection.file(world.connection, world.header(), Filed(about, on, "2026-1", "", NOW))


def closed(world: World, child: Id | None = None, name: str = "") -> Id:
    concern = world.concern(child, name)
    concerns.close(world.connection, world.header(child_id=child, concern_id=concern.id), concern.id, NOTE)
    return concern.id


def frame(world: World, round_: Round) -> Id:
    header = world.header()
    answers = OwnEnvironment(
        header.id, round_.id, world.sunflower, world.mette.id, "", "", NOW, EnvironmentAnswers(), TRIVSEL_FORM
    )
    environment.add(world.connection, header, answers, b"n" * 32)
    return header.id


def test_nothing_is_due_of_a_child_that_is_here_but_its_own_assessments(world: World) -> None:
    child, round_ = world.child(), world.round()
    own = world.own(round_, child, world.mette)
    again = world.own(round_, child, world.mette, replaces=own.id)
    other = world.own(round_, child, world.anders)
    world.joint(round_, child)
    world.concern(child)

    [(key, one)] = due(world).items()

    assert key == f"own:{round_.id}:{child}:daycare"
    assert (one.due.sort, one.due.child_id, one.due.on, one.due.held) == (
        Sort.OWN, child, months_after(TODAY, 6), ()
    )  # fmt: skip
    assert {*one.due.records} == {own.id, again.id, other.id}
    assert {*one.kinds.values()} == {"own_assessment"}


def test_something_is_due_on_its_day_and_not_the_day_before(world: World) -> None:
    child, round_ = world.child(), world.round()
    world.own(round_, child, world.mette)
    world.joint(round_, child)
    day = months_after(TODAY, 6)

    assert due(world, day - timedelta(days=1)) == {}
    assert len(due(world, day)) == 1
    assert len(due(world, months_after(TODAY, 1), Schedule(own=1))) == 1


def test_a_correction_of_what_was_agreed_does_not_put_the_day_off(world: World) -> None:
    child, round_ = world.child(), world.round()
    world.own(round_, child, world.mette)
    first = world.joint(round_, child)
    world.now += timedelta(days=60)
    world.joint(round_, child, replaces=first.id)
    assert [one.due.on for one in due(world).values()] == [months_after(TODAY, 6)]


def test_without_an_agreement_the_round_counts_and_holds_until_it_is_closed(world: World) -> None:
    child, round_ = world.child(), world.round()
    world.own(round_, child, world.mette)
    seen = frame(world, round_)
    by_key = due(world)
    assert {one.due.held for one in by_key.values()} == {(Held.WAITS,)}
    assert {one.due.on for one in by_key.values()} == {months_after(round_.closes_on, 6)}
    assert by_key[f"own:{round_.id}:{world.sunflower}"].due.records == (seen,)
    assert by_key[f"own:{round_.id}:{world.sunflower}"].name == "Solsikken, Efterår 2026"

    rounds.set_closed(world.connection, round_.id, NOW, world.mette.id)

    assert {one.due.held for one in due(world).values()} == {()}
    assert {one.due.on for one in due(world, months_after(TODAY, 6)).values()} == {months_after(TODAY, 6)}


def test_a_child_that_left_goes_with_everything_and_its_parts_are_not_said_twice(world: World) -> None:
    child, round_ = world.child(), world.round()
    world.own(round_, child, world.mette)
    world.joint(round_, child)
    concern = closed(world, child)
    filed(world, concern)
    left(world, child)

    [(key, one)] = due(world).items()

    assert (key, one.due.on, one.due.held) == (f"file:{child}", months_after(TODAY + timedelta(days=1), 3), ())
    assert set(one.due.records) == {id_ for id_ in erasure.records_of(world.connection, child) if id_ in one.kinds}
    assert {"particulars", "own_assessment", "joint_assessment", "concern", "concern_closing"} <= {*one.kinds.values()}


def test_own_assessments_that_are_due_are_said_before_the_child_goes(world: World) -> None:
    """Looking a month ahead hides nothing of today."""
    child, round_ = world.child(), world.round()
    world.own(round_, child, world.mette)
    world.joint(round_, child)
    today = months_after(TODAY, 6)
    left(world, child, today - timedelta(days=70))

    found = [one.due for one in retention.dues(world.connection, KEPT, today, 31)]

    assert [(one.sort, one.on) for one in found] == [
        (Sort.OWN, today), (Sort.FILE, months_after(today - timedelta(days=69), 3))
    ]  # fmt: skip


def test_a_child_that_was_never_in_a_group_goes_by_the_day_it_was_written_down(world: World) -> None:
    child, here = world.child(), world.child()
    children.leave(world.connection, child, world.sunflower, TODAY)
    assert retention.left(world.connection) == {child: TODAY}
    assert [(one.due.child_id, one.due.on) for one in due(world).values()] == [(child, months_after(TODAY, 3))]
    left(world, here)
    assert retention.left(world.connection) == {child: TODAY, here: TODAY + timedelta(days=1)}


def test_a_child_that_comes_back_is_not_due_any_more(world: World) -> None:
    child = world.child()
    left(world, child)
    assert len(due(world)) == 1
    children.enrol(world.connection, world.id(), child, world.spruce, TODAY + timedelta(days=30))
    assert due(world) == {}


def test_an_open_concern_holds_the_child_and_its_own_assessments_go(world: World) -> None:
    child, round_ = world.child(), world.round()
    world.own(round_, child, world.mette)
    world.joint(round_, child)
    world.concern(child)
    left(world, child)
    held = {one.due.sort: one.due.held for one in due(world).values()}
    assert held == {Sort.FILE: (Held.OPEN_CONCERN,), Sort.OWN: ()}


def test_a_closed_concern_waits_for_the_journal_and_then_for_its_months(world: World) -> None:
    concern = closed(world, name="Kanarius, lillebror")
    [one] = due(world).values()
    assert (one.due.sort, one.name, one.due.held) == (Sort.CONCERN, "Kanarius, lillebror", (Held.NOT_FILED,))

    filed(world, concern, TODAY + timedelta(days=10))

    [one] = due(world).values()
    assert (one.due.on, one.due.held) == (months_after(TODAY + timedelta(days=10), 3), ())
    assert one.due.concern_id == concern
    assert one.due.child_id is None


def test_a_journalising_that_was_taken_back_counts_for_nothing(world: World) -> None:
    concern = closed(world, name="Kanarius")
    filed(world, concern)
    first = world.connection.execute(t.filing.select()).one().record_id
    back = Filed(concern, TODAY, "", "", NOW)
    protection.file(world.connection, world.header(replaces=first), back)
    assert [one.due.held for one in due(world).values()] == [(Held.NOT_FILED,)]


def test_the_text_of_an_underretning_goes_when_it_is_journalised_and_once(world: World) -> None:
    child = world.child()
    concern = world.concern(child)
    paper = world.paper(concern)
    about = {"child_id": child, "concern_id": concern.id}
    assert due(world) == {}
    filed(world, paper.id)
    [(key, one)] = due(world, TODAY).items()
    assert (key, one.due.on, one.due.held) == (f"paper:{paper.id}", TODAY, (Held.NOT_SENT,))
    sent = Sent(paper.id, "Digital Post", "kommunen", TODAY, "")
    concerns.add_sent(world.connection, world.header(**about), sent)
    assert [one.due.held for one in due(world, TODAY).values()] == [()]

    erasure.erase_text(world.connection, paper.id, TODAY)

    assert due(world, TODAY) == {}
    assert concerns.papers(world.connection, paper_id=paper.id)[0].form == PAPER_FORM


def test_an_open_request_for_access_holds_everything_of_the_child(world: World) -> None:
    child, round_ = world.child(), world.round()
    world.own(round_, child, world.mette)
    world.joint(round_, child)
    left(world, child)
    asked = world.header(child_id=child)
    protection.add_request(world.connection, asked, asked.id, REQUEST)
    assert {one.due.held for one in due(world).values()} == {(Held.ASKED_FOR,)}
    assert len(due(world)) == 2

    over = replace(REQUEST, dropped_because="ringede")
    protection.add_request(world.connection, world.header(child_id=child, replaces=asked.id), asked.id, over)
    assert [one.due.held for one in due(world).values()] == [()]


def test_a_restriction_holds_what_it_is_about_until_it_is_answered(world: World) -> None:
    child, round_ = world.child(), world.round()
    own = world.own(round_, child, world.mette)
    world.joint(round_, child)
    asked = world.header(child_id=child)
    note = RightsNote(asked.id, child, RightKind.RESTRICTION, TODAY, "mor", NOTE, "", NOW, own.id)
    protection.add_note(world.connection, asked, note)
    left(world, child)
    assert {one.due.held for one in due(world).values()} == {(Held.RESTRICTED,)}

    answer = replace(note, kind=RightKind.ANSWER, about=None, answers=asked.id)
    protection.add_note(world.connection, world.header(child_id=child), answer)
    assert [one.due.held for one in due(world).values()] == [()]


def test_the_days_of_a_child_s_own_assessments_are_those_of_the_list(world: World) -> None:
    child, round_ = world.child(), world.round()
    own = world.own(round_, child, world.mette)
    expected = (own.id, world.mette.id, round_.id, "daycare", round_.closes_on)
    assert [*retention.own_of(world.connection, child)] == [expected]
    assert retention.agreed_on(world.connection, child) == {}
    world.joint(round_, child)
    assert retention.agreed_on(world.connection, child) == {(round_.id, "daycare"): TODAY}


def test_the_concerns_about_a_child_come_with_their_days(world: World) -> None:
    child = world.child()
    mine, other = closed(world, child), closed(world, name="en anden")
    filed(world, mine)
    assert retention.concerns_of(world.connection, child) == (retention.Concern(mine, child, "", TODAY, TODAY),)
    assert {one.id for one in retention.concerns_of(world.connection)} == {mine, other}
    assert retention.filed(world.connection) == {mine: TODAY}
    assert {kind for _, kind, _ in retention.within(world.connection, [mine])} == {"concern", "concern_closing"}


def test_what_is_deleted_leaves_what_was_agreed_and_its_figures(world: World) -> None:
    child, round_ = world.child(), world.round()
    own = world.own(round_, child, world.mette)
    joint = world.joint(round_, child)
    about = RightsNote(Id(""), child, RightKind.REMARK, TODAY, "mor", NOTE, "", NOW, own.id)
    remark = world.header(child_id=child)
    protection.add_note(world.connection, remark, about)
    drafts.save(world.connection, world.anders.id, f"own:{round_.id}:{child}:daycare", {"text": NOTE}, NOW)
    drafts.save(world.connection, world.anders.id, f"own:{round_.id}:{world.child()}:daycare", {"text": NOTE}, NOW)
    [one] = due(world).values()

    gone = erasure.erase_records(world.connection, one.due.records, one.drafts)

    assert gone == {own.id, remark.id}  # the family's remark stood beside it
    assert rounds.joint(world.connection, child_id=child) == (joint,)
    assert len(world.connection.execute(t.draft.select()).all()) == 1


def test_the_text_goes_and_what_happened_to_the_paper_stays(world: World) -> None:
    paper = world.paper(world.concern(world.child()))
    body = world.connection.execute(t.paper.select()).one().body
    world.connection.execute(
        update(t.paper).values(body=body.replace('"sections":{', f'"note":"{NOTE}","sections":{{'))
    )

    erasure.erase_text(world.connection, paper.id, TODAY)
    erasure.erase_text(world.connection, paper.id, LATER)
    erasure.erase_text(world.connection, Id("ingen"), LATER)

    assert NOTE not in world.connection.execute(t.paper.select()).one().body
    assert erasure.text_erased_on(world.connection, [paper.id]) == {paper.id: TODAY}
    assert erasure.text_erased_on(world.connection, []) == {}
