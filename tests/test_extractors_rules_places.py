"""Figures behind the names of their places, in languages whose names have no capitals."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document


def said(language: str, text: str) -> list[str]:
    return [one.says for one in Rules().propose(Document(id="d", text=text, language=language), Known())]


ROWS = [
    ("fa", "در تبریز ۱۲ و در اردبیل ۵ نفر کشته شدند.", ["12", "5"]),
    ("fa", "تبریز ۳، اردبیل ۵ و زنجان ۲ کشته داشته است.", ["3", "5", "2"]),
    ("fa", "در تبریز ۱۲ نفر، در اردبیل ۷ و در زنجان ۳ نفر بازداشت شدند.", ["12", "7", "3"]),
    ("fa", "شمار کشته‌شدگان به ۲۵ نفر رسید؛ تبریز ۱۰، اردبیل ۸، زنجان ۷.", ["25", "10", "8", "7"]),
    ("ar", "في صفاقس 12 قتيلا وفي قابس 7.", ["12", "7"]),
    ("ar", "وقتل في صفاقس 8 وفي قابس 6 وفي سيدي بوزيد 4 متظاهرين.", ["8", "6", "4"]),
]


@pytest.mark.parametrize(("language", "text", "figures"), ROWS)
def test_bare_figures_behind_places_count_what_their_row_counts(language, text, figures):
    assert said(language, text) == figures


OTHERS = [
    ("fa", "در سال ۱۴۰۱ در تبریز ۱۲ نفر کشته شدند.", ["12"]),
    ("fa", "تبریز ۳، اردبیل ۵", []),
    ("fa", "تیم تبریز ۳ و اردبیل ۲ اخراجی داشت.", []),
    ("ar", "قتل 12 شخصا في صفاقس ووصل إلى قابس 7.", ["12"]),
]


@pytest.mark.parametrize(("language", "text", "figures"), OTHERS)
def test_years_scores_and_other_figures_join_no_row_of_places(language, text, figures):
    assert said(language, text) == figures
