"""The 16 points by which an underretning is read: what each is for, and whether this one has it (pains 4.4).

They are said beside the text, with what is missing and why it matters. They never lock, and nothing is counted about
the child: a point tells whether a reader gets to know something. "Kunne ikke indhentes, fordi …" is a full answer; an
empty word ("-", "ved ikke") is none.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from opspor.domain.assessment import Agreement
from opspor.domain.beredskab import Decided, KnowsAlready, NotTold
from opspor.domain.child import Carer, Custody, Particulars
from opspor.domain.concern import ChildsWords, HowSaid, Observation
from opspor.domain.paper import CarerInformed, Effort, Informed, PaperDraft, SectionAnswer
from opspor.domain.people import Institution, StaffMember
from opspor.domain.text import count_of, fold

_LONGEST = 80  # characters; whoever writes more has not left the field with a word
ENOUGH_SEEN = 3  # dated observations that show a reader more than one bad day; one is enough to send (rule 6)

_LETTERS = re.compile(r"[^\W\d_]+")
# Where no more than the word is asked for, "nej" and "ingen" tell the reader something.
_SHORT_IS_ENOUGH = frozenset({"carers_know_typed", "safety", "siblings", "others", "attachments"})
_YES_OR_NO = frozenset({"ja", "nej", "ingen", "intet"})


class Judged(StrEnum):
    """How a point stands."""

    DONE = "done"
    COULD_NOT = "could_not"  # with a reason: a full answer
    MISSING = "missing"
    EMPTY_WORD = "empty_word"  # something stands there, and it tells nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What an underretning rests on beside what is typed in it. Records are those that were chosen for it.

    ``openly`` says whether parents may be told; ``agreed`` is the newest joint assessment that its writer may see.
    """

    institution: Institution
    reporter: StaffMember
    particulars: Particulars | None
    observations: Sequence[Observation]
    words: Sequence[ChildsWords]
    efforts: Sequence[Effort]
    decisions: Sequence[Decided]
    openly: bool
    agreed: Agreement | None

    @property
    def carers(self) -> tuple[Carer, ...]:
        """The carers that are written down."""
        return self.particulars.carers if self.particulars else ()


@dataclass(frozen=True, slots=True)
class Result:
    """How one point stands: ``said`` is what is missing, or why it could not be had; ``section`` where it is written.

    ``section`` is "" where the form has no place for the point.
    """

    point: "Point"
    state: Judged
    said: str
    section: str


_Lacks = Callable[[SectionAnswer, PaperDraft, Known], str]


@dataclass(frozen=True, slots=True)
class Part:
    """What a point asks of one section. ``sections`` are its ids: the first that the paper has is the one.

    ``lacks`` gives what is not there, in words, and "" when all is.
    """

    sections: tuple[str, ...]
    lacks: _Lacks


@dataclass(frozen=True, slots=True)
class Point:
    """One of the 16: its name, why a reader needs it, and what it asks for."""

    id: str
    name: str
    why: str
    parts: tuple[Part, ...]


def is_empty_word(text: str, empty: Collection[str], section: str = "") -> bool:
    """Whether something was written that says nothing. ``empty`` are the known ones, as ``fold`` gives them.

    A single word is an answer ("Mormor"), a single letter is none; nor is what has no letter, or one letter many times.
    """
    if not text.strip() or len(text) > _LONGEST:
        return False
    said = " ".join(fold(text).strip(" .,;:!?-–—_*\"'»«()…/\\").split())
    words = _LETTERS.findall(said)
    if section in _SHORT_IS_ENOUGH and said in _YES_OR_NO:
        return False
    together = "".join(words)
    return len(together) < 2 or len(set(together)) == 1 or said in empty


def judge(draft: PaperDraft, known: Known, shown: Collection[str], empty: Collection[str]) -> tuple[Result, ...]:
    """How each of the 16 points stands in a draft. ``shown`` are the ids of the sections that the paper has now."""
    return tuple(_judged(point, draft, known, shown, empty) for point in POINTS)


_WORST = (Judged.EMPTY_WORD, Judged.MISSING, Judged.COULD_NOT, Judged.DONE)


def _judged(point: Point, draft: PaperDraft, known: Known, shown: Collection[str], empty: Collection[str]) -> Result:
    found = []
    for part in point.parts:
        section = next((id_ for id_ in part.sections if id_ in shown), "")
        if section:
            found.append((*_of_part(part, section, draft, known, empty), section))
    if not found:
        return Result(point, Judged.DONE, "", "")
    state, said, section = min(found, key=lambda one: _WORST.index(one[0]))
    return Result(point, state, said, section)


