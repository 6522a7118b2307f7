"""XML made a tree, without entities: they can name other files, or swell beyond all measure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.parsers import expat

from claims.errors import BadFile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_AGAIN = "get it again: it may be cut off or damaged"
_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_MOST_DEEP = 200


@dataclass(slots=True)
class Node:
    """An element: its name and attributes without namespaces, its text without blanks around, and as it stands."""

    name: str
    given: dict[str, str]
    text: str = ""
    children: list[Node] = field(default_factory=list)
    data: bytes = b""
    begin: int = 0
    end: int = 0

    @property
    def raw(self) -> str:
        """The element verbatim, out of the whole file."""
        return self.data[self.begin : self.end].decode()


def tree_of(data: bytes, *, name: str) -> Element:
    """Return the root of an XML text, tags as {namespace}name; raises BadFile, with the place where it is none."""
    builder = ET.TreeBuilder()
    parser = _parser(name, encoding=None)
    parser.StartElementHandler = lambda tag, given: builder.start(
        _qualified(tag), {_qualified(key): value for key, value in given.items()}
    )
    parser.EndElementHandler = lambda tag: builder.end(_qualified(tag))
    parser.CharacterDataHandler = builder.data
    _parse(parser, data.lstrip(), name=name)
    return builder.close()


def nodes_of(content: str, *, name: str) -> Node:
    """Return the root of an XML text, its inner elements verbatim; raises BadFile, with the place where it is none."""
    data = content.lstrip("\ufeff \t\r\n").encode("utf-8", "surrogatepass")
    root = Node("", {})
    open_ones: list[tuple[Node, list[str]]] = [(root, [])]
    parser = _parser(name, encoding="utf-8")

    def start(tag: str, given: dict[str, str]) -> None:
        kept = {_local(key): " ".join(value.split()) for key, value in given.items()}
        node = Node(_local(tag), kept, data=data, begin=parser.CurrentByteIndex)
        if len(open_ones) > _MOST_DEEP:
            raise BadFile(name, f"its elements stand in one another more than {_MOST_DEEP} deep", hint=_AGAIN)
        open_ones[-1][0].children.append(node)
        open_ones.append((node, []))

    def end(_: str) -> None:
        node, texts = open_ones.pop()
        node.text = "".join(texts).strip()
        first = _TAG.match(data, node.begin)
        last = first if first and first[0].endswith(b"/>") else _TAG.match(data, parser.CurrentByteIndex)
        node.end = last.end() if last else len(data)

    def text(said: str) -> None:
        open_ones[-1][1].append(said)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    _parse(parser, data, name=name)
    return root.children[0]


def _parser(name: str, *, encoding: str | None) -> expat.XMLParserType:
    """Return a parser that refuses entities."""
    parser = expat.ParserCreate(encoding, "}")
    parser.buffer_text = True
    refuse_entities(parser, name=name)
    return parser


def refuse_entities(parser: expat.XMLParserType, *, name: str) -> None:
    """Have a parser raise BadFile for entities: declared ones, and those of another file, which it passes over."""

    def declared(*_: object) -> None:
        raise BadFile(name, "its XML declares entities, which are not read", hint="get it in another format")

    def skipped(entity: str, is_of_the_declaration: bool) -> None:  # noqa: FBT001  expat calls it so
        if not is_of_the_declaration:
            reason = f"line {parser.CurrentLineNumber}: “&{entity};” is declared in another file, which is not read"
            raise BadFile(name, reason, hint="get it in another format, or write there what it stands for")

    parser.EntityDeclHandler = declared
    parser.SkippedEntityHandler = skipped


def _parse(parser: expat.XMLParserType, data: bytes, *, name: str) -> None:
    try:
        parser.Parse(data, True)  # noqa: FBT003  it takes no keywords
    except expat.ExpatError as error:
        reason = f"line {error.lineno}, column {error.offset + 1}: it is not XML: {expat.ErrorString(error.code)}"
        raise BadFile(name, reason, hint=_AGAIN) from None


def _qualified(name: str) -> str:
    return "{" + name if "}" in name else name


def _local(name: str) -> str:
    return name.rpartition("}")[2]
