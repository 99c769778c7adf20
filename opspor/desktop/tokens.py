"""The numbers of the look, read from ``resources/look/tokens.toml`` into typed, frozen records.

A token that is missing, misspelt or too many raises ``TypeError`` when the program starts, so the file and the
painter cannot drift apart unseen. Sizes are ``em`` (times the base font) or ``u`` (2/7 of the base font).
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

import opspor

Step = Literal[
    "small", "small_strong", "body", "body_strong", "lead", "section", "title", "question", "display"
]  # fmt: skip
Theme = Literal["light", "dark", "contrast"]
THEMES: tuple[Theme, ...] = ("light", "dark", "contrast")


class TypeStep(NamedTuple):
    """One step of the type scale: ``em`` times the base font, ``weight`` as in ``QFont.Weight``."""

    em: float
    weight: int
    use: str


class Base(NamedTuple):
    """The base font: its least size in logical pixels at 100 %, the zoom steps and the meeting factor."""

    min_px: int
    zoom: tuple[float, ...]
    projector: float
    u_per_base: float
    u_px_at_100: int


class Space(NamedTuple):
    """Distances in u; ``steps`` are those by which a page may set its parts apart."""

    hair: float
    tight: float
    gap: float
    group: float
    steps: tuple[float, ...]


class Radius(NamedTuple):
    """Corner radii in u."""

    key: float
    control: float
    cell: float
    card: float


class Line(NamedTuple):
    """Line widths in u, drawn never thinner than one device pixel."""

    hair: float
    control: float
    strong: float
    bar: float
    focus: float
    focus_gap: float


class Icon(NamedTuple):
    """Icon sizes in u, and the stroke on the 24 grid."""

    small: float
    body: float
    large: float
    hero: float
    stroke: float


class Target(NamedTuple):
    """Heights of what is clicked, in u."""

    minimum: float
    button: float
    button_main: float
    rail_item: float
    row: float
    row_two: float
    table_row: float
    field: float
    answer: float
    choice: float


class PageLayout(NamedTuple):
    """The frames, in u."""

    rail: float
    top_bar: float
    foot: float
    side: float
    page_margin: float
    gutter: float
    content_max: float
    side_min: float
    window_min: tuple[float, float]


class Motion(NamedTuple):
    """Durations in milliseconds. Nothing moves, so there is nothing to turn off where the system asks for stillness."""

    progress_after_ms: int


class Shade(NamedTuple):
    """The colours of one shade of the matrix."""

    fill: str
    text: str
    text_2: str
    frame: str
    rule: str


class Tokens(NamedTuple):
    """Everything that ``tokens.toml`` says about the screen."""

    base: Base
    steps: Mapping[str, TypeStep]
    space: Space
    radius: Radius
    line: Line
    icon: Icon
    target: Target
    layout: PageLayout
    motion: Motion
    colors: Mapping[Theme, Mapping[str, str]]
    ramps: Mapping[Theme, tuple[Shade, ...]]


def read_tokens(path: Path) -> Tokens:
    """Reads and checks the token file. ``TypeError`` for a token too few or too many, ``KeyError`` for a table."""
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    layout = raw["layout"] | {"window_min": tuple(raw["layout"]["window_min"])}
    names = set(raw["color"]["light"])
    for theme in THEMES:
        if set(raw["color"][theme]) != names:
            raise TypeError(f"theme {theme} and theme light name different colours")
    return Tokens(
        base=Base(**raw["base"] | {"zoom": tuple(raw["base"]["zoom"])}),
        steps={name: TypeStep(**step) for name, step in raw["type"].items() if name != "rules"},
        space=Space(**raw["space"] | {"steps": tuple(raw["space"]["steps"])}),
        radius=Radius(**raw["radius"]),
        line=Line(**raw["line"]),
        icon=Icon(**raw["icon"]),
        target=Target(**raw["target"]),
        layout=PageLayout(**layout),
        motion=Motion(**raw["motion"]),
        colors={theme: raw["color"][theme] for theme in THEMES},
        ramps={theme: tuple(Shade(**raw["ramp"][theme][f"s{i}"]) for i in range(5)) for theme in THEMES},
    )


TOKENS = read_tokens(opspor.data_folder("resources") / "look" / "tokens.toml")
SPACE, RADIUS, LINE, ICON, TARGET = TOKENS.space, TOKENS.radius, TOKENS.line, TOKENS.icon, TOKENS.target
LAYOUT, MOTION = TOKENS.layout, TOKENS.motion
