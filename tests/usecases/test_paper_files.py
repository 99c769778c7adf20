"""A file is there whole or not at all, and whoever saved it reads why it is not."""

import errno
from pathlib import Path

import pytest

from opspor.domain.errors import KnownError
from opspor.usecases import paper_files


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (errno.ENOSPC, "dér: drevet er fuldt. "),
        (errno.EACCES, "dér: der må ikke skrives i mappen, eller filen er åben i et andet program. "),
        (errno.EINVAL, "dér. "),
    ],
)
def test_a_paper_that_cannot_be_saved_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, why: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(code, "Kanari.pdf")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(KnownError) as refused:
        paper_files.write_file(tmp_path / "u.pdf", b"%PDF")
    assert why in str(refused.value)
    assert list(tmp_path.iterdir()) == []
