"""An answer keeps the wording it was given on, also when the program no longer has that form."""

from dataclasses import replace
from pathlib import Path

import pytest

from opspor.domain.access import Action
from opspor.domain.errors import KnownError
from opspor.forms.library import Library
from opspor.forms.model import Form
from opspor.usecases import wording
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House


def test_a_form_that_was_used_is_read_from_the_vault_when_the_program_has_it_no_more(
    house: House, tmp_path: Path
) -> None:
    def use(desk: Desk) -> Form:
        with desk.write(Action.SAVE_DRAFT) as tx:
            form = desk.library.position()
            wording.keep(desk, tx, form.ref)
            return form

    def read_without_forms(desk: Desk) -> Form:
        bare = replace(desk, library=Library(tmp_path))
        with bare.write(Action.SAVE_DRAFT) as tx:
            wording.keep(bare, tx, used.ref)  # the vault has it, so nothing is asked of the program
            return wording.form_of(bare, tx, used.ref)

    used = house.do(use)

    assert house.do(read_without_forms) == used


def test_a_form_that_nobody_has_can_not_be_used(house: House, tmp_path: Path) -> None:
    def use(desk: Desk) -> None:
        bare = replace(desk, library=Library(tmp_path))
        with bare.write(Action.SAVE_DRAFT) as tx:
            wording.keep(bare, tx, desk.library.position().ref)

    with pytest.raises(KnownError) as missing:
        house.do(use)
    assert missing.value.code == "FORM-MANGLER"
