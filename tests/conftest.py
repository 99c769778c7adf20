"""What every test gets: the guards, and how hard Hypothesis tries (``HYPOTHESIS_PROFILE=thorough`` for a long run)."""

import os
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import settings

pytest_plugins = ["tests.guards"]

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True, max_examples=25, database=None)
settings.register_profile("thorough", deadline=None, print_blob=True, max_examples=1000, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Says what a test measured: it stands at the end of the run, whichever worker ran the test."""
    return partial(record_property, "figure")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures of the run."""
    for report in (one for reports in terminalreporter.stats.values() for one in reports):
        if isinstance(report, pytest.TestReport) and report.when == "call":
            for name, value in report.user_properties:
                if name == "figure":
                    terminalreporter.write_line(str(value))
