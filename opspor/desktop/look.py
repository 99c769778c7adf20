"""The look at work: theme, zoom, unit, fonts, colours and icons for everything that paints.

``look`` is the one object that all widgets ask; ``look.apply(app)`` dresses the application. When theme or zoom
changes, the palette and the font of the application are replaced (Qt repaints and lays out again by itself) and
``look.changed`` is emitted for what keeps a size or a picture of its own.
"""

from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetrics, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

import opspor
from opspor.desktop.tokens import ICON, TOKENS, Shade, Step, Theme

ThemeChoice = Literal["system", "light", "dark", "contrast"]

# System fonts that were looked at with these sizes; anything else (DejaVu on a bare Linux) gets the bundled Inter.
GOOD_FONTS = ("Segoe UI", ".AppleSystemUIFont", "SF ", "Noto Sans", "Inter", "Cantarell", "Ubuntu", "Roboto")

_ROLES = {
    QPalette.ColorRole.Window: "desk",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "sheet",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "sheet",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.ToolTipBase: "sheet",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "placeholder",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.LinkVisited: "accent_text",
    QPalette.ColorRole.Light: "sheet",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line_control",
    QPalette.ColorRole.Dark: "line_control",
    QPalette.ColorRole.Shadow: "line_control",
}
_TEXT_ROLES = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


class Look(QObject):
    """Theme, zoom and everything that follows from them. Before ``apply`` it answers for light at 100 %."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choice: ThemeChoice = "system"
        self._zoom = 1.0
        self._projector = False
        self._family = ""
        self._system_px = TOKENS.base.min_px
        self._app: QApplication | None = None
        self._theme: Theme = "light"
        self._ratio = 1.0
        self._unit = float(TOKENS.base.u_px_at_100)
        self._colors = {name: QColor(value) for name, value in TOKENS.colors["light"].items()}
        self._icons: dict[tuple[str, str, int, float], QPixmap] = {}
        self._pixels: dict[float, int] = {}  # u -> pixels: a page asks thousands of times

    # --- dressing the application ---------------------------------------------------------------------------------

    def apply(self, app: QApplication) -> None:
        """Dresses the application: palette and font. Follows the system's theme and contrast from now on."""
        self._app = app
        system = QFontInfo(app.font())
        if not self._family:
            self._system_px = max(system.pixelSize(), TOKENS.base.min_px)
            self._family = system.family() if system.family().startswith(GOOD_FONTS) else _bundled_family()
        hints = app.styleHints()
        for told in (hints.colorSchemeChanged, hints.accessibility().contrastPreferenceChanged):
            told.connect(self._dress, Qt.ConnectionType.UniqueConnection)
        self._dress()

    def choose_theme(self, choice: ThemeChoice) -> None:
        """``system`` follows the system; the others stay whatever the system says."""
        self._choice = choice
        self._dress()

    def set_zoom(self, zoom: float) -> None:
        """1.0 to 2.0; what lies outside is taken to the nearest end."""
        self._zoom = min(max(zoom, TOKENS.base.zoom[0]), TOKENS.base.zoom[-1])
        self._dress()

    def set_projector(self, on: bool) -> None:
        """Meeting screens are one factor larger, on top of the zoom."""
        if on != self._projector:
            self._projector = on
            self._dress()

    def _dress(self) -> None:
        _font.cache_clear()
        _metrics.cache_clear()
        self._theme = self._wanted_theme()
        self._colors = {name: QColor(value) for name, value in TOKENS.colors[self._theme].items()}
        self._ratio = self._app.devicePixelRatio() if self._app is not None else 1.0
        self._unit = max(1.0, round(self.base_px * TOKENS.base.u_per_base * self._ratio)) / self._ratio
        self._pixels.clear()
        if self._app is not None:
            self._app.setFont(self.font("body"))
            self._app.setPalette(self.palette())
            menu = self.palette()  # Fusion makes its edge of this role, darkened, and fills it with another
            menu.setColor(QPalette.ColorRole.Window, self.color("text_2"))
            self._app.setPalette(menu, "QMenu")  # type: ignore[arg-type]  # PySide takes a str and says bytes
        self.changed.emit()

    def _wanted_theme(self) -> Theme:
        if self._app is not None:
            hints = self._app.styleHints()
            accessibility = hints.accessibility()
            if accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast:
                return "contrast"
            if self._choice == "system":
                return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"
        return "light" if self._choice == "system" else self._choice

    # --- what it answers ------------------------------------------------------------------------------------------

    @property
    def choice(self) -> ThemeChoice:
        """What the person chose."""
        return self._choice

    @property
    def ratio(self) -> float:
        """Device pixels per logical pixel."""
        return self._ratio

    @property
    def zoom(self) -> float:
        """1.0 to 2.0, without the meeting factor."""
        return self._zoom

    @property
    def theme(self) -> Theme:
        """The theme that is drawn. A system that asks for high contrast gets it, whatever was chosen."""
        return self._theme

    @property
    def base_px(self) -> float:
        """The base font in logical pixels."""
        factor = TOKENS.base.projector if self._projector else 1.0
        return self._system_px * self._zoom * factor

    def uf(self, units: float) -> float:
        """``units`` u in logical pixels, for lines and radii. A line never gets thinner than one device pixel."""
        return max(units * self._unit, 1 / self._ratio) if units else 0.0

    def u(self, units: float) -> int:
        """``units`` u in whole logical pixels, for layout."""
        if units not in self._pixels:
            self._pixels[units] = round(self.uf(units))
        return self._pixels[units]

    def font(self, step: Step) -> QFont:
        """The font of a type step, with tabular digits."""
        return _font(self._family, self.base_px, step)

    def metrics(self, step: Step) -> QFontMetrics:
        """The metrics of a type step."""
        return _metrics(self._family, self.base_px, step)

    def color(self, name: str) -> QColor:
        """A colour of the theme by its token name. Raises ``KeyError`` for a name that no theme has."""
        return self._colors[name]

    def shade(self, shade: int) -> Shade:
        """The colours of a shade (0..4) of the matrix."""
        return TOKENS.ramps[self._theme][shade]

    def palette(self) -> QPalette:
        """The colours of the theme in Qt's roles, for what Qt paints itself."""
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.color(name))
        for role in _TEXT_ROLES:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("disabled"))
        return palette

    def icon(self, name: str, color: QColor, units: float = ICON.body) -> QPixmap:
        """A Lucide icon in a colour, ``units`` u square, as sharp as the screen. Each is drawn once.

        Raises ``FileNotFoundError`` for an icon that is not in ``resources/icons``.
        """
        key = (name, color.name(), self.u(units), self._ratio)
        if key not in self._icons:
            self._icons[key] = _draw_icon(*key)
        return self._icons[key]


