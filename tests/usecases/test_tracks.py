"""Following a track: every path through every track, what is decided on the way, and another track."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

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
    may_be_told,
)
from opspor.domain.child import Carer, Custody
from opspor.domain.concern import StepState
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.forms.library import load_library
from opspor.forms.model import TrackForm
from opspor.forms.walking import course
from opspor.usecases import children, concerns, tracks
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.desk import Desk
from tests.forms.paths import Path, paths
from tests.usecases.conftest import House
from tests.usecases.test_concerns import begin, refused

TODAY = date(2026, 3, 17)
SOON = TODAY + timedelta(days=14)
FOLLOWED = [track for track in Track if track is not Track.EMPLOYEE]  # nothing is kept about an employee


def file_of(house: House, concern: Id) -> ConcernFile:
    return house.do(lambda desk: concerns.open_concern(desk, concern))


def decided(house: House, concern: Id) -> list[Decision]:
    return [one.what for one in file_of(house, concern).decisions]


def with_carers(house: House) -> tuple[Id, Id]:
    """Karla's two parents."""
    child = house.children[0]
    file = house.do(lambda desk: children.open_child(desk, child))
    mor, far = Id("mor"), Id("far")
    known = replace(
        file.particulars,
        carers=(
            Carer(mor, "Mor Kanari", "mor", Custody.YES, "", "", protected=False, lives_with_child=True),
            Carer(far, "Far Kanari", "far", Custody.YES, "", "", protected=False, lives_with_child=False),
        ),
    )
    house.do(lambda desk: children.change(desk, child, file.particulars_id, known))
    found = [carer.id for carer in house.do(lambda desk: children.open_child(desk, child)).particulars.carers]
    return found[0], found[1]


def covering(form: TrackForm) -> list[Path]:
    """Paths that together take every way on of every step: with all of them the vault would write for minutes.

    All of them are walked without a vault in tests/forms/test_walking.py.
    """
    chosen: list[Path] = []
    taken: set[tuple[str, str]] = set()
    for path in paths(form):
        new = {(step_id, way.answer) for step_id, way in path.ways} - taken
        if new:
            chosen.append(path)
            taken |= new
    return chosen


def follow(house: House, track: Track, path: Path) -> None:
    """Note each step as the path says; the program shows the next one each time, and ends where the path ends."""
    concern = begin(house, track, name="Kanari")

    def walk(desk: Desk) -> None:
        for step_id, way in path.ways:
            again = TODAY if way.again else None
            tracks.do_step(desk, concern, step_id, StepState.DONE, "Gjort", outcome=way.answer, again_on=again)

    house.do(walk)
    file = file_of(house, concern)
    nows = [course(file.form, file.noted[:number]).now for number in range(len(file.noted) + 1)]
    assert nows == [*path.steps, None], track


def test_every_way_of_every_track_is_followed_to_its_end(house: House) -> None:
    walked = [(track, path) for track in FOLLOWED for path in covering(load_library().track(track))]
    for track, path in walked:
        follow(house, track, path)
    print(f"{len(walked)} paths through {len(FOLLOWED)} tracks")
    assert len(walked) > len(FOLLOWED)


ALL: tuple[Decision, ...] = (
    Safe(safe=False, arranged="Mormor henter"),
    Judged(Certainty.SUSPICION, "Mærker på armen", (), "morbror"),
    LeaderTold("Mette", datetime(2026, 3, 17, 9, 5).astimezone(), "Jeg ringer", "Vil vente", "Jeg vil ikke vente"),
    NotReported("Vi hjælper selv", "Sover ikke", "Vi underretter", SOON),
    NotTold("Mistanke mod dem", "Hensynet til barnet vejer tungest"),
    KnowsAlready("Far", "i går aftes", "Barnet fortalte det"),
    MayBeTold("Vagten i modtagelsen", TODAY, "telefon", "At der er underrettet", (), "mormor"),
    Sharpened("Hvordan Karla er ved afhentning", SOON),
    View("Vi tror, at Karla er bange"),
    Told(Id(""), "Mor", TODAY, "Samtale", "Blev ked af det"),
    Phoned("Vagten i modtagelsen", datetime(2026, 3, 17, 9, 30).astimezone(), "Kommer kl. 13"),
)  # fmt: skip


