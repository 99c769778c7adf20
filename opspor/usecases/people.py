"""The institution, its staff and its groups."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Group, Institution, RecoveryKey, Role, StaffMember, kind_of
from opspor.store import Connection, drafts, erasure, people, rounds
from opspor.usecases import copies, recovery
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.passwords import judge
from opspor.vault import access
from opspor.vault.faults import SLOT_MISSING, Finding, finding
from opspor.vault.header import DATA, Header, SlotKind
from opspor.vault.keys import Derive
from opspor.vault.register import Erased
from opspor.vault.slots import new_slot_id

NAME_MISSING = Fault("PERSON-NAVN", "Skriv et navn. Intet er ændret endnu.")
EXPIRED = Fault("PERSON-FOR-SENT", "Koden er for gammel. Intet er ændret. Bed lederen om en ny.")
GROUP_EXISTS = Fault(
    "GRUPPE-FINDES", "Der er allerede en stue eller klasse med det navn. Intet er ændret. Vælg et andet navn."
)
LAST_LEADER = Fault(
    "PERSON-SIDSTE-LEDER",
    "Der skal altid være en leder, som er kommet ind. Intet er ændret. Gør først en anden til leder.",
)
NOT_HERE = Fault(
    "PERSON-IKKE-HER",
    "Personen er ikke på listen over medarbejdere mere, eller er ikke kommet ind endnu. Intet er ændret. "
    "Åbn listen igen, og se, hvem der er der.",
)
NOT_ONESELF = Fault(
    "PERSON-SELV",
    "Du kan ikke fjerne dig selv. Intet er ændret. Bed en anden leder om det, når du stopper.",
)
WEAK = Fault(
    "PERSON-SVAG",
    "Den nye adgangskode er ikke stærk nok. Intet er ændret, og den gamle virker stadig. "
    "Tag flere ord, der ikke hører sammen.",
)
EXTRA_SLOT = Fault(
    "ADGANG-EKSTRA",
    "Der er adgange i mappen, som ikke hører til nogen medarbejder, invitation eller gendannelsesnøgle ({count}). "
    "Alt indhold er der. Tal med it, og gem en kopi af mappen. "
    "Adgangene bliver lukket, næste gang I fjerner en medarbejder.",
)
SLOT_LOST = Fault(
    "ADGANG-VAEK",
    "Der er medarbejdere, som ikke kan låse op, fordi deres adgang ikke er i mappen ({count}). Alt indhold er der. "
    "Fjern dem fra listen, og giv dem en ny invitation.",
)
PAPER_LOST = Fault(
    "ADGANG-PAPIR",
    "En gendannelsesnøgle på papir åbner ikke mappen mere. Alt indhold er der. Lav en ny nøgle under Indstillinger.",
)
INVITATION_DAYS = 14


@dataclass(frozen=True, slots=True)
class People:
    """Everybody with a login or an open invitation, and the groups. ``demo``: all in the vault is made up.

    ``own_key`` is the recovery key in the institution's own safe, ``deposited_key`` the one that the municipality has.
    ``left`` are those who worked here and have stopped, the latest first; not invitations that were taken back.
    """

    institution: Institution
    me: StaffMember
    staff: tuple[StaffMember, ...]
    groups: tuple[Group, ...]
    demo: bool
    own_key: RecoveryKey | None
    deposited_key: RecoveryKey | None
    left: tuple[StaffMember, ...]

    @property
    def has_recovery_key(self) -> bool:
        """Whether the institution has a paper that was proved and that nobody has used since."""
        return self.own_key is not None and self.own_key.used_at is None


def overview(desk: Desk) -> People:
    """Institution, staff and groups."""
    with desk.read(Action.SEE_PEOPLE) as tx:
        everybody = people.staff(tx.connection)
        gone = [(member.left_at, member) for member in everybody if member.left_at and member.joined_at]
        return People(
            people.institution(tx.connection),
            desk.staff,
            tuple(member for member in everybody if member.left_at is None),
            people.groups(tx.connection),
            people.is_demo(tx.connection),
            recovery.found(tx.connection, SlotKind.RECOVERY),
            recovery.found(tx.connection, SlotKind.DEPOSIT),
            tuple(member for _, member in sorted(gone, key=lambda pair: pair[0], reverse=True)),
        )


def change_institution(
    desk: Desk, *, name: str, controller: str, address: str, phone: str, forum_name: str, dpo: str
) -> None:
    """Change what stands on papers: name, dataansvarlig, DPO, address, phone, and what the forum is called."""
    if not name.strip():
        raise KnownError(NAME_MISSING)
    with desk.write(Action.CHANGE_SETTINGS) as tx:
        before = people.institution(tx.connection)
        people.put_institution(
            tx.connection,
            Institution(
                before.id, name.strip(), controller.strip(), address.strip(), phone.strip(),
                forum_name.strip() or "distriktstirsdag", dpo.strip(),
            ),
        )  # fmt: skip
        tx.changed(Kind.SETTINGS)


def add_group(desk: Desk, name: str) -> Id:
    """Add a stue or klasse; whoever adds it works in it."""
    with desk.write(Action.IMPORT_LIST) as tx:
        tx.require(author=desk.staff.id)
        if not name.strip():
            raise KnownError(NAME_MISSING)
        if people.group_named(tx.connection, name) is not None:
            raise KnownError(GROUP_EXISTS)
        group = tx.new_id()
        people.add_group(tx.connection, group, name.strip(), kind_of(name))
        people.set_groups(tx.connection, desk.staff.id, desk.staff.groups | {group})
        tx.note(group)
        tx.changed(Kind.PEOPLE)
        return group


def set_groups(desk: Desk, staff_id: Id, groups: Collection[Id]) -> None:
    """Set the groups that a person works in."""
    with desk.write(Action.INVITE) as tx:
        people.set_groups(tx.connection, staff_id, groups)
        tx.note(staff_id, groups=len(groups))
        tx.changed(Kind.PEOPLE)


def set_role(desk: Desk, staff_id: Id, role: Role) -> None:
    """Set what a person may do; it counts at once, also for who is logged in. The last leader cannot step down.

    What they wrote stays theirs: a concern that they started is open to them in any role.
    """
    with desk.write(Action.SET_ROLE) as tx:
        if role is not Role.LEADER:
            _keep_a_leader(tx, staff_id)
        people.set_role(tx.connection, staff_id, role)
        tx.note(staff_id, role=role.value)
        tx.changed(Kind.PEOPLE)


def _keep_a_leader(tx: Transaction, staff_id: Id) -> None:
    """Raise PERSON-SIDSTE-LEDER when nobody would be leader without this person."""
    if {m.id for m in people.staff(tx.connection) if m.is_here and m.role is Role.LEADER} == {staff_id}:
        raise KnownError(LAST_LEADER)


def invite(
    desk: Desk, *, name: str, title: str, role: Role, groups: Collection[Id], derive: Derive
) -> tuple[StaffMember, str]:
    """Invite somebody: the member as it now stands, and the one-time code for the slip.

    Somebody who left and comes again is invited as a new person: what they may see is decided anew.
    """
    with desk.write(Action.INVITE) as tx:
        if not name.strip():
            raise KnownError(NAME_MISSING)
        member = StaffMember(
            tx.new_id(), name.strip(), title.strip(), role, frozenset(groups), new_slot_id(), tx.now, None
        )
        people.add_staff(tx.connection, member)
        tx.note(member.id, role=role.value)
        tx.changed(Kind.PEOPLE)
    try:
        _, code = access.invite(desk.folder, desk.keys, now=desk.clock(), derive=derive, slot_id=member.slot_id)
    except BaseException:
        cancel_invitation(desk, member.id)
        raise
    return member, code


def cancel_invitation(desk: Desk, staff_id: Id) -> None:
    """Take back an invitation that nobody has accepted: its code opens nothing any more, not after a restore either."""
    with desk.write(Action.INVITE) as tx:
        member = _member(tx, staff_id)
        if member.joined_at is not None:
            raise KnownError(NOT_HERE)
        _close_out(tx, staff_id)
        tx.note(staff_id, cancelled=True)
        tx.changed(Kind.PEOPLE)
        try:
            access.remove_slot(desk.folder, desk.keys, member.slot_id)
        except KnownError as error:
            if error.fault is not SLOT_MISSING:  # a crash came before the slot was made
                raise
    copies.write_register(desk)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What somebody leaves behind: ``drafts`` that are deleted, ``rounds`` whose other assessors wait no longer.

    ``room``: about how many bytes must be free where the vault lies, while it is written anew.
    """

    member: StaffMember
    drafts: int
    rounds: int
    room: int


