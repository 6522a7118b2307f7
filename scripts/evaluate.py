"""Count how well the rules find claims: on the paragraphs of tests/extraction, on the seed article, and how fast.

A claim is found where measure and numbers are those of the annotation; hedge and source are counted among the found.
A source is right where it is named in the same words, or one name holds all words of the other. --errors lists what
went wrong, for the half that rules may be written after only. --speed counts text by the processor's time, once the
words of its language are loaded, and compares twice as much text with once as much: 2.0 is linear. Every second of its
paragraphs holds claims, far more than articles do; those without any are also counted by themselves. --installed counts
the package that is installed where the checkout is not: a compiled one, say (scripts/compile).
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if "--installed" not in sys.argv:
    sys.path.insert(0, str(ROOT))

from claims.errors import ClaimsError  # noqa: E402
from claims.extractors import Known  # noqa: E402
from claims.extractors.rules import Rules  # noqa: E402
from claims.figure import parse, stated_values  # noqa: E402
from claims.lexicon import lexicon  # noqa: E402
from claims.model import Document, Figure, ValueKind  # noqa: E402
from claims.model_candidate import Candidate  # noqa: E402
from claims.text import fold  # noqa: E402

SETS = ROOT / "tests" / "extraction"
SEED = ROOT.parent / "shared" / "seed"
MONEY = ("damage-cost",)
MEGABYTE = 1_000_000
HOSTILE = {
    "digits": "1",
    "commas": ",",
    "one word": "killed ",
    "brackets": "(",
    "quotation marks": '"',
    "figures": "12 killed ",
    "hedges": "at least ",
    "sources": "according to the ministry ",
    "no spaces": "killed",
    "full stops": ". ",
    "full stops in a row": ".",
    "figures in a row": "12 killed, ",
}


@dataclass
class Tally:
    """What was counted over paragraphs."""

    found: int = 0
    wrong: int = 0
    missed: int = 0
    hedges: int = 0
    named: int = 0
    sources: int = 0
    unclaimed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Return how many of the proposed are right."""
        return self.found / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        """Return how many of the annotated are found."""
        return self.found / max(1, self.found + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        return 2 * self.found / max(1, 2 * self.found + self.wrong + self.missed)


def main() -> int:
    """Print the table, and what else is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=["tune", "final"], default="final", help="which half (default final)")
    parser.add_argument("--language", choices=sorted(path.stem for path in SETS.glob("*.jsonl")), help="only this one")
    parser.add_argument("--errors", action="store_true", help="list the errors of the tune half")
    parser.add_argument("--speed", action="store_true", help="count speed and linearity instead")
    parser.add_argument("--installed", action="store_true", help="the installed package, not the checkout")
    options = parser.parse_args()
    codes = [options.language] if options.language else sorted(path.stem for path in SETS.glob("*.jsonl"))
    if options.speed:
        speed(codes)
        return 0
    if options.errors:
        for code in codes:
            print("\n".join(count(code, "tune").errors))
        return 0
    print(table(codes, options.half))
    print(f"\n{seed()}")
    return 0


def table(codes: list[str], half: str) -> str:
    """Return the table of one half by language."""
    lines = [
        "| language | claims | precision | recall | F1 | hedge right | source right | false in texts without claims |"
    ]
    lines.append("|---|---|---|---|---|---|---|---|")
    for code in codes:
        tally = count(code, half)
        hedge, source = tally.hedges / max(1, tally.found), tally.sources / max(1, tally.named)
        rates = " | ".join(f"{rate:.2f}" for rate in (tally.precision, tally.recall, tally.f1, hedge, source))
        annotated = tally.found + tally.missed
        lines.append(f"| {lexicon(code).name} ({code}) | {annotated} | {rates} | {tally.unclaimed} |")
    return "\n".join(lines)


def count(code: str, half: str) -> Tally:
    """Return what is counted in one half of a language's paragraphs."""
    tally = Tally()
    for line in paragraphs(code):
        if line["half"] == half:
            proposed = list(Rules().propose(Document(id="x", text=line["text"], language=code), Known()))
            compare(tally, line, proposed, code)
    return tally


def paragraphs(code: str) -> Iterator[dict[str, Any]]:
    """Yield the annotated paragraphs of a language."""
    for line in (SETS / f"{code}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def compare(tally: Tally, line: dict[str, Any], proposed: list[Candidate], code: str) -> None:
    """Add one paragraph's proposals to what was counted."""
    wanted = list(line["claims"])
    errors = []
    for one in proposed:
        numbers = _numbers(one.stated_as or "", code, one.measure)
        same = [claim for claim in wanted if claim["measure"] == one.measure]
        hit = next((claim for claim in same if _numbers(claim["stated_as"], code, one.measure) == numbers), None)
        if hit is None:
            tally.wrong += 1
            tally.unclaimed += not line["claims"]
            errors.append(f"wrong: {one.measure} {one.says} [{one.quote}]")
            continue
        wanted.remove(hit)
        tally.found += 1
        tally.hedges += hit["says"] == one.says
        if hit["says"] != one.says:
            errors.append(f"hedge: {one.says} for {hit['says']}")
        if hit["source"]:
            tally.named += 1
            tally.sources += same_name(one.source, hit["source"])
            if not same_name(one.source, hit["source"]):
                errors.append(f"source: {one.source} for {hit['source']} ({one.measure} {one.says})")
        if sorted(one.flags) != sorted(hit["flags"]):
            errors.append(f"flags: {[*map(str, one.flags)]} for {hit['flags']} ({one.measure} {one.says})")
    tally.missed += len(wanted)
    errors += [f"missed: {claim['measure']} {claim['says']} ({claim['stated_as']})" for claim in wanted]
    if errors:
        tally.errors.append("\n  ".join([f"{line['id']} {line['text']}", *errors]))


def _numbers(stated_as: str, code: str, measure: str | None) -> tuple[object, ...]:
    kind = ValueKind.MONEY if measure in MONEY else ValueKind.COUNT
    try:
        figure: Figure = parse(stated_as, language=code, kind=kind)
    except ClaimsError:
        return (stated_as,)
    return figure.magnitude, figure.value_type, *stated_values(figure, kind=kind)


def same_name(one: str | None, other: str) -> bool:
    """Say whether two names are the same, or one holds all words of the other."""
    first, second = (set(fold(name or "").split()) for name in (one, other))
    return bool(first) and (first <= second or second <= first)


def known() -> Known:
    """Return the names of sources that the demo knows."""
    data = tomllib.loads((ROOT / "claims" / "demo" / "vocabulary.toml").read_text(encoding="utf-8"))
    names = {}
    for source in data["source"]:
        for name in (source["name"], *(alias["name"] for alias in source.get("aliases", ()))):
            names[fold(name)] = source["id"]
    return Known(sources=names)


def seed() -> str:
    """Return how many claims of the seed article are found whole, and how many proposed are none."""
    if not SEED.is_dir():
        return f"the seed article was not counted: there is no {SEED}"
    text = next(SEED.glob("article-*.txt")).read_text(encoding="utf-8")
    names = known()
    proposed = list(Rules().propose(Document(id="seed", text=text, language="ar"), names))
    with (SEED / "expected.csv").open(encoding="utf-8", newline="") as file:
        wanted = [
            (row["measure"].replace(" ", "-"), row["figure"], int(row["start"]), int(row["end"]), row["source"])
            for row in csv.DictReader(file)
        ]
    found = 0
    for measure, figure, start, end, source in wanted:
        slug = names.sources.get(fold(source))
        found += any(
            (one.measure, one.says, one.quote_start, one.quote_end) == (measure, figure, start, end)
            and (one.source == slug if slug else same_name(one.source, source))
            for one in proposed
        )
    return f"seed article: {found} of {len(wanted)} claims whole, {len(proposed) - found} others proposed"


def speed(codes: list[str]) -> None:
    """Print megabytes a second by language, and how time grows with hostile text."""
    print("| text | MB a second | twice the text takes | MB a second without claims | first paragraph |")
    print("|---|---|---|---|---|")
    for code in codes:
        lines = list(paragraphs(code))
        loading = _seconds(next(line["text"] for line in lines if line["claims"]), code)
        text, plain = (_megabyte(part) for part in (lines, [line for line in lines if not line["claims"]]))
        gc.collect()  # what was loaded is searched for garbage now, not while text is counted; so does a command
        once, twice = _seconds(text, code), _seconds(text * 2, code)
        without = len(plain.encode()) / MEGABYTE / _seconds(plain, code)
        rates = f"{len(text.encode()) / MEGABYTE / once:.2f} | {twice / once:.2f} | {without:.2f}"
        print(f"| {lexicon(code).name} | {rates} | {loading:.2f} s |", flush=True)
    _seconds("At least 12 people were killed, police said.", "en")
    for name, piece in HOSTILE.items():
        text = piece * (MEGABYTE // len(piece))
        once, twice = _seconds(text, "en"), _seconds(text * 2, "en")
        print(f"| hostile: {name} | {len(text) / MEGABYTE / once:.2f} | {twice / once:.2f} | | |", flush=True)


def _megabyte(lines: list[dict[str, Any]]) -> str:
    """Return paragraphs over and over, a megabyte of them."""
    text = "\n".join(line["text"] for line in lines) + "\n"
    return text * (MEGABYTE // len(text.encode()) + 1)


def _seconds(text: str, code: str) -> float:
    start = time.process_time()
    for _ in Rules().propose(Document(id="x", text=text, language=code), Known()):
        pass
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
