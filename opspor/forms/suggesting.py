"""The suggestion for position forms that are filled in: which answers are missing, and whether help is given."""

from collections.abc import Mapping, Sequence

from opspor.domain.assessment import FactorKind, FactorSeen, Seen
from opspor.domain.child import AgeBand
from opspor.domain.suggestion import FactorPart, Suggestion, suggest
from opspor.forms.model import PositionForm


def suggestion(
    forms: Sequence[PositionForm],
    sheets: Sequence[Mapping[str, str]],
    factors: Sequence[FactorSeen | FactorPart],
    band: AgeBand | None,
) -> Suggestion:
    """What ``suggest`` says to the answers of one sheet, or of all sheets of a child taken together.

    ``forms`` are those that the sheets were answered on; they may be of different versions. Where people differ,
    "noget" goes before "intet set", and both before "ved ikke". "Noget" is a missing answer too while none of the
    strains behind the question is described. Version 1 has no question about support: none counts.
    """
    questions = {question.id: question for form in forms for question in form.question}
    strains = {f.code: f.question for form in forms for f in form.factor if f.kind is FactorKind.RISK}
    described = {strains.get(factor.code) for factor in factors}

    def is_open(question: str) -> bool:
        given = {sheet.get(question) for sheet in sheets}
        if Seen.SOMETHING in given:
            return question in strains.values() and question not in described
        return Seen.NOTHING not in given

    support = next((question.id for question in questions.values() if question.support), "")
    return suggest(
        factors,
        help_given=any(sheet.get(support) == Seen.SOMETHING for sheet in sheets),
        band=band,
        unanswered=[question for question in questions if is_open(question)],
        help_question=support,
    )
