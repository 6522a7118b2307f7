"""Words of many languages that are data, in claims/vocabulary: each file is read when first needed and kept."""

from functools import cache
from typing import Any


@cache
def wordlist(name: str) -> dict[str, Any]:
    """Return what the file of that name in claims/vocabulary holds."""
    import tomllib  # most runs need no list
    from importlib.resources import files

    return tomllib.loads(files("claims").joinpath("vocabulary", f"{name}.toml").read_text(encoding="utf-8"))
