"""An action plan as it is read on screen and printed: goals first, then how one gets there, and who says what."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from opspor.documents.document import (
    FORTROLIGT,
    Block,
    Bullets,
    Document,
    Entry,
    Facts,
    Paragraph,
    Part,
    Signature,
    Tone,
)
from opspor.documents.privacy import KnownHome, refuse_protected
from opspor.domain.assessment import CONTEXT_PLACES
from opspor.domain.child import ChildInList, Custody, Particulars
from opspor.domain.clock import long_date, moment_in_words, weekday_and_date
from opspor.domain.follow_up import EFFECT_WORDS, FollowUp, FollowUpDone
from opspor.domain.people import StaffMember
from opspor.domain.plans import ActionPlan, Goal, PartGoal, Plan
from opspor.reference.ladder import ladder

_NOT_SAID = "ikke skrevet"


def plan_parts(
    version: ActionPlan, holder: str, reviews: Sequence[FollowUp], next_on: date | None = None
) -> tuple[Part, ...]:
    """A version of a plan part by part; ``holder`` is who has the baton now, ``reviews`` what was said of it since.

    ``next_on`` is when one looks again, where a follow-up has moved it since.
    """
    plan = version.plan
    days = (
        ("Planen gælder", CONTEXT_PLACES[version.context]),
        ("Begynder", _day(plan.starts_on)),
        ("Vi ser på den igen", _day(next_on or plan.follow_up_on)),
        ("Ventes at vare til", _day(plan.expected_until)),
        ("Stafetten har", holder),
        ("Skrevet af", f"{version.author_name}, {moment_in_words(version.written_at)}"),
    )
    parts = [Part(plan.title.strip() or "Planen", (Facts(days),))]
    parts += [_goal(number, goal, reviews) for number, goal in enumerate(plan.goals, 1)]
    parts += [
        Part("Trin og tilbud", _steps(plan)),
        Part("Forældrenes del", _parents(plan)),
        Part("Barnets eget syn", (Paragraph(plan.childs_view.strip() or _NOT_SAID),)),
    ]
    if reviews:
        parts.append(Part("Det er der fulgt op på", tuple(map(_review, reviews))))
    if version.closed_because:
        closed = Entry(f"Lukket {long_date(version.written_at.astimezone().date())}", version.closed_because)
        parts.append(Part("Planen er lukket", (closed,)))
    return tuple(parts)


def plan_paper(
    institution_name: str, child: ChildInList, known: Particulars, version: ActionPlan, holder: str,
    reviews: Sequence[FollowUp], next_on: date | None, printed_by: StaffMember, printed_at: datetime, mark: str,
) -> Document:  # fmt: skip
    """The plan as a paper for the child's parents and those who work by it. It holds no address and no number.

    Raises PAPIR-BESKYTTET when somebody typed an address or a number that is protected.
    """
    parts = plan_parts(version, holder, reviews, next_on)
    refuse_protected(parts, KnownHome(known))
    born = long_date(child.birth_date) if child.birth_date else "fødselsdato mangler"
    signing = [c for c in known.carers if c.custody is not Custody.NO]
    names = [f"{c.name} ({c.relation})" if c.relation else c.name for c in signing] or ["Forælder"]
    signatures: list[Block] = [Paragraph("Vi har talt om planen og kender vores del af den.")]
    signatures += [Signature(name) for name in (*names, holder)]
    made = f"Gemt som fil af {printed_by.name}, {moment_in_words(printed_at)}"
    return Document(
        title="Handleplan",
        lines=(
            Paragraph(f"{child.full_name}, født {born}", Tone.STRONG),
            Paragraph("Planen siger, hvad de voksne gør. Den siger ikke, hvem barnet er.", Tone.QUIET),
        ),
        header=institution_name,
        mark=FORTROLIGT,
        parts=(*parts, Part("Underskrifter", tuple(signatures))),
        footer=(made, mark),
    )


def _day(day: date | None) -> str:
    return weekday_and_date(day) if day else _NOT_SAID


def _goal(number: int, goal: Goal, reviews: Iterable[FollowUp]) -> Part:
    facts = (
        ("Det kan man se på", goal.seen_by),
        ("Derfor vil barnet og familien det", goal.wanted_by),
        ("Det gør det muligt", goal.possible_by),
        ("De voksne gør", goal.action),
        ("Hvem", goal.who),
        ("Nået senest", _day(goal.by)),
    )
    blocks: list[Block] = [Paragraph(goal.text.strip() or _NOT_SAID, Tone.STRONG)]
    blocks.append(Facts(tuple((label, value.strip() or _NOT_SAID) for label, value in facts)))
    if goal.parts:
        blocks.append(Bullets(tuple(map(_part_goal, goal.parts)), numbered=True))
    blocks += [
        Entry(f"Sagt {long_date(one.review.on or one.written_at.astimezone().date())}", EFFECT_WORDS[effect])
        for one in reviews
        if (effect := one.review.goals.get(goal.id)) is not None
    ]
    return Part(f"Mål {number}", tuple(blocks))


def _part_goal(part: PartGoal) -> str:
    by = f", senest {long_date(part.by)}" if part.by else ""
    return f"{part.text.strip()}{by}{' (nået)' if part.done else ''}"


def _steps(plan: Plan) -> tuple[Block, ...]:
    rows = []
    if plan.level:
        rows.append(("Forebyggelse", next(one.name for one in ladder().level if one.id is plan.level)))
    if plan.step:
        rows.append(("Trin", f"{plan.step}. {ladder().rung(plan.step).name}"))
    rows.append(("Derfor det trin", plan.why_step.strip() or _NOT_SAID))
    if plan.category:
        rows.append((ladder().categories.name, f"Kategori {plan.category}, som kommunen har sagt"))
    if plan.offer:
        waiting = f" (ventetid: {plan.offer.waiting.strip()})" if plan.offer.waiting.strip() else ""
        rows.append(("Tilbud", f"{plan.offer.name}{waiting}"))
        rows.append(("Mens vi venter", plan.meanwhile.strip() or _NOT_SAID))
    if plan.parallel.strip():
        rows.append(("Hjælp, barnet får i forvejen", plan.parallel.strip()))
    return (Facts(tuple(rows)),)


def _parents(plan: Plan) -> tuple[Block, ...]:
    views = [view for view in plan.parents if view.is_answered]
    return tuple(
        Entry(view.who, view.text.strip() or f"Ikke talt med endnu: {view.not_asked.strip()}") for view in views
    ) or (Paragraph(_NOT_SAID),)


def _review(one: FollowUp) -> Block:
    review = one.review
    on = long_date(review.on or one.written_at.astimezone().date())
    if one.kind is FollowUpDone.POSTPONED:
        return Entry(f"Udsat {on}", review.reason.strip() or _NOT_SAID, one.author_name)
    effect = EFFECT_WORDS[review.effect] if review.effect else ""
    said = ". ".join(filter(None, (effect, review.note.strip())))
    return Entry(f"Fulgt op {on}", said or _NOT_SAID, one.author_name)
