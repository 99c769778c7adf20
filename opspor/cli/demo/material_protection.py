"""The shapes of what families are told and ask for in the demo; the texts stand in ``resources/demo/common.toml``."""

from msgspec import Struct

from opspor.domain.paper import Basis
from opspor.domain.rights import RightKind

# A family is told by its number among those of a house whose child has no story and whose page has been completed.


class YesText(Struct, frozen=True, forbid_unknown_fields=True):
    """What a family agreed to share ``days`` ago, for ``lasts`` days from today; or what is shared on another basis.

    ``withdrawn`` is how many days ago somebody took it back.
    """

    family: int
    days: int
    what: str
    to_whom: str
    purpose: str
    basis: Basis = Basis.CONSENT
    how: str = ""
    lasts: int = 0
    reference: str = ""
    parents: str = ""
    withdrawn: int | None = None
    withdrawn_words: str = ""


class WishText(Struct, frozen=True, forbid_unknown_fields=True):
    """What a family asked for ``days`` ago. A remark is about what was seen of the child last."""

    family: int
    days: int
    kind: RightKind
    text: str


class AskedText(Struct, frozen=True, forbid_unknown_fields=True):
    """A request for access, ``days`` ago, ``how``: handed over ``given`` days ago by ``given_how``, or half looked
    through. ``seen`` is what was written three days before it, "place: text", where ``{other}`` is another child.
    """

    family: int
    days: int
    how: str
    seen: tuple[str, ...]
    given: int | None = None
    given_how: str = ""


class ProtectionText(Struct, frozen=True, forbid_unknown_fields=True):
    """All of it. ``english`` is the family that reads English, ``held`` the concern that is still open about a child
    that has stopped, ``restricted`` what the family of another asked for ``restricted_days`` ago, ``reference`` where
    something lies in the municipality's system.
    """

    letter: str
    english: int
    held: str
    restricted: str
    restricted_days: int
    reference: str
    consent: tuple[YesText, ...]
    wish: tuple[WishText, ...]
    asked: tuple[AskedText, ...]
