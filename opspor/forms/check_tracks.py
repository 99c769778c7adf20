"""Checks the tracks of the beredskabsplan and the questions of the first minute.

It proves of each track that nobody gets stuck on it (every step is reached, an end is reached from every step, no loop
is without a day), that each "gør ikke" has a guard which is in force there, and that it says what domain 3.3–3.11 and
4.1 demand. The rules and phone numbers that a track names must be in ``resources/law``.
"""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from opspor import data_folder
from opspor.domain.beredskab import TELLING, Certainty, Guard, StepKind, Telling, Track
from opspor.domain.concern import SHARED, Danger
from opspor.domain.errors import Fault
from opspor.forms.finding import Finding, check_answers, check_ids, finding
from opspor.forms.model import Dont, FirstMinuteForm, TrackForm, TrackStepForm
from opspor.forms.walking import END, OTHER_TRACK

NO_TRACK = Fault("FORM-SPORNAVN", "Sporet {id!r} kendes ikke. Kald filens mappe og id et af disse: {known}.")
NO_WAY = Fault("FORM-VEJ", "Vejen {to!r} fører ingen steder hen. Skriv id'et på det, der kommer, track:… eller end.")
UNREACHED = Fault("FORM-UNAAET", "Ingen vej fører hertil. Lad noget andet føre hertil, eller slet det.")
DEAD_END = Fault("FORM-BLINDGYDE", "Herfra fører ingen vej til en slutning. Skriv under next, hvad der kommer så.")
LOOP = Fault(
    "FORM-RING",
    "Herfra går det i ring uden en dag. Lad vejen tilbage gå fra et trin, der sætter en dag, og skriv again = true.",
)
NO_DAY = Fault(
    "FORM-IGEN", "Vejen tilbage går fra et trin, der ikke sætter en dag. Lad den gå fra et af slagsen {kinds}."
)
WAYS = Fault(
    "FORM-VALG", "Her er {count} veje. Giv hver sit eget answer og sin egen text, så man kan vælge mellem dem."
)
BAD_ANSWER = Fault(
    "FORM-UDFALD", "Svaret {answer!r} siger ikke programmet noget på et trin af slagsen {kind}. Brug {known}."
)
NO_KIND = Fault("FORM-TRIN", "Sporet har intet trin af slagsen {kind}. Uden det bliver noget glemt. Skriv det.")
WRONG_GUARD = Fault(
    "FORM-VOGTER",
    "»{text}«: {guard} gælder ikke her. Vælg den vogter, der holder det, eller skriv det som noget, man gør.",
)
NO_DONT = Fault("FORM-GOERIKKE", "Her mangler det, som {guard} holder. Skriv det under dont på {where}.")
OTHER_TELLING = Fault(
    "FORM-ORIENTERING", "Her står telling = {told!r}, men programmet holder sig til {held!r}. Skriv det samme."
)
NO_RULE = Fault("FORM-REGEL", "Reglen {rule!r} står ikke i resources/law/law.toml. Skriv den dér med kilde og dato.")
UNKNOWN_PHONE = Fault("FORM-TELEFON", "Telefonnøglen {key!r} kendes ikke. Brug en af disse: {known}.")
QUIET_END = Fault(
    "FORM-STILLE", "Herfra kan sporet slutte uden en underretning og uden en dag, hvor man ser på det igen. Sæt en dag."
)
NOT_ASKED = Fault("FORM-SPOR", "Spørgsmålene fører ikke til sporet {track}. Skriv et svar, der gør.")
TOO_MANY = Fault("FORM-MANGE", "Her er {count} {what}, og der må højst være {most}. Spørg om mindre.")
ALIKE_TRACKS = Fault(
    "FORM-ENSSPOR",
    "{same} af {count} trin siger det samme som på andre spor. Skriv det, der hører til netop dette spor.",
)

