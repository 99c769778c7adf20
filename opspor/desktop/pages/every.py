"""Every page by its place. Importing this imports all of them, and with them the use cases and SQLAlchemy."""

from collections.abc import Callable

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.absence import absence_page
from opspor.desktop.pages.agreement import AgreementPage
from opspor.desktop.pages.analysis import AnalysisPage
from opspor.desktop.pages.beredskab import BeredskabPage
from opspor.desktop.pages.child import ChildEditPage, ChildPage
from opspor.desktop.pages.children import ChildrenPage
from opspor.desktop.pages.closing import ClosingPage
from opspor.desktop.pages.concern import ConcernPage
from opspor.desktop.pages.concerns import ConcernsPage, NewConcernPage
from opspor.desktop.pages.contact import ContactPage
from opspor.desktop.pages.course import CoursePage
from opspor.desktop.pages.district import DistrictPage
from opspor.desktop.pages.drill import DrillPage
from opspor.desktop.pages.enter import AcceptPage, RecoverPage
from opspor.desktop.pages.family import FamilyPage
from opspor.desktop.pages.filing import FilingPage
from opspor.desktop.pages.focus import FocusPointPage
from opspor.desktop.pages.follow_up import FollowUpPage
from opspor.desktop.pages.forum import ShowPage, forum_page
from opspor.desktop.pages.help import HelpPage
from opspor.desktop.pages.importing import ImportPage
from opspor.desktop.pages.joint import ConfirmPage, JointPage
from opspor.desktop.pages.law import LawPage
from opspor.desktop.pages.leaving import LeavingPage
from opspor.desktop.pages.letters import LettersPage
from opspor.desktop.pages.log import LogPage
from opspor.desktop.pages.matrix import MatrixPage
from opspor.desktop.pages.meeting import MeetingPage
from opspor.desktop.pages.meetings import MeetingsPage
from opspor.desktop.pages.network import NetworkPage
from opspor.desktop.pages.overview import OverviewPage
from opspor.desktop.pages.own import OwnPage
from opspor.desktop.pages.paper import PaperPage
from opspor.desktop.pages.paper_out import PaperOutPage, PastePage, PhonePage, SeveralPage
from opspor.desktop.pages.plan import BatonPage, PlanPage
from opspor.desktop.pages.plans import PlansPage
from opspor.desktop.pages.practice import PracticeCasePage, PracticePage
from opspor.desktop.pages.pupil import PupilPage, PupilPaperPage
from opspor.desktop.pages.restore import RestorePage
from opspor.desktop.pages.retention import RetentionPage
from opspor.desktop.pages.rounds import ChangeRoundPage, OpenRoundPage, RoundPage, RoundsPage
from opspor.desktop.pages.settings import SettingsPage
from opspor.desktop.pages.setup import SetupPage
from opspor.desktop.pages.start import StartPage
from opspor.desktop.pages.subject_access import access_page
from opspor.desktop.pages.timeline import TimelinePage
from opspor.desktop.pages.track_practice import TrackPracticePage
from opspor.desktop.pages.transition import TransitionPage
from opspor.desktop.pages.visit import AfterPage, ChildVisitsPage, HandoverPage, TogetherPage
from opspor.desktop.pages.waiting import waiting_page
from opspor.desktop.pages.welcome import DemoPage, WelcomePage
from opspor.desktop.pages.year_shift import YearShiftPage
from opspor.desktop.route import Destination, Office, Place
from opspor.domain.people import Role


def _start(office: Office, destination: Destination) -> Page:
    """What whoever comes in finds first: a revisor's work is the log."""
    return (LogPage if office.work.staff.role is Role.AUDITOR else StartPage)(office, destination)


