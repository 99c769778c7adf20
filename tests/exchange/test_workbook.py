"""Excel workbooks: honest, odd, damaged and hostile."""

import io
import random
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from functools import cache

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opspor.domain.errors import KnownError
from opspor.exchange import workbook as module
from opspor.exchange.class_list import Status
from opspor.exchange.columns import Line
from opspor.exchange.workbook import read_sheets
from tests.exchange.conftest import Read, codes, names, workbook

TABLE = [["Navn", "Født"], ["Karla Juhl", date(2021, 5, 3)], ["Noah Bak", date(2021, 5, 4)]]
SHEET = "xl/worksheets/sheet1.xml"


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# The table above as Excel itself packs it: texts in a list of their own, dates as numbers with a format.
PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{RELATIONS}">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr/>
<sheets><sheet name="Ark1" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{RELATIONS}">
<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""",
    "xl/styles.xml": f"""<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/></font></fonts>
<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>""",
    "xl/sharedStrings.xml": f"""<sst xmlns="{MAIN}" count="4" uniqueCount="4"><si><t>Navn</t></si><si><t>Født</t></si>
<si><t>Karla Juhl</t></si><si><r><t xml:space="preserve">Noah </t></r><r><rPr><b/></rPr><t>Bak</t></r></si></sst>""",
    SHEET: f"""<worksheet xmlns="{MAIN}"><dimension ref="A1:B3"/><sheetData>
