"""An underretning and a brief by keyboard alone: each is written, leaves the house, is answered and comes to its end.

In the real window on a real vault. Of each chapter it says how many keys it took.
"""

import json
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from opspor.domain.forum import Forum, ForumDay, Member
from opspor.domain.ids import Id
from opspor.domain.paper import Paper, PaperEvent, PaperKind, ReplyKind
from opspor.usecases import concerns, forum, replies
from opspor.usecases.desk import Desk
from tests.documents.pdf import page_texts
from tests.e2e.conftest import JONAS, Start, WallClock
from tests.e2e.day import lock, open_section, unlock
from tests.e2e.driver import Keyboard, text_on_screen
from tests.e2e.following import as_the_leader, karla, work_of
from tests.e2e.test_first_minute import A_KEY, A_LOOK
from tests.e2e.test_keyboard_follow import open_what_is_due
from tests.e2e.test_keyboard_track import SEEN, count_keys, write_down_what_was_seen

PHRASE = "kanari-drage-tøffel-gulerod"
OLDER = "KANARI: hun ville ikke have mad"
LATER = "KANARI: far henter hver dag nu"
WAYS = "Sådan kommer den ud af huset"


def into(keyboard: Keyboard, title: str, text: str) -> None:
    """Turns on to a section and writes in its text."""
    open_section(keyboard, title)
    keyboard.type_into(title, text)


# --- an underretning --------------------------------------------------------------------------------------------------


def write_down_something_before(keyboard: Keyboard) -> None:
    """What stands on the child's page may be chosen for the paper later."""
    keyboard.button("Børn")
    keyboard.row("Karla", within="Børn")
    keyboard.wait_for("Det, vi gør")
    keyboard.button("Skriv ned")
    keyboard.type_into("Dag", "16.3.2026")
    keyboard.type_into("Hvad så og hørte du?", OLDER)
    keyboard.button("Gem")
    keyboard.wait_for(OLDER)


def begin_the_guide(keyboard: Keyboard) -> None:
    keyboard.button("Lav underretning")
    keyboard.wait_for("Underretning · kladde", "Afsnit", "Det skal en læser vide")
    assert "Listen hjælper dig. Den låser ikke." in text_on_screen()


def mend_one_mark_and_leave_one(keyboard: Keyboard) -> None:
    into(keyboard, "Det er jeg bekymret for", "Hun er altid træt og tit aggressiv.")
    keyboard.wait_for("3 ord at se på", "»altid«", "»tit«", "»aggressiv«")
    keyboard.with_ctrl(Qt.Key.Key_Home)
    keyboard.press(Qt.Key.Key_F8)
    keyboard.write("mandag, tirsdag og onsdag i uge 11")
    keyboard.wait_for("2 ord at se på")
    keyboard.button("Lad »tit« stå")
    keyboard.button("Lad »aggressiv« stå")
    keyboard.wait_until_gone("ord at se på")


def choose_what_stands_in_the_file(keyboard: Keyboard) -> None:
    """One by one: nothing is typed twice."""
    open_section(keyboard, "Det har vi set og hørt")
    keyboard.tick(next(line for line in text_on_screen().split("\n") if line.endswith(OLDER)))
    open_section(keyboard, "Barnets egne ord")
    keyboard.tick("Kunne ikke indhentes, fordi …")
    keyboard.write("Hun har været syg siden i går")
    open_section(keyboard, "Det har vi prøvet")
    keyboard.tick("Med i legen: Vi begynder legen")
    open_section(keyboard, "Er forældrene orienteret?")
    keyboard.choose("Er Kanarina Juhl (mor) orienteret?", "Ja")
    keyboard.type_into("Hvem sagde det, hvornår og hvordan?", "Jonas, i dag kl. 8 i garderoben")
    keyboard.choose("Er Kanarius Juhl (far) orienteret?", "Nej")
    keyboard.type_into("Hvorfor ikke?", "Han er på havet til fredag")
    keyboard.wait_for_saved()


def make_it_in_haste(keyboard: Keyboard) -> None:
    keyboard.with_ctrl(Qt.Key.Key_H)
    keyboard.wait_for("Underretningen er klar", "Ikke sendt endnu")


