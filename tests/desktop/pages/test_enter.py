"""Coming in: the first time, with a code, and with the recovery key."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opspor import workplace
from opspor.desktop import demo_place
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.enter import AcceptPage, RecoverPage
from opspor.desktop.pages.enter.arriving import Arriving
from opspor.desktop.pages.enter.new_login import NewLogin
from opspor.desktop.pages.enter.recovery_key import RecoveryKeyPanel, first_wrong
from opspor.desktop.pages.setup import SetupPage
from opspor.desktop.pages.welcome import DemoPage, WelcomePage
from opspor.desktop.widgets import MessageKind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.people import Role
from opspor.usecases import check, people
from opspor.usecases.desk import Desk
from opspor.usecases.passwords import Derive
from opspor.workplace import Workplace
from tests.desktop.pages.conftest import LEADER, PASSWORDS, House, TestClock
from tests.desktop.pages.reader import words_on
from tests.desktop.walker import assert_walkable

GOOD = "kanari-vulkan-gensyn-melkage"


@pytest.fixture
def arrived() -> Iterator[list[Workplace]]:
    """The workplaces that pages handed over; closed when the test is done."""
    places: list[Workplace] = []
    yield places
    for place in places:
        place.close()


def choose(login: NewLogin, name: str, password: str, qtbot: QtBot) -> None:
    """Types login and password twice."""
    QTest.keyClicks(login.login.editor, name)
    QTest.keyClicks(login.password.editor, password)
    QTest.keyClicks(login.again.editor, password)


def prove(panel: RecoveryKeyPanel, qtbot: QtBot) -> tuple[str, ...]:
    """Waits for the words, and types them as from the paper."""
    qtbot.waitUntil(lambda: bool(panel._words), timeout=5000)
    words = panel._words
    panel._main.click()
    assert not panel._grid.isVisible()
    QTest.keyClicks(panel._typed.editor, " ".join(word[:4] for word in words))
    panel._main.click()
    return words


class Part:
    """Stands for a part of the page: it says on which thread it was freed."""

    def __init__(self, freed: list[threading.Thread]) -> None:
        self.freed = freed

    def __del__(self) -> None:
        self.freed.append(threading.current_thread())

    def works(self, desk: Desk) -> None:
        """What a page hands over."""


def test_what_a_page_hands_to_a_vault_that_it_has_opened_is_freed_by_the_window(
    house: House, quick_derive: Derive, qtbot: QtBot, arrived: list[Workplace]
) -> None:
    page = FocusPage("Lås op", "Prøve")
    qtbot.addWidget(page)
    arriving = Arriving(page, arrived.append)
    house.leave()
    arriving.start(
        "Åbner",
        lambda: workplace.open_vault(house.folder, LEADER, PASSWORDS[LEADER], clock=house.clock, derive=quick_derive),
        lambda error: pytest.fail(str(error)),
    )
    qtbot.waitUntil(lambda: bool(arrived), timeout=5000)
    freed: list[threading.Thread] = []
    arrived[0].look(Part(freed).works)
    arrived[0].look(lambda _: None).result()  # by then the thread is done with the one before
    qtbot.waitUntil(lambda: bool(freed))
    assert freed == [threading.main_thread()]


def test_a_vault_is_made_step_by_step(
    tmp_path: Path, clock: TestClock, quick_derive: Derive, qtbot: QtBot, arrived: list[Workplace]
) -> None:
    page = SetupPage(
        folder=tmp_path / "ny", clock=clock, derive=quick_derive, finished=arrived.append, cancelled=lambda: None
    )
    qtbot.addWidget(page)
    page.show()
    QTest.keyClick(page._folder.editor, Qt.Key.Key_Return)
    QTest.keyClicks(page._institution.editor, "Kanariehuset")
    QTest.keyClicks(page._name.editor, "Mette Kanari")
    QTest.keyClick(page._name.editor, Qt.Key.Key_Return)
    choose(page._login, "mette", GOOD, qtbot)
    QTest.keyClick(page._login.again.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._panel is not None, timeout=5000)
    assert page._panel is not None
    assert not page._panel._later.isVisible()  # it is not done before the key has opened the vault
    prove(page._panel, qtbot)
    qtbot.waitUntil(lambda: bool(arrived), timeout=5000)
    known = arrived[0].look(people.overview).result()
    assert (known.institution.name, known.me.name, known.has_recovery_key) == ("Kanariehuset", "Mette Kanari", True)
    page.leave()
    assert not arrived[0].look(check.check).result()


def test_a_weak_password_or_two_that_differ_are_refused(
    tmp_path: Path, clock: TestClock, quick_derive: Derive, qtbot: QtBot
) -> None:
    page = SetupPage(folder=tmp_path / "ny", clock=clock, derive=quick_derive, finished=print, cancelled=print)
    qtbot.addWidget(page)
    page.show()
    page._institution.set_text("Kanariehuset")
    page._name.set_text("Mette")
    page._turn_to(2)
    choose(page._login, "mette", "sommer", qtbot)
    assert "mangler 6 tegn" in page._login.strength.words
    page._main.click()
    assert "ikke stærk nok" in page._login.password.error
    page._login.clear()
    choose(page._login, "", GOOD, qtbot)
    QTest.keyClicks(page._login.again.editor, "x")
    page._main.click()
    assert "ikke ens" in page._login.again.error
    assert not (tmp_path / "ny").exists()


def test_a_wrong_word_is_named_and_later_is_asked_about(house: House, qtbot: QtBot) -> None:
    work = house.enter()
    panel = RecoveryKeyPanel(work)
    qtbot.addWidget(panel)
    panel.show()
    panel.begin()
    qtbot.waitUntil(lambda: bool(panel._words), timeout=5000)
    panel._main.click()
    typed = ["banan" if word != "banan" else "citron" for word in panel._words[:1]] + list(panel._words[1:])
    QTest.keyClicks(panel._typed.editor, " ".join(typed))
    panel._main.click()
    assert "Ord nummer 1" in panel._typed.error
    assert not work.look(people.overview).result().has_recovery_key
    with qtbot.waitSignal(panel.finished) as said:
        panel._put_off()
    assert said.args == [False]


def test_the_first_wrong_word_is_found() -> None:
    words = ("æble", "bjerg", "citron")
    assert first_wrong("1. Aeble 2. bjer 3. CITRON", words) == 0
    assert first_wrong("æble bjørn citron", words) == 2
    assert first_wrong("æbl", words) == 1


def test_a_new_key_makes_the_old_paper_worthless(house: House, quick_derive: Derive) -> None:
    work = house.enter()
    old = work.new_recovery_key()
    work.prove_recovery_key(" ".join(old))
    new = work.new_recovery_key()
    work.prove_recovery_key(" ".join(new))
    house.leave()
    with pytest.raises(KnownError) as refused:
        workplace.leaders(house.folder, " ".join(old), clock=house.clock, derive=quick_derive)
    assert refused.value.code == "BOKS-NOEGLE"
    (leader,) = workplace.leaders(house.folder, " ".join(new), clock=house.clock, derive=quick_derive)
    assert leader.name == "Mette Kanari Sørensen"


def test_a_code_lets_a_colleague_in(house: House, quick_derive: Derive, qtbot: QtBot, arrived: list[Workplace]) -> None:
    _, code = house.enter().invite(name="Sofie Kanari", title="", role=Role.STAFF, groups=frozenset())
    house.leave()
    page = AcceptPage(house.folder, clock=house.clock, derive=quick_derive, entered=arrived.append, back=lambda: None)
    qtbot.addWidget(page)
    page.show()
    QTest.keyClicks(page._code.editor, "FORKERT")
    choose(page._login, "sofie", GOOD, qtbot)
    page._accept()
    qtbot.waitUntil(lambda: bool(page._code.error), timeout=5000)
    page._code.set_text(code.lower())
    page._accept()
    qtbot.waitUntil(lambda: bool(arrived), timeout=5000)
    assert arrived[0].staff.name == "Sofie Kanari"


def test_the_recovery_key_gives_a_leader_a_new_password(
    house: House, quick_derive: Derive, qtbot: QtBot, arrived: list[Workplace]
) -> None:
    work = house.enter()
    words = " ".join(work.new_recovery_key())
    work.prove_recovery_key(words)
    house.leave()
    page = RecoverPage(house.folder, clock=house.clock, derive=quick_derive, entered=arrived.append, back=lambda: None)
    qtbot.addWidget(page)
    page.show()
    QTest.keyClicks(page._words.editor, words)
    page._main.click()
    qtbot.waitUntil(lambda: page._who is not None, timeout=5000)
    QTest.keyClicks(page._login.password.editor, "MetteKanariSørensen")
    assert "dit navn" in page._login.strength.words
    page._login.clear()
    choose(page._login, LEADER, GOOD, qtbot)  # the same login as before
    page._main.click()
    qtbot.waitUntil(lambda: page._place is not None, timeout=5000)
    qtbot.waitUntil(lambda: bool(page.findChildren(RecoveryKeyPanel)), timeout=5000)
    panel = page.findChildren(RecoveryKeyPanel)[0]
    assert not page._place.look(people.overview).result().has_recovery_key  # type: ignore[union-attr]
    prove(panel, qtbot)
    qtbot.waitUntil(lambda: bool(arrived), timeout=5000)
    assert arrived[0].staff.name == "Mette Kanari Sørensen"
    assert not arrived[0].look(check.check).result()
    arrived.pop().close()
    with pytest.raises(KnownError) as refused:
        workplace.open_vault(house.folder, LEADER, PASSWORDS[LEADER], clock=house.clock, derive=quick_derive)
    assert refused.value.code == "BOKS-ADGANG"
    arrived.append(workplace.open_vault(house.folder, LEADER, GOOD, clock=house.clock, derive=quick_derive))


def test_the_paper_that_the_municipality_keeps_is_replaced_when_it_was_used(
    house: House, quick_derive: Derive, qtbot: QtBot, arrived: list[Workplace]
) -> None:
    work = house.enter()
    work.prove_recovery_key(" ".join(work.new_recovery_key()))
    words = " ".join(work.new_recovery_key(deposit=True))
    work.prove_recovery_key(words, deposit=True)
    house.leave()
    page = RecoverPage(house.folder, clock=house.clock, derive=quick_derive, entered=arrived.append, back=lambda: None)
    qtbot.addWidget(page)
    page.show()
    QTest.keyClicks(page._words.editor, words)
    page._main.click()
    qtbot.waitUntil(lambda: page._who is not None, timeout=5000)
    choose(page._login, LEADER, GOOD, qtbot)
    page._main.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(RecoveryKeyPanel)), timeout=5000)
    prove(page.findChildren(RecoveryKeyPanel)[0], qtbot)
    qtbot.waitUntil(lambda: bool(arrived), timeout=5000)

    known = arrived[0].look(people.overview).result()

    assert known.has_recovery_key
    assert known.deposited_key is not None
    assert known.deposited_key.used_at is None
    with pytest.raises(KnownError) as refused:
        workplace.leaders(house.folder, words, clock=house.clock, derive=quick_derive)
    assert refused.value.code == "BOKS-NOEGLE"


def test_a_page_that_is_left_while_it_opens_lets_go_of_the_vault(
    house: House, quick_derive: Derive, qtbot: QtBot, arrived: list[Workplace]
) -> None:
    _, code = house.enter().invite(name="Sofie Kanari", title="", role=Role.STAFF, groups=frozenset())
    house.leave()
    page = AcceptPage(house.folder, clock=house.clock, derive=quick_derive, entered=arrived.append, back=lambda: None)
    qtbot.addWidget(page)
    page._code.set_text(code)
    page._come_in("sofie", GOOD)
    opening = page._arriving._opening
    assert opening is not None
    page.leave()
    opening.result()
    qtbot.waitUntil(lambda: _is_free(house), timeout=5000)
    qtbot.wait(10)
    assert not arrived


def _is_free(house: House) -> bool:
    try:
        house.enter()
    except KnownError:
        return False
    return True


def test_a_folder_that_is_copied_to_the_internet_is_warned_about_and_may_be_chosen(
    tmp_path: Path, clock: TestClock, quick_derive: Derive, qtbot: QtBot
) -> None:
    page = SetupPage(folder=tmp_path / "OneDrive" / "opspor", clock=clock, finished=print, cancelled=print,
                     derive=quick_derive)  # fmt: skip
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page._warning.message is not None and "OneDrive" in page._warning.message.text)
    page._folder.set_text(str(tmp_path / "opspor"))
    qtbot.waitUntil(lambda: page._warning.message is None)
    page._folder.set_text(str(tmp_path / "Dropbox" / "opspor"))
    qtbot.waitUntil(lambda: page._warning.message is not None and "Dropbox" in page._warning.message.text)
    page._main.click()
    assert page._institution.isVisible()


def test_the_first_screen_opens_only_a_vault(house: House, tmp_path: Path, qtbot: QtBot) -> None:
    opened: list[Path] = []
    page = WelcomePage(create=lambda: None, open_folder=opened.append, restore=lambda: None)
    qtbot.addWidget(page)
    page.show()
    (tmp_path / "tom").mkdir()
    page._chosen(tmp_path / "tom")
    assert page.message_line.message is not None
    assert not opened
    page._chosen(house.folder)
    assert opened == [house.folder]


class Player:
    """Plays an institution as the real one does, with a vault that is made in a moment."""

    def __init__(self, clock: TestClock, derive: Derive) -> None:
        self.clock, self.derive = clock, derive
        self.folders: list[Path] = []
        self.kinds: list[str] = []
        self.waits = threading.Event()
        self.waits.set()

    def __call__(self, folder: Path, kind: str, tell: Callable[[str], None]) -> tuple[Path, str, str]:
        if folder.exists() and any(folder.iterdir()):
            raise KnownError(Fault("DEMO-IKKE-TOM", "Mappen er ikke tom."))
        self.folders.append(folder)
        self.kinds.append(kind)
        vault = folder / demo_place.NAME
        tell("Medarbejderne kommer ind …")
        workplace.create(
            vault, institution="Kanarireden", name="Mette Kanari", title="leder", login=LEADER,
            password=PASSWORDS[LEADER], clock=self.clock, derive=self.derive,
        ).close()  # fmt: skip
        self.waits.wait(10)
        tell("Runde 1 af 2 …")
        return vault, LEADER, PASSWORDS[LEADER]


@pytest.fixture
def player(clock: TestClock, quick_derive: Derive) -> Iterator[Player]:
    player = Player(clock, quick_derive)
    yield player
    for folder in player.folders:
        demo_place.throw_away(folder / demo_place.NAME)


def demo_page(player: Player, arrived: list[Workplace], backs: list[int], qtbot: QtBot) -> DemoPage:
    page = DemoPage(player, clock=player.clock, entered=arrived.append, back=lambda: backs.append(1),
                    derive=player.derive)  # fmt: skip
    qtbot.addWidget(page)
    page.show()
    return page


def test_an_invented_institution_is_played_into_a_place_that_is_thrown_away(
    player: Player, qtbot: QtBot, arrived: list[Workplace]
) -> None:
    page = demo_page(player, arrived, [], qtbot)
    page._kind.set_value("skole")
    page._main.click()
    qtbot.waitUntil(lambda: bool(arrived), timeout=5000)
    assert player.kinds == ["skole"]
    assert demo_place.is_passing(arrived[0].folder)


@pytest.mark.parametrize(
    ("kind", "promised"), [(1, ["Den har runder, en matrix,", "syv små"]), (2, ["Den har hjemmebesøg,", "fem små"])]
)
def test_it_promises_what_the_kind_of_house_has(player: Player, qtbot: QtBot, kind: int, promised: list[str]) -> None:
    page = demo_page(player, [], [], qtbot)
    page._kind._radios[kind].click()
    assert all(words in words_on(page) for words in promised)


def test_it_is_kept_where_the_person_says_and_nothing_that_lies_there_is_touched(
    player: Player, qtbot: QtBot, arrived: list[Workplace], tmp_path: Path
) -> None:
    page = demo_page(player, arrived, [], qtbot)
    assert page._where.isHidden()
    page._after._radios[1].click()
    assert not page._where.isHidden()
    (tmp_path / "min").mkdir()
    (tmp_path / "min" / "brev.txt").write_text("KANARI")
    page._folder.set_text(str(tmp_path / "min"))
    page._main.click()
    qtbot.waitUntil(lambda: bool(page._folder.error), timeout=5000)
    assert (tmp_path / "min" / "brev.txt").read_text() == "KANARI"
    page._folder.set_text("")
    page._main.click()
    assert page._folder.error == "Vælg en mappe."
    page._folder.set_text(str(tmp_path / "opdigtet"))
    page._main.click()
    qtbot.waitUntil(lambda: bool(arrived), timeout=5000)
    assert arrived[0].folder == tmp_path / "opdigtet" / demo_place.NAME
    assert not demo_place.is_passing(arrived[0].folder)


def test_who_stops_it_goes_back_at_once_and_nothing_of_it_is_left(
    player: Player, qtbot: QtBot, arrived: list[Workplace]
) -> None:
    backs: list[int] = []
    page = demo_page(player, arrived, backs, qtbot)
    player.waits.clear()
    page._main.click()
    qtbot.waitUntil(lambda: page.progress.stop.isVisible() and bool(player.folders), timeout=5000)
    page.progress.stop.click()
    assert backs == [1]
    page.leave()
    player.waits.set()
    qtbot.waitUntil(lambda: not player.folders[0].exists(), timeout=5000)
    qtbot.wait(50)
    assert not arrived
    said = page.message_line.message  # nobody sees it any more; nothing crashed
    assert said is not None
    assert (said.kind, said.first) == (MessageKind.INFO, "Stoppet.")


def test_the_pages_can_be_walked(tmp_path: Path, clock: TestClock, quick_derive: Derive, qtbot: QtBot) -> None:
    def nothing(*_: object) -> None: ...

    setup = SetupPage(folder=tmp_path / "OneDrive" / "x", clock=clock, derive=quick_derive, finished=nothing,
                      cancelled=nothing)  # fmt: skip
    for page in (
        WelcomePage(create=nothing, open_folder=nothing, restore=nothing, demo=nothing),
        DemoPage(lambda *_: (tmp_path, "", ""), clock=clock, entered=nothing, back=nothing),
        setup,
        AcceptPage(tmp_path, clock=clock, derive=quick_derive, entered=nothing, back=nothing),
        RecoverPage(tmp_path, clock=clock, derive=quick_derive, entered=nothing, back=nothing),
    ):
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        assert_walkable(page, ((1.0, 1366, 768), (2.0, 1366, 768)))
        page.hide()
