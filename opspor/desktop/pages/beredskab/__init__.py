"""Beredskab: what to do and whom to ring, also when locked, without a vault and with a damaged one."""

from opspor.desktop.pages.beredskab.page import BeredskabPage

__all__ = ["BeredskabPage"]
