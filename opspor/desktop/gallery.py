"""Draws the screens of a vault as pictures: what ``opspor screens`` and the demo show."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from PySide6.QtCore import QEventLoop, QSignalBlocker, QSize, QThreadPool, QTimer
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from opspor.desktop.gallery_files import absence_file, local_file
from opspor.desktop.look import ThemeChoice, look
from opspor.desktop.pages.absence.words import FILE
from opspor.desktop.pages.matrix.parts import BEGINNING_APART, WHO_MOVED
from opspor.desktop.pages.settings.local_file import FileCard
from opspor.desktop.pages.transition.parts import Choosing, draft_of
from opspor.desktop.program import Program
from opspor.desktop.route import FRAME, GROUP, NO_ID, Destination, Place
from opspor.domain.access import Action, Reach, reach
from opspor.domain.agreement import MIN_CHILDREN
from opspor.domain.assessment import Context
from opspor.domain.beredskab import Track
from opspor.domain.child import ChildInList, age_in_months
from opspor.domain.clock import Clock
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.pupil import YOUNGEST
from opspor.domain.rounds import ChildState, Coverage
from opspor.domain.visit import VisitType
from opspor.usecases import (
    absences,
    children,
    concerns,
    forum,
    joint,
    local_layer,
    meetings,
    networks,
    paper_out,
    parent_contacts,
    plan_list,
    plans,
    practice,
    rounds,
    track_due,
    transitions,
    visits,
    waiting,
)
from opspor.usecases.concerns import ConcernRow
from opspor.usecases.desk import Desk
from opspor.usecases.plan_list import Listed
from opspor.workplace import Workplace, open_vault

_SIZE = QSize(1366, 768)  # a small laptop; at 200 % everything must still be reached
_SETTLE = 0.25  # seconds without a change before a picture is taken
_PATIENCE = 10.0
_TO_A_TRACK = ("Nogen gør barnet ondt", "En forælder eller en, barnet bor hos")  # answers of the first minute
_IN_A_ROW = 10  # readings that follow from one another while a picture is waited for


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its name (without any name of a person) and how to get there."""

    name: str
    show: Callable[[Program], object]


def draw(vault: Path, login: str, password: str, target: Path, clock: Clock, *, every: bool) -> list[Path]:
    """Draw every screen of ``vault`` into ``target``; light at 100 %, or with ``every`` also dark and 200 %."""
    target.mkdir(parents=True, exist_ok=True)
    themes: tuple[ThemeChoice, ...] = ("light", "dark")
    looks = list(product(themes, (1.0, 2.0))) if every else [(themes[0], 1.0)]
    program = Program(vault, clock)
    program.window.show()
    made = _draw(program, _locked(), looks, target)
    work = open_vault(vault, login, password, clock=clock)
    program.enter(work)
    with TemporaryDirectory(prefix="opspor-") as folder:
        made += _draw(program, _open(work, Path(folder)), looks, target)
    look.choose_theme("system")
    look.set_zoom(1.0)
    program.go(Destination(Place.START))  # where whoever comes in next begins
    program.window.close()
    program.wait_until_locked()
    return made


def _draw(program: Program, scenes: list[Scene], looks: list[tuple[ThemeChoice, float]], target: Path) -> list[Path]:
    made = []
    for theme, zoom in looks:
        look.choose_theme(theme)
        look.set_zoom(zoom)
        program.window.resize(_SIZE)
        for scene in scenes:
            scene.show(program)
            _settle(program)
            path = target / f"{scene.name}-{theme}-{round(zoom * 100)}.png"
            program.window.grab().save(str(path))
            made.append(path)
        if program.window.privacy is not None:
            program.window.toggle_privacy()
    return made


def _settle(program: Program) -> None:
    """Wait until what was asked for has come back and been painted."""
    end = monotonic() + _PATIENCE
    before = None
    while monotonic() < end:
        _go_on(round(_SETTLE * 1000))
        for _ in range(_IN_A_ROW):  # a meeting reads its children one after the other
            if program.work is not None:
                for line in (program.work.run, program.work.look):
                    line(lambda _: None).result(_PATIENCE)  # what was put in the line before this is done
            QThreadPool.globalInstance().waitForDone(1000)
            _go_on(1)
        now = program.window.grab().toImage()
        if before is not None and now == before:
            return
        before = now


def _go_to(place: Destination) -> Callable[[Program], object]:
    return lambda program: program.go(place)


