"""Dates in many languages and two calendars: read as precisely as stated, or refused."""

import re
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from claims.dates import column_order, is_later, parse, precision, say, span
from claims.dates_calendar import calendar_of, languages, lexicon, words_of
from claims.errors import AmbiguousDate, NotADate
from claims.model import PartialDate, Precision
from claims.text import fold

DAY = PartialDate("2019-12-02", Precision.DAY)
MONTH = PartialDate("2019-12", Precision.MONTH)
YEAR = PartialDate("2019", Precision.YEAR)
GREGORIAN_ONLY = st.dates(date(1501, 1, 1), date(2399, 12, 31)) | st.dates(date(2651, 1, 1), date(2999, 12, 31))


def cases(*phrases):
    return [pytest.param(phrase, id=phrase or "empty") for phrase in phrases]


@pytest.mark.parametrize(
    "phrase",
    cases(
        "2019-12-02",
        " 2019-12-02\n",
        "2019/12/02",
        "2019.12.02",
        "2019/12/2",
        "20191202",
        "2019-12-02T10:00:00Z",
        "2019-12-02T10:00:00.123+03:30",
        "2019-12-02 23:59",
        "20191202T104941",
        "2019-12-02Z",
        "2019-12-02+03:30",
        "２０１９-１２-０２",
        "٢٠١٩-١٢-٠٢",
        "۲۰۱۹/۱۲/۰۲",
        "२०१९-१२-०२",
        "2019‑12‑02",
        "\u200e2019-12-02\u200f",
    ),
)
def test_reads_iso_days(phrase):
    assert parse(phrase) == DAY


@pytest.mark.parametrize(
    "phrase",
    cases(
        # English
        "2 December 2019",
        "2 Dec 2019",
        "2 Dec. 2019",
        "02-Dec-2019",
        "Dec-02-2019",
        "December 2, 2019",
        "Dec 2nd, 2019",
        "2nd of December 2019",
        "2019 Dec 2",
        "DECEMBER 2 2019",
        "Monday 2 December 2019",
        "Mon, 2 Dec 2019 10:00:00 +0000",
        "Mon Dec  2 10:36:28 2019",
        "on Monday, December 2, 2019",
        "December 2, 2019, 4pm",
        "10:00 p.m., 2 December 2019",
        "2 December 2019 AD",
        # German
        "2. Dezember 2019",
        "Montag, den 2. Dezember 2019",
        "am 2. Dez. 2019 um 10:00 Uhr",
        # French
        "2 décembre 2019",
        "2 decembre 2019",
        "lundi 2 déc. 2019",
        "le 2 décembre 2019 à 10:00",
        # Spanish
        "2 de diciembre de 2019",
        "lunes, 2 de diciembre del 2019",
        "2 dic 2019",
        # Russian
        "2 декабря 2019 г.",
        "2 декабря 2019 года",
        "понедельник, 2 дек. 2019",
        "2-е декабря 2019",
        # Arabic
        "2 ديسمبر 2019",
        "2 ديسمبر ۲۰۱۹",
        "٢ ديسمبر ٢٠١٩",
        "2 كانون الأول 2019",
        "2 كانون الاول، 2019",
        "2 كانون الأول/ديسمبر 2019",
        "2 كانون الأول (ديسمبر) 2019",
        "الاثنين 2 ديسمبر 2019م",
        "یوم الاثنين 2 ديسمبر 2019",
        "2 من ديسمبر عام 2019",
        "2 دجنبر 2019",
        "2 دِيسَمْبِر 2019",
        # Persian
        "۲ دسامبر ۲۰۱۹",
        "دوشنبه ۲ دسامبر ۲۰۱۹ میلادی",
        "۲ دسمبر ۲۰۱۹",
        # Hindi
        "2 दिसंबर 2019",
        "सोमवार, २ दिसम्बर २०१९",
    ),
)
def test_reads_days_written_with_words(phrase):
    assert parse(phrase) == DAY


@pytest.mark.parametrize(
    "phrase",
    cases(
        "2019-12", "2019/12", "12/2019", "12.2019", "Dec 2019", "December 2019", "December, 2019", "in December 2019",
        "Dezember 2019", "décembre 2019", "diciembre de 2019", "декабрь 2019", "в декабре 2019 года", "ديسمبر 2019",
        "كانون الأول 2019", "كانون الأول/ديسمبر 2019", "دسامبر ۲۰۱۹", "2019 December",
    ),
)  # fmt: skip
def test_reads_months_and_gives_no_day(phrase):
    assert parse(phrase) == MONTH


@pytest.mark.parametrize(
    "phrase", cases("2019", "۲۰۱۹", "in 2019", "2019 г.", "في عام 2019", "im Jahr 2019", "سال ۲۰۱۹")
)
def test_reads_years_and_gives_no_month(phrase):
    assert parse(phrase) == YEAR


MONTHS = {
    "ar levant": "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول",
    "ar gulf": "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "ar maghreb": "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "fa": "ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    "ru": "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
    "de": "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    "de austria": "Jänner|Feber|Maerz|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
}
JALALI_MONTHS = "فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند"


