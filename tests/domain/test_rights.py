"""What waits for an answer, what restricts a child's file, and which parent may read whose remark."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from opspor.domain import rights
from opspor.domain.child import Carer, Custody
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.recipient import HOME, HOUSE, Recipient
from opspor.domain.rights import DECISIONS, RightKind, RightsNote

TODAY = date(2026, 3, 17)
MOR = Carer(Id("c1"), "Sara Juhl", "mor", Custody.YES, "", "", False, True)
FAR = Carer(Id("c2"), "Tobias Juhl", "far", Custody.YES, "", "", False, False)


def note(id_: str, kind: RightKind, *, child: str = "b1", answers: str | None = None) -> RightsNote:
    at = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
    whom = Id(answers) if answers else None
    return RightsNote(Id(id_), Id(child), kind, TODAY, "Sara Juhl, mor", "Sådan er det ikke.", "Mette", at, None, whom)


def test_an_objection_and_a_restriction_wait_until_they_are_answered_and_a_remark_never_does() -> None:
    kinds = [RightKind.REMARK, RightKind.OBJECTION, RightKind.RESTRICTION, RightKind.NOT_INFORMED]
    asked = [note(str(number), kind) for number, kind in enumerate(kinds)]
    assert rights.still_open(asked) == (asked[1], asked[2])
    assert rights.still_open([*asked, note("9", RightKind.ANSWER, answers="1")]) == (asked[2],)
    assert {one.kind for one in rights.still_open(asked)} == set(DECISIONS)


def test_the_oldest_restriction_that_lives_restricts_its_own_child_alone() -> None:
    first, second, other = (note(id_, RightKind.RESTRICTION, child=child) for id_, child in zip("123", "aab"))  # noqa: B905
    every = [first, second, other]
    assert rights.restriction(every[:2]) == first
    assert rights.restricted_since(every) == {"a": first, "b": other}
    lifted = [*every, note("4", RightKind.ANSWER, answers="1")]
    assert rights.restricted_since(lifted) == {"a": second, "b": other}
    assert rights.restriction([note("1", RightKind.OBJECTION)]) is None
    assert rights.in_words(first) == "Behandlingen er begrænset siden 17. marts 2026: må gemmes, ikke bruges."


def test_a_round_may_begin_without_parents_who_were_not_told_by_an_exception() -> None:
    assert rights.not_told([note("1", RightKind.NOT_INFORMED), note("2", RightKind.REMARK, child="b2")]) == {"b1"}


@pytest.mark.parametrize(
    ("from_whom", "on", "text", "code"),
    [
        (" ", TODAY, "Nej", "OENSKE-HVEM"), ("mor", TODAY, " ", "OENSKE-TEKST"),
        ("mor", date(2026, 3, 18), "Nej", "OENSKE-DAG"),
    ],
)  # fmt: skip
def test_it_says_who_and_what_on_a_day_that_has_come(from_whom: str, on: date, text: str, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        rights.check(from_whom, on, text, TODAY)
    assert refused.value.code == code
    rights.check("mor", TODAY, "Nej", TODAY)


TO_MOR, TO_FAR = Recipient(at_home=True, carer=MOR.id), Recipient(at_home=True, carer=FAR.id)


@pytest.mark.parametrize(
    ("from_whom", "to", "carers", "readable"),
    [
        ("Sara Juhl, mor", HOUSE, (MOR, FAR), True),  # professionals read all
        ("Sara Juhl, mor", TO_MOR, (MOR, FAR), True),
        ("sara juhl,  MOR", TO_MOR, (MOR, FAR), True),
        ("Sara Juhl, mor", TO_FAR, (MOR, FAR), False),
        ("Sara Juhl, mor", HOME, (MOR, FAR), False),
        ("Sara Juhl, mor", HOME, (MOR,), True),
        ("Forældrene", TO_FAR, (MOR, FAR), True),
        ("Forældrene", HOME, (MOR, FAR), True),
        ("Karla", TO_MOR, (MOR,), False),  # what the youth said is the youth's
        ("Sara Juhl, mor", TO_MOR, (MOR, replace(FAR, name="Sara Juhl", relation="mor")), False),  # who of the two?
    ],
)
def test_what_one_parent_said_is_not_told_to_the_other(
    from_whom: str, to: Recipient, carers: tuple[Carer, ...], readable: bool
) -> None:
    said = replace(note("1", RightKind.REMARK), from_whom=from_whom)
    assert rights.readable(said, to, carers) is readable


def test_a_remark_says_who_and_where_nobody_is_named_it_says_the_family() -> None:
    said = note("1", RightKind.REMARK)
    assert rights.as_said(said) == "Sara Juhl, mor har bemærket: Sådan er det ikke."
    assert rights.as_said(said, named=False) == "Familien har bemærket: Sådan er det ikke."
    assert (rights.called(MOR), rights.called(replace(MOR, name="", relation=""))) == (
        "Sara Juhl, mor", "Omsorgsperson",
    )  # fmt: skip
