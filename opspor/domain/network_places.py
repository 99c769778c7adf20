"""Where everybody stands on a drawn network map: rings and sectors, and nobody on top of another.

Pure numbers, for the screen and for paper: ``x`` to the right, ``y`` down, in whatever unit the caller measures text
in. Every mark has the number of the list beside the map; names stand with them where there is room for all of them.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from opspor.domain.network import MOST_PEOPLE, Person, Ring, Sector

_MIDDLE = 0.16  # of the radius: the child
_GAP = 2.0
_FULLEST = 0.35  # of the map may be names; beyond that one cannot tell whose they are
_STEPS = 9  # radii and angles tried on each side of the best place


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Whether the two lie on each other, or closer than a hair."""
        return (
            self.x < other.x + other.width + _GAP
            and other.x < self.x + self.width + _GAP
            and self.y < other.y + other.height + _GAP
            and other.y < self.y + self.height + _GAP
        )

    def inside(self, width: float, height: float) -> bool:
        """Whether it lies on a drawing of that size."""
        return self.x >= 0 and self.y >= 0 and self.x + self.width <= width and self.y + self.height <= height


@dataclass(frozen=True, slots=True)
class Slice:
    """A sector of the map: between two angles, in radians clockwise from the right, and where its title stands."""

    sector: Sector
    begin: float
    end: float
    title: Box


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a person stands: the middle of the mark, and the room of the name; None where the number must do."""

    x: float
    y: float
    name: Box | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map that is laid out. ``rings`` are the outer edges as shares of ``across`` and ``along``, from the middle."""

    x: float  # the child
    y: float
    across: float  # half of the outer ring's width
    along: float  # half of its height
    middle: float  # the radius of the child's own circle
    rings: tuple[float, float, float]
    slices: tuple[Slice, ...]
    mark: float  # radius of each person's mark
    spots: tuple[Spot, ...]

    def border(self, part: Slice) -> tuple[Point, Point]:
        """Where the line at the beginning of a sector begins, at the child's circle, and ends."""
        over, down = self.across * math.cos(part.begin), self.along * math.sin(part.begin)
        share = self.middle / math.hypot(over, down)
        return (self.x + over * share, self.y + down * share), (self.x + over, self.y + down)


Size = tuple[float, float]
_Oval = tuple[float, float, float, float]  # the middle, and half of its width and height


def laid_out(
    people: Sequence[Person], names: Sequence[Size], titles: Sequence[Size], width: float, height: float, mark: float
) -> Drawing:
    """Lay out a map of ``width`` and ``height``. ``names`` are the sizes of the people's names, ``titles`` those of the
    sectors'; ``mark`` is the radius of a mark that a number fits in.

    With names if there is room for all of them, else with numbers alone; and if need be with smaller marks.
    """
    empty = _frame(people, titles, width, height, mark)
    written = sum(w * h for w, h in names)
    if written < _FULLEST * math.pi * empty.across * empty.along:
        spots = _placed(empty, people, names, mark, width, height)
        if spots is not None:
            return replace(empty, spots=spots)
    while True:
        spots = _placed(empty, people, None, mark, width, height)
        if spots is not None:
            return replace(empty, spots=spots, mark=mark)
        mark *= 0.85


def _frame(people: Sequence[Person], titles: Sequence[Size], width: float, height: float, mark: float) -> Drawing:
    """Rings and sectors with room for those who stand in them: where many are, there is more."""
    wide, tall = max(w for w, _ in titles), max(h for _, h in titles)
    across, along = max(width / 2 - wide - 2 * _GAP, 1), max(height / 2 - tall - 2 * _GAP, 1)
    x, y = width / 2, height / 2
    least = max(2.0, len(people) / 6)
    slices = _slices(people, titles, least, (x, y, across, along))
    while _crowded(slices) and least < 20 * MOST_PEOPLE:
        least *= 2  # narrow sectors: nearer to all being alike
        slices = _slices(people, titles, least, (x, y, across, along))
    in_ring = [sum(p.ring is ring for p in people) + max(3.0, len(people) / 4) for ring in Ring]
    edges, so_far = [], 0.0
    for weight in in_ring:  # the area of a ring grows with those in it
        so_far += weight / sum(in_ring)
        edges.append(math.sqrt(_MIDDLE**2 + (1 - _MIDDLE**2) * so_far))
    middle = _MIDDLE * min(across, along)
    return Drawing(x, y, across, along, middle, (edges[0], edges[1], 1.0), slices, mark, ())


def _slices(people: Sequence[Person], titles: Sequence[Size], least: float, oval: _Oval) -> tuple[Slice, ...]:
    weights = [sum(p.sector is sector for p in people) + least for sector in Sector]
    slices, begin = [], -math.pi / 2 - math.pi * weights[0] / sum(weights)  # family stands at the top
    for sector, weight, size in zip(Sector, weights, titles, strict=True):
        end = begin + 2 * math.pi * weight / sum(weights)
        slices.append(Slice(sector, begin, end, _title((begin + end) / 2, size, oval)))
        begin = end
    return tuple(slices)


