"""Draws a document as a PDF: pages, header, footer, tags. The same document gives the same bytes.

ReportLab is imported when something is drawn. Nothing here decides what a paper says.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import Any

from opspor.documents.document import Document, as_text, block_text
from opspor.documents.fonts import REGULAR, SEMIBOLD, drawable, put, register, undrawable_in, width
from opspor.documents.lines import INK, QUIET, STRIP, Row, Run, Style, wrapped
from opspor.documents.right_to_left import from_right, read
from opspor.documents.rows import Composer
from opspor.documents.tags import Element, write_tags
from opspor.domain.errors import Fault, KnownError

TOO_LONG = Fault(
    "PAPIR-LANG",
    "»{title}« fylder mere end én side. Intet er skåret væk, og din tekst er gemt. Gør det kortere: {shorten}.",
)

PAGE = (595.28, 841.89)  # A4 portrait, points
_MARGIN = 60.0
_TOP = 62.0
_ROOM = PAGE[0] - 2 * _MARGIN
_FRAME = Style(REGULAR, 8, QUIET)
_MARK = Style(SEMIBOLD, 9.5, INK)
_LINE = "#B5B8BA"
_ACCENT = "#075765"
_WATERMARK = "#F2F2F2"
_SIZES = (10.0, 9.5, 9.0, 8.5)  # the sizes a one-page paper is tried in; never below the last
_BOOKMARKED = ("H2", "H3")
_SHORT = 3  # pages; a longer paper has bookmarks
_SMALLEST = 8.0  # on the wall, where the sheet has two pages and no more


def draw(document: Document) -> bytes:
    """The PDF: A4, tagged, fonts embedded, without a name in its metadata, the same bytes every time.

    Raises:
        KnownError: ``PAPIR-LANG`` when a one-page paper does not fit at the smallest size; it names what to shorten.
    """
    return draw_all((document,))


def draw_all(documents: Iterable[Document]) -> bytes:
    """One PDF of several papers, at least one: each begins on a page of its own, with page numbers of its own.

    They are asked for one by one, so whoever hands them in can count, or end it. The file has the title and the
    language of the first. Raises what ``draw`` raises.
    """
    register()
    return _pdf([(document, *_fitted(document)) for document in documents])


def undrawable(document: Document) -> tuple[str, ...]:
    """The characters that the fonts have no shape for, e.g. emoji and Hebrew; each stands as ``□`` on the paper."""
    return undrawable_in(as_text(document))


def _fitted(document: Document) -> tuple[Composer, list[list[Row]]]:
    height = PAGE[1] - _top(document) - _bottom(document)
    first: tuple[Composer, list[list[Row]]] | None = None
    for size in (*_SIZES, _SMALLEST) if document.fits else _SIZES:
        composer = Composer(size, _ROOM, document.one_page, document.fits > 0)
        heights = composer.compose(document)
        pages = _paginated(composer.rows, height)
        first = first or (composer, pages)
        if len(pages) == 1:
            _stretch(pages[0], height)
            return composer, pages
        if document.fits:
            if len(pages) <= document.fits or size == _SMALLEST:
                return composer, pages
            continue
        if not document.one_page and (size <= 9 or not _nearly_empty(pages[-1], height)):
            return (composer, pages) if len(pages) < len(first[1]) else first
    over = sum(row.gap + row.height for row in composer.rows) - composer.rows[0].gap - height
    raise KnownError(TOO_LONG, title=document.title, shorten=_advice(document, heights, over))


def _nearly_empty(rows: Sequence[Row], height: float) -> bool:
    """True for a last page that a slightly smaller text would save."""
    return sum(row.gap + row.height for row in rows) < height / 5


def _stretch(rows: Sequence[Row], height: float) -> None:
    """Give what is left of the page to the rows that are written on by hand, up to 9 mm each."""
    by_hand = [row for row in rows if row.by_hand]
    left = height - sum(row.gap + row.height for row in rows)
    for row in by_hand:
        row.height += max(min(left / len(by_hand), 26 - row.height), 0)


def _advice(document: Document, heights: Sequence[float], over: float) -> str:
    """Which typed parts to shorten and by about how many words: the longest give most, none below a fair share."""
    typed = [(part, height) for part, height in zip(document.parts, heights, strict=True) if part.typed]
    long = [pair for pair in typed if pair[1] * len(typed) >= sum(h for _, h in typed)] or typed
    advice = []
    for part, _ in long:
        words = len(re.findall(r"\S+", "\n".join(map(block_text, part.blocks))))
        # a line that is only half emptied saves nothing, so ask for a little more than the share
        cut = min(words, int(over / sum(h for _, h in long) * words * 1.15) + 5)
        advice.append(f"»{part.title}« med ca. {cut} ord")
    return ", ".join(advice) or "vælg færre linjer fra"


def _paginated(rows: Sequence[Row], height: float) -> list[list[Row]]:
    """Rows on pages of ``height``; rows that are tied together stay so, unless they fill more than a page."""
    pages: list[list[Row]] = [[]]
    used = 0.0
    for chunk in _chunks(rows):
        need = sum(row.gap + row.height for row in chunk)
        if pages[-1] and (chunk[0].new_page or (used + need > height and need - chunk[0].gap <= height)):
            pages.append([])
        for row in chunk:
            if pages[-1] and used + row.gap + row.height > height:
                pages.append([])
            if not pages[-1]:
                pages[-1] = [_repeated(above) for above in row.again]
                used = sum(above.gap + above.height for above in pages[-1])
            used += row.height + (row.gap if pages[-1] else 0)
            pages[-1].append(row)
    return pages


def _repeated(row: Row) -> Row:
    """A row that has stood before, for the eye alone: the screen reader has read the head of the table already."""
    runs = [replace(run, element=None) for run in row.runs]
    return replace(row, runs=runs, gap=0.0)


def _chunks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    for row in rows:
        chunk.append(row)
        if not row.keep:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _header(document: Document, page: int) -> list[str]:
    room = _ROOM - width(document.marks, _MARK.font, _MARK.size) - 20
    text = document.header if page == 0 else " · ".join(filter(None, (document.header, document.title)))
    return wrapped(text, _FRAME, room)


def _footer(document: Document) -> list[str]:
    return [line for text in document.footer for line in wrapped(text, _FRAME, _ROOM - 70)]


def _top(document: Document) -> float:
    return _TOP + (len(_header(document, 1)) - 1) * 10


def _bottom(document: Document) -> float:
    return 54.0 + max(len(_footer(document)) - 1, 0) * 10


_Fitted = tuple[Document, Composer, list[list[Row]]]


def _pdf(papers: Sequence[_Fitted]) -> bytes:
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString
    from reportlab.pdfgen.canvas import Canvas

    class Info(PDFInfo):  # type: ignore[misc]
        """Title and program; no author, no subject, no time."""

        def format(self, document: Any) -> Any:
            return PDFDictionary({"Title": PDFString(self.title), "Producer": PDFString("opspor")}).format(document)

    first = papers[0][0]
    buffer = io.BytesIO()
    canvas = Canvas(
        buffer, pagesize=PAGE, invariant=1, pageCompression=1, initialFontName=REGULAR, pdfVersion=(1, 7),
        lang=first.language,
    )  # fmt: skip
    canvas._doc.info = Info()
    canvas.setTitle(first.title)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    marked: list[list[Element]] = []
    for document, composer, pages in papers:
        _number(composer, pages)
        order = _in_order(composer.root)
        for number, rows in enumerate(pages):
            _draw_frame(canvas, document, number, len(pages))
            marked.append(_draw_rows(canvas, document, rows, len(marked), order))
            if composer.numbers or len(pages) > _SHORT:
                _bookmark(canvas, rows, len(marked))
            canvas.showPage()
    write_tags(canvas, _root(papers), marked, first.title, first.language)
    canvas.save()
    return buffer.getvalue()


def _number(composer: Composer, pages: Sequence[Sequence[Row]]) -> None:
    """Write into the contents on which page each part begins."""
    found = {run.element: page for page, rows in reversed([*enumerate(pages, 1)]) for row in rows for run in row.runs}
    for part, run in composer.numbers:
        run.text = str(found[composer.headings[part]])
        run.x += 24 - width(run.text, run.font, run.size)


def _bookmark(canvas: Any, rows: Sequence[Row], page: int) -> None:
    """The heads of groups and parts that begin on the page that was drawn, for the list beside the paper."""
    heads: dict[Element, str] = {}
    for run in (run for row in rows for run in row.runs):
        if run.element is not None and run.element.role in _BOOKMARKED:
            heads[run.element] = heads.get(run.element, "") + run.text
    for number, (element, text) in enumerate(heads.items()):
        key = f"{page}-{number}"
        canvas.bookmarkPage(key)
        above = canvas._doc.outline.currentlevel  # the contents stand in no group
        canvas.addOutlineEntry(text, key, min(_BOOKMARKED.index(element.role), above + 1))


def _root(papers: Sequence[_Fitted]) -> Element:
    """The structure of the file: that of its one paper, or a part for each."""
    if len(papers) == 1:
        return papers[0][1].root
    root = Element("Document")
    for document, composer, _ in papers:
        composer.root.role = "Part"
        composer.root.language = document.language
        root.kids.append(composer.root)
    return root


def _draw_frame(canvas: Any, document: Document, page: int, count: int) -> None:
    """Header, footer and the mark of a draft: artifacts, since they repeat on every page."""
    canvas._code.append("/Artifact <</Type /Pagination>> BDC")
    if document.draft:
        canvas.saveState()
        canvas.translate(PAGE[0] / 2, PAGE[1] / 2)
        canvas.rotate(52)
        canvas.setFillColor(_WATERMARK)
        canvas.setFont(SEMIBOLD, 120)
        canvas.drawCentredString(0, -40, "KLADDE")
        canvas.restoreState()
    canvas.setFillColor(QUIET)
    canvas.setFont(REGULAR, _FRAME.size)
    footer, low = _footer(document), 28.0
    lines = [(PAGE[1] - 40 - number * 10, line) for number, line in enumerate(_header(document, page))]
    lines += [(low + number * 10, line) for number, line in enumerate(reversed(footer))]
    for y, line in lines:
        _at_edge(canvas, document, y, line, _FRAME, begins=True)
    number = drawable(document.page_words.format(page=page + 1, count=count))
    _at_edge(canvas, document, low, number, _FRAME, begins=False)
    canvas.setFillColor(_MARK.color)
    _at_edge(canvas, document, PAGE[1] - 40, document.marks, _MARK, begins=False)
    _hairline(canvas)
    line_y = low + max(len(footer), 1) * 10 + 2
    canvas.line(_MARGIN, line_y, PAGE[0] - _MARGIN, line_y)
    canvas._code.append("EMC")


def _at_edge(canvas: Any, document: Document, y: float, line: str, style: Style, *, begins: bool) -> None:
    """A line of the frame: at the edge where the paper's language begins its lines, or at the other one."""
    left = begins != document.right_to_left
    x = _MARGIN if left else PAGE[0] - _MARGIN - width(line, style.font, style.size)
    put(canvas, x, y, line, style.font, style.size, from_the_right=document.right_to_left)


