"""What tests of proposals share: a proposal for a file of a few lines, its first claims, and what it is unsure of."""

from pathlib import Path

from claims.model import Draft
from claims.pipeline.propose import Proposal, propose


def of(tmp_path: Path, text: str, name: str = "file.csv") -> Proposal:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return propose(str(tmp_path / name))


def drafts(found: Proposal) -> list[Draft]:
    return [one for one in found.first if isinstance(one, Draft)]


def told(found: Proposal, words: str) -> str:
    (sentence,) = [one for one in found.unsure if words in one]
    return sentence