@pytest.mark.parametrize("names", MONTHS.values(), ids=MONTHS)
def test_knows_the_twelve_months(names):
    assert [parse(f"2 {name} 2019").iso for name in names.split("|")] == [f"2019-{m:02}-02" for m in range(1, 13)]


def test_knows_the_twelve_jalali_months():
    names = JALALI_MONTHS.split("|")
    expected = [JalaliDate(1398, month, 11).to_gregorian().isoformat() for month in range(1, 13)]
    assert [parse(f"۱۱ {name} ۱۳۹۸").iso for name in names] == expected


@pytest.mark.parametrize(
    ("phrase", "language"),
    [
        pytest.param("۱۱ آذر ۱۳۹۸", None, id="month name"),
        pytest.param("11 آذر 1398", None, id="month name, latin digits"),
        pytest.param("دوشنبه ۱۱ آذرماه ۱۳۹۸ خورشیدی", None, id="weekday and era"),
        pytest.param("11 Azar 1398", None, id="transliterated"),
        pytest.param("۱۳۹۸/۰۹/۱۱", None, id="persian digits"),
        pytest.param("۱۳۹۸/۹/۱۱", "en", id="persian digits in english"),
        pytest.param("۱۱/۹/۱۳۹۸", None, id="persian digits, day first"),
        pytest.param("1398/09/11", "fa", id="language"),
        pytest.param("1398-09-11", "fa-IR", id="language with region"),
        pytest.param("دوشنبه ۱۳۹۸/۰۹/۱۱", None, id="weekday and numbers"),
        pytest.param("13980911", "fa", id="compact"),
    ],
)
def test_reads_jalali_days(phrase, language):
    assert parse(phrase, language=language) == DAY


@pytest.mark.parametrize(
    ("phrase", "language", "reason"),
    [
        pytest.param("1402-05-12", None, "could be a year of the Persian (Jalali)", id="no context"),
        pytest.param("1402-05-12", "en", "could be a year of the Persian (Jalali)", id="english"),
        pytest.param("1398/09/11", None, "could be a year of the Persian (Jalali)", id="slashes"),
        pytest.param("11/09/1398", None, "could be a year of the Persian (Jalali)", id="year last"),
        pytest.param("13980911", None, "could be a year of the Persian (Jalali)", id="compact"),
        pytest.param("1398-09", None, "could be a year of the Persian (Jalali)", id="month"),
        pytest.param("1398", None, "could be a year of the Persian (Jalali)", id="year"),
        pytest.param("١٤٤١/٠٤/٠٥", "ar", "Islamic (Hijri)", id="arabic"),
        pytest.param("۱۴۴۱/۰۴/۰۵", "ur", "Islamic (Hijri)", id="urdu"),
        pytest.param("آذر ۱۳۹۸", None, "lies across two Gregorian months", id="jalali month"),
        pytest.param("1398-09", "fa", "lies across two Gregorian months", id="jalali month in numbers"),
        pytest.param("۱۳۹۸", None, "lies across two Gregorian years", id="jalali year"),
        pytest.param("سال 1398", "fa", "lies across two Gregorian years", id="jalali year with a word"),
        pytest.param("30 اسفند 1398", None, "has no 1398-12-30", id="no leap year"),
        pytest.param("11 آذر 2019", None, "2019 is no year of the Persian", id="gregorian year"),
        pytest.param("2 دسامبر 1398", "fa", "joins a Gregorian month", id="gregorian month"),
        pytest.param("5 ربيع الآخر 1441", None, "“ربيع الآخر” belongs to the Islamic (lunar Hijri)", id="hijri"),
        pytest.param("15 رمضان 1441 هـ", None, "lunar Hijri", id="hijri with era"),
        pytest.param("2019/12/02 هـ", None, "lunar Hijri", id="hijri era"),
        pytest.param("15 Ramadan 1441", None, "“Ramadan” belongs", id="hijri in english"),
        pytest.param("۵ ربیع‌الثانی ۱۴۴۱", "fa", "lunar Hijri", id="hijri in persian"),
    ],
)
def test_other_calendars_are_never_read_as_gregorian(phrase, language, reason):
    with pytest.raises(NotADate) as caught:
        parse(phrase, language=language)
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("phrase", "about"),
    [
        ("12 رجب 1445 هـ", "is 2024-01-23"),
        ("15 Ramadan 1441", "is 2020-05-08"),
        ("رجب 1445", "from 2024-01-12 to 2024-02-10"),
    ],
)
def test_an_islamic_date_is_refused_with_the_days_that_it_is_about(phrase, about):
    with pytest.raises(NotADate, match="lunar Hijri") as caught:
        parse(phrase)
    assert about in caught.value.hint


