"""How alike a team answered in a round."""

from opspor.desktop.pages.agreement.page import AgreementPage

__all__ = ["AgreementPage"]
