"""What a forum came to, on paper: for professionals, and never more than whoever prints may see."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from opspor.domain.forum import Conclusion, Outcome
from opspor.domain.ids import Id
from opspor.domain.meeting import MeetingAgreement
from opspor.usecases import children, concerns, consents, forum, forum_papers, forum_talk
from tests.documents.pdf import page_texts
from tests.store.factories import FULL
from tests.usecases.conftest import House
from tests.usecases.forum_house import a_day, agenda, on_agenda, refused
from tests.usecases.test_forum_talk import SUPPORT, conclude

THERE = ("Rådgiver: Ida Kanarilund", "Jonas Kanariberg")
SAID = replace(SUPPORT, words="En fast voksen om morgenen", watch="Gråd", if_seen="Ring til mor", present=THERE)


def print_item(house: House, item: Id, target: Path) -> str:
    house.do(lambda desk: forum_papers.print_item(desk, item, target))
    return "\n".join(page_texts(target.read_bytes()))


def print_day(house: House, day: Id, target: Path) -> str:
    house.do(lambda desk: forum_papers.print_day(desk, day, target))
    return "\n".join(page_texts(target.read_bytes()))


def test_the_minutes_say_who_was_there_what_came_of_it_and_who_signs(house: House, tmp_path: Path) -> None:
    item = on_agenda(house, a_day(house), house.children[0])
    on = house.clock().date() + timedelta(days=14)
    conclude(house, item, SAID, MeetingAgreement("Taler med stuen", "Jonas", None, on))
    said = print_item(house, item, tmp_path / "konklusion.pdf")
    for words in (
        "FORTROLIGT", "Uden barnets navn", "Hvordan hjælper vi barnet?", "Konkret støtte i hverdagen", "Gråd",
        "Ring til mor", "Taler med stuen", "31.3.2026", "Nej. Støtten er ikke prøvet endnu", "Til fagfolk",
        "Dato Jonas", *THERE,
    ):  # fmt: skip
        assert words.casefold() in said.casefold(), words
    assert "Karla" not in said


def test_a_named_brief_has_named_minutes_and_the_day_has_none(house: House, tmp_path: Path) -> None:
    day = a_day(house)
    item = on_agenda(house, day, house.children[0], named=True)
    conclude(house, item, SAID)
    assert "Karla Kanarijuhl" in print_item(house, item, tmp_path / "konklusion.pdf")
    of_day = print_day(house, day, tmp_path / "referat.pdf")
    assert "Karla" not in of_day
    assert "Konkret støtte i hverdagen" in of_day


def test_minutes_with_the_name_and_the_name_on_the_screen_stop_with_the_consent(house: House, tmp_path: Path) -> None:
    day = a_day(house)
    item = on_agenda(house, day, house.children[0], named=True)
    conclude(house, item, SAID)
    (shown,) = house.do(lambda desk: forum_talk.shown(desk, day))
    assert shown.named
    (made,) = house.do(lambda desk: consents.of_child(desk, house.children[0])).consents
    house.do(lambda desk: consents.withdraw(desk, made.id, desk.clock().date(), "mor ringede"))
    assert refused(lambda: print_item(house, item, tmp_path / "konklusion.pdf")) == "SAMTYKKE-TRUKKET"
    (shown,) = house.do(lambda desk: forum_talk.shown(desk, day))
    assert (shown.named, shown.basis) == ((), "")
    assert shown.slides
    assert "Konkret støtte i hverdagen" in print_day(house, day, tmp_path / "referat.pdf")


def test_minutes_without_a_name_are_not_made_where_a_text_names_the_child(house: House, tmp_path: Path) -> None:
    day = a_day(house)
    item = on_agenda(house, day, house.children[0])
    on = house.clock().date() + timedelta(days=14)
    conclude(house, item, SAID, MeetingAgreement("Henter Karla selv", "Jonas", None, on))
    target = tmp_path / "referat.pdf"
    assert refused(lambda: print_item(house, item, target)) == "PAPIR-NAVN"
    assert refused(lambda: print_day(house, day, target)) == "PAPIR-NAVN"
    assert list(tmp_path.glob("*referat*")) == []


def test_a_typed_name_is_no_name_for_the_day_either(house: House, tmp_path: Path) -> None:
    day = a_day(house)
    item = on_agenda(house, day, None)
    conclude(house, item, replace(SAID, words="Typet har det svært"))
    assert refused(lambda: print_item(house, item, tmp_path / "k.pdf")) == "PAPIR-NAVN"


def test_a_protected_address_stands_on_no_minutes(house: House, tmp_path: Path) -> None:
    file = house.do(lambda desk: children.open_child(desk, house.children[0]))
    hidden = replace(FULL, protected=True)
    house.do(lambda desk: children.change(desk, house.children[0], file.particulars_id, hidden))
    item = on_agenda(house, a_day(house), house.children[0])
    conclude(house, item, replace(SAID, words=f"Bor nu {hidden.address}"))
    assert refused(lambda: print_item(house, item, tmp_path / "k.pdf")) == "PAPIR-BESKYTTET"


def test_the_day_on_paper_shows_taken_time_where_the_screen_does(house: House, tmp_path: Path) -> None:
    day = a_day(house)
    with house.as_("jonas"):
        mine = on_agenda(house, day, house.children[0])
        conclude(house, mine, SAID)
    with house.as_("ali"):
        theirs = on_agenda(house, day, house.children[3])
        conclude(house, theirs, Conclusion((Outcome.UNDERRETNING,), "Hemmeligt"))
        said = print_day(house, day, tmp_path / "alis.pdf")
        assert ("Optaget tid" in said, "Underretning" in said, "støtte" in said) == (True, True, False)
        assert "Hemmeligt" not in said
        assert refused(lambda: print_item(house, mine, tmp_path / "k.pdf")) == "ADGANG-NEJ"
    with house.as_("jonas"):
        said = print_day(house, day, tmp_path / "jonas.pdf")
        assert ("Optaget tid" in said, "Underretning" in said, "støtte" in said) == (True, False, True)


def test_there_is_no_paper_before_there_is_a_conclusion(house: House, tmp_path: Path) -> None:
    day = a_day(house)
    item = on_agenda(house, day, house.children[0])
    assert refused(lambda: print_item(house, item, tmp_path / "k.pdf")) == "FORUM-REFERAT"
    assert refused(lambda: print_day(house, day, tmp_path / "k.pdf")) == "FORUM-REFERAT"
    assert agenda(house, day)
    assert house.do(forum.board).coming
    assert [row.concern.label for row in house.do(concerns.listed)] == ["Bekymring fra 17.3.2026"]