def _crowded(slices: Sequence[Slice]) -> bool:
    return any(one.title.meets(other.title) for one, other in combinations(slices, 2))


def _title(angle: float, size: Size, oval: _Oval) -> Box:
    """The title of a sector, outside the rings at the middle of its arc."""
    (x, y, across, along), (width, height) = oval, size
    cos, sin = math.cos(angle), math.sin(angle)
    out = 1.0
    while True:
        box = _beside(x + across * out * cos, y + along * out * sin, cos, sin, size)
        corners = ((box.x + over, box.y + down) for over in (0, width) for down in (0, height))
        if all(((left - x) / across) ** 2 + ((top - y) / along) ** 2 > 1 for left, top in corners):
            return box
        out += 0.02


def _beside(edge_x: float, edge_y: float, cos: float, sin: float, size: Size) -> Box:
    width, height = size
    # the box touches the arc with the side that looks at the middle
    left = edge_x - width * (1 - cos) / 2 + _GAP * cos
    top = edge_y - height * (1 - sin) / 2 + _GAP * sin
    return Box(left, top, width, height)


def _placed(
    frame: Drawing, people: Sequence[Person], names: Sequence[Size] | None, mark: float, width: float, height: float
) -> tuple[Spot, ...] | None:
    """A spot for each of the people, or None when somebody has no room."""
    taken = [Box(frame.x - frame.middle, frame.y - frame.middle, 2 * frame.middle, 2 * frame.middle)]
    taken += [part.title for part in frame.slices]
    found: dict[int, Spot] = {}
    cells: dict[tuple[Sector | None, Ring | None], list[int]] = {}
    for number, person in enumerate(people):
        cells.setdefault((person.sector, person.ring), []).append(number)
    for (sector, ring), numbers in sorted(cells.items(), key=lambda cell: -len(cell[1])):
        for place, number in enumerate(numbers):
            size = names[number] if names is not None else None
            free = (
                (x, y, boxes)
                for x, y in _tried(frame, sector, ring, (place + 0.5) / len(numbers))
                for boxes in _boxes(x, y, size, mark)
                if all(box.inside(width, height) and not any(box.meets(t) for t in taken) for box in boxes)
            )
            spot = next(free, None)
            if spot is None:
                return None
            x, y, boxes = spot
            taken += boxes
            found[number] = Spot(x, y, boxes[1] if size is not None else None)
    return tuple(found[number] for number in range(len(people)))


def _boxes(x: float, y: float, size: Size | None, mark: float) -> list[tuple[Box, ...]]:
    """The mark, and the name under it, over it, or beside it."""
    marked = Box(x - mark, y - mark, 2 * mark, 2 * mark)
    if size is None:
        return [(marked,)]
    width, height = size
    under, over = y + mark + _GAP, y - mark - _GAP - height
    right, left = x + mark + _GAP, x - mark - _GAP - width
    names = ((x - width / 2, under), (x - width / 2, over), (right, y - height / 2), (left, y - height / 2))
    return [(marked, Box(*corner, width, height)) for corner in names]


def _tried(frame: Drawing, sector: Sector | None, ring: Ring | None, share: float) -> Iterator[tuple[float, float]]:
    """Points of a ring in a sector: first where one would stand if all stood evenly, then ever further from it."""
    part = frame.slices[list(Sector).index(sector or Sector.FAMILY)]
    index = list(Ring).index(ring or Ring.CLOSE)
    inner, outer = (_MIDDLE if index == 0 else frame.rings[index - 1]), frame.rings[index]
    depth, span = outer - inner, part.end - part.begin
    tries = []
    for up in range(2 * _STEPS + 1):
        for along in range(4 * _STEPS + 1):
            radius, angle = (up + 0.5) / (2 * _STEPS + 1), (along + 0.5) / (4 * _STEPS + 1)
            tries.append((abs(angle - share) * 2 + abs(radius - 0.5), radius, angle))
    for _, radius, angle in sorted(tries):
        far, at = inner + depth * (0.08 + 0.84 * radius), part.begin + span * (0.04 + 0.92 * angle)
        yield frame.x + frame.across * far * math.cos(at), frame.y + frame.along * far * math.sin(at)


def lines_of(text: str, room: float, wide: Callable[[str], float], most: int = 2) -> tuple[str, ...]:
    """``text`` in at most ``most`` lines of ``room``, cut with an ellipsis: all of it stands in the list."""
    lines: list[str] = []
    for word in text.split():
        if lines and wide(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines[most - 1 :] = [f"{lines[most - 1]} …"]
    return tuple(_cut(line, room, wide) for line in lines)


def _cut(line: str, room: float, wide: Callable[[str], float]) -> str:
    if wide(line) <= room:
        return line
    line = line.removesuffix(" …")
    while len(line) > 1 and wide(f"{line}…") > room:
        line = line[:-1]
    return f"{line.rstrip()}…"
