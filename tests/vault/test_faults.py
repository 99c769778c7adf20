"""Every fault has a code of its own, and every code of the system has its fault."""

import errno
import importlib
import pkgutil
import re

import pytest

import opspor.vault
from opspor.domain.errors import Fault, KnownError
from opspor.vault.faults import known_errors, translate

_NAMES = {"count", "file", "files", "left", "machine", "number", "row", "service", "since", "when"}


def all_faults() -> list[Fault]:
    modules = [
        importlib.import_module(f"opspor.vault.{module.name}") for module in pkgutil.iter_modules(opspor.vault.__path__)
    ]
    return list(
        {id(value): value for module in modules for value in vars(module).values() if isinstance(value, Fault)}.values()
    )


def test_codes_are_permanent_ascii_and_unique() -> None:
    codes = [fault.code for fault in all_faults()]
    assert len(codes) > 30
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[A-Z]{3,}-[A-Z-]+", code) for code in codes)


def test_sentences_say_what_is_safe_and_what_to_do() -> None:
    for fault in all_faults():
        sentences = [part for part in re.split(r"(?<=\.) ", fault.sentence) if part]
        assert len(sentences) >= 2, fault.code
        assert fault.sentence.endswith("."), fault.code
        assert set(re.findall(r"{(\w+)}", fault.sentence)) <= _NAMES, fault.code


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "BOKS-FULD"),
        (errno.EROFS, "BOKS-SKRIVEBESKYTTET"),
        (errno.EACCES, "BOKS-SKRIVEBESKYTTET"),
        (errno.EIO, "BOKS-DREV"),
        (errno.ENOENT, "BOKS-DREV"),
    ],
)
def test_errors_of_the_system(number: int, code: str) -> None:
    with pytest.raises(KnownError) as error, known_errors():
        raise OSError(number, "x", "/home/mette/hemmelig")
    assert error.value.code == code
    assert error.value.__suppress_context__


class DriverError(Exception):
    """Looks like the driver's: an error with a result code."""

    def __init__(self, code: int) -> None:
        super().__init__("text that nobody reads")
        self.sqlite_errorcode = code


class WrappedError(Exception):
    """Looks like SQLAlchemy's: it holds the driver's."""

    def __init__(self, orig: Exception) -> None:
        super().__init__("wrapped")
        self.orig = orig


@pytest.mark.parametrize(
    ("result", "code"),
    [
        (13, "BOKS-FULD"),
        (8 | 4 << 8, "BOKS-SKRIVEBESKYTTET"),
        (10 | 12 << 8, "BOKS-DREV"),
        (5, "BOKS-OPTAGET"),
        (6, "BOKS-OPTAGET"),
        (11, "BOKS-DATA-SKADET"),
        (26, "BOKS-DATA-SKADET"),
    ],
)
def test_result_codes_of_sqlite_with_their_extensions(result: int, code: str) -> None:
    for error in (DriverError(result), WrappedError(DriverError(result))):
        known = translate(error)
        assert known is not None
        assert known.code == code


@pytest.mark.parametrize(
    "error", [ValueError("x"), OSError("x"), DriverError(1), DriverError(19), WrappedError(ValueError())]
)
def test_a_bug_is_not_called_anything_else(error: Exception) -> None:
    assert translate(error) is None
    with pytest.raises(type(error)), known_errors():
        raise error


def test_a_known_error_goes_through_as_it_is() -> None:
    known = KnownError(all_faults()[0], count=1, file="", machine="", number=1, since="")
    with pytest.raises(KnownError) as error, known_errors():
        raise known
    assert error.value is known
