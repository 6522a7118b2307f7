"""A mapping written as the TOML file that it could have been read from."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections import abc

    from claims.mapping.fields import Mapping

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_LISTS = ("claim", "wide")


def to_toml(mapping: Mapping) -> str:
    """Return a mapping as TOML; reading it gives the same mapping again, but for its name."""
    data = mapping.as_data()
    comments = {}
    if not (mapping.recognise or mapping.claims or mapping.columns or mapping.wide):
        comments["recognise"] = "columns are not known by their names"
    if mapping.recognise == (not (mapping.columns or mapping.claims or mapping.wide)):
        del data["recognise"]
    plain = {key: value for key, value in data.items() if not isinstance(value, dict) and key not in _LISTS}
    lines = [_line(key, value, comment=comments.get(key, "")) for key, value in plain.items()]
    for key, table in data.items():
        if isinstance(table, dict):
            lines += _table(key, table)
    for key in _LISTS:
        for block in data.get(key, []):
            lines += ["", f"[[{key}]]", *(_line(name, value) for name, value in block.items() if value)]
    return "\n".join(lines).lstrip("\n") + "\n"


def skip_line(column: str, cells: abc.Iterable[str]) -> str:
    """Return the table of a mapping file by which rows are left out, on one line: [skip] "Province" = ["Total"]."""
    return f"[skip] {_text(column)} = {_value(list(cells))}"


def _table(key: str, table: abc.Mapping[str, Any]) -> list[str]:
    if key == "names":
        return [line for name, names in table.items() for line in _table(f"names.{name}", names)]
    lines = [_line(name, value) for name, value in table.items()]
    return ["", f"[{key}]", *lines] if lines else []


def _line(key: str, value: Any, *, comment: str = "") -> str:
    return f"{_key(key)} = {_value(value)}" + (f"  # {comment}" if comment else "")


def _key(key: str) -> str:
    return key if _BARE.match(key) else _text(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return _text(str(value))


def _text(text: str) -> str:
    """Return a text in quotation marks; a pattern with backslashes in single ones, so that it stays readable."""
    if "\\" in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
