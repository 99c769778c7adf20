"""Every use case with who may and how it is called: a use case without a row here fails."""

from datetime import timedelta
from functools import partial

from opspor.documents.overview_paper import Missing
from opspor.domain.assessment import Agreement, Context, Position, Trivsel
from opspor.domain.beredskab import Track, View
from opspor.domain.concern import Danger, StepState
from opspor.domain.ids import Id
from opspor.domain.offer import OfferText
from opspor.domain.paper import PaperKind
from opspor.domain.people import GroupKind, Role
from opspor.domain.plans import Plan
from opspor.domain.pupil import PupilAnswers
from opspor.domain.rounds import ReasonKind
from opspor.domain.transition import Rule
from opspor.domain.visit import VisitType
from opspor.usecases import (
    agreement,
    assess,
    baton,
    check,
    children,
    concerns,
    contacts,
    copies,
    course,
    drafts,
    environment,
    erasure,
    groups,
    handover,
    joint,
    log,
    log_papers,
    matrix,
    matrix_papers,
    notices,
    offers,
    overview,
    paper_out,
    papers,
    people,
    plans,
    practice,
    pupils,
    recovery,
    rounds,
    start,
    suggestions,
    timeline,
    track_due,
    track_practice,
    tracks,
    transitions,
    visits,
)
from opspor.usecases.children import NewChild
from opspor.usecases.handover import Handover
from tests.usecases.conftest import quick
from tests.usecases.walk import (
    ANY_CHILD,
    ANYBODY,
    CONCERN,
    CONTENT,
    DISTRICT,
    DISTRICT_ONLY,
    DISTRICTS,
    ENROL,
    FULL,
    KEEP,
    LEADER,
    LINK,
    LOG,
    MINE,
    NO_FRAME,
    ROOM,
    ROUND,
    SETTINGS,
    Call,
    Table,
    now,
    said,
)
from tests.usecases.walk_absence import ABSENCE_ROWS
from tests.usecases.walk_answers import ANSWER_ROWS
from tests.usecases.walk_contacts import CONTACT_ROWS
from tests.usecases.walk_filing import FILING_ROWS
from tests.usecases.walk_focus import FOCUS_ROWS
from tests.usecases.walk_follow import FOLLOW_ROWS
from tests.usecases.walk_forum import FORUM_ROWS
from tests.usecases.walk_leaving import LEAVING_ROWS
from tests.usecases.walk_letters import LETTER_ROWS
from tests.usecases.walk_local import LOCAL_ROWS
from tests.usecases.walk_meetings import MEETING_ROWS
from tests.usecases.walk_retention import RETENTION_ROWS
from tests.usecases.walk_subject_access import SUBJECT_ACCESS_ROWS
from tests.usecases.walk_wishes import WISH_ROWS