MOST_QUESTIONS = 4
_DATED = (StepKind.SHARPEN, StepKind.FOLLOW_UP)  # at these somebody sets a day
_KEPT = frozenset(Track) - SHARED
# The answers by which the program knows what was decided; "not_" may go on in the track's own words.
_ANSWERS: Mapping[StepKind, tuple[str, ...]] = {
    StepKind.SAFE: ("yes", "no"),
    StepKind.DECIDE: ("report", "sharpen", "not_"),
    StepKind.PARENTS: ("told", "decided", "not_"),
}
_EVERY = frozenset(Track)

# The lines of domain 3.5, and two of our own, × the tracks that must say them.
GUARDS_OF: Mapping[Guard, frozenset[Track]] = {
    Guard.NO_PAPER_TO_PARENTS: frozenset(track for track in Track if TELLING[track] is not Telling.OPENLY),
    Guard.NO_WORD_TO_SUSPECT: frozenset(
        {Track.ACUTE, Track.PARENTS, Track.NETWORK, Track.EMPLOYEE, Track.HONOUR},
    ),
    Guard.OWN_QUESTIONS: _EVERY,
    Guard.NO_INQUIRY: _EVERY,
    Guard.NO_PICTURES: frozenset(
        {Track.ACUTE, Track.PARENTS, Track.NETWORK, Track.EMPLOYEE, Track.CHILDREN, Track.SELF_HARM},
    ),
    Guard.NO_WAITING: _EVERY,
    Guard.NO_APPROVAL: _EVERY,
    Guard.NO_OTHER_CHILD: frozenset({Track.CHILDREN, Track.GENERAL, Track.ABSENCE, Track.SELF_HARM}),
    Guard.NO_LETTER_HOME: frozenset({Track.HONOUR}),
    Guard.PHONE_FIRST: _EVERY,
    Guard.WORK_ADDRESS: _EVERY,
    Guard.NO_MEASURE: _EVERY,
    Guard.NO_MAIL: _EVERY,
    Guard.SENT_IS_SENT: _EVERY,
    Guard.NO_RECORD: frozenset({Track.EMPLOYEE}),
    Guard.NO_TRACE: _KEPT,
}
# What these keep, they keep on the tracks of the table alone; the others are in force everywhere.
ONLY_THERE = frozenset({Guard.NO_PAPER_TO_PARENTS, Guard.NO_LETTER_HOME, Guard.NO_RECORD, Guard.NO_TRACE})
# These stand on top of the track, those at the step where the underretning is sent; the rest anywhere on the track.
_ON_TOP = (Guard.NO_PAPER_TO_PARENTS, Guard.NO_WORD_TO_SUSPECT, Guard.NO_LETTER_HOME, Guard.NO_RECORD)
_AT_REPORT = (Guard.PHONE_FIRST, Guard.WORK_ADDRESS, Guard.NO_MEASURE, Guard.NO_MAIL, Guard.SENT_IS_SENT)

_ALWAYS = frozenset({
    StepKind.WRITE, StepKind.SAFE, StepKind.JUDGE, StepKind.LEADER, StepKind.REPORT, StepKind.RECEIPT, StepKind.CARE,
    StepKind.FOLLOW_UP, StepKind.CLOSE,
})  # fmt: skip
_DECIDED = _ALWAYS | {StepKind.DECIDE, StepKind.PARENTS}  # where there is time: to report or not, to tell or not
KINDS_OF: Mapping[Track, frozenset[StepKind]] = {
    Track.ACUTE: _ALWAYS,
    Track.PARENTS: _DECIDED | {StepKind.SHARPEN, StepKind.FEEDBACK},
    Track.NETWORK: _DECIDED | {StepKind.SHARPEN, StepKind.FEEDBACK},
    Track.EMPLOYEE: _DECIDED,
    Track.CHILDREN: _DECIDED | {StepKind.FEEDBACK},
    Track.HONOUR: _DECIDED | {StepKind.SHARPEN, StepKind.SPARRING, StepKind.FEEDBACK},
    Track.EXTREMISM: _DECIDED | {StepKind.SHARPEN, StepKind.SPARRING, StepKind.FEEDBACK},
    Track.ABSENCE: _DECIDED | {StepKind.ABSENCE, StepKind.FEEDBACK},
    Track.SELF_HARM: _DECIDED | {StepKind.FEEDBACK},
    Track.UNBORN: _DECIDED | {StepKind.SPARRING, StepKind.FEEDBACK},
    Track.GENERAL: _DECIDED | {StepKind.SHARPEN, StepKind.SPARRING, StepKind.FEEDBACK},
}


