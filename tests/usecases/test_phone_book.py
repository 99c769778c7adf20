"""The numbers that F2 shows: readable without a vault, and light enough for a locked screen."""

import subprocess
import sys


def test_the_numbers_are_read_without_importing_tables_or_paper() -> None:
    """F2 on the lock screen must not wait for SQLAlchemy."""
    code = (
        "import sys, opspor.usecases.phone_book as book; assert book.phone_book(None)[0].phone == '112';"
        "print([name for name in ('sqlalchemy', 'reportlab', 'PySide6') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
