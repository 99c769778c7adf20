"""What a device held, on paper for the DPO: how much of what kind since when, how it was locked, and what to do now."""

from opspor.documents.document import Bullets, Document, Facts, Paragraph, Part, Table, Tone
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.people import ROLE_WORDS
from opspor.domain.stock import Stock
from opspor.domain.text import count_of
from opspor.reference import law

# The kinds of records in a reader's words; what is said of one with several tables stands once.
SORTS = {
    "Oplysninger om barn og forældre": ("particulars",),
    "Egne vurderinger": ("own_assessment", "own_environment"),
    "Fælles vurderinger": ("joint_assessment", "minority_answer", "round_reason"),
    "Iagttagelser og barnets ord": ("observation", "childs_words", "pupil_view"),
    "Hjemmebesøg": ("home_visit", "visit_need", "visit_not_held"),
    "Bekymringer og beredskab": (
        "concern", "concern_closing", "concern_audience", "track_step", "track_decision", "absence",
    ),
    "Underretninger og drøftelsesark": ("paper", "paper_sent", "paper_reply", "paper_note"),
    "Sparring": ("forum_item", "forum_conclusion", "forum_agreement", "forum", "forum_day"),
    "Planer og opfølgning": ("analysis", "focus_point", "action_plan", "baton", "baton_answer", "follow_up"),
    "Møder og kontakt med forældre": (
        "meeting", "meeting_agreement", "parent_contact", "network_map", "transition", "information_notice",
    ),
    "Samtykker, indsigt og journalisering": ("consent", "rights_note", "filing", "subject_access"),
    "Øvecases": ("practice_answer",),
}  # fmt: skip
OTHER = "Andet"
STEPS = (
    "Sig det straks til den dataansvarlige og jeres DPO. Skriv ned, hvornår I opdagede det: fristen løber derfra.",
    "Skriv, hvad der er sket, hvad der mangler, hvem der kan have fået fat i det, og om pc'en var låst og slukket.",
    "Gem dette ark sammen med anmeldelsen. Det siger, hvor meget der lå, og hvordan det var låst.",
    "Kender andre en adgangskode, så fjern personens adgang i den mappe, I bruger nu: så får mappen en ny nøgle.",
    "Den mappe, der er væk, og gamle kopier kan stadig åbnes med de adgangskoder, der gjaldt, da de blev lavet.",
    "Vurdér for børn med beskyttet adresse for sig: skal familien have det at vide med det samme?",
    "Den dataansvarlige afgør, om Datatilsynet og familierne skal have besked. Skriv grunden, også når svaret er nej.",
)


def deadline(found: Stock) -> str:
    """What the law list says of the deadline, with how sure it is."""
    rule = law.rule_on("breach", found.taken_at.date())
    return f"{rule.text} {rule.quoted}"


def rows_of(found: Stock) -> tuple[tuple[str, str], ...]:
    """What was held, in words: the same on paper and on the screen."""
    held = found.held
    years = str(held.born_from) if held.born_from == held.born_to else f"{held.born_from}-{held.born_to}"
    born = f", født {years}" if held.born_from else ""
    return (
        ("Børn", f"{held.children}{born}"),
        ("Med beskyttet navn eller adresse", str(held.protected)),
        ("Med CPR-nummer", str(held.with_cpr)),
        ("Forældre og andre voksne", str(held.carers)),
        ("Navne skrevet uden for børnelisten", str(held.typed_names)),
        ("Papirer", f"{held.papers}, heraf {held.papers_with_cpr} med CPR-nummer"),
        ("Kladder", str(held.drafts)),
        ("Sidst brugt", moment_in_words(held.last_used) if held.last_used else "aldrig"),
    )


def sorts_of(found: Stock) -> tuple[tuple[str, str, str], ...]:
    """(kind in words, how many, from when to when) of what there is any of."""
    named = {kind: words for words, kinds in SORTS.items() for kind in kinds}
    rows = []
    for words in (*SORTS, OTHER):
        counted = [one for one in found.held.kinds if named.get(one.kind, OTHER) == words]
        if counted:
            first, last = min(one.first for one in counted), max(one.last for one in counted)
            period = f"{long_date(first.date())} – {long_date(last.date())}"
            rows.append((words, str(sum(one.count for one in counted)), period))
    return tuple(rows)


def locks_of(found: Stock) -> tuple[tuple[str, str], ...]:
    """How it is locked, who has access, and where its copies lie."""
    ways = found.ways
    staff = ", ".join(f"{ROLE_WORDS[role]}: {count}" for role, count in sorted(found.roles.items()))
    return (
        ("Data", "Hele filen er krypteret med AES-256 (SQLCipher), også navne og log"),
        (
            "Adgangskoder",
            f"Argon2id med {ways.memory_kib // 1024} MB hukommelse, {ways.passes} gennemløb, {ways.lanes} spor. "
            "Nøglen står ingen steder i klartekst",
        ),
        ("Medarbejdere med adgang", staff),
        (
            "Veje ind",
            f"{count_of(ways.people, 'adgangskode', 'adgangskoder')}, "
            f"{count_of(ways.invitations, 'åben invitation', 'åbne invitationer')}, "
            f"{count_of(ways.keys + ways.deposits, 'gendannelsesnøgle', 'gendannelsesnøgler')}",
        ),
        *(() if found.copy_made else _copies(found)),
    )


def _copies(found: Stock) -> tuple[tuple[str, str], ...]:
    return (
        ("Nyeste kopi", moment_in_words(found.newest_copy) if found.newest_copy else "ingen er noteret"),
        ("Kopierne ligger i", found.copies_in),
    )


def stock_paper(found: Stock, taken_by: str, mark: str = "") -> Document:
    """Counts and kinds: it names the institution and who took stock, and nobody else."""
    source = (
        f"Læst i kopien fra {moment_in_words(found.copy_made)}. Det, der er skrevet senere, er ikke talt med."
        if found.copy_made
        else "Læst i selve mappen."
    )
    return Document(
        title="Hvad mappen rummer",
        lines=(
            Paragraph(f"Gjort op {moment_in_words(found.taken_at)} af {taken_by}. {source}", Tone.QUIET),
            Paragraph("Til den dataansvarlige og DPO. Arket nævner ingen børn og familier.", Tone.QUIET),
        ),
        header=found.institution.name,
        parts=(
            Part("Det rummer den", (Facts(rows_of(found)),)),
            Part(
                "Optegnelser",
                (
                    Table(("Slags", "Antal", "Skrevet"), sorts_of(found), (0.42, 0.13, 0.45))
                    if found.held.kinds
                    else Paragraph("Der er ingen optegnelser."),
                ),
            ),
            Part("Sådan er den låst", (Facts(locks_of(found)),)),
            Part("Inden 72 timer", (Paragraph(deadline(found)), Bullets(STEPS, numbered=True))),
        ),
        footer=(f"Dataansvarlig: {found.institution.controller.strip() or 'ikke oplyst'}", mark),
    )
