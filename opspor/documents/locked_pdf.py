"""A PDF that opens with a passphrase: AES-256, as PDF 2.0 has it (docs/adr/041)."""

import io
import secrets

LONGEST = 127  # bytes of UTF-8: the format looks at no more, and what it would not look at must not seem to protect


def lock(pdf: bytes, passphrase: str) -> bytes:
    """The same paper, which nobody opens without ``passphrase``: all of its text, its title and its tags.

    Two calls never give the same bytes: the keys in the file are random.

    Raises:
        ValueError: ``passphrase`` is empty, or longer than ``LONGEST``.
    """
    if not passphrase or len(passphrase.encode()) > LONGEST:
        raise ValueError("passphrase")
    from pypdf import PdfReader, PdfWriter  # only needed where somebody asks for it

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    # the owner's password would change what may be done with an open file: nobody has it
    writer.encrypt(passphrase, secrets.token_urlsafe(32), algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
