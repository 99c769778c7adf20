"""What is passed and what follows, in words, and the figures line by line."""

from collections.abc import Collection
from datetime import date

from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import Chip, Flow, MessageKind, PlainLabel, box
from opspor.documents.absence_paper import NO_HOLIDAYS, figures_in_words, threshold_in_words
from opspor.domain.clock import long_date
from opspor.domain.local import LawCheck
from opspor.domain.text import count_of
from opspor.usecases.absences import AbsenceFile, QuarterOf, rules

FILE = "file"  # the context of a destination: the page that fetches days from a file
FOLLOW = (
    "Ved ulovligt fravær taler I med forældrene samme dag. Aftal noget, I kan måle, og se på det igen inden fire uger."
)


def what_follows(file: AbsenceFile) -> tuple[str, ...]:
    """The sentences about what is passed, the newest quarter first, then the house's own limits; empty for nothing."""
    said = [
        f"{quarter.figures.quarter.words}: {threshold_in_words(rule, quarter.figures)}"
        for quarter in file.quarters
        for rule in quarter.passed[-1:]
    ]
    said += [
        f"Jeres egen grænse på {one.limit.words} er nået: {count_of(one.days, 'dag', 'dage')} med fravær "
        f"fra {long_date(one.first)} til {long_date(one.last)}."
        for one in file.reached
    ]
    return tuple(said)


def passed_chip(quarter: QuarterOf) -> str:
    """``15 procent nået``; "" where nothing is."""
    return f"{quarter.passed[-1].per_cent} procent nået" if quarter.passed else ""


def figures_of(quarter: QuarterOf) -> QWidget:
    """The figures of a quarter, line by line, with what is passed as a chip."""
    parts: list[QWidget] = [
        Flow([PlainLabel(label, "body", "text_2"), PlainLabel(value, "body_strong")], gap=2)
        for label, value in figures_in_words(quarter.figures)
    ]
    if passed := passed_chip(quarter):
        parts.insert(0, Flow([Chip(passed, MessageKind.WARNING)]))
    if not quarter.holidays:
        parts.append(PlainLabel(NO_HOLIDAYS, "body", "warning"))
    return box(*parts, spacing=1.5)


def sources(today: date, checks: Collection[LawCheck]) -> QWidget:
    """Where the thresholds are from, and how sure that is; ``checks`` are the rules that were looked up."""
    lines = [
        box(
            PlainLabel(rule.text, "body"),
            PlainLabel(rule.quoted, "small", "text_2"),
            spacing=0.5,
        )
        for rule in rules(today, checks)
    ]
    return box(*lines, PlainLabel(FOLLOW), spacing=3)
