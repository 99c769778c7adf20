"""Getting a vault back from a copy, and trying once a year that it can be done.

A copy is unpacked beside its place and opened there: everything is checked, what was deleted since is deleted again,
and who was removed since is shut out again, with a new data key, before anything is put anywhere. A kill leaves that
folder, which the next restore clears away.
"""

import itertools
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from opspor.domain.clock import Clock, moment_in_words
from opspor.domain.errors import Fault, KnownError
from opspor.domain.people import Role
from opspor.domain.text import count_of
from opspor.store import erasure
from opspor.store.erasure import Counts
from opspor.usecases import check as checking
from opspor.usecases import copies as plans
from opspor.usecases import people
from opspor.usecases.copies import Again, CopyPlan
from opspor.usecases.desk import Desk
from opspor.vault import copies, header, register
from opspor.vault.connection import reader_engine
from opspor.vault.creation import free_place, put_in_place
from opspor.vault.datafile import check_pages
from opspor.vault.faults import Finding, finding, known_errors
from opspor.vault.header import DATA
from opspor.vault.keys import Derive, argon2id
from opspor.vault.lockfile import VaultLock
from opspor.vault.register import Erased
from opspor.workplace.place import Workplace
from opspor.workplace.rekeying import seal_anew

OTHER_VAULT = Fault(
    "KOPI-ANDEN",
    "Kopien hører til en anden opspor-mappe end den, der ligger der. Intet er ændret. "
    "Vælg en kopi af denne mappe, eller gendan til en ny, tom mappe.",
)
NOT_EQUAL = Fault(
    "KOPI-ANTAL",
    "Kopien har {copied.children} børn og {copied.records} optegnelser, men mappen har {held.children} og "
    "{held.records}. Mappen er ikke rørt. Lav en ny kopi, og prøv igen. Sker det igen, så tal med it.",
)
CAME_BACK = Fault(
    "KOPI-HENTET",
    "Mappen er hentet fra kopien af {made_at}. Det, der er skrevet senere, er ikke med. Se efter, hvad der mangler, "
    "og skriv det ind igen.",
)
CLOSED_OUT = Fault(
    "KOPI-ADGANG",
    "Den adgang, du låste op med, er lukket, siden kopien blev lavet. Intet er ændret. "
    "Bed en, der stadig har adgang, om at hente mappen tilbage.",
)
NO_LEADER = Fault(
    "KOPI-UDEN-LEDER",
    "Den, der var leder, da kopien blev lavet, er fjernet siden, så mappen har ingen leder bagefter. Vælg en nyere "
    "kopi, hvis I har en. Ellers hent den her, og lås så op med gendannelsesnøglen: den, I vælger der, bliver leder.",
)
REMOVED_AGAIN = Fault(
    "KOPI-FJERNET-IGEN", "Den adgang, I har lukket siden, er lukket igen: {people}. Alle andre låser op som før."
)
ERASED_AGAIN = Fault("KOPI-SLETTET-IGEN", "Det, I har slettet siden, er slettet igen: {children}.")
PARTS_AGAIN = Fault(
    "KOPI-FRIST-IGEN", "Det, der siden er slettet efter slettelisten, er slettet igen: {parts}. Se listen igennem."
)
KEPT = Fault("KOPI-GAMMEL", "Den mappe, der lå der før, er ikke slettet. Den ligger nu her: {folder}")


@dataclass(frozen=True, slots=True)
class Restored:
    """A vault that came back: open, how many children were deleted again and how many people shut out again, and where
    what lay there before is kept.

    The workplace's findings begin with that, in words.
    """

    place: Workplace
    erased_again: int
    removed_again: int
    kept: Path | None