def leaving(desk: Desk, staff_id: Id) -> Leaving:
    """What it means to remove a person. Raises what ``remove`` would raise, before anything long begins."""
    with desk.write(Action.REMOVE, logged=False) as tx:  # a refusal has its line
        member = _removable(desk, tx, staff_id)
        open_ones = (round_ for round_ in rounds.rounds(tx.connection) if tx.today <= round_.closes_on)
        mine = [r for r in open_ones if any(member.id in {m.id for m in g.assessors} for g in r.groups)]
        room = sum(file.stat().st_size for file in desk.folder.glob(f"{DATA}*"))
        return Leaving(member, len(drafts.keys(tx.connection, staff_id, "")), len(mine), room)


def remove(desk: Desk, staff_id: Id) -> None:
    """Note that a person has left: no group, no drafts; nobody waits for their assessments. What they wrote stays.

    Done in the new file while the data key is changed (``Workplace.remove_person``), so that both happen or neither.
    """
    with desk.write(Action.REMOVE) as tx:
        _removable(desk, tx, staff_id)
        _close_out(tx, staff_id)
        tx.note(staff_id, drafts=drafts.drop_all(tx.connection, staff_id))
        tx.changed(Kind.PEOPLE, Kind.ROUNDS, Kind.DRAFTS)


