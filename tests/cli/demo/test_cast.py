"""Who is in a demo."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

from opspor.cli.demo.cast import Child, cast, write_list
from opspor.cli.demo.material import Common, House, load, origins
from opspor.domain.child import age_in_months
from opspor.exchange.class_list import Status
from opspor.exchange.reading import read_list

TODAY = date(2026, 11, 22)
HOUSE = load("dagtilbud", House)


def children(count: int, seed: int = 1, youngest: int = 9) -> list[Child]:
    return cast(HOUSE, load("common", Common), origins(), count, youngest, TODAY, Random(seed))


def test_everybody_has_a_name_of_their_own() -> None:
    names = Counter(f"{child.first_name} {child.last_name}" for child in children(2000))
    assert max(names.values()) == 1


def test_the_seed_decides_who_is_there() -> None:
    assert children(44, seed=1) == children(44, seed=1) != children(44, seed=2)


def test_half_of_the_children_have_a_story_and_the_first_six_always() -> None:
    assert sum(child.story is not None for child in children(44)) == 22
    assert [child.story.id for child in children(6) if child.story] == [story.id for story in HOUSE.story[:6]]


def test_the_rooms_are_as_big_as_each_other() -> None:
    assert Counter(child.group for child in children(44)) == {"Bøgestuen": 22, "Egestuen": 22}


def test_children_are_as_old_as_their_house_says_and_born_when_the_demo_begins() -> None:
    ages = [age_in_months(child.birth_date, TODAY) for child in children(200)]
    assert min(ages) >= HOUSE.months[0]
    assert max(ages) <= HOUSE.months[1] + 1
    assert min(age_in_months(child.birth_date, TODAY) for child in children(50, youngest=60)) >= 60


def test_a_story_that_is_told_of_a_boy_of_four_has_one() -> None:
    child = children(6)[0]
    assert child.story
    assert child.first_name in child.origin.boys
    assert age_in_months(child.birth_date, TODAY) // 12 == 4
    assert child.contact_person == "Jonas Dahl"  # whoever writes that the child is theirs


def test_the_list_is_read_without_a_doubt(tmp_path: Path) -> None:
    made = children(44)
    write_list(tmp_path / "liste.csv", "Stue", made)
    content = (tmp_path / "liste.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfFornavn;Efternavn;")
    first = next(csv.reader(content.decode("utf-8-sig").splitlines()[1:], delimiter=";"))
    assert first[2][2] == first[2][5] == "-"
    class_list = read_list(tmp_path / "liste.csv", today=TODAY)
    assert class_list.count(Status.READ) == 44
    assert not class_list.problems
