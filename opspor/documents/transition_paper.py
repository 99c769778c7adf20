"""An overgangsbeskrivelse on paper: what the parents ticked, and on what rule it goes along. Nothing else."""

from collections.abc import Sequence
from datetime import datetime

from opspor.documents.document import Block, Document, Entry, Paragraph, Part, Quote
from opspor.documents.handover import together_paper
from opspor.domain.assessment import CONTEXT_PLACES
from opspor.domain.child import ChildInList, Particulars
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.transition import BASIS_WORDS, WAY_WORDS, LinePart, Rule, Transition

_DOING_UNDER = "working_on"  # the section of the form that focus points and plans belong to
_DOING, _CHILD, _JUDGED = "Det er vi i gang med", "Barnets egne ord", "Sådan er det vurderet"


def transition_paper(
    institution_name: str, child: ChildInList, known: Particulars, made: Transition,
    sections: Sequence[tuple[str, str]], printed_at: datetime, mark: str,
) -> Document:  # fmt: skip
    """The paper; ``sections`` are (id, title) of the form, in order. It holds nobody's address, telephone or custody.

    Raises PAPIR-BESKYTTET when somebody typed an address or a number that is protected.
    """
    doing = _entries(made, LinePart.DOING)
    parts = []
    for id_, title in sections:
        blocks: list[Block] = [Paragraph(made.texts[id_])] if id_ in made.texts else []
        if id_ == _DOING_UNDER:
            blocks, doing = blocks + doing, []
        if blocks:
            parts.append(Part(title, tuple(blocks), typed=True))
    if doing:
        parts.append(Part(_DOING, tuple(doing), typed=True))
    said = tuple(Quote(line.label, line.text, line.asked) for line in made.lines if line.part is LinePart.CHILD)
    parts += [Part(_CHILD, said)] if said else []
    judged = _entries(made, LinePart.JUDGED)
    if judged:
        why = Paragraph(f"Derfor står det her: {made.because}")
        parts.append(Part(_JUDGED, (*judged, why, Paragraph(_ABOUT_JUDGED))))
    facts = (
        ("Overgang", WAY_WORDS[made.way]),
        ("Til", made.to),
        ("Læst og godkendt af", f"{made.read_by}, {long_date(made.read_on)}"),
        ("Gives videre efter", rule_in_words(made.rule)),
        ("Skrevet af", f"{made.author_name}, {CONTEXT_PLACES[made.context]}"),
        ("Lavet", moment_in_words(made.written_at)),
        ("Udskrevet", moment_in_words(printed_at)),
    )
    return together_paper("Overgangsbeskrivelse", institution_name, child, known, parts, facts, mark)


_ABOUT_JUDGED = "Det siger noget om barnets situation dér og dengang. Det siger ikke, hvem barnet er."


def rule_in_words(rule: Rule) -> str:
    """``En regel i loven: … (senest kontrolleret 3. marts 2026)``; who has not chosen is told whom to ask."""
    checked = f" (senest kontrolleret {long_date(rule.checked_on)})" if rule.checked_on else ""
    return ": ".join(filter(None, (BASIS_WORDS[rule.basis], rule.words.strip()))) + checked


def _entries(made: Transition, part: LinePart) -> list[Block]:
    return [Entry(line.label, line.text) for line in made.lines if line.part is part]
