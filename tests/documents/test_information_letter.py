"""The letter to parents as a paper: what it says, in which language, and what stops it."""

from dataclasses import replace
from datetime import date

import pytest

from opspor.documents.document import as_text
from opspor.documents.information_letter import LetterFacts, lacking, letter
from opspor.documents.layout import draw, draw_all, undrawable
from opspor.documents.preview import page_count
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Institution, Role
from opspor.domain.retention import Schedule
from opspor.forms.wording import lix
from opspor.reference.law import rule_on
from opspor.reference.letters import House, Language, shipped
from tests.documents.pdf import page_texts, reader

DAY = date(2026, 11, 23)
LANGUAGES = {one.code: one for one in shipped()}
HOUSE = Institution(
    Id("i"), "Børnehuset Lærkereden", "Ådal Kommune", "Åvej 3\n7400 Ådal", "87 65 43 20", "", "dpo@aadal.example"
)
FACTS = LetterFacts(
    language=LANGUAGES["da"],
    house=House.DAYCARE,
    institution=HOUSE,
    child="Karla Maria Juhl",
    carers=("Anna Juhl", "Bo Juhl"),
    schedule=Schedule(own=7, file=1, concern=4, paper=0),
    log_months=9,
    sees=(Role.STAFF, Role.LEADER),
    sees_not=(Role.ADMINISTRATOR, Role.AUDITOR),
    rules=tuple(f"{rule.text} {rule.quoted}" for rule in (rule_on("public_task", DAY), rule_on("duty", DAY))),
    printed_on=DAY,
    mark="Log 12 · 9f3a 21c7",
)


def said(facts: LetterFacts) -> str:
    return as_text(letter(facts))


def test_the_letter_says_what_why_who_until_when_rights_controller_and_dpo() -> None:
    text = said(FACTS)
    for words in (
        "Til Anna Juhl og Bo Juhl", "23.11.2026", "Karla Maria Juhl", "To voksne svarer hver for sig",
        "Vi spørger derfor ikke om dit ja", "De voksne, der arbejder med dit barn.", "Lederen.",
        "kan ikke læse om børn", "7 måneder efter", "1 måned efter at dit barn er stoppet", "4 måneder efter",
        "straks efter", "9 måneder", "få en kopi", "klage til Datatilsynet", "Ådal Kommune", "dpo@aadal.example",
        "Dataansvarlig: Ådal Kommune", "går ikke på nettet", "ingen point", "underretning",
    ):  # fmt: skip
        assert words in text


def test_a_rule_is_quoted_with_how_sure_it_is() -> None:
    assert "Skal efterprøves: Datatilsynets afgørelse fra 2019 er kun set genfortalt" in said(FACTS)


def test_only_those_who_work_here_are_named() -> None:
    text = said(replace(FACTS, house=House.HOME, sees=(Role.HEALTH_VISITOR,), sees_not=()))
    assert "Sundhedsplejersken" in text
    assert "De voksne, der arbejder" not in text
    assert "kan ikke læse om børn" not in text


def test_each_house_says_what_it_does() -> None:
    texts = {house: said(replace(FACTS, house=house)) for house in House}
    assert "Eleven kan også svare selv" in texts[House.SCHOOL]
    assert "fyldt 15 år" in texts[House.SCHOOL]
    assert "får besøg af os" in texts[House.HOME]
    assert len({*texts.values()}) == 3


@pytest.mark.parametrize("house", House)
def test_the_danish_letter_as_it_is_printed_is_read_by_every_parent(house: House) -> None:
    rules = tuple(f"{rule.text} {rule.quoted}" for rule in (rule_on("parents_informed", DAY), rule_on("duty", DAY)))
    text = said(replace(FACTS, house=house, rules=rules))
    assert lix(text.splitlines()) <= 35


@pytest.mark.parametrize("house", House)
@pytest.mark.parametrize("code", ["da", "en"])
def test_a_letter_is_one_sheet_and_everything_in_it_can_be_drawn(house: House, code: str) -> None:
    made = letter(replace(FACTS, house=house, language=LANGUAGES[code]))
    assert undrawable(made) == ()
    assert page_count(draw(made)) <= 2


def test_the_english_letter_has_danish_in_what_is_quoted_alone() -> None:
    made = letter(replace(FACTS, language=LANGUAGES["en"]))
    assert made.language == "en"
    *parts, law = made.parts
    text = as_text(replace(made, parts=tuple(parts)))
    assert "In Danish, as the law is written in Danish." in as_text(made)
    assert law.title == "What the law says"
    assert not {"og", "barn", "eller", "Dataansvarlig", "måneder"} & {*text.replace(":", " ").split()}
    assert "Page 1 of 2" in page_texts(draw(made))[0]


@pytest.mark.parametrize(
    ("carers", "line"),
    [
        ((), "Til dig, der har forældremyndigheden"),
        (("Anna Juhl",), "Til Anna Juhl"),
        (("A", "B", "C"), "Til A, B og C"),
    ],
)
def test_whom_it_is_for(carers: tuple[str, ...], line: str) -> None:
    assert line in said(replace(FACTS, carers=carers)).splitlines()


def test_a_language_without_a_text_stops_it_and_never_becomes_half_danish() -> None:
    for language in LANGUAGES.values():
        if language.text is None:
            with pytest.raises(KnownError) as error:
                letter(replace(FACTS, language=language))
            assert error.value.code == "BREV-SPROG"
            assert language.name_da.lower() in str(error.value)


@pytest.mark.parametrize(
    ("field", "words"), [("dpo", "databeskyttelsesrådgiver"), ("controller", "dataansvarlig"), ("name", "navn")]
)
def test_what_the_institution_has_not_written_stops_it_and_is_named(field: str, words: str) -> None:
    bare = replace(HOUSE, **{field: "  "})  # type: ignore[arg-type]
    assert [words in one for one in lacking(bare)] == [True]
    with pytest.raises(KnownError) as error:
        letter(replace(FACTS, institution=bare))
    assert error.value.code == "BREV-MANGLER"
    assert words in str(error.value)


def test_no_text_of_a_file_that_came_in_is_run() -> None:
    assert "{institution}" in said(replace(FACTS, child="{institution}", carers=("{0}",)))


def test_several_letters_are_one_file_each_with_pages_and_a_language_of_its_own() -> None:
    sample: Language = LANGUAGES["en"]
    pdf = draw_all([letter(FACTS), letter(replace(FACTS, language=sample, child="Bo Friis"))])
    pages = page_texts(pdf)
    assert [text.count("Karla Maria Juhl") > 0 for text in pages if "1 af" in text or "1 of" in text] == [True, False]
    assert sum("Side 1 af" in text for text in pages) == sum("Page 1 of" in text for text in pages) == 1
    file = reader(pdf)
    (root,) = file.root_object["/StructTreeRoot"]["/K"]  # type: ignore[index]
    parts = [one.get_object() for one in root.get_object()["/K"]]
    assert [(part["/S"], part["/Lang"]) for part in parts] == [("/Part", "da"), ("/Part", "en")]
    assert file.metadata is not None
    assert file.metadata.title == "Vi holder øje med, hvordan børnene har det"
    assert "Juhl" not in str(file.metadata)
