"""What the search goes to besides children: every page that needs no child, every section of the settings, every key.

A way is found by the beginning of any of its words, also those that stand for it without being shown: whoever looks for
"backup" finds Sikkerhedskopier. Nobody finds a way to what they may not see.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from opspor.desktop.route import Destination, Place
from opspor.desktop.shortcuts import BEREDSKAB, HELP, HIDE, LOCK, NEW_CONCERN, Shortcut
from opspor.domain.access import Action, Reach, reach
from opspor.domain.ids import Id
from opspor.domain.text import fold

if TYPE_CHECKING:
    from opspor.domain.people import StaffMember

MOST = 4  # beside the children


@dataclass(frozen=True, slots=True)
class Way:
    """``to``: a page, or a key that does it at once. ``also`` are words it is found by. ``action``: who may see it."""

    words: str
    icon: str
    to: Destination | Shortcut
    also: str = ""
    action: Action | None = None

    @property
    def second(self) -> str:
        """What stands below the words: where one gets to."""
        if isinstance(self.to, Destination) and self.to.place is Place.SETTINGS and self.to.id:
            return "Indstillinger"
        return ""

    @property
    def fact(self) -> str:
        """The key that does the same."""
        return self.to.cap if isinstance(self.to, Shortcut) else ""


def _page(words: str, icon: str, place: Place, also: str = "", action: Action | None = None) -> Way:
    return Way(words, icon, Destination(place), also, action)


def _section(words: str, icon: str, key: str, also: str = "") -> Way:
    return Way(words, icon, Destination(Place.SETTINGS, Id(key)), also)


WAYS = (
    Way("Ny bekymring", "circle-plus", NEW_CONCERN, "opret skriv mistanke underretning"),
    Way("Beredskab", "life-buoy", BEREDSKAB, "akut fare 112 alarm vold overgreb"),
    Way("Hjælp", "info", HELP, "vejledning manual taster"),
    Way("Skjul skærmen", "eye-off", HIDE, "privat"),
    Way("Lås", "lock-keyhole", LOCK, "log ud luk"),
    _page("Start", "sun", Place.START, "i dag forside"),
    _page("Børn", "users-round", Place.CHILDREN, "liste stue klasse", Action.SEE_CHILDREN),
    _page("Hent liste med børn", "download", Place.IMPORT, "import csv excel klasseliste", Action.IMPORT_LIST),
    _page("Breve til forældre", "mail-check", Place.LETTERS, "orientering information oplysning", Action.PRINT_LETTER),
    _page("Fravær", "calendar-range", Place.ABSENCE, "ulovligt skole", Action.SEE_ABSENCE),
    _page("Distrikt", "house", Place.DISTRICT, "hjemmebesøg sundhedsplejerske", Action.SEE_DISTRICT),
    _page("Runder", "calendar-range", Place.ROUNDS, "trivselsvurdering", Action.SEE_ROUND),
    _page("Åbn en runde", "calendar-range", Place.OPEN_ROUND, "ny begynd trivselsvurdering", Action.OPEN_ROUND),
    _page("Øvecases", "sprout", Place.PRACTICE, "øv prøv træn", Action.PRACTISE),
    _page("Matrix", "layout-grid", Place.MATRIX, "position trivsel udsat", Action.SEE_MATRIX),
    _page("Bekymringer", "message-circle-warning", Place.CONCERNS, "sager underretninger", Action.LIST_CONCERNS),
    _page(
        "Svar, vi venter på", "mail-question-mark", Place.WAITING, "kvittering rykker underretning", Action.SEE_REPLIES
    ),
    _page("Gem flere underretninger som PDF", "printer", Place.SEVERAL_PAPERS, "udskriv", Action.EXPORT_PAPER),
    _page("Sparring", "messages-square", Place.FORUM, "distriktstirsdag forum dagsorden", Action.SEE_FORUM),
    _page("Møder", "messages-square", Place.MEETINGS, "samtale netværksmøde", Action.SEE_PLANS),
    _page("Planer", "list-checks", Place.PLANS, "handleplan fokuspunkt opfølgning", Action.SEE_PLANS),
    _page("Overblik", "chart-column", Place.OVERVIEW, "leder tal", Action.SEE_OVERVIEW),
    _page("Til journalen", "file-text", Place.FILING, "journalisering esdh arkiv", Action.SEE_FILING),
    _page("Sletteliste", "trash-2", Place.RETENTION, "slet opbevaring frist", Action.SEE_RETENTION),
    _page("Indsigt", "eye", Place.ACCESS, "aktindsigt forælder beder gdpr", Action.SEE_REQUESTS),
    _page("Børn, der stopper", "user-round", Place.LEAVING, "stoppet flytter ud forlader", Action.ENROL),
    _page("Nyt år", "calendar-range", Place.YEAR_SHIFT, "skoleår rul klasser op årgang flyt stuer", Action.SHIFT_YEAR),
    _page("Luk institutionen", "trash-2", Place.CLOSING, "eksport udtræk slet alt", Action.WIPE),
    _page("Prøv at hente en kopi", "download", Place.DRILL, "øvelse backup gendan", Action.DRILL),
    _page("Kursus på ti minutter", "sprout", Place.COURSE, "øv lær opgaver begynder", Action.PRACTISE),
    _page("Øv et spor", "life-buoy", Place.TRACK_PRACTICE, "øvelse træn beredskab"),
    _page("Regler og frister", "clipboard-list", Place.LAW, "lov paragraf jura"),
    _page("Log", "clipboard-list", Place.LOG, "hvem har set", Action.READ_LOG),
    _page("Indstillinger", "settings", Place.SETTINGS, "opsætning"),
    _section("Institution", "house", "institution", "navn dataansvarlig dpo adresse"),
    _section("Medarbejdere", "users-round", "staff", "kolleger inviter bruger fjern"),
    _section("Grupper", "users-round", "groups", "stuer klasser tovholder"),
    _section("Hvem må hvad", "shield-check", "roles", "rettigheder roller adgang"),
    _section("Telefonnumre", "phone", "numbers", "modtagelse vagt"),
    _section("Beredskabet hos jer", "life-buoy", "local", "lokalt kommune"),
    _section("Hvilke regler der er slået op", "clipboard-list", "law", "efterprøvet"),
    _section("Din adgangskode", "lock-keyhole", "password", "skift kode password"),
    _section("Gendannelsesnøgler", "lock-keyhole", "key", "glemt kode nødnøgle"),
    _section("Sikkerhedskopier", "download", "copies", "backup gendan kopi"),
    _section("Forslag i vurderingen", "sprout", "suggestion", "slå fra"),
    _section("Hvor længe vi gemmer", "hourglass", "retention", "slet frist opbevaring"),
    _section("Hvor længe loggen gemmes", "clipboard-list", "log", "måneder"),
    _section("Tilbud", "list-checks", "offers", "katalog indsatser"),
    _section("Forum for sparring", "messages-square", "forum", "distriktstirsdag dage"),
    _section("Hjemmebesøg", "house", "visits", "alder vindue"),
    _section("Overgange", "arrow-right", "transitions", "skolestart dagtilbud"),
    _section("Kalender", "calendar-check", "calendar", "ferie helligdage lukkedage hverdage"),
    _section("Lås af sig selv", "lock", "lock", "minutter skærmbilleder"),
    _section("Udseende", "moon", "look", "mørk lys kontrast større tekst zoom"),
    _section("Om opspor", "info", "about", "version licens udgave opdatering usb"),
)


def found(text: str, staff: StaffMember) -> tuple[Way, ...]:
    """The ways whose words begin as all words of ``text`` do, those found by their shown words first; at most
    ``MOST``."""
    typed = fold(text).replace(",", " ").split()
    if not typed:
        return ()
    seen = [way for way in WAYS if way.action is None or reach(staff, way.action) is not Reach.NONE]
    by_name = [way for way in seen if begins(way.words, typed)]
    by_others = [way for way in seen if way not in by_name and begins(f"{way.words} {way.also}", typed)]
    return tuple([*by_name, *by_others][:MOST])


def begins(words: str, typed: list[str]) -> bool:
    """Whether each folded word of ``typed`` is the beginning of one of ``words``."""
    own = fold(words).replace(",", " ").split()
    return all(any(word.startswith(one) for word in own) for one in typed)
