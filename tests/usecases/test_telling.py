"""Which papers stop, for whom, until what is decided; and that the sentence is the same whatever the cause."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from opspor.domain.access import Action
from opspor.domain.assessment import Context
from opspor.domain.beredskab import (
    TELLING,
    Certainty,
    Decision,
    Judged,
    KnowsAlready,
    MayBeTold,
    NotTold,
    Telling,
    Track,
)
from opspor.domain.child import Custody
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.plans import Goal, Plan
from opspor.domain.recipient import HOME, HOUSE, Recipient
from opspor.usecases import children, concerns, plans, pupils, telling, tracks
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House
from tests.usecases.home_papers import (
    DAY,
    FATHER,
    MOTHER,
    TO_FATHER,
    TO_MOTHER,
    Papers,
    begin,
    everything,
    know,
)
from tests.usecases.test_plans import PLAN

NEUTRAL = telling.ASK_LEADER.sentence
KEPT = [track for track in Track if TELLING[track] is not Telling.OPENLY and track is not Track.EMPLOYEE]
MAY_MOTHER = MayBeTold("Kanari, kommunen", DAY, "telefon", "Alt", carers=(MOTHER.id,))
MAY_BOTH = replace(MAY_MOTHER, carers=(MOTHER.id, FATHER.id))
NOT_TOLD = NotTold("Vi venter", "Barnets tarv")


@pytest.fixture
def karla(house: House) -> Id:
    return house.children[0]


@pytest.fixture
def papers(house: House, karla: Id, monkeypatch: pytest.MonkeyPatch) -> Papers:
    """All papers about Karla; what a page looks like is asked elsewhere."""
    monkeypatch.setattr("opspor.documents.layout.draw", lambda document: b"%PDF")
    return house.do(lambda desk: everything(desk, karla, house.ids["sofie"]))


def began(house: House, track: Track, child: Id | None, *decisions: Decision, typed_name: str = "") -> Id:
    return house.do(lambda desk: begin(desk, track, child, *decisions, typed_name=typed_name))


def decided(house: House, concern: Id, decision: Decision) -> None:
    house.do(lambda desk: tracks.decide(desk, concern, decision))


def closed(house: House, concern: Id) -> None:
    house.do(lambda desk: concerns.close(desk, concern, "Slut"))


def stopped_by(house: House, concern: Id) -> tuple[telling.StoppedFor, ...]:
    """What the page of the concern says."""
    return telling.stopped(house.do(lambda desk: concerns.open_concern(desk, concern)))


def said(house: House, papers: Papers, to: str = "home") -> dict[tuple[str, str], str]:
    """What somebody who is in gets of each paper: the sentence, or ``made``. The hand-over is the health visitor's."""
    wanted = papers.home if to == "home" else papers.house
    assert house.place is not None
    if house.place.staff.role is Role.STAFF:
        wanted = {key: work for key, work in wanted.items() if key[0] != "hand-over"}
    return house.do(lambda desk: papers.made(desk, house.folder.parent, wanted))


def stopped(house: House, papers: Papers) -> set[tuple[str, str]]:
    found = said(house, papers)
    assert {*found.values()} <= {"made", NEUTRAL}, found
    return {key for key, words in found.items() if words == NEUTRAL}


def stops(house: House, child: Id) -> list[bool]:
    """Whether mother, father and the home get papers, by the rule alone."""

    def ask(desk: Desk) -> list[bool]:
        with desk.read(Action.OPEN_CHILD) as tx:
            found = children.find(tx, child)
            return [bool(telling.stops(tx, found, to)) for to in (TO_MOTHER, TO_FATHER, HOME)]

    return house.do(ask)


# --- which concern stops which paper ----------------------------------------------------------------------------------


def test_without_a_concern_every_paper_is_made(house: House, papers: Papers) -> None:
    assert stopped(house, papers) == set()
    with house.as_("jonas"):
        assert stopped(house, papers) == set()


def test_an_open_suspicion_stops_every_paper_to_the_home_and_none_to_professionals(
    house: House, papers: Papers, karla: Id
) -> None:
    with house.as_("jonas"):
        began(house, Track.PARENTS, karla)
    for login in ("jonas", "sofie", "mette"):  # who wrote it, who knows nothing, who leads
        with house.as_(login):
            everyone = said(house, papers)
            assert stopped(house, papers) == {*everyone}
            assert {*said(house, papers, "house").values()} == {"made"}


@pytest.mark.parametrize("track", KEPT)
def test_each_track_where_parents_are_not_told_stops(house: House, karla: Id, track: Track) -> None:
    house.do(lambda desk: know(desk, karla, MOTHER, FATHER))
    began(house, track, karla)
    assert stops(house, karla) == [True, True, True]


def test_each_track_that_is_talked_of_openly_stops_nothing(house: House, karla: Id) -> None:
    house.do(lambda desk: know(desk, karla, MOTHER, FATHER))
    for track in (track for track in Track if TELLING[track] is Telling.OPENLY):
        began(house, track, karla)
    assert stops(house, karla) == [False, False, False]


