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
    "opspor/__main__.py": ("tests/cli/test_process.py", "started as a process"),
    "opspor/app.py": ("tests/cli/demo/test_demo.py", "draws the screens of a demo"),
    "opspor/usecases/coverage.py": ("tests/usecases/test_rounds.py", "what a round says of its children"),
    "opspor/cli/console.py": ("tests/cli/test_commands.py", "what a command reads and says"),
    "opspor/domain/stock.py": ("tests/usecases/test_stock.py", "numbers; what is counted is tried on a vault"),
    "opspor/workplace/stocktaking.py": ("tests/cli/test_stock.py", "a copy opened by the command that needs it"),
    "opspor/workplace/arrive.py": ("tests/workplace/test_place.py", "each way in ends at an open workplace"),
    "opspor/workplace/line.py": ("tests/workplace/test_place.py", "drafts first, and an end that does not hang"),
    "opspor/desktop/program.py": ("tests/e2e/test_locking.py", "the whole program: in, out, and back"),
    "opspor/desktop/gone.py": ("tests/e2e/test_house_closing.py", "the vault goes under the whole program"),
    "opspor/desktop/ways_in.py": ("tests/e2e/test_first_matrix.py", "each way in, from the first page of all"),
    "opspor/desktop/over_lock.py": ("tests/e2e/test_locking.py", "nobody there, at a page over the lock screen"),
    "opspor/desktop/whereabouts.py": ("tests/e2e/test_locking.py", "back in the field where one was"),
    "opspor/desktop/hits.py": ("tests/e2e/test_awkward.py", "what the search finds"),
    "opspor/desktop/system/clipboard.py": ("tests/e2e/test_locking.py", "what was copied is taken away"),
    "opspor/desktop/system/idle_time.py": ("tests/desktop/system/test_bus.py", "on a real bus"),
    "opspor/desktop/system/session.py": ("tests/desktop/system/test_bus.py", "on a real bus"),
    "opspor/desktop/danish.py": ("tests/desktop/conftest.py", "set up for every test; tests/test_guards.py asks"),
    "opspor/desktop/gallery_places.py": ("tests/desktop/test_gallery.py", "what the screens are drawn of"),
    "opspor/desktop/page.py": ("tests/desktop/sample_pages.py", "the pages that the tests of the widgets stand on"),
    "opspor/desktop/paint.py": ("tests/desktop/test_look.py", "what is painted in the colours of the look"),
    "opspor/desktop/pages/every.py": ("tests/e2e/test_story.py", "the window with every page"),
    "opspor/desktop/pages/keys.py": ("tests/desktop/pages/test_joint.py", "how a page is found again"),
    "opspor/desktop/pages/older.py": ("tests/desktop/pages/test_concern.py", "older records on request"),
    "opspor/desktop/pages/side_list.py": ("tests/desktop/pages/test_joint.py", "the children beside the table"),
    "opspor/desktop/recipient.py": ("tests/desktop/pages/test_plan.py", "whom the paper of a plan is for"),
    "opspor/desktop/route.py": ("tests/desktop/test_shell.py", "from page to page and back"),
    "opspor/desktop/tokens.py": ("tests/desktop/test_look.py", "the colours and sizes of the look"),
}
# Folders whose modules are tried together, as a person meets them.
TOGETHER = {
    "opspor/desktop/pages/setup/": ("tests/desktop/pages/test_enter.py", "a new vault is one of the ways in"),
    "opspor/desktop/pages/welcome/": ("tests/desktop/pages/test_enter.py", "where the ways in begin"),
    "opspor/desktop/shell/": ("tests/desktop/test_shell.py", "the window as a whole"),
    "opspor/desktop/widgets/": ("tests/desktop/test_walker.py", "all on one page, and by kind in the files beside it"),
    "opspor/store/schema/": ("tests/store/test_schema.py", "the tables as one"),
    "opspor/store/migrations/": ("tests/store/test_migrate.py", "runs every revision"),
}
# Nothing tries these by themselves yet. This list only shrinks.
GAPS = ("opspor/desktop/papers.py",)


def _modules() -> list[str]:
    paths = (path.relative_to(_ROOT).as_posix() for path in sorted((_ROOT / "opspor").rglob("*.py")))
    return [name for name in paths if not name.endswith("__init__.py") and "/_data/" not in name]


def _mirror(module: str) -> str:
    folder, _, name = module.removeprefix("opspor/").rpartition("/")
    if folder.startswith("desktop/pages/"):  # the modules of a page are one page
        folder, _, name = f"{folder}.py".rpartition("/")
    return "/".join(part for part in ("tests", folder, f"test_{name.strip('_')}") if part).replace("__.py", ".py")


def test_the_place_of_a_test() -> None:
    assert _mirror("opspor/vault/keys.py") == "tests/vault/test_keys.py"
    assert _mirror("opspor/desktop/widgets/text.py") == "tests/desktop/widgets/test_text.py"
    assert _mirror("opspor/desktop/pages/own/parts.py") == "tests/desktop/pages/test_own.py"
    assert _mirror("opspor/__main__.py") == "tests/test_main.py"


@pytest.mark.parametrize("module", _modules())
def test_a_module_has_its_test(module: str) -> None:
    if module in ELSEWHERE or module.startswith((*TOGETHER, *GAPS)):
        return
    assert (_ROOT / _mirror(module)).is_file(), f"write {_mirror(module)}, or say in this file where it is tested"


@pytest.mark.parametrize(("what", "where"), [(what, where) for what, (where, _) in (ELSEWHERE | TOGETHER).items()])
def test_elsewhere_is_a_real_place(what: str, where: str) -> None:
    assert (_ROOT / what).exists()
    assert (_ROOT / where).is_file()


@pytest.mark.parametrize("module", [*ELSEWHERE, *GAPS])
def test_what_has_its_test_is_not_listed(module: str) -> None:
    assert (_ROOT / module).is_file()
    assert not (_ROOT / _mirror(module)).exists(), f"{_mirror(module)} is there: take {module} out of this file"
