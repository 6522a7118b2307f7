"""The day up to which a sentence counts, behind hours and weekdays, with and without its year, in several calendars."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document

DAYS = [
    ("ru", "По состоянию на 20:00 мск 18 марта погибли 12 человек.", "2024-03-18"),
    ("ru", "По состоянию на 18:00 по московскому времени 18 марта погибли 12 человек.", "2024-03-18"),
    ("ru", "К утру понедельника, 18 марта, погибли 12 человек.", "2024-03-18"),
    ("ru", "К 8 ноября погибли 12 человек.", "2023-11-08"),
    ("ru", "До конца суток 10 марта погибли 12 человек.", "2024-03-10"),
    ("fa", "تا ظهر دوشنبه، ۱۳ اسفند، ۱۲ نفر کشته شدند.", "2024-03-03"),
    ("fa", "تا ساعت ۱۸ روز دوشنبه ۱۳ اسفند ۱۴۰۲ شمار کشته‌ها ۱۲ نفر بود.", "2024-03-03"),
    ("fa", "تا ۲۷ قوس ۱۴۰۲ دوازده تن کشته شدند.", "2023-12-18"),
    ("ar", "حتى مساء الأحد 10 آذار بلغ عدد القتلى 12.", "2024-03-10"),
    ("ar", "إلى غاية يوم 9 شتنبر 2023 بلغ عدد القتلى 12.", "2023-09-09"),
    ("ar", "حتى 5 جويلية 2023 بلغ عدد القتلى 12.", "2023-07-05"),
    ("en", "By Monday 18 March at 6pm, 12 people had been killed.", "2024-03-18"),
    ("en", "By 8 November 12 people had been killed.", "2023-11-08"),
]


@pytest.mark.parametrize(("language", "text", "day"), DAYS)
def test_reads_the_day_behind_an_hour_and_finds_its_year(language, text, day):
    document = Document(id="d", text=text, language=language, published_on="2024-03-20")
    assert [(one.says, one.as_of, one.as_of_inferred) for one in Rules().propose(document, Known())] == [
        ("12", day, False)
    ]


@pytest.mark.parametrize("text", ["К 8 мая погибли 12 человек.", "На площади 18 марта погибли 12 человек."])
def test_a_day_that_is_long_past_or_no_day_of_counting_is_not_taken(text):
    document = Document(id="d", text=text, language="ru", published_on="2024-03-20")
    assert [(one.as_of, one.as_of_inferred) for one in Rules().propose(document, Known())] == [("2024-03-20", True)]


WEEKDAYS = [
    ("ar", "حتى مساء الجمعة بلغ عدد القتلى 12.", "2024-03-15"),
    ("ar", "حتى مساء الأربعاء بلغ عدد القتلى 12.", "2024-03-20"),
    ("fa", "تا شامگاه جمعه ۱۲ نفر کشته شدند.", "2024-03-15"),
    ("fa", "تا سه شنبه ۱۲ نفر کشته شدند.", "2024-03-19"),
    ("fa", "تا عصر شنبه ۱۲ نفر کشته شدند.", "2024-03-16"),
    ("ru", "К вечеру пятницы число погибших достигло 12.", "2024-03-15"),
    ("ru", "По состоянию на понедельник погибли 12 человек.", "2024-03-18"),
    ("en", "As of Friday night 12 people had died.", "2024-03-15"),
    ("de", "Bis Sonnabend starben 12 Menschen.", "2024-03-16"),
    ("es", "Hasta el viernes murieron 12 personas.", "2024-03-15"),
    ("fr", "Jusqu'à vendredi soir, 12 personnes sont mortes.", "2024-03-15"),
]


@pytest.mark.parametrize(("language", "text", "day"), WEEKDAYS)
def test_a_weekday_alone_is_the_last_one_before_publication(language, text, day):
    document = Document(id="d", text=text, language=language, published_on="2024-03-20")
    assert [(one.says, one.as_of, one.as_of_inferred) for one in Rules().propose(document, Known())] == [
        ("12", day, False)
    ]


UNSURE = [("ar", "حتى الجمعة المقبل قتل 12 شخصا."), ("ru", "К прошлой пятнице погибли 12 человек.")]


@pytest.mark.parametrize(("language", "text"), UNSURE)
def test_a_weekday_that_may_be_of_another_week_dates_nothing(language, text):
    document = Document(id="d", text=text, language=language, published_on="2024-03-20")
    assert [one.as_of_inferred for one in Rules().propose(document, Known())] == [True]
