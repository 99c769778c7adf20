"""Plays a sundhedsplejerske's district: home visits made with the parents, by one, in place of rounds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random

from opspor.cli.demo import answers
from opspor.cli.demo.cast import Child
from opspor.cli.demo.made import Papers
from opspor.cli.demo.material import House, Room, Story
from opspor.cli.demo.stage import moment
from opspor.cli.demo.year import Play, here, plan_notes
from opspor.documents.handover import HandoverPart
from opspor.domain.assessment import Context, Trivsel
from opspor.domain.matrix import cell_of
from opspor.domain.people import GroupKind
from opspor.domain.visit import AdviserJoined, HomeVisit, Looked, VisitAgreement, VisitAnswers, VisitType
from opspor.forms.model import VisitForm
from opspor.reference import visits as usual
from opspor.usecases import groups, handover, matrix, visits

_A_DAY = 3  # visits
_AFTER = 42  # days to the follow-up where the story names none
_HANDED = (HandoverPart.STRENGTHS, HandoverPart.PARENTS)
_ASLEEP = "Barnet sov, da vi kom til det."


def at_home(house: House) -> bool:
    """Whether the children of a house are seen at home, so that visits stand in place of rounds."""
    return house.context is Context.HOME


def plan(play: Play, house: House, made: Papers) -> None:
    """Plan the district: what it is, the visits of each time of the year, and a visit that is needed beside them.

    The oldest child begins in a dagtilbud, and its paper goes along.
    """
    leader = house.staff[0].login
    play.at(moment(play.opens(0), "7.00"), leader, partial(_name, play, house), first=True)
    for number in range(play.rounds):
        for place, login in enumerate(dict.fromkeys(login for room in house.group for login in room.assessors)):
            plan_notes(play, house, number, login, place)
        for room in house.group:
            for place, child in enumerate(here(play, house, number, room)):
                day = play.days.ahead((play.opens(number) - play.days.today).days + place // _A_DAY)
                at = moment(day, f"{9 + 2 * (place % _A_DAY)}.15")
                play.at(at, room.assessors[0], partial(_visit, play, house, child, number))
    for room in house.group:
        _plan_need(play, house, room)
        for oldest in _without_concern(play, house, room)[:1]:
            at = moment(play.days.ago(16), "11.40")
            play.at(at, room.assessors[0], partial(_hand_over, play, house, oldest, made))


def _plan_need(play: Play, house: House, room: Room) -> None:
    """The first child whose story names a day to look again is visited between times, and once more needed."""
    there = [child for child in play.cast[house.institution] if child.group == room.name]
    wanted = [child for child in there if child.story and child.story.again is not None][:2]
    for place, child in enumerate(wanted):
        at = moment(play.days.ago(20 - place), "15.40")
        play.at(at, room.assessors[0], partial(_need, play, child, play.days.ago(16) if place == 0 else None))
        if place == 0:
            play.at(moment(play.days.ago(16), "10.15"), room.assessors[0], partial(_visit_of_need, play, house, child))


def _name(play: Play, house: House) -> None:
    for room in house.group:
        play.stage.do(groups.change, play.groups[room.name], kind=GroupKind.DISTRICT, lead_id=None)


def _need(play: Play, child: Child, due_on: date | None) -> None:
    assert child.story is not None  # noqa: S101  only such children are chosen
    day = due_on or play.days.ahead(child.story.again or 1)
    play.stage.do(visits.need_visit, play.child(child).id, due_on=day, why=child.story.note)
    play.counts["needs"] += 1


def _visit_of_need(play: Play, house: House, child: Child) -> None:
    _visit(play, house, child, play.rounds - 1, VisitType.NEED)


def _visit(play: Play, house: House, child: Child, number: int, type_: VisitType | None = None) -> None:
    """One visit: the part with the parents as a draft, then the part afterwards."""
    last, story = number == play.rounds - 1, child.story
    today = play.stage.clock().date()
    sheet = play.stage.do(visits.visit_sheet, play.child(child).id, type_ or _by_age(child, today))
    dice = Random(f"{number} {child.key}")  # noqa: S311  a story, not a secret
    position, trivsel = answers.standing(story, last=last)
    again = story.again if story and last and story.again is not None else None
    follow_up = play.days.ahead(again) if again is not None else today + timedelta(days=_AFTER)
    follow_up = max(follow_up, today + timedelta(days=1))
    looked, notes = _looked(sheet.form, story, dice, last=last)
    together = VisitAnswers(
        visited_on=today,
        present=dice.choice(("mor", "mor og far", "far")),
        interpreter=False,
        answers=looked,
        notes=notes,
        strengths=_in_turn(house.ordinary.seen, child, number).partition(": ")[2],
        parents_words=story.home[0] if story and story.home and last else _in_turn(house.ordinary.home, child, number),
        trivsel=trivsel,
        next_on=follow_up if story else None,
        adviser=_with_yes(story, today) if story and last else None,
        agreements=(VisitAgreement(story.note.partition(". ")[0].rstrip("."), "sundhedsplejersken"),)
        if story and story.note and last
        else (),
    )
    play.stage.do(visits.save_visit, sheet, together)
    play.stage.clock.skip(minutes=55)
    factors = answers.factors_of(story, position, sheet.position_form, play.rng)
    whole = replace(
        together,
        position_answers=answers.questions_of(sheet.position_form, factors, dice),
        factors=factors,
        position=position,
        reason=story.reasons[last] if story else dice.choice(house.ordinary.reasons),
        colleague=f"Drøftet med {house.staff[0].name}." if story and story.grade is Trivsel.MISTRIVSEL and last else "",
        follow_up_on=follow_up,
        in_journal=True,
        journal_on=today,
    )
    play.stage.do(visits.finish_visit, sheet, whole)
    play.counts["home_visits"] += 1


def _without_concern(play: Play, house: House, room: Room) -> list[Child]:
    """The children that nothing is written about, the oldest first."""
    concerned = {case.story for case in house.concern}
    there = here(play, house, play.rounds - 1, room)
    calm = [child for child in there if child.story is None or child.story.id not in concerned]
    return sorted(calm, key=lambda child: child.birth_date)


def _hand_over(play: Play, house: House, child: Child, made: Papers) -> None:
    """The paper for the dagtilbud: what went well and what the parents said at the last visit; nothing else."""
    lines = play.stage.do(handover.sheet, play.child(child).id).lines
    newest = {line.label for line in lines[:1]}
    chosen = [line.key for line in lines if line.label in newest and line.part in _HANDED]
    carer = child.family.carers[0].split()[0] if child.family and child.family.carers else "mor"
    paper = handover.Handover(chosen, "", house.handed, carer.capitalize())
    play.stage.do(handover.print_handover, play.child(child).id, paper, made.named("overlevering"))
    play.counts["handovers"] += 1


def _by_age(child: Child, today: date) -> VisitType:
    """The visit whose window the day lies in, or the last one that has begun."""
    spans = [(window.span(child.birth_date), window.visit) for window in usual.plan().window]
    open_ = [visit for (since, until), visit in spans if since <= today <= until]
    begun = [visit for (since, _), visit in spans if since <= today]
    return (open_ or begun[-1:] or [VisitType.NEED])[0]


def _in_turn(texts: Sequence[str], child: Child, number: int) -> str:
    """One of ``texts``, another at each visit of the child."""
    return Random(str(child.key)).sample(texts, len(texts))[number % len(texts)]  # noqa: S311  a story, not a secret


def _looked(form: VisitForm, story: Story | None, dice: Random, *, last: bool) -> tuple[dict[str, str], dict[str, str]]:
    """What is answered to each topic, and the notes: what they talked about, and why something was not looked at."""
    talk = 3 if story else 0
    answers = {topic.id: dice.choices((Looked.WELL, Looked.TALK), (8, talk))[0].value for topic in form.topic}
    talked = [topic for topic, value in answers.items() if value == Looked.TALK]
    notes = dict(zip(talked, story.why_trivsel + story.why_position if story and last else (), strict=False))
    if dice.randrange(6) == 0:
        asleep = dice.choice(form.topic).id
        answers[asleep], notes[asleep] = Looked.NOT_LOOKED.value, _ASLEEP
    return answers, notes


def _with_yes(story: Story, today: date) -> AdviserJoined | None:
    """The rådgiver that came along, to whom the mother said yes a week before."""
    if story.adviser is None:
        return None
    adviser, told = story.adviser
    return AdviserJoined(adviser, "Mor", today - timedelta(days=7), told)


def assessed(play: Play, house: House) -> dict[str, list[HomeVisit]]:
    """Code of a child -> its ordinary visits, oldest first."""
    found = {}
    for child in play.cast[house.institution]:
        known = play.child(child)
        made = play.stage.do(visits.of_child, known.id).visits
        found[known.code] = [visit for visit in reversed(made) if visit.type is not VisitType.NEED]
    return found


def standing(play: Play, house: House, number: int) -> dict[str, str]:
    """Code of a child -> the cell in which it stood after that time's visit."""
    cells: dict[str, str] = {}
    for code, made in assessed(play, house).items():
        answered = made[number].answers if number < len(made) else VisitAnswers()
        cell = cell_of(answered.position, answered.trivsel) if answered.position and answered.trivsel else None
        if cell is not None:
            cells[code] = cell.id
    return cells


def shown(play: Play, house: House) -> list[matrix.Matrix]:
    """The matrix of each district as it stands now."""
    return [play.stage.do(matrix.matrix, play.groups[room.name]) for room in house.group]
