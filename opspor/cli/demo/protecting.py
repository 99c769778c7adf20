"""Plays the life of a record beside its use: who was told, what families agree to and ask for, what is journalised,
who has stopped, and what is to be deleted.

It is told of children without a story of their own, so that the other stories stay as they are; a small demo has none.
"""

from dataclasses import replace
from datetime import datetime
from functools import partial

from opspor.cli.demo.cast import Child
from opspor.cli.demo.made import Papers
from opspor.cli.demo.material import House
from opspor.cli.demo.material_protection import AskedText, WishText, YesText
from opspor.cli.demo.stage import moment
from opspor.cli.demo.visiting import at_home
from opspor.cli.demo.year import LEFT, Play, here, left_open, stopped
from opspor.documents.erasure_paper import receipt_paper
from opspor.domain.beredskab import Track
from opspor.domain.child import Carer, Custody
from opspor.domain.concern import Danger
from opspor.domain.consent import Agreed, Yes
from opspor.domain.filing import FilingKind
from opspor.domain.ids import Id
from opspor.domain.paper import Basis
from opspor.domain.retention import Sort
from opspor.domain.rights import PARENTS_TOGETHER, RightKind, called
from opspor.domain.subject_access import Asker, Request
from opspor.reference.letters import DANISH
from opspor.usecases import (
    children,
    concerns,
    consents,
    filing,
    leaving,
    letters,
    notices,
    people,
    retention,
    rights,
    stock,
    subject_access,
)
from opspor.usecases.children import NewChild
from opspor.usecases.paper_files import write_file

_FILED = {FilingKind.CONCERN: 1, FilingKind.UNDERRETNING: 2}  # and how many there must be
_NEW = 6  # days ago: the newest child began


def plan(play: Play, house: House, made: Papers) -> None:
    """Plan all of it for a house."""
    texts, leader, room = play.common.protection, house.staff[0].login, house.group[-1]
    known = dict(enumerate(families(play, house)))
    if texts.english in known:
        at = moment(play.opens(0), "7.30")
        play.at(at, leader, partial(_speaks_english, play, known[texts.english]), first=True)
    if at_home(house):
        play.at(moment(play.opens(0), "7.40"), leader, partial(_tell, play, house), first=True)
    elif known and house.newcomer:
        play.at(moment(play.days.ago(_NEW), "9.20"), leader, partial(_begins, play, house))
    for early, *late in filter(None, [stopped(play, house)]):
        play.at(
            moment(play.days.ahead((play.opens(0) - play.days.today).days - 4), "16.10"),
            leader,
            partial(_stop, play, [early]),
        )
        play.at(moment(play.days.ago(LEFT + 12), "14.30"), room.assessors[0], partial(_worry, play, late[-1]))
        play.at(moment(play.days.ago(LEFT), "16.10"), leader, partial(_stop, play, late))
        at = moment(play.days.ago(texts.restricted_days), "15.55")
        play.at(at, leader, partial(_restrict, play, early))
    for yes in texts.consent:
        if yes.family in known:
            _plan_consent(play, house, known[yes.family], yes)
    for wish in texts.wish:
        if wish.family in known:
            play.at(moment(play.days.ago(wish.days), "15.50"), leader, partial(_wish, play, known[wish.family], wish))
    for asked in texts.asked:
        if asked.family in known:
            _plan_access(play, house, known[asked.family], asked, made)
    play.at(moment(play.days.ago(1), "16.50"), leader, partial(_file, play))


def families(play: Play, house: House) -> list[Child]:
    """Children who are here, without a story, whose page says who has custody."""
    room = house.group[0]
    elsewhere = left_open(play, house, room) + stopped(play, house)
    return [
        child
        for child in play.cast[house.institution]
        if child.story is None
        and child.family is not None
        and any("custody" in words.split() for words in child.family.carers)
        and child not in elsewhere
    ]


def _writer(house: House, child: Child) -> str:
    """Who writes about the child: the first of its room."""
    return next(room.assessors[0] for room in house.group if room.name == child.group)


def _carers(play: Play, child: Child) -> list[Carer]:
    """Those who have custody."""
    known = play.stage.do(children.open_child, play.child(child).id).particulars
    return [carer for carer in known.carers if carer.custody is Custody.YES]


