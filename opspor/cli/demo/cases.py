"""Plays the concerns: what was seen, the steps of the track, the papers, and which of them was sent."""

import itertools
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import get_args

import msgspec

from opspor.cli.demo.cast import Child
from opspor.cli.demo.material import House
from opspor.cli.demo.material_concerns import Case, DecidedText, PaperText, Said, Sent, SharingText
from opspor.cli.demo.stage import moment
from opspor.cli.demo.year import Play, with_story
from opspor.domain.beredskab import Decision
from opspor.domain.concern import StepState
from opspor.domain.ids import Id
from opspor.domain.paper import Basis, CarerInformed, PaperDraft, PaperKind, SectionAnswer, Sharing
from opspor.usecases import children, concerns, papers, tracks
from opspor.usecases.concerns import ConcernFile

KINDS: dict[str, type[Decision]] = {kind.__name__: kind for kind in get_args(Decision)}


@dataclass(slots=True)
class Papers:
    """What was written and saved, in the order it happened."""

    folder: Path
    ids: dict[PaperKind, list[Id]] = field(default_factory=lambda: {kind: [] for kind in PaperKind})
    files: list[Path] = field(default_factory=list)

    def next_file(self, paper: PaperText) -> Path:
        """``underretning-1.pdf``: a name that says nothing about whom it is about."""
        name = "underretning" if paper.kind is PaperKind.UNDERRETNING else "droeftelsesark"
        name += "-anonym" if paper.anonymous else ""
        return self.named(name)

    def named(self, name: str) -> Path:
        """``handleplan-1.pdf``: the next one of that name."""
        number = next(n for n in itertools.count(1) if self.folder / f"{name}-{n}.pdf" not in self.files)
        self.files.append(self.folder / f"{name}-{number}.pdf")
        return self.files[-1]


@dataclass(slots=True)
class _Open:
    """A case under way: the child, the concern when it has begun, and what was written in its order."""

    case: Case
    child: Child | None
    names: dict[str, str]
    concern: Id | None = None
    seen: list[Id] = field(default_factory=list)
    words: list[Id] = field(default_factory=list)


def plan(play: Play, house: House, made: Papers) -> None:
    """Plan the concerns of a house. One whose child is not in a small demo is left out."""
    told = with_story(play, house)
    for case in house.concern:
        child = told.get(case.story)
        if child is None and not case.typed_name:
            continue
        _plan_case(play, _Open(case, child, {"barn": child.first_name} if child else {}), made)


def _plan_case(play: Play, open_: _Open, made: Papers) -> None:
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
        play.at(moment(day(int(ago)), "16.30"), case.by, partial(_step, play, open_, step, note))
    for decided in case.decided:
        play.at(moment(day(decided.days), "16.40"), case.by, partial(_decide, play, open_, decided))
    for paper in case.paper:
        play.at(moment(day(paper.days), "17.00"), case.by, partial(_write, play, open_, paper, made))
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


def _decide(play: Play, open_: _Open, text: DecidedText) -> None:
    """Keep a decision: its words, its day, and whom of the child's adults it is about."""
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


def _write(play: Play, open_: _Open, paper: PaperText, made: Papers) -> None:
    """Write a paper, save it while writing, finish it, and save it as PDF."""
    file = play.stage.do(concerns.open_concern, _concern(open_))
    carers = file.particulars.carers if file.particulars else ()
    open_.names |= {carer.relation: carer.name for carer in carers}
    sheet = play.stage.do(papers.paper_sheet, file, paper.kind)
    draft = _draft(play, open_, paper, file, sheet.draft)
    play.stage.do(papers.save, file.concern.id, draft)
    play.stage.clock.skip(minutes=40)
    id_ = play.stage.do(papers.finish, sheet, draft)
    play.stage.do(papers.export, id_, made.next_file(paper))
    made.ids[paper.kind].append(id_)
    play.counts["papers"] += 1
    if paper.sent:
        _send(play, id_, paper.sent)


def _send(play: Play, paper: Id, sent: Sent) -> None:
    play.stage.clock.skip(minutes=10)
    play.stage.do(
        papers.note_sent, paper, channel=sent.channel, receiver=sent.receiver, sent_on=play.days.ago(sent.days)
    )
    play.counts["papers_sent"] += 1


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
        anonymous=paper.anonymous,
        sharing=_sharing(play, open_, paper.sharing) if paper.sharing else None,
    )


def _sharing(play: Play, open_: _Open, text: SharingText) -> Sharing:
    """The consent that a brief with name rests on."""
    whom, days = play.days.told(text.from_whom, open_.names), play.days
    return Sharing(Basis.CONSENT, whom, days.ago(text.given), text.what, text.to_whom, days.ago(-text.lasts))
