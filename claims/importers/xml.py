"""XML that is a list of records: elements that stand beside each other, with what they hold and their attributes.

A record's columns are the paths within it: `deaths` is the text of an element or an attribute, `deaths.source` one
further in; where both an attribute and an element are called so, the attribute is `@deaths`. Elements that are named by
an attribute (`<field name="Year">2019</field>`, as UNdata and KML write them) are called by it. Namespaces are left out
of names, comments out of texts, and texts that are repeated stand a line each. Records within records are read by
`--set records=PATH`, with the texts and attributes around them below `parent`. Entities are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import BinaryIO

from claims.decode import believed, decode
from claims.errors import BadFile, NoRecords
from claims.importers._xml_tree import Node, nodes_of
from claims.table import ReadOptions, Row, Table
from claims.text import clip

TITLE = "Records in XML"
EXTENSIONS = (".xml", ".kml", ".rdf", ".gml")
CHOICES = ("records",)

_DECLARED = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)[\"']", re.IGNORECASE)
_WITHIN = 400
_NAMES = ("name", "key", "id", "concept")
_PARENT = "parent."
_FEWEST_TEXTS = 2
_MOST_SAID = 240
_MOST_SIGNS = 100_000_000
_PART = "part it into several files, or get it as CSV or JSON Lines"
_HINT = "records are elements of one name beside each other; a text is read by `claims extract`"


def sniff(head: bytes) -> int:
    """Return 2 for the beginning of any XML."""
    return 2 if head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<?xml") else 0


def read(stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
    """Return the records of a file; raises NoRecords where it has several lists of them, BadFile where it has none."""
    head = stream.read(_WITHIN)
    stream.seek(0)
    declared = _DECLARED.search(head)
    stated = None
    if declared and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        stated = believed(declared[1].decode().lower(), stream.read())
        stream.seek(0)
    text = decode(stream, name=name, encoding=options.encoding or stated, charset=options.charset)
    content = text.whole(most=_MOST_SIGNS, hint=_PART)
    file = _File(nodes_of(content, name=name))
    lists = file.lists()
    path = (options.records or "").strip(".")
    if not path and not lists:
        if alone := file.alone():
            raise NoRecords(name, "it holds one record, and no list of such", lists=(alone,), beside=_words(file.root))
        raise BadFile(name, "it holds no list of records", hint=_HINT)
    if not path and len(lists) > 1:
        raise NoRecords(name, "it holds several lists of records", lists=tuple(lists), beside=_words(file.root))
    path = path or lists[0]
    found = list(file.records(file.root, path.split(".")))
    if not found:
        raise NoRecords(name, f"there is no list of records at “{path}”", lists=tuple(lists))
    columns = tuple(dict.fromkeys(column for cells, _ in found for column in cells))
    rows = (
        Row(number, [cells.get(column, "") for column in columns], raw)
        for number, (cells, raw) in enumerate(found, start=1)
    )
    said = ", ".join(f"{key}: {words}" for key, words in _words(file.root).items())
    notes = (f"above the header, not read: “{clip(said, _MOST_SAID)}”",) if said else ()
    return Table(columns, rows, (*text.notes, *notes))


class _File:
    """A file as a tree, and which of its elements are named by an attribute: that attribute, by their path."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.beside: dict[str, list[list[Node]]] = {}
        self._gather(root, "")
        self.named = {path: key for path, groups in self.beside.items() if (key := _naming(groups)) is not None}

    def _gather(self, node: Node, path: str) -> None:
        """Note the elements of one name that stand beside each other, by their path."""
        alike: dict[str, list[Node]] = {}
        for child in node.children:
            alike.setdefault(child.name, []).append(child)
            self._gather(child, _below(path, child.name))
        for name, nodes in alike.items():
            self.beside.setdefault(_below(path, name), []).append(nodes)

    def lists(self) -> list[str]:
        """Return the paths of elements that stand beside each other, hold something, and are no fields of a record."""
        return sorted(
            path
            for path, groups in self.beside.items()
            if path not in self.named and any(_are_records(nodes) for nodes in groups)
        )

    def alone(self) -> str | None:
        """Return the path of the element below the root with most texts and attributes, two at least; else None."""
        sizes = {
            path: max(len(node.given) + sum(not child.children for child in node.children) for node in nodes)
            for path, groups in self.beside.items()
            for nodes in groups
        }
        path = max(sizes, key=lambda path: sizes[path], default=None)
        return path if path is not None and sizes[path] >= _FEWEST_TEXTS else None

    def records(
        self, node: Node, path: Sequence[str], *, at: str = "", around: Mapping[str, str] = MappingProxyType({})
    ) -> Iterator[tuple[dict[str, str], str]]:
        """Yield the cells and the verbatim text of each record at a path, with what stands around it below "parent"."""
        here = _below(at, path[0])
        for child in (one for one in node.children if one.name == path[0]):
            own = self._cells(child, here, without=path[1] if len(path) > 1 else "")
            said = own | {f"{_PARENT}{key}": text for key, text in around.items()}
            if len(path) == 1:
                yield said, child.raw
            else:
                yield from self.records(child, path[1:], at=here, around=said if own else around)

    def _cells(self, node: Node, path: str, *, without: str) -> dict[str, str]:
        """Return what a record says, by column; its own text is called by its own name."""
        cells: dict[str, str] = {}
        if node.text and not without:
            cells[node.name] = node.text
        self._add(cells, node, path, before="", without=without)
        return cells

    def _add(self, cells: dict[str, str], node: Node, path: str, *, before: str, without: str = "") -> None:
        """Add the attributes of an element and what it holds, each below its path."""
        names = {child.name for child in node.children}
        for given, text in node.given.items():
            _put(cells, f"{before}@{given}" if given in names else f"{before}{given}", text)
        for child in node.children:
            below = _below(path, child.name)
            if key := self.named.get(below):
                texts = [child.text, *(inner.text for inner in child.children)]
                _put(cells, f"{before}{child.given[key]}", "\n".join(filter(None, texts)))
            elif child.name != without:
                if child.text or not (child.children or child.given):
                    _put(cells, f"{before}{child.name}", child.text)
                self._add(cells, child, below, before=f"{before}{child.name}.")


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _put(cells: dict[str, str], column: str, text: str) -> None:
    """Put a text into its column, below another that stands there already."""
    cells[column] = "\n".join(filter(None, (cells.get(column), text)))


