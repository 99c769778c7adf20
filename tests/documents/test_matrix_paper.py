"""The matrix on paper: it says in words what the shades say, and to others no number that points at somebody."""

from dataclasses import replace
from datetime import datetime

from opspor.documents.document import as_text
from opspor.documents.layout import draw, undrawable
from opspor.documents.matrix_paper import MatrixFacts, Square, matrix_paper
from opspor.documents.preview import page_count
from opspor.domain.matrix import SHADE_WORDS, Field, Naming, fields
from tests.documents.pdf import page_texts

AT = datetime(2026, 3, 17, 14, 2).astimezone()


def square(field: Field, *people: str, missing: int = 0) -> Square:
    named = (("", people),) if people else ()
    return Square(field, named, len(people), missing, field.cell.expects, len(set(people)))


def facts(who: dict[str, tuple[str, ...]], naming: Naming = Naming.INITIALS, *, apart: bool = False) -> MatrixFacts:
    squares = tuple(
        tuple(square(one, *who.get(one.cell.id, ()), missing=one.cell.shade) for one in row)
        for row in fields(beginning_apart=apart)
    )
    change = ("K.J.", "ikke udsat · begyndende mistrivsel", "ikke udsat · mistrivsel", "større grund til bekymring")
    return MatrixFacts(
        ("Forår 2026 · Bøgestuen",), naming, ("barn", "børn"), squares, "Efterår 2025", (change,),
        (("Ved ikke nok", "Å.Ø."),), "i dagtilbuddet",
    )  # fmt: skip


def text(given: MatrixFacts) -> str:
    paper = matrix_paper("Lærkereden", given, AT, "Mette Kanari", "Log 7 · 9f3a 21c7")
    assert not undrawable(paper)
    assert page_count(draw(paper)) >= 1
    assert paper.title == "Matrix"
    return as_text(paper).replace("\u00a0", " ")


def test_each_square_says_how_many_what_it_asks_for_and_who() -> None:
    said = text(facts({"IU_M": ("K.J. →", "Å.Ø. ny"), "U_T": ("B.C.",)}))
    assert "Mistrivsel: 2 børn, Fokuspunkt. Forældresamtale inden 2 uger, 2 mangler aftale, K.J. →, Å.Ø. ny" in said
    assert "Trivsel: 1 barn, Leder orienteres. Vurdér underretning, 2 mangler aftale, B.C." in said
    assert all(words in said for words in SHADE_WORDS)
    assert "Feltet siger noget om barnets situation i dagtilbuddet lige nu. Det siger ikke, hvem barnet er." in said
    assert "Fortroligt" in said


def test_a_step_within_a_square_is_told_among_those_who_moved() -> None:
    said = text(facts({}))
    assert "Siden Efterår 2025" in said
    assert "Før: ikke udsat · begyndende mistrivsel; Nu: ikke udsat · mistrivsel; Siden da: større grund" in said
    assert "Ved ikke nok: Å.Ø." in said
    assert "Alle står, hvor de stod." in text(replace(facts({}), changes=()))
    assert "Siden" not in text(replace(facts({}), changes=(), since=""))


def test_beginning_mistrivsel_can_have_a_column_of_its_own() -> None:
    said = text(facts({}, apart=True))
    assert "Begyndende mistrivsel: 0 børn" in said
    assert "Begyndende mistrivsel" not in text(facts({}))


def test_to_others_it_tells_numbers_of_five_and_more_and_nobody() -> None:
    many, few = tuple(f"K.J.{n}" for n in range(9)), ("Å.Ø.", "Å.Å.")
    said = text(facts({"IU_T": many, "PU_T": many[:6], "IU_M": few, "U_M": few}, Naming.COUNT))
    assert said.count("ikke vist, ") == 2
    assert "9 børn" in said
    assert "6 børn" in said
    assert not [word for word in ("K.J.", "Å.Ø.", "2 børn", "mangler", "Efterår 2025", "Fortroligt") if word in said]
    assert "Anonymiseret" in said


def test_to_others_one_hidden_number_cannot_be_counted_back() -> None:
    said = text(facts({"IU_T": tuple("ABCDEFGHI"), "PU_T": tuple("ABCDEF"), "U_M": ("K.J.",)}, Naming.COUNT))
    assert "9 børn" in said
    assert "6 børn" not in said
    assert said.count("ikke vist, ") == 2


def test_to_others_children_are_meant_also_where_assessments_are_counted() -> None:
    """Three children in class and SFO are six assessments, and still three children."""
    said = text(facts({"IU_T": tuple("ABCDEFGHI"), "PU_T": tuple("ABCDEFG"), "U_M": tuple("ABCABC")}, Naming.COUNT))
    assert "9 børn" in said
    assert "6 børn" not in said
    assert said.count("ikke vist, ") == 2


def test_two_thousand_children_go_on_over_pages_and_nobody_is_left_out() -> None:
    codes = tuple(f"B{n:04}" for n in range(2000))
    paper = matrix_paper("Lærkereden", facts({"IU_T": codes}, Naming.CODES), AT, "Mette Kanari", "Log 7")
    pages = page_texts(draw(paper))
    assert len(pages) > 5
    assert all(code in "\n".join(pages) for code in codes)
