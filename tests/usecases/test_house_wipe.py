"""What is asked before all is destroyed; the destroying itself is tried in ``workplace``."""

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import house_wipe
from tests.usecases.conftest import House

NAME = "Børnehuset Kanariefuglen"


def test_it_gives_the_folders_in_which_copies_may_lie(house: House) -> None:
    institution, folders = house.do(
        lambda desk: house_wipe.allow(desk, typed_name=NAME, taken=None, typed_without="Uden at tage noget ud ")
    )
    assert institution.name == NAME
    assert folders == (house.folder.with_name("mappe-kopier"),)


@pytest.mark.parametrize(
    ("name", "taken", "words", "code"),
    [("Huset", None, house_wipe.WITHOUT, "LUK-NAVN"), (NAME, Id("older"), "", "LUK-UDTRAEK")],
)
def test_what_is_refused(house: House, name: str, taken: Id | None, words: str, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: house_wipe.allow(desk, typed_name=name, taken=taken, typed_without=words))
    assert refused.value.code == code
