"""What an underretning and a brief say and in which order: decided here, drawn in ``layout``.

Every section that the form shows is there once, every answer in it once, and none of a section that is not shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from opspor.documents.document import FORTROLIGT, UDEN_NAVN, Block, Document, Paragraph, Part, Tone
from opspor.documents.facts import PaperFacts
from opspor.documents.leaks import Finding
from opspor.documents.privacy import findings, refuse_identifying, refuse_protected
from opspor.documents.records import blocks_of, what_parents_know
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.concern import Danger
from opspor.domain.paper import Basis, PaperDraft, PaperKind, SectionAnswer
from opspor.domain.rights import as_said
from opspor.forms.conditions import sections
from opspor.forms.model import Anonymous, DocumentForm, Section, SectionKind

_FROM_RECORDS = frozenset(
    {
        SectionKind.URGENT, SectionKind.CHILD, SectionKind.CARERS, SectionKind.INTERPRETER, SectionKind.REPORTER,
        SectionKind.SIGNATURE, SectionKind.MINUTES,
    }
)  # fmt: skip

# What a paper without a name rests on: the kind alone, never who said yes nor what to.
_BASIS = {Basis.CONSENT: "samtykke", Basis.SSD: "SSD-reglen", Basis.LAW: "en anden regel"}


def underretning(form: DocumentForm, facts: PaperFacts) -> Document:
    """The underretning.

    Raises:
        KnownError: ``PAPIR-BESKYTTET`` when a typed text holds a protected address or phone number.
    """
    number = f" · Vores nummer {facts.reference}" if facts.reference else ""
    written = f"Skrevet {moment_in_words(facts.written_at)}{number}"
    danger = facts.concern.danger is not Danger.NO or facts.draft.sections.get("danger", SectionAnswer()).yes
    haste = "" if danger else "Haster ikke. "  # who says that the child is in danger has not said that it can wait
    lines: tuple[Paragraph, ...] = (Paragraph(f"{haste}{written}", Tone.QUIET),)
    if facts.draft.urgent:
        lines = (Paragraph("Haster", Tone.STRONG), Paragraph(written, Tone.QUIET))
    elif facts.draft.supplements:
        lines = (Paragraph(_supplements(facts), Tone.STRONG), Paragraph(written, Tone.QUIET))
    known = what_parents_know(facts)
    first = (Part("Det ved forældrene", known, typed=True),) if known else ()
    return _document(form, facts, facts.institution.name, lines, first)


def _supplements(facts: PaperFacts) -> str:
    """Which underretning this one adds to, for the person who has to find it."""
    added_to = next((one for one in facts.earlier if one.paper_id == facts.draft.supplements), None)
    if added_to is None or added_to.sent_on is None:
        return "Hører til en underretning, som vi har skrevet før"
    return f"Hører til den underretning, vi sendte {long_date(added_to.sent_on)}"


def brief(form: DocumentForm, facts: PaperFacts) -> Document:
    """The drøftelsesark: one page for the forum, with a name or anonymous.

    Raises:
        KnownError: ``PAPIR-NAVN`` or ``PAPIR-DATO`` when a text of an anonymous brief holds a name, initials, a date or
            a number; ``PAPIR-BESKYTTET`` as for an underretning.
    """
    who = facts.reporter.title.strip() or "en medarbejder"
    if facts.draft.anonymous and findings([Part("", (Paragraph(who),))], facts):  # "pædagog på Solstuen"
        who = "en medarbejder"
    if not facts.draft.anonymous:
        who = ", ".join(filter(None, (facts.reporter.name, facts.reporter.title.strip())))
    forum = f"Til {facts.institution.forum_name.strip() or 'sparring'}"
    line = f"{forum} · {long_date(facts.today)} · Bragt af {who}"
    if not facts.draft.anonymous:
        return _document(form, facts, facts.institution.name, (Paragraph(line, Tone.QUIET),))
    # a house of one room says who it is: the municipality is as near as a paper without a name comes
    stays = Paragraph(f"Tavshedspligten gælder også uden navn. {_basis(facts.draft)}", Tone.QUIET)
    return _document(form, facts, facts.institution.controller.strip(), (Paragraph(line, Tone.QUIET), stays))


def _basis(draft: PaperDraft) -> str:
    return f"Grundlag: {_BASIS[draft.sharing.kind]}." if draft.sharing else "Grundlag: vi siger ikke, hvem det er."


def _document(
    form: DocumentForm, facts: PaperFacts, header: str, lines: tuple[Paragraph, ...], first: tuple[Part, ...] = ()
) -> Document:
    anonymous = facts.draft.anonymous
    made = _made(form, facts)
    checked = [*_to_check(made, facts), *first, *_remarks(facts)]
    refuse_protected(checked, facts)
    if anonymous:
        refuse_identifying(checked, facts)
    return Document(
        title=form.title,
        lines=lines,
        parts=(*first, *_with_attached(made, facts)),
        header=header,
        mark=_mark(facts.draft),
        footer=_footer(form, facts),
        one_page=form.one_page,
        draft=not facts.final,
    )


def leaks(form: DocumentForm, facts: PaperFacts) -> tuple[Finding, ...]:
    """What in a brief, were it made without names, could tell who the child is: certain or to be asked about."""
    without = replace(facts, draft=replace(facts.draft, anonymous=True))
    return findings(_to_check(_made(form, without), without), without)


def _made(form: DocumentForm, facts: PaperFacts) -> list[tuple[Section, Part]]:
    """The sections that are shown, each as it is printed."""
    anonymous = facts.draft.anonymous
    shown = [s for s in sections(form, facts.shown()) if not (anonymous and s.anonymous is Anonymous.DROP)]
    return [(section, part) for section in shown if (part := _part(form, section, facts)) is not None]


def _to_check(made: Sequence[tuple[Section, Part]], facts: PaperFacts) -> list[Part]:
    """The parts that somebody's words stand in; of where one works, and of what is filled in by hand, those alone."""
    ours = {kind: len(blocks_of(kind, facts)) for kind in (SectionKind.MINUTES, SectionKind.REPORTER)}
    return [replace(part, blocks=part.blocks[ours.get(section.kind, 0) :]) for section, part in made]


