"""Linking a concern that was started on a typed name to a child on the list."""

from PySide6.QtWidgets import QWidget

from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    ListRow,
    Message,
    MessageKind,
    PlainLabel,
    RowList,
    TextField,
    tell,
)
from opspor.domain.access import Action, Reach, reach
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.usecases import children, concerns
from opspor.usecases.concerns import ConcernFile

_HITS = 6


class LinkCard(Card):
    """The search for the child. A wrong link is put right in the same way."""

    def __init__(self, office: Office, concern_id: Id) -> None:
        super().__init__("Knyt til et barn", spacing=3)
        self._office, self._concern_id = office, concern_id
        self._words = PlainLabel("", "body", "text_2")
        self._open = Button("", icon="user-round")
        self._form = QWidget()
        column = Column(self._form, spacing=2)
        self.name = TextField("Barnets navn", help_text="Du finder de børn, du har adgang til.")
        self.hits = RowList("Børn, der ligner")
        self.hits.hide()
        column.addWidget(self.name)
        column.addWidget(self.hits)
        for part in (self._words, self._open, self._form):
            self.add(part)
        self._form.hide()
        self._open.clicked.connect(self._begin)
        self.name.changed.connect(self._search)
        self.hits.opened.connect(self._link)

    def set_file(self, file: ConcernFile) -> None:
        """Shows how it stands; the card is there for a typed name only, and for those who see children."""
        able = reach(self._office.work.staff, Action.LINK_CONCERN) is not Reach.NONE
        self.setVisible(able and bool(file.concern.typed_name))
        typed = f"Den er skrevet om »{file.concern.typed_name}«."
        seen = " Når den er knyttet, kan alle, der arbejder på barnets stue, se den." if file.concern.is_shared else ""
        self._words.setText(typed + (seen if file.child is None else ""))
        self._open.set_words("Knyt til et barn på listen" if file.child is None else "Det er et andet barn")

    def _begin(self) -> None:
        self._open.hide()
        self._form.show()
        self.name.setFocus()

    def _search(self) -> None:
        name = self.name.text()
        if len(name) < 2:
            self.hits.hide()
            return
        found = self._office.work.look(lambda desk: children.listed(desk, search=name, limit=_HITS))
        ask(found, self, lambda hits: self._show(name, hits))

    def _show(self, name: str, hits: tuple[ChildInList, ...]) -> None:
        if name != self.name.text():
            return  # typed on meanwhile
        rows = [ListRow(c.full_name, ", ".join(c.group_names), "Knyt", "user-round", c.id) for c in hits]
        self.hits.set_rows(rows)
        self.hits.setVisible(bool(hits))

    def _link(self, child_id: Id) -> None:
        concern_id = self._concern_id
        ask(self._office.work.run(lambda desk: concerns.link(desk, concern_id, child_id)), self, lambda _: self._done())

    def _done(self) -> None:
        self.name.set_text("")
        self._form.hide()
        self._open.show()
        self._open.setFocus()
        tell(self, Message(MessageKind.SUCCESS, "Bekymringen er knyttet til barnet."))
