"""`claims.figure_scales`: what behind a number is a thousand or a million, and what is none."""

from __future__ import annotations

import pytest

from claims.errors import NotAFigure
from claims.figure import parse, say
from claims.model import ValueKind


@pytest.mark.parametrize("language", [None, "en"])
def test_miles_are_thousands_where_the_language_is_spanish_only(language):
    assert say(parse("5 miles de personas", language="es")) == "5,000"
    with pytest.raises(NotAFigure, match="“miles” apart from the number may stand for thousands"):
        parse("5 miles", language=language)


@pytest.mark.parametrize("wording", ["13 k", "3 M", "at least 5 bn", "12 K.", "about 7 m"])
def test_a_letter_apart_from_a_number_may_be_a_scale(wording):
    with pytest.raises(NotAFigure, match="apart from the number may stand for thousands"):
        parse(wording)


@pytest.mark.parametrize(
    ("wording", "value"),
    [("13k", 13_000), ("5 million", 5_000_000), ("12 men", 12), ("5 a", 5), ("12 dead (Flat 3B)", 12)],
)
def test_scales_that_are_certain_and_words_that_are_none(wording, value):
    assert parse(wording).best == value


@pytest.mark.parametrize(
    "wording",
    [
        *("elfu 12", "milioni 2", "dubu 12", "12 lacs", "12 cr.", "3 doz", "12 L", "12 хиљ.", "450 binden fazla"),
        *("100 ሺህ", "5 هەزار", "5 tisoč", "5 мянга", "5 ათასი", "5သောင်း", "5ពាន់", "5 ພັນ", "5 ആയിരം"),
    ],
)
def test_a_scale_that_nothing_reads_makes_no_figure_on_either_side(wording):
    with pytest.raises(NotAFigure, match=r"beside the number counts|apart from the number"):
        parse(wording)


def test_a_letter_b_at_a_count_is_no_thousand_millions_and_may_mark_a_note():
    with pytest.raises(NotAFigure, match="may be the mark of a note"):
        parse("338b")
    assert parse("5b", kind=ValueKind.MONEY).best == 5_000_000_000


def test_units_of_quantities_are_no_scales():
    assert parse("5.5 m", kind=ValueKind.QUANTITY).best == 5.5
