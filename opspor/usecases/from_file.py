"""What stands in the file already and could be put in a section of an underretning: offered, never put in by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from opspor.documents.facts import PaperFacts
from opspor.domain.absence import in_days
from opspor.domain.access import Action, may
from opspor.domain.assessment import CONTEXT_WORDS, POSITION_WORDS
from opspor.domain.beredskab import View
from opspor.domain.clock import long_date
from opspor.domain.ids import Id
from opspor.store import minority, people
from opspor.usecases import absences
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.desk import Desk, Transaction

_QUARTERS = 2  # as the statement that goes along (``domain.absence.statement``)


@dataclass(frozen=True, slots=True)
class FromFile:
    """A text for a section, and where it is from."""

    section: str
    source: str
    text: str


def from_file(desk: Desk, tx: Transaction, file: ConcernFile, facts: PaperFacts) -> tuple[FromFile, ...]:
    """What the writer may see of it, in the order of the form."""
    known = file.particulars
    found = []
    if known:
        siblings = "\n".join(", ".join(filter(None, (one.name, one.about))) for one in known.siblings)
        helped = "\n".join(", ".join(filter(None, (one.what, one.since, one.effect))) for one in known.help_given)
        found += [FromFile("siblings", "Fra barnets side", siblings), FromFile("others", "Fra barnets side", helped)]
    found += [*_assessed(facts), *_absence(desk, tx, file), *_views(tx, facts)]
    thought = "\n".join(one.what.text for one in file.decisions if isinstance(one.what, View))
    contact = ", ".join(filter(None, (facts.reporter.name, facts.institution.phone.strip())))
    found += [
        FromFile("assessment", "Skrevet på bekymringen", thought),
        FromFile("contact", "Dig på arbejdet", contact),
    ]
    return tuple(one for one in found if one.text.strip())


def _assessed(facts: PaperFacts) -> Iterator[FromFile]:
    """The newest assessment in words, never in colours."""
    if facts.joint is None:
        return
    agreed = facts.joint.agreement
    source = f"Fra jeres vurdering {long_date(facts.joint.written_at.date())}"
    if agreed.position is not None:
        head = f"Barnets position i {CONTEXT_WORDS[agreed.context]}: {POSITION_WORDS[agreed.position]}"
        yield FromFile("surroundings", source, "\n".join((head, *facts.position_words)))
    yield FromFile("development", source, "\n".join(facts.trivsel_words))


def _views(tx: Transaction, facts: PaperFacts) -> Iterator[FromFile]:
    """What somebody in the team sees differently, with their name. What another typed for them says so until they
    have answered, and what they did not want to stand by stands in their own words.
    """
    if facts.joint is None:
        return
    names: dict[Id, str] = {member.id: member.name for member in people.staff(tx.connection)}
    answered = minority.answers(tx.connection, facts.joint.child_id)
    agreed = facts.joint.agreement
    for view in agreed.minority:
        answer = answered.get((facts.joint.round_id, agreed.context, view.staff_id, view.text))
        text, unsure = view.text, ""
        if answer is not None and not answer.confirmed:
            text = answer.text
        elif answer is None and view.written_by not in (None, view.staff_id):
            unsure = " (skrevet ned af en anden og ikke bekræftet endnu)"
        if text.strip():
            said = f"{names.get(view.staff_id, 'En kollega')} ser det sådan{unsure}: {text.strip()}"
            yield FromFile("disagreement", f"Fra jeres vurdering {long_date(facts.joint.written_at.date())}", said)


def _absence(desk: Desk, tx: Transaction, file: ConcernFile) -> Iterator[FromFile]:
    """The newest quarters with absence, counted as the statement counts them."""
    if file.child is None or not may(desk.staff, Action.SEE_ABSENCE, groups=file.child.group_ids):
        return
    quarters = [one.figures for one in absences.of_pupil(desk, tx, file.child).quarters if one.days][:_QUARTERS]
    lines = [
        f"{one.quarter.words}: {in_days(one.all_days)} fravær af {one.school_days} skoledage, "
        f"{in_days(one.unlawful)} ulovligt"
        for one in reversed(quarters)
    ]
    yield FromFile("attendance", "Fra fraværet", "\n".join(lines))
