"""Letters to parents: who has got one, in which language, printed for a whole group in one go.

A letter is the same for everybody in a group, and draws on nothing that is written about the child: so it goes on
unchanged where a concern stops other papers to a home (design section 11, rule 2). It bears no address.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import msgspec

from opspor import data_folder
from opspor.documents import fonts
from opspor.documents.document import Document
from opspor.documents.information_letter import LetterFacts, lacking, letter
from opspor.domain.access import Action, Reach, reach
from opspor.domain.assessment import Context
from opspor.domain.changes import Kind
from opspor.domain.child import Carer, ChildInList, Custody
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Group, Role
from opspor.domain.rights import RightKind
from opspor.domain.rounds import CONTEXT_OF
from opspor.domain.text import fold
from opspor.exchange import letter_file
from opspor.reference import letters as texts
from opspor.reference.letters import DANISH, House, Language, in_order, spoken
from opspor.store import children, notices, people, protection
from opspor.store.families import families
from opspor.usecases import law_list, retention
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.log import months_of
from opspor.usecases.paper_files import log_mark, saved

NOBODY = Fault("BREV-INGEN", "Der er ingen at lave breve til. Intet er lavet. Vælg mindst ét barn, der går her nu.")
SIGNS = Fault(
    "BREV-FIL-TEGN",
    "Oversættelsen har tegn, som opspor ikke kan skrive på papir: {signs}. Intet er ændret. "
    "Brevet kan skrives med latinske, kyrilliske, græske og arabiske bogstaver.",
)

_TO_TRANSLATOR = """# Brevet til forældre, til oversættelse.
# Oversæt teksterne i anførselstegn. Ordene i {parenteser} skal blive stående.
# Skriv i made_by, hvilken funktion der oversatte (fx "Kommunens tolk"), og tilføj dagen: made_on = 2026-12-31
"""
_FETCHED = "letters"  # the setting that holds a municipality's own translations
_HOUSES = {
    Context.DAYCARE: House.DAYCARE,
    Context.SCHOOL: House.SCHOOL,
    Context.AFTER_SCHOOL: House.SCHOOL,
    Context.HOME: House.HOME,
}
_BASIS = {House.DAYCARE: "public_task", House.SCHOOL: "public_task_school", House.HOME: "public_task_home"}
_LAW = ("parents_informed", "duty")


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A child: since when its parents know, what was typed of their language, which language a letter gets by that,
    and whom each copy is for (nobody named: whoever has custody).

    ``lacks``: their language has no text, so the letter would be Danish. ``not_now``: an exception is written down, so
    they are not to be told; shown to the leader alone.
    """

    child: ChildInList
    told_on: date | None
    said: str
    language: str
    lacks: str
    copies: tuple[tuple[str, ...], ...]
    not_now: bool = False


@dataclass(frozen=True, slots=True)
class GroupLetters:
    """A group and its children. ``groups`` are those one may choose, each with how many have no date.

    ``missing`` is what the institution must say first, in words.
    """

    group: Id
    groups: tuple[tuple[Group, int], ...]
    rows: tuple[LetterRow, ...]
    languages: tuple[Language, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """How many children letters were made for, how many letters, of how many children that were asked for."""

    children: int
    letters: int
    of: int


def group_letters(desk: Desk, group_id: Id | None) -> GroupLetters:
    """The letters of a group; None, or one that one does not see: the first of one's own. Reading it is logged."""
    with desk.read(Action.SEE_CHILDREN) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)  # what one may not see is left out below
        every = reach(desk.staff, Action.SEE_CHILDREN) is Reach.ALL
        told = notices.given(tx.connection)
        of = children.groups_of(tx.connection)
        untold: dict[Id, int] = {}
        for child, its in of.items():
            for one in its if child not in told else ():
                untold[one] = untold.get(one, 0) + 1
        mine = tuple(
            (group, untold.get(group.id, 0))
            for group in people.groups(tx.connection)
            if group.child_count and (every or group.id in desk.staff.groups)
        )
        known = languages_of(tx)
        chosen = next((group.id for group, _ in mine if group.id == group_id), mine[0][0].id if mine else Id(""))
        rows = tuple(_rows(desk, tx, chosen, told, known))
        tx.note(chosen, children=len(rows))
        return GroupLetters(chosen, mine, rows, known, lacking(people.institution(tx.connection)))


