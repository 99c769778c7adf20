"""What every test gets: the guards, and how hard Hypothesis tries (``HYPOTHESIS_PROFILE=thorough`` for a long run)."""

import os

from hypothesis import settings

pytest_plugins = ["tests.guards"]

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True, max_examples=25, database=None)
settings.register_profile("thorough", deadline=None, print_blob=True, max_examples=1000, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
