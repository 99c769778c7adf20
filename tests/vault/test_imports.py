"""The lock screen pays for nothing that it does not use."""

import subprocess
import sys


def test_the_lock_screen_loads_no_database_and_no_word_check() -> None:
    code = (
        "import sys; import opspor.vault.access, opspor.vault.beredskab_file, opspor.vault.lockfile; "
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "cryptography" in loaded
    assert not {"sqlalchemy", "alembic", "sqlcipher3", "sqlite3", "zxcvbn", "PySide6"} & set(loaded)