@pytest.mark.parametrize(
    "phrase",
    cases(
        "الأربعاء 12 رجب 1445هـ الموافق 24 يناير 2024م",
        "24 يناير 2024 الموافق 12 رجب 1445 هـ",
        "١٢ رجب ١٤٤٥ هـ (٢٤ يناير ٢٠٢٤)",
        "12 رجب 1445 هـ الموافق 2024-01-24",
        "12 Rajab 1445 AH / 24 January 2024",
    ),
)
def test_an_islamic_date_beside_the_same_day_of_ours_is_that_day(phrase):
    assert parse(phrase).iso == "2024-01-24"


@pytest.mark.parametrize(
    "phrase", cases("12 رجب 1445 الموافق 24 مارس 2024", "رجب 1445 الموافق يناير 2024", "12 رجب 1445 (5/1/2024)")
)
def test_an_islamic_date_beside_another_day_or_no_certain_one_is_refused(phrase):
    with pytest.raises(NotADate, match="lunar Hijri"):
        parse(phrase)


@pytest.mark.parametrize(
    ("phrase", "language", "expected"),
    [
        ("3 พ.ค. 2563", None, "2020-05-03"),
        ("๓ พฤษภาคม ๒๕๖๓", None, "2020-05-03"),
        ("วันจันทร์ที่ 3 พฤษภาคม พ.ศ. 2563", None, "2020-05-03"),
        ("พ.ค. 2563", None, "2020-05"),
        ("3 พ.ค. 2020", None, "2020-05-03"),
        ("3 May B.E. 2563", None, "2020-05-03"),
        ("2563-05-03", "th", "2020-05-03"),
        ("03/05/2563", "th", "2020-05-03"),
        ("2563", "th", "2020"),
        ("ค.ศ. 2563", "th", "2563"),
        ("2563 AD", None, "2563"),
    ],
)
def test_years_of_the_buddhist_calendar_are_read_where_words_or_the_language_say_it(phrase, language, expected):
    assert parse(phrase, language=language).iso == expected


@pytest.mark.parametrize("phrase", cases("2563-05-03", "2563-05", "2563", "25630503", "03/05/2563", "3 May 2563"))
def test_a_year_centuries_ahead_is_refused_as_one_of_the_buddhist_calendar(phrase):
    with pytest.raises(NotADate, match="2020 of ours") as caught:
        parse(phrase)
    assert "--language th" in caught.value.hint
    assert "2563 AD" in caught.value.hint


@pytest.mark.parametrize("phrase", cases("3 ก.พ. 2480", "พ.ศ. 2020"))
def test_a_buddhist_year_that_begins_with_none_of_ours_is_refused(phrase):
    with pytest.raises(NotADate, match="no year of the Buddhist calendar"):
        parse(phrase)


@pytest.mark.parametrize(
    ("phrase", "language", "order", "expected"),
    [
        pytest.param("02/12/2019", "fr", None, "2019-12-02", id="fr"),
        pytest.param("02/12/2019", "es", None, "2019-12-02", id="es"),
        pytest.param("02.12.2019", "de", None, "2019-12-02", id="de"),
        pytest.param("02. 12. 2019", "de-AT", None, "2019-12-02", id="de with blanks"),
        pytest.param("02.12.2019", "ru", None, "2019-12-02", id="ru"),
        pytest.param("٠٢/١٢/٢٠١٩", "ar", None, "2019-12-02", id="ar"),
        pytest.param("۰۲/۱۲/۲۰۱۹", "fa", None, "2019-12-02", id="fa"),
        pytest.param("02/12/2019", None, "dmy", "2019-12-02", id="dmy"),
        pytest.param("12/02/2019", None, "mdy", "2019-12-02", id="mdy"),
        pytest.param("12/02/2019", "de", "mdy", "2019-12-02", id="order before language"),
        pytest.param("Monday, 02/12/2019 10:00", "en", "dmy", "2019-12-02", id="weekday and time"),
        pytest.param("25/12/2019", None, None, "2019-12-25", id="first above 12"),
        pytest.param("12/25/2019", None, None, "2019-12-25", id="second above 12"),
        pytest.param("12/25/2019", "de", None, "2019-12-25", id="second above 12 in a day-first language"),
        pytest.param("25.12.2019", None, None, "2019-12-25", id="dots"),
        pytest.param("05/05/2019", None, None, "2019-05-05", id="both readings the same"),
        pytest.param("2019-12-02", None, "mdy", "2019-12-02", id="year first needs no order"),
    ],
)
def test_reads_days_in_numbers_where_the_order_is_certain(phrase, language, order, expected):
    assert parse(phrase, language=language, order=order) == PartialDate(expected, Precision.DAY)


@pytest.mark.parametrize("language", [None, "en", "en-US", "en-GB", "xh", "xx", ""])
@pytest.mark.parametrize("phrase", cases("02/12/2019", "02.12.2019", "2-12-2019", "2 12 2019", "۲/۱۲/۲۰۱۹"))
def test_asks_for_the_order_where_both_are_possible(phrase, language):
    with pytest.raises(AmbiguousDate) as caught:
        parse(phrase, language=language)
    assert caught.value.readings == ("2019-12-02", "2019-02-12")


