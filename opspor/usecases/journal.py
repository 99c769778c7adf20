"""What one session has still to write in the log, and what it found of the log's end when it came in.

Reading is logged too, but the connection that reads cannot write. So a reading use case notes its line here, and the
workplace lets the writer put it in the file before the answer is handed out. On a full drive the lines wait, in
order, and reading goes on; they get their number and signature when there is room.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from opspor.domain.errors import Fault, KnownError
from opspor.store import Connection, log, people
from opspor.vault import header, logtail
from opspor.vault.faults import Finding, finding
from opspor.vault.header import LogHead

# Open pages read again whenever something changed, and a search runs at every key: what was read again within this
# time says what the program did, not the person.
SAME_READING = timedelta(minutes=5)

TAIL_CUT = Fault(
    "LOG-HALE",
    "Loggen er kortere, end den var: linje {number} mangler. Dine data kan læses. "
    "Slet intet. Skriv linjens nummer ned, og sig det til lederen og it.",
)
HEAD_FORGED = Fault(
    "LOG-HOVED",
    "Det er ændret uden om opspor, hvor loggen slutter ({file}). Dine data kan læses. "
    "Slet intet, og sig det til lederen og it.",
)
FILE_MISSING = Fault(
    "LOG-FIL",
    "log.json manglede eller var beskadiget, da mappen blev låst op. Dine data er der stadig, og filen er skrevet "
    "igen. Har ingen flyttet eller hentet mappen, så tal med it.",
)
NOT_LOGGED = Fault(
    "LOG-VENTER",
    "Loggen kan ikke skrives, fordi drevet er fuldt eller ikke svarer. Du kan læse videre, og det, der var gemt før, "
    "er der stadig. Gør plads på drevet, eller sæt det i igen: så bliver loggen skrevet af sig selv.",
)
BROKEN, MISSING = "log.broken", "log.missing"  # lines that the program writes by itself


@dataclass(frozen=True, slots=True)
class Noted:
    """Something to be logged: not numbered and signed yet. ``detail`` is JSON with codes, ids and counts only.

    ``stands_for`` is how many lines are lost when this one is.
    """

    at: datetime
    action: str
    subject: str = ""
    detail: str = "{}"
    stands_for: int = 1


@dataclass(frozen=True, slots=True)
class BadEnd:
    """One place that says where the log ended, and does not fit the log."""

    file: str
    number: int
    fault: Fault

    @property
    def finding(self) -> Finding:
        """In words."""
        return finding(self.fault, number=self.number, file=self.file)


@dataclass(slots=True)
class Journal:
    """The lines of one session that are not written yet, oldest first. Used by both threads of the workplace."""

    findings: tuple[Finding, ...] = ()  # what was wrong with the log's end when the session began
    trouble: Finding | None = None  # why lines wait, until the person has been told
    head: LogHead | None = None  # where the log ends since this session wrote in it
    _waiting: list[Noted] = field(default_factory=list)
    _read: dict[tuple[str, str, str], datetime] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _told: bool = False

    def note(self, line: Noted) -> None:
        """Let a line wait to be written."""
        with self._lock:
            self._waiting.append(line)

    def note_reading(self, line: Noted) -> None:
        """The same for a reading, unless it is one that was noted within ``SAME_READING``."""
        key = (line.action, line.subject, line.detail)
        with self._lock:
            before = self._read.get(key)
            if before is None or abs(line.at - before) >= SAME_READING:
                self._read[key] = line.at
                self._waiting.append(line)

    def waiting(self) -> Sequence[Noted]:
        """What is not written yet."""
        with self._lock:
            return tuple(self._waiting)

    def written(self, folder: Path, count: int, head: LogHead) -> None:
        """The first ``count`` lines are in the file, which now ends at ``head``."""
        with self._lock:
            del self._waiting[:count]
            left = len(self._waiting)
        self.head = head
        self._told = self._told and left > 0
        logtail.write(folder, head)

    def could_not(self, folder: Path) -> None:
        """They could not be written. Their number is noted where it needs no room; the person is to be told, once."""
        tail = logtail.read(folder)
        if tail is not None:
            logtail.write(folder, tail.head, sum(line.stands_for for line in self.waiting()))
        if not self._told:
            self._told, self.trouble = True, finding(NOT_LOGGED)


def begin(connection: Connection, folder: Path, vault_id: str, now: datetime) -> Journal:
    """The journal of a session that begins: it holds what has happened to the end of the log since the last one.

    What was found is written as lines of the log itself, since this session will say anew where the log ends.
    """
    journal = Journal()
    tail = logtail.read(folder)
    bad = bad_ends(connection, folder, vault_id)
    found = [end.finding for end in bad]
    for end in bad:
        code = "cut" if end.fault is TAIL_CUT else "forged"
        journal.note(Noted(now, BROKEN, "", f'{{"number":{end.number},"why":"{code}"}}'))
    if tail is None and log.last(connection)[0]:
        found.append(finding(FILE_MISSING))
        journal.note(Noted(now, BROKEN, "", '{"why":"file"}'))
    if tail is not None and tail.missing:
        journal.note(Noted(now, MISSING, "", f'{{"count":{tail.missing}}}', tail.missing))
    journal.findings = tuple(found)
    return journal


def bad_ends(connection: Connection, folder: Path, vault_id: str) -> list[BadEnd]:
    """The places that say where the log ended, header and ``log.json``, and are forged or say more than is there."""
    said: dict[str, LogHead] = {}
    try:
        noted = header.read(folder).log
    except KnownError:
        noted = None  # what is wrong with the header is said by whoever looks at the header
    if noted is not None:
        said["header.json"] = noted
    elif log.last(connection)[0]:
        return [BadEnd("header.json", 0, HEAD_FORGED)]  # every vault has one from its making on
    tail = logtail.read(folder)
    if tail is not None:
        said[logtail.NAME] = tail.head
    signers = people.signing_keys(connection)
    checkpoint = log.checkpoint(connection)
    bad = []
    for file, head in said.items():
        signer = signers.get(head.slot_id)
        if signer is None or not logtail.is_signed(vault_id, head, signer[1]):
            bad.append(BadEnd(file, head.number, HEAD_FORGED))
        elif checkpoint is not None and head.number <= checkpoint.number:
            continue  # the line it names was taken away by retention since
        elif log.hash_of(connection, head.number) != head.hash:
            bad.append(BadEnd(file, head.number, TAIL_CUT))
    return bad
