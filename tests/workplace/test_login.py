"""The wait after wrong passwords, words and codes, at every way in; and what the next person is told."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from opspor import workplace
from opspor.domain.access import Action
from opspor.domain.errors import KnownError
from opspor.domain.people import Role
from opspor.store import log as stored_log
from opspor.vault.attempts import NAME, Attempts
from opspor.workplace import Workplace
from tests.usecases.conftest import Clock, quick


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Path:
    """A vault of Mette's that nobody is in."""
    workplace.create(
        tmp_path / "mappe", institution="Kanari", name="Mette Kanari", title="", login="mette", password="kode",
        clock=clock, derive=quick,
    ).close()  # fmt: skip
    return tmp_path / "mappe"


def unlock(folder: Path, clock: Clock) -> Workplace:
    return workplace.open_vault(folder, "mette", "kode", clock=clock, derive=quick)


def refused(folder: Path, clock: Clock, password: str, login: str = "mette") -> str:
    """The code that the password is refused with."""
    with pytest.raises(KnownError) as no:
        workplace.open_vault(folder, login, password, clock=clock, derive=quick).close()
    return no.value.code


def wait(folder: Path, clock: Clock) -> None:
    """A minute goes by on the PC."""
    Attempts(folder, clock)._change(lambda failed: failed and replace(failed, uptime=max(0.0, failed.uptime - 60)))


def test_the_fourth_try_waits_even_with_the_right_password(folder: Path, clock: Clock) -> None:
    assert [refused(folder, clock, "nej") for _ in range(3)] == ["BOKS-ADGANG"] * 3
    assert refused(folder, clock, "kode") == "BOKS-VENT"
    wait(folder, clock)
    unlock(folder, clock).close()
    assert refused(folder, clock, "nej") == "BOKS-ADGANG"
    unlock(folder, clock).close()


def test_a_login_that_is_not_there_is_a_try_like_any_other(folder: Path, clock: Clock) -> None:
    codes = [refused(folder, clock, "nej", login) for login in ("mette", "ingen", "", "ingen")]
    assert codes == ["BOKS-ADGANG", "BOKS-ADGANG", "BOKS-ADGANG", "BOKS-VENT"]


def test_words_and_codes_share_the_wait(folder: Path, clock: Clock) -> None:
    place = unlock(folder, clock)
    words = " ".join(place.new_recovery_key())
    _, code = place.invite(name="Sofie Kanari", title="", role=Role.STAFF, groups=frozenset())
    place.close()
    other = "-".join(["00000"] * 4)
    for _ in range(3):
        with pytest.raises(KnownError) as wrong:
            workplace.accept(folder, login="sofie", code=other, password="kode2", clock=clock, derive=quick)
        assert wrong.value.code == "BOKS-INVITATION"
    assert refused(folder, clock, "kode") == "BOKS-VENT"
    with pytest.raises(KnownError) as early:
        workplace.leaders(folder, words, clock=clock, derive=quick)
    assert early.value.code == "BOKS-VENT"
    with pytest.raises(KnownError) as early:
        workplace.accept(folder, login="sofie", code=code, password="kode2", clock=clock, derive=quick)
    assert early.value.code == "BOKS-VENT"
    wait(folder, clock)
    workplace.accept(folder, login="sofie", code=code, password="kode2", clock=clock, derive=quick).close()


def test_looking_for_the_leaders_does_not_use_up_the_news_of_a_crash(folder: Path, clock: Clock) -> None:
    place = unlock(folder, clock)
    words = " ".join(place.new_recovery_key())
    place.prove_recovery_key(words)
    place.close()
    (folder / "opspor.lock").write_bytes(b'{"machine": "pc"')
    (leader,) = workplace.leaders(folder, words, clock=clock, derive=quick)
    place = workplace.recover(
        folder, words, leader=leader.id, login="mette", password="kode2", clock=clock, derive=quick
    )
    place.close()
    assert "BOKS-NEDBRUD" in [finding.code for finding in place.findings]


def test_a_word_that_is_on_no_list_is_no_try(folder: Path, clock: Clock) -> None:
    for _ in range(5):
        with pytest.raises(KnownError) as slip:
            workplace.leaders(folder, "abekat " * 15 + "abbbekat", clock=clock, derive=quick)
        assert slip.value.code == "BOKS-ORD-UKENDT"
    assert not (folder / NAME).exists()


def test_no_name_stands_in_the_file(folder: Path, clock: Clock) -> None:
    refused(folder, clock, "kanari-forkert", "mette")
    content = (folder / NAME).read_text().casefold()
    assert "mette" not in content
    assert "kanari" not in content


def test_who_comes_in_is_told_once_and_the_log_has_it(folder: Path, clock: Clock) -> None:
    for _ in range(3):
        refused(folder, clock, "nej")
    wait(folder, clock)
    clock.now += timedelta(days=1)

    place = unlock(folder, clock)
    told = [finding for finding in place.findings if finding.code == "BOKS-FORGAEVES"]
    with place._engines[1].begin() as connection:
        lines = [entry for entry in stored_log.entries(connection) if entry.action == Action.NOTE_ATTEMPTS.value]
    place.close()

    assert [finding.text.partition(". Ingen")[0] for finding in told] == [
        "3 forgæves forsøg på at låse op siden i går kl. 8.05"
    ]
    assert [json.loads(line.detail)["count"] for line in lines] == [3]
    again = unlock(folder, clock)
    assert not [finding for finding in again.findings if finding.code == "BOKS-FORGAEVES"]
    again.close()


def test_a_wrong_old_password_counts_like_one_on_the_lock_screen(folder: Path, clock: Clock) -> None:
    place = unlock(folder, clock)
    new = "korn-tunnel-gensyn-fisk"
    for _ in range(3):
        with pytest.raises(KnownError) as wrong:
            place.change_password("nej", new)
        assert wrong.value.code == "BOKS-ADGANG"
    with pytest.raises(KnownError) as early:
        place.change_password("kode", new)
    assert early.value.code == "BOKS-VENT"
    wait(folder, clock)
    place.change_password("kode", new)
    place.close()
    assert refused(folder, clock, "kode") == "BOKS-ADGANG"
    changed = workplace.open_vault(folder, "mette", new, clock=clock, derive=quick)
    assert "4 forgæves forsøg" in " ".join(finding.text for finding in changed.findings)
    changed.close()