def test_an_order_that_does_not_fit_is_refused_and_not_turned_round():
    with pytest.raises(NotADate, match="no month 25"):
        parse("12/25/2019", order="dmy")


@pytest.mark.parametrize(
    ("phrase", "hint"),
    [
        pytest.param("early December 2019", "2019-12", id="early"),
        pytest.param("mid-2019", "2019", id="mid"),
        pytest.param("late December 2019", "2019-12", id="late"),
        pytest.param("about 2 December 2019", "2019-12", id="about"),
        pytest.param("أوائل ديسمبر 2019", "2019-12", id="ar"),
        pytest.param("منتصف كانون الأول 2019", "2019-12", id="ar levant"),
        pytest.param("Anfang Dezember 2019", "2019-12", id="de"),
        pytest.param("début décembre 2019", "2019-12", id="fr"),
        pytest.param("mi-décembre 2019", "2019-12", id="fr mid"),
        pytest.param("a finales de diciembre de 2019", "2019-12", id="es"),
        pytest.param("начало декабря 2019", "2019-12", id="ru"),
        pytest.param("اواخر دسامبر ۲۰۱۹", "2019-12", id="fa"),
        pytest.param("اوایل آذر ۱۳۹۸", None, id="fa jalali"),
        pytest.param("13 out of 2021", None, id="en, though out is October in pt"),
    ],
)
def test_what_says_only_roughly_when_is_refused_with_the_next_step(phrase, hint):
    with pytest.raises(NotADate, match="says only roughly when") as caught:
        parse(phrase)
    assert caught.value.hint.endswith(f": {hint}" if hint else ", as 2019-12 or 2019")


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param(" \u200f ", "empty", id="blank"),
        pytest.param("May", "no year", id="month only"),
        pytest.param("99", "no year of four digits", id="two digits"),
        pytest.param("2/12", "no year of four digits", id="day and month"),
        pytest.param("2 December", "no year of four digits", id="day and month name"),
        pytest.param("2/12/19", "no year of four digits", id="two-digit year"),
        pytest.param("2 Dec '19", "no year of four digits", id="two-digit year with a word"),
        pytest.param("98/9/11", "no year of four digits", id="two-digit jalali year"),
        pytest.param("today", "depends on the day it was written", id="today"),
        pytest.param("أمس", "depends on the day it was written", id="yesterday in arabic"),
        pytest.param("last December 2019", "depends on the day it was written", id="last"),
        pytest.param("2019-02-30", "no day 30", id="no such day"),
        pytest.param("31 November 2019", "no day 31", id="no such day in words"),
        pytest.param("2019-13-01", "no month 13", id="no such month"),
        pytest.param("2019-00-01", "no month 0", id="month zero"),
        pytest.param("2019-01-00", "no day 0", id="day zero"),
        pytest.param("0 December 2019", "no day 0", id="day zero in words"),
        pytest.param("0999", "not between 1000 and 2999", id="too early"),
        pytest.param("3000-01-01", "not between 1000 and 2999", id="too late"),
        pytest.param("-0044-03-15", "begins with “-”", id="before christ"),
        pytest.param("-2019-12-02", "begins with “-”", id="negative"),
        pytest.param("2-5 December 2019", "more numbers", id="range of days"),
        pytest.param("2, 3 December 2019", "more numbers", id="two days"),
        pytest.param("1 and 2 December 2019", "“and” is no part", id="two days with and"),
        pytest.param("November-December 2019", "more than one month", id="two months"),
        pytest.param("تشرين الثاني/ديسمبر 2019", "more than one month", id="two months in arabic"),
        pytest.param("2010–11", "range", id="range of years"),
        pytest.param("2019-20", "no month 20", id="season"),
        pytest.param("2019-336", "no month with its year", id="ordinal date"),
        pytest.param("2019-W49", "it is a week", id="week"),
        pytest.param("2019.0", "no month with its year", id="float"),
        pytest.param("143801", "neither a day nor a year", id="six digits that are no date"),
        pytest.param("201912", "neither a day nor a year", id="six digits"),
        pytest.param("02122019", "no month 20", id="compact day first"),
        pytest.param("2 2019", "no month", id="day and year"),
        pytest.param("Monday, December 2019", "not which day", id="weekday without day"),
        pytest.param("before December 2019", "“before” is no part", id="before"),
        pytest.param("before Monday 02/12/2019", "“before” is no part", id="before a weekday"),
        pytest.param("2 Dec 2019 pm", "“pm” is no part", id="half a time"),
        pytest.param("2019?", "“?” is no part", id="doubt"),
        pytest.param("2019e", "“e” is no part", id="estimate"),
        pytest.param("2010s", "“s” is no part", id="decade"),
        pytest.param("12:00", "no", id="time only"),
    ],
)
def test_refuses_with_a_reason(phrase, reason):
    with pytest.raises(NotADate) as caught:
        parse(phrase)
    assert reason in caught.value.reason
    assert caught.value.phrase == phrase
    assert caught.value.hint


