"""XML made a tree, without entities: they can name other files, or swell beyond all measure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.parsers import expat

from claims.errors import BadFile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_AGAIN = "get it again: it may be cut off or damaged"


def tree_of(data: bytes | str, *, name: str) -> Element:
    """Return the root of an XML text, tags as {namespace}name; raises BadFile, with the place where it is none."""

    def refuse(*_: object) -> None:
        raise BadFile(name, "its XML declares entities, which are not read", hint="get it in another format")

    builder = ET.TreeBuilder()
    parser = expat.ParserCreate(None if isinstance(data, bytes) else "utf-8", "}")
    parser.buffer_text = True
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda tag, given: builder.start(
        _qualified(tag), {_qualified(key): value for key, value in given.items()}
    )
    parser.EndElementHandler = lambda tag: builder.end(_qualified(tag))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data.lstrip(), True)  # noqa: FBT003  it takes no keywords
    except expat.ExpatError as error:
        reason = f"line {error.lineno}, column {error.offset + 1}: it is not XML: {expat.ErrorString(error.code)}"
        raise BadFile(name, reason, hint=_AGAIN) from None
    return builder.close()


def _qualified(name: str) -> str:
    return "{" + name if "}" in name else name
