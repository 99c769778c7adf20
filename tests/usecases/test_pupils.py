"""The pupil's own view: voluntary, of the pupil's age, and kept as it was said."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.pupil import MOST, Face, PupilAnswers, PupilView
from opspor.usecases import children, pupils
from tests.documents.pdf import page_texts
from tests.guards import NOTE
from tests.usecases.conftest import House


@pytest.fixture
def pupil(house: House) -> Id:
    """Karla is eight, and Jonas is in."""
    return of_age(house, house.children[0], date(2018, 1, 5))


def of_age(house: House, child: Id, birth_date: date | None) -> Id:
    file = house.do(lambda desk: children.open_child(desk, child))
    known = replace(file.particulars, birth_date=birth_date)
    house.do(lambda desk: children.change(desk, child, file.particulars_id, known))
    return child


def give(house: House, child: Id, answers: PupilAnswers, *, on_screen: bool = True, said_on: date | None = None) -> Id:
    sheet = house.do(lambda desk: pupils.sheet(desk, child))
    day = said_on or house.clock().date()
    return house.do(lambda desk: pupils.submit(desk, sheet, answers, on_screen=on_screen, said_on=day))


def said(house: House, child: Id) -> PupilView:
    file = house.do(lambda desk: children.open_child(desk, child))
    assert file.pupil is not None
    return file.pupil[0]


@pytest.mark.parametrize(
    ("birth_date", "form"),
    [
        (date(2023, 3, 17), "pupil-3-5"),  # three years today
        (date(2020, 3, 18), "pupil-3-5"),  # six tomorrow, in børnehave
        (date(2020, 3, 17), "pupil-6-9"),
        (date(2016, 3, 18), "pupil-6-9"),  # ten tomorrow
        (date(2016, 3, 17), "pupil-10-17"),
        (date(2009, 1, 1), "pupil-10-17"),
    ],
)
def test_the_questions_follow_the_age(house: House, birth_date: date, form: str) -> None:
    child = of_age(house, house.children[0], birth_date)
    assert house.do(lambda desk: pupils.sheet(desk, child)).form.ref.id == form


def test_who_goes_to_school_already_at_five_is_asked_as_a_pupil(house: House) -> None:
    child = of_age(house, house.children[0], date(2021, 3, 17))
    assert house.do(lambda desk: pupils.sheet(desk, child)).form.ref.id == "pupil-3-5"
    new = [children.NewChild("Ib", "Kanari", date(2021, 3, 17), "", "0. klasse", "")]
    (pupil,) = house.do(lambda desk: children.import_list(desk, new)).children
    assert house.do(lambda desk: pupils.sheet(desk, pupil)).form.ref.id == "pupil-6-9"


def test_what_a_small_child_pointed_at_is_the_childs_own(house: House) -> None:
    child = of_age(house, house.children[0], date(2022, 3, 17))
    give(house, child, PupilAnswers(faces={"P35-1": Face.BAD}))
    assert said(house, child).whose == "Barnets"
    give(house, child, PupilAnswers(wants=False, faces={"P35-1": Face.GOOD}))
    assert said(house, child).answers == PupilAnswers(wants=False), "»Vil ikke« is a full answer"


@pytest.mark.parametrize(
    ("birth_date", "code"), [(date(2023, 3, 18), "ELEV-ALDER"), (date(2030, 1, 1), "ELEV-ALDER"), (None, "ELEV-FOEDT")]
)
def test_nobody_is_asked_who_is_too_young_or_whose_age_is_not_known(
    house: House, birth_date: date | None, code: str
) -> None:
    child = of_age(house, house.children[0], birth_date)
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: pupils.sheet(desk, child))
    assert refused.value.code == code


def test_what_is_skipped_stays_skipped_and_what_is_said_stands_as_it_was_said(house: House, pupil: Id) -> None:
    answers = PupilAnswers(faces={"P69-2": Face.BAD}, texts={"P69-3": f"  {NOTE} æøå 🙂 \u202eom "})
    give(house, pupil, answers)

    view = said(house, pupil)

    assert view.answers == PupilAnswers(faces={"P69-2": Face.BAD}, texts={"P69-3": f"{NOTE} æøå 🙂 \u202eom"})
    form = house.do(lambda desk: pupils.sheet(desk, pupil)).form
    assert [answer for _, answer in pupils.in_words(view, form)][:2] == ["Sprang over", "Slet ikke godt"]


def test_a_no_is_a_full_answer_and_keeps_nothing_else(house: House, pupil: Id) -> None:
    give(house, pupil, PupilAnswers(wants=False, faces={"P69-2": Face.BAD}, texts={"P69-3": NOTE}))
    assert said(house, pupil).answers == PupilAnswers(wants=False)


def test_paper_is_typed_in_later_with_the_day_it_was_filled_in(house: House, pupil: Id) -> None:
    day = house.clock().date() - timedelta(days=4)
    give(house, pupil, PupilAnswers(), on_screen=False, said_on=day)

    view = said(house, pupil)
    assert (view.on_screen, view.said_on) == (False, day)

    with pytest.raises(KnownError) as refused:
        give(house, pupil, PupilAnswers(), on_screen=False, said_on=day + timedelta(days=5))
    assert refused.value.code == "BARN-DATO"


def test_what_is_answered_so_far_is_there_after_a_lock_and_gone_when_it_is_handed_in(house: House, pupil: Id) -> None:
    begun = PupilAnswers(faces={"P69-1": Face.FINE})
    sheet = house.do(lambda desk: pupils.sheet(desk, pupil))
    saved_at = house.do(lambda desk: pupils.save(desk, sheet, begun))
    house.enter("mette")
    again = house.do(lambda desk: pupils.sheet(desk, pupil))
    assert (again.answers, again.saved_at) == (begun, saved_at)

    give(house, pupil, again.answers)
    assert house.do(lambda desk: pupils.sheet(desk, pupil)).answers == PupilAnswers()


def test_too_long_a_text_is_refused_and_the_draft_stays(house: House, pupil: Id) -> None:
    sheet = house.do(lambda desk: pupils.sheet(desk, pupil))
    long = PupilAnswers(texts={"P69-1": "å" * (MOST + 1)})
    house.do(lambda desk: pupils.save(desk, sheet, long))
    with pytest.raises(KnownError) as refused:
        give(house, pupil, long)

    assert refused.value.code == "ELEV-LANGT"
    assert house.do(lambda desk: pupils.sheet(desk, pupil)).answers == long


def test_it_belongs_to_the_round_that_was_open_that_day(house: House, pupil: Id) -> None:
    give(house, pupil, PupilAnswers())
    assert said(house, pupil).round_id is None
    house.clock.now = datetime(2026, 4, 1, 8, tzinfo=house.clock.now.tzinfo)
    round_ = house.open_round()
    give(house, pupil, PupilAnswers())
    assert said(house, pupil).round_id == round_


def test_a_class_is_printed_with_codes_only_and_whoever_is_too_young_is_left_out(house: House, pupil: Id) -> None:
    target = house.folder.with_name("ark.pdf")
    for small in house.children[1:3]:
        of_age(house, small, date(2024, 1, 5))
    with house.as_("jonas"):
        printed = house.do(lambda desk: pupils.print_sheets(desk, house.children[:3], target, named=False))
    assert printed == 1
    (page,) = page_texts(target.read_bytes())
    assert "B001" in page
    assert "Karla" not in page


def test_a_sheet_may_carry_the_first_name(house: House, pupil: Id) -> None:
    target = house.folder.with_name("ark.pdf")
    house.do(lambda desk: pupils.print_sheets(desk, [pupil], target, named=True))
    assert "Karla · B001" in page_texts(target.read_bytes())[0]


def test_nobody_old_enough_is_said_and_no_file_is_made(house: House) -> None:
    target = house.folder.with_name("ark.pdf")
    for small in house.children:
        of_age(house, small, date(2024, 1, 5))
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: pupils.print_sheets(desk, house.children, target, named=True))
    assert refused.value.code == "ELEV-INGEN"
    assert not target.exists()
