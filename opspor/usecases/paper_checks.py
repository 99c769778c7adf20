"""How far each section of a paper is: it advises and never locks (design section 11, rule 6)."""

from dataclasses import dataclass
from enum import StrEnum

from opspor.documents.facts import PaperFacts
from opspor.domain.concern import parents_may_be_told
from opspor.domain.paper import PaperKind, SectionAnswer
from opspor.domain.quality import Known, Result, is_answered, is_empty_word, judge
from opspor.domain.sharing import lacks
from opspor.forms.conditions import sections
from opspor.forms.model import DocumentForm, Section, SectionKind
from opspor.reference.empty_words import empty_words
from opspor.reference.writing import measures_in


class SectionState(StrEnum):
    """How far a section is."""

    DONE = "done"
    MISSING = "missing"
    OPTIONAL = "optional"
    MARKED = "marked"  # written, with a word that a reader may take for more than what was seen


@dataclass(frozen=True, slots=True)
class SectionCheck:
    """One line of the completeness list: it advises, it never locks."""

    section: Section
    state: SectionState
    missing: str  # in words, "" when nothing is
    answer: SectionAnswer
    named: tuple[str, ...]  # words of the answer that propose a measure or give a cause


def check(section: Section, facts: PaperFacts, before: SectionCheck | None = None) -> SectionCheck:
    """How far a section is with what is known and written.

    ``before`` is what was said last: an answer that is still the same is not looked through again at every key.
    """
    missing, answer = _missing(section, facts), facts.draft.sections.get(section.id, SectionAnswer())
    words = before.named if before is not None and before.answer is answer else measures_in(answer.text)
    if missing:
        state = SectionState.MISSING if section.required else SectionState.OPTIONAL
        return SectionCheck(section, state, missing, answer, words)
    named = [word for word in words if word not in facts.draft.let_stand]
    # what is proposed or explained is the municipality's to find out: it is marked, and goes out as it stands
    state = SectionState.MARKED if named else SectionState.DONE
    return SectionCheck(section, state, f"nævner »{named[0]}«" if named else "", answer, words)


def quality(form: DocumentForm, facts: PaperFacts) -> tuple[Result, ...]:
    """How the 16 points stand in an underretning as it is now."""
    known = Known(
        institution=facts.institution,
        reporter=facts.reporter,
        particulars=facts.particulars,
        observations=facts.chosen_observations,
        words=facts.chosen_words,
        efforts=facts.chosen_efforts,
        decisions=facts.decisions,
        openly=parents_may_be_told(facts.concern.track),
        agreed=facts.joint.agreement if facts.joint else None,
    )
    shown = [section.id for section in sections(form, facts.shown())]
    return judge(facts.draft, known, shown, empty_words())


def _missing(section: Section, facts: PaperFacts) -> str:
    """What a section lacks, in words; "" when it is complete."""
    draft, known = facts.draft, facts.particulars
    answer = draft.sections.get(section.id, SectionAnswer())
    empty = empty_words()
    if is_empty_word(answer.could_not, empty) or is_empty_word(answer.text, empty, section.id):
        return "et tomt ord"
    if answer.could_not.strip():
        return ""
    match section.kind:
        case SectionKind.TEXT:
            return "mangler" if not answer.text.strip() else ""
        case SectionKind.YES_NO:
            return _yes_no_missing(section, answer)
        case SectionKind.EFFORTS:
            return "" if facts.chosen_efforts or answer.text.strip() else "mangler"
        case SectionKind.CHILD if not draft.anonymous:
            gaps = [] if known else ["kun navnet"]
            if known and known.birth_date is None:
                gaps.append("fødselsdato")
            if known and draft.kind is PaperKind.UNDERRETNING and not known.address.strip() and not known.protected:
                gaps.append("adresse")
            return ", ".join(gaps)
        case SectionKind.CARERS:
            return _carers_missing(facts)
        case SectionKind.INTERPRETER:
            return "tolk" if draft.interpreter is None else ""
        case SectionKind.REPORTER:
            return "" if facts.institution.phone.strip() and facts.institution.address.strip() else "arbejdssted"
        case SectionKind.OBSERVATIONS:
            return "" if facts.chosen_observations else "mangler"
        case SectionKind.CHILDS_WORDS:
            return "" if facts.chosen_words else "mangler"
        case SectionKind.CARERS_INFORMED:
            return _informed_missing(facts)
        case SectionKind.CHILD_INFORMED:
            return "mangler" if draft.child_informed is None else ""
        case SectionKind.POSITION | SectionKind.TRIVSEL:
            return "" if facts.joint or answer.text.strip() else "mangler"
        case SectionKind.SHARING_BASIS:
            return "" if draft.anonymous else ", ".join(lacks(draft.sharing, facts.today))
    return ""


def _carers_missing(facts: PaperFacts) -> str:
    if not facts.carers:
        return "mangler"
    gaps = [
        f"{carer.relation or 'en voksens'} {what}"
        for carer in facts.carers
        for what, text in (("telefon", carer.phone), ("adresse", carer.address))
        if not text.strip() and not carer.protected
    ]
    return ", ".join(gaps[:2]) + (" …" if len(gaps) > 2 else "")


def _informed_missing(facts: PaperFacts) -> str:
    if not parents_may_be_told(facts.concern.track):
        return ""
    told = {carer.carer_id: carer for carer in facts.draft.carers}
    open_ = [carer for carer in facts.carers if not is_answered(told.get(carer.id))]
    if not facts.carers:
        return "mangler"
    return f"mangler {len(open_)} af {len(facts.carers)}" if open_ else ""


def _yes_no_missing(section: Section, answer: SectionAnswer) -> str:
    if answer.yes is None:
        return "ja eller nej"
    asked = ("yes" if answer.yes else "no") in section.because
    return "en grund" if asked and not answer.text.strip() else ""
