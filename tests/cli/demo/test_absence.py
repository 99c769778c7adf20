"""A school's demo has days of absence, and one pupil who passes the thresholds."""

from opspor.domain.absence import AwayKind
from opspor.usecases import absences
from tests.cli.demo.conftest import Play


def test_the_pupil_of_the_story_is_away_most_and_alone_without_leave(play: Play) -> None:
    school = play("--kind", "skole", "--children", "8", "--rounds", "1")
    place = school.open()
    try:
        pupils = place.look(absences.known).result().pupils
    finally:
        place.close()
    assert sum(len(pupil.days) for pupil in pupils) == school.result["counts"]["absence_days"] > 20
    most = max(pupils, key=lambda pupil: len(pupil.days))
    kinds = [day.away.kind for day in most.days]
    assert kinds.count(AwayKind.UNLAWFUL) > 15
    assert all(AwayKind.UNLAWFUL not in {d.away.kind for d in pupil.days} for pupil in pupils if pupil is not most)


def test_a_daycare_has_no_absence(play: Play) -> None:
    assert "absence_days" not in play("--children", "6", "--rounds", "1").result["counts"]
