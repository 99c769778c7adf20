"""A child over time, on a real vault: what stands on its line, who may read it, and what stays sealed."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import update

from opspor.domain.access import Action
from opspor.domain.assessment import Agreement, Context, FollowUpKind, Position, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.follow_up import Effect, Review
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.plans import Focus
from opspor.domain.rights import RightKind
from opspor.domain.timeline import Event, EventKind
from opspor.domain.visit import Looked, VisitAnswers, VisitType
from opspor.store import log
from opspor.store import schema as t
from opspor.usecases import children, concerns, focus, follow_ups, joint, rights, timeline, visits
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House

WELL = (Position.NOT_EXPOSED, Trivsel.THRIVES)
WORSE = (Position.POTENTIALLY_EXPOSED, Trivsel.BEGINNING_MISTRIVSEL)


def events(house: House, child: Id, *kinds: EventKind) -> list[Event]:
    found = house.do(lambda desk: timeline.over_time(desk, child)).events
    return [event for event in found if not kinds or event.kind in kinds]


def agreed(house: House, round_id: Id, child: Id, cell: tuple[Position, Trivsel]) -> None:
    """Jonas thinks that all is well, Sofie what is agreed on in the end."""
    with house.as_("jonas"):
        house.submit(round_id, child, *WELL)
    with house.as_("sofie"):
        house.submit(round_id, child, *cell)
        agreement = Agreement(
            Context.DAYCARE, *cell, reason="Set", follow_up=(FollowUpKind.FOCUS_POINT,),
            follow_up_on=house.clock().date() + timedelta(days=42),
            participants=(house.ids["jonas"], house.ids["sofie"]),
        )  # fmt: skip
        house.do(lambda desk: joint.agree(desk, round_id, child, agreement))


def test_two_rounds_stand_on_the_line_with_what_changed_and_how_far_the_team_stood_apart(house: House) -> None:
    karla = house.children[0]
    for name, cell in (("Efterår", WELL), ("Forår", WORSE)):
        agreed(house, _round(house, name), karla, cell)
        house.clock.now += timedelta(days=180)
    with house.as_("jonas"):
        first, then = events(house, karla, EventKind.ASSESSMENT)
        looks = events(house, karla, EventKind.FOLLOW_UP)
    assert first.words[:3] == ("Første vurdering i dagtilbud.", "I så ens på position.", "I så ens på trivsel.")
    assert then.title == "Forår: potentielt udsat · begyndende mistrivsel"
    assert then.words[:3] == (
        "Position i dagtilbud: fra ikke udsat til potentielt udsat.",
        "Trivsel i dagtilbud: fra trives til begyndende mistrivsel.",
        "I så forskelligt på position: 1 af 2 ikke udsat, 1 af 2 potentielt udsat.",
    )
    assert [look.place for look in looks] == ["Dagtilbud", "Dagtilbud"]


def test_a_round_from_before_the_spread_was_kept_has_it_from_the_own_assessments(house: House) -> None:
    karla = house.children[0]
    agreed(house, _round(house), karla, WORSE)

    def forget(desk: Desk) -> None:
        with desk.engine.begin() as connection:
            connection.execute(update(t.joint_assessment).values(spread="{}"))

    with house.as_("jonas"):
        house.do(forget)
        (event,) = events(house, karla, EventKind.ASSESSMENT)
    assert "I så forskelligt på position: 1 af 2 ikke udsat, 1 af 2 potentielt udsat." in event.words


def test_a_sealed_round_shows_that_it_is_going_on_and_does_not_change_when_a_colleague_submits(house: House) -> None:
    round_id, karla = _round(house), house.children[0]
    with house.as_("sofie"):
        before = events(house, karla)
    with house.as_("jonas"):
        house.submit(round_id, karla, Position.EXPOSED, Trivsel.MISTRIVSEL)
    with house.as_("sofie"):
        after = events(house, karla)
    assert after == before
    (event,) = [event for event in after if event.round_id == round_id]
    assert (event.kind, event.place, event.position) == (EventKind.UNDER_WAY, "Dagtilbud", None)


def test_a_round_that_ended_without_the_child_is_seen(house: House) -> None:
    round_id, karla = _round(house), house.children[0]
    house.clock.now += timedelta(days=60)
    with house.as_("jonas"):
        (event,) = events(house, karla, EventKind.NOT_ASSESSED)
    assert (event.round_id, event.place) == (round_id, "Dagtilbud")


def remark(house: House, child: Id, about: Id, text: str) -> None:
    today = house.clock().date()
    house.do(lambda desk: rights.note(desk, child, RightKind.REMARK, on=today, from_whom="Mor", text=text, about=about))


def test_a_remark_of_the_family_stands_behind_what_it_is_about_and_behind_nothing_else(house: House) -> None:
    karla = house.children[0]
    agreed(house, _round(house, "Forår"), karla, WORSE)
    with house.as_("jonas"):
        house.do(lambda desk: children.observe(desk, karla, seen_at=desk.clock(), place="", text="Sover."))
        records = dict(house.do(lambda desk: rights.of_child(desk, karla)).records)
        for about, words in records.items():
            remark(house, karla, about, f"Til {words.split()[0]}.")
        said = {event.kind: " ".join(event.words) for event in events(house, karla)}
    assert said[EventKind.ASSESSMENT].endswith("Mor har bemærket: Til Fælles.")
    assert said[EventKind.OBSERVATION].endswith("Mor har bemærket: Til Iagttagelse.")
    assert "bemærket" not in said[EventKind.FOLLOW_UP]


def test_what_was_seen_and_said_stands_beside_it_with_who_wrote_it(house: House) -> None:
    karla, now = house.children[0], house.clock.now
    with house.as_("jonas"):
        house.do(lambda desk: children.observe(desk, karla, seen_at=now, place="Gården", text="Leger kanari."))
        house.do(lambda desk: children.quote(desk, karla, said_at=now, place="", words="Jeg er glad", asked="Hvad så?"))
        seen, said = events(house, karla, EventKind.OBSERVATION, EventKind.WORDS)
    assert (seen.title, seen.words) == ("Gården", ("Leger kanari.", "Skrevet af Jonas Kanariberg."))
    assert said.words == ("»Jeg er glad«", "Spurgt: »Hvad så?«", "Skrevet af Jonas Kanariberg.")


def test_a_concern_is_there_for_those_who_may_open_it_and_in_neutral_words(house: House) -> None:
    karla = house.children[0]
    start = partial(concerns.start, danger=Danger.NO, what="KANARI", seen_on=house.clock().date(), child_id=karla)
    with house.as_("jonas"):
        house.do(lambda desk: start(desk, track=Track.GENERAL))
        hidden = house.do(lambda desk: start(desk, track=Track.PARENTS))
        mine = events(house, karla, EventKind.CONCERN)
    with house.as_("sofie"):
        hers = events(house, karla, EventKind.CONCERN)
    assert (len(mine), len(hers)) == (2, 1)
    assert hidden in {event.id for event in mine}
    assert "KANARI" not in "".join(event.spoken for event in mine)


def test_what_was_seen_at_home_stays_with_the_district(house: House) -> None:
    """It does not follow the child into its rooms: not the visit, not the position there, not the follow-up."""
    karla, today = house.children[0], house.clock().date()
    north = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    house.invite("Hanne Kanaribrix", Role.HEALTH_VISITOR, frozenset({north}))
    house.do(lambda desk: children.enrol(desk, karla, north, today))
    house.enter("hanne")
    sheet = house.do(lambda desk: visits.visit_sheet(desk, karla, VisitType.NEED))
    answers = VisitAnswers(
        visited_on=today, answers={topic.id: Looked.WELL for topic in sheet.form.topic}, in_journal=False,
        position=Position.EXPOSED, trivsel=Trivsel.THRIVES, reason="Set derhjemme.",
        follow_up_on=today + timedelta(days=30),
    )  # fmt: skip
    house.do(lambda desk: visits.finish_visit(desk, sheet, answers))

    house.do(lambda desk: visits.note_not_held(desk, karla, VisitType.NEED, day=today, why="Ingen hjemme"))

    shown = {"hanne": 3, "mette": 3, "jonas": 0}
    for login, many in shown.items():
        with house.as_(login):
            assert len(events(house, karla, EventKind.VISIT, EventKind.FOLLOW_UP)) == many, login


def test_a_visit_that_came_to_nothing_stands_on_the_line_with_its_reason_and_changes_nothing(house: House) -> None:
    karla, today = house.children[0], house.clock().date()
    north = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    house.do(lambda desk: children.enrol(desk, karla, north, today))
    house.do(lambda desk: visits.note_not_held(desk, karla, VisitType.MONTHS_42, day=today, why="Ingen hjemme"))

    (event,) = events(house, karla, EventKind.VISIT)

    assert event.title == "Besøg ved 3½ år blev ikke til noget"
    assert event.words == ("Begrundelse: Ingen hjemme",)
    assert (event.position, event.trivsel, event.lane) == (None, None, Context.HOME)


def test_it_is_refused_to_another_room_and_logged_as_opening_the_child(house: House) -> None:
    karla = house.children[0]
    with house.as_("ali"), pytest.raises(KnownError) as refused:
        events(house, karla)
    assert refused.value.code == "ADGANG-NEJ"
    with house.as_("jonas"):
        events(house, karla)

    def lines(desk: Desk) -> list[tuple[str, str]]:
        with desk.engine.begin() as connection:
            return [(line.action, line.subject_id) for line in log.entries(connection)]

    house.enter("mette")
    assert (Action.OPEN_CHILD, karla) in house.do(lines)


def _round(house: House, name: str = "Forår") -> Id:
    house.enter("mette")
    return house.open_round(name)


def test_what_was_done_and_each_time_one_looked_again_stand_on_the_line(house: House) -> None:
    karla, today = house.children[0], house.clock().date()
    written = Focus("Ro ved lågen", action="Vi tager imod", responsible_id=house.ids["jonas"], starts_on=today,
                    follow_up_on=today + timedelta(days=28))  # fmt: skip
    sheet = house.do(lambda desk: focus.sheet(desk, child_id=karla))
    point = house.do(lambda desk: focus.write(desk, sheet, written))
    looked = house.do(lambda desk: follow_ups.sheet(desk, point))
    house.do(lambda desk: follow_ups.postpone(desk, looked, today + timedelta(days=40), "Syg"))
    with house.as_("jonas"):
        (begun,) = events(house, karla, EventKind.FOCUS)
        (next_,) = events(house, karla, EventKind.FOLLOW_UP)
        (put_off,) = events(house, karla, EventKind.LOOKED_AGAIN)
    assert (begun.id, begun.lane, begun.title) == (point, "daycare", "Ro ved lågen")
    assert begun.words == ("Vi tager imod", "Skrevet af Mette Kanari Skov.")
    assert next_.on == today + timedelta(days=40)
    assert (put_off.title, put_off.words[0]) == ("Ro ved lågen: udsat", "Begrundelse: Syg")

    house.enter("mette")
    again = house.do(lambda desk: follow_ups.sheet(desk, point))
    review = Review(effect=Effect.WORKS, note="Siger farvel selv")
    house.do(lambda desk: follow_ups.look_again(desk, again, review))
    assert events(house, karla, EventKind.FOLLOW_UP) == []
    assert [event.title for event in events(house, karla, EventKind.FOCUS)] == [
        "Ro ved lågen", "Ro ved lågen: afsluttet"
    ]  # fmt: skip
    assert events(house, karla, EventKind.LOOKED_AGAIN)[-1].words[:2] == ("Det virker.", "Siger farvel selv")


def test_what_is_done_at_home_stays_off_the_line_of_the_room(house: House) -> None:
    karla, today = house.children[0], house.clock().date()
    group = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    house.invite("Dina Kanariby", Role.HEALTH_VISITOR, frozenset({group}))
    house.do(lambda desk: children.enrol(desk, karla, group, today))
    kinds = (EventKind.FOCUS, EventKind.FOLLOW_UP, EventKind.LOOKED_AGAIN)
    with house.as_("dina"):
        written = Focus("Søvn", action="Vi", responsible_id=house.ids["dina"], starts_on=today,
                        follow_up_on=today + timedelta(days=28))  # fmt: skip
        sheet = house.do(lambda desk: focus.sheet(desk, child_id=karla, context=Context.HOME))
        point = house.do(lambda desk: focus.write(desk, sheet, written))
        looked = house.do(lambda desk: follow_ups.sheet(desk, point))
        house.do(lambda desk: follow_ups.postpone(desk, looked, today + timedelta(days=40), "Syg"))
        assert len(events(house, karla, *kinds)) == 3
    with house.as_("jonas"):
        assert events(house, karla, *kinds) == []