def _draw_rows(
    canvas: Any, document: Document, rows: Sequence[Row], page: int, order: Mapping[Element | None, int]
) -> list[Element]:
    """Draw the rows of one page; returns the element of each piece of marked content."""
    places = []
    y = PAGE[1] - _top(document)
    for number, row in enumerate(rows):
        y -= row.height + (row.gap if number else 0)
        places.append(y)
    canvas._code.append("/Artifact BMC")
    _hairline(canvas)
    for row, foot in zip(rows, places, strict=True):
        for left, right in row.rules:
            canvas.line(_MARGIN + left, foot + 2, _MARGIN + right, foot + 2)
        for x in row.boxes:
            canvas.rect(_MARGIN + x, foot + row.height / 2 - 4, 8, 8)
        for x, shade in row.strips:
            _draw_strip(canvas, _MARGIN + x, foot, row.height, shade)
        for number, x in enumerate(row.faces):
            _draw_face(canvas, _MARGIN + x, foot + row.height / 2, number, row.face / 2)
        if row.bar:
            canvas.setFillColor(_ACCENT)
            canvas.rect(_MARGIN - 12, foot, 2.2, row.height, stroke=0, fill=1)
    canvas._code.append("EMC")
    marked: list[Element] = []

    def begin(element: Element, text: str = "") -> None:
        element.kids.append((page, len(marked)))
        said = f" /ActualText <{(chr(0xFEFF) + read(text)).encode('utf-16-be').hex()}>" if from_right(text) else ""
        canvas._code.append(f"/{element.role} <</MCID {len(marked)}{said}>> BDC")
        marked.append(element)

    pieces = []
    for row, foot in zip(rows, places, strict=True):
        if row.picture is not None:
            picture, figure = row.picture
            begin(figure)
            picture.draw(canvas, _MARGIN, foot)
            canvas._code.append("EMC")
        pieces += [(run, foot + (5 if row.by_hand else row.height * 0.5 - run.size * 0.35)) for run in row.runs]
    # column by column, as it is read: who marks the text of a page copies it so
    for element, group in groupby(
        sorted(pieces, key=lambda piece: order[piece[0].element]), lambda piece: piece[0].element
    ):
        runs = [*group]
        if element is None:
            canvas._code.append("/Artifact BMC")
        else:
            begin(element, "".join(run.text for run, _ in runs))
        for run, at in runs:
            _draw_run(canvas, run, at, from_the_right=document.right_to_left)
        canvas._code.append("EMC")
    return marked


