"""Build the demo database, and fill a new one with the starter measures, from data that ships in the package."""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.errors import AlreadyExists, NoFolder
from claims.model import (
    Alias,
    Document,
    Draft,
    Event,
    Figure,
    Hedge,
    LinkRelation,
    Outcome,
    Reconciliation,
    Source,
    SourceType,
)
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.config import change
from claims.pipeline.figure import Reading, read_figure
from claims.pipeline.starters import load_measures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claims.model import Claim

EDITOR = "Demo editor"


def _add_aliases(store: ClaimStore, kind: str, target: str, aliases: list[dict[str, str]], *, by: str) -> None:
    for alias in aliases:
        store.add_alias(Alias(alias["name"], kind, target, alias.get("language")), by=by)


def build(path: str | Path) -> dict[str, int]:
    """Make the demo database at a path and return its row counts; raises AlreadyExists. Whole or not at all."""
    path = Path(path)
    if path.exists():
        raise AlreadyExists(str(path))
    if not path.parent.is_dir():
        raise NoFolder(str(path), str(path.parent))
    unfinished = path.with_name(f"{path.name}.unfinished")
    _remove(unfinished)
    try:
        with ClaimStore.create(unfinished) as store:
            with store.transaction():
                load_measures(store, by=EDITOR)
                _load_vocabulary(store)
                documents = _load_documents(store)
                _load_claims(store, documents)
                _load_links(store)
                _load_decisions(store)
            store.connection.execute("analyze")
            store.connection.execute("pragma wal_checkpoint(truncate)")
            counts = store.reader.counts()
        unfinished.rename(path)
    finally:
        _remove(unfinished)
    return counts


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("claims").joinpath(f"demo/{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(StringIO(text, newline=""))


def _load_vocabulary(store: ClaimStore) -> None:
    data = tomllib.loads(files("claims").joinpath("demo/vocabulary.toml").read_text(encoding="utf-8"))
    for key, value in data["config"].items():
        change(store, key, value, by=EDITOR)
    for row in data["event"]:
        aliases = row.pop("aliases", [])
        store.add_event(Event(**row), by=EDITOR)
        _add_aliases(store, "event", row["id"], aliases, by=EDITOR)
    for row in data["source"]:
        aliases = row.pop("aliases", [])
        store.add_source(Source(**{**row, "type": SourceType(row["type"])}), by=EDITOR)
        _add_aliases(store, "source", row["id"], aliases, by=EDITOR)


def _load_documents(store: ClaimStore) -> dict[str, str]:
    ids = {}
    for row in _rows("documents"):
        key = row.pop("key")
        fields = {name: value or None for name, value in row.items()}
        if fields["publisher"]:
            fields["publisher"] = store.find("source", fields["publisher"])
        ids[key] = store.add_document(Document(id="", **fields), by=EDITOR)
    return ids


def _load_claims(store: ClaimStore, documents: Mapping[str, str]) -> None:
    for row in _rows("claims"):
        key = row.pop("document")
        fields: dict[str, Any] = {name: value or None for name, value in row.items()}
        for name, default in (("population", "all"), ("place", ""), ("basis", "unstated"), ("credibility", 6)):
            fields[name] = fields[name] or default
        fields["credibility"] = int(fields["credibility"])
        store.add_claim(Draft(**fields), by=EDITOR, document=documents[key])


def _load_links(store: ClaimStore) -> None:
    for row in _rows("links"):
        claim = _find(store, row, "claim")
        other = _find(store, row, "other")
        relation = LinkRelation(row["relation"])
        store.link(claim.id, relation, other.id, reason=row["reason"], by=row["decided_by"], at=row["decided_at"])


def _find(store: ClaimStore, row: Mapping[str, str], side: str) -> Claim:
    """Return the one claim that a row of links.csv names by source, event, measure, wording and, if given, date."""
    event, measure = row[f"{side}_event"], store.find("measure", row[f"{side}_measure"])
    source, as_of = store.find("source", row[f"{side}_source"]), row[f"{side}_as_of"]
    kind = store.reader.measure(measure).value_kind
    figure = read_figure(row[f"{side}_says"], kind=kind, reading=Reading(language="en"))
    found = [
        claim
        for claim in store.reader.claims(event=event, measure=measure)
        if claim.source == source and claim.figure == figure and (not as_of or claim.as_of == as_of)
    ]
    if len(found) != 1:
        raise LookupError(f"links.csv: {len(found)} claims match the {side} side of {dict(row)}")
    return found[0]


def _load_decisions(store: ClaimStore) -> None:
    for row in _rows("reconciliations"):
        measure = store.find("measure", row["measure"])
        claims = [
            claim
            for claim in store.reader.claims(event=row["event"], measure=measure)
            if claim.population == row["population"] and claim.place == row["place"]
        ]
        view = next(view for view in store.compare(row["event"]) if view.comparison.id == claims[0].comparison)
        figure: Figure | None = None
        claim: str | None = None
        if row["outcome"] == Outcome.PREFERRED_CLAIM:
            chosen = [
                c for c in view.comparison.claims if c.id in view.comparison.current and c.source == row["prefer"]
            ]
            claim = max(chosen, key=lambda item: item.as_of or "").id
        elif row["outcome"] == Outcome.RANGE:
            figure = Figure(Hedge.BETWEEN, low=int(row["low"]), high=int(row["high"]))
        decision = Reconciliation(
            number=0,
            comparison=view.comparison.id,
            outcome=Outcome(row["outcome"]),
            rule=row["rule"],
            rationale=row["rationale"],
            decided_by=row["decided_by"],
            decided_at=row["decided_at"],
            figure=figure,
            claim=claim,
        )
        store.decide(decision)
