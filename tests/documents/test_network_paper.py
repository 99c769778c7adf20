"""A network map on paper: confidential, the list in reading order, no judgement and no protected address."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from opspor.documents.document import FORTROLIGT, Document, as_text
from opspor.documents.layout import draw, undrawable
from opspor.documents.network_paper import network_paper
from opspor.documents.preview import page_count
from opspor.domain.assessment import Context
from opspor.domain.child import ChildInList, Particulars
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.network import Considered, Network, NetworkMap, Often, Person, Ring, Sector

CHILD = ChildInList(Id("c"), "B007", "Karla Maria", "Kanari Juhl", date(2021, 11, 3), (), ())
KNOWN = Particulars("Karla Maria", "Kanari Juhl", CHILD.birth_date, "", "Åvej 3, 7400 Herning", True, "", None, "")
NETWORK = Network(
    (
        Person("Bo", "ven", Sector.FRIENDS, Ring.CLOSE, Often.DAILY, "De griner sammen"),
        Person("Mormor", "", Sector.FAMILY, Ring.NEAR, Often.WEEKLY, "Ro", "Henter om tirsdagen"),
    ),
    "Karla og mor", Considered.YES, date(2026, 11, 1), "Mormor henter",
)  # fmt: skip


def paper(network: Network = NETWORK) -> str:
    return as_text(_document(network))


def _document(network: Network) -> Document:
    made = NetworkMap(
        Id("n"), CHILD.id, Context.DAYCARE, Id("s"), "Mette Kanari", datetime(2026, 11, 2, 9, 30, tzinfo=UTC), network
    )
    return network_paper("Bøgehuset", CHILD, KNOWN, made, "Anders Kanari, 3. november 2026", "Log 12 · 9f3a 21c7")


def test_it_reads_from_the_family_outwards_with_what_each_means() -> None:
    text = paper()
    assert text.index("1. Mormor") < text.index("2. Bo")
    assert "1. Mormor: tæt på · Kontakt: hver uge\nBetyder for barnet: Ro\nKan hjælpe med: Henter om tirsdagen" in text
    assert "2. Bo: ven · helt tæt på · Kontakt: hver dag\nBetyder for barnet: De griner sammen" in text
    assert "Kan det private netværk hjælpe?: Ja, og nogen kan hjælpe (1. november 2026)" in text
    assert "Det kom der ud af det: Mormor henter" in text
    assert "Tegnet sammen med: Karla og mor" in text
    assert "Skrevet af: Mette Kanari" in text
    assert "Gemt som fil af: Anders Kanari" in text
    assert "Venner\n" in text
    assert "Fritid\n" not in text, "a sector without people has no heading"


def test_it_is_confidential_and_the_title_names_nobody() -> None:
    document = _document(NETWORK)
    assert document.mark == FORTROLIGT
    assert document.title == "Netværkskort"
    assert document.footer == ("Log 12 · 9f3a 21c7",)
    assert "Åvej" not in as_text(document)
    assert undrawable(document) == ()


def test_an_empty_map_says_so_and_that_nobody_has_answered() -> None:
    text = paper(Network())
    assert "Ingen på kortet endnu." in text
    assert "Kan det private netværk hjælpe?: Ikke svaret" in text


def test_a_protected_address_that_was_typed_is_refused() -> None:
    person = replace(NETWORK.people[0], helps="Bor også Åvej 3")
    with pytest.raises(KnownError) as refused:
        paper(replace(NETWORK, people=(person,)))
    assert refused.value.code == "PAPIR-BESKYTTET"
    with pytest.raises(KnownError):
        paper(replace(NETWORK, note="De mødes på Åvej 3"))
    with pytest.raises(KnownError):
        paper(replace(NETWORK, drawn_with="mor, Åvej 3"))
    with pytest.raises(KnownError):
        paper(replace(NETWORK, people=(replace(person, helps="", name="Åvej 3"),)))


def test_many_people_go_on_over_the_page() -> None:
    many = tuple(replace(NETWORK.people[n % 2], name=f"Kanari {n}") for n in range(40))
    document = _document(replace(NETWORK, people=many))
    assert page_count(draw(document)) > 1