def _in_order(root: Element) -> dict[Element | None, int]:
    """Where each element stands when all is read from the beginning; what stands in none comes first."""
    order: dict[Element | None, int] = {None: 0}

    def walk(element: Element) -> None:
        order[element] = len(order)
        for kid in element.kids:
            if isinstance(kid, Element):
                walk(kid)

    walk(root)
    return order


def _draw_run(canvas: Any, run: Run, y: float, *, from_the_right: bool) -> None:
    canvas.setFillColor(_color(run.color))
    seen = run.text if from_right(run.text) else run.text.rstrip()  # a space after Danish words is at the edge
    x = _ROOM - run.x - width(seen, run.font, run.size) if from_the_right else run.x
    put(canvas, _MARGIN + x, y, run.text, run.font, run.size, from_the_right=from_the_right)


@cache
def _color(code: str) -> Any:
    """Read once: every line of a paper has one."""
    from reportlab.lib.colors import HexColor

    return HexColor(code)


def _draw_strip(canvas: Any, left: float, foot: float, height: float, shade: int) -> None:
    """One row of a strip: empty, dots, diagonals, dense diagonals, crossed. Told apart in any print, without colour.

    The pattern is counted from the corner of the page, so that it goes on over the rows of a cell.
    """
    canvas.saveState()
    edge = canvas.beginPath()
    edge.rect(left, foot, STRIP, height)
    canvas.clipPath(edge, stroke=0, fill=0)
    canvas.setStrokeColor(INK)
    canvas.setFillColor(INK)
    canvas.setLineWidth(0.6)
    step = {2: 6.0, 3: 3.0, 4: 3.0}.get(shade)
    if shade == 1:
        for n in range(int(foot // 4), int((foot + height) // 4) + 2):
            for x in (0.3, 0.7):
                canvas.circle(left + STRIP * x, n * 4, 0.6, stroke=0, fill=1)
    elif step:
        for n in range(int((foot - STRIP) // step), int((foot + height + STRIP) // step) + 2):
            canvas.line(left, n * step - STRIP, left + STRIP, n * step)
            if shade == 4:
                canvas.line(left, n * step, left + STRIP, n * step - STRIP)
    canvas.restoreState()
    for x in (left, left + STRIP):
        canvas.line(x, foot, x, foot + height)


def _draw_face(canvas: Any, x: float, y: float, number: int, size: float) -> None:
    """A ring of radius ``size``, two eyes and a mouth that bends from glad (0) to sad (3)."""
    canvas.setStrokeColor(INK)
    canvas.setFillColor(INK)
    canvas.setLineWidth(1.1)
    canvas.circle(x, y, size)
    for side in (-1, 1):
        canvas.circle(x + side * size * 0.36, y + size * 0.28, size * 0.09, stroke=0, fill=1)
    corner, bend = y - size * 0.36, size * (-0.42, -0.16, 0.16, 0.42)[number]
    left, right = x - size * 0.46, x + size * 0.46
    canvas.bezier(left, corner, x - size * 0.2, corner + bend, x + size * 0.2, corner + bend, right, corner)
    _hairline(canvas)


def _hairline(canvas: Any) -> None:
    canvas.setStrokeColor(_LINE)
    canvas.setLineWidth(0.5)
