"""The language of a text, with the model of py3langid and with letters and words alone."""

import pytest

from claims import language
from claims.language import UNKNOWN, by_words, identify, identify_document

SENTENCES = {
    "en": "At least 161 people had been killed by security forces since the protests began.",
    "de": "Bei den Protesten sind nach Angaben der Behörden mindestens 161 Menschen getötet worden.",
    "fr": "Au moins 161 personnes ont été tuées depuis le début des manifestations, selon l'organisation.",
    "es": "Al menos 161 personas han muerto desde el inicio de las protestas, según la organización.",
    "ru": "По данным организации, с начала протестов погибли не менее 161 человека.",
    "ar": "قالت منظمة العفو الدولية إن 161 شخصا على الأقل قتلوا منذ بدء الاحتجاجات.",
    "fa": "عفو بین‌الملل اعلام کرد دست‌کم ۱۶۱ نفر از آغاز اعتراضات کشته شده‌اند.",
}
OTHERS = {
    "portuguese": "Pelo menos 161 pessoas foram mortas desde o início dos protestos, segundo a organização.",
    "italian": "Almeno 161 persone sono state uccise dall'inizio delle proteste, secondo l'organizzazione.",
    "dutch": "Zeker 161 mensen zijn gedood sinds het begin van de protesten, volgens de organisatie.",
    "ukrainian": "За даними організації, від початку протестів загинуло щонайменше 161 людина.",
    "bulgarian": "Най-малко 161 души са били убити от началото на протестите, според организацията.",
    "serbian": "Према организацији, од почетка протеста убијена је најмање 161 особа.",
    "urdu": "ایمنسٹی انٹرنیشنل کے مطابق احتجاج کے آغاز سے اب تک کم از کم 161 افراد ہلاک ہو چکے ہیں۔",
    "chinese": "自抗议活动开始以来，至少有一百六十一人被打死，数千人受伤，当局没有公布数字。",
    "numbers": "161, 304 – 1,500",
    "nothing": "",
}


@pytest.mark.parametrize("wanted", SENTENCES)
@pytest.mark.parametrize("how", [identify, by_words])
def test_a_sentence_is_enough(how, wanted):
    assert how(SENTENCES[wanted]) == wanted


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("how", [identify, identify_document, by_words])
def test_another_language_is_unknown(how, text):
    assert how(text) == UNKNOWN


SHORT = {
    "Погибли 12 человек": "ru",
    "Взрыв в Перми: 5": "ru",
    "ранены 3": "ru",
    "12 قتيلا": "ar",
    "إصابة 9": "ar",
    "الغارة: 3": "ar",
    "۱۲ کشته": "fa",
    "12 كشته": "fa",
    "۳ مصدوم": "fa",
    "12 killed": "en",
    "12 Tote": "de",
    "12 morts": "fr",
    "12 muertos": "es",
}


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("model", [True, False])
def test_a_headline_tells_its_language(monkeypatch, text, model):
    if not model:
        monkeypatch.setattr(language, "_model", lambda: None)
    assert identify_document(text) == SHORT[text]


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "Загинули 12",
        "Убити су 12 људи",
        "12 души",
        "ہلاک 12",
        "۱۲ وګړي",
        "12 mortos",
        "12 morti",
        "12 doden",
        "Xyz",
    ],
)
@pytest.mark.parametrize("model", [True, False])
def test_a_headline_of_another_language_is_unknown(monkeypatch, text, model):
    if not model:
        monkeypatch.setattr(language, "_model", lambda: None)
    assert identify_document(text) == UNKNOWN


def test_persian_with_arabic_letters_is_persian():
    assert identify("وزارت بهداشت اعلام كرد كه 30 نفر در اين حادثه كشته شدند") == "fa"


def test_words_decide_where_the_package_is_missing(monkeypatch):
    monkeypatch.setattr(language, "_model", lambda: None)
    assert {wanted: identify(text) for wanted, text in SENTENCES.items()} == {each: each for each in SENTENCES}


def test_arabic_in_the_letter_forms_of_a_pdf_is_arabic():
    assert identify("ﻗﺎﻟﺖ ﻣﻨﻈﻤﺔ ﺍﻟﻌﻔﻮ ﺍﻟﺪﻭﻟﻴﺔ ﺇﻥ 161 ﺷﺨﺼﺎ ﻋﻠﻰ ﺍﻷﻗﻞ ﻗﺘﻠﻮﺍ ﻣﻨﺬ ﺑﺪﺀ ﺍﻻﺣﺘﺠﺎﺟﺎﺕ") == "ar"
