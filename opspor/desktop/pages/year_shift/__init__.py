"""Nyt år: whole classes go on, with every child that goes another way."""

from opspor.desktop.pages.year_shift.page import YearShiftPage

__all__ = ["YearShiftPage"]
