"""The wait after wrong passwords: it grows, ends at a minute, survives a restart, and keeps no right password out."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.domain.errors import Fault, KnownError
from opspor.vault.attempts import NAME, WAITS, Attempts, Failed, Tried, in_vain, wait_after
from opspor.vault.faults import (
    CODE_SHAPE,
    DATA_DAMAGED,
    HELD_UNKNOWN,
    WORDS_CHECKSUM,
    WRONG_CODE,
    WRONG_LOGIN,
    WRONG_WORDS,
)

NOW = datetime(2026, 11, 22, 16, 2, tzinfo=UTC)


@dataclass
class Pc:
    """A PC whose clock can be set, and whose uptime goes on whatever the clock says."""

    now: datetime = NOW
    uptime: float = 5000.0
    folder: Path = field(default_factory=Path)

    @property
    def failed(self) -> Failed:
        """What is counted."""
        failed = self.attempts.failed()
        assert failed is not None
        return failed

    @property
    def attempts(self) -> Attempts:
        """The tries as a program that was started just now sees them."""
        return Attempts(self.folder, lambda: self.now, lambda: self.uptime)

    def go_on(self, seconds: float) -> None:
        """Time passes."""
        self.now += timedelta(seconds=seconds)
        self.uptime += seconds

    def fail(self, times: int = 1, what: Tried = Tried.PASSWORD, fault: Fault = WRONG_LOGIN) -> None:
        """Something wrong is typed as soon as it may be."""
        for _ in range(times):
            self.go_on(self.attempts.left())
            with pytest.raises(KnownError) as wrong, self.attempts.trying(what):
                raise KnownError(fault)
            assert wrong.value.fault is fault

    def succeed(self) -> None:
        """The right password is typed now."""
        with self.attempts.trying(Tried.PASSWORD):
            pass


@pytest.fixture
def pc(tmp_path: Path) -> Pc:
    return Pc(folder=tmp_path)


def test_three_tries_are_free_then_the_wait_grows_to_a_minute(pc: Pc) -> None:
    waits = []
    for _ in range(9):
        pc.fail()
        waits.append(pc.attempts.left())
    assert waits == [0, 0, 5, 10, 20, 40, 60, 60, 60]


def test_a_try_before_its_time_is_refused_untried_and_says_how_long(pc: Pc) -> None:
    pc.fail(5)
    pc.go_on(7.5)
    with pytest.raises(KnownError) as early, pc.attempts.trying(Tried.PASSWORD):
        pytest.fail("it was tried")
    assert early.value.code == "BOKS-VENT"
    assert "5 gange i træk" in str(early.value)
    assert "Vent 13 sekunder" in str(early.value)
    assert pc.failed.count == 5


def test_a_right_password_ends_the_wait_and_the_count_stays_for_the_log(pc: Pc) -> None:
    pc.fail(4)
    pc.go_on(10)
    pc.succeed()
    pc.fail()
    assert pc.attempts.left() == 0
    failed = pc.failed
    assert (failed.row, failed.count) == (1, 5)


def test_every_kind_is_counted_in_one_row(pc: Pc) -> None:
    pc.fail(what=Tried.PASSWORD)
    pc.fail(what=Tried.WORDS, fault=WRONG_WORDS)
    pc.fail(what=Tried.CODE, fault=WRONG_CODE)
    assert pc.attempts.left() == 5
    failed = pc.failed
    assert (failed.password, failed.words, failed.code, failed.row) == (1, 1, 1, 3)


@pytest.mark.parametrize("fault", [CODE_SHAPE, WORDS_CHECKSUM, DATA_DAMAGED, HELD_UNKNOWN])
def test_what_could_open_nothing_is_no_try(pc: Pc, fault: Fault) -> None:
    pc.fail(5, fault=fault)
    assert pc.attempts.failed() is None
    assert not (pc.folder / NAME).exists()


def test_the_file_holds_counts_times_and_no_more(pc: Pc) -> None:
    pc.fail()
    pc.go_on(60)
    pc.fail()
    assert json.loads((pc.folder / NAME).read_bytes()) == {
        "format": 1, "since": "2026-11-22T16:02:00+00:00", "until": "2026-11-22T16:03:00+00:00", "uptime": 5060.0,
        "row": 2, "password": 2, "words": 0, "code": 0,
    }  # fmt: skip


def test_what_the_log_was_told_counts_no_more_and_what_came_meanwhile_does(pc: Pc) -> None:
    pc.fail(3)
    told = pc.failed
    pc.fail(2)
    pc.attempts.told(told)
    failed = pc.failed
    assert (failed.count, failed.since, failed.row) == (2, told.until, 5)
    pc.attempts.told(failed)
    assert pc.failed.count == 0
    pc.go_on(3600)
    pc.fail()
    assert pc.failed.since == pc.now


# --- clocks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jump", [timedelta(days=-4000), timedelta(hours=-1), timedelta(hours=1), timedelta(days=4000)])
def test_setting_the_clock_neither_ends_nor_prolongs_the_wait(pc: Pc, jump: timedelta) -> None:
    pc.fail(7)
    pc.now += jump
    assert pc.attempts.left() == 60
    pc.go_on(60)
    assert pc.attempts.left() == 0
    pc.succeed()


def test_after_a_restart_of_the_pc_the_wait_goes_on_from_its_start_and_ends_once(pc: Pc) -> None:
    pc.fail(7)
    before = pc.uptime
    pc.uptime = 20.0
    assert pc.attempts.left() == 40
    pc.go_on(40)
    assert pc.attempts.left() == 0
    pc.uptime = before + 1
    assert pc.attempts.left() == 0


def test_a_file_from_a_pc_that_was_on_for_years_keeps_nobody_out(pc: Pc) -> None:
    pc.uptime = 9e9
    pc.fail(7)
    pc.uptime = 61.0
    assert pc.attempts.left() == 0


@given(
    st.lists(
        st.one_of(
            st.just("wrong"), st.just("right"), st.just("restart"), st.floats(0, 100), st.timedeltas(
                timedelta(days=-9000), timedelta(days=9000)
            )
        ),
        max_size=40,
    )
)  # fmt: skip
def test_whatever_happens_the_wait_is_bounded_and_ends(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str | float | timedelta]
) -> None:
    pc = Pc(folder=tmp_path_factory.mktemp("pc"))
    for step in steps:
        before = pc.attempts.left()
        assert 0 <= before <= WAITS[-1]
        if step == "wrong":
            if before == 0:
                pc.fail()
        elif step == "right":
            if before == 0:
                pc.succeed()
                assert pc.attempts.left() == 0
        elif step == "restart":
            pc.uptime = 0.0
            assert pc.attempts.left() <= WAITS[-1]
        elif isinstance(step, timedelta):
            pc.now += step
            assert pc.attempts.left() == before
        elif isinstance(step, float):
            pc.go_on(step)
            assert pc.attempts.left() <= before
    pc.go_on(WAITS[-1])
    assert pc.attempts.left() == 0
    pc.succeed()


def test_the_wait_never_shrinks_as_tries_go_on() -> None:
    waits = [wait_after(row) for row in range(100)]
    assert waits == sorted(waits)
    assert waits[:3] == [0, 0, 0]
    assert max(waits) == 60


# --- a file that is not as it was -----------------------------------------------------------------------------------

DAMAGED = [
    b"", b"\x00" * 512, b"{}", b"[]", b'"x"', b"7", b"null", b"{" * 500, b"\xff\xfe\x00", b"x" * 10_000,
    b'{"format": 2, "row": 7}', b'{"format": 1}',
    b'{"format":1,"since":"2026-11-22T16:02:00","until":"2026-11-22T16:02:00","uptime":1,"row":7,"password":7,"words":0,'
    b'"code":0}',
    *(
        b'{"format":1,"since":"2026-11-22T16:02:00+00:00","until":"2026-11-22T16:02:00+00:00","uptime":%s,"row":%s,'
        b'"password":7,"words":0,"code":0}' % pair
        for pair in ((b"1", b"-7"), (b"1", b"7.5"), (b"1", b"true"), (b"1", b'"7"'), (b"1", b"9" * 200), (b"NaN", b"7"),
                     (b"Infinity", b"7"), (b"-1", b"7"), (b"null", b"7"), (b"9" * 200, b"7"), (b'"1"', b"7"))
    ),
]  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_file_costs_no_wait_and_is_written_whole_again(pc: Pc, content: bytes) -> None:
    (pc.folder / NAME).write_bytes(content)
    assert pc.attempts.left() == 0
    pc.succeed()
    pc.fail(3)
    assert pc.attempts.left() == 5


@given(st.binary(max_size=700))
def test_no_bytes_make_it_raise(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    pc = Pc(folder=tmp_path_factory.mktemp("pc"))
    (pc.folder / NAME).write_bytes(content)
    assert pc.attempts.left() == 0
    pc.succeed()


def test_something_else_with_its_name_costs_no_wait(pc: Pc) -> None:
    (pc.folder / NAME).mkdir()
    pc.fail(9)
    assert pc.attempts.left() == 0
    pc.succeed()


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="a system without links that are opened by themselves")
def test_a_link_to_another_file_is_not_written_through(pc: Pc) -> None:
    (pc.folder / "brev.txt").write_text("Kære Mette")
    (pc.folder / NAME).symlink_to(pc.folder / "brev.txt")
    pc.fail(3)
    assert (pc.folder / "brev.txt").read_text() == "Kære Mette"


def test_a_folder_that_cannot_be_written_keeps_no_right_password_out(pc: Pc) -> None:
    gone = replace(pc, folder=pc.folder / "væk")
    gone.fail(9)
    gone.succeed()
    assert gone.attempts.left() == 0


# --- more than one process --------------------------------------------------------------------------------------------

CHILD = """
import sys
from datetime import datetime
from pathlib import Path
from opspor.domain.errors import KnownError
from opspor.vault.attempts import Attempts, Tried
from opspor.vault.faults import WRONG_LOGIN
tries = Attempts(Path(sys.argv[1]), lambda: datetime.now().astimezone(), lambda: float(sys.argv[2]))
sys.stdin.read(1)
for number in range(int(sys.argv[3])):
    if sys.argv[4:]:
        tries._change(lambda failed: tries._one_more(failed, Tried.PASSWORD))
        continue
    try:
        with tries.trying(Tried.PASSWORD):
            raise KnownError(WRONG_LOGIN)
    except KnownError as error:
        print(error.code, flush=True)
