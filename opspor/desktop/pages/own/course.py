"""The course of an own assessment: five questions, the position, the signs, the trivsel, and what is left out.

The learning environment has a course of its own: its questions, and what is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from opspor.desktop.pages.side_list import SideEntry
from opspor.domain.assessment import (
    OFTEN_WORDS,
    POSITION_WORDS,
    SEEN_WORDS,
    TRIVSEL_WORDS,
    Certainty,
    Duration,
    FactorKind,
    FactorSeen,
    Often,
    OwnAnswers,
    Position,
    Seen,
    Source,
    Strength,
    Trivsel,
)
from opspor.domain.environment import FRAME_WORDS, EnvironmentAnswers, Frame
from opspor.domain.suggestion import FactorPart
from opspor.domain.text import count_of
from opspor.forms.model import (
    DIMENSION_WORDS,
    EnvironmentForm,
    EnvironmentQuestion,
    PositionForm,
    PositionQuestion,
    Sign,
    TrivselForm,
)

Answers = OwnAnswers | EnvironmentAnswers
FactorFields = Mapping[str, Mapping[str, str]]  # factor code -> field -> value; a field that is not there is open


class StepKind(StrEnum):
    """What is asked."""

    FRAME = "frame"  # about the adults
    QUESTION = "question"
    POSITION = "position"
    SIGN = "sign"
    TRIVSEL = "trivsel"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Step:
    """One place in the course. ``number`` and ``total`` count the questions or the signs."""

    kind: StepKind
    id: str
    text: str
    number: int = 0
    total: int = 0
    item: PositionQuestion | Sign | EnvironmentQuestion | None = None


OPTIONS: dict[StepKind, list[tuple[str, str]]] = {
    StepKind.FRAME: [(FRAME_WORDS[frame], frame.value) for frame in Frame],
    StepKind.QUESTION: [(SEEN_WORDS[seen], seen.value) for seen in Seen],
    StepKind.POSITION: [(POSITION_WORDS[position], position.value) for position in Position],
    StepKind.SIGN: [(OFTEN_WORDS[often], often.value) for often in Often],
    StepKind.TRIVSEL: [(TRIVSEL_WORDS[trivsel], trivsel.value) for trivsel in Trivsel],
    StepKind.SUMMARY: [],
}


def course(position_form: PositionForm, trivsel_form: TrivselForm) -> tuple[Step, ...]:
    """All steps of a child's sheet, in order. Position comes before trivsel (domain 1.2)."""
    questions, signs = position_form.question, trivsel_form.sign
    return (
        *(Step(StepKind.QUESTION, q.id, q.text, i, len(questions), q) for i, q in enumerate(questions, 1)),
        Step(StepKind.POSITION, "position", "Hvordan er barnets position?"),
        *(Step(StepKind.SIGN, s.id, s.text, i, len(signs), s) for i, s in enumerate(signs, 1)),
        Step(StepKind.TRIVSEL, "trivsel", "Hvordan trives barnet?"),
        Step(StepKind.SUMMARY, "", ""),
    )


def frame_course(form: EnvironmentForm) -> tuple[Step, ...]:
    """The questions about the adults."""
    questions = form.question
    asked = (Step(StepKind.FRAME, q.id, q.text, i, len(questions), q) for i, q in enumerate(questions, 1))
    return (*asked, Step(StepKind.SUMMARY, "", ""))


def answer_of(step: Step, answers: Answers) -> str | None:
    """What is answered; None when nothing is."""
    if isinstance(answers, OwnAnswers) and step.kind is StepKind.POSITION:
        return answers.position
    if isinstance(answers, OwnAnswers) and step.kind is StepKind.TRIVSEL:
        return answers.trivsel
    return answers.answers.get(step.id)


def with_answer(step: Step, answers: Answers, value: str) -> Answers:
    """The answers with one more, or another."""
    if isinstance(answers, OwnAnswers) and step.kind is StepKind.POSITION:
        return replace(answers, position=Position(value))
    if isinstance(answers, OwnAnswers) and step.kind is StepKind.TRIVSEL:
        return replace(answers, trivsel=Trivsel(value))
    return replace(answers, answers={**answers.answers, step.id: value})


def note_of(step: Step, answers: Answers) -> str:
    """The note to a step."""
    if isinstance(answers, OwnAnswers) and step.kind is StepKind.POSITION:
        return answers.position_reason
    if isinstance(answers, OwnAnswers) and step.kind is StepKind.TRIVSEL:
        return answers.trivsel_reason
    return answers.notes.get(step.id, "")