# use case -> (who may, how it is called): what is prepared first gives back what is then tried.
ROWS: dict[str, tuple[Table, Call]] = (
    {
        "joint.agree": (ROOM, lambda w, d, of: w.agree(d, of)),
        "notices.give": (ROOM, lambda w, d, of: notices.give(d, [w.child(of)], d.clock().date())),
        "notices.missing": (CONTENT, lambda w, d, of: notices.missing(d, [w.group("another room")])),
        "rounds.acquaintance": (ROOM, lambda w, d, of: partial(rounds.acquaintance, d, w.round(d, of))),
        "rounds.change_round": (ROUND, lambda w, d, of: w.change_round(d, of)),
        "rounds.close_round": (ROUND, lambda w, d, of: w.close_round(d, of)),
        "rounds.give_reason": (
            ROOM,
            lambda w, d, of: partial(
                rounds.give_reason, d, w.round(d, of), w.child(of), Context.DAYCARE, ReasonKind.START, "Haster"
            ),
        ),
        "rounds.open_seal": (
            ROUND,
            lambda w, d, of: partial(
                rounds.open_seal, d, w.round(d, "my room", by=w.opener(of)), w.child("my room"), Context.DAYCARE, "Syg"
            ),
        ),
        "rounds.reopen_round": (LEADER, lambda w, d, of: partial(rounds.reopen_round, d, w.round(d, "my room"))),
        "rounds.all_rounds": (CONTENT, lambda w, d, of: rounds.all_rounds(d)),
        "rounds.coverage": (ROOM, lambda w, d, of: partial(rounds.coverage, d, w.round(d, of))),
        "joint.joint_table": (
            ROOM,
            lambda w, d, of: partial(joint.joint_table, d, w.round(d, of, submitted=True), w.child(of)),
        ),
        "joint.to_confirm": (ANYBODY, lambda w, d, of: joint.to_confirm(d)),
        "joint.answer_minority": (MINE, lambda w, d, of: w.answer_minority(d, of)),
        "rounds.listed_rounds": (CONTENT, lambda w, d, of: rounds.listed_rounds(d)),
        "rounds.open_round": (
            ROOM,
            lambda w, d, of: rounds.open_round(
                d,
                name="Min",
                opens_on=d.clock().date(),
                closes_on=d.clock().date() + timedelta(days=9),
                groups={w.group(of): (Context.DAYCARE, [w.house.ids[w.login], w.house.ids[w.colleague[of]]])},
            ),
        ),
        "rounds.open_rounds": (CONTENT, lambda w, d, of: rounds.open_rounds(d)),
        "assess.my_questions": (CONTENT, lambda w, d, of: assess.my_questions(d)),
        "assess.own_sheet": (ROOM, lambda w, d, of: partial(assess.own_sheet, d, w.round(d, of), w.child(of))),
        "joint.save_joint": (
            ANYBODY,
            lambda w, d, of: partial(joint.save_joint, d, w.round(d, "my room"), w.child("my room"), Agreement()),
        ),
        "assess.save_own": (ANYBODY, lambda w, d, of: w.save_mine(d)),
        "assess.submit_own": (ROOM, lambda w, d, of: w.submit_mine(d, of)),
        "agreement.figures": (ROOM, lambda w, d, of: partial(agreement.figures, d, w.round(d, of))),
        "track_practice.practice": (CONTENT, lambda w, d, of: track_practice.practice(d)),
        "course.standing": (CONTENT, lambda w, d, of: course.standing(d)),
        "course.begin": (CONTENT, lambda w, d, of: course.begin(d)),
        "course.answered": (ANYBODY, lambda w, d, of: course.answered(d, course.Task.CALL)),
        "practice.cases": (CONTENT, lambda w, d, of: practice.cases(d)),
        "practice.seen": (CONTENT, lambda w, d, of: practice.seen(d, "case-01")),
        "practice.answer": (
            CONTENT,
            lambda w, d, of: practice.answer(d, "case-01", Position.EXPOSED, Trivsel.THRIVES, ""),
        ),
        "check.check": (ANYBODY, lambda w, d, of: check.check(d)),
        "children.change": (ROOM, lambda w, d, of: w.change(d, of)),
        "children.enrol": (ENROL, lambda w, d, of: w.enrol(d, of)),
        "children.leave_group": (
            ROOM,
            lambda w, d, of: partial(children.leave_group, d, w.new_child(d, of), w.group(of), d.clock().date()),
        ),
        "children.move": (ENROL, lambda w, d, of: w.enrol(d, of, moving=True)),
        "groups.change": (
            LEADER,
            lambda w, d, of: partial(groups.change, d, w.new_group(d), kind=GroupKind.CLASS, lead_id=None),
        ),
        "children.import_list": (
            {**ROOM, "a new room": CONTENT[""]},
            lambda w, d, of: children.import_list(
                d,
                [NewChild(f"Barn {next(w.numbers)}", "Kanari", None, "", "", "")],
                {"my room": "Bøgestuen", "another room": "Egestuen"}.get(of, f"Stue {next(w.numbers)}"),
            ),
        ),
        "children.known": (CONTENT, lambda w, d, of: children.known(d)),
        "children.listed": (CONTENT, lambda w, d, of: children.listed(d)),
        "children.observe": (ROOM, lambda w, d, of: children.observe(d, w.child(of), **now(w))),
        "children.open_child": (ROOM, lambda w, d, of: children.open_child(d, w.child(of))),
        "children.see_cpr": (ROOM, lambda w, d, of: children.see_cpr(d, w.child(of))),
        "children.quote": (ROOM, lambda w, d, of: children.quote(d, w.child(of), **said(w))),
        "concerns.close": (CONCERN, lambda w, d, of: partial(concerns.close, d, w.concern(d, of), "Slut")),
        "concerns.keep": (KEEP, lambda w, d, of: partial(concerns.keep, d, w.concern(d, of), [])),
        "concerns.link": (LINK, lambda w, d, of: w.link(d, of)),
        "concerns.listed": (ANYBODY, lambda w, d, of: concerns.listed(d)),
        "concerns.observe": (CONCERN, lambda w, d, of: partial(concerns.observe, d, w.concern(d, of), **now(w))),
        "concerns.open_concern": (CONCERN, lambda w, d, of: partial(concerns.open_concern, d, w.concern(d, of))),
        "concerns.quote": (CONCERN, lambda w, d, of: partial(concerns.quote, d, w.concern(d, of), **said(w))),
        "concerns.start": (
            ANY_CHILD,
            lambda w, d, of: concerns.start(
                d,
                danger=Danger.NO,
                track=Track.GENERAL,
                what="Noget",
                seen_on=d.clock().date(),
                child_id=w.child(of) if "room" in of else None,
                typed_name="Kanari",
            ),
        ),
        "contacts.listed": (ANYBODY, lambda w, d, of: contacts.listed(d)),  # they can be read while it is locked
        "contacts.save": (SETTINGS, lambda w, d, of: contacts.save(d, ())),
        "copies.drilled": (
            SETTINGS,
            lambda w, d, of: partial(copies.drilled, d, well=True, found=copies.holdings(w.as_(d, "mette"))[0]),
        ),
        "copies.facts": (ANYBODY, lambda w, d, of: copies.facts(d, 0)),
        "copies.failed": (ANYBODY, lambda w, d, of: copies.failed(d, FULL)),
        "copies.holdings": (SETTINGS, lambda w, d, of: copies.holdings(d)),
        "copies.made": (ANYBODY, lambda w, d, of: copies.made(d)),
        "copies.prepare": (ANYBODY, lambda w, d, of: copies.prepare(d)),
        "copies.register_of": (ANYBODY, lambda w, d, of: w.register(d)),
        "copies.restored": (ANYBODY, lambda w, d, of: copies.restored(d, ())),
        "copies.set_plan": (SETTINGS, lambda w, d, of: copies.set_plan(d, folder="", warn_days=7)),
        "copies.write_register": (ANYBODY, lambda w, d, of: copies.write_register(d)),
        "drafts.drop": (ANYBODY, lambda w, d, of: drafts.drop(d, "x")),
        "drafts.begun": (ANYBODY, lambda w, d, of: drafts.begun(d, "x")),
        "drafts.load": (ANYBODY, lambda w, d, of: drafts.load(d, "x")),
        "drafts.save": (ANYBODY, lambda w, d, of: drafts.save(d, "x", {})),
        "environment.answered": (ROOM, lambda w, d, of: partial(environment.answered, d, w.round(d, of))),
        "environment.of_group": (ROOM, lambda w, d, of: partial(environment.of_group, d, w.round(d, of), w.group(of))),
        "environment.save": (ANYBODY, lambda w, d, of: partial(environment.save, d, w.frame(d, "my room"), NO_FRAME)),
        "environment.sheet": (ROOM, lambda w, d, of: partial(environment.sheet, d, w.round(d, of), w.group(of))),
        "environment.submit": (ROOM, lambda w, d, of: partial(environment.submit, d, w.frame(d, of), NO_FRAME)),
        "erasure.erase_child": (LEADER, lambda w, d, of: erasure.erase_child(d, w.house.children[2])),
        "log.choices": (LOG, lambda w, d, of: log.choices(d)),
        "log.keep_months": (SETTINGS, lambda w, d, of: log.keep_months(d, 12)),
        "log.months_kept": (ANYBODY, lambda w, d, of: log.months_kept(d)),
        "log.of_child": (LOG, lambda w, d, of: log.of_child(d, w.child("another room"))),
        "log_papers.print_child": (
            LOG,
            lambda w, d, of: log_papers.print_child(d, w.child("another room"), w.target()),
        ),
        "log_papers.print_lines": (LOG, lambda w, d, of: log_papers.print_lines(d, log.Filter(), w.target())),
        "log_papers.print_sample": (LOG, lambda w, d, of: log_papers.print_sample(d, log.Filter(), 3, "1", w.target())),
        "log.page": (LOG, lambda w, d, of: log.page(d, log.Filter())),
        "log.retain": (SETTINGS, lambda w, d, of: log.retain(d, w.house.clock.now - timedelta(days=999))),
        "log.sample": (LOG, lambda w, d, of: log.sample(d, log.Filter(), 3, "1")),
        "log.tidy": (SETTINGS, lambda w, d, of: log.tidy(d)),
        "log.merge_failed_logins": (
            ANYBODY,
            lambda w, d, of: log.merge_failed_logins(d, 1, w.house.clock.now, w.house.clock.now),
        ),
        "matrix.matrix": (ROOM, lambda w, d, of: partial(matrix.matrix, d, w.round(d, of))),
        "matrix.to_show": (CONTENT, lambda w, d, of: matrix.to_show(d)),
        "matrix_papers.print_matrix": (
            ROOM,
            lambda w, d, of: partial(matrix_papers.print_matrix, d, w.round(d, of), w.target()),
        ),
        "paper_out.fields": (CONCERN, lambda w, d, of: partial(paper_out.fields, d, w.paper(d, of))),
        "paper_out.open_paper": (CONCERN, lambda w, d, of: partial(paper_out.open_paper, d, w.paper(d, of))),
        "paper_out.phone": (CONCERN, lambda w, d, of: partial(paper_out.phone, d, w.concern(d, of))),
        "paper_out.print_phone": (
            CONCERN,
            lambda w, d, of: partial(paper_out.print_phone, d, w.concern(d, of), w.target()),
        ),
        "paper_out.save_file": (CONCERN, lambda w, d, of: partial(paper_out.save_file, d, w.paper(d, of), w.target())),
        "paper_out.set_cpr": (CONCERN, lambda w, d, of: partial(paper_out.set_cpr, d, w.paper(d, of), "")),
        "paper_out.takeable": (ANYBODY, lambda w, d, of: paper_out.takeable(d)),
        "papers.begin_supplement": (CONCERN, lambda w, d, of: partial(papers.begin_supplement, d, w.paper(d, of))),
        "papers.export": (CONCERN, lambda w, d, of: w.export(d, of)),
        "papers.finish": (CONCERN, lambda w, d, of: w.finish(d, of)),
        "papers.note_sent": (
            CONCERN,
            lambda w, d, of: partial(
                papers.note_sent, d, w.paper(d, of), channel="Post", receiver="Kommunen", sent_on=d.clock().date()
            ),
        ),
        "papers.paper_sheet": (
            CONCERN,
            lambda w, d, of: partial(papers.paper_sheet, d, w.sheet(d, of).file, PaperKind.UNDERRETNING),
        ),
        "papers.preview": (CONCERN, lambda w, d, of: w.preview(d, of)),
        "papers.save": (
            ANYBODY,
            lambda w, d, of: partial(
                papers.save, d, w.concern(d, "my own, typed name"), w.sheet(d, "my own, typed name").draft
            ),
        ),
        "people.add_group": (CONTENT, lambda w, d, of: people.add_group(d, f"Stue {next(w.numbers)}")),
        "people.arrive": (ANYBODY, lambda w, d, of: people.arrive(d)),
        "people.cancel_invitation": (LEADER, lambda w, d, of: partial(people.cancel_invitation, d, w.invited(d))),
        "people.change_institution": (
            SETTINGS,
            lambda w, d, of: people.change_institution(
                d, name="Hus", controller="", address="", phone="", forum_name="", dpo=""
            ),
        ),
        "people.change_password": (
            ANYBODY,
            lambda w, d, of: people.change_password(d, f"{w.login}s kode", "kanari-Ny-til-prøver-91", derive=quick),
        ),
        "people.invite": (
            LEADER,
            lambda w, d, of: people.invite(d, name="Ida", title="", role=Role.STAFF, groups=(), derive=quick),
        ),
        "people.leaving": (LEADER, lambda w, d, of: partial(people.leaving, d, w.somebody(d))),
        "people.mark_as_demo": (SETTINGS, lambda w, d, of: people.mark_as_demo(d)),
        "people.overview": (ANYBODY, lambda w, d, of: people.overview(d)),
        "people.remove": (LEADER, lambda w, d, of: partial(people.remove, d, w.somebody(d))),
        "people.set_groups": (
            LEADER,
            lambda w, d, of: people.set_groups(d, w.house.ids["sofie"], [w.group("my room")]),
        ),
        "people.set_role": (LEADER, lambda w, d, of: partial(people.set_role, d, w.somebody(d), Role.LEADER)),
        # whoever has a recovery key is in as a leader, so an administrator does not make one
        "pupils.print_sheets": (
            ROOM,
            lambda w, d, of: partial(pupils.print_sheets, d, [w.pupil(d, of)], w.target(), named=True),
        ),
        "pupils.save": (ANYBODY, lambda w, d, of: partial(pupils.save, d, w.pupil_sheet(d, "my room"), PupilAnswers())),
        "pupils.sheet": (ROOM, lambda w, d, of: partial(pupils.sheet, d, w.pupil(d, of))),
        "pupils.submit": (
            ROOM,
            lambda w, d, of: partial(
                pupils.submit, d, w.pupil_sheet(d, of), PupilAnswers(), on_screen=True, said_on=d.clock().date()
            ),
        ),
        "baton.answer": (
            # the leader too is asked in person: whoever is not offered it has nothing to answer
            {"my room": "STAFET-VAEK STAFET-VAEK STAFET-VAEK no no", "another room": "no no STAFET-VAEK no no"},
            lambda w, d, of: partial(baton.answer, d, w.plan(d, of), accepted=True),
        ),
        "baton.offer": (ROOM, lambda w, d, of: partial(baton.offer, d, w.plan(d, of), d.staff.id, "")),
        "overview.behind": (LEADER, lambda w, d, of: overview.behind(d, Missing.TALK)),
        "overview.counts": (LEADER, lambda w, d, of: overview.counts(d)),
        "overview.overview": (LEADER, lambda w, d, of: overview.overview(d)),
        "overview.print_overview": (LEADER, lambda w, d, of: overview.print_overview(d, w.target())),
        "offers.catalogue": (LEADER, lambda w, d, of: offers.catalogue(d)),
        "offers.end": (LEADER, lambda w, d, of: partial(offers.end, d, w.offer(d))),
        "offers.put": (LEADER, lambda w, d, of: offers.put(d, OfferText("Åben leg"))),
        "plans.close": (ROOM, lambda w, d, of: w.close_plan(d, of)),
        "plans.discard": (ANYBODY, lambda w, d, of: partial(plans.discard, d, w.plan_sheet(d, "my room"))),
        "plans.listed": (CONTENT, lambda w, d, of: plans.listed(d)),
        "plans.print_plan": (ROOM, lambda w, d, of: partial(plans.print_plan, d, w.plan(d, of), w.target())),
        "plans.save": (ANYBODY, lambda w, d, of: partial(plans.save, d, w.plan_sheet(d, "my room"), Plan())),
        "plans.sheet": (ROOM, lambda w, d, of: partial(plans.sheet, d, w.child(of), w.plan(d, of))),
        "plans.write": (ROOM, lambda w, d, of: partial(plans.write, d, w.plan_sheet(d, of), w.whole_plan(d))),
        "recovery.new_key": (LEADER, lambda w, d, of: recovery.new_key(d, deposit=True, derive=quick)),
        "recovery.prove": (LEADER, lambda w, d, of: w.prove(d)),
        "suggestions.shown": (ANYBODY, lambda w, d, of: suggestions.shown(d)),
        "suggestions.switch": (SETTINGS, lambda w, d, of: suggestions.switch(d, on=False)),
        "timeline.over_time": (ROOM, lambda w, d, of: timeline.over_time(d, w.child(of))),
        "start.today": (ANYBODY, lambda w, d, of: start.today(d)),
        "track_due.due": (ANYBODY, lambda w, d, of: track_due.due(d)),
        "tracks.change_track": (
            CONCERN,
            lambda w, d, of: partial(tracks.change_track, d, w.concern(d, of), Track.HONOUR, "Noget nyt"),
        ),
        "tracks.decide": (CONCERN, lambda w, d, of: partial(tracks.decide, d, w.concern(d, of), View("Kanari"))),
        "tracks.do_step": (
            CONCERN,
            lambda w, d, of: partial(tracks.do_step, d, w.concern(d, of), "talk", StepState.DONE, ""),
        ),
        "transitions.sheet": (ROOM, lambda w, d, of: transitions.sheet(d, w.child(of))),
        "transitions.finish": (
            ROOM,
            lambda w, d, of: transitions.finish(d, w.child(of), w.wish(d), frozenset()),
        ),
        "transitions.print_transition": (
            ROOM,
            lambda w, d, of: partial(transitions.print_transition, d, w.transition(d, of), w.target()),
        ),
        "transitions.rule": (ANYBODY, lambda w, d, of: transitions.rule(d)),
        "transitions.set_rule": (SETTINGS, lambda w, d, of: transitions.set_rule(d, Rule())),
        "handover.print_handover": (
            DISTRICT,
            lambda w, d, of: w.in_district(
                d, of, lambda d, _, c: handover.print_handover(d, c, Handover((), "Kanari", "", "mor"), w.target())
            ),
        ),
        "handover.sheet": (DISTRICT, lambda w, d, of: w.in_district(d, of, lambda d, _, c: handover.sheet(d, c))),
        "visits.add_child": (
            {"my district": CONTENT[""], "another district": LEADER[""]},
            lambda w, d, of: w.in_district(
                d, of, lambda d, g, _: visits.add_child(d, g, name="Bo", birth=d.clock().date())
            ),
        ),
        "visits.district": (
            DISTRICT_ONLY,
            lambda w, d, of: w.in_district(d, of, lambda d, g, _: visits.district(d, g)),
        ),
        "visits.districts": (DISTRICTS, lambda w, d, of: visits.districts(d)),
        "visits.end_need": (
            DISTRICT,
            lambda w, d, of: w.in_district(d, of, lambda d, _, c: visits.end_need(d, c, Id("x"))),
        ),
        "visits.finish_visit": (DISTRICT_ONLY, lambda w, d, of: w.visit(d, of)),
        "visits.need_visit": (
            DISTRICT,
            lambda w, d, of: w.in_district(
                d, of, lambda d, _, c: visits.need_visit(d, c, due_on=d.clock().date(), why="Søvn")
            ),
        ),
        "visits.new_district": (CONTENT, lambda w, d, of: visits.new_district(d, f"Distrikt {next(w.numbers)}")),
        "visits.note_not_held": (
            DISTRICT,
            lambda w, d, of: w.in_district(
                d,
                of,
                lambda d, _, c: visits.note_not_held(d, c, VisitType.EARLY, day=d.clock().date(), why="Afbud"),
            ),
        ),
        "visits.of_child": (DISTRICT, lambda w, d, of: w.in_district(d, of, lambda d, _, c: visits.of_child(d, c))),
        "visits.save_visit": (ANYBODY, lambda w, d, of: w.save_visit(d)),
        "visits.set_windows": (SETTINGS, lambda w, d, of: visits.set_windows(d, ())),
        "visits.visit_sheet": (
            DISTRICT,
            lambda w, d, of: w.in_district(d, of, lambda d, _, c: visits.visit_sheet(d, c, VisitType.EARLY)),
        ),
        "visits.windows": (ANYBODY, lambda w, d, of: visits.windows(d)),
    }
    | ABSENCE_ROWS
    | ANSWER_ROWS
    | CONTACT_ROWS
    | FILING_ROWS
    | FOCUS_ROWS
    | FOLLOW_ROWS
    | LEAVING_ROWS
    | LETTER_ROWS
    | LOCAL_ROWS
    | MEETING_ROWS
    | RETENTION_ROWS
    | SUBJECT_ACCESS_ROWS
    | WISH_ROWS
)
ROWS |= FORUM_ROWS
