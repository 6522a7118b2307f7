"""What a file with the name of a workbook is that cannot be read as one: locked, or a text of Word."""

from __future__ import annotations

from typing import BinaryIO

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The beginning of a compound file (MS-CFB): an older workbook, or one that is locked."""
_FILE_PASS = (b"\x2f\x00\x36\x00\x01\x00", b"\x2f\x00\x04\x00")


def why_not(stream: BinaryIO) -> tuple[str, str]:
    """Return why a file is no workbook that can be read and what to do, both "" where its bytes do not show it.

    A compound file names in its directory what it holds: “EncryptedPackage” is a workbook with a password
    (MS-OFFCRYPTO 2.3.4.4); an older workbook with one has a record FilePass of 54 or 4 bytes (MS-XLS 2.4.117).
    """
    stream.seek(0)
    data = stream.read()
    if not data.startswith(COMPOUND):
        return "", ""
    if any(mark in data for mark in (_wide("EncryptedPackage"), *_FILE_PASS)):
        return "it is locked with a password", "open it with its password, and save it without one"
    if _wide("WordDocument") in data:
        return "it is a text of Word", "save it as DOCX: its text is read by `claims extract`"
    return "", ""


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")
