"""The answer to a request for access: everything about the child in pieces, and the same as it is handed over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from opspor.documents.access_paper import LEFT_OUT, LOG_BY_FUNCTION, METHOD, NO_DRAFTS
from opspor.domain.assessment import Context
from opspor.domain.child import ChildInList
from opspor.domain.clock import moment_in_words
from opspor.domain.ids import Id
from opspor.domain.rounds import ReasonKind, sealed_for
from opspor.domain.subject_access import (
    LOG,
    MARK,
    Draft,
    Hidden,
    Piece,
    SubjectAccess,
    as_given,
    due_on,
    left_out_of,
    stands,
    without,
)
from opspor.store import log as stored_log
from opspor.store import rounds
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.log import Filter, every_line
from opspor.usecases.subject_access_masks import Masks
from opspor.usecases.subject_access_rows import Field, FileRow, Reader
from opspor.usecases.subject_access_words import HEADINGS

SEALED = (
    "Vurderingen er forseglet: den kan læses her, når alle har afleveret. Den er med i det, der udleveres, med det "
    "udeladt, som programmet selv finder."
)
SEALED_NOTE = (
    "{count} i en runde, der er i gang, vises ikke her endnu, men er med i det, der udleveres. Kan du nå det inden "
    "fristen, så vent, til alle har afleveret: så kan du selv gå dem igennem."
)
# What no answer holds, whoever asks and whatever is written: the same in every file.
NOT_INCLUDED = (
    ("Kladder", NO_DRAFTS),
    ("Hvem i loggen", LOG_BY_FUNCTION),
    ("Det, programmet slår op og beviser med", "Navnet en gang til, så det kan søges og sorteres; tilfældige tal og "
     "underskrifter, der viser, om noget er ændret."),
    ("Hvad der er udeladt og hvorfor", LEFT_OUT),
    ("Felter uden indhold", "Det, ingen har skrevet noget i."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """A draft, and what lies behind it. Of the rows in ``_sealed`` only that they are there may be read."""

    draft: Draft
    explained: tuple[str, ...]
    _masks: Masks
    _rows: tuple[FileRow, ...]
    _pieces: Mapping[str, Piece]
    _typed: frozenset[str]
    _sealed: frozenset[str]

    def given(self) -> Iterator[FileRow]:
        """The rows as they are handed over. Of what an exception keeps back nothing is there: no row, no reference."""
        withheld = self._withheld()
        for row in self._rows:
            own = [self._pieces[piece.key] for piece in row.pieces()]
            if row.record in withheld or (own and all(self._text(piece) is None for piece in own)):
                continue
            if row.key in self._sealed:
                yield replace(row, fields=(Field("sealed", "Forseglet", SEALED, SEALED, typed=False),))
                continue
            fields = tuple(self._field(row, field) for field in row.fields if field.value not in withheld)
            yield replace(row, fields=tuple(field for field in fields if field is not None))

    def still_there(self) -> tuple[str, ...]:
        """The keys of pieces in which a search of what would be handed over still finds what nobody let stand."""
        return tuple(
            piece.key
            for row in self._rows
            for piece in (self._pieces[one.key] for one in row.pieces())
            if (text := self._text(piece)) and self._found_in(piece, text)
        )

    def _found_in(self, piece: Piece, text: str) -> bool:
        if piece.key not in self._typed:
            return False
        request = self.draft.access.request
        words = text.replace(MARK, "\n")  # no sentence goes on over what was left out
        return any(not stands(Hidden(piece.key, one, why), request) for one, why in self._masks.found_in(words))

    def _text(self, piece: Piece) -> str | None:
        return as_given(piece, self.draft.access.request)

    def _withheld(self) -> frozenset[Id]:
        """The records of which an exception leaves nothing."""
        left: dict[Id, bool] = {}
        for row in self._rows:
            if row.record is not None:
                shown = [self._text(self._pieces[piece.key]) is not None for piece in row.pieces()]
                kept = any(shown) or (not shown and not self._masks.is_delicate(row))
                left[row.record] = left.get(row.record, False) or (kept and row.table != "record")
        return frozenset(record for record, kept in left.items() if not kept)

    def _field(self, row: FileRow, field: Field) -> Field | None:
        piece = self._pieces.get(row.piece_of(field))
        text = self._text(piece) if piece is not None else field.words
        if piece is None:
            return field
        if text is None:
            return None
        if field.typed:
            return replace(field, value=text, words=text)
        if text == MARK:
            return replace(field, value=MARK, words=MARK)
        words = without(field.words, (one.words for one in left_out_of(piece, self.draft.access.request)))
        return field if words == field.words else replace(field, value=words, words=words)


def answer(desk: Desk, tx: Transaction, child: ChildInList, access: SubjectAccess, *, with_sealed: bool) -> Answer:
    """Everything about the child for one request. ``with_sealed``: to be handed over, with what is sealed in it."""
    rows = (*Reader(desk, tx, child).rows(), *_log(desk, tx, child))
    masks = Masks(tx, child, access.request, rows)
    sealed = _sealed(desk, tx, child, rows)
    shown: list[Piece] = []
    behind: dict[str, Piece] = {}
    for row in rows:
        is_sealed = row.record in sealed and row.table == "own_assessment"
        for piece, hidden in masks.pieces(row):
            behind[piece.key] = replace(piece, proposed=hidden, delicate=masks.is_delicate(row))
            if not is_sealed:
                shown.append(behind[piece.key])
        if is_sealed:
            shown.append(Piece(f"{row.key}/sealed", row.section, row.on, row.by, row.heading, SEALED))
    note = (SEALED_NOTE.format(count=_count(len(sealed))),) if sealed else ()
    left_out = (*note, NO_DRAFTS, LOG_BY_FUNCTION, LEFT_OUT)
    draft = Draft(access, child, tuple(shown), due_on(access.request), masks.stops, left_out)
    typed = frozenset(row.piece_of(field) for row in rows for field in row.fields if field.typed)
    kept_back = frozenset(row.key for row in rows if row.record in sealed and row.table == "own_assessment")
    return Answer(
        draft, (METHOD, LEFT_OUT), masks, rows, behind, typed, frozenset() if with_sealed else kept_back
    )  # fmt: skip


def _count(number: int) -> str:
    return "1 egen vurdering" if number == 1 else f"{number} egne vurderinger"


def _sealed(desk: Desk, tx: Transaction, child: ChildInList, rows: tuple[FileRow, ...]) -> frozenset[Id]:
    """The own assessments that this person may not see yet: asked of each round as its own page asks."""
    found: dict[tuple[Id, Context], set[Id]] = {}
    for row in rows:
        if row.table == "own_assessment" and row.record is not None:
            said = {field.name: field.value for field in row.fields}
            found.setdefault((Id(str(said["round_id"])), Context(str(said["context"]))), set()).add(row.record)
    sealed: set[Id] = set()
    for (round_id, context), records in found.items():
        if _is_sealed(desk, tx, child, round_id, context):
            sealed |= records
    return frozenset(sealed)


def _is_sealed(desk: Desk, tx: Transaction, child: ChildInList, round_id: Id, context: Context) -> bool:
    round_ = rounds.rounds(tx.connection, round_id=round_id)[0]
    if round_.closed_at is not None:
        return False
    submitted = rounds.submitted(tx.connection, round_id, children=[child.id]).get((child.id, context), frozenset())
    opened = any(
        (reason.child_id, reason.context, reason.kind) == (child.id, context, ReasonKind.OPENED)
        for reason in rounds.reasons(tx.connection, round_id, child_id=child.id)
    )
    groups = [group for group in round_.groups if group.context is context]
    here = [group for group in groups if group.group_id in child.group_ids] or groups
    return any(
        sealed_for(desk.staff.id, (one.id for one in group.counted(child.id, submitted)), submitted, opened)
        for group in here
    )


def _log(desk: Desk, tx: Transaction, child: ChildInList) -> Iterator[FileRow]:
    """Every line of the log about the child: what was done and in which function, not by whom (domain 8.2)."""
    subjects = {one.number: one.subject_id for one in stored_log.page(tx.connection, stored_log.Wanted(child=child.id))}
    for line in every_line(desk, tx, Filter(child=child.id)):
        subject = subjects[line.number]
        said = (
            ("number", "", str(line.number)), ("at", "Tid", moment_in_words(line.at)),
            ("role", "Funktion", line.role), ("what", "Hvad", line.what), ("about", "Om", line.about),
        )  # fmt: skip
        fields = tuple(Field(name, label, words, words, typed=False) for name, label, words in said if words)
        about = frozenset({Id(subject)}) - {child.id}
        yield FileRow(
            "log_entry", f"{LOG}{line.number}", None, about, "Loggen", line.at.date(), line.role,
            HEADINGS["log_entry"], fields,
        )  # fmt: skip