"""


def start(pc: Pc, times: int, *same_moment: str) -> "subprocess.Popen[bytes]":
    """Another process that waits for a word and then types something wrong so many times; with ``same_moment`` as if
    each try had begun before there was a wait.
    """
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(pc.folder), str(pc.uptime), str(times), *same_moment],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def test_processes_share_the_count(pc: Pc) -> None:
    pc.fail()
    for _ in range(2):
        with start(pc, 1) as child:
            assert child.communicate(b"x")[0].strip() == b"BOKS-ADGANG"
    assert (pc.failed.row, pc.failed.count, pc.attempts.left()) == (3, 3, 5)
    with start(pc, 1) as child:
        assert child.communicate(b"x")[0].strip() == b"BOKS-VENT"


def test_processes_that_write_at_the_same_moment_lose_none(pc: Pc) -> None:
    children = [start(pc, 60, "same moment") for _ in range(3)]
    for child in children:
        assert child.stdin is not None
        child.stdin.write(b"x")
        child.stdin.flush()
    for child in children:
        child.communicate()
    assert pc.failed.count == 180


def test_ending_the_program_at_the_answer_comes_too_late(pc: Pc) -> None:
    with start(pc, 1000) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(b"x")
        child.stdin.flush()
        assert child.stdout.readline().strip() == b"BOKS-ADGANG"
        child.kill()
    failed = pc.failed
    assert failed.count >= 1


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "since", "words"),
    [
        (3, NOW - timedelta(days=1), "3 forgæves forsøg på at låse op siden i går kl. 16.02. "),
        (1, NOW - timedelta(hours=8), "1 forgæves forsøg på at låse op i dag kl. 8.02. "),
        (12, NOW - timedelta(days=8), "12 forgæves forsøg på at låse op siden 14. november 2026 kl. 16.02. "),
    ],
)
def test_who_comes_in_is_told_in_words(count: int, since: datetime, words: str) -> None:
    (told,) = in_vain(Failed(since, NOW, 0, row=0, password=count), NOW)
    assert told.code == "BOKS-FORGAEVES"
    assert told.text.startswith(words)
    assert "sig det til lederen" in told.text


@pytest.mark.parametrize(
    ("count", "ago", "told"),
    [(2, timedelta(minutes=4), False), (3, timedelta(minutes=4), True), (2, timedelta(minutes=6), True),
     (1, timedelta(hours=-1), True)],
)  # fmt: skip
def test_a_slip_of_a_moment_ago_is_not_worth_a_message(count: int, ago: timedelta, told: bool) -> None:
    assert bool(in_vain(Failed(NOW - ago, NOW - ago, 0, row=0, password=count), NOW)) is told
