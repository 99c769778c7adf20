"""Coming in without a password: with an invitation code, or with the recovery key."""

from opspor.desktop.pages.enter.accept_page import AcceptPage
from opspor.desktop.pages.enter.recover_page import RecoverPage

__all__ = ["AcceptPage", "RecoverPage"]