def _close_out(tx: Transaction, staff_id: Id) -> None:
    """They have left, and the register is to say so: a restore from an older copy does it again."""
    people.set_left(tx.connection, staff_id, tx.now)
    erasure.add(tx.connection, Erased(staff_id, erasure.STAFF, tx.today))


def _removable(desk: Desk, tx: Transaction, staff_id: Id) -> StaffMember:
    member = _member(tx, staff_id)
    if not member.is_here:
        raise KnownError(NOT_HERE)
    _keep_a_leader(tx, staff_id)
    if staff_id == desk.staff.id:
        raise KnownError(NOT_ONESELF)
    return member


def _member(tx: Transaction, staff_id: Id) -> StaffMember:
    found = next((m for m in people.staff(tx.connection) if m.id == staff_id and m.left_at is None), None)
    if found is None:
        raise KnownError(NOT_HERE)
    return found


def known_slots(connection: Connection) -> frozenset[str]:
    """The slots of everybody who is here or invited, and of the recovery keys: who a new data key is for."""
    staff = (member.slot_id for member in people.staff(connection) if member.left_at is None)
    return recovery.known_slots(connection).union(staff)


def slot_findings(connection: Connection, header: Header) -> tuple[Finding, ...]:
    """Ways in that nobody knows, and people or papers that the header does not let in."""
    there = header.slot_ids
    here = {member.slot_id for member in people.staff(connection) if member.is_here}
    found = []
    if extra := there - known_slots(connection):
        found.append(finding(EXTRA_SLOT, count=len(extra)))
    if lost := here - there:
        found.append(finding(SLOT_LOST, count=len(lost)))
    if recovery.proved_slots(connection) - there:
        found.append(finding(PAPER_LOST))
    return tuple(found)


def change_password(desk: Desk, old: str, new: str, *, derive: Derive) -> None:
    """Choose a new password. Nothing is encrypted again, so older copies of the vault still open with the old one.

    Raises BOKS-ADGANG when ``old`` is wrong and PERSON-SVAG when ``new`` is easy to guess.
    """
    with desk.write(Action.CHANGE_PASSWORD) as tx:
        if not judge(new, (desk.staff.name, people.institution(tx.connection).name)).accepted:
            raise KnownError(WEAK)
        access.change_password(desk.folder, desk.keys, old, new, derive=derive)
        tx.note(desk.staff.id)


def valid_until(member: StaffMember) -> date:
    """The last day that an invitation can be accepted."""
    assert member.invited_at is not None  # noqa: S101  asked of invited people only
    return (member.invited_at + timedelta(days=INVITATION_DAYS)).date()


def arrive(desk: Desk) -> None:
    """Write the login in the log. The first time an invited person comes, also that they have joined, with the key
    that they sign with. Raises PERSON-FOR-SENT when the invitation is too old.
    """
    if desk.staff.joined_at is not None:
        with desk.read(Action.LOG_IN) as tx:  # a full drive keeps nobody out: the line waits
            tx.note(desk.staff.id)
        return
    with desk.write(Action.JOIN) as tx:
        if tx.today > valid_until(desk.staff):
            raise KnownError(EXPIRED)
        people.set_joined(tx.connection, desk.staff.id, desk.keys.slot_id, tx.now)
        people.add_signing_key(tx.connection, desk.keys.slot_id, desk.staff.id, desk.keys.verify_key)
        tx.note(desk.staff.id, key=desk.keys.verify_key.hex())
        tx.changed(Kind.PEOPLE)


def regain(desk: Desk, by: SlotKind) -> None:
    """Note that a leader came in with a recovery key, of the kind ``by``, and has chosen a new login and password.

    From now on the slot at this desk is theirs and signs their log lines. The words have been typed, so a new paper
    is asked for. Whoever came in because no leader was left becomes one.
    """
    with desk.write(Action.JOIN) as tx:
        people.set_joined(tx.connection, desk.staff.id, desk.keys.slot_id, desk.staff.joined_at or tx.now)
        people.add_signing_key(tx.connection, desk.keys.slot_id, desk.staff.id, desk.keys.verify_key)
        if desk.staff.role is not Role.LEADER:
            people.set_role(tx.connection, desk.staff.id, Role.LEADER)
            tx.note(role=Role.LEADER.value)
        recovery.mark_used(tx.connection, by, tx.now)
        tx.note(desk.staff.id, by=by.value, key=desk.keys.verify_key.hex())
        tx.changed(Kind.PEOPLE, Kind.SETTINGS)


def mark_as_demo(desk: Desk) -> None:
    """Note for good that everything in this vault is made up."""
    with desk.write(Action.CHANGE_SETTINGS) as tx:
        people.put_setting(tx.connection, "demo", "1")
        tx.changed(Kind.SETTINGS)
