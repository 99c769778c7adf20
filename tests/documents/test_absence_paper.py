"""The statement of absence: days, figures and thresholds with their source, and not a word of why."""

from datetime import date, datetime, timedelta
from fractions import Fraction

from opspor.documents.absence_paper import absence_paper
from opspor.documents.document import as_text
from opspor.documents.layout import draw
from opspor.documents.preview import page_count
from opspor.domain.absence import Away, AwayKind, AwayNoted, Figures, Quarter, count
from opspor.domain.ids import Id
from opspor.reference import law

AT = datetime(2026, 9, 30, 14, 2).astimezone()
TODAY = AT.date()
MONDAY = date(2026, 8, 10)
SCHOOL = [day for day in (MONDAY + timedelta(days=n) for n in range(50)) if day.weekday() < 5]
RULES = [law.rule("absence_10"), law.rule("absence_15")]
WHO = [("Navn", "Karla Kanari"), ("Født", "3. maj 2016"), ("Går i", "3.B")]


def noted(*away: Away) -> list[AwayNoted]:
    return [AwayNoted(Id(str(place)), one, "Mette Kanari", MONDAY) for place, one in enumerate(away)]


def paper(*away: Away, today: date = TODAY, holidays: bool = True) -> str:
    days = noted(*away)
    figures: Figures = count(Quarter(2026, 3), SCHOOL, away, today)
    made = absence_paper("Kanariskolen", WHO, [(figures, days, holidays)], RULES, "Mette Kanari", AT, "Log 7 · 9f3a")
    assert page_count(draw(made)) >= 1
    assert "Karla" not in made.title
    return as_text(made)


def test_it_says_the_days_of_how_many_and_which_threshold_is_reached() -> None:
    said = paper(*(Away(day, AwayKind.UNLAWFUL) for day in SCHOOL[:4]), Away(SCHOOL[9], AwayKind.SICK, Fraction(1, 2)))

    for words in (
        "Navn: Karla Kanari", "Skoledage: 36 skoledage", "Sygdom: ½ dag", "Ulovligt fravær: 4 dage",
        "11,1 procent af kvartalets 36 skoledage", "Grænsen på 10 procent er nået. Når en elev har 10 procent",
        "Grænsen på 15 procent er ikke nået.", "mandag 10. august 2026", "ikke efterprøvet", "Log 7 · 9f3a",
    ):  # fmt: skip
        assert words in said, words


def test_a_quarter_that_is_not_over_says_how_much_has_gone_and_days_off_are_not_counted() -> None:
    said = paper(Away(MONDAY + timedelta(days=5), AwayKind.UNLAWFUL), today=MONDAY + timedelta(days=6))

    assert "36 skoledage i hele kvartalet, 5 af dem til og med i dag" in said
    assert "Ikke talt med: 1 dag i weekend, på helligdag eller i ferie" in said


def test_where_no_holiday_is_written_down_it_says_that_the_per_cent_is_too_low() -> None:
    assert "procenten er for lav" in paper(holidays=False)
    assert "procenten er for lav" not in paper()


def test_a_year_of_absence_is_pages_of_days() -> None:
    days = [Away(day, AwayKind.SICK) for day in SCHOOL]
    said = paper(*days)
    assert said.count("Fravær: Sygdom") == 36


def test_a_quarter_without_absence_says_so() -> None:
    assert "Der er ikke skrevet fravær ind i kvartalet." in paper()
