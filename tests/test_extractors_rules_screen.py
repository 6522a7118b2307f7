"""The screen before the close reading: it passes whatever a close reading could find something in, and little else."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extractors.constructions.measures import triggers_of
from claims.extractors.constructions.screen import Screen
from claims.extractors.constructions.sentence import read_sentence
from claims.trigger import FORMS, trigger_languages, triggers
from claims.trigger_tokens import folded_copy


@cache
def written(code: str) -> tuple[str, ...]:
    """Return every phrase of a measure as a sentence could have it, with a figure in the middle of an idiom."""
    data = tomllib.loads(resources.files("claims").joinpath("triggers", f"{code}.toml").read_text(encoding="utf-8"))
    return tuple(_as_text(phrase) for table in data["measures"].values() for phrase in _phrases(table))


def _phrases(table: dict[str, list[str]]) -> Iterator[str]:
    yield from (phrase for form in FORMS if form != "heads" for phrase in table.get(form, []))
    yield from (" 12 ".join(pair) for pair in table.get("idioms", []))


def _as_text(phrase: str) -> str:
    words = (word if word.strip("*") else "anybody" for word in phrase.removeprefix("=").split())
    return " ".join(word.replace("*", "") for word in words)


@pytest.mark.parametrize("code", trigger_languages())
def test_a_figure_beside_any_phrase_of_a_measure_passes(code: str):
    screen = Screen(triggers(code))
    assert [phrase for phrase in written(code) if not screen.passes(folded_copy(f"12 {phrase}."))] == []


@pytest.mark.parametrize("code", trigger_languages())
def test_the_sentence_behind_any_label_is_read_for_it(code: str):
    data = tomllib.loads(resources.files("claims").joinpath("triggers", f"{code}.toml").read_text(encoding="utf-8"))
    screen = Screen(triggers(code))
    lost = []
    for label in (_as_text(one) for table in data["measures"].values() for one in table.get("label", [])):
        screen.passes(folded_copy(f"{label}."))
        screen.passes("12.")
        if not screen.labelled:
            lost.append(label)
    assert lost == []


@pytest.mark.parametrize("code", trigger_languages())
def test_a_sentence_that_points_back_is_read_for_who_said_it(code: str):
    data = tomllib.loads(resources.files("claims").joinpath("triggers", f"{code}.toml").read_text(encoding="utf-8"))
    screen = Screen(triggers(code))
    phrases = [_as_text(phrase) for phrase in data["attribution"].get("backward", [])]
    assert [phrase for phrase in phrases if not screen.points_back(folded_copy(f"{phrase}."))] == []
    assert not screen.points_back("12")


@pytest.mark.parametrize("code", trigger_languages())
@given(data=st.data())
def test_what_a_close_reading_finds_has_passed(code: str, data: st.DataObject):
    words = sorted({word for phrase in written(code) for word in phrase.split()})
    text = " ".join(data.draw(st.lists(st.sampled_from(words), max_size=12))) + " 12"
    copy = folded_copy(text)
    found = [one for one in triggers_of(read_sentence(text, copy, (0, len(copy)), triggers(code))) if one.measure]
    assert not found or Screen(triggers(code)).passes(copy)


def test_one_word_of_a_longer_phrase_is_not_enough():
    screen = Screen(triggers("en"))
    assert screen.passes("12 lost their lives")
    assert not screen.passes("12 lost their way")
    assert not screen.passes("lost their lives")


def test_a_number_behind_a_sentence_without_a_label_is_not_read_for_one():
    screen = Screen(triggers("en"))
    screen.passes("the number of seats rose")
    assert not screen.passes("on tuesday it stood at 120")
    assert not screen.labelled
    screen.passes("the death toll rose again")
    assert not screen.passes("on tuesday it stood at 120")
    assert screen.labelled