def test_what_is_decided_is_there_for_whoever_may_open_the_concern(house: House) -> None:
    with house.as_("jonas"):
        concern = begin(house, Track.PARENTS, house.children[0])
        for decision in ALL:
            house.do(lambda desk, decision=decision: tracks.decide(desk, concern, decision))  # type: ignore[misc]
        assert decided(house, concern) == [*ALL]
    with house.as_("sofie"):
        assert refused(house, lambda desk: tracks.decide(desk, concern, ALL[0])) == "ADGANG-NEJ"


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (Judged(Certainty.CONCERN, ""), "SPOR-GRUND"),
        (LeaderTold("", datetime(2026, 3, 17).astimezone(), ""), "SPOR-HVEM"),
        (NotReported("", "Tegn", "Så", SOON), "SPOR-GRUND"),
        (NotReported("Grund", "", "Så", SOON), "SPOR-ORD"),
        (NotReported("Grund", "Tegn", "Så", TODAY), "SPOR-DAG"),
        (NotTold("Grund", ""), "SPOR-GRUND"),
        (KnowsAlready("", "i går", ""), "SPOR-HVEM"),
        (Sharpened("Søvn", TODAY + timedelta(days=31)), "SPOR-SLUT"),
        (Sharpened("Søvn", TODAY), "SPOR-SLUT"),
        (View(""), "SPOR-ORD"),
    ],
)
def test_a_reason_and_a_day_are_asked_for_and_nothing_is_kept_without(
    house: House, decision: Decision, code: str
) -> None:
    concern = begin(house, child=house.children[0])
    assert refused(house, lambda desk: tracks.decide(desk, concern, decision)) == code
    assert decided(house, concern) == []


def test_a_decision_does_its_step_in_the_same_moment(house: House) -> None:
    concern = begin(house, name="Kanari")
    decision = NotReported("Vi hjælper selv", "Sover ikke", "Vi underretter", SOON)
    house.do(lambda desk: tracks.decide(desk, concern, decision, step_id="decide", outcome="not_report"))

    file = file_of(house, concern)
    assert (file.steps["decide"].state, file.steps["decide"].again_on) == (StepState.DONE, SOON)
    assert file.due == {"watch": SOON}


def test_a_day_that_is_decided_without_a_step_is_due_too(house: House) -> None:
    concern = begin(house, name="Kanari")
    house.do(lambda desk: tracks.decide(desk, concern, Sharpened("Søvn", SOON)))
    assert SOON in file_of(house, concern).due.values()


def test_a_way_back_asks_for_its_day(house: House) -> None:
    concern = begin(house, name="Kanari")

    def back(again_on: date | None) -> None:
        house.do(
            lambda desk: tracks.do_step(
                desk, concern, "follow_up", StepState.DONE, "", outcome="again", again_on=again_on
            )
        )

    for day in (None, TODAY - timedelta(days=1)):
        with pytest.raises(KnownError) as why:
            back(day)
        assert why.value.code == "SPOR-DAG"
    back(SOON)
    assert file_of(house, concern).due["follow_up"] == SOON


def test_two_at_the_same_step_both_stand_there(house: House) -> None:
    concern = begin(house, child=house.children[0])
    for login, note in (("jonas", "Talt med Mette"), ("sofie", "Ringet til PPR")):
        with house.as_(login):
            house.do(lambda desk, note=note: tracks.do_step(desk, concern, "leader", StepState.DONE, note))  # type: ignore[misc]

    house.enter("mette")
    file = file_of(house, concern)
    assert [(one.author_name.split()[0], one.note) for one in file.noted] == [
        ("Jonas", "Talt med Mette"), ("Sofie", "Ringet til PPR"),
    ]  # fmt: skip
    assert file.steps["leader"].note == "Ringet til PPR"


def test_a_case_is_taken_over_midway_by_somebody_else(house: House) -> None:
    """The one who began it is away: a colleague whom it is kept to goes on where it is, and everything is there."""
    with house.as_("jonas"):
        concern = begin(house, Track.PARENTS, house.children[0])
        house.do(lambda desk: tracks.do_step(desk, concern, "write_down", StepState.DONE, "Skrevet"))
        house.do(lambda desk: tracks.decide(desk, concern, ALL[0], step_id="safe", outcome="yes"))
    house.enter("mette")
    house.do(lambda desk: concerns.keep(desk, concern, [house.ids["sofie"]]))
    with house.as_("sofie"):
        file = file_of(house, concern)
        assert (file.course.now, [one.author_name.split()[0] for one in file.decisions]) == ("judge", ["Jonas"])
        house.do(lambda desk: tracks.decide(desk, concern, ALL[1], step_id="judge", outcome="parents"))
    with house.as_("jonas"):
        assert file_of(house, concern).course.now == "leader"


