"""Concerns, what was seen and said, steps and papers: each comes back as it went in, and only where it belongs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from opspor.domain.beredskab import (
    Certainty,
    Decision,
    Judged,
    KnowsAlready,
    LeaderTold,
    MayBeTold,
    NotReported,
    NotTold,
    Phoned,
    Safe,
    Sharpened,
    Told,
    Track,
    TrackChanged,
    View,
)
from opspor.domain.concern import ChildsWords, HowSaid, Observation, StepState, TrackStep, standing
from opspor.domain.ids import Id
from opspor.domain.paper import (
    Basis,
    CarerInformed,
    Informed,
    Paper,
    PaperDraft,
    PaperEvent,
    PaperKind,
    PaperNote,
    SectionAnswer,
    Sent,
    Sharing,
)
from opspor.store import concerns, replies
from tests.guards import CHILD_FIRST_NAME, NOTE
from tests.store.factories import NOW, PAPER_FORM, World


def _observe(world: World, text: str = NOTE, **about: Id) -> Observation:
    header = world.header(**about)
    concerns.add_observation(world.connection, header, "Garderoben", text)
    return Observation(
        header.id, header.child_id, header.concern_id, world.mette.id, world.mette.name, header.seen_at,
        header.written_at, "Garderoben", text,
    )  # fmt: skip


def test_what_was_seen_comes_back_as_it_went_in(world: World) -> None:
    child = world.child()
    seen = _observe(world, "»Nej!« råbte hun – 2 gange\nog gik", child_id=child)

    assert concerns.observations(world.connection, child_id=child, concern_ids=[]) == (seen,)


def test_what_was_said_comes_back_word_for_word(world: World) -> None:
    child = world.child()
    header = world.header(child_id=child)
    concerns.add_words(world.connection, header, "Bussen", "jeg vil ik hjem", "Hvordan har du det?")

    assert concerns.words(world.connection, child_id=child, concern_ids=[]) == (
        ChildsWords(
            header.id, child, None, world.mette.id, world.mette.name, header.seen_at, header.written_at, "Bussen",
            "jeg vil ik hjem", "Hvordan har du det?",
        ),
    )  # fmt: skip


def test_how_it_came_to_be_said_comes_back(world: World) -> None:
    child = world.child()
    concerns.add_words(world.connection, world.header(child_id=child), "", "Se!", "", HowSaid.SPONTANEOUS)
    concerns.add_words(
        world.connection, world.header(child_id=child), "", "Bil", "Hvad er det?", HowSaid.PLAY, "psykologen"
    )

    found = concerns.words(world.connection, child_id=child, concern_ids=[])
    assert [(said.how, said.asked_by) for said in found] == [(HowSaid.SPONTANEOUS, ""), (HowSaid.PLAY, "psykologen")]


def test_a_childs_page_shows_that_child_alone(world: World) -> None:
    one, other = world.child(), world.child()
    mine = _observe(world, child_id=one)
    _observe(world, child_id=other)
    concerns.add_words(world.connection, world.header(child_id=other), "", "hemmeligt", "")

    assert concerns.observations(world.connection, child_id=one, concern_ids=[]) == (mine,)
    assert concerns.words(world.connection, child_id=one, concern_ids=[]) == ()
    assert concerns.observations(world.connection, child_id=None, concern_ids=[]) == ()


def test_a_concern_on_a_typed_name_shows_what_was_written_within_it(world: World) -> None:
    concern = world.concern(typed_name=CHILD_FIRST_NAME)
    within = _observe(world, concern_id=concern.id)
    _observe(world, child_id=world.child())
    _observe(world, concern_id=world.concern(typed_name="en anden").id)

    assert concerns.observations(world.connection, child_id=None, concern_ids=[concern.id]) == (within,)


def test_a_concern_about_a_child_shows_both_in_the_order_they_happened(world: World) -> None:
    child = world.child()
    concern = world.concern(child)
    before = _observe(world, child_id=child)
    within = _observe(world, concern_id=concern.id)
    remembered = replace(world.header(child_id=child), seen_at=datetime(2026, 9, 1, tzinfo=UTC))
    concerns.add_observation(world.connection, remembered, "", "Allerede i september")

    found = concerns.observations(world.connection, child_id=child, concern_ids=[concern.id])

    assert [observation.id for observation in found] == [remembered.id, before.id, within.id]


def test_a_corrected_observation_stands_for_the_first(world: World) -> None:
    child = world.child()
    first = _observe(world, "Hun faldt", child_id=child)
    second = _observe(world, "Han faldt", child_id=child, replaces=first.id)

    assert concerns.observations(world.connection, child_id=child, concern_ids=[]) == (second,)


@pytest.mark.parametrize("track", Track)
def test_a_concern_comes_back_as_it_went_in(world: World, track: Track) -> None:
    typed = world.concern(typed_name=CHILD_FIRST_NAME, track=track)
    about = world.concern(child := world.child())

    assert concerns.concerns(world.connection) == (about, typed)  # newest first
    assert concerns.concerns(world.connection, concern_id=typed.id) == (typed,)
    assert concerns.concerns(world.connection, child_id=child) == (about,)
    assert concerns.concerns(world.connection, concern_ids={typed.id}) == (typed,)
    assert concerns.concerns(world.connection, concern_ids=()) == ()
    assert concerns.concerns(world.connection, concern_id=world.id()) == ()


def test_a_concern_is_closed_once_with_a_reason(world: World) -> None:
    concern = world.concern()
    header = world.header(concern_id=concern.id)
    concerns.close(world.connection, header, concern.id, "Barnet er flyttet")

    assert concerns.concerns(world.connection)[0].closed_at == header.written_at
    said = ("Barnet er flyttet", world.mette.name, header.written_at)
    assert concerns.closing(world.connection, concern.id) == said
    assert concerns.closing(world.connection, world.concern().id) is None
    with pytest.raises(IntegrityError, match="concern_closing"):
        concerns.close(world.connection, world.header(concern_id=concern.id), concern.id, "igen")


def test_one_that_is_linked_to_a_child_is_the_same_with_its_author_and_its_day(world: World) -> None:
    concern = world.concern(typed_name=CHILD_FIRST_NAME)
    wrong, right = world.child(), world.child()
    within = _observe(world, concern_id=concern.id)
    for child in (wrong, right):
        by_another = replace(world.header(), author_id=world.anders.id)
        concerns.revise(world.connection, by_another, replace(concern, child_id=child))

    linked = replace(concern, child_id=right)
    assert concerns.concerns(world.connection) == (linked,)
    assert concerns.concerns(world.connection, concern_id=concern.id) == (linked,)
    assert concerns.concerns(world.connection, child_id=right) == (linked,)
    assert concerns.concerns(world.connection, child_id=wrong) == ()
    assert concerns.observations(world.connection, child_id=right, concern_ids=[concern.id]) == (within,)


def test_the_newest_word_on_who_it_is_kept_to_counts(world: World) -> None:
    concern = world.concern(world.child())
    other = world.concern(world.child())

    def kept_to() -> frozenset[Id] | None:
        return concerns.concerns(world.connection, concern_id=concern.id)[0].kept_to

    for readers in ({world.anders.id, world.mette.id}, set(), {world.anders.id}, None):
        concerns.keep(world.connection, world.header(concern_id=concern.id), concern.id, readers)
        assert kept_to() == readers
    concerns.keep(world.connection, world.header(concern_id=other.id), other.id, {world.anders.id})
    assert kept_to() is None


def test_what_is_within_a_concern_follows_the_concern_and_not_the_child(world: World) -> None:
    child = world.child()
    concern = world.concern(child)
    within = _observe(world, child_id=child, concern_id=concern.id)

    assert concerns.observations(world.connection, child_id=child, concern_ids=[]) == ()
    assert concerns.observations(world.connection, child_id=child, concern_ids=[concern.id]) == (within,)


def test_a_concern_on_the_first_of_the_month_keeps_its_day(world: World) -> None:
    """Seen just after midnight in Denmark, which is the day before in UTC."""
    concern = world.concern()
    just_after = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    header = replace(world.header(), seen_at=just_after)
    concerns.add(world.connection, header, replace(concern, id=header.id))

    assert concerns.concerns(world.connection, concern_id=header.id)[0].seen_at == date(2026, 11, 1)


def test_closed_concerns_are_unfinished_where_a_paper_or_the_child_asks_for_something(world: World) -> None:
    """Else Start would read all that a house ever wrote."""
    twice, once = world.child(), world.child()
    names = ("over", "same child", "not sent", "brief", "read out", "file", "file deleted", "number")
    made = {name: world.concern({"same child": twice, "over": once}.get(name)) for name in names}
    for concern in made.values():
        concerns.close(world.connection, world.header(concern_id=concern.id), concern.id, "Løst")
    world.paper(made["brief"], PaperKind.BRIEF)
    world.paper(made["not sent"])
    for name, sha256 in (("read out", ""), ("file", "a" * 64), ("file deleted", "a" * 64), ("number", "")):
        paper = world.paper(made[name]).id
        concerns.add_sent(world.connection, world.header(), Sent(paper, "Post", "", NOW.date(), "", "", sha256))
        if name == "file deleted":
            header = world.header()
            deleted = PaperNote(paper, PaperEvent.FILE_DELETED, "", NOW.date(), None, "", header.written_at)
            replies.note(world.connection, header, deleted)
        if name == "number":
            replies.set_cpr(world.connection, paper, "0101010000")
    still = world.concern(twice)

    found = {concern.id for concern in concerns.concerns(world.connection, unfinished=True)}

    assert still.id in found
    assert {name for name, concern in made.items() if concern.id in found} == {
        "same child", "not sent", "file", "number",
    }  # fmt: skip
    concerns.close(world.connection, world.header(concern_id=still.id), still.id, "Løst")
    assert not {still.id, made["same child"].id} & {
        concern.id for concern in concerns.concerns(world.connection, unfinished=True)
    }


def test_the_newest_entry_of_a_step_is_how_it_stands(world: World) -> None:
    concern = world.concern()
    headers = [world.header(concern_id=concern.id) for _ in range(3)]
    concerns.add_step(world.connection, headers[0], "ring", StepState.OPEN, "")
    concerns.add_step(world.connection, headers[1], "ring", StepState.DONE, "Mette kl. 9.15, telefon")
    concerns.add_step(world.connection, headers[2], "tolk", StepState.NOT_RELEVANT, "Taler dansk")

    other = world.concern().id
    noted = concerns.steps(world.connection, [concern.id, other])
    assert noted == {
        concern.id: (
            TrackStep("ring", StepState.OPEN, "", world.mette.name, headers[0].written_at),
            TrackStep("ring", StepState.DONE, "Mette kl. 9.15, telefon", world.mette.name, headers[1].written_at),
            TrackStep("tolk", StepState.NOT_RELEVANT, "Taler dansk", world.mette.name, headers[2].written_at),
        ),
        other: (),
    }
    assert [*standing(noted[concern.id]).values()] == [*noted[concern.id][1:]]
    assert concerns.steps_done(world.connection, [concern.id]) == {concern.id: 2}
    concerns.add_step(world.connection, world.header(concern_id=concern.id), "ring", StepState.OPEN, "Ikke hjemme")
    assert concerns.steps_done(world.connection, [concern.id]) == {concern.id: 1}


def test_what_a_step_ended_with_comes_back(world: World) -> None:
    concern, day = world.concern(), date(2026, 4, 1)
    header = world.header(concern_id=concern.id)
    concerns.add_step(world.connection, header, "decide", StepState.DONE, "", outcome="not_now", again_on=day)

    (noted,) = concerns.steps(world.connection, [concern.id])[concern.id]
    assert (noted.outcome, noted.again_on) == ("not_now", day)


def test_underretninger_that_were_made_by_phone_are_found_among_all_that_was_decided(world: World) -> None:
    concern = world.concern()
    rung = Phoned("Modtagelsen", NOW, NOTE)
    for decision in (View(NOTE), rung):
        concerns.decide(world.connection, world.header(concern_id=concern.id), decision)

    assert [(one.concern_id, one.what) for one in concerns.phoned(world.connection)] == [(concern.id, rung)]


def test_a_paper_comes_back_as_it_was_written(world: World) -> None:
    concern = world.concern(child := world.child())
    header = world.header(child_id=child, concern_id=concern.id)
    draft = PaperDraft(
        PaperKind.UNDERRETNING,
        sections={"hvad": SectionAnswer("Æblet »faldt«"), "far": SectionAnswer(could_not="Ukendt adresse")},
        observations=(world.id(), world.id()), words=(world.id(),),
        carers=(CarerInformed(Id("mor"), Informed.NO, reason="Efter aftale med kommunen"),),
        child_informed=Informed.KNOWS_ALREADY, urgent=True, interpreter=False, language="arabisk",
        sharing=Sharing(Basis.SSD, reference="rådgiver er med", given_on=date(2026, 3, 16)), no_names=("liv",),
    )  # fmt: skip
    paper = Paper(header.id, concern.id, child, world.mette.id, world.mette.name, header.written_at, draft, PAPER_FORM)
    concerns.add_paper(world.connection, header, paper)

    assert concerns.papers(world.connection, paper_id=paper.id) == (paper,)
    assert concerns.papers(world.connection, concern_ids=[concern.id]) == (paper,)
    assert concerns.papers(world.connection, concern_ids=[]) == ()


def test_papers_stand_newest_first(world: World) -> None:
    concern = world.concern()
    first, second = world.paper(concern), world.paper(concern, PaperKind.BRIEF)

    assert concerns.papers(world.connection) == (second, first)


def test_an_underretning_is_unsent_until_somebody_notes_how_it_left(world: World) -> None:
    """Written is not sent (design 11, rule 5). A brief is nothing to send."""
    concern = world.concern()
    gone = world.paper(concern)
    world.paper(world.concern(), PaperKind.BRIEF)
    sent = Sent(gone.id, "Sikker mail", "Børn og Familie", date(2026, 11, 4), world.mette.name)
    concerns.add_sent(world.connection, world.header(concern_id=concern.id), sent)

    assert concerns.sent(world.connection, [gone.id]) == {gone.id: sent}
    assert concerns.sent(world.connection, []) == {}, "of papers that are asked for alone"
    assert concerns.unsent(world.connection) == set()
    world.paper(concern)
    assert concerns.unsent(world.connection) == {concern.id}
    with pytest.raises(IntegrityError, match="paper_sent"):
        concerns.add_sent(world.connection, world.header(concern_id=concern.id), sent)


def test_a_moment_is_kept_to_the_microsecond(world: World) -> None:
    child = world.child()
    header = replace(world.header(child_id=child), seen_at=world.now - timedelta(microseconds=1))
    concerns.add_observation(world.connection, header, "", "x")

    (found,) = concerns.observations(world.connection, child_id=child, concern_ids=[])

    assert found.seen_at == header.seen_at


def test_what_was_decided_comes_back_in_the_order_it_was_written(world: World) -> None:
    concern, other = world.concern(world.child()), world.concern(world.child())
    told = datetime(2026, 3, 17, 10, 5, tzinfo=UTC)
    all_of_them: tuple[Decision, ...] = (
        Safe(safe=False, arranged=NOTE),
        Judged(Certainty.SUSPICION, NOTE, (Id("mor"),), NOTE),
        LeaderTold(NOTE, told, NOTE, NOTE, NOTE),
        NotReported(NOTE, NOTE, NOTE, date(2026, 4, 1)),
        NotTold(NOTE, NOTE, (Id("far"),)),
        KnowsAlready(NOTE, "i går", NOTE),
        MayBeTold(NOTE, date(2026, 3, 17), NOTE, NOTE, (Id("mor"),)),
        Sharpened(NOTE, date(2026, 3, 30)),
        View(NOTE),
        Told(Id("mor"), "Mor", date(2026, 3, 17), NOTE, NOTE),
        Phoned(NOTE, told, NOTE),
        TrackChanged(Track.GENERAL, Track.PARENTS, NOTE),
    )
    for decision in all_of_them:
        concerns.decide(world.connection, world.header(concern_id=concern.id), decision)
    concerns.decide(world.connection, world.header(concern_id=other.id), all_of_them[0])

    found = concerns.decisions(world.connection, [concern.id])
    assert tuple(one.what for one in found) == all_of_them
    assert {(one.concern_id, one.author_name) for one in found} == {(concern.id, world.mette.name)}
