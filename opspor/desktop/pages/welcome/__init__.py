"""The first screen: make a folder, open one, or look at one that is made up."""

from opspor.desktop.pages.welcome.demo_page import DemoPage
from opspor.desktop.pages.welcome.page import WelcomePage

__all__ = ["DemoPage", "WelcomePage"]
