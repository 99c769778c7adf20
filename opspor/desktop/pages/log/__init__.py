"""The log: who has done what, for the leader and the revisor."""

from opspor.desktop.pages.log.page import LogPage

__all__ = ["LogPage"]