def _step(inside: str) -> Callable[[Program], object]:
    """To another part of the page that the scene before has opened."""
    return lambda program: program.window.open_page and program.window.open_page.go_inside(inside)


def _at_the_table(place: Destination) -> Callable[[Program], object]:
    """An overgang as it stood while the one that was finished last was written. Nothing of it is kept."""

    def show(program: Program) -> None:
        program.go(place)
        if program.work is None or program.window.open_page is None:
            return
        sheet = program.work.run(partial(transitions.sheet, child_id=place.id)).result()
        for one, form in product(sheet.finished[:1], program.window.open_page.findChildren(Choosing)):
            with QSignalBlocker(form):
                form.restore(draft_of(one.texts, [*one.texts, *(line.key for line in one.lines)], one.because))

    return show


def _press(*words: str) -> Callable[[Program], object]:
    """Press those of the page that the scene before has opened, one after the other, where they are shown."""

    def press(program: Program) -> None:
        for one in words:
            buttons = program.window.open_page.findChildren(QAbstractButton) if program.window.open_page else []
            for button in buttons:
                if button.text() == one and button.isVisible():
                    button.setFocus()
                    button.click()

    return press


def _fill(path: Path) -> Callable[[Program], object]:
    """Write where a file lies into the field of the page that the scene before has opened, and press Enter."""

    def fill(program: Program) -> None:
        for editor in program.window.open_page.findChildren(QLineEdit)[:1] if program.window.open_page else []:
            editor.setText(str(path))
            editor.returnPressed.emit()

    return fill


def _look_at(path: Path) -> Callable[[Program], object]:
    """Look at the municipality's file on the page that the scene before has opened."""

    def look_at(program: Program) -> None:
        for card in program.window.open_page.findChildren(FileCard) if program.window.open_page else []:
            card.look_at(path)

    return look_at


