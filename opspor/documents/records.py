"""What each kind of section says that is filled in from the records, block by block (domain 4.4, 5.6)."""

from collections.abc import Callable, Mapping

from opspor.documents.document import (
    Block,
    Bullets,
    Choices,
    EmptyLines,
    Entry,
    Facts,
    Paragraph,
    Quote,
    Signature,
    Table,
    Tone,
)
from opspor.documents.facts import NOT_KNOWN, PaperFacts
from opspor.documents.privacy import home_is_protected, is_hidden
from opspor.domain import sharing
from opspor.domain.assessment import CONTEXT_WORDS, POSITION_WORDS, TRIVSEL_WORDS, Context
from opspor.domain.beredskab import KnowsAlready, MayBeTold, NotTold, newest
from opspor.domain.child import CUSTODY_WORDS, Carer, Particulars, age_in_words
from opspor.domain.clock import long_date
from opspor.domain.concern import HOW_SAID_WORDS, ChildsWords, HowSaid, Observation, parents_may_be_told
from opspor.domain.forum import OUTCOME_WORDS
from opspor.domain.ids import Id
from opspor.domain.paper import INFORMED_WORDS, CarerInformed, Effort, Informed, PaperKind
from opspor.forms.model import SectionKind

ADDRESS_PROTECTED = "Adressen er beskyttet. Kommunen kan slå den op."
RING_NOW = "Nogen ved det allerede. Er der ikke ringet til kommunen, så ring nu."
_LETTERS = "ABCDEFGHJKLMNPRSTUVXYZ"  # none that is read for another, or for a figure
BOTH_PROTECTED = "Adresse og telefon er beskyttet. Kommunen kan slå dem op."


def blocks_of(kind: SectionKind, facts: PaperFacts) -> tuple[Block, ...]:
    """The blocks of a kind of section; none for text, which is typed, nor for ``URGENT``: it stands below the title."""
    make = _BLOCKS.get(kind)
    return make(facts) if make else ()


def _child(facts: PaperFacts) -> tuple[Block, ...]:
    known = facts.particulars
    if facts.draft.anonymous:
        age = age_in_words(known.birth_date, facts.today) if known and known.birth_date else "alder ikke oplyst"
        return (Paragraph(f"Barn {_letter(facts)}, {age}"),)
    group = (("Stue eller klasse", facts.group_name),) if facts.group_name else ()
    if known is None:  # the form asks for the rest in a text of its own
        return (Facts((("Navn", facts.typed_name or facts.concern.typed_name or NOT_KNOWN), *_cpr(facts), *group)),)
    name, born = f"{known.first_name} {known.last_name}".strip(), _born(known, facts)
    name = name or ("ikke født endnu" if facts.unborn else NOT_KNOWN)
    if facts.draft.kind is PaperKind.BRIEF:  # no more than the forum needs to know who it is about
        return (Paragraph(", ".join(filter(None, (name, " ".join(born).lower(), facts.group_name)))),)
    siblings = "\n".join(", ".join(filter(None, (s.name, s.about))) for s in known.siblings)
    maybe = (("Søskende", siblings), ("Kontaktperson", known.contact_person))
    address = ADDRESS_PROTECTED if home_is_protected(facts) else known.address.strip() or NOT_KNOWN
    rows = (("Navn", name), born, *_cpr(facts), ("Adresse", address), *group, *(row for row in maybe if row[1]))
    return (Facts(rows),)


def _letter(facts: PaperFacts) -> str:
    """What stands for the name: always the same in one concern, and never the first letter of a name of the child."""
    known = facts.particulars
    names = f"{known.first_name} {known.last_name}" if known else f"{facts.typed_name} {facts.concern.typed_name}"
    free = [letter for letter in _LETTERS if letter not in {name[0].upper() for name in names.split()}]
    return free[sum(facts.concern.id.encode()) % len(free)]


