"""Children: the class list comes in, and a child's page is opened and completed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any, TypeVar

from opspor.domain.access import Action, Reach, may, reach
from opspor.domain.assessment import Context, JointAssessment
from opspor.domain.changes import Kind
from opspor.domain.child import MAX_CARERS, ChildInList, Enrolment, Particulars
from opspor.domain.concern import ChildsWords, Concern, HowSaid, Observation, owners
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.joint import MinorityAnswer
from opspor.domain.people import GroupKind, kind_of
from opspor.domain.plans import Focus, Plan
from opspor.domain.pupil import PupilView
from opspor.domain.rights import RightsNote
from opspor.domain.rounds import Round
from opspor.domain.visit import HomeVisit
from opspor.exchange.known import KnownChild
from opspor.forms.model import PupilForm
from opspor.store import children, concerns, minority, notices, people, pupils, rounds, visits
from opspor.store.minority import View
from opspor.store.records import Header
from opspor.usecases import beside
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.groups import NO_SUCH_GROUP
from opspor.usecases.wording import form_of

Version = TypeVar("Version", Particulars, Focus, Plan)  # what is never edited: each change is a new version

NO_SUCH_CHILD = Fault(
    "BARN-MANGLER", "Barnet findes ikke i denne mappe. Intet er ændret. Søg efter navnet, og åbn det igen."
)
CHANGED_MEANWHILE = Fault(
    "BARN-AENDRET",
    "En anden har ændret barnets oplysninger, mens du skrev. Dit er ikke gemt endnu, og intet er gået tabt. "
    "Åbn barnet igen, og skriv det, der mangler.",
)
NAME_MISSING = Fault("BARN-NAVN", "Skriv barnets fornavn. Intet er ændret endnu.")
TOO_MANY_CARERS = Fault(
    "BARN-VOKSNE",
    "Der er plads til {most} forældre eller omsorgspersoner. Intet er ændret endnu. Fjern en, og gem igen.",
)
TEXT_MISSING = Fault("BARN-TEKST", "Skriv, hvad du så eller hørte. Intet er gemt endnu.")
GROUP_MISSING = Fault("LISTE-GRUPPE", "Skriv, hvilken stue eller klasse børnene går i. Intet er ændret endnu.")
ALREADY_IN = Fault("BARN-GAAR-DER", "Barnet går allerede i den gruppe. Intet er ændret. Vælg en anden.")
NOT_IN = Fault("BARN-GAAR-IKKE", "Barnet går ikke i den gruppe mere. Intet er ændret. Åbn barnets side igen.")
GROUP_DATE = Fault(
    "BARN-GRUPPE-DATO",
    "Dagen skal være i dag eller før, og ikke før barnet begyndte i gruppen. Intet er ændret. Ret dagen.",
)
DATE_AHEAD = Fault("BARN-DATO", "Datoen ligger fremme i tiden. Ret den. Intet er gemt endnu.")


@dataclass(frozen=True, slots=True)
class NewChild:
    """A child of a class list; ``group`` is the group's name, "" for the one chosen for the whole list."""

    first_name: str
    last_name: str
    birth_date: date | None
    cpr: str
    group: str
    contact_person: str
    known: Id | None = None  # is in the vault already, and comes into one more group
    protected: bool = False  # navne- og adressebeskyttelse


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the ids of the new children, how many new groups, how many came into one more group."""

    children: tuple[Id, ...]
    new_groups: int
    enrolled: int


@dataclass(frozen=True, slots=True)
class ChildFile:
    """A child's page: what is known now, and everything that was written about it that this person may see."""

    child: ChildInList
    particulars_id: Id
    particulars: Particulars
    observations: tuple[Observation, ...]
    words: tuple[ChildsWords, ...]
    joint: tuple[tuple[Round, JointAssessment], ...]  # newest first
    concerns: tuple[Concern, ...]
    enrolments: tuple[Enrolment, ...]  # where it goes now, and where it went
    pupil: tuple[PupilView, PupilForm] | None  # what the pupil said last, with the questions it was asked
    informed_on: date | None  # the day its parents were told that children are assessed
    minority: Mapping[View, MinorityAnswer]  # what people said of the views that colleagues typed for them
    names: Mapping[Id, str]  # of the staff, also of who has left
    visits: tuple[HomeVisit, ...] | None = None  # at home, newest first; None for whoever may not see them
    remarks: Mapping[Id, tuple[RightsNote, ...]] = field(default_factory=dict)  # record -> what the family remarked
    restricted: RightsNote | None = None  # it is kept and not used

    @property
    def at_home_only(self) -> bool:
        """Whether the child goes in nothing but districts: no team talks about it in a round."""
        kinds = {enrolment.kind for enrolment in self.enrolments if enrolment.until is None}
        return kinds == {GroupKind.DISTRICT}


