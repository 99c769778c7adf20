"""24 written stories through the real pages: who, what, when, said, tried and asked stand in the paper.

Three of them in every run, all with ``make cases`` (``OPSPOR_CASES`` names the folder in which the papers are kept).
"""

import os
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from opspor import workplace
from opspor.domain.paper import PaperKind
from opspor.domain.quality import Judged, Result
from opspor.usecases import children, concerns, papers, telling
from opspor.usecases.desk import Desk
from tests.documents.pdf import page_texts
from tests.e2e.cases.guide import enter
from tests.e2e.cases.story import STORIES, Story, build, read
from tests.e2e.conftest import METTE, Start, WallClock, quick_derive
from tests.e2e.driver import Keyboard
from tests.e2e.following import work_of
from tests.usecases.home_papers import everything

FOLDER = os.environ.get("OPSPOR_CASES", "")
EVERY_RUN = (7, 13, 22)  # a daycare in haste, a school where the parents may not know, a home visit
NUMBERS = range(1, 25) if FOLDER else EVERY_RUN
NOTHING_HOME = (3, 10, 13)
_LOG_MARK = re.compile(r"Log \d+ · \w{4} \w{4}")  # how many lines the log has depends on how often it was drawn
_OUR_NUMBER = re.compile(r"U-[0-9A-F]{6}")  # from the id of the paper
_QUOTE = re.compile(r"»([^«]+)«")


def stands_in(words: str, text: str) -> bool:
    """Whether words stand in a paper, wherever its lines break."""
    return "".join(words.split()) in "".join(text.split())


def facit(number: int) -> str:
    """What a reader should be able to answer."""
    (story,) = STORIES.glob(f"{number:02}-*.md")
    return story.read_text(encoding="utf-8").split("## Facit")[1]


def points(desk: Desk) -> tuple[Result, ...]:
    """How the 16 points stand in the paper that was finished."""
    (row,) = concerns.listed(desk)
    file = concerns.open_concern(desk, row.concern.id)
    (paper,) = file.papers
    return papers.paper_sheet(desk, file, PaperKind.UNDERRETNING).quality(paper.draft)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_story_becomes_an_underretning_by_keyboard(
    number: int, start: Start, keyboard: Keyboard, tmp_path: Path, clock: WallClock, figure: Callable[[str], None]
) -> None:
    story, folder, pdf = read(number), tmp_path / "mappe", tmp_path / "underretning.pdf"
    build(story, folder, clock)
    program = start(folder)
    began = time.process_time()
    enter(keyboard, story, pdf)
    seconds = time.process_time() - began
    results = work_of(program).run(points).result()
    program.window.close()
    program.wait_until_locked()

    pages = page_texts(pdf.read_bytes())
    text = _OUR_NUMBER.sub("U-000000", _LOG_MARK.sub("Log", "\n\n".join(pages)))
    if FOLDER:
        Path(FOLDER).mkdir(parents=True, exist_ok=True)
        shutil.copy(pdf, Path(FOLDER) / f"{number:02}.pdf")
    stand = Counter(one.state for one in results)
    done, reasoned = stand[Judged.DONE], stand[Judged.COULD_NOT]
    figure(
        f"Case {number:02}: {len(pages)} pages, {keyboard.strokes} keys, {seconds:.1f} s of machine time, points: "
        f"{done} there, {reasoned} reasoned, {len(results) - done - reasoned} missing."
    )
    compare(number, text)
    says_what_the_story_says(number, story, text)
    lacking = [one for one in results if one.state not in (Judged.DONE, Judged.COULD_NOT)]
    if story.haste:
        assert "Ikke oplyst ved afsendelse" in text
    else:
        assert lacking == []
    if number in NOTHING_HOME:
        nothing_goes_home(folder, story, clock, tmp_path)


def compare(number: int, text: str) -> None:
    """The paper reads as agreed. ``OPSPOR_GOLDEN=1`` writes it anew: read the difference."""
    golden = STORIES / f"{number:02}.txt"
    if os.environ.get("OPSPOR_GOLDEN") == "1":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def says_what_the_story_says(number: int, story: Story, text: str) -> None:
    """Every word that the facit quotes, every day and time of what was seen, every adult and what they were told."""
    for quoted in _QUOTE.findall(facit(number)):
        assert stands_in(quoted.rstrip(",."), text), quoted
    for seen in story.seen:
        assert stands_in(seen.text, text), seen.text
    for adult in story.adult:
        for words in (adult.name, adult.how, adult.view, adult.reason):
            assert stands_in(words, text), words


def nothing_goes_home(folder: Path, story: Story, clock: WallClock, scratch: Path) -> None:
    """Whatever paper of this child the leader tries to make for somebody at home is refused, in the same words."""
    work = workplace.open_vault(folder, *METTE, clock=clock, derive=quick_derive)
    home = work.run(partial(try_all, story=story, scratch=scratch)).result()
    work.close()
    assert len(home) > 10
    assert {*home.values()} == {telling.ASK_LEADER.sentence}


def try_all(desk: Desk, *, story: Story, scratch: Path) -> dict[tuple[str, str], str]:
    """Each paper to each of those at home -> what is said."""
    (row,) = concerns.listed(desk)
    child = next(one.id for one in children.listed(desk) if one.first_name == story.child.first)
    if row.concern.child_id is None:
        concerns.link(desk, row.concern.id, child)
    made = everything(desk, child, desk.staff.id, story.place)
    return made.made(desk, scratch, made.home)
