"""The local layer in a house: edited, taken over from a file after a look, handed on, and never about a person."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from opspor.domain.absence import Limit
from opspor.domain.beredskab import Track
from opspor.domain.errors import KnownError
from opspor.domain.local import Layer, Local, LocalNote, LocalNumber
from opspor.domain.people import Role
from opspor.exchange.local_file import read_file
from opspor.usecases import contacts, local_layer, log, people
from opspor.usecases.contacts import Contact
from opspor.usecases.desk import Desk
from opspor.usecases.log import Filter
from opspor.vault import beredskab_file
from tests.usecases.conftest import House

DAY = date(2026, 3, 1)
LOCAL = Local(
    "Ådal Kommune", "Digital Post til »Modtagelsen«", "Skema 4", "Ring, og sig ikke navnet", (Limit(5), Limit(7, 20)),
    (LocalNote(Track.GENERAL, "leader", "Ring på lederens arbejdstelefon"),), DAY, "Konsulent",
)  # fmt: skip
PPR = LocalNumber("ppr", "87 65 43 21", "9–12", DAY, "Konsulent")
SSP = LocalNumber("ssp", "87 65 43 22", "", DAY, "Konsulent")
FILE = Layer(LOCAL, (PPR, SSP), 2, DAY, "Konsulent")


def refused(house: House, file: Layer) -> str:
    with pytest.raises(KnownError) as looked:
        house.do(lambda desk: local_layer.preview(desk, file))
    with pytest.raises(KnownError) as taken:
        house.do(lambda desk: local_layer.take_over(desk, file))
    assert looked.value.code == taken.value.code
    return taken.value.code


def test_what_the_leader_writes_is_there_when_locked(house: House) -> None:
    house.do(lambda desk: local_layer.save(desk, LOCAL))

    assert house.do(local_layer.known).local == LOCAL
    house.leave()
    assert beredskab_file.read(house.folder).local == LOCAL


def test_numbers_and_words_do_not_overwrite_one_another(house: House) -> None:
    leader = Contact("leader", "Leder", "87 65 43 20", "", DAY, "leder")
    house.do(lambda desk: local_layer.save(desk, LOCAL))
    house.do(lambda desk: contacts.save(desk, (leader,)))
    house.do(lambda desk: local_layer.save(desk, replace(LOCAL, sparring="")))

    assert house.do(contacts.listed) == (leader,)
    assert house.do(local_layer.known).local == replace(LOCAL, sparring="")


@pytest.mark.parametrize(
    ("local", "code"),
    [
        (replace(LOCAL, checked_by=" "), "LOKAL-HVEM"),
        (replace(LOCAL, checked_on=None), "LOKAL-HVEM"),
        (replace(LOCAL, checked_on=date(2027, 1, 1)), "LOKAL-DAG"),
        (replace(LOCAL, sparring="x" * 601), "LOKAL-LANG"),
        (replace(LOCAL, limits=(Limit(7, 5),)), "LOKAL-FRAVAER"),
        (replace(LOCAL, limits=(Limit(0),)), "LOKAL-FRAVAER"),
        (replace(LOCAL, send_how="Giv det til Jonas  KANARIBERG."), "LOKAL-NAVN"),
        (replace(LOCAL, checked_by="Mette Kanari Skov"), "LOKAL-NAVN"),
        (replace(LOCAL, notes=(LocalNote(Track.GENERAL, "", "Se Karla Kanarijuhls mappe"),)), "LOKAL-NAVN"),
    ],
)
def test_what_must_not_stand_there_is_refused_and_what_stood_there_stays(house: House, local: Local, code: str) -> None:
    house.do(lambda desk: local_layer.save(desk, LOCAL))
    with pytest.raises(KnownError) as why:
        house.do(lambda desk: local_layer.save(desk, local))

    assert why.value.code == code
    assert house.do(local_layer.known).local == LOCAL


def test_a_day_that_was_written_before_the_clock_was_set_back_stays(house: House) -> None:
    house.do(lambda desk: local_layer.save(desk, LOCAL))
    house.leave()
    house.clock.now -= timedelta(days=100)
    house.enter("mette")
    house.do(lambda desk: local_layer.save(desk, replace(LOCAL, sparring="")))

    assert house.do(local_layer.known).local.checked_on == DAY


def test_a_look_says_what_would_change_and_changes_nothing(house: House) -> None:
    file = replace(
        FILE,
        local=replace(LOCAL, notes=(*LOCAL.notes, LocalNote(Track.GENERAL, "findes-ikke", "x"))),
        numbers=(PPR, SSP, LocalNumber("leader", "87 65 43 23", "", DAY, "Konsulent")),
    )

    found = house.do(lambda desk: local_layer.preview(desk, file))

    assert [one.about for one in found.taken][-3:] == [
        house.do(_place), "PPR", "SSP"
    ]  # fmt: skip
    assert found.kept == ()
    assert "Kommunens sociale døgnvagt" in found.missing
    assert "PPR" not in found.missing
    assert found.unknown == (
        "et nummer til funktionen »leader«", "en tekst til trinnet »findes-ikke« i sporet »general«"
    )  # fmt: skip
    assert house.do(local_layer.known).local == Local()
    assert house.do(contacts.listed) == ()


def _place(desk: Desk) -> str:
    form = desk.library.track(Track.GENERAL)
    return f"{form.title}: {next(step.title for step in form.step if step.id == 'leader')}"


def test_taking_it_over_keeps_what_the_house_wrote_itself(house: House) -> None:
    own = (
        Contact("ppr", "PPR", "99 88 77 66", "", DAY, "leder"),
        Contact("leader", "Lederens arbejdstelefon", "99 88 77 60", "", DAY, "leder"),
    )
    house.do(lambda desk: contacts.save(desk, own))
    house.do(lambda desk: local_layer.take_over(desk, FILE))

    assert {entry.key: entry.phone for entry in house.do(contacts.listed)} == {
        "ppr": "99 88 77 66", "ssp": "87 65 43 22", "leader": "99 88 77 60",
    }  # fmt: skip
    assert house.do(local_layer.known).local == LOCAL
    assert house.do(local_layer.known).taken == FILE

    newer = replace(FILE, version=3, numbers=(PPR, replace(SSP, phone="87 65 43 29")))
    found = house.do(lambda desk: local_layer.take_over(desk, newer))

    assert [(one.about, one.file) for one in found.taken] == [("SSP", "87 65 43 29")]
    assert [(one.about, one.here) for one in found.kept] == [("PPR", "99 88 77 66")]


def test_what_must_not_come_in_by_hand_does_not_come_in_by_a_file(house: House) -> None:
    assert refused(house, replace(FILE, numbers=(replace(PPR, phone="12 34 56 78"),))) == "TELEFON-DEMO"
    assert refused(house, replace(FILE, numbers=(replace(PPR, phone="ring hjem"),))) == "TELEFON-FORM"
    assert refused(house, replace(FILE, numbers=(replace(PPR, checked_on=date(2027, 1, 1)),))) == "TELEFON-DAG"
    assert refused(house, replace(FILE, made_on=date(2027, 1, 1))) == "LOKAL-DAG"
    assert refused(house, replace(FILE, local=replace(LOCAL, sparring="Jonas Kanariberg"))) == "LOKAL-NAVN"
    assert house.do(local_layer.known).local == Local()


def test_a_demo_may_take_made_up_numbers(house: House) -> None:
    house.do(people.mark_as_demo)
    house.do(lambda desk: local_layer.take_over(desk, replace(FILE, numbers=(replace(PPR, phone="12 34 56 78"),))))
    assert house.do(contacts.listed)[0].phone == "12 34 56 78"


def test_an_older_file_is_refused_and_another_municipality_s_is_not_older(house: House) -> None:
    house.do(lambda desk: local_layer.take_over(desk, FILE))

    assert refused(house, replace(FILE, version=1)) == "LOKAL-AELDRE"
    other = replace(FILE, version=1, local=replace(LOCAL, municipality="Nørredal Kommune"))
    assert house.do(lambda desk: local_layer.take_over(desk, other)).taken[0].file == "Nørredal Kommune"


def test_what_one_house_hands_on_another_takes_over(house: House, tmp_path: Path) -> None:
    own = (
        Contact("ppr", "PPR", "87 65 43 21", "", DAY, "leder"),
        Contact("ssp", "SSP", "87 65 43 22", "", None, "leder"),  # nobody has tried it
        Contact("leader", "Lederens arbejdstelefon", "99 88 77 60", "", DAY, "leder"),
    )
    house.do(lambda desk: contacts.save(desk, own))
    house.do(lambda desk: local_layer.save(desk, LOCAL))
    made = house.do(lambda desk: local_layer.export(desk, tmp_path / "kommune.json", "Leder"))

    file = read_file(tmp_path / "kommune.json")

    assert file.numbers == (LocalNumber("ppr", "87 65 43 21", "", DAY, "leder"),)
    assert replace(file.local, checked_on=DAY, checked_by="Konsulent") == LOCAL
    assert (made.version, file.version) == (1, 1)
    again = house.do(lambda desk: local_layer.export(desk, tmp_path / "kommune.json", "Leder"))
    assert again.version == 2
    assert house.do(lambda desk: local_layer.preview(desk, again)).taken == ()


@pytest.mark.parametrize(("local", "by", "code"), [(Local(), "Leder", "LOKAL-TOM"), (LOCAL, " ", "LOKAL-HVEM")])
def test_a_file_that_says_too_little_is_not_made(
    house: House, tmp_path: Path, local: Local, by: str, code: str
) -> None:
    house.do(lambda desk: local_layer.save(desk, local))
    with pytest.raises(KnownError) as why:
        house.do(lambda desk: local_layer.export(desk, tmp_path / "kommune.json", by))

    assert why.value.code == code
    assert list(tmp_path.glob("*kommune*")) == []


def test_the_leader_alone_changes_it_and_everybody_reads_it(house: House) -> None:
    house.do(lambda desk: local_layer.save(desk, LOCAL))
    house.invite("Adam Kanarihus", Role.ADMINISTRATOR, frozenset())
    for login in ("jonas", "adam"):
        house.enter(login)
        assert house.do(local_layer.known).local == LOCAL
        with pytest.raises(KnownError) as why:
            house.do(lambda desk: local_layer.take_over(desk, FILE))
        assert why.value.code == "ADGANG-NEJ"


def test_that_it_was_changed_is_a_line_and_what_is_not(house: House) -> None:
    house.do(lambda desk: local_layer.take_over(desk, FILE))

    (line, *_) = house.do(lambda desk: log.page(desk, Filter())).lines

    assert (line.what, line.about) == ("Ændrede, hvad beredskabet siger hos jer", "")
