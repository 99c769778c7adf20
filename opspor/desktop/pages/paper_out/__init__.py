"""A finished paper on its way out of the house: its page, the view to paste from, the sheet for the phone, several."""

from opspor.desktop.pages.paper_out.page import PaperOutPage
from opspor.desktop.pages.paper_out.paste import PastePage
from opspor.desktop.pages.paper_out.phone import PhonePage
from opspor.desktop.pages.paper_out.several import SeveralPage

__all__ = ["PaperOutPage", "PastePage", "PhonePage", "SeveralPage"]
