"""A comparison as an entry of a BibTeX file (UTF-8, as biblatex and biber read it)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.exporters.citation import Citation

TITLE = "BibTeX"
MEDIA_TYPE = "application/x-bibtex"
SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\{",
    "}": r"\}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
}
NOT_IN_A_KEY = re.compile(r"[^A-Za-z0-9-]+")


def as_bibtex(citation: Citation) -> str:
    """Return one @misc entry; what TeX gives a meaning is escaped in every field."""
    fields = {
        "title": f"{{{escaped(citation.title)}}}",
        "howpublished": escaped(citation.site),
        "note": escaped(citation.said),
        "url": citation.url,
    }
    if citation.state:
        fields["year"] = citation.state[:4]
        fields["date"] = citation.state
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    key = NOT_IN_A_KEY.sub("-", citation.key).strip("-") or "claims"
    return "\n".join([f"@misc{{{key},", *lines, "}"]) + "\n"


def escaped(text: str) -> str:
    """Return text with everything escaped that TeX gives a meaning."""
    return "".join(SPECIAL.get(character, character) for character in text)
