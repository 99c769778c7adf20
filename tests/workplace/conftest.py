"""The daycare of the tests of the use cases, at its workplace."""

from tests.usecases.conftest import clock, house

__all__ = ["clock", "house"]
