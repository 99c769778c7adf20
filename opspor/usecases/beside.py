"""What stands beside a child's records: what the family remarked, and that they may be kept and not used.

Asked by those who show a record or make a paper of it, within their own transaction: they have asked who may see it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from opspor.documents.document import Document, Paragraph, Part, Signature
from opspor.documents.privacy import KnownHome, protected_places, refuse_named
from opspor.domain import rights
from opspor.domain.child import Particulars
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.recipient import Recipient
from opspor.domain.rights import RESTRICTED, RightKind, RightsNote
from opspor.store import protection
from opspor.store.rights import versions_of
from opspor.usecases.desk import Transaction

TITLE = "Bemærkninger fra familien"
LEFT_OUT = "Udeladt: her står en beskyttet adresse eller telefon."


def remarks(tx: Transaction, child_id: Id) -> Mapping[Id, tuple[RightsNote, ...]]:
    """record -> the family's remarks to it, whichever version they were about; under the child's own id those to the
    whole file."""
    said = [note for note in protection.notes(tx.connection, child_id) if note.kind is RightKind.REMARK]
    versions = versions_of(tx.connection, {note.about for note in said if note.about is not None})
    found: dict[Id, list[RightsNote]] = defaultdict(list)
    for note in said:
        for record in versions[note.about] if note.about is not None else (child_id,):
            found[record].append(note)
    return {about: tuple(each) for about, each in found.items()}


def printable(notes: Iterable[RightsNote], known: Particulars) -> tuple[RightsNote, ...]:
    """The remarks as a paper may bear them: one that says where a protected home is stands there without its words.

    Nobody can change a remark, so that it must stop no paper either, and least of all an underretning.
    """
    hidden = protected_places(KnownHome(known))
    return tuple(
        replace(note, from_whom="Familien", text=LEFT_OUT)
        if hidden.found_in(f"{note.from_whom}\n{note.text}")
        else note
        for note in notes
    )


def restriction(tx: Transaction, child_id: Id) -> RightsNote | None:
    """That what is written about the child is kept and not used, as long as nobody has answered."""
    return rights.restriction(protection.notes(tx.connection, child_id))


def refuse_restricted(tx: Transaction, child_ids: Collection[Id]) -> None:
    """Raise BARN-BEGRAENSET where a paper would use what may only be kept.

    Never asked of an underretning, of the beredskab, of access or of a deletion: protecting a child is a reason of the
    law.
    """
    if not child_ids:
        return
    one = next(iter(child_ids)) if len(child_ids) == 1 else None
    since = rights.restricted_since(protection.notes(tx.connection, one))
    stopped = [since[child_id] for child_id in child_ids if child_id in since]
    if stopped:
        raise KnownError(RESTRICTED, since=long_date(min(note.on for note in stopped)))


def with_remarks(
    tx: Transaction,
    document: Document,
    known: Particulars,
    child_id: Id,
    records: Iterable[Id],
    to: Recipient,
    *,
    named: bool = True,
) -> Document:
    """The paper with the remarks to what it quotes that its reader may see, before it is signed.

    Raises PAPIR-NAVN for one that names somebody where the paper is not ``named``.
    """
    beside = remarks(tx, child_id)
    readable = (
        note for record in records for note in beside.get(record, ()) if rights.readable(note, to, known.carers)
    )
    said = tuple(Paragraph(rights.as_said(note, named=named)) for note in printable(readable, known))
    if not said:
        return document
    part = Part(TITLE, said, typed=True)
    if not named:
        refuse_named([part], known, [rights.called(carer) for carer in known.carers])
    signed = tuple(one for one in document.parts if any(isinstance(block, Signature) for block in one.blocks))
    others = tuple(one for one in document.parts if one not in signed)
    return replace(document, parts=(*others, part, *signed))
