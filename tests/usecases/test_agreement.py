"""How alike a team answered in a round: agreed children only, no group under five, never whose answer it was."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

import pytest

from opspor.domain.agreement import NoAlpha, Same
from opspor.domain.assessment import Agreement, Context, FollowUpKind, OwnAnswers, Position, Trivsel
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.forms.model import Dimension
from opspor.usecases import agreement, assess, children, joint, notices, people, rounds
from opspor.usecases.agreement import Figures
from opspor.usecases.children import NewChild
from tests.usecases.conftest import House

OFTEN, RARELY = "often", "rarely"


def fill(house: House, group: str, many: int) -> list[Id]:
    """More children in a group, with informed parents."""
    new = [NewChild(f"Barn {i}", f"Kanari{group}", date(2022, 1, 1 + i), "", group, "") for i in range(many)]
    made = house.do(lambda desk: children.import_list(desk, new)).children
    house.do(lambda desk: notices.give(desk, made, house.clock().date(), "Brev"))
    return [*made]


def open_round(house: House, *groups: str, name: str = "Forår 2026") -> Id:
    team = [house.ids["jonas"], house.ids["sofie"]]
    today = house.clock().date()
    return house.do(
        lambda desk: rounds.open_round(
            desk,
            name=name,
            opens_on=today,
            closes_on=today + timedelta(days=30),
            groups={house.groups[group]: (Context.DAYCARE, team) for group in groups},
        )
    )


def assess_all(house: House, round_id: Id, given: Sequence[tuple[Id, Position, Position]]) -> None:
    """Jonas and Sofie place each child; in signs Sofie sees one of the social ones differently where they differ."""
    for login in ("jonas", "sofie"):
        with house.as_(login):
            for child, jonas, sofie in given:
                sheet = house.do(partial(assess.own_sheet, round_id=round_id, child_id=child))
                answers = {sign.id: OFTEN for sign in sheet.trivsel_form.sign}
                first_social = next(s.id for s in sheet.trivsel_form.sign if s.dimension is Dimension.SOCIAL)
                if login == "sofie" and jonas is not sofie:
                    answers[first_social] = RARELY
                own = OwnAnswers(
                    answers=answers, position=jonas if login == "jonas" else sofie, trivsel=Trivsel.THRIVES
                )
                house.do(partial(assess.submit_own, sheet=sheet, answers=own))


def agree(house: House, round_id: Id, given: Sequence[tuple[Id, Position, Position]]) -> None:
    with house.as_("sofie"):
        for child, jonas, _ in given:
            agreed = Agreement(
                position=jonas, trivsel=Trivsel.THRIVES, reason="Det ser vi begge",
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
def six(house: House) -> tuple[Id, list[tuple[Id, Position, Position]]]:
    """A round of Bøgestuen in which both have assessed six children and differ on one; nothing is agreed."""
    made = fill(house, "Bøgestuen", 6)
    round_id = open_round(house, "Bøgestuen")
    given = [(child, *(APART if i == 0 else SAME)) for i, child in enumerate(made)]
    assess_all(house, round_id, given)
    return round_id, given


Six = tuple[Id, list[tuple[Id, Position, Position]]]


def test_the_figures_of_a_round(house: House, six: Six) -> None:
    round_id, given = six
    agree(house, round_id, given)

    found = shown(house, "jonas", round_id).found

    position, trivsel, social = found["position"], found["trivsel"], found[Dimension.SOCIAL]
    assert position is not None
    assert position.counted == Same(6, 6, 5)
    assert position.percent.value == pytest.approx(5 / 6)
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


def test_a_small_group_is_not_given_away_by_all_minus_the_others(house: House) -> None:
    made = {group: fill(house, group, many) for group, many in (("Bøgestuen", 5), ("Egestuen", 2), ("Askestuen", 5))}
    listed = house.do(children.listed)
    house.groups |= {name: id_ for c in listed for id_, name in zip(c.group_ids, c.group_names, strict=True)}
    for login in ("jonas", "sofie"):
        house.do(partial(people.set_groups, staff_id=house.ids[login], groups=[*house.groups.values()]))
    round_id = open_round(house, *made)
    given = [(child, *(APART if group == "Egestuen" else SAME)) for group in made for child in made[group]]
    assess_all(house, round_id, given)
    agree(house, round_id, given)

    figures = shown(house, "jonas", round_id)
    every = shown(house, "jonas", round_id, (Id(""), Context.DAYCARE)).found["position"]
    small = shown(house, "jonas", round_id, (house.groups["Egestuen"], Context.DAYCARE))

    assert [(part.name, part.children) for part in figures.parts] == [
        ("Askestuen", 5), ("Bøgestuen", 5), ("Egestuen", 2), ("", 10)
    ]  # fmt: skip
    assert every is not None
    assert every.counted == Same(10, 10, 10)
    assert set(small.found.values()) == {None}


def test_an_earlier_round_stands_beside_it(house: House, six: Six) -> None:
    first, given = six
    agree(house, first, given)
    house.enter("mette")
    house.clock.now += timedelta(days=150)
    second = open_round(house, "Bøgestuen", name="Efterår 2026")
    again = [(child, *SAME) for child, *_ in given]
    assess_all(house, second, again)
    agree(house, second, again)

    figures = shown(house, "jonas", second)

    assert [(one.name, one.same["position"]) for one in figures.earlier] == [("Forår 2026", Same(6, 6, 5))]
    assert shown(house, "jonas", first).earlier == ()


def test_who_does_not_see_the_round_sees_no_figures(house: House, six: Six) -> None:
    round_id, _ = six
    with house.as_("ali"), pytest.raises(KnownError) as refused:
        house.do(lambda desk: agreement.figures(desk, round_id))
    assert refused.value.code == "ADGANG-NEJ"


def test_a_part_that_is_not_in_the_round(house: House, six: Six) -> None:
    round_id, _ = six
    with pytest.raises(KnownError) as refused:
        shown(house, "jonas", round_id, (house.groups["Egestuen"], Context.DAYCARE))
    assert refused.value.code == "RUNDE-MANGLER"
