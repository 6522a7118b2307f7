"""What the rules reach on the paragraphs that were kept for writing them, on the seed article, and on hostile text."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from claims.extractors import Known
from claims.extractors.constructions import measures, sentence
from claims.extractors.constructions.screen import Screen
from claims.extractors.constructions.sentence import read_sentence, sentences
from claims.extractors.rules import Rules
from claims.model import Document
from claims.model_candidate import Candidate
from claims.trigger import trigger_languages, triggers
from claims.trigger_tokens import folded_copy

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {"f1": 0.9, "hedge": 0.97, "source": 0.8}
HOSTILE = [
    "1",
    ",",
    "killed ",
    "(",
    '"',
    "12 killed ",
    "at least ",
    "according to the ministry ",
    "killed",
    ". ",
    "\n",
    "و",
]


def load_evaluate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluate", ROOT / "scripts" / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["evaluate"] = module
    spec.loader.exec_module(module)
    return module


evaluate = load_evaluate()


@pytest.mark.parametrize("code", trigger_languages())
def test_the_tune_half_reaches_its_floors(code: str):
    tally = evaluate.count(code, "tune")
    reached = {
        "f1": tally.f1,
        "hedge": tally.hedges / max(1, tally.found),
        "source": tally.sources / max(1, tally.named),
    }
    assert {name: value for name, value in reached.items() if value < FLOORS[name]} == {}


def test_the_seed_article_gives_its_six_claims_and_no_other():
    if not evaluate.SEED.is_dir():
        pytest.skip(f"the seed article is not here: {evaluate.SEED}")
    assert evaluate.seed() == "seed article: 6 of 6 claims whole, 0 others proposed"


def work(text: str, code: str) -> int:
    """Return how many words are looked at closely in a text, each phrase of a sentence counted too."""
    words = triggers(code)
    copy = folded_copy(text)
    screen = Screen(words)
    counted = 0
    for span in sentences(text, copy, words):
        counted += 1
        if screen.passes(copy[slice(*span)]):
            read = read_sentence(text, copy, span, words)
            counted += len(read.words) + sum(len(read.at(place)) for place in range(len(read.words)))
    return counted


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_hostile_text_is_twice_the_work(piece: str):
    once, twice = (work(piece * count, "en") for count in (4000, 8000))
    assert twice <= 2 * once + 10


@pytest.mark.parametrize("mark", [".", "?!", "…", '."', "'"])
def test_a_run_of_marks_is_no_reason_to_go_back_over_it(mark: str):
    run = mark * 200_000
    text = f"Twelve died{run}x and {run} more."
    assert [text[start:end][-1] for start, end in sentences(text, folded_copy(text), triggers("en"))][-1] == "."


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read_to_its_end(piece: str):
    text = piece * 3000 + ". At least 12 people were killed."
    found = [one.says for one in Rules().propose(Document(id="d", text=text, language="en"), Known())]
    assert found[-1:] == ["at least 12"]


def proposed() -> list[Candidate]:
    """Return what the rules propose in the paragraphs of all languages that they may be written after."""
    return [
        one
        for code in trigger_languages()
        for line in evaluate.paragraphs(code)
        if line["half"] == "tune"
        for one in Rules().propose(Document(id=line["id"], text=line["text"], language=code), Known())
    ]


def test_no_rule_asks_for_words_far_beside_a_sentence(monkeypatch: pytest.MonkeyPatch):
    wanted = proposed()
    monkeypatch.setattr(sentence, "_NO_TEXTS", sentence._NO_TEXTS[: sentence.BESIDE // 4])
    monkeypatch.setattr(sentence, "_NO_KINDS", sentence._NO_KINDS[: sentence.BESIDE // 4])
    assert wanted
    assert proposed() == wanted


def test_a_figure_alone_shares_no_word_where_the_steps_for_several_are_taken(monkeypatch: pytest.MonkeyPatch):
    wanted = proposed()
    monkeypatch.setattr(measures, "_SEVERAL", 1)
    assert wanted
    assert proposed() == wanted
