"""A picture file on paper: as wide as there is room for, and never so large that it blurs."""

from opspor.documents.screenshot import Shot
from opspor.reference import guide

FILE = next(picture.file for page in guide.pages() for picture in page.pictures if picture.name == "matrix")  # 900 wide


def test_it_keeps_its_shape_in_the_room_there_is() -> None:
    narrow, wide = Shot(FILE, 200), Shot(FILE, 400)
    assert narrow.height > 100
    assert wide.height == narrow.height * 2


def test_it_has_at_least_130_dots_an_inch() -> None:
    assert Shot(FILE, 2000).height == Shot(FILE, 900 * 72 / 130).height