def known(desk: Desk) -> list[KnownChild]:
    """Every child as far as a new list is held against it, and the groups of those one may see."""
    with desk.read(Action.IMPORT_LIST) as tx:
        tx.require(author=desk.staff.id)
        found = children.known(tx.connection)
        tx.note(compared=len(found))
        named = {group.id: (group.name, group.kind) for group in people.groups(tx.connection)}
        groups = children.groups_of(tx.connection)
        every = reach(desk.staff, Action.ENROL) is Reach.ALL
        return [
            KnownChild(
                first, last, born, cpr, id_, tuple(named[g] for g in there),
                every or not desk.staff.groups.isdisjoint(there), protected,
            )
            for first, last, born, cpr, id_, protected in found
            for there in (groups.get(id_, ()),)
        ]  # fmt: skip


def import_list(desk: Desk, new: Iterable[NewChild], group: str = "") -> Imported:
    """Add the children of a list, all or none. Groups that are missing are made, and whoever imports works in them.

    Into a group that is there already only those import who work in it, and the leader.
    """
    new = list(new)
    with desk.write(Action.IMPORT_LIST) as tx:
        names = {child.group.strip() or group.strip() for child in new}
        if "" in names:
            raise KnownError(GROUP_MISSING)
        tx.require(author=desk.staff.id)
        groups, made = _groups(tx, names)
        for there in set(groups.values()) - made:
            tx.require(groups=(there,))
        if made:
            people.set_groups(tx.connection, desk.staff.id, desk.staff.groups | made)
        number = children.next_number(tx.connection)
        rows: list[tuple[Id, int, Header, Particulars, Id]] = []
        enrolled = 0
        for child in new:
            into = groups[child.group.strip() or group.strip()]
            if child.known is not None:
                enrolled += _one_more_group(tx, child.known, into)
                continue
            if not child.first_name.strip():
                raise KnownError(NAME_MISSING)
            id_ = tx.new_id()
            header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=id_)
            particulars = Particulars(
                child.first_name,
                child.last_name,
                child.birth_date,
                child.cpr,
                "",
                child.protected,
                child.contact_person,
                None,
                "",
            )
            rows.append((id_, number + len(rows), header, particulars, into))
        children.add(tx.connection, rows, tx.today)
        tx.note(children=len(rows), groups=len(names), enrolled=enrolled)
        tx.changed(Kind.CHILDREN, Kind.PEOPLE)
        return Imported(tuple(row[0] for row in rows), len(made), enrolled)


def _one_more_group(tx: Transaction, child_id: Id, group: Id) -> bool:
    """Put a child of one's own, or any as the leader, into one more group; False when it is there already."""
    child = find(tx, child_id)
    if group in child.group_ids:
        return False
    children.enrol(tx.connection, tx.new_id(), child_id, group, tx.today)
    return True


def _groups(tx: Transaction, names: Collection[str]) -> tuple[dict[str, Id], set[Id]]:
    """name -> group, and the groups that had to be made for it."""
    found: dict[str, Id] = {}
    made: set[Id] = set()
    for name in sorted(names):
        group = people.group_named(tx.connection, name)
        if group is None:
            group = tx.new_id()
            people.add_group(tx.connection, group, name, kind_of(name))
            made.add(group)
        found[name] = group
    return found, made


def listed(
    desk: Desk, *, group: Id | None = None, search: str = "", limit: int | None = None
) -> tuple[ChildInList, ...]:
    """The children one may see, in the order of a class list: of ``group``, whose name contains ``search``."""
    with desk.read(Action.SEARCH if search else Action.SEE_CHILDREN) as tx:
        if search:
            tx.note()  # that somebody searched; what for is a name
        mine = None if reach(desk.staff, Action.SEE_CHILDREN) is Reach.ALL else desk.staff.groups
        tx.require(groups=desk.staff.groups, author=desk.staff.id)  # what one may not see is left out below
        chosen = mine if group is None else {group} if mine is None else {group} & mine
        return children.listed(tx.connection, groups=chosen, search=search, limit=limit)