def _rows(
    desk: Desk, tx: Transaction, group: Id, told: dict[Id, date], known: tuple[Language, ...]
) -> Iterator[LetterRow]:
    homes = families(tx.connection, group)
    leads = reach(desk.staff, Action.SEE_CHILDREN) is Reach.ALL
    exempt = _exempt(tx) if leads else set()
    for child in children.listed(tx.connection, groups={group}):
        said, carers = homes[child.id]
        theirs = spoken(said, known)
        has_text = theirs is not None and theirs.text is not None
        yield LetterRow(
            child,
            told.get(child.id),
            said.strip(),
            theirs.code if theirs is not None and has_text else DANISH,
            "" if has_text or not said.strip() else (theirs.name_da.lower() if theirs is not None else said.strip()),
            copies(carers),
            child.id in exempt,
        )


def _exempt(tx: Transaction) -> set[Id]:
    """The children whose parents are not to be told now: an exception that nothing has answered."""
    notes = protection.notes(tx.connection)
    over = {note.answers for note in notes if note.answers is not None}
    return {note.child_id for note in notes if note.kind is RightKind.NOT_INFORMED and note.id not in over}


def copies(carers: Sequence[Carer]) -> tuple[tuple[str, ...], ...]:
    """Whom each copy is for: those who have custody, one for each home, so that no home reads of another.

    Where nobody is known to have custody there is one, without a name. A protected carer has one alone.
    """
    homes: dict[tuple[object, ...], tuple[str, ...]] = {}
    for one in carers:
        if one.custody is Custody.YES and one.name.strip():
            home = (one.id,) if one.protected else (one.lives_with_child, fold(one.address))
            homes[home] = (*homes.get(home, ()), one.name.strip())
    return tuple(homes.values()) or ((),)


# --- printing ---------------------------------------------------------------------------------------------------------


def save(
    desk: Desk,
    group_id: Id,
    chosen: Sequence[tuple[Id, str]],
    target: Path,
    progress: Callable[[int, int], None] = lambda done, of: None,
    stop: Callable[[], bool] = lambda: False,
) -> Printed:
    """Save the letters of the chosen children, each with the code of a language, as one PDF: whole, or not at all.

    Where it was stopped there is no file and no line in the log, and ``Printed`` says 0. Raises BREV-INGEN,
    BREV-SPROG, BREV-MANGLER and PAPIR-IKKE-GEMT.
    """
    try:
        with saved(target) as put, desk.write(Action.PRINT_LETTER) as tx:
            wanted = _wanted(tx, group_id, chosen)
            tx.note(wanted[0][0].id if len(wanted) == 1 else group_id, children=len(wanted))
            content, made = _drawn(desk, tx, group_id, wanted, progress, stop)
            put(content)
            return Printed(len(wanted), made, len(chosen))
    except _Stopped:
        return Printed(0, 0, len(chosen))


def save_each(
    desk: Desk,
    group_id: Id,
    chosen: Sequence[tuple[Id, str]],
    folder: Path,
    progress: Callable[[int, int], None] = lambda done, of: None,
    stop: Callable[[], bool] = lambda: False,
) -> Printed:
    """As ``save``, a file for each child, named by its code. Stopped: those that are there are whole."""
    done = letters = 0
    with desk.read(Action.PRINT_LETTER) as tx:
        codes = {child.id: child.code for child, _ in _wanted(tx, group_id, chosen)}
    for child_id, language in chosen:
        if stop():
            break
        one = save(desk, group_id, [(child_id, language)], folder / f"brev-{codes[child_id]}.pdf")
        done, letters = done + 1, letters + one.letters
        progress(done, len(chosen))
    return Printed(done, letters, len(chosen))


def preview(desk: Desk, group_id: Id, child_id: Id, language: str) -> bytes:
    """The first letter to a child's parents as it will be drawn, without the line of the log."""
    with desk.read(Action.PRINT_LETTER) as tx:
        (wanted,) = _wanted(tx, group_id, [(child_id, language)])
        from opspor.documents import layout  # ReportLab is heavy and only needed here

        return layout.draw(next(_letters(desk, tx, group_id, [wanted], "")))


def _wanted(tx: Transaction, group_id: Id, chosen: Sequence[tuple[Id, str]]) -> list[tuple[ChildInList, str]]:
    """The chosen children who are in the group now, in the order of the class list."""
    tx.require(groups=(group_id,))
    codes = dict(chosen)
    here = children.listed(tx.connection, groups={group_id})
    wanted = [(child, codes[child.id]) for child in here if child.id in codes]
    if not wanted or len(wanted) < len(codes):
        raise KnownError(NOBODY)
    return wanted


class _Stopped(Exception):
    """The person stopped it: what was begun is taken back."""


