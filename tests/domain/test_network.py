"""The people around a child: who can stand on a map, what must be answered, and how it is read aloud."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.network import (
    MOST_PEOPLE,
    Considered,
    Network,
    Often,
    Person,
    Ring,
    Sector,
    check_network,
    in_order,
    in_words,
    person_in_words,
)

TODAY = date(2026, 11, 3)
GRANDMOTHER = Person("Kanaria", "mormor", Sector.FAMILY, Ring.CLOSE, Often.WEEKLY, "Der er ro hos hende", "Kan hente")
COACH = Person("", "hende fra svømning", Sector.LEISURE, Ring.FAR)
WHOLE = Network((GRANDMOTHER, COACH), "Karla og mor", Considered.YES, TODAY, "Mormor henter om tirsdagen")


def test_a_map_may_hold_people_without_a_name_and_a_question_without_people() -> None:
    check_network(WHOLE, TODAY)
    check_network(Network((COACH,)), TODAY)
    check_network(Network(considered=Considered.NOT_YET), TODAY)
    check_network(Network((GRANDMOTHER,) * MOST_PEOPLE), TODAY)


@pytest.mark.parametrize(
    ("network", "code"),
    [
        (Network(), "NETVAERK-TOM"),
        (Network((replace(GRANDMOTHER, name=" ", relation=""),)), "NETVAERK-PERSON"),
        (Network((replace(GRANDMOTHER, sector=None),)), "NETVAERK-PERSON"),
        (Network((replace(GRANDMOTHER, ring=None),)), "NETVAERK-PERSON"),
        (Network((GRANDMOTHER,) * (MOST_PEOPLE + 1)), "NETVAERK-FULDT"),
        (replace(WHOLE, considered_on=None), "NETVAERK-DATO"),
        (replace(WHOLE, considered=Considered.NO, considered_on=None), "NETVAERK-DATO"),
        (replace(WHOLE, considered_on=TODAY + timedelta(days=1)), "NETVAERK-DATO"),
        (replace(WHOLE, note="a" * 20_001), "VURD-LANG"),
        (Network((replace(GRANDMOTHER, means="a" * 20_001),)), "VURD-LANG"),
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_for(network: Network, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        check_network(network, TODAY)
    assert refused.value.code == code


def test_it_is_read_sector_by_sector_and_from_the_middle_outwards() -> None:
    friend = Person("Bo", "", Sector.FRIENDS, Ring.FAR)
    near = replace(GRANDMOTHER, name="Farfar", ring=Ring.NEAR)
    assert in_order((COACH, friend, near, GRANDMOTHER)) == (GRANDMOTHER, near, friend, COACH)


def test_a_person_is_said_in_words() -> None:
    assert person_in_words(GRANDMOTHER) == "mormor · helt tæt på · Kontakt: hver uge"
    assert person_in_words(COACH) == "længere væk", "who has no name is called by the relation alone"


def test_the_drawing_is_said_in_words() -> None:
    assert in_words(()) == "Barnet står i midten. Der er ingen andre på kortet endnu."
    said = in_words((replace(GRANDMOTHER, name="Farmor"), GRANDMOTHER, COACH))
    assert said == (
        "Barnet står i midten. Familie: helt tæt på Farmor, Kanaria. Venner: ingen. Institution og skole: ingen. "
        "Fritid: længere væk hende fra svømning. Fagpersoner: ingen."
    )
