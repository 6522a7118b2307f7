"""How each language says figures and writes numbers: what of its lexicon is needed to say one, not to find it in texts.

Saying is what every comparison does; `claims.lexicon` has the phrases, which take far longer to load.
"""

# ruff: noqa: PTH118, PTH120, PTH123, PTH208 - saying a figure must not cost importing pathlib, which takes longer
# Types are not quoted by a __future__ import: each would be compiled by itself when a record's class is made.

import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

FOLDER = os.path.join(os.path.dirname(__file__), "lexicons")
_SAID = ("number", "say")
_VAGUE = ("vague",)
"""The tables of a lexicon that are needed to say a figure."""


class Lexicon(NamedTuple):
    """One language: how it writes numbers, how it says figures.

    decimal is which of "." and "," marks decimals when either is found; said_decimal, group and digits are for saying.
    """

    code: str
    name: str
    decimal: str
    said_decimal: str
    group: str
    digits: str
    say: Mapping[str, str]

    @property
    def vague_words(self) -> Mapping[int, str]:
        """The words of vague figures by magnitude: 12 is "dozens"."""
        return _vague_words(self.code)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of all languages that have a lexicon, sorted."""
    return tuple(sorted(name[:-5] for name in os.listdir(FOLDER) if name.endswith(".toml")))


@cache
def known_language(language: str | None) -> str | None:
    """Return the code of the lexicon that serves a language tag ("de-AT" is served by "de"), None when none does."""
    base = (language or "").replace("_", "-").split("-")[0].lower()
    return base if base in languages() else None


def text_of(code: str) -> str:
    """Return the text of the data file of a language that languages() lists."""
    with open(os.path.join(FOLDER, f"{code}.toml"), encoding="utf-8") as file:
        return file.read()


def said(code: str, tables: Sequence[str] = _SAID) -> Mapping[str, Any]:
    """Return what a data file says before its first table, and the tables that are needed to say a figure.

    There every entry stands on a line of its own, and its value is JSON as well as TOML, whose reader takes as long to
    load as all comparisons of an event to be worked out. Most values are plain texts, which need not even JSON's.
    """
    found: dict[str, Any] = {}
    table: dict[str, Any] | None = found
    for line in text_of(code).splitlines():
        if line.startswith("["):
            name = line.strip("[] ")
            table = found.setdefault(name, {}) if name in tables else None
        elif table is not None:
            name, is_entry, value = line.partition(" = ")
            if is_entry and not name.startswith("#"):
                table[name] = _value(value)
    return found


@cache
def lexicon(code: str) -> Lexicon:
    """Return the lexicon of a language that languages() lists."""
    data = said(code)
    number = data["number"]
    return Lexicon(
        code=code,
        name=data["name"],
        decimal=number["decimal"],
        said_decimal=number.get("said_decimal", number["decimal"]),
        group=number["group"],
        digits=number.get("digits", ""),
        say=data["say"],
    )


@cache
def _vague_words(code: str) -> Mapping[int, str]:
    vague = said(code, _VAGUE).get("vague", {})
    return {int(magnitude): written[0] for magnitude, written in vague.items()}


def _value(written: str) -> Any:
    if written[:1] == written[-1:] == '"' and len(written) > 1 and not {'"', "\\"} & set(written[1:-1]):
        return written[1:-1]
    from json import loads

    return loads(written)
