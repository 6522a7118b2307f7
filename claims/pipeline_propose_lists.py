"""The words of headers and what they say, as claims/vocabulary/headers.toml lists them in many languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, cast

from claims.text import fold

SOURCE = "vocabulary/headers.toml"


def listed(name: str) -> tuple[str, ...]:
    """Return the folded words and phrases of a list in their order, each once."""
    return tuple(dict.fromkeys(map(fold, _lists()[name])))


def word_set(name: str) -> frozenset[str]:
    """Return the folded words and phrases of a list."""
    return frozenset(listed(name))


def further_measures() -> dict[str, str]:
    """Return folded names of the usual measures in languages in which no database knows them, with the measures."""
    named = cast("dict[str, list[str]]", _read()["measures"])
    return {fold(name): measure for measure, names in named.items() for name in names}


def _lists() -> dict[str, list[str]]:
    return cast("dict[str, list[str]]", _read())


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files("claims").joinpath(SOURCE).read_text(encoding="utf-8"))
