"""Checks a folder of form definitions: every fault with a code, a place and what to do.

Used by ``opspor forms check`` and ``make check``. The reader refuses what it cannot understand; this finds what can
be read and is still wrong.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from opspor.domain.beredskab import Track
from opspor.domain.child import AgeBand
from opspor.domain.errors import Fault, KnownError
from opspor.domain.meeting import MeetingKind
from opspor.domain.paper import PaperKind
from opspor.domain.pupil import PUPIL_FORMS
from opspor.domain.visit import VisitType
from opspor.forms.check_tracks import check_first_minute, check_own_steps, check_track
from opspor.forms.conditions import FACT_VALUES
from opspor.forms.finding import TWICE, Finding, check_ids, finding
from opspor.forms.library import ANALYSIS, PRACTICE, TRANSITION, form_text
from opspor.forms.model import (
    Condition,
    Dimension,
    DocumentForm,
    EnvironmentForm,
    FirstMinuteForm,
    Form,
    PositionForm,
    PracticeForm,
    PupilForm,
    SectionKind,
    TrackForm,
    TrivselForm,
    VisitForm,
)
from opspor.forms.reader import read_form
from opspor.forms.wording import check_alike, check_factor, check_wording, readability

WRONG_PLACE = Fault(
    "FORM-STED", "Filen siger, at den er {name}. Flyt den til {name}.toml, eller ret kind, id og version."
)
NO_FORM = Fault("FORM-INGEN", "Skemaet mangler. Læg det i {name}/1.toml.")
LINES = Fault("FORM-LINJER", "Her er {count} linjer i {field}. Skriv 2 eller 3.")
STORY = Fault("FORM-HISTORIE", "Historien har {count} linjer. Skriv 8 til 14, én ting man ser eller hører i hver.")
NO_DIMENSION = Fault("FORM-DIMENSION", "Skemaet har intet tegn med dimension {dimension!r}. Skriv mindst ét.")
NO_BAND = Fault("FORM-BAAND", "Aldersbåndet {band} har {count} skemaer. Hvert bånd skal have ét.")
NO_QUESTION = Fault(
    "FORM-SPOERGSMAAL", "Faktoren står bag spørgsmålet {question!r}, som ikke findes. Brug et af disse: {known}."
)
OPERATORS = Fault(
    "FORM-BETINGELSE",
    "Betingelsen {node} skal have præcis én af all, any, not, is, in og at_least. De tre sidste skal have fact, "
    "de tre første må ikke.",
)
UNKNOWN_FACT = Fault("FORM-FAKTA", "Betingelsen spørger om {asked}, som aldrig er sandt. {known}")
NO_SECTION = Fault("FORM-AFSNIT", "Afsnittet {section} mangler. Et papir uden det kan ikke forstås. Skriv det.")
NO_LIMIT = Fault("FORM-LAENGDE", "Papiret skal stå på én side, men afsnittet har ingen grænse. Sæt limit.")
YES_NO = Fault("FORM-JANEJ", "Et afsnit af slagsen yes_no skal have både yes og no, og intet andet må have dem.")
FLAGS = Fault("FORM-FLAG", "Flaget {flag} står {count} gange. Hvert flag i listen skal stå én gang, og ingen andre.")
EMPLOYEE_FLAG = Fault(
    "FORM-ANSAT",
    "Om en medarbejder gemmes der ikke noget. Derfor skal H_ANSAT have topic employee, og intet andet flag må.",
)
ONE_SIDED = Fault(
    "FORM-VAEGT",
    "Her er {hard} linjer om det svære og {good} om det gode. Skriv mindst lige så mange om det gode.",
)
NO_PROTECTS = Fault("FORM-BESKYTTER", "Spørgsmålet spørger ikke om det, der beskytter. Skriv protects.")
SUPPORT = Fault("FORM-STOETTE", "{count} spørgsmål har support = true. Præcis ét skal spørge om kommunens støtte.")
RELEASED_EDITED = Fault(
    "FORM-UDGIVET",
    "Skemaet er udgivet og siden ændret. Læg det udgivne tilbage, og skriv ændringen som en ny version.",
)
NOT_RELEASED = Fault(
    "FORM-NY", "Skemaet står ikke i RELEASED.toml. Kør installer/release_forms.py, når det er læst igennem."
)
RELEASED_GONE = Fault(
    "FORM-VAEK", "Skemaet er udgivet, men filen er væk. Læg den tilbage: gamle svar vises med dens ord."
)
BAD_RELEASED = Fault("FORM-LISTE", "RELEASED.toml kan ikke læses. Læg den udgivne tilbage.")

RELEASED = "RELEASED.toml"
HARD_FLAGS = (
    "H_VOLD", "H_SEKS", "H_VANROEGT", "H_NSK", "H_EKSTREM", "H_SELVSKADE", "H_AKUT", "H_FRAVAER15", "H_UFOEDT",
    "H_ANSAT", "H_BARN_BARN",
)  # domain 2.8  # fmt: skip

# Kinds of sections, and ids of typed ones: without them a person who was not there cannot understand the paper
# (domain 4.4, 5.6).
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    PaperKind.BRIEF: (
        SectionKind.SHARING_BASIS, SectionKind.CHILD, SectionKind.OBSERVATIONS, SectionKind.POSITION,
        SectionKind.TRIVSEL, SectionKind.MINUTES, "question", "goes_well", "tried", "views",
    ),
    PaperKind.UNDERRETNING: (
        SectionKind.URGENT, SectionKind.CHILD, SectionKind.CARERS, SectionKind.INTERPRETER, SectionKind.REPORTER,
        SectionKind.OBSERVATIONS, SectionKind.CHILDS_WORDS, SectionKind.CARERS_INFORMED, SectionKind.CHILD_INFORMED,
        SectionKind.SIGNATURE, "asked", "relation", "concern", "development", "resources", "tried", "assessment",
    ),
}  # fmt: skip


_TYPED = (SectionKind.TEXT, SectionKind.EFFORTS)  # what a person writes in


def check_forms(folder: Path) -> list[Finding]:
    """Every fault in the forms of ``folder``, in the order of the files. Empty when all is well."""
    found: list[Finding] = []
    forms: dict[str, Form] = {}
    for file in sorted(folder.rglob("*.toml")):
        place = file.relative_to(folder).with_suffix("").as_posix()
        if place == Path(RELEASED).stem:
            continue
        try:
            form = read_form(form_text(file, place), place)
        except KnownError as error:
            found.append(Finding(error.code, place, str(error)))
            continue
        name = f"{form.ref.kind}/{form.ref.id}/{form.ref.version}"
        if name != place:
            found.append(finding(WRONG_PLACE, place, name=name))
        forms[place] = form
        found += check_wording(place, form)
        found += _check_shape(place, form)
    newest = {form.ref.id: form for form in sorted(forms.values(), key=lambda form: form.ref.version)}
    found += _check_whole(list(newest.values()))
    found += check_alike(newest.values())
    found += _check_released(folder / RELEASED, forms)
    return found


def measure_forms(folder: Path) -> dict[str, tuple[int, int]]:
    """Form -> its lix and that of its hardest long text (``readability``). What cannot be read is left out."""
    measured = {}
    for file in sorted(folder.glob("*/*/*.toml")):
        name = file.relative_to(folder).with_suffix("").as_posix()
        with suppress(KnownError):
            measured[name] = readability(read_form(form_text(file, name), name))
    return measured


def _check_shape(name: str, form: Form) -> Iterator[Finding]:
    """Faults inside one form."""
    match form:
        case TrivselForm():
            yield from check_ids(name, (sign.id for sign in form.sign))
            for sign in form.sign:
                yield from _check_weight(f"{name}: {sign.id}", sign.calls_for_attention, sign.looks_like)
                yield from _check_lines(f"{name}: {sign.id}", "looks_like", sign.looks_like)
                yield from _check_lines(f"{name}: {sign.id}", "calls_for_attention", sign.calls_for_attention)
            for dimension in sorted(set(Dimension) - {sign.dimension for sign in form.sign}):
                yield finding(NO_DIMENSION, name, dimension=dimension.value)
        case PositionForm():
            known = [question.id for question in form.question]
            yield from check_ids(name, [*known, *(f.code for f in form.factor), *(f.code for f in form.flag)])
            for question in form.question:
                yield from _check_lines(f"{name}: {question.id}", "looks_like", question.looks_like)
            for factor in form.factor:
                if factor.question not in known:
                    place = f"{name}: {factor.code}"
                    yield finding(NO_QUESTION, place, question=factor.question, known=", ".join(known))
        case EnvironmentForm() | PupilForm():
            yield from check_ids(name, (question.id for question in form.question))
        case VisitForm():
            yield from check_ids(name, (topic.id for topic in form.topic))
            for topic in form.topic:
                yield from _check_lines(f"{name}: {topic.id}", "looks_like", topic.looks_like)
                yield from _check_lines(f"{name}: {topic.id}", "worth_a_talk", topic.worth_a_talk)
        case PracticeForm():
            if not 8 <= len(form.story) <= 14:
                yield finding(STORY, name, count=len(form.story))
            for field in ("against", "unknown", "next", "slips"):
                yield from _check_lines(name, field, getattr(form.key, field))
        case TrackForm():
            yield from check_track(name, form)
        case FirstMinuteForm():
            yield from check_first_minute(name, form)
        case DocumentForm():
            yield from _check_document(name, form)


def _check_position(name: str, form: PositionForm) -> Iterator[Finding]:
    """What the newest position form must have; older versions may be without."""
    counts = Counter(flag.code for flag in form.flag)
    for code in (*HARD_FLAGS, *sorted(set(counts) - set(HARD_FLAGS))):
        if (counts[code] == 1) is not (code in HARD_FLAGS):
            yield finding(FLAGS, name, flag=code, count=counts[code])
    for flag in form.flag:
        if (flag.topic is Track.EMPLOYEE) is not (flag.code == "H_ANSAT"):
            yield finding(EMPLOYEE_FLAG, f"{name}: {flag.code}")
    for question in form.question:
        yield from _check_weight(f"{name}: {question.id}", question.looks_like, question.protects_like)
        if question.protects is None:
            yield finding(NO_PROTECTS, f"{name}: {question.id}")
    for factor in form.factor:
        yield from check_factor(name, factor)
    if (count := sum(question.support for question in form.question)) != 1:
        yield finding(SUPPORT, name, count=count)


def _check_document(name: str, form: DocumentForm) -> Iterator[Finding]:
    yield from check_ids(name, (section.id for section in form.section))
    kinds = {section.kind for section in form.section}
    ids = {section.id for section in form.section if section.kind in _TYPED}
    for wanted in _REQUIRED.get(form.ref.id, ()):
        if wanted not in (kinds if isinstance(wanted, SectionKind) else ids):
            yield finding(NO_SECTION, name, section=wanted)
    for section in form.section:
        place = f"{name}: {section.id}"
        if form.one_page and section.kind in _TYPED and not section.limit:
            yield finding(NO_LIMIT, place)
        if (section.kind is SectionKind.YES_NO) is not bool(section.yes and section.no):
            yield finding(YES_NO, place)
        if section.when is not None:
            yield from _check_condition(place, section.when, "when")


def _check_condition(place: str, node: Condition, path: str) -> Iterator[Finding]:
    branches = [branch for branch in (node.all_, node.any_, node.not_) if branch is not None]
    leaves = [leaf for leaf in (node.is_, node.in_, node.at_least) if leaf is not None]
    if len(branches) + len(leaves) != 1 or (node.fact is not None) is not bool(leaves):
        yield finding(OPERATORS, place, node=path)
    elif node.fact is not None:
        known = FACT_VALUES.get(node.fact)
        if known is None:
            yield finding(UNKNOWN_FACT, place, asked=node.fact, known=f"Kendte navne: {', '.join(FACT_VALUES)}.")
        else:
            only = f"mindst {node.at_least}" if node.is_ is None else node.is_
            asked: tuple[str | bool | int, ...] = (only,) if node.in_ is None else node.in_
            for value in asked:
                if isinstance(value, bool) is not isinstance(known[0], bool) or value not in known:
                    values = ", ".join(str(v).lower() for v in known)
                    yield finding(UNKNOWN_FACT, place, asked=f"{node.fact} = {value}", known=f"Værdier: {values}.")
    for number, part in enumerate((*(node.all_ or ()), *(node.any_ or ()))):
        yield from _check_condition(place, part, f"{path}[{number}]")
    if node.not_ is not None:
        yield from _check_condition(place, node.not_, f"{path}.not")


def _check_lines(place: str, field: str, lines: tuple[str, ...]) -> Iterator[Finding]:
    if not 2 <= len(lines) <= 3:
        yield finding(LINES, place, count=len(lines), field=field)


def _check_weight(place: str, hard: tuple[str, ...], good: tuple[str, ...]) -> Iterator[Finding]:
    """What goes well is asked for with at least the weight of what is hard."""
    if len(good) < len(hard):
        yield finding(ONE_SIDED, place, hard=len(hard), good=len(good))


def _check_whole(newest: list[Form]) -> Iterator[Finding]:
    """Faults between forms: a form or a band that is missing, one answer id in two forms."""
    bands = Counter(form.band for form in newest if isinstance(form, TrivselForm))
    for band in AgeBand:
        if bands[band] != 1:
            yield finding(NO_BAND, "trivsel", band=band, count=bands[band])
    there = {f"{form.ref.kind}/{form.ref.id}" for form in newest}
    for name in (
        "position/position",
        "environment/environment",
        "first-minute/first-minute",
        *(f"beredskab/{track.value.replace('_', '-')}" for track in Track),
        *(f"pupil/{form}" for form in PUPIL_FORMS),
        *(f"home-visit/{k}" for k in VisitType),
        *(f"practice/{case}" for case in PRACTICE),
        *(f"document/{k}" for k in PaperKind),
        f"document/{ANALYSIS}",
        f"document/{TRANSITION}",
        *(f"document/{k}-meeting" for k in MeetingKind),
    ):
        if name not in there:
            yield finding(NO_FORM, name, name=name)
    for form in newest:
        if isinstance(form, PositionForm):
            yield from _check_position(f"position/position/{form.ref.version}", form)
    yield from check_own_steps(form for form in newest if isinstance(form, TrackForm))
    ids = Counter(answer_id for form in newest for answer_id in _answer_ids(form))
    for each, count in ids.items():
        if count > 1:
            yield finding(TWICE, each, id=each)


def _answer_ids(form: Form) -> set[str]:
    """The answers to position questions and signs of all bands are kept in one mapping."""
    if isinstance(form, TrivselForm):
        return {sign.id for sign in form.sign}
    return {question.id for question in form.question} if isinstance(form, PositionForm) else set()


def _check_released(file: Path, forms: Mapping[str, Form]) -> Iterator[Finding]:
    try:
        released = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        yield finding(BAD_RELEASED, RELEASED)
        return
    for name, form in forms.items():
        if name not in released:
            yield finding(NOT_RELEASED, name)
        elif released[name] != form.ref.sha256:
            yield finding(RELEASED_EDITED, name)
    for name in released:
        if not (file.parent / f"{name}.toml").is_file():
            yield finding(RELEASED_GONE, name)
