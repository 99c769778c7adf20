"""The law list is data, dated, says whose a deadline is, and is honest about what nobody has checked."""

import re
import tomllib
from datetime import date, timedelta
from itertools import groupby, pairwise

import msgspec
import pytest

import opspor
from opspor.domain.local import LawCheck
from opspor.reference import law
from opspor.reference.law import Rule, Sureness, Whose

CHECK = LawCheck("duty", "Barnets lov § 133", date(2027, 1, 4), "juridisk afdeling")
EVERY = pytest.mark.parametrize("rule", law.rules(), ids=lambda rule: f"{rule.id}-{rule.since}")


@EVERY
def test_a_rule_says_where_and_when_it_was_seen_or_that_it_was_not(rule: Rule) -> None:
    if rule.whose is Whose.OURS:
        assert not rule.law
        return
    assert rule.law
    assert rule.seen_in
    if rule.seen_on is None:
        assert "ikke set i en kilde" in rule.doubt
    else:
        assert rule.seen_on.year >= 2026


@EVERY
def test_what_is_not_sure_says_what_and_what_has_no_number_is_never_sure(rule: Rule) -> None:
    assert bool(rule.doubt) is (rule.certainty is not Sureness.HIGH)
    if rule.whose is not Whose.OURS:
        assert rule.paragraph or rule.certainty is not Sureness.HIGH


@EVERY
def test_a_rule_is_never_quoted_without_how_sure_it_is(rule: Rule) -> None:
    assert rule.quoted.endswith(".")
    assert rule.status in rule.quoted
    assert rule.unsure is ("Skal efterprøves" in rule.quoted)
    if "§" in rule.quoted:
        assert re.search("ikke efterprøvet|Skal efterprøves", rule.quoted)


def test_every_number_that_the_fact_base_doubts_is_doubted() -> None:
    unsure = {rule.id for rule in law.rules() if rule.unsure and rule.holds_on(date(2026, 11, 22))}

    assert unsure >= {
        "receipt", "feedback_duty", "ssd", "police_exchange", "network_involved", "early_help", "child_involved",
        "support_person", "childs_plan", "youth_support", "moving", "reassessment", "talk_with_child",
        "first_follow_up", "same_chapter",
    }  # fmt: skip
    assert law.rule("ssd").cited == "Barnets lov (før 2024: Serviceloven § 49 a)"
    assert law.rule("ssd").quoted.startswith(
        "Barnets lov (før 2024: Serviceloven § 49 a). Skal efterprøves: nummeret er ikke fundet"
    )


def test_ids_are_permanent_ascii_and_no_two_versions_hold_on_the_same_day() -> None:
    ids = {rule.id for rule in law.rules()}
    assert all(id_.isascii() and id_.replace("_", "").isalnum() for id_ in ids)

    for _, found in groupby(sorted(law.rules(), key=lambda rule: rule.id), key=lambda rule: rule.id):
        versions = sorted(found, key=lambda rule: rule.since or date.min)
        for older, newer in pairwise(versions):
            assert older.until is not None
            assert newer.since == older.until + timedelta(days=1)
            assert newer.formerly == f"{older.law} {older.paragraph}"


@pytest.mark.parametrize(
    ("day", "cited"),
    [
        (date(2023, 12, 31), "Serviceloven § 153"),
        (date(2024, 1, 1), "Barnets lov § 133 (før 2024: Serviceloven § 153)"),
        (date(2026, 11, 22), "Barnets lov § 133 (før 2024: Serviceloven § 153)"),
    ],
)
def test_a_paper_quotes_the_law_of_its_own_day(day: date, cited: str) -> None:
    assert law.rule_on("duty", day).cited == cited


