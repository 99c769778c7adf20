"""Two recovery keys on paper: made, proved, used, replaced; the institution's own and the municipality's."""

import pytest

from opspor import workplace
from opspor.domain.errors import KnownError
from opspor.domain.people import Role
from opspor.usecases import people
from opspor.usecases.desk import Desk
from opspor.vault import access, header
from opspor.vault.header import SlotKind
from opspor.workplace import Workplace
from tests.usecases.conftest import House, quick


def place_of(house: House) -> Workplace:
    assert house.place is not None
    return house.place


def make(house: House, *, deposit: bool = False) -> str:
    """A key that is proved; its words."""
    words = " ".join(place_of(house).new_recovery_key(deposit=deposit))
    place_of(house).prove_recovery_key(words, deposit=deposit)
    return words


def opens(house: House, words: str) -> bool:
    try:
        return bool(access.unlock_recovery(house.folder, words, derive=quick))
    except KnownError:
        return False


def test_a_key_counts_from_the_moment_that_it_opened_the_vault(house: House) -> None:
    words = place_of(house).new_recovery_key()
    assert house.do(people.overview).own_key is None

    place_of(house).prove_recovery_key(" ".join(words))

    own = house.do(people.overview).own_key
    assert own is not None
    assert (own.proved_at.date(), own.used_at) == (house.clock.now.date(), None)


@pytest.mark.parametrize("deposit", [False, True])
def test_a_new_key_replaces_its_own_kind_when_it_is_proved_and_not_before(house: House, deposit: bool) -> None:
    old, other = make(house, deposit=deposit), make(house, deposit=not deposit)

    new = " ".join(place_of(house).new_recovery_key(deposit=deposit))
    assert opens(house, old)
    place_of(house).prove_recovery_key(new, deposit=deposit)

    assert [opens(house, words) for words in (old, new, other)] == [False, True, True]
    known = house.do(people.overview)
    assert (known.own_key is not None, known.deposited_key is not None) == (True, True)


@pytest.mark.parametrize("which", ["an older paper", "the other kind", "another vault's", "not proved in time"])
def test_only_the_new_paper_proves_the_new_key(house: House, which: str) -> None:
    old = make(house)
    late = " ".join(place_of(house).new_recovery_key())
    place_of(house).new_recovery_key()
    other = " ".join(place_of(house).new_recovery_key(deposit=True))
    typed = {"an older paper": old, "the other kind": other, "not proved in time": late}
    strange = "havre " * 15 + "havre"

    with pytest.raises(KnownError) as wrong:
        place_of(house).prove_recovery_key(typed.get(which, strange))

    assert wrong.value.code in {"BOKS-NOEGLE", "BOKS-ORD-SUM", "BOKS-ORD-UKENDT"}
    assert opens(house, old)
    assert not opens(house, late)  # there is one new paper at a time


def test_a_kill_between_noting_and_removing_leaves_no_slot_that_nobody_knows(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = make(house)
    new = " ".join(place_of(house).new_recovery_key())
    with monkeypatch.context() as patch:
        patch.setattr("opspor.usecases.recovery.only_recovery", lambda *_: None)
        place_of(house).prove_recovery_key(new)
    known = house.do(_known)
    assert header.read(house.folder).slot_ids == known

    make(house)

    assert not opens(house, old)
    assert not opens(house, new)


def _known(desk: Desk) -> frozenset[str]:
    with desk.engine.begin() as connection:
        return people.known_slots(connection)


@pytest.mark.parametrize("deposit", [False, True])
def test_a_used_key_is_said_to_be_used_and_opens_until_its_successor_is_proved(house: House, deposit: bool) -> None:
    used, other = make(house, deposit=deposit), make(house, deposit=not deposit)
    house.leave()

    house.place = workplace.recover(
        house.folder, used, leader=house.ids["mette"], login="mette", password="nyt kodeord", clock=house.clock,
        derive=quick,
    )  # fmt: skip

    known = house.do(people.overview)
    mine, theirs = known.own_key, known.deposited_key
    assert mine is not None
    assert theirs is not None
    assert (mine.used_at is None, theirs.used_at is None) == (deposit, not deposit)
    assert known.has_recovery_key is deposit
    assert opens(house, used)
    new = make(house, deposit=deposit)
    assert [opens(house, words) for words in (used, new, other)] == [False, True, True]
    assert house.do(people.overview).has_recovery_key


def test_only_the_leader_makes_one(house: House) -> None:
    """Whoever has the words can come in as a leader: an administrator, who sees no child, does not make them."""
    house.invite("Kaj Kanari", Role.ADMINISTRATOR, frozenset())
    for login in ("jonas", "kaj"):
        house.enter(login)
        with pytest.raises(KnownError) as refused:
            place_of(house).new_recovery_key()
        assert refused.value.code == "ADGANG-NEJ"
    assert header.read(house.folder).of_kind(SlotKind.RECOVERY) == ()


def test_leaders_who_have_left_are_not_offered(house: House) -> None:
    words = make(house)
    house.do(lambda desk: people.set_role(desk, house.ids["jonas"], Role.LEADER))
    place_of(house).remove_person(house.ids["jonas"])
    house.leave()

    found = workplace.leaders(house.folder, words, clock=house.clock, derive=quick)

    assert [member.id for member in found] == [house.ids["mette"]]
    with pytest.raises(KnownError) as nobody:
        workplace.recover(
            house.folder, words, leader=house.ids["jonas"], login="j", password="nyt", clock=house.clock, derive=quick
        )
    assert nobody.value.code == "LAAS-INGEN"
