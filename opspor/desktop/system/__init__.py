"""What the system can tell and do: idle time, its screen lock and sleep, secrets on the clipboard, hardening.

Each is one small interface with a working "nothing there". Imported after the first picture.
"""
