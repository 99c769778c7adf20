"""How alike a team answered in a round: agreed children only, never of fewer than five, never of a pair."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial

import pytest

from opspor.domain.agreement import NoAlpha, Same, TooFew
from opspor.domain.assessment import Agreement, Context, FollowUpKind, OwnAnswers, Position, Trivsel
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.forms.model import Dimension
from opspor.usecases import agreement, assess, children, joint, notices, people, rounds
from opspor.usecases.agreement import Figures
from opspor.usecases.children import NewChild
from tests.usecases.conftest import House

OFTEN, RARELY = "often", "rarely"
Given = tuple[Id, Position, Position]


def fill(house: House, group: str, many: int) -> list[Id]:
    """More children in a group, with informed parents."""
    new = [NewChild(f"Barn {i}", f"Kanari{group}", date(2022, 1, 1 + i), "", group, "") for i in range(many)]
    made = house.do(lambda desk: children.import_list(desk, new)).children
    house.do(lambda desk: notices.give(desk, made, house.clock().date(), "Brev"))
    return [*made]


THREE = ("jonas", "sofie", "ali")
PAIR = ("jonas", "sofie")


def open_round(house: House, teams: Mapping[str, Sequence[str]], name: str = "Forår 2026") -> Id:
    """A round of these groups, each judged by a team that works there."""
    listed = house.do(children.listed)
    house.groups |= {name: id_ for c in listed for id_, name in zip(c.group_ids, c.group_names, strict=True)}
    for login in {login for team in teams.values() for login in team}:
        works_in = [house.groups[group] for group, team in teams.items() if login in team]
        house.do(partial(people.set_groups, staff_id=house.ids[login], groups=works_in))
    today = house.clock().date()
    return house.do(
        lambda desk: rounds.open_round(
            desk,
            name=name,
            opens_on=today,
            closes_on=today + timedelta(days=30),
            groups={
                house.groups[group]: (Context.DAYCARE, [house.ids[login] for login in team])
                for group, team in teams.items()
            },
        )
    )


def assess_all(house: House, round_id: Id, given: Sequence[Given], team: Sequence[str] = THREE) -> None:
    """All place each child as the first position says, Sofie as the second; where they differ, she sees one of the
    social signs differently too.
    """
    for login in team:
        with house.as_(login):
            for child, others, sofie in given:
                sheet = house.do(partial(assess.own_sheet, round_id=round_id, child_id=child))
                answers = {sign.id: OFTEN for sign in sheet.trivsel_form.sign}
                first_social = next(s.id for s in sheet.trivsel_form.sign if s.dimension is Dimension.SOCIAL)
                if login == "sofie" and others is not sofie:
                    answers[first_social] = RARELY
                own = OwnAnswers(
                    answers=answers, position=sofie if login == "sofie" else others, trivsel=Trivsel.THRIVES
                )
                house.do(partial(assess.submit_own, sheet=sheet, answers=own))


def agree(house: House, round_id: Id, given: Sequence[Given]) -> None:
    with house.as_("sofie"):
        for child, position, _ in given:
            agreed = Agreement(
                position=position, trivsel=Trivsel.THRIVES, reason="Det ser vi begge",
                follow_up=(FollowUpKind.FOCUS_POINT,), follow_up_on=house.clock().date() + timedelta(days=30),
                participants=(house.ids["jonas"], house.ids["sofie"]),
            )  # fmt: skip
            house.do(partial(joint.agree, round_id=round_id, child_id=child, agreement=agreed))


def shown(house: House, login: str, round_id: Id, part: tuple[Id, Context] | None = None) -> Figures:
    with house.as_(login):
        return house.do(lambda desk: agreement.figures(desk, round_id, part))


SAME = (Position.NOT_EXPOSED, Position.NOT_EXPOSED)
APART = (Position.NOT_EXPOSED, Position.EXPOSED)


@pytest.fixture
def six(house: House) -> tuple[Id, list[Given]]:
    """A round of Bøgestuen in which three have assessed six children and differ on one; nothing is agreed."""
    made = fill(house, "Bøgestuen", 6)
    round_id = open_round(house, {"Bøgestuen": THREE})
    given = [(child, *(APART if i == 0 else SAME)) for i, child in enumerate(made)]
    assess_all(house, round_id, given)
    return round_id, given


Six = tuple[Id, list[Given]]


def test_the_figures_of_a_round(house: House, six: Six) -> None:
    round_id, given = six
    agree(house, round_id, given)

    found = shown(house, "jonas", round_id).found

    position, trivsel, social = found["position"], found["trivsel"], found[Dimension.SOCIAL]
    assert position is not None
    assert position.counted == Same(6, 6, 5)
    assert position.percent.value == pytest.approx((5 + 1 / 3) / 6)  # one of three pairs is alike on the sixth
    assert position.ac1.low < position.ac1.value < position.percent.value
    assert (position.alpha, position.no_alpha) == (None, NoAlpha.FEW)
    assert trivsel is not None
    assert trivsel.counted == Same(6, 6, 6)
    assert social is not None
    assert social.counted.children == 6
    assert social.counted.same == social.counted.units - 1
    assert set(found) == {"position", "trivsel", *Dimension}


def test_what_is_not_agreed_is_not_counted(house: House, six: Six) -> None:
    """All have answered about all six; four are agreed on, and nothing may be said of those who are not."""
    round_id, given = six
    agree(house, round_id, given[:4])

    figures = shown(house, "jonas", round_id)

    assert figures.part.children == 4
    assert set(figures.found.values()) == {None}
    agree(house, round_id, given[4:5])
    five = shown(house, "jonas", round_id).found["position"]
    assert five is not None
    assert five.counted.children == 5


def test_nobody_s_name_and_no_child_is_in_it(house: House, six: Six) -> None:
    round_id, given = six
    agree(house, round_id, given)

    figures = shown(house, "jonas", round_id)

    said = repr((figures.part, figures.found, figures.earlier))
    assert not [each for each in (*house.ids.values(), *(child for child, *_ in given)) if each in said]


EVERY = (Id(""), Context.DAYCARE)


def talk(house: House, rooms: Mapping[str, tuple[int, Sequence[str]]], *, apart: str = "") -> Id:
    """A round in which each room has so many new children and a team of its own, and all are agreed on. Sofie places
    every child of ``apart`` differently.
    """
    made = {room: fill(house, room, many) for room, (many, _) in rooms.items()}
    round_id = open_round(house, {room: team for room, (_, team) in rooms.items()})
    for room, born in made.items():
        given = [(child, *(APART if room == apart else SAME)) for child in born]
        assess_all(house, round_id, given, rooms[room][1])
        agree(house, round_id, given)
    return round_id


def position_of(figures: Figures) -> Same | None:
    found = figures.found["position"]
    return found.counted if found else None


def test_a_small_group_is_not_given_away_by_all_minus_the_others(house: House) -> None:
    round_id = talk(house, {"Bøgestuen": (5, THREE), "Egestuen": (2, THREE), "Askestuen": (5, THREE)}, apart="Egestuen")

    every = shown(house, "mette", round_id, EVERY)
    small = shown(house, "mette", round_id, (house.groups["Egestuen"], Context.DAYCARE))

    assert [(part.name, part.children, part.too_few, part.counted) for part in every.parts] == [
        ("Askestuen", 5, None, True), ("Bøgestuen", 5, None, True), ("Egestuen", 2, TooFew.CHILDREN, False),
        ("", 10, None, True),
    ]  # fmt: skip
    assert every.part.left_out == ("Egestuen",)
    assert position_of(every) == Same(10, 10, 10)
    assert set(small.found.values()) == {None}


def test_a_figure_of_two_would_be_about_that_pair(house: House) -> None:
    round_id = talk(house, {"Bøgestuen": (12, PAIR)})

    figures = shown(house, "jonas", round_id)

    assert [(part.children, part.too_few) for part in figures.parts] == [(12, TooFew.ASSESSORS)]
    assert set(figures.found.values()) == {None}


def test_two_pairs_count_together_when_they_are_three_people(house: House) -> None:
    rooms = {"Bøgestuen": (6, PAIR), "Egestuen": (6, ("ali", "sofie"))}
    round_id = talk(house, rooms, apart="Egestuen")

    figures = shown(house, "mette", round_id)

    assert [(part.name, part.too_few, part.counted) for part in figures.parts] == [
        ("Bøgestuen", TooFew.ASSESSORS, True), ("Egestuen", TooFew.ASSESSORS, True), ("", None, True)
    ]  # fmt: skip
    assert (figures.part, position_of(figures)) == (figures.parts[-1], Same(12, 12, 6))


def test_the_same_pair_in_two_rooms_is_still_a_pair(house: House) -> None:
    round_id = talk(house, {"Askestuen": (5, THREE), "Bøgestuen": (6, PAIR), "Egestuen": (6, PAIR)})

    figures = shown(house, "mette", round_id)

    assert [(part.name, part.counted) for part in figures.parts] == [
        ("Askestuen", True), ("Bøgestuen", False), ("Egestuen", False)
    ]  # fmt: skip


def test_who_sees_only_some_rooms_can_take_nothing_from_what_all_rooms_say(house: House) -> None:
    """Both small rooms are in what Mette sees. Were one of them in what Jonas sees, the two would give the other."""
    rooms = {"Askestuen": (5, THREE), "Bøgestuen": (6, PAIR), "Egestuen": (6, ("ali", "sofie"))}
    round_id = talk(house, rooms)

    assert position_of(shown(house, "mette", round_id, EVERY)) == Same(17, 17, 17)
    assert [(part.name, part.counted) for part in shown(house, "jonas", round_id).parts] == [
        ("Askestuen", True), ("Bøgestuen", False)
    ]  # fmt: skip


def test_an_earlier_round_stands_beside_it(house: House, six: Six) -> None:
    first, given = six
    agree(house, first, given)
    house.enter("mette")
    house.clock.now += timedelta(days=150)
    second = open_round(house, {"Bøgestuen": THREE}, "Efterår 2026")
    again = [(child, *SAME) for child, *_ in given]
    assess_all(house, second, again)
    agree(house, second, again)

    figures = shown(house, "jonas", second)

    assert [(one.name, one.same["position"]) for one in figures.earlier] == [("Forår 2026", Same(6, 6, 5))]
    assert shown(house, "jonas", first).earlier == ()


def test_who_does_not_see_the_round_sees_no_figures(house: House, six: Six) -> None:
    round_id, _ = six
    house.enter("mette")
    house.do(partial(people.set_groups, staff_id=house.ids["ali"], groups=[house.groups["Egestuen"]]))
    with house.as_("ali"), pytest.raises(KnownError) as refused:
        house.do(lambda desk: agreement.figures(desk, round_id))
    assert refused.value.code == "ADGANG-NEJ"


def test_a_part_that_is_not_in_the_round(house: House, six: Six) -> None:
    round_id, _ = six
    with pytest.raises(KnownError) as refused:
        shown(house, "jonas", round_id, (house.groups["Egestuen"], Context.DAYCARE))
    assert refused.value.code == "RUNDE-MANGLER"
