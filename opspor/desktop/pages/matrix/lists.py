"""The lists behind the matrix: who stands on a field, who waits, who moved where. By names only when asked for."""

from collections.abc import Callable
from datetime import date

from opspor.desktop.widgets import ListRow
from opspor.domain.assessment import CONTEXT_PLACES, TRIVSEL_WORDS
from opspor.domain.child import age_in_words
from opspor.domain.clock import short_date
from opspor.domain.ids import Id
from opspor.domain.matrix import MOVE_WORDS, Field, Naming
from opspor.domain.text import count_of
from opspor.usecases.matrix import GONE, Matrix, Seat

WAITING = {
    False: ("mangler en fælles vurdering", "I har ikke talt om dem i denne runde."),
    True: ("uden vurdering fra et besøg", "Deres besøg er ikke vurderinger endnu."),
}  # in a round, in a district
_HIDDEN = "Vælg initialer, koder eller navne øverst, hvis I vil se, hvem det er."

List = tuple[str, str, list[ListRow]]  # head, sentence, rows
Listed = Callable[[Matrix, Naming, date], List]


def of_cell(field: Field, shown: Matrix, naming: Naming, today: date) -> List:
    """Who stands on a field, how they came there, and when the team looks again: a day, and never "done"."""
    rows, row = [], _row_of(shown, naming, today)
    for one in shown.on(field):
        moved = MOVE_WORDS[one.step.move] if shown.since else ""
        if moved and one.step.arrows and one.before:
            moved += f", før {one.before.words}"
        day = f"ses på igen {short_date(one.follow_up_on)}" if one.follow_up_on else "mangler aftale"
        fact = day if field.cell.shade else ""
        rows.append(row(one, TRIVSEL_WORDS[one.grade], moved, fact))
    head = f"{field.place}: {count_of(len(rows), 'barn', 'børn')}"
    return _by(naming, head, shown.expects(field.cell), rows)


def of_waiting(shown: Matrix, naming: Naming, today: date) -> List:
    """Who was not agreed on yet, and where they stood the time before."""
    row = _row_of(shown, naming, today)
    rows = [row(one, f"før {one.before.words}" if one.before else "", "", "") for one in shown.waiting]
    missing, sentence = WAITING[shown.district]
    return _by(naming, f"{count_of(len(rows), 'barn', 'børn')} {missing}", sentence, rows)


def of_unsure(shown: Matrix, naming: Naming, today: date) -> List:
    """Whom the team does not know enough about, and what it knows."""
    row = _row_of(shown, naming, today)
    rows = [row(one, one.now.words if one.now else "", "", "") for one in shown.unsure]
    return _by(naming, "Ved ikke nok", "Aftal, hvem der finder ud af hvad.", rows)


def of_moves(shown: Matrix, naming: Naming, _today: date) -> List:
    """Who moved from where to where; with numbers alone, how many."""
    counted: dict[tuple[str, str, str], int] = {}
    rows, several = [], shown.several
    for one in shown.changes:
        ways = one.is_now, one.was, one.how
        counted[ways] = counted.get(ways, 0) + 1
        where = f" {CONTEXT_PLACES[one.seat.context]}" if several else ""
        key = None if one.how == GONE else one.seat.child.id
        rows.append(_moved(f"{naming.of(one.seat.child)}{where}", *ways, key=key))
    if naming is Naming.COUNT:
        rows = [_moved(count_of(count, "barn", "børn"), *ways, key=None) for ways, count in counted.items()]
    sentence = "Et skridt mellem begyndende mistrivsel og mistrivsel er med, også når feltet er det samme."
    return f"Flyttet siden {shown.since}", sentence, rows


def _moved(who: str, now: str, was: str, how: str, *, key: Id | None) -> ListRow:
    """Both lines short: they must be readable in large letters too."""
    shortly = how.removesuffix(" til bekymring")
    return ListRow(f"{who}: {now or how}", f"{shortly}, før {was}" if now else f"før {was}", key=key, chevron=bool(key))


def _row_of(shown: Matrix, naming: Naming, today: date) -> Callable[[Seat, str, str, str], ListRow]:
    several = shown.several

    def row(one: Seat, stands: str, moved: str, fact: str) -> ListRow:
        where = CONTEXT_PLACES[one.context] if several else ""
        name = one.child.full_name if naming is Naming.NAMES else naming.of(one.child)
        second = (age_in_words(one.child.birth_date, today), where, stands, moved)
        return ListRow(name, " · ".join(filter(None, second)), fact, key=one.child.id)

    return row


def _by(naming: Naming, head: str, sentence: str, rows: list[ListRow]) -> List:
    """The rows, or without names what to choose in order to see them."""
    if naming is Naming.COUNT and rows:
        return head, f"{sentence.rstrip('.')}. {_HIDDEN}", []
    return head, sentence, rows
