"""Medarbejdere: who has a login, what they may do, inviting somebody new, and those who have stopped."""

from datetime import datetime

from opspor.desktop.pages.settings.invite import CodeCard, InviteForm
from opspor.desktop.pages.settings.leaving import Removal
from opspor.desktop.pages.settings.member import MemberCard
from opspor.desktop.pages.settings.section import LEADER_ONLY, Section
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, CarefulDialog, Kind, ListRow, Message, MessageKind, RowList, tell
from opspor.domain.clock import Clock, long_date
from opspor.domain.ids import Id
from opspor.domain.people import ROLE_WORDS, Role, StaffMember
from opspor.usecases import people
from opspor.usecases.desk import Desk
from opspor.usecases.people import People


class StaffSection(Section):
    """The list; opening a row shows that person's role and rooms, "Invitér" the form, "Er stoppet" who has left."""

    title = "Medarbejdere"
    icon = "users-round"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._office, self._may_change = office, may_change
        self._known: People | None = None
        self._member: StaffMember | None = None
        self._invite = Button("Invitér en kollega", Kind.MAIN, icon="plus")
        self._invite.set_cannot("" if may_change else LEADER_ONLY)
        self._list = RowList("Medarbejdere")
        card = Card("Medarbejdere", flush=True)
        card.add(self._list)
        self._form = InviteForm(office)
        self._code = CodeCard(office)
        self._one = MemberCard()
        self._removal = Removal(office, self)
        self._fold = Button("", Kind.QUIET)
        self._left = RowList("Er stoppet")
        self._left_card = Card(flush=True)
        self._left_card.add(self._left)
        for part in (self._code, self._form, self._one, self._invite, card, self._fold, self._left_card):
            self.column.addWidget(part)
        for part in (self._form, self._code, self._one, self._fold, self._left_card):
            part.hide()
        self._invite.clicked.connect(self._open_form)
        self._form.closed.connect(self._close_form)
        self._form.invited.connect(self._invited)
        self._list.opened.connect(self._open_one)
        self._one.closed.connect(self._close_one)
        self._one.chosen.connect(self._set_one)
        self._one.removing.connect(self._remove)
        self._one.taking_back.connect(self._ask_take_back)
        self._fold.clicked.connect(self._turn_fold)

    def show_people(self, known: People) -> None:
        """The list again; an open form stays, that of somebody who is gone does not."""
        self._known = known
        names = {group.id: group.name for group in known.groups}
        clock = self._office.work.clock
        self._list.set_rows([_row(member, names, clock, chevron=self._may_change) for member in known.staff])
        self._left.set_rows([_left_row(member) for member in known.left])
        self._fold.setVisible(bool(known.left))
        self._show_fold()
        self._form.groups.set_groups(known.groups)
        self._one.ticks.set_groups(known.groups)
        if self._member is not None and self._member.id not in {member.id for member in known.staff}:
            self._close_one()

    def _open_form(self) -> None:
        if self._invite.cannot:
            return
        self._code.hide()
        self._one.hide()
        self._form.show()
        self._invite.hide()
        self._form.begin()
        self.opened.emit(self._form)

    def _close_form(self) -> None:
        self._form.hide()
        self._invite.show()
        self._invite.setFocus()

    def _invited(self, member: StaffMember, code: str) -> None:
        self._close_form()
        institution = self._known.institution.name if self._known else ""
        self._code.show_code(member, code, institution)
        self.opened.emit(self._code)

    # --- one person -----------------------------------------------------------------------------------------------

    def _open_one(self, key: object) -> None:
        if not self._may_change or self._known is None:
            return
        self._member = next(member for member in self._known.staff if member.id == key)
        self._form.hide()
        self._invite.hide()
        self._one.open(self._member, oneself=self._member.id == self._known.me.id)
        self.opened.emit(self._one)

    def _close_one(self) -> None:
        self._member = None
        self._one.hide()
        self._invite.show()
        self._list.setFocus()

    def _set_one(self, role: Role, groups: frozenset[Id]) -> None:
        if self._member is None:
            return
        member = self._member

        def save(desk: Desk) -> None:
            if groups != member.groups:
                people.set_groups(desk, member.id, groups)
            if role is not member.role:  # last: whoever steps down may not set rooms afterwards
                people.set_role(desk, member.id, role)

        ask(self._office.work.run(save), self, lambda _: self._done("Gemt."))

    def _done(self, words: str, rest: str = "") -> None:
        self._close_one()
        tell(self, Message(MessageKind.SUCCESS, words, rest))

    def _remove(self) -> None:
        if self._member is not None and not self._one.remove.cannot:
            self._removal.begin(self._member)

    def _ask_take_back(self) -> None:
        if self._member is None:
            return
        member = self._member
        CarefulDialog(
            self,
            f"Skal {member.name} ikke inviteres alligevel?",
            "Koden på sedlen åbner så ikke noget mere. Du kan invitere igen med en ny kode.",
            safe="Behold invitationen",
            verb="Træk den tilbage",
            danger=False,
        ).ask(lambda: self._take_back(member))

    def _take_back(self, member: StaffMember) -> None:
        done = self._office.work.run(lambda desk: people.cancel_invitation(desk, member.id))
        ask(done, self, lambda _: self._done("Invitationen er trukket tilbage.", "Koden åbner ikke noget mere."))

    # --- who has left ---------------------------------------------------------------------------------------------

    def _turn_fold(self) -> None:
        self._left_card.setVisible(self._left_card.isHidden())
        self._show_fold()

    def _show_fold(self) -> None:
        count = len(self._left.rows())
        if not count:
            self._left_card.hide()
        self._fold.set_words(f"Er stoppet ({count})" if self._left_card.isHidden() else "Skjul dem, der er stoppet")


def _row(member: StaffMember, names: dict[Id, str], clock: Clock, *, chevron: bool) -> ListRow:
    rooms = ", ".join(sorted(names[group] for group in member.groups if group in names))
    about = [ROLE_WORDS[member.role]]
    if member.title and member.title.casefold() != about[0].casefold():
        about.append(member.title)
    about.append(rooms or "ingen stue")
    waiting = "" if member.joined_at else _waiting(member, clock())
    return ListRow(member.name, " · ".join(about), waiting, "user-round", member.id, chevron=chevron)


def _waiting(member: StaffMember, now: datetime) -> str:
    if now.date() > people.valid_until(member):
        return "invitationen er for gammel"
    return "inviteret, ikke kommet endnu"


def _left_row(member: StaffMember) -> ListRow:
    stopped = f"stoppet {long_date(member.left_at)}" if member.left_at else ""
    return ListRow(member.name, member.title or ROLE_WORDS[member.role], stopped, "user-round", chevron=False)
