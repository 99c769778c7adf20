"""Somebody asks to see what is written about a child: who, when and how, and the day by which they are answered."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.subject_access.words import NEVER_REFUSED
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.tab_order import focus_first, focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    DateField,
    Kind,
    ListRow,
    MessageKind,
    PlainLabel,
    Prose,
    RadioList,
    RowList,
    TextField,
    announce,
    box,
    message_of,
    tell,
)
from opspor.desktop.widgets.fields import read_date
from opspor.domain.child import Carer, ChildInList, age_in_months
from opspor.domain.clock import weekday_and_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.subject_access import WHEN_ASKED, WHO_ASKS, Asker, Request, due_on
from opspor.usecases import children, subject_access
from opspor.usecases.children import ChildFile

BEGIN = "begin"  # in place of a context: a request that is begun
YOUTH_FROM = 15  # years, as for a consent
_HITS, _LEAST = 6, 2
_OTHER, _YOUTH = "other", "youth"
_WHO_FIRST = "Vælg, hvem der spørger."
_HOW_IT_GOES = [
    "Programmet samler alt, der er skrevet om barnet, og foreslår, hvad der skal udelades.",
    "Du går det igennem og retter forslagene. Så laver programmet papiret og en fil.",
    "Du giver det selv til den, der spurgte. Programmet sender ikke noget.",
]


class BeginPage(FocusPage):
    """``destination.second`` is the child, or "" to find it first."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Begynd", Kind.MAIN)
        super().__init__("Tilbage", "Nogen beder om indsigt", main=self._main)
        self._office, self._child = office, destination.second
        self._file: ChildFile | None = None
        self._find = FindChild(office)
        self._about = PlainLabel("", "question")
        self._who_words = PlainLabel("Hvem spørger?", "body_strong")
        self._who_place = Column()
        self._who: RadioList[str] | None = None
        self._nobody = PlainLabel(_WHO_FIRST, "small", "danger")
        self._name = TextField(
            "Hvem er det?", help_text="Navn, og hvorfor personen kan spørge: værge, fuldmagt, forælder uden del i det."
        )
        self._asked = DateField("Hvornår blev der spurgt?", value=office.work.clock().date())
        self._how = TextField("Hvordan?", help_text="For eksempel: sagde det, da han hentede. Kan stå tomt.")
        self._due = PlainLabel("", "body_strong")
        card = Card(spacing=5)
        who = QWidget()
        who_column = Column(who, spacing=1.5)
        who_column.addWidget(self._who_words)
        who_column.addLayout(self._who_place)
        who_column.addWidget(self._nobody)
        for part in (who, self._name, self._asked, self._how, self._due):
            card.add(part)
        self._form = box(self._about, card, spacing=4)
        for each in (self._find, self._form, PlainLabel(NEVER_REFUSED), Prose(_HOW_IT_GOES, "body")):
            self.body.addWidget(each)
        self.body.addStretch(1)
        self.work_area.set_widest(150)
        for hidden in (self._form, self._nobody, self._name, self._find, self._main):
            hidden.hide()
        self._keeper: DraftKeeper | None = None
        self._find.found.connect(self._read)
        self._asked.changed.connect(self._show_due)
        for field in (self._name, self._asked, self._how):
            field.changed.connect(self._touch)
        self._main.clicked.connect(self._begin)
        if self._child == NO_ID:
            self._find.show()
        else:
            self._read(self._child)

    def begin(self) -> None:
        """The name to look for; or, when the child is read, who asks."""
        if self._child == NO_ID:
            self._find.name.setFocus()
        else:
            focus_first(self._who or self.work_area.content, self)

    def leave(self) -> None:
        """What is typed is kept."""
        if self._keeper is not None:
            self._keeper.save()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads: who can ask is known last."""
        return focus_next_in_reading_order(self, forward=forward)

    # --- what it shows --------------------------------------------------------------------------------------------

    def _read(self, child: Id) -> None:
        self._child = child
        self.here = Destination(Place.ACCESS, NO_ID, child, BEGIN)
        ask(self._office.work.run(lambda desk: children.open_child(desk, child)), self, self._show)

    def _show(self, file: ChildFile) -> None:
        self._file = file
        self._find.hide()
        self._about.setText(f"Hvad står der om {file.child.full_name}?")
        options = [(_carer_words(one), one.id) for one in file.particulars.carers]
        if self._is_youth(file.child):
            options.append((f"{file.child.first_name} selv", Id(_YOUTH)))
        options.append(("En anden", Id(_OTHER)))
        self._who = RadioList("Hvem spørger?", options)
        self._who.chosen.connect(self._chosen)
        self._who_place.addWidget(self._who)
        self._form.show()
        self._main.show()
        self._show_due()
        self.begin()
        self._keeper = DraftKeeper(
            self,
            self._office.work,
            f"subject_access:begin:{file.child.id}",
            self._fields,
            self._restore,
            status_of(self),
        )

    def _is_youth(self, child: ChildInList) -> bool:
        today = self._office.work.clock().date()
        return child.birth_date is not None and age_in_months(child.birth_date, today) >= 12 * YOUTH_FROM

    def _chosen(self, who: object) -> None:
        self._nobody.hide()
        self._name.setVisible(who == _OTHER)
        self._touch()

    def _show_due(self) -> None:
        asked = self._asked.value()
        said = f"Svar senest {weekday_and_date(due_on(Request(Asker.OTHER, '', asked)))}." if asked else ""
        self._due.setText(said)
        self._due.setVisible(asked is not None)

    # --- what is typed --------------------------------------------------------------------------------------------

    def _touch(self) -> None:
        if self._keeper is not None:
            self._keeper.touch()

    def _fields(self) -> dict[str, str]:
        who, asked = self._who.value() if self._who is not None else None, self._asked.value()
        typed = {"who": who or "", "name": self._name.text(), "how": self._how.text()}
        return typed | {"asked": f"{asked:%d.%m.%Y}" if asked else ""} if any(typed.values()) else typed

    def _restore(self, fields: object) -> None:
        assert isinstance(fields, dict)  # noqa: S101  a draft's fields
        if self._who is not None and fields.get("who"):
            self._who.set_value(fields["who"])
            self._name.setVisible(fields["who"] == _OTHER)
        self._name.set_text(fields.get("name", ""))
        self._how.set_text(fields.get("how", ""))
        if asked := read_date(fields.get("asked", "")):
            self._asked.set_value(asked)

    # --- beginning ------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        who, asked = self._who.value() if self._who is not None else None, self._asked.value()
        if self._file is None or not self._asked.complete():
            return
        if who is None:
            self._nobody.show()
            announce(self, _WHO_FIRST)
            self.begin()
        elif who == _OTHER and not self._name.text():
            self._name.refuse("Skriv, hvem det er.")
        elif asked is None:
            self._asked.refuse("Skriv den dag, der blev spurgt.")
        else:
            request = self._request(self._file, who, asked)
            child = self._child
            self._main.setEnabled(False)
            ask(
                self._office.work.run(lambda desk: subject_access.begin(desk, child, request)),
                self,
                self._begun,
                self._refused,
            )

    def _request(self, file: ChildFile, who: str, asked: date) -> Request:
        how = self._how.text()
        if who == _YOUTH:
            return Request(Asker.YOUTH, file.child.full_name, asked, how=how)
        carer = next((one for one in file.particulars.carers if one.id == who), None)
        if carer is None:
            return Request(Asker.OTHER, self._name.text(), asked, how=how)
        return Request(Asker.CARER, carer.name, asked, carer.id, how)

    def _refused(self, error: KnownError) -> None:
        self._main.setEnabled(True)
        if error.fault is WHEN_ASKED:
            self._asked.refuse(str(error))
        elif error.fault is WHO_ASKS:
            self._name.refuse(str(error)) if not self._name.isHidden() else self._say_who(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))

    def _say_who(self, sentence: str) -> None:
        self._nobody.setText(sentence)
        self._nobody.show()

    def _begun(self, request_id: Id) -> None:
        """On to the request; back from there leads to where one asked."""
        if self._keeper is not None:
            self._keeper.drop()
        self._office.back()
        self._office.go(Destination(Place.ACCESS, request_id))


class FindChild(Card):
    """The search for the child. ``found`` carries its id."""

    found = Signal(object)

    def __init__(self, office: Office) -> None:
        super().__init__("Om hvilket barn?", spacing=3)
        self._office = office
        self.name = TextField("Barnets navn")
        self.hits = RowList("Børn, der ligner")
        self._none = PlainLabel("Ingen hedder det. Er barnet holdt op, så søg på navnet i Børn.", "small", "text_2")
        for part in (self.name, self.hits, self._none):
            self.add(part)
        self.hits.hide()
        self._none.hide()
        self.name.changed.connect(self._search)
        self.hits.opened.connect(self.found)

    def _search(self) -> None:
        name = self.name.text()
        if len(name) < _LEAST:
            self.hits.hide()
            self._none.hide()
            return
        found = self._office.work.look(lambda desk: children.listed(desk, search=name, limit=_HITS))
        ask(found, self, lambda hits: self._show(name, hits))

    def _show(self, name: str, hits: tuple[ChildInList, ...]) -> None:
        if name != self.name.text():
            return  # typed on meanwhile
        self.hits.set_rows(
            [
                ListRow(c.full_name, ", ".join(c.group_names) or "går her ikke mere", "", "user-round", c.id)
                for c in hits
            ]
        )
        self.hits.setVisible(bool(hits))
        self._none.setVisible(not hits)


def _carer_words(carer: Carer) -> str:
    return f"{carer.name} ({carer.relation})" if carer.relation else carer.name
