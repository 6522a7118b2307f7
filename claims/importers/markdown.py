"""The pipe tables of a Markdown text (GitHub Flavored Markdown, 4.10), with the headings above them.

Tags, marks of emphasis, links, code and footnotes are left out of the values and kept in the raw row; struck-out text
is left out whole. A row is numbered by its line. All tables of the same columns are read one after another
(`claims.importers._tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import pairwise
from typing import BinaryIO

from claims.decode import decode
from claims.errors import BadFile
from claims.importers._html_page import Writing
from claims.importers._html_tokens import tokens
from claims.importers._tables import MOST_CELLS, MOST_COLUMNS, Found, Line, one_table, said_around
from claims.table import ReadOptions, Table

TITLE = "Tables of a Markdown text"
EXTENSIONS = (".md", ".markdown", ".mdown", ".mkd")
CHOICES = ("table",)

_DELIMITER_ROW = re.compile(r" {0,3}\|?(?:[ \t]*+:?-++:?[ \t]*+\|)*+[ \t]*+(?::?-++:?[ \t]*+)?")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_CLOSING_MARKS = re.compile(r"(?:^|[ \t])#+$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NO_ROW = re.compile(r"[ \t]*$| {0,3}(?:>|#{1,6}[ \t]|`{3}|~{3}|(?:[-*_][ \t]*){3,}$)| {4}|\t")
_LIST = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)])[ \t]|<")
_LINE_END = re.compile(r"\r\n|\r|\n")

_MARKS = re.compile(r"[\\`*_<~&\[]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SHIELD = 0xF0000
_SHIELDED = re.compile(f"[{chr(_SHIELD)}-{chr(_SHIELD + 0x7F)}]")
_CODE = re.compile(r"(?<!`)(`+)(?!`)([^`]+)\1(?!`)")
_TAG = (
    r"/?(?:a|abbr|b|bdi|bdo|big|br|center|cite|code|del|div|em|font|hr|i|img|ins|kbd|li|mark|nobr|ol|p|q|s|small|span"
    r"|strike|strong|sub|sup|time|tt|u|ul|wbr)(?:\s[^<>]*)?/?>|!--[^<>]*-->"
)
_HTML, _NO_HTML = re.compile(f"<(?:{_TAG})", re.IGNORECASE), re.compile(f"<(?!{_TAG})", re.IGNORECASE)
_NOTE = re.compile(r"\[\^[^\[\]]*\]|<sup>\s*\[[^\[\]<>]*\]\s*</sup>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*+(?:\([^()]*+\)[^()]*+)*+\)|\[[^\[\]]*\])")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]+)>", re.IGNORECASE)
_STRUCK = re.compile(r"~~(?=[^\s~])[^~]*(?<!\s)~~")
_STARS = re.compile(r"(\*{1,3})(?=[^\s*])([^*]*)(?<!\s)\1")
_LINES = re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^_]*)(?<!\s)\1(?!\w)")
_MOST_NESTED = 4
_MOST_LINES_AROUND = 4


def sniff(head: bytes) -> int:
    """Return 2 if a line of bars and dashes stands below a line with bars, as no other format has it."""
    lines = head.decode("utf-8", "replace").splitlines()
    return 2 if any(_is_header(above, below) for above, below in pairwise(lines)) else 0


def read(stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
    """Return the tables of a Markdown text as one; raises BadFile if it holds none."""
    text = decode(stream, name=name, encoding=options.encoding, charset=options.charset)
    try:
        lines = _LINE_END.split(text.stream.read())
    except UnicodeDecodeError as error:
        raise text.not_decoded(error) from None
    if not any(map(_is_header, lines, lines[1:])) and any("<table" in line.lower() for line in lines):
        hint = "read it as a page: --format html"
        raise BadFile(name, "its tables are written in HTML, and none in Markdown", hint=hint)
    return one_table(list(_tables(lines, name=name)), name=name, options=options, notes=text.notes)


def _tables(lines: Sequence[str], *, name: str) -> Iterator[Found]:
    headings: dict[int, str] = {}
    fence = ""
    paragraph: list[str] = []
    number = cells = 0
    at = _front_matter(lines)
    while at < len(lines):
        line = lines[at]
        following = lines[at + 1] if at + 1 < len(lines) else ""
        at += 1
        mark = _FENCE.match(line)
        if fence or mark:
            fence = _fence(fence, line, mark)
        elif line.lstrip().startswith("<!--"):
            at = next((end + 1 for end in range(at - 1, len(lines)) if "-->" in lines[end]), len(lines))
        elif level := _heading_level(line, following):
            headings = {above: text for above, text in headings.items() if above < level}
            headings[level] = _heading(line)
            paragraph = []
        elif _is_header(line, following):
            number += 1
            end = next((end for end in range(at + 1, len(lines)) if _ends_table(lines[end])), len(lines))
            columns = tuple(" ".join(plain(cell).split()) for cell in split_row(line))
            rows = [
                Line(row + 1, [plain(cell) for cell in split_row(lines[row])], lines[row]) for row in range(at + 1, end)
            ]
            cells += sum(len(row.cells) for row in rows)
            if cells > MOST_CELLS or len(columns) > MOST_COLUMNS:
                reason = f"table {number} reaches over more than {MOST_COLUMNS:,} columns or {MOST_CELLS:,} cells"
                raise BadFile(name, reason, hint="save the table that you want as CSV", row=at)
            above = plain(" ".join(paragraph)) if len(paragraph) <= _MOST_LINES_AROUND else ""
            around = said_around(above=above, below=plain(" ".join(_paragraph_at(lines, end))))
            yield Found(number, columns, rows, headings, around=around)
            at = end
            paragraph = []
        elif line.strip():
            paragraph = [] if at > 1 and not lines[at - 2].strip() else paragraph
            paragraph.append(line)


def _ends_table(line: str) -> bool:
    """Return whether a line below a row is none: blank, of another block, or an item of a list without a bar."""
    return bool(_NO_ROW.match(line) or ("|" not in line and _LIST.match(line) and not line.lstrip().startswith("<")))


def _paragraph_at(lines: Sequence[str], start: int) -> list[str]:
    """Return the lines of the short paragraph that is the next below a line, none if something else is."""
    begin = next((at for at in range(start, len(lines)) if lines[at].strip()), len(lines))
    end = next((at for at in range(begin, len(lines)) if not lines[at].strip()), len(lines))
    found = list(lines[begin:end])
    is_other = any(_NO_ROW.match(line) or "|" in line or _LIST.match(line) for line in found)
    return [] if is_other or len(found) > _MOST_LINES_AROUND else found


def _front_matter(lines: Sequence[str]) -> int:
    """Return where the text begins behind the settings that some programs write above it between lines of "---"."""
    if lines[0].rstrip() != "---":
        return 0
    return next((end + 1 for end in range(1, len(lines)) if lines[end].rstrip() in {"---", "..."}), 0)


def _fence(fence: str, line: str, mark: re.Match[str] | None) -> str:
    """Return the fence of the code block that goes on after a line, "" if none does."""
    if not fence:
        return mark[1] if mark else ""
    is_closing = mark is not None and mark[1].startswith(fence) and not line[mark.end() :].strip()
    return "" if is_closing else fence


def _heading_level(line: str, following: str) -> int:
    """Return the level of the heading that a line is, 0 if it is none."""
    if mark := _HEADING.match(line):
        return len(mark[1])
    underline = _UNDERLINE.fullmatch(following)
    if underline is None or _NO_ROW.match(line) or "|" in line:
        return 0
    return 1 if underline[1].startswith("=") else 2


def _heading(line: str) -> str:
    mark = _HEADING.match(line)
    text = line[mark.end() :].rstrip() if mark else line
    return " ".join(plain(_CLOSING_MARKS.sub("", text)).split())


def _is_header(line: str, following: str) -> bool:
    """Return whether a line heads a table: the next is a delimiter row of as many cells."""
    if "|" not in line or "-" not in following or "|" not in following or _DELIMITER_ROW.fullmatch(following) is None:
        return False
    return len(split_row(line)) == len(split_row(following))


def split_row(line: str) -> list[str]:
    """Return the cells of a row: parted by bars without a backslash, also within code."""
    cells = re.split(r"(?<!\\)\|", line.strip())
    if not cells[0].strip():
        del cells[0]
    if len(cells) > 1 and not cells[-1].strip():
        del cells[-1]
    return [cell.replace("\\|", "|").strip() for cell in cells]


def plain(text: str) -> str:
    """Return a cell as it is shown: without tags, marks of emphasis, links, code, footnotes; a line break for <br>."""
    if not _MARKS.search(text):
        return text.strip()
    text = _ESCAPE.sub(lambda found: chr(_SHIELD + ord(found[1])), text)
    text = _CODE.sub(lambda found: "".join(_shielded(character) for character in found[2]), text)
    text = _LINK.sub(_shown_link, _LINK.sub(_shown_link, text))  # a picture may be that of a link
    text = _STRUCK.sub("", _NOTE.sub("", _AUTOLINK.sub(r"\1", text)))
    for pattern in (_STARS, _LINES):
        for _ in range(_MOST_NESTED):
            text = pattern.sub(r"\2", text)
    text = _of_page(text) if _HTML.search(text) else unescape(text)
    lines = (line.strip() for line in _SHIELDED.sub(lambda found: chr(ord(found[0]) - _SHIELD), text).split("\n"))
    return "\n".join(line for line in lines if line)


def _of_page(text: str) -> str:
    """Return a text as a cell of an HTML page shows it, whose tags are in it."""
    page = _NO_HTML.sub(_shielded("<"), text)
    writing = Writing()
    for token in tokens(page):
        writing.take(token, page[token.start : token.end] if token.kind == "text" else "")
    return writing.text()


def _shown_link(found: re.Match[str]) -> str:
    """Return the text of a link; of a picture nothing, as it is no text."""
    return "" if found[0].startswith("!") else found[1]


def _shielded(character: str) -> str:
    return chr(_SHIELD + ord(character)) if character.isascii() else character
