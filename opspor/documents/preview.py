"""Pictures of a finished PDF, for the preview on screen."""

from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels: four bytes each (red, green, blue, alpha), row by row from the top, no padding."""

    width: int
    height: int
    rgba: bytes


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def preview(pdf: bytes, page: int, width_px: int) -> Picture:
    """Page ``page`` (from 0), ``width_px`` device pixels wide."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        bitmap = sheet.render(scale=width_px / sheet.get_width(), rev_byteorder=True, prefer_bgrx=True)
        rows, wide = memoryview(bitmap.buffer).cast("B"), bitmap.width * 4
        starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
        return Picture(bitmap.width, bitmap.height, b"".join(rows[start : start + wide] for start in starts))
    finally:
        document.close()


def picture(pdf: bytes, page: int, width_px: int) -> bytes:
    """Page ``page`` (from 0) as a picture that a window can read (PPM), ``width_px`` device pixels wide."""
    drawn = preview(pdf, page, width_px)
    pixels = bytearray(drawn.rgba)
    del pixels[3::4]  # paper has no transparency
    return b"P6 %d %d 255\n" % (drawn.width, drawn.height) + pixels


def pictures(pdf: bytes, width_px: int) -> list[bytes]:
    """Every page as such a picture."""
    return [picture(pdf, page, width_px) for page in range(page_count(pdf))]
