"""Fills a house that was played, so that screens can be seen with much on them: ``resources/demo/fuld.toml``.

Through the same use cases as all of the demo, as its leader.
"""

from dataclasses import replace
from datetime import time, timedelta
from itertools import cycle, islice

from msgspec import Struct

from opspor.cli.demo.material import Origin, load
from opspor.cli.demo.year import Play
from opspor.domain.beredskab import Track
from opspor.domain.child import Carer, ChildInList, Custody, HelpGiven, Sibling
from opspor.domain.concern import Danger
from opspor.domain.contact import Contact, Spoken, Way
from opspor.domain.ids import Id, new_id
from opspor.domain.meeting import MeetingKind
from opspor.domain.offer import OfferText
from opspor.domain.people import Role
from opspor.domain.plans import Goal, LadderStep, Level
from opspor.usecases import children, concerns, focus, meetings, offers, parent_contacts, people, plans

_ABOUT_ONE = {"observations": 16, "concerns": 7, "focus points": 6, "contacts": 12}
_CONCERNED, _PLANNED, _MET = 30, 14, 24  # children
_AT = time(14, 30)
_GROUPS, _INVITED, _OFFERED = 9, 14, 18


class FullCarer(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who cares for the child that most is written about."""

    relation: str
    name: str
    lives_with: bool = False
    protected: bool = False


class FullWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What is written, again and again."""

    seen: tuple[str, ...]  # ``place: what``
    said: tuple[str, ...]
    worry: tuple[str, ...]
    focus: str
    plan: str
    do: str
    met: str
    place: str
    purpose: str
    offer: str
    group: str
    note: str


class Full(Struct, frozen=True, forbid_unknown_fields=True):
    """What makes an ordinary house a full one. ``spelled``: words of the other files, and what stands instead.

    The last ``origin`` has the longest names.
    """

    spelled: dict[str, str]
    origin: tuple[Origin, ...]
    carers: tuple[FullCarer, ...]
    words: FullWords


def material() -> Full:
    """All of it."""
    return load("fuld", Full)


def fill(play: Play, full: Full) -> None:
    """Write much about one child, something about many, and make the lists of the house long. The leader is in."""
    listed = play.stage.do(children.listed)
    about = [row.child for row in play.stage.do(concerns.listed) if row.child is not None and row.not_sent]
    one = next((child for child in listed if about and child.id == about[0].id), listed[0])
    _family(play, one, full)
    _file(play, one, full.words)
    for child, worry in zip(listed[:_CONCERNED], cycle(full.words.worry), strict=False):
        _worry(play, child, worry)
    for child in (one, *listed[:_PLANNED]):
        _plan(play, child, full.words)
    for number, child in enumerate((one, one, *listed[:_MET])):
        _meet(play, child, full.words, number)
    for number in range(1, _GROUPS + 1):
        play.stage.do(people.add_group, f"{full.words.group} {number}")
    for number in range(1, _OFFERED + 1):
        words = full.words
        play.stage.do(
            offers.put,
            OfferText(f"{words.offer}, hold {number}", LadderStep.PREVENTIVE, 0, 6, words.met, words.place, words.do),
        )
    for name in islice(cycle(full.origin[-1].women + full.origin[-1].men), _INVITED):
        last = play.rng.choice(full.origin[-1].last)
        play.stage.place.invite(
            name=f"{name} {last}", title="Pædagogisk medhjælper og praktikvejleder", role=Role.STAFF,
            groups=frozenset(islice(play.groups.values(), 1)),
        )  # fmt: skip


def _family(play: Play, child: ChildInList, full: Full) -> None:
    """The longest name, and five adults with such."""
    file, longest = play.stage.do(children.open_child, child.id), full.origin[-1]
    carers = tuple(
        Carer(
            new_id(play.stage.clock()), carer.name, carer.relation, Custody.YES, f"{full.words.place}\n9999 Ådal",
            "12 34 56 78", carer.protected, carer.lives_with,
        )
        for carer in full.carers
    )  # fmt: skip
    siblings = tuple(Sibling(name, "storesøster, går i udegruppen i Skovbrynet") for name in longest.girls[:5])
    helped = tuple(HelpGiven(full.words.offer, "for to år siden", full.words.met, True) for _ in range(4))
    known = replace(
        file.particulars, first_name=max(longest.girls, key=len), last_name=max(longest.last, key=len),
        carers=carers, siblings=siblings, help_given=helped, note=full.words.note, interpreter=True,
        language=longest.language,
    )  # fmt: skip
    play.stage.do(children.change, child.id, file.particulars_id, known)


def _file(play: Play, child: ChildInList, words: FullWords) -> None:
    """Much of each kind about one child."""
    for text in islice(cycle(words.seen), _ABOUT_ONE["observations"]):
        where, _, what = text.partition(": ")
        play.stage.do(children.observe, child.id, seen_at=play.stage.clock(), place=where, text=what)
    for said in words.said:
        play.stage.do(children.quote, child.id, said_at=play.stage.clock(), place=words.place, words=said, asked="")
    for worry in islice(cycle(words.worry), _ABOUT_ONE["concerns"]):
        _worry(play, child, worry)
    today = play.stage.clock().date()
    for number in range(_ABOUT_ONE["focus points"]):
        sheet = play.stage.do(focus.sheet, child_id=child.id)
        play.stage.do(
            focus.write, sheet,
            replace(
                sheet.focus, title=words.focus, action=words.do, wonder=words.seen[0], goal=words.do,
                responsible_id=play.stage.place.staff.id, starts_on=today,
                follow_up_on=today + timedelta(weeks=2 + number),
            ),
        )  # fmt: skip
    log = play.stage.do(parent_contacts.contact_log, child.id)
    people_ = tuple(Spoken(carer.id, f"{carer.name} ({carer.relation})", words.met) for carer in log.carers)
    context = next(iter(play.houses)).context
    for _ in range(_ABOUT_ONE["contacts"]):
        spoken = Contact(today, Way.TALK, True, people_, words.met, words.do, None)
        play.stage.do(parent_contacts.note_contact, child.id, context, spoken)


def _worry(play: Play, child: ChildInList, what: str) -> Id:
    today = play.stage.clock().date()
    return play.stage.do(
        concerns.start, danger=Danger.NO, track=Track.GENERAL, what=what, seen_on=today, child_id=child.id
    )


def _plan(play: Play, child: ChildInList, words: FullWords) -> None:
    """A plan with as many goals as a plan has at most; none for whom one sees at home alone."""
    sheet = play.stage.do(plans.sheet, child.id)
    today = play.stage.clock().date()
    goals = tuple(
        Goal(
            Id(f"fuld-{number}"), words.focus, words.do, words.met, words.do, today + timedelta(weeks=8), words.do,
            words.place,
        )
        for number in range(3)
    )  # fmt: skip
    written = replace(
        sheet.plan, title=words.plan, goals=goals, starts_on=today, expected_until=today + timedelta(weeks=20),
        follow_up_on=today + timedelta(weeks=6), level=Level.SECONDARY, step=LadderStep.EARLY, why_step=words.met,
        childs_view=words.said[0], holder_id=play.stage.place.staff.id,
    )  # fmt: skip
    play.stage.do(plans.write, sheet, written, sure=True)


def _meet(play: Play, child: ChildInList, words: FullWords, number: int) -> None:
    """A meeting that is called."""
    sheet = play.stage.do(meetings.sheet, child.id)
    day = play.stage.clock() + timedelta(days=number + 1)
    called = replace(
        sheet.meeting, kind=MeetingKind.NETWORK, held_on=day.date(), at=_AT,
        place=words.place, purpose=words.purpose, participants=sheet.offered, chair_id=sheet.offered[-1].id,
    )  # fmt: skip
    play.stage.do(meetings.plan, sheet, called, day_is_meant=True)
