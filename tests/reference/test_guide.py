"""The user guide as pages."""

import re

import pytest

from opspor.forms.wording import lix
from opspor.reference import guide

GROUPS = (
    "Kom i gang", "Metoden", "Vurdér", "Når I er bekymrede", "Følg op", "Data og sikkerhed", "For lederen",
    "Når noget går galt",
)  # fmt: skip
MOST_WORDS, HARDEST = 350, 40  # LIX: up to 40 an ordinary newspaper


def words_of(markdown: str) -> str:
    """What a person reads: without codes, links, marks and the words for pictures."""
    return re.sub(r"!\[[^\]]*\]\([^)]*\)|`[^`]*`|\]\([^)]*\)|[|*#\[\]»«]|^-+$", " ", markdown, flags=re.MULTILINE)


def test_the_guide_is_groups_of_pages_in_their_order() -> None:
    first, *pages = guide.pages()
    assert first.markdown.startswith("Til pædagoger")
    assert tuple(dict.fromkeys(page.group for page in pages)) == GROUPS
    assert len({page.id for page in pages}) == len(pages) == len({page.title for page in pages})
    assert all(page.markdown for page in pages)


@pytest.mark.parametrize("page", guide.pages(), ids=lambda page: page.id or "first")
def test_a_page_is_short_and_easy_to_read(page: guide.GuidePage) -> None:
    text = words_of(page.markdown)
    assert len(re.findall(r"\S*\w\S*", text)) <= MOST_WORDS
    assert lix([" ".join(lines.split()) for lines in re.split(r"\n(?=- |\d+\. |\s*\n)", text)]) <= HARDEST


def test_the_method_is_told_and_each_page_of_it_is_one_question() -> None:
    told = [page.title for page in guide.pages() if page.group == "Metoden"]
    assert told == [
        "Hvorfor vurderer vi alene først?",
        "Hvorfor er der to akser?",
        "Hvad betyder felterne?",
        "Hvad er en god observation?",
        "Hvad er uenighed godt for?",
        "Hvad gør programmet aldrig?",
    ]


def test_every_picture_is_there_small_and_said_in_words_and_none_lies_about() -> None:
    shown = [picture for page in guide.pages() for picture in page.pictures]
    assert 10 <= len(shown) <= 15
    assert all(len(picture.alt.split()) >= 5 for picture in shown)
    assert all(picture.file.stat().st_size <= 100_000 for picture in shown)
    folder = shown[0].file.parent
    assert {file.stem for file in folder.iterdir()} == {picture.name for picture in shown}
    assert sum(file.stat().st_size for file in folder.iterdir()) < 1_500_000


def test_every_link_within_the_guide_leads_to_a_page() -> None:
    links = {link for page in guide.pages() for link in re.findall(r"\]\(#([^)]+)\)", page.markdown)}
    assert links
    assert links <= {page.id for page in guide.pages()}


def test_a_page_is_found_by_its_title_or_by_a_word_in_it_those_with_the_title_first() -> None:
    found = [page.title for page in guide.search("kopi")]
    assert found[0] == "Hvordan tager vi kopier?"
    assert len(found) > 3
    assert {page.group for page in guide.search("metoden") if "Metoden" not in page.markdown} >= {"Metoden"}
    assert guide.search("findesikke") == ()
    assert guide.search("") == guide.pages()
    assert guide.titled("Hvordan tager vi kopier?").id == "hvordan-tager-vi-kopier"
    with pytest.raises(KeyError):
        guide.titled("Findes ikke")
