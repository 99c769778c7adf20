"""The very first screen, when no folder is known."""

from opspor.desktop.pages.welcome.page import WelcomePage

__all__ = ["WelcomePage"]
