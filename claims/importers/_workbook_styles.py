"""What the style of a cell says in an XLSX workbook, and the reader of workbooks leaves out.

Which styles show a number as a percentage or as money, or do not show it, which strike their cells through, and which
shared texts have parts that are struck through or marks above the line: 16² with a raised 2 is sixteen and a footnote,
119 79 with 119 struck through is 79.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from claims.currency import currency_sign
from claims.importers._workbook_formats import MONTH, QUOTED, kept_of_dates, says_more

if TYPE_CHECKING:
    import zipfile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BUILT_IN = {**dict.fromkeys(("9", "10"), "%"), **dict.fromkeys(("5", "6", "7", "8", "42", "44"), "$"), "17": MONTH}
"""The numbers of the formats of percentages, money and months that every workbook has (ECMA-376, part 1, 18.8.30)."""
_CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
"""How formats write a currency with its place: [$€-407]; [$-409] is a place alone."""
_MARK = re.compile(r"[\s\d*†‡§¶#,;()\[\]]+|[\s(\[]*[a-zA-Z][\s)\]]*")
_UNIT = re.compile(r"(?:\b|[kcm])m\s*\Z")
SHOWS_NOTHING = re.compile(r'(?:\s|"\s*"|\[[A-Za-z]+\d*\])*(?:;(?:\s|"\s*"|\[[A-Za-z]+\d*\])*){2,3}')
"""A format without a sign for positive numbers, negative ones and zero: ";;;"."""
_BLOCK = 1 << 20
_SHARED = "xl/sharedStrings.xml"


@dataclass(frozen=True, slots=True)
class Styles:
    """What styles show beside numbers, as `sign_of` gives it, styles that strike through, that show none (blank).

    partly holds the shared texts of which parts are struck through or marks above the line, as `as_read` gives them.
    """

    signs: Mapping[str, str] = field(default_factory=dict)
    struck: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()
    partly: Mapping[int, tuple[str, bool]] = field(default_factory=dict)


def styles_of(archive: zipfile.ZipFile) -> Styles:
    """Return what the styles of a workbook say; nothing where it has none that can be read."""
    try:
        root = ET.fromstring(archive.read("xl/styles.xml"))  # noqa: S314  expat limits entities by itself
    except (KeyError, ET.ParseError):
        return Styles(partly=_partly(archive))
    written = {item.get("numFmtId"): item.get("formatCode", "") for item in root.iter(f"{_MAIN}numFmt")}
    signs = BUILT_IN | {key: sign_of(code) for key, code in written.items() if key}
    fonts = root.find(f"{_MAIN}fonts")
    struck_fonts = {str(at) for at, font in enumerate(fonts if fonts is not None else ()) if _is_struck(font)}
    formats = root.find(f"{_MAIN}cellXfs")
    cells = list(enumerate(formats if formats is not None else ()))
    unshown = {key for key, code in written.items() if SHOWS_NOTHING.fullmatch(code)}
    return Styles(
        {str(at): sign for at, cell in cells if (sign := signs.get(cell.get("numFmtId", ""), ""))},
        frozenset(str(at) for at, cell in cells if cell.get("fontId") in struck_fonts),
        frozenset(str(at) for at, cell in cells if cell.get("numFmtId") in unshown),
        _partly(archive),
    )


def sign_of(code: str) -> str:
    """Return the sign that a format of numbers shows beside them: "%", or a currency as it writes it.

    The format itself where it shows something else that counts, also beside such a sign; "" where it shows nothing.
    Of dates what it shows of them, as `kept_of_dates` gives it.
    """
    if kept := kept_of_dates(code):
        return kept
    shown = _CURRENCY.sub(r'"\1"', code)
    is_share = "%" in QUOTED.sub("", code)
    sign = "%" if is_share else currency_sign(re.sub(r'\[[^\]]*\]|["\\]', " ", shown)) or ""
    return shown if says_more(shown, sign) else sign


def as_read(text: ET.Element) -> tuple[str, bool] | None:
    """Return a text of several runs without what is struck through and the marks above the line behind something.

    With it goes whether anything is struck through. None where nothing is left out. What is raised behind a metre is a
    part of its unit and stays.
    """
    kept = ""
    has_mark = is_struck = False
    for run in text.iter(f"{_MAIN}r"):
        said = "".join(part.text or "" for part in run.iter(f"{_MAIN}t"))
        place = run.find(f"{_MAIN}rPr/{_MAIN}vertAlign")
        style = run.find(f"{_MAIN}rPr")
        if said.strip() and style is not None and _is_struck(style):
            is_struck = True
        elif place is not None and place.get("val") == "superscript" and _is_mark(said, behind=kept):
            has_mark = True
        else:
            kept += said
    return (kept.strip() if is_struck else kept, is_struck) if has_mark or is_struck else None


def _is_mark(said: str, *, behind: str) -> bool:
    return bool(behind.strip()) and _MARK.fullmatch(said) is not None and _UNIT.search(behind) is None


def _is_struck(font: ET.Element) -> bool:
    strike = font.find(f"{_MAIN}strike")
    return strike is not None and strike.get("val", "1") not in {"0", "false"}


def _partly(archive: zipfile.ZipFile) -> dict[int, tuple[str, bool]]:
    """Return the shared texts of which parts are not read by their number, as `as_read` gives them."""
    if _SHARED not in archive.NameToInfo or not any(_holds(archive, word) for word in (b"superscript", b"<strike")):
        return {}
    found: dict[int, tuple[str, bool]] = {}
    number = 0
    with archive.open(_SHARED) as stream:
        try:
            for _, item in ET.iterparse(stream):  # noqa: S314
                if item.tag != f"{_MAIN}si":
                    continue
                read = as_read(item)
                if read is not None:
                    found[number] = read
                number += 1
                item.clear()
        except ET.ParseError:
            return {}
    return found


def _holds(archive: zipfile.ZipFile, word: bytes) -> bool:
    with archive.open(_SHARED) as stream:
        rest = b""
        while block := stream.read(_BLOCK):
            if word in rest + block:
                return True
            rest = block[-len(word) :]
    return False
