"""Grupper: what each group is, which decides in which context its children are judged, and its tovholder."""

from opspor.desktop.pages.settings.section import LEADER_ONLY, Section
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    Flow,
    Kind,
    ListRow,
    Message,
    MessageKind,
    PlainLabel,
    RowList,
    tell,
)
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import GROUP_KIND_WORDS, Group, GroupKind
from opspor.domain.text import count_of
from opspor.usecases import groups
from opspor.usecases.people import People

_NOBODY = Id("")


class GroupsSection(Section):
    """The list; opening a row shows what the group is and who is its tovholder."""

    title = "Grupper"
    icon = "layout-grid"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._office, self._may_change = office, may_change
        self._known: People | None = None
        self._group: Group | None = None
        self._none = PlainLabel("Her er ingen grupper endnu. De kommer med listen over børn.", "body", "text_2")
        change = "Åbn en gruppe for at rette det." if may_change else LEADER_ONLY
        about = f"Hvad en gruppe er, er gættet ud fra navnet. {change}"
        self._about = PlainLabel(about, "body", "text_2")
        self._list = RowList("Grupper")
        self._card = Card("Grupper", flush=True)
        self._card.add(self._list)
        self._form = Card()
        self._name = PlainLabel("", "section")
        kinds = [(words, kind) for kind, words in GROUP_KIND_WORDS.items()]
        self._kind: ChoiceField[GroupKind] = ChoiceField(
            "Hvad er det?", kinds, help_text="Klasse og SFO er to steder for samme barn og bliver aldrig lagt sammen."
        )
        self._lead: ChoiceField[Id] = ChoiceField(
            "Tovholder", (), help_text="Fx klasselæreren. Ser på Start, hvis vurderinger der mangler."
        )
        save, away = Button("Gem", Kind.MAIN), Button("Fortryd", tall=True)
        for part in (self._name, self._kind, self._lead, Flow([save, away], gap=3)):
            self._form.add(part)
        for below in (self._form, self._none, self._about, self._card):
            self.column.addWidget(below)
        self._form.hide()
        self._year = year = Button("Nyt år: flyt hele klasser …", icon="calendar-range")
        year.set_cannot("" if may_change else LEADER_ONLY)
        year.clicked.connect(lambda: None if year.cannot else office.go(Destination(Place.YEAR_SHIFT)))
        self.column.addWidget(Flow([year]))
        self._list.opened.connect(self._open)
        save.clicked.connect(self._save)
        away.clicked.connect(self._close)

    def show_people(self, known: People) -> None:
        """The list again; an open form stays."""
        self._known = known
        names = {member.id: member.short for member in known.staff}
        self._list.set_rows([_row(group, names, chevron=self._may_change) for group in known.groups])
        self._none.setVisible(not known.groups)
        self._about.setVisible(bool(known.groups))
        self._card.setVisible(bool(known.groups))
        self._year.setVisible(bool(known.groups))  # without a group nobody can be moved

    def _open(self, key: object) -> None:
        if not self._may_change or self._known is None:
            return
        group = self._group = next(group for group in self._known.groups if group.id == key)
        there = [member for member in self._known.staff if group.id in member.groups]
        self._name.setText(group.name)
        self._kind.set_value(group.kind)
        self._lead.set_options(
            [("Ingen", _NOBODY), *((member.name, member.id) for member in there)], group.lead_id or _NOBODY
        )
        self._form.show()
        self._kind.setFocus()
        self.opened.emit(self._form)

    def _close(self) -> None:
        self._form.hide()
        self._list.setFocus()

    def _save(self) -> None:
        kind, lead = self._kind.value(), self._lead.value() or None
        if self._group is None or kind is None:
            return
        group = self._group.id
        done = self._office.work.run(lambda desk: groups.change(desk, group, kind=kind, lead_id=lead))
        ask(done, self, lambda _: self._saved(), self._failed)

    def _saved(self) -> None:
        self._close()
        tell(self, Message(MessageKind.SUCCESS, "Gemt.", "Det gælder fra den næste runde."))

    def _failed(self, error: KnownError) -> None:
        self._lead.refuse(str(error))


def _row(group: Group, names: dict[Id, str], *, chevron: bool) -> ListRow:
    lead = f"tovholder: {names[group.lead_id]}" if group.lead_id in names else "ingen tovholder"
    about = f"{GROUP_KIND_WORDS[group.kind]} · {lead}"
    return ListRow(
        group.name, about, count_of(group.child_count, "barn", "børn"), "users-round", group.id, chevron=chevron
    )
