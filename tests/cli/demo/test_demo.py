"""The demo as a whole: what it says it made is there, opens, can be exported, and is nowhere in plaintext."""

import csv
import errno
import json
import random
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from opspor import cli
from opspor.cli import demo
from opspor.cli.demo import Plot
from opspor.cli.demo.material import House, load
from opspor.domain.access import Action
from opspor.domain.agreement import MIN_CHILDREN
from opspor.domain.assessment import Context
from opspor.domain.errors import Fault, KnownError
from opspor.domain.matrix import CELLS
from opspor.domain.rounds import ChildState
from opspor.domain.visit import VisitType
from opspor.store.log import LogEntry, entries
from opspor.usecases import agreement, children, joint, matrix, people, practice, rounds, start, visits
from opspor.usecases.desk import Desk
from opspor.vault.keys import Cost
from tests.cli.conftest import Opspor, quick
from tests.cli.demo.conftest import Play, Played
from tests.torture.commands import NO_VAULT, WHOLE, kill_after

SMALL = ("--children", "6")
KINDS = ("dagtilbud", "skole", "sundhedspleje", "alle")


@pytest.fixture
def small(play: Play) -> Played:
    """Six children, two rounds."""
    return play(*SMALL)


@pytest.fixture
def whole(play: Play) -> Played:
    """The demo that ``make run`` shows: 44 children in two rooms."""
    return play()


def desk_lines(desk: Desk) -> list[LogEntry]:
    with desk.engine.begin() as connection:
        return list(entries(connection))


def last_cells(played: Played) -> list[str | None]:
    return [child["cells"][-1] for child in played.result["children"]]


# what was made


def test_six_children_stand_in_the_six_cells(small: Played) -> None:
    assert sorted(map(str, last_cells(small))) == sorted(cell.id for cell in CELLS)


def test_every_cell_is_there_in_the_whole_demo_and_most_children_are_well(whole: Played) -> None:
    cells = last_cells(whole)
    assert {cell.id for cell in CELLS} < set(cells)
    assert cells.count("IU_T") >= len(cells) / 3


def test_the_whole_demo_has_two_rooms_of_22_over_two_rounds(whole: Played) -> None:
    counts = whole.result["counts"]
    assert (counts["children"], counts["groups"], counts["rounds"]) == (44, 2, 2)
    assert [len(child["cells"]) for child in whole.result["children"]] == [2] * 44
    assert len(whole.result["rounds"]) == 2


def test_the_last_round_is_under_way_and_its_matrix_nearly_full(whole: Played) -> None:
    place = whole.open()
    try:
        newest = place.look(rounds.all_rounds).result()[0]
        seen = place.look(start.today).result()
    finally:
        place.close()
    for group in newest.round.groups:
        there = [child for child in newest.children if child.group_id == group.group_id]
        assert sum(child.state is ChildState.AGREED for child in there) >= 19
    assert {child.state for child in newest.children} == set(ChildState) - {ChildState.NOT_ASSESSED}
    assert sum(child.state is ChildState.HINDERED for child in newest.children) == 1  # has just begun
    assert any(child.has_draft for child in newest.children)
    assert seen.rounds
    assert seen.due
    assert seen.unsure
    assert seen.ready == 1
    assert seen.concerns[0].not_sent


def test_the_first_round_is_closed_with_its_reasons(whole: Played) -> None:
    """One seal was opened where somebody was ill, one child was away: both say why."""
    place = whole.open()
    try:
        first = place.look(rounds.all_rounds).result()[-1]
        lines = place.run(lambda desk: [line.action for line in desk_lines(desk)]).result()
    finally:
        place.close()
    assert first.round.closed_at is not None
    assert first.undone == 0
    assert [child.reason for child in first.children if child.reason] == [load("dagtilbud", House).away]
    assert lines.count(Action.OPEN_SEAL) == whole.result["counts"]["seals_opened"] == 1


def test_a_view_that_was_typed_for_the_leader_waits_on_start_and_another_was_confirmed(whole: Played) -> None:
    waiting = {}
    for login in ("leder", "ege2"):
        place = whole.open(login)
        try:
            waiting[login] = place.look(joint.to_confirm).result()
        finally:
            place.close()
    assert {login: len(views) for login, views in waiting.items()} == {"leder": 1, "ege2": 1}
    assert whole.result["counts"]["views_confirmed"] == 1


