"""What Arabic, Persian and Russian agencies write of figures and of who says them, in turns that real news held."""

import pytest

from claims.extractors import Known
from claims.extractors.gate import judge
from claims.extractors.rules import Rules
from claims.model import Document


def proposed(language: str, text: str) -> list[tuple[str | None, str, str | None]]:
    document = Document(id="d", text=text, language=language)
    passed = judge(list(Rules().propose(document, Known())), document, Known()).passed
    return [(one.candidate.measure, one.candidate.says, one.candidate.source) for one in passed]


PASSED_ON = [
    (
        "Вице-мэр Анна Орлова заявила на брифинге, что в ходе боев погибли 14 человек, передает ТАСС.",
        [("killed", "14", "Вице-мэр Анна Орлова")],
    ),
    ("Погибли 14 человек, передает ТАСС.", [("killed", "14", "ТАСС")]),
]


@pytest.mark.parametrize(("text", "claims"), PASSED_ON)
def test_an_agency_behind_a_sentence_passes_on_who_said_it_all(text, claims):
    assert proposed("ru", text) == claims


WORDED = [
    ("ru", "В городские стационары поступили 88 человек.", [("injured", "88", None)]),
    ("ru", "Шесть детей доставили в областную клиническую больницу.", [("injured", "6", None)]),
    ("ru", "МЧС эвакуировало 136 тысяч граждан.", [("evacuated", "136,000", None)]),
    ("ru", "Миссия верифицировала 340 случаев гибели и 76 случаев ранения.", None),
    ("ru", "Убиты свыше 10,000 мирных жителей.", [("killed", "more than 10,000", None)]),
    ("ar", "ما أسفر عن خروج القطار عن السكة، وعن انقلاب عربتين وإصابة العشرات.", [("injured", "tens", None)]),
    ("fa", "۶ نفر به بیمارستان شهید رجایی منتقل شدند.", [("injured", "6", None)]),
    ("fa", "این حمله ۵۲ قربانی داشت که ۴۶ نفرشان دختر بودند.", [("killed", "52", None), ("killed", "46", None)]),
]


@pytest.mark.parametrize(("language", "text", "claims"), WORDED)
def test_reads_the_wording_of_agencies(language, text, claims):
    found = proposed(language, text)
    assert found == claims if claims else [one[:2] for one in found] == [("killed", "340"), ("injured", "76")]


TOLD_OF = [
    ("ru", "Комиссия установила имена 112 убитых, говорит ее секретарь Анна Орлова.", ["секретарь Анна Орлова"]),
    ("ru", "Журналисты установили имена 217 погибших.", ["Журналисты"]),
    ("ru", "ООН зафиксировала 12 погибших, передает ТАСС.", ["ООН"]),
    ("ru", "Один человек ранен, сообщили в СУСК по Омской области.", ["СУСК по Омской области"]),
    ("ar", "وأوقعت السيول 12 قتيلا، وفق تقديرات أولية من وزارة الصحة.", ["وزارة الصحة"]),
    ("ar", "وأوقعت السيول 12 قتيلا وفق معلومات أولية.", [None]),
    ("ar", "أكد مدير الوحدة أن ولاية باجة سجلت 10 حرائق خلفت وفاة شخصين.", ["مدير الوحدة"]),
    ("ru", "Погибли 16 человек, сообщает РИА Новости со ссылкой на свои источники.", ["РИА Новости"]),
    ("ru", "Погибли 16 человек, сообщили РИА Новости в МЧС.", ["МЧС"]),
    ("fa", "تشکل های صنفی معلمان از بازداشت ۱۵ تن خبر دادند.", ["تشکل های صنفی معلمان"]),
    (
        "fa",
        "با استناد به آمار به ثبت رسیده در مرکز آمار سازمان هه‌نگاو، ۱۲ نفر بازداشت شدند.",
        ["مرکز آمار سازمان هه‌نگاو"],
    ),
]


@pytest.mark.parametrize(("language", "text", "sources"), TOLD_OF)
def test_who_counts_and_who_tells_are_told_apart(language, text, sources):
    assert [source for _, _, source in proposed(language, text)] == sources


LISTED = [
    (
        "ar",
        "أعلن مكتب الإسعاف مقتل 27 شخصا خلال الشهر الماضي، بينهم 17 مدنيا، وطفلان وثلاث نساء.",
        ["27", "17", "2", "3"],
    ),
    ("fa", "شمار جان‌باختگان به ۲۰۳۶ شهید رسید.", ["2,036"]),
    ("fa", "تعداد کل شهدا و مجروحان به ۱۰۶۴۶ نفر رسیده است.", []),
    ("ru", "Количество политзаключенных превышало 1500 человек.", ["more than 1,500"]),
    ("ru", "Правозащитники признали политзаключенными еще 14 человек.", ["14"]),
    ("ru", "Выявлено 364 случая холеры, 18 из которых привели к летальному исходу.", ["18"]),
    ("fa", "هر هفته دست‌کم ۱۱ نفر بازداشت شدند.", []),
    ("ru", "Ежегодно от холеры умирают до 143 тысяч человек.", []),
    ("ar", "يموت 12 شخصا يوميا.", []),
    ("ru", "На место происшествия выехали семь человек.", []),
    ("ru", "Казнены 64 человека – это в среднем девять казней в день.", ["64"]),
    ("ar", "ارتفعت حصيلة إصابات مرض الحصبة إلى 95 بينها 13 حالة وفاة.", ["13"]),
    ("ar", "سجلت الوزارة (798) حالة وفاة في (19) محافظة من بين (22) محافظة.", ["798"]),
    ("ru", "Известно о как минимум двух жертвах среди гражданских.", ["at least 2"]),
    ("fa", "این حمله دست‌کم جان ۲۲ نفر را گرفت.", ["at least 22"]),
    ("fa", "دو سرباز کشته و یک سرباز دیگر زخمی شد.", ["2", "1"]),
    ("fa", "یک زن کشته و دو مرد زخمی شدند.", ["1", "2"]),
    ("fa", "یک سرباز گفت دو نفر کشته شدند.", ["2"]),
]


@pytest.mark.parametrize(("language", "text", "figures"), LISTED)
def test_counts_what_a_list_goes_on_with_and_no_rates(language, text, figures):
    assert [says for _, says, _ in proposed(language, text)] == figures


GROWN = [
    ("ru", "Число погибших за сутки выросло на 5 человек и достигло 120.", [("5", ["increase"]), ("120", [])]),
    ("ar", "ارتفع عدد القتلى بمقدار 5 إلى 120.", [("5", ["increase"]), ("120", [])]),
]


@pytest.mark.parametrize(("language", "text", "figures"), GROWN)
def test_by_how_much_a_figure_grew_is_marked_as_an_increase(language, text, figures):
    found = Rules().propose(Document(id="d", text=text, language=language), Known())
    assert [(one.says, [*map(str, one.flags)]) for one in found] == figures
