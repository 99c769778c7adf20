"""Pictures of the pages."""

import pytest

from opspor.documents.document import Document, Paragraph, Part
from opspor.documents.layout import draw
from opspor.documents.preview import page_count, pictures, preview

PDF = draw(Document("Titel", (), (Part("Overskrift", (Paragraph("ord\n" * 90),)),), "Huset"))


def test_pages_are_counted() -> None:
    assert page_count(PDF) == 2


def test_a_picture_is_as_wide_as_asked_white_with_dark_ink_and_opaque() -> None:
    picture = preview(PDF, 1, 1201)
    assert picture.width == 1201
    assert picture.height == pytest.approx(1201 * 841.89 / 595.28, abs=1)
    assert len(picture.rgba) == picture.width * picture.height * 4
    assert picture.rgba[:3] == b"\xff\xff\xff"
    assert min(picture.rgba[::4]) < 100
    assert set(picture.rgba[3::4]) == {255}


def test_every_page_is_a_picture_without_transparency() -> None:
    pages = pictures(PDF, 300)
    picture = preview(PDF, 0, 300)
    head = b"P6 %d %d 255\n" % (picture.width, picture.height)
    assert [page[: len(head)] for page in pages] == [head] * 2
    assert len(pages[0]) == len(head) + picture.width * picture.height * 3
