"""What AT-SPI says of one part of the window, and how one hears it."""

from dataclasses import dataclass

import gi  # type: ignore[import-not-found]  # Debian's; not in the program's environment

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

# What a Danish screen reader calls the roles. A role that is not here is not heard, and nothing with it may be focused.
ROLES = {
    "push button": "knap", "button": "knap", "radio button": "valgknap", "check box": "afkrydsning", "text": "felt",
    "password text": "felt til adgangskode", "combo box": "valgliste", "list": "liste", "list item": "række",
    "table": "tabel", "table cell": "celle", "panel": "gruppe", "grouping": "gruppe", "dialog": "dialog",
    "file chooser": "dialog", "alert": "besked", "progress bar": "fremgang", "heading": "overskrift",
    "toggle button": "knap, der kan slås til", "page tab": "fane", "tree": "træ", "tree item": "række",
    "image": "billede", "table column header": "hoved", "column header": "hoved", "menu item": "menupunkt",
    "link": "link", "spin button": "tal", "document text": "felt", "paragraph": "tekst",
}  # fmt: skip
HOLDERS = (
    "panel",
    "grouping",
    "dialog",
    "file chooser",
    "list",
    "table",
    "tree",
    "alert",
)  # said when one comes into them


@dataclass(frozen=True)
class Part:
    """What AT-SPI says of one part of the window, as it was when it was asked."""

    node: "Atspi.Accessible"
    name: str
    role: str
    about: str
    states: frozenset[str]

    def __bool__(self) -> bool:
        return True


def look_at(node: "Atspi.Accessible") -> Part | None:
    """The part as it is now; None when it has gone meanwhile."""
    try:
        states = frozenset(state.value_nick for state in node.get_state_set().get_states())
        return Part(node, node.get_name() or "", node.get_role_name() or "", node.get_description() or "", states)
    except GLib.Error:
        return None


def value_of(part: Part) -> str:
    """What stands in a field or is chosen in a list that folds out."""
    if part.role == "password text":
        return ""
    try:
        if part.role == "combo box":
            chosen = part.node.get_selection_iface()
            one = chosen.get_selected_child(0) if chosen is not None and chosen.get_n_selected_children() else None
            return (one.get_name() or "") if one is not None else ""
        text = part.node.get_text_iface()
        if text is not None and part.role in ("text", "document text", "paragraph", "spin button"):
            return str(Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)))
    except GLib.Error:
        return ""
    return ""


def holders(node: "Atspi.Accessible") -> list[tuple[object, str]]:
    """The named places that a part stands in, the outermost first, each with how it is said."""
    found: list[tuple[object, str]] = []
    try:
        place = node.get_parent()
        while place is not None and place.get_role() != Atspi.Role.APPLICATION:
            role, name = place.get_role_name(), place.get_name()
            if name and role in HOLDERS:
                about = place.get_description() or ""
                found.append(((place.path, name), ", ".join(filter(None, (name, about, ROLES[role])))))
            place = place.get_parent()
    except GLib.Error:
        pass
    return found[::-1]


def said_of(part: Part) -> str:
    """One part as one hears it: name, value, role, states, where in its group, description."""
    said = [part.name, value_of(part), ROLES.get(part.role, part.role)]
    if part.role in ("radio button", "check box", "toggle button"):
        said.append(checked(part))
    if "expandable" in part.states:
        said.append("foldet ud" if "expanded" in part.states else "foldet ind")
    if "required" in part.states:
        said.append("skal udfyldes")
    if "invalid-entry" in part.states:
        said.append("ikke rigtigt udfyldt")
    if "sensitive" not in part.states:
        said.append("kan ikke bruges")
    if part.role in ("list item", "radio button", "table cell"):
        said.append(_place_among(part))
    return ", ".join(filter(None, (*said, part.about if part.about != part.name else "")))


def checked(part: Part) -> str:
    if part.role == "radio button":
        return "valgt" if "checked" in part.states else "ikke valgt"
    if part.role == "toggle button":
        return "slået til" if "checked" in part.states or "pressed" in part.states else "slået fra"
    return "afkrydset" if "checked" in part.states else "ikke afkrydset"


def _place_among(part: Part) -> str:
    """ "2 af 5" among those alike that stand beside it; of a cell the head of its column, which it must have."""
    try:
        if part.role == "table cell":
            return ""
        parent = part.node.get_parent()
        alike = [
            child.path
            for child in (parent.get_child_at_index(i) for i in range(min(parent.get_child_count(), 400)))
            if child is not None and child.get_role() == part.node.get_role()
        ]
        return f"{alike.index(part.node.path) + 1} af {len(alike)}" if part.node.path in alike else ""
    except GLib.Error:
        return ""


def has_rows(part: Part) -> bool:
    try:
        return bool(part.node.get_child_count())
    except GLib.Error:
        return False


def head_of(cell: Part) -> str:
    """The head of a cell's column, as the table gives it."""
    try:
        table = cell.node.get_parent().get_table_iface()
        column = Atspi.Table.get_column_at_index(table, cell.node.get_index_in_parent())
        return str(Atspi.Table.get_column_header(table, column).get_name() or "")
    except (GLib.Error, AttributeError, TypeError):
        return ""
