"""What can go wrong with a vault, in Danish, and the one place where codes of the system become such sentences."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from opspor.domain.errors import Fault, KnownError

WRONG_LOGIN = Fault(
    "BOKS-ADGANG",
    "Brugernavn eller adgangskode passer ikke. Intet er ændret. Prøv igen, og se efter, om Caps Lock er slået til.",
)
WRONG_OR_DAMAGED = Fault(
    "BOKS-ADGANG-SKADET",
    "Brugernavn eller adgangskode passer ikke. Nogle af adgangene i mappen er beskadiget ({count}), så det kan også "
    "skyldes det. Alt indhold er der stadig. Prøv igen, eller få en ny invitation af lederen.",
)
AMBIGUOUS = Fault(
    "BOKS-FLERE", "Adgangskoden passer til mere end én person. Intet er ændret. Skriv også dit brugernavn."
)
WRONG_WORDS = Fault(
    "BOKS-NOEGLE",
    "Gendannelsesnøglen passer ikke til denne mappe. Intet er ændret. Se efter på arket, om nøglen hører til her, "
    "og om der er lavet en nyere.",
)
WRONG_CODE = Fault(
    "BOKS-INVITATION",
    "Koden passer ikke til en åben invitation. Intet er ændret. Se efter, om du har skrevet den rigtigt. "
    "En kode kan kun bruges én gang, så bed ellers lederen om en ny.",
)
LOGIN_MISSING = Fault("BOKS-BRUGERNAVN", "Der mangler et brugernavn. Intet er ændret. Skriv et, og prøv igen.")
LOGIN_TAKEN = Fault(
    "BOKS-OPTAGET-NAVN", "Der er allerede en med det brugernavn. Intet er ændret. Vælg et andet brugernavn."
)
SLOT_MISSING = Fault(
    "BOKS-INGEN-ADGANG",
    "Den adgang findes ikke mere i mappen. Intet er ændret. Åbn listen over medarbejdere igen, og se, hvem der er der.",
)
LAST_PERSON = Fault(
    "BOKS-SIDSTE",
    "Det er den sidste person, der kan åbne mappen. Intet er ændret. Giv først en anden adgang, og prøv så igen.",
)

NO_VAULT = Fault(
    "BOKS-MANGLER",
    "Der er ingen opspor-mappe her. Intet er ændret. Vælg en anden mappe, eller se efter, om drevet er sat i.",
)
NOT_EMPTY = Fault(
    "BOKS-IKKE-TOM",
    "Mappen er ikke tom, så den kan ikke blive til en ny opspor-mappe. Intet er ændret. Vælg en tom mappe.",
)
HEADER_MISSING = Fault(
    "BOKS-HOVED-MANGLER",
    "header.json og header.bak mangler i mappen, og uden dem kan den ikke låses op. Indholdet i data.db er ikke rørt. "
    "Tryk på »Hent fra en kopi« på låseskærmen.",
)
HEADER_DAMAGED = Fault(
    "BOKS-HOVED-SKADET",
    "header.json og header.bak er begge beskadiget, så mappen kan ikke låses op. Indholdet i data.db er ikke rørt. "
    "Tryk på »Hent fra en kopi« på låseskærmen.",
)
HEADER_CHANGED = Fault(
    "BOKS-HOVED-RETTET",
    "header.json er rettet af andet end opspor, så mappen bliver ikke åbnet. Indholdet i data.db er ikke rørt. "
    "Sig det til lederen, og tryk på »Hent fra en kopi« på låseskærmen.",
)
HEADER_NEWER = Fault(
    "BOKS-NYERE",
    "Mappen er skrevet af en nyere udgave af opspor. Intet er ændret. "
    "Brug den nyere udgave, eller bed it om at opdatere.",
)
TWIN_DAMAGED = Fault(
    "BOKS-TVILLING",
    "{file} mangler eller er beskadiget. Mappen åbner med den anden udgave, og intet er gået tabt. "
    "opspor skriver filen igen, næste gang du låser op.",
)
SLOTS_DAMAGED = Fault(
    "BOKS-ADGANGE-SKADET",
    "Nogle af adgangene i mappen er beskadiget ({count}). De andre virker, og alt indhold er der stadig. "
    "Giv en ny invitation til dem, der ikke kan komme ind.",
)
OTHER_VAULT = Fault(
    "BOKS-ANDEN",
    "header.json og data.db hører ikke sammen: de er fra to mapper eller fra hver sin kopi. Intet er ændret. "
    "Læg de filer tilbage, der hører sammen, og prøv igen.",
)

DATA_MISSING = Fault(
    "BOKS-DATA-MANGLER",
    "data.db mangler i mappen. Der er ikke lavet en ny, så intet er skrevet over. "
    "Se efter, om den er flyttet. Er den væk, så tryk på »Hent fra en kopi« på låseskærmen.",
)
DATA_SHORT = Fault(
    "BOKS-DATA-KORT",
    "data.db er tom eller skåret af. Intet er ændret eller skrevet over. Tryk på »Hent fra en kopi« på låseskærmen.",
)
DATA_DAMAGED = Fault(
    "BOKS-DATA-SKADET",
    "data.db er beskadiget. Adgangskoden er rigtig, og det, der er skadet, bliver ikke vist. "
    "Skriv ikke videre i mappen. Tryk på »Hent fra en kopi« på låseskærmen: den gamle mappe bliver gemt.",
)
PAGES_DAMAGED = Fault(
    "BOKS-SIDER-SKADET",
    "Nogle sider i data.db er beskadiget ({count}). Resten kan stadig læses. "
    "Skriv ikke videre i mappen. Tryk på »Hent fra en kopi« på låseskærmen: den gamle mappe bliver gemt.",
)
LEFTOVER = Fault(
    "BOKS-REST",
    "{file} ligger i mappen, men hører ikke til data.db, så mappen bliver ikke åbnet. data.db er ikke rørt. "
    "Er filen kommet med fra en anden mappe eller en ældre kopi, så flyt den ud, og lås op igen. Spørg ellers it.",
)
REPLACED = Fault(
    "BOKS-BYTTET",
    "data.db er byttet ud, mens opspor var åben, så det sidste blev ikke gemt. Det, der var gemt før, ligger måske i "
    "den gamle data.db. Skriv det sidste ned, luk opspor, og bed it om at se, hvad der flytter filer i mappen.",
)
DISK_FULL = Fault(
    "BOKS-FULD",
    "Drevet er fuldt, så det sidste blev ikke gemt. Alt, der var gemt før, er der stadig. "
    "Gør plads på drevet, og prøv igen.",
)
READ_ONLY = Fault(
    "BOKS-SKRIVEBESKYTTET",
    "Der kan ikke skrives i mappen. Alt, der var gemt før, er der stadig. "
    "Se efter, om drevet er skrivebeskyttet, eller bed it om skriveadgang til mappen.",
)
BUSY = Fault(
    "BOKS-OPTAGET",
    "Et andet program bruger data.db lige nu, så det sidste blev ikke gemt. Alt, der var gemt før, er der stadig. "
    "Vent lidt, og prøv igen.",
)
DRIVE = Fault(
    "BOKS-DREV",
    "Drevet svarer ikke, eller mappen er væk, så det sidste blev måske ikke gemt. Det, der var gemt før, "
    "ligger på drevet. Sæt det i igen. Er du låst ude, så lås op på ny.",
)
OF_THE_DRIVE = frozenset({DISK_FULL, READ_ONLY, BUSY, DRIVE})  # it may be well again in a moment
BEING_CLOSED = Fault(
    "LUK-AFBRUDT",
    "Mappen er ved at blive slettet for altid, og lukningen blev afbrudt. Den kan ikke åbnes mere. "
    "Gør lukningen færdig, så er intet tilbage.",
)
HELD = Fault(
    "BOKS-AABEN",
    "opspor er åben på pc'en {machine}{since}. Intet er ændret. Lås eller luk opspor der, og prøv igen her.",
)
HELD_UNKNOWN = Fault(
    "BOKS-AABEN-ET-STED",
    "opspor er allerede åben i mappen et andet sted. Intet er ændret. Lås eller luk opspor der, og prøv igen her.",
)
NO_LOCKS = Fault(
    "BOKS-LAAS-DREV",
    "Drevet kan ikke vise, om opspor allerede er åben på en anden pc, så mappen bliver ikke åbnet. Intet er ændret. "
    "Bed it om at flytte mappen til pc'ens eget drev.",
)
LOCK_TAKEN = Fault(
    "BOKS-LAAS-FIL",
    "Der ligger noget andet i mappen, hvor opspor skal have filen {file}. Intet er ændret. "
    "Flyt det ud af mappen, og prøv igen.",
)
AFTER_CRASH = Fault(
    "BOKS-NEDBRUD",
    "opspor blev ikke lukket rigtigt sidst. Alt, der var gemt, er her, også kladder. "
    "Se efter, om de sidste ord, du skrev, er kommet med.",
)

ON_NETWORK = Fault(
    "BOKS-NETDREV",
    "Mappen ligger på et netværksdrev. Falder nettet ud, mens I skriver, kan det sidste gå tabt. "
    "Brug hellere pc'ens eget drev, og læg sikkerhedskopierne på netværksdrevet.",
)
SYNCED = Fault(
    "BOKS-SYNK",
    "Mappen ligger i {service}. {service} kopierer filer, mens de skrives, og gemmer gamle udgaver. Så kan mappen "
    "blive ødelagt, og det, I sletter, bliver liggende. Brug hellere en mappe, som kun ligger på pc'en.",
)

LOW_MEMORY = Fault(
    "BOKS-HUKOMMELSE",
    "Pc'en har ikke hukommelse nok lige nu til at låse op. Intet er ændret. Luk andre programmer, og prøv igen.",
)

WORDS_COUNT = Fault(
    "BOKS-ORD-ANTAL", "Gendannelsesnøglen har 16 ord, og der står {count}. Intet er ændret. Skriv dem alle fra arket."
)
WORD_UNKNOWN = Fault(
    "BOKS-ORD-UKENDT",
    "Ord nummer {number} står ikke på listen over nøgleord. Intet er ændret. Se efter på arket, og ret det ord.",
)
WORDS_CHECKSUM = Fault(
    "BOKS-ORD-SUM",
    "Alle ord findes, men de passer ikke sammen. Intet er ændret. Se efter, om et ord er byttet om eller læst forkert.",
)
CODE_SHAPE = Fault(
    "BOKS-KODE-FORM",
    "En invitationskode har 20 bogstaver og tal. Intet er ændret. Skriv hele koden, som den står på sedlen.",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check found that does not keep the vault from opening. ``code`` is that of a fault."""

    code: str
    text: str


