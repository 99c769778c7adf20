"""Plays the year: the vault is made, staff come in, rounds are opened, assessed and talked over. Use cases only."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random

from opspor.cli import commands
from opspor.cli.demo import answers
from opspor.cli.demo.cast import Child, particulars
from opspor.cli.demo.material import Common, House, Origin, Person, Place, Room
from opspor.cli.demo.stage import Days, Stage, moment
from opspor.domain.child import ChildInList
from opspor.domain.concern import HowSaid
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.rounds import DONE, ReasonKind
from opspor.exchange.reading import read_list
from opspor.forms.library import PRACTICE, load_library
from opspor.usecases import assess, children, environment, joint, notices, people, practice, rounds
from opspor.vault.keys import Derive
from opspor.workplace import accept, create

OPENED = 31  # days ago: the last round
BETWEEN = 182  # days from one round to the next
CLOSED = 24  # days from the opening of a round to its closing, but for the last one
PRACTISED = 6  # practice cases that everybody does in their first week; the leader does half of them
BEFORE = 45  # days from the making of the vault to the first round
OPEN_FOR = 38  # days
LEFT = 110  # days ago: some children stopped, so long that their files are due
SETTLED = 11  # days from the opening of a round to the talk about its children: never in one week

_Scene = tuple[datetime, str, Callable[[], None], bool]  # when, who, what, before everybody else's


@dataclass(slots=True)
class Play:
    """A demo under way: what is made of what, and what has come out of it so far."""

    stage: Stage
    days: Days
    common: Common
    names: Sequence[Origin]
    houses: Sequence[House]
    cast: dict[str, list[Child]]  # institution -> its children
    rounds: int
    rng: Random
    tell: Callable[[str], None]
    ids: dict[tuple[str, str, date], ChildInList] = field(default_factory=dict)
    groups: dict[str, Id] = field(default_factory=dict)
    staff: dict[str, Id] = field(default_factory=dict)
    round_ids: dict[str, list[Id]] = field(default_factory=dict)  # institution -> its rounds, oldest first
    counts: Counter[str] = field(default_factory=Counter)
    scenes: list[_Scene] = field(default_factory=list)

    def at(self, when: datetime, who: str, scene: Callable[[], None], *, first: bool = False) -> None:
        """Plan a scene: ``who`` does something at a moment; ``first`` where others can't begin before it."""
        self.scenes.append((when, who, scene, first))

    def run(self) -> None:
        """Play all scenes, day by day. In a day each person is there once, since a login takes its time."""
        days: dict[date, dict[str, list[_Scene]]] = {}
        for scene in sorted(self.scenes, key=lambda planned: planned[0]):
            days.setdefault(scene[0].date(), {}).setdefault(scene[1], []).append(scene)
        for now, following in pairwise([*days.values(), {}]):
            opens = {who for who, scenes in now.items() if any(first for *_, first in scenes)}
            stays = [who for who in now if who in following and who not in opens and who != self.stage.who][:1]
            here = self.stage.who
            for who in sorted(now, key=lambda who: (who not in opens, who != here, who in stays)):
                self.stage.enter(who)
                for when, _, play, _ in now[who]:
                    self.stage.clock.move_to(when)
                    play()

    def child(self, child: Child) -> ChildInList:
        """The child as the vault knows it."""
        return self.ids[child.key]

    def opens(self, number: int) -> date:
        """The day that round ``number`` (from 0) opens."""
        return self.days.ago(OPENED + BETWEEN * (self.rounds - 1 - number))


def with_story(play: Play, house: House) -> dict[str, Child]:
    """The child that each story is told of, by the id of the story. In a small demo some are missing."""
    return {child.story.id: child for child in reversed(play.cast[house.institution]) if child.story}


def season(day: date) -> str:
    """``Forår 2026``: what staff call a round that opens then."""
    spring = 2 <= day.month <= 7
    return f"{'Forår' if spring else 'Efterår'} {day.year - (day.month == 1)}"


