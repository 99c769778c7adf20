"""Whether the disk is encrypted: seen where it can be, and unknown everywhere else."""

from pathlib import Path

import pytest

from opspor.vault import disk

MOUNTS = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/mapper/vg-root rw
30 22 254:3 / /home rw - ext4 /dev/mapper/home rw
31 22 8:17 / /mnt/Vores\\040b\\303\\270rnehus rw - vfat /dev/sdb1 rw
32 22 7:0 / /mnt/fil rw - ext4 /dev/loop0 rw
33 22 0:45 / /mnt/net rw - nfs4 server:/hjem rw
34 22 9:0 / /mnt/raid rw - ext4 /dev/md0 rw
"""


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the kernel says of a PC with LVM on LUKS, an open stick, and a RAID of which one half is encrypted."""
    devices = tmp_path / "block"

    def made(number: str, *slaves: str, uuid: str = "") -> Path:
        device = devices / number
        (device / "slaves").mkdir(parents=True)
        if uuid:
            (device / "dm").mkdir()
            (device / "dm" / "uuid").write_text(uuid + "\n")
        for slave in slaves:
            (device / "slaves" / slave).symlink_to(devices / slave)
        return device

    made("8:3")
    made("254:0", "8:3", uuid="CRYPT-LUKS2-0123456789abcdef-luks")
    made("254:1", "254:0", uuid="LVM-abc")
    made("254:3", "8:3", uuid="LVM-def")
    (devices / "8:17").mkdir()
    (made("7:0") / "loop").mkdir()
    made("9:0", "254:0", "8:3")
    (tmp_path / "mounts").write_text(MOUNTS, encoding="utf-8")
    monkeypatch.setattr(disk, "_MOUNTS", tmp_path / "mounts")
    monkeypatch.setattr(disk, "_DEVICES", devices)
    monkeypatch.setattr("sys.platform", "linux")
    return devices


@pytest.mark.parametrize(
    ("place", "encrypted"),
    [
        ("/srv/opspor", True),  # LVM on LUKS
        ("/home/mette/opspor", False),
        ("/mnt/Vores børnehus/opspor", False),
        ("/mnt/raid/opspor", False),  # half of it is readable
        ("/mnt/fil/opspor", None),  # a file on some disk
        ("/mnt/net/opspor", None),
    ],
)
def test_it_is_seen_through_every_layer_down_to_the_disk(place: str, encrypted: bool | None) -> None:
    assert disk.encrypted(Path(place)) is encrypted


def test_devices_in_a_ring_end_in_not_knowing(machine: Path) -> None:
    (machine / "8:3" / "slaves" / "8:3").symlink_to(machine / "8:3")
    assert disk.encrypted(Path("/home/mette")) is None


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_elsewhere_it_is_not_known(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr("sys.platform", system)
    assert disk.encrypted(Path("/srv")) is None


def test_a_kernel_that_says_nothing_is_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_MOUNTS", tmp_path / "findes-ikke")
    assert disk.encrypted(Path("/srv")) is None
    (tmp_path / "rod").write_text("noget helt andet\n")
    monkeypatch.setattr(disk, "_MOUNTS", tmp_path / "rod")
    assert disk.encrypted(Path("/srv")) is None
