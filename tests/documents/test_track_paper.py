"""Tracks on paper, for the wall: all that is needed without the program, on one sheet."""

from datetime import date

import pytest

from opspor.documents.document import as_text
from opspor.documents.layout import draw, undrawable
from opspor.documents.preview import page_count
from opspor.documents.track_paper import rules_of, tracks_paper
from opspor.domain.beredskab import Track
from opspor.domain.local import LawCheck
from opspor.forms.library import load_library
from opspor.forms.model import TrackForm
from opspor.reference import numbers
from opspor.vault.beredskab_file import Contact
from tests.documents.pdf import page_texts
from tests.documents.samples import TODAY

LIBRARY = load_library()
LEADER = Contact("leader", "Leder", "00 00 12 35", "Hverdage 7-16", date(2026, 3, 1), "Leder")
EVERY_NUMBER = [
    Contact(place.key, place.function, "00 00 00 00", "Hverdage kl. 8-15, torsdag til kl. 17", date(2026, 3, 1), "")
    for place in numbers.places()
]


def sentences(form: TrackForm) -> list[str]:
    """Everything that the paper of a track says, apart from its numbers."""
    said = [form.title, form.help, form.tell, *form.do, *(dont.text for dont in form.dont)]
    for step in form.step:
        said += [
            step.title,
            step.text,
            step.who,
            step.deadline,
            *step.do,
            *(dont.text for dont in step.dont),
            *step.write,
        ]
    return said


@pytest.mark.parametrize("track", list(Track))
def test_a_track_says_all_that_is_done_on_one_sheet(track: Track) -> None:
    form = LIBRARY.track(track)
    paper = tracks_paper([form], (LEADER,), "Huset", TODAY)
    text = as_text(paper).replace("\u00a0", " ")

    assert [line for line in sentences(form) if line not in text] == []
    assert undrawable(paper) == ()
    assert page_count(draw(paper)) <= 2


def test_where_an_answer_leads_stands_by_the_number_of_the_step() -> None:
    text = as_text(tracks_paper([LIBRARY.track(Track.PARENTS)], (), "Huset", TODAY))

    assert "barnet kan trygt gå hjem (trin 4)" in text
    assert "Dagen er kommet. Vi tager stilling på ny (trin 4)" in text
    assert "Handler det om noget andet, så brug sporet for det" in text


def test_the_limits_of_absence_stand_on_the_wall() -> None:
    text = as_text(tracks_paper([LIBRARY.track(Track.ABSENCE)], (), "Huset", TODAY))

    assert "10 procent ulovligt fravær" in text
    assert "15 procent ulovligt fravær" in text


@pytest.mark.parametrize("track", list(Track))
def test_it_stays_one_sheet_with_every_number_and_long_hours(track: Track) -> None:
    pdf = draw(tracks_paper([LIBRARY.track(track)], EVERY_NUMBER, "Daginstitutionen Kanariefuglens Rede", TODAY))
    assert page_count(pdf) <= 2


@pytest.mark.parametrize("track", list(Track))
def test_a_track_on_the_wall_is_told_apart_by_its_steps_alone(track: Track) -> None:
    form = LIBRARY.track(track)
    others = {step.title for other in Track if other is not track for step in LIBRARY.track(other).step}
    assert {step.title for step in form.step} - others


def test_what_not_to_do_stands_before_what_to_do_and_before_the_steps() -> None:
    text = as_text(tracks_paper([LIBRARY.track(Track.PARENTS)], (), "Huset", TODAY))
    assert text.index("\nGør ikke\n") < text.index("\nRing\n") < text.index("\nGør\n") < text.index("\nTrin for trin\n")


def test_all_tracks_in_one_file_each_begin_on_a_page_of_their_own() -> None:
    forms = [LIBRARY.track(track) for track in Track]
    pages = page_texts(draw(tracks_paper(forms, (LEADER,), "Huset", TODAY)))
    assert len(pages) <= 2 * len(forms)
    for form in forms:
        (first,) = [page for page in pages if f"Spor\n{form.title}" in page.replace(" \n", "\n")]
        assert form.help.split(".")[0] in first.replace(" \n", "\n").replace("\n", " ")


def test_numbers_are_those_shipped_those_written_in_and_room_for_the_rest() -> None:
    text = as_text(tracks_paper([LIBRARY.track(Track.PARENTS)], (LEADER,), "Huset", TODAY))
    assert "Hvem: Alarmcentralen; Nummer: 112" in text
    assert "Hvem: Leder; Nummer: 00 00 12 35; Hvornår: Hverdage 7-16, senest kontrolleret 1. marts 2026" in text
    assert "Hvem: Kommunens modtagelse af underretninger; Nummer: Skriv det her:" in text


def test_an_unchecked_number_says_so() -> None:
    unchecked = Contact("leader", "Leder", "00 00 12 35", "", None, "")
    assert "ikke kontrolleret" in as_text(tracks_paper([LIBRARY.track(Track.PARENTS)], (unchecked,), "Huset", TODAY))


def test_the_law_and_the_days_of_paper_and_track_stand_on_it() -> None:
    text = as_text(tracks_paper([LIBRARY.track(Track.GENERAL)], (), "Huset", TODAY))
    assert "Barnets lov § 133" in text
    assert "ikke efterprøvet" in text
    assert "Udskrevet 17. marts 2026. Sporet er senest gået igennem" in text


def test_without_the_law_list_the_steps_still_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("opspor.reference.law.rule_on", broken)
    form = LIBRARY.track(Track.GENERAL)
    assert rules_of(form, TODAY) == []
    assert form.step[0].title in as_text(tracks_paper([form], (), "Huset", TODAY))


def test_a_rule_that_was_looked_up_is_quoted_so() -> None:
    check = LawCheck("duty", "Barnets lov § 133", TODAY, "jurist")
    text = as_text(tracks_paper([LIBRARY.track(Track.GENERAL)], (), "Huset", TODAY, [check]))
    assert "Barnets lov § 133 (før 2024: Serviceloven § 153). Slået efter af jurist den" in text
