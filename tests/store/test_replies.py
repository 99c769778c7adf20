"""What came back on papers, what else happened to them, and the number that is forgotten."""

from dataclasses import replace
from datetime import date

from opspor.domain.ids import Id
from opspor.domain.paper import Paper, PaperDraft, PaperEvent, PaperKind, PaperNote, Reply, ReplyKind, Sent
from opspor.store import concerns, replies
from tests.guards import CPR
from tests.store.factories import NOW, PAPER_FORM, World

MONDAY, TUESDAY = date(2026, 9, 7), date(2026, 9, 8)


def test_answers_come_back_by_day_and_a_correction_stands_for_the_first(world: World) -> None:
    paper, other = world.paper(world.concern()), world.paper(world.concern())
    late = Reply(Id(""), paper.id, ReplyKind.FEEDBACK, TUESDAY, "Børn og Familie", "De har talt med mor.", "", NOW)
    first = world.header()
    replies.add(world.connection, world.header(), late)
    replies.add(world.connection, first, replace(late, kind=ReplyKind.RECEIPT, came_on=MONDAY, text="Modtaget."))

    found = replies.replies(world.connection, [paper.id, other.id])
    assert [(one.kind, one.came_on, one.text) for one in found[paper.id]] == [
        (ReplyKind.RECEIPT, MONDAY, "Modtaget."),
        (ReplyKind.FEEDBACK, TUESDAY, "De har talt med mor."),
    ]
    assert {*found} == {paper.id}
    assert found[paper.id][0].author_name == world.mette.name

    replies.add(world.connection, world.header(replaces=first.id), replace(late, kind=ReplyKind.OTHER))
    kinds = [one.kind for one in replies.replies(world.connection, [paper.id])[paper.id]]
    assert kinds == [ReplyKind.FEEDBACK, ReplyKind.OTHER]


def test_what_happened_comes_back_in_the_order_it_was_written(world: World) -> None:
    paper = world.paper(world.concern())
    for event, again in ((PaperEvent.REMINDED, TUESDAY), (PaperEvent.JOURNALISED, None)):
        replies.note(world.connection, world.header(), PaperNote(paper.id, event, "Ringet.", MONDAY, again, "", NOW))

    noted = replies.notes(world.connection, [paper.id])[paper.id]

    assert [(one.event, one.text, one.on, one.again_on) for one in noted] == [
        (PaperEvent.REMINDED, "Ringet.", MONDAY, TUESDAY),
        (PaperEvent.JOURNALISED, "Ringet.", MONDAY, None),
    ]
    assert replies.notes(world.connection, []) == {}


def test_every_underretning_comes_back_without_what_it_says(world: World) -> None:
    concern, other = world.concern(), world.concern()
    header = world.header(concern_id=concern.id)
    hasty = PaperDraft(PaperKind.UNDERRETNING, gaps=("others", "child"), supplements=Id("first"))
    whole = Paper(header.id, concern.id, None, world.mette.id, "", header.written_at, hasty, PAPER_FORM)
    concerns.add_paper(world.connection, header, whole)
    gone = world.paper(other)
    world.paper(other, PaperKind.BRIEF)
    sent = Sent(gone.id, "Sikker post", "Modtagelsen", MONDAY, world.anders.name, "14.02", "a" * 64)
    concerns.add_sent(world.connection, replace(world.header(), author_id=world.anders.id), sent)

    first, second = replies.reports(world.connection)
    assert (first.paper_id, first.concern_id, first.author_id) == (whole.id, concern.id, world.mette.id)
    assert (first.gaps, first.supplements, first.sent, first.sender_id) == (2, "first", None, None)
    assert (second.gaps, second.supplements, second.sent, second.sender_id) == (0, None, sent, world.anders.id)
    assert second.author_name == world.mette.name
    assert replies.sent_on(world.connection) == {other.id: [MONDAY]}
    assert replies.reports(world.connection, paper_id=gone.id) == (second,)
    assert replies.reports(world.connection, concern_ids=[concern.id]) == (first,)


def test_a_number_is_kept_changed_and_forgotten(world: World) -> None:
    paper = world.paper(world.concern())
    assert replies.cpr(world.connection, paper.id) == ""
    replies.set_cpr(world.connection, paper.id, "0101010000")
    replies.set_cpr(world.connection, paper.id, CPR)
    assert replies.cpr(world.connection, paper.id) == CPR
    assert replies.with_cpr(world.connection) == {paper.id}
    replies.set_cpr(world.connection, paper.id, "")
    assert replies.cpr(world.connection, paper.id) == ""
