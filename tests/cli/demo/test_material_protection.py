"""What families are told and ask for in ``resources/demo``: whole, and of families that every big enough demo has."""

from opspor.cli.demo.material import Common, House, load
from opspor.domain.paper import Basis
from opspor.domain.rights import DECISIONS, RightKind

TEXTS = load("common", Common).protection
HOUSES = {kind: load(kind, House) for kind in ("dagtilbud", "skole", "sundhedspleje")}


def test_it_is_told_of_three_families() -> None:
    families = {one.family for one in TEXTS.consent} | {one.family for one in TEXTS.wish}
    assert families | {one.family for one in TEXTS.asked} == {0, 1, 2}
    assert TEXTS.english in families


def test_a_consent_says_what_to_whom_and_until_when_and_another_basis_why() -> None:
    for one in TEXTS.consent:
        assert one.what
        assert one.to_whom
        assert one.purpose
        assert (one.lasts > 0) == bool(one.how) == (one.basis is Basis.CONSENT)
        assert bool(one.reference) == bool(one.parents) == (one.basis is not Basis.CONSENT)
        assert one.withdrawn is None or 0 < one.withdrawn < one.days
    assert [one.withdrawn is None for one in TEXTS.consent].count(False) == 1


def test_a_family_remarks_and_objects_and_asks_only_for_what_it_can_ask_for() -> None:
    assert {one.kind for one in TEXTS.wish} == {RightKind.REMARK, *DECISIONS} - {RightKind.RESTRICTION}
    assert 0 < TEXTS.restricted_days < 30  # not yet late


def test_requests_are_answered_within_a_month() -> None:
    given = [one.given for one in TEXTS.asked]
    assert given.count(None) == 1
    assert all(one.given is None or 0 < one.given < one.days for one in TEXTS.asked)
    assert all(one.days < 28 for one in TEXTS.asked)
    assert all("{other}" in text and ": " in text for one in TEXTS.asked for text in one.seen)


def test_somebody_begins_where_rounds_are_held() -> None:
    assert [kind for kind, house in HOUSES.items() if house.newcomer] == ["dagtilbud", "skole"]
