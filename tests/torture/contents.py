"""What a vault holds of what ``load`` gave it, and what its journal says that it must hold."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from opspor.domain.beredskab import Track
from opspor.store import Engine
from opspor.store import schema as t
from opspor.vault import access
from opspor.vault.connection import writer_engine
from tests.torture.load import BATCH, CLASS, DRAFT, LEADER, PROSE, password_of, quick

Key = tuple[str, str]  # kind and id


@dataclass
class Contents:
    """Records by kind and id, the draft of each person, and what stands in a track without what belongs to it."""

    records: dict[Key, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    half_tracks: list[str] = field(default_factory=list)


def read(engine: Engine) -> Contents:
    """All of it, as it stands in the tables."""
    found = Contents()
    with engine.connect() as connection:
        for kind, query in (
            ("child", select(t.child.c.id, t.child.c.last_name).where(t.child.c.last_name != "Kanari")),
            ("concern", select(t.concern.c.record_id, t.concern.c.what)),
            ("observation", select(t.observation.c.record_id, t.observation.c.text)),
            ("step", select(t.track_step.c.note, t.track_step.c.note).where(t.track_step.c.note != "")),
        ):
            found.records |= {(kind, id_): text for id_, text in connection.execute(query)}
        for kind, table, name in (
            ("own", t.own_assessment, "position_reason"),
            ("joint", t.joint_assessment, "reason"),
        ):
            for id_, body in connection.execute(select(table.c.record_id, table.c.body)):
                found.records[kind, id_] = msgspec.json.decode(body)[name]
        days = select(t.absence.c.day, func.count()).group_by(t.absence.c.day)
        found.records |= {("absence", day.isoformat()): str(pupils) for day, pupils in connection.execute(days)}
        _read_decisions(connection, found)
        drafts = select(t.draft.c.owner_id, t.draft.c.body).where(t.draft.c.key == f"page:{DRAFT}")
        found.drafts = {owner: msgspec.json.decode(body)["text"] for owner, body in connection.execute(drafts)}
    return found


def _read_decisions(connection: Connection, found: Contents) -> None:
    """What was decided. A decision that sets a day has a step with it, and a track that began anew says from which."""
    days: Counter[str] = Counter()
    begun = set(connection.execute(select(t.concern.c.record_id).where(t.concern.c.topic == Track.HONOUR)).scalars())
    for row in connection.execute(select(t.track_decision)):
        if row.kind == "not_reported":
            found.records["decision", row.record_id] = msgspec.json.decode(row.body)["reason"]
            days[row.concern_id] += 1
        begun.discard(row.concern_id)
    with_day = select(t.track_step.c.concern_id).where(t.track_step.c.again_on.is_not(None))
    days.subtract(connection.execute(with_day).scalars())
    found.half_tracks += ["a decision without its day, or a day without its decision" for left in days.values() if left]
    found.half_tracks += ["a track that began anew and does not say why" for _ in begun]


def contents_of(folder: Path) -> Contents:
    """What is in a vault, read without writing anything in it, not even a line in the log."""
    engine = writer_engine(folder, access.unlock(folder, LEADER, password_of(LEADER), derive=quick))
    try:
        return read(engine)
    finally:
        engine.dispose()


def halves(found: Contents) -> list[str]:
    """What is there in part: class lists, each with a name of its own that its children share; the days of a file of
    absence, in which the whole class was away; tracks.
    """
    sizes = Counter(text for (kind, _), text in found.records.items() if kind == "child")
    faults = [f"half a list: {size} of {BATCH}" for size in sizes.values() if size != BATCH]
    away = [text for (kind, _), text in found.records.items() if kind == "absence"]
    faults += [f"half a day of absence: {pupils} of {CLASS}" for pupils in away if pupils != str(CLASS)]
    return faults + found.half_tracks


def missing(found: Contents, journal: Iterable[dict[str, Any]], until: float) -> list[str]:
    """What was promised before ``until`` and is not there or not whole; typing may be two seconds behind a kill."""
    marks: dict[str, int] = {}  # how a text begins -> which session typed it
    owner, mark, keys = "", "", list[tuple[float, int]]()
    promised: dict[str, str] = {}  # owner -> the draft that must be there at least
    faults = []
    for line in chain(journal, [{"what": "killed", "at": until}]):
        match line["what"]:
            case "login":
                owner, mark, keys = line["owner"], line["mark"], []
                marks[mark] = len(marks)
            case "key":
                keys.append((line["at"], line["letters"]))
            case "killed":
                letters = max((letters for at, letters in keys if at <= line["at"] - 2.0), default=0)
                if letters:
                    promised[owner] = max(promised.get(owner, ""), mark + PROSE[:letters], key=partial(_place, marks))
                keys = []
            case "kept" if line["kind"] == "draft":
                promised[owner] = line["text"]
            case "kept":
                wrong = [id_ for id_ in line["ids"] if found.records.get((line["kind"], id_)) != line["text"]]
                faults += [f"{line['kind']} lost" for _ in wrong]
    for who, text in promised.items():
        if _place(marks, found.drafts.get(who, "")) < _place(marks, text):
            faults.append("a draft, or more than two seconds of typing lost")
    return faults


def _place(marks: dict[str, int], text: str) -> tuple[int, int]:
    """In which session a draft was typed, and how many letters of it are there; (-1, 0) when it is not whole."""
    for mark, session in marks.items():
        if text.startswith(mark) and PROSE.startswith(text.removeprefix(mark)):
            return session, len(text) - len(mark)
    return -1, 0
