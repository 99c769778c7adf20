"""The steps of opening a round: who, when, the parents. Nothing is filled in that somebody has not chosen."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    ChoiceField,
    Column,
    DateField,
    Flow,
    Kind,
    ListRow,
    PlainLabel,
    RowList,
    TextField,
    Tiles,
)
from opspor.domain.assessment import CONTEXT_WORDS
from opspor.domain.child import AgeBand, ChildInList
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Group
from opspor.domain.rounds import CONTEXT_OF
from opspor.domain.text import count_of
from opspor.reference.rounds import Proposal, proposals
from opspor.usecases import notices

_SIX_WEEKS = timedelta(weeks=6)  # as the field for the last day says


def band_in_words(band: AgeBand) -> str:
    """``3–5 år``"""
    return f"{band.value.replace('-', '–')} år"


class WhoStep(QWidget):
    """Which groups, and which ages. Where the children are seen follows from what the group is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._groups: dict[Id, CheckBox] = {}
        self._bands: dict[AgeBand, CheckBox] = {}
        self._column = Column(self, spacing=4)

    def set_groups(self, groups: Sequence[Group]) -> None:
        """The groups that one may open a round for. Said once."""
        rooms = Card("Hvilke stuer, klasser eller distrikter?", spacing=3)
        for group in groups:
            seen = CONTEXT_WORDS[CONTEXT_OF[group.kind]]
            words = f"{group.name}, {count_of(group.child_count, 'barn', 'børn')}. Børnene ses i {seen}."
            self._groups[group.id] = CheckBox(words)
            rooms.add(self._groups[group.id])
        ages = Card("Hvilke aldre?", spacing=3)
        ages.add(
            PlainLabel("Sæt ingen krydser, hvis alle er med. Alderen på rundens første dag gælder.", "small", "text_2")
        )
        self._bands = {band: CheckBox(band_in_words(band)) for band in AgeBand}
        ages.add(Flow([*self._bands.values()], gap=5))
        for card in (rooms, ages):
            self._column.addWidget(card)
        for box in (*self._groups.values(), *self._bands.values()):
            box.toggled.connect(self.changed)

    def chosen(self) -> list[Id]:
        """The groups that take part."""
        return [group for group, box in self._groups.items() if box.isChecked()]

    def bands(self) -> frozenset[AgeBand]:
        """The ages that take part; none is all."""
        return frozenset(band for band, box in self._bands.items() if box.isChecked())

    def first(self) -> QWidget:
        """Where a group is chosen."""
        return next(iter(self._groups.values()))

    def fields(self) -> dict[str, str]:
        """What is chosen, as a draft keeps it."""
        return {f"group:{group}": "1" for group in self.chosen()} | {f"band:{band}": "1" for band in self.bands()}

    def fill(self, fields: Mapping[str, str]) -> None:
        """Chooses what a draft says."""
        for prefix, boxes in (("group", self._groups), ("band", self._bands)):
            for key, box in boxes.items():
                box.setChecked(bool(fields.get(f"{prefix}:{key}")))