# the letter, and who is here


def _speaks_english(play: Play, child: Child) -> None:
    file = play.stage.do(children.open_child, play.child(child).id)
    known = replace(file.particulars, language="engelsk")
    play.stage.do(children.change, file.child.id, file.particulars_id, known)


def _tell(play: Play, house: House) -> None:
    """A district has no round that opens with it. The newest family is told at the first visit, which has no date."""
    told = [play.child(child).id for room in house.group for child in here(play, house, 0, room)]
    play.stage.do(notices.give, told[:-1], play.stage.clock().date(), play.common.protection.letter)


def _begins(play: Play, house: House) -> None:
    """A child that has just begun: it waits for the letter, so nobody assesses it yet."""
    assert house.newcomer is not None  # noqa: S101  only such a house plans it
    today, (first, last), room = play.stage.clock().date(), house.newcomer, house.group[0]
    birth = today.replace(year=today.year - house.months[1] // 12, day=1)
    play.stage.do(children.import_list, [NewChild(first, last, birth, "", room.name, "")])
    play.counts["begun"] += 1


def _worry(play: Play, child: Child) -> None:
    known, today = play.child(child), play.stage.clock().date()
    start = partial(concerns.start, danger=Danger.NO, track=Track.GENERAL, what=play.common.protection.held)
    play.stage.do(partial(start, seen_on=today, child_id=known.id))
    play.counts["concerns_held"] += 1


def _stop(play: Play, who: list[Child]) -> None:
    play.stage.do(leaving.leave, [play.child(child).id for child in who], play.stage.clock().date())
    play.counts["stopped"] += len(who)


# what families agree to and ask for


def _plan_consent(play: Play, house: House, child: Child, text: YesText) -> None:
    writer = _writer(house, child)
    given: list[Id] = []
    play.at(moment(play.days.ago(text.days), "15.20"), writer, partial(_agree, play, child, text, given))
    if text.withdrawn is not None:
        at = moment(play.days.ago(text.withdrawn), "8.20")
        play.at(at, writer, partial(_withdraw, play, child, text.withdrawn_words, given))


def _agree(play: Play, child: Child, text: YesText, given: list[Id]) -> None:
    day, carers = play.days.ago(text.days), _carers(play, child)
    by_yes = text.basis is Basis.CONSENT
    said = tuple(Yes(carer.name, day, text.how, carer.id) for carer in carers) if by_yes else ()
    until = play.days.ago(-text.lasts) if by_yes else None
    agreed = Agreed(
        text.basis, text.what, text.to_whom, text.purpose, said, None if by_yes else day, until, text.reference,
        text.parents,
    )  # fmt: skip
    given.append(play.stage.do(consents.write, play.child(child).id, agreed))
    play.counts["consents"] += 1


def _withdraw(play: Play, child: Child, words: str, given: list[Id]) -> None:
    who = called(_carers(play, child)[0])
    play.stage.do(consents.withdraw, given[0], play.stage.clock().date(), f"{who}. {words}")


def _wish(play: Play, child: Child, text: WishText) -> None:
    file = play.stage.do(children.open_child, play.child(child).id)
    about = None
    if text.kind is RightKind.REMARK:
        about = max((seen.id for seen in file.observations), default=None)
    said = partial(rights.note, on=play.stage.clock().date(), from_whom=called(_carers(play, child)[0]))
    play.stage.do(partial(said, text=text.text, about=about), file.child.id, text.kind)
    play.counts["wishes"] += 1


def _restrict(play: Play, child: Child) -> None:
    """Of a child that stopped before the rounds: no paper that names one is made, and so no matrix that it is in."""
    said = partial(rights.note, on=play.stage.clock().date(), from_whom=PARENTS_TOGETHER)
    text = play.common.protection.restricted
    play.stage.do(partial(said, text=text), play.child(child).id, RightKind.RESTRICTION)
    play.counts["wishes"] += 1


def _plan_access(play: Play, house: House, child: Child, text: AskedText, made: Papers) -> None:
    begun: list[Id] = []
    leader, at = house.staff[0].login, moment(play.days.ago(text.days + 3), "12.20")
    play.at(at, _writer(house, child), partial(_see, play, house, child, text.seen, at))
    play.at(moment(play.days.ago(text.days), "16.20"), leader, partial(_ask, play, child, text, begun))
    day = play.days.ago(text.given if text.given is not None else text.days - 2)
    play.at(moment(day, "16.30"), leader, partial(_look_through, play, text, begun, made))


def _see(play: Play, house: House, child: Child, seen: tuple[str, ...], at: datetime) -> None:
    other = next(one for one in play.cast[house.institution] if one.group == child.group and one is not child)
    play.stage.clock.skip(minutes=15)
    for text in seen:
        where, _, what = text.format(other=other.first_name).partition(": ")
        play.stage.do(children.observe, play.child(child).id, seen_at=at, place=where, text=what)
        play.counts["observations"] += 1


def _ask(play: Play, child: Child, text: AskedText, begun: list[Id]) -> None:
    carer = _carers(play, child)[0]
    request = Request(Asker.CARER, carer.name, play.stage.clock().date(), carer.id, text.how)
    begun.append(play.stage.do(subject_access.begin, play.child(child).id, request))
    play.counts["requests"] += 1


def _look_through(play: Play, text: AskedText, begun: list[Id], made: Papers) -> None:
    """All of it and handed over, or the first half."""
    draft = play.stage.do(subject_access.open_, begun[0])
    play.stage.clock.skip(minutes=30)
    seen = draft.to_look_at if text.given is not None else draft.to_look_at[: len(draft.to_look_at) // 2]
    request = replace(draft.access.request, looked_through=seen)
    version = play.stage.do(subject_access.save, begun[0], draft.access.version, request)
    if text.given is not None:
        play.stage.do(subject_access.release, begun[0], version, made.folder, text.given_how)
        made.files += subject_access.files(begun[0], made.folder)


# what is journalised and deleted, and the papers


def _file(play: Play) -> None:
    """A closed concern lies in the municipality's system, and an underretning where there are several."""
    rows = [row.what for row in play.stage.do(filing.waiting)]
    for kind, least in _FILED.items():
        those = [what.about for what in rows if what.kind is kind]
        if len(those) >= least:
            play.stage.do(filing.confirm, those[:1], play.stage.clock().date(), play.common.protection.reference)
            play.counts["journalised"] += 1


def print_papers(play: Play, made: Papers) -> None:
    """Letters to a group and one in English, something to journalise with its list, what the vault holds, and the
    receipt of the one line that is deleted.
    """
    house = play.houses[0]
    first = play.stage.do(letters.group_letters, play.groups[house.group[0].name])
    chosen = [(row.child.id, row.language) for row in first.rows if row.language == DANISH]
    play.stage.do(letters.save, first.group, chosen, made.named("brev"))
    foreign = dict(enumerate(families(play, house))).get(play.common.protection.english)
    if foreign is not None:
        group = play.groups[foreign.group]
        rows = play.stage.do(letters.group_letters, group).rows
        (row,) = [row for row in rows if row.child.id == play.child(foreign).id]
        play.stage.do(letters.save, group, [(row.child.id, row.language)], made.named("brev"))
    waiting = [row.what.about for row in play.stage.do(filing.waiting)]
    for about in waiting[:1]:
        play.stage.do(filing.export, about, made.named("til-journalen"))
        play.stage.do(filing.print_list, waiting, made.named("til-journalen-liste"))
    play.stage.do(stock.save, made.named("beholdning"))
    _delete(play, made)


def _delete(play: Play, made: Papers) -> None:
    """The first own assessments of a child that has stopped: the rest of the list is left to be tried."""
    gone = {play.child(child).id for house in play.houses for child in stopped(play, house)}
    due = [line.due for line in play.stage.do(retention.plan).lines]
    keys = [one.key for one in due if one.sort is Sort.OWN and one.child_id in gone and not one.held]
    if keys:
        from opspor.documents import layout  # ReportLab is heavy and only needed here

        receipt = play.stage.do(retention.delete, keys[:1])
        name = play.stage.do(people.overview).institution.name
        write_file(made.named("kvittering"), layout.draw(receipt_paper(name, receipt)))
        play.counts["deleted"] += 1
