"""Making a vault: where, who, a password, and a recovery key that is proved."""

from opspor.desktop.pages.setup.page import SetupPage

__all__ = ["SetupPage"]
