"""The paragraphs that extraction is measured on are whole, honest and balanced; scripts/evaluate counts with them."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from claims.dates import parse as parse_date
from claims.figure import parse, say
from claims.lexicon import languages
from claims.model import ValueKind
from claims.model_candidate import Flag

SETS = {path.stem: path for path in sorted(Path(__file__).parent.glob("extraction/*.jsonl"))}
LINE = ["id", "half", "text", "claims"]
FIGURE = ["says", "hedge", "low", "best", "high", "stated_as"]
CLAIM = ["measure", *FIGURE, "source", "relayed_by", "population", "as_of", "flags"]
FEWEST = 44
FLAGS = [flag.value for flag in Flag]


def _measures() -> dict[str, ValueKind]:
    text = resources.files("claims").joinpath("vocabulary", "measures.toml").read_text(encoding="utf-8")
    return {measure["id"]: ValueKind(measure["value_kind"]) for measure in tomllib.loads(text)["measure"]}


MEASURES = _measures()


def _lines(code: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in SETS[code].read_text(encoding="utf-8").splitlines()]


def _claims() -> list[Any]:
    return [
        pytest.param(code, line["text"], claim, id=f"{line['id']} {claim['measure']} {claim['stated_as']}")
        for code in SETS
        for line in _lines(code)
        for claim in line["claims"]
    ]


def test_only_languages_with_a_lexicon_have_a_set() -> None:
    assert set(SETS) <= set(languages())


@pytest.mark.parametrize("code", SETS)
def test_every_line_has_the_known_keys_in_order(code: str) -> None:
    wrong = [line["id"] for line in _lines(code) if [key for key in line if key != "event_hint"] != LINE]
    assert wrong == []


@pytest.mark.parametrize("code", SETS)
def test_ids_count_up_and_the_halves_alternate(code: str) -> None:
    found = [(line["id"], line["half"]) for line in _lines(code)]
    halves = ("tune", "final")
    assert found == [(f"{code}-{number:03}", halves[(number + 1) % 2]) for number in range(1, len(found) + 1)]


@pytest.mark.parametrize("code", SETS)
def test_a_set_is_large_and_half_of_each_half_holds_no_claim(code: str) -> None:
    lines = _lines(code)
    empty = Counter(line["half"] for line in lines if not line["claims"])
    assert len(lines) >= FEWEST
    for half, count in Counter(line["half"] for line in lines).items():
        assert 0.45 <= empty[half] / count <= 0.55, half


@pytest.mark.parametrize("code", SETS)
def test_both_halves_hold_alike_many_claims(code: str) -> None:
    count: Counter[str] = Counter()
    for line in _lines(code):
        count[line["half"]] += len(line["claims"])
    assert abs(count["tune"] - count["final"]) <= 0.35 * max(count.values()), dict(count)


@pytest.mark.parametrize("code", SETS)
def test_no_paragraph_stands_twice(code: str) -> None:
    texts = Counter(line["text"] for line in _lines(code))
    assert [text for text, times in texts.items() if times > 1] == []


@pytest.mark.parametrize(("code", "text", "claim"), _claims())
def test_a_claim_is_what_its_words_say(code: str, text: str, claim: dict[str, Any]) -> None:
    kind = MEASURES[claim["measure"]]
    figure = parse(claim["stated_as"], language=code, kind=kind)
    bounds = {"low": figure.low, "best": figure.best, "high": figure.high}
    assert list(claim) == CLAIM
    assert claim["stated_as"] in text
    assert (claim["says"], claim["hedge"]) == (say(figure, kind=kind), figure.hedge.value)
    assert {name: claim[name] for name in bounds} == bounds


@pytest.mark.parametrize(("code", "text", "claim"), _claims())
def test_what_is_said_beside_a_figure_stands_in_the_text_or_is_known(
    code: str, text: str, claim: dict[str, Any]
) -> None:
    named = [claim[key] for key in ("source", "relayed_by") if claim[key] is not None]
    assert [name for name in named if name not in text] == [], code
    assert claim["flags"] == [flag for flag in FLAGS if flag in claim["flags"]]
    assert claim["population"].islower()
    assert claim["as_of"] is None or parse_date(claim["as_of"], language=code).iso == claim["as_of"]