def take_it_out_in_every_way(keyboard: Keyboard, folder: Path) -> None:
    keyboard.row("Ark til telefonen", within=WAYS)
    keyboard.wait_for("Programmet ringer ikke")
    keyboard.button("Gem som PDF")
    keyboard.save_as(folder / "telefon.pdf")
    keyboard.wait_for("Arket er gemt.")
    keyboard.button("Tilbage")
    keyboard.row("Vis til at sætte ind", within=WAYS)
    keyboard.wait_for("kopieret")
    keyboard.press(Qt.Key.Key_Down)
    keyboard.with_ctrl(Qt.Key.Key_C)
    assert QApplication.clipboard().text()
    keyboard.button("Tilbage")
    keyboard.row("Gem som fil til et andet system", within=WAYS)
    keyboard.save_as(folder / "underretning.json")
    keyboard.wait_for("Den er gemt, men ikke sendt.")
    keyboard.row("Gem som PDF med adgangskode", within=WAYS)
    keyboard.wait_for("PDF med adgangskode")
    keyboard.type_into("Adgangskode til filen", PHRASE)
    keyboard.type_into("Adgangskoden igen", PHRASE)
    keyboard.button("Gem med adgangskode")
    keyboard.save_as(folder / "laast.pdf")
    keyboard.row("Gem som PDF", within=WAYS)
    keyboard.save_as(folder / "underretning.pdf")


def note_how_it_was_sent(keyboard: Keyboard) -> None:
    keyboard.wait_for("Når den er sendt", "Hvilken fil blev sendt?")
    keyboard.button("Sikker post")
    keyboard.type_into("Hvem fik den?", "kommunens modtagelse")
    keyboard.button("I dag")
    keyboard.button("Notér, at den er sendt")
    keyboard.wait_for("Sendt 17. marts 2026", "kommunens modtagelse")
    keyboard.button("Filen er slettet")
    keyboard.wait_until_gone("Slet filen på pc'en")
    keyboard.button("Tilbage til bekymringen")
    keyboard.wait_for(
        "Sendt 17. marts 2026: Sikker post, til kommunens modtagelse", "Kvittering ventes senest 25. marts"
    )


def come_back(keyboard: Keyboard, clock: WallClock, days: int) -> None:
    lock(keyboard)
    clock.now += timedelta(days=days)
    unlock(keyboard, JONAS)


def open_the_answers(keyboard: Keyboard) -> None:
    keyboard.button("Start")
    keyboard.row("1 svar mangler")
    keyboard.row("Bekymring", within="Svar, vi venter på")
    keyboard.wait_for("Frister og påmindelser", "Kommunens frist", "Vores påmindelse")


def write_the_letter(keyboard: Keyboard, clock: WallClock, file: Path) -> None:
    """Six working days for the receipt: Wednesday 25 March; the letter is ready on the seventh."""
    come_back(keyboard, clock, 8)
    keyboard.button("Start")
    keyboard.wait_for("Onsdag 25. marts", "Det ved vi ikke endnu", "1 svar mangler")
    assert "over fristen" not in text_on_screen()
    come_back(keyboard, clock, 1)
    open_the_answers(keyboard)
    keyboard.wait_for("Over kommunens frist")
    keyboard.button("Lav rykker")
    keyboard.button("Gem brevet som PDF")
    keyboard.save_as(file)
    keyboard.wait_for("I har spurgt efter svar 26. marts 2026")


def note_an_answer(keyboard: Keyboard, kind: str, text: str) -> None:
    keyboard.button("Notér svar")
    keyboard.choose("Hvad kom der?", kind)
    keyboard.button("I dag")
    keyboard.type_into("Hvem svarede?", "Børn og Familie")
    keyboard.type_into("Hvad svarede de?", text)
    keyboard.button("Notér svaret")


def note_the_receipt_and_the_feedback(keyboard: Keyboard, clock: WallClock) -> None:
    note_an_answer(keyboard, "Kvittering: de har fået den", "")
    keyboard.wait_for("Kvittering 26. marts 2026")
    come_back(keyboard, clock, 5)
    keyboard.wait_for("Frister og påmindelser")  # where he was
    note_an_answer(
        keyboard, "Tilbagemelding: om de undersøger noget eller sætter noget i gang", "KANARI: de undersøger det"
    )
    keyboard.wait_for("Tilbagemelding 31. marts 2026", "KANARI: de undersøger det")


