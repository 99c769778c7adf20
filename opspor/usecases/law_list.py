"""The law list with what the house has looked up: read by anybody, and noted by the leader as looked up in the law.

A look lies in ``beredskab.json`` beside the local layer: whoever reads a rule when locked reads the same.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.local import LawCheck
from opspor.reference import law
from opspor.reference.law import Rule, Whose
from opspor.usecases import contacts
from opspor.usecases.desk import Desk
from opspor.usecases.local_layer import AHEAD, NO_FUNCTION, TOO_LONG
from opspor.vault import beredskab_file

NO_PLACE = Fault(
    "LOV-STED",
    "Skriv, hvor i loven reglen står, fx lovens navn og nummeret. Intet er ændret endnu.",
)
NO_RULE = Fault("LOV-REGEL", "Reglen findes ikke i listen. Intet er ændret. Luk siden, og åbn den igen.")
LONGEST = 120  # letters: where a rule stands and who looked it up, on one line of a paper


def listed(desk: Desk) -> tuple[Rule, ...]:
    """Every rule that is in force today, in the order of the list, with what the house has looked up."""
    with desk.read(Action.SEE_PEOPLE) as tx:
        checks = beredskab_file.read(desk.folder).local.checks
        return tuple(law.checked(rule, checks) for rule in law.rules() if rule.holds_on(tx.today))


def rule_on(folder: Path, rule_id: str, day: date) -> Rule:
    """The rule as it stood on ``day`` (of a paper: when it was written), with what the house has looked up.

    Anybody may read it, also when locked. KeyError for no rule.
    """
    return law.rule_on(rule_id, day, beredskab_file.read(folder).local.checks)


def check(desk: Desk, found: LawCheck) -> None:
    """Note that somebody has looked a rule up, and where it stands: from then on it is quoted so.

    Raises LOV-REGEL, LOV-STED, LOKAL-HVEM, LOKAL-DAG, LOKAL-LANG and LOKAL-NAVN.
    """
    with desk.write(Action.CHANGE_LOCAL) as tx:
        kept = replace(found, where=found.where.strip(), checked_by=found.checked_by.strip())
        if not any(rule.id == kept.rule and rule.whose is not Whose.OURS for rule in law.rules()):
            raise KnownError(NO_RULE)
        if not kept.where:
            raise KnownError(NO_PLACE)
        if not kept.checked_by:
            raise KnownError(NO_FUNCTION)
        if kept.checked_on > tx.today:
            raise KnownError(AHEAD)
        if max(len(kept.where), len(kept.checked_by)) > LONGEST:
            raise KnownError(TOO_LONG, most=LONGEST)
        contacts.check_names(tx, [kept.where, kept.checked_by])
        held = beredskab_file.read(desk.folder)
        others = tuple(one for one in held.local.checks if one.rule != kept.rule)
        beredskab_file.write(desk.folder, desk.keys, held.entries, replace(held.local, checks=(*others, kept)))
        tx.note(rule=kept.rule)
        tx.changed(Kind.SETTINGS)
