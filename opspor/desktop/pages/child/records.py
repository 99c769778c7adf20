"""What was written about a child, newest first: assessments, observations, the child's own words, concerns."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.joint.minority import hand_in_words
from opspor.desktop.pages.older import Newest
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    EmptyState,
    Flow,
    Kind,
    Line,
    ListRow,
    LittleMatrix,
    PlainLabel,
    Prose,
    RowList,
    Tiles,
    box,
)
from opspor.desktop.widgets.layouts import Margins
from opspor.domain.assessment import (
    CONTEXT_PLACES,
    FOLLOW_UP_WORDS,
    POSITION_WORDS,
    TRIVSEL_WORDS,
    Context,
    JointAssessment,
    MinorityView,
)
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.concern import ChildsWords, Concern, Observation
from opspor.domain.ids import Id
from opspor.domain.matrix import COLUMNS, ROWS, cell_of
from opspor.domain.rights import as_said
from opspor.domain.rounds import Round
from opspor.domain.timeline import cell_words
from opspor.domain.visit import VISIT_WORDS, HomeVisit
from opspor.usecases.children import ChildFile

_FEW_NOTES, _FEW_ASSESSMENTS = 10, 5  # shown at once; the rest on request
_INSIDE = (5, 4, 5, 4)  # u round a record in a flush card


def assessments_card(file: ChildFile, shown: dict[str, int]) -> Card:
    """The joint assessments, newest first. ``shown`` remembers how many were asked for."""
    card = Card("Vurderinger", flush=True)
    if not file.joint:
        card.add(_inside(PlainLabel("I har ikke talt om barnet i en runde endnu.", "body", "text_2")))
    seen_in = {joint.agreement.context for _, joint in file.joint}
    contexts = [context for context in Context if context in seen_in]
    if len(contexts) > 1:  # class and SFO: beside each other, never merged (domain 1.4)
        card.add(_inside(Tiles([_in_context(file, context, shown) for context in contexts], least=60, gap=5)))
    else:
        makers = [partial(_assessment, file, round_, joint, _INSIDE) for round_, joint in file.joint]
        card.add(Newest("vurderinger", makers, shown, few=_FEW_ASSESSMENTS, margins=_INSIDE))
    return card


def _in_context(file: ChildFile, context: Context, shown: dict[str, int]) -> QWidget:
    """What was agreed in one place, newest first."""
    place = CONTEXT_PLACES[context]
    of_place = [(round_, joint) for round_, joint in file.joint if joint.agreement.context is context]
    makers = [partial(_assessment, file, round_, joint, (0, 3, 0, 3)) for round_, joint in of_place]
    whole = QWidget()
    column = Column(whole, spacing=0)
    column.addWidget(PlainLabel(place[0].upper() + place[1:], "section"))
    column.addWidget(Newest(f"vurderinger {place}", makers, shown, few=_FEW_ASSESSMENTS))
    column.addStretch(1)
    return whole


def _assessment(file: ChildFile, round_: Round, joint: JointAssessment, margins: Margins) -> QWidget:
    agreed = joint.agreement
    position = POSITION_WORDS[agreed.position] if agreed.position else ""
    trivsel = TRIVSEL_WORDS[agreed.trivsel] if agreed.trivsel else ""
    title = PlainLabel(f"{round_.name}: {position} · {trivsel}", "body_strong")
    cell = cell_of(agreed.position, agreed.trivsel) if agreed.position and agreed.trivsel else None
    head: QWidget = title
    if cell is not None:
        head = Line(title, LittleMatrix(ROWS.index(cell.position), COLUMNS.index(cell.column)))
    context = f"Barnets position {CONTEXT_PLACES[agreed.context]}. Aftalt {long_date(joint.written_at.date())}"
    parts: list[QWidget] = [head, PlainLabel(context, "small", "text_2")]
    if agreed.reason:
        parts.append(PlainLabel(agreed.reason))
    parts += [_minority(file, joint, view) for view in agreed.minority]
    parts += _remarked(file, joint.id)
    if agreed.follow_up:
        chosen = [FOLLOW_UP_WORDS[kind] for kind in agreed.follow_up]
        if agreed.follow_up_note:
            chosen.append(agreed.follow_up_note)
        parts.append(Prose(chosen, "body"))
    if agreed.follow_up_on:
        parts.append(PlainLabel(f"Vi ser på det igen {long_date(agreed.follow_up_on)}.", "body", "text_2"))
    return box(*parts, spacing=1.5, margins=margins)


def _minority(file: ChildFile, joint: JointAssessment, view: MinorityView) -> QWidget:
    """What somebody sees differently, and whose hand wrote it."""
    answer = file.minority.get((joint.round_id, joint.agreement.context, view.staff_id, view.text))
    words = answer.text if answer is not None and not answer.confirmed else view.text
    said = PlainLabel(f"{file.names.get(view.staff_id, 'En kollega')} ser det anderledes: »{words}«")
    hand = hand_in_words(view, answer, file.names)
    return box(said, PlainLabel(hand, "small", "text_2"), spacing=0) if hand else said


class Notes(Card):
    """Observations and the child's own words, newest first. ``shown`` remembers how many were asked for."""

    def __init__(self, file: ChildFile, shown: dict[str, int]) -> None:
        super().__init__("Iagttagelser og barnets egne ord", flush=True)
        written: list[Observation | ChildsWords] = [*file.observations, *file.words]
        notes = sorted(written, key=_when, reverse=True)
        if not notes:
            self.add(
                _inside(
                    EmptyState(
                        "notebook-pen",
                        "Intet skrevet ned endnu",
                        "Skriv ned, hvad du ser og hører, med dag og klokkeslæt. Vælg »Skriv ned« øverst.",
                    )
                )
            )
        self.add(
            Newest(
                "iagttagelser og ord",
                [partial(_note, file, note) for note in notes],
                shown,
                few=_FEW_NOTES,
                margins=_INSIDE,
            )
        )


