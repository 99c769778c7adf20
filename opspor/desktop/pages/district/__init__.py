"""A sundhedsplejerske's district."""

from opspor.desktop.pages.district.page import DistrictPage

__all__ = ["DistrictPage"]
