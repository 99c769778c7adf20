"""Plays what follows from the talk about a child: the analysis, focus points, and the follow-ups that happened."""

from dataclasses import replace
from datetime import date
from functools import partial

from opspor.cli.demo.cast import Child
from opspor.cli.demo.material import AnalysisText, FocusText, House, LookText
from opspor.cli.demo.stage import moment
from opspor.cli.demo.year import Play, with_story
from opspor.domain.follow_up import Review
from opspor.domain.ids import Id
from opspor.domain.work_days import SchoolHoliday
from opspor.usecases import analyses, focus, follow_ups, work_days


def set_holidays(play: Play) -> None:
    """The leader writes down when the children are on holiday, from the year in which the demo begins to the next."""
    years = range(play.stage.clock().year, play.days.today.year + 2)
    holidays = []
    for text in play.common.holiday:
        for year in years:
            first = date.fromisocalendar(year, text.week, 1)
            last = date.fromordinal(first.toordinal() + 7 * text.weeks - 1)
            holidays.append(SchoolHoliday(text.name, first, last))
    play.stage.do(work_days.set_days, replace(play.stage.do(work_days.days), holidays=tuple(holidays)))
    play.counts["holidays"] += len(holidays)


def plan(play: Play, house: House) -> None:
    """Plan the analyses and focus points of a house. What is older than a short demo, or about nobody, is left out."""
    told = with_story(play, house)
    for analysis in house.analysis:
        if analysis.story in told:
            at = moment(play.days.ago(analysis.days), "13.10")
            play.at(at, analysis.by, partial(_analyse, play, told[analysis.story], analysis))
    for text in house.focus:
        day = play.days.ago(text.days)
        if (text.story in told or text.group in groups_of(house)) and day > play.opens(0):
            made: list[Id] = []
            play.at(moment(day, "13.30"), text.by, partial(_focus, play, told.get(text.story), text, made))
            plan_looks(play, text.by, text.look, made)


def groups_of(house: House) -> set[str]:
    """The rooms of a house, and those that its children go in too."""
    return {room.name for room in house.group} | {second.name for second in house.second}


def plan_looks(play: Play, by: str, looks: tuple[LookText, ...], made: list[Id]) -> None:
    """Plan the follow-ups of what will stand in ``made`` by then."""
    for look in looks:
        play.at(moment(play.days.ago(look.days), "14.10"), by, partial(_look, play, look, made))


def _analyse(play: Play, child: Child, text: AnalysisText) -> None:
    sheet = play.stage.do(analyses.sheet, play.child(child).id)
    play.stage.clock.skip(minutes=25)
    play.stage.do(analyses.write, sheet, text.sections)
    play.counts["analyses"] += 1


def _focus(play: Play, child: Child | None, text: FocusText, made: list[Id]) -> None:
    child_id = play.child(child).id if child else None
    open_ = play.stage.do(focus.sheet, child_id=child_id, group_id=play.groups.get(text.group))
    play.stage.clock.skip(minutes=8)
    written = replace(
        open_.focus, title=text.title, wonder=text.wonder, resources=text.resources, not_when=text.not_when,
        goal=text.goal, action=text.action, parents=text.parents, childs_view=text.childs_view,
        responsible_id=play.stage.place.staff.id, starts_on=play.stage.clock().date(),
        follow_up_on=play.days.ahead(-text.look[0].days if text.look else text.again),
    )  # fmt: skip
    made.append(play.stage.do(focus.write, open_, written))
    play.counts["focus_points"] += 1


def _look(play: Play, look: LookText, made: list[Id]) -> None:
    """Look again at something, or put it off; every goal of a plan is said the same of."""
    sheet = play.stage.do(follow_ups.sheet, made[0])
    again = None if look.again is None else play.days.ahead(look.again)
    play.stage.clock.skip(minutes=5)
    if look.put_off:
        play.stage.do(follow_ups.postpone, sheet, again, look.put_off)
    else:
        effects = {goal.id: look.effect for goal in sheet.goals if look.effect}
        said = Review(play.stage.clock().date(), look.effect, effects, look.note, next_on=again)
        play.stage.do(follow_ups.look_again, sheet, said)
    play.counts["postponed" if look.put_off else "followed_up"] += 1
