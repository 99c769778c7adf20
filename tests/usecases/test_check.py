"""What ``opspor check`` finds: a log that was changed, cut or signed by somebody else, and forms that were edited."""

from datetime import date

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.local import Local
from opspor.usecases import check, children
from opspor.usecases.desk import Desk
from opspor.vault import beredskab_file
from opspor.vault.beredskab_file import Contact
from opspor.vault.keys import Keys
from tests.usecases.conftest import House


def codes(house: House) -> list[str]:
    return [finding.code for finding in house.do(check.check)]


def sql(house: House, statement: str) -> None:
    def work(desk: Desk) -> None:
        with desk.engine.begin() as connection:
            connection.exec_driver_sql(statement)

    house.do(work)


def test_a_vault_in_use_is_whole(house: House) -> None:
    assert codes(house) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE log_entry SET action = 'login' WHERE number = 3", "LOG-KAEDE"),
        ("UPDATE log_entry SET at = datetime(at, '-1 day') WHERE number = 3", "LOG-KAEDE"),
        ("DELETE FROM log_entry WHERE number = 3", "LOG-HUL"),
        ("UPDATE log_entry SET signature = zeroblob(64) WHERE number = 3", "LOG-UNDERSKRIFT"),
        ("UPDATE log_entry SET slot_id = 'ukendt' WHERE number = 3", "LOG-KAEDE"),
        ("UPDATE log_entry SET action = 'own.write', detail = 'ikke json' WHERE number = 3", "LOG-KAEDE"),
        ("DELETE FROM signing_key", "LOG-UNDERSKRIFT"),
    ],
)
def test_a_changed_log_is_found(house: House, statement: str, code: str) -> None:
    sql(house, statement)
    assert codes(house)[0] == code


def test_a_cut_tail_is_found_by_the_header(house: House) -> None:
    house.enter("mette")  # closing noted where the log ended
    sql(house, "DELETE FROM log_entry WHERE number > 4")

    assert "LOG-HALE" in codes(house)


def test_a_phone_number_that_was_changed_past_the_program_is_found(house: House) -> None:
    number = Contact("family_department", "Familieafdelingen", "12 34 56 78", "", date(2026, 3, 1), "leder")
    stranger = Keys("vault", "slot", "person", b"k" * 32, b"s" * 16, b"t" * 32)
    beredskab_file.write(house.folder, stranger, (number,), Local())

    assert codes(house) == ["TELEFON-AENDRET"]


def test_every_use_case_that_writes_leaves_one_line_and_a_refusal_one_of_its_own(house: House) -> None:
    def actions(desk: Desk) -> list[tuple[str, str]]:
        with desk.engine.begin() as connection:
            rows = connection.exec_driver_sql("SELECT action, actor_id FROM log_entry ORDER BY number")
            return [tuple(row) for row in rows]

    house.enter("ali")
    before = len(house.do(actions))
    with pytest.raises(KnownError):
        house.do(lambda desk: children.open_child(desk, house.children[0]))
    house.do(lambda desk: children.open_child(desk, house.children[3]))

    assert house.do(actions)[before:] == [("refused", house.ids["ali"]), ("child.open", house.ids["ali"])]


def test_the_log_holds_no_name_and_no_text(house: House) -> None:
    def everything(desk: Desk) -> str:
        with desk.engine.begin() as connection:
            return repr(connection.exec_driver_sql("SELECT action, subject_id, detail FROM log_entry").all())

    assert "anari" not in house.do(everything)
