"""A file of absence: read without guessing, and held against the pupils and their days."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from opspor.domain.absence import Away, AwayKind
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.exchange.absence_list import (
    Held,
    Pupil,
    State,
    hold_against,
    read_absence,
    read_share,
    unknown_kinds,
)

TODAY = date(2026, 9, 30)
MONDAY, TUESDAY, SATURDAY = date(2026, 9, 7), date(2026, 9, 8), date(2026, 9, 12)
SCHOOL = [day for day in (date(2025, 8, 1) + timedelta(days=n) for n in range(430)) if day.weekday() < 5]
BORN = date(2016, 5, 3)
HEAD = "Elev;Fødselsdato;Dato;Fravær;Del af dagen"
NO_DAYS: Mapping[date, frozenset[Away]] = {}


def pupil(name: str, code: str = "B001", born: date | None = BORN, *days: Away) -> Pupil:
    return Pupil(Id(code), code, name, born, {day.day: frozenset({day}) for day in days})


BO = pupil("Bo Kanarisø")
AASE = pupil("Åse Æbelø Kanari", "B002", date(2016, 12, 24))


def read(tmp_path: Path, *lines: str, encoding: str = "utf-8") -> tuple[Held, ...]:
    return held(tmp_path, (BO, AASE), {}, *lines, encoding=encoding)


def held(
    tmp_path: Path, pupils: tuple[Pupil, ...], words: Mapping[str, AwayKind | None], *lines: str,
    encoding: str = "utf-8",
) -> tuple[Held, ...]:  # fmt: skip
    file = tmp_path / "fravaer.csv"
    file.write_bytes("\r\n".join(lines).encode(encoding))
    return hold_against(read_absence(file, today=TODAY), pupils, SCHOOL, words)


def states(rows: tuple[Held, ...]) -> list[State]:
    return [one.state for one in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_file_is_read_in_the_code_pages_and_dialects_of_danish_pcs(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    lines = [HEAD, "Åse Æbelø Kanari;24.12.2016;7.9.2026;Ulovligt;hel", "Bo Kanarisø;3-5-2016;2026-09-08;Syg;halv"]
    rows = read(tmp_path, *(line.replace(";", separator) for line in lines), encoding=encoding)

    assert [(one.child, one.away) for one in rows] == [
        (AASE.id, Away(MONDAY, AwayKind.UNLAWFUL)), (BO.id, Away(TUESDAY, AwayKind.SICK, Fraction(1, 2))),
    ]  # fmt: skip


def test_a_pupil_is_known_by_number_or_by_name_with_birth_date(tmp_path: Path) -> None:
    by_number = read(tmp_path, "Elevnr.,Dato,Årsag", "b002,07-09-2026,Sygdom")
    by_last_name = read(tmp_path, HEAD, '"Kanarisø, Bo";3.5.2016;7.9.2026;syg;')
    by_parts = read(tmp_path, "Fornavn;Efternavn;Dato;Type", "Bo;Kanarisø;7.9.2026;Ekstraordinær frihed")

    assert [rows[0].child for rows in (by_number, by_last_name, by_parts)] == [AASE.id, BO.id, BO.id]
    assert by_parts[0].away == Away(MONDAY, AwayKind.GRANTED)


def test_who_is_not_here_or_could_be_several_is_said_and_not_fetched(tmp_path: Path) -> None:
    other = pupil("Bo Kanarisø", "B003", date(2017, 1, 1))
    rows = held(
        tmp_path, (BO, other), {}, HEAD, "Bo Kanarisø;;7.9.2026;Syg;", "Bo Kanarisø;1.1.2017;7.9.2026;Syg;",
        "Bo Kanarisø;2.2.2017;7.9.2026;Syg;", "Karla Kanari;;7.9.2026;Syg;",
    )  # fmt: skip

    assert states(rows) == [State.NOT_FOUND, State.NEW, State.NOT_FOUND, State.NOT_FOUND]
    assert (rows[0].why == rows[3].why, rows[1].child) == (False, other.id)


def test_a_kind_nobody_knows_is_asked_for_once_and_may_be_no_absence(tmp_path: Path) -> None:
    file = tmp_path / "fravaer.csv"
    lines = ["Åse Æbelø Kanari;;7.9.2026;FK-3;", "Bo Kanarisø;;7.9.2026;fk-3;", "Bo Kanarisø;;8.9.2026;Til stede;"]
    file.write_text("\n".join([HEAD, *lines]), "utf-8")
    found = read_absence(file, today=TODAY)

    assert unknown_kinds(found, {}) == ("FK-3", "Til stede")
    assert states(hold_against(found, (BO, AASE), SCHOOL, {})) == [State.ASK] * 3
    words = {"fk3": AwayKind.UNLAWFUL, "tilstede": None}
    assert unknown_kinds(found, words) == ()
    assert states(hold_against(found, (BO, AASE), SCHOOL, words)) == [State.NEW, State.NEW, State.NOT_AWAY]


def test_what_stands_already_is_not_new_and_what_differs_waits_for_a_choice(tmp_path: Path) -> None:
    known = pupil("Bo Kanarisø", "B001", BORN, Away(MONDAY, AwayKind.SICK), Away(TUESDAY, AwayKind.SICK))
    rows = held(
        tmp_path, (known,), {}, HEAD, "Bo Kanarisø;;7.9.2026;Sygdom;1", "Bo Kanarisø;;8.9.2026;Ulovligt;1",
        "Bo Kanarisø;;9.9.2026;Ulovligt;1", "Bo Kanarisø;;9.9.2026;Ulovligt;1",
    )  # fmt: skip

    assert states(rows) == [State.THERE, State.DIFFERENT, State.NEW, State.THERE]


def test_two_kinds_on_a_day_are_parts_of_it_and_never_more_than_the_day(tmp_path: Path) -> None:
    halves = read(tmp_path, HEAD, "Bo Kanarisø;;7.9.2026;Syg;0,5", "Bo Kanarisø;;7.9.2026;Ulovligt;0,5")
    wholes = read(tmp_path, HEAD, "Bo Kanarisø;;7.9.2026;Syg;1", "Bo Kanarisø;;7.9.2026;Ulovligt;0,5")
    same_kind = read(tmp_path, HEAD, "Bo Kanarisø;;7.9.2026;Syg;0,2", "Bo Kanarisø;;7.9.2026;Syg;0,3")

    assert states(halves) == [State.NEW, State.NEW]
    assert states(wholes) == states(same_kind) == [State.REFUSED, State.REFUSED]


@pytest.mark.parametrize(
    "line",
    [
        "Bo Kanarisø;;12.9.2026;Syg;",  # a Saturday
        "Bo Kanarisø;;1.10.2026;Syg;",  # tomorrow, or a clock that was set back
        "Bo Kanarisø;;1.7.2025;Syg;",  # the school year before last
        "Bo Kanarisø;;31.9.2026;Syg;",
        "Bo Kanarisø;;;Syg;",
        "Bo Kanarisø;;7.9.2026;;",
        "Bo Kanarisø;;7.9.2026;Syg;-1",
        "Bo Kanarisø;;7.9.2026;Syg;1,5",
        "Bo Kanarisø;;7.9.2026;Syg;0",
        "Bo Kanarisø;;7.9.2026;Syg;=1/1",
        ";;7.9.2026;Syg;",
        f"{'x' * 10_001};;7.9.2026;Syg;",
    ],
)
def test_a_row_that_cannot_be_meant_is_refused_with_a_reason(tmp_path: Path, line: str) -> None:
    (row,) = read(tmp_path, HEAD, line)

    assert (row.state, bool(row.why), row.away) == (State.REFUSED, True, None)


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        ("", 1), ("hel", 1), ("Hel dag", 1), ("halv", Fraction(1, 2)), ("½", Fraction(1, 2)), (1, 1),
        ("0,25", Fraction(1, 4)), ("0.5", Fraction(1, 2)), ("50 %", Fraction(1, 2)), ("100%", 1),
        ("3/7", Fraction(3, 7)), ("3 af 7 lektioner", Fraction(3, 7)), ("1/0", None), ("8/7", None), ("-0,5", None),
        ("2", None), ("110 %", None), ("meget", None), ("0,00001", None),
    ],
)  # fmt: skip
def test_a_part_of_a_day_is_read_exactly(cell: object, share: object) -> None:
    assert read_share(cell) == share


def test_the_csv_of_another_system_is_refused_as_a_whole_with_what_it_needs(tmp_path: Path) -> None:
    file = tmp_path / "andet.csv"
    for text in ("Konto;Beløb\n1;2\n", "Navn;Fødselsdato;Klasse\nBo Kanarisø;3.5.2016;3.B\n", "bare noget tekst"):
        file.write_text(text, "utf-8")
        with pytest.raises(KnownError) as refused:
            read_absence(file, today=TODAY)
        assert refused.value.code == "FRAVAER-OVERSKRIFT"
    file.write_text(HEAD, "utf-8")
    with pytest.raises(KnownError) as refused:
        read_absence(file, today=TODAY)
    assert refused.value.code == "LISTE-KUN-OVERSKRIFT"


def test_columns_that_are_not_used_are_named(tmp_path: Path) -> None:
    file = tmp_path / "fravaer.csv"
    file.write_text("Elev;Dato;Årsag;Bemærkning\nBo Kanarisø;7.9.2026;Syg;ringede\n", "utf-8")

    assert read_absence(file, today=TODAY).unread == ("Bemærkning",)


def test_fifty_thousand_lines_are_read_and_one_more_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "lang.csv"
    lines = [
        f"Bo Kanarisø;;{day.day}.{day.month}.{day.year};Syg;" for day in random.Random(1).choices(SCHOOL, k=50_000)
    ]
    file.write_text("\n".join([HEAD, *lines]), "utf-8")
    rows = hold_against(read_absence(file, today=TODAY), (BO,), SCHOOL, {})
    assert (len(rows), {one.state for one in rows} <= {State.NEW, State.THERE, State.REFUSED}) == (50_000, True)

    file.write_text("\n".join([HEAD, *lines, lines[0]]), "utf-8")
    with pytest.raises(KnownError) as refused:
        read_absence(file, today=TODAY)
    assert refused.value.code == "LISTE-RAEKKER"
