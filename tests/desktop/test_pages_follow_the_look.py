"""No page has a colour, a letter or a size of its own: the look is in one place, and every page follows it."""

import re
from pathlib import Path

import pytest

import opspor
from opspor.desktop.tokens import TOKENS

DESKTOP = Path(opspor.__file__).parent / "desktop"
PAGES = sorted([*(DESKTOP / "pages").rglob("*.py"), *(DESKTOP / "shell").rglob("*.py")])

# What a page never writes, and what it writes instead.
NEVER = {
    "a colour": (r"QColor\(|GlobalColor\.(?!transparent)|#[0-9A-Fa-f]{6}\b", 'look.color("text")'),
    "a letter": (r"QFont\(|setPointSize|setPixelSize|setBold|setItalic", 'look.font("body")'),
    "a style": (r"setStyleSheet|QProxyStyle|\bsetStyle\(|QGraphics\w+Effect", "the parts of desktop/widgets"),
    "Qt's own parts": (r"\b(QPushButton|QMessageBox|QGroupBox|QCheckBox|QRadioButton|QTabWidget|QLabel)\(", "widgets"),
    "a size in pixels": (
        r"(?:setFixed|setMinimum|setMaximum)(?:Width|Height|Size)\([1-9]"
        r"|(?:addSpacing|setSpacing|setContentsMargins)\([1-9]"
        r"|QSize\([1-9]|\bresize\(\d|QMargins\(\d",
        "look.u(9)",
    ),
}
# Where a page does so with a reason: file, what, how often.
REASONS = {
    # As large as they fit in the room, up to a ninth of the page: no step of the type scale is read from four metres.
    ("pages/forum/big.py", "a letter"): 2,
}


@pytest.mark.parametrize("what", NEVER)
def test_a_page_takes_it_from_the_look(what: str) -> None:
    pattern, instead = NEVER[what]
    found = {}
    for page in PAGES:
        count = len(re.findall(pattern, page.read_text(encoding="utf-8")))
        if count:
            found[page.relative_to(DESKTOP).as_posix()] = count
    assert found == {place: count for (place, kind), count in REASONS.items() if kind == what}, f"write {instead}"


def test_parts_of_a_page_stand_apart_by_the_steps() -> None:
    """Five kinds of nearly the same distance look like carelessness."""
    apart = re.compile(r"\b(?:spacing|gap)=([0-9.]+)")
    for page in PAGES:
        for step in apart.findall(page.read_text(encoding="utf-8")):
            assert float(step) in TOKENS.space.steps, f"{page.relative_to(DESKTOP)}: {step} u"
