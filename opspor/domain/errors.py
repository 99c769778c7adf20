"""Known errors: the world's fault, not ours. Each has a code, a Danish sentence and a next step.

Everything that is not a ``KnownError`` is a bug and goes to the crash window.
"""

from typing import NamedTuple


class Fault(NamedTuple):
    """One known fault. ``sentence`` says what happened, what is safe and what to do next, in Danish.

    ``{names}`` in the sentence are filled in by ``KnownError``. They carry numbers, dates, file kinds and
    machine names, never anything about a person.
    """

    code: str
    sentence: str


class KnownError(Exception):
    """Raised for a fault that a person can do something about. ``str(error)`` is the finished sentence."""

    def __init__(self, fault: Fault, **values: object) -> None:
        super().__init__(fault.sentence.format(**values))
        self.fault = fault

    @property
    def code(self) -> str:
        """The permanent code, e.g. ``BOKS-ADGANG``; tests and help pages hold on to this, never to the sentence."""
        return self.fault.code
