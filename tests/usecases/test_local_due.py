"""Each half-year whoever leads the house is asked to try the numbers again; nobody else is."""

from datetime import date, timedelta

from opspor.domain.local import LawCheck, Local
from opspor.usecases import contacts, law_list, local_due, local_layer
from opspor.usecases.contacts import Contact
from opspor.usecases.local_due import LocalDue
from opspor.vault.beredskab_file import NAME
from tests.usecases.conftest import House

DAY = date(2026, 3, 1)
NUMBERS = (
    Contact("ppr", "PPR", "87 65 43 21", "", DAY, "leder"),
    Contact("leader", "Lederens arbejdstelefon", "87 65 43 20", "", date(2026, 3, 16), "leder"),
)


def wait(house: House, days: int) -> None:
    house.leave()
    house.clock.now += timedelta(days=days)
    house.enter("mette")


def test_nothing_is_due_while_it_was_checked_within_half_a_year(house: House) -> None:
    house.do(lambda desk: contacts.save(desk, NUMBERS))
    house.do(lambda desk: local_layer.save(desk, Local("Ådal", checked_on=DAY, checked_by="Leder")))

    assert house.do(local_due.due) == LocalDue()
    assert house.do(local_due.due).line == ""


def test_after_half_a_year_each_number_is_due_and_then_the_texts(house: House) -> None:
    house.do(lambda desk: contacts.save(desk, NUMBERS))
    house.do(lambda desk: local_layer.save(desk, Local("Ådal", checked_on=DAY, checked_by="Leder")))
    wait(house, 170)

    found = house.do(local_due.due)

    assert (found.numbers, found.texts) == (("PPR",), True)
    assert found.line == "Prøv et telefonnummer i beredskabet igen."
    wait(house, 30)
    assert house.do(local_due.due).line == "Prøv 2 telefonnumre i beredskabet igen."
    house.do(lambda desk: contacts.save(desk, ()))
    assert house.do(local_due.due).line == "Gå kommunens tekster i beredskabet igennem igen."


def test_a_rule_that_was_looked_up_half_a_year_ago_is_looked_up_again(house: House) -> None:
    house.do(lambda desk: law_list.check(desk, LawCheck("duty", "Barnets lov § 133", DAY, "jurist")))
    assert not house.do(local_due.due).laws
    wait(house, 200)

    assert house.do(local_due.due).line == "Slå reglerne efter i loven igen."


def test_a_file_that_cannot_be_trusted_comes_first(house: House) -> None:
    house.do(lambda desk: contacts.save(desk, NUMBERS))
    (house.folder / NAME).write_bytes(b"x")

    assert house.do(local_due.due).line == "Telefonnumrene i beredskabet kan ikke læses. Skriv dem ind igen."


def test_colleagues_are_not_asked(house: House) -> None:
    house.do(lambda desk: contacts.save(desk, NUMBERS))
    wait(house, 300)
    house.enter("jonas")

    assert house.do(local_due.due) == LocalDue()
