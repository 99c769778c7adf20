"""What makes a house full: long names wherever they stand, and much of everything about one child."""

from collections import Counter
from pathlib import Path

from opspor.cli.commands import now
from opspor.cli.demo import VAULT, Plot, crowd, play
from opspor.usecases import children, concerns, meetings, offers, people, plan_list
from opspor.workplace import open_vault
from tests.cli.conftest import quick


def test_much_is_written_about_one_child_and_the_lists_are_long(tmp_path: Path) -> None:
    plot = Plot("dagtilbud", 6, 1, 1, full=True)
    play(tmp_path, plot, quick, lambda _: None)
    full = crowd.material()
    place = open_vault(tmp_path / VAULT, plot.first.login, plot.first.password, clock=now, derive=quick)
    try:
        found = place.look(concerns.listed).result()
        ((child, concerned),) = Counter(row.child for row in found if row.child is not None).most_common(1)
        file = place.look(lambda desk: children.open_child(desk, child.id)).result()
        groups = [group.name for group in place.look(people.overview).result().groups]
        board = place.look(meetings.board).result()
        everything = place.look(plan_list.everything).result().open
        offered = place.look(offers.catalogue).result()
    finally:
        place.close()
    assert [carer.name for carer in file.particulars.carers] == [carer.name for carer in full.carers]
    assert len(file.observations) >= 16
    assert concerned > 7
    assert len(board.coming) > 6
    assert sum(one.child is not None and one.child.id == child.id for one in everything) > 6
    assert len(offered) > 15
    assert full.spelled["Egestuen"] in groups
