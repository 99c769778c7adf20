"""Draws the pictures of docs/design-language.md into docs/billeder/design: every token, and the parts in all themes.

Run it again when a token or a part has changed: ``make look-book``.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

import opspor
from opspor.desktop import danish, paint
from opspor.desktop.look import look, new_application
from opspor.desktop.shortcuts import LOCK, SEARCH
from opspor.desktop.tokens import ICON, LINE, RADIUS, THEMES, TOKENS, Shade, Theme
from opspor.desktop.widgets import (
    AnswerKeys,
    Button,
    Card,
    CarefulDialog,
    CellContent,
    CellGroup,
    CellPerson,
    CheckBox,
    Chip,
    ChoiceField,
    Column,
    DateField,
    EmptyState,
    Flow,
    FocusRing,
    KeyCap,
    Kind,
    ListRow,
    LittleMatrix,
    MatrixCell,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    ProgressStrip,
    Prose,
    Quality,
    QualityRow,
    Row,
    RowList,
    Segmented,
    ShadeMark,
    StepRow,
    StepState,
    TextField,
    box,
    line_of,
)

TARGET = Path(__file__).parent.parent / "docs" / "billeder" / "design"
THEME_WORDS: dict[Theme, str] = {"light": "Lyst", "dark": "Mørkt", "contrast": "Høj kontrast"}
ICON_SIZES = (16, 24, 32, 48, 64, 128)
_WIDE = 460  # px of one theme in a picture
_SETTLE = 80  # ms until layouts, focus and paint have come to rest

Draw = Callable[[QPainter, QRect], object]


class Sketch(QWidget):
    """A place of a size in u that ``draw`` fills."""

    def __init__(self, width: float, height: float, draw: Draw) -> None:
        super().__init__()
        self.setFixedSize(look.u(width), look.u(height))
        self._draw = draw

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  as Qt calls it
        with paint.painter_on(self) as painter:
            self._draw(painter, self.rect())


class Desk(QWidget):
    """The ground that the parts stand on, with the name of the theme above them where there are several."""

    def __init__(self, head: str, parts: Sequence[QWidget], *, spacing: float = 3) -> None:
        super().__init__()
        self.column = column = Column(self, spacing=spacing, margins=(5, 4, 5, 5))
        if head:
            column.addWidget(PlainLabel(head, "small_strong", "text_2"))
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        FocusRing(self)

    def ring_radius(self) -> None:
        """No ring: it is the ground."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  as Qt calls it
        with paint.painter_on(self) as painter:
            painter.fillRect(self.rect(), look.color("desk"))


# --- tokens -----------------------------------------------------------------------------------------------------------


def colors() -> list[QWidget]:
    """Every colour of the theme with its name and value."""
    return [Sketch(100, 5.5, _swatch(name, value)) for name, value in TOKENS.colors[look.theme].items()]


def _swatch(name: str, value: str) -> Draw:
    def draw(painter: QPainter, rect: QRect) -> None:
        spot = QRect(rect.left(), rect.top(), look.u(11), rect.height())
        paint.shape(painter, spot, RADIUS.key, QColor(value), look.color("line_control"), LINE.hair)
        words = rect.adjusted(look.u(14), 0, 0, 0)
        paint.words(painter, words, name, "small_strong")
        paint.words(painter, words.adjusted(look.u(40), 0, 0, 0), value, "small", look.color("text_2"))

    return draw


def ramp() -> list[QWidget]:
    """The five shades with their patterns, what they ask for, and the five colours of each."""
    words = ("ses igen", "hold øje", "gør noget", "gør noget nu", "samme dag")
    lines: list[QWidget] = []
    for number, (word, shade) in enumerate(zip(words, TOKENS.ramps[look.theme], strict=True)):
        lines.append(line_of(ShadeMark(number), PlainLabel(word, "body", wrap=False), spacing=3))
        lines.append(Sketch(100, 5, _five(shade)))
    places = [LittleMatrix(row, side) for row in range(3) for side in range(2)]
    return [*lines, line_of(*places, PlainLabel("hvor i matrixen", "small", "text_2", wrap=False), spacing=4)]


def _five(shade: Shade) -> Draw:
    def draw(painter: QPainter, rect: QRect) -> None:
        for number, (name, value) in enumerate(shade._asdict().items()):
            left = look.u(20) * number
            spot = QRect(left, 0, look.u(4), rect.height())
            paint.shape(painter, spot, RADIUS.key, QColor(value), look.color("line_control"), LINE.hair)
            paint.words(painter, rect.adjusted(left + look.u(5), 0, 0, 0), name, "small", look.color("text_2"))

    return draw