def _of_part(part: Part, section: str, draft: PaperDraft, known: Known, empty: Collection[str]) -> tuple[Judged, str]:
    answer = draft.sections.get(section, SectionAnswer())
    for text in (answer.could_not, answer.text):
        if is_empty_word(text, empty, section if text is answer.text else ""):
            return Judged.EMPTY_WORD, f"»{text.strip()[:20]}« siger ikke noget"
    if answer.could_not.strip():
        return Judged.COULD_NOT, f"kunne ikke indhentes, fordi {answer.could_not.strip()}"
    gap = part.lacks(answer, draft, known)
    return (Judged.MISSING, gap) if gap else (Judged.DONE, "")


# --- what each part asks for ------------------------------------------------------------------------------------------


def _text(answer: SectionAnswer, _draft: PaperDraft, _known: Known) -> str:
    return "" if answer.text.strip() else "mangler"


def _child(_answer: SectionAnswer, _draft: PaperDraft, known: Known) -> str:
    child = known.particulars
    if child is None:
        return ""  # what is known of a typed name is asked for in a text of its own
    gaps = (
        "" if child.birth_date else "fødselsdag",
        "" if child.address.strip() or child.protected else "adresse",
    )
    return ", ".join(filter(None, gaps))


def _carers(_answer: SectionAnswer, _draft: PaperDraft, known: Known) -> str:
    if not known.carers:
        return "mangler"
    if len(known.carers) == 1:
        return "kun én voksen er skrevet på"
    for carer in known.carers:
        who = carer.relation or "en voksen"
        if carer.custody is Custody.UNKNOWN:
            return f"{who}: forældremyndighed"
        if not (carer.address.strip() or carer.phone.strip() or carer.protected):
            return f"{who}: adresse eller telefon"
    return ""


def _interpreter(_answer: SectionAnswer, draft: PaperDraft, known: Known) -> str:
    asked = known.particulars.interpreter if draft.interpreter is None and known.particulars else draft.interpreter
    language = draft.language or (known.particulars.language if known.particulars else "")
    if asked is None:
        return "ja eller nej"
    return "sproget" if asked and not language.strip() else ""


def _reporter(_answer: SectionAnswer, _draft: PaperDraft, known: Known) -> str:
    gaps = (
        "" if known.reporter.title.strip() else "din stilling",
        "" if known.institution.address.strip() else "arbejdets adresse",
        "" if known.institution.phone.strip() else "arbejdets telefon",
    )
    return ", ".join(filter(None, gaps))


def _observations(_answer: SectionAnswer, _draft: PaperDraft, known: Known) -> str:
    count = len(known.observations)
    if not count:
        return "ingen er valgt"
    if count < ENOUGH_SEEN:
        return f"{count_of(count, 'iagttagelse', 'iagttagelser')}: nok til at sende, flere er tydeligere"
    return ""


def _seen(answer: SectionAnswer, _draft: PaperDraft, known: Known) -> str:
    return "" if known.observations or answer.text.strip() else "det, I har set, mangler"


def _childs_words(_answer: SectionAnswer, _draft: PaperDraft, known: Known) -> str:
    if not known.words:
        return "mangler"
    if all(one.asked.strip() or one.how is HowSaid.SPONTANEOUS for one in known.words):
        return ""
    return "hvad barnet blev spurgt om"


def _surroundings(answer: SectionAnswer, _draft: PaperDraft, known: Known) -> str:
    return "" if answer.text.strip() or (known.agreed and known.agreed.position) else "mangler"


def _tried(answer: SectionAnswer, _draft: PaperDraft, known: Known) -> str:
    if answer.text.strip():
        return ""
    if not known.efforts:
        return "mangler"
    return "" if any(one.effect.strip() for one in known.efforts) else "hvad der kom ud af det"


def _informed(_answer: SectionAnswer, draft: PaperDraft, known: Known) -> str:
    told: Mapping[str, CarerInformed] = {one.carer_id: one for one in draft.carers}
    if not known.carers:
        return "mangler"
    gaps = [carer.relation or carer.name for carer in known.carers if not is_answered(told.get(carer.id))]
    return f"mangler: {', '.join(gaps)}" if gaps else ""


def is_answered(carer: CarerInformed | None) -> bool:
    """Whether it is said that a parent was told, when and how, or that they were not, and why."""
    if carer is None or carer.informed is None:
        return False
    return bool(carer.reason.strip() if carer.informed is Informed.NO else carer.when_how.strip())


