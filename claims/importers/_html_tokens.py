"""The tags and texts of an HTML page, each with its place, so that a row can be kept verbatim.

Follows the tokenizer of the HTML standard (13.2.5) for tags, attributes, comments and raw text, in one pass: whatever
the page holds, its time grows with its length. What is never closed (a tag, a comment, a script) ends the page there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_TAG = re.compile(
    r"""<(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<attributes>(?:=\s*+(?:"[^"]*+"|'[^']*+')|[^>])*+)>"""
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)\s*+(?:=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?""")
_RAW_TEXT = {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"}


class Token(NamedTuple):
    """A piece of a page from start to end: kind is "text", "start" or "end", name that of the tag in small letters.

    attributes is the text of a start tag behind its name.
    """

    kind: str
    name: str
    start: int
    end: int
    attributes: str = ""


def tokens(page: str) -> Iterator[Token]:
    """Yield the tags and the texts between them in order; comments, scripts and styles are left out."""
    at = seen = 0
    while (start := page.find("<", at)) >= 0:
        following = page[start + 1 : start + 3]
        is_tag = _is_letter(following[:1]) or (following[:1] == "/" and _is_letter(following[1:]))
        if not is_tag and following[:1] not in {"!", "?", "/"}:
            at = start + 1
            continue
        if start > seen:
            yield Token("text", "", seen, start)
        if not is_tag:
            at = seen = _comment_end(page, start)
            continue
        tag = _TAG.match(page, start)
        if tag is None:
            return
        name = tag["name"].lower()
        at = seen = tag.end()
        yield Token("end" if tag["slash"] else "start", name, start, seen, tag["attributes"])
        if name in _RAW_TEXT and not tag["slash"]:
            closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, seen)
            at = seen = closing.start() if closing else len(page)
    if seen < len(page):
        yield Token("text", "", seen, len(page))


def attributes(text: str) -> dict[str, str]:
    """Return the attributes of a start tag by name in small letters, entities resolved; the first of a name counts."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescape("".join(values)))
    return found


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _comment_end(page: str, start: int) -> int:
    """Return where a comment, a declaration or a processing instruction ends."""
    if page.startswith(("<!-->", "<!--->"), start):
        return page.index(">", start) + 1
    mark = "-->" if page.startswith("<!--", start) else ">"
    end = page.find(mark, start + 2)
    return len(page) if end < 0 else end + len(mark)
