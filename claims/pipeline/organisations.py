"""Names of well-known organisations in several languages: by them names in different scripts may mean one source.

They stand in claims/vocabulary/organisations.toml. What is found is a proposal; a person merges, or does not.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping


@lru_cache(maxsize=1)
def _organisations() -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Return the number of the organisation that each folded name stands for, and what it is called, by number."""
    text = files("claims").joinpath("vocabulary/organisations.toml").read_text(encoding="utf-8")
    organisations: list[list[str]] = tomllib.loads(text)["organisations"]
    numbers = {fold(name): number for number, names in enumerate(organisations) for name in names}
    return numbers, tuple(names[0] for names in organisations)


def organisations() -> dict[str, str]:
    """Return the folded names of well-known organisations in several languages, with what each is called first."""
    numbers, first = _organisations()
    return {name: first[number] for name, number in numbers.items()}


def organisation(name: str) -> str | None:
    """Return the well-known organisation that a name in any language stands for; None if there is none."""
    numbers, first = _organisations()
    number = numbers.get(fold(name))
    return None if number is None else first[number]


def same_organisation(name: str, targets: Mapping[str, str]) -> tuple[str, ...]:
    """Return the slugs, by their names, that stand for the same well-known organisation as a name."""
    wanted = organisation(name)
    if wanted is None:
        return ()
    return tuple(dict.fromkeys(slug for known, slug in targets.items() if organisation(known) == wanted))
