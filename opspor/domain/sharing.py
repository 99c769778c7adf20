"""Why a brief may name the child: who said yes, to what, to whom and until when; or the rule (domain 5.5, 8.6).

With name it is blocked until the reason is written down. Whether everybody who should say yes has done so is asked and
never blocks: custody may be written down wrongly, and the law knows exceptions that the program doesn't.
"""

from collections.abc import Collection, Sequence
from datetime import date

from opspor.domain.child import Carer, Custody, age_in_months
from opspor.domain.clock import long_date
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import Basis, PaperDraft, PaperKind, Sharing
from opspor.domain.text import fold

NO_BASIS = Fault(
    "PAPIR-GRUNDLAG",
    "Med navn skal der stå, hvem der har sagt ja til drøftelsen og hvornår, eller hvilken regel I bruger. Der mangler: "
    "{missing}. Skriv det, eller lav arket uden navn. Det, du har skrevet, er gemt.",
)
RUN_OUT = Fault(
    "PAPIR-SAMTYKKE",
    "Arket med navn blev ikke lavet: samtykket gjaldt til og med {until}. Det, du har skrevet, er gemt. "
    "Spørg igen, og skriv det nye samtykke, eller lav arket uden navn.",
)

BASIS_WORDS = {
    Basis.CONSENT: "Der er sagt ja",
    Basis.SSD: "SSD-reglen",
    Basis.LAW: "En anden regel",
}
RIGHT_NOT_DUTY = (
    "SSD-reglen er en mulighed og ikke en pligt. Den gælder skole, socialforvaltning, sundhedspleje og dagtilbud, når "
    "I tidligt vil forebygge. Inddrag forældrene, hvis I kan."
)
MAY_BE_UNDERRETNING = (
    "Giver du arket med navn til familieafdelingen, kan det tælle som en underretning. Er du bekymret nok til det, så "
    "skriv en underretning."
)
STILL_CONFIDENTIAL = (
    "Tavshedspligten gælder også uden navn. I en lille by kan barnet kendes på det, der står, så sig kun det, der "
    "skal til."
)
YOUTH_SAYS_YES = 15  # years: from then on the youth is asked too (domain 5.5)


def lacks(sharing: Sharing | None, today: date) -> tuple[str, ...]:
    """What must be written down before a name may stand, in words; nothing when all is there."""
    if sharing is None:
        return ("hvem der har sagt ja, eller hvilken regel I bruger",)
    given = "hvornår" if sharing.given_on is None else "en dag, der er kommet" if sharing.given_on > today else ""
    gaps: tuple[str, ...]
    match sharing.kind:
        case Basis.CONSENT:
            until = "hvor længe det gælder" if sharing.until is None else ""
            if sharing.until and sharing.given_on and sharing.until < sharing.given_on:
                until = "en sidste dag, der ligger efter, at de sagde ja"
            gaps = (
                "" if sharing.from_whom.strip() else "hvem der har sagt ja",
                given,
                "" if sharing.what.strip() else "til hvad",
                "" if sharing.to_whom.strip() else "hvem der må høre det",
                until,
            )
        case Basis.SSD:
            gaps = (
                given,
                "" if sharing.reference.strip() else "hvorfor det er nødvendigt",
                "" if sharing.parents.strip() else "hvad forældrene ved",
            )
        case Basis.LAW:
            gaps = (given, "" if sharing.reference.strip() else "hvilken regel")
    return tuple(filter(None, gaps))


def has_run_out(sharing: Sharing, today: date) -> bool:
    """True when the consent was given until a day that is over."""
    return sharing.kind is Basis.CONSENT and sharing.until is not None and sharing.until < today


def require(draft: PaperDraft, today: date) -> None:
    """Raise PAPIR-GRUNDLAG or PAPIR-SAMTYKKE when a brief names the child and may not."""
    if draft.kind is not PaperKind.BRIEF or draft.anonymous:
        return
    sharing = draft.sharing
    if missing := lacks(sharing, today):
        raise KnownError(NO_BASIS, missing=", ".join(missing))
    if sharing and sharing.until and has_run_out(sharing, today):
        raise KnownError(RUN_OUT, until=long_date(sharing.until))


def still_to_ask(
    sharing: Sharing,
    carers: Sequence[Carer],
    birth_date: date | None,
    youth: str,
    today: date,
    known: Collection[Id] = (),
) -> tuple[str, ...]:
    """Who should have said yes too, as sentences: everybody with custody, and the ``youth`` itself from 15 years.

    ``known`` are the carers who said yes where one knows which they are; the others are found by what is written.
    """
    if sharing.kind is not Basis.CONSENT or not (known or sharing.from_whom.strip()):
        return ()
    said = set(fold(sharing.from_whom).replace(",", " ").split())
    asked = [
        f"{carer.name or carer.relation} har også forældremyndighed. Har {_pronoun(carer)} sagt ja?"
        for carer in carers
        if carer.custody is Custody.YES and carer.id not in known and not _named(carer, said)
    ]
    if carers and all(carer.custody is not Custody.YES for carer in carers):
        asked.append("Det står ikke på barnets side, hvem der har forældremyndighed. Er det den, der har sagt ja?")
    if birth_date and age_in_months(birth_date, today) >= YOUTH_SAYS_YES * 12 and said.isdisjoint(_own_words(youth)):
        asked.append("Den unge er fyldt 15 år. Har den unge selv sagt ja?")
    return tuple(asked)


def in_words(sharing: Sharing) -> str:
    """The basis as a paper says it: one sentence for each thing that is written down."""
    on = long_date(sharing.given_on) if sharing.given_on else ""
    said: tuple[tuple[str, str], ...]
    match sharing.kind:
        case Basis.CONSENT:
            said = (
                ("Samtykke fra", " ".join(filter(None, (sharing.from_whom.strip(), on)))),
                ("Til:", sharing.what.strip()),
                ("Må gå til:", sharing.to_whom.strip()),
                ("Gælder til og med", long_date(sharing.until) if sharing.until else ""),
            )
        case Basis.SSD:
            said = (
                ("Uden samtykke efter SSD-reglen", on),
                ("Nødvendigt, fordi:", sharing.reference.strip()),
                ("Forældrene:", sharing.parents.strip()),
            )
        case Basis.LAW:
            said = (("Uden samtykke efter en anden regel", on), ("Reglen:", sharing.reference.strip()))
    return " ".join(f"{label} {text.removesuffix('.')}." for label, text in said if text)


def _named(carer: Carer, said: set[str]) -> bool:
    """By first name or as "mor": a last name says no more than which family."""
    own = {*fold(carer.name).split()[:1], *fold(carer.relation).split(), "begge", "forældrene"}
    return not said.isdisjoint(own)


def _own_words(youth: str) -> set[str]:
    return {*fold(youth).split(), "unge", "barnet", "eleven", "selv"}


def _pronoun(carer: Carer) -> str:
    return {"mor": "hun", "far": "han"}.get(fold(carer.relation), "vedkommende")
