"""The ten-minute course on an invented institution."""

from opspor.desktop.pages.course.page import CoursePage

__all__ = ["CoursePage"]
