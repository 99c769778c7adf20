"""What stands in a vault that was just made."""

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.people import Role
from opspor.store import log
from opspor.store import people as stored
from opspor.usecases import people, setup
from opspor.usecases.desk import Desk
from opspor.vault.keys import signature_fits
from tests.usecases.conftest import House


def test_whoever_makes_the_vault_leads_and_nothing_else_is_known(house: House) -> None:
    found = house.do(people.overview)

    assert (found.me.name, found.me.title, found.me.role) == ("Mette Kanari Skov", "Leder", Role.LEADER)
    assert found.me.joined_at is not None
    institution = found.institution
    assert (institution.name, institution.forum_name) == ("Børnehuset Kanariefuglen", "distriktstirsdag")
    assert (institution.controller, institution.address, institution.phone) == ("", "", "")
    assert not found.demo


@pytest.mark.parametrize(("institution", "person"), [(" ", "Mette"), ("Børnehuset", "\t")])
def test_both_names_are_asked_for(institution: str, person: str) -> None:
    with pytest.raises(KnownError) as missing:
        setup.check_names(institution, person)
    assert missing.value.code == "START-NAVN"


def test_the_first_person_signs_the_first_line_of_the_log(house: House) -> None:
    def first(desk: Desk) -> tuple[log.LogEntry, bytes]:
        with desk.engine.begin() as connection:
            line = next(log.entries(connection))
            return line, stored.signing_keys(connection)[line.slot_id][1]

    line, key = house.do(first)

    assert (line.action, line.actor_id) == ("setup", house.ids["mette"])
    assert signature_fits(key, line.signature, bytes.fromhex(line.hash))
