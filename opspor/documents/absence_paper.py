"""Fraværsopgørelse: a pupil's days of absence per quarter, with figures and thresholds. Facts, no judgement.

It goes along with an underretning (domain 3.9: the statement is an attachment).
"""

from collections.abc import Sequence
from datetime import datetime

from opspor.documents.document import FORTROLIGT, Block, Document, Facts, Paragraph, Part, Table, Tone
from opspor.domain.absence import AWAY_WORDS, AwayNoted, Figures, in_days, in_per_cent
from opspor.domain.clock import long_date, moment_in_words, weekday_and_date
from opspor.domain.text import count_of
from opspor.reference.law import Rule

NO_HOLIDAYS = (
    "Der er ikke skrevet nogen ferie ind i kvartalet. Så er der talt for mange skoledage, og procenten er for lav."
)
_HEAD = ("Dag", "Fravær", "Hvor meget", "Skrevet ind")
_SHARES = (0.34, 0.26, 0.16, 0.24)


def figures_in_words(figures: Figures) -> tuple[tuple[str, str], ...]:
    """(label, value) of a quarter, on screen and on paper: the days, and of how many."""
    of = f"{figures.school_days} skoledage"
    gone = "" if figures.gone >= figures.school_days else f" i hele kvartalet, {figures.gone} af dem til og med i dag"
    rows = [("Skoledage", of + gone)]
    rows += [(AWAY_WORDS[kind], in_days(days)) for kind, days in figures.days]
    rows.append(("Ulovligt fravær i procent", f"{in_per_cent(figures.per_cent)} af kvartalets {of}"))
    if figures.outside:
        days = count_of(figures.outside, "dag", "dage")
        rows.append(("Ikke talt med", f"{days} i weekend, på helligdag eller i ferie"))
    return tuple(rows)


def threshold_in_words(rule: Rule, figures: Figures) -> str:
    """``Grænsen på 10 procent er nået.`` with what it asks for."""
    if rule.per_cent is not None and figures.passes(rule.per_cent):
        return f"Grænsen på {rule.per_cent} procent er nået. {rule.text}"
    return f"Grænsen på {rule.per_cent} procent er ikke nået."


def absence_paper(
    institution_name: str,
    who: Sequence[tuple[str, str]],
    quarters: Sequence[tuple[Figures, Sequence[AwayNoted], bool]],
    rules: Sequence[Rule],
    printed_by: str,
    printed_at: datetime,
    mark: str,
) -> Document:
    """The paper. ``who`` is (label, value) of the pupil; a quarter is its figures, its days and whether its holidays
    are written down. The title names nobody."""
    parts = [Part("Eleven", (Facts(tuple(who)),))]
    for figures, days, holidays in quarters:
        blocks: list[Block] = [Facts(figures_in_words(figures))]
        blocks += [Paragraph(threshold_in_words(rule, figures)) for rule in rules]
        if not holidays:
            blocks.append(Paragraph(NO_HOLIDAYS, Tone.STRONG))
        if days:
            blocks.append(Table(_HEAD, tuple(map(_row, sorted(days, key=lambda one: one.away.day))), _SHARES))
        else:
            blocks.append(Paragraph("Der er ikke skrevet fravær ind i kvartalet."))
        parts.append(Part(figures.quarter.words, tuple(blocks)))
    sources = tuple((f"{rule.per_cent} procent", rule.quoted) for rule in rules)
    made = (("Udskrevet", moment_in_words(printed_at)), ("Af", printed_by))
    parts += [Part("Grænserne står i", (Facts(sources),)), Part("Om papiret", (Facts(made),))]
    return Document(
        title="Fraværsopgørelse",
        lines=(Paragraph("Dagene, som skolen har skrevet dem ned. Papiret siger ikke hvorfor.", Tone.QUIET),),
        header=institution_name,
        mark=FORTROLIGT,
        parts=tuple(parts),
        footer=(mark,),
    )


def _row(one: AwayNoted) -> tuple[str, ...]:
    away = one.away
    share = "Hel dag" if away.share == 1 else in_days(away.share)
    return weekday_and_date(away.day), AWAY_WORDS[away.kind], share, long_date(one.written_on)
