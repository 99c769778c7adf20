"""Whether a paper that draws on a child's records may go to somebody at home, or to somebody who is suspected.

It is asked of every concern about the child, also of those that the person may not see, and of one that was linked
later. Whoever prints reads the same sentence, whatever the cause and whoever they are: a parent may stand beside the
screen, and a colleague must not be able to tell one cause from another. The true reason stands on the concern's own
page, for those who may open it (design section 11, rules 1, 2 and 10).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from opspor.documents.document import Document
from opspor.documents.privacy import KnownHome, home_is_protected, refuse_other_children
from opspor.domain.access import Action, Reach, reach
from opspor.domain.assessment import Context
from opspor.domain.beredskab import TELLING, Decided, Judged, MayBeTold, NotTold, Telling, Track, may_be_told, newest
from opspor.domain.child import Carer, ChildInList, Custody, Particulars
from opspor.domain.concern import Concern
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.recipient import Recipient, choices
from opspor.domain.text import fold
from opspor.store import children, concerns, people
from opspor.usecases.beside import refuse_restricted
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.contexts import find_in
from opspor.usecases.desk import Desk, Transaction

ASK_LEADER = Fault(
    "PAPIR-LEDER",
    "Papiret er ikke lavet. Spørg lederen først: det skal afklares, hvem det må gå til. Det, du har skrevet, er gemt. "
    "Må du se grunden, finder du den fra barnets side. Beder nogen om indsigt, så sig det til lederen: det afvises "
    "aldrig.",
)


class Why(StrEnum):
    """Which decision is missing."""

    NOTHING_IN_WRITING = "nothing_in_writing"
    MUNICIPALITY = "municipality"
    LEADER = "leader"
    NOT_TOLD = "not_told"
    SUSPECTED = "suspected"


_CLOSED_WAY = "Bekymringen er lukket, men stoppet gælder, til det er besluttet."
WHY_WORDS = {
    Why.NOTHING_IN_WRITING: "Intet går til hjemmet på skrift: hverken brev, sms eller mail. Kommunen bestemmer, hvem "
    "der taler med familien. Står stoppet i vejen for noget andet, så spørg dem.",
    Why.MUNICIPALITY: "Kommunen har ikke bestemt endnu, hvem der må få noget at vide. Ring til dem, og skriv svaret "
    "her: hvem der bestemte det, hvornår, hvem der må få det at vide, og hvad.",
    Why.LEADER: "Lederen har ikke bestemt endnu, hvem der må få noget at vide. Tal med lederen, og skriv svaret her: "
    "hvem der bestemte det, hvornår, hvem der må få det at vide, og hvad.",
    Why.NOT_TOLD: "Det er besluttet, at de ikke får noget at vide nu. Er det ændret, så skriv den nye beslutning her.",
    Why.SUSPECTED: "Mistanken gælder en, papiret er til. Kommunen bestemmer, hvad de må få at vide, hvornår og af "
    "hvem; om en ansat gør lederen. Skriv svaret her.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stop:
    """A concern that stops papers, and which decision is missing."""

    concern: Concern
    why: Why

    @property
    def words(self) -> str:
        """The reason and the way on, for those who may open the concern."""
        return " ".join(filter(None, (WHY_WORDS[self.why], _CLOSED_WAY if self.concern.closed_at else "")))


@dataclass(frozen=True, slots=True)
class StoppedFor:
    """Who gets no papers because of a concern, in words, and why."""

    whom: str
    stop: Stop

    @property
    def words(self) -> str:
        """``Anna, mor: Kommunen har ikke bestemt endnu …``"""
        return f"{self.whom}: {self.stop.words}"


def require(desk: Desk, tx: Transaction, child: ChildInList, to: Recipient) -> None:
    """Raise PAPIR-LEDER unless a paper drawn from the child's records may go ``to`` them, and BARN-BEGRAENSET where the
    records are kept and not used.

    Whoever calls has asked whether the person may see the child. Where custody or a protected address is the cause,
    the leader is who decides, and goes on.
    """
    refuse_restricted(tx, [child.id])
    if stops(tx, child, to) or (reach(desk.staff, Action.OPEN_CONCERN) is not Reach.ALL and _unclear(tx, child, to)):
        raise KnownError(ASK_LEADER)


def stops(tx: Transaction, child: ChildInList, to: Recipient) -> tuple[Stop, ...]:
    """The concerns that stop a paper ``to`` them, newest first, whoever asks: also those the person may not see."""
    carers = children.particulars(tx.connection, child.id)[1].carers
    return tuple(
        stop for concern in about(tx, child) if (stop := _stop(concern, _decided(tx, concern), carers, to)) is not None
    )


def about(tx: Transaction, child: ChildInList) -> tuple[Concern, ...]:
    """Every concern about the child, and those that somebody without access to it began on exactly its whole name."""
    name = fold(child.full_name)
    return tuple(
        one
        for one in concerns.concerns(tx.connection)
        if one.child_id == child.id or (one.child_id is None and " " in name and fold(one.typed_name) == name)
    )


def _decided(tx: Transaction, concern: Concern) -> tuple[Decided, ...]:
    return concerns.decisions(tx.connection, (concern.id,))


def _stop(concern: Concern, decisions: tuple[Decided, ...], carers: tuple[Carer, ...], to: Recipient) -> Stop | None:
    if is_suspected(decisions, carers, to):
        return Stop(concern, Why.SUSPECTED)
    if not to.at_home:
        return None
    if all(may_be_told(_track(concern), decisions, one) for one in _those(carers, to)):
        return None
    return Stop(concern, _why(concern, decisions))


def _those(carers: tuple[Carer, ...], to: Recipient) -> list[Id | None]:
    """Who would read it: one carer, or everybody at home. Somebody whom the family brings is as all of them."""
    return [to.carer] if to.carer is not None else [one.id for one in carers] or [None]


def _track(concern: Concern) -> Track:
    """What is decided after a concern of honour was closed counts, as in the others: no stop is for ever."""
    closed_in_silence = concern.closed_at is not None and TELLING[concern.track] is Telling.NEVER_IN_WRITING
    return Track.PARENTS if closed_in_silence else concern.track


def _why(concern: Concern, decisions: tuple[Decided, ...]) -> Why:
    not_told, may = newest(decisions, NotTold), newest(decisions, MayBeTold)
    match TELLING[_track(concern)]:
        case Telling.NEVER_IN_WRITING:
            return Why.NOTHING_IN_WRITING
        case _ if not_told is not None and (may is None or may.id < not_told.id):
            return Why.NOT_TOLD
        case Telling.LEADER:
            return Why.LEADER
        case _:
            return Why.MUNICIPALITY


def is_suspected(decisions: Iterable[Decided], carers: tuple[Carer, ...], to: Recipient) -> bool:
    """Whether the suspicion is against them, as it was judged last, and nobody has decided since that they may know.

    A carer is known by id. Of others there are only words: a name or a relation that stands in both is enough.
    """
    suspected: set[Id] = set()
    others = ""
    for decided in sorted(decisions, key=lambda one: one.id):
        match decided.what:
            case Judged(carers=against, others=words):
                suspected, others = set(against), words
            case MayBeTold(carers=may, others=words):
                suspected -= set(may)
                others = "" if others and _same_person(others, words) else others
    if to.carer is not None:
        return to.carer in suspected
    if to.name or to.role:
        return _same_person(others, to.name) or _same_person(others, to.role)
    return to.at_home and not suspected.isdisjoint(one.id for one in carers)


def _same_person(described: str, called: str) -> bool:
    """Whether the first word of what somebody is called stands in a description: ``Hans``, ``morbror``."""
    return bool(called.strip()) and fold(called).split()[0].strip(",.") in _words(described)


def _words(text: str) -> set[str]:
    return {word.strip(",.;:()»«") for word in fold(text).split()}


# --- other causes, in the same words ----------------------------------------------------------------------------------


def _unclear(tx: Transaction, child: ChildInList, to: Recipient) -> bool:
    """Whether it is not settled who may have papers: custody, or a home that somebody must not find."""
    return to.at_home and _is_unclear(children.particulars(tx.connection, child.id)[1], to)


def _is_unclear(known: Particulars, to: Recipient) -> bool:
    those = [one for one in known.carers if to.carer in (None, one.id)]
    without_custody = bool(those) and not to.on_basis and all(one.custody is not Custody.YES for one in those)
    elsewhere = any(not one.lives_with_child for one in those)
    return without_custody or (elsewhere and home_is_protected(KnownHome(known)))


# --- what a page asks -------------------------------------------------------------------------------------------------


def recipients(desk: Desk, child_id: Id, context: Context) -> tuple[tuple[Recipient, str], ...]:
    """Whom a paper about a child can be for, in words. Reading it is logged as opening the child."""
    action = Action.OPEN_VISIT if context is Context.HOME else Action.OPEN_CHILD
    with desk.read(action) as tx:
        child = find_in(tx, child_id, context)
        tx.note(child_id)
        return choices(children.particulars(tx.connection, child.id)[1].carers)


def stopped(file: ConcernFile) -> tuple[StoppedFor, ...]:
    """Who gets no papers because of a concern that somebody has opened, and why.

    Whoever sees the concern and not the child reads of the home as such, and of no carer.
    """
    carers = file.particulars.carers if file.particulars else ()
    found = [(words, _stop(file.concern, file.decisions, carers, to)) for to, words in choices(carers) if to.at_home]
    return tuple(StoppedFor(whom, stop) for whom, stop in found if stop is not None)


# --- what a paper to the home may say ---------------------------------------------------------------------------------


def check_words(tx: Transaction, child: ChildInList, to: Recipient, document: Document) -> Document:
    """The document, unless it goes home and names another child (domain 3.5, line 8). Raises PAPIR-ANDET-BARN.

    A first name alone tells who it is among the children of the same rooms; it may be a brother's, a carer's or a
    colleague's too.
    """
    if to.at_home:
        known = children.particulars(tx.connection, child.id)[1]
        family = [*(one.name for one in known.carers), *(one.name for one in known.siblings)]
        staff = [one.name for one in people.staff(tx.connection)]
        may_stand = [child.full_name, known.contact_person, *family, *staff]
        others = [one for one in children.listed(tx.connection) if one.id != child.id]
        near = [one.first_name for one in others if not set(one.group_ids).isdisjoint(child.group_ids)]
        refuse_other_children(document.parts, [one.full_name for one in others], near, may_stand)
    return document