def write_what_was_missing(keyboard: Keyboard, file: Path) -> None:
    keyboard.button("Skriv det, der manglede")
    keyboard.wait_for("Du skriver det, der manglede.")
    into(keyboard, "Barnets styrker", LATER)
    keyboard.wait_for_saved()
    keyboard.button("Gør klar til at sende")
    if "Gør klar med huller" in text_on_screen():
        keyboard.button("Gør klar med huller")
    keyboard.wait_for("Underretningen er klar")
    keyboard.button("Gem som PDF")
    keyboard.save_as(file)
    keyboard.wait_for("Den er gemt, men ikke sendt.")
    keyboard.button("Sikker post")
    keyboard.type_into("Hvem fik den?", "rådgiveren")
    keyboard.button("I dag")
    keyboard.button("Notér, at den er sendt")
    keyboard.wait_for("Sendt 31. marts 2026")
    keyboard.button("Filen er slettet")


def say_where_it_is_kept(keyboard: Keyboard) -> None:
    keyboard.button("Tilbage til bekymringen")
    keyboard.wait_for("Trin for trin")
    keyboard.button("Svar på den", nth=2)  # the one before
    keyboard.wait_for("Sendt 17. marts 2026")
    keyboard.button("Journaliseret")
    keyboard.button("I dag")
    keyboard.type_into("Hvor står den?", "Arkivet, sag 12")
    keyboard.button("Notér det")
    keyboard.wait_for("Journaliseret 31. marts 2026")


def papers_of(desk: Desk, kind: PaperKind) -> list[Paper]:
    (row,) = concerns.listed(desk)
    return [one for one in concerns.open_concern(desk, row.concern.id).papers if one.draft.kind is kind]


