"""A concern: anybody can start one, nothing about a colleague is stored, and a suspicion stays with few."""

from datetime import date, timedelta

import pytest

from opspor.domain.concern import Danger, StepState, Topic
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.forms.library import load_library
from opspor.reference import law
from opspor.usecases import concerns, start
from tests.usecases.conftest import House


def begin(house: House, topic: Topic = Topic.GENERAL, child: Id | None = None, name: str = "") -> Id:
    return house.do(
        lambda desk: concerns.start(
            desk,
            danger=Danger.NO,
            topic=topic,
            what="Sover i garderoben.",
            seen_on=desk.clock().date(),
            child_id=child,
            typed_name=name,
        )
    )


def test_anybody_can_start_a_concern_on_a_child_of_another_room(house: House) -> None:
    house.enter("ali")

    concern = begin(house, child=house.children[0])
    file = house.do(lambda desk: concerns.open_concern(desk, concern))

    assert file.concern.author_id == house.ids["ali"]
    assert file.particulars is None, "starting a concern does not open the child's file"


def test_anybody_can_start_a_concern_on_a_typed_name(house: House) -> None:
    house.enter("ali")
    concern = begin(house, name="  Storebror til Kanari  ")
    assert house.do(lambda desk: concerns.open_concern(desk, concern)).name == "Storebror til Kanari"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"typed_name": " "}, "BEKYM-HVEM"),
        ({"what": " "}, "BEKYM-HVAD"),
        ({"topic": Topic.EMPLOYEE}, "BEKYM-ANSAT"),
        ({"child_id": Id("findes-ikke")}, "BEKYM-HVEM"),
    ],
)
def test_what_is_refused_is_not_stored(house: House, fields: dict[str, object], code: str) -> None:
    whole: dict[str, object] = {
        "danger": Danger.NO, "topic": Topic.GENERAL, "what": "Noget", "typed_name": "Kanari",
        "seen_on": house.clock().date(),
    }  # fmt: skip
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: concerns.start(desk, **(whole | fields)))  # type: ignore[arg-type]
    assert refused.value.code == code
    assert house.do(concerns.listed) == ()


def test_the_general_track_is_followed_step_by_step(house: House) -> None:
    concern = begin(house, child=house.children[0])
    steps = [step.id for step in house.do(lambda desk: concerns.open_concern(desk, concern)).form.step]
    house.do(lambda desk: concerns.do_step(desk, concern, steps[0], StepState.DONE, "Skrevet ned kl. 8.20"))
    with pytest.raises(KnownError) as why:
        house.do(lambda desk: concerns.do_step(desk, concern, steps[1], StepState.NOT_RELEVANT, ""))
    assert why.value.code == "BEKYM-NOTE"
    house.do(lambda desk: concerns.do_step(desk, concern, steps[0], StepState.DONE, "Skrevet ned kl. 8.30"))

    now = house.do(lambda desk: concerns.open_concern(desk, concern)).steps

    assert {id_: (step.state, step.note) for id_, step in now.items()} == {
        steps[0]: (StepState.DONE, "Skrevet ned kl. 8.30")
    }


def test_what_is_seen_within_a_suspicion_stays_within_it(house: House) -> None:
    child = house.children[0]
    seen = house.clock.now - timedelta(hours=1)
    suspicion = begin(house, Topic.ABUSE, child)
    house.do(lambda desk: concerns.observe(desk, suspicion, seen_at=seen, place="", text="Mærker på armen"))
    house.do(lambda desk: concerns.quote(desk, suspicion, said_at=seen, place="", words="Av", asked=""))
    general = begin(house, Topic.GENERAL, child)

    assert len(house.do(lambda desk: concerns.open_concern(desk, suspicion)).observations) == 1
    assert house.do(lambda desk: concerns.open_concern(desk, general)).observations == ()
    assert house.do(lambda desk: concerns.open_concern(desk, general)).words == ()


def test_a_colleague_sees_general_concerns_and_no_suspicion(house: House) -> None:
    with house.as_("jonas"):
        begin(house, Topic.GENERAL, house.children[0])
        suspicion = begin(house, Topic.HONOUR, house.children[0])
        begin(house, Topic.GENERAL, name="Kanari")
    with house.as_("sofie"):
        assert [row.concern.topic for row in house.do(concerns.listed)] == [Topic.GENERAL]
        with pytest.raises(KnownError) as refused:
            house.do(lambda desk: concerns.open_concern(desk, suspicion))
        assert refused.value.code == "ADGANG-NEJ"
    with house.as_("ali"):
        assert house.do(concerns.listed) == ()
    with house.as_("mette"):
        assert len(house.do(concerns.listed)) == 3


def test_start_shows_a_concern_without_a_name(house: House) -> None:
    begin(house, child=house.children[0])

    shown = house.do(start.today).concerns

    assert [row.label for row in shown] == ["Bekymring fra 17.3.2026"]
    assert "Karla" not in repr(shown)


def test_a_closed_concern_leaves_start_and_stays_in_the_list(house: House) -> None:
    concern = begin(house, child=house.children[0])
    with pytest.raises(KnownError) as why:
        house.do(lambda desk: concerns.close(desk, concern, " "))
    assert why.value.code == "BEKYM-LUK"

    house.do(lambda desk: concerns.close(desk, concern, "Talt med forældrene, trives igen"))

    assert house.do(start.today).concerns == ()
    assert [row.concern.closed_at is None for row in house.do(concerns.listed)] == [False]


def test_every_rule_that_a_form_names_is_in_the_law_list() -> None:
    named = [step.rule for step in load_library().beredskab().step if step.rule]

    assert named
    assert all(law.rule(rule) for rule in named)


def test_the_receipt_is_due_when_the_law_list_says(house: House) -> None:
    concern = begin(house, child=house.children[0])
    house.do(lambda desk: concerns.do_step(desk, concern, "report", StepState.DONE, "Sendt"))  # Tuesday 17 March 2026

    assert house.do(lambda desk: concerns.open_concern(desk, concern)).due == {"receipt": date(2026, 3, 25)}