<row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
<row r="2" spans="1:2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>44319</v></c></row>
<row r="3" spans="1:2"><c r="A3" t="s"><v>3</v></c><c r="B3" s="1"><v>44320</v></c></row></sheetData></worksheet>""",
}
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@cache
def sound() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in PARTS.items():
            new.writestr(name, XML + content)
    return file.getvalue()


def changed(part: str, change: Callable[[bytes], bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The sound workbook with one part changed, or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound())) as old, zipfile.ZipFile(file, "w", method) as new:
        for name in dict.fromkeys([*old.namelist(), part]):
            content = old.read(name) if name in old.namelist() else b""
            new.writestr(name, change(content) if name == part else content)
    return file.getvalue()


def package(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        for name in names:
            new.writestr(name, b"<x/>")
    return file.getvalue()


def code_of(data: bytes) -> str:
    with pytest.raises(KnownError) as error:
        list(read_sheets(data))
    return error.value.code


def test_a_list_as_excel_packs_it(read: Read) -> None:
    found = read(sound())
    assert names(found) == [("Karla", "Juhl"), ("Noah", "Bak")]
    assert [row.birth_date for row in found.rows] == [date(2021, 5, 3), date(2021, 5, 4)]
    assert found.problems == ()


def test_cells_come_as_text_whole_numbers_and_dates() -> None:
    cells = [
        "Åse",
        3,
        3.0,
        2.5,
        date(2021, 5, 3),
        datetime(2021, 5, 3, 12, 30),  # noqa: DTZ001  a sheet knows no time zones
        time(8, 5),
        True,
        "#N/A",
        None,
        " ",
        "x",
    ]
    day = date(2021, 5, 3)
    read: list[str | int | date] = ["Åse", 3, 3, "2.5", day, day, "08:05:00", "True", "", "", "", "x"]
    assert list(read_sheets(workbook([[], cells]))) == [[Line(2, read)]]


def test_the_first_sheet_with_headers_counts_and_a_hidden_one_comes_last(read: Read) -> None:
    assert names(read(workbook([["Vejledning"], ["Skriv her"]], TABLE))) == [("Karla", "Juhl"), ("Noah", "Bak")]
    book = openpyxl.load_workbook(io.BytesIO(workbook([["Navn"], ["Gammel Liste"]], TABLE)))
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1
    file = io.BytesIO()
    book.save(file)
    assert names(read(file.getvalue())) == [("Karla", "Juhl"), ("Noah", "Bak")]


def test_hidden_title_rows_and_dates_as_text_or_number(read: Read) -> None:
    sheet: list[list[object]] = [
        ["Rød stue"],
        ["Hjælpelinje"],
        ["Navn", "Født"],
        ["Karla Juhl", "44319"],
        ["Noah", "4.5.21"],
    ]
    book = openpyxl.load_workbook(io.BytesIO(workbook(sheet)))
    book.worksheets[0].row_dimensions[2].hidden = True
    file = io.BytesIO()
    book.save(file)
    found = read(file.getvalue())
    assert [row.birth_date for row in found.rows] == [date(2021, 5, 3), date(2021, 5, 4)]
    assert codes(found) == ["LISTE-DATO-TAL"]


def test_a_formula_is_never_calculated_its_saved_value_counts(read: Read) -> None:
    saved = b'<c r="A2" t="str"><f>A1&amp;"x"</f><v>Emma Dam</v></c>'
    found = read(changed(SHEET, lambda xml: xml.replace(b'<c r="A2" t="s"><v>2</v></c>', saved)))
    assert names(found)[0] == ("Emma", "Dam")
    assert read(workbook([["Navn", "Født"], ['=HYPERLINK("http://x")', "3.5.21"]])).rows[0].status is Status.REFUSED


def test_dates_of_a_workbook_that_counts_from_1904(read: Read) -> None:
    mac = changed("xl/workbook.xml", lambda xml: xml.replace(b"<workbookPr/>", b'<workbookPr date1904="1"/>'))
    assert read(mac).rows[0].birth_date == date(2025, 5, 4)


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is(read: Read) -> None:
    assert len(read(changed(SHEET, lambda xml: xml.replace(b"A1:B3", b"A1:A1"))).rows) == 2
    assert len(read(changed(SHEET, lambda xml: xml.replace(b"A1:B3", b"A1:XFD1048576"))).rows) == 2


def test_what_fills_a_sheet_without_being_seen_does_no_harm(read: Read) -> None:
    """Formats down to the last row and out to the last column are common; they hold nothing."""
    blank = b'<row r="900000"><c r="A900000" s="1"/></row><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    assert len(read(changed(SHEET, lambda xml: xml.replace(b"</sheetData>", blank))).rows) == 2


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("content.xml", "LISTE-FORMAT"),
        ("word/document.xml", "LISTE-FORMAT"),
        ("xl/workbook.bin", "LISTE-FORMAT"),
        ("Index/Document.iwa", "LISTE-FORMAT"),
        ("billede.png", "LISTE-FORMAT"),
        ("[Content_Types].xml", "LISTE-SKADET"),
    ],
)
def test_a_package_that_holds_something_else(name: str, code: str) -> None:
    assert code_of(package(name)) == code


def test_damaged_packages(read: Read) -> None:
    assert code_of(sound()[:-30]) == "LISTE-SKADET"
    assert code_of(b"PK\x03\x04" + b"x" * 500) == "LISTE-SKADET"
    assert code_of(changed(SHEET, lambda xml: xml[:200])) == "LISTE-SKADET"
    assert code_of(changed(SHEET, lambda _: b"")) == "LISTE-SKADET"
    assert code_of(changed("xl/styles.xml", lambda _: b"<styleSheet><oops")) == "LISTE-SKADET"
    assert code_of(changed(SHEET, lambda xml: xml.replace(b"<v>0</v>", b"<v>999</v>"))) == "LISTE-SKADET"
    assert code_of(changed(SHEET, lambda xml: xml, method=zipfile.ZIP_BZIP2)) == "LISTE-SKADET"


def test_a_package_with_a_password() -> None:
    data = bytearray(sound())
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 0x1
    assert code_of(bytes(data)) == "LISTE-ADGANGSKODE"


class TestHostile:
    """Files that are made to take all memory or to fetch something."""

    def test_a_zip_bomb_is_refused_before_it_is_unpacked(self) -> None:
        assert code_of(changed("xl/media/bomb.png", lambda _: bytes(201_000_000))) == "LISTE-FARLIG"
        assert code_of(changed("xl/media/bomb.png", lambda _: bytes(20_000_000))) == "LISTE-FARLIG"

    def test_a_directory_that_lies_is_found_while_unpacking(self) -> None:
        """The part says that it is small; what comes out is cut off there and no longer fits its checksum."""
        data = bytearray(changed("xl/bomb.xml", lambda _: bytes(5_000_000)))
        place = data.rindex(b"PK\x01\x02")
        struct.pack_into("<I", data, place + 24, 1_000)
        assert code_of(bytes(data)) == "LISTE-SKADET"

    def test_unpacking_stops_at_the_limit_whatever_the_directory_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "_check_directory", lambda *_: None)
        monkeypatch.setattr(module, "MAX_UNPACKED", 100_000)
        assert code_of(changed("xl/bomb.xml", lambda _: bytes(5_000_000))) == "LISTE-FARLIG"

    def test_thousands_of_parts(self) -> None:
        assert code_of(package(*(f"{n}.xml" for n in range(2_001)))) == "LISTE-FARLIG"

    def test_millions_of_tags(self) -> None:
        noise = random.Random(1).randbytes(2_000_000)
        file = io.BytesIO(changed("xl/sharedStrings.xml", lambda _: b"<sst>" + b"<si/>" * 6_000_000 + b"</sst>"))
        with zipfile.ZipFile(file, "a") as package:  # keeps the ratio low
            package.writestr("xl/media/noise.png", noise)
        assert code_of(file.getvalue()) == "LISTE-FARLIG"

    @pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"])
    @pytest.mark.parametrize(
        "entities",
        [
            b'<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
            b'<!ENTITY a SYSTEM "file:///etc/passwd">',
            b'<!ENTITY % a SYSTEM "http://127.0.0.1/x.dtd"> %a;',
        ],
    )
    def test_entities_are_not_expanded(self, part: str, entities: bytes) -> None:
        def with_entities(xml: bytes) -> bytes:
            body = xml[xml.index(b"?>") + 2 :] if xml.startswith(b"<?xml") else xml
            return b'<?xml version="1.0"?><!DOCTYPE x [' + entities + b"]>" + body

        assert code_of(changed(part, with_entities)) == "LISTE-SKADET"

    def test_openpyxl_reads_xml_through_defusedxml(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from openpyxl.worksheet import _reader

        assert _reader.iterparse.__module__.startswith("defusedxml")
        monkeypatch.setattr(openpyxl, "DEFUSEDXML", False)
        with pytest.raises(RuntimeError):
            list(read_sheets(sound()))

    def test_a_cell_of_a_megabyte_refuses_its_row_only(self, read: Read) -> None:
        strings = lambda xml: xml.replace(b"Karla Juhl", b"K" * 1_000_000)  # noqa: E731
        data = changed("xl/sharedStrings.xml", strings, method=zipfile.ZIP_STORED)
        assert [row.status for row in read(data).rows] == [Status.REFUSED, Status.READ]

    def test_a_row_number_beyond_the_sheet(self) -> None:
        far = b'<row r="9999999999999"><c r="A9999999999999"/></row></sheetData>'
        assert code_of(changed(SHEET, lambda xml: xml.replace(b"</sheetData>", far))) == "LISTE-RAEKKER"

    def test_too_many_columns(self) -> None:
        assert code_of(workbook([["Navn"] + ["x"] * 200])) == "LISTE-KOLONNER"

    def test_a_hundred_thousand_rows_are_not_read_to_the_end(self) -> None:
        """The broken end of the sheet is not reached."""
        rows = b"<row><c><v>1</v></c></row>" * 100_000
        start = f'<worksheet xmlns="{MAIN}"><dimension ref="A1:A100000"/><sheetData>'.encode()
        data = changed(SHEET, lambda _: start + rows + b"<broken", method=zipfile.ZIP_STORED)
        assert code_of(data) == "LISTE-RAEKKER"


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seed=st.integers(0, 10**9), bites=st.integers(1, 8))
def test_a_damaged_file_is_a_list_or_a_known_error(read: Read, seed: int, bites: int) -> None:
    """Bytes are changed in the package, and inside a part, where no checksum catches them."""
    chance = random.Random(seed)

    def bitten(content: bytes) -> bytes:
        data = bytearray(content)
        for _ in range(bites):
            data[chance.randrange(len(data))] = chance.choice(b"<>/\"'&0129AZaz \x00\xff")
        return bytes(data)

    part = chance.choice([SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", ""])
    with suppress(KnownError):
        read(changed(part, bitten) if part else bitten(sound()), with_cpr=True)
