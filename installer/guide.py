"""Cuts the pictures of the user guide from the screens of a demo, and writes the guide as PDF: ``make guide``.

Each picture has the name of the scene that it is cut from (see ``opspor/desktop/gallery.py``), so it shows the program
as it is now. What is cut to the thing that matters, in the points of a screen of 1366 × 768, stands below.
"""

import sys
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from opspor.documents import guide_paper
from opspor.reference import guide

MOST_BYTES = 100_000
_WIDE = 900  # pixels: sharp on paper, and small on the disk
_EDGE = QColor("#B5B8BA")  # it ends somewhere on a dark page and on a white one
_CUT = {
    "velkommen": (340, 70, 686, 358),
    "boern": (207, 54, 1159, 440),
    "egen-vurdering-spoergsmaal": (0, 55, 1366, 578),
    "faelles-vurdering": (270, 110, 1096, 600),
    "matrix": (207, 54, 1159, 690),
    "barn-over-tid": (207, 54, 1159, 640),
    "beredskab": (0, 50, 1366, 640),
    "bekymring": (207, 54, 1159, 640),
    "underretning": (0, 50, 1366, 718),
    "droeftelsesark-kladde": (0, 50, 1366, 718),
    "planer": (207, 54, 1159, 580),
    "kursus": (207, 54, 1159, 545),
    "start": (207, 54, 1159, 690),
}


def main(screens: Path, target: Path, paper: Path) -> int:
    """Cut all of them, and write the paper; 1 when a scene is missing or a picture too large, which is said."""
    app = QGuiApplication([])
    target.mkdir(parents=True, exist_ok=True)
    wrong = [f"{name}: the demo has no such screen" for name in missing(screens)]
    for name in () if wrong else names():
        file = target / f"{name}.png"
        cut(QImage(str(_screen(screens, name))), QRect(*_CUT[name])).save(str(file))
        if file.stat().st_size > MOST_BYTES:
            wrong.append(f"{name}: {file.stat().st_size} bytes")
    app.quit()
    paper.mkdir(parents=True, exist_ok=True)
    (paper / guide_paper.FILE_NAME).write_bytes(guide_paper.drawn())
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


def missing(screens: Path) -> tuple[str, ...]:
    """The scenes that the guide shows and the demo has not drawn."""
    return tuple(name for name in names() if not _screen(screens, name).is_file())


def _screen(screens: Path, name: str) -> Path:
    return screens / f"{name}-light-100.png"


def names() -> tuple[str, ...]:
    """The scenes that the guide shows, each once."""
    return tuple(dict.fromkeys(picture.name for page in guide.pages() for picture in page.pictures))


def cut(screen: QImage, part: QRect) -> QImage:
    """What matters of a screen, with an edge, in 256 colours: those of its surfaces, and those between them."""
    small = screen.copy(part).scaledToWidth(min(_WIDE, part.width()), Qt.TransformationMode.SmoothTransformation)
    small = small.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(small)
    painter.setPen(_EDGE)
    painter.drawRect(small.rect().adjusted(0, 0, -1, -1))
    painter.end()
    pixels = memoryview(small.constBits()).cast("I")
    flat = [color for color, _ in Counter(pixels).most_common(128)]
    edges = [color for color, _ in Counter(color & 0xFFF0F0F0 for color in pixels).most_common(128)]
    return small.convertToFormat(QImage.Format.Format_Indexed8, flat + edges)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])))
