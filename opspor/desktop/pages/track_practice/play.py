"""How far one has played: the step, its day, and what was chosen on the way. No window, nothing kept."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from opspor.domain.beredskab import SHARPEN_DAYS, Track
from opspor.domain.clock import long_date
from opspor.forms.model import TrackForm, TrackStepForm, WayOn
from opspor.reference import law
from opspor.reference.calendar import add_working_days, open_day
from opspor.usecases.track_practice import Practice

_TRACK, _END = "track:", "end"


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was played, on which day, and what was chosen where there was a choice."""

    title: str
    on: date
    chosen: str

    @property
    def words(self) -> str:
        """``Hvem henter barnet i dag? Nej, barnet er ikke trygt, eller jeg er i tvivl``"""
        return f"{self.title}{'' if self.title.endswith('?') else '.'} {self.chosen}" if self.chosen else self.title


@dataclass(frozen=True, slots=True)
class Play:
    """Where somebody stands. ``step`` is None when the track is through; ``tells`` whose story it is."""

    practice: Practice
    tells: Track
    form: TrackForm
    step: TrackStepForm | None
    today: date
    done: tuple[Done, ...] = ()
    back: "Play | None" = None

    @classmethod
    def begin(cls, practice: Practice, track: Track, today: date) -> "Play":
        """At the first step of a track."""
        form = practice.forms[track]
        return cls(practice, track, form, form.step[0], today)

    @property
    def happens(self) -> str:
        """What the story says of this step; "" where it says nothing, or has said it already."""
        if self.step is None:
            return ""
        played = self.back
        while played is not None:
            if played.step is not None and played.step.kind is self.step.kind:
                return ""
            played = played.back
        return self.practice.stories[self.tells].then.get(self.step.kind, "")

    @property
    def deadline(self) -> str:
        """``10 hverdage efter kvitteringen: senest 4. december 2026``: the words of the form, and which day it is."""
        if self.step is None:
            return ""
        rule = law.rule(self.step.rule) if self.step.rule else None
        days = self.step.working_days if rule is None else rule.working_days
        if days is None:
            return self.step.deadline
        last = add_working_days(self.today, days, self.practice.work_days)
        return f"{self.step.deadline}: senest {long_date(last)}"

    def again(self, way: WayOn) -> date | None:
        """The day when one looks again, as it is played; None where the way leads on at once."""
        if not way.again:
            return None
        return open_day(self.today + timedelta(days=SHARPEN_DAYS), self.practice.work_days, earlier=True)

    def after(self, way: WayOn) -> "Play":
        """One step on. A way back leads to the day when one looks again, another track begins with its first step."""
        assert self.step is not None  # noqa: S101  nothing leads on from the end
        done = (*self.done, Done(self.step.title, self.today, way.text))
        on = replace(self, done=done, today=self.again(way) or self.today, back=self)
        if way.to == _END:
            return replace(on, step=None)
        if way.to.startswith(_TRACK):
            form = self.practice.forms[Track(way.to.removeprefix(_TRACK))]
            return replace(on, form=form, step=form.step[0])
        return replace(on, step=next(step for step in self.form.step if step.id == way.to))

    def words(self, way: WayOn) -> str:
        """What is chosen, with the day or the track that it leads to."""
        if way.to.startswith(_TRACK):
            title = self.practice.forms[Track(way.to.removeprefix(_TRACK))].title
            return f"{way.text or 'Videre'} (sporet »{title}«)"
        again = self.again(way)
        text = way.text or ("Slut" if way.to == _END else "Gjort. Videre")
        return f"{text} ({long_date(again)})" if again else text
