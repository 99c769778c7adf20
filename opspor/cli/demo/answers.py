"""What each assessor answers about a child, and what the team agrees on: from the story, varied by the seed."""

from collections.abc import Sequence
from datetime import date
from random import Random

from opspor.cli.demo.material import Ordinary, Story
from opspor.domain.assessment import (
    Agreement,
    Certainty,
    Duration,
    FactorKind,
    FactorSeen,
    FindOut,
    FollowUpKind,
    MinorityView,
    Often,
    OwnAnswers,
    ParentView,
    Position,
    Seen,
    Source,
    Strength,
    Trivsel,
)
from opspor.domain.child import Carer
from opspor.domain.environment import EnvironmentAnswers, Frame
from opspor.domain.ids import Id
from opspor.domain.matrix import CELLS, Column, cell_of
from opspor.forms.model import EnvironmentForm, PositionForm, PracticeForm, TrivselForm
from opspor.usecases.assess import OwnSheet
from opspor.usecases.joint import JointTable

_CELLS = {cell.id: cell for cell in CELLS}
_MILDER_POSITION = {
    Position.EXPOSED: Position.POTENTIALLY_EXPOSED,
    Position.POTENTIALLY_EXPOSED: Position.NOT_EXPOSED,
}
_MILDER_TRIVSEL = {
    Trivsel.MISTRIVSEL: Trivsel.BEGINNING_MISTRIVSEL,
    Trivsel.BEGINNING_MISTRIVSEL: Trivsel.THRIVES,
    Trivsel.THRIVES: Trivsel.BEGINNING_MISTRIVSEL,  # there is nothing milder: somebody sees more
}
FIND_OUT = "Hvordan er morgenerne derhjemme? Jeg spørger, når barnet bliver afleveret."
_WE_KNOW = "Vi har begge leget med barnet i de sidste uger og så det samme."
_TALK_SOON = "Vi taler med dem på det næste møde."
_FIND_OUT = "Hvordan har barnet det, når vi er alene med det? Vi ser efter i to uger."
_WELL = (Position.NOT_EXPOSED, Trivsel.THRIVES)


def standing(story: Story | None, *, last: bool) -> tuple[Position, Trivsel]:
    """Where the team places the child in the last round or in those before."""
    if story is None:
        return _WELL
    cell = _CELLS.get(story.cells[last])
    if cell is None:
        return Position.UNKNOWN, Trivsel.THRIVES
    return cell.position, Trivsel.THRIVES if cell.column is Column.TRIVSEL else story.grade


def own(
    sheet: OwnSheet,
    story: Story | None,
    ordinary: Ordinary,
    number: int,
    *,
    last: bool,
    child: Random,
    person: Random,
) -> OwnAnswers:
    """What assessor ``number`` (from 0) answers: ``child`` is how the child is, the same dice for all who look, and
    ``person`` how somebody sees it.
    """
    position, trivsel = standing(story, last=last)
    if story is None and person.randrange(12) == 0:  # somebody had a hard week with the child
        trivsel = Trivsel.BEGINNING_MISTRIVSEL
    elif story is None and person.randrange(12) == 0:
        position = Position.UNKNOWN
    if story and last and number == 1:
        if story.differs == "position":
            position = _MILDER_POSITION.get(position, position)
        if story.differs == "trivsel":
            trivsel = _MILDER_TRIVSEL[trivsel]
    factors = factors_of(story, position, sheet.position_form, person)
    answers = questions_of(sheet.position_form, factors, child) | signs(
        sheet.trivsel_form, story, trivsel, child, person
    )
    beside = {_sign(sheet.trivsel_form, story.rarely[0]): story.beside} if story and story.beside and last else {}
    return OwnAnswers(
        context=sheet.answers.context,
        answers=answers,
        notes=beside if number == 0 else {},
        factors=factors,
        position=position,
        strengths=person.choice(ordinary.good) if ordinary.good and person.randrange(3) else "",
        position_reason=_reason(story.why_position, number) if story and last else "",
        trivsel=trivsel,
        trivsel_reason=_reason(story.why_trivsel, number)
        if story and last
        else person.choice(ordinary.why_trivsel)
        if story is None
        else "",
        find_out=FIND_OUT if position is Position.UNKNOWN else "",
        find_out_on=sheet.round.closes_on if position is Position.UNKNOWN else None,
    )


def _reason(texts: Sequence[str], number: int) -> str:
    return texts[number] if number < len(texts) else ""


def factors_of(story: Story | None, position: Position, form: PositionForm, rng: Random) -> tuple[FactorSeen, ...]:
    if story is None:
        return ()
    known = {factor.code for factor in form.factor}
    risks = story.risk if position is not Position.NOT_EXPOSED else ()
    found = []
    for words in risks:
        code, strength, duration, source, certainty = words.split()
        found.append(
            FactorSeen(
                code, FactorKind.RISK, Strength(strength), Duration(duration), Source(source), Certainty(certainty)
            )
        )
    found += [
        FactorSeen(code, FactorKind.PROTECTIVE, Strength.MODERATE, Duration.LASTING, Source.SEEN, Certainty.KNOWN)
        for code in story.protect
        if rng.randrange(5)  # not everybody thinks of everything
    ]
    return tuple(factor for factor in found if factor.code in known)


