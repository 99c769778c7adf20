"""The line for the file after a restore drill."""

from datetime import datetime

from opspor.documents.document import as_text
from opspor.documents.drill_paper import drill_paper
from opspor.documents.layout import draw
from opspor.documents.preview import page_count

TRIED = datetime(2026, 3, 17, 14, 2).astimezone()
COPIED = datetime(2026, 3, 16, 16, 30).astimezone()


def test_it_says_when_which_copy_and_what_was_in_it() -> None:
    paper = drill_paper("Huset", "Mette Kanari", TRIED, COPIED, 1, 40)
    text = as_text(paper)
    assert (
        "17. marts 2026 kl. 14.02 blev kopien fra 16. marts 2026 kl. 16.30 hentet frem, låst op og set igennem. "
        "Alt var der: 1 barn og 40 optegnelser."
    ) in text
    assert "Prøvet af: Mette Kanari" in text
    assert page_count(draw(paper)) == 1