def _drawn(
    desk: Desk,
    tx: Transaction,
    group_id: Id,
    wanted: list[tuple[ChildInList, str]],
    progress: Callable[[int, int], None],
    stop: Callable[[], bool],
) -> tuple[bytes, int]:
    """The PDF, and of how many letters it is."""
    made = 0

    def counted(documents: Iterator[Document]) -> Iterator[Document]:
        nonlocal made
        for document in documents:
            if stop():
                raise _Stopped
            made += 1
            progress(min(made, len(wanted)), len(wanted))
            yield document

    from opspor.documents import layout  # ReportLab is heavy and only needed here

    return layout.draw_all(counted(_letters(desk, tx, group_id, wanted, log_mark(desk, tx)))), made


def _letters(
    desk: Desk, tx: Transaction, group_id: Id, wanted: Sequence[tuple[ChildInList, str]], mark: str
) -> Iterator[Document]:
    known = {one.code: one for one in languages_of(tx)}
    danish = known[DANISH]
    house = _house(tx, group_id)
    homes = families(tx.connection, group_id)
    sees, sees_not = _roles(tx, house)
    rules = [law_list.rule_on(desk.folder, id_, tx.today) for id_ in (_BASIS[house], *_LAW)]
    make = partial(
        LetterFacts,
        house=house,
        institution=people.institution(tx.connection),
        schedule=retention.schedule_of(tx),
        log_months=months_of(tx),
        sees=sees,
        sees_not=sees_not,
        rules=tuple(f"{rule.text} {rule.quoted}" for rule in rules),
        printed_on=tx.today,
        mark=mark,
    )
    for child, code in wanted:
        for carers in copies(homes[child.id][1]):
            yield letter(make(language=known.get(code, danish), child=child.full_name, carers=carers))


def _house(tx: Transaction, group_id: Id) -> House:
    (kind,) = (group.kind for group in people.groups(tx.connection) if group.id == group_id)
    return _HOUSES[CONTEXT_OF[kind]]


def _roles(tx: Transaction, house: House) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
    """The roles that somebody here has: of those who may read what is written there, and of those who may not."""
    action = Action.OPEN_VISIT if house is House.HOME else Action.OPEN_CHILD
    here = {one.role: reach(one, action) is not Reach.NONE for one in people.staff(tx.connection) if one.is_here}
    return tuple(r for r in Role if here.get(r)), tuple(r for r in Role if r in here and not here[r])


# --- languages --------------------------------------------------------------------------------------------------------


def languages_of(tx: Transaction) -> tuple[Language, ...]:
    """The languages that come with the program, and in their place what the municipality has translated."""
    stored = people.setting(tx.connection, _FETCHED)
    fetched = msgspec.json.decode(stored, type=tuple[Language, ...]) if stored else ()
    return in_order([*{one.code: one for one in (*texts.shipped(), *fetched)}.values()])


def fetch(desk: Desk, file: Path) -> Language:
    """Take over a municipality's own translation; a newer one takes the place of that before.

    Raises what ``letter_file.read_file`` raises, and BREV-FIL-TEGN for signs that no font here has.
    """
    found = letter_file.read_file(file)
    if signs := fonts.undrawable_in(str(found.text)):
        raise KnownError(SIGNS, signs=" ".join(signs[:8]))
    with desk.write(Action.CHANGE_LOCAL) as tx:
        stored = people.setting(tx.connection, _FETCHED)
        before = msgspec.json.decode(stored, type=tuple[Language, ...]) if stored else ()
        now = (*(one for one in before if one.code != found.code), found)
        people.put_setting(tx.connection, _FETCHED, msgspec.json.encode(now).decode())
        tx.note(language=found.code)
        tx.changed(Kind.SETTINGS)
    return found


def for_translator(desk: Desk, language: Language, target: Path) -> None:
    """Save the Danish letter as a file to translate: with the name of the language, and room for who did it and when.

    Raises PAPIR-IKKE-GEMT.
    """
    known = {
        "code": language.code, "name": language.name, "name_da": language.name_da, "said": language.said,
        "direction": language.direction, "status": texts.Status.READY, "made_by": "",
    }  # fmt: skip
    head = [f"{key} = {msgspec.json.encode(value).decode()}" for key, value in known.items()]
    danish = (data_folder("resources") / "letters" / f"{DANISH}.toml").read_text("utf-8").partition("[text]")[2]
    with saved(target) as put, desk.read(Action.CHANGE_LOCAL):
        put("\n".join([_TO_TRANSLATOR, *head, f"\n[text]{danish}"]).encode())
