"""Hvem må hvad: what each role may do, read from the rules themselves, and what such rules can and cannot hold."""

from dataclasses import dataclass

from opspor.desktop.pages.settings.section import Section
from opspor.desktop.widgets import Card, PlainLabel, box
from opspor.domain.access import RULES, SEE_CONTENT, Action, Reach
from opspor.domain.people import ROLE_WORDS, Role

# One line each: whoever invites reads it before they choose.
ROLE_LINES = {
    Role.STAFF: "Ser og vurderer børnene på de stuer, personen arbejder på.",
    Role.HEALTH_VISITOR: "Ser og vurderer børnene i egne stuer, klasser og distrikter, og skriver hjemmebesøg.",
    Role.LEADER: "Ser alle børn og alle bekymringer, inviterer og fjerner medarbejdere, og læser loggen.",
    Role.ADMINISTRATOR: "Passer indstillinger og kopier. Ser ingen børn, kun bekymringer, personen selv har skrevet.",
    Role.AUDITOR: "Læser loggen. Ser ingen børn, kun bekymringer, personen selv har skrevet.",
}
ONE_KEY = (
    "Det er programmets regler, ikke låse. Alle, der kan låse mappen op, deler én nøgle til filen. Den, der kan låse "
    "op og har programmørværktøj, kan læse hele filen uden om reglerne."
)
THE_LOG = (
    "Det, der sker i programmet, står i loggen med navn og tid, også det, der blev afvist. Lederen og revisoren kan "
    "læse den, og et eftersyn af mappen finder linjer, der er ændret eller fjernet."
)


@dataclass(frozen=True, slots=True)
class _Area:
    """Things that may be done, with what "all" and "one's own" mean there: for those who see children, and others."""

    every: str
    own: str
    own_without_children: str
    words: dict[Action, str]