def test_colleagues_did_practice_cases_and_the_leader_sees_how_alike(whole: Played) -> None:
    place = whole.open()
    try:
        cases = place.look(practice.cases).result()
        mine = [case for case in cases if case.mine]
        first = place.look(partial(practice.seen, case_id=mine[0].id)).result()
        found = place.look(partial(agreement.figures, round_id=whole.result["rounds"][-1]["id"])).result()
    finally:
        place.close()
    assert {case.context for case in mine} == {Context.DAYCARE}
    assert 0 < len(mine) < len(cases) / 2  # the others are left to be tried
    assert first.placings is not None
    assert first.placings.answered == 5
    assert all(part.children >= MIN_CHILDREN for part in found.parts)


def test_nobodys_key_is_derived_twice(tmp_path: Path) -> None:
    """It takes half a second, and in a year everybody comes in some twenty times."""
    asked: list[tuple[bytes, bytes]] = []

    def derive(secret: bytes, salt: bytes, cost: Cost) -> bytes:
        asked.append((secret, salt))
        return quick(secret, salt, cost)

    assert cli.main(["demo", str(tmp_path / "demo"), *SMALL, "--rounds", "1"], derive=derive) == 0
    assert len(asked) == len(set(asked)) > 5


def test_children_and_families_differ(whole: Played) -> None:
    place = whole.open()
    try:
        files = [place.run(lambda desk, id_=child.id: children.open_child(desk, id_)).result()  # type: ignore[misc]
                 for child in place.look(children.listed).result()]  # fmt: skip
    finally:
        place.close()
    known = [file.particulars for file in files]
    assert {0, 1, 2, 3, 5} <= {len(one.carers) for one in known}
    assert any(one.protected for one in known)
    assert any(one.interpreter for one in known)
    assert any(one.siblings for one in known)
    assert any(one.help_given for one in known)
    texts = [observation.text for file in files for observation in file.observations]
    assert len(texts) >= 25
    assert len(set(texts)) == len(texts)
    days = {observation.seen_at.date() for file in files for observation in file.observations}
    assert (max(days) - min(days)).days > 150
    assert any(file.words for file in files)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_whole_and_its_papers_can_be_exported(
    opspor: Opspor, play: Play, tmp_path: Path, kind: str
) -> None:
    played = play("--kind", kind, "--children", "8", "--rounds", "1")
    login, password = played.login
    vault = played.folder / "demo.opspor"
    who = ("--user", login)
    assert opspor("check", vault, "--json", *who, password=password).json == {"ok": True, "findings": []}
    for paper, ids in played.result["exports"].items():
        assert ids
        for number, id_ in enumerate(ids):
            out = tmp_path / f"{paper}-{number}.pdf"
            run = opspor("export", vault, paper, id_, "--out", out, *who, password=password)
            assert run.code == 0, run.err
            assert out.read_bytes().startswith(b"%PDF")
    other = played.result["exports"]["brief"][0]
    wrong = opspor("export", vault, "underretning", other, "--out", tmp_path / "x.pdf", *who, password=password)
    assert "[PAPIR-MANGLER]" in wrong.err
    anonymous = ("export", vault, "brief", other, "--out", tmp_path / "x.pdf", "--anonymous", *who)
    assert opspor(*anonymous, password=password).code == 0
    assert all(Path(pdf).is_file() for pdf in played.result["pdf"])


def test_a_health_visitor_visits_her_district_alone_and_it_has_a_matrix_of_its_own(play: Play) -> None:
    played = play("--kind", "sundhedspleje", "--children", "8", "--rounds", "2")
    place = played.open()
    try:
        assert place.look(rounds.all_rounds).result() == ()
        (group,) = place.look(visits.districts).result()
        rows = place.look(lambda desk: visits.district(desk, group.id)).result().rows
        shown = place.look(lambda desk: matrix.matrix(desk, group.id)).result()
        made = [place.look(partial(visits.of_child, child_id=row.child.id)).result().visits for row in rows]
        due = place.look(start.today).result().due
    finally:
        place.close()
    assert {len({visit.author_id for visit in of_one}) for of_one in made} == {1}
    assert len({visit.type for of_one in made for visit in of_one}) >= 3
    assert [row.need for row in rows if row.need is not None]  # one is open, and one was done
    assert VisitType.NEED in {visit.type for of_one in made for visit in of_one}
    assert shown.district
    assert {cell for cell, there in shown.cells.items() if there} >= {"IU_T", "U_M"}
    assert last_cells(played).count(None) == len(shown.unsure)
    assert due