def _when(note: Observation | ChildsWords) -> datetime:
    return note.seen_at if isinstance(note, Observation) else note.said_at


def _remarked(file: ChildFile, record: Id) -> list[QWidget]:
    """What the family said of it: beside the text, which stays as it is."""
    return [PlainLabel(as_said(note), "body", "text_2") for note in file.remarks.get(record, ())]


def _note(file: ChildFile, note: Observation | ChildsWords) -> QWidget:
    kind = "Set og hørt" if isinstance(note, Observation) else "Barnets egne ord"
    head = f"{kind} · " + ", ".join(filter(None, (moment_in_words(_when(note)), note.place)))
    text = note.text if isinstance(note, Observation) else f"»{note.words}«"
    parts: list[QWidget] = [PlainLabel(head, "small", "text_2"), PlainLabel(text)]
    if isinstance(note, ChildsWords) and note.came_about:
        parts.append(PlainLabel(note.came_about, "body", "text_2"))
    parts += _remarked(file, note.id)
    written = long_date(note.written_at.date())
    parts.append(PlainLabel(f"Skrevet af {note.author_name} {written}", "small", "text_2"))
    return box(*parts, spacing=0.5, margins=_INSIDE)


def visits_card(visits: Sequence[HomeVisit], opened: Callable[[], object]) -> Card:
    """What was made at home, newest first, and the way to it."""
    card = Card("Hjemmebesøg", flush=True)
    if visits:
        rows = RowList("Hjemmebesøg")
        rows.set_rows(
            [
                ListRow(VISIT_WORDS[visit.type], _visit(visit), long_date(visit.visited_on), "house", visit.id)
                for visit in visits
            ]
        )
        rows.opened.connect(lambda _: opened())
        card.add(rows)
    else:
        card.add(_inside(PlainLabel("Der er ikke noteret noget besøg endnu.", "body", "text_2")))
    way = Button("Besøg og overlevering", Kind.QUIET, icon="chevron-right", icon_after=True)
    way.clicked.connect(lambda: opened())
    card.add_rule()
    card.add(box(Flow([way]), margins=(1, 1, 5, 1)))
    return card


def _visit(visit: HomeVisit) -> str:
    found = cell_words(visit.answers.position, visit.answers.trivsel)
    return " · ".join(filter(None, (found[:1].upper() + found[1:], visit.author_name)))


def concerns_card(concerns: tuple[Concern, ...], opened: Callable[[Id], object]) -> Card:
    """Concerns by their neutral labels."""
    card = Card("Bekymringer", flush=True)
    if not concerns:
        card.add(_inside(PlainLabel("Ingen bekymringer, som du kan se.", "body", "text_2")))
        return card
    rows = RowList("Bekymringer")
    rows.set_rows(
        [
            ListRow(
                concern.label,
                fact="lukket" if concern.closed_at else "åben",
                icon="message-circle-warning",
                key=concern.id,
            )
            for concern in concerns
        ]
    )
    rows.opened.connect(lambda key: opened(Id(str(key))))
    card.add(rows)
    return card


def _inside(part: QWidget) -> QWidget:
    return box(part, margins=_INSIDE)
