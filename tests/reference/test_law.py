"""The law list is data, dated, and honest about what nobody has checked."""

import tomllib
from datetime import date

import msgspec
import pytest

import opspor
from opspor.reference import law


def test_every_rule_says_where_and_when_it_was_seen() -> None:
    assert law.rules()
    for rule in law.rules():
        assert rule.seen_in
        assert rule.seen_on.year >= 2026


def test_ids_are_permanent_ascii_and_used_once() -> None:
    ids = [rule.id for rule in law.rules()]

    assert len(set(ids)) == len(ids)
    assert all(id_.isascii() and id_.replace("_", "").isalnum() for id_ in ids)


def test_a_rule_nobody_has_checked_says_so() -> None:
    rule = law.rule("duty")

    assert rule.checked_by_function == ""
    assert rule.cited == "Barnets lov § 133 (før 2024: Serviceloven § 153)"
    assert rule.status == "Set i kilde af 22. november 2026, ikke efterprøvet"


def test_the_two_shares_of_unlawful_absence_are_dated_data() -> None:
    assert [law.rule(f"absence_{share}").per_cent for share in (10, 15)] == [10, 15]
    assert law.rule("absence_10").cited == "Reglerne om elevers fravær i folkeskolen (nummeret er ikke fundet)"
    assert law.rule("absence_10").status.endswith("ikke efterprøvet")


def test_a_checked_rule_says_who_checked_it_and_when() -> None:
    checked = msgspec.structs.replace(
        law.rule("duty"), seen_on=date(2027, 1, 4), checked_by_function="juridisk afdeling"
    )

    assert checked.status == "Senest kontrolleret 4. januar 2027 af juridisk afdeling"


def test_a_rule_cannot_be_changed_by_who_shows_it() -> None:
    with pytest.raises(AttributeError):
        law.rule("duty").text = "noget andet"  # type: ignore[misc]


def test_an_unknown_rule_is_a_bug_of_ours() -> None:
    with pytest.raises(KeyError):
        law.rule("findes-ikke")


def test_a_misspelt_field_in_the_list_is_refused() -> None:
    text = (opspor.data_folder("resources") / "law" / "law.toml").read_text("utf-8")
    misspelt = tomllib.loads(text.replace("\nseen_on", "\nset_on", 1))["rule"]

    with pytest.raises(msgspec.ValidationError, match=r"\$\[0\]"):
        msgspec.convert(misspelt, tuple[law.Rule, ...])
