"""What a person does to a draft for access: looks at each piece, hides words, lets others stand, takes it back.

Kept as what was changed since the last version, so that it can be put on top of whatever the draft is by then.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from opspor.domain.ids import Id
from opspor.domain.subject_access import LOG, Draft, Hidden, Piece, Request, Why
from opspor.domain.text import fold


@dataclass(frozen=True, slots=True)
class Changed:
    """What was done since a version of the request. None: the words stand as they stood."""

    hide: tuple[Hidden, ...] = ()
    unhide: tuple[Hidden, ...] = ()
    show: tuple[Hidden, ...] = ()
    unshow: tuple[Hidden, ...] = ()
    seen: tuple[str, ...] = ()
    decision: str | None = None
    longer_because: str | None = None


NOTHING = Changed()


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that is left out of a piece, or would be: proposed by the program, or hidden by a person."""

    hidden: Hidden
    proposed: bool
    stands: bool  # a person lets it be read


@dataclass(frozen=True, slots=True)
class _Step:
    """What one can go back to: the piece one was at, and what was hidden and let stand then."""

    piece: str
    hidden: tuple[Hidden, ...]
    shown: tuple[Hidden, ...]


class Looking:
    """A draft and the work on it. ``request`` is how it stands now."""

    def __init__(self, draft: Draft, changed: Changed = NOTHING) -> None:
        self._undo: list[_Step] = []
        self._take(draft, changed)

    def _take(self, draft: Draft, changed: Changed) -> None:
        self.draft = draft
        self._saved = draft.access.request
        self.version = draft.access.version
        self.request = with_changes(self._saved, changed)
        self._by_key = {piece.key: piece for piece in draft.pieces}
        self._to_see = frozenset(
            piece.key for piece in draft.pieces if piece.proposed and not piece.key.startswith(LOG)
        )
        self._index()

    def _index(self) -> None:
        self._hidden: dict[str, list[Hidden]] = defaultdict(list)
        for one in self.request.hidden:
            self._hidden[one.piece].append(one)
        self._stands = {_proposal(one) for one in self.request.shown}
        self._seen = set(self.request.looked_through)

    # --- how it stands --------------------------------------------------------------------------------------------

    @property
    def changed(self) -> Changed:
        """What is not in a version yet."""
        return difference(self._saved, self.request)

    @property
    def progress(self) -> tuple[int, int]:
        """How many of those that must be seen have been, and how many there are."""
        return len(self._seen & self._to_see), len(self._to_see)

    def piece(self, key: str) -> Piece | None:
        """The piece with that key."""
        return self._by_key.get(key)

    def must_be_seen(self, piece: Piece) -> bool:
        """Whether the program would leave something out of it."""
        return piece.key in self._to_see

    def is_seen(self, piece: Piece) -> bool:
        """Whether a person has been through it."""
        return piece.key in self._seen

    def left(self) -> tuple[Piece, ...]:
        """Those that must still be seen."""
        return tuple(piece for piece in self.draft.pieces if piece.key in self._to_see and piece.key not in self._seen)

    def marks(self, piece: Piece) -> tuple[Mark, ...]:
        """What is left out of a piece, or would be: what was proposed first."""
        proposed = [Mark(one, True, _proposal(one) in self._stands) for one in piece.proposed]
        return (*proposed, *(Mark(one, False, False) for one in self._hidden.get(piece.key, ())))

    def is_left_out(self, piece: Piece) -> bool:
        """Whether nothing of it is read."""
        return any(not mark.hidden.words and not mark.stands for mark in self.marks(piece))

    def without_reason(self) -> tuple[Piece, ...]:
        """The pieces in which somebody hid something by an exception and did not say why."""
        keys = {one.piece for one in self.request.hidden if one.why is Why.EXCEPTION and not one.reason.strip()}
        return tuple(piece for piece in self.draft.pieces if piece.key in keys)

    # --- what one does --------------------------------------------------------------------------------------------

    def look_at(self, piece: Piece) -> None:
        """Somebody has been through the piece."""
        if piece.key not in self._seen:
            self._seen.add(piece.key)
            self.request = replace(self.request, looked_through=(*self.request.looked_through, piece.key))

    def hide(self, piece: Piece, words: str) -> None:
        """Leave these words out wherever they stand in the piece; all of it with ``""``, and read it again if all of
        it was left out by a person.
        """
        same = [mark for mark in self.marks(piece) if fold(mark.hidden.words) == fold(words)]
        again = next((mark for mark in same if mark.stands or not (words or mark.proposed)), None)
        if again is not None:
            self.turn(piece, again)
        elif not same:
            self._do(piece, hidden=(*self.request.hidden, Hidden(piece.key, words, Why.THIRD_PARTY)))

    def turn(self, piece: Piece, mark: Mark) -> None:
        """Let what is left out be read, or leave it out again. What a person hid is not hidden any more."""
        if mark.proposed:
            rest = tuple(one for one in self.request.shown if _proposal(one) != _proposal(mark.hidden))
            self._do(piece, shown=rest if mark.stands else (*rest, mark.hidden))
        else:
            self._do(piece, hidden=tuple(one for one in self.request.hidden if one != mark.hidden))

    def explain(self, mark: Mark, why: Why, reason: str) -> Mark:
        """Why a person hides it; gives the mark as it is then."""
        after = replace(mark.hidden, why=why, reason=reason)
        hidden = tuple(after if one == mark.hidden else one for one in self.request.hidden)
        self.request = replace(self.request, hidden=hidden)
        self._index()
        return replace(mark, hidden=after)

    def undo(self) -> str:
        """Take back what was hidden or let stand last; gives the key of its piece, "" when there is nothing."""
        if not self._undo:
            return ""
        step = self._undo.pop()
        self.request = replace(self.request, hidden=step.hidden, shown=step.shown)
        self._index()
        return step.piece

    def say(self, *, decision: str | None = None, longer_because: str | None = None) -> None:
        """What leader and DPO decided, or why it takes longer; None leaves it as it is."""
        before = self.request
        self.request = replace(
            before,
            decision=before.decision if decision is None else decision,
            longer_because=before.longer_because if longer_because is None else longer_because,
        )

    def _do(
        self, piece: Piece, *, hidden: tuple[Hidden, ...] | None = None, shown: tuple[Hidden, ...] | None = None
    ) -> None:
        now = self.request
        self._undo.append(_Step(piece.key, now.hidden, now.shown))
        self.request = replace(
            now, hidden=now.hidden if hidden is None else hidden, shown=now.shown if shown is None else shown
        )
        self._index()

    # --- versions -------------------------------------------------------------------------------------------------

    def saved(self, version: Id, request: Request) -> None:
        """``request`` is a version now; what was done since stays."""
        self.version, self._saved = version, request

    def read_again(self, draft: Draft) -> None:
        """Other records, or another's version of the request: what was done here is put on top of it."""
        if draft.access.version != self.version:
            self._undo.clear()  # going back would take away what the other one did
        self._take(draft, self.changed)


