"""Practising a track of the beredskabsplan on a made-up child. Nothing is kept, and nobody sees who has practised."""

from collections.abc import Mapping
from dataclasses import dataclass

from opspor.domain.access import Action
from opspor.domain.beredskab import Track
from opspor.domain.work_days import WorkDays
from opspor.forms.model import TrackForm
from opspor.reference.track_stories import Story, stories
from opspor.usecases import work_days
from opspor.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Practice:
    """All tracks with their stories, and what counts as a working day, so that deadlines become days."""

    forms: Mapping[Track, TrackForm]
    stories: Mapping[Track, Story]
    work_days: WorkDays


def practice(desk: Desk) -> Practice:
    """What is needed to play any track: one may lead to another. Leaves no line in the log."""
    with desk.read(Action.PRACTISE) as tx:
        tx.require(author=desk.staff.id)
        return Practice(desk.library.tracks(), stories(), work_days.of(tx.connection))
