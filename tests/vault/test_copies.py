"""Copies: whole or not there, never over good ones, and each fault of a file or a drive has its own sentence."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.domain.errors import KnownError
from opspor.vault import copies, datafile
from opspor.vault import header as headers
from opspor.vault.copies import Copy
from opspor.vault.creation import create_vault
from opspor.vault.datafile import check_pages, connect
from opspor.vault.header import LogHead
from opspor.vault.keys import Keys
from tests.guards import NOTE, PASSWORD, files_with_canaries
from tests.vault.conftest import LOGIN, NOW, NewVault, come_in, flip, quick

HEAD = LogHead(7, "a" * 64, "slot", b"s" * 64)


def head(_part: Path) -> LogHead:
    return HEAD


@pytest.fixture
def filled(folder: Path, keys: Keys) -> Path:
    """The vault with a table ``note`` of 200 rows."""
    connection = connect(folder, keys, "rw")
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    connection.execute("CREATE INDEX by_text ON note (text)")
    connection.executemany("INSERT INTO note (text) VALUES (?)", [(f"{NOTE} {n} " * 20,) for n in range(200)])
    connection.close()
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The folder for copies."""
    (tmp_path / "kopier på drev æøå").mkdir()
    return tmp_path / "kopier på drev æøå"


@pytest.fixture
def copy(filled: Path, keys: Keys, place: Path) -> Path:
    """A copy of ``filled``."""
    copies.make(filled, keys, place / "en kopi.opspor-kopi", head, now=NOW)
    return place / "en kopi.opspor-kopi"


def rows(folder: Path, keys: Keys) -> int:
    connection = connect(folder, keys, "ro")
    try:
        return int(connection.execute("SELECT count(*) FROM note").fetchone()[0])
    finally:
        connection.close()


