"""Plays the concerns: what was seen, the steps of the track, the papers, and which of them was sent."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import get_args

import msgspec

from opspor.cli.demo import sending, sparring
from opspor.cli.demo.cast import Child
from opspor.cli.demo.made import Papers
from opspor.cli.demo.material import House
from opspor.cli.demo.material_concerns import Case, DecidedText, PaperText, Said, SharingText, TalkText
from opspor.cli.demo.stage import moment
from opspor.cli.demo.year import Play, with_story
from opspor.domain.beredskab import Decision, Phoned
from opspor.domain.concern import StepState
from opspor.domain.ids import Id
from opspor.domain.paper import Basis, CarerInformed, PaperDraft, SectionAnswer, Sharing
from opspor.usecases import children, concerns, paper_out, papers, tracks
from opspor.usecases.concerns import ConcernFile

KINDS: dict[str, type[Decision]] = {kind.__name__: kind for kind in get_args(Decision)}


@dataclass(slots=True)
class _Open:
    """A case under way: the child, the concern when it has begun, and what was written in its order."""

    case: Case
    child: Child | None
    names: dict[str, str]
    concern: Id | None = None
    seen: list[Id] = field(default_factory=list)
    words: list[Id] = field(default_factory=list)
    papers: list[Id] = field(default_factory=list)


def plan(play: Play, house: House, made: Papers) -> None:
    """Plan the concerns of a house. One whose child is not in a small demo is left out."""
    told = with_story(play, house)
    for case in house.concern:
        child = told.get(case.story)
        if child is None and not case.typed_name:
            continue
        _plan_case(play, house, _Open(case, child, {"barn": child.first_name} if child else {}), made)


def _plan_case(play: Play, house: House, open_: _Open, made: Papers) -> None:
    case, day = open_.case, play.days.ago

    for line in case.seen:
        (ago, at, where), text = line.partition(": ")[0].split(" ", 2), line.partition(": ")[2]
        when = moment(day(int(ago)), at)
        play.at(when, case.by, partial(_see, play, open_, when, where, text))
    for said in case.words:
        when = moment(day(said.days), said.at)
        play.at(when, case.by, partial(_hear, play, open_, when, said))
    play.at(moment(day(case.days), "14.00"), case.by, partial(_start, play, open_))
    for line in case.steps:
        step, ago, note = line.split(" ", 2)
        play.at(moment(play.days.on(ago), "16.30"), case.by, partial(_step, play, open_, step, note))
    for decided in case.decided:
        play.at(moment(day(decided.days), "16.40"), case.by, partial(_decide, play, open_, decided, made))
    for number, paper in enumerate(case.paper):
        play.at(moment(day(paper.days), "17.00"), case.by, partial(_write, play, house, open_, paper, made))
        sending.plan(play, case.by, paper, partial(open_.papers.__getitem__, number), made)
        if paper.talk and paper.talk.outcomes:
            when = moment(play.days.tuesday(paper.talk.tuesday), "13.40")
            play.at(when, case.by, partial(_talk, play, open_, number, paper.talk))
    if case.closed is not None:
        ago_, why = case.closed
        play.at(moment(day(ago_), "17.20"), case.by, partial(_close, play, open_, why))


def _see(play: Play, open_: _Open, at: datetime, where: str, text: str) -> None:
    play.stage.clock.skip(minutes=25)
    if open_.concern is not None:
        id_ = play.stage.do(concerns.observe, open_.concern, seen_at=at, place=where, text=text)
    else:
        assert open_.child is not None  # noqa: S101  about a typed name all is written within the concern
        id_ = play.stage.do(children.observe, play.child(open_.child).id, seen_at=at, place=where, text=text)
    open_.seen.append(id_)
    play.counts["observations"] += 1


def _hear(play: Play, open_: _Open, at: datetime, said: Said) -> None:
    play.stage.clock.skip(minutes=10)
    if open_.concern is not None:
        id_ = play.stage.do(
            concerns.quote, open_.concern, said_at=at, place=said.place, words=said.words, asked=said.asked
        )
    else:
        assert open_.child is not None  # noqa: S101  see _see
        id_ = play.stage.do(
            children.quote,
            play.child(open_.child).id,
            said_at=at,
            place=said.place,
            words=said.words,
            asked=said.asked,
        )
    open_.words.append(id_)
    play.counts["childs_words"] += 1


def _start(play: Play, open_: _Open) -> None:
    case = open_.case
    typed = ""
    if case.typed_name:
        origin = play.names[0]
        typed = f"{play.rng.choice(origin.girls)} {play.rng.choice(origin.last)}"
    open_.concern = play.stage.do(
        concerns.start,
        danger=case.danger,
        track=case.track,
        what=case.what,
        seen_on=play.stage.clock().date(),
        child_id=play.child(open_.child).id if open_.child else None,
        typed_name=typed,
    )
    play.counts["concerns"] += 1


def _concern(open_: _Open) -> Id:
    assert open_.concern is not None  # noqa: S101  steps and papers come after the start
    return open_.concern


def _step(play: Play, open_: _Open, step: str, note: str) -> None:
    told = play.days.told(note, open_.names)
    id_, _, outcome = step.partition(":")
    play.stage.do(tracks.do_step, _concern(open_), id_, StepState.DONE, told, outcome=outcome)
    play.counts["steps_done"] += 1


def _decide(play: Play, open_: _Open, text: DecidedText, made: Papers) -> None:
    """Keep a decision: its words, its day, and whom of the child's adults it is about. Who rings holds the sheet."""
    if text.kind == Phoned.__name__:
        play.stage.do(paper_out.print_phone, _concern(open_), made.named("telefonark"))
    play.stage.clock.skip(minutes=5)
    particulars = play.stage.do(concerns.open_concern, _concern(open_)).particulars
    ids = {carer.relation: carer.id for carer in (particulars.carers if particulars else ())}
    carers, now = [ids[relation] for relation in text.carers], play.stage.clock()
    again = play.days.ahead(text.again) if text.again is not None else now.date()
    fields = {"safe": text.safe, "carers": carers, "carer": carers[0] if carers else ""}
    fields |= dict.fromkeys(("told_at", "rung_at"), now) | dict.fromkeys(("on", "decided_on"), now.date())
    fields |= dict.fromkeys(("until", "again_on"), again)
    words = {name: play.days.told(words, open_.names) for name, words in text.words.items()}
    decision = msgspec.convert(fields | words, KINDS[text.kind])
    play.stage.do(tracks.decide, _concern(open_), decision, step_id=text.step, outcome=text.outcome)
    play.counts["decided"] += 1


