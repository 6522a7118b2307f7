"""PDF files: their text as poppler's `pdftotext` gives it, pages apart by a form feed.

Readers in pure Python turn the digits of right-to-left lines around (۲۰۱۹ becomes ۹۱۰۲), so that without `pdftotext`
such files are refused, and others are read by pypdf where its text holds together. The marks of direction that
`pdftotext` puts around right-to-left lines are no part of the file and left out; the blanks at the ends of a run in the
other direction stand where they are read, which is the other end.
"""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from claims.documents import ReadDocument, ReadSettings
from claims.documents._damaged import refusing_damaged
from claims.documents._pdf_ligatures import in_order
from claims.documents._pdf_raised import with_raised
from claims.errors import BadFile, MissingExtra
from claims.model import Document

TITLE = "PDF"
EXTENSIONS = (".pdf",)
MEDIA_TYPES = ("application/pdf", "application/x-pdf")

POPPLER = "install poppler, for its pdftotext (apt-get install poppler-utils, brew install poppler)"
_SECONDS = 300
_BEGINNING = 1024
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_OTHER_RUN = re.compile("\u202a([^\u202a-\u202e]*)\u202c")
_MARKS = re.compile("[\u202a-\u202e]")
_BROKEN = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_LONG_WORD = re.compile(r"[^\W\d_]{40,}")
_MOST_BROKEN = 0.01
_FIELD = re.compile(r"^(Title|Author): +(\S.*?) *$", re.MULTILINE)


def sniff(head: bytes) -> int:
    """Return 3 for the beginning of a PDF, which may follow some bytes of something else."""
    return 3 if b"%PDF-" in head[:_BEGINNING] else 0


def read(stream: BinaryIO, *, name: str, settings: ReadSettings) -> Iterator[ReadDocument]:
    """Yield the one document; raises BadFile, with the next step where a program or package is missing."""
    program = shutil.which("pdftotext")
    notes: tuple[str, ...] = ()
    with NamedTemporaryFile(prefix="claims-", suffix=".pdf") as copy:
        shutil.copyfileobj(stream, copy)
        copy.flush()
        with Path(copy.name).open("rb") as again:
            digest = file_digest(again, "sha256").hexdigest()
        if program is None:
            text, said = _by_pypdf(copy.name, name=name)
        else:
            text, said = _by_poppler(copy.name, name=name, program=program), _information(copy.name)
            text, notes = in_order(text, copy.name)
            text, raised = with_raised(text, copy.name)
            notes += raised
    if _RIGHT_TO_LEFT.search(text):
        notes = ("right-to-left text in the order in which pdftotext reads it: compare numbers with the page", *notes)
    if not text.strip():
        hint = "it is most likely a scan: make its text readable first (ocrmypdf, or another program for that)"
        raise BadFile(name, "its pages hold no text", hint=hint)
    document = Document(
        "", title=said.get("Title"), url=settings.url, sha256=digest, text=text, author=said.get("Author")
    )
    yield ReadDocument(document, notes=notes)


def _by_poppler(path: str, *, name: str, program: str) -> str:
    try:
        done = _run(program, path, "-")
    except subprocess.TimeoutExpired:
        raise BadFile(name, f"pdftotext took longer than {_SECONDS} seconds", hint="split the file") from None
    if done.returncode:
        if b"assword" in done.stderr or b"ermission" in done.stderr:  # its exit code does not tell
            raise BadFile(name, "it is locked with a password", hint="save it without a password")
        raise BadFile(name, "it is no PDF that can be read", hint="get it again, or save it anew with a PDF viewer")
    return in_reading_order(done.stdout.decode("utf-8", "replace"))


def _run(program: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [program, "-enc", "UTF-8", *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603  found by its name


def in_reading_order(text: str) -> str:
    """Return a text of `pdftotext` without its marks of direction, blanks at the ends of left-to-right runs turned."""
    return _MARKS.sub("", _OTHER_RUN.sub(_turned, text))


def _turned(run: re.Match[str]) -> str:
    words = run[1].strip(" ")
    if not words:
        return run[1]
    before, _, after = run[1].partition(words)
    return after + words + before


def _information(path: str) -> dict[str, str]:
    program = shutil.which("pdfinfo")
    if program is None:
        return {}
    done = _run(program, path)
    return dict(_FIELD.findall(done.stdout.decode("utf-8", "replace")))


def _by_pypdf(path: str, *, name: str) -> tuple[str, dict[str, str]]:
    """Return text and description by pypdf, where nothing in them is written from right to left."""
    try:
        import pypdf
        from pypdf.errors import DependencyError, FileNotDecryptedError
    except ImportError:
        hint = f"{POPPLER}, or pip install 'who-claimed-what[articles]', which reads files without right-to-left text"
        raise MissingExtra(name, "pdftotext", hint=hint) from None
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    with refusing_damaged(name, "PDF", hint=POPPLER):
        try:
            reader = pypdf.PdfReader(path)
            text = "".join(f"{page.extract_text()}\n\f" for page in reader.pages)
            given = reader.metadata
            said = {"Title": given.title, "Author": given.author} if given else {}
        except (FileNotDecryptedError, DependencyError):
            raise BadFile(name, "it is locked with a password", hint="save it without a password") from None
    if _RIGHT_TO_LEFT.search(text):
        reason = "it holds right-to-left text, whose digits only pdftotext gives in their order"
        raise BadFile(name, reason, hint=POPPLER)
    if len(_BROKEN.findall(text)) > _MOST_BROKEN * len(text) or _LONG_WORD.search(text):
        raise BadFile(name, "its text comes out broken without pdftotext", hint=POPPLER)
    return text, {key: value for key, value in said.items() if value}
