"""Rules and gate over any mixture of words, numbers and marks: nothing is raised, and all evidence is verbatim."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extractors import Known
from claims.extractors.gate import judge
from claims.extractors.rules import Rules
from claims.model import Document

EXTRACTION = Path(__file__).resolve().parent / "extraction"
MARKS = ['"', "«", "»", "(", ")", ",", ".", ":", "—", "\n", "\n\n", "“", "”", "'s", "-", "–", "…"]
MARKS += ["\x00", "\u200c", "\u200f", "؟", "،", "۔"]
NUMBERS = ["1", "600", "1,000", "1.000", "2019", "10%", "$5", "12/3", "٣", "۱۲", "II", "½", "12.5.3", "5–6-7", "03:30"]
LANGUAGES = ["ar", "de", "en", "es", "fa", "fr", "ru"]


def words(language):
    """The words of the paragraphs that extraction is measured on, which hold its lexicons' words many times."""
    lines = (EXTRACTION / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return sorted({word for line in lines for word in json.loads(line)["text"].split()})


WORDS = {language: words(language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=80, deadline=None)  # the first reads the wordings
@given(data=st.data())
def test_any_text_is_read_and_quoted_to_the_letter(language, data):
    token = st.one_of(st.sampled_from(WORDS[language]), st.sampled_from(NUMBERS), st.sampled_from(MARKS))
    text = data.draw(st.sampled_from([" ", " ", ""])).join(data.draw(st.lists(token, max_size=40)))
    document = Document("d", text=text, language=language)
    proposed = list(Rules().propose(document, Known()))
    judged = judge(proposed, document, Known())
    assert len(judged.passed) + len(judged.refused) == len(proposed)
    for made in judged.passed:
        one = made.candidate
        assert text[one.quote_start : one.quote_end] == one.quote
        assert text[one.stated_start : one.stated_end] == one.stated_as
        assert one.source is None or one.source_inferred or text[one.source_start : one.source_end]
