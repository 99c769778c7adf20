"""Birth dates as they are written in Danish lists."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.domain.clock import long_date, short_date
from opspor.exchange.dates import read_date
from tests.exchange.conftest import TODAY

THIRD_OF_MAY = date(2021, 5, 3)


@pytest.mark.parametrize(
    "written",
    [
        "03-05-2021", "3/5 2021", "3/5-2021", "3.5.21", "3. 5. 2021", "03.05.2021", "03 05 2021", "3-5-21", "03052021",
        "030521", "20210503", "2021-05-03", "2021/5/3", "2021.05.03", "3. maj 2021", "3. maj 21", "3 maj 2021",
        "3.maj.2021", "03-maj-21", "d. 3. maj 2021", "den 3/5 2021", "3. MAJ 2021", " 3.5. 2021 ", "3.\u00a0maj 2021",
        "03-05-2021 00:00:00", "2021-05-03T00:00:00", "2021-05-03 00:00:00", "03-05-2021 00.00", THIRD_OF_MAY,
    ],
)  # fmt: skip
def test_every_way_to_write_the_third_of_may(written: str | date) -> None:
    assert read_date(written, TODAY) == (THIRD_OF_MAY, None)


@pytest.mark.parametrize("written", ["44319", 44319, "3052021", 3052021])
def test_a_number_that_excel_made_of_a_date_is_turned_back_and_doubtful(written: str | int) -> None:
    found, fault = read_date(written, TODAY)
    assert found == THIRD_OF_MAY
    assert fault
    assert fault.code == "LISTE-DATO-TAL"


def test_five_digits_that_are_no_child_s_excel_date_are_a_short_date_without_its_zero() -> None:
    assert read_date("30521", TODAY)[0] == THIRD_OF_MAY


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("22.11.26", date(2026, 11, 22)),  # born today
        ("23.11.26", date(1926, 11, 23)),  # would be tomorrow
        ("1.1.27", date(1927, 1, 1)),
        ("29.2.24", date(2024, 2, 29)),
        ("1.6.00", date(2000, 6, 1)),
    ],
)
def test_two_digits_are_the_latest_year_that_is_not_in_the_future(written: str, read: date) -> None:
    assert read_date(written, TODAY)[0] == read


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("23.11.2026", "LISTE-DATO-FREMTID"),
        ("2031-01-01", "LISTE-DATO-FREMTID"),
        ("22.11.2000", "LISTE-DATO-GAMMEL"),  # 26 today
    ],
)
def test_a_date_that_no_child_in_a_list_has_is_kept_and_doubtful(written: str, code: str) -> None:
    found, fault = read_date(written, TODAY)
    assert found is not None
    assert fault
    assert fault.code == code


def test_twenty_five_years_are_still_a_pupil() -> None:
    assert read_date("23.11.2000", TODAY) == (date(2000, 11, 23), None)


@pytest.mark.parametrize("written", ["31.02.2021", "05/13/2021", "00-00-2021", "29.2.2023", "2021-13-01", "1.1.0021"])
def test_a_day_that_does_not_exist_is_never_bent_into_one_that_does(written: str) -> None:
    found, fault = read_date(written, TODAY)
    assert found is None
    assert fault
    assert fault.code == "LISTE-DATO-UMULIG"


@pytest.mark.parametrize(
    "written",
    ["ved ikke", "maj 2021", "3. xyz 2021", "2021", "3.5", "030521-1234", "3.5.2021" * 9, "٣.٥.٢٠٢١", -5, "²"],
)
def test_what_is_no_date_is_not_read_as_one(written: str | int) -> None:
    found, fault = read_date(written, TODAY)
    assert found is None
    assert fault
    assert fault.code == "LISTE-DATO-ULAESELIG"


@given(st.dates(TODAY - timedelta(days=365 * 25), TODAY))
def test_every_birth_date_of_a_child_is_read_back_from_every_form(born: date) -> None:
    forms = [
        born.isoformat(), short_date(born), long_date(born), f"{born:%d%m%Y}", f"{born:%d-%m-%y}", f"{born:%d/%m %Y}"
    ]  # fmt: skip
    assert {read_date(form, TODAY) for form in forms} == {(born, None)}
