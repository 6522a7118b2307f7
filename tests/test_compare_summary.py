"""The sentences that say what follows, and none that says more."""

import pytest
from builders import (
    BY_ID,
    DOCUMENTED,
    REPORTED,
    SOURCES,
    about,
    at_least,
    at_most,
    claim,
    exact,
    link,
    more_than,
    nothing,
    unknown,
)

from claims.compare.comparison import compare
from claims.compare.summary import count, sentences
from claims.model import Source

NAMES = {source.id: source for source in SOURCES}
AMNESTY = claim(at_least(161), source="amnesty-international", basis=DOCUMENTED, says="at least 161")
MEK = claim(at_least(600), basis=REPORTED, says="at least 600")
GOVERNMENT = claim(exact(30), source="government", says="30")
WIRE = claim(at_least(600), source="wire", says="at least 600")


def said(*claims, links=(), documents=None):
    measure = BY_ID[claims[0].measure]
    found = compare(claims, measure=measure, links=links, documents=documents)
    return list(sentences(found, measure=measure, sources=NAMES))


def test_the_worked_example_in_words():
    *first, last = said(AMNESTY, MEK, documents={MEK.id: 2})
    assert first == [
        "Two sources, all independent, in three reports.",
        "Every source says at least 161.",
        "The highest floor is 600 (MEK).",
        "There is no upper figure that every source states.",
    ]
    assert last.startswith("The figures do not contradict each other but differ by a factor of 3.73: ")
    for said_by_whom in ("Amnesty International “at least 161”", "MEK “at least 600”", "(basis)"):
        assert said_by_whom in last


def test_a_contradiction_is_said_first_and_named():
    found = said(AMNESTY, MEK, GOVERNMENT)
    assert found[1] == "Every source says at least 30."
    assert found[-1].startswith("Two pairs of claims cannot both be true; the widest apart: ")
    assert "MEK “at least 600”" in found[-1]
    assert "Government of Iran “30”" in found[-1]


def test_a_copy_is_a_source_but_not_an_independent_one():
    found = said(AMNESTY, MEK, WIRE, links=[link(WIRE, "derived_from", MEK)])
    assert found[0] == "Three sources, two of them independent, in three reports."


def test_no_independent_source_is_said_in_grammar():
    origin = claim(at_least(600), source="amnesty-international", place="Shiraz")
    links = [link(MEK, "derived_from", origin, number=1), link(WIRE, "derived_from", origin, number=2)]
    assert said(MEK, WIRE, links=links)[0] == "Two sources, none of them independent, in two reports."


def test_one_claim_says_little():
    assert said(AMNESTY) == ["One source, in one report."]


@pytest.mark.parametrize(
    ("one", "two", "last"),
    [
        (exact(30), exact(30), "All sources say the same."),
        (exact(30), at_least(28), "The figures are compatible: none excludes another."),
    ],
)
def test_agreement_and_compatibility_are_said(one, two, last):
    assert said(claim(one), claim(two, source="wire"))[-1] == last


def test_an_upper_figure_is_said_only_if_every_source_states_one():
    assert "No source says more than 40." in said(claim(exact(30)), claim(at_most(40), source="wire"))
    assert "No source says more than 40." in said(claim(nothing()), claim(at_most(40), source="wire"))
    for other in (at_least(10), about(20), unknown(), more_than(5)):
        assert "There is no upper figure that every source states." in said(
            claim(exact(30)), claim(other, source="wire")
        )


def test_the_highest_figure_without_bounds_is_named():
    found = said(AMNESTY, claim(about(1500), says="about 1,500"))
    assert "The highest figure is “about 1,500” (MEK), stated without bounds." in found
    assert not any("highest figure" in sentence for sentence in said(MEK, claim(about(200), source="wire")))


def test_a_text_has_neither_floor_nor_ceiling():
    texts = [claim(exact("fuel"), measure="cause", says="fuel"), claim(exact("bread"), measure="cause", source="wire")]
    assert len(said(*texts)) == 2
    assert "factor" not in said(*texts)[1]


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (0, "source", "no sources"),
        (1, "source", "one source"),
        (10, "report", "ten reports"),
        (11, "report", "11 reports"),
        (1200, "report", "1,200 reports"),
    ],
)
def test_small_numbers_are_words(number, noun, words):
    assert count(number, noun) == words


def test_no_sentence_calls_a_range_a_confidence_interval_or_adds_up():
    text = " ".join(said(AMNESTY, MEK, GOVERNMENT, WIRE)).casefold()
    for word in ("confidence", "average", "mean", "sum", "total of"):
        assert word not in text.split()


def test_a_name_keeps_its_direction_and_overrides_none_around_it():
    names = {"mek": "وزارة الداخلية", "wire": "\u202eecneG"}
    told = {slug: Source(slug, name) for slug, name in names.items()}
    one, two = claim(exact(30), source="mek", says="30"), claim(exact(600), source="wire", says="600")
    compared = compare([one, two], measure=BY_ID["killed"])
    last = sentences(compared, measure=BY_ID["killed"], sources=told)[-1]
    assert "\u2068وزارة الداخلية\u2069 “30”" in last
    assert "\u202e" not in last
    assert "ecneG “600”" in last
