"""One open vault and the one way into it: the writer's thread, the reader's thread, changes, lock. No Qt.

This package imports SQLAlchemy, which costs twice the whole first window: import it after the lock screen is painted.
"""

from opspor.vault.keys import Derive, argon2id
from opspor.workplace.arrive import accept, create, leaders, open_vault, recover
from opspor.workplace.place import Workplace

__all__ = ["Derive", "Workplace", "accept", "argon2id", "create", "leaders", "open_vault", "recover"]
