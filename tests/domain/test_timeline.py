"""The child over time: contexts side by side, every change in words, and how far the team stood apart."""

from dataclasses import replace
from datetime import date

from opspor.domain.assessment import Context, Position, Spread, Trivsel
from opspor.domain.ids import Id
from opspor.domain.timeline import (
    ELSEWHERE,
    EVENT_WORDS,
    Agreed,
    Event,
    EventKind,
    assessed,
    cell_words,
    disagreement,
    follow_ups,
    in_order,
    lane_word,
    left_out,
    under_way,
)

FIRST = Agreed(
    Id("1"), EventKind.ASSESSMENT, "Efterår 2025", Context.DAYCARE, date(2025, 10, 3), Position.NOT_EXPOSED,
    Trivsel.THRIVES, round_id=Id("r1"),
)  # fmt: skip
NEXT = replace(FIRST, id=Id("2"), name="Forår 2026", on=date(2026, 3, 3), round_id=Id("r2"))


def words(*found: Agreed) -> list[tuple[str, ...]]:
    return [event.words for event in assessed(found)]


def test_every_kind_has_a_word() -> None:
    assert set(EVENT_WORDS) == set(EventKind)


def test_a_change_is_said_for_each_axis_and_named_with_its_context() -> None:
    now = replace(NEXT, position=Position.POTENTIALLY_EXPOSED, trivsel=Trivsel.MISTRIVSEL)
    assert words(FIRST, now) == [
        ("Første vurdering i dagtilbud.",),
        (
            "Position i dagtilbud: fra ikke udsat til potentielt udsat.",
            "Trivsel i dagtilbud: fra trives til mistrivsel.",
        ),
    ]


def test_a_change_within_one_column_of_the_matrix_is_told_too() -> None:
    now = replace(NEXT, trivsel=Trivsel.BEGINNING_MISTRIVSEL)
    later = replace(NEXT, id=Id("3"), trivsel=Trivsel.MISTRIVSEL)
    assert words(FIRST, now, later)[2] == ("Trivsel i dagtilbud: fra begyndende mistrivsel til mistrivsel.",)


def test_what_is_as_before_says_so_and_never_that_all_is_well() -> None:
    assert words(FIRST, NEXT)[1] == ("Som før i dagtilbud: Efterår 2025.",)


def test_two_contexts_are_never_compared() -> None:
    after_school = replace(NEXT, context=Context.AFTER_SCHOOL, position=Position.EXPOSED)
    school = replace(NEXT, context=Context.SCHOOL)
    events = assessed([FIRST, after_school, school])
    assert [event.place for event in events] == ["Dagtilbud", "SFO", "Skole"]
    assert all(event.words[0].startswith("Første vurdering i") for event in events)


def test_agreed_anew_in_the_same_round_is_an_event_of_its_own() -> None:
    anew = replace(NEXT, kind=EventKind.CORRECTION, position=Position.EXPOSED)
    (_, event) = assessed([FIRST, anew])
    assert event.head == "Aftalt igen · Forår 2026: udsat · trives"
    assert event.words == ("Position i dagtilbud: fra ikke udsat til udsat.",)


def test_a_visit_without_an_assessment_changes_nothing_and_claims_nothing() -> None:
    home = replace(FIRST, context=Context.HOME, kind=EventKind.VISIT)
    visit = replace(home, name="Behovsbesøg", position=None, trivsel=None)
    events = assessed([home, visit, replace(home, name="1½ år", trivsel=Trivsel.UNKNOWN)])
    assert events[1].title == "Behovsbesøg"
    assert events[1].words == ()
    assert events[2].words == ("Trivsel i hjemmet: fra trives til ved ikke nok.",)


def test_how_far_the_team_stood_apart_is_counted_without_names() -> None:
    chosen = {
        "position": {"potentially_exposed": 1, "not_exposed": 2}, "trivsel": {"thrives": 3},
        "play": {"often": 2, "rarely": 1}, "sleep": {"often": 3},
    }  # fmt: skip
    assert disagreement(Spread(3, chosen)) == (
        "I så forskelligt på position: 2 af 3 ikke udsat, 1 af 3 potentielt udsat.",
        "I så ens på trivsel.",
        "I svarede forskelligt på 1 af 2 spørgsmål og tegn.",
    )


def test_where_nobody_kept_it_or_one_assessed_alone_nothing_is_claimed_about_the_team() -> None:
    assert disagreement(Spread()) == ()
    assert disagreement(Spread(1, {"position": {"exposed": 1}})) == (
        "Én vurderede barnet alene, så her er ingen forskel at se.",
    )


def test_only_what_still_stands_is_to_be_looked_at_again() -> None:
    gone = replace(FIRST, follow_up_on=date(2026, 1, 1), replaced=True)
    (event,) = follow_ups([gone, replace(NEXT, follow_up_on=date(2026, 5, 1)), FIRST])
    assert (event.on, event.kind, event.place, event.title) == (
        date(2026, 5, 1), EventKind.FOLLOW_UP, "Dagtilbud", "Forår 2026"
    )  # fmt: skip


def test_a_round_that_is_going_on_says_so_and_nothing_else() -> None:
    event = under_way(Id("r"), "Forår 2026", date(2026, 3, 1), Context.SCHOOL)
    assert event.spoken == (
        "1.3.2026. Skole. Runde i gang · Forår 2026. "
        "I har ikke aftalt noget om barnet endnu. Svarene er lukket, til alle har afleveret"
    )
    assert (event.position, event.trivsel) == (None, None)


def test_a_child_that_was_left_out_of_a_round_is_seen_with_its_reason() -> None:
    assert left_out(Id("r"), "Forår", date(2026, 4, 1), Context.SCHOOL, "Flyttet").words == ("Begrundelse: Flyttet",)
    assert "ingen fælles vurdering" in left_out(Id("r"), "Forår", date(2026, 4, 1), Context.SCHOOL).words[0]


def test_oldest_first_and_on_one_day_in_a_fixed_order() -> None:
    seen = Event(EventKind.OBSERVATION, Id("a"), date(2026, 3, 3), ELSEWHERE, "")
    (agreed,) = assessed([NEXT])
    told = Event(EventKind.NOTICE, Id("b"), date(2026, 2, 1), ELSEWHERE, "")
    assert in_order([seen, agreed, told]) == (told, agreed, seen)


def test_words_of_a_place_and_of_a_cell() -> None:
    assert (lane_word("after_school"), lane_word(ELSEWHERE)) == ("SFO", "")
    assert cell_words(Position.EXPOSED, Trivsel.UNKNOWN) == "udsat · ved ikke nok"
    assert cell_words(None, None) == ""