def type_scale() -> list[QWidget]:
    """Each step in its size and weight."""
    lines: list[QWidget] = []
    for name, step in TOKENS.steps.items():
        pixels = round(TOKENS.base.min_px * step.em)
        lines.append(PlainLabel("Trives barnet? Æblegrød 1.234", name, wrap=False))  # type: ignore[arg-type]  # a step by name
        lines.append(PlainLabel(f"{name} · {pixels} px · {step.weight}", "small", "text_2", wrap=False))
    return [box(*lines, spacing=0.5)]


def distances() -> list[QWidget]:
    """The steps of space, the radii, the lines and the sizes of icons and of what is pressed, true to scale."""
    space, spots = TOKENS.space, "accent"
    named = {getattr(space, name): name for name in space._fields if name != "steps"}
    bars = [
        _row(f"{step:g} u · {named[step]}" if step in named else f"{step:g} u", max(step, 0.25), 3, spots)
        for step in space.steps
    ]
    lines = [_row(f"{name} {value:g} u", 30, value, "text") for name, value in TOKENS.line._asdict().items()]
    targets = [_row(f"{name} {value:g} u", 12, value, "line") for name, value in TOKENS.target._asdict().items()]
    round_ = [_named(Sketch(18, 12, _rounded(value)), name, value) for name, value in TOKENS.radius._asdict().items()]
    icons = [
        _named(Sketch(12, 12, _icon("sprout", value)), name, value)
        for name, value in TOKENS.icon._asdict().items()
        if name != "stroke"
    ]
    heads = (("Afstande", bars), ("Streger", lines), ("Højder af det, man trykker på", targets))
    grid = _columns([box(PlainLabel(head, "section"), *of, spacing=1.5) for head, of in heads])
    rounds = box(PlainLabel("Hjørner", "section"), line_of(*round_, spacing=4), spacing=2)
    sizes = box(PlainLabel("Ikoner", "section"), line_of(*icons, spacing=4), spacing=2)
    return [grid, line_of(rounds, sizes, spacing=6)]


def _columns(columns: Sequence[QWidget]) -> QWidget:
    grid = QWidget()
    row = Row(grid, spacing=6)
    for column in columns:
        row.addWidget(column, 0, Qt.AlignmentFlag.AlignTop)
    row.addStretch(1)
    return grid


def _named(part: QWidget, name: str, value: float) -> QWidget:
    return box(part, PlainLabel(f"{name} {value:g} u", "small", "text_2", wrap=False), spacing=1)