def difference(before: Request, after: Request) -> Changed:
    """What was done from one to the other."""
    seen = set(before.looked_through)
    return Changed(
        _without(after.hidden, before.hidden),
        _without(before.hidden, after.hidden),
        _without(after.shown, before.shown),
        _without(before.shown, after.shown),
        tuple(key for key in after.looked_through if key not in seen),
        after.decision if after.decision != before.decision else None,
        after.longer_because if after.longer_because != before.longer_because else None,
    )


def with_changes(request: Request, changed: Changed) -> Request:
    """The request with what was done put on top; twice is the same as once."""
    return replace(
        request,
        hidden=_joined(request.hidden, changed.unhide, changed.hide, _place),
        shown=_joined(request.shown, changed.unshow, changed.show, _proposal),
        looked_through=tuple(dict.fromkeys((*request.looked_through, *changed.seen))),
        decision=request.decision if changed.decision is None else changed.decision,
        longer_because=request.longer_because if changed.longer_because is None else changed.longer_because,
    )


def _joined(
    now: Iterable[Hidden], less: Iterable[Hidden], more: Iterable[Hidden], key: Callable[[Hidden], tuple[str, ...]]
) -> tuple[Hidden, ...]:
    """Of the same words in the same piece the newest counts."""
    gone = set(less)
    return tuple({key(one): one for one in (*(one for one in now if one not in gone), *more)}.values())


def _without(these: Iterable[Hidden], those: Iterable[Hidden]) -> tuple[Hidden, ...]:
    gone = set(those)
    return tuple(one for one in these if one not in gone)


def _place(one: Hidden) -> tuple[str, ...]:
    return one.piece, fold(one.words)


def _proposal(one: Hidden) -> tuple[str, ...]:
    """By what a proposal is known that a person lets stand: as ``stands`` of the domain knows it."""
    return one.piece, one.why, fold(one.words)
