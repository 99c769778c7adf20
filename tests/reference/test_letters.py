"""The letters to parents as data: what is written, what lacks a translator, and which language a family has."""

import msgspec
import pytest

from opspor.forms.wording import lix
from opspor.reference.letters import (
    DANISH,
    Direction,
    House,
    Language,
    LetterText,
    Status,
    in_order,
    shipped,
    spoken,
    wrong_words,
)

CODES = {one.code: one for one in shipped()}
MAX_LIX = 35  # what every parent reads; the forms may be 40


def text_of(code: str) -> LetterText:
    text = CODES[code].text
    assert text is not None
    return text


def every_text(value: object) -> list[str]:
    match value:
        case dict():
            return [line for one in value.values() for line in every_text(one)]
        case list() | tuple():
            return [line for one in value for line in every_text(one)]
    return [str(value)]


def test_danish_and_english_are_whole_and_every_other_language_says_that_it_lacks_a_translator() -> None:
    assert [one.code for one in shipped()[:2]] == ["da", "en"]
    assert set(CODES) == {"da", "en", "ar", "tr", "uk", "pl", "so", "ur", "fa"}
    for one in shipped():
        assert (one.status is Status.READY) == (one.text is not None) == (one.code in {"da", "en"})
        assert one.made_by or one.text is None
        assert one.text is not None or (one.made_on, one.checked_on) == (None, None)  # nobody has done anything
    assert {one.code for one in shipped() if one.direction is Direction.RTL} == {"ar", "ur", "fa"}


def test_nobody_is_said_to_have_checked_what_nobody_has() -> None:
    assert not any(one.checked_by for one in shipped())


@pytest.mark.parametrize("code", ["da", "en"])
def test_every_text_has_the_words_that_are_filled_in_and_is_not_empty(code: str) -> None:
    assert [*wrong_words(text_of(code))] == []


@pytest.mark.parametrize("house", House)
def test_the_danish_letter_is_read_by_every_parent(house: House) -> None:
    plain = msgspec.to_builtins(text_of(DANISH))
    others = {one.value for one in House} - {house.value}
    lines = [line for key, value in plain.items() if key not in others for line in every_text(value)]
    assert lix(lines) <= MAX_LIX
    assert all(lix([line]) <= 42 for line in lines if len(line.split()) > 20)


@pytest.mark.parametrize("code", ["da", "en"])
def test_a_letter_promises_no_score_asks_for_no_consent_and_names_where_to_complain(code: str) -> None:
    text = text_of(code)
    assert "datatilsynet.dk" in text.rights_how
    for house in House:
        assert any(word in " ".join(text.of(house).why) for word in ("ikke om dit ja", "not ask for your yes"))
    assert any(word in text.people_decide for word in ("ingen point", "no points"))
    assert any(word in text.worry for word in ("underretning",))


def test_no_rule_no_number_of_months_and_no_phone_number_stands_in_a_text() -> None:
    for code in ("da", "en"):
        for line in every_text(msgspec.to_builtins(text_of(code))):
            assert "§" not in line
            digits = "".join(char for char in line if char.isdigit())
            assert digits in ("", "1", "15"), line  # "1 måned", and from which age a child asks for itself


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Arabisk", "ar"), ("arabisk og dansk", "ar"), ("dansk, polsk", "pl"), ("Dansk", "da"),
        ("engelsk/tyrkisk", "en"),
        ("العربية", "ar"), ("dari", "fa"), ("somali.", "so"), ("kurmanji", None), ("", None), ("EN", "en"),
    ],
)  # fmt: skip
def test_the_language_of_a_family_is_what_was_typed(said: str, code: str | None) -> None:
    found = spoken(said, shipped())
    assert (found.code if found else None) == code


def test_terms_are_said_as_they_are_said() -> None:
    danish = text_of(DANISH)
    assert [danish.term(months) for months in (0, 1, 6)] == ["straks", "1 måned", "6 måneder"]
    assert text_of("en").term(0) == "right"


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("kept_own", "uden ord"),
        ("kept_own", "{months} {child}"),
        ("kept_own", "{months!r}"),
        ("kept_own", "{months.__class__}"),
        ("kept_own", "{months"),
        ("months", "{n:>9999999}"),
        ("title", " "),
        ("rights", ()),
        ("rights", ("",)),
    ],
)
def test_a_text_with_other_words_is_found(field: str, changed: object) -> None:
    assert [*wrong_words(msgspec.structs.replace(text_of("en"), **{field: changed}))] == [field]


def test_a_text_of_a_house_and_of_a_role_is_found_by_its_place() -> None:
    plain = msgspec.to_builtins(text_of("en"))
    plain["daycare"]["opening"] = "Without a name."
    del plain["sees"]["leader"]
    found = msgspec.convert(plain, LetterText)
    assert {*wrong_words(found)} == {"daycare.opening", "sees.leader"}


def test_languages_stand_in_the_order_of_their_danish_names_those_with_a_text_first() -> None:
    romanian = Language("ro", "Română", "Rumænsk", Direction.LTR, Status.READY, text=text_of("en"))
    order = [one.code for one in in_order([*shipped(), romanian])]
    assert order[:3] == ["da", "en", "ro"]
    assert order[3:] == ["ar", "fa", "pl", "so", "tr", "uk", "ur"]