@pytest.mark.parametrize(
    ("track", "decisions", "expected"),
    [
        (Track.PARENTS, (MAY_MOTHER,), [False, True, True]),  # parent by parent
        (Track.PARENTS, (MAY_BOTH,), [False, False, False]),
        (Track.PARENTS, (MAY_BOTH, NOT_TOLD), [True, True, True]),  # the newest word counts
        (Track.NETWORK, (MAY_MOTHER,), [False, True, True]),
        (Track.CHILDREN, (MAY_BOTH,), [False, False, False]),
        (Track.HONOUR, (MAY_BOTH,), [True, True, True]),  # nothing in writing, also after a decision
        (Track.GENERAL, (NOT_TOLD,), [True, True, True]),
        (Track.GENERAL, (replace(NOT_TOLD, carers=(FATHER.id,)),), [False, True, True]),
        (Track.GENERAL, (NOT_TOLD, MAY_BOTH), [False, False, False]),
        (Track.PARENTS, (KnowsAlready("far", "i går", "fra en nabo"),), [True, True, True]),  # a fact opens nothing
    ],
)
def test_what_is_decided_opens_and_stops_per_recipient(
    house: House, karla: Id, track: Track, decisions: tuple[Decision, ...], expected: list[bool]
) -> None:
    house.do(lambda desk: know(desk, karla, MOTHER, FATHER))
    began(house, track, karla, *decisions)
    assert stops(house, karla) == expected


def test_a_decision_in_one_concern_opens_nothing_in_another(house: House, karla: Id) -> None:
    house.do(lambda desk: know(desk, karla, MOTHER, FATHER))
    began(house, Track.PARENTS, karla, MAY_BOTH)
    began(house, Track.NETWORK, karla)
    assert stops(house, karla) == [True, True, True]


def test_closing_a_concern_ends_no_stop_and_a_decision_after_it_does(house: House, karla: Id) -> None:
    house.do(lambda desk: know(desk, karla, MOTHER, FATHER))
    for track in (Track.PARENTS, Track.HONOUR):
        made = began(house, track, karla)
        closed(house, made)
        assert stops(house, karla) == [True, True, True]
        decided(house, made, MAY_BOTH)
        assert stops(house, karla) == [False, False, False]


def test_a_concern_on_a_typed_name_stops_when_it_is_linked_and_at_once_where_the_name_is_the_childs(
    house: House, karla: Id
) -> None:
    house.do(lambda desk: know(desk, karla, MOTHER, FATHER))
    with house.as_("ali"):  # works elsewhere
        linked = began(house, Track.PARENTS, None, typed_name="pigen på rutsjebanen")
    house.enter("mette")
    assert stops(house, karla) == [False, False, False]
    house.do(lambda desk: concerns.link(desk, linked, karla))
    assert stops(house, karla) == [True, True, True]
    with house.as_("ali"):
        began(house, Track.PARENTS, None, typed_name=" åse  KANARIØST ")
    house.enter("mette")
    assert stops(house, house.children[1]) == [True, True, True]
    with house.as_("ali"):
        began(house, Track.PARENTS, None, typed_name="Bo")
    house.enter("mette")
    assert stops(house, house.children[2]) == [False, False, False], "a first name alone may be anybody"


# --- the suspect ------------------------------------------------------------------------------------------------------


def test_a_suspect_gets_no_paper_whatever_the_track_and_the_other_parent_does(house: House, karla: Id) -> None:
    house.do(lambda desk: know(desk, karla, MOTHER, FATHER))
    against = Judged(Certainty.SUSPICION, "Kanari", carers=(FATHER.id,))
    made = began(house, Track.GENERAL, karla, against)
    assert stops(house, karla) == [False, True, True]
    decided(house, made, replace(against, carers=()))
    assert stops(house, karla) == [False, False, False]


def test_a_suspect_in_the_network_or_among_colleagues_is_not_invited(house: House, papers: Papers, karla: Id) -> None:
    for words, whom in (("Morbror, ham fra søndag", "uncle"), ("Sofie", "colleague"), ("rådgiver Vera", "adviser")):
        made = began(house, Track.GENERAL, karla, Judged(Certainty.SUSPICION, "K", others=words))
        found = said(house, papers) | said(house, papers, "house")
        assert {key for key, words in found.items() if words == NEUTRAL} == {("invitation", whom)}
        decided(house, made, replace(MAY_MOTHER, carers=(), others=words))  # fmt: skip
    assert stopped(house, papers) == set()


# --- the same sentence for other causes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "known",
    [
        {"carers": (MOTHER, replace(FATHER, custody=Custody.UNKNOWN))},
        {"carers": (MOTHER, replace(FATHER, custody=Custody.NO))},
        {"carers": (MOTHER, replace(FATHER, lives_with_child=False, address="")), "protected": True},
        {"carers": (replace(MOTHER, protected=True), replace(FATHER, lives_with_child=False, address=""))},
    ],
    ids=["custody is not known", "no custody", "the child must not be found", "the mother must not be found"],
)
def test_other_causes_say_the_same_to_colleagues_and_the_leader_goes_on(
    house: House, papers: Papers, karla: Id, known: Mapping[str, tuple[object, ...]]
) -> None:
    change = {key: value for key, value in known.items() if key != "carers"}
    house.do(lambda desk: know(desk, karla, *known["carers"], **change))  # type: ignore[arg-type]
    with house.as_("sofie"):
        found = said(house, papers)
        assert found["plan", "father"] == NEUTRAL
        assert found["plan", "mother"] == "made"
    house.enter("mette")
    assert stopped(house, papers) == set()