def _are_records(nodes: Sequence[Node]) -> bool:
    return len(nodes) > 1 and any(node.children or node.given for node in nodes)


def _naming(groups: Sequence[Sequence[Node]]) -> str | None:
    """Return the attribute that names elements as fields of records, of which two at least share most names."""
    if len(groups) < 2 or not all(map(_is_leaf, chain.from_iterable(groups))):
        return None
    for key in _NAMES:
        names = [[node.given.get(key, "") for node in nodes] for nodes in groups]
        if all(all(said) and len(set(said)) == len(said) for said in names):
            of_all, of_any = set(names[0]).intersection(*names), set(chain.from_iterable(names))
            if len(of_any) > 1 and len(of_all) * 2 >= len(of_any):
                return key
    return None


def _is_leaf(node: Node) -> bool:
    """Return whether an element holds a text at most, or one element with it."""
    return not node.children or (len(node.children) == 1 and not node.children[0].children)


def _words(root: Node) -> dict[str, str]:
    """Return what the root says itself in words: no addresses, no bare numbers."""
    said = {**root.given, **{child.name: child.text for child in root.children if not child.children}}
    is_said = {key: any(map(str.isalpha, text)) or "-" in text for key, text in said.items()}
    return {key: text for key, text in said.items() if is_said[key] and not text.startswith(("http:", "https:"))}