def test_a_clock_that_is_years_behind_stops_no_paper() -> None:
    assert law.rule_on("supervision", date(1970, 1, 1)).cited == "Barnets lov § 9 (før 2024: Serviceloven § 146)"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("50", "§ 20"), ("§ 153", "§ 133"), ("paragraf 50", "§ 20"), ("§ 11-forløb", "§ 30"), ("49 a", ""),
        ("§ 46", "§ 2"), ("54", "§ 75"), ("140", "§ 91"), ("76", "§§ 114–116"), ("146", "§ 9"), ("152", "§ 132"),
        ("154", "§ 135"), ("155", "§ 136"), ("155 a", "§ 137"), ("155 b", "§§ 136–138"), ("50 a", "§ 124"),
        ("50 b", "§ 125"), ("50 c", "§ 126"), ("52", "§ 32"), ("SERVICELOVEN 19", "§ 15, stk. 2"),
        ("efterværn", "§§ 114–116"),
    ],
)  # fmt: skip
def test_a_rule_is_found_by_the_number_that_people_still_say(old: str, new: str) -> None:
    now = [rule for rule in law.rules() if rule.holds_on(date(2026, 11, 22))]

    assert new in [rule.paragraph for rule in law.search(old, now)]


def test_a_number_is_found_whole_and_nothing_is_found_by_another() -> None:
    assert {rule.id for rule in law.search("15", law.rules())} == {
        "beredskab",
        "honour_plan",
        "notes_and_journal",
        "consent_from_15",
        "see_all",
    }
    assert law.search("9999", law.rules()) == ()
    assert law.search("", law.rules()) == law.rules()


def test_each_deadline_says_whose_it_is() -> None:
    for rule in law.rules():
        if rule.working_days is not None or rule.days is not None or rule.per_cent is not None:
            assert rule.whose is not None, rule.id
    clocks = [law.rule(id_) for id_ in ("receipt", "remind", "feedback", "new_underretning")]
    assert [(rule.working_days, rule.days, rule.whose) for rule in clocks] == [
        (6, None, Whose.MUNICIPALITY), (7, None, Whose.OURS), (None, 14, Whose.OURS), (None, 30, Whose.OURS)
    ]  # fmt: skip
    assert clocks[1].quoted == "Vores påmindelse, ikke en frist i loven."


def test_the_two_shares_of_unlawful_absence_are_dated_data() -> None:
    assert [law.rule(f"absence_{share}").per_cent for share in (10, 15)] == [10, 15]
    assert law.rule("absence_10").quoted == (
        "Reglerne om elevers fravær i folkeskolen. Skal efterprøves: nummeret er ikke fundet. "
        "Set i kilde af 22. november 2026, ikke efterprøvet."
    )


def test_a_rule_that_somebody_has_looked_up_says_who_and_when() -> None:
    rule = law.rule_on("duty", date(2027, 2, 1), [CHECK])

    assert rule.quoted == (
        "Barnets lov § 133 (før 2024: Serviceloven § 153). Slået efter af juridisk afdeling den 4. januar 2027."
    )


def test_the_number_that_was_looked_up_stands_in_place_of_the_doubt() -> None:
    found = LawCheck("ssd", "Barnets lov § 999", date(2027, 1, 4), "jurist")
    older = LawCheck("ssd", "Barnets lov § 1", date(2026, 12, 1), "leder")

    rule = law.rule_on("ssd", date(2027, 2, 1), [found, older])

    assert not rule.unsure
    assert rule.cited == "Barnets lov § 999 (før 2024: Serviceloven § 49 a)"


def test_a_look_holds_for_the_version_that_was_in_force_that_day_alone() -> None:
    assert law.rule_on("duty", date(2023, 5, 1), [CHECK]).checked_by_function == ""
    assert law.rule_on("unborn", date(2027, 2, 1), [CHECK]).checked_by_function == ""


def test_nobody_looks_up_what_no_law_says() -> None:
    check = LawCheck("remind", "Barnets lov § 1", date(2027, 1, 4), "leder")

    assert law.rule_on("remind", date(2027, 2, 1), [check]) == law.rule("remind")


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
