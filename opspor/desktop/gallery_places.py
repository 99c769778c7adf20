"""The pages of a vault that are worth a look, each on something that is there: what the pictures are drawn of."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from opspor.desktop.pages.absence.words import FILE
from opspor.desktop.pages.subject_access.begin import BEGIN
from opspor.desktop.route import FRAME, GROUP, NO_ID, Destination, Place
from opspor.domain.access import Action, Reach, reach
from opspor.domain.agreement import MIN_CHILDREN
from opspor.domain.assessment import Context
from opspor.domain.beredskab import Track
from opspor.domain.child import ChildInList, age_in_months
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.domain.pupil import YOUNGEST
from opspor.domain.rounds import ChildState, Coverage
from opspor.domain.visit import VisitType
from opspor.usecases import (
    absences,
    children,
    concerns,
    consents,
    forum,
    joint,
    meetings,
    networks,
    paper_out,
    papers,
    parent_contacts,
    plan_list,
    plans,
    practice,
    rights,
    rounds,
    subject_access,
    track_due,
    transitions,
    visits,
    waiting,
)
from opspor.usecases.concerns import ConcernRow
from opspor.usecases.desk import Desk
from opspor.usecases.plan_list import Listed
from opspor.workplace import Workplace

# Name of the picture -> section of the settings.
_SECTIONS = {
    "tilbud": "offers",
    "besoegsvinduer": "visits",
    "hvem-maa-hvad": "roles",
    "din-adgangskode": "password",
    "vurdering": "suggestion",
    "indstillinger-log": "log",
    "laas-af-sig-selv": "lock",
    "udseende": "look",
    "om": "about",
}


def places(work: Workplace) -> list[tuple[str, Destination]]:
    """The pages, each with the name of its picture: nothing of a person."""
    every = work.look(rounds.all_rounds).result()
    listed = work.look(children.listed).result()
    first = next((child.id for child in listed), None)
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
    shown = [
        ("start", Destination(Place.START)),
        ("boern", Destination(Place.CHILDREN)),
        ("hent-liste", Destination(Place.IMPORT)),
        ("breve", Destination(Place.LETTERS)),
        *_of_child((general.child_id if general else None) or first),
        ("runder", Destination(Place.ROUNDS)),
        ("ny-runde", Destination(Place.OPEN_ROUND)),
        ("oevecases", Destination(Place.PRACTICE)),
        ("kursus", Destination(Place.COURSE)),
        ("oev-spor", Destination(Place.TRACK_PRACTICE)),
        ("oev-spor-trin", Destination(Place.TRACK_PRACTICE, Id(Track.PARENTS))),
        ("bekymringer", Destination(Place.CONCERNS)),
        ("svar-vi-venter-paa", Destination(Place.WAITING)),
        ("til-journalen", Destination(Place.FILING)),
        ("ny-bekymring", Destination(Place.NEW_CONCERN)),
        ("ny-bekymring-skriv", Destination(Place.NEW_CONCERN, NO_ID, Id(Track.HONOUR), Danger.NO)),
        ("overblik", Destination(Place.OVERVIEW)),
        ("sletteliste", Destination(Place.RETENTION)),
        ("hvor-laenge-vi-gemmer", Destination(Place.SETTINGS, Id("retention"))),
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
        ("sparring-jeres", Destination(Place.SETTINGS, Id("forum"))),
        ("kalender", Destination(Place.SETTINGS, Id("calendar"))),
        ("kopier", Destination(Place.SETTINGS, Id("copies"))),
        ("proev-kopi", Destination(Place.DRILL)),
        ("indsigt", Destination(Place.ACCESS)),
        *((("indsigt-ny", Destination(Place.ACCESS, NO_ID, first, BEGIN)),) if first else ()),
        *_of_requests(work),
        ("boern-stopper", Destination(Place.LEAVING)),
        *[("barn-stopper", Destination(Place.LEAVING, one.id)) for one in listed if one.group_ids][:1],
        ("nyt-aar", Destination(Place.YEAR_SHIFT)),
        ("luk-institutionen", Destination(Place.CLOSING)),
        ("indstillinger-luk", Destination(Place.SETTINGS, Id("closing"))),
        ("hvis-en-pc-bliver-vaek", Destination(Place.SETTINGS, Id("lost"))),
        *((name, Destination(Place.SETTINGS, Id(section))) for name, section in _SECTIONS.items()),
        ("hjaelp", Destination(Place.HELP)),
    ]
    tried = {case.mine: Id(case.id) for case in reversed(cases)}
    shown += [
        (name, Destination(Place.PRACTICE_CASE, tried[mine]))
        for name, mine in (("oevecase", False), ("oevecase-svaret", True))
        if mine in tried
    ]
    old_enough = [
        c.id for c in listed if c.birth_date and age_in_months(c.birth_date, work.clock().date()) >= YOUNGEST * 12
    ]
    if old_enough:
        shown += [
            ("elev", Destination(Place.PUPIL, old_enough[0])),
            ("elev-papir", Destination(Place.PUPIL_PAPER, old_enough[0])),
        ]
    if newest is not None:
        shown += [
            ("runde", Destination(Place.ROUND, newest.round.id)),
            ("ret-runde", Destination(Place.CHANGE_ROUND, newest.round.id)),
            ("laeringsmiljoe", Destination(Place.OWN, newest.round.id, newest.round.groups[0].group_id, FRAME)),
            ("egen-vurdering", Destination(Place.OWN, newest.round.id, to_assess)),
            ("matrix", Destination(Place.MATRIX, newest.round.id)),
        ]
        talked = next((one for one in every if one.count(ChildState.AGREED) >= MIN_CHILDREN), newest)
        shown.append(("saa-ens", Destination(Place.AGREEMENT, talked.round.id)))
        if ready:
            shown.append(("faelles-vurdering", Destination(Place.JOINT, newest.round.id, ready[0])))
    else:
        shown.append(("matrix", Destination(Place.MATRIX)))
    closed = next((one.round.id for one in every if one.round.closed_at is not None), None)
    if closed is not None:
        shown.append(("runde-lukket", Destination(Place.ROUND, closed)))
    shown += _of_sfo(every)
    shown += [("passer-det", Destination(Place.MINORITY, one.joint_id)) for one in to_confirm[:1]]
    shown += _of_concerns(work, theirs)
    if general is not None:
        shown += [
            ("bekymring", Destination(Place.CONCERN, general.id)),
            ("droeftelsesark", Destination(Place.BRIEF, general.id)),
            ("underretning", Destination(Place.UNDERRETNING, general.id)),
            ("ark-til-telefonen", Destination(Place.PHONE_SHEET, general.id)),
            ("underretninger-som-pdf", Destination(Place.SEVERAL_PAPERS)),
        ]
    shown += _of_papers(work)
    shown += _of_meetings(work, first)
    shown += _of_district(work)
    shown += _of_plans(work)
    shown += _of_focus(work, first)
    shown += _of_absence(work)
    shown += work.run(partial(_of_rights, listed)).result()
    concerned = {row.concern.child_id for row in found}  # more is written about them
    ordered = sorted(listed, key=lambda child: child.id not in concerned)
    shown += work.run(partial(_of_families, ordered)).result()
    return shown


def _of_child(child: Id | None) -> list[tuple[str, Destination]]:
    """The pages of a child, where there is one."""
    pages = {"barn": Place.CHILD, "barn-ret": Place.CHILD_EDIT, "barn-over-tid": Place.TIMELINE}
    return [(name, Destination(place, child)) for name, place in pages.items()] if child else []


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
    places += work.run(partial(_half_brief, found)).result()
    if Track.PARENTS in newest:
        places.append(("underretning-foraeldre", Destination(Place.UNDERRETNING, newest[Track.PARENTS])))
    return places


def _half_brief(found: Sequence[ConcernRow], desk: Desk) -> list[tuple[str, Destination]]:
    """A brief that one is writing: the page asks beside it what could tell who the child is."""
    for row in found:
        file = concerns.open_concern(desk, row.concern.id)
        if papers.paper_sheet(desk, file, PaperKind.BRIEF).saved_at is not None:
            return [("droeftelsesark-kladde", Destination(Place.BRIEF, row.concern.id))]
    return []


def _of_papers(work: Workplace) -> list[tuple[str, Destination]]:
    """A finished underretning to paste, one of each way that it may stand, and what one does about it."""
    found = work.look(paper_out.takeable).result()
    board = work.look(waiting.everything).result()
    shown = [("underretning-saet-ind", Destination(Place.PASTE, one.id)) for one in found[:1]]
    shown += [("underretning-ud", Destination(Place.PAPER, one.id)) for one in found if not one.sent][:1]
    sent = [one.id for one in found if one.sent]
    shown += [("underretning-sendt", Destination(Place.PAPER, id_)) for id_ in sent[:1]]
    shown += [("underretning-svaret", Destination(Place.PAPER, id_)) for id_ in sent[-1:]]
    shown += [
        ("underretning-i-hast", Destination(Place.PAPER, one.paper_id))
        for one in board.tasks
        if one.kind is waiting.TaskKind.SUPPLEMENT
    ][:1]
    left = [one.paper_id for one in board.rows if one.paper_id]
    shown += [("svar-paa-underretning", Destination(Place.WAITING, id_)) for id_ in left[:1]]
    shown += [("svar-er-kommet", Destination(Place.WAITING, id_)) for id_ in left[-1:]]
    return shown


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
        )
    ]


def _of_focus(work: Workplace, child: Id | None) -> list[tuple[str, Destination]]:
    """What is being done, a focus point as it is begun and stands, an analysis, and looking again at the first one."""
    found = work.look(plan_list.everything).result().open
    shown = [one for one in found if one.kind is Listed.FOCUS and one.child is not None]
    of_groups = [one for one in found if one.kind is Listed.FOCUS and one.group is not None]
    return [
        ("planer", Destination(Place.PLANS)),
        *(("nyt-fokuspunkt", Destination(Place.FOCUS, child)) for _ in [child] if child),
        *(("ny-analyse", Destination(Place.ANALYSIS, child)) for _ in [child] if child),
        *(("fokuspunkt", Destination(Place.FOCUS, one.child.id, one.id)) for one in shown[:1] if one.child),
        *(("fokuspunkt-stue", Destination(Place.FOCUS, o.group.id, o.id, GROUP)) for o in of_groups[:1] if o.group),
        *(("opfoelgning", Destination(Place.FOLLOW_UP, one.id)) for one in found[:1]),
    ]


def _of_requests(work: Workplace) -> list[tuple[str, Destination]]:
    """A request for access that is open, and one that is over, where there are such and the person may see them."""
    if reach(work.staff, Action.SEE_REQUESTS) is Reach.NONE:
        return []
    found = [line.access for line in work.look(subject_access.overview).result()]
    waits, over = ([one.id for one in found if one.is_open is open_] for open_ in (True, False))
    return [
        *(("indsigt-tekster", Destination(Place.ACCESS, one)) for one in waits[:1]),
        *(("indsigt-givet", Destination(Place.ACCESS, one)) for one in over[:1]),
    ]


def _of_rights(listed: Sequence[ChildInList], desk: Desk) -> list[tuple[str, Destination]]:
    """A child whose file may not be used, a family that waits for an answer, and a child that is protected."""
    flagged = [child.id for child in listed if rights.flag(desk, child.id)]
    protected = [child.id for child in listed if child.protected]
    return [
        *(("barn-begraenset", Destination(Place.CHILD, id_)) for id_ in flagged[:1]),
        *(("oenske-venter", Destination(Place.FAMILY, id_)) for id_ in list(rights.waiting(desk))[:1]),
        *(("barn-beskyttet", Destination(Place.CHILD, id_)) for id_ in protected[:1]),
    ]


def _of_families(ordered: Sequence[ChildInList], desk: Desk) -> list[tuple[str, Destination]]:
    """Analyses, contacts, maps and what goes along: of the first child that has each, and of one that has none."""
    found: dict[str, Destination] = {}
    for child in ordered:
        places = {
            "kontakt": (Place.CONTACT, parent_contacts.contact_log(desk, child.id).contacts),
            "netvaerkskort": (Place.NETWORK, networks.sheet(desk, child.id).versions),
            "samtykker-og-oensker": (Place.FAMILY, consents.of_child(desk, child.id).consents),
        }
        with suppress(KnownError):  # whom one sees at home alone is handed on from the page of visits
            places["overgang"] = Place.TRANSITION, transitions.sheet(desk, child.id).finished
        for name, (place, there) in places.items():
            found.setdefault(name if there else f"{name}-tomt", Destination(place, child.id))
        for analysis in plan_list.of_child(desk, child.id).analyses[:1]:
            found.setdefault("analyse", Destination(Place.ANALYSIS, child.id, analysis.id))
    return list(found.items())


def _of_meetings(work: Workplace, child: Id | None) -> list[tuple[str, Destination]]:
    """The list of meetings, a new one, and one that is coming and one that was held where there are such."""
    board = work.look(meetings.board).result()
    shown = [("moede", row) for row in board.coming[:1]] + [("moede-referat", row) for row in board.past[:1]]
    sparring = work.look(forum.board).result()
    days = [row.day.id for row in sparring.coming[:1]]
    held = [row.day.id for row in sparring.past if row.briefs][:1]
    agenda = [row.point for day in days for row in work.look(partial(forum.day, day_id=day)).result().agenda]
    return [
        ("moeder", Destination(Place.MEETINGS)),
        ("sparring", Destination(Place.FORUM)),
        *(("sparring-dag", Destination(Place.FORUM, day)) for day in days),
        *(("sparring-vis", Destination(Place.FORUM_SHOW, day)) for day in days),
        *(("sparring-skriv", Destination(Place.FORUM, one.item.day_id, one.item.id)) for one in agenda[:1] if one),
        *(("sparring-holdt", Destination(Place.FORUM, day)) for day in held),
        *(("nyt-moede", Destination(Place.MEETING, child)) for _ in [child] if child),
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
            ]
    return []
