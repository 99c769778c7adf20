"""The figures in words that say no more than they can."""

from collections.abc import Mapping

from opspor.domain.agreement import MIN_ASSESSORS, MIN_CHILDREN, Alike, Figure, NoAlpha, Same, TooFew
from opspor.domain.assessment import CONTEXT_WORDS
from opspor.domain.text import count_of
from opspor.forms.model import DIMENSION_WORDS, Dimension
from opspor.usecases.agreement import Part

ASKED_WORDS: Mapping[str, str] = {
    "position": "Position",
    "trivsel": "Trivsel",
    **{str(side): words for side, words in DIMENSION_WORDS.items()},
}

CANNOT_SAY = (
    "At I svarer ens, betyder ikke, at svaret er rigtigt.",
    "At I svarer forskelligt, er viden: I kender barnet fra hver jeres sted.",
    "Tallene handler om skemaet og samtalen. De er ikke en karakter for nogen af jer.",
    "Med få børn er tallene usikre.",
    "Kun børn, I har talt færdig om, er med.",
)
TALK = (
    "Læs de tegn højt, hvor I delte jer. Hvad tænkte hver af jer på?",
    "Hvad har den ene set, som den anden ikke har? Skal I se barnet i en anden situation?",
    "Bruger I »ved ikke« på samme måde?",
)
READING = (
    "Ens to og to: hvor tit to af jer svarede det samme om det samme barn. Båndet viser, hvor tallet lige så godt "
    "kunne ligge.",
    "Uden det tilfældige (Gwets AC1): 1 er altid ens, 0 er som ved et tilfælde.",
)
ALPHA = "Alfa (Krippendorff): som ovenfor, men en lille forskel tæller mindre end en stor."
NO_ALPHA_WORDS = {
    NoAlpha.FEW: "Krippendorffs alfa er ikke regnet ud: med under 30 børn flytter ét barn tallet for meget.",
    NoAlpha.NO_SPREAD: "Alfa er ikke regnet ud: næsten alle svar er ens, så der er for lidt at skelne.",
}


def how_many(asked: str, counted: Same) -> str:
    """How often all chose the same: ``18 af 22 børn``, ``61 af 66 svar``."""
    what = "svar" if asked in set(Dimension) else "børn"
    return f"{counted.same} af {counted.units} {what}"


def sentence(asked: str, found: Alike) -> str:
    """What happened, and whether chance would do the same."""
    counted = found.counted
    if asked in set(Dimension):
        about = count_of(counted.children, "barn", "børn")
        said = f"Tegn hos {about}: i {how_many(asked, counted)} valgte I alle det samme."
    else:
        said = f"Hos {how_many(asked, counted)} valgte I alle det samme."
    if found.ac1.low > 0:
        return f"{said} Det er mere, end man ville vente ved et tilfælde."
    if found.ac1.high < 0:
        return f"{said} Det er mindre, end man ville vente ved et tilfælde."
    return f"{said} Det kan være et tilfælde: her er for få børn, eller I delte jer for meget, til at sige mere."


def details(found: Alike) -> str:
    """The figures with their intervals, per cent first, alpha last and only where there is one."""
    lines = [f"Ens to og to: {_share(found.percent)}. Uden det tilfældige: {_coefficient(found.ac1)}."]
    if found.alpha is not None:
        lines.append(f"Alfa: {_coefficient(found.alpha)}.")
    elif found.no_alpha is NoAlpha.NO_SPREAD:
        lines.append(NO_ALPHA_WORDS[NoAlpha.NO_SPREAD])
    return "\n".join(lines)


def _share(figure: Figure) -> str:
    value, low, high = (round(100 * each) for each in (figure.value, figure.low, figure.high))
    return f"{value} % ({low} til {high} %)"


def _coefficient(figure: Figure) -> str:
    value, low, high = (
        f"{each:.2f}".replace(".", ",").replace("-", "−") for each in (figure.value, figure.low, figure.high)
    )
    return value if low == high else f"{value} ({low} til {high})"  # all alike: there is no spread to reckon from


def part_in_words(part: Part) -> str:
    """``Bøgestuen · 22 børn``; all groups of a context by the context."""
    name = part.name or f"Alle i {CONTEXT_WORDS[part.context]}"
    return f"{name} · {count_of(part.children, 'barn', 'børn')}"


def no_figures(part: Part, *, all_too: bool) -> tuple[str, str]:
    """Why a group has no figures, as a heading and sentences; ``all_too`` where all groups together have some."""
    if part.too_few is TooFew.ASSESSORS:
        head = "Her er for få voksne til et tal"
        why = (
            f"Tallet kommer, når mindst {MIN_ASSESSORS} voksne har vurderet børn her. Med færre ville det handle om "
            "netop dem."
        )
    else:
        head = "Her er for få børn endnu"
        why = (
            f"Når I har talt færdig om mindst {MIN_CHILDREN} børn, som mindst {MIN_ASSESSORS} voksne i alt har "
            f"vurderet, kan I se, hvor ens I svarede. Nu er det {count_of(part.children, 'barn', 'børn')}."
        )
    if not all_too:
        return head, why
    if part.counted:
        return head, f"{why} Svarene er talt med i tallet for alle."
    return head, f"{why} Svarene er heller ikke talt med i tallet for alle. Ellers kunne man regne dem ud."


def left_out(part: Part) -> str:
    """Which groups are not in the figures of all, and why."""
    return f"Ikke talt med: {', '.join(part.left_out)}. Der er for få børn, eller for få voksne har vurderet dem."


def most_apart(found: Mapping[str, Alike | None]) -> str:
    """Where the team was least alike; "" when it was alike in everything."""
    shares = {asked: alike.percent.value for asked, alike in found.items() if alike is not None}
    if not shares or min(shares.values()) == 1:
        return ""
    return ASKED_WORDS[min(shares, key=lambda asked: shares[asked])]
