"""School absence: written by hand or fetched from a file, and counted per quarter for those who may open the pupil."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import msgspec

from opspor.documents.absence_paper import absence_paper
from opspor.domain.absence import (
    WHOLE,
    Away,
    AwayKind,
    AwayNoted,
    Figures,
    Limit,
    Quarter,
    Reached,
    check_days,
    check_share,
    count,
    oldest,
    quarter_of,
    reached,
    settle,
)
from opspor.domain.access import Action, Reach, reach
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.clock import long_date
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.local import LawCheck
from opspor.domain.people import GroupKind
from opspor.domain.recipient import HOUSE
from opspor.domain.work_days import WorkDays
from opspor.reference import calendar, law
from opspor.reference.law import Rule
from opspor.store import Connection, absences, children, people
from opspor.store.records import Header
from opspor.usecases import work_days
from opspor.usecases.children import find
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.paper_files import log_mark, saved
from opspor.vault import beredskab_file

NO_PUPIL = Fault(
    "FRAVAER-ELEV",
    "Fravær føres kun for børn, der går i en klasse eller en SFO. Intet er ændret. Sæt barnet i en klasse først.",
)
NO_SCHOOL = Fault(
    "FRAVAER-FRI",
    "Der er ingen skoledage i det, du skrev: det er weekend, helligdag eller ferie. Intet er gemt endnu. Ret datoen.",
)
TOO_MUCH = Fault(
    "FRAVAER-MERE",
    "Der står allerede fravær {day}, og det bliver mere end en hel dag. Intet er gemt endnu. "
    "Ret eller fjern det, der står, eller skriv kun en del af dagen.",
)
CHANGED_MEANWHILE = Fault(
    "FRAVAER-IMENS",
    "En anden har skrevet fravær på de samme dage imens. Intet er gemt, og intet er gået tabt. "
    "Se, hvad der står nu, og prøv igen.",
)
NOTHING_NOTED = Fault(
    "FRAVAER-INTET", "Der er ikke skrevet fravær ind om eleven. Der er ikke lavet noget papir. Skriv dagene ind først."
)

_PUPILS = (GroupKind.CLASS, GroupKind.AFTER_SCHOOL)
_WORDS = "absence_words"  # what the kinds are called in this school's files
_RULES = ("absence_10", "absence_15")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuarterOf:
    """A quarter of a pupil: its figures, its days, which rules it passes. Without ``holidays`` no holiday of the
    children is written down in it: then the school days are too many, and the per cent too few."""

    figures: Figures
    days: tuple[AwayNoted, ...]
    passed: tuple[Rule, ...]
    holidays: bool


@dataclass(frozen=True, slots=True)
class AbsenceFile:
    """A pupil's absence: its quarters, the newest first, and the local limits that were reached."""

    child: ChildInList
    quarters: tuple[QuarterOf, ...]
    reached: tuple[Reached, ...]
    today: date


