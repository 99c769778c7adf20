"""A contact with parents: what must be said, and that tried in vain is a fact of its own."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from opspor.domain.assessment import NOTE_LIMIT, Context
from opspor.domain.contact import Contact, ParentContact, Spoken, Way, check_contact, with_carer
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id

TODAY = date(2026, 11, 3)
MOTHER, FATHER = Id("mor"), Id("far")
WHOLE = Contact(TODAY, Way.PHONE, people=(Spoken(MOTHER, "Kanaria, mor", "Hun sover dårligt"),), about="Søvn")


def test_a_contact_says_when_how_with_whom_and_about_what() -> None:
    check_contact(WHOLE, TODAY)
    check_contact(replace(WHOLE, talked=False, people=(Spoken(FATHER, "Kanarius, far"),)), TODAY)


@pytest.mark.parametrize(
    ("contact", "code"),
    [
        (replace(WHOLE, held_on=None), "KONTAKT-DATO"),
        (replace(WHOLE, held_on=TODAY + timedelta(days=1)), "KONTAKT-DATO"),
        (replace(WHOLE, way=None), "KONTAKT-MAADE"),
        (replace(WHOLE, people=()), "KONTAKT-HVEM"),
        (replace(WHOLE, people=(Spoken(None, "  "),)), "KONTAKT-HVEM"),
        (replace(WHOLE, about=" \n"), "KONTAKT-OM"),
        (replace(WHOLE, next_on=TODAY), "KONTAKT-NAESTE"),
        (replace(WHOLE, next_on=TODAY - timedelta(days=1)), "KONTAKT-NAESTE"),
        (replace(WHOLE, next_on=date(2036, 11, 3)), "KONTAKT-NAESTE"),
        (replace(WHOLE, about="a" * (NOTE_LIMIT + 1)), "VURD-LANG"),
        (replace(WHOLE, people=(Spoken(MOTHER, "mor", "a" * (NOTE_LIMIT + 1)),)), "VURD-LANG"),
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_for(contact: Contact, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        check_contact(contact, TODAY)
    assert refused.value.code == code


def test_the_next_day_may_be_tomorrow_a_holiday_or_two_years_ahead() -> None:
    for next_on in (TODAY + timedelta(days=1), date(2026, 12, 25), date(2028, 11, 2)):
        check_contact(replace(WHOLE, next_on=next_on), TODAY)


def test_each_carer_has_contacts_of_their_own_talked_or_tried() -> None:
    both = replace(WHOLE, people=(Spoken(MOTHER, "mor"), Spoken(FATHER, "far")))
    tried = replace(WHOLE, talked=False, people=(Spoken(FATHER, "far"),))
    other = replace(WHOLE, people=(Spoken(None, "bedstemor"),))
    made = [
        ParentContact(Id(str(n)), Id("barn"), Context.DAYCARE, Id("mette"), "Mette", datetime.now(UTC), contact)
        for n, contact in enumerate((both, tried, other))
    ]
    assert [one.id for one in with_carer(made, FATHER)] == ["0", "1"]
    assert [one.id for one in with_carer(made, MOTHER)] == ["0"]
    assert [one.id for one in with_carer(made, None)] == ["2"]