def _row(words: str, width: float, height: float, color: str) -> QWidget:
    def draw(painter: QPainter, rect: QRect) -> None:
        high = max(1, look.u(height))
        painter.fillRect(QRect(0, (rect.height() - high) // 2, max(1, look.u(width)), high), look.color(color))

    return line_of(
        Sketch(max(width, 12), max(height, 4), draw), PlainLabel(words, "small", "text_2", wrap=False), spacing=2
    )


def _rounded(radius: float) -> Draw:
    return lambda painter, rect: paint.shape(painter, rect, radius, look.color("sheet"), look.color("line_control"))


def _icon(name: str, units: float) -> Draw:
    return lambda painter, rect: paint.icon_at(painter, 0, rect.height() / 2, name, look.color("text"), units)


def icons() -> list[QWidget]:
    """Every icon with its name."""
    names = sorted(file.stem for file in (opspor.data_folder("resources") / "icons").glob("*.svg"))
    places = [
        line_of(Sketch(ICON.body, 6, _icon(name, ICON.body)), PlainLabel(name, "small", wrap=False)) for name in names
    ]
    each = -(-len(places) // 4)
    return [_columns([box(*places[start : start + each], spacing=1.5) for start in range(0, len(places), each)])]


def mark() -> list[QWidget]:
    """The mark of the program in the sizes of a desktop, on a light and a dark ground."""
    drawing = QSvgRenderer(str(opspor.data_folder("resources") / "app" / "opspor.svg"))

    def draw(painter: QPainter, rect: QRect) -> None:
        half = rect.height() // 2
        painter.fillRect(rect.adjusted(0, 0, 0, -half), QColor("#FFFFFF"))
        painter.fillRect(rect.adjusted(0, half, 0, 0), QColor("#202020"))
        left = 16
        for size in ICON_SIZES:
            for middle in (half // 2, half + half // 2):
                drawing.render(painter, QRectF(left, middle - size // 2, size, size))
            left += size + 24

    return [Sketch(120, 76, draw)]


# --- parts ------------------------------------------------------------------------------------------------------------


def buttons() -> list[QWidget]:
    """The kinds of buttons and their states. The first one has the focus."""
    focused, over, down, cannot = (Button("Gem", Kind.MAIN) for _ in range(4))
    over.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    down.setDown(True)
    cannot.set_cannot("Vælg først en stue.")
    focused.setFocus()
    states = zip(("fokus", "over", "trykket", "kan ikke"), (focused, over, down, cannot), strict=True)
    return [
        line_of(*(box(PlainLabel(words, "small", "text_2", wrap=False), one, spacing=1) for words, one in states)),
        line_of(Button("Udskriv", icon="printer"), Button("Ring 112", Kind.DANGER, icon="phone"), spacing=3),
        line_of(Button("Ny bekymring", Kind.QUIET, icon="circle-plus"), Button("Åbn runden", Kind.LINK), spacing=3),
        line_of(Button("Næste", Kind.MAIN, shortcut=SEARCH), KeyCap(LOCK), spacing=3),
    ]


def fields() -> list[QWidget]:
    """Fields: at rest, with an error, a choice that opens, a segmented choice, answers and boxes."""
    wrong = DateField("Ny dato", help_text="Højst 30 dage frem.")
    wrong.editor.setProperty("text", "17.05.2026")
    wrong.set_error("17. maj er for langt ude. Vælg en dag til og med 16. april.")
    keys = AnswerKeys([("Ofte", 1), ("Af og til", 2), ("Sjældent", 3)])
    keys.set_value(2)
    box_ = CheckBox("Jonas ser det anderledes")
    box_.setChecked(True)
    return [
        TextField("Hvem følger op?", help_text="Én voksen. Ikke et team.", text="Jonas"),
        wrong,
        ChoiceField("Stue", [("Bøgestuen", 1)], value=1),
        Segmented("Vis", [("Navne", 1), ("Initialer", 2), ("Kun antal", 3)], value=2),
        keys,
        box_,
    ]


def messages() -> list[QWidget]:
    """The four kinds of messages, chips and progress."""
    said = (
        (MessageKind.SUCCESS, "Gemt.", "Den fælles vurdering er skrevet ind."),
        (MessageKind.INFO, "Runden er åben.", "Den lukker 15. april."),
        (MessageKind.WARNING, "Listen er fra i går.", "To børn er kommet til siden."),
        (MessageKind.DANGER, "Kopien blev ikke gemt.", "Dine data er urørte. Sæt nøglen i, og prøv igen."),
    )
    strip = ProgressStrip("Barn")
    strip.set_progress(12, 22, current=True)
    chips = [Chip("Fokuspunkt"), Chip("1 dag over", MessageKind.WARNING), Chip("Må ikke vide det", MessageKind.DANGER)]
    lines = [MessageLine(Message(kind, first, rest), closable=False) for kind, first, rest in said]
    return [*lines, Flow(list(chips)), strip]


def lists() -> list[QWidget]:
    """A card with rows, steps of a track, how sections stand, and a page with nothing yet."""
    rows = RowList("Rækker", keeps=True)
    rows.set_rows(
        [
            ListRow("Samtale med forældre", fact="kl. 15.30", icon="users-round", key=1),
            ListRow("Valgt", fact="i dag", icon="user-round", key=2),
            ListRow("Kvittering", "Frist mandag 16.", "1 dag over", "mail-question-mark", 3, MessageKind.WARNING),
        ]
    )
    rows.choose(2)
    card = Card("Venter på svar", fact="3", flush=True)
    card.add(rows)
    track = Card("Trin for trin", flush=True)
    track.add(StepRow(1, "Skriv ned, hvad du så", deadline="gjort", state=StepState.DONE))
    track.add(StepRow(2, "Tal med lederen", deadline="i dag", state=StepState.NOW))
    track.add(QualityRow("Barnet", Quality.READY))
    track.add(QualityRow("Forældre", Quality.MISSING, "mangler"))
    empty = Card()
    sentence = "Hent stuens liste fra en fil, så står alle her."
    empty.add(EmptyState("users-round", "Her er ingen børn endnu", sentence, Button("Hent liste", Kind.MAIN)))
    prose = Prose(["Skriv, hvad du så og hørte.", "Skriv barnets egne ord."])
    return [card, track, empty, prose]


def matrix() -> list[QWidget]:
    """Six cells: shade, pattern, count, who stands there, which way they moved and what the cell asks for."""
    some = CellPerson("A.K."), CellPerson("E.T.", new=True), CellPerson("V.E.", "←"), CellPerson("S.H.")
    worse = (CellGroup("Begyndende", [CellPerson("K.J.", "→")]), CellGroup("Mistrivsel", [CellPerson("N.F.")]))
    cells = (
        ("Trivsel", 0, CellContent(4, [CellGroup("", some)], "Ses igen i næste runde", None)),
        ("Mistrivsel", 2, CellContent(1, worse[:1], "Fokuspunkt. Forældresamtale", 0)),
        ("Trivsel", 1, CellContent(2, [CellGroup("", some[2:])], "Hold fast, og hold øje", 0)),
        ("Mistrivsel", 3, CellContent(2, worse, "Fokuspunkt, leder og sparring", 1)),
        ("Trivsel", 2, CellContent(0, [], "Leder orienteres", None)),
        ("Mistrivsel", 4, CellContent(1, worse[1:], "Leder i dag", 0)),
    )
    lines = []
    for start in (0, 2, 4):
        pair = []
        for place, shade, content in cells[start : start + 2]:
            cell = MatrixCell(place, shade)
            cell.set_content(content)
            pair.append(cell)
        line = QWidget()
        row = Row(line, spacing=2)
        for cell in pair:
            row.addWidget(cell, 1)
        lines.append(line)
        if start == 2:
            pair[1].setFocus()
    return [box(*lines, spacing=2)]


def dialogs() -> list[QWidget]:
    """The one dialog there is."""
    owner = QWidget()
    sentence = "Alt om Alma slettes her på pc'en og i nye kopier. Det kan ikke fortrydes."
    dialog = CarefulDialog(owner, "Slet Almas oplysninger?", sentence, safe="Behold", verb="Slet")
    dialog.setMinimumHeight(look.u(44))
    dialog.setParent(None)
    owner.deleteLater()
    return [dialog]


# name of the picture -> (its parts, in all themes, width in px)
PICTURES: dict[str, tuple[Callable[[], list[QWidget]], bool, int]] = {
    "farver": (colors, True, 380),
    "skumring": (ramp, True, 440),
    "skrift": (type_scale, False, 900),
    "afstande": (distances, False, 820),
    "ikoner": (icons, False, 900),
    "maerke": (mark, False, 540),
    "knapper": (buttons, True, _WIDE),
    "felter": (fields, True, _WIDE),
    "beskeder": (messages, True, _WIDE),
    "lister": (lists, True, _WIDE),
    "dialog": (dialogs, True, _WIDE),
    "matrix": (matrix, True, 560),
}


def draw(target: Path) -> Iterator[Path]:
    """Draws every picture into ``target``."""
    target.mkdir(parents=True, exist_ok=True)
    for name, (parts, everywhere, width) in PICTURES.items():
        drawn = [_in_theme(theme, parts, everywhere, width) for theme in (THEMES if everywhere else THEMES[:1])]
        wide, high = sum(one.width() for one in drawn), max(one.height() for one in drawn)
        whole = QImage(wide, high, QImage.Format.Format_RGB32)
        left = 0
        with QPainter(whole) as painter:
            for theme, one in zip(THEMES, drawn, strict=False):
                painter.fillRect(left, 0, one.width(), whole.height(), QColor(TOKENS.colors[theme]["desk"]))
                painter.drawImage(left, 0, one)
                left += one.width()
        path = target / f"{name}.png"
        whole.save(str(path))
        yield path
    look.choose_theme("system")


def _in_theme(theme: Theme, parts: Callable[[], list[QWidget]], everywhere: bool, width: int) -> QImage:
    look.choose_theme(theme)
    desk = Desk(THEME_WORDS[theme] if everywhere else "", parts(), spacing=1 if parts is colors else 3)
    desk.resize(width, 100)
    desk.show()
    desk.activateWindow()
    _go_on()
    if not isinstance(QApplication.focusWidget(), QAbstractButton):
        desk.setFocus()  # no cursor in a field
    desk.resize(width, desk.column.totalHeightForWidth(width))
    _go_on()
    picture = desk.grab().toImage()
    desk.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return picture


def _go_on() -> None:
    loop = QEventLoop()
    QTimer.singleShot(_SETTLE, loop.quit)
    loop.exec()


if __name__ == "__main__":
    danish.speak(new_application())
    for made in draw(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET):
        print(f"{made.name} {made.stat().st_size / 1000:.0f} kB")
    QApplication.processEvents()
