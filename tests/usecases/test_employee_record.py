"""A record about an employee: none by default; where the house has decided it, for its leaders and nobody else."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from opspor.domain.beredskab import Track
from opspor.domain.concern import Concern, Danger, owners
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperDraft, PaperKind
from opspor.domain.people import Role
from opspor.usecases import (
    children,
    concerns,
    employee_record,
    follow_ups,
    log,
    overview,
    papers,
    people,
    start,
    timeline,
    unknown,
)
from opspor.usecases.desk import Desk
from opspor.usecases.log import Filter
from tests.usecases.conftest import House

ABOUT = "Trak i armen"


def write(house: House, child: Id | None = None) -> Id:
    about: dict[str, Any] = {"child_id": child} if child else {"typed_name": "Kanari"}
    return house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.EMPLOYEE, what=ABOUT, seen_on=desk.clock().date(), **about
        )
    )


def report(house: House, made: Id) -> Id:
    """A finished underretning from it."""
    kind = PaperKind.UNDERRETNING
    sheet = house.do(lambda desk: papers.paper_sheet(desk, concerns.open_concern(desk, made), kind))
    return house.do(lambda desk: papers.finish(desk, sheet, PaperDraft(kind)))


def allow(house: House) -> None:
    house.do(lambda desk: employee_record.switch(desk, on=True))


def lines(desk: Desk) -> int:
    return len(log.page(desk, Filter(), limit=10**6).lines)


@pytest.fixture
def everybody(house: House) -> House:
    """Beside Mette, who leads, and three colleagues: one in every other role, and a second leader."""
    group = frozenset({house.groups["Bøgestuen"]})
    house.invite("Hanne Kanarisø", Role.HEALTH_VISITOR, group)
    house.invite("Lis Kanarivig", Role.LEADER, frozenset())
    house.invite("Adam Kanarihus", Role.ADMINISTRATOR, frozenset())
    house.invite("Rune Kanaridal", Role.AUDITOR, frozenset())
    return house


OTHERS = ("jonas", "ali", "hanne", "adam", "rune")


def test_by_default_nothing_is_stored_and_trying_leaves_no_line(house: House) -> None:
    assert not house.do(employee_record.shown)
    assert not house.do(employee_record.offered)
    before = house.do(lines)

    with pytest.raises(KnownError) as refused:
        write(house, house.children[0])

    assert refused.value.code == "BEKYM-ANSAT"
    assert house.do(concerns.listed) == ()
    assert house.do(lines) == before + 1  # that the log was read just before


@pytest.mark.parametrize("login", OTHERS)
def test_nobody_but_a_leader_writes_one_or_decides_that_leaders_may(everybody: House, login: str) -> None:
    allow(everybody)
    everybody.enter(login)

    assert not everybody.do(employee_record.offered)
    with pytest.raises(KnownError) as refused:
        write(everybody)
    assert refused.value.code == "BEKYM-ANSAT"
    with pytest.raises(KnownError) as refused:
        allow(everybody)
    assert refused.value.code == "ADGANG-NEJ"


def test_leaders_all_read_it_and_each_may_go_on_with_it(everybody: House) -> None:
    allow(everybody)
    assert everybody.do(employee_record.offered)
    made = write(everybody, everybody.children[0])

    everybody.enter("lis")
    file = everybody.do(lambda desk: concerns.open_concern(desk, made))

    assert file.concern.what == ABOUT
    everybody.do(lambda desk: concerns.close(desk, made, "Overtaget af forvaltningen"))


def test_a_leader_who_leaves_the_role_loses_what_they_wrote(everybody: House, tmp_path: Path) -> None:
    allow(everybody)
    made = write(everybody, everybody.children[0])
    paper = report(everybody, made)
    everybody.enter("lis")
    everybody.do(lambda desk: people.set_role(desk, everybody.ids["mette"], Role.STAFF))
    everybody.enter("mette")

    assert everybody.do(concerns.listed) == ()
    for use in (
        lambda desk: concerns.open_concern(desk, made),
        lambda desk: concerns.keep(desk, made, []),
        lambda desk: concerns.close(desk, made, "Slut"),
        lambda desk: papers.export(desk, paper, tmp_path / "papir.pdf"),
    ):
        with pytest.raises(KnownError) as refused:
            everybody.do(use)
        assert refused.value.code == "ADGANG-NEJ"


def test_it_is_kept_to_leaders_also_where_somebody_is_named(everybody: House) -> None:
    allow(everybody)
    made = write(everybody, everybody.children[0])

    assert everybody.do(lambda desk: concerns.open_concern(desk, made)).audience.choices == ()
    with pytest.raises(KnownError) as refused:
        everybody.do(lambda desk: concerns.keep(desk, made, [everybody.ids["jonas"]]))
    assert refused.value.code == "BEKYM-LAESER"


def test_whoever_is_named_or_wrote_it_owns_nothing_of_it(house: House) -> None:
    now = house.clock()
    about = Concern(
        Id("c"), house.children[0], "", house.ids["jonas"], "", Danger.NO, Track.EMPLOYEE, now.date(), now, "", None,
        frozenset({house.ids["sofie"]}),
    )  # fmt: skip

    assert owners(about, [house.groups["Bøgestuen"]]) == {"groups": (), "author": None, "named": ()}


SEEN: dict[str, Callable[[House, Desk], object]] = {
    "the list of children": lambda house, desk: children.listed(desk),
    "a search": lambda house, desk: children.listed(desk, search="Kar"),
    "the child's page": lambda house, desk: children.open_child(desk, house.children[0]),
    "the line of the child": lambda house, desk: timeline.over_time(desk, house.children[0]),
    "the list of concerns": lambda house, desk: concerns.listed(desk),
    "Start": lambda house, desk: start.today(desk),
    "what is due": lambda house, desk: follow_ups.due(desk),
    "what we do not know": lambda house, desk: unknown.counts(desk),
    "the log about the child": lambda house, desk: [
        line.about for line in log.of_child(desk, house.children[0]) if line.who.startswith("Mette")
    ],
    "what the log can be narrowed to": lambda house, desk: log.choices(desk),
}


def seen(house: House, login: str) -> dict[str, object]:
    """Everything that this person sees of the house; what they may not see is the sentence they get."""
    house.enter(login)
    found: dict[str, object] = {}
    for name, look in SEEN.items():
        try:
            found[name] = house.do(lambda desk, look=look: look(house, desk))  # type: ignore[misc]
        except KnownError as error:
            found[name] = str(error)
    return found


@pytest.mark.parametrize("login", OTHERS)
def test_nobody_else_can_tell_that_there_is_one(everybody: House, login: str) -> None:
    allow(everybody)
    child = everybody.children[0]
    before = seen(everybody, login)
    everybody.enter("mette")
    made = write(everybody, child)
    moment = everybody.clock.now - timedelta(hours=1)
    everybody.do(lambda desk: concerns.observe(desk, made, seen_at=moment, place="Stuen", text=ABOUT))
    report(everybody, made)

    assert seen(everybody, login) == before
    with pytest.raises(KnownError) as refused:
        everybody.do(lambda desk: concerns.open_concern(desk, made))
    assert refused.value.code == "ADGANG-NEJ"


def test_the_revisor_reads_the_same_line_as_of_any_concern_on_a_typed_name(everybody: House) -> None:
    allow(everybody)
    write(everybody, everybody.children[0])
    everybody.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="Set", seen_on=desk.clock().date(), typed_name="Kanari"
        )
    )
    everybody.enter("rune")

    begun = [
        (line.who, line.what, line.about)
        for line in everybody.do(lambda desk: log.page(desk, Filter())).lines
        if line.what == "Begyndte en bekymring"
    ]

    assert begun == [("Mette Kanari Skov", "Begyndte en bekymring", "Bekymring")] * 2


def test_the_leader_reads_in_the_log_whom_it_is_about(everybody: House) -> None:
    allow(everybody)
    write(everybody, everybody.children[0])

    (line, *_) = everybody.do(lambda desk: log.of_child(desk, everybody.children[0]))

    assert (line.what, line.about, line.delicate) == ("Begyndte en bekymring", "Bekymring: Karla Kanarijuhl", True)


def test_it_is_not_on_what_the_leader_prints_and_passes_round(everybody: House) -> None:
    allow(everybody)
    counts = everybody.do(overview.counts)
    made = write(everybody, everybody.children[0])
    paper = report(everybody, made)
    today = everybody.clock().date()
    everybody.do(lambda desk: papers.note_sent(desk, paper, channel="telefon", receiver="Kommunen", sent_on=today))

    assert everybody.do(overview.counts) == counts


def test_switching_it_off_keeps_what_is_written(everybody: House) -> None:
    allow(everybody)
    made = write(everybody)
    everybody.do(lambda desk: employee_record.switch(desk, on=False))

    with pytest.raises(KnownError):
        write(everybody)
    assert everybody.do(lambda desk: concerns.open_concern(desk, made)).concern.what == ABOUT
