"""What a vault holds, counted: children and kinds, how it is locked, and the name of nobody."""

import json
from pathlib import Path

import pypdf
import pytest

from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.people import Role
from opspor.usecases import concerns, stock
from tests.usecases.conftest import House


def test_it_counts_children_staff_and_ways_in(house: House) -> None:
    house.do(
        lambda desk: concerns.start(
            desk, typed_name="Kanari Ufødt", danger=Danger.NO, track=Track.GENERAL, what="Set",
            seen_on=desk.clock().date(),
        )
    )  # fmt: skip
    found = house.do(stock.take)
    held = found.held
    assert (held.children, held.born_from, held.born_to, held.typed_names) == (4, 2021, 2022, 1)
    assert {one.kind: one.count for one in held.kinds} == {"concern": 1, "particulars": 4}
    assert found.roles == {Role.LEADER: 1, Role.STAFF: 3}
    assert (found.ways.people, found.ways.invitations, found.ways.keys) == (4, 0, 0)
    assert found.ways.memory_kib == 256 * 1024
    assert found.copies_in.endswith("mappe-kopier")
    assert (held.protected, held.with_cpr, held.papers_with_cpr) == (0, 0, 0)


@pytest.mark.parametrize("ending", ["pdf", "json"])
def test_it_is_saved_for_the_dpo_without_a_name(house: House, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"opgoerelse.{ending}"
    house.do(lambda desk: stock.save(desk, target))
    if ending == "json":
        words = target.read_text("utf-8")
        assert json.loads(words)["children"] == 4
    else:
        words = " ".join(page.extract_text() for page in pypdf.PdfReader(target).pages)
        assert "Inden 72 timer" in words
    for name in ("Karla", "Kanarijuhl", "Åse", "Ina", "Jonas", "Ali"):
        assert name not in words


def test_who_sees_no_children_may_count_them(house: House) -> None:
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        house.invite(f"{role.value.title()} Kanari", role, frozenset())
        with house.as_(role.value):
            assert house.do(stock.take).held.children == 4
        house.enter("mette")
    with house.as_("jonas"), pytest.raises(KnownError) as refused:
        house.do(stock.take)
    assert refused.value.code == "ADGANG-NEJ"
