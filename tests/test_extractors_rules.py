"""The rule-based extractor: what it finds in sentences of news, and that its offsets hold for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document
from claims.model_candidate import Candidate
from claims.trigger import trigger_languages, triggers


def candidates(
    text: str, *, language: str = "en", known: Known | None = None, day: str | None = None
) -> list[Candidate]:
    document = Document(id="d", text=text, language=language, published_on=day)
    return list(Rules().propose(document, known or Known()))


def found(text: str, *, language: str = "en") -> list[tuple[str | None, str]]:
    return [(one.measure, one.says) for one in candidates(text, language=language)]


ENGLISH = {
    "passive": ("At least 161 people were killed.", [("killed", "at least 161")]),
    "active": ("The blast killed 12 people and wounded 40 others.", [("killed", "12"), ("injured", "40")]),
    "bare numbers": ("The clash left 14 dead, 33 injured.", [("killed", "14"), ("injured", "33")]),
    "label": ("The death toll rose to 1,204.", [("killed", "1,204")]),
    "change": ("The death toll rose from 143 to 161.", [("killed", "143"), ("killed", "161")]),
    "dozens": ("Dozens of protesters were arrested.", [("arrested", "dozens")]),
    "range": ("Between 10 and 14 villagers were abducted.", [("abducted", "between 10 and 14")]),
    "words": ("Twenty-three miners died.", [("killed", "23")]),
    "idiom": ("The storm claimed 45 lives.", [("killed", "45")]),
    "head noun decides": ("The army destroyed 21 houses and killed 3 men in 24 centres.",
                          [("homes-destroyed", "21"), ("killed", "3")]),
    "year": ("In 2019 protesters were killed.", []),
    "percent": ("40 percent of those killed were young.", []),
    "age": ("John Smith, 45, was killed.", []),
    "time": ("He was killed at 14:30 on flight 112.", []),
    "unknown things in an aside": ("The actress, known for 60 roles, died.", []),
    "money": ("The fraud killed a $300 project.", []),
    "who did it": ("12 gunmen killed 40 people.", [("killed", "40")]),
    "nobody": ("No one was injured.", [("injured", "none")]),
    "day": ("It was the lowest since March 12, killing hopes.", []),
    "month that is a verb": ("At least 12 may have died.", [("killed", "at least 12")]),
    "part of a whole": ("150 of the village's 1,800 residents were killed.", [("killed", "150")]),
    "ratio": ("Nine in ten residents were displaced.", []),
    "aside": ("25 people, including 22 civilians, were killed.", [("killed", "25"), ("killed", "22")]),
    "label behind": ("It brings to 97 the number of those killed.", [("killed", "97")]),
    "no space between sentences": ("It hit the town.Xinhua said 17 people died.", [("killed", "17")]),
    "joint figure": ("300 people were killed or wounded.", []),
    "list": ("KILLED: 12 | INJURED: 40\nDeath toll: 57", [("killed", "12"), ("injured", "40"), ("killed", "57")]),
    "short scale": ("1.9M people displaced", [("displaced", "1,900,000")]),
    "let go": ("The junta released 180 detainees.", []),
    "wrapped lines": (
        "The Libyan Red Crescent said that more than\n4,000 people had been killed since the day\nbefore.",
        [("killed", "more than 4,000")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ENGLISH.values(), ids=ENGLISH)
def test_figures_of_english_sentences(text: str, expected: list[tuple[str, str]]):
    assert found(text) == expected


SOURCES = {
    "Amnesty International said 161 people were killed.": "Amnesty International",
    "161 people were killed, the health ministry said.": "health ministry",
    "According to the Red Crescent, 161 people were killed.": "Red Crescent",
    "161 people were killed, according to the Red Crescent.": "Red Crescent",
    "Ashraf al-Qudra, a spokesman for the health ministry, said 161 people were killed.": "Ashraf al-Qudra",
    "161 people were killed.": None,
    "According to estimates, 161 people were killed.": None,
    "State media quoted a doctor as saying 161 people had died.": "doctor",
    "161 people were killed in the fire: police": "police",
    "Nothing was reported, but 161 people were hurt, officials said.": "officials",
    "161 people killed (Ministry of Health)": "Ministry of Health",
    "Millman, an IOM spokesman, said 161 people had drowned.": "Millman",
    "\u201cThe storm killed 161 people. We need help,\u201d the mayor said.": "mayor",
}


@pytest.mark.parametrize(("text", "source"), SOURCES.items())
def test_the_source_is_the_one_that_the_text_names(text: str, source: str | None):
    assert [one.source for one in candidates(text)] == [source]


def test_who_passes_a_claim_on_is_not_its_source():
    one = candidates("Amnesty International says the MEK claimed that 600 people were killed.")[0]
    assert (one.source, one.relayed_by) == ("MEK", "Amnesty International")


def test_a_known_source_is_given_by_its_slug():
    known = Known(sources={"amnesty international": "amnesty-international"})
    text = "Amnesty International said 161 people were killed."
    assert [one.source for one in candidates(text, known=known)] == ["amnesty-international"]


def test_the_publisher_is_no_source():
    document = Document(id="d", text="161 people were killed.", language="en", publisher="bbc")
    assert [one.source for one in Rules().propose(document, Known())] == [None]


def test_ages_stand_beside_the_figure_and_are_none():
    found_here = candidates("At least 161 people were killed, among them teenagers aged 10 to 14.")
    assert [(one.says, one.qualifiers) for one in found_here] == [("at least 161", "aged 10 to 14")]


def test_a_date_of_the_document_is_marked_as_inferred():
    plain, dated = candidates("3 people died. As of 1 December 2019, 5 people died.", day="2019-12-02")
    assert (plain.as_of, plain.as_of_inferred) == ("2019-12-02", True)
    assert (dated.as_of, dated.as_of_inferred) == ("2019-12-01", False)


FLAGS = {
    "The army denied that 300 people had died.": ["denied"],
    "The army denied reports that 300 people had died.": ["denied"],
    "Police have not confirmed reports that 300 people were killed.": ["denied"],
    "Deaths have risen by 300.": ["increase"],
    "The quake could have killed 300 people.": ["hypothetical"],
    "Were 300 people killed?": ["question"],
    "The death toll is expected to reach 300.": ["projected"],
    "Another 18 people were killed.": ["increase"],
    "18 more people were killed.": ["increase"],
    "In May 300 people were killed.": [],
    "More than 300 people were killed.": [],
}


@pytest.mark.parametrize(("text", "flags"), FLAGS.items())
def test_what_is_no_plain_claim_is_flagged(text: str, flags: list[str]):
    assert [list(one.flags) for one in candidates(text)] == [flags]


WORDS = [
    "161", "killed", "people", "“", "”", ",", ".", "قُتل", "٤٠٠٠", "شخص", "و", "\u200f", "می‌شود", "۱۲", "mindestens",
    "Tote", "said", "the ministry", "\n", "a\u0301", "ß", "two", "dozens", "from", "to", "according to", "(", "12,000",
]  # fmt: skip
PIECES = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=30)


@settings(max_examples=150, deadline=None)
@given(PIECES, st.sampled_from(trigger_languages()))
def test_offsets_lead_to_the_quote_in_any_text(pieces: list[str], language: str):
    text = " ".join(pieces)
    wrong = [
        one
        for one in candidates(text, language=language)
        if text[one.quote_start : one.quote_end] != one.quote
        or text[one.stated_start : one.stated_end] != one.stated_as
        or not one.quote_start <= (one.stated_start or 0) <= (one.stated_end or 0) <= one.quote_end
    ]
    assert wrong == []


@pytest.mark.parametrize("code", trigger_languages())
def test_a_text_without_words_of_a_measure_holds_no_claim(code: str):
    assert triggers(code).measures
    assert found("2019, 12:30, 45 % — 3-1.", language=code) == []