def test_the_password_alone_opens_the_vault_of_the_first_person(opspor: Opspor, small: Played) -> None:
    assert opspor("check", small.folder / "demo.opspor", password=small.login[1]).code == 0


def test_it_is_marked_as_a_demo_and_has_a_recovery_key(small: Played) -> None:
    place = small.open()
    try:
        seen = place.look(people.overview).result()
    finally:
        place.close()
    assert seen.demo
    assert seen.has_recovery_key
    assert all(member.joined_at for member in seen.staff)


def test_it_has_a_copy_so_that_start_has_nothing_to_warn_about(small: Played) -> None:
    place = small.open()
    try:
        status = place.copies.status()
    finally:
        place.close()
    assert status.newest is not None
    assert not status.late


# the same again


def test_the_same_seed_tells_the_same_story(play: Play) -> None:
    first, second = play(*SMALL), play(*SMALL, "--seed", "1")
    lists = [(played.folder / "liste.csv").read_bytes() for played in (first, second)]
    assert lists[0] == lists[1]
    assert first.result["children"] == second.result["children"]
    assert first.result["counts"] == second.result["counts"]


@pytest.mark.parametrize(("children", "rounds"), [("7", "1"), ("9", "3")])
def test_other_sizes(play: Play, children: str, rounds: str) -> None:
    result = play("--children", children, "--rounds", rounds).result
    assert result["counts"]["children"] == int(children)
    assert {len(child["cells"]) for child in result["children"]} == {int(rounds)}


# what it says


def test_the_result_is_printed_as_it_is_written(opspor: Opspor, tmp_path: Path) -> None:
    run = opspor("demo", tmp_path / "demo", *SMALL, "--json", password=None)
    assert run.code == 0
    assert run.json == json.loads((tmp_path / "demo" / "result.json").read_text(encoding="utf-8"))
    assert set(run.json) == {
        "vault",
        "kind",
        "seed",
        "counts",
        "exports",
        "pdf",
        "json",
        "screens",
        "rounds",
        "children",
    }
    assert run.json["screens"] == []


