"""The suggestion for a position form that is filled in: which answers are missing, and whether help is given."""

from collections.abc import Mapping, Sequence

from opspor.domain.assessment import FactorKind, FactorSeen, Seen
from opspor.domain.child import AgeBand
from opspor.domain.suggestion import FactorPart, Suggestion, suggest
from opspor.forms.model import PositionForm, PositionQuestion


def suggestion(
    form: PositionForm,
    sheets: Sequence[Mapping[str, str]],
    factors: Sequence[FactorSeen | FactorPart],
    band: AgeBand | None,
) -> Suggestion:
    """What ``suggest`` says to the answers of one sheet, or of all sheets of a child taken together.

    Where people differ, "noget" goes before "intet set", and both before "ved ikke". "Noget" is a missing answer too
    while none of the strains behind the question is described. Version 1 has no question about support: none counts.
    """
    strains = {factor.code: factor.question for factor in form.factor if factor.kind is FactorKind.RISK}
    described = {strains.get(factor.code) for factor in factors}

    def is_open(question: PositionQuestion) -> bool:
        given = {sheet.get(question.id) for sheet in sheets}
        if Seen.SOMETHING in given:
            return question.id in strains.values() and question.id not in described
        return Seen.NOTHING not in given

    support = next((question.id for question in form.question if question.support), "")
    return suggest(
        factors,
        help_given=any(sheet.get(support) == Seen.SOMETHING for sheet in sheets),
        band=band,
        unanswered=[question.id for question in form.question if is_open(question)],
        help_question=support,
    )