def _cpr(facts: PaperFacts) -> tuple[tuple[str, str], ...]:
    """The number that was typed at the end because the receiver asked for it; who is not born has none yet."""
    number = facts.cpr.strip()
    if len(number) == 10 and number.isdecimal():
        number = f"{number[:6]}-{number[6:]}"
    if facts.unborn:
        return (("Den gravides CPR-nummer", number),) if number else ()
    return (("CPR-nummer", number or NOT_KNOWN),)


def _born(known: Particulars, facts: PaperFacts) -> tuple[str, str]:
    if known.birth_date is None:
        return "Født", NOT_KNOWN
    label = "Termin" if facts.unborn else "Født"
    return label, f"{long_date(known.birth_date)} ({age_in_words(known.birth_date, facts.today)})"


def _carers(facts: PaperFacts) -> tuple[Block, ...]:
    if not facts.carers:
        return ()
    if facts.draft.anonymous:
        rows = tuple((c.relation or NOT_KNOWN, CUSTODY_WORDS[c.custody]) for c in facts.carers)
        return (Table(("Tilknytning", "Forældremyndighed"), rows, (0.5, 0.5)),)
    rows3 = tuple((_carer(c, facts), CUSTODY_WORDS[c.custody], _reach(c, facts)) for c in facts.carers)
    return (Table(("Navn", "Forældremyndighed", "Adresse og telefon"), rows3, (0.4, 0.22, 0.38)),)


def _carer(carer: Carer, facts: PaperFacts) -> str:
    lives = "bor med barnet" if carer.lives_with_child else "bor ikke med barnet"
    lives = "" if facts.unborn else lives
    about = ", ".join(filter(None, (carer.relation, lives)))
    return f"{carer.name or NOT_KNOWN}\n{about}"


def _reach(carer: Carer, facts: PaperFacts) -> str:
    if is_hidden(carer, facts):
        return BOTH_PROTECTED
    return f"{carer.address.strip() or 'Adresse ' + NOT_KNOWN}\n{carer.phone.strip() or 'Telefon ' + NOT_KNOWN}"


def _interpreter(facts: PaperFacts) -> tuple[Block, ...]:
    needed, language = facts.draft.interpreter, facts.draft.language
    if needed is None and facts.particulars:
        needed, language = facts.particulars.interpreter, language or facts.particulars.language
    if needed is None:
        return ()
    if not needed:
        return (Paragraph("Nej"),)
    return (Paragraph("Ja" if facts.draft.anonymous else f"Ja. Sprog: {language.strip() or NOT_KNOWN}"),)


def _reporter(facts: PaperFacts) -> tuple[Block, ...]:
    """The workplace only: a private address of staff never stands on a paper (domain 3.5 item 11)."""
    title = facts.reporter.title.strip() or NOT_KNOWN
    if facts.draft.anonymous:
        return (Facts((("Stilling", title),)),)
    place = facts.institution
    return (
        Facts(
            (
                ("Navn", facts.reporter.name),
                ("Stilling", title),
                ("Arbejdsplads", f"{place.name}\n{place.address}".strip()),
                ("Telefon, arbejde", place.phone.strip() or NOT_KNOWN),
            )
        ),
    )


def _observations(facts: PaperFacts) -> tuple[Block, ...]:
    return tuple(
        block
        for o in facts.chosen_observations
        for block in (Entry(_when_where(facts, o), o.text.strip(), _written(facts, o)), *_remarked(facts, o.id))
    )


def _remarked(facts: PaperFacts, *records: Id) -> tuple[Block, ...]:
    """What the family said of what is quoted: it goes along, and the text stays as it is."""
    return tuple(Paragraph(said) for said in facts.remarked(*records))


def _childs_words(facts: PaperFacts) -> tuple[Block, ...]:
    return tuple(
        block
        for w in facts.chosen_words
        for block in (
            Quote(_when_where(facts, w), w.words, _how_it_came(w), _written(facts, w)),
            *_remarked(facts, w.id),
        )
    )


