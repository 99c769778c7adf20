"""A page reads again only what was touched."""

from opspor.domain.changes import Changes, Kind


def test_a_page_asks_whether_any_of_its_kinds_was_touched() -> None:
    changes = Changes(frozenset({Kind.CHILDREN, Kind.LOG}))

    assert changes.touches(Kind.ROUNDS, Kind.CHILDREN)
    assert not changes.touches(Kind.ROUNDS, Kind.PAPERS)


def test_nothing_written_touches_nothing() -> None:
    assert not Changes().touches(*Kind)