def code_of(work: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as error:
        work()
    return error.value.code


# made


def test_a_copy_is_one_file_that_holds_the_whole_vault(copy: Path, keys: Keys, tmp_path: Path, place: Path) -> None:
    assert [path.name for path in place.iterdir()] == [copy.name]
    back = tmp_path / "tilbage"
    back.mkdir()

    label = copies.unpack(copy, back)

    assert label == copies.label_of(copy) == copies.Label(keys.vault_id, NOW, 7)
    assert come_in(back).data_key == keys.data_key
    assert rows(back, keys) == 200
    assert check_pages(back, keys) == ()
    assert headers.read(back).log == HEAD


def test_nothing_stands_in_clear_in_a_copy(copy: Path, place: Path) -> None:
    assert files_with_canaries(place) == []
    if os.name == "posix":
        assert copy.stat().st_mode & 0o077 == 0


def test_everything_committed_before_it_began_is_in_a_copy_that_is_made_while_another_writes(
    filled: Path, keys: Keys, place: Path, tmp_path: Path
) -> None:
    """And nothing of a transaction that was open. A plain copy of the file would lose what is in the log beside it."""
    writer, written, end = connect(filled, keys, "rw"), [200], threading.Event()

    def write() -> None:
        while not end.is_set():
            writer.execute("BEGIN IMMEDIATE")
            writer.executemany("INSERT INTO note (text) VALUES (?)", [("x" * 500,)] * 10)
            writer.execute("COMMIT")
            written[0] += 10

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(5):
            before = written[0]
            copies.make(filled, keys, place / f"{number}", head, now=NOW)
            back = tmp_path / f"tilbage {number}"
            back.mkdir()
            copies.unpack(place / f"{number}", back)
            assert before <= rows(back, keys) <= written[0] + 10
            assert rows(back, keys) % 10 == 0
    finally:
        end.set()
        thread.join()
        writer.close()
    assert written[0] > 200


def test_writing_does_not_wait_for_a_copy(filled: Path, keys: Keys, place: Path) -> None:
    writer = connect(filled, keys, "rw")
    writer.execute("PRAGMA busy_timeout=0")

    def progress(_done: int, _of: int) -> None:
        writer.execute("INSERT INTO note (text) VALUES ('mens der kopieres')")

    copies.make(filled, keys, place / "k", head, now=NOW, progress=progress)
    writer.close()
    assert rows(filled, keys) > 200


def test_progress_is_told_in_bytes_up_to_the_end(filled: Path, keys: Keys, place: Path) -> None:
    told: list[tuple[int, int]] = []
    copies.make(filled, keys, place / "k", head, now=NOW, progress=lambda done, of: told.append((done, of)))
    assert told[-1][0] == told[-1][1] > 2 * 100_000
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_copy_can_be_stopped_and_leaves_nothing(
    filled: Path, keys: Keys, place: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(datafile, "_STEPS", 1000)
    asked = iter(range(1000))

    def make() -> None:
        copies.make(filled, keys, place / "k", head, now=NOW, stop=lambda: next(asked) >= after)

    assert code_of(make) == "KOPI-STOPPET"
    assert list(place.iterdir()) == []


def test_a_copy_never_takes_the_place_of_something(filled: Path, keys: Keys, copy: Path) -> None:
    before = copy.read_bytes()
    assert code_of(lambda: copies.make(filled, keys, copy, head, now=NOW)) == "KOPI-FINDES"
    assert copy.read_bytes() == before


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_damaged_vault_is_not_copied(filled: Path, keys: Keys, place: Path, page: int) -> None:
    size = (filled / "data.db").stat().st_size
    flip(filled / "data.db", (page * 4096) % size + 2000)
    assert code_of(lambda: copies.make(filled, keys, place / "k", head, now=NOW)) in {
        "BOKS-DATA-SKADET", "BOKS-SIDER-SKADET",
    }  # fmt: skip
    assert list(place.iterdir()) == []


def test_a_header_that_somebody_else_wrote_is_not_copied(filled: Path, keys: Keys, place: Path) -> None:
    stranger = Keys(keys.vault_id, "slot", "person", b"k" * 32, keys.data_salt, b"t" * 32)
    headers.save(filled, headers.read(filled), stranger)
    assert code_of(lambda: copies.make(filled, keys, place / "k", head, now=NOW)) == "BOKS-HOVED-RETTET"


def test_a_copy_that_cannot_be_read_again_is_thrown_away(
    filled: Path, keys: Keys, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drive that says it wrote and did not."""
    pack = copies._pack

    def bad_drive(part: Path, packed: Path, *rest: object) -> None:
        pack(part, packed, *rest)  # type: ignore[arg-type]
        flip(packed, packed.stat().st_size // 2)

    monkeypatch.setattr(copies, "_pack", bad_drive)
    assert code_of(lambda: copies.make(filled, keys, place / "k", head, now=NOW)) == "KOPI-FEJL"
    assert list(place.iterdir()) == []


# the drive


@pytest.fixture
def room() -> Iterator[Callable[[int], None]]:
    """Let this process write no file above a size: a full drive without the rights to make one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("share", [0.1, 0.8, 0.999])
def test_a_full_drive_is_said_and_the_old_copies_stay(
    filled: Path, keys: Keys, copy: Path, room: Callable[[int], None], share: float
) -> None:
    before = copy.read_bytes()
    room(int(len(before) * share))
    made = copy.with_name("ny")
    code = code_of(lambda: copies.make(filled, keys, made, head, now=NOW))
    room(resource.RLIM_INFINITY)
    assert code in {"KOPI-FULD", "KOPI-VAEK"}  # too large a file is not quite a full drive
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    assert copy.read_bytes() == before
    assert rows(filled, keys) == 200


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(28, "No space left on device"), "KOPI-FULD"),
        (OSError(122, "Quota exceeded"), "KOPI-FULD"),
        (PermissionError(13, "Permission denied"), "KOPI-RETTIGHED"),
        (OSError(30, "Read-only file system"), "KOPI-RETTIGHED"),
        (OSError(5, "Input/output error"), "KOPI-VAEK"),
        (FileNotFoundError(2, "No such file"), "KOPI-VAEK"),
    ],
)
def test_what_a_drive_may_say_is_said_of_the_drive_for_copies(error: OSError, code: str) -> None:
    def work() -> None:
        with copies.drive_errors():
            raise error

    assert code_of(work) == code


def test_a_folder_that_is_gone(filled: Path, keys: Keys, place: Path) -> None:
    gone = place / "usb"
    assert code_of(lambda: copies.make(filled, keys, gone / "k", head, now=NOW)) == "KOPI-VAEK"
    assert code_of(lambda: copies.listed(gone, keys.vault_id)) == "KOPI-VAEK"
    assert code_of(lambda: copies.prove_folder(gone / "dybere")) == "KOPI-VAEK"
    copies.prove_folder(gone)
    assert list(gone.iterdir()) == []


KILLED = """
import sys
from pathlib import Path
from opspor.vault import copies
from opspor.vault import header as headers
from tests.vault.conftest import NOW, come_in
folder, place = Path(sys.argv[1]), Path(sys.argv[2])
keys = come_in(folder)
print("ready", flush=True)
for number in range(10**6):
    copies.make(folder, keys, copies.new_place(place, keys.vault_id, NOW), lambda _: None, now=NOW)
"""