def with_note(step: Step, answers: Answers, note: str) -> Answers:
    """The answers with another note; an empty one is taken away."""
    if isinstance(answers, OwnAnswers) and step.kind is StepKind.POSITION:
        return replace(answers, position_reason=note)
    if isinstance(answers, OwnAnswers) and step.kind is StepKind.TRIVSEL:
        return replace(answers, trivsel_reason=note)
    others = {key: text for key, text in answers.notes.items() if key != step.id}
    return replace(answers, notes=others | ({step.id: note} if note else {}))


def unanswered(steps: Sequence[Step], answers: Answers) -> list[int]:
    """The places of the steps that are not answered."""
    asked = enumerate(step for step in steps if step.kind is not StepKind.SUMMARY)
    return [i for i, step in asked if answer_of(step, answers) is None]


def missing_in_words(steps: Sequence[Step], answers: Answers) -> str:
    """``1 spørgsmål og 3 tegn er ikke besvaret``; empty when all is answered."""
    kinds = [steps[i].kind for i in unanswered(steps, answers)]
    questions, signs = kinds.count(StepKind.QUESTION) + kinds.count(StepKind.FRAME), kinds.count(StepKind.SIGN)
    parts = [f"{questions} spørgsmål"] if questions else []
    parts += [count_of(signs, "tegn", "tegn")] if signs else []
    parts += ["position"] if StepKind.POSITION in kinds else []
    parts += ["trivsel"] if StepKind.TRIVSEL in kinds else []
    if not parts:
        return ""
    said = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} og {parts[-1]}"
    return f"{said[0].upper()}{said[1:]} er ikke besvaret"


@dataclass(frozen=True, slots=True)
class Lacking:
    """What must be done before one can submit: where, what the button there says, and why in a sentence."""

    place: int
    words: str
    sentence: str


_FIND_OUT = "Du har svaret »Ved ikke nok«. Skriv, hvad du vil finde ud af, og hvornår, så kan du aflevere."


def lacking(steps: Sequence[Step], answers: Answers) -> Lacking | None:
    """The first thing without which a child's assessment is not taken: position, trivsel, or a task where one does not
    know enough. About the adults nothing is required.
    """
    if isinstance(answers, EnvironmentAnswers):
        return None
    for i, step in enumerate(steps):
        if step.kind in (StepKind.POSITION, StepKind.TRIVSEL) and answer_of(step, answers) is None:
            return Lacking(i, f"Vælg {step.kind}", "Vælg position og trivsel, så kan du aflevere.")
    if answers.unsure and not (answers.find_out and answers.find_out_on):
        unsure = StepKind.POSITION if answers.position is Position.UNKNOWN else StepKind.TRIVSEL
        return Lacking([step.kind for step in steps].index(unsure), "Skriv, hvad du vil finde ud af", _FIND_OUT)
    return None


def main_words(steps: Sequence[Step], at: int, answers: Answers) -> str:
    """What the main button says at a step: where it leads."""
    if steps[at].kind is StepKind.SUMMARY:
        missing = lacking(steps, answers)
        return "Aflevér og vis næste barn" if missing is None else missing.words
    following = steps[at + 1].kind
    next_question = "Næste spørgsmål"
    return {
        StepKind.FRAME: next_question, StepKind.QUESTION: next_question, StepKind.SIGN: "Næste tegn"
    }.get(following, "Videre")  # fmt: skip


def frame_entries(steps: Sequence[Step], answers: Answers, at: int, seen: set[int]) -> list[SideEntry]:
    """The side list of the learning environment: all its questions."""
    asked = range(len(steps) - 1)
    head = SideEntry(
        "Os voksne og rammerne", 0, "Læringsmiljø", icon="users-round", strong=True, fact=_count(steps, asked, answers)
    )
    return [head, *(_step_entry(steps, i, answers, at, seen) for i in asked)]


