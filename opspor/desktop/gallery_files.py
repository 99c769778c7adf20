"""The files that the screens of an import are drawn from. They hold codes of a demo's pupils and functions, no name."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from opspor.domain.absence import AWAY_WORDS, AwayKind
from opspor.domain.beredskab import Track
from opspor.domain.clock import short_date
from opspor.domain.local import Layer, Local, LocalNote, LocalNumber
from opspor.exchange.local_file import written

_OWN_WORD = "Kolonitur"  # the program asks what it means
_NOBODY, _NO_DAY = "ZZZZ", "31.02.2026"


def absence_file(path: Path, codes: Sequence[str], days: Sequence[date]) -> Path:
    """Days of the pupils with these codes, a word nobody knows, a pupil who is not here, and a day that is none."""
    kinds = [AWAY_WORDS[AwayKind.SICK], AWAY_WORDS[AwayKind.UNLAWFUL], _OWN_WORD]
    rows = [(code, short_date(day), kind) for code, day, kind in zip(codes, days, kinds, strict=False)]
    rows += [(_NOBODY, short_date(days[0]), kinds[0]), (codes[0], _NO_DAY, kinds[0])]
    lines = ["Nummer;Dato;Fravær", *(";".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def local_file(path: Path, here: Local, today: date) -> Path:
    """What a municipality sends: something new, something that the house says otherwise, and a step nobody knows."""
    notes = (
        LocalNote(Track.PARENTS, "leader", "Ring også til kommunens vagt."),
        LocalNote(Track.EXTREMISM, "ssp", "SSP svarer samme dag på hverdage."),
        LocalNote(Track.GENERAL, "nabo", "Et trin fra en nyere udgave."),
    )
    number = LocalNumber("ssp", "12 34 56 84", "Hverdage 8–15", today, "Socialforvaltningen")
    local = replace(here, municipality=here.municipality or "Ådal Kommune (demo)", notes=notes)
    path.write_bytes(written(Layer(local, (number,), 1, today, "Socialforvaltningen")))
    return path
