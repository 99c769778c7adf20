"""Nothing that the program does opens a network socket: the kernel looks, over a demo and its pictures."""

import signal
from pathlib import Path

import pytest

from tests.torture import network, no_network

pytestmark = pytest.mark.skipif(not no_network.can(), reason="the kernel of this system cannot be asked")


def test_a_demo_with_its_pictures_and_papers_opens_no_network_socket(tmp_path: Path) -> None:
    demo = tmp_path / "demo"
    code, said = network.run("opspor", "demo", str(demo), "--children", "6", "--rounds", "1", real=False)

    assert code == 0, said
    assert list((demo / "screens").glob("*.png"))
    assert list((demo / "pdf").glob("*.pdf"))


@pytest.mark.parametrize(
    "opened",
    [
        network.OPENED,
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
        "from PySide6.QtNetwork import QTcpServer; QTcpServer().listen()",
        f"import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', {network.OPENED!r}]))",
    ],
    ids=["IPv6", "IPv4", "UDP", "by Qt", "in a process of its own"],
)
def test_whatever_opens_one_is_ended_by_the_kernel(opened: str) -> None:
    code, _ = network.run("-c", opened, real=False)
    assert code in (-signal.SIGSYS, 256 - signal.SIGSYS)  # the second: a process hands on how its child ended


def test_a_socket_of_the_machine_itself_is_none_of_a_network() -> None:
    code, said = network.run("-c", "import socket; socket.socket(socket.AF_UNIX)", real=False)
    assert (code, said) == (0, "")


def test_a_program_that_opens_one_is_seen(tmp_path: Path) -> None:
    assert network.prove(1, tmp_path, planted=True).broken == 1