def _how_it_came(said: ChildsWords) -> str:
    """How the child came to say it, who asked, and what, word for word; what nobody noted is said to be missing."""
    how = f"{HOW_SAID_WORDS[said.how]}. " if said.how else ""
    if said.how is HowSaid.SPONTANEOUS:
        return how.strip()
    if not said.asked.strip():
        return f"{how}Hvad barnet blev spurgt om: ikke oplyst"
    by = f" af {said.asked_by}" if said.asked_by else ""
    return f"{how}Barnet blev spurgt{by}, ordret: {said.asked.strip()}"


def _when_where(facts: PaperFacts, record: Observation | ChildsWords) -> str:
    moment = record.seen_at if isinstance(record, Observation) else record.said_at
    return ", ".join(filter(None, (facts.moment(moment), record.place.strip())))


def _written(facts: PaperFacts, record: Observation | ChildsWords) -> str:
    """Who wrote it down, if not the reporter, and when, if on another day. An anonymous paper does not say."""
    if facts.draft.anonymous:
        return ""
    moment = record.seen_at if isinstance(record, Observation) else record.said_at
    by = f" af {record.author_name}" if record.author_id != facts.reporter.id else ""
    on = f" {long_date(record.written_at.date())}" if record.written_at.date() != moment.date() else ""
    return f"Skrevet ned{on}{by}" if on or by else ""


def _efforts(facts: PaperFacts) -> tuple[Block, ...]:
    """What was tried: a table, or lines where everything must fit one page. Without names it says nobody did it."""
    efforts = facts.chosen_efforts
    if not efforts:
        return ()
    if facts.draft.kind is PaperKind.BRIEF:
        lines = Bullets(tuple(_effort_line(effort, facts) for effort in efforts))
        return (lines, *_remarked(facts, *(effort.id for effort in efforts)))
    rows = tuple(
        (e.what.strip(), e.who.strip() or NOT_KNOWN, _from_to(e, facts) or NOT_KNOWN, e.effect.strip() or NOT_KNOWN)
        for e in efforts
    )
    table = Table(("Hvad", "Hvem", "Hvornår", "Virkning"), rows, (0.3, 0.18, 0.2, 0.32))
    return (table, *_remarked(facts, *(effort.id for effort in efforts)))


def _effort_line(effort: Effort, facts: PaperFacts) -> str:
    by = "" if facts.draft.anonymous else effort.who.strip()
    about = ", ".join(filter(None, (by, _from_to(effort, facts))))
    return f"{effort.what.strip()}{f' ({about})' if about else ''}: {effort.effect.strip() or 'virkning ' + NOT_KNOWN}"


def _from_to(effort: Effort, facts: PaperFacts) -> str:
    """``siden 11. marts 2026``, ``3.–11. marts``: as this paper may say it; "" when no day is known."""
    since, until = (facts.day(day) if day else "" for day in (effort.since, effort.until))
    if since and effort.since == effort.until:
        return since  # a talk or a meeting
    if facts.draft.anonymous:
        return ", ".join(filter(None, (since and f"begyndt {since}", until and f"sluttet {until}")))
    if since and until:
        return f"{since} – {until}"
    return f"siden {since}" if since else until and f"til {until}"


def _earlier(facts: PaperFacts) -> tuple[Block, ...]:
    """The underretninger before this one and what became of them: nothing of what they say."""
    rows = tuple(
        (
            long_date(one.sent_on) if one.sent_on else "Ikke noteret som sendt",
            one.receiver.strip() or NOT_KNOWN,
            long_date(one.receipt_on) if one.receipt_on else "Ikke noteret",
            one.answer.strip() or "Intet svar noteret",
        )
        for one in facts.earlier
    )
    return (Table(("Sendt", "Til", "Kvittering", "Svar"), rows, (0.22, 0.2, 0.2, 0.38)),) if rows else ()