@dataclass(frozen=True, slots=True)
class PupilDays:
    """A pupil with the days that stand: what a file is held against, and a line of the list."""

    child: ChildInList
    days: tuple[AwayNoted, ...]
    now: QuarterOf  # this quarter
    reached: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The pupils one may see, what the school calls the kinds, and the days on which there is school."""

    pupils: tuple[PupilDays, ...]
    words: Mapping[str, AwayKind | None]  # None: it is no absence
    school_days: frozenset[date]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    days: int  # that were new
    corrected: int  # that said something else
    pupils: int


def rules(on: date, checks: Collection[LawCheck] = ()) -> tuple[Rule, ...]:
    """The two shares of unlawful absence at which something has to be done, the lower one first, as they stand ``on``
    that day; ``checks`` are the rules that the house has looked up."""
    return tuple(law.rule_on(id_, on, checks) for id_ in _RULES)


def school_days(first: date, last: date, days: WorkDays) -> tuple[date, ...]:
    """Monday to Friday without public holidays, the children's holidays, Grundlovsdag, 24 and 31 December (P: what a
    house has set of the last three is about follow-ups)."""
    school = replace(days, saturdays=False, grundlovsdag=False, christmas_eve=False, new_years_eve=False)
    every = (first + n * _DAY for n in range((last - first).days + 1))
    return tuple(day for day in every if not calendar.why_closed(day, school))


def is_pupil(desk: Desk, child_id: Id) -> bool:
    """Whether absence is noted of the child: it goes in a class or an SFO."""
    with desk.read(Action.SEE_ABSENCE) as tx:
        return not _school_groups(tx).isdisjoint(find(tx, child_id).group_ids)


def absence(desk: Desk, child_id: Id) -> AbsenceFile:
    """A pupil's absence, held against the rules and the house's own limits. Reading it is logged.

    Raises FRAVAER-ELEV.
    """
    with desk.read(Action.SEE_ABSENCE) as tx:
        child = _pupil(tx, child_id)
        tx.note(child_id)
        return of_pupil(desk, tx, child)


def of_pupil(desk: Desk, tx: Transaction, child: ChildInList) -> AbsenceFile:
    """As ``absence``, within a transaction that has asked and notes what it reads."""
    days = absences.noted(tx.connection, [child.id]).get(child.id, ())
    calendar_ = work_days.of(tx.connection)
    quarters = sorted({quarter_of(tx.today), *(quarter_of(one.away.day) for one in days)}, reverse=True)
    first, last = quarters[-1].first, max(quarters[0].last, tx.today)
    school = school_days(first, last, calendar_)
    return AbsenceFile(
        child,
        tuple(_quarter(quarter, school, days, tx.today, calendar_) for quarter in quarters),
        reached(_limits(desk), school, [one.away for one in days]),
        tx.today,
    )


def known(desk: Desk) -> Known:
    """The pupils one may see, in the order of a class list, with their days of this school year and the last: for the
    list, and for a file.
    """
    with desk.read(Action.SEE_ABSENCE) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)  # what one may not see is left out below
        calendar_ = work_days.of(tx.connection)
        quarter = quarter_of(tx.today)
        school = school_days(oldest(tx.today), max(quarter.last, tx.today), calendar_)
        there = _pupils(tx)
        days = absences.noted(tx.connection, [child.id for child in there], oldest(tx.today))
        tx.note(children=len(there))
        limits = _limits(desk)

        def pupil(child: ChildInList) -> PupilDays:
            mine = days.get(child.id, ())
            own = reached(limits, school, [one.away for one in mine])
            return PupilDays(child, mine, _quarter(quarter, school, mine, tx.today, calendar_), own)

        return Known(
            tuple(map(pupil, there)),
            _words(tx.connection),
            frozenset(school),
        )


def note_absence(desk: Desk, child_id: Id, first: date, last: date, kind: AwayKind, share: Fraction = WHOLE) -> int:
    """Write the school days from ``first`` to ``last``, both included; gives how many. All of them or none.

    A day that says the same already is left alone. Raises FRAVAER-DEL, FRAVAER-DAGE, FRAVAER-FREM, FRAVAER-GAMMEL,
    FRAVAER-FRI, FRAVAER-MERE, FRAVAER-ELEV.
    """
    check_share(share)
    with desk.write(Action.WRITE_ABSENCE) as tx:
        _pupil(tx, child_id)
        check_days(first, last, tx.today)
        days = school_days(first, last, work_days.of(tx.connection))
        if not days:
            raise KnownError(NO_SCHOOL)
        there = _by_day(absences.noted(tx.connection, [child_id]).get(child_id, ()))
        new = [
            Away(day, kind, share) for day in days if Away(day, kind, share) not in [b.away for b in there.get(day, ())]
        ]
        for away in new:
            _fits(away, [one.away for one in there.get(away.day, ())])
        absences.add(tx.connection, [(_header(tx, child_id), away) for away in new])
        tx.note(child_id, days=len(new), kind=kind.value)
        tx.changed(Kind.ABSENCE)
        return len(new)


def correct_absence(desk: Desk, child_id: Id, noted: Id, kind: AwayKind, share: Fraction) -> None:
    """Say anew what a day was: a version that replaces. Raises FRAVAER-DEL, FRAVAER-MERE, FRAVAER-IMENS."""
    check_share(share)
    _replace(desk, child_id, noted, kind, share)


def take_away(desk: Desk, child_id: Id, noted: Id) -> None:
    """The pupil was there after all: the day is counted no more, and what was written stays. Raises FRAVAER-IMENS."""
    _replace(desk, child_id, noted, None, Fraction(0))


def import_days(
    desk: Desk, new: Iterable[tuple[Id, Away]], words: Mapping[str, AwayKind | None], *, correct: bool = False
) -> Imported:
    """Write the days of a file, all or none. The same file twice adds nothing.

    A day that says something else in the vault is brought in line with ``correct``; without it, it is a day that
    somebody wrote since the preview, and raises FRAVAER-IMENS. ``words`` are kept: a kind is asked for once.
    """
    by_day: dict[Id, dict[date, list[Away]]] = {}
    for child_id, away in new:
        check_share(away.share)
        by_day.setdefault(child_id, {}).setdefault(away.day, []).append(away)
    with desk.write(Action.WRITE_ABSENCE) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        allowed = {child.id for child in _pupils(tx)}
        for child_id in by_day.keys() - allowed:
            _pupil(tx, child_id)
        before = absences.noted(tx.connection, by_day.keys())
        calendar_ = work_days.of(tx.connection)
        rows: list[tuple[Header, Away]] = []
        counts = [0, 0]
        for child_id, days in by_day.items():
            check_days(min(days), max(days), tx.today)
            if not days.keys() <= {*school_days(min(days), max(days), calendar_)}:
                raise KnownError(NO_SCHOOL)
            there = _by_day(before.get(child_id, ()))
            for day, wanted in days.items():
                for place, away in enumerate(wanted):
                    _fits(away, wanted[:place])
                changes = settle(there.get(day, ()), wanted)
                if changes and there.get(day) and not correct:
                    raise KnownError(CHANGED_MEANWHILE)
                counts[day in there] += bool(changes)
                rows += [(_header(tx, child_id, replaces), away) for replaces, away in changes]
        absences.add(tx.connection, rows)
        kept = _words(tx.connection) | dict(words)
        people.put_setting(tx.connection, _WORDS, msgspec.json.encode(kept).decode())
        tx.note(days=counts[0], corrected=counts[1], children=len(by_day))
        tx.changed(Kind.ABSENCE)
        return Imported(counts[0], counts[1], len({h.child_id for h, _ in rows}))


def print_absence(desk: Desk, child_id: Id, quarters: Collection[Quarter], target: Path) -> None:
    """Save the statement of a pupil as PDF: these quarters, or with none of them every one that has absence in it.

    It is for professionals, and says so at its foot: it goes along with an underretning (domain 4.4). Its line in the
    log stands on it. Raises FRAVAER-ELEV, FRAVAER-INTET, and PAPIR-IKKE-GEMT.
    """
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with saved(target) as put, desk.write(Action.PRINT_ABSENCE) as tx:
        found = of_pupil(desk, tx, _pupil(tx, child_id))
        chosen = [q for q in found.quarters if q.figures.quarter in quarters or (not quarters and q.days)]
        if not chosen:
            raise KnownError(NOTHING_NOTED)
        tx.note(child_id, quarters=len(chosen))
        born = found.child.birth_date
        who = [("Navn", found.child.full_name), ("Født", long_date(born) if born else "ikke skrevet")]
        who.append(("Går i", ", ".join(found.child.group_names)))
        document = absence_paper(
            people.institution(tx.connection).name, who, [(q.figures, q.days, q.holidays) for q in chosen],
            rules(tx.today, beredskab_file.read(desk.folder).local.checks),
            desk.staff.name, tx.now, log_mark(desk, tx, HOUSE),
        )  # fmt: skip
        put(layout.draw(document))
        tx.changed(Kind.LOG)


def _replace(desk: Desk, child_id: Id, noted: Id, kind: AwayKind | None, share: Fraction) -> None:
    with desk.write(Action.WRITE_ABSENCE) as tx:
        _pupil(tx, child_id)
        there = absences.noted(tx.connection, [child_id]).get(child_id, ())
        before = next((one for one in there if one.id == noted), None)
        if before is None:
            raise KnownError(CHANGED_MEANWHILE)
        away = Away(before.away.day, kind or before.away.kind, share)
        _fits(away, [one.away for one in there if one.away.day == away.day and one.id != noted])
        absences.add(tx.connection, [(_header(tx, child_id, noted), away)])
        tx.note(child_id, days=1, corrected=1)
        tx.changed(Kind.ABSENCE)


def _fits(away: Away, others: Sequence[Away]) -> None:
    """A kind stands once on a day, and the parts are together a day at most."""
    if any(one.kind is away.kind for one in others) or sum((one.share for one in others), away.share) > 1:
        raise KnownError(TOO_MUCH, day=long_date(away.day))


def _quarter(
    quarter: Quarter, school: Collection[date], days: Iterable[AwayNoted], today: date, calendar_: WorkDays
) -> QuarterOf:
    mine = tuple(one for one in days if quarter_of(one.away.day) == quarter)
    figures = count(quarter, school, (one.away for one in mine), today)
    passed = tuple(rule for rule in rules(today) if rule.per_cent is not None and figures.passes(rule.per_cent))
    free = any(h.first <= quarter.last and quarter.first <= h.last for h in calendar_.holidays)
    return QuarterOf(figures, mine[::-1], passed, free)


def _limits(desk: Desk) -> tuple[Limit, ...]:
    """The house's own limits, from the local layer; none until somebody enters them."""
    return beredskab_file.read(desk.folder).local.limits


