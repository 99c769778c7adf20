"""Getting the folder back from a copy, when it is damaged or gone or the PC is new."""

from opspor.desktop.pages.restore.page import RestorePage

__all__ = ["RestorePage"]