def what_parents_know(facts: PaperFacts) -> tuple[Block, ...]:
    """Who knows already, first of all, and then that parents are not told now and why: as it was decided last."""
    knows = [one.what for one in facts.decisions if isinstance(one.what, KnowsAlready)]
    blocks: list[Block] = []
    if knows:
        blocks.append(Paragraph(RING_NOW, Tone.STRONG))
        how = ((one.who, f"Hvornår: {one.when or NOT_KNOWN}\nHvordan: {one.how or NOT_KNOWN}") for one in knows)
        blocks.append(Facts(tuple(how)))
    not_told, may = newest(facts.decisions, NotTold), newest(facts.decisions, MayBeTold)
    if not_told is not None and isinstance(not_told.what, NotTold) and (may is None or may.id < not_told.id):
        names = [carer.name or carer.relation for carer in facts.carers if carer.id in not_told.what.carers]
        blocks.append(Paragraph(f"Ikke orienteret nu: {', '.join(names) or 'forældrene'}", Tone.STRONG))
        blocks.append(Facts((("Begrundelse", not_told.what.reason), ("Afvejning", not_told.what.weighed))))
    return tuple(blocks)


def _carers_informed(facts: PaperFacts) -> tuple[Block, ...]:
    """First who knows already. Where parents may not be told, only who knows: nothing suggests that others should."""
    answers = sorted(facts.draft.carers, key=lambda c: c.informed is not Informed.KNOWS_ALREADY)
    if parents_may_be_told(facts.concern.track):
        answered = {c.carer_id for c in answers}
        if facts.draft.supplements is None:
            answers += [CarerInformed(c.id) for c in facts.carers if c.id not in answered]
        rows = [(_who(carer, facts), _answer(carer, facts)) for carer in answers]
        return (Facts(tuple(rows)),) if rows else ()
    told = [c for c in answers if c.informed in (Informed.KNOWS_ALREADY, Informed.YES)]
    if not told:
        return ()
    who = Facts(tuple((_who(carer, facts), _answer(carer, facts)) for carer in told))
    said_above = any(isinstance(one.what, KnowsAlready) for one in facts.decisions)
    return (who,) if said_above else (Paragraph(RING_NOW, Tone.STRONG), who)


def _answer(carer: CarerInformed, facts: PaperFacts) -> str:
    said = [INFORMED_WORDS[carer.informed] if carer.informed else facts.missing]
    if carer.when_how.strip():
        said.append(carer.when_how.strip())
    elif carer.informed in (Informed.YES, Informed.KNOWS_ALREADY):
        said.append(f"Hvornår og hvordan: {NOT_KNOWN}")
    if carer.reason.strip() or carer.informed is Informed.NO:
        said.append(f"Begrundelse: {carer.reason.strip() or NOT_KNOWN}")
    if carer.view.strip():
        said.append(f"Bemærkninger: {carer.view.strip()}")
    return "\n".join(said)


def _who(informed: CarerInformed, facts: PaperFacts) -> str:
    carer = next((c for c in facts.carers if c.id == informed.carer_id), None)
    if carer is None:
        return "Omsorgsperson"
    if facts.draft.anonymous:
        return carer.relation or "Omsorgsperson"
    if carer.name and carer.relation:
        return f"{carer.name} ({carer.relation})"
    return carer.name or carer.relation or "Omsorgsperson"


def _child_informed(facts: PaperFacts) -> tuple[Block, ...]:
    said = INFORMED_WORDS[facts.draft.child_informed] if facts.draft.child_informed else ""
    text = ". ".join(filter(None, (said, facts.draft.child_informed_note.strip())))
    return (Paragraph(text),) if text else ()


def _position(facts: PaperFacts) -> tuple[Block, ...]:
    if facts.joint is None or facts.joint.agreement.position is None:
        return _bullets(facts.position_words)
    agreed = facts.joint.agreement
    context, position = CONTEXT_WORDS[agreed.context], POSITION_WORDS[facts.joint.agreement.position]
    return (Paragraph(f"Barnets position i {context}: {position}", Tone.STRONG), *_bullets(facts.position_words))


