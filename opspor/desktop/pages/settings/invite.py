"""Inviting somebody: the form, and the one-time code on a slip, which is shown once."""

from PySide6.QtCore import Signal

from opspor.desktop.pages.settings.member import GroupTicks, RoleChoice
from opspor.desktop.papers import print_pdf, save_pdf
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import (
    Button,
    Card,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    TextField,
    Tiles,
    announce,
    message_of,
    tell,
)
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.people import Role, StaffMember
from opspor.usecases import people

_FILE = "invitation.pdf"


class InviteForm(Card):
    """Name, title, role and rooms of somebody new. ``invited`` carries the member and the one-time code."""

    invited = Signal(object, str)
    closed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__("Invitér en kollega")
        self._office = office
        self._busy = False
        self._name = TextField("Navn")
        self._title = TextField("Stilling", placeholder="Fx pædagog")
        self._role = RoleChoice()
        self.groups = GroupTicks()
        self._ok = Button("Lav invitation", Kind.MAIN)
        cancel = Button("Fortryd", tall=True)
        self.add(Tiles([self._name, self._title, self._role], least=44, gap=4))
        self.add(self.groups)
        self.add(Flow([self._ok, cancel], gap=3))
        self._ok.clicked.connect(self._make)
        cancel.clicked.connect(self._cancel)

    def begin(self) -> None:
        """The form was opened."""
        self._name.setFocus()

    def _make(self) -> None:
        if self._busy:
            return
        if not self._name.text():
            self._name.refuse("Skriv et navn.")
            return
        self._busy = True
        work, name, title = self._office.work, self._name.text(), self._title.text()
        role, groups = self._role.value(), self.groups.value()
        ask(
            in_background(lambda: work.invite(name=name, title=title, role=role, groups=groups)),
            self,
            self._made,
            self._failed,
        )

    def _made(self, made: tuple[StaffMember, str]) -> None:
        self._busy = False
        self._clear()
        self.invited.emit(*made)

    def _failed(self, error: KnownError) -> None:
        self._busy = False
        tell(self, message_of(MessageKind.DANGER, str(error)))

    def _cancel(self) -> None:
        self._clear()
        self.closed.emit()

    def _clear(self) -> None:
        self._name.set_text("")
        self._title.set_text("")
        self._role.set_value(Role.STAFF)
        self.groups.set_value(frozenset())


class CodeCard(Card):
    """The one-time code, shown now and never again, and the slip with it."""

    def __init__(self, office: Office) -> None:
        super().__init__("Invitationen er klar")
        self._office = office
        self._member: StaffMember | None = None
        self._code, self._institution = "", ""
        self._who = PlainLabel("")
        self._big = PlainLabel("", "display")
        self._until = PlainLabel("", "body", "text_2")
        self._print = Button("Udskriv seddel", icon="printer")
        save = Button("Gem som PDF", icon="download")
        done = Button("Færdig", Kind.QUIET)
        for part in (self._who, self._big, self._until, Flow([self._print, save, done], gap=3)):
            self.add(part)
        self._print.clicked.connect(lambda: self._draw(print_=True))
        save.clicked.connect(lambda: self._draw(print_=False))
        done.clicked.connect(self._forget)

    def show_code(self, member: StaffMember, code: str, institution: str) -> None:
        """Shows the code and says until when it works."""
        self._member, self._code, self._institution = member, code, institution
        self._who.setText(f"Giv {member.name} denne kode i hånden. Den vises kun nu.")
        self._big.setText(code)
        self._until.setText(
            f"Koden virker én gang, til og med {long_date(people.valid_until(member))}. "
            f"{member.short} vælger »Jeg har en kode« på den låste skærm."
        )
        self.show()
        announce(self, f"Kode: {code}")
        self._print.setFocus()

    def _draw(self, *, print_: bool) -> None:
        member, code, institution = self._member, self._code, self._institution
        if member is None:
            return

        def draw() -> bytes:
            from opspor.documents.layout import draw
            from opspor.documents.slips import invitation_slip

            return draw(invitation_slip(institution, member.name, code, people.valid_until(member)))

        def show(pdf: bytes) -> None:
            if print_:
                print_pdf(self, pdf, lambda: tell(self, Message(MessageKind.SUCCESS, "Sedlen er skrevet ud.")))
            else:
                save_pdf(self, pdf, _FILE, lambda _: self._say_delete())

        ask(in_background(draw), self, show)

    def _say_delete(self) -> None:
        tell(self, Message(MessageKind.WARNING, "Sedlen ligger i en fil.", "Slet filen, når den er skrevet ud."))

    def _forget(self) -> None:
        self._member, self._code = None, ""
        self._big.setText("")
        self.hide()
