"""What a paper is made from: everything that content needs, handed in; it asks no store and no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from opspor.documents.house import House
from opspor.domain.assessment import Context, JointAssessment
from opspor.domain.beredskab import Decided, Track
from opspor.domain.child import Carer, Particulars
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.concern import ChildsWords, Concern, Observation, parents_may_be_told
from opspor.domain.ids import Id
from opspor.domain.paper import Earlier, Effort, PaperDraft
from opspor.domain.people import Institution, StaffMember
from opspor.domain.rights import RightsNote, as_said

NOT_KNOWN = "ikke oplyst"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """What is known when a paper is made.

    ``particulars`` is None when the concern is about a typed name only. ``observations``, ``words`` and ``efforts`` may
    hold more than what was chosen: only what the draft names is printed. ``earlier`` are the underretninger before this
    one. ``cpr`` is what was typed at the end because the receiver needs it: the number in the particulars is not
    printed by itself. ``position_words`` and ``trivsel_words`` are finished lines, one for each factor and sign to
    show; ``before`` is what was agreed on the time before ``joint``, in the same context. ``staff_names`` are all names
    that may not stand in an anonymous paper, beside those of the reporter and the authors. ``final`` is False while the
    paper is a draft, which has no ``reference`` yet: what we call the paper where the child is not named.
    """

    institution: Institution
    reporter: StaffMember
    particulars: Particulars | None
    reference: str = ""
    typed_name: str = ""
    group_name: str = ""
    concern: Concern
    draft: PaperDraft
    observations: tuple[Observation, ...] = ()
    words: tuple[ChildsWords, ...] = ()
    efforts: tuple[Effort, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    cpr: str = ""
    decisions: tuple[Decided, ...] = ()  # of the concern, up to when the paper was finished
    remarks: Mapping[Id, tuple[RightsNote, ...]] = field(default_factory=dict)  # record -> what the family remarked
    about_all: tuple[RightsNote, ...] = ()  # what it remarked to the whole file, and to this paper
    attached: str = ""  # what goes along, in words
    rules: tuple[str, ...] = ()  # quoted with how sure they are, as they stood when it was written
    context: Context | None = None  # where the reporter sees the child
    joint: JointAssessment | None = None
    position_words: tuple[str, ...] = ()
    trivsel_words: tuple[str, ...] = ()
    before: JointAssessment | None = None
    staff_names: tuple[str, ...] = ()
    house: House = field(default_factory=House)  # of a brief: everybody in the vault, for whom its texts are searched
    today: date
    now: datetime
    written_at: datetime  # when the paper was finished; ``now`` while it is a draft
    printed_by: str
    log_mark: str
    final: bool

    @property
    def chosen_observations(self) -> tuple[Observation, ...]:
        """The chosen observations, oldest first."""
        chosen = (o for o in self.observations if o.id in self.draft.observations)
        return tuple(sorted(chosen, key=lambda o: (o.seen_at, o.written_at, o.id)))

    @property
    def chosen_words(self) -> tuple[ChildsWords, ...]:
        """The chosen words of the child, oldest first."""
        chosen = (w for w in self.words if w.id in self.draft.words)
        return tuple(sorted(chosen, key=lambda w: (w.said_at, w.written_at, w.id)))

    @property
    def chosen_efforts(self) -> tuple[Effort, ...]:
        """The chosen efforts, oldest first; those without a day last."""
        chosen = (e for e in self.efforts if e.id in self.draft.efforts)
        return tuple(sorted(chosen, key=lambda e: (e.since or e.until or date.max, e.id)))

    def remarked(self, *records: Id) -> tuple[str, ...]:
        """What the family remarked to these records, as this paper may say it."""
        said = (note for record in records for note in self.remarks.get(record, ()))
        return tuple(dict.fromkeys(as_said(note, named=not self.draft.anonymous) for note in said))

    @property
    def unborn(self) -> bool:
        """True when the child is expected and not born yet; without a day the track says so."""
        born = self.particulars.birth_date if self.particulars else None
        return born > self.today if born else self.concern.track is Track.UNBORN

    @property
    def carers(self) -> tuple[Carer, ...]:
        """The carers that are written down; none for a typed name."""
        return self.particulars.carers if self.particulars else ()

    @property
    def missing(self) -> str:
        """What stands where something that should be there is not."""
        if self.draft.urgent:
            return "Ikke oplyst ved afsendelse"
        return "Ikke oplyst" if self.final else "(mangler)"

    def day(self, day: date) -> str:
        """A day as this paper may show it."""
        return ago(day, self.today) if self.draft.anonymous else long_date(day)

    def moment(self, moment: datetime) -> str:
        """A moment as this paper may show it."""
        return ago(moment.date(), self.today) if self.draft.anonymous else moment_in_words(moment)

    def shown(self) -> Mapping[str, str | bool]:
        """What the conditions of a form look at (``opspor.forms.conditions``)."""
        there = self.joint.agreement.context if self.joint else self.context
        context: Mapping[str, Context] = {"context": there} if there else {}
        return {
            "topic": "general" if parents_may_be_told(self.concern.track) else "abuse",
            "track": self.concern.track,
            "danger": self.concern.danger,
            "urgent": self.draft.urgent,
            "named": not self.draft.anonymous,
            "unborn": self.unborn,
            "listed": self.particulars is not None,
            **context,
        }


def ago(day: date, today: date) -> str:
    """``for ca. 3 uger siden``: how an anonymous paper says when (domain 5.6), too coarse to be looked up."""
    days = (today - day).days
    if days < 1:
        return "i dag"
    if days < 6:
        return "for nogle dage siden"
    for length, one, many, most in ((7, "en uge", "uger", 60), (30.4, "en måned", "måneder", 700)):
        if days <= most:
            number = max(round(days / length), 1)
            return f"for ca. {one if number == 1 else f'{number} {many}'} siden"
    return f"for ca. {round(days / 365.25)} år siden"
