"""What the program would leave out of what somebody may read about a child, before a person looks at it.

What belongs to a concern that they may not know of (design section 11, rules 1 and 2); a home that they must not find;
other children and what leads to somebody else; and of a parent with custody what somebody without it has no right to
(domain 8.2). It proposes rather too much than too little.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from opspor.documents.house import house
from opspor.documents.others import Others, others
from opspor.documents.places import Places, places, same_home
from opspor.documents.privacy import KnownHome, home_is_protected, is_hidden
from opspor.domain.beredskab import Track
from opspor.domain.child import Carer, ChildInList, Custody, Particulars, age_in_months
from opspor.domain.concern import Concern
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind
from opspor.domain.recipient import Recipient
from opspor.domain.rights import RightKind
from opspor.domain.subject_access import MARK, Asker, Hidden, Piece, Request, Why, without
from opspor.domain.text import count_of
from opspor.store import children, dossier, people
from opspor.store.everybody import everybody
from opspor.usecases import telling
from opspor.usecases.desk import Transaction
from opspor.usecases.subject_access_rows import Field, FileRow

YOUTH_YEARS = 15
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
# Words that would tell somebody that there is a concern; looked for only where there is one that they may not know of.
_HINTS = re.compile(r"(?i)underret|mistanke|beredskab|bekymring|politi|børnehus|overgreb|vold|krænk")
_TOOK_PART = ("Deltager", "Modtager", "Afsender", "Kontaktperson")

_NO_CUSTODY = (
    "Den, der beder, har ikke del i forældremyndigheden. Så er der ikke ret til alt, men til at blive orienteret om "
    "barnet; fortroligt om den anden forælder gives ikke. Beslut, hvad der kan gives."
)
_CUSTODY_UNKNOWN = (
    "Det er ikke skrevet, om den, der beder, har del i forældremyndigheden. Find ud af det, og skriv det på barnet."
)
_NO_CARER = "Den, der beder, står ikke mere blandt barnets forældre. Find ud af, hvad de har ret til."
_ON_BEHALF = "En anden beder på vegne af barnet. Se fuldmagten eller papiret om værgemålet, og skriv, hvad det gælder."
_TOO_YOUNG = (
    "Den unge er under 15 år, eller fødselsdagen mangler. Beslut, om den unge selv er gammel nok til at få indsigt."
)
_TYPED_NAME = (
    "{label}: den er skrevet på barnets navn og ikke knyttet til barnet. Knyt den, hvis det er det samme barn."
)
_KEPT = "{label}: den er kun for dem, der er nævnt i den. Beslut, om den, der beder, må få den at vide."
_EMPLOYEE = "{label}: den handler om en ansat. Beslut, om den, der beder, må få den at vide, og hvornår."
_DRAFTS = (
    "{count} om barnet er ikke afleveret. Bed dem, der skriver, om at aflevere eller slette dem, eller skriv, hvorfor "
    "I ikke venter. De er ikke med her: de tilhører den, der skriver."
)


@dataclass(frozen=True)
class Masks:
    """What is proposed for one request. ``rows`` are all about the child, ``concerns`` those that stop a paper to them:
    concern -> what must be decided, in words.
    """

    tx: Transaction
    child: ChildInList
    request: Request
    rows: tuple[FileRow, ...]

    # --- who asks -----------------------------------------------------------------------------------------------------

    @cached_property
    def _known(self) -> Particulars:
        return children.particulars(self.tx.connection, self.child.id)[1]

    @cached_property
    def _asker(self) -> Carer | None:
        return next((one for one in self._known.carers if one.id == self.request.carer_id), None)

    @cached_property
    def _recipient(self) -> Recipient:
        name = self.request.name if self.request.asker is Asker.OTHER else ""
        return Recipient(at_home=True, carer=self.request.carer_id, name=name)

    @cached_property
    def stops(self) -> tuple[str, ...]:
        """What leader and DPO decide first, in words."""
        records = {row.record for row in self.rows if row.record is not None}
        drafts = dossier.drafts_about(self.tx.connection, self.child.id, records)
        waiting = (_DRAFTS.format(count=count_of(drafts, "kladde", "kladder")),) if drafts else ()
        return (*self._who(), *self._concerns.values(), *self._on_typed_name(), *waiting)

    def _who(self) -> Iterator[str]:
        match self.request.asker:
            case Asker.CARER if self._asker is None:
                yield _NO_CARER
            case Asker.CARER if self._asker is not None and self._asker.custody is Custody.NO:
                yield _NO_CUSTODY
            case Asker.CARER if self._asker is not None and self._asker.custody is Custody.UNKNOWN:
                yield _CUSTODY_UNKNOWN
            case Asker.OTHER:
                yield _ON_BEHALF
            case Asker.YOUTH:
                born = self.child.birth_date
                if born is None or age_in_months(born, self.tx.today) < YOUTH_YEARS * 12:
                    yield _TOO_YOUNG

    # --- concerns that they may not know of ---------------------------------------------------------------------------

    @cached_property
    def _all_concerns(self) -> tuple[Concern, ...]:
        return telling.about(self.tx, self.child)

    @cached_property
    def _concerns(self) -> dict[Id, str]:
        """concern -> why the one who asks may not know of it until somebody has decided it."""
        found: dict[Id, str] = {}
        for concern in self._all_concerns:
            if concern.child_id is None:
                continue
            if concern.track is Track.EMPLOYEE:
                found[concern.id] = _EMPLOYEE.format(label=concern.label)
            elif concern.kept_to is not None:
                found[concern.id] = _KEPT.format(label=concern.label)
        for stop in telling.stops(self.tx, self.child, self._recipient):
            if stop.concern.child_id is not None:
                found[stop.concern.id] = f"{stop.concern.label}: {stop.words}"
        return found

    def _on_typed_name(self) -> Iterator[str]:
        for concern in self._all_concerns:
            if concern.child_id is None:
                yield _TYPED_NAME.format(label=concern.label)

    @cached_property
    def delicate(self) -> frozenset[Id]:
        """The records of those concerns, and all that answers, follows up or remarks on one of them; and that somebody
        else asked to read about the child, which is theirs."""
        found = set(self._concerns)
        found |= {row.record for row in self.rows if row.record is not None and self._asked_by_another(row)}
        found |= {row.record for row in self.rows if row.record is not None and _says_not_informed(row)}
        before = -1
        while len(found) != before:
            before = len(found)
            found |= {row.record for row in self.rows if row.record is not None and not found.isdisjoint(row.points_to)}
        return frozenset(found)

    # --- homes --------------------------------------------------------------------------------------------------------

    @cached_property
    def _home_is_hidden(self) -> bool:
        lives_there = self.request.asker is Asker.YOUTH or (self._asker is not None and self._asker.lives_with_child)
        return home_is_protected(KnownHome(self._known)) and not lives_there

    @cached_property
    def _hidden_carers(self) -> frozenset[Id]:
        """Whose address and phone must not be found by the one who asks; who lives in the same home may know it."""
        home = KnownHome(self._known)
        with_them = not self._home_is_hidden and home_is_protected(home)
        return frozenset(
            one.id
            for one in self._known.carers
            if one.id != self.request.carer_id and is_hidden(one, home) and not (with_them and one.lives_with_child)
        )

    @cached_property
    def _places(self) -> Places:
        """Every address and number they ever had; without those that the one who asks has had too."""
        hidden: list[str] = []
        open_: list[str] = []
        phones: list[str] = []
        for carer, address, phone in dossier.former_homes(self.tx.connection, self.child.id):
            is_hidden_one = self._home_is_hidden if carer is None else carer in self._hidden_carers
            (hidden if is_hidden_one else open_).append(address)
            phones += [phone] if is_hidden_one else []
        own = [address for address in open_ if address.strip()]
        return places((one for one in hidden if not any(same_home(one, mine) for mine in own)), phones, own)

    # --- other people -------------------------------------------------------------------------------------------------

    @cached_property
    def _others(self) -> Others:
        tx, known = self.tx, self._known
        here, institution = everybody(tx.connection), people.institution(tx.connection)
        family = [self.child.full_name, f"{known.first_name} {known.last_name}", self.request.name]
        family += self._values("carer", "name") + self._values("particulars", "first_name", "last_name")
        took_part = [one.words for row in self.rows for one in row.fields if one.label in _TOOK_PART]
        numbers = [known.cpr, *self._values("paper_cpr", "cpr"), *self._values("particulars", "cpr"), institution.phone]
        numbers += [one.phone for one in known.carers if one.id not in self._hidden_carers]
        return others(
            house(names=here.names, in_sentences=here.in_words),
            family=family,
            in_sentences=self._values("sibling", "name"),
            colleagues=[*(one.name for one in people.staff(tx.connection)), *took_part],
            other_children=children.first_names(tx.connection, but=self.child.id),
            numbers=numbers,
            code=self.child.code,
        )

    def _values(self, table: str, *names: str) -> list[str]:
        return [one.words for row in self.rows if row.table == table for one in row.fields if one.name in names]

    @cached_property
    def _other_carers(self) -> Others | None:
        """The others who care for the child, where the one who asks has no custody and they have what is private."""
        if self.request.asker is not Asker.CARER or (self._asker and self._asker.custody is Custody.YES):
            return None
        theirs = [one.name for one in self._known.carers if one.id != self.request.carer_id]
        return others(house(names=theirs), family=[self.child.full_name, self.request.name])

    # --- what is proposed ---------------------------------------------------------------------------------------------

    def pieces(self, row: FileRow) -> Iterator[tuple[Piece, tuple[Hidden, ...]]]:
        """Each piece of a row with what would be left out of it."""
        fields = {row.piece_of(one): one for one in row.fields if one.typed}
        for piece in row.pieces():
            yield piece, tuple(dict.fromkeys(self._hidden(row, piece, fields.get(piece.key))))

    def _hidden(self, row: FileRow, piece: Piece, field: Field | None) -> Iterator[Hidden]:
        if self.is_delicate(row):
            yield Hidden(piece.key, "", Why.EXCEPTION)
            return
        if field is None:
            is_district = row.table == "enrolment" and self._home_is_hidden and self._is_district(row)
            said = "\n".join(one.words for one in row.fields if not one.typed)  # what a carer is called was typed too
            if is_district or self._places.found_in(said):
                yield Hidden(piece.key, "", Why.PROTECTED)
            return
        if self._leads_home(row, field):
            yield Hidden(piece.key, "", Why.PROTECTED)
        if self._is_private(row, field):
            yield Hidden(piece.key, "", Why.THIRD_PARTY)
        text, known = piece.text, set[tuple[str, Why]]()
        while found := [one for one in self.found_in(text) if one not in known]:  # what is left may be found by itself
            yield from (Hidden(piece.key, words, why) for words, why in found)
            known.update(found)
            text = without(text, (words for words, _ in found)).replace(MARK, "\n")

    def found_in(self, text: str) -> Iterator[tuple[str, Why]]:
        """What in a text would be left out: words, or "" for all of it, and why."""
        if self._concerns and _HINTS.search(text):
            yield "", Why.EXCEPTION
        if self._places.found_in(text):
            found = [one.strip() for one in _SENTENCE.split(text) if self._places.found_in(one)]
            rest = " ".join(one for one in _SENTENCE.split(text) if one.strip() not in found)
            for words in [""] if self._places.found_in(rest) or not found else found:
                yield words, Why.PROTECTED
        for words in self._others.found_in(text):
            yield words, Why.THIRD_PARTY

    def is_delicate(self, row: FileRow) -> bool:
        """Whether a row belongs to a concern that the one who asks may not know of."""
        return row.record in self.delicate or not self.delicate.isdisjoint(row.points_to)

    def _leads_home(self, row: FileRow, field: Field) -> bool:
        if row.table == "carer":
            return field.name in ("address", "phone") and field.of in self._hidden_carers
        return row.table == "particulars" and field.name == "address" and self._home_is_hidden

    def _is_private(self, row: FileRow, field: Field) -> bool:
        if self._other_carers is None:
            return False
        theirs = field.of is not None and field.of != self.request.carer_id and row.table != "carer"
        named = row.table not in ("child", "particulars", "carer") and bool(self._other_carers.found_in(field.words))
        return theirs or named or (row.table == "carer" and field.of != self.request.carer_id and field.name != "name")

    def _asked_by_another(self, row: FileRow) -> bool:
        if row.table != "subject_access":
            return False
        said = {one.name: one.value for one in row.fields}
        if self.request.carer_id is not None:
            return said.get("body.carer_id") != self.request.carer_id
        return (said.get("body.asker"), said.get("body.name")) != (self.request.asker.value, self.request.name)

    def _is_district(self, row: FileRow) -> bool:
        districts = {group.name for group in people.groups(self.tx.connection, GroupKind.DISTRICT)}
        return any(one.words in districts for one in row.fields)


def _says_not_informed(row: FileRow) -> bool:
    """The reason why parents were not told is for those who decided it."""
    return row.table == "rights_note" and any(one.value == RightKind.NOT_INFORMED for one in row.fields)
