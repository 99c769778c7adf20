"""Protected homes: typed into every text of every paper, spelled as somebody in a hurry spells, and printed nowhere.

Each try is a child of its own in a real vault. Whoever is protected (the child, its mother, its father elsewhere) has
an address and a number in the file; the same, spelled otherwise, is typed in one place. Then every paper there is gets
made: whatever comes out holds neither. Half of the time the protection comes after the papers were finished.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeVar
from unittest import mock

from pypdf import PdfReader

import opspor
from opspor import workplace
from opspor.documents.document import as_text
from opspor.documents.places import Places
from opspor.domain.beredskab import Track
from opspor.domain.child import Carer, Custody, HelpGiven, Particulars, Sibling
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.forum import Conclusion, Forum, ForumDay, Outcome
from opspor.domain.ids import Id
from opspor.domain.meeting import MeetingAgreement
from opspor.domain.paper import Basis, CarerInformed, Informed, PaperDraft, PaperKind, ReplyKind, SectionAnswer, Sharing
from opspor.forms.library import Library
from opspor.usecases import (
    children,
    concerns,
    consents,
    forum,
    forum_agenda,
    forum_papers,
    forum_talk,
    paper_out,
    papers,
    replies,
)
from opspor.usecases.children import NewChild
from opspor.usecases.forum_talk import Talk
from opspor.workplace import Workplace
from tests.torture import asked_for
from tests.torture.homes import Home, home, typed, typed_phone
from tests.torture.result import Result
from tests.usecases.conftest import Clock, quick

T = TypeVar("T")
MOTHER, FATHER, STEP = Id("c-mor"), Id("c-far"), Id("c-sted")
WHO = ("child", "mother", "father")  # who is protected
# Where something can be typed, beside the sections of the two forms.
_PLACES = (
    "what", "seen", "seen where", "words", "asked", "when and how", "view", "reason", "child's note", "language",
    "sibling", "about a sibling", "contact person", "help", "relation", "a carer's address", "could not", "from whom",
    "what is shared", "to whom", "reference", "receiver", "answer", "minutes", "signs", "what then", "why", "agreement",
    "present",
)  # fmt: skip
_SENTENCES = (
    "Mor siger, at de bor på {} nu.", "Barnet går selv hjem til {} om tirsdagen", "{}", "Adressen er {}. Den er ny.",
    "Far hentede i går og kørte dem til\n{}\nBagefter var der ro.", "(se {})", "mor bor {} med barnet", "Nyt: {}!",
)  # fmt: skip
_CALLS = ("Ring til mor på {}.", "tlf. {}", "{}", "Hendes nummer er {}, også om aftenen.")


@dataclass
class Try:
    """A child's home, what was typed where, and what came out: each paper's text, or the code that refused it."""

    who: str
    one: Home
    needle: str
    planted: str
    place: str
    out: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def said(self, place: str, otherwise: str = "Vi ser tiden an.") -> str:
        """What is typed at ``place``."""
        return self.planted if place == self.place else otherwise

    def keep(self, name: str, made: Callable[[], str]) -> None:
        """A paper is made, or refused."""
        try:
            self.out[name] = made()
        except KnownError as refused:
            self.refused[name] = refused.code
            self.out[f"{name}, refused"] = str(refused)

    @property
    def needles(self) -> tuple[str, ...]:
        """What must stand nowhere: as it was typed, and as it is written down."""
        street = f"{self.one.stem}{self.one.kind}{self.one.number}"
        return tuple(map(squeezed, (self.needle, street, self.one.phone)))

    @property
    def leaks(self) -> list[str]:
        """The papers on which one of them stands."""
        return [name for name, text in self.out.items() if any(needle in squeezed(text) for needle in self.needles)]


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """``count`` homes. Planted: a program that looks for nothing in what is typed."""
    seen: Counter[str] = Counter()
    broken: list[str] = []
    blind = mock.patch.object(Places, "found_in", return_value=False) if planted else nullcontext()
    with opened(scratch, count) as house, blind:
        every = places_to_type()
        for number in range(count):
            one = tried(house, number, every[number % len(every)])
            broken += [f"{number}: {one.planted!r} at {one.place} on {name}" for name in one.leaks]
            seen.update([*one.refused.values(), *("made" for _ in range(len(one.out) - len(one.refused)))])
    said = ", ".join(f"{what} {times}" for what, times in sorted(seen.items()))
    return Result("addresses", count, len(broken), f"{said}. {'; '.join(broken[:3])}")


def places_to_type() -> tuple[str, ...]:
    """Every place where something can be typed."""
    library = Library(opspor.data_folder("forms"))
    sections = [f"{kind}: {one.id}" for kind in PaperKind for one in library.document(kind).section]
    return (*_PLACES, *asked_for.PLACES, *sections)


@dataclass(frozen=True, slots=True)
class House:
    """A house with some children, and where it saves papers."""

    work: Workplace
    children: tuple[Id, ...]
    scratch: Path

    def do(self, what: Callable[..., T], /, *given: object, **named: object) -> T:
        """A use case, as whoever is in does it."""
        return self.work.run(lambda desk: what(desk, *given, **named)).result()

    def printed(self, save: Callable[..., object], of: object, name: str = "ud.pdf", **named: object) -> str:
        """All that can be read in the file that a use case saves, and in what it is called."""
        target = self.scratch / name
        self.do(save, of, target, **named)
        if name.endswith(".pdf"):
            file = PdfReader(target)
            return "\n".join([*(page.extract_text() for page in file.pages), str(file.metadata)])
        return asked_for.in_words(target)


@contextmanager
def opened(scratch: Path, count: int) -> Iterator[House]:
    """The house, with so many children."""
    work = workplace.create(
        scratch / "mappe", institution="Børnehuset Stenbroen", name="Mette Prøvesen", title="Leder", login="mette",
        password="mettes kode", clock=Clock(), derive=quick,
    )  # fmt: skip
    new = [NewChild("Noah", f"Prøvesen {number}", date(2022, 1, 9), "", "Bøgestuen", "") for number in range(count)]
    ids = work.run(lambda desk: children.import_list(desk, new)).result().children
    asked_for.settle(work)
    try:
        yield House(work, ids, scratch)
    finally:
        work.close()


def tried(house: House, number: int, place: str) -> Try:
    """Everything that is written about one child, and every paper of it."""
    dice = Random(number)
    one = home(dice)
    is_address = dice.random() < 0.75
    needle = typed(one, dice) if is_address else typed_phone(one, dice)
    sentence = "{}" if place == "a carer's address" else dice.choice(_SENTENCES if is_address else _CALLS)
    case = Try(WHO[number % 3], one, needle, sentence.format(needle), place)
    late = dice.random() < 0.5
    child, today = house.children[number], house.work.clock().date()
    _know(house, child, case, hidden=not late)
    asked_for.ask(house, child, case)
    consent = asked_for.agree(house, child, case)
    concern = _concern(house, child, case)
    asked_for.decide(house, concern, case)
    finished: dict[str, Id] = {}
    filled = {
        "underretning": partial(_underretning, case), "brief": partial(_named, case, today, consent),
        "brief without name": partial(_nameless, case),
    }  # fmt: skip
    for name, fill in filled.items():
        case.keep(f"{name}, finished", partial(_finish, house, concern, name, finished, fill))
    if late:
        _know(house, child, case, hidden=True)
    for name, paper in finished.items():
        case.keep(name, partial(house.printed, papers.export, paper))
    case.keep("phone sheet", lambda: as_text(house.do(paper_out.phone, concern)))
    case.keep("phone sheet, printed", partial(house.printed, paper_out.print_phone, concern))
    if "underretning" in finished:
        _send(house, finished["underretning"], case)
    for name in ("brief without name", "brief"):
        if name in finished:
            _talk_about(house, finished[name], case)
            break
    asked_for.printed_to_homes(house, child, case)
    house.do(consents.withdraw, consent, today, case.said("taken back", "Mor ringede."))
    if "brief" in finished:
        case.keep("brief, taken back", partial(house.printed, papers.export, finished["brief"]))
    asked_for.journal(house, concern, case)
    asked_for.give_access(house, child, case)
    return case


def _know(house: House, child: Id, case: Try, *, hidden: bool) -> None:
    """What is known of the child, with somebody protected or not yet."""
    elsewhere = "Skibakken 3\n9999 Kanariby"
    at_mothers = case.one.written if case.who != "father" else elsewhere
    phone = {"child": ("mor",), "mother": ("mor",), "father": ("far",)}[case.who]
    step = case.said("a carer's address", "Havnegade 1\n8000 Ådal C")
    carers = (
        Carer(MOTHER, "Sara Frost", "mor", Custody.YES, at_mothers, case.one.phone if "mor" in phone else "",
              hidden and case.who == "mother", True),
        Carer(FATHER, "Tobias Krogh", "far", Custody.YES, case.one.written if case.who == "father" else "Aagade 9",
              case.one.phone if "far" in phone else "", hidden and case.who == "father", False),
        Carer(STEP, "Ole Lind", case.said("relation", "stedfar"), Custody.NO, step, "", False, False),
    )  # fmt: skip
    known = Particulars(
        "Noah", "Prøvesen", date(2022, 1, 9), "", at_mothers, hidden and case.who == "child",
        case.said("contact person", "Mette"), True, case.said("language", "tyrkisk"), carers,
        (Sibling(case.said("sibling", "Ebba"), case.said("about a sibling", "1 år")),),
        (HelpGiven(case.said("help", "Sprogstimulering"), "i år", "lidt", True),),
    )  # fmt: skip
    house.do(children.change, child, house.do(children.open_child, child).particulars_id, known)


def _concern(house: House, child: Id, case: Try) -> Id:
    now = house.work.clock()
    concern = house.do(
        concerns.start, danger=Danger.NO, track=Track.GENERAL, what=case.said("what"), seen_on=now.date(),
        child_id=child,
    )  # fmt: skip
    ago = now - timedelta(days=3)
    house.do(
        concerns.observe, concern, seen_at=ago, place=case.said("seen where", "Stuen"), text=case.said("seen", "Sover.")
    )
    house.do(
        concerns.quote, concern, said_at=ago, place="", words=case.said("words", "Jeg er træt."),
        asked=case.said("asked", "Hvordan har du det?"),
    )  # fmt: skip
    return concern


def _finish(
    house: House, concern: Id, name: str, finished: dict[str, Id], fill: Callable[[PaperDraft], PaperDraft]
) -> str:
    kind = PaperKind.UNDERRETNING if name == "underretning" else PaperKind.BRIEF
    sheet = house.do(papers.paper_sheet, house.do(concerns.open_concern, concern), kind)
    finished[name] = house.do(papers.finish, sheet, fill(sheet.draft))
    return ""


def _sections(case: Try, kind: PaperKind) -> dict[str, SectionAnswer]:
    every = [one.id for one in Library(opspor.data_folder("forms")).document(kind).section]
    said = {id_: SectionAnswer(case.said(f"{kind}: {id_}")) for id_ in every}
    return said | {every[-2]: SectionAnswer(could_not=case.said("could not"))} if case.place == "could not" else said


def _underretning(case: Try, draft: PaperDraft) -> PaperDraft:
    carers = (
        CarerInformed(MOTHER, Informed.YES, case.said("when and how"), case.said("view")),
        CarerInformed(FATHER, Informed.NO, reason=case.said("reason")),
    )
    return replace(
        draft, sections=_sections(case, PaperKind.UNDERRETNING), carers=carers, child_informed=Informed.NO,
        child_informed_note=case.said("child's note"),
    )  # fmt: skip


def _named(case: Try, today: date, consent: Id, draft: PaperDraft) -> PaperDraft:
    yes = Sharing(
        Basis.CONSENT, case.said("from whom", "mor"), today, case.said("what is shared"), case.said("to whom"),
        today + timedelta(days=90), case.said("reference"), case.said("from whom", "Mor ved det."),
    )  # fmt: skip
    if case.place in asked_for.PLACES:
        yes = Sharing(Basis.CONSENT, consent=consent)
    return replace(draft, sections=_sections(case, PaperKind.BRIEF), anonymous=False, sharing=yes)


def _nameless(case: Try, draft: PaperDraft) -> PaperDraft:
    return replace(draft, sections=_sections(case, PaperKind.BRIEF), anonymous=True)


def _send(house: House, paper: Id, case: Try) -> None:
    """The ways out of an underretning, that it was sent, and what is asked for afterwards."""
    today, to = house.work.clock().date(), case.said("receiver", "Modtagelsen")
    case.keep("fields", lambda: "\n".join(f"{one.title} {one.line}" for one in house.do(paper_out.fields, paper)))
    case.keep("file", partial(house.printed, paper_out.save_file, paper, "ud.json"))
    house.do(papers.note_sent, paper, channel="Sikker post", receiver=to, sent_on=today)
    for named in (True, False):
        case.keep(f"reminder {named}", partial(house.printed, replies.print_reminder, paper, named=named))
    answer = case.said("answer", "De er i gang.")
    house.do(replies.note, paper, kind=ReplyKind.FEEDBACK, came_on=today, sender=to, text=answer)
    case.keep("reminder, answered", partial(house.printed, replies.print_reminder, paper, named=True))


def _talk_about(house: House, brief: Id, case: Try) -> None:
    """The brief on the day of the forum, on the wall, and in the minutes."""
    today = house.work.clock().date()
    made = house.do(forum.put, Forum(Id(""), f"Distriktstirsdag {brief[-6:]}", "", (), 20))
    house.do(forum.add_days, [ForumDay(Id(""), made, today, "13.00", "14.00")])
    day = next(row.day.id for row in house.do(forum.board).coming if row.day.forum_id == made)
    item = house.do(forum_agenda.put_on, day, brief)
    said = Conclusion(
        (Outcome.SUPPORT, Outcome.NOT_NOW), case.said("minutes"), case.said("signs"), case.said("what then"),
        case.said("why"), None, False, (case.said("present", "Psykologen"),),
    )  # fmt: skip
    agreed = MeetingAgreement(case.said("agreement"), "Psykologen", None, today + timedelta(days=9))
    house.do(forum_talk.conclude, house.do(forum_talk.sheet, item), Talk(said, (agreed,)))
    case.keep("minutes", partial(house.printed, forum_papers.print_item, item))
    case.keep("minutes of the day", partial(house.printed, forum_papers.print_day, day))
    case.keep("on the wall", lambda: str(house.do(forum_talk.shown, day)))


def squeezed(text: str) -> str:
    """Letters and digits alone: no line break, sign or capital hides an address."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
