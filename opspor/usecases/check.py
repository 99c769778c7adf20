"""Whether a vault is whole: header, pages, phone numbers, log chain and signatures, sealed answers, forms."""

import msgspec

from opspor.domain.access import Action
from opspor.domain.errors import Fault, KnownError
from opspor.forms.reader import read_form
from opspor.store import forms, log, people, rounds
from opspor.usecases.assess import binding
from opspor.usecases.desk import Desk, entry_hash
from opspor.vault import beredskab_file, header
from opspor.vault.datafile import check_pages
from opspor.vault.faults import Finding, finding
from opspor.vault.keys import signature_fits

CHAIN_BROKEN = Fault(
    "LOG-KAEDE",
    "Loggen er ændret: linje {number} passer ikke til linjen før. Dine data kan læses. Tal med it.",
)
LINE_MISSING = Fault(
    "LOG-HUL",
    "Loggen er ændret: der mangler en linje før linje {number}. Dine data kan læses. Tal med it.",
)
SIGNATURE = Fault(
    "LOG-UNDERSKRIFT",
    "Loggen er ændret: underskriften på linje {number} passer ikke. Dine data kan læses. Tal med it.",
)
TAIL_CUT = Fault(
    "LOG-HALE",
    "Loggen er kortere, end den var: linje {number} mangler. Dine data kan læses. Tal med it.",
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


def check(desk: Desk) -> tuple[Finding, ...]:
    """Everything that is wrong with the vault, in words; empty when all is well. Changes nothing."""
    found = [*header.read(desk.folder).findings, *check_pages(desk.folder, desk.keys)]
    try:
        if not beredskab_file.verify(desk.folder, desk.keys):
            found.append(finding(NUMBERS_CHANGED))
        with desk.read(Action.CHECK) as tx:
            signers = {slot: key for slot, (_, key) in people.signing_keys(tx.connection).items()}
            lines = list(log.entries(tx.connection))
            bound = {line.subject_id: _bound(line) for line in lines if line.action == Action.ASSESS}
            changed = sum(binding(nonce, body) != bound.get(id_) for id_, nonce, body in rounds.bindings(tx.connection))
            broken = sum(not _is_whole(ref.sha256, text) for ref, text in forms.texts(tx.connection).items())
    except KnownError as error:
        return (*found, Finding(error.code, str(error)))
    found += _check_log(lines, signers, desk.keys.vault_id)
    head = header.read(desk.folder).log
    if (
        head is not None
        and head.number
        and head.hash not in {line.hash for line in lines if line.number == head.number}
    ):
        found.append(finding(TAIL_CUT, number=head.number))
    if changed:
        found.append(finding(ANSWERS_CHANGED, count=changed))
    if broken:
        found.append(finding(FORM_CHANGED, count=broken))
    return tuple(found)


def _check_log(lines: list[log.LogEntry], signers: dict[str, bytes], vault_id: str) -> list[Finding]:
    """The first fault of the chain: what comes after it can't be trusted anyway."""
    previous = ""
    for place, line in enumerate(lines, start=1):
        if line.number != place:
            return [finding(LINE_MISSING, number=line.number)]
        digest = entry_hash(vault_id, line)
        if line.previous != previous or digest != line.hash:
            return [finding(CHAIN_BROKEN, number=line.number)]
        signer = signers.get(line.slot_id)
        if signer is None or not signature_fits(signer, line.signature, bytes.fromhex(digest)):
            return [finding(SIGNATURE, number=line.number)]
        previous = digest
    return []


def _bound(line: log.LogEntry) -> object:
    """What the line says that the answers were; None when somebody made its detail unreadable."""
    try:
        return msgspec.json.decode(line.detail, type=dict[str, object]).get("bound")
    except msgspec.DecodeError:
        return None


def _is_whole(sha256: str, text: str) -> bool:
    try:
        return read_form(text).ref.sha256 == sha256
    except KnownError:
        return False
