"""A small screen reader: what AT-SPI says becomes lines as one would hear them, and keys go where the keyboard is.

Runs under the system's Python (Debian's gi), never under the program's, and imports nothing of the program. What to do
next is decided from names, roles, states and texts alone. It is strict where a screen reader would fall silent:
whatever takes the focus without a name or role, a cell without a head, and a key after which nothing has the focus
end the run.
"""

import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import gi  # type: ignore[import-not-found]  # Debian's; not in the program's environment

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

from tests.spi.parts import HOLDERS, ROLES, Part, checked, has_rows, head_of, holders, look_at, said_of, value_of  # noqa: E402

PATIENCE = 40.0  # seconds; two cores may be shared with others
QUIET = 0.25  # seconds without an event: the program has done what the key asked for
_MOST_TABS = 150  # more than any page has

_EVENTS = (
    "object:state-changed:focused", "object:state-changed:checked", "object:state-changed:selected",
    "object:state-changed:expanded", "object:announcement", "object:property-change:accessible-name",
    "object:property-change:accessible-value", "object:property-change:accessible-description", "window:activate",
)  # fmt: skip


class Silence(AssertionError):
    """A screen reader would have said nothing here, or something else."""


@dataclass
class Reader:
    """``lines`` is the transcript: what was pressed and what was said."""

    lines: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)  # since the last key
    strokes: int = 0
    faults: list[str] = field(default_factory=list)
    spoken: int = 0
    _focus: Part | None = None
    _within: list[object] = field(default_factory=list)
    _last_event: float = 0.0
    _hidden: bool = False  # what is typed now is a password

    def __post_init__(self) -> None:
        self._listener = Atspi.EventListener.new(self._heard)
        for name in _EVENTS:
            self._listener.register(name)

    def begin(self) -> None:
        """Waits for the window, and gives it the keyboard as a window manager would."""
        self.wait(lambda: bool(self._all()), "programmet har intet vindue")
        self._take_keyboard()
        self.wait(lambda: self._focus is not None, "intet har fokus")

    # --- hearing --------------------------------------------------------------------------------------------------

    def _heard(self, event: "Atspi.Event") -> None:
        self._last_event = time.monotonic()
        kind = event.type
        try:
            if event.source is None or (event.source.get_application().get_name() or "") != "opspor":
                return
        except (GLib.Error, AttributeError):
            return
        if kind.startswith("object:state-changed:focused"):
            if event.detail1:
                self._focused(event.source)
        elif kind.startswith("object:announcement"):
            self._say(f"[besked] {event.any_data}")
        elif kind.startswith("window:activate"):
            self._within = []
        elif self._focus is not None and event.source == self._focus.node:
            self._changed(kind, event)

    def _focused(self, node: "Atspi.Accessible") -> None:
        part = look_at(node)
        if part is None or "focused" not in part.states:
            return
        if self._focus is not None and self._focus.node == node and self._focus.name == part.name:
            return
        self._focus = part
        places = holders(node)
        known = self._within
        self._within = [key for key, _ in places]
        for key, words in places:
            if key not in known:
                self._say(words)
        self._say(said_of(part))
        if part.role in HOLDERS:
            self._within.append((node.path, part.name))
        if not part.name.strip():
            self.faults.append(f"har fokus uden navn: {part.role} i {[words for _, words in places]}")
        if part.role == "combo box" and not part.about:
            self.faults.append(f"valglisten »{part.name}« siger ikke, hvad man vælger")
        if part.role == "table cell" and not head_of(part):
            self.faults.append(f"cellen »{part.name}« siger ikke sin kolonne")
        if part.role not in ROLES:
            self.faults.append(f"har fokus uden rolle, man kan høre: »{part.name}« er {part.role!r}")

    def _changed(self, kind: str, event: "Atspi.Event") -> None:
        before, part = self._focus, look_at(event.source)
        if part is None or before is None:
            return
        self._focus = part
        if "accessible-name" in kind and part.name != before.name:
            self._say(part.name)
        elif "checked" in kind and "checked" in part.states ^ before.states:
            self._say(checked(part))
        elif "expanded" in kind and "expanded" in part.states ^ before.states:
            self._say("foldet ud" if "expanded" in part.states else "foldet ind")
        elif "accessible-value" in kind or ("accessible-name" in kind and part.role == "combo box"):
            self._say(value_of(part))

    def _say(self, words: str) -> None:
        words = " ".join(words.split())
        if words:
            self.said.append(words)
            self.spoken += 1
            self.lines.append(f"> {words}")

    # --- waiting --------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Listens until it has been quiet for a moment."""
        context, began = GLib.MainContext.default(), time.monotonic()
        while time.monotonic() - max(began, self._last_event) < QUIET:
            if not context.iteration(False):
                time.sleep(0.005)
        here = look_at(self._focus.node) if self._focus is not None else None
        if here is not None and here.role in ("list", "table") and "focused" in here.states and has_rows(here):
            self.faults.append(f"»{here.name}« har fokus og siger ikke, hvor man er")

    def wait(self, true: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        """Listens until something is so. Raises ``Silence`` with the last lines after ``patience`` seconds."""
        until = time.monotonic() + patience
        while not true():
            if time.monotonic() > until:
                raise Silence(f"{what}\nSidst hørt:\n" + "\n".join(self.lines[-12:]))
            self.settle()

    def hear(self, *words: str) -> None:
        """Waits until all of these were said since the last key, by focus or by a message."""
        for one in words:
            self.wait(partial(self._has_said, one), f"hørte aldrig »{one}«")

    def read(self, *words: str) -> None:
        """Waits until all of these can be read in the window, as one reads a page line by line."""
        for one in words:
            self.wait(partial(self._can_read, one), f"kunne ikke læse »{one}«")
            self.lines.append(f"(læst på siden: {one})")

    def _has_said(self, words: str) -> bool:
        return any(words in said for said in self.said)

    def _can_read(self, words: str) -> bool:
        return self.find(words) is not None

    @staticmethod
    def processes() -> set[int]:
        """The processes that say they are the program."""
        desktop = Atspi.get_desktop(0)
        apps = [desktop.get_child_at_index(number) for number in range(desktop.get_child_count())]
        return {app.get_process_id() for app in apps if app is not None and app.get_name() == "opspor"}

    # --- reading --------------------------------------------------------------------------------------------------

    def window(self) -> "Atspi.Accessible":
        """The program's window that is active, or the uppermost."""
        desktop, found = Atspi.get_desktop(0), []
        for number in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(number)
            if app is None or app.get_name() != "opspor":
                continue
            app.set_cache_mask(Atspi.Cache.NONE)
            for place in range(app.get_child_count()):
                window = app.get_child_at_index(place)
                part = look_at(window) if window is not None else None
                if part is not None and part.states & {"active", "showing"}:
                    found.append(("active" in part.states, place, window))
        if not found:
            raise Silence("programmet har intet vindue")
        return max(found, key=lambda one: one[:2])[2]

    def parts(self, place: "Atspi.Accessible | None" = None) -> Iterator[Part]:
        """What can be seen now, in the order it is read."""
        part = look_at(place if place is not None else self.window())
        if part is None or not part.states & {"showing", "active"}:
            return
        yield part
        if part.role in ("list", "table") and part.node.get_child_count() > 400:
            return
        try:
            for number in range(part.node.get_child_count()):
                child = part.node.get_child_at_index(number)
                if child is not None:
                    yield from self.parts(child)
        except GLib.Error:
            return

    def find(self, words: str) -> Part | None:
        """The first part that says these words in its name or its text."""
        return next((one for one in self._all() if words in one.name or words in value_of(one)), None)

    def _all(self) -> list[Part]:
        try:
            return list(self.parts())
        except (GLib.Error, Silence):
            return []

    @property
    def focus(self) -> Part:
        """What has the focus. Raises ``Silence`` when nothing has it."""
        found: list[Part] = []

        def has() -> bool:
            here = look_at(self._focus.node) if self._focus is not None else None
            one = here if here is not None and "focused" in here.states else None
            one = one or next((part for part in self._all() if "focused" in part.states), None)
            found[:] = [one] if one is not None else []
            if one is None:
                self._take_keyboard()
            return one is not None

        self.wait(has, "intet har fokus", 5.0)
        return found[0]

    def check(self) -> None:
        """Raises ``Silence`` with everything that was wrong until now."""
        if self.faults:
            raise Silence("\n".join(dict.fromkeys(self.faults)))

    # --- keys -----------------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Presses keys by their X names ("Tab", "ctrl+l"), one after the other, and listens."""
        for key in keys:
            self.said = []
            self.lines.append(f"[{_key_words(key)}]")
            self._send("key", key)
            self.strokes += 1

    def write(self, text: str, *, secret: bool = False) -> None:
        """Types."""
        self.said = []
        self.lines.append("[skriver: " + ("•" * len(text) if secret else text) + "]")
        self._send("type", "--delay", "12", text)
        self.strokes += len(text)

    def _send(self, *command: str) -> None:
        self._take_keyboard()
        subprocess.run(["/usr/bin/xdotool", *command], check=True)
        self.settle()

    @staticmethod
    def _take_keyboard() -> None:
        """There is no window manager under Xvfb: where a dialog has closed, the keyboard goes back to the window."""
        asked = subprocess.run(["/usr/bin/xdotool", "getwindowfocus"], capture_output=True, text=True, check=False)
        if asked.returncode == 0 and len(asked.stdout.strip()) > 1:
            name = subprocess.run(
                ["/usr/bin/xdotool", "getwindowname", asked.stdout.strip()], capture_output=True, text=True, check=False
            )
            if name.stdout.strip():
                return
        seen = subprocess.run(
            ["/usr/bin/xdotool", "search", "--onlyvisible", "--name", "."], capture_output=True, text=True, check=False
        )
        for window in seen.stdout.split()[-1:]:
            subprocess.run(["/usr/bin/xdotool", "windowfocus", "--sync", window], check=False)

    # --- going there ----------------------------------------------------------------------------------------------

    def tab_to(self, right: Callable[[Part], bool], what: str, key: str = "Tab") -> Part:
        """Presses Tab until what has the focus is right, at most twice round."""
        until = time.monotonic() + PATIENCE
        while True:
            passed: list[str] = []
            first: object = None
            for _ in range(_MOST_TABS):
                part = self.focus
                if right(part):
                    return part
                mark = part.node.path
                if passed and mark == first:
                    break
                first = first or mark
                passed.append(part.name)
                self.press(key)
            if time.monotonic() > until:
                raise Silence(f"Tab kommer ikke til {what}, kun til {passed}")
            self.settle()

    def go_to(self, name: str, *roles: str) -> Part:
        """Tab to the part with that name."""
        return self.tab_to(lambda part: part.name == name and (not roles or part.role in roles), f"»{name}«")

    def button(self, name: str) -> None:
        """Tab to a button and press Enter."""
        self.go_to(name, "push button", "button", "toggle button")
        self.press("Return")

    def fill(self, label: str, text: str, *, secret: bool = False) -> None:
        """Tab to a field, and write there in place of what it holds."""
        self.go_to(label, "text", "password text", "document text", "paragraph")
        self.press("ctrl+a")
        self.write(text, secret=secret)

    def tick(self, name: str) -> None:
        """Tab to a box that is empty, and Space; it must say that it is ticked."""
        part = self.go_to(name, "check box")
        if "checked" in part.states:
            raise Silence(f"»{name}« er afkrydset i forvejen")
        self.press("space")
        self.hear("afkrydset")

    def choose(self, group: str, name: str) -> None:
        """Tab to a choice by the name of its group, and with the arrows to one answer, which must say it is chosen."""

        def inside(part: Part) -> bool:
            return part.role == "radio button" and any(key[1] == group for key, _ in holders(part.node))  # type: ignore[index]

        part = self.tab_to(inside, f"valget »{group}«")
        for _ in range(8):
            if part.name == name:
                break
            self.press("Right")
            if self.focus.node == part.node:  # they stand under each other
                self.press("Down")
            part = self.focus
        if part.name != name:
            raise Silence(f"»{name}« er ikke i valget »{group}«")
        if "checked" not in part.states:
            self.press("space")
        if "checked" not in self.focus.states:
            raise Silence(f"»{name}« siger ikke, at det er valgt")

    def row(self, words: str, within: str = "") -> None:
        """Tab to the list, with the arrows to the row that begins with these words, and Enter."""

        def right(part: Part) -> bool:
            if part.role not in ("list", "list item", "table", "table cell"):
                return False
            places = [key[1] for key, _ in holders(part.node)]  # type: ignore[index]
            if within and within not in (*places, part.name):
                return False
            view = part.node if part.role in ("list", "table") else part.node.get_parent()
            return any(child.name.startswith(words) for child in self.parts(view))

        part = self.tab_to(right, f"rækken »{words}«")
        self.press("Home")
        for _ in range(60):
            part = self.focus
            if part.name.startswith(words):
                break
            self.press("Down")
        if not part.name.startswith(words):
            raise Silence(f"ingen række siger »{words}«")
        self.press("Return")


_KEYS = {
    "Return": "Enter", "space": "mellemrum", "Escape": "Esc", "Down": "pil ned", "Up": "pil op", "Right": "pil højre",
    "Left": "pil venstre", "ctrl+Next": "Ctrl+Page Down",
}  # fmt: skip


def _key_words(key: str) -> str:
    return _KEYS.get(key, key.replace("ctrl+", "Ctrl+") if len(key) > 1 else key)
