"""The beredskabsplan by keyboard alone: a concern that becomes a suspicion, followed to its end; and absence.

In the real window on a real vault, from the lock screen on. Of each chapter it says how many keys it took.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from opspor.desktop.program import Program
from opspor.domain.beredskab import LeaderTold, MayBeTold, NotTold, Track
from opspor.domain.people import GroupKind
from opspor.usecases import concerns, groups, people
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.desk import Desk
from tests.e2e.conftest import JONAS, Start, WallClock
from tests.e2e.day import do_the_step, lock, open_section, unlock
from tests.e2e.driver import Keyboard, text_on_screen
from tests.e2e.following import as_the_leader, work_of

ROW = "Bekymring fra 17.3.2026"
SEEN, SUSPECTED = "KANARI: sulten og træt om morgenen", "KANARI: hun siger, at far slår"


def count_keys(keyboard: Keyboard, chapters: Mapping[str, Callable[[], None]]) -> dict[str, int]:
    """Plays the chapters, and says how many keys each took."""
    took = {}
    for name, play in chapters.items():
        before = keyboard.strokes
        play()
        took[name] = keyboard.strokes - before
    return took


# --- from a concern to a suspicion, and to the end ----------------------------------------------------------------


def find_the_number_while_it_is_locked(keyboard: Keyboard) -> None:
    keyboard.wait_for("Låst")
    keyboard.press(Qt.Key.Key_F2)
    keyboard.wait_for("Er barnet i fare?", "112")
    keyboard.write("1")
    keyboard.wait_for("Ring 112", "Programmet ringer ikke.")


def go_back_and_unlock(keyboard: Keyboard) -> None:
    keyboard.press(Qt.Key.Key_Escape)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Forår 2026")


def write_down_what_was_seen(keyboard: Keyboard) -> None:
    keyboard.button("Børn")
    keyboard.row("Karla", within="Børn")
    keyboard.wait_for("Det, vi gør")
    keyboard.with_ctrl(Qt.Key.Key_B)
    keyboard.wait_for("Er barnet i fare?")
    keyboard.write("35")
    keyboard.wait_for("Hvad så og hørte du?", "Karla Maria Kanari Juhl")
    keyboard.button("I dag")
    keyboard.type_into("Hvad så og hørte du?", SEEN)
    keyboard.button("Skriv ned og gå videre")
    keyboard.wait_for("Trin for trin", SEEN)


def step(keyboard: Keyboard, title: str, way: str = "", fields: Mapping[str, str] | None = None) -> None:
    """The step that is open, and that it stands there as done."""
    keyboard.wait_for(f"{title}. nu")
    do_the_step(keyboard, way, fields or {})
    keyboard.wait_for(f"{title}. gjort")


def decide_not_to_report(keyboard: Keyboard) -> None:
    step(keyboard, "Skriv ned, hvad du så og hørte")
    step(
        keyboard, "Kan barnet trygt gå hjem i dag?", "Ja, barnet kan trygt gå hjem",
        {"Hvad bygger du det på, og hvad er aftalt?": "Mor henter"},
    )  # fmt: skip
    keyboard.wait_for("Hvor sikker er du, og hvem handler det om?. nu")
    keyboard.choose("Hvad så?", "Det handler om trivsel. Ingen er mistænkt for noget")
    keyboard.choose("Hvor sikker er du?", "Bekymring")
    do_the_step(keyboard, "", {"Hvad bygger du det på?": "Tre morgener i træk"})
    step(keyboard, "Tal med lederen", "", {"Hvem talte du med?": "Mette", "Hvad aftalte I?": "Vi giver morgenmad"})
    step(keyboard, "Få andres øjne på det", "", {"Hvem spurgte I, og hvornår?": "Distriktstirsdag, uden navn"})
    step(
        keyboard, "Beslut, om der skal underrettes", "Vi underretter ikke nu. Vi hjælper selv",
        {
            "Hvorfor underretter I ikke nu?": "Vi kan selv give morgenmad",
            "Hvilke tegn holder I øje med?": "At hun ikke vil hjem",
            "Hvad gør I, hvis tegnene kommer?": "Så underretter vi samme dag",
            "Hvornår ser I på det igen?": "18.3.26",
        },
    )  # fmt: skip
    keyboard.wait_for("Hjælp selv, og se på det igen", "senest 18.3.2026")


def find_it_on_start_the_next_day(keyboard: Keyboard, clock: WallClock) -> None:
    lock(keyboard)
    clock.now += timedelta(days=1)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Logget ind: ")
    keyboard.button("Start")
    keyboard.wait_for("Onsdag 18. marts", "Se på den igen")
    assert "Karla" not in text_on_screen().split("Se på den igen")[0].split(ROW)[-1]
    keyboard.row(ROW, within="Opfølgning")
    keyboard.wait_for("Trin for trin", SEEN)


def judge_it_as_a_suspicion(keyboard: Keyboard) -> None:
    """The child has said something: a new concern begins, which the room does not see."""
    keyboard.button("Trin 3: Hvor sikker er du, og hvem handler det om?. gjort. gjort 17.3.2026")
    keyboard.choose("Hvad så?", "Mistanke om vold, overgreb eller vanrøgt derhjemme")
    keyboard.choose("Hvor sikker er du?", "Mistanke")
    keyboard.tick("Kanarius Juhl")
    do_the_step(keyboard, "", {"Hvad bygger du det på?": SUSPECTED})
    keyboard.wait_for("Bekymring fra 18.3.2026", "Forældrene må ikke vide noget endnu.", SUSPECTED)
    assert SEEN not in text_on_screen()


def tell_the_leader_who_disagrees(keyboard: Keyboard) -> None:
    step(keyboard, "Skriv barnets ord og det, du så")
    step(
        keyboard, "Hvem henter barnet i dag?", "Ja, barnet kan trygt gå hjem",
        {"Hvad bygger du det på, og hvad er aftalt?": "Mor henter i dag"},
    )  # fmt: skip
    step(
        keyboard, "Tal med lederen bag en lukket dør", "",
        {
            "Hvem talte du med?": "Mette", "Hvad aftalte I?": "At jeg ringer",
            "Ser lederen det anderledes?": "Mette vil vente en uge",
            "Dit eget syn, hvis I er uenige": "Jeg vil ikke vente",
        },
    )  # fmt: skip
    step(
        keyboard, "Er det mere end en fornemmelse?", "Det er en mistanke eller viden. Vi underretter i dag",
        {"Note": "Jeg underretter"},
    )  # fmt: skip
    step(
        keyboard, "Forældrene får ikke noget at vide nu", "",
        {
            "Hvorfor får de ikke noget at vide nu?": "Mistanken gælder far",
            "Hvad taler for at sige det, og hvad taler imod?": "Karla kan blive presset til at tie",
        },
    )  # fmt: skip
    step(keyboard, "Tænk på søskende", "", {"Note": "Ingen, vi kender"})


def make_the_underretning(keyboard: Keyboard, file: Path) -> None:
    keyboard.wait_for("Ring til kommunen, og skriv bagefter. nu")
    keyboard.type_into("Har du ringet? Hvem talte du med?", "Vagten i modtagelsen")
    keyboard.type_into("Hvad blev sagt og aftalt?", "De kommer i dag")
    keyboard.button("Lav underretning")
    keyboard.wait_for("Underretning · kladde", "Afsnit")
    open_section(keyboard, "Det beder vi kommunen om")
    keyboard.write("KANARI: tal med Karla i dag")
    keyboard.wait_for_saved()
    keyboard.button("Gør klar til at sende")
    keyboard.button("Gør klar med huller")
    keyboard.wait_for("Underretningen er klar")
    keyboard.button("Gem som PDF")
    keyboard.save_as(file)
    keyboard.wait_for("Den er gemt, men ikke sendt.")
    keyboard.type_into("Hvordan blev den sendt?", "sikker post")
    keyboard.type_into("Hvem fik den?", "kommunens modtagelse")
    keyboard.button("I dag")
    keyboard.button("Notér, at den er sendt")
    keyboard.button("Tilbage til bekymringen")
    step(keyboard, "Ring til kommunen, og skriv bagefter")  # what was typed before the paper stands there


def plan_a_meeting_with_both_parents(keyboard: Keyboard, folder: Path) -> None:
    """Nobody has decided yet that any of them may know: no invitation goes home."""
    open_karlas_meeting_form(keyboard)
    keyboard.type_into("Dag", "25.3.26")
    keyboard.type_into("Hvad skal mødet føre til?", "Hvem gør hvad i hverdagen?")
    for who in ("Kanarina Juhl, mor", "Kanarius Juhl, far", "Jonas Kanari Bæk, pædagog"):
        keyboard.tick(who)
    keyboard.button("Gem mødet")
    keyboard.wait_for("Det, vi gør")
    open_the_meeting(keyboard)
    for who, name in (("Til Kanarina Juhl, mor", "mor"), ("Til Kanarius Juhl, far", "far")):
        refuse_the_paper(keyboard, who, folder / f"{name}-nej.pdf")
    keyboard.button("Tilbage")


def open_karlas_meeting_form(keyboard: Keyboard) -> None:
    keyboard.button("Børn")
    keyboard.row("Karla", within="Børn")
    keyboard.wait_for("Det, vi gør")
    keyboard.button("Aftal et møde")
    keyboard.wait_for("Nyt møde")


def open_the_meeting(keyboard: Keyboard) -> None:
    keyboard.button("Møder")
    keyboard.wait_for("Kommende")
    keyboard.tab_to("Møder", among=QAbstractItemView)
    keyboard.press(Qt.Key.Key_End)  # the later one
    keyboard.enter()
    keyboard.wait_for("Invitationer")


def refuse_the_paper(keyboard: Keyboard, button: str, file: Path) -> None:
    keyboard.button(button)
    keyboard.save_as(file)
    keyboard.wait_for("Papiret er ikke lavet. Spørg lederen først")
    assert not file.exists()


def write_down_what_the_municipality_decided(keyboard: Keyboard) -> None:
    keyboard.button("Bekymringer")
    keyboard.row("Bekymring fra 18.3.2026", within="Bekymringer")
    keyboard.wait_for("Få en kvittering. nu")
    step(keyboard, "Få en kvittering", "", {"Hvornår kom kvitteringen, og fra hvem?": "Samme dag, fra modtagelsen"})
    step(
        keyboard, "Spørg, hvad kommunen gør, og hvad I må sige", "",
        {"Hvem svarede, og hvornår?": "Rådgiveren", "Hvad sagde de?": "Mor må vide det"},
    )  # fmt: skip
    keyboard.wait_for("Har kommunen besluttet, hvad forældrene må vide?. nu")
    keyboard.choose("Hvad så?", "Ja, det er besluttet, og jeg har skrevet det")
    keyboard.tick("Kanarina Juhl")
    step(
        keyboard, "Har kommunen besluttet, hvad forældrene må vide?", "",
        {
            "Hvem besluttede det?": "Rådgiveren i modtagelsen", "Hvordan fik du det at vide?": "telefon",
            "Hvad må der siges, og hvem siger det?": "At vi har underrettet", "Hvornår blev det besluttet?": "18.3.26",
        },
    )  # fmt: skip
    keyboard.wait_for("Det gælder: Kanarius Juhl, far")
    assert "Det gælder: Kanarina" not in text_on_screen()


def invite_the_mother_alone(keyboard: Keyboard, folder: Path) -> None:
    open_the_meeting(keyboard)
    keyboard.button("Til Kanarina Juhl, mor")
    keyboard.save_as(folder / "mor.pdf")
    keyboard.wait_for("Papiret er gemt som fil.")
    assert (folder / "mor.pdf").stat().st_size
    refuse_the_paper(keyboard, "Til Kanarius Juhl, far", folder / "far.pdf")
    keyboard.button("Tilbage")


def close_it_with_a_reason(keyboard: Keyboard) -> None:
    keyboard.button("Bekymringer")
    keyboard.row("Bekymring fra 18.3.2026", within="Bekymringer")
    step(keyboard, "Giv barnet én voksen, der holder", "", {"Hvem er barnets faste voksne?": "Jonas"})
    step(keyboard, "Se på det igen", "Bekymringen kan lukkes", {"Hvordan går det nu?": "Hun sover og leger"})
    keyboard.button("Gå til »Luk bekymringen«")
    keyboard.write("Kommunen har handlet, og Karla har det godt")
    keyboard.button("Luk bekymringen")
    keyboard.button("Luk den")
    keyboard.wait_for("Lukket")


def files(desk: Desk) -> list[ConcernFile]:
    return [concerns.open_concern(desk, row.concern.id) for row in concerns.listed(desk)]


def what_stands(program: Program) -> dict[Track, ConcernFile]:
    return {file.concern.track: file for file in work_of(program).run(files).result()}


def test_a_concern_that_becomes_a_suspicion_is_followed_to_its_end_by_keyboard_alone(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock, tmp_path: Path,
    figure: Callable[[str], None],
) -> None:  # fmt: skip
    program = start(followed)
    chapters: dict[str, Callable[[], None]] = {
        "number while locked": lambda: find_the_number_while_it_is_locked(keyboard),
        "unlock": lambda: go_back_and_unlock(keyboard),
        "written down": lambda: write_down_what_was_seen(keyboard),
        "not reported": lambda: decide_not_to_report(keyboard),
        "the day": lambda: find_it_on_start_the_next_day(keyboard, clock),
        "suspicion": lambda: judge_it_as_a_suspicion(keyboard),
        "leader": lambda: tell_the_leader_who_disagrees(keyboard),
        "underretning": lambda: make_the_underretning(keyboard, tmp_path / "underretning.pdf"),
        "no invitation": lambda: plan_a_meeting_with_both_parents(keyboard, tmp_path),
        "municipality": lambda: write_down_what_the_municipality_decided(keyboard),
        "invitation": lambda: invite_the_mother_alone(keyboard, tmp_path),
        "closed": lambda: close_it_with_a_reason(keyboard),
    }
    took = count_keys(keyboard, chapters)
    figure(f"Keys: {took}, {keyboard.strokes} in all.")
    assert took["number while locked"] <= 2

    stands = what_stands(program)
    general, parents = stands[Track.GENERAL], stands[Track.PARENTS]
    assert general.concern.closed_at is None
    assert parents.concern.closed_at is not None
    assert SUSPECTED not in str(general), "the room sees that one, and not a word of the suspicion"
    kinds = {type(one.what) for one in parents.decisions}
    assert {LeaderTold, NotTold, MayBeTold} <= kinds
    (leader,) = (one.what for one in parents.decisions if isinstance(one.what, LeaderTold))
    assert (leader.disagrees, leader.mine) == ("Mette vil vente en uge", "Jeg vil ikke vente")
    assert len(parents.sent) == 1


# --- absence ------------------------------------------------------------------------------------------------------

LIST = "Elev;Fødselsdato;Dato;Fravær;Del af dagen\n" + "".join(
    f"Ib Kanari Ørsted;28-02-2021;{day}-{month}-2026;ULOVLIGT X;1\n"
    for day, month in ((2, 3), (3, 3), (4, 3), (5, 3), (6, 3), (9, 3), (10, 3), (11, 3), (12, 3), (13, 3))
)


def make_the_room_a_class(desk: Desk) -> None:
    (room,) = people.overview(desk).groups
    groups.change(desk, room.id, kind=GroupKind.CLASS, lead_id=None)


def fetch_the_days(keyboard: Keyboard, file: Path) -> None:
    """From a pupil's page to a file; its word for the absence is asked about once."""
    keyboard.button("Børn")
    keyboard.row("Ib", within="Børn")
    keyboard.button("Se fravær")
    keyboard.button("Alle elever, og fravær fra en fil")
    keyboard.button("Hent fra fil")
    keyboard.type_into("Fil", str(file))
    keyboard.enter()
    keyboard.wait_for("Hvad betyder ordene i filen?", "10 mangler slags")
    keyboard.pick("»ULOVLIGT X«", "Ulovligt fravær")
    keyboard.button("Hent 10 dage")
    keyboard.wait_for("10 dage er hentet for 1 elev.")


