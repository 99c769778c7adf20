"""From blocks to rows: every line of text with its place, before it is known on which page it lands.

All blocks share one grid: labels in a narrow left column, what they are about beside it. Measures are points.
"""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import assert_never

from opspor.documents.document import (
    Block,
    Bullets,
    Choices,
    Contents,
    Document,
    EmptyLines,
    Entry,
    Faces,
    Facts,
    Large,
    Paragraph,
    Part,
    PeopleMap,
    Quote,
    Screenshot,
    Signature,
    Step,
    Subheading,
    Table,
    Tone,
    WordGrid,
    block_text,
    quoted,
)
from opspor.documents.fonts import REGULAR, SEMIBOLD, drawable, width
from opspor.documents.lines import FACE, INK, LARGE_FACE, QUIET, STRIP, Row, Run, Style, loud, wrapped
from opspor.documents.people_map import HEIGHT, Picture
from opspor.documents.screenshot import Shot
from opspor.documents.tags import Element

SHORT = 8  # lines: a quote, an entry, a table row or a few facts up to this are not split over two pages


class Composer:
    """Makes the rows of a document at one text size, and the structure that a screen reader follows.

    ``compact`` is for a paper that must fit one page: headings stand in the left column, and dates run in. ``dense``
    has its lines closer together.
    """

    def __init__(self, size: float, room: float, compact: bool, dense: bool = False) -> None:
        self.rows: list[Row] = []
        self.root = Element("Document")
        self.room = room
        self.left = 0.0  # where blocks begin; beside the headings in a compact paper
        self.compact = compact
        self.air = size * (0.26 if dense else 0.36 if compact else 0.5)
        self.leading = 1.24 if dense else 1.34 if compact else 1.42
        self.body = Style(REGULAR, size, INK)
        self.strong = Style(SEMIBOLD, size, INK)
        self.quiet = Style(REGULAR, size, QUIET)
        self.tones = {Tone.BODY: self.body, Tone.STRONG: self.strong, Tone.QUIET: self.quiet}
        self.small = Style(REGULAR, max(size * 0.88, 8.5), QUIET)
        self.group = Style(SEMIBOLD, size * 1.35, INK)
        self.head = Style(SEMIBOLD, size * (1.0 if compact else 1.15), INK)
        self.title = Style(SEMIBOLD, size * (1.8 if compact else 2.2), INK)
        self.headings: list[Element] = []  # of the parts, in order
        self.numbers: list[tuple[int, Run]] = []  # of the contents: which part, and where its page is written
        self._listed: Sequence[Part] = ()
        self.column = room * 0.27  # where what a label is about begins

    def compose(self, document: Document) -> list[float]:
        """Add all rows; returns the height that each part takes, in the order of ``document.parts``."""
        self._text(document.title, self.title, self.root.add("H1"), gap=0)
        for line in document.lines:
            style = self.group if line.tone is Tone.STRONG else self.tones[line.tone]
            self._text(line.text, style, self.root.add("P"), gap=self.air * 0.6)
        heights: list[float] = []
        self._listed = document.parts
        level = "H3" if any(part.group for part in document.parts) else "H2"
        gap = self.air * (2.4 if self.compact else 2.2 if level == "H3" else 3.2)
        for above, part in zip((None, *document.parts), document.parts, strict=False):
            start, begins = len(self.rows), part.group not in ("", above.group if above else "")
            if begins:
                self._text(part.group, self.group, self.root.add("H2"), self.air * 3.4)
                self._rule()
            listed = above is not None and above.missing and part.missing
            self._part(part, level, self.air * 1.1 if begins or listed else gap)
            self.rows[start].new_page = part.new_page  # with the head of its group
            heights.append(sum(row.gap + row.height for row in self.rows[start:]))
        return heights

    def _part(self, part: Part, level: str, gap: float) -> None:
        beside = self.compact and not all(isinstance(block, EmptyLines | Choices) for block in part.blocks)
        if any(isinstance(block, Signature) for block in part.blocks):
            self.rows[-1].keep = True  # nobody signs a page on which nothing else stands
        start, heading = len(self.rows), self.root.add(level)
        self.headings.append(heading)
        blocks = part.blocks
        if part.missing and not beside:
            blocks = self._missing(part, heading, gap)
            gap = self.air * 0.7
        elif not beside and part.title.strip():
            self._text(part.title, self.head, heading, gap)
            self.rows[-1].keep = True
            gap = self.air * 0.7
        self.left = self.column if beside else 0.0
        entries: Element | None = None
        for block in blocks:
            if isinstance(block, Signature):
                self.rows[-1].keep = True  # those who sign stand together, under what they sign
            if isinstance(block, Entry):
                entries = entries or self.root.add("L")
                self._entry(block, entries, gap)
            else:
                self._block(block, gap)
            gap = self.air * (0.6 if self.compact else 1.2)
        self.left = 0.0
        if beside:
            self._put_beside(self._lines(part.title, self.head, 0, self.column - 12, heading), start)

    def _missing(self, part: Part, heading: Element, gap: float) -> tuple[Block, ...]:
        """What nobody answered takes one line, so that it does not hide what somebody did; returns the other blocks."""
        half = self.room * 0.52
        title = self._lines(part.title, self.strong, 0, half - 12, heading)
        said = self._lines(block_text(part.blocks[0]), self.quiet, half, self.room - half, self.root.add("P"))
        self._add([title, said], gap)
        self.rows[-1].keep = len(part.blocks) > 1
        return part.blocks[1:]

    def _contents(self, gap: float) -> None:
        listed, group, right = self.root.add("TOC"), "", self.room - 24
        for place, part in enumerate(self._listed):
            if place < len(self.headings):  # the contents themselves, and what stands before them
                continue
            if part.group != group:
                group = part.group
                self._text(group, self.strong, listed.add("Caption"), gap * 1.2)
                self.rows[-1].keep = True
            item = listed.add("TOCI")
            number = Run(right, "0", self.body.font, self.body.size, INK, item)
            self.numbers.append((place, number))
            title = self._lines(part.title, self.body, self.body.size, right - self.body.size * 2, item)
            self._add([title, [number]], self.air * 0.3)

    def _put_beside(self, heading: Sequence[Run], start: int) -> None:
        """The lines of a heading, in the left column beside the rows from ``start`` on."""
        for number, run in enumerate(heading):
            if start + number == len(self.rows):
                self.rows[-1].keep = True
                self.rows.append(Row(run.size * self.leading))
            self.rows[start + number].runs.insert(0, run)

    def _block(self, block: Block, gap: float) -> None:
        match block:
            case Paragraph():
                self._text(block.text, self.tones[block.tone], self.root.add("P"), gap)
                self.rows[-1].keep = block.tone is Tone.STRONG  # it heads what follows
            case Facts():
                self._facts(block, gap)
            case Entry():
                self._entry(block, self.root.add("L"), gap)
            case Quote():
                self._quote(block, gap)
            case Table():
                self._table(block, gap)
            case Bullets():
                self._bullets(block, gap)
            case Step():
                self._step(block, gap)
            case EmptyLines():
                self._empty_lines(block, gap)
            case Choices():
                self._choices(block, gap)
            case Faces():
                self._faces(block, gap)
            case PeopleMap():
                figure = self.root.add("Figure")
                figure.alt = block_text(block)
                picture = Picture(block.people, block.middle, self.room)
                self.rows.append(Row(HEIGHT, gap=gap, picture=(picture, figure)))
            case Subheading():
                self._text(block.text, self.strong, self.root.add("H4"), gap * 1.2)
                self.rows[-1].keep = True
            case Screenshot():
                figure = self.root.add("Figure")
                figure.alt = block.alt
                shot = Shot(block.file, self.room)
                self.rows.append(Row(shot.height, gap=gap, keep=True, picture=(shot, figure)))
                self._text(block.alt, self.small, self.root.add("Caption"), gap * 0.4)
            case Contents():
                self._contents(gap)
            case Signature():
                self._signature(block)
            case WordGrid():
                self._word_grid(block)
            case Large():
                self._text(block.label, self.quiet, self.root.add("P"), gap * 2)
                self.rows[-1].keep = True
                big = Style(SEMIBOLD, self.body.size * 2, INK)
                self._text(block.text, big, self.root.add("P"), 2)
            case _:
                assert_never(block)

    def _lines(self, text: str, style: Style, x: float, room: float, element: Element) -> list[Run]:
        return [Run(x, line, style.font, style.size, style.color, element) for line in wrapped(text, style, room)]

    def _text(self, text: str, style: Style, element: Element, gap: float) -> None:
        self._add([self._lines(text, style, self.left, self.room - self.left, element)], gap)

    def _add(self, columns: Sequence[Sequence[Run]], gap: float, together: int = 3) -> None:
        """Rows from columns of lines. No more than ``together`` lines are never split; of more, never one alone."""
        rows = []
        for runs in zip_longest(*columns):
            there = [run for run in runs if run is not None]
            rows.append(Row(max(run.size for run in there) * self.leading, there))
        rows[0].gap = gap
        for number, row in enumerate(rows[:-1]):
            row.keep = len(rows) <= together or number in (0, len(rows) - 2)
        self.rows += rows

    def _facts(self, block: Facts, gap: float) -> None:
        listed = self.root.add("L")
        column, start = self.left + (self.room - self.left) * 0.27, len(self.rows)
        for number, (label, value) in enumerate(block.rows):
            item = listed.add("LI")
            left = self._lines(label, self.quiet, self.left, column - self.left - 10, item.add("Lbl"))
            right = self._lines(value, self.body, column, self.room - column, item.add("LBody"))
            self._add([left, right], gap if number == 0 else self.air * 0.4)
        if len(self.rows) - start <= SHORT:
            for row in self.rows[start:-1]:
                row.keep = True

    def _entry(self, block: Entry, listed: Element, gap: float) -> None:
        item = listed.add("LI")
        label = item.add("Lbl")
        body = item.add("LBody")
        self._beside_label(block.label, label, block.text, body.add("P"), [(block.note, body)], gap)

    def _quote(self, block: Quote, gap: float) -> None:
        quote = self.root.add("BlockQuote")
        label, words, start = quote.add("P"), quote.add("P"), len(self.rows)
        notes = [(block.asked, quote), (block.note, quote)]
        self._beside_label(block.label, label, quoted(block.words), words, notes, gap)
        for row in self.rows[start:]:
            row.bar = True

    def _beside_label(
        self,
        label: str,
        label_at: Element,
        text: str,
        text_at: Element,
        notes: Sequence[tuple[str, Element]],
        gap: float,
    ) -> None:
        """A label in its column with text and notes beside it; in a compact paper the text runs on after it."""
        x = self.left if self.compact else self.column
        room = self.room - x
        if self.compact:
            left, right = self._run_in(label, label_at, text, text_at)
        else:
            left = self._lines(label, self.quiet, self.left, x - 10, label_at)
            right = self._lines(text, self.body, x, room, text_at)
        for note, parent in notes:
            if note:
                right += self._lines(note, self.small, x, room, parent.add("P"))
        self._add([left, right], gap, together=SHORT)

    def _run_in(self, label: str, label_at: Element, text: str, text_at: Element) -> tuple[list[Run], list[Run]]:
        """The label and, on the same line, the beginning of the text; above it when there is no room for both."""
        room = self.room - self.left
        lines = self._lines(f"{label}: {text}", self.body, self.left, room, text_at)
        head, first = f"{drawable(label)}: ", lines[0]
        if not first.text.startswith(head):
            return [], self._lines(label, self.quiet, self.left, room, label_at) + self._lines(
                text, self.body, self.left, room, text_at
            )
        first.x, first.text = self.left + width(head, first.font, first.size), first.text.removeprefix(head)
        return [Run(self.left, head, self.quiet.font, self.quiet.size, QUIET, label_at)], lines

    def _table(self, block: Table, gap: float) -> None:
        table = self.root.add("Table")
        room = self.room - self.left
        places = [self.left + sum(block.shares[:n]) * room for n in range(len(block.shares))]
        rooms = [share * room - 10 for share in block.shares]
        head = table.add("TR")
        columns = [
            self._lines(text, self.small, x, room, head.add("TH", Scope="Column"))
            for text, x, room in zip(block.head, places, rooms, strict=True)
        ]
        above = len(self.rows)
        self._add(columns, gap, together=SHORT)
        self.rows[-1].keep = True
        repeated: list[Row] = []
        for number, cells in enumerate(block.rows):
            self._rule()
            repeated = repeated or self.rows[above:]
            self.rows[-1].keep = number == 0 or len(block.rows) <= SHORT  # a long one goes on over the page
            row, start = table.add("TR"), len(self.rows)
            shades = block.shades[number] if block.shades else (None,) * len(cells)
            ins = [0.0 if shade is None else STRIP + 6 for shade in shades]
            columns = [
                self._lines(text, self.body, x + wide, room - wide, row.add("TD"))
                for text, x, room, wide in zip(cells, places, rooms, ins, strict=True)
            ]
            self._add(columns, self.air * 0.6, together=SHORT)
            for line in self.rows[start:]:
                line.strips = [(x, shade) for x, shade in zip(places, shades, strict=True) if shade is not None]
                line.again = repeated if line is self.rows[start] else [*repeated, self._label_of(self.rows[start])]

    def _label_of(self, row: Row) -> Row:
        """What stands first in the row of a table, for the next page."""
        return Row(row.height, [run for run in row.runs if run.x == self.left], strips=row.strips)

    def _rule(self) -> None:
        """A hairline over the whole width, tied to what stands above and below."""
        self.rows[-1].keep = True
        self.rows.append(Row(self.air * 0.6, rules=[(self.left, self.room)], keep=True))

    def _bullets(self, block: Bullets, gap: float) -> None:
        listed = self.root.add("L", ListNumbering="Decimal") if block.numbered else self.root.add("L")
        indent = self.body.size * (2 if block.numbered else 1.1)
        for number, text in enumerate(block.items, 1):
            item = listed.add("LI")
            sign = self._lines(f"{number}." if block.numbered else "–", self.quiet, self.left, indent, item.add("Lbl"))
            words = self._lines(text, self.body, self.left + indent, self.room - self.left - indent, item.add("LBody"))
            self._add([sign, words], gap if number == 1 else self.air * 0.4)

    def _step(self, block: Step, gap: float) -> None:
        """The note stands at the right of the title, or under it where there is no room."""
        part, indent = self.root.add("Sect"), self.body.size * 2
        room = self.room - indent
        number = self._lines(f"{block.number}.", self.strong, 0, indent, part.add("P"))
        title = self._lines(block.title, self.strong, indent, room, part.add("P"))
        right = self.room - width(drawable(block.note), self.small.font, self.small.size) - 1
        beside = right > indent + width(title[-1].text, title[-1].font, title[-1].size) + 16 and len(title) == 1
        note = self._lines(block.note, self.small, right if beside else indent, room, part.add("P"))
        for place, lines in enumerate([[number, title, note]] if beside else [[number, title], [note]]):
            self._add(lines, self.air * 0.15 if place else gap)
            self.rows[-1].keep = True
        labels = "|".join(re.escape(f"{label}:") for label, _ in block.texts if label)
        said, start = " ".join(f"{label}: {text}" if label else text for label, text in block.texts), len(self.rows)
        self._add([self._lines(said, self.body, indent, room - 4, part.add("P"))], self.air * 0.15)  # loud is wider
        for row in self.rows[start:]:
            row.runs = [*loud(row.runs[0], f"({labels})")] if labels else row.runs

    def _empty_lines(self, block: EmptyLines, gap: float) -> None:
        label = self._lines(block.label, self.quiet, 0, self.column - 10, self.root.add("P"))
        for number in range(max(block.count, len(label))):
            row = Row(
                self.body.size * 1.55, label[number : number + 1], gap if number == 0 else 0, keep=True, by_hand=True
            )
            if number < block.count:
                row.rules = [(self.column, self.room)]
            self.rows.append(row)
        self.rows[-1].keep = False

    def _choices(self, block: Choices, gap: float) -> None:
        """Squares with a word behind each, as many on a line as there is room for."""
        label = self._lines(block.label, self.quiet, 0, self.column - 10, self.root.add("P"))
        element, size = self.root.add("P"), self.body.size
        lines: list[tuple[list[Run], list[float]]] = [([], [])]
        x = self.column
        for option in map(drawable, block.options):
            wide = size * 1.3 + width(option, self.body.font, size) + size * 1.4
            if x + wide - size * 1.4 > self.room and lines[-1][0]:
                lines.append(([], []))
                x = self.column
            lines[-1][0].append(Run(x + size * 1.3, option + " ", self.body.font, size, INK, element))
            lines[-1][1].append(x)
            x += wide
        for number in range(max(len(lines), len(label))):
            runs, boxes = lines[number] if number < len(lines) else ([], [])
            row = Row(
                size * 1.55, [*label[number : number + 1], *runs], gap if number == 0 else 0, keep=True, boxes=boxes
            )
            self.rows.append(row)
        self.rows[-1].keep = False

    def _faces(self, block: Faces, gap: float) -> None:
        """The question over the whole width, and below it four faces with their words."""
        self._text(block.label, self.strong, self.root.add("P"), gap * 1.3)
        self.rows[-1].keep = True
        element, quarter = self.root.add("P"), self.room / len(block.options)
        middles = [quarter * (number + 0.5) for number in range(len(block.options))]
        size = LARGE_FACE if block.large else FACE
        self.rows.append(Row(size + 4, keep=True, faces=middles, face=size))
        runs = [
            Run(middle - width(text, REGULAR, self.body.size) / 2, text + " ", REGULAR, self.body.size, INK, element)
            for middle, text in zip(middles, map(drawable, block.options), strict=True)
        ]
        self.rows.append(Row(self.body.size * 1.6, runs))

    def _signature(self, block: Signature) -> None:
        self.rows.append(Row(self.body.size * 3.2, keep=True, rules=[(0, self.column - 10), (self.column, self.room)]))
        date = self._lines("Dato", self.small, 0, self.column - 10, self.root.add("P"))
        name = self._lines(block.name, self.small, self.column, self.room - self.column, self.root.add("P"))
        self._add([date, name], 2)

    def _word_grid(self, block: WordGrid) -> None:
        listed, quarter = self.root.add("L", ListNumbering="Decimal"), self.room / 4
        large = Style(SEMIBOLD, self.body.size * 1.35, INK)
        for first in range(0, len(block.words), 4):
            columns = []
            for number, word in enumerate(block.words[first : first + 4]):
                item, x = listed.add("LI"), number * quarter
                columns.append(self._lines(f"{first + number + 1}", self.quiet, x, 24, item.add("Lbl")))
                columns.append(self._lines(word, large, x + 22, quarter - 26, item.add("LBody")))
            self._add(columns, self.air * 2, together=SHORT)
            self._rule()
        self.rows[-1].keep = False
