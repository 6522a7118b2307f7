"""The tables of a MediaWiki text (`{| … |}`), as Wikipedia's pages are written, with the headings above them.

They are read by the rules for tables of a page (`claims.importers._html_found`). Links are their texts, notes and
pictures are left out; of templates those are understood that only dress a text, others stay as they are written, so
that nothing is read from them. Source: mediawiki.org, “Help:Tables”.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import BinaryIO

from claims.decode import decode
from claims.importers._drawn import Drawn, Placed
from claims.importers._html_found import found_in
from claims.importers._html_page import Writing
from claims.importers._html_tokens import attributes, tokens
from claims.importers._tables import Found, one_table
from claims.table import ReadOptions, Table
from claims.text import fold
from claims.wordlists import wordlist

TITLE = "Tables of a MediaWiki text"
EXTENSIONS = (".wiki", ".wikitext", ".mediawiki")
CHOICES = ("table",)

_SURE = re.compile(r"^[ \t:]*\{\|[^\n]*$.*?^[ \t]*\|[-}]", re.MULTILINE | re.DOTALL)
_PUT_AWAY = (
    ("-->", re.compile(r"<!--.*?-->", re.DOTALL)),
    ("/", re.compile(r"<ref\b[^<>]*/\s*>", re.IGNORECASE)),
    ("</ref", re.compile(r"<ref\b[^<>]*>.*?</ref\s*>", re.DOTALL | re.IGNORECASE)),
    ("</", re.compile(r"<(?:gallery|math|timeline)\b.*?</\w+\s*>", re.DOTALL | re.IGNORECASE)),
)
"""Comments and notes, each with how its end begins."""
_TEMPLATE = re.compile(r"\{\{([^{}\[]*(?:\[(?!\[)[^{}\[]*)*)\}\}")
_LINK = re.compile(r"\[\[([^\[\]{}]*)\]\]")
"""Those that hold no other."""
_ANY_TEMPLATE = re.compile(r"\{\{([^{}]*)\}\}")
_ANY_LINK = re.compile(r"\[\[([^\[\]]*)\]\]")
_ADDRESS = re.compile(r"\[(?:https?:)?//\S+?(?:\s+([^\]]*))?\]")
_QUOTES = re.compile(r"'{2,5}")
_HEADING = re.compile(r"(={1,6})\s*(.+?)\s*\1\s*")
_ATTRIBUTES = re.compile(r"([^|\[\]{}<>]*=[^|\[\]{}<>]*|\s*(?:nowrap|scope)\s*)\|(?!\|)")
_HELD = re.compile("\ue000(\\d+)\ue001")
_OWN_MARKS = str.maketrans("\ue000\ue001", "\ufffd\ufffd")
_MOST_SIGNS, _MOST_WITHIN = 20_000_000, 40
"""At most so many signs are read, and so many templates within each other, as by MediaWiki."""
_PICTURES = tuple(wordlist("wikitext")["pictures"])
_FIRST, _OF_NUMBERS, _WITH_UNIT, _SECOND, _LINKS, _NOTHING, _DATES, _LISTS, _ABOUT = (
    frozenset(wordlist("wikitext")[name])
    for name in ("first", "numbers", "with_unit", "second", "links", "nothing", "dates", "lists", "about")
)
"""Names of templates by what they show."""
_SIGNS: dict[str, str] = wordlist("wikitext")["signs"]
_YEAR = re.compile(r"\d{4}")
_CODE = re.compile(r"[A-Z]{2,3}")
"""A template that shows itself, or the flag and the name of a country."""


def sniff(head: bytes) -> int:
    """Return 2 if a table of MediaWiki begins there."""
    return 2 if b"{|" in head and _SURE.search(head.decode("utf-8", "replace")) else 0


def read(stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
    """Return the tables of a text as one; raises BadFile if it holds none."""
    text = decode(stream, name=name, encoding=options.encoding, charset=options.charset)
    content = text.whole(most=_MOST_SIGNS, hint="save the table that you want as CSV")
    drawn = Drawn()
    _draw(drawn, content.replace("\r\n", "\n").replace("\r", "\n"))
    tables = [_with_unknown(table) for table in found_in(drawn, name=name)]
    return one_table(tables, name=name, options=options, notes=text.notes)


def _with_unknown(table: Found) -> Found:
    """Return a table with a note on templates in its cells that stay as they are written."""
    cells = chain(table.columns, chain.from_iterable(line.cells for line in table.lines))
    left = next((found[0] for cell in cells if (found := _ANY_TEMPLATE.search(cell))), None)
    note = f"templates that are not known stay as they are written, such as {left}"
    return table if left is None else replace(table, notes=(*table.notes, note))


def _draw(drawn: Drawn, content: str) -> None:
    """Draw the tables of a text; one within a table is one of its own, behind it."""
    held = _Held()
    open_ones: list[_Open] = []
    for line in held.hold(content).split("\n"):
        bare = line.strip().lstrip(":").lstrip()
        if bare.startswith("{|"):
            open_ones.append(_Open(held))
        elif open_ones and bare.startswith("|}"):
            open_ones.pop().end(drawn)
        elif open_ones:
            open_ones[-1].take(line)
        elif heading := _HEADING.fullmatch(line.strip()):
            drawn.heading(len(heading[1]), held.plain(heading[2]))
        else:
            drawn.paragraph(held.plain(line))
    for one in reversed(open_ones):
        one.end(drawn)


class _Held:
    """What is put away of a text, so that its signs part no cells: comments, notes, templates and links.

    Each is held as it stands and as a page shows it.
    """

    def __init__(self) -> None:
        self._pairs: list[tuple[str, str]] = []

    def hold(self, content: str) -> str:
        """Return a text with a mark for each of these, the innermost put away first."""
        content = content.translate(_OWN_MARKS)
        for end, pattern in _PUT_AWAY:
            last = content.lower().rfind(end) + 1  # an end is sought only where there is one
            sought = (content.find(">", last) + 1 or len(content)) if last else 0
            content = pattern.sub(lambda found: self._put(found[0], ""), content[:sought]) + content[sought:]
        for template, link in ((_TEMPLATE, _LINK),) * _MOST_WITHIN + ((_ANY_TEMPLATE, _ANY_LINK),):
            content = template.sub(lambda found: self._put(found[0], _shown(found[1], found[0])), content)
            content = link.sub(lambda found: self._put(found[0], _linked(found[1])), content)
        return content

    def _put(self, text: str, shown: str) -> str:
        self._pairs.append((text, shown))
        return f"\ue000{len(self._pairs) - 1}\ue001"

    def verbatim(self, text: str) -> str:
        """Return a text as it stands in the file."""
        while _HELD.search(text):
            text = _HELD.sub(lambda found: self._pairs[int(found[1])][0], text)
        return text

    def plain(self, text: str) -> str:
        """Return a text as a page shows it."""
        while _HELD.search(text):
            text = _HELD.sub(lambda found: self._pairs[int(found[1])][1], text)
        text = _QUOTES.sub("", _ADDRESS.sub(r"\1", text))
        writing = Writing()
        for token in tokens(text):
            writing.take(token, text[token.start : token.end] if token.kind == "text" else "")
        return writing.text().strip()


class _Open:
    """A table while its lines are read: rows of cells, each with its attributes, its text, and whether it is a head."""

    def __init__(self, held: _Held) -> None:
        self._held = held
        self._rows: list[tuple[list[tuple[str, str, bool]], list[str]]] = []
        self._caption: str | None = None
        self._in_caption = False

    def take(self, line: str) -> None:
        """Take the next line."""
        bare = line.lstrip()
        if bare.startswith("|+"):
            self._caption, self._in_caption = bare[2:], True
            return
        if bare.startswith("|-"):
            self._rows.append(([], []))
            self._in_caption = False
            return
        if bare[:1] not in {"|", "!"}:
            self._go_on(line)
            return
        self._in_caption = False
        if not self._rows:
            self._rows.append(([], []))
        cells, raw = self._rows[-1]
        raw.append(line)
        is_heading = bare[0] == "!"
        for part in re.split(r"\|\||!!" if is_heading else r"\|\|", bare[1:]):
            given = _ATTRIBUTES.match(part)
            cells.append((given[1] if given else "", part[given.end() :] if given else part, is_heading))

    def _go_on(self, line: str) -> None:
        """Take a line that goes on the caption or the last cell."""
        if self._in_caption:
            self._caption = f"{self._caption} {line}"
        elif self._rows and self._rows[-1][0]:
            cells, raw = self._rows[-1]
            given, text, is_heading = cells[-1]
            cells[-1] = (given, f"{text}<br>{line}" if line.strip() else text, is_heading)
            raw.append(line)

    def end(self, drawn: Drawn) -> None:
        """Draw the table."""
        rows = [
            ([self._placed(*cell) for cell in cells], self._held.verbatim("\n".join(raw)) + "\n")
            for cells, raw in self._rows
            if cells
        ]
        given = _ATTRIBUTES.match(self._caption or "")
        drawn.table(rows, caption=self._held.plain((self._caption or "")[given.end() if given else 0 :]))

    def _placed(self, given: str, text: str, is_heading: bool) -> Placed:  # noqa: FBT001  a cell as it was taken apart
        said = attributes(given)
        across, down = (int(said[key]) if said.get(key, "").isdecimal() else 1 for key in ("colspan", "rowspan"))
        return Placed(self._held.plain(text), across, down, is_heading)


def _shown(template: str, whole: str) -> str:
    """Return what a template shows where it only dresses a text; else the template as it stands."""
    name, *given = (part.strip() for part in template.split("|"))
    name, colon, argument = name.partition(":")
    name = " ".join(name.lower().replace("_", " ").split())
    parts = [argument, *given] if colon else [part for part in given if not re.match(r"[\w -]+=", part)]
    if name in _NOTHING or name.startswith(("cite ", "sfn", "efn")):
        return ""
    if name in _DATES and (day := _day(parts)):
        return day
    if name in _WITH_UNIT:
        return " ".join(parts[:2])
    if name in _LISTS and parts:
        items = (item.strip(" *\t") for part in parts for item in part.split("\n"))
        return "<br>".join(filter(None, items))
    if name in _SIGNS and not colon:
        return parts[0] if parts else _SIGNS[name]
    if name in _ABOUT and len(parts) == len(given) == 1:
        return f"c. {parts[0]}"
    if name in _OF_NUMBERS and len(given) > 1:
        return " ".join(whole.split())
    if not given and not colon and (_CODE.fullmatch(template.strip()) or fold(name) in _countries()):
        return template.strip()
    if name in _LINKS:
        return next(filter(None, [*parts[1:2], *parts[:1]]), "")
    wanted = parts[:1] if name in _FIRST else parts[1:2] if name in _SECOND else []
    return wanted[0] if wanted else " ".join(whole.split())


@cache
def _countries() -> frozenset[str]:
    """Return the folded names of countries, whose templates show a flag and the name."""
    return frozenset(fold(name) for names in wordlist("countries").values() for name in names)


def _day(parts: list[str]) -> str:
    """Return the day that a template of dates shows; "" where its parts are written in another way."""
    first = parts[:3]
    if first and all(part.isdecimal() for part in first):
        return "-".join(part.zfill(2) for part in first)
    if len(first) == 3 and _YEAR.fullmatch(first[0]) and first[2].isdecimal():
        first = first[::-1]
    if len(first) == 3 and _YEAR.fullmatch(first[2]) and first[0].isdecimal() and not first[1].isdecimal():
        return " ".join(first)
    return parts[0] if parts and _YEAR.search(parts[0]) and not parts[0].isdecimal() else ""


def _linked(link: str) -> str:
    """Return what a link shows; of a picture or a category nothing."""
    target, _, shown = link.partition("|")
    if target.strip().lower().startswith(_PICTURES):
        return ""
    return shown.rpartition("|")[2] or target.lstrip(":")