def _by_day(days: Iterable[AwayNoted]) -> dict[date, list[AwayNoted]]:
    found: dict[date, list[AwayNoted]] = {}
    for one in days:
        found.setdefault(one.away.day, []).append(one)
    return found


def _pupil(tx: Transaction, child_id: Id) -> ChildInList:
    """The child, after asking whether the person may. Raises FRAVAER-ELEV for one who goes to no school."""
    child = find(tx, child_id)
    if _school_groups(tx).isdisjoint(child.group_ids):
        raise KnownError(NO_PUPIL)
    return child


def _pupils(tx: Transaction) -> tuple[ChildInList, ...]:
    """The pupils one may see."""
    mine = None if reach(tx.staff, tx.action) is Reach.ALL else tx.staff.groups
    school = _school_groups(tx)
    return tuple(
        child for child in children.listed(tx.connection, groups=mine) if not school.isdisjoint(child.group_ids)
    )


def _school_groups(tx: Transaction) -> set[Id]:
    return {group.id for group in people.groups(tx.connection) if group.kind in _PUPILS}


def _words(connection: Connection) -> dict[str, AwayKind | None]:
    set_ = people.setting(connection, _WORDS)
    return msgspec.json.decode(set_, type=dict[str, AwayKind | None]) if set_ else {}


def _header(tx: Transaction, child_id: Id, replaces: Id | None = None) -> Header:
    return Header(tx.new_id(), tx.staff.id, tx.now, tx.now, child_id=child_id, replaces=replaces)