def questions_of(form: PositionForm, factors: tuple[FactorSeen, ...], child: Random) -> dict[str, str]:
    seen = {factor.code for factor in factors}
    behind = {factor.question for factor in form.factor if factor.code in seen}
    nothing: dict[str, str] = {
        question.id: child.choices((Seen.NOTHING, Seen.UNKNOWN), (6, 1))[0] for question in form.question
    }
    return nothing | dict.fromkeys(behind, Seen.SOMETHING)


def signs(form: TrivselForm, story: Story | None, trivsel: Trivsel, child: Random, person: Random) -> dict[str, str]:
    """An answer for nearly every sign; on a few of them somebody sees it their own way or not at all.

    What the story names is rare where the child does not thrive.
    """
    unsure = 6 if story and story.cells[1] == "?" else 1
    answers: dict[str, str] = {
        sign.id: child.choices((Often.OFTEN, Often.SOMETIMES, Often.UNKNOWN), (16, 3, unsure))[0] for sign in form.sign
    }
    for sign in person.sample(form.sign, person.choice((0, 0, 0, 1, 2, 3))):
        seen = person.choice((Often.OFTEN, Often.SOMETIMES, Often.SOMETIMES, Often.UNKNOWN, None))
        if seen is None:
            del answers[sign.id]
        else:
            answers[sign.id] = seen
    hard = [_sign(form, name) for name in story.rarely] if story else []
    for place, sign_id in enumerate(hard):
        rare = trivsel is Trivsel.MISTRIVSEL or (trivsel is Trivsel.BEGINNING_MISTRIVSEL and place == 0)
        answers[sign_id] = Often.RARELY if rare else Often.SOMETIMES
    return answers


def _sign(form: TrivselForm, name: str) -> str:
    """The sign of that name; in the form of another age the one that stands in its place."""
    alike = [sign.id for sign in form.sign if sign.id[0] == name[0]] or [form.sign[0].id]
    return name if name in alike else alike[(int(name.rpartition("-")[2]) - 1) % len(alike)]


def agreement(
    table: JointTable,
    story: Story | None,
    ordinary: Ordinary,
    *,
    second: Id,
    last: bool,
    again: date,
    next_round: date,
    rng: Random,
) -> Agreement:
    """What the team agrees on: the story's place, a reason, who sees it differently, and what is done until when.

    ``second`` is the assessor who sees it differently where the story says so. ``again`` is when the team looks again
    where the cell says so, ``next_round`` where it does not.
    """
    position, trivsel = standing(story, last=last)
    alike = all((one.answers.position, one.answers.trivsel) == (position, trivsel) for one in table.own)
    ordinary_reason = (_WE_KNOW if table.hindrance else "") if alike else rng.choice(ordinary.reasons)
    cell = cell_of(position, trivsel)
    well = (position, trivsel) == _WELL
    minority: tuple[MinorityView, ...] = ()
    if story and last and story.minority and len(table.own) > 1:
        minority = (MinorityView(second, story.minority),)
    return Agreement(
        context=table.agreement.context,
        position=position,
        trivsel=trivsel,
        reason=story.reasons[last] if story else ordinary_reason,
        minority=minority,
        parents=() if well else _heard(table.carers, story.home if story and last else ()),
        participants=tuple(one.author_id for one in table.own),
        minutes=rng.randint(3, 12) if story else None,
        environment_note=story.change if story and last else "",
        find_out=None if cell else FindOut(_FIND_OUT, table.own[0].author_id, again),
        follow_up=cell.follow_up if cell else (FollowUpKind.FIND_OUT,),
        follow_up_on=None if well else next_round if cell and cell.weeks is None else again,
        follow_up_note=story.note if story and last else "",
    )


def _heard(carers: Sequence[Carer], said: Sequence[str]) -> tuple[ParentView, ...]:
    """How each of the carers sees it, in their order; who has not been asked yet will be."""
    found = []
    for place, carer in enumerate(carers):
        words = said[place] if place < len(said) else ""
        who = f"{carer.name} ({carer.relation})"
        found.append(ParentView(carer.id, who, words, "" if words else _TALK_SOON))
    return tuple(found)


def practised(form: PracticeForm, rng: Random) -> tuple[Position, Trivsel]:
    """Where somebody places the child of a practice case: mostly where the key does, else one step milder."""
    position, trivsel = form.key.position, form.key.trivsel
    if rng.randrange(4) == 0:
        position = _MILDER_POSITION.get(position, position)
    if rng.randrange(4) == 0:
        trivsel = _MILDER_TRIVSEL.get(trivsel, trivsel)
    return position, trivsel


def frame(form: EnvironmentForm, person: Random) -> EnvironmentAnswers:
    """What one assessor answers about the adults of a group."""
    found = (person.choices(tuple(Frame), (5, 4, 1, 1))[0].value for _ in form.question)
    return EnvironmentAnswers({question.id: value for question, value in zip(form.question, found, strict=True)})
