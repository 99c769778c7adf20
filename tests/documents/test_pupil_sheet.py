"""The pupil's own sheet: one page each, everything that is said and asked on the screen."""

import pytest

from opspor import data_folder
from opspor.documents.document import as_text
from opspor.documents.layout import draw, undrawable
from opspor.documents.preview import page_count
from opspor.documents.pupil_sheet import NO_FROM_SMALL, NO_THANKS, pupil_sheets
from opspor.domain.pupil import FACE_WORDS, PUPIL_FORMS
from opspor.forms.library import Library
from opspor.forms.model import PupilForm
from opspor.forms.wording import texts
from tests.documents.pdf import page_texts

FORMS = [Library(data_folder("forms")).pupil(form) for form in PUPIL_FORMS]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.ref.id)
def test_a_sheet_says_and_asks_what_the_screen_does_and_is_one_page(form: PupilForm) -> None:
    paper = pupil_sheets([("Kanari · B007", form)], "Skolen")
    text = as_text(paper)
    for place, line in texts(form):
        assert line in text or place in {"title", "thanks"}, place
    assert (NO_FROM_SMALL if form.together else NO_THANKS) in text
    assert all(words in text for words in FACE_WORDS.values())
    assert undrawable(paper) == ()
    assert page_count(draw(paper)) == 1
    assert "Kanari" not in paper.title


def test_each_pupil_of_a_class_has_a_sheet_of_their_own() -> None:
    names = [f"B{number:03}" for number in range(1, 7)]
    pages = page_texts(draw(pupil_sheets([(name, FORMS[i % len(FORMS)]) for i, name in enumerate(names)], "Skolen")))
    assert len(pages) == len(names)
    assert [[name for name in names if name in page] for page in pages] == [[name] for name in names]
