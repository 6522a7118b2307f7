"""YAML: a list of records, or lists within a mapping, read as JSON of the same shape is; several documents are a list.

Every value is the text that stands there: `no` is no truth value, 010 no 8, and a date not made anew. A row is kept as
the JSON of its record. Anchors and aliases are refused: they swell beyond all measure, and say elsewhere what is said.
"""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any, BinaryIO

from claims.decode import decode
from claims.errors import BadFile
from claims.importers import json as of_json
from claims.table import ReadOptions, Table

TITLE = "YAML"
EXTENSIONS = (".yaml", ".yml")
CHOICES = ("records",)

_MOST_SIGNS = 50_000_000
_HINT = "check the indentation there, or save it as JSON or CSV"
_QUOTED = frozenset(("'", '"', "|", ">"))
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


def sniff(head: bytes) -> int:
    """Return 0: nearly any text begins as YAML may, so that only its name tells."""
    del head
    return 0


def read(stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
    """Return the records of a file; raises BadFile, with line and column where it is no YAML."""
    text = decode(stream, name=name, encoding=options.encoding, charset=options.charset)
    content = text.whole(most=_MOST_SIGNS, hint="part it into several files, or save it as JSON Lines or CSV")
    data = _data(content, name=name)
    written = json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
    table = of_json.read(BytesIO(written), name=name, options=ReadOptions(records=options.records, encoding="utf-8"))
    return Table(table.columns, table.rows, (*text.notes, *table.notes))


def _data(content: str, *, name: str) -> Any:
    """Return what a text says, of several documents the list; one that says nothing is a line at an end."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(content, Loader=loader)):
            raise BadFile(name, "it says something by reference to an anchor", hint="save it as JSON, which repeats it")
        found = [_made(node, name) for node in yaml.compose_all(content, Loader=loader)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = "" if mark is None else f"line {mark.line + 1}, column {mark.column + 1}: "
        raise BadFile(name, f"{place}it is not YAML: {error.problem}", hint=_HINT) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise BadFile(name, f"it is not YAML: {' '.join(str(error).split())}", hint=_HINT) from None
    found = [one for one in found if one is not None] or found
    return found[0] if len(found) == 1 else found


def _made(node: Any, name: str) -> Any:
    """Return what a node holds: texts as they stand, None for nothing; raises BadFile for a key that stands twice."""
    if node.id == "mapping":
        found: dict[str, Any] = {}
        for key, value in node.value:
            written = str(_made(key, name))
            if written in found:
                reason = f"line {key.start_mark.line + 1}: “{written}” stands there more than once"
                raise BadFile(name, reason, hint="give the keys names of their own, or leave out what is wrong")
            found[written] = _made(value, name)
        return found
    if node.id == "sequence":
        return [_made(one, name) for one in node.value]
    is_quoted = node.style in _QUOTED
    return node.value if is_quoted or node.value not in _NULLS else None