@pytest.mark.parametrize(
    ("phrase", "reason", "hint"),
    [
        pytest.param("43801", "spreadsheet", "2019-12-02, or 2023-12-03 where days count from 1904", id="serial"),
        pytest.param("43801.75", "spreadsheet", "this as 2019-12-02", id="serial with a time of day"),
        pytest.param("1575244800", "seconds", "it is 2019-12-02", id="seconds"),
        pytest.param("1575244800000", "milliseconds", "it is 2019-12-02", id="milliseconds"),
        pytest.param("unknown", "no part", '"unknown" = ""', id="unknown"),
        pytest.param("n.d.", "no part", '"n.d." = ""', id="not dated"),
        pytest.param("Ohne Datum", "no part", '"Ohne Datum" = ""', id="in german"),
        pytest.param("نامشخص", "no part", "[names.as_of]", id="in persian"),
    ],
)
def test_what_a_program_or_nobody_wrote_as_a_date_is_refused_with_the_next_step(phrase, reason, hint):
    with pytest.raises(NotADate) as caught:
        parse(phrase)
    assert reason in caught.value.reason
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "phrase", cases("2 Dec 2019 10h30", "Monday, December 2, 2019 AD 3:30:42pm PST", "2 Dec 2019 10:00 MSK")
)
def test_hours_and_zones_are_left_to_dateutil(phrase):
    assert parse(phrase) == DAY


def test_a_whole_article_is_no_date_and_is_not_repeated():
    with pytest.raises(NotADate, match="too long") as caught:
        parse("2 December 2019 " * 10_000)
    assert len(str(caught.value)) < 200


def test_dateutil_does_not_fill_in_a_day():
    assert parse("Dec 2019 10h30") == MONTH


@given(GREGORIAN_ONLY)
@example(date(2999, 12, 31))
def test_iso_dates_of_every_precision_come_back_as_they_are(day):
    iso = day.isoformat()
    assert parse(iso) == PartialDate(iso, Precision.DAY)
    assert parse(iso[:7]) == PartialDate(iso[:7], Precision.MONTH)
    assert parse(iso[:4]) == PartialDate(iso[:4], Precision.YEAR)


@given(st.dates(date(1850, 1, 1), date(2100, 12, 31)))
def test_jalali_dates_come_back_as_the_day_they_were_made_from(day):
    jalali = JalaliDate(day)
    names = calendar_of("fa")["jalali_months"][str(jalali.month)]
    expected = PartialDate(day.isoformat(), Precision.DAY)
    assert parse(f"{jalali.day} {names[0]} {jalali.year}") == expected
    assert parse(f"{jalali.year}/{jalali.month}/{jalali.day}", language="fa") == expected


@given(GREGORIAN_ONLY, st.sampled_from(languages()))
def test_what_is_said_is_read_again(day, language):
    iso = day.isoformat()
    for part in (iso, iso[:7], iso[:4]):
        assert parse(say(part, language=language), language=language).iso == part


PIECES = (
    "2 12 25 31 99 2019 1398 1441 019 20191202 Dec december декабря آذر ديسمبر دسامبر رمضان كانون الأول Mon mid "
    "early pm 10:30 EST h30 T Z of de г . , / - – ' ( ) ۱۲ ۱۳۹۸ +03:30 ß \u2068 \x00 am st ² ½"
)
any_phrase = st.text(max_size=25) | st.lists(st.sampled_from(PIECES.split()), max_size=7).flatmap(
    lambda pieces: st.sampled_from([" ", "", "/", "-", "."]).map(lambda mark: mark.join(pieces))
)


@given(any_phrase, st.sampled_from([None, "en", "fa", "de", "ar", "xx"]), st.sampled_from([None, "dmy", "mdy", "ymd"]))
def test_any_text_gives_a_date_or_one_of_two_refusals(phrase, language, order):
    try:
        found = parse(phrase, language=language, order=order)
    except (NotADate, AmbiguousDate) as refusal:
        assert refusal.phrase == phrase  # noqa: PT017 -- most phrases are refused, some are not
    else:
        assert precision(found.iso) is found.precision
        assert span(found)[0][:4] >= "1000"


@given(any_phrase)
def test_no_part_is_filled_in_that_the_phrase_does_not_give(phrase):
    try:
        found = parse(phrase)
    except (NotADate, AmbiguousDate):
        return
    plain = fold(phrase)
    numbers = [int(number) for number in re.findall("[0-9]+", plain)]
    if found.iso[:4] not in plain:  # a Jalali day: year, month or its name, and day were all given
        assert found.precision is Precision.DAY
        assert any(1000 <= number <= 1500 or number > 10_000_000 for number in numbers)
    elif found.precision is Precision.DAY:
        day = int(found.iso[8:])
        assert day in numbers or any(number > 10_000_000 and number % 100 == day for number in numbers)
    elif found.precision is Precision.MONTH:
        assert int(found.iso[5:]) in numbers or any(word.isalpha() for word in re.findall(r"[^\W\d_]+", plain))


