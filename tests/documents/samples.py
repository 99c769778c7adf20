"""A made-up child, its people and two small forms: what the papers of these tests are made from."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from opspor.documents.facts import PaperFacts
from opspor.domain.assessment import Agreement, Context, FormRef, JointAssessment, Position, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.child import Carer, Custody, Particulars, Sibling
from opspor.domain.concern import ChildsWords, Concern, Danger, Observation
from opspor.domain.ids import Id
from opspor.domain.paper import Basis, CarerInformed, Informed, PaperDraft, PaperKind, SectionAnswer, Sharing
from opspor.domain.people import Institution, Role, StaffMember
from opspor.forms.model import Anonymous, Condition, DocumentForm, Section, SectionKind

DENMARK = timezone(timedelta(hours=1))
TODAY = date(2026, 3, 17)
NOW = datetime(2026, 3, 17, 14, 2, tzinfo=DENMARK)

INSTITUTION = Institution(
    Id("i1"),
    "Børnehuset Lærkereden",
    "Ådal Kommune",
    "Lærkevej 4\n7400 Ådal",
    "00 00 12 34",
    "distriktstirsdag",
)
METTE = StaffMember(Id("s1"), "Mette Sørensen", "pædagog", Role.STAFF, frozenset({Id("g1")}), "slot", NOW, NOW)
SARA = Carer(
    Id("c1"), "Sara Frost Æbelø", "mor", Custody.YES, "Møllestien 12, 2. tv.\n7400 Ådal", "00 11 22 33", False, True
)
TOBIAS = Carer(Id("c2"), "Tobias Krogh", "far", Custody.YES, "Åboulevarden 7\n8000 Ådal C", "", False, False)
NOAH = Particulars(
    "Noah", "Frost Krogh", date(2022, 1, 9), "0901221239", "Møllestien 12, 2. tv.\n7400 Ådal", False,
    "Mette Sørensen", False, "", (SARA, TOBIAS), (Sibling("Ebba", "1 år, samme børnehus"),),
)  # fmt: skip


def section(name: str, kind: SectionKind, title: str, **more: Any) -> Section:
    """A section with the help left out."""
    return Section(id=name, kind=kind, title=title, help="", **more)


K = SectionKind
UNDERRETNING = DocumentForm(
    ref=FormRef("document", "underretning", 1, "x"), title="Underretning", intro="", one_page=False,
    section=(
        section("urgent", K.URGENT, "Haster det?"),
        section("child", K.CHILD, "Barnet"),
        section("carers", K.CARERS, "Forældre og andre omsorgspersoner"),
        section("interpreter", K.INTERPRETER, "Brug for tolk"),
        section("reporter", K.REPORTER, "Den, der underretter"),
        section("relation", K.TEXT, "Kendskab til barnet"),
        section("concern", K.TEXT, "Bekymringen"),
        section("observations", K.OBSERVATIONS, "Det, vi har set og hørt"),
        section("childs_words", K.CHILDS_WORDS, "Barnets egne ord", could_not=True),
        section("strengths", K.TEXT, "Styrker og ressourcer", could_not=True),
        section("tried", K.TEXT, "Det, vi har gjort, og hvordan det virkede"),
        section("absence", K.TEXT, "Fravær", required=False),
        section("carers_know", K.CARERS_INFORMED, "Ved forældrene det allerede?", required=False,
                when=Condition(not_=Condition(fact="topic", is_=Track.GENERAL))),
        section("carers_informed", K.CARERS_INFORMED, "Er forældrene orienteret?",
                when=Condition(fact="topic", is_=Track.GENERAL)),
        section("child_informed", K.CHILD_INFORMED, "Er barnet orienteret?"),
        section("safe_now", K.TEXT, "Er barnet i sikkerhed i dag?",
                when=Condition(fact="topic", is_="abuse")),
        section("judgement", K.TEXT, "Faglig vurdering"),
        section("signature", K.SIGNATURE, "Underskrift"),
    ),
)  # fmt: skip
BRIEF = DocumentForm(
    ref=FormRef("document", "brief", 1, "x"), title="Drøftelsesark", intro="", one_page=True,
    section=(
        section("basis", K.SHARING_BASIS, "Samtykke eller hjemmel", anonymous=Anonymous.DROP),
        section("child", K.CHILD, "Barnet", anonymous=Anonymous.COARSEN),
        section("question", K.TEXT, "Hvad vil vi have hjælp til?", limit=200),
        section("observations", K.OBSERVATIONS, "Hvad ser vi?", anonymous=Anonymous.COARSEN),
        section("goes_well", K.TEXT, "Hvornår går det godt?"),
        section("position", K.POSITION, "Position"),
        section("trivsel", K.TRIVSEL, "Trivsel"),
        section("tried", K.TEXT, "Hvad har vi prøvet?"),
        section("views", K.TEXT, "Forældrenes og barnets syn"),
        section("attachments", K.TEXT, "Bilag", required=False, anonymous=Anonymous.DROP),
        section("minutes", K.MINUTES, "Udfyldes på mødet"),
    ),
)  # fmt: skip


def observation(number: int, day: datetime, place: str, text: str) -> Observation:
    """Something Mette saw and wrote down on the same day."""
    return Observation(Id(f"o{number}"), Id("b1"), None, METTE.id, METTE.name, day, day, place, text)


def moment(day: int, month: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment in 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=DENMARK)


OBSERVATIONS = (
    observation(3, moment(12, 3, 8, 20), "garderoben", "Kommer uden madpakke for tredje gang i denne uge."),
    observation(
        1, moment(3, 3, 8, 15), "garderoben",
        "Lægger sig på gulvet i garderoben, da han er afleveret, og sover i 40 minutter. Han svarer ikke på kald.",
    ),
    observation(2, moment(9, 3), "stuen", "Spiser sin egen frugt og to andre børns frugt på under fem minutter."),
)  # fmt: skip
WORDS = (
    ChildsWords(
        Id("w1"), Id("b1"), None, Id("s2"), "Jonas Bøgh Ådahl", moment(12, 3, 8, 20), moment(13, 3, 9, 0), "garderoben",
        "Mor sov. Jeg tog selv chips og gik ud til bilen.", "Hvad har du spist i dag?",
    ),
)  # fmt: skip
CONCERN = Concern(
    Id("k1"), Id("b1"), "", METTE.id, METTE.name, Danger.NO, Track.GENERAL, date(2026, 3, 12), NOW, "", None
)
JOINT = JointAssessment(
    Id("j1"), Id("b1"), Id("r1"), METTE.id, moment(24, 2),
    Agreement(Context.DAYCARE, Position.POTENTIALLY_EXPOSED, Trivsel.BEGINNING_MISTRIVSEL, "Begge dele er nye."),
    FormRef("environment", "environment", 1, "x"),
)  # fmt: skip


def text(words: str) -> SectionAnswer:
    """An answer that was typed."""
    return SectionAnswer(words)


UNDERRETNING_DRAFT = PaperDraft(
    PaperKind.UNDERRETNING,
    {
        "relation": text("Jeg er barnets kontaktpædagog og har set ham fire dage om ugen siden august 2024."),
        "concern": text(
            "Siden midten af januar er Noah flere gange om ugen kommet sulten og træt. Før jul var han udhvilet, "
            "glad og med i leg fra morgenen.\nI marts har han sovet i garderoben to gange."
        ),
        "childs_words": text(""),
        "strengths": SectionAnswer("", "vi ikke har kunnet tale med far, der har været bortrejst i to uger."),
        "tried": text(
            "Samtale med mor 10. marts. Morgenmad i børnehuset hver dag siden 11. marts: han er vågen til samling. "
            "Fast voksen ved aflevering; han slipper nu mors hånd efter få minutter."
        ),
        "judgement": text("Vi vurderer, at barnet mangler søvn og mad, og at det har varet længere end en dårlig uge."),
    },
    observations=(Id("o1"), Id("o2"), Id("o3")),
    words=(Id("w1"),),
    carers=(
        CarerInformed(
            SARA.id, Informed.YES, "16. marts ved samtale på kontoret, Mette Sørensen", "Hun er glad for hjælp."
        ),
        CarerInformed(TOBIAS.id, Informed.NO, reason="Vi har ringet tre gange siden 13. marts uden svar."),
    ),
    child_informed=Informed.YES,
    child_informed_note="Jeg har sagt, at jeg beder nogle voksne om at hjælpe hjemme",
    interpreter=False,
)
BRIEF_DRAFT = PaperDraft(
    PaperKind.BRIEF,
    {
        "question": text("Hvordan støtter vi bedst, når barnet kommer sulten og træt, og hvem taler med familien?"),
        "goes_well": text("Efter morgenmaden leger barnet længe i dukkekrogen og finder på sammen med de andre."),
        "tried": text("Morgenmad i børnehuset i en uge: vågen til samling. Fast voksen ved aflevering: mindre gråd."),
        "views": text("Mor fortæller om nattearbejde og er glad for hjælp. Barnet siger, at morgenen er bedst hos os."),
    },
    observations=(Id("o1"), Id("o2"), Id("o3")),
    sharing=Sharing(
        Basis.CONSENT, "mor og far", date(2026, 3, 16), "søvn og mad", "distriktsteamet", date(2026, 6, 16)
    ),
)


def facts(draft: PaperDraft = UNDERRETNING_DRAFT, **changes: Any) -> PaperFacts:
    """Everything in its place, with ``changes``."""
    made = PaperFacts(
        institution=INSTITUTION, reporter=METTE, particulars=NOAH, group_name="Solstuen", concern=CONCERN, draft=draft,
        observations=OBSERVATIONS, words=WORDS, joint=JOINT,
        position_words=("Forælder arbejder om natten, det mærkes på søvn og mad: moderat, under 3 måneder",
                        "Bedstemor hjælper fast: beskytter"),
        trivsel_words=("Følelser: trækker sig om morgenen, glad om eftermiddagen",
                       "Krop: træt og sulten flere gange om ugen"),
        staff_names=("Jonas Bøgh Ådahl",), today=TODAY, now=NOW, written_at=NOW, printed_by="Mette S.",
        log_mark="log 1042 · 3fa9c1",
        final=True,
    )  # fmt: skip
    return replace(made, **changes)