def _close(play: Play, open_: _Open, why: str) -> None:
    play.stage.do(concerns.close, _concern(open_), play.days.told(why, open_.names))
    play.counts["concerns_closed"] += 1


def _write(play: Play, house: House, open_: _Open, paper: PaperText, made: Papers) -> None:
    """Write a paper, save it while writing, finish it, save it as PDF, and see it out of the house or to the forum."""
    file = play.stage.do(concerns.open_concern, _concern(open_))
    carers = file.particulars.carers if file.particulars else ()
    open_.names |= {carer.relation: carer.name for carer in carers}
    sheet = play.stage.do(papers.paper_sheet, file, paper.kind)
    tried = sheet.facts.efforts
    draft = replace(
        _draft(play, open_, paper, file, sheet.draft), efforts=tuple(tried[number - 1].id for number in paper.efforts)
    )
    play.stage.do(papers.save, file.concern.id, draft)
    if paper.half:
        return
    play.stage.clock.skip(minutes=40)
    id_ = play.stage.do(papers.finish, sheet, draft)
    open_.papers.append(id_)
    made.ids[paper.kind].append(id_)
    play.counts["papers"] += 1
    if paper.sent and paper.sent.cpr and open_.child:
        sending.put_number_on(play, id_, open_.child)
    digest = play.stage.do(papers.export, id_, made.next_file(paper))
    if paper.twin:
        play.stage.do(papers.export, id_, made.named("droeftelsesark-anonym"), anonymous=True)
    if paper.sent:
        sending.send(play, id_, paper.sent, digest, made)
    if paper.talk:
        sparring.put_on(play, house, id_, paper.talk)


def _talk(play: Play, open_: _Open, number: int, talk: TalkText) -> None:
    sparring.conclude(play, _concern(open_), open_.papers[number], talk, open_.names)


def _draft(play: Play, open_: _Open, paper: PaperText, file: ConcernFile, empty: PaperDraft) -> PaperDraft:
    def told(text: str) -> str:
        return play.days.told(text, open_.names)

    ids = {carer.relation: carer.id for carer in (file.particulars.carers if file.particulars else ())}
    return replace(
        empty,
        sections={
            key: SectionAnswer(told(paper.sections.get(key, "")), yes=paper.yes.get(key))
            for key in (*paper.sections, *paper.yes)
        }
        | {key: SectionAnswer("", told(text)) for key, text in paper.could_not.items()},
        observations=tuple(open_.seen[number - 1] for number in paper.observations),
        words=tuple(open_.words[number - 1] for number in paper.words),
        carers=tuple(
            CarerInformed(ids[carer.relation], carer.informed, told(carer.when_how), told(carer.view), carer.reason)
            for carer in paper.carers
        ),
        child_informed=paper.child_informed,
        child_informed_note=told(paper.child_informed_note),
        urgent=paper.urgent,
        anonymous=paper.anonymous,
        sharing=_sharing(play, open_, paper.sharing) if paper.sharing else None,
    )


def _sharing(play: Play, open_: _Open, text: SharingText) -> Sharing:
    """The consent that a brief with name rests on."""
    whom, days = play.days.told(text.from_whom, open_.names), play.days
    return Sharing(Basis.CONSENT, whom, days.ago(text.given), text.what, text.to_whom, days.ago(-text.lasts))
