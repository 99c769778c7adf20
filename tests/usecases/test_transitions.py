"""An overgangsbeskrivelse: nothing is ticked, nothing of a concern or of home is offered, and the parents say yes."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, update

from opspor.domain.access import Action
from opspor.domain.assessment import Context, Position, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.plans import PlanStatus
from opspor.domain.transition import Basis, LinePart, Rule, Way, Wish
from opspor.store.schema import joint_assessment
from opspor.usecases import children, concerns, drafts, focus, log, plans, transitions, visits
from opspor.usecases.desk import Desk
from opspor.usecases.log_words import ACTION_WORDS
from opspor.usecases.transitions import TransitionSheet, draft_key
from tests.documents.pdf import page_texts
from tests.usecases.conftest import House
from tests.usecases.test_focus import closed, whole, written
from tests.usecases.test_overview import agree, next_round
from tests.usecases.test_plans import PLAN
from tests.usecases.test_plans import written as plan

DAY = date(2026, 3, 17)
WISH = Wish(
    Way.TO_SCHOOL, "Kanariskolen", {"strengths": "Bygger høje tårne", "friends": "Leger med Åse"},
    frozenset({"strengths"}), read_by="mor", read_on=DAY,
)  # fmt: skip
NONE: frozenset[str] = frozenset()


def opened(house: House, child: int = 0) -> TransitionSheet:
    return house.do(lambda desk: transitions.sheet(desk, house.children[child]))


def finish(house: House, wish: Wish = WISH, ticked: frozenset[str] = NONE) -> Id:
    return house.do(lambda desk: transitions.finish(desk, house.children[0], wish, ticked))


def printed(house: House, made: Id, target: Path) -> str:
    house.do(lambda desk: transitions.print_transition(desk, made, target))
    return "\n".join(page_texts(target.read_bytes()))


def said(house: House, words: str, child: int = 0) -> None:
    id_, now = house.children[child], house.clock()
    house.do(lambda desk: children.quote(desk, id_, said_at=now, place="Garderoben", words=words, asked="Hvad nu?"))


# --- what is offered --------------------------------------------------------------------------------------------------


def test_it_begins_empty_with_what_is_going_on_and_what_the_child_said(house: House) -> None:
    with house.as_("jonas"):
        assert opened(house).lines == ()
        written(house)
        plan(house)
        said(house, "Jeg vil i skole")
        closed(house, written(house, title="Slut"))
        found = opened(house)
    assert [(line.part, line.text.partition("\n")[0]) for line in found.lines] == [
        (LinePart.DOING, "Ro ved aflevering"),
        (LinePart.DOING, "Gode morgener"),
        (LinePart.CHILD, "Jeg vil i skole"),
    ]
    assert (found.context, found.finished, found.rule) == (Context.DAYCARE, (), Rule())


def test_position_and_its_history_are_offered_last_one_by_one(house: House) -> None:
    karla = house.children[0]
    agree(house, house.open_round("Efterår"), karla, Position.EXPOSED, Trivsel.MISTRIVSEL)
    second = next_round(house, "Forår")
    agree(house, second, karla, Position.NOT_EXPOSED, Trivsel.THRIVES)
    lines = opened(house).lines
    assert [line.part for line in lines] == [LinePart.JUDGED] * 2
    assert [line.label.partition(",")[0] for line in lines] == ["Forår", "Efterår"]
    assert "i dagtilbuddet: Ikke udsat" in lines[0].text


def test_no_word_of_a_concern_is_offered(house: House) -> None:
    karla, now = house.children[0], house.clock()
    concern = house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="Blå mærker", seen_on=DAY, child_id=karla
        )
    )
    house.do(
        lambda desk: concerns.quote(
            desk, concern, said_at=now, place="Køkkenet", words="Far bliver sur", asked="Hvad skete der?"
        )
    )
    assert opened(house).lines == ()


def test_nothing_that_was_written_at_home_is_offered_to_anybody(house: House) -> None:
    karla = house.children[0]
    group = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    house.do(lambda desk: children.enrol(desk, karla, group, DAY))
    house.invite("Hanne Kanaribrix", Role.HEALTH_VISITOR, frozenset({group}))
    hanne = house.ids["hanne"]
    with house.as_("hanne"):
        sheet = house.do(lambda desk: focus.sheet(desk, child_id=karla, context=Context.HOME))
        house.do(lambda desk: focus.write(desk, sheet, whole(hanne)))
        planned = house.do(lambda desk: plans.sheet(desk, karla, context=Context.HOME))
        house.do(lambda desk: plans.write(desk, planned, replace(PLAN, holder_id=hanne)))
        said(house, "Mor græder")
        with pytest.raises(KnownError) as refused:
            opened(house)
        assert refused.value.code == "OVERGANG-HVOR"
    for login in ("jonas", "mette"):  # the leader sees what was written at home, and hands none of it on either
        with house.as_(login):
            assert opened(house).lines == ()


def test_an_assessment_at_home_is_not_offered_either(house: House) -> None:
    """At home one writes visits; an assessment that says it was made there stays there all the same."""
    agree(house, house.open_round(), house.children[0], Position.EXPOSED, Trivsel.THRIVES)

    def at_home(desk: Desk) -> None:
        with desk.engine.begin() as connection:
            was, is_ = (f'"context":"{context.value}"' for context in (Context.DAYCARE, Context.HOME))
            body = func.replace(joint_assessment.c.body, was, is_)
            connection.execute(update(joint_assessment).values(body=body))

    assert len(opened(house).lines) == 1
    house.do(at_home)
    assert opened(house).lines == ()


# --- what goes along --------------------------------------------------------------------------------------------------


def test_only_what_was_ticked_is_kept_and_printed(house: House, tmp_path: Path) -> None:
    with house.as_("jonas"):
        written(house)
        said(house, "Jeg vil i skole")
        said(house, "Jeg vil hjem")
        lines = opened(house).lines
        made = finish(house, ticked=frozenset({lines[1].key}))
        found = printed(house, made, tmp_path / "x.pdf")
        (kept,) = opened(house).finished
    assert (kept.texts, [line.text for line in kept.lines]) == (
        {"strengths": "Bygger høje tårne"},
        ["Jeg vil i skole"],
    )
    assert "Bygger høje tårne" in found
    assert "Jeg vil i skole" in found
    assert "Ikke valgt: spørg kommunen" in found
    for hidden in ("Åse", "Jeg vil hjem", "aflevering"):
        assert hidden not in found


def test_position_goes_along_only_with_its_reason(house: House, tmp_path: Path) -> None:
    agree(house, house.open_round(), house.children[0], Position.EXPOSED, Trivsel.THRIVES)
    (line,) = opened(house).lines
    with pytest.raises(KnownError) as refused:
        finish(house, ticked=frozenset({line.key}))
    assert refused.value.code == "OVERGANG-GRUND"
    assert opened(house).finished == ()
    made = finish(house, replace(WISH, because="Skolen skal kende de faste voksne"), frozenset({line.key}))
    found = printed(house, made, tmp_path / "x.pdf")
    assert "Udsat" in found
    assert "Skolen skal kende de faste voksne" in found
    assert "Det siger ikke, hvem barnet er." in found


def test_a_reason_without_a_judgement_is_not_kept(house: House) -> None:
    finish(house, replace(WISH, because="Udsat siden foråret"))
    assert opened(house).finished[0].because == ""


def test_a_protected_address_stops_it_before_it_is_kept(house: House) -> None:
    karla = house.children[0]
    file = house.do(lambda desk: children.open_child(desk, karla))
    known = replace(file.particulars, address="Hemmeligvej 9", protected=True)
    house.do(lambda desk: children.change(desk, karla, file.particulars_id, known))
    with pytest.raises(KnownError) as refused:
        finish(house, replace(WISH, texts={"strengths": "Bor på Hemmeligvej 9"}))
    assert refused.value.code == "PAPIR-BESKYTTET"
    assert opened(house).finished == ()


def test_what_was_finished_stays_as_it_went(house: House, tmp_path: Path) -> None:
    house.do(lambda desk: transitions.set_rule(desk, Rule(Basis.CONSENT, "Skriftligt ja", DAY)))
    with house.as_("jonas"):
        point = written(house)
        key = opened(house).lines[0].key
        made = finish(house, ticked=frozenset({key}))
    house.enter("mette")
    house.do(lambda desk: transitions.set_rule(desk, Rule(Basis.LAW, "Ny retningslinje", DAY)))
    closed(house, point)
    assert house.do(lambda desk: focus.sheet(desk, child_id=house.children[0], point_id=point)).point.status is (  # type: ignore[union-attr]
        PlanStatus.CLOSED
    )
    found = printed(house, made, tmp_path / "x.pdf")
    assert "Ro ved aflevering" in found
    assert "Forældrenes samtykke: Skriftligt ja" in found
    assert "Ny retningslinje" not in found


def test_the_draft_is_gone_when_it_is_finished(house: House) -> None:
    key = draft_key(house.children[0])
    house.do(lambda desk: drafts.save(desk, key, {"to": "Kanariskolen"}))
    with pytest.raises(KnownError):
        finish(house, Wish())
    assert house.do(lambda desk: drafts.load(desk, key)) is not None
    finish(house)
    assert house.do(lambda desk: drafts.load(desk, key)) is None


# --- who, and what the log says ---------------------------------------------------------------------------------------


def test_another_room_neither_reads_nor_prints_it(house: House, tmp_path: Path) -> None:
    made = finish(house)
    with house.as_("ali"):
        for way in (
            lambda: opened(house),
            lambda: finish(house),
            lambda: printed(house, made, tmp_path / "x.pdf"),
        ):
            with pytest.raises(KnownError) as refused:
                way()
            assert refused.value.code == "ADGANG-NEJ"
    house.enter("mette")
    assert list(tmp_path.glob("*.pdf")) == []
    with pytest.raises(KnownError, match="findes ikke mere"):
        printed(house, Id("findes-ikke"), tmp_path / "x.pdf")


def test_it_is_a_print_in_the_log(house: House, tmp_path: Path) -> None:
    printed(house, finish(house), tmp_path / "x.pdf")
    lines = [line.what for line in house.do(lambda desk: log.page(desk, log.Filter())).lines]
    assert lines.count(ACTION_WORDS[Action.PRINT_TRANSITION][1]) == 2  # the line on it, and the one after
    assert ACTION_WORDS[Action.WRITE_TRANSITION][1] in lines


def test_the_rule_is_read_by_all_and_set_by_few(house: House) -> None:
    rule = Rule(Basis.LAW, "Kommunens retningslinje ", DAY)
    house.do(lambda desk: transitions.set_rule(desk, rule))
    with house.as_("jonas"):
        assert house.do(transitions.rule) == replace(rule, words="Kommunens retningslinje")
        with pytest.raises(KnownError):
            house.do(lambda desk: transitions.set_rule(desk, rule))
