"""What the list of what is to go says: kinds of records, the rule, and what keeps something, in words."""

from collections import Counter
from collections.abc import Iterable

from opspor.domain.retention import Held, Schedule, Sort
from opspor.domain.text import count_of

# A record of a kind that is not here is a part of another, and is not counted for itself.
_KINDS = {
    "own_assessment": ("egen vurdering", "egne vurderinger"),
    "own_environment": ("svar om rammen", "svar om rammen"),
    "joint_assessment": ("fælles vurdering", "fælles vurderinger"),
    "observation": ("iagttagelse", "iagttagelser"),
    "childs_words": ("udsagn fra barnet", "udsagn fra barnet"),
    "pupil_view": ("besvarelse fra eleven", "besvarelser fra eleven"),
    "home_visit": ("hjemmebesøg", "hjemmebesøg"),
    "focus_point": ("fokuspunkt", "fokuspunkter"),
    "action_plan": ("handleplan", "handleplaner"),
    "analysis": ("analyse", "analyser"),
    "meeting": ("referat", "referater"),
    "parent_contact": ("kontakt med forældre", "kontakter med forældre"),
    "network_map": ("netværkskort", "netværkskort"),
    "transition": ("overgangsbeskrivelse", "overgangsbeskrivelser"),
    "absence": ("dag med fravær", "dage med fravær"),
    "consent": ("samtykke", "samtykker"),
    "rights_note": ("ønske fra familien", "ønsker fra familien"),
    "subject_access": ("anmodning om indsigt", "anmodninger om indsigt"),
    "concern": ("bekymring", "bekymringer"),
    "paper": ("papir", "papirer"),
}
_OTHER = ("anden optegnelse", "andre optegnelser")
TEXT = "tekst i en underretning"  # the one line where the record stays

HELD_WORDS = {
    Held.OPEN_CONCERN: "Der er en åben bekymring. Gør den færdig, og luk den med en grund.",
    Held.NOT_SENT: "En underretning er ikke noteret som sendt. Notér, hvordan den blev sendt.",
    Held.NOT_FILED: "Noget skal journaliseres først. Gem det til journalen, og notér, at det er gjort.",
    Held.ASKED_FOR: "Nogen har bedt om indsigt. Gør den anmodning færdig.",
    Held.RESTRICTED: "Familien har bedt om begrænsning. Svar på det.",
    Held.WAITS: "Runden er ikke lukket, og teamet er ikke blevet enige. Bliv enige, eller luk runden.",
}


def kinds_in_words(kinds: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """(word, count) of what goes, the most telling first; the word fits the count."""
    counts = Counter(kind if kind in _KINDS else "" for kind in kinds)
    order = {kind: place for place, kind in enumerate(_KINDS)}
    return tuple(
        (_KINDS.get(kind, _OTHER)[count > 1], count)
        for kind, count in sorted(counts.items(), key=lambda one: order.get(one[0], len(order)))
    )


def months(number: int) -> str:
    """``1 måned``, ``3 måneder``"""
    return count_of(number, "måned", "måneder")


def rule_in_words(sort: Sort, schedule: Schedule) -> str:
    """The rule that something goes by."""
    match sort:
        case Sort.OWN:
            return (
                f"Egne vurderinger slettes {months(schedule.own)} efter den fælles vurdering, og uden en fælles "
                "vurdering efter rundens slutning."
            )
        case Sort.FILE:
            return f"Alt om et barn slettes {months(schedule.file)} efter, at barnet er stoppet."
        case Sort.CONCERN:
            return f"En lukket bekymring slettes {months(schedule.concern)} efter, at den er journaliseret."
        case Sort.PAPER if schedule.paper == 0:
            return "Teksten i en underretning slettes, når den er journaliseret."
        case Sort.PAPER:
            return f"Teksten i en underretning slettes {months(schedule.paper)} efter, at den er journaliseret."
