"""Til journalen: what waits for whom, taken out as files, confirmed, corrected and taken back."""

from datetime import timedelta
from pathlib import Path

import pytest

from opspor.domain.beredskab import NotReported, NotTold, Track
from opspor.domain.errors import KnownError
from opspor.domain.filing import FilingKind
from opspor.domain.forum import Conclusion, Outcome
from opspor.domain.ids import Id
from opspor.domain.meeting import MeetingAgreement
from opspor.domain.paper import PaperEvent
from opspor.store import concerns as stored_concerns
from opspor.store import protection, replies
from opspor.usecases import children, concerns, erasure, filing, forum_talk, log, tracks
from opspor.usecases.desk import Desk
from opspor.usecases.filing import FilingRow
from opspor.usecases.forum_talk import Talk
from opspor.usecases.log import Filter
from opspor.usecases.replies import history
from tests.documents.pdf import page_texts
from tests.guards import CPR
from tests.store.factories import FULL
from tests.usecases.answer_house import TODAY, happened, note, sent
from tests.usecases.conftest import House
from tests.usecases.forum_house import a_day, on_agenda
from tests.usecases.test_concerns import begin
from tests.usecases.test_meetings import held

DAY = timedelta(days=1)


def decide(house: House, concern: Id, reason: str = "Vi ser det kun om mandagen") -> Id:
    what = NotReported(reason, "Træthed", "Så underretter vi", TODAY + DAY)
    house.do(lambda desk: tracks.decide(desk, concern, what))
    return next(row.what.about for row in waiting(house) if row.what.concern_id == concern)


def waiting(house: House) -> tuple[FilingRow, ...]:
    return house.do(filing.waiting)


def confirm(house: House, *abouts: Id, reference: str = "Sag 2026-17") -> None:
    house.do(lambda desk: filing.confirm(desk, abouts, TODAY, reference))


def filed(house: House, about: Id) -> FilingRow:
    return next(row for row in house.do(filing.done) if row.what.about == about)


def export(house: House, about: Id, folder: Path) -> str:
    """What the file says."""
    target = folder / "ud.pdf"
    house.do(lambda desk: filing.export(desk, about, target))
    return " ".join(" ".join(page_texts(target.read_bytes())).split())


def refused(house: House, *abouts: Id, on: timedelta = timedelta(), reference: str = "17") -> str:
    with pytest.raises(KnownError) as error:
        house.do(lambda desk: filing.confirm(desk, abouts, TODAY + on, reference))
    return error.value.code


# --- what waits, and for whom -----------------------------------------------------------------------------------------


def test_the_list_says_what_and_since_when_and_nobodys_name(house: House) -> None:
    house.enter("jonas")
    _, paper = sent(house, house.children[0], TODAY - 2 * DAY)
    about = decide(house, begin(house, Track.GENERAL, house.children[1]))

    rows = waiting(house)
    assert [(row.what.about, row.what.kind, row.what.since) for row in rows] == [
        (paper, FilingKind.UNDERRETNING, TODAY - 2 * DAY), (about, FilingKind.NOT_REPORTED, TODAY),
    ]  # fmt: skip
    assert {row.by_name for row in rows} == {"Jonas Kanariberg"}
    assert "Karla" not in repr(rows)
    assert house.do(filing.names)[paper] == "Karla K."


def test_each_sees_what_they_may_open_and_the_leader_everything(house: House) -> None:
    house.enter("jonas")
    shared, hidden = (begin(house, track, house.children[0]) for track in (Track.GENERAL, Track.PARENTS))
    for concern in (shared, hidden):
        decide(house, concern)
    seen = {}
    for login in ("jonas", "sofie", "ali", "mette"):
        house.enter(login)
        seen[login] = [(row.what.concern_id, row.mine) for row in waiting(house)]
    assert seen["jonas"] == [(shared, True), (hidden, True)]
    assert seen["sofie"] == [(shared, False)]
    assert seen["ali"] == []
    assert seen["mette"] == [(shared, False), (hidden, False)]


def test_what_somebody_who_left_had_to_see_to_is_everybodys(house: House) -> None:
    house.enter("jonas")
    decide(house, begin(house, Track.GENERAL, house.children[0]))
    house.enter("mette")
    assert not waiting(house)[0].mine
    assert house.place is not None
    house.place.remove_person(house.ids["jonas"])
    assert waiting(house)[0].mine