def see_cpr(desk: Desk, child_id: Id) -> str:
    """The child's CPR number, ten digits or "". Seeing it is a line of its own in the log (domain 8.5, item 12)."""
    with desk.read(Action.SEE_CPR) as tx:
        find(tx, child_id)
        tx.note(child_id)
        return children.particulars(tx.connection, child_id)[1].cpr


def open_child(desk: Desk, child_id: Id) -> ChildFile:
    """Open a child's page. Reading it is logged."""
    with desk.read(Action.OPEN_CHILD) as tx:
        child = find(tx, child_id)
        tx.note(child_id)
        id_, particulars = children.particulars(tx.connection, child_id)
        by_id = {round_.id: round_ for round_ in rounds.rounds(tx.connection)}
        at_home = may(desk.staff, Action.SEE_DISTRICT, groups=child.group_ids)  # it does not follow into the rooms
        every = rounds.joint(tx.connection, child_id=child_id)
        joint = [one for one in every if at_home or one.agreement.context is not Context.HOME]
        about = concerns.concerns(tx.connection, child_id=child_id)
        shared = [concern.id for concern in about if concern.is_shared]
        return ChildFile(
            child,
            id_,
            particulars,
            concerns.observations(tx.connection, child_id=child_id, concern_ids=shared),
            concerns.words(tx.connection, child_id=child_id, concern_ids=shared),
            tuple((by_id[j.round_id], j) for j in reversed(joint)),
            tuple(
                concern for concern in about if may(desk.staff, Action.OPEN_CONCERN, **owners(concern, child.group_ids))
            ),
            children.enrolments(tx.connection, child_id),
            _pupil(desk, tx, child_id),
            notices.given(tx.connection, child_id).get(child_id),
            minority.answers(tx.connection, child_id),
            {member.id: member.short for member in people.staff(tx.connection)},
            _visits(desk, tx, child),
            beside.remarks(tx, child_id),
            beside.restriction(tx, child_id),
        )


def _visits(desk: Desk, tx: Transaction, child: ChildInList) -> tuple[HomeVisit, ...] | None:
    """What was seen at home stays with those who work in a district of the child (see ``visits.may_see``)."""
    districts = {group.id for group in people.groups(tx.connection) if group.kind is GroupKind.DISTRICT}
    there = districts & set(child.group_ids)
    if not there or not may(desk.staff, Action.SEE_DISTRICT, groups=there):
        return None
    return visits.visits(tx.connection, child.id)[::-1]


def _pupil(desk: Desk, tx: Transaction, child_id: Id) -> tuple[PupilView, PupilForm] | None:
    view = pupils.newest(tx.connection, child_id)
    if view is None:
        return None
    form = form_of(desk, tx, view.form)
    assert isinstance(form, PupilForm)  # noqa: S101  the reference names the kind
    return view, form


def find(tx: Transaction, child_id: Id) -> ChildInList:
    """The child, after asking whether the person may."""
    child = children.by_id(tx.connection, child_id)
    if child is None:
        raise KnownError(NO_SUCH_CHILD)
    tx.require(groups=child.group_ids)
    return child


def change(desk: Desk, child_id: Id, replaces: Id, particulars: Particulars) -> Id:
    """Add a new version of what is known about a child.

    ``replaces`` is the version that was on screen. Raises BARN-AENDRET when somebody was faster.
    """
    if not particulars.first_name.strip():
        raise KnownError(NAME_MISSING)
    if len(particulars.carers) > MAX_CARERS:
        raise KnownError(TOO_MANY_CARERS, most=MAX_CARERS)
    with desk.write(Action.CHANGE_CHILD) as tx:
        find(tx, child_id)
        current, _ = children.particulars(tx.connection, child_id)
        if current != replaces:
            raise KnownError(CHANGED_MEANWHILE)
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child_id, replaces=replaces)
        children.change(tx.connection, header, particulars)
        tx.note(child_id)
        tx.changed(Kind.CHILDREN)
        return header.id


def reconcile(base: Version, mine: Version, theirs: Version) -> tuple[Version, tuple[str, ...]]:
    """Two people changed the same thing: what both agree on, and the fields where they don't.

    ``base`` is the version that both began with. What only one changed is taken; where both did, ``mine`` stands and
    the field's name is given back, so that a person decides.
    """
    taken: dict[str, Any] = {}
    clashes = []
    for name in (each.name for each in fields(base)):
        was, my, their = getattr(base, name), getattr(mine, name), getattr(theirs, name)
        if my == was:
            taken[name] = their
        elif their not in (was, my):
            clashes.append(name)
    return replace(mine, **taken), tuple(clashes)