def begin(play: Play, list_file: Path, derive: Derive, after_import: Callable[[Play, Path], None]) -> None:
    """The first week: vault, recovery key, settings, class list, staff with their codes, the first pages completed.

    ``after_import`` is given the folder of the list: another list may come in.
    """
    clock, stage = play.stage.clock, play.stage
    first = play.houses[0].staff[0]
    house = play.houses[0]
    place_words = (
        Place(house.institution, house.address, house.phone) if len(play.houses) == 1 else play.common.together
    )
    place = create(
        stage.vault,
        institution=place_words.institution,
        name=first.name,
        title=first.title,
        login=first.login,
        password=first.password,
        clock=clock,
        derive=derive,
    )
    stage.enter(first.login, place)
    stage.do(people.mark_as_demo)
    place.prove_recovery_key(" ".join(place.new_recovery_key()))
    stage.do(
        people.change_institution,
        name=place_words.institution,
        controller=play.common.controller,
        address=place_words.address,
        phone=place_words.phone,
        forum_name=play.common.forum,
        dpo=play.common.dpo,
    )
    _import(play, list_file)
    after_import(play, list_file.parent)
    play.tell("Medarbejderne kommer ind …")
    _let_in(play, first, derive)
    play.tell("Børnenes sider bliver skrevet …")
    _complete(play)


def _import(play: Play, list_file: Path) -> None:
    """The class list comes in as ``opspor import`` reads it."""
    class_list = commands.against(play.stage.place, read_list(list_file, today=play.stage.clock().date()))
    new = [commands.new_child(row) for row in commands.wanted(class_list)]
    play.counts["children"] = len(play.stage.do(children.import_list, new).children)
    for child in play.stage.do(children.listed):
        assert child.birth_date is not None  # noqa: S101  our own list has all of them
        play.ids[child.first_name, child.last_name, child.birth_date] = child
    play.groups = {group.name: group.id for group in play.stage.do(people.overview).groups}
    play.counts["groups"] = len(play.groups)


