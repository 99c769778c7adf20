"""Looking again: what is due for whom, that it stays until somebody has done it, and what a follow-up leaves behind."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opspor.domain.access import Action
from opspor.domain.assessment import Agreement, Context, FindOut, FollowUpKind, ParentView, Position, Trivsel
from opspor.domain.contact import Contact, Spoken, Way
from opspor.domain.errors import KnownError
from opspor.domain.follow_up import Effect, FollowUpDone, Review, SubjectKind, When
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.plans import Focus, Goal, Plan, PlanStatus
from opspor.domain.work_days import SchoolHoliday, WorkDays
from opspor.usecases import (
    baton,
    children,
    focus,
    follow_ups,
    joint,
    log,
    parent_contacts,
    people,
    plans,
    visits,
    work_days,
)
from opspor.usecases.follow_ups import Due, FollowUpSheet
from opspor.usecases.log import Filter
from opspor.usecases.log_words import ACTION_WORDS
from tests.usecases.conftest import House
from tests.usecases.test_meetings import agreed, held
from tests.usecases.test_meetings import plan as planned_meeting

TODAY = date(2026, 3, 17)
DAY = TODAY + timedelta(days=3)
NEXT = TODAY + timedelta(weeks=5)
GOAL = Goal(Id("g1"), "Bo siger farvel roligt", action="Vinker sammen i vinduet")


def point(house: House, child: int | None = 0, *, on: date = DAY, who: str = "sofie") -> Id:
    """A focus point of a child, or of Bøgestuen."""
    of_group, of_child = (house.groups["Bøgestuen"], None) if child is None else (None, house.children[child])
    written = Focus(
        title="Ro ved aflevering", action="En voksen tager imod ved lågen", goal="Farvel uden gråd",
        responsible_id=house.ids[who], starts_on=TODAY, follow_up_on=on,
    )  # fmt: skip
    return house.do(lambda desk: focus.write(desk, focus.sheet(desk, child_id=of_child, group_id=of_group), written))


def plan(house: House, child: int = 0, *, on: date = DAY) -> Id:
    """A plan that whoever is logged in holds."""
    assert house.place is not None
    written = Plan("Gode morgener", (GOAL,), TODAY, TODAY + timedelta(weeks=12), on, holder_id=house.place.staff.id)
    return house.do(lambda desk: plans.write(desk, plans.sheet(desk, house.children[child]), written))


def opened(house: House, subject: Id) -> FollowUpSheet:
    return house.do(lambda desk: follow_ups.sheet(desk, subject))


def look(house: House, subject: Id, **said: object) -> Id:
    review = replace(Review(effect=Effect.PARTLY, note="Han vinker", next_on=NEXT), **said)  # type: ignore[arg-type]
    return house.do(lambda desk: follow_ups.look_again(desk, follow_ups.sheet(desk, subject), review))


def put_off(house: House, subject: Id, to: date | None = NEXT, reason: str = "Far er syg") -> Id:
    return house.do(lambda desk: follow_ups.postpone(desk, follow_ups.sheet(desk, subject), to, reason))


def due(house: House, until: date | None = None) -> tuple[Due, ...]:
    return house.do(lambda desk: follow_ups.due(desk, until))


def days(house: House) -> dict[Id, date]:
    return {row.subject.id: row.on for row in due(house)}


def whole_agreement(**more: object) -> Agreement:
    agreement = Agreement(
        context=Context.DAYCARE, position=Position.EXPOSED, trivsel=Trivsel.THRIVES, reason="Flytter",
        follow_up=(FollowUpKind.SPARRING, FollowUpKind.LEADER_INFORMED), follow_up_on=DAY, follow_up_note="Ring først",
    )  # fmt: skip
    return replace(agreement, **more)  # type: ignore[arg-type]


def agree(house: House, **more: object) -> Id:
    """What the team of Bøgestuen agrees on about Karla."""
    round_id = house.open_round()
    for login in ("jonas", "sofie"):
        house.enter(login)
        house.submit(round_id, house.children[0])
    agreement = whole_agreement(participants=(house.ids["jonas"], house.ids["sofie"]), **more)
    table = house.do(lambda desk: joint.joint_table(desk, round_id, house.children[0]))
    views = tuple(ParentView(carer.id, carer.name, text="Ja") for carer in table.carers)
    return house.do(lambda desk: joint.agree(desk, round_id, house.children[0], replace(agreement, parents=views)))


# --- what is due ------------------------------------------------------------------------------------------------------


def test_what_is_due_says_whom_it_is_about_and_nothing_of_what_was_agreed(house: House) -> None:
    with house.as_("jonas"):
        about = point(house)
        (row,) = due(house, DAY)
        assert (row.subject.id, row.subject.kind, row.on, row.when) == (about, SubjectKind.FOCUS, DAY, When.SOON)
        assert row.child is not None
        assert (row.child.first_name, row.responsible, row.nobody) == ("Karla", "Sofie K.", False)
        assert "aflevering" not in repr(row)
        assert due(house, DAY - timedelta(days=1)) == ()


@pytest.mark.parametrize(
    ("days_on", "found"), [(0, When.SOON), (3, When.TODAY), (4, When.LATE), (-5, When.LATER)]
)  # fmt: skip
def test_nothing_disappears_when_it_is_read_nor_when_its_day_is_over(house: House, days_on: int, found: When) -> None:
    about = point(house)
    house.clock.now += timedelta(days=days_on)

    for _ in range(2):
        opened(house, about)
        assert [(row.subject.id, row.when) for row in due(house)] == [(about, found)]


def test_a_clock_that_is_set_back_shows_it_as_coming_and_loses_nothing(house: House) -> None:
    about = point(house)
    house.clock.now += timedelta(days=10)
    look(house, about, next_on=TODAY + timedelta(days=30))
    house.clock.now -= timedelta(days=20)

    look(house, about, note="Set igen, uret går forkert", next_on=TODAY + timedelta(days=12))

    assert days(house) == {about: TODAY + timedelta(days=12)}
    assert [made.review.note for made in opened(house, about).earlier] == ["Han vinker", "Set igen, uret går forkert"]


def test_each_sees_their_own_and_what_a_colleague_sees_to_beside_it(house: House) -> None:
    with house.as_("jonas"):
        hers, his, of_room = point(house), point(house, 1, who="jonas"), point(house, None, who="jonas")
        assert {row.subject.id: row.mine for row in due(house)} == {hers: False, his: True, of_room: True}
        assert next(row.group_name for row in due(house) if row.child is None) == "Bøgestuen"
    with house.as_("sofie"):
        assert {row.subject.id: row.mine for row in due(house)} == {hers: True, his: False, of_room: False}
    with house.as_("ali"):
        assert due(house) == ()
    with house.as_("mette"):
        assert {row.subject.id: row.mine for row in due(house)} == dict.fromkeys((hers, his, of_room), False)


def test_an_agreement_of_the_team_is_for_everybody_who_works_there(house: House) -> None:
    about = agree(house)
    for login in ("jonas", "sofie"):
        with house.as_(login):
            assert [(row.subject.id, row.mine, row.responsible) for row in due(house)] == [(about, True, "")]


def test_what_somebody_saw_to_who_has_left_is_for_the_leader_and_the_room(house: House) -> None:
    about = point(house)
    house.enter("mette")
    house.do(lambda desk: people.remove(desk, house.ids["sofie"]))

    for login in ("mette", "jonas"):
        with house.as_(login):
            (row,) = due(house)
            assert (row.subject.id, row.nobody, row.mine, row.responsible) == (about, True, True, "")
    house.enter("mette")


def test_a_leader_who_works_in_no_room_sees_all_and_has_what_nobody_has(house: House) -> None:
    hers, his = point(house), point(house, 1, who="jonas")
    house.invite("Lene Kanari", Role.LEADER, frozenset())
    house.do(lambda desk: people.remove(desk, house.ids["sofie"]))
    with house.as_("lene"):
        assert {row.subject.id: row.mine for row in due(house)} == {hers: True, his: False}


def test_a_plan_whose_child_has_moved_is_due_for_its_new_room_and_nobody_has_it(house: House) -> None:
    with house.as_("jonas"):
        about = plan(house)
    old, new = house.groups["Bøgestuen"], house.groups["Egestuen"]
    house.enter("mette")
    house.do(lambda desk: children.move(desk, house.children[0], old, new, TODAY))
    with house.as_("jonas"):
        assert due(house) == ()
    with house.as_("ali"):
        (row,) = due(house)
        assert (row.subject.id, row.nobody, row.mine) == (about, True, True)
        look(house, about, effect=None, goals={GOAL.id: Effect.WORKS})
    house.enter("mette")


def test_a_child_that_has_left_is_not_due_until_it_comes_back(house: House) -> None:
    about, room = point(house), house.groups["Bøgestuen"]
    house.do(lambda desk: children.leave_group(desk, house.children[0], room, TODAY))
    assert due(house) == ()
    house.do(lambda desk: children.enrol(desk, house.children[0], room, TODAY))
    assert days(house) == {about: DAY}


def test_who_said_yes_to_a_plan_sees_to_it(house: House) -> None:
    with house.as_("jonas"):
        about = plan(house)
        house.do(lambda desk: baton.offer(desk, about, house.ids["sofie"], "Du kender ham bedst"))
    with house.as_("sofie"):
        assert [row.mine for row in due(house)] == [False]
        house.do(lambda desk: baton.answer(desk, about, accepted=True))
        assert [(row.responsible, row.mine) for row in due(house)] == [("Sofie K.", True)]
    house.enter("mette")


def test_what_was_written_at_home_is_not_due_for_the_room(house: House) -> None:
    house.groups["Nord"] = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    house.invite("Dina Kanariby", Role.HEALTH_VISITOR, frozenset({house.groups["Nord"]}))
    karla = house.children[0]
    house.do(lambda desk: children.enrol(desk, karla, house.groups["Nord"], TODAY))
    with house.as_("dina"):
        written = Focus(title="Søvn", action="Vi prøver", responsible_id=house.ids["dina"], starts_on=TODAY,
                        follow_up_on=DAY)  # fmt: skip
        about = house.do(
            lambda desk: focus.write(desk, focus.sheet(desk, child_id=karla, context=Context.HOME), written)
        )
        sheet = opened(house, about)
        assert days(house) == {about: DAY}
    with house.as_("jonas"):
        assert due(house) == ()
        for ask in (
            lambda desk: follow_ups.sheet(desk, about),
            lambda desk: follow_ups.look_again(desk, sheet, Review(effect=Effect.WORKS, next_on=NEXT)),
        ):
            with pytest.raises(KnownError) as refused:
                house.do(ask)
            assert refused.value.code == "ADGANG-NEJ"
    with house.as_("mette"):
        assert days(house) == {about: DAY}


# --- looking again ----------------------------------------------------------------------------------------------------


def test_a_follow_up_says_what_came_of_it_and_sets_the_next_day(house: House) -> None:
    with house.as_("jonas"):
        about = point(house)
        house.clock.now += timedelta(days=5)
        look(house, about)
        (made,) = opened(house, about).earlier
        assert (made.kind, made.author_name) == (FollowUpDone.HELD, "Jonas Kanariberg")
        assert made.review == Review(house.clock().date(), Effect.PARTLY, {}, "Han vinker", "", NEXT)
        assert days(house) == {about: NEXT}


@pytest.mark.parametrize("what", ["focus", "plan"])
def test_what_ends_is_closed_with_the_words_that_were_said(house: House, what: str) -> None:
    with house.as_("jonas"):
        about = point(house) if what == "focus" else plan(house)
        look(house, about, goals={GOAL.id: Effect.WORKS}, note=" Han siger farvel selv ", next_on=None)

        assert due(house) == ()
        if what == "focus":
            current = house.do(lambda desk: focus.sheet(desk, point_id=about)).point
        else:
            current = house.do(lambda desk: plans.sheet(desk, house.children[0], about)).current  # type: ignore[assignment]
        assert current is not None
        assert (current.status, current.closed_because) == (PlanStatus.CLOSED, "Han siger farvel selv")
        with pytest.raises(KnownError) as over:
            opened(house, about)
        assert over.value.code == "OPFOELGNING-VAEK"


def test_a_plan_asks_about_every_goal(house: House) -> None:
    with house.as_("jonas"):
        about = plan(house)
        assert opened(house, about).goals == (GOAL,)
        with pytest.raises(KnownError) as refused:
            look(house, about)
        assert refused.value.code == "OPFOELGNING-VIRKER"
        assert days(house) == {about: DAY}
        look(house, about, effect=None, goals={GOAL.id: Effect.WORSE})
        assert opened(house, about).earlier[0].review.goals == {GOAL.id: Effect.WORSE}


def test_putting_off_moves_the_day_and_keeps_the_reason(house: House) -> None:
    with house.as_("jonas"):
        about = point(house)
        with pytest.raises(KnownError) as refused:
            put_off(house, about, reason=" ")
        assert refused.value.code == "OPFOELGNING-GRUND"
        assert days(house) == {about: DAY}
        put_off(house, about)
        assert days(house) == {about: NEXT}
        (made,) = opened(house, about).earlier
        assert (made.kind, made.review.reason, made.review.effect) == (FollowUpDone.POSTPONED, "Far er syg", None)


def test_of_two_who_look_again_the_second_is_told_and_nothing_of_theirs_is_kept_over_the_first(house: House) -> None:
    with house.as_("jonas"):
        about = point(house)
        before = opened(house, about)
    with house.as_("sofie"):
        look(house, about, note="Sofies ord")
    with house.as_("jonas"):
        review = Review(effect=Effect.NOT, note="Jonas' ord", next_on=NEXT)
        for work in (
            lambda desk: follow_ups.look_again(desk, before, review),
            lambda desk: follow_ups.postpone(desk, before, NEXT, "Ferie"),
        ):
            with pytest.raises(KnownError) as refused:
                house.do(work)
            assert refused.value.code == "OPFOELGNING-ANDEN"
        after = opened(house, about)
        assert [made.review.note for made in after.earlier] == ["Sofies ord"]
        house.do(lambda desk: follow_ups.look_again(desk, after, review))


def test_who_reads_while_it_is_changed_is_told_too(house: House) -> None:
    with house.as_("jonas"):
        about = point(house)
        before = opened(house, about)
        newer = house.do(lambda desk: focus.sheet(desk, point_id=about))
        house.do(lambda desk: focus.write(desk, newer, replace(newer.focus, action="Noget andet")))
        with pytest.raises(KnownError) as refused:
            house.do(lambda desk: follow_ups.look_again(desk, before, Review(effect=Effect.NOT, next_on=NEXT)))
        assert refused.value.code == "OPFOELGNING-ANDEN"


def test_a_new_version_keeps_the_day_that_was_set_at_the_follow_up_unless_one_says_another(house: House) -> None:
    with house.as_("jonas"):
        about = point(house)
        look(house, about)
        newer = house.do(lambda desk: focus.sheet(desk, point_id=about))
        assert newer.focus.follow_up_on == NEXT
        house.do(lambda desk: focus.write(desk, newer, newer.focus))
        assert days(house) == {about: NEXT}
        newer = house.do(lambda desk: focus.sheet(desk, point_id=about))
        house.do(lambda desk: focus.write(desk, newer, replace(newer.focus, follow_up_on=DAY)))
        assert days(house) == {about: DAY}


def test_a_focus_point_that_is_opened_again_has_the_day_it_is_given_then(house: House) -> None:
    with house.as_("jonas"):
        about = point(house)
        look(house, about, next_on=None)
        again = house.do(lambda desk: focus.sheet(desk, point_id=about))
        house.do(lambda desk: focus.write(desk, again, replace(again.focus, follow_up_on=NEXT)))
        assert days(house) == {about: NEXT}


# --- what stands on the page ------------------------------------------------------------------------------------------


def test_the_page_says_what_was_agreed_in_words(house: House) -> None:
    about = agree(house, find_out=FindOut("Hvem henter om fredagen?", house.ids["jonas"], DAY - timedelta(days=1)))
    with house.as_("jonas"):
        sheet = opened(house, about)
        assert (sheet.subject.on, sheet.subject.responsible_id) == (DAY - timedelta(days=1), house.ids["jonas"])
        assert sheet.title == "Aftalen fra Forår 2026"
        assert [(said.head, said.text) for said in sheet.agreed] == [
            ("Det aftalte I", "Sparring, fx på distriktstirsdag\nLederen orienteres"),
            ("Note til aftalen", "Ring først"),
            ("Det ville I finde ud af", "Hvem henter om fredagen?\nJonas Kanariberg · senest 19. marts 2026"),
        ]
        assert sheet.agreed_on == DAY
        look(house, about, effect=None, next_on=DAY)
        assert days(house) == {about: DAY}
    house.enter("mette")


def test_the_page_knows_the_working_days(house: House) -> None:
    holiday = SchoolHoliday("Påskeferie", date(2026, 3, 28), date(2026, 4, 15))
    house.do(lambda desk: work_days.set_days(desk, WorkDays(holidays=(holiday,))))
    assert opened(house, point(house)).days.holidays == (holiday,)


def test_a_day_may_be_a_holiday_when_somebody_wants_it(house: House) -> None:
    about = point(house)
    look(house, about, next_on=date(2026, 4, 2))  # skærtorsdag
    assert days(house) == {about: date(2026, 4, 2)}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"next_on": date(2036, 3, 17)}, "OPFOELGNING-LANGT"),
        ({"on": TODAY - timedelta(days=1)}, "OPFOELGNING-FOER"),
        ({"on": TODAY + timedelta(days=1)}, "OPFOELGNING-FREMTID"),
        ({"next_on": TODAY}, "OPFOELGNING-NAESTE"),
        ({"next_on": None, "note": ""}, "OPFOELGNING-SLUT"),
    ],
)
def test_what_cannot_be_leaves_it_as_it_was(house: House, said: dict[str, object], code: str) -> None:
    about = point(house)
    with pytest.raises(KnownError) as refused:
        look(house, about, **said)
    assert refused.value.code == code
    assert days(house) == {about: DAY}
    assert opened(house, about).earlier == ()


def test_a_contact_that_somebody_planned_is_due_until_it_is_made(house: House) -> None:
    karla = house.children[0]
    with house.as_("jonas"):
        tried = Contact(
            TODAY, Way.PHONE, talked=False, people=(Spoken(None, "Kanaria, mor"),), about="Søvn", next_on=DAY
        )
        house.do(lambda desk: parent_contacts.note_contact(desk, karla, Context.DAYCARE, tried))
        (row,) = due(house, DAY)
        assert (row.subject.kind, row.on, row.mine) == (SubjectKind.CONTACT, DAY, True)
        assert due(house, DAY - timedelta(days=1)) == ()
        house.clock.now += timedelta(days=3)
        made = replace(tried, held_on=DAY, talked=True, next_on=None)
        house.do(lambda desk: parent_contacts.note_contact(desk, karla, Context.DAYCARE, made))
        assert due(house) == ()
    house.enter("mette")


def test_a_meeting_its_agreements_and_the_next_one(house: House) -> None:
    karla = house.children[0]
    with house.as_("jonas"):
        coming = planned_meeting(house, karla)
        (row,) = due(house)
        assert (row.subject.id, row.subject.kind) == (coming, SubjectKind.MEETING)
        with pytest.raises(KnownError) as refused:
            opened(house, coming)  # one opens the meeting itself
        assert refused.value.code == "OPFOELGNING-VAEK"
    with house.as_("sofie"):
        done = held(house, house.children[1], agreed(house, "ringer til PPR"), next_on=NEXT)
        kinds = {row.subject.kind: row.subject.id for row in due(house)}
        assert kinds[SubjectKind.NEXT_MEETING] == done
        task = opened(house, kinds[SubjectKind.AGREEMENT])
        assert task.agreed[0].text.startswith("ringer til PPR")
        look(house, task.subject.id, effect=None, next_on=None, note="Ringet")
        assert SubjectKind.AGREEMENT not in {row.subject.kind for row in due(house)}
        assert opened(house, done).agreed[0].head == "Formål"
    house.enter("mette")


def test_what_never_was_cannot_be_looked_at(house: House) -> None:
    with pytest.raises(KnownError) as refused:
        opened(house, Id("findes ikke"))
    assert refused.value.code == "OPFOELGNING-VAEK"


def test_reading_is_a_line_in_the_log_and_so_is_a_follow_up(house: House) -> None:
    about = point(house)
    look(house, about)

    lines = house.do(lambda desk: log.page(desk, Filter(), limit=2)).lines

    assert [line.what for line in lines] == [
        ACTION_WORDS[Action.FOLLOW_UP][1], ACTION_WORDS[Action.OPEN_PLAN][1],
    ]  # fmt: skip
    assert "vinker" not in repr(lines)
