"""What is asked at a step of a track, and beside the steps: by kind, and by the way on that was chosen."""

from collections.abc import Mapping
from datetime import datetime

from opspor.desktop.pages.concern.asked import Shape, Values, Words
from opspor.domain.beredskab import (
    SHARPEN_DAYS,
    TELLING,
    Certainty,
    Decision,
    Judged,
    KnowsAlready,
    LeaderTold,
    MayBeTold,
    NotReported,
    NotTold,
    Phoned,
    Safe,
    Sharpened,
    StepKind,
    Telling,
    Told,
    View,
)
from opspor.domain.ids import Id
from opspor.forms.model import TrackForm, TrackStepForm, WayOn
from opspor.forms.walking import END

DUTY = (
    "Pligten til at underrette er din egen. Ingen leder kan stoppe dig. Er I uenige, så skriv begge syn, og lav "
    "underretningen, når du mener, den er nødvendig."
)


def _safe(values: Values, _: datetime, *, safe: bool) -> Decision:
    return Safe(safe, values.words["arranged"])


def _judged(values: Values, _: datetime) -> Decision:
    return Judged(
        values.certainty or Certainty.CONCERN, values.words["why"], values.carers, values.words.get("others", "")
    )


def _leader(values: Values, now: datetime) -> Decision:
    words = values.words
    return LeaderTold(words["who"], values.moment(now), words["agreed"], words["disagrees"], words["mine"])


def _not_reported(values: Values, now: datetime) -> Decision:
    words = values.words
    return NotReported(words["reason"], words["signs"], words["then"], values.day or now.date())


def _phoned(values: Values, now: datetime) -> Decision | None:
    """It may also have been written only: then nothing is noted of a call."""
    words = values.words
    return Phoned(words["who"], values.moment(now), words["said"]) if words["who"] or words["said"] else None


def _told(values: Values, now: datetime) -> Decision:
    carer = values.carers[0] if values.carers else Id("")
    words = values.words
    return Told(carer, words["who"], values.day or now.date(), words["how"], words["reaction"])


def _may_be_told(values: Values, now: datetime) -> Decision:
    words = values.words
    return MayBeTold(
        words["decided_by"], values.day or now.date(), words["how"], words["what"], values.carers, words["others"]
    )


_ARRANGED = Words(
    "arranged", "Hvad bygger du det på, og hvad er aftalt?", "Hvem henter, hvornår, og hvem har du talt med?", 2
)
SAFE = Shape((_ARRANGED,), lambda values, now: _safe(values, now, safe=True))
NOT_SAFE = Shape(
    (_ARRANGED,),
    lambda values, now: _safe(values, now, safe=False),
)
_WHY = Words("why", "Hvad bygger du det på?", "Det, der taler for, og det, der taler imod.", 2)
JUDGED = Shape((_WHY,), _judged, certainty=True)
JUDGED_OF = Shape(
    (_WHY, Words("others", "Hvem ellers handler det om?", "Fx »morbror« eller »en nabo«. Kan stå tomt.")),
    _judged,
    certainty=True,
    carers="Hvem af barnets voksne handler det om?",
)
LEADER = Shape(
    (
        Words("who", "Hvem talte du med?", "Fx lederens navn. Kan ingen nås, så skriv, hvem du prøvede."),
        Words("agreed", "Hvad aftalte I?", lines=2),
        Words("disagrees", "Ser lederen det anderledes?", "Kan stå tomt.", 2),
        Words("mine", "Dit eget syn, hvis I er uenige", "Kan stå tomt.", 2),
    ),
    _leader,
    day="Hvilken dag?",
    with_time=True,
    hint=DUTY,
)
NOT_REPORTED = Shape(
    (
        Words("reason", "Hvorfor underretter I ikke nu?", lines=2),
        Words("signs", "Hvilke tegn holder I øje med?", "Det, der betyder, at I underretter alligevel.", 2),
        Words("then", "Hvad gør I, hvis tegnene kommer?", lines=2),
    ),
    _not_reported,
    day="Hvornår ser I på det igen?",
    day_needed=True,
)
NOT_TOLD = Shape(
    (
        Words("reason", "Hvorfor får de ikke noget at vide nu?", lines=2),
        Words("weighed", "Hvad taler for at sige det, og hvad taler imod?", "Det skal kunne læses bagefter.", 2),
    ),
    lambda values, _: NotTold(values.words["reason"], values.words["weighed"], values.carers),
    carers="Hvem gælder det? Vælger du ingen, gælder det dem alle.",
)  # fmt: skip
KNOWS = Shape(
    (
        Words("who", "Hvem ved det?", "Fx mor, far eller den, det handler om."),
        Words("when", "Hvornår fik de det at vide?", "Fx i går aftes."),
        Words("how", "Hvordan?", "Fx at barnet selv fortalte det.", 2),
    ),
    lambda values, _: KnowsAlready(values.words["who"], values.words["when"], values.words["how"]),
    hint="Skriv det, som det er, og ring til kommunen nu. Det kommer til at stå først på underretningen.",
)
MAY = Shape(
    (
        Words("others", "Hvem ellers må?", "Fx bedstemor. Kan stå tomt."),
        Words("decided_by", "Hvem besluttede det?", "Navn eller funktion."),
        Words("how", "Hvordan fik du det at vide?", "Fx telefon eller brev."),
        Words("what", "Hvad må der siges, og hvem siger det?", lines=2),
    ),
    _may_be_told,
    carers="Hvem må få det at vide?",
    day="Hvornår blev det besluttet?",
)
TOLD = Shape(
    (
        Words("who", "Hvem har fået det at vide?", "Er der to, så skriv den anden under »Hvad ved forældrene?«."),
        Words("how", "Hvordan, og hvem sagde det?", "Fx ved en samtale, med dig og lederen."),
        Words("reaction", "Hvad svarede de?", "Helst med deres egne ord.", 2),
    ),
    _told,
    day="Hvilken dag?",
    carers="Hvem af barnets voksne?",
    one=True,
)  # fmt: skip
SHARPENED = Shape(
    (Words("watch", "Hvad ser I efter, og hvem gør det?", lines=2),),
    lambda values, now: Sharpened(values.words["watch"], values.day or now.date()),
    day="Til og med hvilken dag?",
    day_needed=True,
    default_days=SHARPEN_DAYS,
)
PHONED = Shape(
    (
        Words("who", "Har du ringet? Hvem talte du med?", "Navn og sted hos kommunen. Tomt, hvis du kun har skrevet."),
        Words("said", "Hvad blev sagt og aftalt?", lines=2),
    ),
    _phoned,
    day="Hvilken dag?",
    with_time=True,
)
VIEW = Shape(
    (Words("text", "Hvad tænker I om det?", "Det, I mener. Det, I har set og hørt, står for sig selv.", 3),),
    lambda values, _: View(values.words["text"]),
)