def _mark(draft: PaperDraft) -> str:
    if draft.anonymous:
        return UDEN_NAVN
    return f"Haster · {FORTROLIGT}" if draft.urgent else FORTROLIGT


def _with_attached(made: Sequence[tuple[Section, Part]], facts: PaperFacts) -> Iterator[Part]:
    """The parts, and before it is signed what goes along and the rules it rests on."""
    attached = (Part("Vedlagt", (Paragraph(facts.attached),)),) if facts.attached else ()
    rules = tuple(Paragraph(rule, Tone.QUIET) for rule in facts.rules)
    left = (*_remarks(facts), *attached)
    left = (*left, Part("Reglerne bag", rules)) if rules else left
    for section, part in made:
        if section.kind is SectionKind.SIGNATURE:
            yield from (replace(one, group=part.group) for one in left)
            left = ()
        yield part
    yield from left


def _remarks(facts: PaperFacts) -> tuple[Part, ...]:
    """What the family remarked to the whole file, and to this paper: an underretning takes it along."""
    if facts.draft.kind is not PaperKind.UNDERRETNING or not facts.about_all:
        return ()
    return (Part("Bemærkninger fra familien", tuple(Paragraph(as_said(one)) for one in facts.about_all), typed=True),)


def _part(form: DocumentForm, section: Section, facts: PaperFacts) -> Part | None:
    """A section as it is printed; None for what stands below the title, and for what is empty and may be.

    What adds to an underretning has no gaps: what it does not say stands in the other.
    """
    answer = facts.draft.sections.get(section.id, SectionAnswer())
    blocks: list[Block] = list(blocks_of(section.kind, facts))
    chosen = {True: section.yes, False: section.no, None: ""}[answer.yes]
    if said := ": ".join(filter(None, (chosen, answer.text.strip()))):
        blocks.append(Paragraph(said))
    if answer.could_not.strip():
        lacks = "Mere kunne" if blocks else "Kunne"  # one parent stands there, and the other could not be asked
        blocks.append(Paragraph(f"{lacks} ikke indhentes, fordi {answer.could_not.strip()}"))
    may_be_empty = not section.required or facts.draft.supplements is not None
    if not blocks and (section.kind is SectionKind.URGENT or may_be_empty):
        return None
    missing = not blocks
    blocks = blocks or [Paragraph(facts.missing, Tone.QUIET)]
    if section.says:
        blocks.append(Paragraph(section.says))
    group = section.group or "" if not form.one_page else ""
    return Part(section.title, tuple(blocks), section.kind not in _FROM_RECORDS, group=group, missing=missing)


def _footer(form: DocumentForm, facts: PaperFacts) -> tuple[str, ...]:
    controller = f"Dataansvarlig: {facts.institution.controller.strip() or 'ikke oplyst'}"
    which = f"Skema: {form.title.lower()}, version {form.ref.version}"
    # an anonymous paper names nobody, not even who pressed the button; the log knows
    printed = f"Udskrevet {moment_in_words(facts.now)}" + ("" if facts.draft.anonymous else f" af {facts.printed_by}")
    return (f"{controller} · {which}", " · ".join(filter(None, (printed, facts.log_mark))))
