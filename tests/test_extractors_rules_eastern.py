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


FIGURES = [
    ("ar", "أصيب (18) طفلا و(4) مسعفين بحالات اختناق.", [("injured", "18"), ("injured", "4")]),
    ("ar", "٢- ارتفاع عدد المصابين الى (٩٦٦) في بغداد.", [("injured", "966")]),
    ("ar", "لقد قتلوا بالرصاص ستة أشخاص وذبحوا أربعة آخرين.", [("killed", "6"), ("killed", "4")]),
    ("ar", "ما أسفر عن مقتل “11 مدنيا بينهم خمسة أطفال”.", [("killed", "11"), ("killed", "5")]),
    ("ar", "توفي 4 منهم، أما القارب الثاني فكان يحمل 69 مهاجرا، بينهم مصريان.", [("killed", "4")]),
    ("ar", "نقل 33 مصابا إلى مستشفى المدينة و21 إلى مستشفى الساحل.", [("injured", "33"), ("injured", "21")]),
    ("ar", "وقال إن40 من بين الجرحى أصيبوا بالرصاص.", [("injured", "40")]),
    ("ar", "مقتل خمسة مدنيين من عائلة واحدة.", [("killed", "5")]),
    ("fa", "دو نفر کشته و14 نفر مصدوم شدند.", [("killed", "2"), ("injured", "14")]),
    ("fa", "حملات منجر به کشته شدن دست‌کم ۲۳ کودک شده است.", [("killed", "at least 23")]),
    ("fa", "۱۵۶ بیمار مبتلا به کرونا جان خود را از دست دادند.", [("killed", "156")]),
    ("ru", "Среди пострадавших трое детей — 3, 5 и 17 лет.", [("injured", "3")]),
    ("ru", "345 погибших (+4 за сутки).", [("killed", "345")]),
    (
        "ru",
        "Число пострадавших жителей района в результате столкновения достигло 183 человек, 34 человека скончались.",
        [("injured", "183"), ("killed", "34")],
    ),
    (
        "ru",
        "Число погибших в результате оползня 6 мая в горах магнитудой 7,8 близ двух селений превысило 19 300.",
        [("killed", "more than 19,300")],
    ),
    ("ru", "В больницы попали более 200 человек.", [("injured", "more than 200")]),
    ("ru", "Ранены от трех до пяти сотрудников милиции.", [("injured", "between 3 and 5")]),
    ("ru", "Границу пересекли 82,4 миллиона беженцев.", [("displaced", "82,400,000")]),
]


@pytest.mark.parametrize(("language", "text", "figures"), FIGURES)
def test_figures_count_what_their_words_say(language, text, figures):
    assert [(one.measure, one.says) for one in candidates(language, text)] == figures


NO_CLAIMS = [
    ("ar", "سجلت الوزارة 149 إصابة جديدة بفيروس كورونا."),
    ("ar", "ارتفع عدد الإصابات بالفيروس إلى 62313."),
    ("fa", "در هنگام فرار از زلزله ۳۰ نفر به پارک رفتند."),
    ("ru", "Материалы на 32 человек передали в суд."),
]


@pytest.mark.parametrize(("language", "text"), NO_CLAIMS)
def test_what_counts_no_one_harmed_is_no_claim(language, text):
    assert candidates(language, text) == []
