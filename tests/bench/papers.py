"""An underretning drawn, beside plain ReportLab that draws the same words without tags.

And beside WeasyPrint, which is no dependency: the row is there where somebody has put it into the environment
(``.venv/bin/pip install weasyprint``; it needs Pango, which a municipal PC does not have).
"""

import importlib
import importlib.util
import io
from typing import Any
from xml.sax.saxutils import escape

from opspor import data_folder
from opspor.documents import content, layout
from opspor.documents.document import Document, block_text
from opspor.documents.fonts import REGULAR, SEMIBOLD, register
from tests.bench.measure import Goal, Row, compare, milliseconds
from tests.documents import family


def rows(runs: int) -> list[Row]:
    """From what is known to the bytes of the file. Ours is always tagged, so the goal is that of tagged papers."""
    facts = family.told(cpr="0901221239")
    document = content.underretning(family.UNDERRETNING, facts)
    ours = milliseconds(lambda: layout.draw(content.underretning(family.UNDERRETNING, facts)), repeat=5)
    measured = [
        compare(
            "underretning drawn, tagged", "ms", runs=runs, ours=ours,
            floor=milliseconds(lambda: _plain(document), repeat=5), floor_name="plain ReportLab", goal=Goal.RATIO,
            limit=2,
        )
    ]  # fmt: skip
    if importlib.util.find_spec("weasyprint"):
        measured.append(
            compare(
                "underretning drawn, tagged, beside another", "ms", runs=runs, ours=ours,
                floor=milliseconds(lambda: _weasyprint(document), repeat=1), floor_name="WeasyPrint", goal=Goal.RATIO,
                limit=1,
            )
        )  # fmt: skip
    return measured


def _weasyprint(document: Document) -> bytes:
    """The same words as HTML, drawn by WeasyPrint with the same font and tags."""
    weasyprint: Any = importlib.import_module("weasyprint")
    font = (data_folder("resources") / "fonts" / "Inter-Regular.ttf").as_uri()
    style = f"@font-face {{ font-family: Inter; src: url({font}) }} @page {{ size: A4; margin: 60pt }}"
    lines = [f"<h1>{escape(document.title)}</h1>", *(f"<p>{escape(line.text)}</p>" for line in document.lines)]
    for part in document.parts:
        lines.append(f"<h2>{escape(part.title)}</h2>")
        lines += [f"<p>{escape(line)}</p>" for block in part.blocks for line in block_text(block).split("\n") if line]
    body = "".join(lines)
    page = (
        f"<html lang=da><title>{document.title}</title><style>{style} body {{ font: 10pt Inter }}</style>{body}</html>"
    )
    return bytes(weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))


def _plain(document: Document) -> bytes:
    """The same words in the same fonts with ReportLab's own paragraphs, header and footer; no tags."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    register()
    body = ParagraphStyle("body", fontName=REGULAR, fontSize=10, leading=14, spaceAfter=5)
    head = ParagraphStyle("head", fontName=SEMIBOLD, fontSize=11.5, leading=15, spaceBefore=12, spaceAfter=4)

    def frame(canvas: Any, template: Any) -> None:
        canvas.setFont(REGULAR, 8)
        canvas.drawString(60, A4[1] - 40, document.header)
        for number, line in enumerate(document.footer):
            canvas.drawString(60, 28 + 10 * number, line)
        canvas.drawRightString(A4[0] - 60, 28, f"Side {template.page}")

    flow = [Paragraph(escape(document.title), head), *(Paragraph(escape(line.text), body) for line in document.lines)]
    for part in document.parts:
        flow.append(Paragraph(escape(part.title), head))
        flow += [
            Paragraph(escape(line), body) for block in part.blocks for line in block_text(block).split("\n") if line
        ]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, leftMargin=60, rightMargin=60, topMargin=62, bottomMargin=54).build(
        flow, onFirstPage=frame, onLaterPages=frame
    )
    return buffer.getvalue()
