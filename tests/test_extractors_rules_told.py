"""Whom Russian, Arabic and Persian news make the source where verbs, agencies and dates stand around the name."""

import pytest

from claims.extractors import Known
from claims.extractors.gate import judge
from claims.extractors.rules import Rules
from claims.model import Document


def proposed(language: str, text: str) -> list[tuple[str | None, str, str | None]]:
    document = Document(id="d", text=text, language=language)
    passed = judge(list(Rules().propose(document, Known())), document, Known()).passed
    return [(one.candidate.measure, one.candidate.says, one.candidate.source) for one in passed]


FRONTED = [
    ("О гибели 14 рыбаков сообщил мэр в субботу.", ["мэр"]),
    ("О 14 погибших заявила глава района 12 мая.", ["глава района"]),
    ("Гибель 14 горняков и двух врачей подтвердили власти области еще утром.", ["власти области"] * 2),
    ("В 9 часов сообщила полиция о гибели двух рыбаков.", ["полиция"]),
]


@pytest.mark.parametrize(("text", "sources"), FRONTED)
def test_what_opens_its_clause_is_said_by_whom_the_verb_behind_it_names(text, sources):
    assert [one[2] for one in proposed("ru", text)] == sources


def test_german_objects_before_the_verb_have_their_source_too():
    assert proposed("de", "Den Tod von 14 Menschen bestätigte die Polizei am Freitag.") == [("killed", "14", "Polizei")]


CITED = [
    ("Погибли два рыбака. Об этом сообщила мэрия, передает РИА Новости со ссылкой на ТАСС.", "мэрия"),
    ("Погибли два рыбака, сообщила полиция, пишет РИА Новости со ссылкой на ТАСС.", "полиция"),
    ("Погибли два рыбака, сообщает РИА Новости со ссылкой на полицию.", "полицию"),
]


@pytest.mark.parametrize(("text", "source"), CITED)
def test_whom_an_agency_cites_is_not_whom_another_one_is_told_by(text, source):
    assert proposed("ru", text) == [("killed", "2", source)]


def test_a_paper_that_an_agency_carried_stays_of_who_wrote_it():
    text = "أفادت وزارة الصحة - في بيان أوردته الوكالة الوطنية للإعلام - باستشهاد خمسة أشخاص في بلدة ساحلية."
    assert proposed("ar", text) == [("killed", "5", "وزارة الصحة")]


DATED = [
    ("ru", "21 ноября полиция объявила о 14 погибших.", "полиция"),
    ("ru", "К 12 мая МЧС насчитало 14 погибших.", "МЧС"),
    ("es", "El 12 de mayo la policía informó de 14 muertos.", "policía"),
    ("fr", "Le 12 mai la police a annoncé 14 morts.", "police"),
]


@pytest.mark.parametrize(("language", "text", "source"), DATED)
def test_no_name_begins_with_the_month_of_a_date(language, text, source):
    assert proposed(language, text) == [("killed", "14", source)]


NOTHING = [
    ("ru", "По сигналу тревоги из здания вышли 212 учеников и 18 учителей."),
    ("ru", "В турнире приняли участие 340 человек."),
    ("ar", "شارك في التمرين 90 مسعفا، وجرى خلاله نقل 12 مصابا افتراضيا إلى مستشفى ميداني."),
    ("ar", "يغيب عن المباراة أربعة لاعبين مصابين."),
    ("fa", "در تمرین امروز ۱۲ مصدوم فرضی به بیمارستان منتقل شدند."),
    ("ru", "Палеонтологи нашли останки девяти мамонтов и трех древних людей."),
    ("ru", "Профсоюз отправил на море 340 детей погибших шахтеров."),
    ("ru", "Диспансеризацию прошли 9 тысяч жителей района."),
    ("ru", "Рейс задержали на три часа, 140 пассажиров ждали в порту."),
    ("ru", "Убежище рассчитано на 90 беженцев."),
    ("fa", "۹۰ داوطلب در جستجوی کودک گمشده هستند."),
    ("fa", "۹۰ نفر از بستگان قربانیان شکایت کردند."),
    ("fa", "۳۴۰ دانشجو در این کارگاه شرکت کردند."),
    ("ar", "وصلت 9 سيارات إسعاف و14 مسعفا إلى الميناء."),
    ("ar", "توزع الجمعية مساعدات على 9 آلاف نازح."),
    ("ar", "شارك في الملتقى 340 طبيبا."),
]


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_drills_games_and_help_make_no_toll(language, text):
    assert proposed(language, text) == []


DARI = [
    ("در این رویداد نه کودک جان‌های شان را از دست داده‌اند.", [("killed", "9", None)]),
    ("به گزارش فعالان، دست‌کم ۴۰ مورد دیگر اعدام نیز انجام شد.", [("executed", "at least 40", "فعالان")]),
    ("مطابق گزارش شهرداری، ۱۴ نفر کشته شدند.", [("killed", "14", "شهرداری")]),
]


@pytest.mark.parametrize(("text", "claims"), DARI)
def test_reads_turns_of_afghan_and_iranian_reports(text, claims):
    assert proposed("fa", text) == claims


ROUNDED = [
    ("ar", "وقتل منذ عامين ونصف العام 90 ألف شخص، حسب المرصد.", [("killed", "90,000", "المرصد")]),
    ("ar", "ووضع 27 شخصا تحت الحراسة النظرية.", [("arrested", "27", None)]),
    ("fa", "«حمید رضایی»، معاون سخنگوی دولت، در پستی نوشت که ۱۴ نفر کشته شدند.", [("killed", "14", "حمید رضایی")]),
    ("ru", "Пострадали 14 человек в 9 из 20 штатов.", [("injured", "14", None)]),
]


@pytest.mark.parametrize(("language", "text", "claims"), ROUNDED)
def test_years_quotation_marks_and_states_hide_no_figure_and_no_name(language, text, claims):
    assert proposed(language, text) == claims