def side_entries(steps: Sequence[Step], answers: OwnAnswers, at: int, seen: set[int]) -> list[SideEntry]:
    """The side list: the two parts, and of the part one is in, every step. ``seen`` are the steps one has been at."""
    here = steps[at]
    entries: list[SideEntry] = []
    position = [i for i, step in enumerate(steps) if step.kind in (StepKind.QUESTION, StepKind.POSITION)]
    signs = [i for i, step in enumerate(steps) if step.kind is StepKind.SIGN]
    word = POSITION_WORDS[answers.position] if answers.position else "Hvad du ser omkring barnet"
    open_ = at in position
    entries.append(
        SideEntry(
            word, position[0], "1 Position", icon="house", strong=True,
            fact="" if open_ else "Ret" if answers.position else _count(steps, position, answers),
            done=answers.position is not None,
        )
    )  # fmt: skip
    if open_:
        entries += [_step_entry(steps, i, answers, at, seen) for i in position]
    word = TRIVSEL_WORDS[answers.trivsel] if answers.trivsel else "Hvad du ser hos barnet"
    entries.append(
        SideEntry(
            word, position[-1] + 1, "2 Trivsel", icon="sprout", strong=True, fact=_count(steps, signs, answers),
            done=answers.trivsel is not None, rule=True,
        )
    )  # fmt: skip
    if here.kind is StepKind.SIGN:
        entries += _sign_entries(steps, signs, answers, at, seen)
    if here.kind in (StepKind.SIGN, StepKind.TRIVSEL):
        last = len(steps) - 2
        entries.append(replace(_step_entry(steps, last, answers, at, seen), rule=True))
    return entries


def _sign_entries(
    steps: Sequence[Step], signs: Sequence[int], answers: OwnAnswers, at: int, seen: set[int]
) -> list[SideEntry]:
    entries: list[SideEntry] = []
    by_dimension: dict[str, list[int]] = {}
    for i in signs:
        item = steps[i].item
        if isinstance(item, Sign):
            by_dimension.setdefault(DIMENSION_WORDS[item.dimension], []).append(i)
    for words, places in by_dimension.items():
        open_ = at in places
        done = sum(answer_of(steps[i], answers) is not None for i in places)
        fact = "" if open_ else f"{done} af {len(places)}" if done else f"{len(places)} tegn"
        whole = done == len(places)
        entries.append(SideEntry(words, places[0], fact=fact, strong=open_, rule=True, done=whole and not open_))
        if open_:
            entries += [_step_entry(steps, i, answers, at, seen) for i in places]
    return entries


def _step_entry(steps: Sequence[Step], i: int, answers: Answers, at: int, seen: set[int]) -> SideEntry:
    step = steps[i]
    words = {StepKind.POSITION: "Barnets position", StepKind.TRIVSEL: "Barnets trivsel"}.get(step.kind, step.text)
    answered = answer_of(step, answers) is not None
    under = "ikke besvaret" if i in seen and i != at and not answered else ""
    return SideEntry(words, i, under=under, done=answered, current=i == at)


def _count(steps: Sequence[Step], places: Sequence[int], answers: Answers) -> str:
    return f"{sum(answer_of(steps[i], answers) is not None for i in places)} af {len(places)}"


def factors_seen(form: PositionForm, fields: FactorFields) -> tuple[FactorSeen, ...]:
    """The factors that are described whole, in the order of the form. One that is begun is not among them."""
    kinds: dict[str, FactorKind] = {factor.code: factor.kind for factor in form.factor}
    return tuple(
        FactorSeen(
            code, kinds[code], Strength(f["strength"]), Duration(f["duration"]), Source(f["source"]),
            Certainty(f["certainty"]), f.get("note", ""),
        )
        for code in kinds
        if (f := fields.get(code)) is not None and {"strength", "duration", "source", "certainty"} <= f.keys()
    )  # fmt: skip


def factor_parts(form: PositionForm, fields: FactorFields) -> list[FactorPart]:
    """Every factor that is ticked, as far as it is described."""
    return [
        FactorPart(
            factor.code, factor.kind,
            Strength(f["strength"]) if "strength" in f else None,
            Duration(f["duration"]) if "duration" in f else None,
            Source(f["source"]) if "source" in f else None,
        )
        for factor in form.factor
        if (f := fields.get(factor.code)) is not None
    ]  # fmt: skip


def fields_of(factors: Sequence[FactorSeen]) -> dict[str, dict[str, str]]:
    """The fields of the factors of a draft or a record."""
    return {
        factor.code: {
            "strength": factor.strength.value,
            "duration": factor.duration.value,
            "source": factor.source.value,
            "certainty": factor.certainty.value,
            "note": factor.note,
        }
        for factor in factors
    }
