"""Everything that can be wrong with a class list, with its permanent code.

The first part stops the reading and is raised as a ``KnownError``; the second part is said about a row or a column.
No sentence quotes what stands in the file.
"""

from opspor.domain.errors import Fault

_SAVE_AS = (
    "Åbn den i det program, den kommer fra, og gem den som Excel-projektmappe (.xlsx) eller som CSV. Hent den så igen."
)

# The file as a whole

MISSING = Fault("LISTE-VAEK", "Filen er der ikke. Intet er ændret. Find listen igen, og vælg den.")
NO_RIGHTS = Fault(
    "LISTE-ADGANG",
    "Du har ikke lov til at læse filen, eller den er åben i et andet program. Intet er ændret. "
    "Luk den andre steder, eller gem en kopi i Dokumenter, og hent kopien.",
)
FOLDER = Fault("LISTE-MAPPE", "Det er ikke en fil, men en mappe eller et drev. Intet er ændret. Vælg selve listen.")
DISK = Fault(
    "LISTE-DISK",
    "Filen kunne ikke læses færdig. Intet er ændret. Gem en kopi af den på denne pc, og hent kopien.",
)
EMPTY = Fault("LISTE-TOM", "Filen er tom. Intet er ændret. Se efter, om du har valgt den rigtige fil.")
ONLY_HEADERS = Fault(
    "LISTE-KUN-OVERSKRIFT",
    "Filen har overskrifter, men ingen børn. Intet er ændret. Se efter, om du har valgt den rigtige fil.",
)
TOO_BIG = Fault(
    "LISTE-STOR",
    "Filen fylder mere end {limit} MB. Så stor er en liste ikke. Intet er ændret. "
    "Gem kun arket med børnene som en ny fil, og hent den.",
)
TOO_MANY_ROWS = Fault(
    "LISTE-RAEKKER",
    "Listen har mere end {limit} rækker. Intet er ændret. Del den i flere filer, og hent dem en ad gangen.",
)
TOO_MANY_COLUMNS = Fault(
    "LISTE-KOLONNER",
    "Listen har mere end {limit} kolonner. Intet er ændret. "
    "Behold kun navn, fødselsdato, gruppe og kontaktperson, og hent den igen.",
)
PASSWORD = Fault(
    "LISTE-ADGANGSKODE",
    "Filen er beskyttet med adgangskode. Intet er ændret. "
    "Åbn den i Excel, fjern adgangskoden under Filer, Oplysninger, Beskyt projektmappe, og gem den igen.",
)
DAMAGED = Fault(
    "LISTE-SKADET",
    "Filen er beskadiget og kan ikke læses. Intet er ændret. Åbn den i Excel, gem den som en ny fil, og hent den nye.",
)
HOSTILE = Fault(
    "LISTE-FARLIG",
    "Filen er lavet, så den kan lamme en pc. Den er ikke pakket ud, og intet er ændret. "
    "Spørg den, der sendte den, eller jeres it-afdeling.",
)
WRONG_KIND = Fault("LISTE-FORMAT", "Filen er {kind}. Sådan en kan ikke læses her. Intet er ændret. " + _SAVE_AS)
NOT_TEXT = Fault("LISTE-BINAER", "Filen er hverken et regneark eller en tekstfil. Intet er ændret. " + _SAVE_AS)
UNKNOWN_LETTERS = Fault(
    "LISTE-TEGNSAET",
    "Bogstaverne i filen kan ikke læses. Intet er ændret. Åbn den i Excel, vælg Gem som, CSV UTF-8, og hent den igen.",
)
OPEN_QUOTE = Fault(
    "LISTE-ANFOERSEL",
    'Et anførselstegn (") i række {row} bliver aldrig lukket, så resten af listen kan ikke læses. Intet er ændret. '
    "Ret rækken, eller gem listen som Excel-projektmappe (.xlsx), og hent den igen.",
)
NO_HEADERS = Fault(
    "LISTE-OVERSKRIFT",
    "Der er ingen kolonne med navne. Intet er ændret. Skriv overskrifter i øverste række: "
    "Navn (eller Fornavn og Efternavn), Fødselsdato, Gruppe og Kontaktperson. Kun navnet skal være der.",
)

# A column

NOT_READ = Fault("LISTE-KOLONNE", "Kolonnen bruges ikke her, så den er ikke læst.")
CPR_NOT_READ = Fault(
    "LISTE-CPR-ULAEST", "CPR-numrene er ikke læst. Slå CPR til, hvis I har brug for dem. Ellers er det godt sådan."
)
NO_DATES = Fault(
    "LISTE-INGEN-DATOER",
    "Listen har ingen kolonne med fødselsdato. Skriv datoerne ind på børnene bagefter, "
    "så de får spørgsmål til deres alder.",
)

# A row