def finding(fault: Fault, **values: object) -> Finding:
    """``fault`` as something to report and not to raise."""
    return Finding(fault.code, fault.sentence.format(**values))


_LEAST_ROOM = 128 * 1024  # bytes; the index of the log alone is 32 KiB
# Primary result codes: https://www.sqlite.org/rescode.html
_SQLITE = {
    3: READ_ONLY,  # PERM
    5: BUSY,  # BUSY
    6: BUSY,  # LOCKED
    8: READ_ONLY,  # READONLY
    10: DRIVE,  # IOERR
    11: DATA_DAMAGED,  # CORRUPT
    13: DISK_FULL,  # FULL
    14: DRIVE,  # CANTOPEN
    15: BUSY,  # PROTOCOL
    26: DATA_DAMAGED,  # NOTADB
}
_SYSTEM = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EFBIG: DISK_FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EIO: DRIVE,
    errno.ENXIO: DRIVE,
    errno.ENODEV: DRIVE,
    errno.ENOENT: DRIVE,
    errno.ENOTDIR: DRIVE,
    errno.ESTALE: DRIVE,
}


def translate(error: BaseException, folder: Path | None = None) -> KnownError | None:
    """The known error behind an error of the driver, of SQLAlchemy around it, or of the system; None for a bug.

    Codes decide, never texts: "file is not a database" says the same for a wrong key and a damaged page. With the
    vault's ``folder``, a drive without room for the files that SQLite lays beside ``data.db`` is called full.
    """
    if isinstance(error, KnownError):
        return error
    original = getattr(error, "orig", None) or error
    code = getattr(original, "sqlite_errorcode", None)
    if isinstance(original, OSError):
        fault = _SYSTEM.get(original.errno or 0)
    else:
        fault = _SQLITE.get(code & 0xFF) if isinstance(code, int) else None
    if fault is DRIVE and folder is not None and _is_full(folder):
        fault = DISK_FULL
    return KnownError(fault) if fault else None


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False


@contextmanager
def known_errors(folder: Path | None = None) -> Iterator[None]:
    """Raise what the world did wrong inside the block as ``KnownError``, as ``translate`` does. The original is left
    out of the traceback, since it may carry a path with a person's name.
    """
    try:
        yield
    except Exception as error:
        known = translate(error, folder)
        if known is None or known is error:
            raise
        raise known from None