PAGES: dict[Place, Callable[[Office, Destination], Page | FocusPage]] = {
    Place.START: _start,
    Place.CHILDREN: ChildrenPage,
    Place.ROUNDS: RoundsPage,
    Place.MATRIX: MatrixPage,
    Place.CONCERNS: ConcernsPage,
    Place.MEETINGS: MeetingsPage,
    Place.MEETING: MeetingPage,
    Place.PLANS: PlansPage,
    Place.OVERVIEW: OverviewPage,
    Place.FOCUS: FocusPointPage,
    Place.ANALYSIS: AnalysisPage,
    Place.LOG: LogPage,
    Place.SETTINGS: SettingsPage,
    Place.IMPORT: ImportPage,
    Place.CHILD: ChildPage,
    Place.CHILD_EDIT: ChildEditPage,
    Place.TIMELINE: TimelinePage,
    Place.PUPIL: PupilPage,
    Place.PUPIL_PAPER: PupilPaperPage,
    Place.OPEN_ROUND: OpenRoundPage,
    Place.ROUND: RoundPage,
    Place.CHANGE_ROUND: ChangeRoundPage,
    Place.OWN: OwnPage,
    Place.JOINT: JointPage,
    Place.MINORITY: ConfirmPage,
    Place.AGREEMENT: AgreementPage,
    Place.PRACTICE: PracticePage,
    Place.PRACTICE_CASE: PracticeCasePage,
    Place.TRACK_PRACTICE: TrackPracticePage,
    Place.PLAN: PlanPage,
    Place.BATON: BatonPage,
    Place.CONTACT: ContactPage,
    Place.NETWORK: NetworkPage,
    Place.FAMILY: FamilyPage,
    Place.TRANSITION: TransitionPage,
    Place.NEW_CONCERN: NewConcernPage,
    Place.CONCERN: ConcernPage,
    Place.BRIEF: PaperPage,
    Place.UNDERRETNING: PaperPage,
    Place.PAPER: PaperOutPage,
    Place.PASTE: PastePage,
    Place.PHONE_SHEET: PhonePage,
    Place.SEVERAL_PAPERS: SeveralPage,
    Place.ACCESS: access_page,
    Place.FILING: FilingPage,
    Place.RETENTION: RetentionPage,
    Place.LEAVING: LeavingPage,
    Place.YEAR_SHIFT: YearShiftPage,
    Place.CLOSING: ClosingPage,
    Place.DRILL: DrillPage,
    Place.COURSE: CoursePage,
    Place.HELP: HelpPage,
    Place.LAW: LawPage,
    Place.DISTRICT: DistrictPage,
    Place.VISITS: ChildVisitsPage,
    Place.VISIT: TogetherPage,
    Place.VISIT_AFTER: AfterPage,
    Place.HANDOVER: HandoverPage,
    Place.FOLLOW_UP: FollowUpPage,
    Place.ABSENCE: absence_page,
    Place.LETTERS: LettersPage,
    Place.FORUM: forum_page,
    Place.FORUM_SHOW: ShowPage,
    Place.WAITING: waiting_page,
}

# Pages that lie under a place of the rail.
RAIL = {
    Place.CHILD: Place.CHILDREN,
    Place.TIMELINE: Place.CHILDREN,
    Place.IMPORT: Place.CHILDREN,
    Place.ABSENCE: Place.CHILDREN,
    Place.LETTERS: Place.CHILDREN,
    Place.ROUND: Place.ROUNDS,
    Place.OPEN_ROUND: Place.ROUNDS,
    Place.AGREEMENT: Place.ROUNDS,
    Place.PRACTICE: Place.ROUNDS,
    Place.CHANGE_ROUND: Place.ROUNDS,
    Place.CONTACT: Place.CHILDREN,
    Place.NETWORK: Place.CHILDREN,
    Place.FAMILY: Place.CHILDREN,
    Place.CONCERN: Place.CONCERNS,
    Place.FORUM: Place.MEETINGS,
    Place.WAITING: Place.CONCERNS,
    Place.ACCESS: Place.CHILDREN,
    Place.FILING: Place.CONCERNS,
    Place.RETENTION: Place.OVERVIEW,
    Place.VISITS: Place.DISTRICT,
    Place.LAW: Place.SETTINGS,
    Place.COURSE: Place.START,
}

__all__ = [
    "PAGES", "RAIL", "AcceptPage", "BeredskabPage", "DemoPage", "RecoverPage", "RestorePage", "SetupPage",
    "WelcomePage",
]  # fmt: skip
