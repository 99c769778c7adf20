"""Plays what becomes of an underretning: how it left the house, what came back on it, and what was done about it."""

from collections.abc import Callable
from functools import partial

from opspor.cli.demo.cast import Child
from opspor.cli.demo.made import Papers
from opspor.cli.demo.material_concerns import EventText, PaperText, ReplyText, Sent
from opspor.cli.demo.stage import moment
from opspor.cli.demo.year import Play
from opspor.domain.ids import Id
from opspor.usecases import paper_out, papers, replies


def plan(play: Play, who: str, paper: PaperText, written: Callable[[], Id], made: Papers) -> None:
    """Plan what came back and what was done; ``written`` gives the paper once it is there."""
    day = play.days.ago
    if paper.reminder is not None:
        when = moment(day(paper.reminder), "17.45")
        play.at(when, who, partial(_remind, play, written, made))
    for reply in paper.reply:
        play.at(moment(day(reply.days), "17.50"), who, partial(_answered, play, written, reply))
    for event in paper.event:
        play.at(moment(day(event.days), "17.55"), who, partial(_happened, play, written, event))


def put_number_on(play: Play, paper: Id, child: Child) -> None:
    """The number that the receiver needs. None like this is given out: the last four are never all zero."""
    play.stage.do(paper_out.set_cpr, paper, f"{child.birth_date:%d%m%y}0000")


def send(play: Play, paper: Id, sent: Sent, sha256: str, made: Papers) -> None:
    """Note how it was sent, and save the same as a file for the municipality's own system."""
    play.stage.clock.skip(minutes=10)
    now = play.stage.clock()
    how = partial(papers.note_sent, channel=sent.channel, receiver=sent.receiver, sent_on=play.days.ago(sent.days))
    play.stage.do(partial(how, at=f"{now.hour}.{now.minute:02}", sha256=sha256), paper)
    play.stage.do(paper_out.save_file, paper, made.named("underretning", "json"))
    play.counts["papers_sent"] += 1


def _remind(play: Play, written: Callable[[], Id], made: Papers) -> None:
    """The letter says which paper it is by its number, and not whom it is about."""
    play.stage.do(partial(replies.print_reminder, named=False), written(), made.named("paamindelse"))


def _answered(play: Play, written: Callable[[], Id], reply: ReplyText) -> None:
    what = partial(replies.note, kind=reply.kind, came_on=play.days.ago(reply.days))
    play.stage.do(partial(what, sender=reply.sender, text=reply.text), written())
    play.counts["replies"] += 1


def _happened(play: Play, written: Callable[[], Id], event: EventText) -> None:
    play.stage.do(partial(replies.happened, on=play.days.ago(event.days), text=event.text), written(), event.event)
