"""The window: the workplace frame, pages and focus pages, the lock screen and the privacy screen."""
