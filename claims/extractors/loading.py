"""Find an extractor by its name: those of this package, and those that others add as entry points.

"NAME:ARGUMENT" hands the argument to the extractor: the model of `llm:gpt-5`. What is not asked for is not imported.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, cast

from claims.errors import BadExtractor

if TYPE_CHECKING:
    from claims.extractors import Extractor

GROUP = "claims.extractors"
OWN = {"rules": "claims.extractors.loading:rules", "llm": "claims.extractors.llm:make"}


def names() -> tuple[str, ...]:
    """Return the names of all extractors that can be asked for, sorted, without importing them."""
    return tuple(sorted({*OWN, *(found.name for found in entry_points(group=GROUP))}))


def load(wanted: str) -> Extractor:
    """Return the extractor of "NAME" or "NAME:ARGUMENT"; raises BadExtractor for what is none or cannot be made.

    Our own names go first: nobody else's package can take the place of `rules`.
    """
    name, _, argument = wanted.partition(":")
    maker = _maker(name)
    try:
        made = maker.load()(argument)
    except (ImportError, AttributeError) as error:
        reason = f"it cannot be imported: {error}"
        raise BadExtractor(wanted, reason, hint="install it again, or use another extractor") from error
    missing = [part for part in ("name", "version", "propose") if not hasattr(made, part)]
    if missing:
        raise BadExtractor(
            wanted, f"it lacks {', '.join(missing)}", hint="claims/extractors/__init__.py says what one has"
        )
    return cast("Extractor", made)


def _maker(name: str) -> EntryPoint:
    if name in OWN:
        return EntryPoint(name, OWN[name], GROUP)
    found = next((one for one in entry_points(group=GROUP) if one.name == name), None)
    if found is None:
        raise BadExtractor(name, "there is no such extractor", hint=f"there are: {', '.join(names())}")
    return found


def rules(argument: str) -> Extractor:
    """Return the extractor that needs no model; raises BadExtractor for an argument, as it takes none."""
    if argument:
        raise BadExtractor(f"rules:{argument}", "it takes no argument", hint="say --extractor rules")
    from claims.extractors.rules import Rules

    return Rules()
