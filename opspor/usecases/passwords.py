"""Choosing a password: how well it holds, in words, and a suggestion. Needs no vault."""

from opspor.vault.keys import Derive
from opspor.vault.password import Judgement, judge, suggest

__all__ = ["Derive", "Judgement", "judge", "suggest"]
