"""The test tree mirrors the source: ``opspor/vault/keys.py`` is tested by ``tests/vault/test_keys.py``.

A module that is tested elsewhere stands below with where and why.
"""

from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent

# module -> (the file that tests it, why there)
ELSEWHERE = {
    "opspor/exchange/class_list.py": ("tests/exchange/test_reading.py", "what reading a list gives back"),
    "opspor/exchange/limits.py": ("tests/exchange/test_source.py", "numbers; each is tried where it is enforced"),
    "opspor/exchange/rows.py": ("tests/exchange/test_reading.py", "one row of the list that is read"),
    "opspor/exchange/faults.py": ("tests/installer/test_house_rules.py", "codes and sentences"),
    "opspor/forms/finding.py": ("tests/forms/test_check.py", "what the check gives back"),
    "opspor/forms/model.py": ("tests/forms/test_reader.py", "the shape that the reader enforces"),
    "opspor/documents/records.py": ("tests/documents/test_content.py", "the sections that content puts in order"),
    "opspor/documents/fonts.py": ("tests/documents/test_layout.py", "seen in the PDF: embedded, with æøå"),
}
# Whole folders whose widgets are tried together, as a person meets them.
TOGETHER = {
    "opspor/desktop/pages/": "each page has tests/desktop/pages/test_<folder>.py",
    "opspor/store/migrations/": "tests/store/test_migrate.py runs every revision",
}
# Nothing mirrors these yet (a folder ends with a slash). This list only shrinks.
GAPS = (
    "opspor/__main__.py",
    "opspor/app.py",
    "opspor/cli/console.py",
    "opspor/desktop/",
    "opspor/usecases/contacts.py",
    "opspor/usecases/desk.py",
    "opspor/usecases/drafts.py",
    "opspor/usecases/passwords.py",
    "opspor/usecases/phone_book.py",
    "opspor/usecases/setup.py",
    "opspor/usecases/start.py",
    "opspor/vault/regain.py",
)


def _modules() -> list[str]:
    paths = (path.relative_to(_ROOT).as_posix() for path in sorted((_ROOT / "opspor").rglob("*.py")))
    return [name for name in paths if not name.endswith("__init__.py") and "/_data/" not in name]


def _mirror(module: str) -> str:
    folder, _, name = module.removeprefix("opspor/").rpartition("/")
    return "/".join(part for part in ("tests", folder, f"test_{name.strip('_')}") if part).replace("__.py", ".py")


def test_the_place_of_a_test() -> None:
    assert _mirror("opspor/vault/keys.py") == "tests/vault/test_keys.py"
    assert _mirror("opspor/desktop/widgets/text.py") == "tests/desktop/widgets/test_text.py"
    assert _mirror("opspor/__main__.py") == "tests/test_main.py"


@pytest.mark.parametrize("module", _modules())
def test_a_module_has_its_test(module: str) -> None:
    if module in ELSEWHERE or module.startswith((*TOGETHER, *GAPS)):
        return
    assert (_ROOT / _mirror(module)).is_file(), f"write {_mirror(module)}, or say in this file where it is tested"


@pytest.mark.parametrize("module", ELSEWHERE)
def test_elsewhere_is_a_real_place(module: str) -> None:
    assert (_ROOT / module).is_file()
    assert (_ROOT / ELSEWHERE[module][0]).is_file()


@pytest.mark.parametrize("listed", [*TOGETHER, *GAPS])
def test_what_is_listed_is_there(listed: str) -> None:
    assert any(module.startswith(listed) for module in _modules())
