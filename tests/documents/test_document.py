"""The parts of a paper as plain text."""

import pytest

from opspor.documents.document import (
    Bullets,
    Choices,
    Document,
    EmptyLines,
    Entry,
    Facts,
    Large,
    Paragraph,
    Part,
    Quote,
    Signature,
    Table,
    WordGrid,
    as_text,
    quoted,
)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Mor sov.", "»Mor sov.«"),
        ("»Mor sov.«", "»Mor sov.«"),
        ('"Mor sov."', "»Mor sov.«"),
        ("“Mor sov.”", "»Mor sov.«"),
        ('"Nej" sagde hun og "ja"', '»"Nej" sagde hun og "ja"«'),
        ('"', '»"«'),
        ("", "»«"),
    ],
)
def test_quotation_marks_are_put_round_once_and_words_stay(typed: str, printed: str) -> None:
    assert quoted(typed) == printed


def test_every_block_can_be_read_as_text() -> None:
    blocks = (
        Paragraph("Løbende tekst"),
        Facts((("Navn", "Bo"), ("Alder", "4 år"))),
        Entry("3. marts", "Set", "Skrevet ned 4. marts"),
        Quote("4. marts", "Jeg vil hjem", "Spurgt: Hvad vil du?", "note"),
        Table(("Hvem", "Hvad"), (("mor", "Ja\nbor her"),), (0.5, 0.5)),
        Bullets(("en", "to")),
        Bullets(("først", "så"), numbered=True),
        EmptyLines("Aftaler", 2),
        Choices("Konklusion", ("Ja", "Nej")),
        Signature("Mette"),
        WordGrid(("æble", "øl")),
        Large("Kode", "AB-CD"),
    )
    text = as_text(
        Document("Titel", (Paragraph("Linje"),), (Part("Overskrift", blocks),), "Huset", "Fortroligt", ("Fod",))
    )
    assert (
        text
        == """Huset
Fortroligt
Titel
Linje

Overskrift
Løbende tekst
Navn: Bo
Alder: 4 år
3. marts: Set
Skrevet ned 4. marts
4. marts: »Jeg vil hjem«
Spurgt: Hvad vil du?
note
Hvem: mor; Hvad: Ja, bor her
– en
– to
1. først
2. så
Aftaler: ____
Konklusion: [ ] Ja   [ ] Nej
Dato: ____  Underskrift: ____ (Mette)
1. æble
2. øl
Kode: AB-CD

Fod
"""
    )


def test_a_draft_says_so_beside_its_mark() -> None:
    assert Document("T", (), (), "H", "Fortroligt", draft=True).marks == "Kladde · Fortroligt"
    assert Document("T", (), (), "H", "Fortroligt").marks == "Fortroligt"
    assert Document("T", (), (), "H").marks == ""
