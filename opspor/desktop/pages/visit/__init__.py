"""A home visit: the child's own page, the part that is made with the parents, what is written after, the hand-over."""

from opspor.desktop.pages.visit.after_page import AfterPage
from opspor.desktop.pages.visit.child_page import ChildVisitsPage
from opspor.desktop.pages.visit.handover_page import HandoverPage
from opspor.desktop.pages.visit.together_page import TogetherPage

__all__ = ["AfterPage", "ChildVisitsPage", "HandoverPage", "TogetherPage"]
