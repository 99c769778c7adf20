"""What was decided in a concern: in words, for the history on its page, and as an answer on a paper."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from opspor.domain.beredskab import (
    CERTAINTY_WORDS,
    Decided,
    Decision,
    Judged,
    KnowsAlready,
    LeaderTold,
    MayBeTold,
    NotReported,
    NotTold,
    Phoned,
    Safe,
    Sharpened,
    Told,
    Track,
    TrackChanged,
    View,
)
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.ids import Id
from opspor.domain.paper import CarerInformed, Informed


@dataclass(frozen=True, slots=True)
class Worded:
    """A decision in words: what it is, and a line for each thing that was written down."""

    head: str
    lines: tuple[str, ...]


def told_so_far(decisions: Iterable[Decided], carers: Collection[Id], *, openly: bool) -> Mapping[Id, CarerInformed]:
    """carer -> whether they were told of the concern, as it was written down last; those of whom nothing was are left
    out. Where parents are not told ``openly`` it is no answer that one is not.
    """
    said: dict[Id, CarerInformed] = {}
    for decided in decisions:
        match decided.what:
            case Told() as told:
                when_how = ", ".join(filter(None, (long_date(told.on), told.how)))
                said[told.carer] = CarerInformed(told.carer, Informed.YES, when_how, told.reaction)
            case NotTold() as not_told if openly:
                for carer in not_told.carers or carers:
                    said[carer] = CarerInformed(carer, Informed.NO, reason=not_told.reason)
    return said


def words_of(what: Decision, carers: Mapping[Id, str], title: Callable[[Track], str]) -> Worded:
    """A decision in words. ``carers`` are the names of the child's adults, ``title`` what a track is called."""
    match what:
        case Safe():
            return _worded(f"Barnet kan {'' if what.safe else 'ikke '}trygt gå hjem i dag", what.arranged)
        case Judged():
            whom = _names(what.carers, carers, what.others)
            return _worded(CERTAINTY_WORDS[what.certainty], what.why, _line("Det handler om", whom))
        case LeaderTold():
            return _worded(
                f"{what.who} ved det", f"Fik det at vide {moment_in_words(what.told_at)}", _line("Aftalt", what.agreed),
                _line("Ser det anderledes", what.disagrees), _line("Mit eget syn", what.mine),
            )  # fmt: skip
        case NotReported():
            return _worded(
                "Vi underretter ikke nu", _line("Grund", what.reason), _line("Tegn, vi holder øje med", what.signs),
                _line("Kommer de, så", what.then), f"Vi ser på det igen {long_date(what.again_on)}",
            )  # fmt: skip
        case NotTold():
            whom = _names(what.carers, carers, "") or "Forældrene"
            weighed = what.weighed if what.weighed != what.reason else ""
            return _worded(
                f"{whom} får ikke noget at vide nu", _line("Grund", what.reason), _line("Afvejning", weighed)
            )
        case KnowsAlready():
            return _worded(f"{what.who} ved det allerede", _line("Hvornår", what.when), _line("Hvordan", what.how))
        case MayBeTold():
            whom = _names(what.carers, carers, what.others)
            by = f"Besluttet af {what.decided_by} {long_date(what.decided_on)}"
            return _worded(
                f"{whom or 'Ingen nævnt'} må få det at vide", ", ".join(filter(None, (by, what.how))),
                _line("Det må siges", what.what),
            )  # fmt: skip
        case Sharpened():
            return _worded("Vi ser nærmere efter", what.watch, f"Til og med {long_date(what.until)}")
        case View():
            return _worded("Vores vurdering", what.text)
        case Told():
            when = ", ".join(filter(None, (long_date(what.on), what.how)))
            return _worded(f"{what.who} har fået det at vide", when, _line("Svarede", what.reaction))
        case Phoned():
            rung = f"Talte med {what.who} {moment_in_words(what.rung_at)}"
            return _worded("Ringet til kommunen", rung, what.said)
        case TrackChanged():
            return _worded("Sporet er ændret", f"Fra »{title(what.before)}« til »{title(what.to)}«", what.why)


def _worded(head: str, *lines: str) -> Worded:
    return Worded(head[:1].upper() + head[1:], tuple(filter(None, lines)))


def _line(head: str, text: str) -> str:
    return f"{head}: {text}" if text else ""


def _names(ids: Collection[Id], carers: Mapping[Id, str], others: str) -> str:
    """The adults that are named, and who else; one who is not written down any more is one of the adults still."""
    return ", ".join(filter(None, (*(carers.get(id_, "en af forældrene") for id_ in ids), others)))