def test_a_column_proves_its_order():
    assert column_order(["02/12/2019", "25/12/2019"]) == "dmy"
    assert column_order(["02/12/2019", "12/25/2019 10:00"]) == "mdy"
    assert column_order(["۰۲/۱۲/۲۰۱۹", "۲۵/۱۲/۲۰۱۹"]) == "dmy"


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param([], id="empty"),
        pytest.param(["02/12/2019", "05/05/2019"], id="no proof"),
        pytest.param(["25/12/2019", "12/25/2019"], id="conflict"),
        pytest.param(["2019-12-25", "25 December 2019", "25/12/19", "killed", ""], id="no such dates"),
        pytest.param(["45/12/2019", "25/13/2019"], id="no dates at all"),
    ],
)
def test_a_column_without_clear_proof_has_no_order(cells):
    assert column_order(cells) is None


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2019-12-02", ("2019-12-02", "2019-12-02")),
        ("2019-12", ("2019-12-01", "2019-12-31")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("1900-02", ("1900-02-01", "1900-02-28")),
        ("2019", ("2019-01-01", "2019-12-31")),
        ("2999-12", ("2999-12-01", "2999-12-31")),
        ("1402-05-12", ("1402-05-12", "1402-05-12")),
    ],
)
def test_a_date_spans_its_days(iso, expected):
    assert span(iso) == expected
    assert span(PartialDate(iso, precision(iso))) == expected


@pytest.mark.parametrize(
    "iso", ["", "2019-1", "2019-02-30", "2019-13", "2019-00", "2019-01-00", "2 Dec 2019", "٢٠١٩", "2019-12-02\n"]
)
def test_span_and_precision_take_iso_dates_only(iso):
    with pytest.raises(NotADate):
        span(iso)
    with pytest.raises(NotADate):
        precision(iso)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2019-12-03", "2019-12-02", True),
        ("2019-12-02", "2019-12-02", False),
        ("2019-12-02", "2019-12", False),
        ("2020-01", "2019-12-31", True),
        ("2019-12", "2019-11", True),
        ("2019-12", "2019", False),
        ("2020", "2019", True),
    ],
)
def test_later_means_certainly_later(a, b, expected):
    assert is_later(a, b) is expected
    assert not (expected and is_later(b, a))


def test_a_date_is_said_no_more_precisely_than_it_is():
    assert [say(date) for date in (DAY, MONTH, YEAR)] == ["2 Dec 2019", "Dec 2019", "2019"]
    assert say("2019-12-02", language="de") == "2. Dez. 2019"
    assert [say(date, language="ru") for date in (DAY, MONTH)] == ["2 декабря 2019", "декабрь 2019"]
    assert say("2019-12-02", language="zh") == "2019-12-02"


def test_only_one_name_means_two_things_in_two_languages():
    meanings: dict[str, set] = {}
    for language in languages():
        for name, word in words_of(language):
            meanings.setdefault(fold(name), set()).add(word)
    assert {name for name, found in meanings.items() if len(found) > 1} == {"listopad", "listopada"}


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("27 במרץ 2002", "2002-03-27"),
        ("2 grudnia 2020 r.", "2020-12-02"),
        ("vrijdag 26 mei 2023", "2023-05-26"),
        ("26. května 2023", "2023-05-26"),
        ("2023. május 26.", "2023-05-26"),
        ("26 maj 2023", "2023-05-26"),
        ("26 Μαΐου 2023", "2023-05-26"),
        ("17 Agustus 2023", "2023-08-17"),
        ("12 noiembrie 2020", "2020-11-12"),
        ("26. svibnja 2023.", "2023-05-26"),
        ("1 октомври 2020 г.", "2020-10-01"),
        ("16 ডিসেম্বর ২০২৩", "2023-12-16"),
        ("৫ই জানুয়ারি, ২০২৪", "2024-01-05"),
        ("۵ مئی ۲۰۲۴", "2024-05-05"),
        ("5 ستمبر 2024ء", "2024-09-05"),
        ("5 Machi 2024", "2024-03-05"),
        ("५ डिसेम्बर २०२३", "2023-12-05"),
        ("5 மார்ச் 2024", "2024-03-05"),
        ("၉ ဧပြီ ၂၀၂၁", "2021-04-09"),
        ("၂၀၂၁ ခုနှစ် ဧပြီလ ၉ ရက်", "2021-04-09"),
        ("ថ្ងៃទី 22 ខែ វិច្ឆិកា ឆ្នាំ 2010", "2010-11-22"),
        ("9 ኖቬምበር 2020", "2020-11-09"),
        ("13 Gulan 2014", "2014-05-13"),
    ],
)
def test_months_of_further_languages_are_read(phrase, expected):
    assert parse(phrase).iso == expected


