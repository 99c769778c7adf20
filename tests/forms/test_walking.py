"""Walking through a track: what comes now by the answers that were given, rounds that go back, and every path."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from opspor.domain.assessment import FormRef
from opspor.domain.beredskab import StepKind, Telling, Track
from opspor.domain.concern import StepState, TrackStep
from opspor.forms.library import load_library
from opspor.forms.model import TrackForm, TrackStepForm, WayOn
from opspor.forms.walking import Course, course, leaves
from tests.forms.paths import paths

LIBRARY = load_library()


def step(step_id: str, *ways: WayOn, kind: StepKind = StepKind.ACT) -> TrackStepForm:
    return TrackStepForm(step_id, kind, "", "", "", (), (), "", "", (), ways)


def track(*steps: TrackStepForm) -> TrackForm:
    return TrackForm(
        ref=FormRef("beredskab", "general", 1, ""), title="", help="", checked_on="2026-11-22", telling=Telling.OPENLY,
        tell="", do=(), dont=(), call=(), step=steps,
    )  # fmt: skip


def noted(step_id: str, outcome: str = "", state: StepState = StepState.DONE) -> TrackStep:
    return TrackStep(step_id, state, "", "Mette", datetime(2026, 11, 22, 9, tzinfo=UTC), outcome)


# write → decide → report → look again (→ decide) → end, or decide → wait (→ decide) → end, or decide → another track
FORM = track(
    step("write", WayOn("decide")),
    step("decide", WayOn("report", "yes", "Ja"), WayOn("wait", "no", "Nej"), WayOn("track:honour", "honour", "Ære")),
    step("report", WayOn("look")),
    step("look", WayOn("end", "close", "Luk"), WayOn("decide", "new", "Nyt", again=True), kind=StepKind.FOLLOW_UP),
    step(
        "wait",
        WayOn("end", "better", "Bedre"),
        WayOn("decide", "again", "Igen", again=True),
        kind=StepKind.FOLLOW_UP,
    ),
)


def test_nothing_is_done_yet() -> None:
    assert course(FORM, ()) == Course("write", (), ("decide", "report", "look"))


def test_the_answer_decides_which_step_comes() -> None:
    assert course(FORM, [noted("write"), noted("decide", "no")]).now == "wait"
    assert course(FORM, [noted("write"), noted("decide", "yes")]) == Course("report", ("write", "decide"), ("look",))


@pytest.mark.parametrize("outcome", ["", "an answer of an older form"])
def test_without_an_answer_it_goes_the_usual_way(outcome: str) -> None:
    assert course(FORM, [noted("write"), noted("decide", outcome)]).now == "report"
    assert course(FORM, [noted("write"), noted("decide", "", StepState.NOT_RELEVANT)]).now == "report"


def test_a_step_that_was_done_before_its_turn_is_not_asked_for_again() -> None:
    """No gate: every step can be opened (design section 11, rule 6)."""
    assert course(FORM, [noted("report")]).now == "write"
    assert course(FORM, [noted("report"), noted("write"), noted("decide", "yes")]).now == "look"


def test_a_step_that_was_opened_again_comes_now() -> None:
    assert course(FORM, [noted("write"), noted("decide", "no"), noted("write", "", StepState.OPEN)]).now == "write"


def test_the_end_and_another_track_have_no_step_more() -> None:
    ended = [noted("write"), noted("decide", "no"), noted("wait", "better")]
    assert course(FORM, ended) == Course(None, ("write", "decide", "wait"), ())
    assert course(FORM, [noted("write"), noted("decide", "honour")]) == Course(None, ("write", "decide"), ())


def test_a_way_back_opens_the_round_again_step_by_step() -> None:
    done = [noted("write"), noted("decide", "yes"), noted("report"), noted("look", "new")]
    assert course(FORM, done) == Course("decide", ("write",), ("report", "look"))
    done.append(noted("decide", "yes"))
    assert course(FORM, done) == Course("report", ("write", "decide"), ("look",)), "the old report covers nothing new"
    done.append(noted("report"))
    assert course(FORM, done).now == "look"
    done.append(noted("look", "close"))
    assert course(FORM, done).now is None


def test_the_next_round_may_go_another_way() -> None:
    done = [noted("write"), noted("decide", "yes"), noted("report"), noted("look", "new"), noted("decide", "no")]
    assert course(FORM, done) == Course("wait", ("write", "decide"), ())
    done += [noted("wait", "again")]
    assert course(FORM, done).now == "decide"
    done += [noted("decide", "yes")]
    assert course(FORM, done).now == "report"


def test_a_clock_that_was_set_back_changes_nothing() -> None:
    """The order in which it was written counts, not the time of the day."""
    done = [noted("write"), noted("decide", "no"), noted("wait", "again")]
    early = TrackStep("decide", StepState.DONE, "", "Mette", datetime(1999, 1, 1, tzinfo=UTC), "yes")
    assert course(FORM, [*done, early]).now == "report"


def test_every_path_goes_back_once_at_most() -> None:
    found = {(" ".join(path.steps), path.to) for path in paths(FORM)}
    assert found == {
        ("write decide report look", "end"),
        ("write decide report look decide report look", "end"),
        ("write decide report look decide wait", "end"),
        ("write decide report look decide", "track:honour"),
        ("write decide wait", "end"),
        ("write decide wait decide report look", "end"),
        ("write decide wait decide wait", "end"),
        ("write decide wait decide", "track:honour"),
        ("write decide", "track:honour"),
    }


def dead_ends(form: TrackForm) -> int:
    """How often, on all paths, what comes now is not what the path says: note it step by step, to the end."""
    found = 0
    for path in paths(form):
        so_far: list[TrackStep] = []
        for step_id, way in path.ways:
            found += course(form, so_far).now != step_id
            so_far.append(noted(step_id, way.answer))
        found += course(form, so_far).now is not None
        found += not leaves(path.ways[-1][1])
    return found


@pytest.mark.parametrize("name", Track)
def test_every_way_of_a_track_is_on_some_path(name: Track) -> None:
    form = LIBRARY.track(name)
    walked = {(step_id, way.to, way.answer) for path in paths(form) for step_id, way in path.ways}
    assert walked == {(one.id, way.to, way.answer) for one in form.step for way in one.next}


def test_every_path_through_every_track_comes_to_an_end(figure: Callable[[str], None]) -> None:
    counted = {track: len(paths(LIBRARY.track(track))) for track in Track}
    stuck = {track: dead_ends(LIBRARY.track(track)) for track in Track}
    each = ", ".join(f"{track} {count}" for track, count in counted.items())
    figure(f"{sum(counted.values())} paths, {sum(stuck.values())} dead ends ({each})")
    assert all(counted.values())
    assert not any(stuck.values())


def test_a_dead_end_would_be_seen() -> None:
    form = track(step("write", WayOn("decide")), step("decide", WayOn("write", again=True), WayOn("end", "", "Slut")))
    assert dead_ends(form), "an answer that cannot be told from the usual way leads nowhere else"


def test_a_way_that_leads_nowhere_ends_the_track_there_and_stops_nobody() -> None:
    edited = track(step("write", WayOn("nowhere")), step("decide", WayOn("end")))
    assert course(edited, []) == Course("write", (), ())
    assert course(edited, [noted("write")]) == Course(None, ("write",), ())


def test_a_step_that_leads_no_way_at_all_ends_the_track_too() -> None:
    edited = track(step("write"))
    assert course(edited, []) == Course("write", (), ())
    assert course(edited, [noted("write")]) == Course(None, ("write",), ())