def new_application() -> QApplication:
    """The application, dressed, in the Fusion style: as an argument, since ``setStyle`` spends 5 ms on its answer."""
    app = QApplication(["opspor", "-style", "Fusion"])
    app.setApplicationName("opspor")
    look.apply(app)
    return app


def _bundled_family() -> str:
    fonts = opspor.data_folder("resources") / "fonts"
    number = QFontDatabase.addApplicationFont(str(fonts / "Inter-Regular.ttf"))
    QFontDatabase.addApplicationFont(str(fonts / "Inter-SemiBold.ttf"))
    return QFontDatabase.applicationFontFamilies(number)[0]


@lru_cache
def _font(family: str, base_px: float, step: Step) -> QFont:
    font = QFont([family] if family else [])
    kind = TOKENS.steps[step]
    font.setPixelSize(round(base_px * kind.em))
    font.setWeight(QFont.Weight(kind.weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@lru_cache
def _metrics(family: str, base_px: float, step: Step) -> QFontMetrics:
    return QFontMetrics(_font(family, base_px, step))


def _draw_icon(name: str, color: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # after the first paint of a window without icons

    svg = (opspor.data_folder("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    svg = svg.replace("currentColor", color).replace('stroke-width="2"', f'stroke-width="{ICON.stroke}"')
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        QSvgRenderer(svg.encode()).render(painter, QRectF(pixmap.rect()))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


look = Look()
