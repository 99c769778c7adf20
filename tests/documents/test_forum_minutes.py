"""What the minutes of a forum say, read as text."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from opspor.documents.document import as_text
from opspor.documents.forum_minutes import MinutesFacts, Talked, day_minutes, minutes
from opspor.domain.child import Particulars
from opspor.domain.errors import KnownError
from opspor.domain.forum import Concluded, Conclusion, Forum, ForumAgreement, ForumDay, Outcome
from opspor.domain.ids import Id
from opspor.domain.people import Institution

NOW = datetime(2026, 3, 17, 14, 5, tzinfo=ZoneInfo("Europe/Copenhagen"))
DAY = ForumDay(Id("d"), Id("f"), date(2026, 3, 17), "13.00", "15.00")
FACTS = MinutesFacts(
    Institution(Id("i"), "Kanariefuglen", "Kanari Kommune", "", "", "distriktstirsdag"),
    Forum(Id("f"), "Distriktstirsdag", "Rådhuset"), DAY, "Mette S.", NOW, "Til fagfolk · Log 3",
)  # fmt: skip
SAID = Conclusion(
    (Outcome.NOT_NOW, Outcome.CLARIFY), "Vi venter", "Gråd om morgenen", "Ring til os", "Støtten er ikke prøvet",
    date(2026, 5, 5), False, ("Rådgiver: Ida Lund",),
)  # fmt: skip
MADE = Concluded(
    Id("c"), Id("t"), Id("b"), "Jonas Berg", NOW, SAID,
    (ForumAgreement(Id("a"), "Taler med stuen", "Jonas", None, date(2026, 3, 31)),),
)  # fmt: skip
KNOWN = Particulars("Karla", "Kanarijuhl", None, "", "", False, "", None, "")
TALKED = Talked(20, "", "Hvordan hjælper vi barnet?", MADE, KNOWN)


def test_the_minutes_about_a_brief_say_all_of_it_in_the_order_of_the_talk() -> None:
    said = as_text(minutes(FACTS, TALKED))
    wanted = (
        "Kanariefuglen", "Fortroligt", "Konklusion fra Distriktstirsdag", "Uden barnets navn",
        "Tirsdag den 17. marts 2026 kl. 13.00–15.00 · Rådhuset", "Rådgiver: Ida Lund", "Hvordan hjælper vi barnet?",
        "Gå ikke videre nu", "Vi venter", "Gråd om morgenen", "Ring til os", "Taler med stuen", "31.3.2026",
        "Nej. Støtten er ikke prøvet", "5. maj 2026", "Underskrift", "Til fagfolk",
    )  # fmt: skip
    places = [said.find(words) for words in wanted]
    assert -1 not in places, wanted[places.index(-1)]
    assert places == sorted(places)


def test_an_empty_line_stands_where_nobody_was_noted() -> None:
    bare = replace(MADE, conclusion=Conclusion((Outcome.UNDERRETNING,)), agreements=())
    said = as_text(minutes(FACTS, replace(TALKED, concluded=bare)))
    assert ("Ikke noteret" in said, "Der er ikke skrevet nogen aftaler." in said, "(Jonas Berg)" in said) == (True,) * 3


def test_a_day_names_no_child_and_repeats_nothing_of_what_was_said() -> None:
    named = replace(TALKED, about="Karla Kanarijuhl", question="Hvordan har Karla det?")
    said = as_text(day_minutes(FACTS, [("13.00", 20, replace(named, about="")), ("13.20", 20, None)]))
    assert "Optaget tid" in said
    assert "Gå ikke videre nu" in said or "Yderligere afklaring" in said
    assert not any(word in said for word in ("Karla", "Vi venter", "Gråd", "Hvordan"))


def test_minutes_without_a_name_hold_none() -> None:
    spoken = replace(MADE, conclusion=replace(SAID, words="Karla venter"))
    with pytest.raises(KnownError, match="Det talte vi om"):
        minutes(FACTS, replace(TALKED, concluded=spoken))
    assert "Karla venter" in as_text(minutes(FACTS, replace(TALKED, concluded=spoken, about="Karla Kanarijuhl")))
