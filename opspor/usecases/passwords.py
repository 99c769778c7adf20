"""Choosing a password: how well it holds, in words, and a suggestion. Needs no vault."""

from opspor.vault.keys import Derive, argon2id
from opspor.vault.password import Judgement, judge, suggest

__all__ = ["Derive", "Judgement", "argon2id", "judge", "suggest"]