def _knows(_answer: SectionAnswer, draft: PaperDraft, known: Known) -> str:
    """Where parents may not be told, the paper says why, or who knows already. It never asks anybody to tell them."""
    said = any(isinstance(one.what, NotTold | KnowsAlready) for one in known.decisions)
    knows = any(one.informed is Informed.KNOWS_ALREADY for one in draft.carers)
    return "" if said or knows else "hvorfor de ikke er orienteret: skriv det på bekymringen"


def _disagreement(answer: SectionAnswer, _draft: PaperDraft, known: Known) -> str:
    if answer.yes is None:
        return "ja eller nej"
    if answer.yes:
        return "" if answer.text.strip() else "hvem der ser det anderledes, og hvordan"
    return "en kollega har skrevet et andet syn" if known.agreed and known.agreed.minority else ""


def _danger(answer: SectionAnswer, _draft: PaperDraft, _known: Known) -> str:
    if answer.yes is None:
        return "ja eller nej"
    return "" if answer.text.strip() else "hvad du bygger det på"


POINTS = (
    Point("child", "Hvem barnet er", "Uden navn, fødselsdag og adresse kan kommunen ikke finde barnet.",
          (Part(("child_typed",), _text), Part(("child",), _child))),
    Point("carers", "Begge forældre", "Kommunen skal kunne nå alle med forældremyndighed, også den, barnet ikke bor "
          "hos.", (Part(("carers",), _carers), Part(("carers_typed",), _text))),
    Point("language", "Tolk", "Familien skal kunne forstå kommunen, og kommunen familien, fra den første samtale.",
          (Part(("interpreter",), _interpreter),)),
    Point("reporter", "Hvem der underretter", "Fagfolk er aldrig anonyme, og kommunen skal kunne ringe til dig på "
          "arbejdet.", (Part(("reporter",), _reporter),)),
    Point("relation", "Hvor længe du har kendt barnet", "Den, der læser, skal vide, hvor godt du kender barnet, og "
          "hvad der er blevet anderledes.", (Part(("relation",), _text), Part(("before",), _text))),
    Point("observations", "Iagttagelser med dato", "Dage og steder kan undersøges. »Tit« og »længe« kan ikke.",
          (Part(("observations",), _observations),)),
    Point("apart", "Set og vurderet hver for sig", "Den, der læser, skal kunne danne sin egen mening om det, I har "
          "set.", (Part(("concern",), _text), Part(("observations",), _seen), Part(("assessment",), _text))),
    Point("childs_words", "Barnets egne ord", "Barnet skal høres i sin egen sag, og det betyder noget, hvad det blev "
          "spurgt om.", (Part(("childs_words",), _childs_words),)),
    Point("strengths", "Det, der går godt", "Hjælpen bygger på det, barnet og familien kan i forvejen.",
          (Part(("strengths",), _text), Part(("resources",), _text))),
    Point("surroundings", "Barnets omgivelser", "Kommunen skal vide, hvad omkring barnet der belaster det, og hvad "
          "der beskytter det.", (Part(("surroundings",), _surroundings),)),
    Point("signs", "Tegn hos barnet", "Det er tegnene hos barnet, kommunen skal forstå: hvad er svært, og hvor tit?",
          (Part(("development",), _text),)),
    Point("tried", "Det, I har prøvet", "Ellers begynder kommunen med noget, der allerede er prøvet.",
          (Part(("tried",), _tried),)),
    Point("parents", "Det ved forældrene", "Kommunen skal vide, hvad hver forælder ved, før den ringer til dem.",
          (Part(("carers_informed",), _informed), Part(("carers_informed_typed",), _text),
           Part(("carers_know",), _knows), Part(("carers_know_typed",), _text))),
    Point("disagreement", "Om I er enige", "Ser en kollega det anderledes, skal kommunen høre begge syn.",
          (Part(("disagreement",), _disagreement),)),
    Point("danger", "Fare nu", "Den, der læser, skal straks kunne se, om der skal ske noget i dag, "
          "og hvad I bygger det på.",
          (Part(("danger",), _danger), Part(("safety",), _text))),
    Point("meanwhile", "Imens, og hvem kommunen ringer til", "Barnet har brug for jer, til der sker noget, og "
          "kommunen skal kunne få fat i jer.", (Part(("meanwhile",), _text), Part(("contact",), _text))),
)  # fmt: skip