def test_names_are_asked_for_and_that_is_logged(house: House) -> None:
    typed = begin(house, Track.GENERAL, None, "Kanari Ukendt")
    about = decide(house, typed)
    held(house, house.children[0], MeetingAgreement("Ringer", "Ida Kanari", None, TODAY + DAY))
    assert [row.label for row in waiting(house) if row.what.kind is FilingKind.MINUTES] == [""]
    named = house.do(filing.names)
    assert named[about] == "Kanari Ukendt"
    assert "Karla K." in named.values()
    lines = house.do(lambda desk: log.page(desk, Filter())).lines
    assert "Så, hvad der skal journaliseres" in [line.what for line in lines]
    assert "Ukendt" not in repr(lines)


# --- files ------------------------------------------------------------------------------------------------------------


def test_a_decision_becomes_a_file_with_its_reason_and_who_it_is_about(house: House, tmp_path: Path) -> None:
    about = decide(house, begin(house, Track.GENERAL, house.children[0]), "Vi ser det kun om mandagen")
    said = export(house, about, tmp_path)
    for words in ("Karla", "Vi underretter ikke nu", "Vi ser det kun om mandagen", "Dataansvarlig", "Log "):
        assert words in said
    assert "J-" + about[-8:].upper() in said
    assert waiting(house)[0].saved_on == TODAY


def test_a_closed_concern_becomes_one_file_with_everything_that_was_written_in_it(house: House, tmp_path: Path) -> None:
    concern, paper = sent(house, house.children[0])
    note(house, paper, text="De taler med familien.")
    seen = house.clock.now - DAY
    house.do(lambda desk: concerns.observe(desk, concern, seen_at=seen, place="Garderoben", text="Sover ved krogen."))
    house.do(lambda desk: concerns.quote(desk, concern, said_at=seen, place="", words="Mor sov.", asked="Hvad så?"))
    house.do(lambda desk: tracks.decide(desk, concern, NotTold("Far er voldelig", "Barnets ro vejer tungest")))
    other = begin(house, Track.GENERAL, house.children[0])
    house.do(lambda desk: concerns.observe(desk, other, seen_at=seen, place="", text="Noget ganske andet."))
    house.do(lambda desk: concerns.close(desk, concern, "Kommunen har taget over."))

    assert {row.what.about: row.what.kind for row in waiting(house)} == {
        paper: FilingKind.UNDERRETNING, concern: FilingKind.CONCERN,
    }  # fmt: skip
    said = export(house, concern, tmp_path)
    for words in (
        "Sover i garderoben.", "Sover ved krogen.", "Mor sov.", "Hvad så?", "Far er voldelig",
        "Barnets ro vejer tungest", "Sikker post", "De taler med familien.", "Kommunen har taget over.",
    ):  # fmt: skip
        assert words in said
    assert "ganske andet" not in said


def test_minutes_and_conclusions_are_the_papers_that_they_are(house: House, tmp_path: Path) -> None:
    held(house, house.children[0], MeetingAgreement("Ringer til PPR", "Ida Kanari", None, TODAY + DAY))
    item = on_agenda(house, a_day(house), house.children[1], named=True)
    talk = Talk(Conclusion((Outcome.CLARIFY,), words="Vi ser det an", weighed=False, considered="For lidt endnu"))
    open_ = house.do(lambda desk: forum_talk.sheet(desk, item))
    house.do(lambda desk: forum_talk.conclude(desk, open_, talk))

    found = {row.what.kind: row.what.about for row in waiting(house)}
    assert set(found) == {FilingKind.MINUTES, FilingKind.CONCLUSION}
    assert "Ringer til PPR" in export(house, found[FilingKind.MINUTES], tmp_path)
    assert "Vi ser det an" in export(house, found[FilingKind.CONCLUSION], tmp_path)


def test_a_protected_address_is_left_out_and_the_paper_says_so(house: House, tmp_path: Path) -> None:
    child = house.children[0]
    file = house.do(lambda desk: children.open_child(desk, child))
    house.do(lambda desk: children.change(desk, child, file.particulars_id, FULL))
    about = decide(house, begin(house, Track.GENERAL, child), "De bor nu på Åvej 3")
    said = export(house, about, tmp_path)
    assert "Åvej" not in said
    assert "Udeladt: her står en beskyttet adresse" in said


def test_the_list_beside_the_files_names_nobody(house: House, tmp_path: Path) -> None:
    about = decide(house, begin(house, Track.GENERAL, house.children[0]))
    target = tmp_path / filing.LIST_FILE
    house.do(lambda desk: filing.print_list(desk, [about], target))
    said = " ".join(" ".join(page_texts(target.read_bytes())).split())
    assert waiting(house)[0].what.file_name in said.replace(" ", "")
    assert "Karla" not in said