def test_an_underretning_from_what_was_seen_to_the_archive_by_keyboard_alone(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    program = start(followed)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Forår 2026")
    chapters: dict[str, Callable[[], None]] = {
        "seen before": lambda: write_down_something_before(keyboard),
        "concern": lambda: write_down_what_was_seen(keyboard),
        "guide": lambda: begin_the_guide(keyboard),
        "marks": lambda: mend_one_mark_and_leave_one(keyboard),
        "from the file": lambda: choose_what_stands_in_the_file(keyboard),
        "haste": lambda: make_it_in_haste(keyboard),
        "ways out": lambda: take_it_out_in_every_way(keyboard, tmp_path),
        "sent": lambda: note_how_it_was_sent(keyboard),
        "reminder": lambda: write_the_letter(keyboard, clock, tmp_path / "rykker.pdf"),
        "answers": lambda: note_the_receipt_and_the_feedback(keyboard, clock),
        "supplement": lambda: write_what_was_missing(keyboard, tmp_path / "mere.pdf"),
        "archive": lambda: say_where_it_is_kept(keyboard),
    }
    took = count_keys(keyboard, chapters)
    figure(f"Keys: {took}, {keyboard.strokes} in all.")
    assert took["haste"] == 1, "one key in the worst hour"

    added, first = work_of(program).run(lambda desk: papers_of(desk, PaperKind.UNDERRETNING)).result()
    assert first.draft.urgent
    assert "strengths" in first.draft.gaps
    assert added.draft.supplements == first.id
    known = work_of(program).run(lambda desk: replies.history(desk, first.id)).result()
    assert [one.kind for one in known.replies] == [ReplyKind.RECEIPT, ReplyKind.FEEDBACK]
    events = {one.event for one in known.notes}
    assert {PaperEvent.REMINDED, PaperEvent.FILE_DELETED, PaperEvent.JOURNALISED} <= events
    assert not known.tasks, "what was missing is written, and it stands in the archive"

    printed = " ".join(" ".join(page_texts((tmp_path / "underretning.pdf").read_bytes())).split())
    stands = (OLDER, "i uge 11", "aggressiv", "Med i legen", "havet til fredag", "plyst ved afsendelse")
    for words in stands:
        assert words in printed
    assert "altid" not in printed
    locked = PdfReader(tmp_path / "laast.pdf")
    assert locked.is_encrypted
    assert locked.decrypt(PHRASE)
    assert OLDER in json.dumps(json.loads((tmp_path / "underretning.json").read_bytes()), ensure_ascii=False)
    assert LATER in " ".join(page_texts((tmp_path / "mere.pdf").read_bytes()))
    letter = " ".join(page_texts((tmp_path / "rykker.pdf").read_bytes()))
    assert "17. marts 2026" in letter
    assert "Karla" not in letter


# --- a brief ----------------------------------------------------------------------------------------------------------

QUESTION = "Hvordan hjælper vi barnet ind i legen?"


def lay_a_day(desk: Desk) -> None:
    """The leader has described the forum, and it meets today."""
    made = forum.put(desk, Forum(Id(""), "Distriktstirsdag", "Rådhuset", (Member("Rådgiver"), Member("Psykolog")), 20))
    forum.add_days(desk, [ForumDay(Id(""), made, desk.clock().date(), "13.00", "15.00")])


def begin_a_brief(keyboard: Keyboard) -> None:
    keyboard.button("Lav drøftelsesark til distriktstirsdag")
    keyboard.wait_for("Er der tegn på vold")
    keyboard.button("Nej, ikke som vi ser det")
    keyboard.wait_for("Afsnit 1 af", "Hvad vil vi have hjælp til?")


def make_it_ready(keyboard: Keyboard) -> None:
    keyboard.wait_for_saved()
    keyboard.button("Gør arket klar")
    keyboard.button("Gør klar med huller")
    keyboard.wait_for("Drøftelsesarket er klar")
    keyboard.button("Tilbage")
    keyboard.wait_for("Trin for trin")


def write_without_name(keyboard: Keyboard) -> None:
    """What could tell who the child is, is asked: what is certain is mended, what may be a word is answered."""
    begin_a_brief(keyboard)
    keyboard.write("Hvordan hjælper vi Karla ind i legen?")
    keyboard.wait_for("Kan barnet kendes?", "1 spørgsmål, 1 skal løses, før arket kan gøres klar")
    keyboard.button("Ret teksten: Karla i Hvad vil vi have hjælp til?")
    keyboard.write("barnet")
    into(keyboard, "Hvornår går det godt?", "I sandkassen sammen med Liv")
    keyboard.button("Det er ikke et navn her: Liv")
    keyboard.wait_for("Intet fundet")
    make_it_ready(keyboard)


def put_it_on_the_agenda(keyboard: Keyboard) -> None:
    keyboard.pick("Sæt arket på dagsordenen", "17.3.2026 · Distriktstirsdag")
    keyboard.button("Sæt på dagsordenen")
    keyboard.wait_for("Arket står på dagsordenen.", "Skriv konklusion")


def write_with_name(keyboard: Keyboard) -> None:
    """About Ib, whose parents have said yes: to what, to whom, until when."""
    keyboard.button("Børn")
    keyboard.row("Ib", within="Børn")
    keyboard.wait_for("Ret oplysninger")
    keyboard.with_ctrl(Qt.Key.Key_B)
    keyboard.wait_for("Er barnet i fare?")
    keyboard.write("35")
    keyboard.wait_for("Hvad så og hørte du?", "Ib Kanari Ørsted")
    keyboard.button("I dag")
    keyboard.type_into("Hvad så og hørte du?", SEEN)
    keyboard.button("Skriv ned og gå videre")
    keyboard.wait_for("Trin for trin", SEEN)
    begin_a_brief(keyboard)
    keyboard.write("Hvordan hjælper vi Ib om morgenen?")
    keyboard.choose("Med eller uden navn", "Med navn")
    keyboard.wait_for("Derfor må vi tale om barnet med navn")
    keyboard.choose("Hvorfor må I bruge navn?", "Der er sagt ja")
    keyboard.type_into("Hvem har sagt ja?", "mor og far")
    keyboard.type_into("Hvornår?", "16.3.26")
    keyboard.type_into("Hvad må I tale om?", "søvn og mad")
    keyboard.type_into("Hvem må høre det?", "distriktsteamet")
    keyboard.type_into("Til og med hvilken dag?", "30.6.26")
    make_it_ready(keyboard)


def open_the_day(keyboard: Keyboard) -> None:
    keyboard.button("Møder")
    keyboard.button("Dage til sparring")
    keyboard.row("Tirsdag 17. marts 2026", within="Dage til sparring")
    keyboard.wait_for("Dagsorden", "1. 13.00")
    keyboard.row("Bekymring fra 17.3.2026", within="Ark, der kan sættes på")
    keyboard.wait_for("2. 13.20")


def show_it_to_all(keyboard: Keyboard) -> None:
    """The question first, nobody is named; the one that may be named is, when somebody asks for it."""
    keyboard.button("Vis for alle")
    keyboard.wait_for(QUESTION)
    for _ in range(20):
        for name in ("Karla", "Juhl", "Ib ", "Ørsted"):
            assert name not in text_on_screen()
        keyboard.press(Qt.Key.Key_Right)
    keyboard.press(Qt.Key.Key_N)
    keyboard.wait_for("Med navn. Samtykke fra mor og far")
    keyboard.press(Qt.Key.Key_Up)
    keyboard.wait_for(QUESTION)


def conclude(keyboard: Keyboard) -> None:
    keyboard.press(Qt.Key.Key_K)
    keyboard.wait_for("Hvad endte det med?")
    keyboard.write("2")
    keyboard.type_into("Det talte I om", "En fast voksen tager imod i tre uger, og I skriver ned, hvordan det går")
    keyboard.type_into("Hvilke tegn holder I øje med?", "Græder mere end ti minutter")
    keyboard.type_into("Hvad gør I, hvis I ser dem?", "Ringer til rådgiveren samme dag")
    keyboard.choose("Vurderede I en underretning?", "Ja")
    keyboard.type_into("Hvorfor? Eller hvorfor ikke?", "Støtten er ikke prøvet endnu")
    keyboard.tab_to("Aftale 1: hvad")
    for what, who, due in (("Tager imod om morgenen", "Jonas", "+1"), ("Taler med mor", "Jonas", "+2")):
        keyboard.write(what)
        keyboard.enter()
        keyboard.write(who)
        keyboard.enter()
        keyboard.write(due)
        keyboard.enter()
    keyboard.tick("Rådgiver")
    keyboard.button("Gem konklusionen")
    keyboard.wait_until_gone("Hvad endte det med?")


def write_the_minutes(keyboard: Keyboard, file: Path) -> None:
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.wait_for("Konkluderet")
    keyboard.button("Gem dagens referat som PDF")
    keyboard.save_as(file)
    keyboard.wait_for("Referatet er gemt som fil.")
    keyboard.button("Tilbage")


def do_what_was_agreed_on_there(keyboard: Keyboard, clock: WallClock) -> None:
    """Each on its day, from Start; the last one too."""
    for day in ("Tirsdag 24. marts", "Tirsdag 31. marts"):
        come_back(keyboard, clock, 7)
        keyboard.button("Start")
        keyboard.wait_for(day, "Aftale fra sparring")
        open_what_is_due(keyboard, "Aftale fra sparring")
        keyboard.type_into("Hvad har I set?", "Han græder ikke mere")
        keyboard.tick("Vi er færdige. Det afsluttes her")
        keyboard.button("Afslut")
        keyboard.wait_for(day)
    keyboard.wait_until(lambda: "Aftale fra sparring" not in text_on_screen(), "what was agreed on stays")


def test_a_brief_from_its_question_to_what_was_done_by_keyboard_alone(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    as_the_leader(followed, clock, lay_a_day)
    program = start(followed)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Forår 2026")
    chapters: dict[str, Callable[[], None]] = {
        "concern": lambda: write_down_what_was_seen(keyboard),
        "without name": lambda: write_without_name(keyboard),
        "agenda": lambda: put_it_on_the_agenda(keyboard),
        "with name": lambda: write_with_name(keyboard),
        "day": lambda: open_the_day(keyboard),
        "for all": lambda: show_it_to_all(keyboard),
        "conclusion": lambda: conclude(keyboard),
        "minutes": lambda: write_the_minutes(keyboard, tmp_path / "referat.pdf"),
        "done": lambda: do_what_was_agreed_on_there(keyboard, clock),
    }
    took: dict[str, int] = {}
    seconds = 0.0
    for name, play in chapters.items():
        began = time.monotonic()
        took |= count_keys(keyboard, {name: play})
        seconds = time.monotonic() - began if name == "conclusion" else seconds
    by_hand = took["conclusion"] * A_KEY + 8 * A_LOOK
    figure(f"Keys: {took}, {keyboard.strokes} in all. The conclusion: {by_hand:.0f} s by hand, {seconds:.0f} s here.")
    assert by_hand <= 120

    (brief,) = work_of(program).run(papers_about_karla).result()
    assert brief.draft.anonymous
    assert brief.draft.no_names == ("liv",)
    minutes = " ".join(" ".join(page_texts((tmp_path / "referat.pdf").read_bytes())).split())
    for words in ("Konkret støtte i hverdagen", "Tager imod om morgenen", "Uden børnenes navne"):
        assert words in minutes
    assert not any(name in minutes for name in ("Karla", "Juhl", "Ørsted"))


def papers_about_karla(desk: Desk) -> tuple[Paper, ...]:
    about = next(row for row in concerns.listed(desk) if row.child is not None and row.child.id == karla(desk))
    return concerns.open_concern(desk, about.concern.id).papers