def test_a_kill_in_the_middle_leaves_the_old_copies_whole_and_is_cleared_away(
    filled: Path, keys: Keys, place: Path, tmp_path: Path
) -> None:
    halves = 0
    for moment in range(8):
        process = subprocess.Popen([sys.executable, "-c", KILLED, filled, place], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.02 + moment * 0.013)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        halves += sum(path.name.startswith(".") for path in place.iterdir())
    found = copies.listed(place, keys.vault_id)
    assert found
    assert halves
    for number, each in enumerate(found):
        back = tmp_path / f"tilbage {number}"
        back.mkdir()
        copies.unpack(each.path, back)
        assert rows(back, keys) == 200

    copies.make(filled, keys, copies.new_place(place, keys.vault_id, NOW), head, now=NOW)

    assert {path.suffix for path in place.iterdir()} == {".opspor-kopi"}


# names, and which may go


def test_two_vaults_can_share_a_folder(copy: Path, keys: Keys, new_vault: NewVault) -> None:
    place = copy.parent
    other, strange = new_vault("anden.opspor")
    mine = copies.new_place(place, keys.vault_id, datetime(2026, 11, 22, 14, 2, 5, tzinfo=UTC).astimezone())
    theirs = copies.new_place(place, strange.vault_id, NOW)
    copies.make(other, strange, theirs, head, now=NOW)
    copy.rename(mine)
    (place / mine.name.replace("2026-11-22", "2026-13-41")).write_bytes(b"")

    assert mine.name == f"opspor-kopi-{copies.tag(keys.vault_id)}-2026-11-22-150205.opspor-kopi"
    assert [each.path for each in copies.listed(place, keys.vault_id)] == [mine]
    assert [each.path for each in copies.listed(place, strange.vault_id)] == [theirs]
    assert copies.new_place(place, strange.vault_id, NOW).name.endswith("-2.opspor-kopi")


def of_days(*days: date) -> list[Copy]:
    return [
        Copy(Path(f"{day} {n}"), datetime(day.year, day.month, day.day, 8 + n % 12, tzinfo=UTC))
        for n, day in enumerate(days)
    ]


SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("days_back", "kept"),
    [
        ([], []),
        ([0], [0]),
        ([0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4, 5, 6]),
        (range(14), [0, 1, 2, 3, 4, 5, 6, 7]),  # a Sunday: the 7 days are this week, and the newest of the one before
        (range(40), [0, 1, 2, 3, 4, 5, 6, 7, 14, 21, 22]),  # 22 days back is 31 October
        (range(0, 300, 7), [0, 7, 14, 21, 28, 56, 84, 119, 147]),  # four weeks, then the newest of October back to June
        ([400, 500, 600, 700], [400, 500, 600]),  # the three newest stay however old
        ([0, 400, 500, 600], [0, 400, 500]),
        ([-3, 0, 1], [-3, 0, 1]),  # made while the clock was ahead
    ],
)
def test_what_is_kept_by_day_week_and_month(days_back: list[int], kept: list[int]) -> None:
    all_ = of_days(*(SUNDAY - timedelta(days=back) for back in days_back))
    gone = copies.to_thin(all_, SUNDAY)
    assert [(SUNDAY - each.made_at.date()).days for each in all_ if each not in gone] == kept


def test_of_one_day_the_newest_stays() -> None:
    all_ = of_days(*[SUNDAY] * 8)
    assert set(all_) - set(copies.to_thin(all_, SUNDAY)) == set(all_[-3:])


@given(st.lists(st.integers(0, 800), max_size=60), st.integers(0, 40))
def test_thinning_keeps_the_newest_again_and_again_and_nothing_for_ever(days: list[int], later: int) -> None:
    all_ = of_days(*(SUNDAY - timedelta(days=back) for back in days))
    today = SUNDAY + timedelta(days=later)
    left = set(all_) - set(copies.to_thin(all_, today))
    assert left == set(left) - set(copies.to_thin(left, today))
    assert not all_ or max(all_, key=lambda each: each.made_at) in left
    newest = sorted(all_, key=lambda each: each.made_at, reverse=True)[:3]
    assert all(each in newest or copies.lives_until(each.made_at.date()) >= today for each in left)
    assert len(left) <= 7 + 4 + 6 + 3


