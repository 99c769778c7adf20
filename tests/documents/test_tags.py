"""A screen reader gets the whole paper, in order, and knows what is a heading, a list and a table."""

import re
from dataclasses import replace

import pytest

from opspor.documents.content import brief, underretning
from opspor.documents.document import Document, as_text
from opspor.documents.layout import draw
from opspor.documents.slips import recovery_paper
from opspor.domain.paper import SectionAnswer
from tests.documents.pdf import marked_texts, reader, tree
from tests.documents.samples import BRIEF, BRIEF_DRAFT, TODAY, UNDERRETNING, UNDERRETNING_DRAFT, facts

LONG = {**UNDERRETNING_DRAFT.sections, "concern": SectionAnswer("Et langt afsnit med mange ord. " * 200)}
PAPERS = {
    "underretning": underretning(UNDERRETNING, facts(final=False)),
    "over flere sider": underretning(UNDERRETNING, facts(replace(UNDERRETNING_DRAFT, sections=LONG))),
    "drøftelsesark": brief(BRIEF, facts(BRIEF_DRAFT)),
    "gendannelsesnøgle": recovery_paper("Huset", [f"ord{n}" for n in range(16)], TODAY),
}


@pytest.fixture(params=PAPERS, scope="module")
def paper(request: pytest.FixtureRequest) -> Document:
    """Every kind of paper."""
    return PAPERS[request.param]


def words(text: str) -> list[str]:
    """The words of a text, without the signs that only the plain text or only the paper has."""
    return sorted(re.sub(r"\[ \]|____|Underskrift: \(|[–():;,.]|Underskrift|Dato", " ", text).split())


def test_the_tree_leads_to_every_word_of_the_paper_and_nothing_else(paper: Document) -> None:
    file = reader(draw(paper))
    marked, _ = marked_texts(file)
    reached = [place for _, _, own in tree(file) for place in own]
    assert sorted(reached) == sorted(marked)
    read = "\n".join("".join(marked[place][1] for place in own) for _, _, own in tree(file))
    whole = as_text(replace(paper, header="", mark="", footer=(), draft=False))
    for table_head in ("Navn: Sara", "Navn: Tobias"):
        whole = whole.replace(table_head, table_head.removeprefix("Navn: "))
    whole = re.sub(r"; (Forældremyndighed|Adresse og telefon): ", " ", whole)
    whole = whole.replace(
        "Forældre og andre omsorgspersoner",
        "Forældre og andre omsorgspersoner Navn Forældremyndighed Adresse og telefon",
    )
    assert words(read) == words(whole)


def test_content_has_the_role_of_its_element(paper: Document) -> None:
    file = reader(draw(paper))
    marked, _ = marked_texts(file)
    for role, _, own in tree(file):
        for place in own:
            assert marked[place][0] == role


def test_headings_come_in_reading_order(paper: Document) -> None:
    file = reader(draw(paper))
    marked, _ = marked_texts(file)
    headings = [(role, "".join(marked[p][1] for p in own)) for role, _, own in tree(file) if role in ("/H1", "/H2")]
    assert headings == [("/H1", paper.title), *(("/H2", part.title) for part in paper.parts)]


def test_lists_and_tables_are_whole(paper: Document) -> None:
    below = {"/L": {"/LI"}, "/LI": {"/Lbl", "/LBody"}, "/Table": {"/TR"}, "/TR": {"/TH", "/TD"}}
    for role, element, _ in tree(reader(draw(paper))):
        if role in below:
            assert {kid.get_object()["/S"] for kid in element["/K"]} <= below[role]
        if role == "/TH":
            assert element["/A"]["/Scope"] == "/Column"


def test_the_way_back_from_page_to_element_is_right(paper: Document) -> None:
    file = reader(draw(paper))
    numbers = file.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
    back = dict(zip(numbers[::2], (row.get_object() for row in numbers[1::2]), strict=True))
    for _, element, own in tree(file):
        for page, mcid in own:
            assert back[file.pages[page]["/StructParents"]][mcid].get_object() == element


def test_header_footer_and_the_mark_of_a_draft_are_artifacts() -> None:
    file = reader(draw(PAPERS["underretning"]))
    _, artifacts = marked_texts(file)
    for text in (
        "Børnehuset Lærkereden",
        "Kladde · Fortroligt",
        "KLADDE",
        "Side 1 af 2",
        "Dataansvarlig: Ådal Kommune · Skema: underretning, version 1",
    ):
        assert text in artifacts


def test_the_file_says_language_title_and_that_it_is_tagged(paper: Document) -> None:
    file = reader(draw(paper))
    root = file.trailer["/Root"]
    assert root["/Lang"] == "da-DK"  # type: ignore[index]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert all(str(page["/Tabs"]) == "/S" for page in file.pages)
    xmp = file.xmp_metadata
    assert xmp is not None
    assert xmp.dc_title == {"x-default": paper.title}
    assert xmp.dc_language == ["da-DK"]
    assert not xmp.dc_creator
