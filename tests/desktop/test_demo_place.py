"""Where an invented institution lies, how one comes in again, and that it goes away."""

from pathlib import Path

from opspor.cli import demo
from opspor.cli.demo.material import House, load
from opspor.desktop import demo_place


def played(folder: Path) -> Path:
    """A vault with what the player writes beside it."""
    vault = folder / demo.VAULT
    vault.mkdir(parents=True)
    demo.write_read_me(folder, [load("dagtilbud", House)])
    return vault


def test_it_is_called_what_the_player_calls_it() -> None:
    assert demo_place.NAME == demo.VAULT


def test_only_what_nobody_wanted_to_keep_is_thrown_away(tmp_path: Path) -> None:
    passing, kept = played(demo_place.new()), played(tmp_path / "kanari")
    try:
        assert demo_place.is_passing(passing)
        assert not demo_place.is_passing(kept)
        assert not demo_place.is_passing(passing.with_name("opspor"))  # made by hand in the same place
        demo_place.throw_away(kept)
        demo_place.throw_away(None)
        assert kept.exists()
    finally:
        demo_place.throw_away(passing)
    assert not passing.parent.exists()


def test_its_lock_screen_says_how_one_comes_in_and_no_other_does(tmp_path: Path) -> None:
    vault, first = played(tmp_path / "demo"), demo.Plot("dagtilbud", None, 2, 1).first
    words = demo_place.way_in(vault)
    assert words == f"Opdigtet institution.\nBrugernavn: {first.login}\nAdgangskode: {first.password}"
    assert demo_place.way_in(None) == ""
    assert demo_place.way_in(vault.with_name("opspor")) == ""
    (vault.parent / "LAES-MIG.txt").write_text("noget andet", encoding="utf-8")
    assert demo_place.way_in(vault) == ""
    (vault.parent / "LAES-MIG.txt").unlink()
    assert demo_place.way_in(vault) == ""