# --- confirming -------------------------------------------------------------------------------------------------------


def test_what_is_confirmed_waits_no_more_and_says_where_and_by_whom(house: House) -> None:
    abouts = [decide(house, begin(house, Track.GENERAL, child)) for child in house.children[:2]]
    confirm(house, *abouts)
    assert waiting(house) == ()
    for about in abouts:
        noted = filed(house, about).what.filed
        assert noted is not None
        assert (noted.on, noted.reference, noted.author_name) == (TODAY, "Sag 2026-17", "Mette Kanari Skov")


def test_all_of_them_are_noted_or_none(house: House) -> None:
    first, second = (decide(house, begin(house, Track.GENERAL, child)) for child in house.children[:2])
    assert refused(house, first, second, reference=" ") == "JOURNAL-HVOR"
    assert refused(house, first, on=DAY) == "JOURNAL-FREM"
    assert refused(house, first, on=-DAY) == "JOURNAL-TIDLIG"
    confirm(house, second)
    assert refused(house, first, second) == "JOURNAL-VAEK", "a colleague was first"
    assert refused(house, Id("borte")) == "JOURNAL-VAEK"
    assert [row.what.about for row in waiting(house)] == [first]


def test_an_underretning_that_was_noted_on_its_own_page_is_not_asked_for_again(house: House) -> None:
    _, paper = sent(house, house.children[0])
    happened(house, paper, PaperEvent.JOURNALISED)
    assert waiting(house) == ()
    assert filed(house, paper).what.kind is FilingKind.UNDERRETNING


def test_one_that_is_confirmed_here_stands_on_its_own_page_and_its_number_is_gone(house: House) -> None:
    _, paper = sent(house, house.children[0])

    def carry(desk: Desk) -> None:
        with desk.engine.begin() as connection:
            replies.set_cpr(connection, paper, CPR)

    house.do(carry)
    confirm(house, paper)
    known = house.do(lambda desk: history(desk, paper))
    assert not known.carries_cpr
    assert [(one.event, one.text, one.on) for one in known.notes] == [(PaperEvent.JOURNALISED, "Sag 2026-17", TODAY)]


def test_it_can_be_corrected_and_taken_back_and_both_stay(house: House) -> None:
    about = decide(house, begin(house, Track.GENERAL, house.children[0]))
    confirm(house, about)
    first = filed(house, about).what.filed
    assert first is not None
    house.do(lambda desk: filing.correct(desk, about, first.version, TODAY, "Sag 2026-18"))
    second = filed(house, about).what.filed
    assert second is not None
    assert second.reference == "Sag 2026-18"
    with pytest.raises(KnownError) as error:
        house.do(lambda desk: filing.correct(desk, about, first.version, TODAY, "Sag 2026-19"))
    assert error.value.code == "JOURNAL-AENDRET"

    house.do(lambda desk: filing.undo(desk, about, second.version))
    assert [row.what.about for row in waiting(house)] == [about]
    confirm(house, about)
    assert waiting(house) == ()


def test_what_is_taken_out_and_noted_is_a_line_each_in_the_log_without_a_name(house: House, tmp_path: Path) -> None:
    abouts = [decide(house, begin(house, Track.GENERAL, child)) for child in house.children[:2]]
    export(house, abouts[0], tmp_path)
    confirm(house, *abouts, reference="Kanarisk sag")
    lines = house.do(lambda desk: log.page(desk, Filter())).lines
    what = [line.what for line in lines]
    assert what.count("Noterede, at noget er journaliseret") == 2
    assert "Gemte noget til journalen som fil" in what
    assert "Kanarisk" not in repr(lines)


def test_a_child_that_is_deleted_takes_along_that_it_was_journalised(house: House) -> None:
    concern = begin(house, Track.GENERAL, house.children[0])
    about = decide(house, concern)
    confirm(house, about)
    house.do(lambda desk: concerns.close(desk, concern, "Løst"))
    house.do(lambda desk: erasure.erase_child(desk, house.children[0]))

    def left(desk: Desk) -> tuple[int, int]:
        with desk.engine.begin() as connection:
            return len(protection.filed(connection)), len(stored_concerns.concerns(connection))

    assert house.do(left) == (0, 0)
    assert waiting(house) == ()