def _let_in(play: Play, first: Person, derive: Derive) -> None:
    """The first person invites the others, and each comes in with their code."""
    stage = play.stage
    play.staff[first.login] = stage.place.staff.id
    codes = []
    for house in play.houses:
        for person in house.staff:
            if person is first:
                continue
            who = {room.name: room.assessors for room in house.group} | {s.name: s.assessors for s in house.second}
            works_in = {name for name, logins in who.items() if person is house.staff[0] or person.login in logins}
            role = Role.LEADER if person is house.staff[0] else person.role
            member, code = stage.place.invite(
                name=person.name, title=person.title, role=role, groups=frozenset(play.groups[g] for g in works_in)
            )
            play.staff[person.login] = member.id
            codes.append((person, code))
    for person, code in codes:
        stage.leave()
        stage.clock.skip(minutes=20)
        came = accept(
            stage.vault, login=person.login, code=code, password=person.password, clock=stage.clock, derive=derive
        )
        stage.enter(person.login, came)
        _practise(play, person, PRACTISED)
    play.counts["staff"] = len(play.staff)
    stage.enter(first.login)
    _practise(play, first, PRACTISED // 2)


def _practise(play: Play, person: Person, count: int) -> None:
    """Somebody who is logged in does some practice cases alone, those about their own kind of house first."""
    context = next(house.context for house in play.houses if person in house.staff)
    library = load_library()
    for form in sorted(map(library.practice, PRACTICE), key=lambda form: form.context is not context)[:count]:
        play.stage.clock.skip(minutes=4)
        position, trivsel = answers.practised(form, play.rng)
        play.stage.do(practice.answer, form.ref.id, position, trivsel, "")
        play.counts["practice_answers"] += 1


def _complete(play: Play) -> None:
    for child in (child for cast in play.cast.values() for child in cast):
        if child.family is not None and child.family.carers:
            file = play.stage.do(children.open_child, play.child(child).id)
            known = particulars(child, file.particulars, play.common, play.stage.clock, play.rng)
            play.stage.do(children.change, file.child.id, file.particulars_id, known)
            play.counts["pages_completed"] += 1


def plan(play: Play, house: House) -> None:
    """Plan the rounds of a house, and what is written down between them."""
    for number in range(play.rounds):
        opens = play.opens(number)
        play.at(moment(opens, "8.10"), house.staff[0].login, partial(_open, play, house, number), first=True)
        for place, login in enumerate(dict.fromkeys(login for room in house.group for login in room.assessors)):
            day = play.days.ahead((opens - play.days.today).days + 1 + min(place, 4) // 2)
            play.at(moment(day, f"{12 + place % 4}.{10 + place}"), login, partial(_assess, play, house, number, login))
            plan_notes(play, house, number, login, place)
        for place, room in enumerate(house.group):
            day = play.days.ahead((opens - play.days.today).days + SETTLED + place)
            play.at(moment(day, "13.00"), room.assessors[0], partial(_agree, play, house, number, room))
        if number < play.rounds - 1:
            day = play.days.ahead((opens - play.days.today).days + CLOSED)
            play.at(moment(day, "15.30"), house.staff[0].login, partial(_close, play, house, number))
    for place, room in enumerate(house.group):
        told = [child.story for child in play.cast[house.institution] if child.group == room.name and child.story]
        if sum(bool(story.minority) for story in told) > 1:
            day = play.days.ahead(SETTLED + 7 + place - OPENED)
            play.at(moment(day, "8.40"), room.assessors[1], partial(_confirm, play))


def plan_notes(play: Play, house: House, number: int, login: str, place: int) -> None:
    """What ``login`` writes about the children of their rooms, each person in weeks of their own before a round."""
    rooms = [room for room in house.group if login in room.assessors]
    all_logins = list(dict.fromkeys(login for room in house.group for login in room.assessors))
    first_day = (play.opens(number) - play.days.today).days - (BEFORE - 5 if number == 0 else BETWEEN - SETTLED - 20)
    length = ((play.opens(number) - play.days.today).days - 8 - first_day) / len(all_logins)
    ordinary = list(house.ordinary.seen)
    Random(house.institution).shuffle(ordinary)  # noqa: S311  a story, not a secret
    notes: list[tuple[Child, str, tuple[str, str] | None]] = []
    for index, child in enumerate(play.cast[house.institution]):
        room = next(room for room in house.group if room.name == child.group)
        seen = child.story.seen if child.story else ()
        if child.story is None and ordinary:
            seen = (ordinary.pop(),)
        if room not in rooms or room.assessors[index // len(house.group) % len(room.assessors)] != login:
            continue
        notes += [(child, text, None) for j, text in enumerate(seen) if j * play.rounds // len(seen) == number]
        if child.story and number == play.rounds - 1:
            notes += [(child, "", said) for said in child.story.said]
    for order, (child, text, said) in enumerate(notes):
        day = play.days.ahead(int(first_day + length * (place + order / len(notes))))
        at = moment(day, f"{8 + order % 8}.{10 + order * 7 % 45}")
        play.at(at, login, partial(_note, play, child, at, text, said))


def _note(play: Play, child: Child, at: datetime, text: str, said: tuple[str, str] | None) -> None:
    """Write down what was just seen or said; ``text`` is ``place: what``."""
    play.stage.clock.skip(minutes=12)
    if said:
        words, asked = said
        how = HowSaid.OPEN_QUESTION if asked else HowSaid.SPONTANEOUS
        play.stage.do(
            children.quote, play.child(child).id, said_at=at, place="stuen", words=words, asked=asked, how=how,
            asked_by=play.stage.place.staff.name if asked else "",
        )  # fmt: skip
        play.counts["childs_words"] += 1
    else:
        where, _, what = text.partition(": ")
        play.stage.do(children.observe, play.child(child).id, seen_at=at, place=where, text=what)
        play.counts["observations"] += 1


def _open(play: Play, house: House, number: int) -> None:
    opens = play.opens(number)
    play.tell(f"Runde {number + 1} af {play.rounds} …")
    if number == 0:
        told = [play.child(child).id for room in house.group for child in here(play, house, number, room)]
        play.stage.do(notices.give, told, opens, play.common.protection.letter)
    round_id = play.stage.do(
        rounds.open_round,
        name=season(opens) if len(play.houses) == 1 else f"{season(opens)}, {house.institution}",
        opens_on=opens,
        closes_on=opens + timedelta(days=OPEN_FOR),
        groups={
            play.groups[room.name]: (house.context, [play.staff[login] for login in room.assessors])
            for room in house.group
        }
        | {
            play.groups[second.name]: (second.context, [play.staff[login] for login in second.assessors])
            for second in house.second
        },
    )
    play.round_ids.setdefault(house.institution, []).append(round_id)
    play.counts["rounds"] += 1


def left_open(play: Play, house: House, room: Room) -> list[Child]:
    """The children that the last round is not finished with today: the last ordinary ones of the first room."""
    there = [child for child in play.cast[house.institution] if child.group == room.name]
    ordinary = [child for child in there if child.story is None]
    return ordinary[-min(3, len(there) // 6) :] if room is house.group[0] and len(there) >= 6 else []


def away(play: Play, house: House, number: int, room: Room) -> list[Child]:
    """The child that was not there in a round before the last, so that nobody assessed it."""
    return left_open(play, house, room)[:1] if number < play.rounds - 1 else []


def stopped(play: Play, house: House) -> list[Child]:
    """Three ordinary children of the last room, if it is big and there is more than one round: the first of them
    stopped before all rounds, the others before the last.
    """
    room = house.group[-1]
    ordinary = [child for child in play.cast[house.institution] if child.group == room.name and child.story is None]
    return ordinary[-6:-3] if play.rounds > 1 and len(ordinary) >= 6 else []


def here(play: Play, house: House, number: int, room: Room) -> list[Child]:
    """The children of a room in a round."""
    gone = stopped(play, house)[: None if number == play.rounds - 1 else 1]
    return [child for child in play.cast[house.institution] if child.group == room.name and child not in gone]


def _ill(play: Play, house: House, number: int, room: Room) -> list[Child]:
    """The child whose third assessor fell ill before it, in the first of several rounds."""
    there = left_open(play, house, room)[1:2]
    return there if house.ill and number == 0 < play.rounds - 1 and len(room.assessors) > 2 else []


def _assess(play: Play, house: House, number: int, login: str) -> None:
    """One person's own assessments of all children of their rooms. In the last round a few are left for tomorrow:
    one that everybody is done with, one that the second assessor has begun, one that the last has not.
    """
    last = number == play.rounds - 1
    for room in house.group:
        if login not in room.assessors:
            continue
        place = room.assessors.index(login)
        latest = place == len(room.assessors) - 1
        waiting = left_open(play, house, room) if last else []
        skipped = away(play, house, number, room)
        skipped += (waiting[2:3] or _ill(play, house, number, room)) if latest else []
        answer_frame(play, play.round_ids[house.institution][number], room.name)
        for child in here(play, house, number, room):
            sheet = play.stage.do(
                assess.own_sheet, play.round_ids[house.institution][number], play.child(child).id, house.context
            )
            play.stage.clock.skip(minutes=2)
            same = Random(f"{number} {child.key}")  # noqa: S311  a story, not a secret
            given = answers.own(sheet, child.story, house.ordinary, place, last=last, child=same, person=play.rng)
            if child in skipped:
                continue
            play.stage.do(assess.save_own, sheet, given)
            if child in waiting[1:2] and place == 1:
                continue
            play.stage.do(assess.submit_own, sheet, given)
            play.counts["own_assessments"] += 1


def answer_frame(play: Play, round_id: Id, group: str) -> None:
    """One person's answers about the adults of a group, before its children."""
    sheet = play.stage.do(environment.sheet, round_id, play.groups[group])
    given = answers.frame(sheet.form, Random(f"{group} {play.counts['own_assessments']}"))  # noqa: S311  a story
    play.stage.do(environment.submit, sheet, given)


def _agree(play: Play, house: House, number: int, room: Room) -> None:
    """The team talks about the children of a room and agrees on those whom all have assessed."""
    waiting = left_open(play, house, room) if number == play.rounds - 1 else []
    waiting = waiting or away(play, house, number, room) + _ill(play, house, number, room)
    for child in here(play, house, number, room):
        if child not in waiting:
            _agree_on(play, house, number, room, child)


def _agree_on(play: Play, house: House, number: int, room: Room, child: Child) -> None:
    last, story, round_id = number == play.rounds - 1, child.story, play.round_ids[house.institution][number]
    today = (play.stage.clock().date() - play.days.today).days
    table = play.stage.do(joint.joint_table, round_id, play.child(child).id, house.context)
    play.stage.clock.skip(minutes=5)
    again = story.again if story and last and story.again is not None else today + 42
    agreed = answers.agreement(
        table, story, house.ordinary, second=play.staff[room.assessors[1]], last=last,
        again=play.days.ahead(again), next_round=play.days.ahead(today + BETWEEN), rng=play.rng,
    )  # fmt: skip
    play.stage.do(joint.agree, round_id, play.child(child).id, agreed)
    play.counts["joint_assessments"] += 1


def _confirm(play: Play) -> None:
    """Somebody says of all but one of the views that were typed for them that they fit; the last is left waiting."""
    for one in play.stage.do(joint.to_confirm)[1:]:
        play.stage.do(joint.answer_minority, one.joint_id, confirmed=True)
        play.counts["views_confirmed"] += 1


def _close(play: Play, house: House, number: int) -> None:
    """The leader opens the seal where somebody is ill, writes why a child was not assessed, and closes the round."""
    round_id = play.round_ids[house.institution][number]
    for room in house.group:
        for child in _ill(play, house, number, room):
            play.stage.do(rounds.open_seal, round_id, play.child(child).id, house.context, house.ill)
            play.counts["seals_opened"] += 1
            _agree_on(play, house, number, room, child)
    for left in play.stage.do(rounds.coverage, round_id).children:
        if left.state not in DONE:
            play.stage.do(
                rounds.give_reason, round_id, left.child.id, left.context, ReasonKind.NOT_ASSESSED, house.away
            )
            play.counts["not_assessed"] += 1
    play.stage.do(rounds.close_round, round_id)
    play.counts["rounds_closed"] += 1
