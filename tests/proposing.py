"""What tests of proposals share: a proposal for a file of a few lines, its claims, what it tells and what goes in."""

from pathlib import Path

from claims.mapping import Mapping
from claims.model import Draft
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.propose import Proposal, propose


def of(tmp_path: Path, text: str, name: str = "file.csv", *, said: Mapping | None = None) -> Proposal:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return propose(str(tmp_path / name), said=said)


def drafts(found: Proposal) -> list[Draft]:
    return [one for one in found.first if isinstance(one, Draft)]


def told(found: Proposal, words: str) -> str:
    (sentence,) = [one for one in found.unsure if words in one]
    return sentence


def ingested(store, tmp_path, found: Proposal):
    load_measures(store, by="m")
    options = IngestOptions(mapping=found.mapping, create=frozenset(("event", "source")))
    return ingest(store, str(tmp_path / "file.csv"), by="m", options=options)
