"""Names that may mean one source: of well-known organisations in several languages, and spellings of one name.

The former stand in claims/vocabulary/organisations.toml. What is found is a proposal; a person merges, or does not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from claims.text import fold
from claims.wordlists import wordlist

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST_SMALL = 3
"""Words up to this length may be left out of initials: “of”, “the”, “for”."""

_LOOK_ALIKE = str.maketrans(
    "АВЕКМНОРСТХІЈЅасеорхуіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTXIJSaceopxyijsABEZHIKMNOPTYXo",
)
"""Letters of Cyrillic and Greek that look like Latin ones."""
_IN_BRACKETS = re.compile(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]\s*")


def spelling(name: str) -> str:
    """Return what spellings of one name have in common: no initials in brackets behind it, one letter for two alike.

    “OСHA” with a Cyrillic С is “OCHA”, “Amnesty International (AI)” is “Amnesty International”.
    """
    match = _IN_BRACKETS.fullmatch(name)
    words = fold(match[1]).split() if match else []
    initials = {"".join(word[0] for word in words), "".join(word[0] for word in words if len(word) > _LONGEST_SMALL)}
    bare = match[1] if match and fold(match[2]).replace(" ", "") in initials else name
    return fold(bare.translate(_LOOK_ALIKE))


def same_spelling(name: str, targets: Mapping[str, str]) -> tuple[str, ...]:
    """Return the slugs, by their names, that are spelled as a name but for such letters and initials."""
    wanted = spelling(name)
    return tuple(dict.fromkeys(slug for known, slug in targets.items() if known != name and spelling(known) == wanted))


@lru_cache(maxsize=1)
def _organisations() -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Return the number of the organisation that each folded name stands for, and what it is called, by number."""
    organisations: list[list[str]] = wordlist("organisations")["organisations"]
    numbers = {fold(name): number for number, names in enumerate(organisations) for name in names}
    return numbers, tuple(names[0] for names in organisations)


def organisations() -> dict[str, str]:
    """Return the folded names of well-known organisations in several languages, with what each is called first."""
    numbers, first = _organisations()
    return {name: first[number] for name, number in numbers.items()}


def organisation(name: str) -> str | None:
    """Return the well-known organisation that a name in any language stands for; None if there is none."""
    numbers, first = _organisations()
    number = numbers.get(fold(name), numbers.get(spelling(name)))
    return None if number is None else first[number]


def same_organisation(name: str, targets: Mapping[str, str]) -> tuple[str, ...]:
    """Return the slugs, by their names, that stand for the same well-known organisation as a name."""
    wanted = organisation(name)
    if wanted is None:
        return ()
    return tuple(dict.fromkeys(slug for known, slug in targets.items() if organisation(known) == wanted))
