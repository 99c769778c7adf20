"""What goes to the journal on paper: a decision, a closed concern as a whole, and the list of the files."""

from dataclasses import replace
from datetime import date, datetime

from opspor.documents.document import Entry, Quote, as_text
from opspor.documents.filing_paper import LEFT_OUT, FilingFacts, Said, Whole, concern, decision, listing
from opspor.documents.layout import draw
from opspor.domain.child import Carer, Custody, Particulars
from opspor.domain.filing import FilingKind, ToFile
from opspor.domain.ids import Id
from opspor.domain.people import Institution
from tests.documents.pdf import reader

AT = datetime(2026, 3, 17, 14, 2).astimezone()
PLACE = Institution(Id("i"), "Kanarihuset", "Kanari Kommune", "", "", "")
HOME = Particulars(
    "Liv", "Kanariø", date(2022, 5, 4), "", "Hemmeligvej 9, 7400 Herning", True, "", None, "",
    carers=(Carer(Id("mor"), "Ida Kanariø", "mor", Custody.YES, "Hemmeligvej 9", "12345678", True, True),),
)  # fmt: skip
FACTS = FilingFacts(PLACE, "Liv Kanariø", HOME, "Hanne K.", AT, "Log 7 · 9f3a 21c7")
WHAT = ToFile(Id("0190b2c8-1111-7abc-8def-0123456789ab"), FilingKind.NOT_TOLD, Id("s"), date(2026, 3, 16), Id("c"))
SAID = Said("Forældrene får ikke noget at vide nu", ("Grund: vold",), "Hanne Kanari", AT)


def whole(text: str = "Sover ved krogen.") -> Whole:
    return Whole(
        "Bekymring i almindelighed", Said("Set 1. marts 2026", ("Træt",), "Hanne Kanari", AT),
        (Entry("1. marts", text), Entry("2. marts", "Glad igen.")), (Quote("2. marts", "Mor sov.", "Hvad så?"),),
        (SAID,), (), ("Sendt 3. marts 2026 til Modtagelsen",), (), Said("Grund", ("Taget over.",), "Hanne Kanari", AT),
    )  # fmt: skip


def test_it_says_who_it_is_about_what_was_decided_by_whom_and_why_it_is_kept() -> None:
    said = as_text(decision(FACTS, WHAT, SAID))
    for words in (
        "Liv Kanariø, født 4. maj 2022", "Forældrene får ikke noget at vide nu", "Grund: vold", "Hanne Kanari",
        "Vores nummer: J-456789AB", "skal begrundes og kunne findes", "Dataansvarlig: Kanari Kommune", "Log 7",
    ):  # fmt: skip
        assert words in said


def test_neither_title_nor_file_says_whom_it_is_about() -> None:
    made = decision(FACTS, WHAT, SAID)
    assert "Liv" not in made.title
    assert "Liv" not in str(reader(draw(made)).metadata)


def test_the_whole_has_a_part_for_everything_that_was_written_and_for_nothing_else() -> None:
    made = concern(FACTS, WHAT, whole())
    assert [part.title for part in made.parts] == [
        "Sådan begyndte det", "Det er set og hørt", "Barnets ord", "Det er besluttet", "Underretninger", "Lukket",
    ]  # fmt: skip
    assert "Taget over." in as_text(made)


def test_a_protected_address_is_left_out_where_it_stands_and_nothing_else_is() -> None:
    said = as_text(concern(FACTS, WHAT, whole("De bor på Hemmeligvej 9 nu.")))
    assert "Hemmeligvej" not in said
    assert LEFT_OUT in said
    assert "Glad igen." in said


def test_nor_does_it_stand_as_the_place_where_something_was_seen_or_as_whoever_was_told() -> None:
    seen = replace(whole(), observations=(Entry("1. marts, Hemmeligvej 9", "Glad.", "Skrevet af Hanne Kanari"),))
    told = replace(SAID, head="Naboen på Hemmeligvej 9 ved det allerede")
    for made in (concern(FACTS, WHAT, seen), decision(FACTS, WHAT, told)):
        assert "Hemmeligvej" not in as_text(made)
        assert LEFT_OUT in as_text(made)


def test_the_list_has_numbers_kinds_days_and_files_and_no_name() -> None:
    said = as_text(listing(FACTS, [WHAT]))
    for words in ("J-456789AB", "Beslutning om ikke at sige noget nu", "16.3.2026", "til-journalen-456789ab.pdf"):
        assert words in said
    assert "Liv" not in said
