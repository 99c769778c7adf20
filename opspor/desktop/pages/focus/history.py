"""The versions of a focus point: who wrote what when, what is not in force any more too."""

from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.older import Newest
from opspor.desktop.widgets import Card, PlainLabel, box
from opspor.documents.focus_paper import FOCUS_WORDS
from opspor.domain.clock import long_date
from opspor.domain.plans import Focus, FocusPoint, PlanStatus
from opspor.usecases.focus import FocusSheet

_FEW = 2
_INSIDE = (5, 4, 5, 4)
_LABELS = {"title": "Overskrift"} | {field: label for _, fields in FOCUS_WORDS for field, label in fields}


def versions_card(sheet: FocusSheet) -> QWidget | None:
    """What stood there before, newest first; None while there is one version only."""
    if len(sheet.versions) < 2:
        return None
    card = Card("Sådan har det stået", flush=True)
    pairs = list(zip(sheet.versions, [None, *sheet.versions], strict=False))
    makers = [partial(_version, version, before) for version, before in reversed(pairs)]
    card.add(Newest("udgaver", makers, {}, few=_FEW, margins=_INSIDE))
    return card


def _version(version: FocusPoint, before: FocusPoint | None) -> QWidget:
    done = "Skrevet" if before is None else "Afsluttet" if version.status is PlanStatus.CLOSED else "Ændret"
    head = f"{done} {long_date(version.written_at.date())} af {version.author_name}"
    parts: list[QWidget] = [PlainLabel(head, "small", "text_2")]
    if version.closed_because:
        parts.append(PlainLabel(version.closed_because))
    parts += [PlainLabel(line) for line in _said(version.focus, before.focus if before else Focus())]
    return box(*parts, spacing=0.5, margins=_INSIDE)


def _said(now: Focus, before: Focus) -> list[str]:
    """What is said anew: every text that differs from the version before, and the day."""
    found = [
        f"{label}: {getattr(now, name) or '(slettet)'}"
        for name, label in _LABELS.items()
        if getattr(now, name) != getattr(before, name)
    ]
    if now.follow_up_on and now.follow_up_on != before.follow_up_on:
        found.append(f"Vi ser på det igen {long_date(now.follow_up_on)}")
    return found
