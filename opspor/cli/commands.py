"""The commands on a vault and on the forms, each the same use case that the window calls."""

import argparse
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from opspor import data_folder
from opspor.cli import console, local
from opspor.cli import stock as stocktaking
from opspor.cli.arguments import JSON
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.matrix import Naming
from opspor.domain.paper import PaperKind
from opspor.domain.text import count_of
from opspor.exchange.class_list import ClassList, ListRow, Status
from opspor.exchange.known import mark_known
from opspor.exchange.reading import read_list
from opspor.forms.check import check_forms, measure_forms
from opspor.usecases import absences, check, children, new_version, paper_out, papers, plans, subject_access
from opspor.usecases.matrix_papers import print_matrix
from opspor.vault import copies, header, register
from opspor.vault.attempts import WAIT
from opspor.vault.faults import AMBIGUOUS, WRONG_LOGIN, Finding
from opspor.vault.keys import Derive
from opspor.vault.password import judge
from opspor.workplace import Workplace, create, open_vault
from opspor.workplace.restoring import Restoring
from opspor.workplace.several_papers import save_all
from opspor.workplace.stocktaking import opened_copy

TOO_WEAK = Fault("LINJE-SVAG", "Adgangskoden er ikke stærk nok. Intet er oprettet. {words}")
NO_FOLDER = Fault("LINJE-MAPPE", "Der er ingen mappe med skemaer her. Se efter, om stien er skrevet rigtigt.")

_NOT_OURS_TO_FIND = (WRONG_LOGIN, AMBIGUOUS, WAIT)  # a wrong password says nothing about the vault


def now() -> datetime:
    """The moment, in the PC's own time zone."""
    return datetime.now(UTC).astimezone()


def new(args: argparse.Namespace, derive: Derive) -> int:
    """``opspor new``: a vault with its first person."""
    password = console.read_password(from_stdin=args.password_stdin, twice=True)
    name = args.name or args.user
    judgement = judge(password, (args.user, name, args.institution))
    if not judgement.accepted:
        raise KnownError(TOO_WEAK, words=judgement.words)
    place = create(
        args.vault,
        institution=args.institution,
        name=name,
        title="",
        login=args.user,
        password=password,
        clock=now,
        derive=derive,
    )
    place.close()
    console.say("Mappen er klar.")
    for found in place.findings:
        console.say(found.text)
    console.say("Der er ingen gendannelsesnøgle endnu: åbn mappen i vinduet, og lav en under Indstillinger.")
    return 0


@contextmanager
def _opened(args: argparse.Namespace, derive: Derive) -> Iterator[Workplace]:
    """The vault, open for whoever the login and the password belong to. What was found on the way in is said at the
    end; that the window crashed is still news for whoever opens it next.
    """
    password = console.read_password(from_stdin=args.password_stdin)
    place = open_vault(args.vault, args.user, password, clock=now, derive=derive)
    try:
        yield place
    finally:
        place.close(told=False)
        _tell(place.findings)


def _tell(findings: Iterable[Finding]) -> None:
    for each in findings:
        console.tell(f"{each.text} [{each.code}]")


def import_(args: argparse.Namespace, derive: Derive) -> int:
    """``opspor import``: a class list. Rows that are doubtful are imported and said; refused ones are not."""
    class_list = read_list(args.file, today=now().date(), with_cpr=args.cpr)
    with _opened(args, derive) as place:
        class_list = against(place, class_list, args.group)
        rows = wanted(class_list)
        if not all(row.group or args.group.strip() for row in rows):
            raise KnownError(children.GROUP_MISSING)
        if rows and not args.dry_run:
            new_children = [new_child(row) for row in rows]
            place.run(partial(children.import_list, new=new_children, group=args.group)).result()
    if args.json:
        console.say_json(_import_result(class_list, rows, args.group))
    else:
        _say_import(class_list, dry_run=args.dry_run)
    return 0


def against(place: Workplace, class_list: ClassList, group: str = "") -> ClassList:
    """The list held against the children of the open vault; ``group`` is where those go whose row names none."""
    return mark_known(class_list, place.look(children.known).result(), group)


def wanted(class_list: ClassList) -> list[ListRow]:
    """The rows that become children, those that were read, also with doubt, or that come into one more group."""
    return [row for row in class_list.rows if row.status in (Status.READ, Status.DOUBTFUL, Status.SECOND_GROUP)]


def new_child(row: ListRow) -> children.NewChild:
    """What a use case needs of a row."""
    return children.NewChild(
        row.first_name,
        row.last_name,
        row.birth_date,
        row.cpr,
        row.group,
        row.contact_person,
        row.known,
        row.protected,
    )


