"""Papers on the shipped forms: a made-up family told in full, and the ways in which a family can be otherwise."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from opspor import data_folder
from opspor.documents.facts import PaperFacts
from opspor.domain.assessment import Agreement, Context, Position, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.child import Carer, Custody, Particulars, Sibling
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.paper import (
    CarerInformed,
    Earlier,
    Effort,
    Informed,
    PaperDraft,
    PaperKind,
    SectionAnswer,
)
from opspor.forms.library import Library
from tests.documents.samples import (
    BRIEF_DRAFT,
    CONCERN,
    DENMARK,
    JOINT,
    NOAH,
    SARA,
    TOBIAS,
    UNDERRETNING_DRAFT,
    facts,
    moment,
    observation,
    text,
)

_LIBRARY = Library(data_folder("forms"))
UNDERRETNING = _LIBRARY.document(PaperKind.UNDERRETNING)
BRIEF = _LIBRARY.document(PaperKind.BRIEF)

EFFORTS = (
    Effort(
        Id("e1"), "Morgenmad i børnehuset", "pædagogerne på Solstuen", date(2026, 3, 11), None,
        "Han er vågen til samling fire dage ud af fem.",
    ),
    Effort(
        Id("e2"), "Fast voksen ved aflevering", "Mette Sørensen", date(2026, 2, 2), date(2026, 3, 6),
        "Han giver slip på hånden efter få minutter. Det hjalp på gråden, ikke på søvnen.",
    ),
    Effort(Id("e3"), "Samtale med mor om søvn og morgener", "", date(2026, 3, 10), date(2026, 3, 10), ""),
)  # fmt: skip
EARLIER = (
    Earlier(
        Id("u1"), date(2025, 9, 2), "Børn og Familie, Ådal Kommune", date(2025, 9, 8),
        "De har talt med mor og tilbudt et forløb. Ikke mere nu.",
    ),
)  # fmt: skip
SECTIONS = {
    "danger": SectionAnswer("han bliver hentet hver dag, og mor tager imod hjælp.", yes=False),
    "siblings": text("Ebba på 1 år går i vuggestuen hos os. Vi ser ikke det samme hos hende."),
    "relation": text(
        "Jeg er barnets kontaktpædagog og har kendt ham siden august 2024. Jeg ser ham fire dage om ugen på stuen."
    ),
    "concern": text(
        "Siden midten af januar er Noah kommet sulten og træt to til tre morgener om ugen.\n"
        "I marts har han sovet i garderoben to gange, og han spiser mere end de andre om formiddagen."
    ),
    "before": text("Før jul var han udhvilet, glad og med i leg fra morgenen. Han kom sjældent uden madpakke."),
    "child_view": text("Han siger, at morgenen er bedst hos os, og at han gerne vil sove hos mormor."),
    "development": text(
        "Sprog og krop følger hans alder. Han leger kortere tid ad gangen end før og trækker sig om morgenen, to til "
        "tre dage om ugen. Han græder, når andre tager hans ting."
    ),
    "strengths": text("Han finder på lege, som andre vil være med i, og trøster de små. Efter morgenmaden er han med."),
    "resources": text("Mor henter til tiden og fortæller åbent. Mormor bor tæt på og passer ham gerne."),
    "surroundings": text(
        "Mor arbejder om natten, og far bor i en anden by. Det mærkes på søvn og mad. Mormor beskytter. Vi ser barnets "
        "position i dagtilbud som potentielt udsat. Vi ved det fra mor og fra det, vi selv har set."
    ),
    "meanwhile": text("Mette tager imod hver morgen med mad, og vi skriver ned, hvornår han har sovet."),
    "others": text("Sundhedsplejen kender familien fra Ebbas første år."),
    "assessment": text("Jeg vurderer, at barnet mangler søvn og mad, og at det har varet for længe til en dårlig uge."),
    "disagreement": SectionAnswer("En kollega mener, at det går over, når mors vagter ændres i april.", yes=True),
    "asked": text("Vi beder kommunen se på, om familien kan få hjælp til morgener og nætter."),
    "contact": text("Mette Sørensen, 00 00 12 34, hverdage kl. 9-15. Ellers lederen på samme nummer."),
}
FULL = replace(UNDERRETNING_DRAFT, sections=SECTIONS, efforts=tuple(effort.id for effort in EFFORTS))
BRIEFED = replace(
    BRIEF_DRAFT,
    sections={
        **BRIEF_DRAFT.sections,
        "abuse_signs": SectionAnswer(yes=False),
        "tried": text("Vi har ikke prøvet noget med søvnen endnu."),
    },
    efforts=(Id("e1"), Id("e2")),
)
BEFORE = replace(
    JOINT, written_at=datetime(2025, 11, 5, 9, 0, tzinfo=DENMARK),
    agreement=Agreement(Context.DAYCARE, Position.NOT_EXPOSED, Trivsel.THRIVES, ""),
)  # fmt: skip


def told(draft: PaperDraft = FULL, **changes: Any) -> PaperFacts:
    """Everything about Noah in its place, with ``changes``."""
    return replace(facts(draft, efforts=EFFORTS, earlier=EARLIER, before=BEFORE), **changes)


def about_parents() -> PaperFacts:
    """Violence at home: nobody may tell the parents, and one of them knows already."""
    sections = {
        **SECTIONS,
        "danger": SectionAnswer("han skal hjem til far kl. 16, og han siger selv, at han ikke tør.", yes=True),
        "safety": text("Kommunen er ringet op kl. 13.40. Vi holder ham her, til de ringer tilbage."),
        "resources": SectionAnswer(could_not="vi ikke må tale med familien nu."),
        "disagreement": SectionAnswer(yes=False),
    }
    knows = CarerInformed(TOBIAS.id, Informed.KNOWS_ALREADY, "16. marts, af en nabo, der ringede til ham")
    concern = replace(CONCERN, track=Track.PARENTS, danger=Danger.NOT_SAFE_HOME)
    return told(replace(FULL, sections=sections, carers=(knows,), urgent=True), concern=concern)


def in_haste() -> PaperFacts:
    """What a person can write in five minutes with a child on the arm."""
    draft = PaperDraft(
        PaperKind.UNDERRETNING,
        {
            "danger": SectionAnswer("far er på vej herhen og lyder fuld i telefonen.", yes=True),
            "concern": text("Barnet har blå mærker på ryggen og siger »far slog«."),
        },
        observations=(Id("o1"),),
        urgent=True,
    )
    concern = replace(CONCERN, track=Track.PARENTS, danger=Danger.NOW)
    return told(draft, concern=concern, earlier=())


def on_a_typed_name() -> PaperFacts:
    """A child of another house, whom the vault does not know."""
    sections = {
        **SECTIONS,
        "child_typed": text("Omkring 5 år. Går i Børnehuset Svalen og bor vist på Engvej."),
        "carers_typed": text("Mor hedder Karin. Far kender jeg ikke."),
        "carers_informed_typed": SectionAnswer(could_not="jeg ikke kender familien og kun har set dem på legepladsen."),
    }
    draft = replace(
        FULL, sections=sections, carers=(), interpreter=None, observations=(), words=(), efforts=(),
        child_informed=Informed.NO, child_informed_note="Jeg kender ham ikke",
    )  # fmt: skip
    concern = replace(CONCERN, child_id=None, typed_name="Dreng ca. 5 år, »Malte«")
    return told(draft, concern=concern, particulars=None, joint=None, group_name="", earlier=(), efforts=())


def unborn() -> PaperFacts:
    """A child that is expected: the mother's data, the day it is expected, and no number of its own."""
    known = Particulars(
        "", "", date(2026, 6, 1), "", "Åvej 3, 1. th.\n7400 Ådal", False, "", True, "arabisk",
        (replace(SARA, name="Amira Haddad", relation="den gravide", address="Åvej 3, 1. th.\n7400 Ådal"),),
    )  # fmt: skip
    sections = {
        "danger": SectionAnswer("der er tid til at hjælpe, inden barnet kommer.", yes=False),
        "relation": text("Jeg har været på to graviditetsbesøg, 20. februar og 16. marts."),
        "concern": text("Hun har sovet på en sofa hos en veninde siden januar og har ikke et sted at bo med et barn."),
        "development": text("Graviditeten følger planen, siger jordemoderen. Hun har ikke købt noget til barnet."),
        "resources": text("Hun kommer til alle tider og har ringet til boligforeningen selv."),
        "surroundings": text("Ingen bolig. Veninden hjælper. Barnets far er ikke i Danmark. Det har hun selv fortalt."),
        "tried": text(
            "Hjælp til at søge bolig 24. februar: der er to års ventetid. Brev til boligrådgiveren 2. marts."
        ),
        "meanwhile": text("Jeg ringer til hende hver torsdag og kommer igen 7. april."),
        "assessment": text("Jeg vurderer, at barnet ikke har et trygt sted at være de første uger, som det ser ud nu."),
        "disagreement": SectionAnswer(yes=False),
        "asked": text("Vi beder kommunen se på boligen inden fødslen."),
        "contact": SECTIONS["contact"],
    }
    draft = replace(
        FULL, sections=sections, carers=(CarerInformed(SARA.id, Informed.YES, "16. marts hjemme hos hende"),),
        observations=(Id("o9"),), words=(), efforts=(), interpreter=True, language="arabisk", child_informed=None,
    )  # fmt: skip
    seen = observation(
        9, moment(16, 3, 10), "hos veninden", "Hun har sit tøj i to poser i entréen og sover på en sofa."
    )
    concern = replace(CONCERN, track=Track.UNBORN)
    return told(
        draft,
        concern=concern,
        observations=(seen,),
        particulars=known,
        joint=None,
        group_name="",
        earlier=(),
        cpr="0101901234",
    )


