"""What an anonymous paper refuses, and what no paper may hold."""

from dataclasses import replace

import pytest

from opspor.documents.content import brief, underretning
from opspor.documents.document import Paragraph, Part
from opspor.documents.house import Weight, house
from opspor.documents.privacy import findings, in_words, refuse_identifying, refuse_other_children, refuse_protected
from opspor.domain.child import Particulars, Sibling
from opspor.domain.errors import KnownError
from opspor.domain.paper import SectionAnswer
from tests.documents.samples import (
    BRIEF,
    BRIEF_DRAFT,
    NOAH,
    OBSERVATIONS,
    SARA,
    UNDERRETNING,
    UNDERRETNING_DRAFT,
    facts,
)

ANONYMOUS = replace(BRIEF_DRAFT, anonymous=True)


def code_of(text: str, **changes: object) -> str:
    """The code an anonymous paper with this text is refused with; "" when it is not."""
    try:
        refuse_identifying([Part("Hvad ser vi?", (Paragraph(text),))], facts(ANONYMOUS, **changes))
    except KnownError as error:
        return error.code
    return ""


@pytest.mark.parametrize(
    "text",
    [
        "Noah græder",
        "noah græder",
        "NOAH græder",
        "Noahs mor",
        "Noah's mor",
        "familien Krogh",
        "mor, Sara, siger",
        "lillesøster Ebba",
        "Jonas har set det",  # a colleague who is no author
        "Mette hentede ham",
        "ÆBELØ",
        "Aebeloe eller Æbelø",
        "N.K. sover",
        "N. K. sover",
        "NK sover",
        "(noah)",
        "Malte",  # the typed name of the concern
    ],
)
def test_names_and_initials_are_refused(text: str) -> None:
    assert code_of(text, typed_name="Malte Vind") == "PAPIR-NAVN"


@pytest.mark.parametrize(
    "text",
    [
        "Barnet græder ved aflevering og leger i skoven",
        "Det er N og K i alfabetet",
        "Der blæser en storm, og hun har hele livet for sig",
        "Mor og far er glade for hjælp",
        "Vi har prøvet i 3 uger, 2 gange om dagen, kl. 12.15-13.30 og 8.10-10.30",
        "Det skete i 10 af 12 tilfælde, i 2025",
        "Barnet er 4 år, og dets lillebror er 1 år",
    ],
)
def test_ordinary_sentences_pass(text: str) -> None:
    assert code_of(text) == ""


@pytest.mark.parametrize(
    ("text", "asked"), [("hele sit liv", []), ("Liv græder", ["Liv"]), ("se, LIV", ["LIV"]), ("bo og leve", [])]
)
def test_a_name_that_is_also_a_word_is_asked_about_with_a_capital_and_never_stops(text: str, asked: list[str]) -> None:
    liv = replace(NOAH, first_name="Liv", last_name="Bo Storm")
    assert code_of(text, particulars=liv) == ""
    found = findings([Part("Hvad ser vi?", (Paragraph(text),))], facts(ANONYMOUS, particulars=liv, typed_name=""))
    assert [(one.found, one.weight) for one in found] == [(word, Weight.MAYBE) for word in asked]


def test_a_carer_known_only_as_mor_does_not_forbid_the_word() -> None:
    particulars = replace(NOAH, carers=(replace(SARA, name="mor"),), siblings=(Sibling("lillebror Ib", ""),))
    assert code_of("mor henter lillebror", particulars=particulars) == ""
    assert code_of("Ib er syg", particulars=particulars) == "PAPIR-NAVN"


@pytest.mark.parametrize(
    "text",
    [
        "siden 3. marts",
        "siden 3 marts",
        "den 3/4",
        "den 12.3",
        "03.03.2026",
        "3/3-26",
        "2026-03-03",
        "12. okt.",
        "0901221239",
        "090122-1239",
        "ring 12 34 56 78",
        "ring 12345678",
    ],
)
def test_dates_and_numbers_are_refused(text: str) -> None:
    assert code_of(text) == "PAPIR-DATO"


@pytest.mark.parametrize("text", ["De bor på Møllestien 12", "møllestien 12, 2. tv", "7400 Ådal", "Lærkevej 4"])
def test_an_address_is_refused_also_when_it_is_not_protected(text: str) -> None:
    assert code_of(text) == "PAPIR-ADRESSE"


@pytest.mark.parametrize("text", ["Solstuen er fuld", "Emma slog", "emmas mor", "Bo Birks mor", "I Lærkereden"])
def test_what_looks_like_a_name_must_be_answered_and_stops_no_more_when_it_is(text: str) -> None:
    known = house(names=["Emma Bo Birk"])
    assert code_of(text, house=known) in ("PAPIR-MAASKE-NAVN", "PAPIR-NAVN")
    found = findings([Part("Hvad ser vi?", (Paragraph(text),))], facts(ANONYMOUS, house=known))
    answered = replace(ANONYMOUS, no_names=tuple(one.key for one in found))
    refused = [one for one in found if one.weight is Weight.SURE]  # a name in full is no question
    assert findings([Part("Hvad ser vi?", (Paragraph(text),))], facts(answered, house=known)) == tuple(refused)