def test_the_last_of_many_copies_in_one_second_is_the_newest_and_stays(place: Path) -> None:
    """A free name may be an older one that was thinned, so the name does not tell."""
    for number in range(12):
        last = copies.new_place(place, "vault-of-prøve1", NOW)
        last.touch()
        os.utime(last, ns=(number, number))
        assert copies.listed(place, "vault-of-prøve1")[0].path == last
        copies.thin(place, "vault-of-prøve1", NOW.date())
        assert last.exists()


def test_the_day_that_a_copy_lives_until() -> None:
    assert copies.lives_until(date(2026, 11, 22)) == date(2027, 4, 30)
    assert copies.lives_until(date(2026, 7, 1)) == date(2026, 12, 31)


def test_thinning_touches_only_the_copies_of_this_vault(filled: Path, keys: Keys, place: Path) -> None:
    for day in range(10):
        then = NOW - timedelta(days=100 + day)
        (place / copies.new_place(place, keys.vault_id, then).name).write_bytes(b"")
    (place / "opspor-sletninger.json").write_bytes(b"{}")
    copies.thin(place, keys.vault_id, NOW.date())
    assert len(copies.listed(place, keys.vault_id)) == 3
    assert len(list(place.iterdir())) == 4


# unpacked


def _empty(copy: Path) -> None:
    copy.write_bytes(b"")


def _cut(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-100])


def _half(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])


def _flipped(copy: Path) -> None:
    flip(copy, copy.stat().st_size // 2)


def _text(copy: Path) -> None:
    copy.write_text("en liste\n", encoding="utf-8")


def _other_zip(copy: Path) -> None:
    with zipfile.ZipFile(copy, "w") as archive:
        archive.writestr("[Content_Types].xml", "et regneark")


def _newer(copy: Path) -> None:
    with zipfile.ZipFile(copy, "a") as archive:
        archive.comment = archive.comment.replace(b'"format":1', b'"format":2')


def _more(copy: Path) -> None:
    with zipfile.ZipFile(copy, "a") as archive:
        archive.writestr("../ude.txt", "ud af mappen")


def _twice(copy: Path) -> None:
    content, again = {}, copy.with_name("igen")
    with zipfile.ZipFile(copy) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
        comment = archive.comment
    with zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, data in content.items():
            archive.writestr(name, data)
    again.replace(copy)


def _gone(copy: Path) -> None:
    copy.unlink()


def _folder(copy: Path) -> None:
    copy.unlink()
    copy.mkdir()


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (_empty, "KOPI-TOM"), (_cut, "KOPI-KORT"), (_half, "KOPI-KORT"), (_flipped, "KOPI-SKADET"),
        (_text, "KOPI-FREMMED"), (_other_zip, "KOPI-FREMMED"), (_newer, "KOPI-NYERE"), (_more, "KOPI-SKADET"),
        (_twice, "KOPI-SKADET"), (_gone, "KOPI-MANGLER"), (_folder, "KOPI-MANGLER"),
    ],
)  # fmt: skip
def test_each_fault_of_a_copy_has_its_own_sentence(
    copy: Path, tmp_path: Path, damage: Callable[[Path], None], code: str
) -> None:
    damage(copy)
    back = tmp_path / "tilbage"
    back.mkdir()
    assert code_of(lambda: copies.unpack(copy, back)) == code
    assert not (tmp_path / "ude.txt").exists()


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_flipped_bit_is_refused_or_changes_nothing(whole: tuple[Path, Keys, bytes], place: float, bit: int) -> None:
    scratch, keys, content = whole
    copy, back = scratch / "k", scratch / "tilbage"
    copy.write_bytes(content)
    flip(copy, int(place * len(content)), bit)
    shutil.rmtree(back, ignore_errors=True)
    back.mkdir()
    try:
        copies.unpack(copy, back)
    except KnownError as error:
        assert error.code in {"KOPI-SKADET", "KOPI-KORT", "KOPI-FREMMED", "KOPI-NYERE"}  # noqa: PT017
    else:
        assert check_pages(back, keys) == ()
        assert come_in(back).data_key == keys.data_key


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Keys, bytes]:
    """A small copy: where there is room to damage it, its keys, its bytes."""
    scratch = tmp_path_factory.mktemp("kopi")
    keys = create_vault(scratch / "v", LOGIN, PASSWORD, now=NOW, derive=quick)
    copies.make(scratch / "v", keys, scratch / "k", head, now=NOW)
    return scratch, keys, (scratch / "k").read_bytes()