def test_a_clock_that_was_set_back_moves_no_day_before_the_step_behind_it_and_refuses_nothing(house: House) -> None:
    concern = begin(house, name="Kanari")
    house.do(lambda desk: tracks.decide(desk, concern, ALL[10], step_id="report"))
    house.do(lambda desk: tracks.do_step(desk, concern, "receipt", StepState.DONE, "Brev"))
    house.clock.now -= timedelta(days=400)
    for step in ("write_down", "safe", "judge", "leader", "sparring", "decide", "parents", "everyday", "report"):
        house.do(
            lambda desk, step=step: tracks.do_step(desk, concern, step, StepState.DONE, "", outcome=usual(step))  # type: ignore[misc]
        )
    house.do(lambda desk: tracks.decide(desk, concern, KnowsAlready("Mor", "i går", "")))
    house.do(lambda desk: tracks.do_step(desk, concern, "receipt", StepState.DONE, "Endnu et brev"))

    file = file_of(house, concern)
    assert file.clock_went_back
    assert file.due["feedback"] >= TODAY + timedelta(days=14), "ten working days after the underretning at least"


def usual(step_id: str) -> str:
    return next(step.next[0].answer for step in load_library().track(Track.GENERAL).step if step.id == step_id)


# --- another track ----------------------------------------------------------------------------------------------------


def shown_to_a_colleague(house: House) -> tuple[object, ...]:
    """Everything that Sofie, of the same room, sees of the concerns of Karla. The leader is in afterwards."""
    with house.as_("sofie"):
        files = [file_of(house, row.concern.id) for row in house.do(concerns.listed)]
        page = house.do(lambda desk: children.open_child(desk, house.children[0]))
    house.enter("mette")
    return files, page.concerns, page.observations


def test_from_a_shared_track_to_a_kept_one_a_new_concern_begins_and_nobody_notices(house: House) -> None:
    with house.as_("jonas"):
        concern = begin(house, child=house.children[0])
        house.do(lambda desk: tracks.do_step(desk, concern, "write_down", StepState.DONE, "Skrevet"))
    before = shown_to_a_colleague(house)
    judged = Judged(Certainty.SUSPICION, "Hun sagde, at far slår", (), "far")
    with house.as_("jonas"):
        new = house.do(
            lambda desk: tracks.change_track(
                desk, concern, Track.PARENTS, "Hun sagde, at far slår", judged=judged, step_id="judge"
            )
        )
        file = file_of(house, new)

    assert new != concern
    assert (file.concern.track, file.concern.author_name.split()[0], file.concern.child_id) == (
        Track.PARENTS, "Jonas", house.children[0],
    )  # fmt: skip
    assert [one.what for one in file.decisions] == [
        TrackChanged(Track.GENERAL, Track.PARENTS, "Hun sagde, at far slår"), judged,
    ]  # fmt: skip
    assert shown_to_a_colleague(house) == before
    assert file_of(house, concern).concern.track is Track.GENERAL


@pytest.mark.parametrize(("before", "to"), [(Track.PARENTS, Track.HONOUR), (Track.GENERAL, Track.SELF_HARM)])
def test_where_as_many_see_the_other_track_it_is_the_same_concern(house: House, before: Track, to: Track) -> None:
    concern = begin(house, before, house.children[0])
    house.do(lambda desk: tracks.do_step(desk, concern, "write_down", StepState.DONE, "Skrevet"))
    assert house.do(lambda desk: tracks.change_track(desk, concern, to, "Noget nyt")) == concern

    file = file_of(house, concern)
    assert (file.concern.track, file.form.track, file.steps["write_down"].note) == (to, to, "Skrevet")
    assert file.concern.written_at.date() == TODAY


def test_from_a_kept_track_to_a_shared_one_the_room_sees_no_more_and_the_stop_stays(house: House) -> None:
    mor, far = with_carers(house)
    with house.as_("jonas"):
        concern = begin(house, Track.PARENTS, house.children[0])
    before = shown_to_a_colleague(house)
    with house.as_("jonas"):
        may = MayBeTold("Modtagelsen", TODAY, "brev", "Alt", (mor,))
        house.do(lambda desk: tracks.decide(desk, concern, may))
        house.do(lambda desk: tracks.change_track(desk, concern, Track.GENERAL, "Det var et fald"))
        file = file_of(house, concern)

    assert shown_to_a_colleague(house) == before
    assert may_be_told(Track.GENERAL, file.decisions, mor)
    assert not may_be_told(Track.GENERAL, file.decisions, far), (
        "who could not be told is not told by changing the track"
    )
    assert not may_be_told(Track.GENERAL, file.decisions)


def test_a_change_of_track_needs_a_reason_and_about_an_employee_nothing_is_kept(house: House) -> None:
    concern = begin(house, child=house.children[0])
    assert refused(house, lambda desk: tracks.change_track(desk, concern, Track.HONOUR, " ")) == "SPOR-GRUND"
    assert refused(house, lambda desk: tracks.change_track(desk, concern, Track.EMPLOYEE, "Nej")) == "BEKYM-ANSAT"
    assert [row.concern.track for row in house.do(concerns.listed)] == [Track.GENERAL]
