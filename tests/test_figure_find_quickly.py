"""The quick look for a plain number in a quote says yes only where reading the whole quote says yes."""

import re

from hypothesis import given
from hypothesis import strategies as st

from claims.figure_find import find_numbers, stand_plainly
from claims.lexicon import languages
from claims.text import ascii_digits

PIECES = st.sampled_from(
    [
        *("at least ", "161", "12", "3", " thousand", " million people", " dead", ".", ",", " ", "1", "F", "-", "–"),
        *("+", "%", " آلاف", " ألف شخص", " قتيل", "۱۶۱", " тыс.", "тысяч ", "mille", " Tote", "\u00a0", "\u202f", "("),
        *(
            ")",
            " and ",
            "\n",
            "2019",
            "two hundred ",
            " a million ",
            "half a million ",
            "seven ",
            "one ",
            " و ",
            "ثلاثة آلاف",
        ),
        *(" وثلاثة ", "ألفا ", "mil ", "once ", "zweitausend ", "une centaine ", "две ", "هزار ", "پانصد "),
    ]
)


@given(
    quote=st.lists(PIECES, min_size=1, max_size=9).map("".join),
    number=st.sampled_from(["161", "12", "3", "1", "2019", "1611", "۱۶۱"]),
    language=st.sampled_from([None, *languages()]),
)
def test_what_stands_plainly_is_found_by_reading_the_quote(quote, number, language):
    written = ascii_digits(quote) if number.isascii() else quote
    if stand_plainly([number], quote) or stand_plainly([number], written):
        assert int(number) in {value for found in find_numbers(quote, language=language) for value in found.values}


WORDINGS = (
    *("between 12 and 161", "from 3 to 12", "от 12 до 161", "بين 12 و 161", "12-161", "12 to 161 dead"),
    *("12–161", "12 و 161"),
)


@given(
    before=st.lists(PIECES, max_size=4).map("".join),
    says=st.sampled_from(WORDINGS),
    after=st.lists(PIECES, max_size=4).map("".join),
    language=st.sampled_from([None, *languages()]),
)
def test_a_wording_that_stands_plainly_holds_its_numbers_as_reading_the_quote_finds_them(before, says, after, language):
    quote = before + says + after
    if stand_plainly([says], quote):
        found = {value for number in find_numbers(quote, language=language) for value in number.values}
        assert {int(number) for number in re.findall("[0-9]+", says)} <= found


def test_an_ordinary_quote_is_decided_quickly():
    assert stand_plainly(["161"], "Amnesty said at least 161 people were killed")
    assert stand_plainly(["600"], "فقد قتل 600 متظاهر على الأقل في إيران")
    assert not stand_plainly(["161"], "161 thousand people")
    assert not stand_plainly(["161"], "1,161 people")
    assert stand_plainly(["between 12 and 161"], "Amnesty said between 12 and 161 people were killed")
