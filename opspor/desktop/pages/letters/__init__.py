"""Letters to parents: who knows, who lacks a letter, in which language, and the day they were given."""

from opspor.desktop.pages.letters.page import LettersPage

__all__ = ["LettersPage"]
