"""Whom a paper about a child is made for: it stops for one and not for another (design section 11, rule 2)."""

from dataclasses import dataclass

from opspor.domain.child import Carer
from opspor.domain.ids import Id


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a paper is for.

    ``at_home``: the child, its carers, or somebody whom the family brings. ``carer`` is which of the carers; None is
    the home as such. ``name`` and ``role`` are of somebody who is no carer, in words. ``on_basis``: it is written down
    who with custody said yes, or the rule.
    """

    at_home: bool
    carer: Id | None = None
    name: str = ""
    role: str = ""
    on_basis: bool = False

    @property
    def words(self) -> str:
        """What stands at the foot of a paper: it says in whose hands it belongs."""
        return "Til hjemmet" if self.at_home else "Til fagfolk"


HOUSE = Recipient(at_home=False)  # ourselves and other professionals
HOME = Recipient(at_home=True)


def choices(carers: tuple[Carer, ...]) -> tuple[tuple[Recipient, str], ...]:
    """Whom a paper about a child can be for, in words; the same for every child with such carers."""
    named = (
        (Recipient(at_home=True, carer=one.id), ", ".join(filter(None, (one.name, one.relation)))) for one in carers
    )
    return ((HOUSE, "Os selv og andre fagfolk"), *named, (HOME, "Hjemmet: barnet og forældrene"))