def _go_on(milliseconds: int) -> None:
    """Let the window live. ``QTest.qWait`` would hold Python's lock and starve the vault's threads."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _locked() -> list[Scene]:
    return [
        Scene("laas", lambda program: program.window.show_lock("kl. 14.20. Der skete ikke noget i 5 minutter.")),
        Scene("beredskab", lambda program: program.show_beredskab()),
        Scene("beredskab-112", _press("Ja, der er fare nu")),
        Scene("beredskab-spoergsmaal", _press("Jeg har ringet")),
        Scene("beredskab-spor", _press(*_TO_A_TRACK)),
        Scene("beredskab-alle", _press("Alle spor")),
        Scene("velkommen", lambda program: program.show_welcome()),
        Scene("opret", lambda program: program.show_set_up()),
        Scene("hent-fra-kopi", lambda program: program.show_restore()),
    ]


def _open(work: Workplace, folder: Path) -> list[Scene]:
    """The pages, each on something that is worth a look. Files to be fetched are made in ``folder``."""
    every = work.look(rounds.all_rounds).result()
    listed = work.look(children.listed).result()
    found = work.look(concerns.listed).result()
    to_confirm = work.look(joint.to_confirm).result()
    cases = work.look(practice.cases).result()
    newest = next((one for one in every if one.mine_done), every[0] if every else None)
    rows = newest.children if newest else ()
    to_assess = next((row.child.id for row in rows if row.state is not ChildState.AGREED), NO_ID)
    told = {one.child.id for one in to_confirm}  # a child they talked about
    ready = [row.child.id for row in rows if row.state in (ChildState.READY, ChildState.AGREED)]
    ready.sort(key=lambda child: child not in told)
    theirs = [row for row in found if row.concern.child_id]
    general = next((row.concern for row in sorted(theirs, key=lambda row: not row.not_sent)), None)
    places = [
        ("start", Destination(Place.START)),
        ("boern", Destination(Place.CHILDREN)),
        ("hent-liste", Destination(Place.IMPORT)),
        ("barn", Destination(Place.CHILD, (general.child_id if general else None) or listed[0].id)),
        ("barn-ret", Destination(Place.CHILD_EDIT, (general.child_id if general else None) or listed[0].id)),
        ("barn-over-tid", Destination(Place.TIMELINE, (general.child_id if general else None) or listed[0].id)),
        ("runder", Destination(Place.ROUNDS)),
        ("ny-runde", Destination(Place.OPEN_ROUND)),
        ("oevecases", Destination(Place.PRACTICE)),
        ("oev-spor", Destination(Place.TRACK_PRACTICE)),
        ("oev-spor-trin", Destination(Place.TRACK_PRACTICE, Id(Track.PARENTS))),
        ("bekymringer", Destination(Place.CONCERNS)),
        ("svar-vi-venter-paa", Destination(Place.WAITING)),
        ("ny-bekymring", Destination(Place.NEW_CONCERN)),
        ("ny-bekymring-skriv", Destination(Place.NEW_CONCERN, NO_ID, Id(Track.HONOUR), Danger.NO)),
        ("overblik", Destination(Place.OVERVIEW)),
        ("log", Destination(Place.LOG)),
        ("indstillinger", Destination(Place.SETTINGS)),
        ("medarbejdere", Destination(Place.SETTINGS, Id("staff"))),
        ("telefonnumre", Destination(Place.SETTINGS, Id("numbers"))),
        ("beredskabet-hos-jer", Destination(Place.SETTINGS, Id("local"))),
        ("grupper", Destination(Place.SETTINGS, Id("groups"))),
        ("regler-og-frister", Destination(Place.LAW, Id("ssd"))),
        ("indstillinger-regler", Destination(Place.SETTINGS, Id("law"))),
        ("noegler", Destination(Place.SETTINGS, Id("key"))),
        ("overgange", Destination(Place.SETTINGS, Id("transitions"))),
        ("kalender", Destination(Place.SETTINGS, Id("calendar"))),
        ("kopier", Destination(Place.SETTINGS, Id("copies"))),
        ("proev-kopi", Destination(Place.DRILL)),
    ]
    tried = {case.mine: Id(case.id) for case in reversed(cases)}
    places += [
        (name, Destination(Place.PRACTICE_CASE, tried[mine]))
        for name, mine in (("oevecase", False), ("oevecase-svaret", True))
        if mine in tried
    ]
    old_enough = [
        c.id for c in listed if c.birth_date and age_in_months(c.birth_date, work.clock().date()) >= YOUNGEST * 12
    ]
    if old_enough:
        places += [
            ("elev", Destination(Place.PUPIL, old_enough[0])),
            ("elev-papir", Destination(Place.PUPIL_PAPER, old_enough[0])),
        ]
    if newest is not None:
        places += [
            ("runde", Destination(Place.ROUND, newest.round.id)),
            ("ret-runde", Destination(Place.CHANGE_ROUND, newest.round.id)),
            ("laeringsmiljoe", Destination(Place.OWN, newest.round.id, newest.round.groups[0].group_id, FRAME)),
            ("egen-vurdering", Destination(Place.OWN, newest.round.id, to_assess)),
            ("matrix", Destination(Place.MATRIX, newest.round.id)),
        ]
        talked = next((one for one in every if one.count(ChildState.AGREED) >= MIN_CHILDREN), newest)
        places.append(("saa-ens", Destination(Place.AGREEMENT, talked.round.id)))
        if ready:
            places.append(("faelles-vurdering", Destination(Place.JOINT, newest.round.id, ready[0])))
    closed = next((one.round.id for one in every if one.round.closed_at is not None), None)
    if closed is not None:
        places.append(("runde-lukket", Destination(Place.ROUND, closed)))
    places += _of_sfo(every)
    places += [("passer-det", Destination(Place.MINORITY, one.joint_id)) for one in to_confirm[:1]]
    places += _of_concerns(work, theirs)
    if general is not None:
        places += [
            ("bekymring", Destination(Place.CONCERN, general.id)),
            ("droeftelsesark", Destination(Place.BRIEF, general.id)),
            ("underretning", Destination(Place.UNDERRETNING, general.id)),
            ("ark-til-telefonen", Destination(Place.PHONE_SHEET, general.id)),
            ("underretninger-som-pdf", Destination(Place.SEVERAL_PAPERS)),
        ]
    for paper in work.look(paper_out.takeable).result()[:1]:
        places.append(("underretning-ud", Destination(Place.PAPER, paper.id)))
        places.append(("underretning-saet-ind", Destination(Place.PASTE, paper.id)))
    left = (row.paper_id for row in work.look(waiting.everything).result().rows)
    places += [("svar-paa-underretning", Destination(Place.WAITING, paper)) for paper in [*filter(None, left)][:1]]
    places += _of_meetings(work, listed[0].id)
    places += _of_district(work)
    places += _of_plans(work)
    places += _of_focus(work, listed[0].id)
    places += _of_absence(work)
    concerned = {row.concern.child_id for row in found}  # more is written about them
    ordered = sorted(listed, key=lambda child: child.id not in concerned)
    places += work.run(partial(_of_families, ordered)).result()
    scenes = []
    for name, to in places:
        scenes.append(Scene(name, _at_the_table(to) if to.place is Place.TRANSITION else _go_to(to)))
        if to.place is Place.OWN and to.context != FRAME:  # the demo has answered it: also a question and a sign of it
            scenes += [Scene(f"{name}-spoergsmaal", _step("1")), Scene(f"{name}-tegn", _step("9"))]
        if name == "ny-bekymring":
            scenes += [
                Scene("ny-bekymring-spor", _press("Nej", *_TO_A_TRACK)),
                Scene("ny-bekymring-ansat", _press("Svar om", "En, der arbejder her")),
            ]
        if name == "underretning":  # the words that the demo's writer has let slip are explained
            scenes.append(Scene("underretning-skrivehjaelp", _step("concern")))
        if name == "beredskabet-hos-jer":
            here, today = work.look(local_layer.known).result().local, work.clock().date()
            scenes.append(Scene("kommunens-fil", _look_at(local_file(folder / "kommune.json", here, today))))
        if name == "fravaer-fil":
            known = work.look(absences.known).result()
            codes = [one.child.code for one in known.pupils[:3]]
            days = sorted(day for day in known.school_days if day <= work.clock().date())[-4:]
            scenes.append(Scene("fravaer-fil-set", _fill(absence_file(folder / "dage.csv", codes, days))))
        if name == "matrix":  # what is kept on the PC is put back
            scenes += [
                Scene("matrix-ni-felter", _press(BEGINNING_APART)),
                Scene("matrix-flyttet", _press(BEGINNING_APART, WHO_MOVED)),
            ]
    return [*scenes, Scene("skjul", lambda program: program.window.toggle_privacy())]


def _of_concerns(work: Workplace, found: Sequence[ConcernRow]) -> list[tuple[str, Destination]]:
    """The newest concern of some tracks, the underretning of a suspicion, one to look at again, and a closed one."""
    names = {Track.PARENTS: "foraeldre", Track.HONOUR: "aere", Track.ABSENCE: "fravaer", Track.SELF_HARM: "selvskade"}
    newest = {row.concern.track: row.concern.id for row in reversed(found)}
    shown = {name: newest[track] for track, name in names.items() if track in newest}
    places = [(f"bekymring-{name}", Destination(Place.CONCERN, concern_id)) for name, concern_id in shown.items()]
    places += [
        ("bekymring-se-igen", Destination(Place.CONCERN, due.concern_id))
        for due in work.look(track_due.due).result()[:1]
    ]
    closed = [row.concern.id for row in found if row.concern.closed_at is not None]
    places += [("bekymring-lukket", Destination(Place.CONCERN, concern_id)) for concern_id in closed[:1]]
    if Track.PARENTS in newest:
        places.append(("underretning-foraeldre", Destination(Place.UNDERRETNING, newest[Track.PARENTS])))
    return places


def _of_sfo(every: Sequence[Coverage]) -> list[tuple[str, Destination]]:
    """A round in which children are seen in two places, where there is one: its pages, and a child in both."""
    for one in every:
        both = [row.child.id for row in one.children if row.context is Context.AFTER_SCHOOL]
        if both:
            return [
                ("runde-skole", Destination(Place.ROUND, one.round.id)),
                ("matrix-skole", Destination(Place.MATRIX, one.round.id)),
                ("barn-skole", Destination(Place.CHILD, both[0])),
                ("faelles-sfo", Destination(Place.JOINT, one.round.id, both[0], Context.AFTER_SCHOOL.value)),
            ]
    return []


def _of_absence(work: Workplace) -> list[tuple[str, Destination]]:
    """The pupils, the one with most days written down and one with none, and the file that days are fetched from."""
    pupils = sorted(work.look(absences.known).result().pupils, key=lambda one: len(one.days), reverse=True)
    if not pupils:
        return []
    return [
        ("fravaer", Destination(Place.ABSENCE)),
        ("fravaer-elev", Destination(Place.ABSENCE, pupils[0].child.id)),
        ("fravaer-tomt", Destination(Place.ABSENCE, pupils[-1].child.id)),
        ("fravaer-fil", Destination(Place.ABSENCE, NO_ID, NO_ID, FILE)),
    ]


def _of_plans(work: Workplace) -> list[tuple[str, Destination]]:
    """An action plan as it is read and begun, who holds it, and the catalogue of offers."""
    found = work.look(plans.listed).result()
    at_home = [row for row in found if row.context is Context.HOME]
    return [("handleplan-hjemme", Destination(Place.PLAN, row.child.id, row.plan_id)) for row in at_home[:1]] + [
        place
        for row in found[:1]
        for place in (
            ("handleplan", Destination(Place.PLAN, row.child.id, row.plan_id)),
            ("ny-handleplan", Destination(Place.PLAN, row.child.id)),
            ("stafet", Destination(Place.BATON, row.plan_id)),
            ("tilbud", Destination(Place.SETTINGS, Id("offers"))),
        )
    ]


def _of_focus(work: Workplace, child: Id) -> list[tuple[str, Destination]]:
    """What is being done, a focus point as it is begun and stands, an analysis, and looking again at the first one."""
    found = work.look(plan_list.everything).result().open
    shown = [one for one in found if one.kind is Listed.FOCUS and one.child is not None]
    of_groups = [one for one in found if one.kind is Listed.FOCUS and one.group is not None]
    return [
        ("planer", Destination(Place.PLANS)),
        ("nyt-fokuspunkt", Destination(Place.FOCUS, child)),
        ("ny-analyse", Destination(Place.ANALYSIS, child)),
        *(("fokuspunkt", Destination(Place.FOCUS, one.child.id, one.id)) for one in shown[:1] if one.child),
        *(("fokuspunkt-stue", Destination(Place.FOCUS, o.group.id, o.id, GROUP)) for o in of_groups[:1] if o.group),
        *(("opfoelgning", Destination(Place.FOLLOW_UP, one.id)) for one in found[:1]),
    ]


def _of_families(ordered: Sequence[ChildInList], desk: Desk) -> list[tuple[str, Destination]]:
    """Analyses, contacts, maps and what goes along: of the first child that has each, and of one that has none."""
    found: dict[str, Destination] = {}
    for child in ordered:
        places = {
            "kontakt": (Place.CONTACT, parent_contacts.contact_log(desk, child.id).contacts),
            "netvaerkskort": (Place.NETWORK, networks.sheet(desk, child.id).versions),
        }
        with suppress(KnownError):  # whom one sees at home alone is handed on from the page of visits
            places["overgang"] = Place.TRANSITION, transitions.sheet(desk, child.id).finished
        for name, (place, there) in places.items():
            found.setdefault(name if there else f"{name}-tomt", Destination(place, child.id))
        for analysis in plan_list.of_child(desk, child.id).analyses[:1]:
            found.setdefault("analyse", Destination(Place.ANALYSIS, child.id, analysis.id))
    return list(found.items())


def _of_meetings(work: Workplace, child: Id) -> list[tuple[str, Destination]]:
    """The list of meetings, a new one, and one that is coming and one that was held where there are such."""
    board = work.look(meetings.board).result()
    shown = [("moede", row) for row in board.coming[:1]] + [("moede-referat", row) for row in board.past[:1]]
    days = [row.day.id for row in work.look(forum.board).result().coming[:1]]
    return [
        ("moeder", Destination(Place.MEETINGS)),
        ("sparring", Destination(Place.FORUM)),
        *(("sparring-dag", Destination(Place.FORUM, day)) for day in days),
        *(("sparring-vis", Destination(Place.FORUM_SHOW, day)) for day in days),
        ("nyt-moede", Destination(Place.MEETING, child)),
        *((name, Destination(Place.MEETING, row.child.id, row.meeting_id)) for name, row in shown),
    ]


def _of_district(work: Workplace) -> list[tuple[str, Destination]]:
    """The pages of a sundhedsplejerske's district, where there is one and the person may see it."""
    if reach(work.staff, Action.SEE_DISTRICT) is Reach.NONE:
        return []
    for group in work.look(visits.districts).result():
        rows = work.look(partial(visits.district, group_id=group.id)).result().rows
        if rows:
            child, type_ = rows[0].child.id, VisitType.MONTHS_8_11.value
            return [
                ("distrikt", Destination(Place.DISTRICT, group.id)),
                ("matrix-distrikt", Destination(Place.MATRIX, group.id)),
                ("besoeg", Destination(Place.VISITS, child)),
                ("besoeg-sammen", Destination(Place.VISIT, child, context=type_)),
                ("besoeg-bagefter", Destination(Place.VISIT_AFTER, child, context=type_)),
                ("overlevering", Destination(Place.HANDOVER, child)),
                ("besoegsvinduer", Destination(Place.SETTINGS, Id("visits"))),
            ]
    return []
