"""What a double click opens: the same kinds in the program, on Linux and in the recipe for Windows."""

import configparser
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from opspor.desktop import opening
from opspor.vault.copies import SUFFIX

_INSTALLER = Path(__file__).parents[2] / "installer"
_KINDS = (SUFFIX, opening.MUNICIPAL[0])
_MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def test_a_copy_is_known_by_the_ending_that_copies_have() -> None:
    assert opening.COPY == SUFFIX


def test_on_linux_each_kind_has_a_type_that_the_program_is_named_for() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(_INSTALLER / "linux" / "opspor.desktop", encoding="utf-8")
    types = ElementTree.parse(_INSTALLER / "linux" / "opspor.xml").getroot()  # noqa: S314  our own file
    globs = {glob.attrib["pattern"]: one.attrib["type"] for one in types for glob in one.iter(f"{_MIME}glob")}
    assert set(globs) == {f"*{kind}" for kind in _KINDS}
    assert entry["Desktop Entry"]["MimeType"].rstrip(";").split(";") == list(globs.values())
    assert entry["Desktop Entry"]["Exec"] == "opspor %f"  # one file, or none


@pytest.mark.parametrize("kind", _KINDS)
def test_on_windows_each_kind_has_a_command_with_the_file_in_quotes(kind: str) -> None:
    """Read, not run: the recipe is not tried on Windows."""
    lines = (_INSTALLER / "windows" / "opspor.iss").read_text("utf-8").splitlines()
    named = re.search(rf'Classes\\{re.escape(kind)}"; .*ValueData: "([\w.]+)"', "\n".join(lines))
    assert named
    command = next(line for line in lines if f"{named[1]}\\shell\\open\\command" in line)
    assert '"""{app}\\opspor.exe"" ""%1"""' in command
