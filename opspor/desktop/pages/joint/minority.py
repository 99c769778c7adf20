"""Whose words a minority view is in, and whether they fit: the same on the joint page and on the child's."""

from collections.abc import Mapping

from opspor.domain.assessment import MinorityView
from opspor.domain.clock import long_date
from opspor.domain.ids import Id
from opspor.domain.joint import MinorityAnswer


def hand_in_words(view: MinorityView, answer: MinorityAnswer | None, names: Mapping[Id, str]) -> str:
    """``Skrevet af Mette for Jonas. Jonas har ikke svaret endnu.``; empty for what a person typed themselves.

    ``names`` are the names of those who may be meant; ``answer`` is what the person has said of these words.
    """
    if answer is None and view.written_by in (None, view.staff_id):
        return ""
    who = names.get(view.staff_id, "en kollega")
    if answer is not None and not answer.confirmed:
        return f"Skrevet af en anden først. {who} har sat sine egne ord {long_date(answer.written_at.date())}."
    by = names.get(view.written_by, "en kollega") if view.written_by else "en kollega"
    hand = f"Skrevet af {by} for {who.rstrip('.')}."  # »Mette S.« ends the sentence
    if answer is None:
        return f"{hand} {who} har ikke sagt endnu, om det passer."
    return f"{hand} {who} har sagt {long_date(answer.written_at.date())}, at det passer."
