"""Whether a vault is whole: header, pages, phone numbers, log chain and signatures, sealed answers, forms."""

from collections.abc import Sequence

import msgspec

from opspor.domain.access import RULES, Action, Reach
from opspor.domain.clock import short_date
from opspor.domain.errors import Fault, KnownError
from opspor.domain.people import Role
from opspor.forms.reader import read_form
from opspor.store import Connection, environment, forms, log, people, rounds
from opspor.usecases.assess import binding
from opspor.usecases.desk import Desk, checkpoint_bytes, entry_hash
from opspor.usecases.journal import BROKEN, bad_ends
from opspor.usecases.people import slot_findings
from opspor.vault import beredskab_file, header
from opspor.vault.datafile import check_pages
from opspor.vault.faults import Finding, finding
from opspor.vault.keys import Keys, signature_fits

CHAIN_BROKEN = Fault(
    "LOG-KAEDE",
    "Loggen er ændret: linje {number} passer ikke til linjen før. Dine data kan læses. "
    "Slet intet. Skriv linjens nummer ned, og sig det til lederen og it.",
)
LINE_MISSING = Fault(
    "LOG-HUL",
    "Loggen er ændret: der mangler en linje før linje {number}. Dine data kan læses. "
    "Slet intet. Skriv linjens nummer ned, og sig det til lederen og it.",
)
SIGNATURE = Fault(
    "LOG-UNDERSKRIFT",
    "Loggen er ændret: underskriften på linje {number} passer ikke. Dine data kan læses. "
    "Slet intet. Skriv linjens nummer ned, og sig det til lederen og it.",
)
CUT_BEFORE = Fault(
    "LOG-KLIPPET",
    "Loggen har engang været kortere, end den var: det blev set, da nogen låste op {day}, og står i loggen. "
    "Dine data kan læses. Slet intet. Skriv dagen ned, og sig det til lederen og it.",
)
SIGNERS_CHANGED = Fault(
    "LOG-NOEGLER",
    "Der er nøgler til at underskrive loggen, som ingen er kommet ind med ({count}). Dine data kan læses. "
    "Slet intet, og sig det til lederen og it.",
)
CHECKPOINT = Fault(
    "LOG-START",
    "Det er ændret uden om opspor, hvor loggen begynder. Dine data kan læses. "
    "Slet intet, og sig det til lederen og it.",
)
ANSWERS_CHANGED = Fault(
    "VURD-AENDRET",
    "Der er egne vurderinger, der ikke passer til loggen ({count}). Resten er, som det var. "
    "Brug den seneste hele kopi, og tal med it.",
)
FORM_CHANGED = Fault(
    "SKEMA-AENDRET",
    "Der er gemte skemaer, der er ændret eller ikke kan læses ({count}). Vurderingerne er, som de var. "
    "Brug den seneste hele kopi, og tal med it.",
)
NUMBERS_CHANGED = Fault(
    "TELEFON-AENDRET",
    "Telefonnumrene er ændret eller beskadiget uden om opspor. Resten er, som det var. "
    "Se numrene efter under Indstillinger, og gem dem igen.",
)

_COMING = (Action.SET_UP, Action.JOIN)
_GIVING_ROLE = (Action.INVITE, Action.SET_ROLE, Action.JOIN)


def check(desk: Desk) -> tuple[Finding, ...]:
    """Everything that is wrong with the vault, in words; empty when all is well. Changes nothing."""
    found = [*header.read(desk.folder).findings, *check_pages(desk.folder, desk.keys)]
    try:
        if not beredskab_file.verify(desk.folder, desk.keys):
            found.append(finding(NUMBERS_CHANGED))
        with desk.read(Action.CHECK) as tx:
            signers = {slot: key for slot, (_, key) in people.signing_keys(tx.connection).items()}
            lines = list(log.entries(tx.connection))
            checkpoint = log.checkpoint(tx.connection)
            bound = {line.subject_id: _detail(line).get("bound") for line in lines if line.action == Action.ASSESS}
            kept = rounds.bindings(tx.connection) + environment.bindings(tx.connection)
            changed = sum(binding(nonce, body) != bound.get(id_) for id_, nonce, body in kept)
            broken = sum(not _is_whole(ref.sha256, text) for ref, text in forms.texts(tx.connection).items())
            ends = bad_ends(tx.connection, desk.folder, desk.keys.vault_id)
            found += slot_findings(tx.connection, header.read(desk.folder))
    except KnownError as error:
        return (*found, Finding(error.code, str(error)))
    found += _check_log(lines, checkpoint, signers, desk.keys.vault_id) or _check_signers(lines, signers, desk.keys)
    found += [end.finding for end in ends]
    found += [finding(CUT_BEFORE, day=short_date(line.at)) for line in lines if _tells_of_a_cut(line)]
    found += [known for known in desk.journal.findings if known not in found]
    if changed:
        found.append(finding(ANSWERS_CHANGED, count=changed))
    if broken:
        found.append(finding(FORM_CHANGED, count=broken))
    return tuple(found)


