"""``make package``: the program as one folder, and on Linux as a .deb and a portable archive, with its list of parts.

Run in an environment that holds what the program needs at run time, PyInstaller, and nothing else: what a developer
uses must not travel along. Everything comes out in dist/; ``installer/sign.py`` describes and signs it.
The list of parts is written by ``cyclonedx-py``, which the first argument names: it lives in an environment of its own,
so that it is no part itself.
"""

import shutil
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from opspor import __version__

ROOT = Path(__file__).parent.parent
WORK = ROOT / "build" / "package"
DIST = ROOT / "dist"
NAME = f"opspor-{__version__}"
_ICON_SIZES = (16, 32, 48, 64, 128, 256)
# What the folder does not bring along, by the names of Debian 12 and later, and of Ubuntu 24.04 and later.
_DEPENDS = (
    "libc6 (>= 2.36), libgl1, libegl1, libfontconfig1, libxkbcommon-x11-0, libxcb-cursor0, libxcb-icccm4, "
    "libxcb-keysyms1, libxcb-shape0, libxcb-image0, libxcb-render-util0, libdbus-1-3"
)
_CONTROL = f"""\
Package: opspor
Version: {__version__}
Architecture: {{architecture}}
Maintainer: opspor
Installed-Size: {{size}}
Depends: {_DEPENDS}
Section: education
Priority: optional
Description: Tidlig opsporing, krypteret på én pc
 Fælles trivselsvurdering, beredskabsplan og underretning i dagtilbud, skole og
 sundhedspleje. Bruger intet netværk. Det, I skriver, ligger i jeres egen mappe
 og bliver der, når programmet fjernes.
"""


def main() -> int:
    """Build it all; what is there from before is replaced."""
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    _icons()
    _version_info()
    spec = ROOT / "installer" / "opspor.spec"
    folders = ("--distpath", str(WORK / "folder"), "--workpath", str(WORK / "work"))
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, spec], check=True
    )
    folder = WORK / "folder" / "opspor"
    _licences(folder)
    _parts(DIST / f"{NAME}.cdx.json")
    if sys.platform == "linux":
        _portable(folder)
        _deb(folder)
    for made in sorted(DIST.iterdir()):
        print(f"{made.name}  {made.stat().st_size / 1e6:.1f} MB")
    return 0


def _icons() -> None:
    """The icon in every size a desktop asks for, drawn from the one SVG. PyInstaller makes the .ico of Windows."""
    drawing = QSvgRenderer(str(ROOT / "resources" / "app" / "opspor.svg"))
    for size in _ICON_SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter, QRectF(0, 0, size, size))
        painter.end()
        target = WORK / f"opspor-{size}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        image.save(str(target))


def _version_info() -> None:
    """What Windows shows under Properties; PyInstaller puts it into the program there."""
    numbers = tuple(int(part) for part in (*__version__.split("."), "0"))[:4]
    template = (ROOT / "installer" / "windows" / "version.txt").read_text(encoding="utf-8")
    text = template.replace("@NUMBERS@", str(numbers)).replace("@VERSION@", __version__)
    (WORK / "version.txt").write_text(text, encoding="utf-8")


def _licences(folder: Path) -> None:
    """The licence texts of what travels along, as its own packages carry them, and the two of Qt, which carry none."""
    from importlib.metadata import distributions

    into = folder / "licenser"
    shutil.rmtree(into, ignore_errors=True)
    for package in distributions():
        texts = [file for file in package.files or () if ".dist-info" in str(file) and _is_licence(file.name)]
        for file in texts:
            place = into / package.metadata["Name"]
            place.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(str(file.locate()), place / file.name)
    shutil.copytree(ROOT / "installer" / "licenses", into / "Qt", dirs_exist_ok=True)
    for text, name in (
        (ROOT / "LICENSE", "opspor"),
        (ROOT / "NOTICE", "opspor"),
        (ROOT / "resources" / "fonts" / "LICENSE.txt", "Inter"),
        (ROOT / "resources" / "fonts" / "LICENSE-Vazirmatn.txt", "Vazirmatn"),
        (ROOT / "resources" / "icons" / "LICENSE.txt", "Lucide"),
        (_python_licence(), "Python"),
    ):
        (into / name).mkdir(exist_ok=True)
        shutil.copyfile(text, into / name / text.name)


def _python_licence() -> Path:
    """Where it lies depends on who built the Python: beside its library, beside the program (Windows), or in Debian."""
    version = ".".join(map(str, sys.version_info[:2]))
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(f"/usr/share/doc/python{version}/copyright"),
    )
    return next(place for place in places if place.is_file())


def _is_licence(name: str) -> bool:
    return name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS"))


def _parts(target: Path) -> None:
    """The list of parts (CycloneDX): everything that is in the environment the program was packed from."""
    command = (sys.argv[1], "environment", "--output-reproducible", "--of", "JSON")
    subprocess.run([*command, "--pyproject", ROOT / "pyproject.toml", "-o", target, sys.executable], check=True)


def _portable(folder: Path) -> None:
    with tarfile.open(DIST / f"{NAME}-linux-{_machine()}.tar.gz", "w:gz", compresslevel=6) as archive:
        archive.add(folder, NAME)


def _deb(folder: Path) -> None:
    """A package that puts the folder into /opt/opspor, a command, an icon, a menu entry and the kinds of files."""
    root = WORK / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / "opt" / "opspor", symlinks=True)
    linux = ROOT / "installer" / "linux"
    share = root / "usr" / "share"
    for source, place in (
        (linux / "opspor.desktop", share / "applications" / "opspor.desktop"),
        (linux / "opspor.xml", share / "mime" / "packages" / "opspor.xml"),
        (ROOT / "NOTICE", share / "doc" / "opspor" / "copyright"),
        (ROOT / "resources" / "app" / "opspor.svg", share / "icons" / "hicolor" / "scalable" / "apps" / "opspor.svg"),
        *(
            (WORK / f"opspor-{size}.png", share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "opspor.png")
            for size in _ICON_SIZES
        ),
    ):
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)
    command = root / "usr" / "bin" / "opspor"
    command.parent.mkdir(parents=True)
    command.symlink_to("/opt/opspor/opspor")
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, encoding="ascii"
    ).stdout.strip()
    size = sum(file.stat().st_size for file in root.rglob("*") if file.is_file()) // 1024
    control = root / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(_CONTROL.format(architecture=architecture, size=size), encoding="utf-8")
    for place in (root, *root.rglob("*")):
        if not place.is_symlink():
            place.chmod(0o755 if place.is_dir() or place.stat().st_mode & 0o100 else 0o644)
    target = DIST / f"opspor_{__version__}_{architecture}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, target], check=True, stdout=subprocess.DEVNULL
    )


def _machine() -> str:
    import platform

    return platform.machine()


if __name__ == "__main__":
    sys.exit(main())
