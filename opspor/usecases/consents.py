"""What a family has agreed to share: written down, corrected by a new version, taken back; and asked at every way out.

Assessing and an underretning need none (domain 8.1, 8.6). What rests on which basis stands in docs/adr/049.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from opspor.domain import consent, sharing
from opspor.domain.access import Action, may
from opspor.domain.changes import Kind
from opspor.domain.child import Carer, ChildInList
from opspor.domain.concern import Concern
from opspor.domain.consent import Agreed, Consent
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperDraft, PaperKind
from opspor.store import children, drafts, protection
from opspor.store.records import Header
from opspor.usecases.children import find
from opspor.usecases.desk import Desk, Transaction

NO_SUCH_CONSENT = Fault(
    "SAMTYKKE-VAEK", "Samtykket findes ikke mere. Intet er ændret. Åbn barnets side igen, og se, hvad der står."
)
CHANGED_MEANWHILE = Fault(
    "SAMTYKKE-AENDRET",
    "En anden har ændret samtykket, mens du skrev. Dit er ikke gemt endnu, og det står her stadig. Læs, hvad der står "
    "nu, og gem igen, hvis noget mangler.",
)


@dataclass(frozen=True, slots=True)
class ChildConsents:
    """The consents about a child, the one begun last first, and who has custody. ``to_ask``: consent -> who should
    have said yes too, as sentences."""

    child: ChildInList
    carers: tuple[Carer, ...]
    consents: tuple[Consent, ...]
    to_ask: Mapping[Id, tuple[str, ...]]
    today: date


def draft_key(child_id: Id) -> str:
    """What the draft of a consent is called, among the drafts of pages."""
    return f"consent:{child_id}"


def of_child(desk: Desk, child_id: Id) -> ChildConsents:
    """Every consent about a child. It is logged as opening the child."""
    with desk.read(Action.OPEN_CHILD) as tx:
        child = find(tx, child_id)
        tx.note(child_id)
        _, known = children.particulars(tx.connection, child_id)
        found = protection.consents(tx.connection, child_id)
        asked = {
            one.id: consent.still_to_ask(one.agreed, known.carers, known.birth_date, known.first_name, tx.today)
            for one in found
        }
        return ChildConsents(child, known.carers, found, asked, tx.today)


def write(desk: Desk, child_id: Id, agreed: Agreed, replaces: Id | None = None) -> Id:
    """Write a consent, or a version of one: ``replaces`` is the version that was on screen. Gives the consent's id.

    A withdrawal is undone by a version without it. Raises SAMTYKKE-MANGLER, SAMTYKKE-DAG, SAMTYKKE-AENDRET.
    """
    with desk.write(Action.WRITE_CONSENT) as tx:
        find(tx, child_id)
        consent.check(agreed, tx.today)
        before = None
        if replaces is not None:
            found = protection.consents(tx.connection, child_id)
            before = next((one for one in found if one.version == replaces), None)
            if before is None:
                raise KnownError(CHANGED_MEANWHILE)
        id_ = _add(tx, child_id, agreed, before)
        drafts.drop(tx.connection, desk.staff.id, f"page:{draft_key(child_id)}")
        tx.note(child_id, consent=id_, changed=before is not None)
        tx.changed(Kind.PROTECTION, Kind.DRAFTS)
        return id_


def withdraw(desk: Desk, consent_id: Id, on: date, words: str) -> None:
    """Note that somebody has taken it back, on which day, and by whom and how in words: from then on it holds no more.

    Raises SAMTYKKE-VAEK, SAMTYKKE-DAG.
    """
    with desk.write(Action.WRITE_CONSENT) as tx:
        child_id = protection.child_of_consent(tx.connection, consent_id)
        if child_id is None:
            raise KnownError(NO_SUCH_CONSENT)
        find(tx, child_id)
        before = next(one for one in protection.consents(tx.connection, child_id) if one.id == consent_id)
        agreed = consent.withdraw(before.agreed, on, words)
        consent.check_withdrawn(agreed, tx.today)
        _add(tx, child_id, agreed, before)
        tx.note(child_id, consent=consent_id, withdrawn=True)
        tx.changed(Kind.PROTECTION)


def _add(tx: Transaction, child_id: Id, agreed: Agreed, before: Consent | None) -> Id:
    replaces = before.version if before else None
    header = Header(tx.new_id(), tx.staff.id, tx.now, tx.now, child_id=child_id, replaces=replaces)
    id_ = before.id if before else header.id
    protection.add_consent(tx.connection, header, id_, agreed)
    return id_


# --- a brief with name ------------------------------------------------------------------------------------------------


def living(tx: Transaction, child: ChildInList | None) -> tuple[Consent, ...]:
    """The consents that a brief about the child may rest on today; none for whoever may not open the child."""
    if child is None or not may(tx.staff, Action.OPEN_CHILD, groups=child.group_ids):
        return ()
    return tuple(one for one in protection.consents(tx.connection, child.id) if consent.holds(one.agreed, tx.today))


def as_it_stands(tx: Transaction, child_id: Id | None, draft: PaperDraft) -> PaperDraft:
    """The paper with its consent as it stands now, asked at every way out.

    Raises SAMTYKKE-TRUKKET or PAPIR-SAMTYKKE for a brief with name whose consent was taken back or is over; one without
    name does not say that there is one then. An underretning is never asked.
    """
    if draft.kind is not PaperKind.BRIEF or draft.sharing is None or draft.sharing.consent is None or child_id is None:
        return draft
    rests_on = draft.sharing.consent
    now = next((one for one in protection.consents(tx.connection, child_id) if one.id == rests_on), None)
    if now is None:
        raise KnownError(NO_SUCH_CONSENT)
    if draft.anonymous:
        return draft if consent.holds(now.agreed, tx.today) else replace(draft, sharing=None)
    consent.require(now.agreed, tx.today)
    return replace(draft, sharing=consent.as_sharing(now.agreed, rests_on))


def kept(tx: Transaction, concern: Concern, draft: PaperDraft, purpose: str) -> PaperDraft:
    """A finished brief: what was typed as its basis stands on the child's page too, and the brief rests on that, also
    where it is made without the name first.

    Not where fewer may see the concern than the child: then it stands in the brief alone.
    """
    said, child_id = draft.sharing, concern.child_id
    if draft.kind is not PaperKind.BRIEF or said is None or said.consent is not None or sharing.lacks(said, tx.today):
        return draft
    child = children.by_id(tx.connection, child_id) if child_id is not None and concern.is_shared else None
    if child is None or not may(tx.staff, Action.WRITE_CONSENT, groups=child.group_ids):
        return draft
    made = _add(tx, child.id, consent.from_paper(said, purpose), None)
    tx.changed(Kind.PROTECTION)
    return replace(draft, sharing=replace(said, consent=made))
