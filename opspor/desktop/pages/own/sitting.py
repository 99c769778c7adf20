"""What one person has answered so far about one child, or about the adults of a group, and how it is kept."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from opspor.desktop.pages.own.course import (
    Answers,
    Step,
    StepKind,
    answer_of,
    course,
    factor_parts,
    factors_seen,
    fields_of,
    frame_course,
    frame_entries,
    note_of,
    side_entries,
    unanswered,
    with_answer,
    with_note,
)
from opspor.desktop.pages.side_list import SideEntry
from opspor.desktop.route import FRAME
from opspor.domain.assessment import POSITION_WORDS, Context, OwnAnswers, Position, Seen
from opspor.domain.environment import EnvironmentAnswers
from opspor.domain.ids import Id
from opspor.domain.suggestion import Suggestion
from opspor.forms import suggesting
from opspor.usecases import assess, drafts, environment
from opspor.usecases.assess import OwnSheet
from opspor.usecases.desk import Desk
from opspor.usecases.environment import EnvironmentSheet


class Aside(NamedTuple):
    """Something said beside the way on: its first words, the rest, and the verb that leads back to it."""

    first: str
    rest: str
    verb: str


class Sitting(ABC):
    """Answers at work: which step one is at, and what is answered. ``key`` names them while the drive does not take
    them.
    """

    answers: Answers

    def __init__(self, key: str, steps: Sequence[Step], saved_at: datetime | None, given_at: datetime | None) -> None:
        self.key, self.steps, self.saved_at, self.submitted_at = key, steps, saved_at, given_at
        left = unanswered(steps, self.answers)
        self.at = left[0] if left else len(steps) - 1
        self.seen = set(range(self.at)) if saved_at or given_at else set()
        self.unsaved = False

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
        return 0

    @property
    def answered_here(self) -> str | None:
        """The answer to the step one is at."""
        return answer_of(self.step, self.answers)

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

    def _change(self, answers: Answers) -> None:
        self.answers, self.unsaved = answers, True

    @abstractmethod
    def entries(self) -> list[SideEntry]:
        """The side list as it is now."""

    # Use cases for the workplace, with what is answered at this moment.

    @abstractmethod
    def saving(self) -> Callable[[Desk], datetime]:
        """Saves the draft; gives the moment for "Gemt 14.02"."""

    @abstractmethod
    def submitting(self) -> Callable[[Desk], Id]:
        """Makes the draft a record."""


class FrameSitting(Sitting):
    """The questions about the adults of one group."""

    def __init__(self, sheet: EnvironmentSheet) -> None:
        self.sheet = sheet
        self.answers: EnvironmentAnswers = sheet.answers
        given_at = sheet.submitted.written_at if sheet.submitted else None
        key = key_of(sheet.round_id, sheet.group_id, FRAME)
        super().__init__(key, frame_course(sheet.form), sheet.saved_at, given_at)

    def entries(self) -> list[SideEntry]:
        """The questions."""
        return frame_entries(self.steps, self.answers, self.at, self.seen)

    def saving(self) -> Callable[[Desk], datetime]:
        """Saves the draft."""
        self.unsaved = False
        answers = self.answers
        return lambda desk: environment.save(desk, self.sheet, answers)

    def submitting(self) -> Callable[[Desk], Id]:
        """Makes the draft a record."""
        self.unsaved = False
        answers = self.answers
        return lambda desk: environment.submit(desk, self.sheet, answers)


class ChildSitting(Sitting):
    """The sheet of one child. ``factors`` also holds those that are ticked and not described whole yet, which the
    answers cannot hold; they have a draft of their own.
    """

    def __init__(self, sheet: OwnSheet, factors: dict[str, dict[str, str]]) -> None:
        self.sheet, self.factors = sheet, factors
        self.answers: OwnAnswers = sheet.answers
        given_at = sheet.submitted.written_at if sheet.submitted else None
        key = key_of(sheet.round.id, sheet.child.id, sheet.answers.context)
        super().__init__(key, course(sheet.position_form, sheet.trivsel_form), sheet.saved_at, given_at)

    @property
    def begun_factors(self) -> int:
        """How many factors are ticked and not described whole."""
        return len(self.factors) - len(factors_seen(self.sheet.position_form, self.factors))

    def describe(self) -> None:
        """Takes over what was chosen about factors."""
        self._change(replace(self.answers, factors=factors_seen(self.sheet.position_form, self.factors)))

    def praise(self, strengths: str) -> None:
        """Writes what the child is good at."""
        if strengths != self.answers.strengths:
            self._change(replace(self.answers, strengths=strengths))

    def set_task(self, what: str, by: date | None) -> None:
        """Writes what one will find out, and by when."""
        if (what, by) != (self.answers.find_out, self.answers.find_out_on):
            self._change(replace(self.answers, find_out=what, find_out_on=by))

    @property
    def stays(self) -> bool:
        """Whether there is more to say here: where something is seen, the factors stand below."""
        return self.step.kind is StepKind.QUESTION and self.answered_here == Seen.SOMETHING

    @property
    def aside(self) -> Aside | None:
        """What is said on the way on from a position; nobody is held up, and a number is never about it any more."""
        position = self.answers.position
        if self.step.kind is not StepKind.POSITION or position is None:
            return None
        if position is Position.UNKNOWN and not self.answers.find_out:
            return Aside("Du ved ikke nok endnu.", "Skriv nu eller til sidst, hvad du vil finde ud af.", "Skriv det nu")
        found = self.suggestion().position if self.sheet.suggests else None
        if found in (None, position) or position is Position.UNKNOWN:
            return None
        yours = f"Du har valgt »{POSITION_WORDS[position]}«. Det er dig, der vælger."
        return Aside(f"Listen peger på »{POSITION_WORDS[found]}«.", yours, "Se hvorfor")

    def suggestion(self) -> Suggestion:
        """What the list of factors would say, from what is described so far."""
        form, band = self.sheet.position_form, self.sheet.trivsel_form.band
        return suggesting.suggestion([form], [self.answers.answers], factor_parts(form, self.factors), band)

    def entries(self) -> list[SideEntry]:
        """The two parts, and the steps of the one that is open."""
        return side_entries(self.steps, self.answers, self.at, self.seen)

    def saving(self) -> Callable[[Desk], datetime]:
        """Saves the draft, and apart from it what is only begun."""
        self.unsaved = False
        answers, flat = self.answers, _flat(self.factors)

        def save(desk: Desk) -> datetime:
            drafts.save(desk, self.key, flat)
            return assess.save_own(desk, self.sheet, answers)

        return save

    def submitting(self) -> Callable[[Desk], Id]:
        """Makes the draft a record."""
        self.unsaved = False
        answers = self.answers

        def submit(desk: Desk) -> Id:
            submitted = assess.submit_own(desk, self.sheet, answers)
            drafts.drop(desk, self.key)
            return submitted

        return submit


def sit_down(desk: Desk, round_id: Id, about: Id, context: str) -> Sitting:
    """The sheet of a child in a context, or of the adults of a group, with what one has answered so far."""
    if context == FRAME:
        return FrameSitting(environment.sheet(desk, round_id, about))
    sheet = assess.own_sheet(desk, round_id, about, Context(context) if context else None)
    factors = fields_of(sheet.answers.factors)
    draft = drafts.load(desk, key_of(round_id, about, sheet.answers.context))
    for name, value in (draft[0] if draft else {}).items():
        code, _, key = name.partition(".")
        factors.setdefault(code, {})
        if key:
            factors[code][key] = value
    return ChildSitting(sheet, factors)


def key_of(round_id: Id, about: Id, context: str) -> str:
    """Under which key it is kept while the drive does not take it, and factors that are only begun are always."""
    return f"own-factors:{round_id}:{about}:{context}"


def _flat(factors: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    flat = {f"{code}.{key}": value for code, fields in factors.items() for key, value in fields.items()}
    return flat | {f"{code}.": "" for code in factors}
