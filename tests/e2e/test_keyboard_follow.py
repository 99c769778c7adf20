"""What follows from an agreement, by keyboard alone: from the first focus point to the plan that is closed.

A pædagog, the colleague who takes over, and the leader who looks at it all, in the real window on a real vault. Of each
chapter it says how many keys it took.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from opspor.desktop.page import Page
from tests.e2e.conftest import JONAS, METTE, Start, WallClock
from tests.e2e.day import lock, unlock, window
from tests.e2e.driver import Keyboard, text_on_screen
from tests.e2e.following import ASTA, agree_about_karla

CLOSE_TO_KARLA = (
    ("Mor", "Familie", "Helt tæt på"),
    ("Far", "Familie", "Helt tæt på"),
    ("Mormor Åse", "Familie", "Tæt på"),
    ("Liv fra stuen", "Venner", "Tæt på"),
    ("Jonas", "Institution og skole", "Længere væk"),
)


def come_back(keyboard: Keyboard, clock: WallClock, who: tuple[str, str], *, weeks: int = 0) -> None:
    """Locks, and somebody is in on Start so many weeks later."""
    lock(keyboard)
    clock.now += timedelta(weeks=weeks)
    unlock(keyboard, who)
    keyboard.wait_for("Logget ind: ")
    keyboard.button("Start")


def open_karla(keyboard: Keyboard) -> None:
    keyboard.button("Børn")
    keyboard.row("Karla", within="Børn")
    keyboard.wait_for("Karla Maria Kanari Juhl", "Det, vi gør")


def write_the_focus_point(keyboard: Keyboard) -> None:
    open_karla(keyboard)
    keyboard.row("Skriv fokuspunktet")
    keyboard.wait_for("Nyt fokuspunkt", "I aftalte et fokuspunkt i Forår 2026.")
    keyboard.write("Med i legen")  # the cursor is in the first field
    keyboard.type_into("Det undrer vi os over", "KANARI: hun ser på de andre fra bænken")
    keyboard.type_into("Det gør vi voksne", "Én voksen begynder en leg med hende og to andre")
    keyboard.pick("Ansvarlig", "Jonas Kanari Bæk")
    keyboard.type_into("Vi ser på det igen", "14.4.26")
    keyboard.button("Gem fokuspunktet")
    keyboard.wait_for("Det, vi gør", "Med i legen")


def look_again_a_month_later(keyboard: Keyboard, clock: WallClock) -> None:
    come_back(keyboard, clock, JONAS, weeks=4)
    keyboard.row("Karla", within="Opfølgning")
    keyboard.wait_for("Hvad er der kommet ud af det?", "Med i legen")
    keyboard.write("2")
    keyboard.type_into("Hvad har I set?", "KANARI: hun er med, når en voksen er der")
    keyboard.type_into("Vi ser på det igen", "12.5.26")
    keyboard.button("Gem opfølgningen")
    keyboard.wait_for("Tirsdag 14. april")
    keyboard.wait_until_gone("Følg op på fokuspunktet")
    keyboard.wait_until(is_on_the_page, "beside the page: the list that one came from is empty")
    open_karla(keyboard)
    keyboard.wait_for("Med i legen")


def write_a_plan(keyboard: Keyboard) -> None:
    """Two goals, an offer and what is done while one waits for it."""
    keyboard.button("Skriv en handleplan")
    keyboard.wait_for("Ny handleplan")
    keyboard.type_into("Overskrift", "Karla er med")
    keyboard.pick("Hvem har stafetten?", "Jonas Kanari Bæk")
    keyboard.type_into("Vi begynder", "15.4.26")
    keyboard.type_into("Hvor længe regner I med?", "15.7.26")
    keyboard.type_into("Vi ser på det igen", "13.5.26")
    write_a_goal(keyboard, 1, "Karla leger med to andre hver dag")
    keyboard.button("Skriv et mål mere")
    write_a_goal(keyboard, 2, "Karla siger til, når hun vil være med")
    keyboard.pick("Trin på indsatstrappen", "2. Forebyggende indsats")
    keyboard.type_into("Hvorfor netop det trin?", "Hverdagen alene er ikke nok")
    keyboard.pick("Tilbud fra jeres katalog", "Legegruppe")
    keyboard.type_into("Hvad gør vi, mens vi venter?", "Vi øver i garderoben")
    keyboard.type_into("Sådan ser Kanarina Juhl (mor) det", "Hun glæder sig")
    keyboard.type_into("Hvad siger eller viser barnet?", "»Jeg vil med«")
    keyboard.button("Gem planen")
    keyboard.wait_for("Planen er gemt.", "Karla leger med to andre hver dag", "Legegruppe")


def write_a_goal(keyboard: Keyboard, number: int, text: str) -> None:
    """All six of what makes it a good one."""
    keyboard.type_into("Hvad skal være anderledes?", text, nth=number)
    keyboard.type_into("Hvad gør I voksne?", "Vi begynder legen", nth=number)
    keyboard.type_into("Hvem gør det?", "Jonas", nth=number)
    keyboard.type_into("Nået senest", "1.7.26", nth=number)
    keyboard.type_into("Hvordan kan I se det?", "Vi tæller i en uge", nth=number)
    keyboard.type_into("Hvorfor vil barnet og familien det?", "Hun vil gerne", nth=number)
    keyboard.type_into("Hvad gør det muligt hos jer?", "Vi er to om morgenen", nth=number)


def pass_the_baton_on(keyboard: Keyboard, clock: WallClock) -> None:
    keyboard.button("Giv stafetten videre")
    keyboard.wait_for("Jonas Kanari Bæk har stafetten.")
    keyboard.pick("Til hvem?", "Asta Kanari Lund")
    keyboard.type_into("Hvad skal din kollega vide?", "Jeg har ferie i maj. Næste gang er den 13.")
    keyboard.button("Spørg din kollega")
    keyboard.wait_for("Din kollega er spurgt.")
    come_back(keyboard, clock, ASTA)
    keyboard.row("Vil du have stafetten for en plan?", within="Venter på dig")
    keyboard.wait_for("Jeg har ferie i maj. Næste gang er den 13.")
    keyboard.button("Ja, jeg tager stafetten")
    keyboard.wait_for("Du har stafetten.", "Asta Kanari Lund har stafetten.")


def talk_with_both_parents(keyboard: Keyboard) -> None:
    keyboard.button("Tilbage")
    open_karla(keyboard)
    keyboard.button("Kontakt med forældre")
    keyboard.wait_for("Ingen kontakter her endnu")
    keyboard.button("Skriv en kontakt ned")
    keyboard.pick("Hvordan?", "Samtale")
    keyboard.pick("Fik I talt sammen?", "Ja, vi talte sammen")
    keyboard.tick("Kanarina Juhl, mor")
    keyboard.type_into("Hvordan ser Kanarina Juhl det?", "Hun har få at lege med")
    keyboard.tick("Kanarius Juhl, far")
    keyboard.type_into("Hvordan ser Kanarius Juhl det?", "Hun er som jeg var")
    keyboard.type_into("Hvad handlede det om?", "Planen")
    keyboard.type_into("Hvad aftalte I?", "Far inviterer Liv hjem")
    keyboard.button("Gem")
    keyboard.wait_for("Kontakten står nu på listen.", "Hun er som jeg var", "Hun har få at lege med")


def draw_the_network(keyboard: Keyboard) -> None:
    keyboard.button("Til barnets side")
    keyboard.button("Netværkskort")
    keyboard.wait_for("Ingen på kortet endnu")
    for name, sector, ring in CLOSE_TO_KARLA:
        keyboard.button("Sæt en person på")
        keyboard.write(name)
        keyboard.pick("Hvor kender barnet personen fra?", sector)
        keyboard.pick("Hvor tæt på barnet?", ring)
        keyboard.button("Sæt på kortet")
    keyboard.pick("Kan det private netværk hjælpe?", "Ja, og nogen kan hjælpe")
    keyboard.type_into("Hvilken dag talte I om det?", "14.4.26")
    keyboard.button("Gem kortet")
    keyboard.wait_for("Gemt.", "5. Jonas")


def plan_a_meeting(keyboard: Keyboard) -> None:
    keyboard.button("Til barnets side")
    keyboard.button("Aftal et møde")
    keyboard.wait_for("Nyt møde")
    keyboard.wait_until(lambda: has_focus("Inddragende netværksmøde"), "one does not begin in the form")
    keyboard.type_into("Dag", "21.4.26")
    keyboard.type_into("Kl.", "15.30")
    keyboard.type_into("Hvad skal mødet føre til?", "Hvem gør hvad, så Karla har nogen at lege med?")
    keyboard.tick("Kanarina Juhl, mor")
    keyboard.tick("Kanarius Juhl, far")
    keyboard.tick("Jonas Kanari Bæk, pædagog")
    keyboard.button("Gem mødet")
    keyboard.wait_for("Det, vi gør", "netværksmøde")


def hold_the_meeting(keyboard: Keyboard, clock: WallClock) -> None:
    """A week later; the minutes with one agreement each for a colleague and for the father."""
    come_back(keyboard, clock, ASTA, weeks=1)
    keyboard.button("Møder")
    keyboard.row("Karla", within="Møder")
    keyboard.button("Skriv referat")
    keyboard.wait_for("Hvem kom?")
    keyboard.wait_until(lambda: has_focus("Alle kom"), "one does not begin in the minutes")
    keyboard.enter()
    keyboard.type_into("Hvad siger eller viser barnet?", "»Liv er min ven«")
    keyboard.choose("Har I set på familiens eget netværk?", "Ja")
    keyboard.tab_to("Aftale 1: hvad")
    for what, who, due in (("Inviterer Liv hjem", "Kanarius", "+2"), ("Ringer til legegruppen", "Asta", "+1")):
        keyboard.write(what)
        keyboard.enter()
        keyboard.write(who)
        keyboard.enter()
        keyboard.write(due)
        keyboard.enter()
    keyboard.type_into("Næste møde", "16.6.26")
    keyboard.button("Gem referatet")
    keyboard.wait_for("Kommende")


def do_what_was_agreed_on(keyboard: Keyboard, clock: WallClock) -> None:
    """It stands on Start on its day, and one ends it there."""
    come_back(keyboard, clock, ASTA, weeks=1)
    row = "Aftale fra et møde"
    keyboard.wait_for(row)
    open_what_is_due(keyboard, row)
    keyboard.wait_for("Ringer til legegruppen")
    keyboard.type_into("Hvad har I set?", "Karla begynder efter ferien")
    keyboard.tick("Vi er færdige. Det afsluttes her")
    keyboard.button("Afslut")
    keyboard.wait_for("Tirsdag 28. april")
    keyboard.wait_until(lambda: has_focus("Opfølgning"), "not back in the list that one goes through")


def has_focus(name: str) -> bool:
    part = QApplication.focusWidget()
    return part is not None and part.accessibleName() == name


def is_on_the_page() -> bool:
    part, page = QApplication.focusWidget(), next(p for p in window().findChildren(Page) if p.isVisible())
    return part is not None and page.isAncestorOf(part)


def open_what_is_due(keyboard: Keyboard, second: str) -> None:
    """Goes down the list on Start to what is called so, as one reads it, and presses Enter."""
    rows = keyboard.tab_to("Opfølgning")
    keyboard.press(Qt.Key.Key_Home)
    for _ in range(10):
        if second in rows.rows()[rows.currentIndex().row()].second:  # type: ignore[attr-defined]
            break
        keyboard.press(Qt.Key.Key_Down)
    keyboard.enter()


def close_the_plan(keyboard: Keyboard) -> None:
    keyboard.button("Planer")
    keyboard.row("Karla", within="Planer")
    keyboard.button("Luk planen")
    keyboard.write("Karla er med i legen hver dag")
    keyboard.button("Luk planen nu")
    keyboard.wait_for("Planen er lukket.")


def see_how_it_stands(keyboard: Keyboard, clock: WallClock) -> None:
    """The leader."""
    come_back(keyboard, clock, METTE)
    keyboard.button("Overblik")
    keyboard.wait_for("Hvor langt er runderne, og hvad mangler?", "Forår 2026", "Det mangler")
    assert "Karla" not in text_on_screen()
    keyboard.wait_until(is_on_the_page, "one does not begin on the page")


def test_a_focus_point_a_plan_a_talk_a_map_and_a_meeting_by_keyboard_alone(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock, figure: Callable[[str], None]
) -> None:
    agree_about_karla(house, clock)
    start(house)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Forår 2026")
    chapters: dict[str, Callable[[], None]] = {
        "focus point": lambda: write_the_focus_point(keyboard),
        "follow-up": lambda: look_again_a_month_later(keyboard, clock),
        "plan": lambda: write_a_plan(keyboard),
        "baton": lambda: pass_the_baton_on(keyboard, clock),
        "contact": lambda: talk_with_both_parents(keyboard),
        "network": lambda: draw_the_network(keyboard),
        "meeting": lambda: plan_a_meeting(keyboard),
        "minutes": lambda: hold_the_meeting(keyboard, clock),
        "agreement": lambda: do_what_was_agreed_on(keyboard, clock),
        "closing": lambda: close_the_plan(keyboard),
        "overview": lambda: see_how_it_stands(keyboard, clock),
    }
    took = {}
    for name, play in chapters.items():
        before = keyboard.strokes
        play()
        took[name] = keyboard.strokes - before
    figure(f"Keys: {took}, {keyboard.strokes} in all.")
