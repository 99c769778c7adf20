"""Practice: a track of the beredskabsplan is played on a made-up child, step by step. Nothing is kept."""

from opspor.desktop.pages.track_practice.page import TrackPracticePage

__all__ = ["TrackPracticePage"]
