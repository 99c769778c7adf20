"""The encrypted folder: keys, slots, header, data file, lock file. It knows no table.

The lock screen imports ``access`` and ``beredskab_file`` only; SQLAlchemy is imported by ``connection`` alone.
"""