@pytest.mark.parametrize(
    ("phrase", "order", "written"),
    [
        ("3/14/20", None, ("%m/%d/%y",)),
        ("14.3.20", None, ("%d.%m.%y",)),
        ("4-3-20", None, ("%d-%m-%y", "%m-%d-%y")),
        ("4-3-20", "mdy", ("%m-%d-%y",)),
        ("44/3/20", None, ()),
    ],
)
def test_a_year_of_two_digits_says_in_which_ways_the_date_may_be_written(phrase, order, written):
    with pytest.raises(NotADate) as caught:
        parse(phrase, order=order)
    assert (caught.value.written, caught.value.lacks_year) == (written, False)


@pytest.mark.parametrize("phrase", ["4 août", "12 ene", "5/10", "June 3", "May"])
def test_a_day_without_its_year_says_that_only_the_year_is_missing(phrase):
    with pytest.raises(NotADate) as caught:
        parse(phrase)
    assert (caught.value.written, caught.value.lacks_year, caught.value.hint) == ((), True, "write the year in full")


@pytest.mark.parametrize("phrase", ["Monday", "1st", "May and June"])
def test_a_phrase_that_no_year_makes_a_date_of_does_not_say_that_only_the_year_is_missing(phrase):
    with pytest.raises(NotADate) as caught:
        parse(phrase)
    assert not caught.value.lacks_year


@pytest.mark.parametrize("phrase", ["2 listopada 2020", "listopad 2020"])
def test_a_name_of_two_months_is_one_by_its_language_alone(phrase):
    assert [parse(phrase, language=language).iso[:7] for language in ("pl", "hr")] == ["2020-11", "2020-10"]
    for language in (None, "de"):
        with pytest.raises(NotADate, match="by its language") as caught:
            parse(phrase, language=language)
        assert "--language hr" in caught.value.hint


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("2008年9月18日", "2008-09-18"),
        ("2008年9月18日12时", "2008-09-18"),
        ("2011年3月11日（金）14時46分", "2011-03-11"),
        ("2024年5月3日 星期五", "2024-05-03"),
        ("1995年（平成7年）\n1月17日", "1995-01-17"),
        ("2019年(令和元年)10月12日", "2019-10-12"),
        ("2024年5月3日 12:30", "2024-05-03"),
        ("令和6年3月1日", "2024-03-01"),
        ("令和元年５月", "2019-05"),
        ("平成23年（2011年）3月11日(金) 14時46分", "2011-03-11"),
        ("昭和64年1月7日", "1989-01-07"),
        ("平成31年", "2019"),
        ("民國113年4月3日", "2024-04-03"),
        ("中華民國 99 年 9 月", "2010-09"),
        ("2023년 5월 26일", "2023-05-26"),
        ("2023년 5월 26일 오후 3시", "2023-05-26"),
        ("2011年3月", "2011-03"),
        ("2008年", "2008"),
    ],
)
def test_dates_of_chinese_japanese_and_korean_are_read(phrase, expected):
    assert parse(phrase).iso == expected


@pytest.mark.parametrize(
    "phrase",
    ["2008年13月", "2008年9月31日", "2008年9月0日", "1350年", "9月18日", "2008年秋天", "令和6年度", "113年3月1日"],
)
def test_what_is_no_certain_date_of_chinese_japanese_and_korean_is_refused(phrase):
    with pytest.raises(NotADate):
        parse(phrase)


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("平成31年5月1日", "from 1989-01-08 to 2019-04-30"),
        ("昭和0年", "from 1926-12-25"),
        ("平成23年(2012年)3月11日", "平成23年 is 2011, and beside it stands 2012"),
    ],
)
def test_a_date_that_lies_outside_its_era_is_refused(phrase, reason):
    with pytest.raises(NotADate) as caught:
        parse(phrase)
    assert reason in caught.value.reason
    assert caught.value.phrase == phrase


@pytest.mark.parametrize("language", languages())
def test_a_language_file_is_complete(language):
    content = calendar_of(language)
    assert content["language"] == language
    assert set(content["months"]) == {str(month) for month in range(1, 13)}
    assert len(content["say"]) == 12
    assert all(len(name) <= 3 for name in lexicon())


def test_reading_iso_dates_loads_neither_dateutil_nor_persiantools_nor_a_language():
    program = (
        "import sys; from claims.dates import parse, span; parse('2019-12-02'); parse('2019-12'); span('2019');"
        "print([name for name in ('dateutil', 'persiantools', 'tomllib', 'difflib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("1340 AD", "1340"),
        ("1403-7-21 AD", "1403-07-21"),
        ("1403/07 CE", "1403-07"),
        ("CE 1457", "1457"),
        ("7 May 1311 AD", "1311-05-07"),
        ("سنة 1290 م", "1290"),
    ],
)
def test_a_year_that_is_said_to_be_gregorian_is_taken_as_such(phrase, expected):
    assert parse(phrase).iso == expected


def test_a_year_of_two_calendars_is_refused_with_the_way_to_say_which():
    with pytest.raises(NotADate) as caught:
        parse("1340")
    assert "1340 AD" in caught.value.hint


def test_a_persian_month_of_a_gregorian_year_is_refused():
    with pytest.raises(NotADate, match="joins a Gregorian year with the Persian calendar"):
        parse("3 Mehr 1340 AD")


