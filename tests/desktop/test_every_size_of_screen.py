"""A small laptop, a large screen, and the back row of a meeting: what docs/design-language.md says of them holds."""

import os
import re
import subprocess
import sys
from math import sqrt
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetricsF

import opspor
from opspor.desktop.look import look
from opspor.desktop.pages.forum import big
from tests.desktop.conftest import settle

ROOT = Path(opspor.__file__).parent.parent
DOCUMENT = (ROOT / "docs" / "design-language.md").read_text(encoding="utf-8")
LOGICAL_HIGH = 1080  # px of a full HD screen at 100 %, and of a 4K screen at 200 %


def millimetres_high(screen: str) -> float:
    """How high a screen of 16:9 is: ``24"`` across, or ``2 m`` wide."""
    number = float(re.findall(r"[\d.]+", screen)[0])
    return number * 25.4 * 9 / sqrt(16**2 + 9**2) if '"' in screen else number * 1000 * 9 / 16


def promised() -> list[tuple[str, str, int]]:
    """What the table of the document says: which letters, on which screen, how many millimetres of capital."""
    table = DOCUMENT.split("### From four metres")[1].split("\n\n")[2].splitlines()
    screens = [cell.strip() for cell in table[0].split("|")[2:-1]]
    found = []
    for line in table[2:]:
        what, *cells = (cell.strip() for cell in line.split("|")[1:-1])
        found += [(what, screen, int(cell.split()[0])) for screen, cell in zip(screens, cells, strict=True)]
    return found


def capital(letters: str) -> float:
    """A capital of those letters, in parts of the height of the screen."""
    if "1/18" in letters or "1/24" in letters:
        text = big.BigText()
        text.resize(1920, LOGICAL_HIGH)
        text.show_text("Hvad?", "Ord " * 2000, "Ark 1 af 2")  # so much that it is shown as small as it gets
        face = QFont(look.font("body"))
        face.setPixelSize(text.letters() if "1/18" in letters else round(LOGICAL_HIGH * big._HEAD))
        return QFontMetricsF(face).capHeight() / LOGICAL_HIGH
    look.set_projector(True)
    look.set_zoom(2.0 if "200" in letters else 1.0)
    return QFontMetricsF(look.font("body")).capHeight() / LOGICAL_HIGH


@pytest.mark.parametrize(("letters", "screen", "millimetres"), promised())
def test_letters_are_as_large_from_four_metres_as_the_document_says(
    letters: str, screen: str, millimetres: int
) -> None:
    assert capital(letters) * millimetres_high(screen) == pytest.approx(millimetres, abs=1)


def test_a_brief_is_read_with_ease_from_four_metres_on_a_screen_of_forty_inches() -> None:
    assert capital("1/18") * millimetres_high('40"') >= 4000 / 200
    assert capital("1/24") * millimetres_high('55"') >= 4000 / 200


@pytest.mark.parametrize(("scale", "size"), [("1.25", (1093, 614)), ("1.25", (960, 600)), ("2", (1920, 1080))])
def test_nothing_is_cut_where_the_system_itself_is_scaled(scale: str, size: tuple[int, int]) -> None:
    """u is no whole number of pixels at 125 %: a process of its own, since Qt reads the scale once."""
    command = [sys.executable, "-m", "tests.desktop.test_every_size_of_screen", *(str(side) for side in size)]
    told = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == f"looked at 9 at {float(scale)}: []"


def main(width: int, height: int) -> None:
    """Looks at the sample pages, in three sizes of letters, and says what is cut."""
    from opspor.desktop.look import new_application
    from opspor.desktop.page import FocusPage, Page
    from tests.desktop.sample_pages import SampleFocus, SampleMatrix, SampleStart
    from tests.desktop.walker import _cut

    new_application()
    wrong, looked_at = [], 0
    for make in (SampleStart, SampleMatrix, SampleFocus):
        for zoom in (1.0, 1.25, 1.5):
            look.set_zoom(zoom)
            page: Page | FocusPage = make()
            page.resize(width, height)
            page.show()
            settle()
            wrong += [f"{make.__name__} at {zoom}: {fault}" for fault in _cut(page)]
            looked_at += 1
            page.close()
            page.deleteLater()
            settle()
    print(f"looked at {looked_at} at {look.ratio}: {wrong}", flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
