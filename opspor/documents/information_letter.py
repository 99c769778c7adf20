"""The letter that tells parents what is written about their child, why, who sees it, until when, and what they may ask.

It is the same for every child of a house but for the names, and draws on nothing that is written about the child. No
address stands on it: it is handed over, so it can tell nobody where somebody lives. The law is quoted as the
law list has it, in Danish.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from opspor.documents.document import Bullets, Document, Facts, Paragraph, Part, Tone
from opspor.domain.errors import Fault, KnownError
from opspor.domain.people import Institution, Role
from opspor.domain.retention import Schedule
from opspor.reference.letters import House, Language, LetterText

NO_TEXT = Fault(
    "BREV-SPROG",
    "Brevet mangler en oversætter til {language}. Intet er lavet. "
    "Vælg et andet sprog, eller hent kommunens oversættelse.",
)
LACKS = Fault(
    "BREV-MANGLER",
    "Brevet kan ikke laves endnu: {what} mangler. Intet er lavet. Skriv det under Indstillinger, »Institution«.",
)


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter is made from. ``carers`` are those it is for, none where it is not known who has custody.

    ``log_months`` is how long it is known who read what; ``rules`` are quoted rules.
    """

    language: Language
    house: House
    institution: Institution
    child: str
    carers: tuple[str, ...]
    schedule: Schedule
    log_months: int
    sees: Sequence[Role]
    sees_not: Sequence[Role]
    rules: tuple[str, ...]
    printed_on: date
    mark: str  # of the log


def lacking(institution: Institution) -> tuple[str, ...]:
    """What a letter must say and nobody has written yet, in words."""
    needed = (
        (institution.name, "institutionens navn"),
        (institution.controller, "dataansvarlig"),
        (institution.dpo, "databeskyttelsesrådgiver"),
    )
    return tuple(words for value, words in needed if not value.strip())


def letter(facts: LetterFacts) -> Document:
    """The letter. Raises BREV-SPROG for a language without a text, and BREV-MANGLER while something is ``lacking``."""
    text = facts.language.text
    if text is None:
        raise KnownError(NO_TEXT, language=facts.language.name_da.lower())
    if lacks := lacking(facts.institution):
        raise KnownError(LACKS, what=" og ".join(lacks))
    return Document(
        title=text.title,
        lines=(
            Paragraph(_to(text, facts.carers), Tone.STRONG),
            Paragraph(f"{facts.printed_on:%d.%m.%Y}", Tone.QUIET),
            Paragraph(f"{text.of(facts.house).opening.format(child=facts.child)} {text.nothing_to_do}"),
        ),
        header=facts.institution.name,
        parts=tuple(_parts(facts, text)),
        footer=(text.responsible.format(controller=facts.institution.controller.strip()), facts.mark),
        language=facts.language.code,
        right_to_left=facts.language.right_to_left,
        page_words=text.page,
    )


def _to(text: LetterText, carers: tuple[str, ...]) -> str:
    if not carers:
        return text.to_custody
    *most, last = carers
    return text.to.format(carers=f"{', '.join(most)} {text.and_} {last}" if most else last)


def _parts(facts: LetterFacts, text: LetterText) -> list[Part]:
    own = text.of(facts.house)
    can = [text.sees[role] for role in facts.sees if role in text.sees]
    cannot = [text.sees_not[role] for role in facts.sees_not if role in text.sees_not]
    return [
        Part(text.what, (Paragraph(" ".join(own.what)), Bullets(own.writes), Paragraph(text.people_decide))),
        Part(text.why, (Paragraph(" ".join(own.why)), Paragraph(text.ask_first), Paragraph(text.worry))),
        Part(
            text.sees_title, (Bullets(tuple(can)), Paragraph(" ".join([*cannot, text.logged])), Paragraph(text.where))
        ),
        Part(text.kept_title, (Bullets(_kept(facts, text)), Paragraph(text.copies))),
        Part(text.rights_title, (Bullets(text.rights), Paragraph(text.rights_how))),
        Part(text.contact_title, (Facts(_contact(facts.institution, text)),)),
        Part(text.law_title, tuple(Paragraph(line, Tone.QUIET) for line in (text.law_note, *facts.rules) if line)),
    ]


def _kept(facts: LetterFacts, text: LetterText) -> tuple[str, ...]:
    terms = facts.schedule
    lines = (
        (text.kept_own, terms.own),
        (text.kept_file, terms.file),
        (text.kept_concern, terms.concern),
        (text.kept_paper, terms.paper),
        (text.kept_log, facts.log_months),
    )
    return tuple(line.format(months=text.term(months)) for line, months in lines)


def _contact(institution: Institution, text: LetterText) -> tuple[tuple[str, str], ...]:
    rows = (
        (text.controller, institution.controller),
        (text.dpo, institution.dpo),
        (text.institution, institution.name),
        (text.address, institution.address),
        (text.phone, institution.phone),
    )
    return tuple((label, value.strip()) for label, value in rows if value.strip())
