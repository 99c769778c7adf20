"""Plays what only a school has: the same children in an SFO too, judged there by others, and the pupils' own view."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

import msgspec

from opspor.cli import commands
from opspor.cli.demo import answers, year
from opspor.cli.demo.cast import Child, write_list
from opspor.cli.demo.material import House, Second, Story
from opspor.cli.demo.stage import moment
from opspor.cli.demo.year import SETTLED, Play
from opspor.domain.assessment import Trivsel
from opspor.domain.people import kind_of
from opspor.domain.pupil import Face, PupilAnswers
from opspor.exchange.reading import read_list
from opspor.usecases import assess, children, groups, joint, people, pupils

LIST = "liste-sfo.csv"
_WELL, _LESS = (6, 4, 1, 0), (1, 2, 4, 2)  # how often each face, for a pupil who thrives and for one who does not


def goers(play: Play, house: House, second: Second) -> list[Child]:
    """Three of four children of the class, in the order of the list."""
    there = [child for child in play.cast[house.institution] if child.group == second.of]
    return [child for place, child in enumerate(there) if place % 4 != 3]


def begin(play: Play, folder: Path) -> None:
    """The list of the SFO comes in after that of the class: its children are there, and get a group more."""
    for house in play.houses:
        for second in house.second:
            file = folder / LIST
            write_list(file, "SFO", (replace(child, group=second.name) for child in goers(play, house, second)))
            read = commands.against(play.stage.place, read_list(file, today=play.stage.clock().date()), second.name)
            rows = [commands.new_child(row) for row in commands.wanted(read)]
            done = play.stage.do(children.import_list, rows, second.name)
            play.counts["in_two_groups"] += done.enrolled
            play.groups = {group.name: group.id for group in play.stage.do(people.overview).groups}
    play.counts["groups"] = len(play.groups)
    for child in play.stage.do(children.listed):
        assert child.birth_date is not None  # noqa: S101  our own list has all of them
        play.ids[child.first_name, child.last_name, child.birth_date] = child


def name_leads(play: Play) -> None:
    """The leader says who holds the threads of each group."""
    for house in play.houses:
        for name, login in [(r.name, r.lead) for r in house.group] + [(s.name, s.lead) for s in house.second]:
            if login:
                group, lead = play.groups[name], play.staff[login]
                play.stage.do(partial(groups.change, kind=kind_of(name), lead_id=lead), group)


def plan(play: Play, house: House) -> None:
    """Plan what the SFO assesses and agrees on, beside the class and never with it, and what the pupils say."""
    for number in range(play.rounds):
        opens = (play.opens(number) - play.days.today).days
        for second in house.second:
            for place, login in enumerate(second.assessors):
                at = moment(play.days.ahead(opens + 2), f"{15 + place}.10")
                play.at(at, login, partial(_assess, play, house, number, second, place))
            at = moment(play.days.ahead(opens + SETTLED + len(house.group)), "15.00")
            play.at(at, second.assessors[0], partial(_agree, play, house, number, second))
            room = next(room for room in house.group if room.name == second.of)
            at = moment(play.days.ahead(opens + 4), "10.30")
            play.at(at, room.assessors[0], partial(_type_in, play, house, number, second))


def _seen(play: Play, house: House, number: int, second: Second) -> list[Child]:
    """Those of them who were there in that round."""
    room = next(room for room in house.group if room.name == second.of)
    there = year.here(play, house, number, room)
    not_there = year.away(play, house, number, room)
    return [child for child in goers(play, house, second) if child in there and child not in not_there]


def there(story: Story | None) -> Story | None:
    """The story as it is in the SFO: another place, perhaps another picture. None where nothing is told of it."""
    if story is None or not story.elsewhere:
        return None
    cell, reason = story.elsewhere
    return msgspec.structs.replace(
        story, cells=(cell, cell), reasons=(reason, reason), grade=Trivsel.BEGINNING_MISTRIVSEL, risk=(), rarely=(),
        why_position=(), why_trivsel=(), differs="", minority="", note="", home=(), change="", beside="",
    )  # fmt: skip


def _assess(play: Play, house: House, number: int, second: Second, place: int) -> None:
    round_id = play.round_ids[house.institution][number]
    year.answer_frame(play, round_id, second.name)
    for child in _seen(play, house, number, second):
        sheet = play.stage.do(assess.own_sheet, round_id, play.child(child).id, second.context)
        play.stage.clock.skip(minutes=2)
        same = Random(f"sfo {number} {child.key}")  # noqa: S311  a story, not a secret
        last = number == play.rounds - 1
        given = answers.own(sheet, there(child.story), house.ordinary, place, last=last, child=same, person=play.rng)
        play.stage.do(assess.submit_own, sheet, given)
        play.counts["own_assessments"] += 1


def _agree(play: Play, house: House, number: int, second: Second) -> None:
    round_id = play.round_ids[house.institution][number]
    today = (play.stage.clock().date() - play.days.today).days
    for child in _seen(play, house, number, second):
        table = play.stage.do(joint.joint_table, round_id, play.child(child).id, second.context)
        play.stage.clock.skip(minutes=4)
        agreed = answers.agreement(
            table, there(child.story), house.ordinary,
            second=play.staff[second.assessors[1]], last=number == play.rounds - 1,
            again=play.days.ahead(today + 42), next_round=play.days.ahead(today + 182), rng=play.rng,
        )  # fmt: skip
        play.stage.do(joint.agree, round_id, play.child(child).id, agreed)
        play.counts["joint_assessments"] += 1


def _type_in(play: Play, house: House, number: int, second: Second) -> None:
    """The klasselærer types in what the pupils wrote on their sheets; some had not wanted to."""
    last, today = number == play.rounds - 1, play.stage.clock().date()
    room = next(room for room in house.group if room.name == second.of)
    for child in year.here(play, house, number, room):
        dice = Random(f"pupil {number} {child.key}")  # noqa: S311  a story, not a secret
        sheet = play.stage.do(pupils.sheet, play.child(child).id)
        well = answers.standing(child.story, last=last)[1] is Trivsel.THRIVES
        asked = [question.id for question in sheet.form.question if not question.free and dice.randrange(7)]
        faces = {id_: dice.choices(list(Face), _WELL if well else _LESS)[0] for id_ in asked}
        given = PupilAnswers(faces=faces) if dice.randrange(9) else PupilAnswers(wants=False)
        play.stage.clock.skip(minutes=1)
        play.stage.do(partial(pupils.submit, on_screen=False, said_on=today), sheet, given)
        play.counts["pupil_views"] += 1
