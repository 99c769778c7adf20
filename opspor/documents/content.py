"""What an underretning and a brief say and in which order: decided here, drawn in ``layout``.

Every section that the form shows is there once, every answer in it once, and none of a section that is not shown.
"""

from opspor.documents.document import ANONYMISERET, FORTROLIGT, Document, Paragraph, Part, Tone
from opspor.documents.facts import PaperFacts
from opspor.documents.privacy import refuse_identifying, refuse_protected
from opspor.documents.records import blocks_of, what_parents_know
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.paper import SectionAnswer
from opspor.forms.conditions import sections
from opspor.forms.model import Anonymous, DocumentForm, Section, SectionKind

_FROM_RECORDS = frozenset(
    {
        SectionKind.URGENT, SectionKind.CHILD, SectionKind.CARERS, SectionKind.INTERPRETER, SectionKind.REPORTER,
        SectionKind.SIGNATURE, SectionKind.MINUTES,
    }
)  # fmt: skip


def underretning(form: DocumentForm, facts: PaperFacts) -> Document:
    """The underretning.

    Raises:
        KnownError: ``PAPIR-BESKYTTET`` when a typed text holds a protected address or phone number.
    """
    written = f"Skrevet {moment_in_words(facts.written_at)}"
    lines: tuple[Paragraph, ...] = (Paragraph(f"Haster ikke. {written}", Tone.QUIET),)
    if facts.draft.urgent:
        lines = (Paragraph("Haster", Tone.STRONG), Paragraph(written, Tone.QUIET))
    known = what_parents_know(facts)
    first = (Part("Det ved forældrene", known, typed=True),) if known else ()
    return _document(form, facts, facts.institution.name, lines, first)


def brief(form: DocumentForm, facts: PaperFacts) -> Document:
    """The drøftelsesark: one page for the forum, with a name or anonymous.

    Raises:
        KnownError: ``PAPIR-NAVN`` or ``PAPIR-DATO`` when a text of an anonymous brief holds a name, initials, a date or
            a number; ``PAPIR-BESKYTTET`` as for an underretning.
    """
    who = facts.reporter.title.strip() or "en medarbejder"
    if not facts.draft.anonymous:
        who = ", ".join(filter(None, (facts.reporter.name, facts.reporter.title.strip())))
    forum = f"Til {facts.institution.forum_name.strip() or 'sparring'}"
    line = f"{forum} · {long_date(facts.today)} · Bragt af {who}"
    return _document(form, facts, facts.institution.name, (Paragraph(line, Tone.QUIET),))


def _document(
    form: DocumentForm, facts: PaperFacts, header: str, lines: tuple[Paragraph, ...], first: tuple[Part, ...] = ()
) -> Document:
    anonymous = facts.draft.anonymous
    shown = [s for s in sections(form, facts.shown()) if not (anonymous and s.anonymous is Anonymous.DROP)]
    made = [(section, part) for section in shown if (part := _part(section, facts)) is not None]
    checked = [part for section, part in made if section.kind not in (SectionKind.MINUTES, SectionKind.REPORTER)]
    checked += first
    if anonymous:
        refuse_identifying(checked, facts)
    else:
        refuse_protected(checked, facts)
    return Document(
        title=form.title,
        lines=lines,
        parts=(*first, *(part for _, part in made), *_attached(facts)),
        header=header,
        mark=ANONYMISERET if anonymous else FORTROLIGT,
        footer=_footer(facts),
        one_page=form.one_page,
        draft=not facts.final,
    )


def _attached(facts: PaperFacts) -> tuple[Part, ...]:
    return (Part("Vedlagt", (Paragraph(facts.attached),)),) if facts.attached else ()


def _part(section: Section, facts: PaperFacts) -> Part | None:
    """A section as it is printed; None for what stands below the title, and for what is empty and may be."""
    answer = facts.draft.sections.get(section.id, SectionAnswer())
    blocks = list(blocks_of(section.kind, facts))
    if answer.text.strip():
        blocks.append(Paragraph(answer.text.strip()))
    if answer.could_not.strip():
        blocks.append(Paragraph(f"Kunne ikke indhentes, fordi {answer.could_not.strip()}"))
    if not blocks and (section.kind is SectionKind.URGENT or not section.required):
        return None
    typed = section.kind not in _FROM_RECORDS
    return Part(section.title, tuple(blocks) or (Paragraph(facts.missing, Tone.QUIET),), typed)


def _footer(facts: PaperFacts) -> tuple[str, ...]:
    controller = f"Dataansvarlig: {facts.institution.controller.strip() or 'ikke oplyst'}"
    # an anonymous paper names nobody, not even who pressed the button; the log knows
    printed = f"Udskrevet {moment_in_words(facts.now)}" + ("" if facts.draft.anonymous else f" af {facts.printed_by}")
    return (controller, " · ".join(filter(None, (printed, facts.log_mark))))