# What is noted in words alone: each field becomes a line of the note.
_NOTE = Words("note", "Note", "Hvem gjorde det, hvornår og hvordan?", 2)
_NOTES: Mapping[StepKind, tuple[Words, ...]] = {
    StepKind.SPARRING: (
        Words("Spurgt hos", "Hvem spurgte I, og hvornår?", "Uden barnets navn."),
        Words("Spørgsmål", "Hvad spurgte I om?", lines=2),
        Words("Svar", "Hvad svarede de?", lines=2),
    ),
    StepKind.CARE: (
        Words("Fast voksen", "Hvem er barnets faste voksne?"),
        Words("Aftalt", "Hvad gør I for barnet?", lines=2),
    ),
    StepKind.RECEIPT: (
        Words("Kom", "Hvornår kom kvitteringen, og fra hvem?"),
        Words("Den siger", "Hvad står der?", "Kan stå tomt.", 2),
    ),
    StepKind.FEEDBACK: (
        Words("Svar fra", "Hvem svarede, og hvornår?"),
        Words("Svaret", "Hvad sagde de?", "Skriv det også, når svaret er nej.", 2),
    ),
    StepKind.FOLLOW_UP: (Words("note", "Hvordan går det nu?", "Det, I ser, og det, barnet siger.", 2),),
}


def _note(words: tuple[Words, ...]) -> Shape:
    return Shape(words, lambda _values, _now: None)


NOTES = {kind: _note(words) for kind, words in _NOTES.items()}
PLAIN = _note((_NOTE,))


def note_of(values: Values) -> str:
    """What was written, as the note of a step: a line for each field, with what it is called."""
    found = [(key, text) for key, text in values.words.items() if text]
    return "\n".join(text if key == "note" else f"{key}: {text}" for key, text in found)


def shape_of(form: TrackForm, step: TrackStepForm, way: WayOn, *, may_tell: bool) -> Shape:
    """What is asked at a step when the person goes on by ``way``. ``may_tell``: somebody has decided whom they tell."""
    kept = TELLING[form.track] is not Telling.OPENLY
    match step.kind:
        case StepKind.SAFE:
            return SAFE if is_safe(way) else NOT_SAFE
        case StepKind.JUDGE:
            return JUDGED_OF if kept or way.to.startswith("track:") else JUDGED
        case StepKind.LEADER:
            return LEADER
        case StepKind.DECIDE:
            return NOT_REPORTED if is_not_reported(way) else PLAIN
        case StepKind.PARENTS:
            return _parents(way, kept=kept, may_tell=may_tell)
        case StepKind.SHARPEN:
            return SHARPENED
        case StepKind.REPORT:
            return PHONED
        case _:
            return NOTES.get(step.kind, PLAIN)


def _parents(way: WayOn, *, kept: bool, may_tell: bool) -> Shape:
    """Told, decided that they may be, decided that they are not, or still not: that says nothing new.

    On a kept track it comes first who decided that they are told.
    """
    match way.answer:
        case "not_yet":
            return PLAIN
        case "":
            return NOT_TOLD if kept else TOLD
        case answer if answer.startswith("not"):
            return NOT_TOLD
        case answer:
            return MAY if answer == "decided" or (kept and not may_tell) else TOLD


def is_safe(way: WayOn) -> bool:
    """Whether this way says that the child is safe."""
    return way.answer in ("", "yes")


def is_not_reported(way: WayOn) -> bool:
    """Whether this way means that no underretning is made now, so that it asks for a day."""
    return way.to == END or way.answer.startswith("not")
