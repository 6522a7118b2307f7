"""Checks of single things that a mapping says: its fields, constants, tables and lists of texts."""

from __future__ import annotations

import re
from collections import abc
from datetime import date, datetime, time
from typing import Any, NoReturn
from urllib.parse import urlsplit

from claims.errors import BadMapping, Refused
from claims.mapping.fields import FIELDS, OTHER_NAMES, Block, Mapping
from claims.model import Basis
from claims.text import close_matches

ADDRESSES = ("url", "archive_url")


class Checked:
    """Checks what was given under a name, and says in which line something is wrong (raises BadMapping)."""

    def __init__(self, name: str, lines: abc.Mapping[str, int]) -> None:
        self.name = name
        self.lines = lines

    def fail(self, reason: str, *, hint: str, at: str) -> NoReturn:
        """Raise BadMapping, with the line in which a key stands."""
        key = at if at in self.lines else without_quotes(at)
        raise BadMapping(self.name, reason, hint=hint, line=Mapping(lines=self.lines).line_of(key))

    def block(self, data: dict[str, Any], *, at: str) -> Block:
        """Return the constants and columns of one claim."""
        constants, columns = {}, {}
        for key, value in self.table(data, "set", at=f"{at}set").items():
            name = self.field(key, at=f"{at}set.{key}")
            constants[name] = self.constant(name, value, at=f"{at}set.{key}")
        for key, value in self.table(data, "columns", at=f"{at}columns").items():
            name = self.field(key, at=f"{at}columns.{key}")
            if not isinstance(value, str) or not value.strip():
                self.fail(f"{key} names no column", hint=f'write {key} = "name of the column"', at=f"{at}columns.{key}")
            if name in columns or name in constants:
                hint = "a field is a constant or is read from one column; a template joins several: “{a} / {b}”"
                self.fail(f"{name} is given twice", hint=hint, at=f"{at}columns.{key}")
            columns[name] = value.strip()
        return Block(constants, columns)

    def table(self, data: dict[str, Any], key: str, *, at: str) -> dict[str, Any]:
        """Return the table under a key, an empty one if it is not there."""
        value = data.get(key, {})
        if not isinstance(value, dict):
            self.fail(f"{key} is not a table", hint=f"write [{key}] and below it name = value, one a line", at=at)
        return value

    def field(self, name: str, *, at: str) -> str:
        """Return a field by its name or another word for it."""
        known = OTHER_NAMES.get(name, name)
        if known not in FIELDS:
            self.fail(f"there is no field “{name}”", hint=near(name, (*FIELDS, *OTHER_NAMES)), at=at)
        return known

    def constant(self, name: str, value: Any, *, at: str) -> str:
        """Return a constant as text."""
        text = value.isoformat() if isinstance(value, date | datetime | time) else value
        if isinstance(text, bool) or not isinstance(text, str | int):
            self.fail(f"{name} is not a text, number or date", hint=f'write {name} = "..."', at=at)
        text = str(text).strip()
        if name == "basis" and text not in tuple(Basis):
            self.fail(f"there is no basis “{text}”", hint=f"it is one of {', '.join(Basis)}", at=at)
        if name == "credibility" and text not in tuple("123456"):
            self.fail(f"credibility cannot be “{text}”", hint="it is 1 (confirmed) to 6 (cannot be judged)", at=at)
        if name == "language" and not is_language(text):
            self.fail(f"“{text}” is no code of a language", hint="write en, de, fa ...", at=at)
        if name in ADDRESSES and (trouble := no_address(text)) is not None:
            self.fail(str(trouble), hint=trouble.hint, at=at)
        return text

    def texts(self, data: dict[str, Any], key: str) -> tuple[str, ...]:
        """Return the list of texts under a key, an empty one if it is not there."""
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            texts = ", ".join(f'"{one}"' for one in (value if isinstance(value, list) else [value]))
            self.fail(f"{key} is not a list of texts", hint=f"write {key} = [{texts}]", at=key)
        return tuple(value)


def without_quotes(key: str) -> str:
    """Return a dotted key as lines of a mapping file are known by it, without quotes and blanks."""
    return re.sub(r"""["'\s]""", "", key)


def is_language(text: str) -> bool:
    """Return whether a text has the form of a language's code: de, fas, pt-BR."""
    return re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*", text) is not None


def no_address(text: str) -> Refused | None:
    """Return what is wrong with an address of the web, or None: a reader must be able to open it."""
    try:
        parts = urlsplit(text)
        if parts.scheme in {"http", "https"} and parts.hostname and " " not in text.strip():
            return None
    except ValueError:  # “http://[”
        pass
    looks_like_one = re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]\S*)?", text, re.IGNORECASE)
    hint = f"did you mean https://{text}? " if looks_like_one else ""
    return Refused(f"“{text}” is no address of the web", hint=f"{hint}an address begins with https:// or http://")


def near(name: str, known: abc.Iterable[str]) -> str:
    """Return what was meant perhaps by a name that is not known, and all that are."""
    near = close_matches(name, known)
    guess = f"did you mean {' or '.join(f'“{one}”' for one in near)}? " if near else ""
    return f"{guess}there are: {', '.join(dict.fromkeys(known))}"
