"""Records are added, never edited: the source of the store is read to see that nothing else can happen."""

import ast
from pathlib import Path

import opspor.store
from opspor.store import records
from opspor.store import schema as t
from tests.store.factories import World

STORE = Path(opspor.store.__file__).parent

# What may change or go: drafts, what stands beside the records, when a round ends and who assesses in it, the local
# offers, and a beginning of the log by a signed checkpoint.
MAY_CHANGE = {
    "child", "staff_member", "staff_group", "setting", "institution", "draft", "log_entry", "log_checkpoint",
    "assessment_round", "round_assessor", "round_child_assessor", "child_group", "enrolment",
    "offer", "paper_cpr",
}  # fmt: skip


def _changed_tables(source: str) -> set[str]:
    """The tables that ``update(...)`` and ``delete(...)`` in ``source`` name, also as methods of the table."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in {"update", "delete"}:
                found.add(ast.unparse(node.args[0]).removeprefix("t."))
            elif isinstance(called, ast.Attribute) and called.attr in {"update", "delete"}:
                found.add(ast.unparse(called.value).removeprefix("t."))
    return found


def test_no_record_is_ever_updated_or_deleted() -> None:
    sources = {path.name: path.read_text("utf-8") for path in STORE.glob("*.py")}
    del sources["erasure.py"]  # the one place that deletes for good, and only a whole child
    changed = set().union(*map(_changed_tables, sources.values()))

    assert changed <= MAY_CHANGE
    assert "draft" in changed  # the scan sees what there is
    assert all("log_entry" not in _changed_tables(source) for name, source in sources.items() if name != "log.py")


def test_the_scan_sees_a_forbidden_change() -> None:
    assert _changed_tables("update(t.observation).where(x)") == {"observation"}
    assert _changed_tables("connection.execute(t.record.delete())") == {"record"}


def test_everything_that_is_said_about_a_child_has_the_header_of_a_record() -> None:
    about = {table.name for table in t.metadata.sorted_tables if "record_id" in table.c}

    assert about == {
        "particulars", "carer", "sibling", "help_given", "own_assessment", "joint_assessment", "observation",
        "childs_words", "concern", "concern_closing", "concern_audience", "concern_reader", "track_step",
        "paper", "paper_sent", "round_reason", "minority_answer", "minority_view", "own_environment",
        "information_notice", "home_visit", "visit_need", "visit_not_held", "pupil_view", "practice_answer",
        "analysis", "focus_point", "action_plan", "baton", "baton_answer", "follow_up", "parent_contact", "network_map",
        "meeting", "meeting_agreement", "transition", "track_decision", "absence", "paper_reply", "paper_note",
        "forum", "forum_day", "forum_item", "forum_conclusion", "forum_agreement",
        "consent", "rights_note", "filing", "subject_access",
    }  # fmt: skip


def test_a_header_comes_back_as_it_went_in(world: World) -> None:
    header = world.header(child_id=world.child())

    records.add(world.connection, t.observation, [(header, {"place": "", "text": "x"})])

    row = world.connection.execute(t.record.select().where(t.record.c.id == header.id)).one()
    assert {name: getattr(row, name) for name in header.__slots__} == {
        name: getattr(header, name) for name in header.__slots__
    }
    assert row.kind == "observation"


def test_current_is_what_nothing_replaces(world: World) -> None:
    child = world.child()
    chain = [world.header(child_id=child)]
    for _ in range(2):
        chain.append(world.header(child_id=child, replaces=chain[-1].id))
    for header in chain:
        records.add(world.connection, t.observation, [(header, {"place": "", "text": "x"})])

    query = t.observation.select().where(records.is_current(t.observation))

    assert [row.record_id for row in world.connection.execute(query)] == [chain[-1].id]


def test_no_records_is_no_statement(world: World) -> None:
    records.add(world.connection, t.observation, [])

    assert world.connection.execute(t.observation.select()).all() == []


def test_the_newest_record_is_the_one_that_was_written_last(world: World) -> None:
    child = world.child()
    assert records.newest(world.connection) is not None

    last = world.joint(world.round(), child)

    assert records.newest(world.connection) == last.id


def test_the_oldest_record_says_since_when_there_is_something(world: World) -> None:
    assert records.oldest(world.connection) is None
    world.child()
    since = world.now
    world.child()
    assert records.oldest(world.connection) == since


def test_what_somebody_has_written_is_counted_by_kind_and_theirs_alone(world: World) -> None:
    child = world.child()
    assert "joint_assessment" not in records.counts(world.connection, world.mette.id)
    world.joint(world.round(), child)
    assert records.counts(world.connection, world.mette.id)["joint_assessment"] == 1
    world.joint(world.round(), child)
    assert records.counts(world.connection, world.mette.id)["joint_assessment"] == 2
    assert records.counts(world.connection, world.anders.id) == {}
