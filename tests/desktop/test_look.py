"""Theme, zoom and unit; and the proof that every pair of colours can be read."""

import itertools
import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenu
from pytestqt.qtbot import QtBot

import opspor
from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import THEMES, TOKENS, Step, Theme, read_tokens
from opspor.desktop.widgets import MessageKind

RESOURCES = opspor.data_folder("resources")
RAW = tomllib.loads((RESOURCES / "look" / "tokens.toml").read_text(encoding="utf-8"))
CODE = Path(opspor.__file__).parent / "desktop"


def contrast(one: str, two: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((_luminance(QColor(one)), _luminance(QColor(two))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    red, green, blue = (_linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize("theme", THEMES)
def test_every_pair_can_be_read(theme: Theme) -> None:
    bars = RAW["contrast"]
    text = bars["contrast_theme_text"] if theme == "contrast" else bars["text"]
    colors = TOKENS.colors[theme]
    for ink, ground, kind in bars["pairs"]:
        least = text if kind == "text" else bars[kind]
        assert contrast(colors[ink], colors[ground]) >= least, f"{ink} on {ground} in {theme}"


@pytest.mark.parametrize("theme", THEMES)
def test_the_ramp_darkens_and_its_words_can_be_read(theme: Theme) -> None:
    ramp = TOKENS.ramps[theme]
    for before, after in itertools.pairwise(ramp):
        assert _luminance(QColor(after.fill)) < _luminance(QColor(before.fill))
        assert contrast(before.fill, after.fill) >= RAW["contrast"]["steps_min"]
    for shade in ramp:
        assert contrast(shade.text, shade.fill) >= RAW["contrast"]["text"]
        assert contrast(shade.text_2, shade.fill) >= RAW["contrast"]["text"]


def test_a_token_too_few_or_too_many_is_found(tmp_path: Path) -> None:
    whole = (RESOURCES / "look" / "tokens.toml").read_text(encoding="utf-8")
    broken = tmp_path / "tokens.toml"
    for old, new in (("hero = 11", "heroo = 11"), ('desk = "#15191B"', "")):
        broken.write_text(whole.replace(old, new), encoding="utf-8")
        with pytest.raises(TypeError):
            read_tokens(broken)


def test_the_unit_is_four_pixels_at_100_percent_and_grows_with_the_zoom() -> None:
    assert (look.u(1), look.u(9)) == (4, 36)
    look.set_zoom(2.0)
    assert (look.u(1), look.u(9)) == (8, 72)
    look.set_zoom(9)
    assert look.zoom == 2.0


def test_a_meeting_is_one_factor_larger_on_top_of_the_zoom() -> None:
    look.set_zoom(1.5)
    usual = look.base_px
    look.set_projector(True)
    assert look.base_px == pytest.approx(usual * 1.25)


def test_a_line_is_never_thinner_than_a_pixel() -> None:
    assert look.uf(0.01) == 1.0
    assert look.uf(0) == 0.0


def test_type_steps_keep_their_sizes_and_digits_stand_in_columns() -> None:
    steps: tuple[Step, ...] = ("small", "body", "lead", "title", "question", "display")
    assert [look.font(step).pixelSize() for step in steps] == [12, 14, 16, 22, 26, 36]
    assert look.metrics("body").horizontalAdvance("111") == look.metrics("body").horizontalAdvance("888")


def test_themes_change_the_palette_and_say_so(qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitSignal(look.changed):
        look.choose_theme("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(TOKENS.colors["dark"]["desk"])
    assert look.color("desk") == QColor(TOKENS.colors["dark"]["desk"])
    look.choose_theme("system")
    assert look.theme in ("light", "dark")


def test_what_the_system_says_of_contrast_counts_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    told = qapp.styleHints().accessibility().contrastPreferenceChanged
    with qtbot.waitSignal(look.changed):
        told.emit(Qt.ContrastPreference.HighContrast)


def test_nothing_moves() -> None:
    """So nothing has to be turned off where the system asks for stillness: it has no way to tell Qt 6.11 so."""
    moving = re.compile(r"Animation|QTimeLine|QGraphics\w*Effect|QMovie|setWindowOpacity|setEffectEnabled")
    for file in CODE.rglob("*.py"):
        assert not moving.search(file.read_text(encoding="utf-8")), file.name


def test_every_token_is_used() -> None:
    code = "".join(f.read_text(encoding="utf-8") for f in CODE.rglob("*.py") if f.name != "tokens.py")
    tables = ("base", "space", "radius", "line", "icon", "target", "layout", "motion")
    unused = {
        f"{table}.{name}"
        for table in tables
        for name in getattr(TOKENS, table)._fields
        if not re.search(rf"\b(?:{table.upper()}|{table})\.{name}\b", code)
    }
    assert unused == {"space.steps"}  # what pages may use: test_pages_follow_the_look.py
    made = {f"{kind.value}_soft" for kind in MessageKind}  # the ground of a message, by its kind
    colors = {name for name in TOKENS.colors["light"] if not re.search(rf'"{name}"', code)} - made
    assert colors == set()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("theme", THEMES)
def test_the_edge_of_a_menu_is_seen_in_every_theme(qtbot: QtBot, theme: Theme) -> None:
    look.choose_theme(theme)
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Kopiér")
    menu.popup(QPoint(10, 10))
    picture = menu.grab().toImage()
    edge, ground = (picture.pixelColor(spot, picture.height() // 2).name() for spot in (0, 4))
    assert contrast(edge, ground) >= RAW["contrast"]["shape"]


def test_icons_take_the_colour_the_size_and_are_kept() -> None:
    red = look.icon("house", QColor("#ff0000"), 5)
    assert red.width() == 20
    image = red.toImage()
    inks = {
        image.pixelColor(x, y).name() for x in range(20) for y in range(20) if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {"#ff0000"}
    assert look.icon("house", QColor("#ff0000"), 5) is red
    look.set_zoom(2.0)
    assert look.icon("house", QColor("#ff0000"), 5).width() == 40
    look.set_zoom(1.0)
    assert look.icon("house", QColor("#ff0000"), 5) is red  # a meeting is larger, and Start behind it is not drawn anew
    with pytest.raises(FileNotFoundError):
        look.icon("no-such-icon", QColor("red"))


def test_every_icon_that_the_code_names_is_there() -> None:
    named = set()
    for file in CODE.rglob("*.py"):
        named |= set(re.findall(r'icon(?:_at)?(?:=|\([^"\n]*?)"([a-z][a-z0-9-]+)"', file.read_text(encoding="utf-8")))
    there = {file.stem for file in (RESOURCES / "icons").glob("*.svg")}
    assert named
    assert named <= there | {"body"}, named - there


def test_patterns_differ_and_the_first_shade_has_none() -> None:
    tiles = [paint.pattern(shade).texture().toImage() for shade in range(5)]
    assert all(
        tiles[0].pixelColor(x, y).alpha() == 0 for x in range(tiles[0].width()) for y in range(tiles[0].height())
    )
    for one, two in itertools.combinations(tiles, 2):
        assert one != two


def test_danish_dates_numbers_and_buttons(qapp: QApplication, qtbot: QtBot) -> None:
    assert QLocale().toString(QDate(2026, 3, 17), "dddd d. MMMM") == "tirsdag 17. marts"
    assert QLocale().toString(4000) == "4.000"
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text().replace("&", "") == "Annuller"


def test_no_style_sheets_no_bare_labels_no_rich_text() -> None:
    for file in CODE.rglob("*.py"):
        code = file.read_text(encoding="utf-8")
        assert "setStyleSheet(" not in code, file.name
        assert not re.search(r"(?<!Plain)QLabel\(\)", code), file.name
        assert "RichText" not in code, file.name
        assert "setHtml(" not in code, file.name
