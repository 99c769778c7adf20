"""Tables, queries and migrations: the only place that knows a table.

A query module gets an open connection and returns frozen dataclasses; it never begins or ends a transaction.
"""

from sqlalchemy import Connection, Engine

__all__ = ["Connection", "Engine"]
