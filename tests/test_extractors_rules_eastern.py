"""Who says a figure, and what counts none, in Arabic, Persian and Russian as news agencies write them."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document


def candidates(language: str, text: str) -> list:
    return list(Rules().propose(Document(id="d", text=text, language=language), Known()))


SOURCES = [
    ("ar", "وأوقع القصف، وفق المرصد، تسعة قتلى في البلدة.", ["المرصد"]),
    ("ar", "وأسفرت الضربة، حسب الدفاع المدني، عن مقتل 14 شخصا.", ["الدفاع المدني"]),
    ("ar", "وكان ناشطون قد تحدثوا عن مقتل 10 أشخاص.", ["ناشطون"]),
    ("ar", "وقال علي الحسيني مدير المستشفى إن 12 شخصا قتلوا.", ["علي الحسيني مدير المستشفى"]),
    ("ar", 'ونقلت وكالة الأنباء "سانا"، عن مدير الصحة زياد المحمد، أن 16 شخصا أصيبوا.', ["مدير الصحة زياد المحمد"]),
    ("ar", "كشفت إحصائية لوزارة الصحة عن مقتل تسعة متظاهرين.", ["وزارة الصحة"]),
    ("fa", "وزارت داخله تاکید کرده است که ۱۰ تن زخمی شده‌اند.", ["وزارت داخله"]),
    ("fa", "مقام‌های پولیس تأیید کرده‌اند که ۵ تن کشته شده‌اند.", ["مقام‌های پولیس"]),
    ("fa", "سازمان بحران (NDMA) در تازه‌ترین گزارش خود اعلام کرد: ۲۳ نفر جان باخته‌اند.", ["سازمان بحران"]),
    ("fa", "مراد رستمی، سخنگوی پلیس، در پیامی کوتاه، شمار کشته‌شدگان را ۳۱ نفر اعلام کرد.", ["مراد رستمی"]),
    ("fa", "شهردار منطقه در گزارشی از سیل، از کشته شدن ۴ نفر خبر داد.", ["شهردار منطقه"]),
    ("fa", "سرهنگ رضا ملکی در گفت و گو با خبرنگار ما اظهار کرد: ۵ نفر کشته شدند.", ["سرهنگ رضا ملکی"]),
    ("fa", "معاون شهرهای بانه، سقز و مریوان گفت: چهار نفر کشته شدند.", ["معاون شهرهای بانه"]),
    (
        "ru",
        "Погибли 912 человек, сообщил в понедельник, 6 марта, президент страны Иван Петров.",
        ["президент страны Иван Петров"],
    ),
]


@pytest.mark.parametrize(("language", "text", "sources"), SOURCES)
def test_who_says_a_figure_is_named_whole(language, text, sources):
    assert [one.source for one in candidates(language, text)] == sources


def test_a_sentence_further_on_in_the_next_paragraph_names_no_one_for_what_stands_before():
    text = "В городе погибли 12 человек.\nДороги размыло. Об этом сообщили в мэрии."

    assert [one.source for one in candidates("ru", text)] == [None]


def test_those_among_whom_others_are_give_a_figure_no_population():
    found = candidates("ar", "بلغ عدد الجرحى 43 بينهم أطفال ونساء.")

    assert [(one.measure, one.says, one.population) for one in found] == [("injured", "43", "all")]


NO_CLAIMS = [
    ("ar", "سجلت الوزارة 149 إصابة جديدة بفيروس كورونا."),
    ("ar", "ارتفع عدد الإصابات بالفيروس إلى 62313."),
    ("fa", "در هنگام فرار از زلزله ۳۰ نفر به پارک رفتند."),
    ("ru", "Материалы на 32 человек передали в суд."),
]


@pytest.mark.parametrize(("language", "text"), NO_CLAIMS)
def test_what_counts_no_one_harmed_is_no_claim(language, text):
    assert candidates(language, text) == []
