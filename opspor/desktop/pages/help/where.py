"""Which page of the guide tells about which page of the program."""

from opspor.desktop.route import Destination, Place
from opspor.domain.ids import Id
from opspor.reference.guide import titled

# The title of a page of the guide, the pages of the program it is about, and the sections of the settings.
_ABOUT: tuple[tuple[str, tuple[Place, ...], tuple[str, ...]], ...] = (
    ("Kan jeg prøve det først?", (Place.COURSE,), ()),
    ("Hvordan opretter vi mappen?", (), ("institution",)),
    ("Hvordan kommer børnene ind?", (Place.CHILDREN, Place.IMPORT, Place.CHILD, Place.CHILD_EDIT), ("groups",)),
    ("Hvordan får forældrene besked?", (Place.LETTERS,), ()),
    ("Hvordan låser og skjuler jeg?", (), ("lock", "password")),
    ("Hvordan finder jeg vej? Taster", (), ("look",)),
    ("Hvorfor er der to akser?", (), ("suggestion",)),
    (
        "Hvordan holder vi en runde?",
        (Place.ROUNDS, Place.OPEN_ROUND, Place.ROUND, Place.CHANGE_ROUND),
        (),
    ),
    ("Hvordan vurderer jeg alene?", (Place.OWN,), ()),
    ("Hvordan bliver vi enige?", (Place.JOINT, Place.MINORITY), ()),
    ("Hvordan læser jeg matrixen?", (Place.MATRIX, Place.TIMELINE), ()),
    ("Hvor ens svarede vi? Øvecases", (Place.AGREEMENT, Place.PRACTICE, Place.PRACTICE_CASE), ()),
    ("Hvordan hører vi eleven?", (Place.PUPIL, Place.PUPIL_PAPER), ()),
    (
        "Hvordan går et hjemmebesøg?",
        (Place.DISTRICT, Place.VISITS, Place.VISIT, Place.VISIT_AFTER, Place.HANDOVER),
        ("visits",),
    ),
    ("Hvad gør jeg i den værste time?", (Place.TRACK_PRACTICE,), ()),
    ("Jeg er bekymret. Hvad nu?", (Place.NEW_CONCERN, Place.CONCERNS, Place.CONCERN), ()),
    ("Hvordan underretter jeg?", (Place.UNDERRETNING,), ()),
    ("Hvordan sender jeg den?", (Place.PAPER, Place.PASTE, Place.PHONE_SHEET, Place.SEVERAL_PAPERS), ()),
    ("Hvornår kommer der svar?", (Place.WAITING, Place.FILING), ()),
    ("Hvad er et drøftelsesark?", (Place.BRIEF,), ()),
    ("Hvordan holder vi sparring?", (Place.FORUM, Place.FORUM_SHOW), ("forum",)),
    ("Hvordan skriver jeg fravær ned?", (Place.ABSENCE,), ()),
    ("Hvad er et fokuspunkt?", (Place.FOCUS, Place.ANALYSIS), ()),
    ("Hvordan laver vi en handleplan?", (Place.PLANS, Place.PLAN, Place.BATON), ("offers",)),
    ("Hvordan følger vi op?", (Place.START, Place.FOLLOW_UP), ("calendar",)),
    ("Hvad siger barn og forældre?", (Place.CONTACT, Place.NETWORK), ()),
    ("Hvordan holder vi et møde?", (Place.MEETINGS, Place.MEETING), ()),
    ("Et barn flytter. Hvad gør vi?", (Place.TRANSITION, Place.LEAVING), ("transitions",)),
    ("Hvad må vi dele?", (Place.FAMILY,), ()),
    ("Hvordan giver vi indsigt?", (Place.ACCESS,), ()),
    ("Hvornår bliver noget slettet?", (Place.RETENTION,), ("retention",)),
    ("Hvordan tager vi kopier?", (Place.DRILL,), ("copies",)),
    ("Mappen er væk. Hvad gør vi?", (), ("lost",)),
    ("Hvad skal lederen gøre?", (Place.OVERVIEW, Place.SETTINGS), ()),
    ("Hvordan får kolleger adgang?", (), ("staff", "roles")),
    ("Hvordan får vi en ny udgave?", (), ("about",)),
    ("Hvor er gendannelsesnøglen?", (), ("key",)),
    ("Hvor står numre og regler?", (Place.LAW,), ("numbers", "local", "law")),
    ("Hvad står i loggen?", (Place.LOG,), ("log",)),
    ("Nyt år, eller lukker vi?", (Place.YEAR_SHIFT, Place.CLOSING), ("closing",)),
)
TITLE_OF = {place: title for title, places, _ in _ABOUT for place in places}
_TITLE_OF_SECTION = {section: title for title, _, sections in _ABOUT for section in sections}
_LOCKED = "Noget går galt. Hvad gør jeg?"


def help_for(here: Destination | None) -> Destination:
    """The guide, at the page about where somebody is; None: the program is locked."""
    if here is None:
        return help_titled(_LOCKED)
    if here.place is Place.SETTINGS and here.id in _TITLE_OF_SECTION:
        return help_titled(_TITLE_OF_SECTION[here.id])
    return help_titled(TITLE_OF[here.place])


def help_titled(title: str) -> Destination:
    """The guide, at the page with that title."""
    return Destination(Place.HELP, Id(titled(title).id))
