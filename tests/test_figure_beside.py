"""Durations, dates and ages beside a figure are none; alone, a duration is a number and a date is refused."""

from __future__ import annotations

import re

import pytest

from claims.errors import NotAFigure
from claims.figure import parse, read, say

HOLDS_161 = {
    "en": [
        "161 killed in three days",
        "161 killed within 24 hours",
        "161 killed in less than two weeks",
        "in three days 161 were killed",
        "161 killed in 3 days and 2 nights",
        "161 killed in 3 to 5 days",
        "161 killed in 2019",
        "161 killed since 15 November",
        "161 killed on 2 December 2019",
        "161 killed between 15 and 18 November",
        "161 killed on December 2, 2019",
        "161 killed in November 2019",
        "161 children aged 10 to 14",
        "161 aged between 10 and 14",
    ],
    "de": [
        "161 Tote in drei Tagen",
        "161 Tote binnen 24 Stunden",
        "161 Tote im Jahr 2019",
        "161 Tote seit dem 15. November",
        "161 Tote am 2. Dezember 2019",
        "161 Kinder im Alter von 10 bis 14 Jahren",
    ],
    "fr": [
        "161 morts en trois jours",
        "161 morts en 24 heures",
        "161 morts en 2019",
        "161 morts depuis le 15 novembre",
        "161 morts le 2 décembre 2019",
        "161 enfants âgés de 10 à 14 ans",
    ],
    "es": [
        "161 muertos en tres días",
        "161 muertos en 24 horas",
        "161 muertos en 2019",
        "161 muertos desde el 15 de noviembre",
        "161 muertos el 2 de diciembre de 2019",
        "161 niños de 10 a 14 años",
    ],
    "ar": [
        "161 قتيلا خلال ثلاثة أيام",
        "١٦١ قتيلا في ٢٤ ساعة",
        "161 قتيلا في عام 2019",
        "161 قتيلا منذ 15 نوفمبر",
        "161 قتيلا في 2 ديسمبر 2019",
        "161 طفلا تتراوح أعمارهم بين 10 و14 عاما",
    ],
    "fa": [
        "۱۶۱ کشته در سه روز",
        "۱۶۱ کشته در ۲۴ ساعت",
        "۱۶۱ کشته در سال ۱۴۰۱",
        "۱۶۱ کشته از ۱۵ نوامبر",
        "۱۶۱ کودک ۱۰ تا ۱۴ ساله",
    ],
    "ru": [
        "161 погибший за три дня",
        "161 погибший за последние 24 часа",
        "161 погибший в 2019 году",
        "161 погибший с 15 ноября",
        "161 погибший 2 декабря 2019 года",
        "161 ребёнок в возрасте от 10 до 14 лет",
    ],
}


@pytest.mark.parametrize(
    ("language", "phrase"), [(code, one) for code, phrases in HOLDS_161.items() for one in phrases]
)
def test_what_tells_when_or_how_old_is_no_second_figure(language: str, phrase: str) -> None:
    assert say(parse(phrase, language=language)) == "161"


AT_LEAST = {
    "en": "at least",
    "de": "mindestens",
    "fr": "au moins",
    "es": "al menos",
    "ar": "ما لا يقل عن",
    "fa": "دست‌کم",
    "ru": "не менее",
}


@pytest.mark.parametrize(
    ("language", "phrase"), [(code, one) for code, phrases in HOLDS_161.items() for one in phrases]
)
def test_a_hedge_before_the_figure_stays_its_own(language: str, phrase: str) -> None:
    hedge = AT_LEAST[language]
    written = re.sub("161|١٦١|۱۶۱", lambda figure: hedge + " " + figure[0], phrase, count=1)
    assert say(parse(written, language=language)) == "at least 161"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("3 days", "3"), ("more than 3 days", "more than 3"), ("3 to 5 days", "between 3 and 5"), ("2019", "2,019")],
)
def test_alone_a_duration_is_what_is_stated(phrase: str, expected: str) -> None:
    assert say(parse(phrase, language="en")) == expected


@pytest.mark.parametrize(
    "phrase", ["15 November", "15. November", "2 décembre 2019", "15 de noviembre", "1 mai", "15 ноября", "15 نوفمبر"]
)
def test_a_date_alone_is_no_figure(phrase: str) -> None:
    with pytest.raises(NotAFigure) as error:
        parse(phrase)
    assert "a date" in str(error.value)


@pytest.mark.parametrize(
    "phrase",
    [
        "161 day labourers, 3 injured",
        "161 killed, 12 may have drowned",
        "15 November protests, 161 killed",
        "161 killed in 21 cities",
        "161 killed in 3 days, 12 injured",
    ],
)
def test_what_only_looks_like_a_time_stays_a_second_figure(phrase: str) -> None:
    with pytest.raises(NotAFigure) as error:
        parse(phrase, language="en")
    assert "two separate figures" in str(error.value)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("от 100 до 1900 человек", "between 100 and 1,900"),
        ("от 100 до 2019", "between 100 and 2,019"),
        ("161 погибший с 2018 до 2019 года", "161"),
    ],
)
def test_a_range_that_ends_in_what_may_be_a_year_keeps_its_end(phrase: str, expected: str) -> None:
    assert say(read(phrase, language="ru").figure) == expected
