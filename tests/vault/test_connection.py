"""Engines over the encrypted file: transactions that are real, errors that are known."""

import shutil
import traceback
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from opspor.domain.errors import KnownError
from opspor.vault.connection import reader_engine, writer_engine
from opspor.vault.datafile import connect
from opspor.vault.keys import Keys
from tests.guards import NOTE, canaries_in
from tests.vault.conftest import NewVault, flip


def rows(folder: Path, keys: Keys) -> list[str]:
    engine = reader_engine(folder, keys)
    with engine.connect() as connection:
        found = list(connection.execute(text("SELECT text FROM note")).scalars())
    engine.dispose()
    return found


@pytest.fixture
def with_table(folder: Path, keys: Keys) -> None:
    """The vault has a table ``note``."""
    engine = writer_engine(folder, keys)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT UNIQUE)"))
    engine.dispose()


def _write_and_fail(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO note (text) VALUES ('raised')"))
        connection.execute(text("CREATE TABLE other (a)"))
        raise ZeroDivisionError


@pytest.mark.usefixtures("with_table")
def test_commit_keeps_and_rollback_takes_back(folder: Path, keys: Keys) -> None:
    engine = writer_engine(folder, keys)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO note (text) VALUES ('kept')"))
    with engine.connect() as connection:
        connection.execute(text("INSERT INTO note (text) VALUES ('rolled back')"))
        connection.rollback()
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(engine)
    with engine.connect() as connection:
        connection.execute(text("INSERT INTO note (text) VALUES ('closed without a word')"))
    engine.dispose()
    assert rows(folder, keys) == ["kept"]
    with pytest.raises(Exception, match="no such table"), reader_engine(folder, keys).connect() as connection:
        connection.execute(text("SELECT * FROM other"))


@pytest.mark.usefixtures("with_table")
def test_a_reader_sees_what_is_committed_while_the_writer_writes(folder: Path, keys: Keys) -> None:
    engine = writer_engine(folder, keys)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO note (text) VALUES ('one')"))
        assert rows(folder, keys) == []
    assert rows(folder, keys) == ["one"]
    engine.dispose()


@pytest.mark.usefixtures("with_table")
def test_the_writer_holds_the_write_lock_from_the_beginning(folder: Path, keys: Keys) -> None:
    engine, second = writer_engine(folder, keys), writer_engine(folder, keys)
    with second.connect() as impatient:
        impatient.exec_driver_sql("PRAGMA busy_timeout=0")
        impatient.rollback()
        with engine.begin(), pytest.raises(KnownError) as error:
            impatient.execute(text("SELECT 1"))
    assert error.value.code == "BOKS-OPTAGET"
    engine.dispose()
    second.dispose()


@pytest.mark.usefixtures("with_table")
def test_a_reader_cannot_write(folder: Path, keys: Keys) -> None:
    engine = reader_engine(folder, keys)
    with pytest.raises(KnownError) as error, engine.begin() as connection:
        connection.execute(text("DELETE FROM note"))
    assert error.value.code == "BOKS-SKRIVEBESKYTTET"
    engine.dispose()


@pytest.mark.usefixtures("with_table")
def test_a_full_drive_is_said_and_what_was_saved_stays(folder: Path, keys: Keys) -> None:
    engine = writer_engine(folder, keys)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO note (text) VALUES ('saved')"))
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(KnownError) as error, engine.begin() as connection:
        connection.execute(text("INSERT INTO note (text) VALUES (:text)"), {"text": NOTE * 1000})
    assert error.value.code == "BOKS-FULD"
    engine.dispose()
    assert rows(folder, keys) == ["saved"]


def test_a_file_that_cannot_be_opened_is_a_known_error(folder: Path, keys: Keys, new_vault: NewVault) -> None:
    _, strange = new_vault("anden.opspor")
    tom = folder.with_name("tom")
    (tom / "data.db").mkdir(parents=True)
    for engine, code in [
        (writer_engine(folder, strange), "BOKS-ANDEN"),
        (writer_engine(folder.with_name("intet"), keys), "BOKS-DREV"),
        (writer_engine(tom, keys), "BOKS-DATA-MANGLER"),
    ]:
        with pytest.raises(KnownError) as error, engine.connect():
            pass
        assert error.value.code == code


@pytest.mark.usefixtures("with_table")
def test_a_damaged_page_is_a_known_error(folder: Path, keys: Keys) -> None:
    raw = connect(folder, keys, "rw")
    raw.executemany("INSERT INTO note (text) VALUES (?)", [(f"{n}" * 500,) for n in range(200)])
    raw.close()
    flip(folder / "data.db", (folder / "data.db").stat().st_size - 3000)
    with pytest.raises(KnownError) as error:
        rows(folder, keys)
    assert error.value.code == "BOKS-DATA-SKADET"


@pytest.mark.usefixtures("with_table")
def test_a_bug_stays_a_bug_and_does_not_tell_what_was_written(folder: Path, keys: Keys) -> None:
    engine = writer_engine(folder, keys)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO note (text) VALUES (:text)"), {"text": NOTE})
    with pytest.raises(IntegrityError) as error, engine.begin() as connection:
        connection.execute(text("INSERT INTO note (text) VALUES (:text)"), {"text": NOTE})
    engine.dispose()
    told = "".join(traceback.format_exception(error.value)) + repr(engine) + engine.url.render_as_string(False)
    assert canaries_in(told) == []
    assert keys.data_key.hex() not in told


@pytest.mark.usefixtures("with_table")
def test_foreign_keys_count(folder: Path, keys: Keys) -> None:
    engine = writer_engine(folder, keys)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE child (note INTEGER REFERENCES note (id))"))
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("INSERT INTO child VALUES (99)"))
    engine.dispose()


@pytest.mark.usefixtures("with_table")
@pytest.mark.parametrize(("what", "code"), [("gone", "BOKS-DREV"), ("moved", "BOKS-DREV"), ("another", "BOKS-BYTTET")])
def test_what_nobody_would_find_again_is_not_called_saved(folder: Path, keys: Keys, what: str, code: str) -> None:
    engine = writer_engine(folder, keys)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO note (text) VALUES ('saved')"))
    copy = shutil.copytree(folder, folder.with_name("kopi"))
    if what == "gone":
        shutil.rmtree(folder)
    elif what == "moved":
        folder.rename(folder.with_name("flyttet"))
    else:
        (copy / "data.db").replace(folder / "data.db")
    with pytest.raises(KnownError) as error, engine.begin() as connection:
        connection.execute(text("INSERT INTO note (text) VALUES ('lost')"))
    assert error.value.code == code
    engine.dispose()


@pytest.mark.usefixtures("with_table")
def test_transactions_that_change_something_are_numbered(folder: Path, keys: Keys) -> None:
    def number() -> int:
        with engine.connect() as connection:
            found: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        return found

    engine = writer_engine(folder, keys)
    before = number()
    with engine.begin() as connection:
        connection.execute(text("SELECT * FROM note"))
    assert number() == before
    for _ in range(2):
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO note (text) VALUES (hex(randomblob(9)))"))
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(engine)
    assert number() == before + 2
    engine.dispose()
