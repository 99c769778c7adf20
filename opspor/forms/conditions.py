"""Says whether a condition of a form holds for some facts, and which sections of a paper are shown."""

from collections.abc import Collection, Mapping

from opspor.domain.assessment import Context
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.forms.model import Condition, DocumentForm, Section

Facts = Mapping[str, str | bool | int | Collection[str]]

# What the use cases tell a paper about a concern, and the values each fact can have.
FACT_VALUES: Mapping[str, tuple[str | bool, ...]] = {
    "topic": ("general", "abuse"),  # whether parents may be told; "honour" and "employee" were others of these
    "track": tuple(Track),
    "danger": tuple(Danger),
    "context": tuple(Context),
    "urgent": (True, False),  # "haster: lav den nu"
    "named": (True, False),  # the paper shows the child's name
    "unborn": (True, False),  # the child is expected and not born yet
    "listed": (True, False),  # the child is in the vault, not only a typed name
}


def holds(condition: Condition, facts: Facts) -> bool:
    """True when the condition holds. Never raises; a fact that is not known, or of another type, compares false.

    For a fact with several values ``is`` and ``in`` ask whether one of them fits, and ``at_least`` how many there
    are. A node with no operator holds never; one with several holds when all of them do (``check_forms`` refuses both).
    """
    answers = []
    if condition.all_ is not None:
        answers.append(all(holds(part, facts) for part in condition.all_))
    if condition.any_ is not None:
        answers.append(any(holds(part, facts) for part in condition.any_))
    if condition.not_ is not None:
        answers.append(not holds(condition.not_, facts))
    fact = facts.get(condition.fact) if condition.fact is not None else None
    values = [fact] if isinstance(fact, str | int) else list(fact or ())
    if condition.is_ is not None:
        answers.append(any(_same(value, condition.is_) for value in values))
    if condition.in_ is not None:
        answers.append(any(value in condition.in_ for value in values))
    if condition.at_least is not None:
        number = len(values) if not isinstance(fact, str | int) else fact
        answers.append(type(number) is int and fact is not None and number >= condition.at_least)
    return bool(answers) and all(answers)


def _same(value: object, wanted: object) -> bool:
    """Equal, but ``True`` is not 1."""
    return isinstance(value, bool) is isinstance(wanted, bool) and value == wanted


def sections(form: DocumentForm, facts: Facts) -> tuple[Section, ...]:
    """The sections of the paper that are shown for these facts, in the order of the form."""
    return tuple(section for section in form.section if section.when is None or holds(section.when, facts))
