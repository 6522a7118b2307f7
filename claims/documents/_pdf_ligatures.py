"""Lam and alef of right-to-left PDF files, which fonts write as one sign and `pdftotext` gives the wrong way round.

“على الأقل” (at least) comes out as “على األقل”, “ثلاثة” (three) as “ثالثة” (third). pypdf turns lines and numbers
around, but not the letters of a word, so that a word stands as pypdf has it where only these two letters differ.
"""

from __future__ import annotations

import logging
import re
from itertools import combinations
from unicodedata import normalize

from claims.documents._damaged import refusing_damaged
from claims.errors import BadFile

_WORD = re.compile(r"[^\W\d_]+")
_TURNED = re.compile(r"[اأإآ]ل|ىل\b")
_DOUBLE = re.compile("ا([اأإآ])ل")
_MOST_PLACES = 6


def in_order(text: str, path: str) -> tuple[str, tuple[str, ...]]:
    """Return a text of `pdftotext` with lam and alef in their order, and what is to be noted of it.

    Without pypdf only what no word can begin with is put right: two alefs before a lam are an article.
    """
    if not _TURNED.search(text):
        return text, ()
    words = _words_of(path)
    if words is None:
        note = "words with lam and alef may be turned around; pip install 'who-claimed-what[articles]' puts them right"
        return _DOUBLE.sub(r"ال\1", text), (note,)
    changed = 0

    def turned(match: re.Match[str]) -> str:
        nonlocal changed
        found = _as_written(match[0], words)
        changed += found != match[0]
        return found

    text = _WORD.sub(turned, text)
    return text, (f"{changed} words have their lam and alef in the order in which pypdf reads them",) if changed else ()


def _as_written(word: str, words: frozenset[str]) -> str:
    """Return a word as the other reader has it, where only lam and alef differ; else as it is."""
    places = [match.start() for match in _TURNED.finditer(word)]
    if not places or word in words or len(places) > _MOST_PLACES:
        return word
    for count in range(1, len(places) + 1):
        for chosen in combinations(places, count):
            letters = list(word)
            for place in chosen:
                letters[place], letters[place + 1] = letters[place + 1], letters[place]
            if (found := "".join(letters)) in words:
                return found
    return word


def _words_of(path: str) -> frozenset[str] | None:
    """Return the words of a file by pypdf; None where it is not installed or cannot read the file."""
    try:
        import pypdf
    except ImportError:
        return None
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        with refusing_damaged(path, "PDF", hint=""):
            text = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    except BadFile:
        return None
    return frozenset(_WORD.findall(normalize("NFKC", text)))
