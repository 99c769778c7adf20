"""The user guide as pages."""

import re

import pytest

from opspor.reference import guide


def test_every_section_is_a_page_in_the_order_of_the_guide() -> None:
    pages = guide.pages()
    assert pages[0].markdown.startswith("Til pædagoger")
    numbers = [int(page.number) for page in pages if page.number]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len({page.id for page in pages}) == len(pages) == len({page.title for page in pages})
    assert all(page.markdown for page in pages)


def test_every_link_within_the_guide_leads_to_a_page() -> None:
    links = {link for page in guide.pages() for link in re.findall(r"\]\(#([^)]+)\)", page.markdown)}
    assert links
    assert links <= {page.id for page in guide.pages()}


def test_a_page_is_found_by_its_title_or_by_a_word_in_it_those_with_the_title_first() -> None:
    found = [page.title for page in guide.search("kopi")]
    assert found[:2] == ["Kopier", "Prøv en kopi én gang om året"] or found[0] == "Kopier"
    assert len(found) > 3
    assert guide.search("findesikke") == ()
    assert guide.search("") == guide.pages()
    assert guide.titled("Kopier").title == "Kopier"
    with pytest.raises(KeyError):
        guide.titled("Findes ikke")