def check_track(name: str, form: TrackForm) -> Iterator[Finding]:
    """Faults of one track."""
    known = [track.value.replace("_", "-") for track in Track]
    if form.ref.id not in known:
        yield finding(NO_TRACK, name, id=form.ref.id, known=", ".join(known))
        return
    track = form.track
    yield from check_ids(name, (step.id for step in form.step))
    if form.telling is not TELLING[track]:
        yield finding(OTHER_TELLING, name, told=form.telling.value, held=TELLING[track].value)
    yield from check_phones(name, form.call)
    for kind in sorted(KINDS_OF[track] - {step.kind for step in form.step}):
        yield finding(NO_KIND, name, kind=kind)
    yield from _check_donts(name, form, track)
    for step in form.step:
        yield from _check_step(f"{name}: {step.id}", step, [step.id for step in form.step])
    yield from _check_ways(name, form.step)


def check_first_minute(name: str, form: FirstMinuteForm) -> Iterator[Finding]:
    """Faults of the first minute."""
    yield from check_ids(name, (question.id for question in form.question))
    yield from check_answers(name, Danger, (answer.danger for answer in form.danger))
    yield from check_answers(name, Certainty, (degree.certainty for degree in form.degree))
    yield from check_phones(name, [key for answer in form.danger for key in answer.call])
    for dont in form.always_dont:
        if dont.guard in ONLY_THERE:
            yield finding(WRONG_GUARD, name, text=dont.text, guard=dont.guard)
    if len(form.question) > MOST_QUESTIONS:
        yield finding(TOO_MANY, name, count=len(form.question), what="spørgsmål", most=MOST_QUESTIONS)
    questions = {question.id: question for question in form.question}
    reached: dict[str, int] = {}  # question or track -> the most answers that it takes, with that about danger

    def ask(question_id: str, before: Sequence[str]) -> Iterator[Finding]:
        reached[f"question:{question_id}"] = len(before) + 1
        for answer in questions[question_id].answer:
            asked, _, then = answer.to.partition("question:")
            place = f"{name}: {question_id}"
            if then in questions and not asked:
                if then == question_id or then in before:
                    yield finding(LOOP, place)
                else:
                    yield from ask(then, [*before, question_id])
            elif answer.to in set(Track):
                reached[answer.to] = max(reached.get(answer.to, 0), len(before) + 2)
            else:
                yield finding(NO_WAY, place, to=answer.to)

    if form.question:
        yield from ask(form.question[0].id, [])
    for track in Track:
        if track not in reached:
            yield finding(NOT_ASKED, name, track=track.value)
        elif reached[track] > MOST_QUESTIONS:
            yield finding(TOO_MANY, name, count=reached[track], what=f"svar til {track}", most=MOST_QUESTIONS)
    for question in form.question:
        if f"question:{question.id}" not in reached:
            yield finding(UNREACHED, f"{name}: {question.id}")


def check_own_steps(forms: Iterable[TrackForm]) -> Iterator[Finding]:
    """Tracks that are copies of others: at least three of four steps say what no other track says."""
    forms = list(forms)
    said = Counter(text for form in forms for text in {step.text for step in form.step})
    for form in forms:
        same = sum(said[step.text] > 1 for step in form.step)
        if same * 4 > len(form.step):
            place = f"{form.ref.kind}/{form.ref.id}/{form.ref.version}"
            yield finding(ALIKE_TRACKS, place, same=same, count=len(form.step))


def check_phones(name: str, keys: Iterable[str]) -> Iterator[Finding]:
    """Numbers that are neither shipped nor written in anywhere."""
    known = _listed("numbers.toml", ("number", "place"), "key")
    for key in sorted(set(keys) - set(known)):
        yield finding(UNKNOWN_PHONE, name, key=key, known=", ".join(known))


