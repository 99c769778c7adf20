"""The "gør ikke" of the tracks (domain 3.5): what keeps each, and that its test fails once that is taken away.

``docs/guards.md`` is the same table in words; a guard or a paper that does not stand there fails here.
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import Column, LargeBinary, MetaData, Table, func, select

from opspor.documents import records
from opspor.domain.access import Action
from opspor.domain.beredskab import TELLING, Certainty, Guard, Judged, LeaderTold, MayBeTold, Telling, Track
from opspor.domain.concern import Owners
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind, SectionAnswer
from opspor.domain.people import StaffMember
from opspor.domain.plans import Goal
from opspor.domain.recipient import HOME, Recipient
from opspor.domain.sending import mail_advice
from opspor.forms.check_tracks import GUARDS_OF
from opspor.forms.library import Library
from opspor.forms.model import SectionKind
from opspor.reference import calendar
from opspor.store import concerns as stored
from opspor.store import schema
from opspor.usecases import (
    children,
    concerns,
    employee_record,
    paper_checks,
    papers,
    people,
    phone_book,
    plans,
    start,
    telling,
    tracks,
)
from opspor.usecases.desk import Desk
from tests.documents.pdf import page_texts
from tests.usecases.conftest import House
from tests.usecases.home_papers import DAY, FATHER, MOTHER, TO_FATHER, TO_MOTHER, begin, know
from tests.usecases.test_access_walk import public
from tests.usecases.test_plans import PLAN

Check = Callable[[House], None]
Remove = Callable[[pytest.MonkeyPatch], None]
MAY = MayBeTold("Kanari", DAY, "telefon", "Alt", carers=(MOTHER.id, FATHER.id))
NO_ENTRY = KnownError(Fault("PROEVE", "Prøve."))
# Anybody to find out, prove or ask more: what no step of a track says (line 4).
_INQUIRY = re.compile(
    r"(?i)\b(find ud af, om det passer|undersøg selv|spørg ud\b|udspørg|afhøre?\b|(find|saml) bevis|konfronter)"
)


@dataclass(frozen=True)
class Kept:
    """How a guard is proved: ``check`` fails when what ``remove`` takes away is gone."""

    check: Check
    remove: Remove


# --- what is proved ---------------------------------------------------------------------------------------------------


def allowed(house: House, to: Recipient) -> bool:
    """Whether a paper about the first child goes there."""

    def ask(desk: Desk) -> None:
        with desk.read(Action.OPEN_CHILD) as tx:
            telling.require(desk, tx, children.find(tx, house.children[0]), to)

    try:
        house.do(ask)
    except KnownError:
        return False
    return True


def no_paper_to_parents(house: House) -> None:
    house.do(lambda desk: know(desk, house.children[0], MOTHER, FATHER))
    house.do(lambda desk: begin(desk, Track.PARENTS, house.children[0]))
    assert not any(allowed(house, to) for to in (TO_MOTHER, TO_FATHER, HOME))


def no_word_to_suspect(house: House) -> None:
    house.do(lambda desk: know(desk, house.children[0], MOTHER, FATHER))
    against = Judged(Certainty.SUSPICION, "Kanari", carers=(FATHER.id,))
    house.do(lambda desk: begin(desk, Track.GENERAL, house.children[0], against))
    assert allowed(house, TO_MOTHER)
    assert not allowed(house, TO_FATHER)


def no_letter_home(house: House) -> None:
    house.do(lambda desk: know(desk, house.children[0], MOTHER, FATHER))
    house.do(lambda desk: begin(desk, Track.HONOUR, house.children[0], MAY))
    assert not any(allowed(house, to) for to in (TO_MOTHER, TO_FATHER, HOME))


def no_other_child(house: House) -> None:
    goal = Goal(Id("g1"), "Karla leger med Åse", action="Vinker")
    plan = replace(PLAN, goals=(goal,), holder_id=house.ids["mette"])
    made = house.do(lambda desk: plans.write(desk, plans.sheet(desk, house.children[0]), plan))
    target = house.folder.with_name("plan.pdf")
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: plans.print_plan(desk, made, target, HOME))
    assert refused.value.code == "PAPIR-ANDET-BARN"


def reported(house: House, track: Track = Track.PARENTS) -> tuple[Id, Id, str]:
    """A concern with one observation and nothing else, its underretning, and what stands on it."""
    now, target = house.clock(), house.folder.with_name("u.pdf")

    def work(desk: Desk) -> tuple[Id, Id]:
        made = begin(desk, track, house.children[0])
        concerns.quote(desk, made, said_at=now, place="", words="Kanari", asked="Hvad skete der så?")
        sheet = papers.paper_sheet(desk, concerns.open_concern(desk, made), PaperKind.UNDERRETNING)
        paper = papers.finish(desk, sheet, sheet.draft)
        papers.export(desk, paper, target)
        return made, paper

    made, paper = house.do(work)
    return made, paper, " ".join("\n".join(page_texts(target.read_bytes())).split())


def own_questions(house: House) -> None:
    assert "ordret: Hvad skete der så?" in reported(house)[2]


def no_waiting(house: House) -> None:
    """Nothing is judged, nobody is told, no step is done: one observation is enough."""
    try:
        reported(house)
    except KnownError as refused:
        raise AssertionError("it waits for something") from refused


def no_approval(house: House) -> None:
    """The leader disagrees, and keeps the concern to nobody: its author goes on to the end."""
    with house.as_("jonas"):
        made, paper, _ = reported(house)
        house.do(lambda desk: tracks.decide(desk, made, LeaderTold("Mette", house.clock(), "", disagrees="Vent")))
    house.enter("mette")
    house.do(lambda desk: concerns.keep(desk, made, []))
    with house.as_("jonas"):
        try:
            house.do(lambda desk: papers.export(desk, paper, house.folder.with_name("u.pdf")))
            house.do(lambda desk: note_sent(desk, paper))
        except KnownError as refused:
            raise AssertionError("somebody else decides") from refused
    house.enter("mette")


def note_sent(desk: Desk, paper: Id, channel: str = "Sikker post") -> None:
    papers.note_sent(desk, paper, channel=channel, receiver="Kommunen", sent_on=DAY)


def sent_is_sent(house: House) -> None:
    _, paper, _ = reported(house)
    house.do(lambda desk: note_sent(desk, paper))
    assert [one.not_sent for one in house.do(start.today).concerns] == [False]
    taking_back = {name for name in public() if re.search(r"withdraw|unsend|take_back|erase_paper|drop_paper", name)}
    assert taking_back == {"consents.withdraw"}  # a family's yes ends; what went out on it stays out


def no_mail(house: House) -> None:
    _, paper, _ = reported(house)
    house.do(lambda desk: note_sent(desk, paper, "Mail"))  # a fact is never refused
    assert "sikker post" in mail_advice_of(house, paper)


def mail_advice_of(house: House, paper: Id) -> str:
    def work(desk: Desk) -> str:
        with desk.engine.begin() as connection:
            return mail_advice(stored.sent(connection, [paper])[paper].channel)

    return house.do(work)


def work_address(house: House) -> None:
    house.do(
        lambda desk: people.change_institution(
            desk, name="Hus", controller="", address="Arbejdsvej 1", phone="", forum_name="", dpo=""
        )
    )
    assert "Arbejdsvej 1" in reported(house)[2]
    assert not {field.name for field in fields(StaffMember)} & {"address", "phone", "mail", "cpr"}


def no_measure(house: House) -> None:
    _, _, _ = reported(house)
    made = house.do(concerns.listed)[0].concern.id

    def work(desk: Desk) -> list[paper_checks.SectionState]:
        sheet = papers.paper_sheet(desk, concerns.open_concern(desk, made), PaperKind.UNDERRETNING)
        said = SectionAnswer("Hun bør anbringes")
        return [one.state for one in sheet.checks(replace(sheet.draft, sections={"concern": said}))]

    assert paper_checks.SectionState.MARKED in house.do(work)


def phone_first(house: House) -> None:
    assert calendar.closed_until(date(2026, 4, 1)) == date(2026, 4, 7), "the day before Maundy Thursday"
    assert calendar.closed_until(date(2026, 3, 17)) is None


def no_pictures(house: House) -> None:
    """No column about a child can hold one; what is binary are signatures and keys."""
    found = {
        f"{table.name}.{column.name}"
        for table in schema.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert {name for name in found if not re.search(r"sign|key|hash|nonce|^log", name)} == set()


def no_inquiry(house: House) -> None:
    library = house.do(lambda desk: desk.library)
    said = [line for track in Track for step in library.track(track).step for line in (step.text, *step.do)]
    assert [line for line in said if _INQUIRY.search(line)] == []


def rows(house: House) -> dict[str, int]:
    """How many rows each table has; the log has one more for each that was refused or done."""

    def count(desk: Desk) -> dict[str, int]:
        with desk.engine.begin() as connection:
            return {
                name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in schema.metadata.tables.items()
            }

    return house.do(count)


def no_record(house: House) -> None:
    before = rows(house)
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: begin(desk, Track.EMPLOYEE, house.children[0]))
    assert refused.value.code == "BEKYM-ANSAT"
    assert rows(house) == before


def no_trace(house: House) -> None:
    """What F2 reads leaves no line, and what is kept shows to no colleague."""
    before = rows(house)
    phone_book.phone_book(house.folder)
    house.do(lambda desk: [desk.library.track(track) for track in Track])
    assert rows(house) == before
    with house.as_("jonas"):
        house.do(lambda desk: begin(desk, Track.PARENTS, house.children[0]))
    with house.as_("sofie"):
        seen = house.do(concerns.listed)
    house.enter("mette")
    assert seen == ()


# --- what is taken away -----------------------------------------------------------------------------------------------


def _binary(patch: pytest.MonkeyPatch) -> None:
    metadata = MetaData()
    Table("observation", metadata, Column("picture", LargeBinary))
    patch.setattr(schema, "metadata", metadata)


def _asks(patch: pytest.MonkeyPatch) -> None:
    whole = Library.track

    def track(library: Library, wanted: Track) -> object:
        form = whole(library, wanted)
        first = replace_struct(form.step[0], text="Find ud af, om det passer.")
        return replace_struct(form, step=(first, *form.step[1:]))

    patch.setattr(Library, "track", track)


def replace_struct(of: object, **change: object) -> object:
    import msgspec

    return msgspec.structs.replace(of, **change)  # type: ignore[type-var]


def _gate(patch: pytest.MonkeyPatch) -> None:
    def finish(desk: Desk, sheet: papers.PaperSheet, draft: object) -> Id:
        raise NO_ENTRY

    patch.setattr(papers, "finish", finish)


def _leader_decides(patch: pytest.MonkeyPatch) -> None:
    def owners(concern: object, child_groups: object) -> Owners:
        kept = getattr(concern, "kept_to", None)
        return Owners(groups=(), author=getattr(concern, "author_id", Id("")) if kept is None else Id(""), named=())

    patch.setattr(concerns, "owners", owners)


KEPT: dict[Guard, Kept] = {
    Guard.NO_PAPER_TO_PARENTS: Kept(no_paper_to_parents, lambda p: p.setattr(telling, "_stop", lambda *_: None)),
    Guard.NO_WORD_TO_SUSPECT: Kept(no_word_to_suspect, lambda p: p.setattr(telling, "is_suspected", lambda *_: False)),
    Guard.OWN_QUESTIONS: Kept(own_questions, lambda p: p.setattr(records, "_how_it_came", lambda said: "")),
    Guard.NO_INQUIRY: Kept(no_inquiry, _asks),
    Guard.NO_PICTURES: Kept(no_pictures, _binary),
    Guard.NO_WAITING: Kept(no_waiting, _gate),
    Guard.NO_APPROVAL: Kept(no_approval, _leader_decides),
    Guard.NO_OTHER_CHILD: Kept(no_other_child, lambda p: p.setattr(telling, "refuse_other_children", lambda *_: None)),
    Guard.NO_LETTER_HOME: Kept(no_letter_home, lambda p: p.setitem(TELLING, Track.HONOUR, Telling.MUNICIPALITY)),
    Guard.PHONE_FIRST: Kept(phone_first, lambda p: p.setattr(calendar, "is_working_day", lambda *_: True)),
    Guard.WORK_ADDRESS: Kept(
        work_address, lambda p: p.setitem(records._BLOCKS, SectionKind.REPORTER, lambda facts: ())
    ),
    Guard.NO_MEASURE: Kept(no_measure, lambda p: p.setattr(paper_checks, "measures_in", lambda text: ())),
    Guard.NO_MAIL: Kept(no_mail, lambda p: p.setitem(globals(), "mail_advice", lambda channel: "")),
    Guard.SENT_IS_SENT: Kept(
        sent_is_sent, lambda p: p.setattr(stored, "unsent", lambda c: {one.concern_id for one in stored.papers(c)})
    ),
    Guard.NO_RECORD: Kept(no_record, lambda p: p.setattr(employee_record, "check", lambda *_: None)),
    Guard.NO_TRACE: Kept(no_trace, lambda p: p.setattr("opspor.domain.concern.SHARED", frozenset(Track))),
}


@pytest.mark.parametrize("guard", [*Guard])
def test_each_guard_keeps_what_it_says(house: House, guard: Guard) -> None:
    KEPT[guard].check(house)


@pytest.mark.parametrize("guard", [*Guard])
def test_each_test_fails_once_its_guard_is_taken_away(
    house: House, guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    KEPT[guard].remove(monkeypatch)
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        KEPT[guard].check(house)


# --- the table in words -----------------------------------------------------------------------------------------------

TABLE = (Path(__file__).parents[2] / "docs" / "guards.md").read_text(encoding="utf-8")


def test_the_table_says_of_each_guard_its_tracks_and_its_test() -> None:
    said = {
        cells[2].strip(" `"): (cells[3].strip(), cells[5].strip(" `"))
        for cells in (line.split("|") for line in TABLE.splitlines())
        if len(cells) == 7 and cells[2].strip(" `") in {guard.value for guard in Guard}
    }
    for guard in Guard:
        tracks_of = GUARDS_OF[guard]
        words = "all" if tracks_of == frozenset(Track) else ", ".join(track for track in Track if track in tracks_of)
        assert said[guard.value] == (words, KEPT[guard].check.__name__)


def paper_makers() -> dict[str, bool]:
    """use case -> whether it asks: every one that is given a file to write."""
    found = {}
    for name in public():
        module, _, function = name.partition(".")
        work = getattr(import_module(f"opspor.usecases.{module}"), function)
        if "target" in inspect.signature(work).parameters:
            found[name] = "telling.require(" in inspect.getsource(work)
    return found


def test_every_use_case_that_makes_a_paper_asks_or_stands_there_with_a_reason() -> None:
    said = {
        cells[1].strip(" `"): cells[3].strip()
        for cells in (line.split("|") for line in TABLE.splitlines())
        if len(cells) == 6 and re.fullmatch(r" `\w+\.\w+` ", cells[1])
    }
    made = paper_makers()
    assert said.keys() == made.keys(), "a new paper says here whom it is for"
    assert {name: words == "asks" for name, words in said.items()} == made
