"""What the leader reads before everything is taken out; the export itself is tried in ``workplace``."""

import pytest

from opspor.domain.errors import KnownError
from opspor.usecases import house_export
from tests.usecases.conftest import House


def test_the_outlook_counts_and_names_open_rounds_and_sealed_answers(house: House) -> None:
    before = house.do(house_export.outlook)
    assert (before.institution, before.sealed, before.open_rounds) == ("Børnehuset Kanariefuglen", 0, ())
    round_id = house.open_round("Forår 2026")
    with house.as_("jonas"):
        house.submit(round_id, house.children[0])
    house.enter("mette")
    after = house.do(house_export.outlook)
    assert after.rows > before.rows
    assert (after.papers, after.sealed, after.open_rounds) == (0, 1, ("Forår 2026",))


def test_nobody_but_the_leader(house: House) -> None:
    with house.as_("jonas"), pytest.raises(KnownError) as refused:
        house.do(house_export.outlook)
    assert refused.value.code == "ADGANG-NEJ"
