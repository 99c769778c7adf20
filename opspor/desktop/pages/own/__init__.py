"""One's own assessment: alone and unseen, position before trivsel."""

from opspor.desktop.pages.own.page import OwnPage

__all__ = ["OwnPage"]
