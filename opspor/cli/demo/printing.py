"""Saves the papers that follow from a round: matrix, overview, plans, invitations, minutes, maps and transitions."""

from opspor.cli.demo import sparring
from opspor.cli.demo.made import Papers
from opspor.cli.demo.material import House
from opspor.cli.demo.visiting import at_home
from opspor.cli.demo.year import Play, with_story
from opspor.domain.ids import Id
from opspor.usecases import matrix_papers, meeting_papers, meetings, networks, overview, plans, transitions


def print_papers(play: Play, made: Papers) -> None:
    """Save all of them as whoever is logged in: the leader, who sees everything."""
    for house in play.houses:
        for shown in _matrices(play, house):
            play.stage.do(matrix_papers.print_matrix, shown, made.named("matrix"))
        _print_of_children(play, house, made)
    play.stage.do(overview.print_overview, made.named("overblik"))
    for row in play.stage.do(plans.listed):
        play.stage.do(plans.print_plan, row.plan_id, made.named("handleplan"))
    _print_meetings(play, made)
    sparring.print_minutes(play, made)


def _matrices(play: Play, house: House) -> list[Id]:
    """What the matrix is shown of: the newest round of a house, or each of its districts."""
    if at_home(house):
        return [play.groups[room.name] for room in house.group]
    return play.round_ids[house.institution][-1:]


def _print_of_children(play: Play, house: House, made: Papers) -> None:
    told = with_story(play, house)
    for text in house.network:
        if text.story in told:
            child_id = play.child(told[text.story]).id
            play.stage.do(networks.print_network, child_id, house.context, made.named("netvaerkskort"))
    for handed in house.transition:
        if handed.story in told:
            for one in play.stage.do(transitions.sheet, play.child(told[handed.story]).id).finished:
                play.stage.do(transitions.print_transition, one.id, made.named("overgang"))


def _print_meetings(play: Play, made: Papers) -> None:
    """The minutes of what was held, and an invitation for the first who may be told of each meeting that comes."""
    board = play.stage.do(meetings.board)
    for row in board.past:
        play.stage.do(meeting_papers.print_minutes, row.meeting_id, made.named("referat"))
    for row in board.coming:
        meeting = play.stage.do(meetings.sheet, row.child.id, row.meeting_id).meeting
        first = next(one for one in meeting.participants if one not in meeting.without_basis)
        play.stage.do(meeting_papers.print_invitation, row.meeting_id, first.id, made.named("invitation"))
