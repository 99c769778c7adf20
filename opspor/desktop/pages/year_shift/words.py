"""A new year in words: what happens to a group, and what to look at first."""

from opspor.domain.child import ChildInList
from opspor.domain.text import count_of
from opspor.domain.year_shift import Course, Step
from opspor.usecases.year_shift import Move, Preview


def lines_of(move: Move) -> list[str]:
    """What happens to a group, one sentence a line; every child that goes another way has its own."""
    number = count_of(move.moved, "barn", "børn")
    if move.target is None:
        lines = [f"{number} stopper."]
    elif move.moved == 0 and move.target == move.group.name:
        lines = ["Gruppen bliver, som den er."]
    else:
        kind = "en ny gruppe" if move.is_new else "som er her"
        lines = [f"{number} går videre i {move.target}, {kind}."]
    if move.joins:
        lines.append("Der er eller kommer også andre børn, så to grupper bliver til én.")
    if move.nobody:
        lines.append("Ingen arbejder der endnu. Sæt medarbejdere på under Indstillinger, Medarbejdere.")
    return [*lines, *(f"{child.full_name} {_alone(step)}" for child, step in _sorted(move))]


def warnings_of(found: Preview) -> list[str]:
    """What to look at before: rounds that go on, and what stays behind with the name of a group."""
    said = [
        f"Runden »{name}« er ikke lukket. Det, I har svaret, bliver. Børn, der flytter, venter ingen på der mere."
        for name in found.rounds
    ]
    if found.focus_points:
        points = count_of(found.focus_points, "åbent fokuspunkt", "åbne fokuspunkter")
        said.append(
            f"Der er {points} for en hel gruppe. De følger ikke med børnene. Luk dem først, eller lad dem blive."
        )
    return said


def _alone(step: Step) -> str:
    match step.course:
        case Course.STAYS:
            return "bliver, hvor det går nu."
        case Course.LEAVES:
            return "stopper."
        case Course.GOES_ON:
            return f"går videre i {step.name.strip()}."


def _sorted(move: Move) -> list[tuple[ChildInList, Step]]:
    return sorted(move.alone, key=lambda pair: pair[0].full_name)