@pytest.mark.parametrize(
    ("phrase", "iso"),
    [
        ("12 de março de 2020", "2020-03-12"),
        ("2021-janeiro", "2021-01"),
        ("27 gennaio 2021", "2021-01-27"),
        ("6 Şubat 2023", "2023-02-06"),
        ("24 лютого 2022 року", "2022-02-24"),
    ],
)
def test_reads_months_of_portuguese_italian_turkish_and_ukrainian(phrase, iso):
    assert parse(phrase).iso == iso


# Years before 1000, weeks, quarters and days in a row


@pytest.mark.parametrize(
    ("phrase", "iso", "said"),
    [
        ("AD 79", "0079", "79 AD"),
        ("79 AD", "0079", "79 AD"),
        ("A.D. 526", "0526", "526 AD"),
        ("526 CE", "0526", "526 AD"),
        ("May 526 AD", "0526-05", "May 526 AD"),
        ("20 May 526 AD", "0526-05-20", "20 May 526 AD"),
        ("24 August AD 79", "0079-08-24", "24 Aug 79 AD"),
        ("1138 AD", "1138", "1138"),
    ],
)
def test_a_year_before_1000_is_read_beside_its_era_and_said_with_it(phrase, iso, said):
    date = parse(phrase)
    assert (date.iso, say(date), parse(say(date))) == (iso, said, date)
    assert say(date, language="de") == (iso if iso < "1000" else said)


@pytest.mark.parametrize("phrase", ["526", "20 May 526", "0526", "0526-05-20", "20.05.0526", "0020-03-15"])
def test_a_year_before_1000_without_its_era_is_asked_about(phrase):
    with pytest.raises(NotADate) as caught:
        parse(phrase)
    assert "AD; a mapping says it of a column" in caught.value.hint


@pytest.mark.parametrize("phrase", ["373 BC", "BC 373", "373 BCE"])
def test_years_before_the_first_are_not_kept(phrase):
    with pytest.raises(NotADate, match="years before the year 1 are not kept"):
        parse(phrase)


def test_dates_before_1000_are_in_order_with_others():
    assert span(parse("AD 79")) == ("0079-01-01", "0079-12-31")
    assert is_later(parse("1138"), parse("526 AD"))
    assert not is_later(parse("AD 79"), parse("526 AD"))


@pytest.mark.parametrize(
    "phrase", ["2024-W12", "2024W12", "2024 W12", "W12 2024", "Week 12, 2024", "EW 12 2024", "epi week 12 2024"]
)
def test_a_week_is_asked_about_with_its_days(phrase):
    with pytest.raises(NotADate, match="it is a week, not one date") as caught:
        parse(phrase)
    assert caught.value.hint.startswith("by ISO 8601 it is from 2024-03-18 to 2024-03-24; others begin weeks on Sunday")


def test_a_day_by_its_week_is_a_day_and_a_week_that_there_is_not_is_said():
    assert parse("2024-W12-3") == parse("2024W123") == PartialDate("2024-03-20", Precision.DAY)
    with pytest.raises(NotADate, match="there is no such day of a week"):
        parse("2023-W53-1")
    with pytest.raises(NotADate, match="2023 has no week 53"):
        parse("2023-W53")


@pytest.mark.parametrize("phrase", ["2020-Q3", "2020Q3", "Q3 2020", "q3/2020"])
def test_a_quarter_is_asked_about_with_its_months(phrase):
    with pytest.raises(NotADate, match="it is a quarter of a year") as caught:
        parse(phrase)
    assert caught.value.hint == "write its last month, 2020-09, and as period_start its first, 2020-07"


@pytest.mark.parametrize(
    "phrase", ["3–5 May 2020", "3-5 May 2020", "May 3–5, 2020", "2020-05-03 to 2020-05-05", "2020-05-03/2020-05-05"]
)
def test_days_in_a_row_are_asked_about_with_the_fields_for_them(phrase):
    with pytest.raises(NotADate) as caught:
        parse(phrase)
    assert caught.value.hint.startswith("write the last day as as_of, and the first as period_start")


@pytest.mark.parametrize("phrase", ["3 May 2013 2013", "2013-05-03 2013", "03 مايو 2013 2013"])
def test_a_year_that_is_added_to_a_date_with_that_year_is_said_twice(phrase):
    assert parse(phrase) == parse("2013-05-03")


def test_a_year_that_is_added_to_a_date_with_another_is_refused():
    with pytest.raises(NotADate):
        parse("3 May 2012 2013")


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("16/III/2022", "2022-03-16"),
        ("27-II-2021", "2021-02-27"),
        ("3. IX. 1998", "1998-09-03"),
        ("5 X 2023", "2023-10-05"),
        ("31/IIII/2022", None),
        ("30/II/2022", None),
        ("IV/2022", None),
    ],
)
def test_months_in_roman_numerals_are_read_between_day_and_year(phrase, expected):
    if expected is None:
        with pytest.raises(NotADate):
            parse(phrase)
    else:
        assert parse(phrase).iso == expected