_CHILDREN = _Area(
    "For alle børn",
    "For børn på egne stuer",
    "",
    {
        Action.SEE_CHILDREN: "se listen",
        Action.SEARCH: "søge",
        Action.OPEN_CHILD: "åbne barnets side",
        Action.SEE_CPR: "se CPR-numre (hvert står i loggen)",
        Action.CHANGE_CHILD: "rette oplysninger",
        Action.OBSERVE: "skrive iagttagelser",
        Action.IMPORT_LIST: "hente lister",
        Action.ENROL: "flytte børn mellem egne grupper",
        Action.OPEN_PUPIL: "vise elever deres egne spørgsmål",
        Action.WRITE_PUPIL: "gemme elevers egne svar",
        Action.PRINT_PUPIL: "udskrive spørgsmål til elever",
        Action.OPEN_ROUND: "åbne runder",
        Action.SEE_ROUND: "følge runder",
        Action.CHANGE_ROUND: "ændre, hvem der vurderer (kun den, der åbnede runden, og leder)",
        Action.GIVE_REASON: "skrive, hvorfor et barn ikke vurderes",
        Action.OPEN_SEAL: "åbne for svar, før alle har afleveret (kun den, der åbnede runden, og leder)",
        Action.CLOSE_ROUND: "lukke runder (kun den, der åbnede runden, og leder)",
        Action.REOPEN_ROUND: "åbne en lukket runde igen",
        Action.GIVE_NOTICE: "notere, at forældre er orienteret",
        Action.OPEN_SHEET: "åbne egne vurderinger",
        Action.ASSESS: "vurdere",
        Action.SEE_OWN: "se hinandens vurderinger, når alle har afleveret",
        Action.AGREE: "skrive den fælles vurdering",
        Action.SEE_MATRIX: "se matrixen",
        Action.SEE_DISTRICT: "se distriktet",
        Action.OPEN_VISIT: "åbne hjemmebesøg",
        Action.WRITE_VISIT: "skrive hjemmebesøg",
        Action.PRINT_HANDOVER: "gemme en overlevering til dagtilbud",
        Action.PRINT_MATRIX: "gemme matrixen som fil",
        Action.SEE_PLANS: "se planer og aftaler",
        Action.OPEN_PLAN: "åbne fokuspunkter, analyser og planer",
        Action.WRITE_PLAN: "skrive fokuspunkter, analyser og planer",
        Action.PRINT_PLAN: "gemme planer som fil",
        Action.FOLLOW_UP: "følge op eller udsætte med en grund",
        Action.PASS_BATON: "give en plan videre eller tage imod den",
        Action.NOTE_CONTACT: "notere kontakt med forældre",
        Action.WRITE_NETWORK: "tegne barnets netværk",
        Action.PRINT_NETWORK: "gemme netværkskort som fil",
        Action.OPEN_MEETING: "åbne møder",
        Action.WRITE_MEETING: "skrive møder",
        Action.PRINT_MEETING: "gemme invitationer og referater som fil",
        Action.OPEN_TRANSITION: "åbne overgangsbeskrivelser",
        Action.WRITE_TRANSITION: "skrive overgangsbeskrivelser",
        Action.PRINT_TRANSITION: "gemme overgangsbeskrivelser som fil",
        Action.SEE_FORUM: "se dage til sparring",
        Action.WRITE_FORUM: "skrive dagsorden og konklusion til sparring",
        Action.PRINT_FORUM: "gemme et referat af sparring som fil",
        Action.SEE_ABSENCE: "se fravær",
        Action.WRITE_ABSENCE: "skrive og hente fravær",
        Action.PRINT_ABSENCE: "gemme en fraværsopgørelse som fil",
        Action.SEE_OVERVIEW: "se lederens overblik",
        Action.PRINT_OVERVIEW: "gemme lederens overblik som fil",
        Action.PRINT_LETTER: "gemme breve til forældre som fil",
        Action.WRITE_CONSENT: "skrive samtykker",
        Action.NOTE_RIGHT: "skrive, hvad familien har bedt om",
        Action.SEE_FILING: "se, hvad der skal journaliseres",
        Action.NOTE_FILED: "notere, at noget er journaliseret",
        Action.PRINT_FILING: "gemme noget til journalen som fil",
        Action.SEE_REQUESTS: "se anmodninger om indsigt",
        Action.WRITE_REQUEST: "gøre indsigt klar",
        Action.RELEASE_REQUEST: "give indsigt",
        Action.SEE_RETENTION: "se, hvad der skal slettes",
        Action.DELETE_DUE: "slette det, der er på slettelisten",
        Action.ERASE: "slette et barn for altid",
    },
)
_CONCERNS = _Area(
    "For alle bekymringer",
    "For bekymringer på egne stuer, egne bekymringer, og dem, hvor personen er valgt",
    "For bekymringer, personen selv har skrevet",
    {
        Action.LIST_CONCERNS: "se listen",
        Action.OPEN_CONCERN: "åbne",
        Action.CHANGE_CONCERN: "skrive i den",
        Action.DECIDE: "skrive, hvad der er besluttet",
        Action.CHANGE_TRACK: "skifte spor",
        Action.LINK_CONCERN: "knytte den til et barn",
        Action.KEEP_CONCERN: "vælge, hvem der kan se den (kun forfatter og leder)",
        Action.OPEN_PAPER: "åbne papirer",
        Action.PREVIEW_PAPER: "se papirer på skærmen",
        Action.WRITE_PAPER: "skrive underretning og drøftelsesark",
        Action.EXPORT_PAPER: "gemme papirer og notere, at de er sendt",
        Action.SEE_REPLIES: "se, hvad I venter svar på",
        Action.NOTE_REPLY: "notere svar",
    },
)
_HOUSE = _Area(
    "I programmet",
    "",
    "",
    {
        Action.SEE_PEOPLE: "se, hvem der arbejder her",
        Action.CHANGE_PASSWORD: "skifte sin egen adgangskode",
        Action.INVITE: "invitere og sætte på stuer",
        Action.CHANGE_GROUP: "sige, hvad en gruppe er, og hvem der er tovholder",
        Action.SET_ROLE: "bestemme, hvem der må hvad",
        Action.REMOVE: "fjerne en medarbejder",
        Action.MAKE_KEY: "lave gendannelsesnøgler",
        Action.CHANGE_SETTINGS: "ændre indstillinger",
        Action.CHANGE_LOCAL: "skrive, hvad beredskabet siger hos jer, og om lederne kan skrive om en medarbejder",
        Action.CHANGE_FORUM: "passe forum for sparring og dets dage",
        Action.CHANGE_OFFERS: "passe kataloget over tilbud",
        Action.SET_RETENTION: "bestemme, hvor længe noget gemmes",
        Action.CONFIRM_CLOCK: "sige, at uret passer, når det er sprunget",
        Action.SHIFT_YEAR: "flytte grupper til et nyt år",
        Action.TAKE_STOCK: "gøre op, hvad mappen rummer",
        Action.EXPORT_HOUSE: "tage hele mappen ud i et åbent format",
        Action.WIPE: "slette hele mappen",
        Action.COPY: "lave kopier",
        Action.RESTORE: "hente en kopi tilbage",
        Action.DRILL: "øve at hente en kopi tilbage",
        Action.CHECK: "efterse mappen",
        Action.READ_LOG: "læse loggen",
        Action.PRINT_LOG: "udskrive loggen",
        Action.RETAIN_LOG: "lade gamle linjer i loggen blive slettet",
    },
)
_ALWAYS = _Area(
    "Altid", "", "", {Action.START_CONCERN: "begynde en bekymring og en underretning, også på et skrevet navn"}
)
_PRACTICE = _Area(
    "Til øvecases, og hvor mange der har svaret på hver",
    "Til øvecases",
    "",
    {Action.PRACTISE: "svare alene, og så se kommentaren og kollegernes svar uden navne"},
)
AREAS = (_ALWAYS, _CHILDREN, _CONCERNS, _PRACTICE, _HOUSE)
# What belongs to being logged in at all.
UNSAID = {Action.LOG_IN, Action.SET_UP, Action.JOIN, Action.SAVE_DRAFT, Action.NOTE_ATTEMPTS, Action.ANSWER_MINORITY}


def what_a_role_may(role: Role) -> list[tuple[str, str]]:
    """(for what, what may be done) in the order of the page; the last says what may not."""
    found = []
    denied: list[str] = []
    for area in AREAS:
        for reach, head in (
            (Reach.ALL, area.every),
            (Reach.OWN, area.own if role in SEE_CONTENT else area.own_without_children),
        ):
            words = [text for action, text in area.words.items() if RULES[action][role] is reach]
            if words:
                found.append((head, " · ".join(words)))
        denied += [text for action, text in area.words.items() if RULES[action][role] is Reach.NONE]
    return [*found, ("Må ikke", " · ".join(denied))] if denied else found


class RolesSection(Section):
    """A card for each role. The same for everybody: who may what is no secret."""

    title = "Hvem må hvad"
    icon = "shield-check"

    def __init__(self) -> None:
        super().__init__()
        rules = Card("Hvem må hvad", spacing=3)
        rules.add(PlainLabel(ONE_KEY))
        rules.add(PlainLabel(THE_LOG))
        self.column.addWidget(rules)
        for role, words in ROLE_WORDS.items():
            card = Card(words, spacing=3)
            card.add(PlainLabel(ROLE_LINES[role], "lead"))
            for what, may in what_a_role_may(role):
                card.add(box(PlainLabel(what, "small_strong", "text_2"), PlainLabel(may.capitalize()), spacing=0.5))
            self.column.addWidget(card)
