"""What became of the demo's underretninger: one is answered and put away, one is late, and one lacks something."""

import json
from functools import partial
from pathlib import Path

import pytest

from opspor.cli.commands import now
from opspor.domain.paper import PaperEvent, ReplyKind
from opspor.usecases import paper_out, replies, waiting
from opspor.usecases.clocks import Next
from opspor.usecases.replies import History
from opspor.usecases.waiting import TaskKind
from tests.cli.demo.conftest import Play


@pytest.fixture
def histories(play: Play) -> list[History]:
    """Of every underretning that was sent, the newest first."""
    place = play().open()
    try:
        sent = [one.id for one in place.look(paper_out.takeable).result() if one.sent]
        return [place.look(partial(replies.history, paper_id=id_)).result() for id_ in sent]
    finally:
        place.close()


def test_each_was_sent_with_channel_time_and_the_hash_of_its_file(play: Play, histories: list[History]) -> None:
    place = play().open()
    try:
        for one in histories:
            sent = one.report.sent
            assert sent is not None
            assert sent.channel
            assert sent.at
            made = place.look(partial(paper_out.open_paper, paper_id=one.report.paper_id)).result().saved
            assert sent.sha256 in {file.sha256 for file in made}
    finally:
        place.close()


def test_the_newest_was_received_in_time(histories: list[History]) -> None:
    (receipt,) = histories[0].replies
    assert receipt.kind is ReplyKind.RECEIPT
    assert histories[0].clocks is not None
    assert histories[0].clocks.receipt_on == receipt.came_on


def test_one_is_late_and_a_reminder_is_ready_for_the_leader(play: Play) -> None:
    place = play().open()
    try:
        first = place.look(waiting.everything).result().rows[0]
    finally:
        place.close()
    today = now().date()
    assert first.mine
    assert first.clocks.is_late(today)
    assert first.next(today) is Next.REMIND


@pytest.mark.parametrize("login", ["leder", "boeg2"])
def test_what_was_sent_in_haste_waits_for_what_it_lacked(play: Play, login: str) -> None:
    place = play().open(login)
    try:
        tasks = place.look(waiting.everything).result().tasks
    finally:
        place.close()
    assert TaskKind.SUPPLEMENT in {task.kind for task in tasks}


def test_the_oldest_was_reminded_received_journalised_and_answered(play: Play, histories: list[History]) -> None:
    oldest = histories[-1]
    assert [reply.kind for reply in oldest.replies] == [ReplyKind.RECEIPT, ReplyKind.FEEDBACK]
    events = {note.event for note in oldest.notes}
    assert events == set(PaperEvent) - {PaperEvent.SUPPLEMENTED}
    assert not oldest.carries_cpr
    assert not oldest.tasks
    assert oldest.closed
    assert any(Path(pdf).name == "paamindelse-1.pdf" for pdf in play().result["pdf"])


def test_each_that_was_sent_is_a_file_for_another_system_too(play: Play, histories: list[History]) -> None:
    made = [Path(file) for file in play().result["json"] if Path(file).name.startswith("underretning")]
    files = [json.loads(file.read_text(encoding="utf-8")) for file in made]
    assert len(files) == len(histories)
    assert sum(file["child"]["cpr"] is not None for file in files) == 1
    assert {file["urgent"] for file in files} == {True, False}