def old_lines_fit(connection: Connection, vault_id: str, until: int) -> bool:
    """Whether the lines up to ``until`` and the checkpoint before them are as they were written.

    Retention asks before it takes them away: what somebody changed stays, and goes on being found.
    """
    signers = {slot: key for slot, (_, key) in people.signing_keys(connection).items()}
    old = list(log.entries(connection, until=until))
    telling = list(log.entries(connection, actions=(Action.RETAIN_LOG, *_COMING, *_GIVING_ROLE)))
    checkpoint = log.checkpoint(connection)
    return not (
        _check_checkpoint(old, telling, checkpoint, signers, vault_id)
        or _check_chain(old, checkpoint, signers, vault_id)
    )


def _check_log(
    lines: Sequence[log.LogEntry], checkpoint: log.Checkpoint | None, signers: dict[str, bytes], vault_id: str
) -> list[Finding]:
    """The first fault of the log: what comes after it can't be trusted anyway."""
    return _check_checkpoint(lines, lines, checkpoint, signers, vault_id) or _check_chain(
        lines, checkpoint, signers, vault_id
    )


def _check_checkpoint(
    lines: Sequence[log.LogEntry],
    telling: Sequence[log.LogEntry],
    checkpoint: log.Checkpoint | None,
    signers: dict[str, bytes],
    vault_id: str,
) -> list[Finding]:
    """Whether somebody who might has signed where the log begins; ``telling`` are the lines that say who might."""
    if checkpoint is None:
        return []
    kept = [line.hash for line in lines if line.number <= checkpoint.number]
    signer = signers.get(checkpoint.slot_id)
    covered = checkpoint_bytes(vault_id, checkpoint, kept)
    if signer is None or not signature_fits(signer, checkpoint.signature, covered):
        return [finding(CHECKPOINT)]
    if not any(_sets(line, checkpoint) and _might(telling, line) for line in telling):
        return [finding(CHECKPOINT)]
    return []


def _check_chain(
    lines: Sequence[log.LogEntry], checkpoint: log.Checkpoint | None, signers: dict[str, bytes], vault_id: str
) -> list[Finding]:
    """Whether every line is signed and bound to the one before.

    The lines before a checkpoint are the few that it kept; each is looked at by itself.
    """
    begins, previous = (0, "") if checkpoint is None else (checkpoint.number, checkpoint.hash)
    place = begins
    for line in lines:
        digest = entry_hash(vault_id, line)
        if line.number > begins:
            place += 1
            if line.number != place:
                return [finding(LINE_MISSING, number=line.number)]
            if line.previous != previous:
                return [finding(CHAIN_BROKEN, number=line.number)]
            previous = digest
        if digest != line.hash:
            return [finding(CHAIN_BROKEN, number=line.number)]
        signer = signers.get(line.slot_id)
        if signer is None or not signature_fits(signer, line.signature, bytes.fromhex(digest)):
            return [finding(SIGNATURE, number=line.number)]
    return []


def _sets(line: log.LogEntry, checkpoint: log.Checkpoint) -> bool:
    """Whether this is the line of the person who made the checkpoint, when they did."""
    made = (line.action, line.slot_id, _detail(line).get("until"))
    return line.number > checkpoint.number and made == (Action.RETAIN_LOG, checkpoint.slot_id, checkpoint.number)


def _might(lines: Sequence[log.LogEntry], made: log.LogEntry) -> bool:
    """Whether whoever signed this line had, by the lines before it, a role that may take lines away."""
    before = [line for line in lines if line.number < made.number]
    first = next((line.actor_id for line in before if line.action == Action.SET_UP), "")
    who = next((line.actor_id for line in before if line.slot_id == made.slot_id and line.action in _COMING), None)
    role: object = Role.LEADER if who == first else None
    for line in before:
        if line.subject_id == who and line.action in _GIVING_ROLE:
            role = _detail(line).get("role", role)
    return role in {role.value for role, reach in RULES[Action.RETAIN_LOG].items() if reach is Reach.ALL}


def _check_signers(lines: Sequence[log.LogEntry], signers: dict[str, bytes], keys: Keys) -> list[Finding]:
    """Whether the keys in the vault are those that their owners came with.

    A key stands in the line in which its owner joined, so every line that somebody else signed later binds it; and
    whoever asks knows their own.
    """
    said = {line.slot_id: _detail(line).get("key") for line in lines if line.action in (Action.SET_UP, Action.JOIN)}
    invited = {line.subject_id for line in lines if line.action == Action.INVITE}
    uninvited = {
        line.slot_id
        for line in lines
        if line.action == Action.JOIN and line.subject_id not in invited and "by" not in _detail(line)
    }
    strange = sum(
        said.get(slot) != key.hex() or slot in uninvited or (slot == keys.slot_id and key != keys.verify_key)
        for slot, key in signers.items()
    )
    return [finding(SIGNERS_CHANGED, count=strange)] if strange else []


def _detail(line: log.LogEntry) -> dict[str, object]:
    """What the line says; nothing when somebody made it unreadable."""
    try:
        return msgspec.json.decode(line.detail, type=dict[str, object])
    except msgspec.DecodeError:
        return {}


def _tells_of_a_cut(line: log.LogEntry) -> bool:
    return line.action == BROKEN and _detail(line).get("why") in ("cut", "forged")


def _is_whole(sha256: str, text: str) -> bool:
    try:
        return read_form(text).ref.sha256 == sha256
    except KnownError:
        return False
