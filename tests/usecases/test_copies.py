"""Where copies go and how the last ones went: who may say so, and what is kept."""

from datetime import timedelta
from pathlib import Path

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.people import Role
from opspor.store.erasure import Counts
from opspor.usecases import copies
from opspor.usecases.copies import CopyPlan
from opspor.vault.copies import FULL
from tests.usecases.conftest import House


def plan(house: House) -> CopyPlan:
    return house.do(lambda desk: copies.facts(desk, 0)).plan


def test_at_first_copies_lie_beside_the_vault_and_three_days_without_one_are_said(house: House) -> None:
    assert plan(house) == CopyPlan(folder="", warn_days=3)
    assert copies.folder_of(plan(house), house.folder) == house.folder.with_name("mappe-kopier")


def test_the_folder_is_made_and_remembered(house: House, tmp_path: Path) -> None:
    wanted = tmp_path / "kopier på usb"
    house.do(lambda desk: copies.set_plan(desk, folder=str(wanted), warn_days=0))
    assert wanted.is_dir()
    assert (plan(house).folder, plan(house).warn_days) == (str(wanted), 1)
    house.do(lambda desk: copies.set_plan(desk, folder="", warn_days=5))
    assert (plan(house).folder, plan(house).warn_days) == ("", 5)


@pytest.mark.parametrize(
    ("where", "code"), [("mappe", "KOPI-STED"), ("mappe/kopier", "KOPI-STED"), ("usb/findes/ikke", "KOPI-VAEK")]
)
def test_a_folder_that_cannot_be_used_is_refused_and_the_old_one_stays(
    house: House, tmp_path: Path, where: str, code: str
) -> None:
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: copies.set_plan(desk, folder=str(tmp_path / where), warn_days=3))
    assert refused.value.code == code
    assert plan(house).folder == ""


def test_staff_make_copies_but_do_not_choose_where_nor_drill(house: House) -> None:
    with house.as_("jonas"):
        house.do(copies.prepare)
        house.do(copies.made)
        for work in (
            lambda desk: copies.set_plan(desk, folder="", warn_days=9),
            copies.holdings,
            lambda desk: copies.drilled(desk, well=True, found=Counts(1, 1)),
        ):
            with pytest.raises(KnownError) as refused:
                house.do(work)
            assert refused.value.code == "ADGANG-NEJ"


def test_an_administrator_sees_no_child_and_can_look_after_the_copies(house: House) -> None:
    house.invite("Ib Kanarisen", Role.ADMINISTRATOR, frozenset())
    with house.as_("ib"):
        house.do(lambda desk: copies.set_plan(desk, folder="", warn_days=9))
        house.do(lambda desk: copies.drilled(desk, well=True, found=Counts(1, 1)))
        assert plan(house).drilled_well


def test_a_failure_is_kept_until_a_copy_goes_well(house: House) -> None:
    house.do(lambda desk: copies.failed(desk, KnownError(FULL)))
    found = plan(house)
    assert (found.failed_code, found.failed_words) == ("KOPI-FULD", FULL.sentence)
    assert found.failed_at is not None
    house.do(copies.made)
    found = plan(house)
    assert (found.failed_at, found.failed_code, found.failed_words) == (None, "", "")
    assert found.made_at is not None


def test_what_waits_for_a_copy_is_what_was_written_since_the_last(house: House) -> None:
    number = house.do(lambda desk: copies.facts(desk, 0)).log_number
    assert house.do(lambda desk: copies.facts(desk, number)).waiting_since is None
    house.clock.now += timedelta(days=5)
    house.do(lambda desk: copies.prepare(desk, by_hand=True))
    waiting = house.do(lambda desk: copies.facts(desk, number)).waiting_since
    assert waiting is not None
    assert house.clock.now - waiting < timedelta(minutes=1)


def test_the_key_of_the_register_is_made_once(house: House) -> None:
    house.do(copies.prepare)
    key, _ = house.do(copies.register_of)
    house.do(copies.prepare)
    assert house.do(copies.register_of)[0] == key
    assert len(key) == 32


def test_a_drill_and_a_restore_are_noted(house: House) -> None:
    house.do(lambda desk: copies.drilled(desk, well=False, found=Counts(3, 9)))
    house.do(lambda desk: copies.restored(desk, ()))
    found = plan(house)
    assert found.drilled_at is not None
    assert not found.drilled_well
    assert found.rests_until == house.clock.now.date() + timedelta(days=copies.REST_DAYS)