def test_the_sentence_says_nothing_of_a_concern_and_that_access_is_not_refused(
    house: House, papers: Papers, karla: Id
) -> None:
    began(house, Track.PARENTS, karla)
    with house.as_("sofie"):
        for words in said(house, papers).values():
            assert "ekymring" not in words
            assert "mistanke" not in words
            assert "indsigt" in words
            assert "afvises aldrig" in words


# --- the true reason, for those who may open it -----------------------------------------------------------------------


def test_whoever_may_open_the_concern_reads_the_true_reason_and_the_way_on(house: House, karla: Id) -> None:
    house.do(lambda desk: know(desk, karla, MOTHER, FATHER))
    with house.as_("jonas"):
        made = began(house, Track.PARENTS, karla)
        found = stopped_by(house, made)
        assert [one.whom for one in found] == ["Anna Kanari, mor", "Kurt Kanari, far", "Hjemmet: barnet og forældrene"]
        assert all("Kommunen har ikke bestemt endnu" in one.stop.words for one in found)
        decided(house, made, MAY_BOTH)
        assert stopped_by(house, made) == ()
        decided(house, made, NOT_TOLD)
        closed(house, made)
        (first, *_) = stopped_by(house, made)
        assert first.words.startswith("Anna Kanari, mor: ")
        assert "ikke får noget at vide nu" in first.words
        assert "Bekymringen er lukket" in first.words
    with house.as_("sofie"), pytest.raises(KnownError) as refused:
        stopped_by(house, made)
    assert refused.value.code == "ADGANG-NEJ"


@pytest.mark.parametrize(
    ("track", "decision", "words"),
    [
        (Track.HONOUR, MAY_BOTH, "hverken brev, sms eller mail"),
        (Track.CHILDREN, KnowsAlready("far", "", ""), "Lederen har ikke bestemt endnu"),
        (Track.GENERAL, Judged(Certainty.SUSPICION, "K", carers=(MOTHER.id,)), "Mistanken gælder en"),
    ],
)
def test_the_reason_names_the_decision_that_is_missing(
    house: House, karla: Id, track: Track, decision: Decision, words: str
) -> None:
    house.do(lambda desk: know(desk, karla, MOTHER))
    made = began(house, track, karla, decision)
    assert words in stopped_by(house, made)[0].words


# --- whom one can choose, and what a paper to the home may say --------------------------------------------------------


def test_one_chooses_among_the_same_recipients_with_and_without_a_concern(house: House, karla: Id) -> None:
    house.do(lambda desk: know(desk, karla, MOTHER, FATHER))
    ask: Callable[[Desk], object] = lambda desk: telling.recipients(desk, karla, Context.DAYCARE)  # noqa: E731
    with house.as_("sofie"):
        before = house.do(ask)
        assert before == (
            (HOUSE, "Os selv og andre fagfolk"),
            (TO_MOTHER, "Anna Kanari, mor"),
            (TO_FATHER, "Kurt Kanari, far"),
            (HOME, "Hjemmet: barnet og forældrene"),
        )
    house.enter("mette")
    began(house, Track.HONOUR, karla)
    with house.as_("sofie"):
        assert house.do(ask) == before


def test_the_sheets_of_a_whole_class_go_out_as_ever(house: House, papers: Papers, karla: Id, tmp_path: Path) -> None:
    began(house, Track.PARENTS, karla)
    target = tmp_path / "ark.pdf"
    with house.as_("sofie"):
        assert house.do(lambda desk: pupils.print_sheets(desk, house.children[:3], target, named=True)) == 3


def test_a_paper_to_the_home_names_no_other_child_and_one_to_professionals_may(
    house: House, papers: Papers, karla: Id, tmp_path: Path
) -> None:
    target = tmp_path / "plan.pdf"
    for number, (name, code) in enumerate(
        (("Åse", "PAPIR-ANDET-BARN"), ("INA KANARIPIL", "PAPIR-ANDET-BARN"), ("Ina", "made"), ("Sofie", "made"))
    ):
        goal = Goal(Id(f"g{number}"), f"Karla leger med {name} om morgenen", action="Vinker")
        plan = replace(PLAN, goals=(goal,), holder_id=house.ids["mette"])
        assert printed(house, karla, plan, HOUSE, target) == "made"
        assert printed(house, karla, plan, HOME, target) == code


def printed(house: House, child: Id, plan: Plan, to: Recipient, target: Path) -> str:
    made = house.do(lambda desk: plans.write(desk, plans.sheet(desk, child), plan))
    try:
        house.do(lambda desk: plans.print_plan(desk, made, target, to))
    except KnownError as error:
        return error.code
    return "made"
