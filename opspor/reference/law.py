"""The law list: rules and deadlines as dated data, marked when nobody has checked them."""

import tomllib
from datetime import date
from functools import cache

from msgspec import Struct, convert

import opspor
from opspor.domain.clock import long_date


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule. ``working_days`` is a deadline and ``per_cent`` a share of unlawful absence, where the rule sets one.

    ``formerly`` is what staff may still say; "" where the number is the same as ever.
    """

    id: str
    law: str
    paragraph: str
    formerly: str
    text: str
    seen_in: str
    seen_on: date
    checked_by_function: str
    working_days: int | None = None
    per_cent: int | None = None

    @property
    def cited(self) -> str:
        """``Barnets lov § 133 (før 2024: Serviceloven § 153)``: staff still say the old number."""
        before = f" (før 2024: {self.formerly})" if self.formerly else ""
        return f"{self.law} {self.paragraph}{before}"

    @property
    def status(self) -> str:
        """How sure the rule is, as it stands beside it on every screen and paper."""
        if self.checked_by_function:
            return f"Senest kontrolleret {long_date(self.seen_on)} af {self.checked_by_function}"
        return f"Set i kilde af {long_date(self.seen_on)}, ikke efterprøvet"


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of ``resources/law/law.toml``, in its order."""
    with (opspor.data_folder("resources") / "law" / "law.toml").open("rb") as file:
        return tuple(convert(tomllib.load(file)["rule"], tuple[Rule, ...]))


def rule(rule_id: str) -> Rule:
    """One rule by its id; KeyError when there is none."""
    for found in rules():
        if found.id == rule_id:
            return found
    raise KeyError(rule_id)
