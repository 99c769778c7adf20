"""What came back on an underretning, what else happened to it, and the letter that asks for an answer."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from opspor.domain.beredskab import Track
from opspor.domain.concern import StepState
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperEvent, ReplyKind, reference
from opspor.reference import law
from opspor.store import replies as stored
from opspor.usecases import concerns, erasure, log, replies, tracks
from opspor.usecases.desk import Desk
from opspor.usecases.log import Filter
from opspor.usecases.replies import History
from tests.guards import CPR
from tests.usecases.answer_house import TODAY, finish, happened, note, rows, send, sent
from tests.usecases.conftest import House
from tests.usecases.test_concerns import begin
from tests.usecases.test_papers import text_of

DAY = timedelta(days=1)


def history(house: House, paper: Id) -> History:
    return house.do(lambda desk: replies.history(desk, paper))


def refused(house: House, paper: Id, on: date = TODAY, **more: object) -> str:
    told = {"kind": ReplyKind.RECEIPT, "sender": "Kommunen", "text": "", **more}
    with pytest.raises(KnownError) as how:
        house.do(lambda desk: replies.note(desk, paper, came_on=on, **told))  # type: ignore[arg-type]
    return how.value.code


def test_an_answer_is_kept_with_its_day_from_whom_what_it_said_and_who_wrote_it(house: House) -> None:
    _, paper = sent(house, house.children[0], TODAY - 3 * DAY)
    note(house, paper, ReplyKind.FEEDBACK, TODAY - DAY, "De undersøger det.")
    found = history(house, paper)
    (came,) = found.replies
    assert (came.kind, came.came_on, came.sender, came.text, came.author_name) == (
        ReplyKind.FEEDBACK, TODAY - DAY, "Børn og Familie", "De undersøger det.", "Mette Kanari Skov",
    )  # fmt: skip
    assert found.clocks is not None
    assert not found.clocks.waits
    assert found.report.sent is not None


def test_feedback_may_set_the_day_to_look_again(house: House) -> None:
    _, paper = sent(house, house.children[0])
    note(house, paper, ReplyKind.FEEDBACK, again_on=TODAY + 90 * DAY)
    found = history(house, paper)
    assert found.clocks is not None
    assert found.clocks.consider_from == TODAY + 90 * DAY
    assert refused(house, paper, again_on=TODAY) == "SVAR-DAG"


def test_an_answer_cannot_come_before_it_was_sent_or_tomorrow(house: House) -> None:
    _, paper = sent(house, house.children[0], TODAY - 3 * DAY)
    assert refused(house, paper, TODAY - 4 * DAY) == "SVAR-TIDLIG"
    assert refused(house, paper, TODAY + DAY) == "SVAR-FREM"
    assert refused(house, paper, sender=" ") == "SVAR-HVEM"
    assert refused(house, paper, kind=ReplyKind.FEEDBACK) == "SVAR-ORD"
    assert refused(house, finish(house, begin(house, Track.GENERAL, house.children[0]))) == "SVAR-IKKE-SENDT"
    assert refused(house, Id("x")) == "PAPIR-MANGLER"
    assert history(house, paper).replies == ()


def test_a_clock_that_was_set_back_keeps_nobody_from_noting_what_came(house: House) -> None:
    _, paper = sent(house, house.children[0])
    house.clock.now -= timedelta(days=100)
    assert refused(house, paper, TODAY + DAY) == "SVAR-FREM"
    note(house, paper)
    assert [row.clocks.receipt_on for row in rows(house)] == [TODAY]


def test_a_correction_stands_and_the_first_stays_in_the_file(house: House) -> None:
    _, paper = sent(house, house.children[0], TODAY - 3 * DAY)
    first = note(house, paper, on=TODAY)
    note(house, paper, on=TODAY - DAY, corrects=first)
    assert [one.came_on for one in history(house, paper).replies] == [TODAY - DAY]
    with pytest.raises(KnownError) as how:
        note(house, paper, on=TODAY, corrects=first)
    assert how.value.code == "SVAR-AENDRET"


def test_the_step_that_waits_is_done_with_the_answer_and_open_again_when_it_was_none(house: House) -> None:
    concern, paper = sent(house, house.children[0])

    def steps() -> dict[str, StepState]:
        file = house.do(lambda desk: concerns.open_concern(desk, concern))
        return {id_: step.state for id_, step in file.steps.items()}

    first = note(house, paper)
    assert steps() == {"receipt": StepState.DONE}
    assert [row.clocks.receipt_on for row in rows(house)] == [TODAY]
    second = note(house, paper, ReplyKind.OTHER, corrects=first)
    assert steps() == {"receipt": StepState.OPEN}
    assert [row.clocks.receipt_on for row in rows(house)] == [None]
    note(house, paper, ReplyKind.FEEDBACK, corrects=second)
    assert steps() == {"receipt": StepState.DONE, "feedback": StepState.DONE}


def test_what_a_person_noted_on_the_track_stays(house: House) -> None:
    concern, paper = sent(house, house.children[0])
    house.do(lambda desk: tracks.do_step(desk, concern, "receipt", StepState.NOT_RELEVANT, "De ringede"))
    first = note(house, paper)
    note(house, paper, ReplyKind.OTHER, corrects=first)
    file = house.do(lambda desk: concerns.open_concern(desk, concern))
    assert [(step.step_id, step.note) for step in file.noted] == [("receipt", "De ringede")]


def test_who_was_rung_and_what_was_weighed_stands_in_words(house: House) -> None:
    _, paper = sent(house, house.children[0])
    happened(house, paper, PaperEvent.REMINDED)
    happened(house, paper, PaperEvent.CONSIDERED, again_on=TODAY + 9 * DAY)
    found = history(house, paper)
    assert [(one.event, one.text) for one in found.notes] == [
        (PaperEvent.REMINDED, "Ringet"), (PaperEvent.CONSIDERED, "Ringet")
    ]  # fmt: skip
    for text, on, code in (
        ("", TODAY, "SVAR-GRUND"),
        ("x", TODAY + DAY, "SVAR-FREM"),
        ("x", TODAY - DAY, "SVAR-TIDLIG"),
    ):
        with pytest.raises(KnownError) as how:
            house.do(partial(replies.happened, paper_id=paper, event=PaperEvent.REMINDED, on=on, text=text))
        assert how.value.code == code


def test_when_it_is_journalised_its_number_is_gone_in_the_same_moment(house: House) -> None:
    _, paper = sent(house, house.children[0])

    def carry(desk: Desk) -> None:
        with desk.engine.begin() as connection:
            stored.set_cpr(connection, paper, CPR)

    house.do(carry)
    assert history(house, paper).carries_cpr
    with pytest.raises(KnownError):
        house.do(lambda desk: replies.happened(desk, paper, PaperEvent.JOURNALISED, on=TODAY))
    assert history(house, paper).carries_cpr  # where it stands was not said
    happened(house, paper, PaperEvent.JOURNALISED)
    assert not history(house, paper).carries_cpr


def test_what_the_log_says_of_an_answer_is_what_kind_it_was(house: House) -> None:
    _, paper = sent(house, house.children[0])
    note(house, paper, ReplyKind.FEEDBACK, text="Kanarisk hemmelighed")
    lines = house.do(lambda desk: log.page(desk, Filter())).lines
    assert "Noterede et svar på en underretning" in [line.what for line in lines]
    assert "Kanarisk" not in repr(lines)


# --- the letter -------------------------------------------------------------------------------------------------------


def letter(house: House, paper: Id, target: Path, *, named: bool = False) -> str:
    house.do(lambda desk: replies.print_reminder(desk, paper, target, named=named))
    return text_of(target)


def test_the_letter_asks_for_the_receipt_by_day_and_number_and_names_nobody(house: House, tmp_path: Path) -> None:
    _, paper = sent(house, house.children[0], TODAY - 20 * DAY)
    said = letter(house, paper, tmp_path / "rykker.pdf")
    for words in ("25. februar 2026", "Sikker post", "Modtagelsen", reference(paper), "Vi mangler en kvittering"):
        assert words in said
    assert law.rule_on("receipt", TODAY).quoted in said  # with how sure it is
    assert "Karla" not in said
    assert [note.event for note in history(house, paper).notes] == [PaperEvent.REMINDED]
    assert "Karla Kanarijuhl" in letter(house, paper, tmp_path / "igen.pdf", named=True)


def test_it_asks_what_came_of_it_when_the_receipt_has_come(house: House, tmp_path: Path) -> None:
    _, paper = sent(house, house.children[0], TODAY - 20 * DAY)
    note(house, paper)
    said = letter(house, paper, tmp_path / "brev.pdf")
    assert "Vi spørger efter en tilbagemelding" in said
    assert law.rule_on("feedback_duty", TODAY).quoted in said


def test_no_letter_about_what_was_not_sent_and_nothing_is_noted(house: House, tmp_path: Path) -> None:
    paper = finish(house, begin(house, Track.GENERAL, house.children[0]))
    with pytest.raises(KnownError) as how:
        letter(house, paper, tmp_path / "brev.pdf")
    assert how.value.code == "SVAR-IKKE-SENDT"
    assert [*tmp_path.glob("*.pdf")] == []
    send(house, paper)
    with pytest.raises(KnownError) as how:
        letter(house, paper, tmp_path / "er der ikke" / "brev.pdf")
    assert how.value.code == "PAPIR-IKKE-GEMT"
    assert history(house, paper).notes == ()


def test_a_child_that_was_deleted_meanwhile_has_no_paper_to_answer(house: House) -> None:
    concern, paper = sent(house, house.children[0])
    house.do(lambda desk: concerns.close(desk, concern, "Flyttet"))
    house.do(lambda desk: erasure.erase_child(desk, house.children[0]))
    assert refused(house, paper) == "PAPIR-MANGLER"
    assert rows(house) == ()