def test_a_folder_with_something_in_it_is_left_alone(opspor: Opspor, tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("mit", encoding="utf-8")
    run = opspor("demo", tmp_path, *SMALL, password=None)
    assert run.code == 1
    assert "[DEMO-IKKE-TOM]" in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["brev.txt"]


def test_a_full_drive_is_said_in_words(opspor: Opspor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/home/kanari/liste.csv")

    monkeypatch.setattr(demo, "write_list", full)
    run = opspor("demo", tmp_path / "demo", *SMALL, password=None)
    assert run.code == 1
    assert "[BOKS-FULD]" in run.err
    assert "kanari" not in run.err


def test_pictures_are_drawn_of_the_vault_as_the_first_person(tmp_path: Path) -> None:
    asked: list[Any] = []

    def draw(*how: Any) -> list[Path]:
        asked.append(how)
        return [how[3] / "start.png"]

    assert cli.main(["demo", str(tmp_path / "demo"), *SMALL], derive=quick, draw=draw) == 0
    leader = load("dagtilbud", House).staff[0]
    folder = tmp_path / "demo"
    assert asked == [(folder / "demo.opspor", leader.login, leader.password, folder / "screens", False, "")]
    assert Played(folder).result["screens"] == [str(folder / "screens" / "start.png")]


def test_where_nothing_can_be_drawn_the_pictures_are_left_out(tmp_path: Path, capsys: Any) -> None:
    def draw(*_how: Any) -> list[Path]:
        raise KnownError(Fault("PRØVE-QT", "Billederne er udeladt."))

    assert cli.main(["demo", str(tmp_path / "demo"), *SMALL], derive=quick, draw=draw) == 0
    said = capsys.readouterr()
    assert "Billederne er udeladt. [PRØVE-QT]" in said.err
    assert "Bruger: leder\nAdgangskode: " in said.out
    assert not (tmp_path / "demo" / "screens").exists()


# what it never says


def _secrets(played: Played) -> set[str]:
    """Names of children and staff, and texts of the stories: enough of each to be known again."""
    rows = list(csv.reader((played.folder / "liste.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    names = {f"{row[0]} {row[1]}" for row in rows[1:]} | {row[1] for row in rows[1:] if len(row[1]) > 5}
    house = load("dagtilbud", House)
    staff = {person.name for person in house.staff}
    texts = {text.partition(": ")[2][:40] for story in house.story for text in story.seen}
    texts |= {case.what[:40] for case in house.concern} | {story.note[:40] for story in house.story if story.note}
    decided = [words for case in house.concern for one in case.decided for words in one.words.values()]
    texts |= {words[:40] for words in decided if len(words) > 40}  # shorter ones may be a function
    papers = {text[:40] for case in house.concern for paper in case.paper for text in paper.sections.values()}
    return names | staff | texts | papers


def test_no_name_no_text_and_no_cpr_outside_the_papers_and_the_list(whole: Played) -> None:
    needles = {word.encode(code) for word in _secrets(whole) for code in ("utf-8", "utf-16-le")}
    cpr = re.compile(rb"\b\d{6}-?0000\b")
    looked_at = 0
    for path in whole.folder.rglob("*"):
        if path.is_dir() or path.name == "liste.csv" or path.parent.name == "pdf":
            continue
        content = path.read_bytes()
        found = [needle for needle in needles if needle in content]
        assert not found, f"{path.name} holds {found}"
        assert not cpr.search(content), path.name
        looked_at += 1
    assert looked_at >= 6  # four or more of the vault, LAES-MIG.txt, result.json
    assert any(needle in (whole.folder / "liste.csv").read_bytes() for needle in needles)


def test_every_kind_of_paper_tells_its_language_its_title_its_tags_and_its_bookmarks(whole: Played) -> None:
    """What a screen reader asks a PDF for before it reads it."""
    papers = sorted(Path(pdf) for pdf in whole.result["pdf"])
    assert len({re.sub(r"-\d+$", "", paper.stem) for paper in papers}) > 10
    for paper in papers:
        file = PdfReader(paper)
        root: Any = file.root_object
        assert root["/Lang"] in ("da", "da-DK", "en"), paper.name
        assert file.metadata is not None
        assert file.metadata.title, paper.name
        assert root["/ViewerPreferences"]["/DisplayDocTitle"], paper.name
        assert root["/MarkInfo"]["/Marked"], paper.name
        assert root["/StructTreeRoot"]["/K"], paper.name
        assert {str(page["/Tabs"]) for page in file.pages} == {"/S"}, paper.name
        one = len(re.findall(r"Side 1 af", "".join(page.extract_text() for page in file.pages))) < 2
        assert bool(file.outline) is (one and len(file.pages) > 3), paper.name


def test_file_names_hold_no_name(whole: Played) -> None:
    names = {Path(pdf).name for pdf in whole.result["pdf"]}
    kinds = "underretning|droeftelsesark(-anonym)?|matrix|handleplan|netvaerkskort|referat|invitation|overblik|overgang"
    kinds += "|sparring(sdag)?|paamindelse|telefonark|brev|til-journalen(-liste)?|beholdning|kvittering"
    access = r"indsigt-[0-9a-f]{6}"
    assert all(re.fullmatch(rf"(({kinds})-\d|{access})\.pdf", name) for name in names)
    files = {Path(file).name for file in whole.result["json"]}
    assert all(re.fullmatch(rf"(underretning-\d|{access})\.json", name) for name in files)


def test_children_are_shared_out_among_the_kinds() -> None:
    assert Plot("alle", None, 2, 1).counts == {"dagtilbud": 44, "skole": 24, "sundhedspleje": 16}
    assert Plot("alle", 10, 2, 1).counts == {"dagtilbud": 7, "skole": 2, "sundhedspleje": 1}
    assert Plot("skole", 10, 2, 1).counts == {"skole": 10}


# killed in the middle


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_demo_that_is_killed_leaves_a_vault_that_opens(tmp_path: Path, part: int) -> None:
    """Three random moments here; ``make torture`` tries more over the whole length."""
    assert kill_after(tmp_path / "demo", 0.5 + 1.3 * (part + random.random())) in (NO_VAULT, WHOLE)
