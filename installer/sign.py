"""Signs a release: ``installer/sign.py keys FOLDER`` once, then ``installer/sign.py sign DIST PRIVATE.pem`` for each.

``keys`` makes a pair of Ed25519 keys in FOLDER, which lies outside the project: ``afsender-privat.pem``, locked with a
passphrase, stays with whoever signs; ``afsender.pem`` is copied to resources/app/ before the program is built, and a
program that is built so knows its sender. ``sign`` writes down what lies in DIST and signs it; ``describe DIST``
only writes it down (`make package`). IT can check a release
without opspor: docs/installation.md. Why so: docs/adr/054.
"""

import getpass
import hashlib
import json
import re
import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from opspor import __version__
from opspor.exchange.release import ABOUT, FORMAT, KIND, SIGNATURE, SUMS
from opspor.store.migrate import HEAD

ROOT = Path(__file__).resolve().parent.parent
PRIVATE, PUBLIC = "afsender-privat.pem", "afsender.pem"
# What a package is for, by the end of its name.
_PLATFORMS = {
    "_amd64.deb": "linux-x86_64",
    "_arm64.deb": "linux-aarch64",
    "-linux-x86_64.tar.gz": "linux-x86_64",
    "-linux-aarch64.tar.gz": "linux-aarch64",
    "-setup.exe": "win32-amd64",
    "-py3-none-any.whl": "any",
}


def describe(dist: Path) -> None:
    """Write ``udgave.json`` and ``SHA256SUMS`` for what lies in ``dist``. A signature from before is taken away."""
    for name in (ABOUT, SUMS, SIGNATURE):
        (dist / name).unlink(missing_ok=True)
    packages = {}
    for file in sorted(dist.iterdir()):
        if platform := next((kind for end, kind in _PLATFORMS.items() if file.name.endswith(end)), ""):
            if not re.search(rf"[-_]{re.escape(__version__)}[-_]", file.name):
                raise SystemExit(f"{file.name} is not version {__version__}: sign one version at a time.")
            packages[file.name] = {"platform": platform, "bytes": file.stat().st_size}
    about = {"kind": KIND, "format": FORMAT, "version": __version__, "data": HEAD, "packages": packages}
    (dist / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(dist.iterdir())]
    (dist / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def make_keys(folder: Path, passphrase: str) -> None:
    """A new pair in ``folder``. Never in the project, over keys that are there, or without a passphrase."""
    if folder.resolve().is_relative_to(ROOT):
        raise SystemExit("The private key never lies in the project. Choose a folder outside of it.")
    if (folder / PRIVATE).exists():
        raise SystemExit(f"{folder / PRIVATE} is there already.")
    if len(passphrase) < 12:
        raise SystemExit("A passphrase has at least 12 letters.")
    folder.mkdir(parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    pem, locked = serialization.Encoding.PEM, serialization.BestAvailableEncryption(passphrase.encode())
    (folder / PRIVATE).touch(mode=0o600)
    (folder / PRIVATE).write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, locked))
    public = key.public_key().public_bytes(pem, serialization.PublicFormat.SubjectPublicKeyInfo)
    (folder / PUBLIC).write_bytes(public)


def sign(dist: Path, private: Path, passphrase: str) -> None:
    """Describe ``dist`` and sign the list."""
    describe(dist)
    key = serialization.load_pem_private_key(private.read_bytes(), passphrase.encode())
    if not isinstance(key, Ed25519PrivateKey):
        raise SystemExit(f"{private} is no Ed25519 key.")
    (dist / SIGNATURE).write_bytes(key.sign((dist / SUMS).read_bytes()))


def main(argv: list[str]) -> int:
    """Do what the first argument says."""
    match argv:
        case ["describe", dist]:
            describe(Path(dist))
        case ["keys", folder]:
            make_keys(Path(folder), getpass.getpass("Passphrase: "))
        case ["sign", dist, private]:
            sign(Path(dist), Path(private), getpass.getpass("Passphrase: "))
        case _:
            sys.stderr.write((__doc__ or "") + "\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
