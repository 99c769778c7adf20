"""Which page of the guide tells about which page of the program."""

from opspor.desktop.route import Destination, Place
from opspor.domain.ids import Id
from opspor.reference.guide import titled

FIRST = "Før I begynder"
TITLE_OF: dict[Place, str] = {
    Place.START: FIRST,
    Place.CHILDREN: "Hent stuens liste",
    Place.IMPORT: "Hent stuens liste",
    Place.CHILD: "Hent stuens liste",
    Place.CHILD_EDIT: "Hent stuens liste",
    Place.ROUNDS: "Åbn en runde",
    Place.OPEN_ROUND: "Åbn en runde",
    Place.OWN: "Vurdér hver for sig",
    Place.JOINT: "Tal sammen, og bliv enige",
    Place.MINORITY: "Tal sammen, og bliv enige",
    Place.ROUND: "Følg runden, og luk den",
    Place.CHANGE_ROUND: "Følg runden, og luk den",
    Place.MATRIX: "Se matrixen og barnet over tid",
    Place.TIMELINE: "Se matrixen og barnet over tid",
    Place.AGREEMENT: "Hvor ens svarede I? Og øvecases",
    Place.PRACTICE: "Hvor ens svarede I? Og øvecases",
    Place.PRACTICE_CASE: "Hvor ens svarede I? Og øvecases",
    Place.PUPIL: "Skole: klasse, SFO og elevens eget syn",
    Place.PUPIL_PAPER: "Skole: klasse, SFO og elevens eget syn",
    Place.DISTRICT: "Hjemmebesøg og distrikt",
    Place.VISITS: "Hjemmebesøg og distrikt",
    Place.VISIT: "Hjemmebesøg og distrikt",
    Place.VISIT_AFTER: "Hjemmebesøg og distrikt",
    Place.HANDOVER: "Hjemmebesøg og distrikt",
    Place.FOCUS: "Fokuspunkter: det, I voksne prøver",
    Place.ANALYSIS: "Fokuspunkter: det, I voksne prøver",
    Place.PLANS: "Handleplan og stafet",
    Place.PLAN: "Handleplan og stafet",
    Place.BATON: "Handleplan og stafet",
    Place.FOLLOW_UP: "Følg op",
    Place.CONTACT: "Forældre, barnets ord og netværk",
    Place.NETWORK: "Forældre, barnets ord og netværk",
    Place.MEETINGS: "Møder om et barn",
    Place.MEETING: "Møder om et barn",
    Place.OVERVIEW: "Overblikket",
    Place.TRANSITION: "Overgang til et nyt sted",
    Place.NEW_CONCERN: "En bekymring, trin for trin",
    Place.CONCERNS: "En bekymring, trin for trin",
    Place.CONCERN: "En bekymring, trin for trin",
    Place.UNDERRETNING: "Underretning, trin for trin",
    Place.PAPER: "Send den, og hold øje med svaret",
    Place.PASTE: "Send den, og hold øje med svaret",
    Place.PHONE_SHEET: "Send den, og hold øje med svaret",
    Place.SEVERAL_PAPERS: "Send den, og hold øje med svaret",
    Place.WAITING: "Send den, og hold øje med svaret",
    Place.BRIEF: "Drøftelsesark",
    Place.FORUM: "Sparring: dagen",
    Place.FORUM_SHOW: "Sparring: dagen",
    Place.LAW: "Regler og frister",
    Place.ABSENCE: "Fravær i skolen",
    Place.TRACK_PRACTICE: "Beredskabet hos jer",
    Place.DRILL: "Prøv en kopi én gang om året",
    Place.LOG: "Loggen",
    Place.SETTINGS: "Til lederen",
    Place.LETTERS: "Brev til forældre",
    Place.FAMILY: "Samtykker og ønsker",
    Place.FILING: "Til journalen",
    Place.RETENTION: "Slettelisten",
    Place.ACCESS: "Indsigt, trin for trin",
    Place.LEAVING: "Et barn stopper",
    Place.YEAR_SHIFT: "Nyt år",
    Place.CLOSING: "Luk institutionen",
}
# A section of the settings that has a page of its own.
_SECTIONS = {
    "staff": "Kolleger", "roles": "Kolleger", "key": "Gendannelsesnøglen", "copies": "Kopier", "lock": "Lås og skjul",
    "look": "Taster", "log": "Loggen", "numbers": "Beredskabet hos jer", "local": "Beredskabet hos jer",
    "law": "Regler og frister", "forum": "Sparring: dagen", "password": "Lås op, vent, og skift adgangskode",
    "retention": "Slettelisten", "lost": "Hvis en pc bliver væk", "closing": "Luk institutionen",
}  # fmt: skip
LOCKED = "Når noget går galt"


def help_for(here: Destination | None) -> Destination:
    """The guide, at the page about where somebody is; None: the program is locked."""
    if here is None:
        title = LOCKED
    else:
        title = _SECTIONS.get(here.id, TITLE_OF[here.place]) if here.place is Place.SETTINGS else TITLE_OF[here.place]
    return Destination(Place.HELP, Id(titled(title).id))