def _import_result(class_list: ClassList, rows: list[ListRow], group: str) -> dict[str, object]:
    counts = {status.value: class_list.count(status) for status in Status}
    counts[Status.ALREADY_THERE] += counts[Status.SECOND_GROUP]  # who comes into one more group is there already
    return {
        "rows": class_list.rows_total,
        **counts,
        "children": [
            {
                "row": row.row,
                "first_name": row.first_name,
                "last_name": row.last_name,
                "birth_date": row.birth_date.isoformat() if row.birth_date else None,
                "group": row.group or group.strip(),
            }
            for row in rows
        ],
        "problems": [
            {"row": found.row, "column": found.column, "code": found.code, "text": found.text}
            for found in class_list.problems
        ],
    }


_STATUS_WORDS = {
    Status.READ: "læst",
    Status.DOUBTFUL: "læst med tvivl",
    Status.REFUSED: "ikke læst",
    Status.ALREADY_THERE: "er her allerede",
    Status.SECOND_GROUP: "får en gruppe til",
}


def _say_import(class_list: ClassList, *, dry_run: bool) -> None:
    for found in class_list.problems:
        where = " ".join(filter(None, (f"Række {found.row}" if found.row else "Filen", found.column)))
        console.say(f"{where}: {found.text} [{found.code}]")
    counts = ", ".join(
        f"{class_list.count(status)} {words}"
        for status, words in _STATUS_WORDS.items()
        if status is not Status.SECOND_GROUP or class_list.count(status)
    )
    console.say(f"{count_of(class_list.rows_total, 'række', 'rækker')}: {counts}.")
    if dry_run:
        console.say("Intet er ændret.")


def check_(args: argparse.Namespace, derive: Derive) -> int:
    """``opspor check``: whether a vault is whole. What keeps it from opening is a finding too."""
    found: tuple[Finding, ...] = ()
    try:
        found = header.read(args.vault).findings  # before opening, which mends what it can
        with _opened(args, derive) as place:
            found = tuple(dict.fromkeys((*found, *place.run(check.check).result())))
            place.findings = tuple(each for each in place.findings if each not in found)
    except KnownError as error:
        if error.fault in _NOT_OURS_TO_FIND or error.fault in console.FAULTS:
            raise
        found = (*found, Finding(error.code, str(error)))
    if args.json:
        console.say_json({"ok": not found, "findings": [{"code": f.code, "text": f.text} for f in found]})
    else:
        for each in found:
            console.say(f"{each.text} [{each.code}]")
        if not found:
            console.say("Mappen er hel.")
    return 1 if found else 0


def backup(args: argparse.Namespace, derive: Derive) -> int:
    """``opspor backup``: a checked copy of a vault, with the register of deletions beside it."""
    if args.file.exists():
        raise KnownError(copies.EXISTS)
    with _opened(args, derive) as place:
        file, label = place.copies.make(args.file)
        beside = register.place(file.parent, place.vault_id)
    size = file.stat().st_size
    if args.json:
        console.say_json({"bytes": size, "log_number": label.log_number, "register": beside.name})
    else:
        console.say(f"Kopien er lavet og læst igen ({size / 1_000_000:.1f} MB).".replace(".", ",", 1))
        console.say(f"Gem {beside.name} sammen med den: filen husker, hvad der er slettet.")
    return 0


def restore(args: argparse.Namespace, derive: Derive) -> int:
    """``opspor restore``: a vault from a copy. What speaks against it is said; what lay there before is kept beside."""
    with Restoring(args.file, args.vault, clock=now, derive=derive) as coming:
        password = console.read_password(from_stdin=args.password_stdin)
        found = coming.check(open_vault(coming.folder, args.user, password, clock=now, derive=derive))
        restored = coming.finish()
    restored.place.close()
    _tell(found)
    kept = restored.kept.name if restored.kept else None
    if args.json:
        findings = [{"code": f.code, "text": f.text} for f in found]
        console.say_json(
            {
                "erased_again": restored.erased_again,
                "removed_again": restored.removed_again,
                "kept": kept,
                "findings": findings,
            }
        )
    else:
        console.say("Mappen er gendannet.")
        if restored.erased_again:
            console.say(f"Slettet igen: {count_of(restored.erased_again, 'barn', 'børn')}.")
        if restored.removed_again:
            console.say(f"Lukket igen: {count_of(restored.removed_again, 'adgang', 'adgange')}.")
        if kept:
            console.say(f"Den mappe, der lå der før, hedder nu {kept}.")
    return 0


