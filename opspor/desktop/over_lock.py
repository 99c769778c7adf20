"""Pages over the lock screen: they may open a vault, and words stand on them that do, so they are watched like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from opspor.desktop.idle import IdleWatch
    from opspor.desktop.page import FocusPage
    from opspor.desktop.route import Destination
    from opspor.desktop.shell.window import Window


def lay(window: Window, watch: IdleWatch, page: FocusPage) -> None:
    """Show ``page``, and let go of it when nobody is there."""
    window.push_focus(page)
    watch.start()


def count_down(window: Window, watch: IdleWatch, words: str, last: bool) -> None:
    """Show how long it is until it locks; stop when whoever was at such a page has gone back."""
    if _rests(window):
        watch.stop()
        window.set_countdown("")
    else:
        window.set_countdown(words, last)


def leave(window: Window, watch: IdleWatch, reason: str) -> bool:
    """Close what such pages have opened, and show the lock screen; False where there is none. Beredskab alone has
    nothing to let go of.
    """
    if not watch.running or _rests(window):
        return False
    watch.stop()
    window.show_lock(reason)
    return True


def _rests(window: Window) -> bool:
    """Whether there is nothing but the lock screen or the first page of all."""
    from opspor.desktop.pages.every import WelcomePage

    return window.locked and (window.open_page is None or isinstance(window.open_page, WelcomePage))


def show_help(window: Window, go: Callable[[Destination], None], trail: Sequence[Destination]) -> None:
    """The guide, at the page about where one is; also over the lock screen, where there is no vault to go about in."""
    from opspor.desktop.pages.help import HelpPage, help_for

    page = window.open_page
    if window.privacy is not None or isinstance(page, HelpPage) or getattr(page, "alone", False):
        return
    if window.locked:
        window.push_focus(HelpPage(None, help_for(None)))
    else:
        go(help_for(trail[-1] if trail else None))
