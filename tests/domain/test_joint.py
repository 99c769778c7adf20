"""When a joint assessment is whole, and when a child may be agreed on in one key. Nothing is added up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.domain.assessment import (
    Agreement,
    FindOut,
    FollowUpKind,
    Often,
    OwnAssessment,
    ParentView,
    Position,
    Seen,
    Trivsel,
)
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.joint import check_joint, judged_alone, one_key_hindrance, review_days
from opspor.domain.matrix import CELLS, cell_of
from tests.domain.factories import own_assessment

TODAY, LATER = date(2026, 11, 3), date(2026, 12, 15)
METTE = (Id("mette"),)
WELL = Agreement(
    position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES, follow_up=(FollowUpKind.NEXT_ROUND,), participants=METTE
)
WHOLE = Agreement(
    position=Position.EXPOSED, trivsel=Trivsel.THRIVES, reason="Far er flyttet", follow_up=(FollowUpKind.SPARRING,),
    follow_up_on=LATER, participants=METTE,
)  # fmt: skip
TASK = FindOut("Hvordan sover barnet?", Id("mette"), LATER)


def _code(agreement: Agreement, *own: OwnAssessment, carers: tuple[str, ...] = (), hindrance: str | None = None) -> str:
    try:
        check_joint(agreement, own, [Id(carer) for carer in carers], hindrance)
    except KnownError as error:
        return error.code
    return ""


def test_all_well_and_all_agree_needs_no_reason_and_no_date() -> None:
    both = own_assessment("mette"), own_assessment("anders")

    assert _code(WELL, *both) == ""
    assert _code(replace(WELL, participants=()), *both) == "VURD-HVEM"


def test_all_well_but_nobody_knows_the_child_needs_words() -> None:
    both = own_assessment("mette"), own_assessment("anders")

    assert _code(WELL, *both, hindrance="Anders mangler 3 svar.") == "VURD-KENDER"
    assert _code(replace(WELL, reason="Vi legede i går."), *both, hindrance="Anders mangler 3 svar.") == ""


def test_all_well_in_spite_of_one_who_saw_something_needs_a_reason() -> None:
    worried = own_assessment("anders", trivsel=Trivsel.BEGINNING_MISTRIVSEL)

    assert _code(WELL, own_assessment("mette"), worried) == "VURD-GRUND"


def test_all_well_without_any_own_assessment_left_needs_a_reason() -> None:
    assert _code(WELL) == "VURD-GRUND"


def test_a_team_that_agrees_on_something_else_than_anybody_saw_says_why() -> None:
    assert _code(WELL, own_assessment("mette", Position.EXPOSED)) == "VURD-GRUND"


@pytest.mark.parametrize(
    ("agreement", "code"),
    [
        (Agreement(), "VURD-MANGLER"),
        (Agreement(position=Position.EXPOSED), "VURD-MANGLER"),
        (Agreement(trivsel=Trivsel.THRIVES), "VURD-MANGLER"),
        (replace(WHOLE, reason=" \n"), "VURD-GRUND"),
        (replace(WHOLE, follow_up=()), "VURD-AFTALE"),
        (replace(WHOLE, follow_up_on=None), "VURD-AFTALE"),
        (replace(WHOLE, participants=()), "VURD-HVEM"),
        (replace(WHOLE, reason="x" * 20_001), "VURD-LANG"),
        (WHOLE, ""),
    ],
)
def test_an_agreement_is_whole_or_says_what_is_missing(agreement: Agreement, code: str) -> None:
    both = own_assessment("mette", Position.EXPOSED), own_assessment("anders", Position.EXPOSED)

    assert _code(agreement, *both) == code


@pytest.mark.parametrize("axis", [{"position": Position.UNKNOWN}, {"trivsel": Trivsel.UNKNOWN}])
def test_not_knowing_enough_leads_to_a_task_with_what_who_and_when(axis: dict[str, object]) -> None:
    unknown = replace(WHOLE, **axis)  # type: ignore[arg-type]  # a field by name

    for part in (None, FindOut(), replace(TASK, what=" "), replace(TASK, who=None), replace(TASK, on=None)):
        assert _code(replace(unknown, find_out=part)) == "VURD-OPGAVE"
    assert _code(replace(unknown, find_out=TASK)) == ""


def test_a_task_is_whole_also_where_both_axes_are_known() -> None:
    chosen = replace(WHOLE, follow_up=(FollowUpKind.FIND_OUT,))

    assert _code(chosen) == "VURD-OPGAVE"
    assert _code(replace(chosen, find_out=TASK)) == ""


def test_in_the_five_cells_each_parent_is_heard_or_it_says_why_not() -> None:
    sara, tobias = ParentView(Id("sara"), "Sara (mor)", "Han sover ikke."), ParentView(Id("tobias"), "Tobias (far)")

    assert _code(WHOLE) == ""  # the file names none
    assert _code(replace(WHOLE, parents=(sara,)), carers=("sara", "tobias")) == "VURD-FORAELDRE"
    assert _code(replace(WHOLE, parents=(sara, tobias)), carers=("sara", "tobias")) == "VURD-FORAELDRE"
    away = replace(tobias, not_asked="Er bortrejst.")
    assert _code(replace(WHOLE, parents=(sara, away)), carers=("sara", "tobias")) == ""
    assert _code(replace(WELL, reason="Vi så det."), carers=("sara",)) == ""  # no news is good news (domain 1.6)


class TestInOneKey:
    """Design section 11, rule 7."""

    ASKED = ("familie", "leger", "sover", "spiser")

    def said(
        self,
        *own: OwnAssessment,
        noted_on: date | None = TODAY,
        since: date | None = None,
    ) -> str:
        return one_key_hindrance(own, dict.fromkeys((o.author_id for o in own), self.ASKED), noted_on, since) or ""

    def whole(self, author: str, **changed: str) -> OwnAssessment:
        answers: dict[str, str] = {"familie": Seen.NOTHING} | dict.fromkeys(self.ASKED[1:], Often.OFTEN)
        return own_assessment(author, answers=answers | changed)

    def test_all_answered_and_somebody_has_written_something_down(self) -> None:
        assert self.said(self.whole("mette"), self.whole("anders")) == ""

    def test_one_who_placed_it_elsewhere_or_nobody_at_all(self) -> None:
        assert "ikke alle" in self.said(self.whole("mette"), own_assessment("anders", Position.UNKNOWN))
        assert "ikke alle" in self.said()

    def test_one_open_answer_is_enough_to_stop(self) -> None:
        hasty = own_assessment("anders", answers={"familie": Seen.NOTHING, "leger": Often.OFTEN, "sover": Often.OFTEN})

        assert self.said(self.whole("mette"), hasty) == "Anders mangler 1 svar."

    def test_two_that_one_does_not_know_are_allowed_and_three_are_not(self) -> None:
        two = self.whole("mette", leger=Often.UNKNOWN, sover=Often.UNKNOWN)
        three = self.whole("anders", leger=Often.UNKNOWN, sover=Often.UNKNOWN, spiser=Often.UNKNOWN)

        assert self.said(two, self.whole("anders", familie=Seen.UNKNOWN, leger=Often.UNKNOWN)) == ""
        assert self.said(two, three) == "Anders har svaret »ved ikke« 3 gange."

    def test_a_note_must_be_there_from_the_last_two_rounds(self) -> None:
        both = self.whole("mette"), self.whole("anders")
        before = TODAY - timedelta(days=180)

        assert "iagttagelse" in self.said(*both, noted_on=None)
        assert self.said(*both, noted_on=before, since=before) == ""
        assert "siden 7. maj 2026" in self.said(*both, noted_on=before - timedelta(days=1), since=before)
        assert self.said(*both, noted_on=before - timedelta(days=900)) == ""  # there was no round before

    @pytest.mark.parametrize(
        "words",
        [{"position_reason": "x"}, {"trivsel_reason": "x"}, {"strengths": "x"}, {"notes": {"leger": "x"}}],
    )
    def test_what_somebody_wrote_in_this_round_counts(self, words: dict[str, object]) -> None:
        mette = self.whole("mette")
        wrote = replace(mette, answers=replace(mette.answers, **words))  # type: ignore[arg-type]  # fields by name

        assert self.said(wrote, self.whole("anders"), noted_on=None) == ""
        blank = replace(mette, answers=replace(mette.answers, trivsel_reason=" \n"))
        assert self.said(blank, self.whole("anders"), noted_on=None) != ""

    def test_each_is_asked_on_their_own_form(self) -> None:
        older = own_assessment("anders", answers={"leger-1": Often.OFTEN})
        asked = {Id("mette"): self.ASKED, Id("anders"): ("leger-1",)}

        assert one_key_hindrance((self.whole("mette"), older), asked, TODAY, None) is None

    @given(st.integers(0, 4), st.integers(0, 4), st.booleans())
    def test_one_key_is_open_exactly_where_all_three_hold(self, open_: int, unsure: int, noted: bool) -> None:
        values = [Often.UNKNOWN] * unsure + [Often.OFTEN] * (4 - unsure)
        answers = dict(list(zip(self.ASKED, map(str, values), strict=True))[open_:])
        known = sum(value == Often.UNKNOWN for value in answers.values())
        said = self.said(own_assessment("mette", answers=answers), noted_on=TODAY if noted else None)

        assert (said == "") == (open_ == 0 and known <= 2 and noted)


def test_every_cell_offers_its_own_days_and_none_of_them_is_more_than_three_months_away() -> None:
    for cell in CELLS:
        days = review_days(cell, TODAY)
        assert all(day == TODAY + timedelta(weeks=weeks) and weeks <= 12 for weeks, day in days)
    assert review_days(cell_of(Position.NOT_EXPOSED, Trivsel.THRIVES), TODAY) == ()  # in the next round
    assert [weeks for weeks, _ in review_days(cell_of(Position.POTENTIALLY_EXPOSED, Trivsel.MISTRIVSEL), TODAY)] == [
        4, 6, 8,
    ]  # fmt: skip
    assert review_days(None, TODAY)[0] == (2, date(2026, 11, 17))


def _versions(*written: tuple[str, str]) -> tuple[OwnAssessment, ...]:
    """(id, author) in the order in which they were written."""
    return tuple(replace(own_assessment(author), id=Id(id_)) for id_, author in written)


@pytest.mark.parametrize(
    ("opened", "alone"),
    [(None, {"2", "3"}), ("2", {"2", "3"}), ("0", {"1", "3"})],
    ids=["all in", "opened after a correction", "opened before it"],
)
def test_a_version_counts_until_its_author_could_see_the_others(opened: str | None, alone: set[str]) -> None:
    versions = _versions(("1", "mette"), ("2", "mette"), ("3", "anders"), ("4", "anders"), ("5", "mette"))

    assert {own.id for own in judged_alone(versions, Id(opened) if opened else None)} == alone


def test_nobody_has_judged_a_child_that_nobody_has_submitted() -> None:
    assert judged_alone((), None) == ()