class WhenStep(QWidget):
    """The days and the name, by hand or from a proposal."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._proposed = ""  # the name that a proposal wrote
        column = Column(self, spacing=4)
        card = Card(spacing=4)
        self.preset: ChoiceField[Proposal] = ChoiceField(
            "Brug et forslag", [], empty="Vælg selv dagene, eller tag et forslag",
            help_text="Hvor tit I vurderer, bestemmer kommunen og I selv. I kan rette dagene bagefter.",
        )  # fmt: skip
        self.opens = DateField("Første dag", help_text="Fra den dag kan I vurdere.")
        self.closes = DateField("Sidste dag", help_text="Nok tid til, at alle når det, fx seks uger.")
        self.name = TextField("Hvad skal runden hedde?", placeholder=_season(today))
        card.add(self.preset)
        card.add(Tiles([self.opens, self.closes], least=50, gap=4))
        card.add(self.name)
        column.addWidget(card)
        self.preset.changed.connect(self._take)
        for field in (self.opens, self.closes, self.name):
            field.changed.connect(self.changed)

    def set_bands(self, bands: Collection[AgeBand]) -> None:
        """Proposals that fit these ages; before them the one for those who want to begin now."""
        now = Proposal("Begynd i dag", _season(self._today), self._today, self._today + _SIX_WEEKS)
        found = (now, *proposals(self._today, bands))
        self.preset.set_options(
            [(f"{p.preset}: {p.name}, {long_date(p.opens_on)} til {long_date(p.closes_on)}", p) for p in found],
            self.preset.value(),
        )

    def _take(self) -> None:
        proposal = self.preset.value()
        if proposal is None:
            return
        self.opens.set_value(proposal.opens_on)
        self.closes.set_value(proposal.closes_on)
        if self.name.text() in ("", self._proposed):
            self.name.set_text(proposal.name)
            self._proposed = proposal.name
        self.changed.emit()

    def wrong(self) -> DateField | None:
        """The first day that is missing or no day, with its error shown."""
        for field, sentence in (
            (self.opens, "Skriv den dag, runden begynder."),
            (self.closes, "Skriv den dag, runden slutter."),
        ):
            if field.value() is None and field.complete():
                field.set_error(sentence)
        return next((field for field in (self.opens, self.closes) if field.value() is None), None)

    def fields(self) -> dict[str, str]:
        """What is written, as a draft keeps it."""
        opens, closes = self.opens.value(), self.closes.value()
        return {
            "name": self.name.text(),
            "opens": opens.isoformat() if opens else "",
            "closes": closes.isoformat() if closes else "",
        }

    def fill(self, fields: Mapping[str, str]) -> None:
        """Writes what a draft says."""
        self.name.set_text(fields.get("name", ""))
        for field, key in ((self.opens, "opens"), (self.closes, "closes")):
            if fields.get(key):
                field.set_value(date.fromisoformat(fields[key]))


class ParentsStep(QWidget):
    """Whose parents do not know yet: the date for all of them in one go, or a reason to begin all the same."""

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self.missing: tuple[ChildInList, ...] = ()
        column = Column(self, spacing=4)
        self._said = PlainLabel("", "body")
        column.addWidget(self._said)
        self._form = Card("De ved det nu", spacing=4)
        self.day = DateField("Hvornår fik de det at vide?")
        self.how = TextField("Hvordan?", placeholder="Fx brev til alle forældre")
        self._give = Button("", icon="check")
        self._form.add(Tiles([self.day, self.how], least=50, gap=4))
        letters = Button("Lav breve til dem", Kind.QUIET, icon="printer")
        letters.clicked.connect(self._to_letters)
        self._form.add(Flow([self._give, letters]))
        self._reason_card = Card("De ved det ikke endnu", spacing=4)
        self.reason = TextField(
            "Begynder I alligevel? Så skriv hvorfor", lines=2,
            help_text="Ellers venter de børn: de står på rundens side, til datoen er skrevet.",
        )  # fmt: skip
        self._reason_card.add(self.reason)
        self._names = RowList("Børn, hvis forældre ikke er orienteret")
        self._list = Card(flush=True)
        self._list.add(self._names)
        for part in (self._form, self._reason_card, self._list):
            part.hide()
            column.addWidget(part)
        for field in (self.day, self.how, self.reason):
            field.changed.connect(self.changed)
        self._give.clicked.connect(self._write)

    def set_missing(self, missing: tuple[ChildInList, ...]) -> None:
        """Shows whose parents do not know."""
        self.missing = missing
        count = count_of(len(missing), "barn", "børn")
        self._said.setText(
            f"Forældrene skal vide, at deres barn bliver vurderet, før I begynder. For {count} mangler datoen."
            if missing
            else "Alle forældre ved, at deres barn bliver vurderet."
        )
        self._give.set_words(f"Skriv datoen for {count}")
        for part in (self._form, self._reason_card, self._list):
            part.setVisible(bool(missing))
        self._names.set_rows([ListRow(c.full_name, "", ", ".join(c.group_names), chevron=False) for c in missing])

    def _to_letters(self) -> None:
        groups = [group for child in self.missing for group in child.group_ids]
        self._office.go(Destination(Place.LETTERS, groups[0] if groups else NO_ID))

    def _write(self) -> None:
        day = self.day.value()
        if day is None:
            if self.day.complete():
                self.day.set_error("Skriv den dag, forældrene fik det at vide.")
            self.day.setFocus()
            return
        ids, how = [child.id for child in self.missing], self.how.text()
        giving = self._office.work.run(lambda desk: notices.give(desk, ids, day, how))
        ask(giving, self, lambda _: self.set_missing(()), self._refused)

    def _refused(self, error: KnownError) -> None:
        self.day.refuse(str(error))

    def fields(self) -> dict[str, str]:
        """What is written, as a draft keeps it."""
        day = self.day.value()
        return {"told": day.isoformat() if day else "", "how": self.how.text(), "start": self.reason.text()}

    def fill(self, fields: Mapping[str, str]) -> None:
        """Writes what a draft says."""
        self.how.set_text(fields.get("how", ""))
        self.reason.set_text(fields.get("start", ""))
        if fields.get("told"):
            self.day.set_value(date.fromisoformat(fields["told"]))


def _season(today: date) -> str:
    """A name that is proposed and not filled in: ``Forår 2026``."""
    return f"{'Forår' if today.month < 7 else 'Efterår'} {today.year}"
