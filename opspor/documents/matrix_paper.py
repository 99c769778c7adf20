"""The matrix on paper: squares with words and a pattern, who moved where, and how it is read. Grey print says it all.

A list that tells which code is whose never stands here, and what is made for others tells no number of 1 to 4 children.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from opspor.documents.document import ANONYMISERET, FORTROLIGT, Block, Document, Facts, Paragraph, Part, Table, Tone
from opspor.domain.assessment import POSITION_WORDS
from opspor.domain.clock import moment_in_words
from opspor.domain.matrix import CELL_MEANING, LEAST_TOLD, NAMING_WORDS, SHADE_WORDS, Field, Naming, told_outside
from opspor.domain.text import count_of

ARROWS = "← og ↑: mindre grund til bekymring. → og ↓: større grund. »ny«: ikke vurderet gangen før."
_UNSEEN = "ikke vist"
_TOGETHER = "\u00a0"  # a space at which no line ends: a name and its arrow stand together


@dataclass(frozen=True, slots=True)
class Square:
    """What stands on a field: who, under a word where the field has grades, and how many have no day agreed."""

    field: Field
    people: tuple[tuple[str, tuple[str, ...]], ...]  # ("Begyndende", ("K.J. →", "S.W.")); "" before who has no word
    count: int
    missing: int
    expects: str
    children: int  # fewer than ``count`` where one stands here twice, in class and SFO


@dataclass(frozen=True, slots=True)
class MatrixFacts:
    """A matrix as it is to be printed; what stands for the children is chosen already."""

    about: tuple[str, ...]  # which round, groups and ages
    naming: Naming
    unit: tuple[str, str]  # what is counted, one and several
    squares: tuple[tuple[Square, ...], ...]  # row by row
    since: str
    changes: tuple[tuple[str, str, str, str], ...]  # who, then, now, how
    beside: tuple[tuple[str, str], ...]  # who stands in no cell: why, and who
    places: str  # "i dagtilbuddet"


def matrix_paper(institution_name: str, facts: MatrixFacts, printed_at: datetime, by: str, mark: str) -> Document:
    """The paper: for the house with what stands for each child, or for others with numbers alone."""
    outside = facts.naming is Naming.COUNT
    parts = [Part("Position og trivsel", _squares(facts))]
    if facts.since and not outside:
        head, shares = ("Hvem", "Før", "Nu", "Siden da"), (0.18, 0.31, 0.31, 0.2)
        told: Block = Paragraph("Alle står, hvor de stod.")
        if facts.changes:
            rows = tuple((*where, how.removesuffix(" til bekymring")) for *where, how in facts.changes)
            told = Table(head, rows, shares)
        parts.append(Part(f"Siden {facts.since}", (told,)))
    if facts.beside and not outside:
        parts.append(Part("Uden for felterne", (Facts(facts.beside),)))
    words: tuple[tuple[str, ...], ...] = tuple((text,) for text in SHADE_WORDS)
    shades = tuple((shade,) for shade in range(len(SHADE_WORDS)))
    legend = Table(("Tættere mønster: større grund til bekymring",), words, (1.0,), shades)
    read: list[Block] = [Paragraph(CELL_MEANING.format(context=facts.places)), legend]
    if facts.since and not outside:
        read.append(Paragraph(ARROWS, Tone.QUIET))
    made = (("Udskrevet", moment_in_words(printed_at)), ("Af", by))
    return Document(
        title="Matrix",
        lines=(
            *(Paragraph(line, Tone.QUIET) for line in facts.about),
            Paragraph(_shown_with(facts.naming), Tone.QUIET),
        ),
        parts=(*parts, Part("Sådan læses den", tuple(read)), Part("Om papiret", (Facts(made),))),
        header=institution_name,
        mark=ANONYMISERET if outside else FORTROLIGT,
        footer=(mark,),
    )


def _shown_with(naming: Naming) -> str:
    if naming is Naming.COUNT:
        return (
            f"Til andre: kun antal. Under {LEAST_TOLD} børn i et felt står som »{_UNSEEN}«, og hvor kun ét felt er "
            "skjult, er det mindste af de andre det også."
        )
    return f"Børnene står med {NAMING_WORDS[naming].lower()}. Læg ikke papiret, hvor andre kan se det."


def _squares(facts: MatrixFacts) -> tuple[Block, ...]:
    rows = facts.squares
    every = [square for row in rows for square in row]
    counts: Sequence[int | None] = [square.count for square in every]
    if facts.naming is Naming.COUNT:
        told_of = told_outside([square.children for square in every])
        counts = [None if of is None else square.count for of, square in zip(told_of, every, strict=True)]
    told = dict(zip((id(square) for square in every), counts, strict=True))
    wide = 0.82 / len(rows[0])
    head = ("", *(square.field.column for square in rows[0]))
    return (
        Table(
            head,
            tuple(
                (POSITION_WORDS[row[0].field.cell.position], *(_words(one, told[id(one)], facts) for one in row))
                for row in rows
            ),
            (0.18, *(wide for _ in rows[0])),
            tuple((None, *(square.field.cell.shade for square in row)) for row in rows),
        ),
    )


def _words(square: Square, count: int | None, facts: MatrixFacts) -> str:
    lines = [_UNSEEN if count is None else count_of(count, *facts.unit)]
    lines.append(square.expects)  # above the names: they may go on over pages
    if facts.naming is not Naming.COUNT:
        lines += [f"{square.missing} mangler aftale"] if square.missing else []
        whole = ((word, [one.replace(" ", _TOGETHER) for one in people]) for word, people in square.people)
        lines += [": ".join(filter(None, (word, ", ".join(people)))) for word, people in whole]
    return "\n".join(lines)
