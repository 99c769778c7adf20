"""The local layer: what is old, and what of a file is taken over while what the house wrote itself stays."""

from dataclasses import replace
from datetime import date

import pytest

from opspor.domain.absence import Limit
from opspor.domain.beredskab import Track
from opspor.domain.local import (
    Difference,
    Layer,
    Local,
    LocalNote,
    LocalNumber,
    Merged,
    checked_words,
    is_old,
    merge,
)

DAY = date(2026, 3, 1)
PPR = LocalNumber("ppr", "87 65 43 21", "9–12", DAY, "Konsulent")
SSP = LocalNumber("ssp", "87 65 43 22", "", DAY, "Konsulent")
ROOM = LocalNote(Track.HONOUR, "leader", "Tal i det lille mødelokale")
FILE = Layer(
    Local("Ådal Kommune", "Digital Post", "Skema 4", "Ring til rådgiveren", (Limit(5),), (ROOM,), DAY, "Konsulent"),
    (PPR, SSP), 1, DAY, "Konsulent",
)  # fmt: skip
NOTHING = Layer(Local(), (), 0, DAY, "")


def merged(mine: Layer, base: Layer | None, file: Layer) -> Merged:
    return merge(mine, base, file, lambda what: what if isinstance(what, str) else f"{what.track} {what.step_id}")


def test_an_empty_house_takes_all_of_it() -> None:
    found = merged(NOTHING, None, FILE)

    assert (found.local, found.numbers, found.kept) == (FILE.local, FILE.numbers, ())
    assert [one.about for one in found.taken] == [
        "Kommunens navn", "Sådan sender I en underretning", "Kommunens skema", "Anonym sparring",
        "Grænser for bekymrende fravær", "honour leader", "ppr", "ssp",
    ]  # fmt: skip


def test_the_same_file_again_changes_nothing() -> None:
    found = merged(FILE, FILE, FILE)
    assert (found.taken, found.kept, found.numbers) == ((), (), FILE.numbers)


def test_what_the_house_wrote_itself_stays_and_is_said() -> None:
    own = replace(PPR, phone="99 88 77 66")
    mine = replace(FILE, local=replace(FILE.local, sparring="Spørg tovholderen"), numbers=(own, SSP))
    newer = replace(
        FILE,
        local=replace(FILE.local, sparring="Ring i åbningstiden", send_form="Skema 5"),
        numbers=(SSP, PPR),
        version=2,
    )

    found = merged(mine, FILE, newer)

    assert (found.local.sparring, found.local.send_form) == ("Spørg tovholderen", "Skema 5")
    assert found.numbers == (own, SSP)
    assert found.taken == (Difference("Kommunens skema", "Skema 4", "Skema 5"),)
    assert found.kept == (
        Difference("Anonym sparring", "Spørg tovholderen", "Ring i åbningstiden"),
        Difference("ppr", "99 88 77 66, 9–12", "87 65 43 21, 9–12"),
    )


def test_what_came_by_no_file_was_written_by_the_house() -> None:
    found = merged(replace(NOTHING, numbers=(replace(PPR, phone="99 88 77 66"),)), None, FILE)

    assert {number.key: number.phone for number in found.numbers} == {"ppr": "99 88 77 66", "ssp": "87 65 43 22"}


def test_a_file_that_lacks_a_number_takes_none_away_but_old_words_go() -> None:
    found = merged(FILE, FILE, replace(FILE, numbers=(), local=replace(FILE.local, notes=()), version=2))

    assert found.numbers == FILE.numbers
    assert found.local.notes == ()
    assert found.taken == (Difference("honour leader", "Tal i det lille mødelokale", ""),)


def test_whoever_tried_a_number_last_is_named() -> None:
    later = replace(PPR, checked_on=date(2026, 9, 1), checked_by="Leder")

    assert merged(replace(FILE, numbers=(later,)), FILE, FILE).numbers[0] == later
    assert merged(FILE, FILE, replace(FILE, numbers=(later, SSP))).numbers[0] == later


@pytest.mark.parametrize(
    ("today", "words", "old"),
    [
        (date(2026, 3, 1), "senest kontrolleret 1. marts 2026", False),
        (date(2026, 8, 31), "senest kontrolleret 1. marts 2026", False),
        (date(2026, 9, 1), "kontrolleret for længe siden: 1. marts 2026", True),
        (date(2025, 1, 1), "senest kontrolleret 1. marts 2026", False),  # the clock was set back
    ],
)
def test_after_half_a_year_it_is_too_long_ago(today: date, words: str, old: bool) -> None:
    assert (checked_words(DAY, today), is_old(DAY, today)) == (words, old)


def test_what_nobody_checked_says_so() -> None:
    assert (checked_words(None, DAY), is_old(None, DAY)) == ("ikke kontrolleret", False)


def test_what_is_noted_is_found_by_its_step() -> None:
    assert FILE.local.note(Track.HONOUR, "leader") == "Tal i det lille mødelokale"
    assert FILE.local.note(Track.HONOUR) == FILE.local.note(Track.PARENTS, "leader") == ""
    assert Local().is_empty
    assert not FILE.local.is_empty
