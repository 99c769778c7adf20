"""Where something new about a child is written, for whoever sees it in several places: a question above the fields."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import PlainLabel, Segmented, box
from opspor.domain.assessment import CONTEXT_WORDS, Context


def where_choice(
    question: str, contexts: Sequence[Context], chosen: Context, choose: Callable[[Context], object]
) -> QWidget:
    """``question`` with the places to answer it; ``choose`` is called with the one that is pressed."""
    places: Segmented[Context] = Segmented(
        question, [(_capital(CONTEXT_WORDS[one]), one) for one in contexts], value=chosen
    )
    places.chosen.connect(choose)
    return box(PlainLabel(question, "body_strong"), places, spacing=1.5)


def _capital(words: str) -> str:
    """``SFO`` stays as it is."""
    return words[0].upper() + words[1:]