@cache
def _listed(file: str, tables: tuple[str, ...], key: str) -> tuple[str, ...]:
    body = tomllib.loads((data_folder("resources") / "law" / file).read_text(encoding="utf-8"))
    return tuple(row[key] for table in tables for row in body[table])


def _check_donts(name: str, form: TrackForm, track: Track) -> Iterator[Finding]:
    places = {f"{name}: {step.id}": step.dont for step in form.step}
    for place, donts in ((name, form.dont), *places.items()):
        for dont in donts:
            if dont.guard in ONLY_THERE and track not in GUARDS_OF[dont.guard]:
                yield finding(WRONG_GUARD, place, text=dont.text, guard=dont.guard)
    everywhere = [*form.dont, *(dont for step in form.step for dont in step.dont)]
    for guard, tracks in GUARDS_OF.items():
        if track not in tracks or guard in _AT_REPORT:
            continue
        if guard not in _guards(form.dont if guard in _ON_TOP else everywhere):
            yield finding(NO_DONT, name, guard=guard, where="sporet" if guard in _ON_TOP else "sporet eller et trin")
    for step in form.step:
        if step.kind is StepKind.REPORT:
            for guard in _AT_REPORT:
                if guard not in _guards(step.dont):
                    yield finding(NO_DONT, f"{name}: {step.id}", guard=guard, where="trinnet")


def _guards(donts: Iterable[Dont]) -> set[Guard]:
    return {dont.guard for dont in donts}


def _check_step(place: str, step: TrackStepForm, ids: Collection[str]) -> Iterator[Finding]:
    tracks = {OTHER_TRACK + track for track in Track}
    for way in step.next:
        if way.to not in ids and way.to != END and way.to not in tracks:
            yield finding(NO_WAY, place, to=way.to)
        said = _ANSWERS.get(step.kind, (way.answer,))
        if way.answer and not any(way.answer == one or one == way.answer[:4] == "not_" for one in said):
            yield finding(BAD_ANSWER, place, answer=way.answer, kind=step.kind, known=", ".join(said))
        if way.again and step.kind not in _DATED:
            yield finding(NO_DAY, place, kinds=" eller ".join(_DATED))
    answers = {way.answer for way in step.next if way.answer}
    texts = {way.text for way in step.next if way.text}
    if len(step.next) > 1 and not len(answers) == len(texts) == len(step.next):
        yield finding(WAYS, place, count=len(step.next))
    if step.rule is not None and step.rule not in _listed("law.toml", ("rule",), "id"):
        yield finding(NO_RULE, place, rule=step.rule)


def _check_ways(name: str, steps: Sequence[TrackStepForm]) -> Iterator[Finding]:
    """That nobody gets stuck, goes round and round, or slips out without a word."""
    ways = {step.id: {way.to for way in step.next} for step in steps}
    reached = _reached({step.id for step in steps[:1]}, ways)
    back = {to: {step_id for step_id in ways if to in ways[step_id]} for to in [*ways, END]}
    ending = _reached({END}, back)
    forward = {step.id: {way.to for way in step.next if not way.again} for step in steps}
    for step in steps:
        place = f"{name}: {step.id}"
        if step.id not in reached:
            yield finding(UNREACHED, place)
        if step.id not in ending:
            yield finding(DEAD_END, place)
        if step.id in _reached(forward[step.id], forward):
            yield finding(LOOP, place)
        if step.kind is StepKind.DECIDE:
            quiet = {s.id: forward[s.id] for s in steps if s.kind not in (*_DATED, StepKind.REPORT)}
            if END in _reached({step.id}, quiet):
                yield finding(QUIET_END, place)


def _reached(begin: Iterable[str], ways: Mapping[str, Collection[str]]) -> set[str]:
    """All that is reached from ``begin``, itself too."""
    found: set[str] = set()
    ahead = list(begin)
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += ways.get(one, ())
    return found
