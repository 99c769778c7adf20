"""The leader's overview on paper: how far the rounds are and what is missing, without a child and without a small
figure (domain 1.12).

What is hidden enters no sum, and a sum is left out where it would tell what is hidden: whoever has the paper cannot
find it by subtraction, because nothing on the paper depends on it beyond the words "under 5".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opspor.documents.document import Block, Document, Paragraph, Part, Table, Tone
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.ids import Id
from opspor.domain.matrix import LEAST_TOLD
from opspor.domain.text import count_of

FEW = "under 5"
ALL_BUT_FEW = "alle på nær under 5"
HIDDEN = "vises ikke"


class Missing(StrEnum):
    """What a leader looks after, in the order of the page."""

    LATE = "late"  # follow-ups whose day has gone
    DAY = "day"  # a cell that asks for a day to look again, and none was set
    POINT = "point"  # a focus point that was agreed on and is not written
    EXPOSED = "exposed"  # udsat × trivsel, and nothing is being done
    BATON = "baton"  # plans that nobody holds
    RECEIPT = "receipt"  # underretninger that were sent, and no receipt was noted
    CONSENT = "consent"  # somebody from outside is invited, and nobody has said yes
    TALK = "talk"  # nobody has talked with the parents for twelve months
    QUIET = "quiet"  # two rounds "trives", and not a word written


ABOUT_CHILDREN = frozenset({Missing.DAY, Missing.POINT, Missing.EXPOSED, Missing.TALK, Missing.QUIET})
MISSING_WORDS = {
    Missing.LATE: "Opfølgninger, der er over tiden",
    Missing.DAY: "Børn, hvor aftalen mangler en dag",
    Missing.POINT: "Børn, hvor et fokuspunkt er aftalt og ikke skrevet",
    Missing.EXPOSED: "Børn i udsat position, der trives, hvor intet er sat i gang",
    Missing.BATON: "Handleplaner, som ingen har",
    Missing.RECEIPT: "Underretninger uden noteret kvittering",
    Missing.CONSENT: "Møder, hvor et ja mangler",
    Missing.TALK: "Børn, hvis forældre ingen har talt med i et år",
    Missing.QUIET: "Børn, der to gange er sagt at trives, og som intet er skrevet om",
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows a list has, and how many children (or groups, or concerns) they are about."""

    rows: int
    children: int


@dataclass(frozen=True, slots=True)
class GroupLine:
    """How far a group is in a round. ``done``: agreed on, or not assessed for a written reason."""

    group_id: Id
    name: str
    children: int
    done: int
    waits_for: tuple[str, ...]  # colleagues, by name and without a number

    @property
    def is_small(self) -> bool:
        """Whether the group is so small that figures about it would be about persons."""
        return self.children < LEAST_TOLD


@dataclass(frozen=True, slots=True)
class RoundLines:
    """How far a round is, group by group."""

    round_id: Id
    name: str
    closes_on: date
    groups: tuple[GroupLine, ...]

    def days_left(self, today: date) -> str:
        """``9 dage tilbage``; the last day counts."""
        left = (self.closes_on - today).days
        return count_of(left, "dag tilbage", "dage tilbage") if left else "sidste dag i dag"


def overview_paper(
    institution_name: str, rounds: Sequence[RoundLines], counts: Mapping[Missing, Count], children: int,
    printed_by: str, printed_at: datetime, mark: str,
) -> Document:  # fmt: skip
    """The paper. ``children`` is how many go here."""
    today = printed_at.date()
    parts = [
        Part(f"{one.name}: {one.days_left(today)}, til {long_date(one.closes_on)}", _coverage(one.groups))
        for one in rounds
    ]
    if not parts:
        parts = [Part("Runder", (Paragraph("Ingen runde er i gang."),))]
    rows = tuple((MISSING_WORDS[one], how_many(one, counts[one], children)) for one in Missing)
    parts.append(Part("Det mangler", (Table(("Hvad", "Hvor mange"), rows, (0.72, 0.28)),)))
    return Document(
        title="Overblik",
        lines=(
            Paragraph(
                "Ingen børn er nævnt. Tal om færre end 5 børn er udeladt, og i alt er kun det, der vises.", Tone.QUIET
            ),
        ),
        header=institution_name,
        parts=tuple(parts),
        footer=(" · ".join(filter(None, (f"Udskrevet {moment_in_words(printed_at)} af {printed_by}", mark))),),
    )


def _coverage(groups: Sequence[GroupLine]) -> tuple[Block, ...]:
    shown = [line for line in groups if not line.is_small]
    rows = [
        (line.name, FEW, HIDDEN, HIDDEN)
        if line.is_small
        else (line.name, str(line.children), part_of(line.done, line.children), ", ".join(line.waits_for) or "ingen")
        for line in groups
    ]
    if len(shown) > 1:
        rows.append(("I alt af det viste", str(sum(line.children for line in shown)), total(shown), ""))
    return (Table(("Gruppe", "Børn", "Færdige", "Venter på"), tuple(rows), (0.3, 0.12, 0.22, 0.36)),)


def part_of(count: int, children: int) -> str:
    """How many of ``children``, where neither they nor the others are so few that one can tell who."""
    if count in (0, children):
        return str(count)
    if children < LEAST_TOLD or count < LEAST_TOLD:
        return FEW
    return ALL_BUT_FEW if children - count < LEAST_TOLD else str(count)


def total(shown: Sequence[GroupLine]) -> str:
    """The sum of what is shown; left out where a line of it is not a figure, for the sum would say which."""
    if all(part_of(line.done, line.children).isdecimal() for line in shown):
        return str(sum(line.done for line in shown))
    return HIDDEN


def how_many(missing: Missing, count: Count, children: int) -> str:
    """How many of something are missing in a house of so many children; of very few children nothing is said."""
    if children < LEAST_TOLD:
        return HIDDEN
    if missing in ABOUT_CHILDREN:
        return part_of(count.children, children)
    return FEW if 0 < count.children < LEAST_TOLD else str(count.rows)
