"""Extractors read claims out of the text of a document and propose them; a person decides. Each is one module.

`rules` needs no model and no network; `llm` uses a model of the user's. Others are added through the entry point group
"claims.extractors": a name, and a callable that is given what stands behind the colon of "name:argument" (or "") and
returns an `Extractor`. Whatever an extractor proposes passes the same gate (`claims.extractors.gate`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from claims.model import Document
from claims.model_candidate import Candidate

__all__ = ["Extractor", "Known"]


@dataclass(frozen=True, slots=True)
class Known:
    """What the database knows when a text is read: the event it is about, and slugs by folded name (claims.text.fold).

    sources and measures hold names and aliases of all languages; kinds is the value kind by measure slug,
    units the unit of those that have one ("USD").
    """

    event: str | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


class Extractor(Protocol):
    """What reads candidates out of a document. model and prompt_sha256 are None where no language model is used."""

    name: str
    version: str
    model: str | None
    prompt_sha256: str | None

    def propose(self, document: Document, known: Known) -> Iterable[Candidate]:
        """Yield candidates in the order of the text; document.text is the exact text that offsets point into."""
        ...
