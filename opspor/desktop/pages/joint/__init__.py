"""The joint assessment: everybody's own beside each other, the differences first, and what the team agrees on."""

from opspor.desktop.pages.joint.confirm_page import ConfirmPage
from opspor.desktop.pages.joint.page import JointPage

__all__ = ["ConfirmPage", "JointPage"]