def added() -> PaperFacts:
    """What was missing in one that was sent in haste."""
    sections = {
        "strengths": SECTIONS["strengths"],
        "carers_informed": SectionAnswer(),
        "disagreement": SectionAnswer(yes=False),
    }
    draft = PaperDraft(
        PaperKind.UNDERRETNING, sections, supplements=EARLIER[0].paper_id, efforts=(Id("e3"),),
        carers=(CarerInformed(SARA.id, Informed.YES, "17. marts ved samtale"),), interpreter=False,
    )  # fmt: skip
    return told(draft)


LONG_NAME = (
    "Wilhelmina-Alexandrine Åsa Østergård-Sønderby von Ærø til Ågerupgård og Nørre Bjergby på Møllegård ved Sø i Å"
)


def large_family() -> PaperFacts:
    """Five carers, one of them abroad, one protected; four siblings; names of 120 letters; an interpreter."""
    carers = (
        replace(SARA, name=f"{LONG_NAME} Frost", protected=True),
        replace(TOBIAS, address="Storgatan 14, lgh 1203\n211 41 Malmö\nSverige", phone="+46 70 123 45 67"),
        Carer(Id("c3"), "Birgit Frost", "mormor", Custody.NO, "Åvej 9\n7400 Ådal", "00 22 33 44", False, False),
        Carer(Id("c4"), "Ole Æbelø", "stedfar", Custody.NO, "", "", False, True),
        Carer(Id("c5"), "", "plejemor i weekender", Custody.UNKNOWN, "", "", False, False),
    )  # fmt: skip
    siblings = (
        Sibling("Ebba", "1 år, samme børnehus"),
        Sibling("Aksel Frost", "7 år, 1.B på Ådalskolen"),
        Sibling(LONG_NAME, "11 år, bor hos sin far"),
        Sibling("", "halvsøster på 16 år, som vi ikke kender"),
    )
    known = replace(NOAH, first_name=LONG_NAME, carers=carers, siblings=siblings, interpreter=True, language="tigrinya")
    knows = tuple(CarerInformed(carer.id) for carer in carers[2:])
    draft = replace(FULL, carers=(*FULL.carers, *knows), interpreter=True, language="tigrinya")
    return told(draft, particulars=known, cpr="0901221239")
