"""An offer of the local catalogue (tilbudsvifte): what there is here, for whom, and who may refer (domain 6.7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from opspor.domain.assessment import check_notes
from opspor.domain.child import age_in_months
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.plans import LadderStep

OFFER_NAME = Fault("TILBUD-NAVN", "Skriv, hvad tilbuddet hedder. Intet er gemt endnu.")
OFFER_AGES = Fault(
    "TILBUD-ALDER", "Skriv alderen i hele år, fra 0 til 18, den mindste først. Intet er gemt endnu. Ret alderen."
)
NO_SUCH_OFFER = Fault("TILBUD-MANGLER", "Tilbuddet findes ikke i kataloget mere. Intet er ændret. Åbn kataloget igen.")

_OLD = timedelta(days=183)  # half a year
OLDEST = 18


@dataclass(frozen=True, slots=True)
class OfferText:
    """What the catalogue says of an offer. Ages are whole years, both included; None is open to that side."""

    name: str = ""
    step: LadderStep = LadderStep.PREVENTIVE
    from_age: int | None = None
    to_age: int | None = None
    for_whom: str = ""
    referred_by: str = ""  # who may refer to it
    waiting: str = ""
    contact: str = ""  # where one asks; a function, never a person's private number


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer as it was last checked. An ended one is not chosen any more, and stays for the plans that chose it."""

    id: Id
    text: OfferText
    checked_on: date
    checked_by: str
    ended_on: date | None = None

    def is_old(self, today: date) -> bool:
        """Whether nobody has looked for half a year."""
        return today - self.checked_on > _OLD


def check_offer(text: OfferText) -> None:
    """Raise ``KnownError`` unless the offer has a name and its ages make sense."""
    check_notes(text.name, text.for_whom, text.referred_by, text.waiting, text.contact)
    if not text.name.strip():
        raise KnownError(OFFER_NAME)
    low, high = text.from_age or 0, OLDEST if text.to_age is None else text.to_age
    if not 0 <= low <= high <= OLDEST:
        raise KnownError(OFFER_AGES)


def fitting(
    offers: Iterable[Offer], birth_date: date | None, today: date, step: LadderStep | None = None
) -> tuple[Offer, ...]:
    """The offers that go on, for the child's age and, when it is given, for a step.

    A child whose birth date is missing may have all of them. What was lower on the ladder comes first.
    """
    years = None if birth_date is None else age_in_months(birth_date, today) // 12
    found = [
        offer
        for offer in offers
        if offer.ended_on is None
        and (step is None or offer.text.step is step)
        and (years is None or (offer.text.from_age or 0) <= years <= _upper(offer.text))
    ]
    return tuple(sorted(found, key=lambda offer: offer.text.step))


def _upper(text: OfferText) -> int:
    return OLDEST if text.to_age is None else text.to_age


def ages_in_words(text: OfferText) -> str:
    """``1–8 år``, ``fra 4 år``, ``til 12 år`` or ``alle aldre``."""
    match text.from_age, text.to_age:
        case None, None:
            return "alle aldre"
        case low, None:
            return f"fra {low} år"
        case None, high:
            return f"til {high} år"
        case low, high:
            return f"{low} år" if low == high else f"{low}–{high} år"
