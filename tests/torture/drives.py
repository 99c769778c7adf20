"""A drive that fills up, is taken out, or loses its folder while somebody writes: what is called saved is there.

On real drives: small ones in memory, in a mount namespace of the proof's own, so nothing is left on the PC and nobody
has to be root. Where the system allows no such namespace, the planted fault is not seen either, and the proof says so.
"""

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from opspor import workplace
from opspor.domain.errors import KnownError
from opspor.usecases import drafts, people
from opspor.vault import connection
from opspor.workplace import Workplace
from tests.torture.result import Result
from tests.usecases.conftest import Clock, quick

_WRITES = 12
_SIZE = "24m"


def _fill(vault: Path, chance: random.Random) -> Callable[[], object]:
    """No room any more but for a few pages."""
    big = vault.parent / "fyld"
    with big.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass
        file.truncate(max(0, file.tell() - 4096 * chance.choice([0, 0, 1, 3, 10, 40])))
    return big.unlink


def _take_out(vault: Path, _: random.Random) -> None:
    """The drive is gone from one moment to the next."""
    subprocess.run(["umount", "-l", vault.parent], check=True)


def _delete(vault: Path, _: random.Random) -> None:
    """Somebody deletes the folder."""
    shutil.rmtree(vault)


def _move(vault: Path, _: random.Random) -> Callable[[], object]:
    """Somebody moves the folder, and puts it back later."""
    away = vault.rename(vault.with_name("flyttet"))
    return lambda: away.rename(vault)


HARMS = (_fill, _take_out, _delete, _move)


def _open(vault: Path) -> Workplace:
    return workplace.open_vault(vault, "mette", "mettes kode", clock=Clock(), derive=quick)


def attempt(prepared: Path, drive: Path, chance: random.Random) -> tuple[str, str]:
    """One session with one harm in it: how it ended, and what broke ("" when nothing did)."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "none", drive], check=True)
    vault = shutil.copytree(prepared, drive / "vault")
    harm, moment = chance.choice(HARMS), chance.randrange(_WRITES)
    mended: Callable[[], object] | None = None
    saved, codes = set(), set()
    place = _open(vault)
    try:
        for number in range(_WRITES):
            if number == moment:
                mended = harm(vault, chance)
            name = f"Stue {number}"
            draft = {"text": "x" * chance.choice([9, 50_000])}
            try:
                place.run(partial(drafts.save, key="note", fields=draft), draft=True).result(10)
                place.run(partial(people.add_group, name=name)).result(10)
            except KnownError as error:
                codes.add(error.code)
            else:
                saved.add(name)
                if number >= moment and harm is not _fill:
                    return harm.__name__, f"{harm.__name__}: called saved when the folder was gone"
    finally:
        place.close()
        if mended:
            mended()
    if not mended:
        return f"{harm.__name__} {' '.join(sorted(codes))}", ""
    place = _open(vault)
    there = {group.name for group in place.look(people.overview).result().groups}
    place.close()
    lost = f"{harm.__name__}: saved and not there" if saved - there else ""
    return f"{harm.__name__} {' '.join(sorted(codes))}".strip(), lost


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """``count`` sessions. Planted: nobody looks whether the file is still there before something is called saved."""
    command = ["unshare", "-rm", sys.executable, "-m", "tests.torture.drives", str(count), str(scratch), str(planted)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    ends = Counter(line for line in done.stdout.splitlines() if not line.startswith("BROKEN"))
    faults = [line.removeprefix("BROKEN ") for line in done.stdout.splitlines() if line.startswith("BROKEN")]
    tried = sum(ends.values())
    words = f"{', '.join(f'{times} {end}' for end, times in sorted(ends.items()))}. {'; '.join(dict.fromkeys(faults))}"
    if tried < count:
        words += f" Only {tried} of {count}: {done.stderr.strip().splitlines()[-1:]}"
    broken = len(faults) + (0 if planted else count - tried)
    return Result("drives", tried, broken, words)


def main() -> None:
    """Inside the namespace: each session a line, and one more for what broke."""
    count, scratch, planted = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "True"
    if planted:
        connection._refuse_without_file = lambda *_: None
    prepared, drive = scratch / "prepared", scratch / "drive"
    drive.mkdir()
    workplace.create(
        prepared, institution="Kanari", name="Mette Kanari", title="", login="mette", password="mettes kode",
        clock=Clock(), derive=quick,
    ).close()  # fmt: skip
    for number in range(count):
        try:
            end, broken = attempt(prepared, drive, random.Random(f"drives {number}"))
        except Exception as error:  # noqa: BLE001  this is what is looked for
            end, broken = "died", f"{type(error).__name__} {error}"
        if os.path.ismount(drive):
            subprocess.run(["umount", "-l", drive], check=True)
        print(end, flush=True)
        if broken:
            print(f"BROKEN {broken}", flush=True)


if __name__ == "__main__":
    main()
