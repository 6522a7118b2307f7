"""Years from one to another, and when they are no months."""

import pytest

from claims.dates_spans import are_year_spans, year_span


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2009-10", (2009, 2010)),
        ("1889/94", (1889, 1894)),
        ("1999-00", (1999, 2000)),
        ("1998–2001", (1998, 2001)),
        ("2010-09", None),
        ("2010-2009", None),
        ("2009", None),
        ("2009-10-05", None),
    ],
)
def test_the_second_year_of_a_span_follows_the_first(text, years):
    assert year_span(text) == years


@pytest.mark.parametrize(
    ("texts", "are_spans"),
    [
        (("2007-08", "2009-10", "2010-11"), True),
        (("2009-10", "2010"), False),
        (("2009-10", "2010-11", "2012"), True),
        (("2009-10", "1998-2001"), True),
        (("2009-10", "2013-14"), True),
        (("2009-10",), False),
        (("2009-08", "2009-09", "2009-10"), False),
        (("2009-10", "2009-11"), False),
        (("2009-10", "2010-11", "2010-11-05"), False),
        (("2009", "2010"), False),
        ((), False),
    ],
)
def test_what_could_be_months_are_years_where_others_beside_them_are(texts, are_spans):
    assert are_year_spans(texts) is are_spans
