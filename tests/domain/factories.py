"""Made-up people and assessments: whole, with only what a test is about said."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from opspor.domain.assessment import FormRef, OwnAnswers, OwnAssessment, Position, Trivsel
from opspor.domain.ids import Id
from opspor.domain.people import Role, StaffMember
from tests.guards import STAFF_NAME

NOW = datetime(2026, 11, 3, 8, 5, tzinfo=UTC)
FORM = FormRef("trivsel", "trivsel-3-5", 1, "0" * 64)


def staff_member(
    role: Role = Role.STAFF, *, id_: str = "mette", name: str = STAFF_NAME, groups: frozenset[Id] = frozenset()
) -> StaffMember:
    return StaffMember(Id(id_), name, "pædagog", role, groups, f"slot-{id_}", None, NOW)


def own_assessment(
    author: str,
    position: Position | None = Position.NOT_EXPOSED,
    trivsel: Trivsel | None = Trivsel.THRIVES,
    answers: Mapping[str, str] | None = None,
) -> OwnAssessment:
    """An own assessment by ``author``; ``answers`` maps the id of a sign to how often it is seen."""
    given = OwnAnswers(position=position, trivsel=trivsel, answers=answers or {})
    return OwnAssessment(
        Id(f"own-{author}"), Id("child"), Id("round"), Id(author), author.title(), "pædagog",
        date(2026, 11, 3), NOW, given, FORM, FORM,
    )  # fmt: skip
