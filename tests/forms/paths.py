"""Every path through a track, for the tests that follow them all."""

from collections.abc import Iterator
from dataclasses import dataclass

from opspor.forms.model import TrackForm, TrackStepForm, WayOn
from opspor.forms.walking import leaves


@dataclass(frozen=True, slots=True)
class Path:
    """One way through a track: the steps, each with the way on that was chosen there."""

    ways: tuple[tuple[str, WayOn], ...]

    @property
    def steps(self) -> tuple[str, ...]:
        """The ids of the steps; one that was come back to stands twice."""
        return tuple(step for step, _ in self.ways)

    @property
    def to(self) -> str:
        """``end``, or ``track:…``."""
        return self.ways[-1][1].to


def paths(form: TrackForm) -> tuple[Path, ...]:
    """Every path from the first step to an end or to another track; a path goes back once at most."""
    by_id = {step.id: step for step in form.step}

    def walk(step: TrackStepForm, so_far: tuple[tuple[str, WayOn], ...], *, was_back: bool) -> Iterator[Path]:
        for way in step.next:
            if way.again and was_back:
                continue
            ways = (*so_far, (step.id, way))
            if leaves(way):
                yield Path(ways)
            else:
                yield from walk(by_id[way.to], ways, was_back=was_back or way.again)

    return tuple(walk(form.step[0], (), was_back=False))
