"""A made-up institution in the store: only what records need to stand on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, insert, inspect

from opspor.domain.assessment import (
    Agreement,
    Context,
    FollowUpKind,
    FormRef,
    JointAssessment,
    OwnAnswers,
    OwnAssessment,
    Position,
    Trivsel,
)
from opspor.domain.beredskab import Track
from opspor.domain.child import Carer, Custody, HelpGiven, Particulars, Sibling
from opspor.domain.concern import Concern, Danger
from opspor.domain.ids import Id, new_id
from opspor.domain.paper import Paper, PaperDraft, PaperKind
from opspor.domain.people import Role, StaffMember
from opspor.domain.pupil import Face, PupilAnswers, PupilView
from opspor.domain.rounds import ReasonKind, Round, RoundGroup, RoundReason
from opspor.store import children, concerns, forms, people, rounds
from opspor.store.records import Header
from opspor.store.schema import Moment, metadata
from tests.guards import CARER_NAME, CHILD_FIRST_NAME, CHILD_LAST_NAME, CPR, NOTE, STAFF_NAME

NOW = datetime(2026, 11, 3, 8, 5, tzinfo=UTC)
_TODAY = NOW.date()
TRIVSEL_FORM = FormRef("trivsel", "trivsel-3-5", 1, "1" * 64)
PAPER_FORM = FormRef("document", "underretning", 2, "2" * 64)

PARTICULARS = Particulars(
    first_name=CHILD_FIRST_NAME, last_name=CHILD_LAST_NAME, birth_date=date(2022, 3, 11), cpr=CPR,
    address="Åvej 3, 7400 Herning", protected=False, contact_person=STAFF_NAME, interpreter=None, language="",
)  # fmt: skip
FULL = replace(
    PARTICULARS,
    protected=True, interpreter=True, language="arabisk", note=NOTE,
    carers=tuple(
        Carer(Id(f"carer-{i}"), f"{CARER_NAME} {i}", relation, custody, f"Øgade {i}", f"9000000{i}", i % 2 == 0, i < 2)
        for i, (relation, custody) in enumerate(
            [("mor", Custody.YES), ("medmor", Custody.YES), ("far", Custody.NO), ("plejefar", Custody.UNKNOWN),
             ("bedstemor", Custody.NO)]
        )
    ),
    siblings=(Sibling("Kanarius", "2 år, samme vuggestue"), Sibling("", "ufødt")),
    help_given=(HelpGiven("PPR", "efterår 2025", "hjalp på sproget", True), HelpGiven("Støtte", "", "", False)),
)  # fmt: skip


class World:
    """Adds made-up rows through the store's own functions, a minute apart."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.now = NOW
        self.sunflower, self.spruce = self.group("Solsikken"), self.group("Granen")
        self.mette = self.staff(STAFF_NAME, self.sunflower)
        self.anders = self.staff("Anders Kanarisen", self.sunflower, self.spruce)
        for form in (TRIVSEL_FORM, PAPER_FORM):
            forms.keep(connection, form, f"id = '{form.id}'")

    def id(self) -> Id:
        self.now += timedelta(minutes=1)
        return new_id(self.now)

    def group(self, name: str) -> Id:
        id_ = self.id()
        people.add_group(self.connection, id_, name)
        return id_

    def staff(self, name: str, *groups: Id, role: Role = Role.STAFF) -> StaffMember:
        id_ = self.id()
        member = StaffMember(id_, name, "pædagog", role, frozenset(groups), f"slot-{id_}", self.now, None)
        people.add_staff(self.connection, member)
        return member

    def header(self, **about: Any) -> Header:
        id_ = self.id()
        return Header(id_, self.mette.id, self.now - timedelta(hours=2), self.now, **about)

    def child(self, particulars: Particulars = PARTICULARS, group: Id | None = None) -> Id:
        id_ = self.id()
        row = (
            id_, children.next_number(self.connection), self.header(child_id=id_), particulars, group or self.sunflower
        )  # fmt: skip
        children.add(self.connection, [row], NOW.date())
        return id_

    def named(self, *full_names: str) -> list[Id]:
        """Children with these names."""
        split = [name.partition(" ") for name in full_names]
        return [self.child(replace(PARTICULARS, first_name=first, last_name=last)) for first, _, last in split]

    def round(self, name: str = "Efterår 2026", opens_on: date = date(2026, 10, 1)) -> Round:
        group = RoundGroup(self.sunflower, "Solsikken", Context.DAYCARE, (self.anders, self.mette))
        round_ = Round(self.id(), name, opens_on, opens_on + timedelta(days=45), "", (group,), opened_by=self.mette.id)
        rounds.add(self.connection, round_, self.mette.id, self.now)
        return round_

    def own(
        self,
        round_: Round,
        child: Id,
        author: StaffMember,
        answers: OwnAnswers | None = None,
        replaces: Id | None = None,
    ) -> OwnAssessment:
        header = replace(self.header(child_id=child, replaces=replaces), author_id=author.id)
        given = answers or OwnAnswers(position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES)
        own = OwnAssessment(
            header.id, child, round_.id, author.id, author.name, author.title, header.seen_at.astimezone().date(),
            header.written_at, given, TRIVSEL_FORM, TRIVSEL_FORM,
        )  # fmt: skip
        rounds.add_own(self.connection, header, own, b"n" * 32)
        return own

    def joint(
        self, round_: Round, child: Id, follow_up_on: date | None = None, replaces: Id | None = None,
        position: Position = Position.EXPOSED,
    ) -> JointAssessment:  # fmt: skip
        header = self.header(child_id=child, replaces=replaces)
        agreement = Agreement(
            position=position, trivsel=Trivsel.BEGINNING_MISTRIVSEL, reason=NOTE,
            follow_up=(FollowUpKind.SPARRING,), follow_up_on=follow_up_on, participants=(self.mette.id,),
        )  # fmt: skip
        joint = JointAssessment(header.id, child, round_.id, self.mette.id, header.written_at, agreement, TRIVSEL_FORM)
        rounds.add_joint(self.connection, header, joint)
        return joint

    def pupil_view(self, child: Id, said_on: date = _TODAY, *, wants: bool = True) -> PupilView:
        answers = (
            PupilAnswers(faces={"P69-1": Face.NOT_SO_GOOD}, texts={"P10-7": NOTE}) if wants else PupilAnswers(False)
        )
        return PupilView(self.id(), child, self.mette.id, said_on, self.now, answers, TRIVSEL_FORM, True, None)

    def reason(self, round_: Round, child: Id, kind: ReasonKind) -> RoundReason:
        header = self.header(child_id=child)
        reason = RoundReason(header.id, child, Context.DAYCARE, kind, NOTE, header.author_id, header.written_at)
        rounds.add_reason(self.connection, header, round_.id, reason)
        return reason

    def concern(self, child: Id | None = None, typed_name: str = "", track: Track = Track.GENERAL) -> Concern:
        header = self.header(child_id=child)
        concern = Concern(
            header.id, child, typed_name, self.mette.id, self.mette.name, Danger.NO, track,
            header.seen_at.astimezone().date(), header.written_at, NOTE, None,
        )  # fmt: skip
        concerns.add(self.connection, header, concern)
        return concern

    def paper(self, concern: Concern, kind: PaperKind = PaperKind.UNDERRETNING) -> Paper:
        header = self.header(child_id=concern.child_id, concern_id=concern.id)
        paper = Paper(
            header.id, concern.id, concern.child_id, self.mette.id, self.mette.name, header.written_at,
            PaperDraft(kind), PAPER_FORM,
        )  # fmt: skip
        concerns.add_paper(self.connection, header, paper)
        return paper


def one_row_each(connection: Connection) -> None:
    """A row in every table that the file has, however old its tables are. All ids are "staff", which is a role too."""
    for table in metadata.sorted_tables:
        if inspect(connection).has_table(table.name):
            there = {column["name"] for column in inspect(connection).get_columns(table.name)}
            columns = [column for column in table.columns if column.name in there and not column.nullable]
            connection.execute(insert(table).values({column: _value(column) for column in columns}))


def _value(column: Column[Any]) -> object:
    if column.name == "body":
        return '{"context": "after_school"}'
    made: dict[type, object] = {date: NOW.date(), bytes: b"1", bool: True, int: 1}
    return NOW if isinstance(column.type, Moment) else made.get(column.type.python_type, "staff")