class Restoring:
    """A copy on its way back: unpacked, then opened by whoever comes in, then put in place or thrown away.

    ``folder`` is the unpacked vault: open it with ``open_vault``, ``leaders`` and ``recover`` like any other, hand the
    workplace to ``check``, and then ``finish``. Leaving the ``with`` block, or ``cancel``, clears up.
    """

    def __init__(
        self,
        file: Path,
        target: Path,
        *,
        clock: Clock,
        derive: Derive = argon2id,
        progress: copies.Progress = copies.silent,
        stop: copies.Stop = copies.never,
    ) -> None:
        """Look at the copy and the place, and unpack.

        Raises what ``copies.unpack`` raises; ``KnownError`` KOPI-ANDEN when another vault lies at ``target``,
        BOKS-IKKE-TOM when something else does, BOKS-AABEN when it is open.
        """
        self._file, self._target, self._clock, self._derive = file, target.resolve(), clock, derive
        self.label = copies.label_of(file)
        self._in_the_way = _in_the_way(self._target, self.label.vault_id, clock)
        self.folder = self._target.with_name(f".{self._target.name}-gendannes")
        self._place: Workplace | None = None
        self._erased: tuple[Erased, ...] = ()
        with known_errors():
            self._target.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(mode=0o700)
            try:
                copies.unpack(file, self.folder, progress=progress, stop=stop)
            except BaseException:
                self.cancel()
                raise

    def check(self, place: Workplace) -> tuple[Finding, ...]:
        """What speaks against using the copy that ``place``, opened in ``folder``, holds; empty when nothing does.

        A person may go on knowingly: with a log that was changed, or without the register of deletions. Raises
        ``KnownError`` KOPI-SKADET for a broken page, KOPI-ANDEN when it is not the vault that it says it is,
        REGISTER-FALSK for a register that somebody else wrote, and KOPI-ADGANG when ``place`` was opened by somebody
        who was removed since.
        """
        self._place = place
        if check_pages(self.folder, place._keys):
            raise KnownError(copies.DAMAGED)
        if place.vault_id != self.label.vault_id:
            raise KnownError(OTHER_VAULT)
        doubts = place.run(checking.check).result()
        place.run(plans.prepare).result()
        registers = self._registers(place)
        if not registers:
            name = register.place(self._file.parent, place.vault_id).name
            return (*doubts, finding(register.MISSING, file=name))
        self._erased = tuple({each.id: each for each in itertools.chain(*registers)}.values())
        removed = {each.id for each in self._erased if each.kind == erasure.STAFF}
        if place.staff.id in removed:
            raise KnownError(CLOSED_OUT)
        staff = place.look(people.overview).result().staff
        if not any(member.is_here and member.role is Role.LEADER and member.id not in removed for member in staff):
            return (*doubts, finding(NO_LEADER))
        return doubts

    def _registers(self, place: Workplace) -> tuple[tuple[Erased, ...], ...]:
        """The register beside the copy, and the one where copies of the vault usually lie: it may know more."""
        key, _ = place.look(plans.register_of).result()
        plan = place.look(lambda desk: plans.facts(desk, 0)).result().plan
        found = [register.read(self._file.parent, place.vault_id, key)]
        with suppress(KnownError):  # nobody named that folder now: it may be on a drive that is away
            found.append(register.read(plans.folder_of(plan, self._target), place.vault_id, key))
        return tuple(erased for erased in found if erased is not None)

    def finish(self) -> Restored:
        """Do again what was done since, put the vault in its place, and open it there for whoever came in.

        Children are deleted again. When somebody was removed, or an invitation taken back, the vault is sealed to those
        who stay, under a new data key, before it stands anywhere.

        A vault that lay there is kept beside it under another name. Call ``check`` first.
        """
        place = self._place
        assert place is not None  # noqa: S101  check gave its findings
        again, stay = place.run(self._replay).result()
        keys = place._keys
        place.close()
        self._place = None
        if again.people:
            keys = seal_anew(self.folder, keys, stay)
        aside = self._step_aside() if self._in_the_way else None
        try:
            with known_errors():
                put_in_place(self.folder, self._target)
        except BaseException:
            if aside is not None:
                aside.rename(self._target)
            raise
        opened = Workplace(self._target, keys, self._clock, derive=self._derive)
        told = [finding(CAME_BACK, made_at=moment_in_words(self.label.made_at))]
        if again.children:
            told.append(finding(ERASED_AGAIN, children=count_of(again.children, "barn", "børn")))
        if again.parts:
            told.append(finding(PARTS_AGAIN, parts=count_of(again.parts, "linje", "linjer")))
        if again.people:
            told.append(finding(REMOVED_AGAIN, people=count_of(again.people, "adgang", "adgange")))
        if aside is not None:
            told.append(finding(KEPT, folder=aside))
        opened.findings = (*told, *opened.findings)
        return Restored(opened, again.children, again.people, aside)

    def _replay(self, desk: Desk) -> tuple[Again, frozenset[str]]:
        """Do again what was done since; that, and the slots of those who stay."""
        again = plans.restored(desk, self._erased)
        with desk.engine.begin() as connection:
            return again, people.known_slots(connection)

    def cancel(self) -> None:
        """Let go of what was unpacked. Nothing else was touched."""
        if self._place is not None:
            self._place.close()
            self._place = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> "Restoring":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.cancel()

    def _step_aside(self) -> Path:
        """Rename what lies at the place; its new name. Raises ``KnownError`` BOKS-AABEN when it is open by now."""
        VaultLock(self._target, self._clock()).release()
        stem, number = f"{self._target.name}-gammel-{self._clock():%Y-%m-%d-%H%M}", 1
        aside = self._target.with_name(stem)
        while aside.exists():
            number += 1
            aside = self._target.with_name(f"{stem}-{number}")
        with known_errors():
            self._target.rename(aside)
        return aside


