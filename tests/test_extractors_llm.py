"""`claims.extractors.llm`: a model of the user's behind the same gate; offline, with a model registered in-process."""

import json
import sys

import pytest
from builders import EVENT
from extracting import ARTICLE, EDITOR, article, filled, read

from claims.errors import BadExtractor
from claims.extractors import llm as extractor
from claims.extractors.gate import Reason
from claims.extractors.llm import PART, SCHEMA, parts
from claims.extractors.loading import load
from claims.pipeline.review import Signed, accept
from claims.reading.candidates import CandidateReader

llm = pytest.importorskip("llm", reason="needs the extra llm")

CLAIM = {
    "quote": "Amnesty International said at least 161 people were killed",
    "stated_as": "at least 161 people",
    "figure": "at least 161",
    "measure": "killed",
    "source": "Amnesty International",
    "source_inferred": False,
    "relayed_by": None,
    "population": "all",
    "place": "",
    "as_of": None,
    "basis": "unstated",
    "flags": [],
}


class Scripted(llm.Model):
    """A model that answers what the test says and notes what it was asked."""

    model_id = "scripted"
    supports_schema = True
    answer = "{}"

    def __init__(self):
        self.asked = []

    def execute(self, prompt, stream, response, conversation):  # noqa: ARG002 - as llm calls it
        self.asked.append(prompt)
        if isinstance(self.answer, Exception):
            raise self.answer
        yield self.answer


@pytest.fixture
def model(monkeypatch, tmp_path):
    """The scripted model as a plugin of llm would register it."""
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path / "llm"))
    made = Scripted()

    class Plugin:
        @llm.hookimpl
        def register_models(self, register):
            register(made, aliases=("script",))

    llm.pm.register(Plugin(), name="scripted")
    yield made
    llm.pm.unregister(name="scripted")


@pytest.fixture
def store(tmp_path):
    with filled(tmp_path / "a.db") as made:
        yield made


def answers(model, *claims):
    model.answer = json.dumps({"claims": list(claims)})


def test_what_a_model_proposes_waits_with_model_and_prompt(store, model, tmp_path):
    answers(model, CLAIM)
    made = read(store, article(tmp_path), load("llm:script"))
    (one,) = made.new
    assert (one.says, one.source, one.extractor) == ("at least 161", "amnesty-international", "llm")
    assert ARTICLE[one.quote_start : one.quote_end] == CLAIM["quote"]
    (run,) = CandidateReader(store.connection).extractions()
    assert (run.model, len(run.prompt_sha256)) == ("scripted", 64)
    assert accept(store, one.id, signed=Signed(EDITOR)).claim.event == EVENT.id


def test_a_model_is_asked_through_the_schema_and_told_what_is_counted(store, model, tmp_path):
    answers(model)
    read(store, article(tmp_path), load("llm:scripted"))
    (prompt,) = model.asked
    assert prompt.schema == SCHEMA
    assert ARTICLE in prompt.prompt
    assert "Language: en" in prompt.prompt
    assert "killed-in-month" in prompt.prompt


def test_a_model_without_schemas_is_told_it_in_words(store, model, tmp_path):
    model.supports_schema = False
    model.answer = f"Here it is:\n```json\n{json.dumps({'claims': [CLAIM]})}\n```"
    made = read(store, article(tmp_path), load("llm:scripted"))
    assert len(made.new) == 1
    assert model.asked[0].schema is None
    assert json.dumps(SCHEMA) in model.asked[0].system


MADE_UP = {
    "a quote": ({"quote": "Amnesty said 161 had died"}, Reason.QUOTE_NOT_FOUND),
    "no quote": ({"quote": None}, Reason.NO_QUOTE),
    "a figure": ({"figure": "at least 163"}, Reason.OTHER_FIGURE),
    "a hedge": ({"figure": "about 161"}, Reason.OTHER_FIGURE),
    "no figure": ({"figure": "many"}, Reason.NO_FIGURE),
    "words": ({"stated_as": "at least 163 people"}, Reason.WORDING_NOT_IN_QUOTE),
    "a source": ({"source": "Human Rights Watch"}, Reason.SOURCE_NOT_IN_TEXT),
    "a relay": ({"relayed_by": "Reuters"}, Reason.RELAY_NOT_IN_TEXT),
    "a basis": ({"basis": "rumour"}, Reason.NO_BASIS),
    "a flag": ({"flags": ["perhaps"]}, Reason.NO_FLAG),
    "a date": ({"as_of": "last week"}, Reason.NO_DATE),
    "no measure": ({"measure": 7}, Reason.NO_MEASURE),
}


@pytest.mark.parametrize(("fields", "reason"), MADE_UP.values(), ids=MADE_UP)
def test_refuses_what_a_model_makes_up(store, model, tmp_path, fields, reason):
    answers(model, CLAIM | fields)
    made = read(store, article(tmp_path), load("llm:scripted"))
    assert (made.new, made.refusals) == ((), {str(reason): 1})


def test_counts_what_is_not_even_a_claim(store, model, tmp_path):
    answers(model, "161", None, {}, CLAIM)
    made = read(store, article(tmp_path), load("llm:scripted"))
    assert (len(made.new), made.refusals) == (1, {str(Reason.NO_MEASURE): 3})


@pytest.mark.parametrize("answer", ["I cannot do that.", "[]", '{"claims": 5}', "", "[" * 100_000])
def test_says_so_when_an_answer_is_not_what_was_asked(store, model, tmp_path, answer):
    model.answer = answer
    with pytest.raises(BadExtractor, match="not what it was asked for"):
        read(store, article(tmp_path), load("llm:scripted"))
    assert store.reader.documents() == []


def test_says_so_when_a_model_fails(store, model, tmp_path):
    model.answer = llm.ModelError("quota\nexceeded")
    with pytest.raises(BadExtractor, match="the model failed: quota exceeded") as refusal:
        read(store, article(tmp_path), load("llm:scripted"))
    assert "llm keys set" in refusal.value.hint


def test_a_long_text_is_given_in_parts_and_places_stay_those_of_the_whole(store, model, tmp_path):
    answers(model, CLAIM)
    filler = "Nothing of note happened on this day in the town. " * 40
    text = "\n\n".join([filler] * 12 + [ARTICLE])
    made = read(store, article(tmp_path, text), load("llm:scripted"))
    assert len(model.asked) > 1
    assert "".join(prompt.prompt.partition("Text:\n")[2] for prompt in model.asked) == text
    (one,) = made.new
    assert text[one.quote_start : one.quote_end] == CLAIM["quote"]


@pytest.mark.parametrize(
    "text", ["", "short", "x" * (3 * PART), "word " * PART, "line\n" * PART, f"{'a' * PART}\n\nb"], ids=len
)
def test_parts_join_to_the_text_and_are_not_too_long(text):
    found = list(parts(text))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(0 < end - start <= PART for start, end in found)


def test_names_the_extra_when_it_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "llm", None)
    with pytest.raises(BadExtractor, match="needs the package llm") as refusal:
        extractor.make("scripted")
    assert "who-claimed-what[llm]" in refusal.value.hint


def test_says_so_when_llm_knows_no_such_model(model):
    with pytest.raises(BadExtractor, match="llm:nobody: llm knows no such model"):
        load("llm:nobody")


def test_the_prompt_is_told_apart_by_its_hash(model, monkeypatch):
    first = load("llm:scripted").prompt_sha256
    monkeypatch.setattr(extractor, "INSTRUCTIONS", "Other words.")
    assert load("llm:scripted").prompt_sha256 != first
