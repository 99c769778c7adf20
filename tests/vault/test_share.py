"""What kind of place a folder is: said before it hurts, and never forbidden."""

from pathlib import Path, PureWindowsPath

import pytest

from opspor.vault import share
from opspor.vault.share import place_findings

MOUNTS = """\
proc /proc proc rw 0 0
/dev/vda1 / ext4 rw,relatime 0 0
//server/faelles /mnt/faelles cifs rw,vers=3.1.1 0 0
/dev/sdb1 /mnt/faelles/lokal ext4 rw 0 0
server:/hjem /mnt/Vores\\040b\\303\\270rnehus nfs4 rw 0 0
mette@server:/ /mnt/ssh fuse.sshfs rw 0 0
gcrypt /mnt/boks fuse.gocryptfs rw 0 0
drevet /mnt/to ext4 rw 0 0
//server/to /mnt/to smb3 rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("/mnt/faelles/opspor", "BOKS-NETDREV"),
        ("/mnt/faelles", "BOKS-NETDREV"),
        ("/mnt/faelles/lokal/opspor", ""),
        ("/mnt/faellesskab/opspor", ""),
        ("/mnt/Vores børnehus/opspor", "BOKS-NETDREV"),
        ("/mnt/ssh/dyb/mappe", "BOKS-NETDREV"),
        ("/mnt/boks/opspor", ""),
        ("/mnt/to/opspor", "BOKS-NETDREV"),
        ("/home/mette/opspor", ""),
    ],
)
def test_a_network_drive_is_known_by_what_is_mounted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, code: str
) -> None:
    (tmp_path / "mounts").write_text(MOUNTS, encoding="utf-8")
    monkeypatch.setattr(share, "_MOUNTS", tmp_path / "mounts")
    assert "".join(found.code for found in place_findings(Path(place))) == code


@pytest.mark.parametrize(
    ("place", "unc"),
    [
        (r"\\server\faelles\opspor", True),
        (r"\\?\UNC\server\faelles\opspor", True),
        ("//server/faelles/opspor", True),
        (r"C:\Users\mette\opspor", False),
        (r"\\?\C:\Users\mette\opspor", False),
        (r"\\.\C:\opspor", False),
        ("opspor", False),
    ],
)
def test_a_windows_path_that_names_a_server_is_on_the_network(place: str, unc: bool) -> None:
    assert share._is_unc(PureWindowsPath(place)) is unc


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Herning Kommune", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Google Drive", "Google Drev"),
        ("Mit drev", "Google Drev"),
        ("iCloudDrive", "iCloud"),
        ("Nextcloud", "Nextcloud"),
    ],
)
def test_a_synced_folder_is_known_by_its_name(tmp_path: Path, name: str, service: str) -> None:
    (found,) = place_findings(tmp_path / name / "dokumenter" / "opspor")
    assert found.code == "BOKS-SYNK"
    assert found.text.startswith(f"Mappen ligger i {service}. ")


@pytest.mark.parametrize(
    ("mark", "service"),
    [(".dropbox.cache", "Dropbox"), (".nextcloudsync.log", "Nextcloud"), (".stfolder", "Syncthing")],
)
def test_a_synced_folder_is_known_by_what_the_program_leaves_there(tmp_path: Path, mark: str, service: str) -> None:
    (tmp_path / "Filer" / "opspor").mkdir(parents=True)
    assert place_findings(tmp_path / "Filer" / "opspor") == ()
    (tmp_path / "Filer" / mark).touch()
    assert service in place_findings(tmp_path / "Filer" / "opspor")[0].text


def test_onedrive_is_known_by_where_it_says_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Kommunen"))
    assert "OneDrive" in place_findings(tmp_path / "Kommunen" / "opspor")[0].text
    assert place_findings(tmp_path / "Kommunens") == ()


def test_the_settings_of_dropbox_in_the_home_folder_are_no_synced_folder() -> None:
    (Path.home() / ".dropbox").mkdir()
    assert place_findings(Path.home() / "opspor") == ()


def test_what_a_link_leads_to_counts(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "genvej").symlink_to(tmp_path / "Dropbox")
    assert "Dropbox" in place_findings(tmp_path / "genvej" / "opspor")[0].text


@pytest.mark.parametrize("place", ["", "Boxen/dropboxer/opspor", "a\0b", "x" * 5000, "Onedrives/opspor"])
def test_what_is_no_such_place_says_nothing(tmp_path: Path, place: str) -> None:
    assert place_findings(tmp_path / place) == ()
