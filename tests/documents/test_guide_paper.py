"""The guide on paper: all of its pages, contents that say the truth, bookmarks, and pictures with words."""

import re

import pypdfium2

from opspor.documents import guide_paper
from opspor.documents.document import Bullets, Contents, Paragraph, Screenshot, Subheading, Table, as_text
from opspor.reference import guide
from opspor.reference.guide import GuidePage
from tests.documents.pdf import reader, tree

PAGE = GuidePage(
    "id",
    "Vurdér",
    "Hvordan?",
    "Et **afsnit** med [et link](#x) og `kode`.\n\n"
    "![Matrixen med seks felter](../resources/guide/matrix.png)\n\n"
    "### Et hoved\n\nGør sådan:\n\n1. Først _det_,\n   på to linjer.\n2. Så det.\n\n- En prik\n\n"
    "| A | B |\n|---|---|\n| a | b |",
)


def test_each_kind_of_markdown_becomes_its_block() -> None:
    paragraph, picture, head, words, numbered, dots, table = guide_paper.blocks(PAGE)
    assert paragraph == Paragraph("Et afsnit med et link og kode.")
    assert isinstance(picture, Screenshot)
    assert picture.alt == "Matrixen med seks felter"
    assert picture.file.is_file()
    assert head == Subheading("Et hoved")
    assert words == Paragraph("Gør sådan:")
    assert numbered == Bullets(("Først det, på to linjer.", "Så det."), numbered=True)
    assert dots == Bullets(("En prik",))
    assert isinstance(table, Table)
    assert (table.head, table.rows) == (("A", "B"), (("a", "b"),))


def test_every_page_of_the_guide_is_on_paper_without_marks_of_markdown() -> None:
    paper = guide_paper.document()
    assert [part.title for part in paper.parts[1:]] == [page.title for page in guide.pages()[1:]]
    assert [block for part in paper.parts for block in part.blocks if isinstance(block, Contents)] == [Contents()]
    text = as_text(paper)
    for mark in ("**", "](", "`", "\n|", "### ", "!["):
        assert mark not in text, mark


def test_contents_and_bookmarks_name_the_page_where_each_begins() -> None:
    pdf = guide_paper.drawn()
    opened = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in opened]
    marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in opened.get_toc()]
    groups = [title for level, title, _ in marks if level == 0]
    assert groups == ["Indhold", *dict.fromkeys(page.group for page in guide.pages()[1:])]
    assert [title for level, title, _ in marks if level == 1] == [page.title for page in guide.pages()[1:]]
    contents = "\n".join(texts[: marks[1][2]])
    for level, title, at in marks[1:]:
        assert title in texts[at]
        if level == 1:
            assert re.search(rf"{re.escape(title)}\s*{at + 1}\b", contents), title
    opened.close()


def test_the_file_is_danish_tagged_and_its_pictures_are_said_in_words() -> None:
    pdf = guide_paper.drawn()
    assert pdf == guide_paper.drawn()
    file = reader(pdf)
    assert str(file.root_object["/Lang"]) == "da-DK"
    assert file.metadata is not None
    assert file.metadata.title == guide.TITLE
    elements = [(role[1:], element) for role, element, _ in tree(file)]
    figures = [str(element["/Alt"]) for role, element in elements if role == "Figure"]
    assert figures == [picture.alt for page in guide.pages() for picture in page.pictures]
    assert {"H1", "H2", "H3", "H4", "TOC", "TOCI", "L", "Table", "Caption"} <= {role for role, _ in elements}


def test_each_page_of_the_method_is_one_sheet() -> None:
    opened = pypdfium2.PdfDocument(guide_paper.drawn())
    begins = [(mark.get_title(), mark.get_dest().get_index()) for mark in opened.get_toc() if mark.level == 1]
    opened.close()
    titles = [page.title for page in guide.pages() if page.group == guide_paper.METHOD]
    first = next(place for place, (title, _) in enumerate(begins) if title == titles[0])
    sheets = [at for _, at in begins[first : first + len(titles) + 1]]
    assert sheets == list(range(sheets[0], sheets[0] + len(titles) + 1))
