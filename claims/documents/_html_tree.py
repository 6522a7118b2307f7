"""A parsed page made ready to be read: what would be lost or misread is put so that it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_JOINERS_AND_DIRECTIONS = "\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_NO_BREAK_SPACES = "\u00a0\u202f\u2007\u2009"
_KEPT = re.compile(rf"[{_JOINERS_AND_DIRECTIONS}]|(?<=\S)[{_NO_BREAK_SPACES}](?=\S)")
_ESCAPE = re.compile(r"(?<!\\)\\u([0-9a-fA-F]{4})")
_STAND_INS = tuple(map(chr, chain(range(0x16A0, 0x16EB), range(0x10280, 0x1029D), range(0x102A0, 0x102D1))))
"""Runes, Lycian and Carian letters: printed, and in hardly any page."""
RAISED = {"sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"), "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")}
"""What digits become that stand above or below the line."""
_STRUCK = ("del", "s", "strike")
_NO_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_UNSEEN = {"script", "style", "head", "noscript", "template"}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
    *("section", "table", "td", "th", "tr", "ul"),
}


def raise_digits(tree: HtmlElement) -> None:
    """Make digits that stand above or below the line such characters: 161<sup>2</sup> is 161², and not 1612."""
    for tag, raised in RAISED.items():
        for element in tree.iter(tag):
            for part in element.iter():
                _put(part, "text", (part.text or "").translate(raised))
                if part is not element:
                    _put(part, "tail", (part.tail or "").translate(raised))


def drop_struck(tree: HtmlElement) -> tuple[str, ...]:
    """Take out what is struck through, which is no longer said; return a note if there was any."""
    struck = [element for element in tree.iter(*_STRUCK) if element.text_content().strip()]
    for element in struck:
        element.drop_tree()
    return ("struck-out text was left out",) if struck else ()


def put_stand_ins(tree: HtmlElement) -> dict[str, str]:
    """Put other letters where trafilatura would drop a character, in texts and attributes; return them by character."""
    for script in tree.iter("script"):  # data about the page, as JSON, may hold these characters as escapes
        _put(script, "text", _ESCAPE.sub(_unescaped, script.text or ""))
    texts = [part for element in tree.iter() for part in (element.text, element.tail, *element.attrib.values()) if part]
    taken = set().union(*texts) if texts else set()
    free = (letter for letter in _STAND_INS if letter not in taken)
    kept = dict(zip(sorted(taken & set(_JOINERS_AND_DIRECTIONS + _NO_BREAK_SPACES)), free, strict=False))

    def put(text: str) -> str:
        return _KEPT.sub(lambda match: kept.get(match[0], match[0]), text)

    for element in tree.iter() if kept else ():
        _put(element, "text", put(element.text or ""))
        _put(element, "tail", put(element.tail or ""))
        for attribute in ("content", "title"):
            if element.get(attribute):
                element.set(attribute, put(element.get(attribute)))
    return kept


def _unescaped(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character in _JOINERS_AND_DIRECTIONS + _NO_BREAK_SPACES else escape[0]


def without_controls(text: str) -> str:
    """Return a text without the control characters that no page may hold."""
    return _CONTROLS.sub("", text)


def _put(element: HtmlElement, where: Literal["text", "tail"], text: str) -> None:
    """Set a text where it changed, without the control characters that no text may hold."""
    if text != (getattr(element, where) or ""):
        setattr(element, where, without_controls(text))


def whole_text(tree: HtmlElement) -> str:
    """Return all text of a page that is shown, a line for each block."""
    lines = (_SPACES.sub(" ", line).strip(" ") for line in "".join(_pieces(tree)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(tree: HtmlElement) -> Iterator[str]:
    """Yield text without line breaks of its own, and a line break where a block begins and where it ends."""
    from lxml.etree import iterwalk

    hidden = 0
    for event, element in iterwalk(tree, events=("start", "end", "comment", "pi")):
        is_element = event in {"start", "end"}
        is_unseen = is_element and _is_unseen(element)
        if is_element and element.tag in _BLOCKS:
            yield "\n"
        if event == "start":
            hidden += is_unseen
            text = element.text
        else:
            hidden -= is_unseen
            text = None if element is tree else element.tail
        if text and not hidden:
            yield _SPACES.sub(" ", text)


def _is_unseen(element: HtmlElement) -> bool:
    return (
        element.tag in _UNSEEN
        or element.get("hidden") is not None
        or _NO_DISPLAY.search(element.get("style", "")) is not None
    )
