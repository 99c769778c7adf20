"""The phone numbers of the beredskab: checked by a function, never made up, readable when locked."""

from dataclasses import replace
from datetime import date

import pytest

from opspor.domain.errors import KnownError
from opspor.usecases import contacts, people
from opspor.usecases.contacts import Contact
from opspor.usecases.phone_book import phone_book
from tests.usecases.conftest import House

LEADER = Contact("leader", "Leder", "87 65 43 21", "7-16", date(2026, 3, 1), "leder")


def test_a_number_is_read_again_also_without_a_vault(house: House) -> None:
    house.do(lambda desk: contacts.save(desk, (LEADER, replace(LEADER, key="municipality", phone=" "))))

    assert house.do(contacts.listed) == (LEADER,)
    house.leave()
    numbers = {number.key: number.phone for number in phone_book(house.folder)}
    assert (numbers["leader"], numbers["municipality"], numbers["112"]) == ("87 65 43 21", "", "112")


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (replace(LEADER, phone="ring til mor"), "TELEFON-FORM"),
        (replace(LEADER, phone="12"), "TELEFON-FORM"),
        (replace(LEADER, key="nabo"), "TELEFON-FORM"),
        (replace(LEADER, checked_by_function=" "), "TELEFON-HVEM"),
        (replace(LEADER, checked_by_function="Mette Kanari Skov"), "LOKAL-NAVN"),
        (replace(LEADER, hours="spørg Jonas  KANARIBERG"), "LOKAL-NAVN"),
        (replace(LEADER, phone="12 34 56 78"), "TELEFON-DEMO"),
        (replace(LEADER, phone="+45 12 34 56 78"), "TELEFON-DEMO"),
    ],
)
def test_a_number_that_must_not_be_rung_is_refused_and_the_old_ones_stand(
    house: House, entry: Contact, code: str
) -> None:
    house.do(lambda desk: contacts.save(desk, (LEADER,)))

    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: contacts.save(desk, (entry,)))

    assert refused.value.code == code
    assert house.do(contacts.listed) == (LEADER,)


def test_a_demo_may_have_made_up_numbers(house: House) -> None:
    house.do(people.mark_as_demo)
    made_up = replace(LEADER, phone="12 34 56 78")
    house.do(lambda desk: contacts.save(desk, (made_up,)))
    assert house.do(contacts.listed) == (made_up,)


def test_staff_read_the_numbers_and_do_not_change_them(house: House) -> None:
    house.enter("jonas")
    assert house.do(contacts.listed) == ()
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: contacts.save(desk, (LEADER,)))
    assert refused.value.code == "ADGANG-NEJ"
