"""What a follow-up is called in a list that faces the room, and where it leads. Nothing of what was agreed."""

from opspor.desktop.route import Destination, Place
from opspor.domain.clock import long_date
from opspor.domain.follow_up import EFFECT_WORDS, FollowUp, FollowUpDone, SubjectKind
from opspor.domain.plans import Goal
from opspor.usecases.follow_ups import Due

DUE_WORDS = {
    SubjectKind.ASSESSMENT: "Se på jeres aftale",
    SubjectKind.VISIT: "Se på aftalen fra besøget",
    SubjectKind.FOCUS: "Følg op på fokuspunktet",
    SubjectKind.PLAN: "Følg op på handleplanen",
    SubjectKind.MEETING: "Møde",
    SubjectKind.NEXT_MEETING: "Aftal det næste møde",
    SubjectKind.AGREEMENT: "Aftale fra et møde",
    SubjectKind.CONTACT: "Tal med forældrene",
    SubjectKind.FORUM_AGREEMENT: "Aftale fra sparring",
    SubjectKind.FORUM_NEXT: "Tal om det igen til sparring",
}
NOBODY = "ingen har den"


def second_line(due: Due) -> str:
    """``Følg op på fokuspunktet · Sofie K.``"""
    who = NOBODY if due.nobody else "" if due.mine else due.responsible
    return " · ".join(filter(None, (DUE_WORDS[due.subject.kind], who)))


def leads_to(due: Due) -> Destination:
    """Where one press leads: what is planned to where it is held, all others to looking again."""
    if due.subject.kind is SubjectKind.MEETING and due.child is not None:
        return Destination(Place.MEETING, due.child.id, due.subject.id)
    if due.subject.kind is SubjectKind.CONTACT and due.child is not None:
        return Destination(Place.CONTACT, due.child.id)
    return Destination(Place.FOLLOW_UP, due.subject.id)


def in_words(made: FollowUp, goals: tuple[Goal, ...]) -> tuple[str, str]:
    """An earlier follow-up: when and by whom, and what was said."""
    review = made.review
    on = long_date(review.on or made.written_at.astimezone().date())
    if made.kind is FollowUpDone.POSTPONED:
        to = f"Udsat til {long_date(review.next_on)}: " if review.next_on else ""
        return f"{on} · {made.author_name}", f"{to}{review.reason}"
    names = {goal.id: goal.text for goal in goals}
    said = [f"{EFFECT_WORDS[review.effect]}."] if review.effect else []
    said += [
        f"{names[goal]}: {EFFECT_WORDS[effect].lower()}." for goal, effect in review.goals.items() if goal in names
    ]
    said += [review.note] if review.note else []
    said += [f"I ser på det igen {long_date(review.next_on)}." if review.next_on else "Det blev afsluttet."]
    return f"{on} · {made.author_name}", "\n".join(said)
