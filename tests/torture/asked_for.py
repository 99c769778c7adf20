"""What a family asks for and agrees to, and what goes to the journal: typed beside a child, and on which papers it is.

A part of ``addresses``: each try has these texts too, and the papers that can be made of them.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pypdf import PdfReader

from opspor.domain.beredskab import KnowsAlready, NotReported
from opspor.domain.concern import StepState
from opspor.domain.consent import Agreed, Yes
from opspor.domain.ids import Id
from opspor.domain.paper import Basis
from opspor.domain.plans import Focus
from opspor.domain.recipient import HOME, HOUSE, Recipient
from opspor.domain.rights import Decision, RightKind
from opspor.domain.subject_access import Asker, Request
from opspor.reference.letters import DANISH
from opspor.usecases import (
    children,
    concerns,
    consents,
    filing,
    focus,
    letters,
    people,
    rights,
    subject_access,
    tracks,
)
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace

if TYPE_CHECKING:
    from tests.torture.addresses import House, Try

# Where something can be typed here.
PLACES = (
    "agreed to share", "agreed with whom", "agreed what for", "who said yes", "how they said yes", "taken back",
    "remark", "remark on a focus point", "whose remark", "objection", "answer to it", "restriction",
    "answer to the restriction", "not told because", "decision", "its signs", "who knows already", "step",
    "closed because", "number in the journal", "focus point",
)  # fmt: skip


def in_words(data: Path) -> str:
    """What a file of JSON says, with the breaks of lines as they were typed."""
    return data.read_text("utf-8").replace("\\n", "\n")


def settle(work: Workplace) -> None:
    """The house says who answers for it, as a letter must."""
    work.run(
        partial(
            people.change_institution, name="Børnehuset Stenbroen", controller="Kanari Kommune", address="", phone="",
            forum_name="", dpo="dpo@kanari.example",
        )
    ).result()  # fmt: skip


def agree(house: House, child: Id, case: Try) -> Id:
    """A yes to a brief with name."""
    today = house.work.clock().date()
    yes = Yes(case.said("who said yes", "Sara Frost"), today, case.said("how they said yes", "på mødet"))
    agreed = Agreed(
        Basis.CONSENT, case.said("agreed to share", "søvn"), case.said("agreed with whom", "PPR"),
        case.said("agreed what for", "sparring"), (yes,), until=today + timedelta(days=90),
    )  # fmt: skip
    return house.do(consents.write, child, agreed)


def ask(house: House, child: Id, case: Try) -> None:
    """What the family asks for, and what it is answered, so that papers go on."""
    today, mother = house.work.clock().date(), "Sara Frost, mor"

    def note(kind: RightKind, place: str, otherwise: str, who: str = mother) -> Id:
        said = case.said(place, otherwise)
        return house.do(rights.note, child, kind, on=today, from_whom=who, text=said)

    note(RightKind.REMARK, "remark", "Vi ser det anderledes.", case.said("whose remark", mother))
    objection = note(RightKind.OBJECTION, "objection", "Vi vil ikke.")
    said = case.said("answer to it", "Det er opgaven.")
    house.do(rights.answer, objection, Decision.GOES_ON, on=today, by="Mette", text=said)
    restriction = note(RightKind.RESTRICTION, "restriction", "Det passer ikke.")
    said = case.said("answer to the restriction", "Det er rettet.")
    house.do(rights.answer, restriction, Decision.LIFTED, on=today, by="Mette", text=said)
    note(RightKind.NOT_INFORMED, "not told because", "Forvaltningen har bedt om det.")


def decide(house: House, concern: Id, case: Try) -> None:
    """What is decided and done in a concern, and must be journalised."""
    now = house.work.clock()
    no = NotReported(
        case.said("decision", "Vi ser tiden an."), case.said("its signs", "Mere træt"), "Vi underretter",
        now.date() + timedelta(days=9),
    )  # fmt: skip
    house.do(tracks.decide, concern, no)
    house.do(tracks.decide, concern, KnowsAlready(case.said("who knows already", "Rådgiveren"), "i går", "på mail"))
    house.do(tracks.do_step, concern, "talk", StepState.DONE, case.said("step", "Talt med dem"))


def printed_to_homes(house: House, child: Id, case: Try) -> None:
    """A focus point with a remark to it, for the house and for each home, and the letter."""
    today = house.work.clock().date()
    sheet = house.do(focus.sheet, child_id=child)
    text = case.said("focus point", "Det undrer os, at dagen er lang.")
    written = Focus("Ro", text, "Bygger", "Ude", "Sover", "Vi sidder hos", house.work.staff.id, today,
                    today + timedelta(days=60))  # fmt: skip
    point = house.do(focus.write, sheet, written)
    said = case.said("remark on a focus point", "Hjemme sover hun.")
    house.do(rights.note, child, RightKind.REMARK, on=today, from_whom="Forældrene", text=said, about=point)
    for to in (HOUSE, HOME, Recipient(at_home=True, carer=Id("c-far"))):
        case.keep(f"focus point, {to}", partial(house.printed, focus.print_point, point, to=to))
    (group,) = house.do(children.open_child, child).child.group_ids
    case.keep("letter", lambda: house.printed(_letter, child, group=group))


def _letter(desk: Desk, child: Id, target: Path, group: Id) -> None:
    letters.save(desk, group, [(child, DANISH)], target)


def journal(house: House, concern: Id, case: Try) -> None:
    """Everything of the concern that must be journalised: as files, with the list, noted, and as a list again."""
    house.do(concerns.close, concern, case.said("closed because", "Det går bedre."))
    own = [row.what for row in house.do(filing.waiting) if row.what.concern_id == concern]
    for one in own:
        case.keep(f"journal, {one.kind}", partial(house.printed, filing.export, one.about))
    case.keep("journal, list", partial(house.printed, filing.print_list, [one.about for one in own]))
    number = case.said("number in the journal", "2026-1")
    house.do(filing.confirm, [one.about for one in own], house.work.clock().date(), number)
    case.keep("journal, list of what is noted", partial(house.printed, filing.print_list, [one.about for one in own]))


def give_access(house: House, child: Id, case: Try) -> None:
    """Everything that is written, given to the parent who must not find the home, after a person changed nothing."""
    carer = Id("c-mor") if case.who == "father" else Id("c-far")
    name = next(one.name for one in house.do(children.open_child, child).particulars.carers if one.id == carer)
    request = Request(Asker.CARER, name, house.work.clock().date(), carer, decision="Det er besluttet.")
    begun = house.do(subject_access.begin, child, request)
    draft = house.do(subject_access.open_, begun)
    seen = Request(
        Asker.CARER, name, request.asked_on, carer, looked_through=draft.to_look_at, decision=request.decision
    )
    version = house.do(subject_access.save, begun, draft.access.version, seen)

    def handed_over() -> str:
        house.do(subject_access.release, begun, version, house.scratch, "i hånden")
        pdf, data = subject_access.files(begun, house.scratch)
        said = "\n".join(page.extract_text() for page in PdfReader(pdf).pages) + in_words(data)
        for file in (pdf, data):
            file.unlink()
        return said

    case.keep("access", handed_over)