@dataclass(frozen=True, slots=True)
class Drill:
    """How a restore drill went: what the copy holds, what is wrong with it (nothing: it went well), and its seconds."""

    found: Counts
    findings: tuple[Finding, ...]
    seconds: float


def drill(place: Workplace, *, progress: copies.Progress = copies.silent, stop: copies.Stop = copies.never) -> Drill:
    """Restore the newest copy to a folder beside the vault, open it, check it, count it, and throw it away.

    A copy is made first when something is in none. The result is noted in the vault and in its log. Raises what making
    and unpacking a copy raise; then nothing is noted. Takes seconds: not on the window's thread.
    """
    began = place.clock()
    held, number = place.look(plans.holdings).result()
    status = place.copies.status()
    newest = next(iter(status.copies), None)
    if newest is None or copies.label_of(newest.path).log_number < number:
        path, _ = place.copies.make(progress=progress, stop=stop)
        held, number = place.look(plans.holdings).result()
    else:
        path = newest.path
    scratch = place.folder.with_name(f".{place.folder.name}-proeves")
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        with known_errors():
            scratch.mkdir(mode=0o700)
        label = copies.unpack(path, scratch, progress=progress, stop=stop)
        found, findings = _look_through(place, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    if not findings and label.log_number == number and found != held:
        findings = (finding(NOT_EQUAL, copied=found, held=held),)
    place.run(lambda desk: plans.drilled(desk, well=not findings, found=found)).result()
    return Drill(found, findings, (place.clock() - began).total_seconds())


def newest_beside(vault: Path) -> Path | None:
    """The newest copy in the folder that copies lie in when nobody has chosen one; None when there is none to be seen.

    Goes by the names alone: whose it is, is asked when it is opened. Not on the window's thread.
    """
    try:
        beside = plans.folder_of(CopyPlan(), vault).glob(f"opspor-kopi-*{copies.SUFFIX}")
        return max(beside, key=lambda copy: copy.name.split("-", 3)[3:], default=None)
    except OSError:
        return None


def _look_through(place: Workplace, scratch: Path) -> tuple[Counts, tuple[Finding, ...]]:
    """What an unpacked copy holds, and what is wrong with it, by the keys of whoever is logged in."""
    engine = reader_engine(scratch, place._keys)
    try:
        header.verify(header.read(scratch), place._keys)
        desk = replace(place.look(lambda desk: desk).result(), folder=scratch, engine=engine)
        return plans.holdings(desk)[0], checking.check(desk)
    except KnownError as error:
        return Counts(0, 0), (Finding(error.code, str(error)),)
    finally:
        engine.dispose()


def _in_the_way(target: Path, vault_id: str, clock: Clock) -> bool:
    """Whether a vault lies at ``target`` that is to step aside: this one, or one that is too damaged to say."""
    if not any((target / name).exists() for name in (*header.NAMES, DATA)):
        free_place(target)
        return False
    try:
        lies_there = header.read(target).vault_id
    except KnownError:
        lies_there = vault_id  # too damaged to say; it is kept, so nothing is lost if it was another
    if lies_there != vault_id:
        raise KnownError(OTHER_VAULT)
    VaultLock(target, clock()).release()
    return True
