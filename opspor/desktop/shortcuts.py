"""Every key of the program, in one table. What is printed in a key cap and what works come from the same line."""

from enum import StrEnum
from typing import NamedTuple


class Scope(StrEnum):
    """Where a key works. The keys of ``EVERYWHERE`` are taken in all scopes."""

    EVERYWHERE = "everywhere"
    ANSWERING = "answering"
    MATRIX = "matrix"
    DANGER = "danger"
    MEETING = "meeting"
    WRITING = "writing"
    LOOKING_AGAIN = "looking_again"
    CONCLUDING = "concluding"
    SHOWING = "showing"
    PASTING = "pasting"
    LOOKING_THROUGH = "looking_through"


class Shortcut(NamedTuple):
    """``keys`` as Qt reads them, ``cap`` as it is printed, ``words`` what it does."""

    keys: tuple[str, ...]
    cap: str
    words: str
    scope: Scope


HELP = Shortcut(("F1",), "F1", "Hjælp", Scope.EVERYWHERE)
SEARCH = Shortcut(("Ctrl+K",), "Ctrl+K", "Søg", Scope.EVERYWHERE)
NEW_CONCERN = Shortcut(("Ctrl+B",), "Ctrl+B", "Ny bekymring", Scope.EVERYWHERE)
BEREDSKAB = Shortcut(("F2",), "F2", "Beredskab", Scope.EVERYWHERE)
HIDE = Shortcut(("F9",), "F9", "Skjul", Scope.EVERYWHERE)
LOCK = Shortcut(("Ctrl+L",), "Ctrl+L", "Lås", Scope.EVERYWHERE)

ANSWER = Shortcut(("1", "2", "3", "4"), "1–4", "svar og videre", Scope.ANSWERING)
GO_ON = Shortcut(("Return", "Enter"), "Enter", "videre", Scope.ANSWERING)
GO_BACK = Shortcut(("Backspace",), "Backspace", "tilbage", Scope.ANSWERING)
NOTE = Shortcut(("N",), "N", "note", Scope.ANSWERING)
FACTORS = Shortcut(("V",), "V", "vælg, hvad du ser", Scope.ANSWERING)
STRENGTHS = Shortcut(("G",), "G", "god til og glad for", Scope.ANSWERING)
FLAG = Shortcut(("F",), "F", "noget alvorligt", Scope.ANSWERING)
LEAVE_FLAGS = Shortcut(("Esc",), "Esc", "tilbage til tegnet", Scope.ANSWERING)

MOVE = Shortcut(("Left", "Up", "Down", "Right"), "← ↑ ↓ →", "flyt", Scope.MATRIX)
OPEN_CELL = Shortcut(("Return", "Enter"), "Enter", "åbn felt", Scope.MATRIX)

DANGER_ANSWER = Shortcut(("1", "2", "3"), "1–3", "svar", Scope.DANGER)
ALL_TRACKS = Shortcut(("A",), "A", "alle spor", Scope.DANGER)

CHANGE_CHILD = Shortcut(("PgUp", "PgDown"), "PgUp PgDn", "skift barn", Scope.MEETING)
ALL_AGREE = Shortcut(("E",), "E", "enige", Scope.MEETING)

CHANGE_SECTION = Shortcut(("Ctrl+PgUp", "Ctrl+PgDown"), "Ctrl+PgUp PgDn", "skift afsnit", Scope.WRITING)
URGENT_NOW = Shortcut(("Ctrl+H",), "Ctrl+H", "Haster: lav den nu", Scope.WRITING)
NEXT_MARK = Shortcut(("F8",), "F8", "næste ord", Scope.WRITING)

EFFECT = Shortcut(("1", "2", "3", "4", "5"), "1–5", "hvad der kom ud af det", Scope.LOOKING_AGAIN)

MOVE_FIELD = Shortcut(("Up", "Down"), "↑ ↓", "flyt", Scope.PASTING)
GO_TO_FIELD = Shortcut(tuple("0123456789"), "1–99", "gå til felt", Scope.PASTING)
COPY_FIELD = Shortcut(("Ctrl+C",), "Ctrl+C", "kopiér", Scope.PASTING)

OUTCOME = Shortcut(("1", "2", "3", "4", "5", "6"), "1–6", "hvad det endte med", Scope.CONCLUDING)
NEXT_SLIDE = Shortcut(("Right", "Left"), "→ ←", "blad", Scope.SHOWING)
NEXT_BRIEF = Shortcut(("Down", "Up"), "↓ ↑", "skift ark", Scope.SHOWING)
TO_CONCLUSION = Shortcut(("K",), "K", "konklusion", Scope.SHOWING)
SHOW_NAME = Shortcut(("N",), "N", "med eller uden navn", Scope.SHOWING)
TO_AGENDA = Shortcut(("Esc",), "Esc", "dagsorden", Scope.SHOWING)

NEXT_PIECE = Shortcut(("N",), "N", "set, næste", Scope.LOOKING_THROUGH)
HIDE_PIECE = Shortcut(("M",), "M", "skjul det hele", Scope.LOOKING_THROUGH)
HIDE_WORDS = Shortcut(("S",), "S", "skjul ordene", Scope.LOOKING_THROUGH)
LET_STAND = Shortcut(("V",), "V", "vis eller skjul", Scope.LOOKING_THROUGH)
TAKE_BACK = Shortcut(("U",), "U", "fortryd", Scope.LOOKING_THROUGH)

ALL = (
    HELP, SEARCH, NEW_CONCERN, BEREDSKAB, HIDE, LOCK,
    ANSWER, GO_ON, GO_BACK, NOTE, FACTORS, STRENGTHS, FLAG, LEAVE_FLAGS, MOVE, OPEN_CELL, DANGER_ANSWER, ALL_TRACKS,
    CHANGE_CHILD, ALL_AGREE, CHANGE_SECTION, URGENT_NOW, NEXT_MARK, EFFECT, MOVE_FIELD, GO_TO_FIELD, COPY_FIELD,
    OUTCOME, NEXT_SLIDE, NEXT_BRIEF, TO_CONCLUSION, SHOW_NAME, TO_AGENDA, NEXT_PIECE, HIDE_PIECE,
    HIDE_WORDS, LET_STAND, TAKE_BACK,
)  # fmt: skip
