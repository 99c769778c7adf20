"""What staff do: one module per area, each verb one transaction and one log line.

Every use case takes a ``Desk`` first. It asks who may, opens the transaction, asks the domain, writes, and says what
changed. It returns frozen dataclasses, never a row.
"""