def test_the_error_names_the_sections_and_never_what_was_found() -> None:
    sections = {**ANONYMOUS.sections, "tried": SectionAnswer("Noah sover"), "views": SectionAnswer("Sara er træt")}
    with pytest.raises(KnownError) as caught:
        brief(BRIEF, facts(replace(ANONYMOUS, sections=sections)))
    assert "»Hvad har vi prøvet?« og »Forældrenes og barnets syn«" in str(caught.value)
    assert "Noah" not in str(caught.value)
    assert "Sara" not in str(caught.value)


def test_a_name_in_a_chosen_record_is_found_too() -> None:
    with_name = (replace(OBSERVATIONS[0], text="Noah kommer uden madpakke"), *OBSERVATIONS[1:])
    with pytest.raises(KnownError, match="»Hvad ser vi\\?«"):
        brief(BRIEF, facts(ANONYMOUS, observations=with_name))


def test_names_may_stand_in_a_paper_with_name() -> None:
    sections = {**BRIEF_DRAFT.sections, "tried": SectionAnswer("Noah sover 3. marts")}
    assert brief(BRIEF, facts(replace(BRIEF_DRAFT, sections=sections)))


@pytest.mark.parametrize(
    "text", ["De bor på Møllestien 12.", "møllestien 12, 2 tv", "Ring til mor på 00112233", "+45 00 11 22 33"]
)
def test_a_protected_place_is_refused_in_typed_text(text: str) -> None:
    protected: Particulars = replace(NOAH, protected=True)
    with pytest.raises(KnownError) as caught:
        refuse_protected([Part("Bekymringen", (Paragraph(text),))], facts(particulars=protected))
    assert caught.value.code == "PAPIR-BESKYTTET"
    assert "»Bekymringen«" in str(caught.value)
    assert "llestien" not in str(caught.value)
    refuse_protected([Part("Bekymringen", (Paragraph(text),))], facts())  # nobody is protected here


def test_an_underretning_with_a_protected_address_in_a_text_is_refused() -> None:
    sections = {**UNDERRETNING_DRAFT.sections, "concern": SectionAnswer("Noah går alene hjem til Møllestien 12.")}
    draft = replace(UNDERRETNING_DRAFT, sections=sections)
    with pytest.raises(KnownError, match="»Bekymringen«"):
        underretning(UNDERRETNING, facts(draft, particulars=replace(NOAH, protected=True)))


def test_the_workplace_is_printed_even_where_a_protected_child_lives() -> None:
    lives_there = replace(NOAH, protected=True, address="Lærkevej 4\n7400 Ådal", carers=())
    assert underretning(UNDERRETNING, facts(particulars=lives_there))


@pytest.mark.parametrize(
    ("titles", "said"), [(["A"], "»A«"), (["A", "B"], "»A« og »B«"), (["A", "B", "C"], "»A«, »B« og »C«")]
)
def test_in_words(titles: list[str], said: str) -> None:
    assert in_words(titles) == said


# --- another child on a paper to the home -----------------------------------------------------------------------------


def names_another(text: str, *, full: tuple[str, ...] = (), first: tuple[str, ...] = ()) -> str:
    """What is said of a part with that text; "" when it may stand."""
    try:
        refuse_other_children((Part("Hvad gør vi?", (Paragraph(text),)),), full, first, ("Karla Juhl", "Emil Juhl"))
    except KnownError as error:
        return f"{error.code}: {error}"
    return ""


@pytest.mark.parametrize("text", ["Karla leger med Åse.", "Åses mor henter", "Så tog åse bilen"])
def test_the_first_name_of_a_child_of_the_same_room_is_found(text: str) -> None:
    said = names_another(text, first=("Åse",))
    assert said.startswith("PAPIR-ANDET-BARN")
    assert "»Hvad gør vi?«" in said
    assert "Åse" not in said


@pytest.mark.parametrize("text", ["INA PIL kom", "det var Ina  Pils bil", "Ina, Pil"])
def test_the_whole_name_of_any_child_is_found(text: str) -> None:
    assert names_another(text, full=("Ina Pil",)).startswith("PAPIR-ANDET-BARN")


@pytest.mark.parametrize(
    ("text", "first", "full"),
    [
        ("Karla og Emil vinker", ("Emil", "Karla"), ("Karla Juhl",)),  # herself, and a brother who is written down
        ("Sol og sommer", ("Sol",), ()),  # a name that is a word
        ("Ina er vikar", (), ("Ina Pil",)),  # a first name alone, from another room
        ("", ("Åse",), ("Ina Pil", "")),
    ],
)
def test_what_tells_of_no_other_child_may_stand(text: str, first: tuple[str, ...], full: tuple[str, ...]) -> None:
    assert names_another(text, first=first, full=full) == ""


def test_a_brief_without_names_holds_no_protected_place_either() -> None:
    sections = {**ANONYMOUS.sections, "tried": SectionAnswer("Barnet går alene hjem til Møllestien nr. 12.")}
    with pytest.raises(KnownError) as caught:
        brief(BRIEF, facts(replace(ANONYMOUS, sections=sections), particulars=replace(NOAH, protected=True)))
    assert caught.value.code == "PAPIR-BESKYTTET"
