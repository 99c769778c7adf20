"""A paper field by field: everything that stands on it, once and in its order, and nothing to be signed."""

from opspor.documents import content
from opspor.documents.document import Document, Entry, Facts, Paragraph, Part, Quote, Signature, Table, block_text
from opspor.documents.paste import PasteField, fields_of
from tests.documents import samples


def document(*parts: Part) -> Document:
    return Document(title="Prøve", lines=(), parts=parts, header="")


def test_each_line_of_facts_is_a_field_and_everything_else_part_by_part() -> None:
    found = fields_of(
        document(
            Part("Barnet", (Facts((("Navn", "Åse"), ("Adresse", "Ikke oplyst"))), Paragraph("Går på stuen"))),
            Part("Set og hørt", (Entry("3. marts", "Sover"), Quote("Karla", "Mor sov", "Hvad skete der?"))),
        )
    )

    assert found == (
        PasteField("Barnet", "Navn", "Åse", gap=False),
        PasteField("Barnet", "Adresse", "Ikke oplyst", gap=True),
        PasteField("Barnet", "", "Går på stuen", gap=False),
        PasteField("Set og hørt", "", "3. marts: Sover\n\nKarla: »Mor sov«\nHvad skete der?", gap=False),
    )
    assert [field.title for field in found[:3]] == ["Barnet · Navn", "Barnet · Adresse", "Barnet"]
    assert found[0].line == "Navn: Åse"


def test_each_person_is_a_field_and_what_was_tried_is_one_with_a_line_for_every_column() -> None:
    people = Table(("Navn", "Adresse"), (("Kanari Mor\nmor", "Vej 1"), ("Kanari Far", "")), (0.5, 0.5))
    tried = Table(("Hvad", "Virkning"), (("Ro", "God"), ("Leg", "Ingen")), (0.5, 0.5))
    found = fields_of(document(Part("Forældre", (people,)), Part("Prøvet", (tried,))))

    assert [(field.title, field.text) for field in found] == [
        ("Forældre · 1", "Navn: Kanari Mor, mor\nAdresse: Vej 1"),
        ("Forældre · 2", "Navn: Kanari Far"),
        ("Prøvet", "Hvad: Ro\nVirkning: God\n\nHvad: Leg\nVirkning: Ingen"),
    ]


def test_a_gap_of_a_paper_in_haste_is_one_too_and_an_answer_that_begins_so_is_none() -> None:
    texts = ("Ikke oplyst ved afsendelse", "ikke oplyst", "Ikke oplyst i går, men i dag")
    found = fields_of(document(*(Part(str(i), (Paragraph(text),)) for i, text in enumerate(texts))))
    assert [field.gap for field in found] == [True, True, False]


def test_what_is_signed_by_hand_is_not_pasted() -> None:
    assert fields_of(document(Part("Underskrift", (Signature("Mette"),)))) == ()


def test_every_word_of_an_underretning_is_in_one_field_in_the_order_of_the_paper() -> None:
    paper = content.underretning(samples.UNDERRETNING, samples.facts())
    found = fields_of(paper)
    written = "\n".join(field.line for field in found)

    place = 0
    for part in paper.parts:
        for block in part.blocks:
            if isinstance(block, Signature):
                continue
            cells = [cell for row in block.rows for cell in row] if isinstance(block, Table) else [block_text(block)]
            for line in (line for cell in cells for line in cell.split("\n") if line.strip()):
                place = written.index(line, place)
    assert len(found) > len(paper.parts)
