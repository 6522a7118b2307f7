"""The mappings that come with the program: one TOML file each in claims/mappings, chosen by its name."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from claims.errors import BadMapping
from claims.mapping.fields import Mapping
from claims.mapping.file import from_toml, load
from claims.text import close_matches

_SUFFIX = ".toml"


def shipped() -> dict[str, str]:
    """Return the text of every mapping that comes with the program, by name, sorted."""
    folder = resources.files("claims").joinpath("mappings")
    files = [entry for entry in folder.iterdir() if entry.name.endswith(_SUFFIX)]
    found = {entry.name.removesuffix(_SUFFIX): entry for entry in files}
    return {name: found[name].read_text(encoding="utf-8") for name in sorted(found)}


def shipped_mappings() -> dict[str, Mapping]:
    """Return every mapping that comes with the program, by name, sorted; its `about` says what it reads."""
    return {name: from_toml(text, name=name) for name, text in shipped().items()}


def open_mapping(name: str) -> Mapping:
    """Return the mapping in a file, or the one that comes with the program under this name; raises BadMapping."""
    if "/" in name or "\\" in name or "." in name or Path(name).is_file():
        return load(name)
    texts = shipped()
    if name in texts:
        return from_toml(texts[name], name=name)
    near = close_matches(name, [*texts, "suggested"])
    guess = f"did you mean {' or '.join(near)}? " if near else ""
    hint = f"{guess}`claims ingest --list-mappings` shows them; a file of your own ends in .toml"
    raise BadMapping(name, "there is neither such a file nor such a mapping in the program", hint=hint)