GUESSED = Fault(
    "LISTE-GAETTET", "Listen har ingen overskrifter, så kolonnerne er gættet. Se efter, at navn og dato står rigtigt."
)
CELL_TOO_LONG = Fault(
    "LISTE-CELLE-LANG", "Der står alt for meget i en af cellerne. Ret rækken i filen, eller opret barnet selv."
)
HEADER_AGAIN = Fault("LISTE-OVERSKRIFT-IGEN", "Rækken er en overskrift og ikke et barn. Du skal ikke gøre noget.")
NAME_MISSING = Fault("LISTE-NAVN-MANGLER", "Der står intet navn. Skriv navnet i filen, eller opret barnet selv.")
NAME_NOT_A_NAME = Fault("LISTE-NAVN-TAL", "Navnet har ingen bogstaver. Skriv navnet i filen, eller opret barnet selv.")
NAME_TOO_LONG = Fault(
    "LISTE-NAVN-LANGT", "Navnet er for langt til at være et navn. Ret det i filen, eller opret barnet selv."
)
NAME_UNUSUAL = Fault(
    "LISTE-NAVN-TEGN", "Navnet har tegn eller tal, som navne sjældent har. Se efter, at det er skrevet rigtigt."
)
NAME_ORDER = Fault("LISTE-NAVN-KOMMA", "Der er flere kommaer i navnet. Se efter, at fornavn og efternavn står rigtigt.")
NAME_HALF = Fault("LISTE-NAVN-HALVT", "Kun efternavnet står der. Det bruges som navn, til du retter det.")
TEXT_TOO_LONG = Fault("LISTE-TEKST-LANG", "Teksten er for lang og er ikke læst. Skriv den kortere på barnet bagefter.")
FORMULA = Fault(
    "LISTE-FORMEL", "Det ligner en formel. Den er læst som tekst og ikke regnet ud. Se efter, hvad der skal stå."
)
INVISIBLE = Fault("LISTE-USYNLIGE-TEGN", "Der var usynlige tegn i teksten. De er fjernet. Du skal ikke gøre noget.")
CPR_IN_TEXT = Fault(
    "LISTE-CPR-I-TEKST",
    "Der stod noget, der ligner et CPR-nummer, i teksten. Det er fjernet. Se efter, at resten er rigtigt.",
)
DATE_MISSING = Fault("LISTE-DATO-MANGLER", "Fødselsdatoen mangler. Skriv den på barnet bagefter.")
DATE_IMPOSSIBLE = Fault("LISTE-DATO-UMULIG", "Den dag findes ikke. Datoen er ikke læst. Skriv den på barnet bagefter.")
DATE_UNREADABLE = Fault("LISTE-DATO-ULAESELIG", "Datoen kan ikke læses. Skriv den på barnet bagefter, fx 3.5.2021.")
DATE_FUTURE = Fault("LISTE-DATO-FREMTID", "Fødselsdatoen ligger i fremtiden. Se efter, om året er rigtigt.")
DATE_OLD = Fault("LISTE-DATO-GAMMEL", "Barnet er efter datoen over 25 år. Se efter, om året er rigtigt.")
DATE_FROM_NUMBER = Fault("LISTE-DATO-TAL", "Datoen stod som et tal og er regnet om. Se efter, at den er rigtig.")
CPR_WRONG = Fault(
    "LISTE-CPR-FORKERT", "CPR-nummeret er ikke rigtigt og er ikke læst. Se efter i jeres system, og ret det på barnet."
)
CPR_PADDED = Fault(
    "LISTE-CPR-NUL", "CPR-nummeret havde mistet nullet foran. Det er sat på igen. Se efter, at det er rigtigt."
)
CPR_CHECKSUM = Fault(
    "LISTE-CPR-KONTROL",
    "CPR-nummerets kontrolciffer passer ikke. Det gør nogle nye numre ikke. Se efter, hvis du er i tvivl.",
)
CPR_OTHER_DATE = Fault(
    "LISTE-CPR-DATO",
    "CPR-nummeret og fødselsdatoen passer ikke sammen. Datoen i listen er brugt. Se efter, hvad der er rigtigt.",
)
PROTECTED_UNCLEAR = Fault(
    "LISTE-BESKYTTET",
    "Det er ikke til at se, om navn og adresse er beskyttet. Barnet bliver beskyttet, til du retter det på dets side.",
)
NOW_PROTECTED = Fault(
    "LISTE-NU-BESKYTTET",
    "Listen siger, at navn og adresse er beskyttet, og det står ikke på barnets side. Åbn den, og sæt det dér.",
)
KNOWN = Fault("LISTE-KENDT", "Barnet er her allerede. Det bliver ikke oprettet igen.")
SECOND_GROUP = Fault("LISTE-OGSAA", "Går allerede i {there}: kommer også i {group}.")
MOVED = Fault(
    "LISTE-FLYTTET",
    "Går allerede i {there}. Er barnet flyttet til {group}, så skift gruppe på barnets side.",
)
ELSEWHERE = Fault(
    "LISTE-ANDEN-GRUPPE",
    "Barnet er her allerede, i en gruppe, som ikke er din. Det kommer ikke med. "
    "Lederen kan hente listen, så barnet går begge steder.",
)
TWICE = Fault("LISTE-TO-GANGE", "Barnet står længere oppe i samme liste. Det bliver kun oprettet én gang.")
MAYBE_SAME = Fault(
    "LISTE-MAASKE-SAMME",
    "Det er måske samme barn som et, der er her allerede. Se efter, og vælg, om det skal oprettes.",
)

REFUSING = frozenset({CELL_TOO_LONG, HEADER_AGAIN, NAME_MISSING, NAME_NOT_A_NAME, NAME_TOO_LONG})
NOTES = frozenset({INVISIBLE, CPR_CHECKSUM})  # said, and the row is read all the same
