"""The command line in this process, with a key derivation that costs nothing."""

import hashlib
import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from opspor import cli
from opspor.vault.keys import Cost

PASSWORD = "korn-tunnel-gensyn-fisk"


def quick(secret: bytes, salt: bytes, _cost: Cost) -> bytes:
    """32 bytes that only the same secret and salt give; no protection at all."""
    return hashlib.blake2b(secret, key=salt, digest_size=32).digest()


@dataclass(frozen=True, slots=True)
class Run:
    """What a command did: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object on stdout; fails when there is anything beside it."""
        (line,) = self.out.splitlines()
        return json.loads(line)


Opspor = Callable[..., Run]


@pytest.fixture
def opspor(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Opspor:
    """Run a command: ``opspor("check", vault, password=...)``. The password is the first line of stdin."""

    def run(*argv: str | Path, password: str | bytes | None = PASSWORD) -> Run:
        capsys.readouterr()
        line = password if isinstance(password, bytes) else (password or "").encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line + b"\nmere\n")))
        given = [] if password is None else ["--password-stdin"]
        try:
            code = cli.main([*map(str, argv), *given], derive=quick)
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else -1
        said = capsys.readouterr()
        return Run(code, said.out, said.err)

    return run


@pytest.fixture
def vault(opspor: Opspor, tmp_path: Path) -> Path:
    """A new vault with one person, ``mette``."""
    made = opspor("new", tmp_path / "vault", "--institution", "Lærkereden", "--user", "mette")
    assert made.code == 0, made.err
    return tmp_path / "vault"
