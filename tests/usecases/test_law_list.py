"""The law list: read by everybody, and looked up in the law by whoever leads the house."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.local import LawCheck, Local
from opspor.reference import law
from opspor.usecases import law_list, local_layer
from opspor.vault import beredskab_file
from tests.usecases.conftest import House

DAY = date(2026, 3, 17)
FOUND = LawCheck("ssd", "Barnets lov § 999", DAY, "juridisk afdeling")


def ssd(house: House) -> law.Rule:
    return next(rule for rule in house.do(law_list.listed) if rule.id == "ssd")


def test_only_what_is_in_force_today_is_listed(house: House) -> None:
    found = house.do(law_list.listed)

    assert [rule.id for rule in found] == [rule.id for rule in law.rules() if rule.until is None]
    assert "Serviceloven" not in {rule.law for rule in found}


def test_a_rule_that_was_looked_up_is_quoted_so_from_then_on_by_everybody(house: House) -> None:
    assert "Skal efterprøves" in ssd(house).quoted
    house.do(lambda desk: law_list.check(desk, replace(FOUND, where=" Barnets lov § 999 ")))
    house.enter("jonas")

    assert ssd(house).quoted == (
        "Barnets lov § 999 (før 2024: Serviceloven § 49 a). Slået efter af juridisk afdeling den 17. marts 2026."
    )
    assert law_list.rule_on(house.folder, "ssd", DAY) == ssd(house)
    assert law_list.rule_on(house.folder, "ssd", date(2023, 1, 1)).cited == "Serviceloven § 49 a"


def test_it_is_there_when_locked_and_the_newest_look_counts(house: House) -> None:
    house.do(lambda desk: law_list.check(desk, FOUND))
    house.do(lambda desk: law_list.check(desk, replace(FOUND, where="Barnets lov § 998")))
    house.leave()

    assert [one.where for one in beredskab_file.read(house.folder).local.checks] == ["Barnets lov § 998"]


def test_saving_the_local_layer_leaves_what_was_looked_up(house: House) -> None:
    house.do(lambda desk: law_list.check(desk, FOUND))
    house.do(lambda desk: local_layer.save(desk, Local("Ådal", checked_on=DAY, checked_by="Leder")))

    assert not ssd(house).unsure
    house.do(lambda desk: law_list.check(desk, replace(FOUND, rule="duty", where="Barnets lov § 133")))
    assert house.do(local_layer.known).local.municipality == "Ådal"
    assert not ssd(house).unsure


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (replace(FOUND, rule="findes-ikke"), "LOV-REGEL"),
        (replace(FOUND, rule="remind"), "LOV-REGEL"),
        (replace(FOUND, where=" "), "LOV-STED"),
        (replace(FOUND, checked_by=" "), "LOKAL-HVEM"),
        (replace(FOUND, checked_on=DAY + timedelta(days=1)), "LOKAL-DAG"),
        (replace(FOUND, where="§" * 121), "LOKAL-LANG"),
        (replace(FOUND, checked_by="Jonas Kanariberg"), "LOKAL-NAVN"),
    ],
)
def test_what_lacks_something_is_refused_and_changes_nothing(house: House, wrong: LawCheck, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: law_list.check(desk, wrong))

    assert refused.value.code == code
    assert house.do(local_layer.known).local == Local()