def enrol(desk: Desk, child_id: Id, group_id: Id, since: date) -> None:
    """Let a child go in one more group: class and SFO at once. Undone by ``leave_group``.

    Asked of the child and of the group. Raises BARN-GAAR-DER, BARN-GRUPPE-DATO, GRUPPE-MANGLER.
    """
    with desk.write(Action.ENROL) as tx:
        _enrol(tx, find(tx, child_id), group_id, since)
        tx.note(child_id, group=group_id)
        tx.changed(Kind.CHILDREN, Kind.ROUNDS)


def leave_group(desk: Desk, child_id: Id, group_id: Id, on: date) -> None:
    """Take a child out of a group from the day ``on``; what was written there stays. Undone by ``enrol``.

    Whose child is in no group any more is seen by the leader alone. Raises BARN-GAAR-IKKE, BARN-GRUPPE-DATO.
    """
    with desk.write(Action.ENROL) as tx:
        _leave(tx, find(tx, child_id), group_id, on)
        tx.note(child_id, group=group_id)
        tx.changed(Kind.CHILDREN, Kind.ROUNDS)


def move(desk: Desk, child_id: Id, from_group: Id, to_group: Id, on: date) -> None:
    """Move a child from one group to another from the day ``on``. Undone by moving it back that day."""
    with desk.write(Action.ENROL) as tx:
        child = find(tx, child_id)
        _leave(tx, child, from_group, on)
        _enrol(tx, child, to_group, on)
        tx.note(child_id, group=to_group)
        tx.changed(Kind.CHILDREN, Kind.ROUNDS)


def _enrol(tx: Transaction, child: ChildInList, group_id: Id, since: date) -> None:
    tx.require(groups=(group_id,))
    if group_id not in {group.id for group in people.groups(tx.connection)}:
        raise KnownError(NO_SUCH_GROUP)
    if group_id in child.group_ids:
        raise KnownError(ALREADY_IN)
    if since > tx.today:
        raise KnownError(GROUP_DATE)
    children.enrol(tx.connection, tx.new_id(), child.id, group_id, since)


def _leave(tx: Transaction, child: ChildInList, group_id: Id, on: date) -> None:
    tx.require(groups=(group_id,))
    there = {e.group_id: e.since for e in children.enrolments(tx.connection, child.id) if e.until is None}
    if group_id not in there:
        raise KnownError(NOT_IN)
    if not there[group_id] <= on <= tx.today:
        raise KnownError(GROUP_DATE)
    children.leave(tx.connection, child.id, group_id, on)


def observe(desk: Desk, child_id: Id, *, seen_at: datetime, place: str, text: str) -> Id:
    """Write down something seen or heard about a child, with when it happened."""
    with desk.write(Action.OBSERVE) as tx:
        find(tx, child_id)
        check_seen(tx, seen_at, text)
        header = Header(tx.new_id(), desk.staff.id, seen_at, tx.now, child_id=child_id)
        concerns.add_observation(tx.connection, header, place.strip(), text.strip())
        tx.note(child_id)
        tx.changed(Kind.OBSERVATIONS)
        return header.id


def quote(
    desk: Desk,
    child_id: Id,
    *,
    said_at: datetime,
    place: str,
    words: str,
    asked: str,
    how: HowSaid | None = None,
    asked_by: str = "",
) -> Id:
    """Write down what the child said, word for word, and what it was asked, how and by whom."""
    with desk.write(Action.OBSERVE) as tx:
        find(tx, child_id)
        check_seen(tx, said_at, words)
        header = Header(tx.new_id(), desk.staff.id, said_at, tx.now, child_id=child_id)
        concerns.add_words(tx.connection, header, place.strip(), words.strip(), asked.strip(), how, asked_by.strip())
        tx.note(child_id)
        tx.changed(Kind.OBSERVATIONS)
        return header.id


def check_seen(tx: Transaction, seen_at: datetime, text: str) -> None:
    """Raise unless there is a text, and it happened before now."""
    if not text.strip():
        raise KnownError(TEXT_MISSING)
    if seen_at > tx.now:
        raise KnownError(DATE_AHEAD)