def write_the_concern(keyboard: Keyboard) -> None:
    keyboard.button("Vis eleverne")
    keyboard.row("Ib Kanari Ørsted")
    keyboard.wait_for("Det skal I nu", "Grænsen på 15 procent er nået.", "10 dage")
    keyboard.button("Skriv en bekymring om fravær")
    keyboard.wait_for("Er barnet i fare?")
    keyboard.write("3")
    keyboard.wait_for("Hvad så og hørte du?", "Ib Kanari Ørsted")
    keyboard.button("I dag")
    keyboard.type_into("Hvad så og hørte du?", "KANARI: ti dage uden besked")
    keyboard.button("Skriv ned og gå videre")
    keyboard.wait_for("Ring hjem samme dag. nu")


def come_to_the_days_from_the_track(keyboard: Keyboard) -> None:
    step(keyboard, "Ring hjem samme dag", "", {"Note": "Ringede kl. 9 og 11, ingen svarede"})
    keyboard.wait_for("Se fraværet samlet. nu")
    keyboard.type_into("Note", "Altid efter en weekend hos far")
    keyboard.button("Åbn fravær")
    keyboard.wait_for("Det skal I nu")
    keyboard.button("Bekymringer")
    keyboard.row(ROW, within="Bekymringer")
    keyboard.wait_for("Se fraværet samlet. nu", "Altid efter en weekend hos far")
    step(keyboard, "Se fraværet samlet")
    step(
        keyboard, "Har nogen set eleven?", "Nej, eller jeg er i tvivl",
        {"Hvad bygger du det på, og hvad er aftalt?": "Ingen har set Ib siden torsdag"},
    )  # fmt: skip
    keyboard.wait_for("Ring til kommunen om en elev, ingen har set. nu")


def test_absence_is_fetched_and_followed_by_keyboard_alone(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    as_the_leader(house, clock, make_the_room_a_class)
    file = tmp_path / "fravaer.csv"
    file.write_text(LIST, encoding="cp1252")
    start(house)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Forår 2026")
    chapters: dict[str, Callable[[], None]] = {
        "file": lambda: fetch_the_days(keyboard, file),
        "concern": lambda: write_the_concern(keyboard),
        "steps": lambda: come_to_the_days_from_the_track(keyboard),
    }
    took = count_keys(keyboard, chapters)
    figure(f"Keys: {took}, {keyboard.strokes} in all.")
