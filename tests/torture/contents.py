"""What a vault holds of what ``load`` gave it, and what its journal says that it must hold."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

from opspor.store import Engine
from opspor.store import schema as t
from opspor.vault import access
from opspor.vault.connection import writer_engine
from tests.torture.load import BATCH, DRAFT, LEADER, PROSE, password_of, quick

Key = tuple[str, str]  # kind and id


@dataclass
class Contents:
    """Records by kind and id, and the draft of each person."""

    records: dict[Key, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)


def read(engine: Engine) -> Contents:
    """All of it, as it stands in the tables."""
    found = Contents()
    with engine.connect() as connection:
        for kind, query in (
            ("child", select(t.child.c.id, t.child.c.last_name).where(t.child.c.last_name != "Kanari")),
            ("concern", select(t.concern.c.record_id, t.concern.c.what)),
            ("observation", select(t.observation.c.record_id, t.observation.c.text)),
        ):
            found.records |= {(kind, id_): text for id_, text in connection.execute(query)}
        for kind, table, name in (
            ("own", t.own_assessment, "position_reason"),
            ("joint", t.joint_assessment, "reason"),
        ):
            for id_, body in connection.execute(select(table.c.record_id, table.c.body)):
                found.records[kind, id_] = msgspec.json.decode(body)[name]
        drafts = select(t.draft.c.owner_id, t.draft.c.body).where(t.draft.c.key == f"page:{DRAFT}")
        found.drafts = {owner: msgspec.json.decode(body)["text"] for owner, body in connection.execute(drafts)}
    return found


def contents_of(folder: Path) -> Contents:
    """What is in a vault, read without writing anything in it, not even a line in the log."""
    engine = writer_engine(folder, access.unlock(folder, LEADER, password_of(LEADER), derive=quick))
    try:
        return read(engine)
    finally:
        engine.dispose()


def half_lists(found: Contents) -> list[str]:
    """The class lists that are there in part: every list has a name of its own that its children share."""
    sizes = Counter(text for (kind, _), text in found.records.items() if kind == "child")
    return [f"half a list: {size} of {BATCH}" for size in sizes.values() if size != BATCH]


def missing(found: Contents, journal: Iterable[dict[str, Any]], until: float) -> list[str]:
    """What was promised before ``until`` and is not there or not whole; typing may be two seconds behind."""
    marks: dict[str, int] = {}  # how a text begins -> which session typed it
    owner, typed = "", 0
    promised: dict[str, str] = {}  # owner -> the draft that was saved last
    faults = []
    for line in journal:
        match line["what"]:
            case "login":
                owner, typed = line["owner"], 0
                marks[line["mark"]] = len(marks)
            case "key" if line["at"] <= until - 2.0:
                typed = line["letters"]
            case "kept" if line["kind"] == "draft":
                promised[owner] = line["text"]
            case "kept":
                wrong = [id_ for id_ in line["ids"] if found.records.get((line["kind"], id_)) != line["text"]]
                faults += [f"{line['kind']} lost" for _ in wrong]
    for who, text in promised.items():
        if _place(found.drafts.get(who, ""), marks) < _place(text, marks):
            faults.append("draft lost")
    last = next(reversed(marks), "")
    if typed and _place(found.drafts.get(owner, ""), marks) < (marks[last], typed):
        faults.append("more than two seconds of typing lost")
    return faults


def _place(text: str, marks: dict[str, int]) -> tuple[int, int]:
    """In which session a draft was typed, and how many letters of it are there; (-1, 0) when it is not whole."""
    for mark, session in marks.items():
        if text.startswith(mark) and PROSE.startswith(text.removeprefix(mark)):
            return session, len(text) - len(mark)
    return -1, 0