def _trivsel(facts: PaperFacts) -> tuple[Block, ...]:
    if facts.joint is None or facts.joint.agreement.trivsel is None:
        return _bullets(facts.trivsel_words)
    grade = TRIVSEL_WORDS[facts.joint.agreement.trivsel]
    where = CONTEXT_WORDS[facts.joint.agreement.context]
    line = f"Barnets trivsel i {where}: {grade}"
    how = "hjemme sammen med forældrene" if facts.joint.agreement.context is Context.HOME else "i fællesskab"
    assessed = f"Vurderet {how} {facts.day(facts.joint.written_at.date())}."
    when = " ".join(filter(None, (assessed, _change(facts))))
    said = _remarked(facts, facts.joint.id)
    return (Paragraph(line, Tone.STRONG), *_bullets(facts.trivsel_words), Paragraph(when, Tone.QUIET), *said)


def _change(facts: PaperFacts) -> str:
    """``Gangen før, 5. november 2025: trives.``: small changes too, and that there is none (design section 11, 7)."""
    if facts.before is None or facts.joint is None:
        return ""
    now, then = facts.joint.agreement, facts.before.agreement
    when = f"Gangen før, {facts.day(facts.before.written_at.date())}"
    if (then.position, then.trivsel) == (now.position, now.trivsel):
        return f"{when}: det samme."
    position = POSITION_WORDS[then.position] if then.position else NOT_KNOWN
    trivsel = TRIVSEL_WORDS[then.trivsel] if then.trivsel else NOT_KNOWN
    return f"{when}: {position.lower()}, {trivsel.lower()}."


def _bullets(items: tuple[str, ...]) -> tuple[Block, ...]:
    return (Bullets(items),) if items else ()


def _sharing(facts: PaperFacts) -> tuple[Block, ...]:
    """What a paper with a name rests on."""
    return (Paragraph(sharing.in_words(facts.draft.sharing)),) if facts.draft.sharing else ()


def _signature(facts: PaperFacts) -> tuple[Block, ...]:
    """The reporter, and room for a leader who wants to sign too. Never a parent (domain 4.4)."""
    name = ", ".join(filter(None, (facts.reporter.name, facts.reporter.title)))
    return Signature(name if not facts.draft.anonymous else facts.reporter.title), Signature(
        "Leder, hvis lederen skriver under"
    )


def _minutes(facts: PaperFacts) -> tuple[Block, ...]:
    """Filled in by hand at the meeting; the conclusions are those of domain 5.1."""
    return (
        Choices(
            "Konklusion",
            tuple(OUTCOME_WORDS.values()),
        ),
        EmptyLines("Aftaler: hvem, hvornår", 2),
        EmptyLines("Tegn, vi holder øje med"),
        EmptyLines("Vi reagerer, hvis"),
        EmptyLines("Næste gang (6–8 uger)"),
        Choices("Underretning vurderet", ("Ja", "Nej")),
        EmptyLines("Begrundelse"),
    )


_BLOCKS: Mapping[SectionKind, Callable[[PaperFacts], tuple[Block, ...]]] = {
    SectionKind.CHILD: _child,
    SectionKind.CARERS: _carers,
    SectionKind.INTERPRETER: _interpreter,
    SectionKind.REPORTER: _reporter,
    SectionKind.OBSERVATIONS: _observations,
    SectionKind.CHILDS_WORDS: _childs_words,
    SectionKind.EFFORTS: _efforts,
    SectionKind.EARLIER: _earlier,
    SectionKind.CARERS_INFORMED: _carers_informed,
    SectionKind.CHILD_INFORMED: _child_informed,
    SectionKind.POSITION: _position,
    SectionKind.TRIVSEL: _trivsel,
    SectionKind.SHARING_BASIS: _sharing,
    SectionKind.SIGNATURE: _signature,
    SectionKind.MINUTES: _minutes,
}
