"""Templates are a shortcut: they must give what the whole grammar gives, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import AmbiguousFigure, NotAFigure
from claims.figure import parse, read
from claims.figure_template import learn, split
from claims.lexicon import languages, lexicon
from claims.model import ValueKind

WORDINGS = [
    "{} people",
    "at least {}",
    "more than {} thousand",
    "{}+",
    "~{}",
    "between {} and {}",
    "{}–{}",
    "from {} to {} million",
    "fewer than {}",
    "up to {}",
    "{} or more",
    "{}st",
    "{} killed in November {}",
    "rose from {} to {}",
    "{} %",
    "{}-year-old",
    "F{}",
    "{} {}",
    "{}/{}",
    "أكثر من {} شخص",
    "بین {} و {} نفر",
    "دست‌کم {} هزار",
    "от {} до {}",
    "не менее {} тыс.",
    "entre {} et {}",
    "bis zu {}",
    "3 to {} thousand",
    "at least {} of the {}",
    "({})",
    "-{}",
    "{}?",
    "no {}",
]
NUMBERS = st.integers(min_value=0, max_value=10**13)


def outcome(function, phrase, **named):
    try:
        result = function(phrase, **named)
    except (NotAFigure, AmbiguousFigure) as error:
        return type(error), str(error)
    return getattr(result, "figure", result)


@given(wording=st.sampled_from(WORDINGS), numbers=st.tuples(NUMBERS, NUMBERS), kind=st.sampled_from(["count", "money"]))
def test_a_template_gives_what_the_whole_grammar_gives(wording, numbers, kind):
    phrase = wording.format(*numbers)
    kind = ValueKind(kind)
    assert outcome(parse, phrase, kind=kind) == outcome(read, phrase, kind=kind)


@given(numbers=st.tuples(NUMBERS, NUMBERS), data=st.data())
def test_every_phrase_that_is_said_is_read_alike_with_and_without_templates(numbers, data):
    language = data.draw(st.sampled_from(languages()))
    template = data.draw(st.sampled_from(sorted(lexicon(language).say.values())))
    low, high = sorted(numbers)
    phrase = template.format(low, low=low, high=high, best=low)
    assert outcome(parse, phrase, language=language) == outcome(read, phrase, language=language)


@pytest.mark.parametrize(
    "phrase",
    ["1,234", "0161", "161 300", "12.5", "0", "10 of 5", "1 and 2 and 3", "no number", "1234567890123456"],
)
def test_numbers_that_are_not_plain_are_left_to_the_whole_grammar(phrase):
    assert split(phrase) is None


def test_numbers_of_any_script_share_a_template():
    assert split("بیش از ۱۶۱ نفر") == ("بیش از \x00 نفر", [161])


def test_a_wording_whose_bounds_do_not_grow_with_the_number_has_no_template():
    assert learn("\x00 dozen", count=1, kind=ValueKind.COUNT, read=lambda _: parse("dozens")) is None


@pytest.mark.parametrize(("phrase", "other"), [("12to 15", "12 to 15"), ("20 et +", "20+"), ("12万", "120000")])
def test_a_wording_that_is_mended_before_it_is_read_is_not_read_as_it_stands(phrase, other):
    assert parse(phrase) == parse(other)


def test_a_number_that_a_question_mark_leaves_open_has_no_template():
    with pytest.raises(NotAFigure, match="open"):
        parse("161 ?")
