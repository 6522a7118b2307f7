"""What a site of plain files can be searched for without a server: names, quotes and titles, each with its address.

The page folds what is typed as each entry is folded here, character by character with the same table, so that letter
variants, accents and digits do not matter.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

TITLE = "Search index"
MEDIA_TYPE = "text/javascript"
MOST_BYTES = 4_000_000
"""What a browser loads without trouble; entries beyond it are left out, and the page says so."""


BLOCK = 256
ALWAYS = frozenset({0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x1E, 0x20, 0xFB, 0xFC, 0xFD, 0xFE, 0xFF})
"""Blocks of characters that people type for one another: Latin, Greek, Cyrillic, Hebrew, Arabic and their forms."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: its kind in a word, its text, further words that lead to it, its address, and a remark."""

    kind: str
    text: str
    href: str
    also: str = ""
    note: str = ""


def as_script(entries: Iterable[Entry]) -> tuple[str, int, int]:
    """Return a script that sets claimsIndex and claimsFold, how many entries it holds, and how many did not fit."""
    lines: list[str] = []
    used: set[int] = set()
    size = left_out = 0
    for entry in entries:
        words = fold(f"{entry.text} {entry.also}")
        line = json.dumps([entry.kind, entry.text, entry.href, words, entry.note], ensure_ascii=False)
        size += len(line.encode()) + 2
        if size > MOST_BYTES:
            left_out += 1
        else:
            lines.append(line)
            used.update(map(ord, set(entry.text)))
    body = ",\n".join(lines)
    table = json.dumps(folds({code // BLOCK for code in used} | ALWAYS), ensure_ascii=False)
    return f"window.claimsIndex = [\n{body}\n];\nwindow.claimsFold = {table};\n", len(lines), left_out


def folds(blocks: Collection[int]) -> dict[str, str]:
    """Return what each character of some blocks of 256 becomes when it is folded, " " for what parts words.

    A character that is not in it stays as it is.
    """
    codes = (code for block in sorted(blocks) for code in range(block * BLOCK, (block + 1) * BLOCK))
    found = {}
    for code in codes:
        character = chr(code)
        folded = _folded(character)
        if folded != character and unicodedata.category(character) not in {"Cn", "Cs", "Co"}:
            found[character] = folded
    return found


def _folded(character: str) -> str:
    """Return what one character becomes within a word; a blank at one of its ends parts the word there."""
    return fold(f"a{character}a")[1:-1]
