"""The drawn map on a PDF page: every number and name in its place, as lines and text, and said in words."""

from typing import Any

import pytest

from opspor.documents.document import Document, Part, PeopleMap, as_text
from opspor.documents.layout import draw
from opspor.documents.people_map import HEIGHT, Picture
from opspor.domain.network import MOST_PEOPLE, Person, Ring, Sector, in_words
from tests.documents.pdf import marked_texts, page_texts, reader, tree

FEW = (
    Person("Mormor Ærø", "mormor", Sector.FAMILY, Ring.CLOSE),
    Person("", "hende fra svømning", Sector.LEISURE, Ring.FAR),
)
MANY = tuple(
    Person(f"Kanari nummer {n} med et langt navn", "", list(Sector)[n % 5], list(Ring)[n % 3])
    for n in range(MOST_PEOPLE)
)


def paper(people: tuple[Person, ...], middle: str = "Karla") -> bytes:
    return draw(Document("Kort", (), (Part("Kortet", (PeopleMap(people, middle),)),), "Huset"))


def test_names_and_numbers_stand_on_the_page_as_text() -> None:
    (page,) = page_texts(paper(FEW))
    for words in ("Karla", "1 ", "2 ", "Mormor Ærø", "hende fra", "svømning", "Familie", "Fagpersoner"):
        assert words in page


def test_of_too_many_the_numbers_stand_alone() -> None:
    (page,) = page_texts(paper(MANY))
    assert {str(n) for n in range(1, MOST_PEOPLE + 1)} <= set(page.split())
    assert "Kanari" not in page


def test_it_is_one_figure_with_all_of_it_in_words() -> None:
    file = reader(paper(FEW))
    ((element, own),) = [(element, own) for role, element, own in tree(file) if role == "/Figure"]
    assert element["/Alt"] == in_words(FEW)
    assert len(own) == 1, "a screen reader stops once"
    marked, _ = marked_texts(file)
    assert "Mormor Ærø" in marked[own[0]][1]
    assert in_words(FEW) in as_text(Document("Kort", (), (Part("Kortet", (PeopleMap(FEW, "Karla"),)),), "Huset"))


def test_it_is_drawn_and_no_picture_file() -> None:
    resources: Any = reader(paper(FEW)).pages[0]["/Resources"]
    assert "/XObject" not in resources or not resources["/XObject"]


@pytest.mark.parametrize("middle", ["", "Å", "Maximilian-Christoffer Alexander Emanuel"])
def test_the_child_stands_in_the_middle_whatever_it_is_called(middle: str) -> None:
    picture = Picture(FEW, middle, 475)
    assert len(picture._middle) <= 2
    assert paper(FEW, middle)


def test_the_same_people_give_the_same_bytes() -> None:
    assert paper(MANY) == paper(MANY)


def test_the_drawing_fills_its_room_and_no_more() -> None:
    for spot in Picture(MANY, "Karla", 475).drawing.spots:
        assert 0 < spot.x < 475
        assert 0 < spot.y < HEIGHT
