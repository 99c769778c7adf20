"""Danish text: sorting, searching and short names."""

import unicodedata

# æ, ø, å come after z in that order, and aa is an old spelling of å
# (Retskrivningsordbogen, alphabetical order).
_AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


def fold(text: str) -> str:
    """Text as it is searched for: NFC, casefolded, single spaces. Keeps æ, ø and å apart from a and o."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def sort_key(text: str) -> str:
    """A key that sorts names as a Danish class list does: æ < ø < å after z, aa as å, accents ignored."""
    folded = fold(text).replace("aa", "å").translate(_AFTER_Z)
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


def initials(first_name: str, last_name: str) -> str:
    """``K.J.`` for Karla Maria Juhl; ``K.`` when there is no last name."""
    return "".join(f"{name[0].upper()}." for name in (first_name.strip(), last_name.strip()) if name)


def short_name(first_name: str, last_name: str) -> str:
    """``Karla J.``: enough for the people of the room, less for those who read over their shoulders."""
    last = last_name.strip()
    return f"{first_name.strip()} {last[0].upper()}." if last else first_name.strip()


def count_of(number: int, singular: str, plural: str) -> str:
    """``1 barn``, ``3 børn``."""
    return f"{number} {singular if number == 1 else plural}"
