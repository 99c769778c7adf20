"""Looking for secrets: in files, and in the memory, the environment and the arguments of processes."""

import base64
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_HEAD = 6  # bytes that needles are grouped by: made-up names begin alike, so one search finds them all
_CHUNK, _OVERLAP = 32 * 1024 * 1024, 4096


class Searcher:
    """Finds secrets in bytes: as written, in small and in capital letters, in the encodings that programs write."""

    def __init__(self, texts: Iterable[str], keys: Iterable[bytes] = ()) -> None:
        """``keys`` are looked for as they are, as hex and as base64. Each secret is at least eight letters long, so
        that random bytes do not spell it.
        """
        self._needles: dict[bytes, dict[bytes, str]] = {}
        for text in texts:
            assert len(text) >= 8, "random bytes could spell it"
            for way in {text, text.casefold(), text.upper()}:
                for code in ("utf-8", "utf-16-le", "latin-1"):
                    self._add(way.encode(code), text)
        for number, key in enumerate(keys):
            plain = base64.b64encode(key).rstrip(b"=")
            for needle in (key, key.hex().encode(), key.hex().upper().encode(), plain, key.hex().encode("utf-16-le")):
                self._add(needle, f"key {number}")

    def _add(self, needle: bytes, secret: str) -> None:
        self._needles.setdefault(needle[:_HEAD], {})[needle] = secret

    def find(self, data: bytes) -> set[str]:
        """The secrets that stand in ``data``."""
        found = set()
        for head, needles in self._needles.items():
            at = data.find(head)
            while at >= 0:
                found |= {secret for needle, secret in needles.items() if data.startswith(needle, at)}
                at = data.find(head, at + 1)
        return found

    def in_files(self, folders: Iterable[Path], wanted: Iterable[Path] = ()) -> set[str]:
        """The secrets in the names or the bytes of files, except those that somebody asked for."""
        found, wanted = set(), set(wanted)
        for folder in folders:
            for path in folder.rglob("*"):
                found |= self.find(str(path.relative_to(folder)).encode("utf-8", "surrogateescape"))
                if path not in wanted and path.is_file():
                    found |= self.find(path.read_bytes())
        return found

    def in_environment(self, processes: Iterable[int]) -> set[str]:
        """The secrets in the environment of processes."""
        return self.find(b"\0".join(_of(process, "environ") for process in processes))

    def in_arguments(self, processes: Iterable[int]) -> set[str]:
        """The secrets in the arguments of processes."""
        return self.find(b"\0".join(_of(process, "cmdline") for process in processes))

    def in_memory(self, process: int) -> set[str]:
        """The secrets in everything that a process has in memory."""
        found = set()
        for piece in memory_of(process):
            found |= self.find(piece)
        return found


def memory_of(process: int) -> Iterator[bytes]:
    """All that a process has written in its memory, in overlapping pieces. Needs the rights of root."""
    areas = []
    for line in _of(process, "maps").decode().splitlines():
        span, rights, _, _, file, *_ = line.split()
        untouched = file != "0" and "w" not in rights  # a library as it lies on the disk, or the system's own
        if rights.startswith("r") and not untouched:
            start, end = (int(address, 16) for address in span.split("-"))
            areas.append((start, end))
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for start, end in areas:
            for at in range(start, end, _CHUNK):
                with suppress(OSError, ValueError, OverflowError):  # a device, or gone meanwhile
                    memory.seek(at)
                    yield memory.read(min(end - at, _CHUNK + _OVERLAP))


def processes_of(home: Path) -> list[int]:
    """The processes that live with this home folder."""
    mark = b"HOME=" + os.fsencode(home)
    numbers = (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit())
    return [number for number in numbers if mark in _of(number, "environ").split(b"\0")]


def _of(process: int, file: str) -> bytes:
    """A file of a process; nothing when it is gone, or none of ours."""
    with suppress(OSError):
        return Path(f"/proc/{process}/{file}").read_bytes()
    return b""
