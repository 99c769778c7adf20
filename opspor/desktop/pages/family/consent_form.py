"""Writing down what a family has agreed to share, or a version of it; and that somebody has taken it back."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.family.form import FamilyForm, put_in, said_in
from opspor.desktop.route import Office
from opspor.desktop.widgets import CheckBox, ChoiceField, Column, DateField, Field, PlainLabel, TextField, Tiles, box
from opspor.domain.child import age_in_months
from opspor.domain.consent import Agreed, Consent, Yes
from opspor.domain.ids import Id
from opspor.domain.paper import Basis
from opspor.domain.rights import called
from opspor.domain.sharing import BASIS_WORDS, YOUTH_SAYS_YES
from opspor.usecases import consents
from opspor.usecases.consents import ChildConsents
from opspor.usecases.desk import Desk

_YOUTH, _OTHER = "youth", "other"


class _Said(QWidget):
    """One person to tick, and when they said yes. Somebody else is asked for their name."""

    changed = Signal()

    def __init__(self, key: str, words: str) -> None:
        super().__init__()
        self.key = key
        self.words = words
        self.tick = CheckBox(words or "En anden", strong=True)
        self.who = TextField("Hvem?", help_text="Fx »værge« eller »mormor«.")
        self.on = DateField(f"Hvornår sagde {words.partition(',')[0] or 'vedkommende'} ja?")
        column = Column(self, spacing=2)
        column.addWidget(self.tick)
        column.addWidget(box(self.who, self.on, spacing=3, margins=(7.5, 0, 0, 2)))
        for signal in (self.tick.toggled, self.who.changed, self.on.changed):
            signal.connect(lambda *_: self._turned())
        self._turned()

    def fields(self) -> Iterator[tuple[str, str]]:
        """What a draft keeps."""
        yield f"yes:{self.key}", "1" if self.tick.isChecked() else ""
        yield f"who:{self.key}", said_in(self.who)
        yield f"on:{self.key}", said_in(self.on)

    def restore(self, fields: Mapping[str, str]) -> None:
        """The other way."""
        self.tick.setChecked(fields.get(f"yes:{self.key}", "") == "1")
        put_in(self.who, fields.get(f"who:{self.key}", ""))
        put_in(self.on, fields.get(f"on:{self.key}", ""))

    def _turned(self) -> None:
        self.who.setVisible(self.tick.isChecked() and not self.words)
        self.on.setVisible(self.tick.isChecked())
        self.changed.emit()


class ConsentForm(FamilyForm):
    """For a new one, or for a version of the one that is there."""

    def __init__(self, office: Office, file: ChildConsents) -> None:
        super().__init__(office, "Et samtykke")
        self._file, self._corrects = file, ""
        self.basis: ChoiceField[str] = ChoiceField(
            "Hvorfor må I dele det?", [(words, basis.value) for basis, words in BASIS_WORDS.items()],
            value=Basis.CONSENT.value,
        )  # fmt: skip
        self.what = TextField("Hvad må I dele?", lines=2, placeholder="Fx søvn og mad")
        self.to_whom = TextField("Hvem må få det?", placeholder="Fx PPR")
        self.purpose = TextField("Hvad skal det bruges til?", placeholder="Fx råd om, hvordan vi hjælper")
        self.how = TextField("Hvordan sagde de ja?", placeholder="Fx på mødet eller på skrift")
        self.since = DateField("Fra hvilken dag?")
        self.until = DateField("Til og med hvilken dag?")
        self.reference = TextField("Hvilken regel, og hvorfor er det nødvendigt?", lines=3)
        self.parents = TextField("Hvad ved forældrene om det? Hvis intet: hvorfor?", lines=2)
        self.fields = {
            "basis": self.basis, "what": self.what, "to_whom": self.to_whom, "purpose": self.purpose, "how": self.how,
            "since": self.since, "until": self.until, "reference": self.reference, "parents": self.parents,
        }  # fmt: skip
        self.wrong = {"SAMTYKKE-MANGLER": self.what}
        self._who = PlainLabel("Hvem har sagt ja?", "body_strong")
        self._lines = [_Said(key, words) for key, words in _people(file)]
        self.finish(
            consents.draft_key(file.child.id),
            self.basis, self.what, Tiles([self.to_whom, self.purpose], least=60, gap=4), self._who, *self._lines,
            self.how, Tiles([self.since, self.until], least=40, gap=4), self.reference, self.parents,
        )  # fmt: skip
        for line in self._lines:
            line.changed.connect(self.touch)
        self.fit()

    def correct(self, consent: Consent) -> None:
        """Fills the form with what stands, to write a version of it; what was taken back is so no longer in it."""
        agreed = consent.agreed
        said = {line.key: line for line in self._lines}
        fields = {
            "basis": agreed.basis.value, "what": agreed.what, "to_whom": agreed.to_whom, "purpose": agreed.purpose,
            "how": next((yes.how for yes in agreed.said_yes), ""), "since": _day(agreed.since),
            "until": _day(agreed.until), "reference": agreed.reference, "parents": agreed.parents,
        }  # fmt: skip
        for yes in agreed.said_yes:
            key = str(yes.carer_id) if yes.carer_id in said else _YOUTH if yes.youth and _YOUTH in said else _OTHER
            fields |= {f"yes:{key}": "1", f"who:{key}": yes.name, f"on:{key}": _day(yes.said_on)}
        self.restore(fields | {"corrects": consent.version})
        self.touch()
        self.begin()

    def typed(self) -> Mapping[str, str]:
        """The basis alone is nothing typed: it is chosen beforehand."""
        said = dict(pair for line in self._lines for pair in line.fields())
        found = {name: said_in(field) for name, field in self.fields.items()} | said
        if not any(words for name, words in found.items() if name != "basis"):
            return {}
        return found | {"corrects": self._corrects}

    def restore(self, fields: Mapping[str, str]) -> None:
        """Fills the fields, or empties them."""
        for line in self._lines:
            line.restore(fields)
        super().restore({"basis": Basis.CONSENT.value, **fields})
        self._corrects = fields.get("corrects", "")

    def fit(self) -> None:
        """Who said yes, or which rule."""
        basis = self.basis.value()
        by_yes = basis == Basis.CONSENT.value
        for part in (self._who, self.how, self.until, *self._lines):
            part.setVisible(by_yes)
        self.since.setVisible(not by_yes)
        self.reference.setVisible(not by_yes)
        self.parents.setVisible(basis == Basis.SSD.value)

    def work(self) -> Callable[[Desk], object] | None:
        """A new one, or a version."""
        by_yes = self.basis.value() == Basis.CONSENT.value
        said = []
        for line in self._lines if by_yes else ():
            if not line.tick.isChecked():
                continue
            on = line.on.value()
            if on is None:
                line.on.refuse("Skriv den dag, der blev sagt ja.")
                return None
            carer = Id(line.key) if line.key not in (_YOUTH, _OTHER) else None
            name = line.words or line.who.text()
            said.append(Yes(name, on, self.how.text().strip(), carer, line.key == _YOUTH))
        agreed = Agreed(
            Basis(self.basis.value() or Basis.CONSENT), self.what.text(), self.to_whom.text(), self.purpose.text(),
            tuple(said), None if by_yes else self.since.value(), self.until.value() if by_yes else None,
            "" if by_yes else self.reference.text(), "" if by_yes else self.parents.text(),
        )  # fmt: skip
        child, corrects = self._file.child.id, Id(self._corrects) if self._corrects else None
        return lambda desk: consents.write(desk, child, agreed, corrects)


def _people(file: ChildConsents) -> Iterator[tuple[str, str]]:
    for carer in file.carers:
        yield str(carer.id), called(carer)
    born = file.child.birth_date
    if born is not None and age_in_months(born, file.today) >= YOUTH_SAYS_YES * 12:
        yield _YOUTH, f"{file.child.first_name}, den unge selv"
    yield _OTHER, ""


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


class WithdrawForm(FamilyForm):
    """That somebody has taken a consent back."""

    def __init__(self, office: Office, consent: Consent) -> None:
        super().__init__(office, "Samtykket er trukket tilbage")
        self._consent = consent.id
        self.on = DateField("Hvilken dag?", value=office.work.clock().date())
        self.words = TextField("Hvem trak det tilbage, og hvordan?", placeholder="Fx mor ringede")
        self.fields: dict[str, Field] = {"words": self.words, "on": self.on}
        self.wrong = {"SAMTYKKE-DAG": self.on}
        about = PlainLabel(f"Det handler om: {consent.agreed.what or consent.agreed.reference}", "body", "text_2")
        self.finish(f"withdraw:{consent.id}", about, self.words, self.on, verb="Træk det tilbage")

    def work(self) -> Callable[[Desk], object] | None:
        """Take it back."""
        on = self.on.value()
        if on is None:
            self.on.refuse("Skriv den dag, det blev trukket tilbage.")
            return None
        consent, words = self._consent, self.words.text()
        return lambda desk: consents.withdraw(desk, consent, on, words)
