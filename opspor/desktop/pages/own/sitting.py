"""What one person has answered about one child so far, and how it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from opspor.desktop.pages.own.course import (
    Step,
    answer_of,
    course,
    factors_seen,
    fields_of,
    note_of,
    side_entries,
    unanswered,
    with_answer,
    with_note,
)
from opspor.desktop.pages.side_list import SideEntry
from opspor.domain.assessment import Context, OwnAnswers
from opspor.domain.ids import Id
from opspor.usecases import assess, drafts
from opspor.usecases.assess import OwnSheet
from opspor.usecases.desk import Desk


@dataclass(slots=True)
class Sitting:
    """The sheet of one child at work. ``factors`` also holds those that are ticked and not described whole yet, which
    the answers cannot hold; they have a draft of their own.
    """

    sheet: OwnSheet
    factors: dict[str, dict[str, str]]
    answers: OwnAnswers = field(init=False)
    steps: tuple[Step, ...] = field(init=False)
    at: int = field(init=False)
    seen: set[int] = field(init=False, default_factory=set)
    unsaved: bool = False

    def __post_init__(self) -> None:
        self.answers = self.sheet.answers
        self.steps = course(self.sheet)
        left = unanswered(self.steps, self.answers)
        begun = self.sheet.saved_at is not None or self.sheet.submitted is not None
        self.at = left[0] if left else len(self.steps) - 1
        if begun:
            self.seen = set(range(self.at))

    @property
    def step(self) -> Step:
        """Where one is."""
        return self.steps[self.at]

    @property
    def whole(self) -> bool:
        """True when every question, every sign, position and trivsel are answered."""
        return not unanswered(self.steps, self.answers)

    @property
    def begun_factors(self) -> int:
        """How many factors are ticked and not described whole."""
        return len(self.factors) - len(factors_seen(self.sheet.position_form, self.factors))

    def go_to(self, place: int) -> None:
        """Goes to another step; the course ends at the summary."""
        self.seen.add(self.at)
        self.at = min(max(place, 0), len(self.steps) - 1)

    def answer(self, value: str) -> None:
        """Answers the step one is at."""
        self._change(with_answer(self.step, self.answers, value))

    def note(self, text: str) -> None:
        """Writes a note to the step one is at."""
        if text != note_of(self.step, self.answers):
            self._change(with_note(self.step, self.answers, text))

    def describe(self) -> None:
        """Takes over what was chosen about factors."""
        self._change(replace(self.answers, factors=factors_seen(self.sheet.position_form, self.factors)))

    def _change(self, answers: OwnAnswers) -> None:
        self.answers, self.unsaved = answers, True

    @property
    def answered_here(self) -> str | None:
        """The answer to the step one is at."""
        return answer_of(self.step, self.answers)

    def entries(self) -> list[SideEntry]:
        """The side list as it is now."""
        return side_entries(self.steps, self.answers, self.at, self.seen)

    # --- how it is kept: use cases for the workplace, with what is answered now -----------------------------------

    def saving(self) -> "_Kept":
        """What is to be saved, as it is at this moment."""
        self.unsaved = False
        return _Kept(self.sheet, self.answers, {code: dict(fields) for code, fields in self.factors.items()})


@dataclass(frozen=True, slots=True)
class _Kept:
    """Answers on their way to the vault."""

    sheet: OwnSheet
    answers: OwnAnswers
    factors: Mapping[str, Mapping[str, str]]

    def save(self, desk: Desk) -> datetime:
        """Saves the draft; gives the moment for "Gemt 14.02"."""
        flat = {f"{code}.{key}": value for code, fields in self.factors.items() for key, value in fields.items()}
        ticked = {f"{code}.": "" for code in self.factors}
        drafts.save(desk, key_of(self.sheet.round.id, self.sheet.child.id, self.answers.context), flat | ticked)
        return assess.save_own(desk, self.sheet, self.answers)

    def submit(self, desk: Desk) -> Id:
        """Makes the draft a record."""
        submitted = assess.submit_own(desk, self.sheet, self.answers)
        drafts.drop(desk, key_of(self.sheet.round.id, self.sheet.child.id, self.answers.context))
        return submitted


def sit_down(desk: Desk, round_id: Id, child_id: Id, context: Context) -> Sitting:
    """The sheet of a child with what one has answered so far."""
    sheet = assess.own_sheet(desk, round_id, child_id, context)
    factors = fields_of(sheet.answers.factors)
    draft = drafts.load(desk, key_of(round_id, child_id, context))
    for name, value in (draft[0] if draft else {}).items():
        code, _, key = name.partition(".")
        factors.setdefault(code, {})
        if key:
            factors[code][key] = value
    return Sitting(sheet, factors)


def key_of(round_id: Id, child_id: Id, context: Context) -> str:
    """Under which key it is kept while the drive does not take it, and factors that are only begun are always."""
    return f"own-factors:{round_id}:{child_id}:{context}"