def export(args: argparse.Namespace, derive: Derive) -> int:
    """``opspor export``: a finished paper, or a plan, a matrix or a pupil's absence as it stands, as PDF; or a draft of
    everything about a child for one who asks to read it.

    An underretning whose file ends in ``.json`` is saved for another system (docs/underretning.schema.json). With
    ``--all`` every underretning the person may see, each in a file of its own, into a folder that is there.
    """
    with _opened(args, derive) as place:
        if args.all:
            return _export_all(place, args.out)
        if args.kind == "access":
            draft = partial(subject_access.save_draft, child=args.id, to=args.to, target=args.out)
            place.run(draft).result()
            return 0
        if args.out.suffix == JSON:
            place.run(partial(paper_out.save_file, paper_id=Id(args.id), target=args.out)).result()
            return 0
        if args.kind == "plan":
            place.run(partial(plans.print_plan, plan_id=Id(args.id), target=args.out)).result()
            return 0
        if args.kind == "absence":
            place.run(partial(absences.print_absence, child_id=Id(args.id), quarters=(), target=args.out)).result()
            return 0
        if args.kind == "matrix":
            naming = Naming.COUNT if args.anonymous else Naming.INITIALS
            place.run(partial(print_matrix, round_id=Id(args.id), target=args.out, naming=naming)).result()
            return 0
        work = partial(
            papers.export,
            paper_id=Id(args.id),
            target=args.out,
            kind=PaperKind(args.kind),
            anonymous=True if args.anonymous else None,
        )
        place.run(work).result()
    return 0


def _export_all(place: Workplace, folder: Path) -> int:
    """What ends it is said after how far it came: the files that are there are whole."""
    wanted = place.look(paper_out.takeable).result()
    taken = save_all(place, wanted, folder)
    console.say(f"{taken.done} af {taken.of} er gemt i mappen. De er ikke noteret som sendt.")
    if taken.refused:
        console.tell(f"{taken.refused} kunne ikke laves: åbn dem i vinduet, så siger opspor hvorfor.")
    if taken.ended is not None:
        raise taken.ended
    return 1 if taken.refused else 0


def local_(args: argparse.Namespace, derive: Derive) -> int:
    """``opspor local``: the municipality's layer out of the vault, or into it."""
    way = local.export if args.local_command == "export" else local.import_
    with _opened(args, derive) as place:
        return way(args, place)


def stock_(args: argparse.Namespace, derive: Derive) -> int:
    """``opspor stock``: what a vault holds; a file is a copy of one, for when the PC is gone."""
    if args.vault.is_file():
        password = console.read_password(from_stdin=args.password_stdin)
        with opened_copy(args.vault, args.user, password, clock=now, derive=derive) as (place, copy_made):
            return stocktaking.take(args, place, copy_made)
    with _opened(args, derive) as place:
        return stocktaking.take(args, place)


def verify(args: argparse.Namespace, _derive: Derive) -> int:
    """``opspor verify``: a new version, before anybody installs it. Opens no vault."""
    found = new_version.check(args.file, new_version.known_sender(args.key))
    if args.json:
        console.say_json({"version": found.version, "data": found.data, "platform": found.platform})
    else:
        console.say(f"Filen er ægte: opspor {found.version}.")
        for step in new_version.what_to_do(found):
            console.say(f"  {step}")
    return 0


def forms(args: argparse.Namespace, _derive: Derive) -> int:
    """``opspor forms check``: the faults in a folder of forms."""
    folder = args.folder or data_folder("forms")
    if not folder.is_dir():
        raise KnownError(NO_FOLDER)
    found, measured = check_forms(folder), measure_forms(folder)
    if args.json:
        findings = [{"code": f.code, "place": f.place, "text": f.text} for f in found]
        lix = {name: {"form": form, "hardest": text} for name, (form, text) in measured.items()}
        console.say_json({"ok": not found, "findings": findings, "lix": lix})
    else:
        for each in found:
            console.say(f"{each.place}: {each.text} [{each.code}]")
        if not found:
            console.say(f"Skemaerne er i orden. Det højeste lixtal er {max(form for form, _ in measured.values())}.")
    return 1 if found else 0


COMMANDS: dict[str, Callable[[argparse.Namespace, Derive], int]] = {
    "new": new,
    "import": import_,
    "check": check_,
    "backup": backup,
    "restore": restore,
    "export": export,
    "local": local_,
    "stock": stock_,
    "verify": verify,
    "forms": forms,
}
