"""What the log's codes are in Danish: for the page, the filters and the paper."""

from enum import StrEnum

from opspor.domain.access import Action
from opspor.usecases.desk import REFUSAL
from opspor.usecases.journal import BROKEN, MISSING


class LogKind(StrEnum):
    """What the lines can be narrowed to."""

    COMING_IN = "coming_in"
    READ = "read"
    SEARCHED = "searched"
    WRITTEN = "written"
    PAPERS = "papers"
    HOUSE = "house"
    REFUSED = "refused"
    LOG = "log"


KIND_WORDS = {
    LogKind.COMING_IN: "Login",
    LogKind.READ: "Læst om et barn",
    LogKind.SEARCHED: "Søgt",
    LogKind.WRITTEN: "Skrevet eller ændret",
    LogKind.PAPERS: "Papirer og filer",
    LogKind.HOUSE: "Personer, indstillinger og kopier",
    LogKind.REFUSED: "Afvist",
    LogKind.LOG: "Loggen",
}

# action -> its kind, and what was done
ACTION_WORDS: dict[str, tuple[LogKind, str]] = {
    Action.LOG_IN: (LogKind.COMING_IN, "Loggede ind"),
    Action.NOTE_ATTEMPTS: (LogKind.COMING_IN, "Forgæves forsøg på at logge ind"),
    Action.JOIN: (LogKind.COMING_IN, "Valgte brugernavn og adgangskode"),
    Action.SET_UP: (LogKind.HOUSE, "Lavede mappen"),
    Action.SEE_PEOPLE: (LogKind.HOUSE, "Så medarbejderne"),
    Action.INVITE: (LogKind.HOUSE, "Gav adgang eller grupper"),
    Action.SET_ROLE: (LogKind.HOUSE, "Ændrede en rolle"),
    Action.REMOVE: (LogKind.HOUSE, "Fjernede en medarbejders adgang"),
    Action.CHANGE_PASSWORD: (LogKind.HOUSE, "Skiftede adgangskode"),
    Action.MAKE_KEY: (LogKind.HOUSE, "Lavede eller prøvede en gendannelsesnøgle"),
    Action.COPY: (LogKind.HOUSE, "Tog en sikkerhedskopi"),
    Action.DRILL: (LogKind.HOUSE, "Prøvede at gendanne en kopi"),
    Action.RESTORE: (LogKind.HOUSE, "Gendannede mappen fra en kopi"),
    Action.CHANGE_SETTINGS: (LogKind.HOUSE, "Ændrede indstillinger"),
    Action.CHANGE_LOCAL: (LogKind.HOUSE, "Ændrede, hvad beredskabet siger hos jer"),
    Action.CHECK: (LogKind.HOUSE, "Så mappen efter"),
    Action.IMPORT_LIST: (LogKind.WRITTEN, "Hentede en liste eller lavede en gruppe"),
    Action.SEE_CHILDREN: (LogKind.READ, "Så en liste over børn"),
    Action.SEARCH: (LogKind.SEARCHED, "Søgte efter børn"),
    Action.OPEN_CHILD: (LogKind.READ, "Åbnede barnets side"),
    Action.SEE_CPR: (LogKind.READ, "Så et CPR-nummer"),
    Action.CHANGE_CHILD: (LogKind.WRITTEN, "Ændrede barnets oplysninger"),
    Action.ERASE: (LogKind.WRITTEN, "Slettede et barn"),
    Action.OBSERVE: (LogKind.WRITTEN, "Skrev en iagttagelse eller barnets ord"),
    Action.CHANGE_GROUP: (LogKind.HOUSE, "Ændrede en gruppe"),
    Action.ENROL: (LogKind.WRITTEN, "Satte et barn i en gruppe eller tog det ud"),
    Action.OPEN_PUPIL: (LogKind.READ, "Åbnede spørgsmålene til en elev"),
    Action.WRITE_PUPIL: (LogKind.WRITTEN, "Gemte en elevs egne svar"),
    Action.PRINT_PUPIL: (LogKind.PAPERS, "Gemte spørgsmål til elever som fil"),
    Action.OPEN_ROUND: (LogKind.WRITTEN, "Åbnede en runde"),
    Action.SEE_ROUND: (LogKind.READ, "Så en runde"),
    Action.CHANGE_ROUND: (LogKind.WRITTEN, "Ændrede en runde"),
    Action.GIVE_REASON: (LogKind.WRITTEN, "Skrev en begrundelse om et barn i en runde"),
    Action.OPEN_SEAL: (LogKind.WRITTEN, "Åbnede for et barns svar, før alle havde afleveret"),
    Action.CLOSE_ROUND: (LogKind.WRITTEN, "Lukkede en runde"),
    Action.REOPEN_ROUND: (LogKind.WRITTEN, "Åbnede en lukket runde igen"),
    Action.GIVE_NOTICE: (LogKind.WRITTEN, "Noterede, at forældre er orienteret"),
    Action.OPEN_SHEET: (LogKind.READ, "Åbnede sin egen vurdering"),
    Action.ASSESS: (LogKind.WRITTEN, "Afleverede sin egen vurdering"),
    Action.SEE_OWN: (LogKind.READ, "Så alles vurderinger"),
    Action.AGREE: (LogKind.WRITTEN, "Gemte den fælles vurdering"),
    Action.ANSWER_MINORITY: (LogKind.WRITTEN, "Svarede på det, en kollega skrev for én"),
    Action.SEE_MATRIX: (LogKind.READ, "Så matrixen"),
    Action.SEE_DISTRICT: (LogKind.READ, "Så et distrikt"),
    Action.OPEN_VISIT: (LogKind.READ, "Åbnede et hjemmebesøg"),
    Action.WRITE_VISIT: (LogKind.WRITTEN, "Skrev et hjemmebesøg"),
    Action.PRINT_HANDOVER: (LogKind.PAPERS, "Gemte en overlevering som fil"),
    Action.SEE_PLANS: (LogKind.READ, "Så listen over planer og aftaler"),
    Action.OPEN_PLAN: (LogKind.READ, "Åbnede et fokuspunkt, en analyse eller en plan"),
    Action.WRITE_PLAN: (LogKind.WRITTEN, "Skrev et fokuspunkt, en analyse eller en plan"),
    Action.PRINT_PLAN: (LogKind.PAPERS, "Gemte en plan som fil"),
    Action.FOLLOW_UP: (LogKind.WRITTEN, "Fulgte op, eller udsatte det"),
    Action.PASS_BATON: (LogKind.WRITTEN, "Gav en plan videre, eller svarede på det"),
    Action.CHANGE_OFFERS: (LogKind.HOUSE, "Ændrede kataloget over tilbud"),
    Action.NOTE_CONTACT: (LogKind.WRITTEN, "Noterede en kontakt med forældre"),
    Action.WRITE_NETWORK: (LogKind.WRITTEN, "Tegnede et barns netværk"),
    Action.PRINT_NETWORK: (LogKind.PAPERS, "Gemte et netværkskort som fil"),
    Action.OPEN_MEETING: (LogKind.READ, "Åbnede et møde"),
    Action.WRITE_MEETING: (LogKind.WRITTEN, "Skrev et møde"),
    Action.PRINT_MEETING: (LogKind.PAPERS, "Gemte en invitation eller et referat som fil"),
    Action.OPEN_TRANSITION: (LogKind.READ, "Åbnede en overgangsbeskrivelse"),
    Action.WRITE_TRANSITION: (LogKind.WRITTEN, "Skrev en overgangsbeskrivelse"),
    Action.PRINT_TRANSITION: (LogKind.PAPERS, "Gemte en overgangsbeskrivelse som fil"),
    Action.PRINT_MATRIX: (LogKind.PAPERS, "Gemte matrixen som fil"),
    Action.SEE_OVERVIEW: (LogKind.READ, "Så lederens overblik"),
    Action.PRINT_OVERVIEW: (LogKind.PAPERS, "Gemte lederens overblik som fil"),
    Action.PRACTISE: (LogKind.WRITTEN, "Øvede sig på en case"),
    Action.SEE_ABSENCE: (LogKind.READ, "Åbnede fravær"),
    Action.WRITE_ABSENCE: (LogKind.WRITTEN, "Skrev fravær"),
    Action.PRINT_ABSENCE: (LogKind.PAPERS, "Lavede en fraværsopgørelse"),
    Action.START_CONCERN: (LogKind.WRITTEN, "Begyndte en bekymring"),
    Action.LIST_CONCERNS: (LogKind.READ, "Så listen over bekymringer"),
    Action.OPEN_CONCERN: (LogKind.READ, "Åbnede en bekymring"),
    Action.CHANGE_CONCERN: (LogKind.WRITTEN, "Skrev i en bekymring"),
    Action.DECIDE: (LogKind.WRITTEN, "Skrev en beslutning i en bekymring"),
    Action.CHANGE_TRACK: (LogKind.WRITTEN, "Ændrede sporet for en bekymring"),
    Action.LINK_CONCERN: (LogKind.WRITTEN, "Knyttede en bekymring til et barn"),
    Action.KEEP_CONCERN: (LogKind.WRITTEN, "Valgte, hvem der kan se en bekymring"),
    Action.OPEN_PAPER: (LogKind.READ, "Åbnede et papir"),
    Action.PREVIEW_PAPER: (LogKind.PAPERS, "Så et papir, som det bliver"),
    Action.WRITE_PAPER: (LogKind.PAPERS, "Gjorde et papir færdigt"),
    Action.EXPORT_PAPER: (LogKind.PAPERS, "Tog et papir ud, eller noterede det som sendt"),
    Action.SEE_REPLIES: (LogKind.READ, "Så, hvad I venter svar på"),
    Action.NOTE_REPLY: (LogKind.WRITTEN, "Noterede et svar på en underretning"),
    Action.SEE_FORUM: (LogKind.READ, "Så dage og dagsordener til sparring"),
    Action.CHANGE_FORUM: (LogKind.HOUSE, "Ændrede forum for sparring eller dets dage"),
    Action.WRITE_FORUM: (LogKind.WRITTEN, "Skrev en dagsorden eller en konklusion"),
    Action.PRINT_FORUM: (LogKind.PAPERS, "Gemte et referat af sparring som fil"),
    Action.PRINT_LETTER: (LogKind.PAPERS, "Gemte brev til forældre som fil"),
    Action.WRITE_CONSENT: (LogKind.WRITTEN, "Skrev et samtykke"),
    Action.NOTE_RIGHT: (LogKind.WRITTEN, "Skrev, hvad familien har bedt om"),
    Action.SEE_FILING: (LogKind.READ, "Så, hvad der skal journaliseres"),
    Action.NOTE_FILED: (LogKind.WRITTEN, "Noterede, at noget er journaliseret"),
    Action.PRINT_FILING: (LogKind.PAPERS, "Gemte noget til journalen som fil"),
    Action.SEE_RETENTION: (LogKind.READ, "Så, hvad der skal slettes"),
    Action.SET_RETENTION: (LogKind.HOUSE, "Ændrede, hvor længe noget gemmes"),
    Action.DELETE_DUE: (LogKind.HOUSE, "Slettede det, der var på slettelisten"),
    Action.CONFIRM_CLOCK: (LogKind.HOUSE, "Sagde, at uret på pc'en passer"),
    Action.SEE_REQUESTS: (LogKind.READ, "Så anmodninger om indsigt"),
    Action.WRITE_REQUEST: (LogKind.WRITTEN, "Gjorde indsigt klar"),
    Action.RELEASE_REQUEST: (LogKind.PAPERS, "Gav indsigt"),
    Action.SHIFT_YEAR: (LogKind.HOUSE, "Flyttede grupper til et nyt år"),
    Action.TAKE_STOCK: (LogKind.READ, "Gjorde op, hvad mappen rummer"),
    Action.EXPORT_HOUSE: (LogKind.PAPERS, "Tog hele mappen ud i et åbent format"),
    Action.WIPE: (LogKind.HOUSE, "Slettede hele mappen"),
    Action.SAVE_DRAFT: (LogKind.WRITTEN, "Gemte en kladde"),
    Action.READ_LOG: (LogKind.LOG, "Læste i loggen"),
    Action.PRINT_LOG: (LogKind.LOG, "Gemte et udtræk af loggen som fil"),
    Action.RETAIN_LOG: (LogKind.LOG, "Slettede gamle linjer i loggen"),
    REFUSAL: (LogKind.REFUSED, "Blev afvist"),
    BROKEN: (LogKind.LOG, "Opdagede, at loggen var ændret"),
    MISSING: (LogKind.LOG, "Linjer mangler, fordi drevet var fuldt"),
}

# How a paper left the house.
WAY_WORDS = {
    "pdf": "som PDF",
    "locked_pdf": "som PDF med adgangskode",
    "json": "som fil til et andet system",
    "fields": "vist til at sætte ind",
    "phone": "ark til telefonen",
    "sent": "noteret som sendt",
    "cpr": "CPR-nummer skrevet på eller taget af",
}
