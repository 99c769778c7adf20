"""Danish text: sorting, searching and short names."""

import unicodedata

# æ, ø, å come after z in that order, and aa is an old spelling of å
# (Retskrivningsordbogen, alphabetical order). ł and đ are letters of their own that Unicode takes no accent off.
_ALPHABET = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ł": "l", "đ": "d"})


def fold(text: str) -> str:
    """Text as it is searched for: NFC, casefolded, single spaces. Keeps æ, ø and å apart from a and o."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def sort_key(text: str) -> str:
    """A key that sorts names as a Danish class list does: æ < ø < å after z, aa as å, accents ignored."""
    folded = fold(text).replace("aa", "å").translate(_ALPHABET)
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


def initials(first_name: str, last_name: str) -> str:
    """``K.J.`` for Karla Maria Juhl; ``K.`` when there is no last name."""
    return "".join(f"{_first_letter(name)}." for name in (first_name, last_name) if name.strip())


def short_name(first_name: str, last_name: str) -> str:
    """``Karla J.``: enough for the people of the room, less for those who read over their shoulders."""
    return f"{first_name.strip()} {_first_letter(last_name)}." if last_name.strip() else first_name.strip()


def _first_letter(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip())[0].upper()


def count_of(number: int, singular: str, plural: str) -> str:
    """``1 barn``, ``3 børn``."""
    return f"{number} {singular if number == 1 else plural}"


def whole(text: str) -> str:
    """Text that can be stored: half a character, which some clipboards give, becomes the mark of an unreadable one."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
