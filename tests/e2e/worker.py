"""A process that works on a vault until it is killed. It reports each record on stdout once the vault has it.

Run as ``python -m tests.e2e.worker FOLDER``.
"""

import sys
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from opspor import workplace
from opspor.domain.assessment import Context, Often, OwnAnswers, Position, Seen, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.clock import Clock
from opspor.domain.concern import Danger
from opspor.domain.follow_up import Effect, Review
from opspor.domain.ids import Id
from opspor.domain.plans import Focus, Plan
from opspor.usecases import assess, children, concerns, drafts, focus, follow_ups, plans, rounds
from opspor.usecases.desk import Desk
from tests.e2e.conftest import METTE, WallClock, quick_derive


def main(folder: Path) -> None:
    """Imports children, saves drafts, submits assessments, starts concerns and follows up, round and round."""
    clock: Clock = WallClock()
    work = workplace.open_vault(folder, *METTE, clock=clock, derive=quick_derive)
    (coverage,) = work.run(rounds.all_rounds).result()
    seen = [child.child for child in coverage.children]
    for turn in count():
        new = [children.NewChild(f"Nyt{turn}-{i}", "Barn", date(2021, 1, 1), "", "Bøgestuen", "") for i in range(40)]
        report("child", *work.run(partial(children.import_list, new=new)).result().children)
        work.run(partial(drafts.save, key=f"t{turn}", fields={"a": "b"}), draft=True).result()
        report("draft", f"t{turn}")
        for child in seen:
            report("own", work.run(partial(assess_child, round_id=coverage.round.id, child_id=child.id)).result())
        report("concern", work.run(partial(begin_concern, seen_on=clock().date() - timedelta(days=1))).result())
        report(
            "plan_draft", work.run(partial(draft_a_plan, child_id=seen[0].id, title=f"t{turn}"), draft=True).result()
        )
        point = work.run(partial(write_a_point, child_id=seen[0].id)).result()
        report("focus", point)
        report("follow_up", work.run(partial(look_again, point=point)).result())


def assess_child(desk: Desk, round_id: Id, child_id: Id) -> Id:
    """A whole assessment of a child; the next one replaces it."""
    sheet = assess.own_sheet(desk, round_id, child_id)
    answers: dict[str, str] = dict.fromkeys((question.id for question in sheet.position_form.question), Seen.NOTHING)
    answers |= dict.fromkeys((sign.id for sign in sheet.trivsel_form.sign), Often.OFTEN)
    own = OwnAnswers(Context.DAYCARE, answers, {}, (), Position.NOT_EXPOSED, "", Trivsel.THRIVES, "")
    return assess.submit_own(desk, sheet, own)


def begin_concern(desk: Desk, seen_on: date) -> Id:
    """A concern about a typed name."""
    return concerns.start(
        desk, danger=Danger.NO, track=Track.GENERAL, what="set", seen_on=seen_on, child_id=None, typed_name="Et barn"
    )


def draft_a_plan(desk: Desk, child_id: Id, title: str) -> str:
    """Somebody types in a plan that is not whole yet."""
    plans.save(desk, plans.sheet(desk, child_id), Plan(title))
    return title


def write_a_point(desk: Desk, child_id: Id) -> Id:
    """A focus point about a child."""
    today = desk.clock().date()
    sheet = focus.sheet(desk, child_id=child_id)
    point = Focus("Ro", action="Vi øver", responsible_id=desk.staff.id, starts_on=today)
    return focus.write(desk, sheet, replace(point, follow_up_on=today + timedelta(weeks=4)))


def look_again(desk: Desk, point: Id) -> Id:
    """What came of it, and the next day."""
    held = Review(effect=Effect.PARTLY, next_on=desk.clock().date() + timedelta(weeks=6))
    return follow_ups.look_again(desk, follow_ups.sheet(desk, point), held)


def report(kind: str, *ids: str) -> None:
    """Says that the vault has something."""
    for id_ in ids:
        sys.stdout.write(f"{kind} {id_}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
