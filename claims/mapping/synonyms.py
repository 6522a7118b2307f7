"""Names by which columns are recognised, in the languages in which tables are published most.

They stand in claims/vocabulary/fields.toml, folded (`claims.text.fold`).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import cast


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Return the names of each field, best first: English ones, then those of other languages."""
    text = files("claims").joinpath("vocabulary/fields.toml").read_text(encoding="utf-8")
    by_language = cast("dict[str, dict[str, list[str]]]", tomllib.loads(text))
    found: dict[str, list[str]] = {}
    for fields in by_language.values():
        for field, names in fields.items():
            found.setdefault(field, []).extend(names)
    return {field: tuple(names) for field, names in found.items()}
