"""Figures that lean on what stands before them: their measure in the sentence before, their source behind each."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document

GOES_ON = {
    "en": "The death toll from the quake rose sharply over the weekend. On Tuesday it stood at 120.",
    "fr": "Le bilan s'alourdit. Mardi, il s'établissait à 120.",
    "es": "El número de muertos sigue subiendo. El martes se situaba en 120.",
    "de": "Die Zahl der Toten steigt weiter. Am Dienstag lag sie bei 120.",
    "ru": "Число погибших продолжает расти. Во вторник оно достигло 120.",
    "ar": "حصيلة القتلى في ارتفاع مستمر. وبلغت يوم الثلاثاء 120.",
    "fa": "شمار کشته‌شدگان همچنان رو به افزایش است. روز سه‌شنبه به ۱۲۰ رسید.",
}
OTHER = {
    "a subject of its own": "The death toll rose sharply. On Tuesday the temperature stood at 120.",
    "things": "The death toll rose sharply. On Tuesday it stood at 120 kilometres from the coast.",
    "a time": "The death toll rose sharply. It was at 7:30.",
    "a year": "The death toll rose sharply. It was in 2019.",
    "a new paragraph": "The death toll rose sharply.\n\nOn Tuesday it stood at 120.",
    "two measures": "The death toll rose, and the number of injured fell. On Tuesday it stood at 120.",
    "a denial": "The ministry denied that the death toll had risen. On Tuesday it stood at 120.",
}


def found(text: str, language: str) -> list[tuple[str | None, str]]:
    candidates = Rules().propose(Document(id="d", text=text, language=language), Known())
    return [(one.measure, one.says) for one in candidates]


@pytest.mark.parametrize("code", GOES_ON)
def test_a_figure_takes_the_measure_that_the_sentence_before_names(code: str):
    assert found(GOES_ON[code], code) == [("killed", "120")]


def test_its_source_is_the_one_of_its_own_sentence():
    text = "The death toll rose again. By Monday it had reached 1,320, the health ministry said."
    (one,) = Rules().propose(Document(id="d", text=text, language="en"), Known())
    assert (one.says, one.source, text[one.quote_start : one.quote_end]) == ("1,320", "health ministry", one.quote)


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_what_has_something_else_to_count_is_left_alone(text: str):
    assert found(text, "en") == []


PARTS = {
    "en": "Twelve people were killed. Among them are three children.",
    "fr": "Douze personnes ont été tuées. Parmi elles, trois enfants.",
    "es": "Doce personas murieron. Entre ellas, tres niños.",
    "de": "Zwölf Menschen wurden getötet. Unter ihnen sind drei Kinder.",
    "ru": "Погибли 12 человек.\nСреди них трое детей.",
    "ar": "قتل 12 شخصا. ومن بينهم ثلاثة أطفال.",
    "fa": "۱۲ نفر کشته شدند. از این تعداد سه کودک هستند.",
}
NO_PARTS = {
    "people": "Погибли 12 человек. Из них 3 человека жили рядом.",
    "freed": "Задержали 12 человек. Из них трёх женщин отпустили.",
    "two measures": "Погибли 12 человек, ранены 30. Среди них трое детей.",
    "a sentence between": "Погибли 12 человек. Дорога перекрыта. Среди них трое детей.",
    "behind": "Погибли 12 человек. Трое детей были среди них дома.",
}


@pytest.mark.parametrize("code", PARTS)
def test_among_them_tells_parts_of_what_the_sentence_before_counts(code: str):
    assert found(PARTS[code], code) == [("killed", "12"), ("killed", "3")]


def test_parts_may_stand_before_a_dash():
    assert found("Извлечены тела 27 погибших. Из них женщин — 14, мужчин — 10.", "ru")[1:] == [
        ("killed", "14"),
        ("killed", "10"),
    ]


@pytest.mark.parametrize("text", NO_PARTS.values(), ids=NO_PARTS)
def test_other_figures_behind_among_them_are_no_parts(text: str):
    assert ("killed", "3") not in found(text, "ru")
    assert ("arrested", "3") not in found(text, "ru")


SET_AGAINST = {
    "fr": ("La marche a réuni 12.000 manifestants (4.000 selon la police).", None, "police"),
    "es": ("Unos 12.000 manifestantes (4.000 según la policía) salieron a la calle.", None, "policía"),
    "de": ("12.000 Demonstranten (4.000 laut Polizei) zogen durch die Stadt.", None, "Polizei"),
    "ar": ("شارك 12000 متظاهر (4000 بحسب الشرطة) في المسيرة.", None, "الشرطة"),
    "en": ("Twelve were killed according to police, 20 people according to the union.", "police", "union"),
    "ru": ("Семь погибших, по данным властей, двенадцать — по данным оппозиции.", "властей", "оппозиции"),
    "fa": ("هفت کشته به گفته مقام‌ها، دوازده کشته به گفته مخالفان.", "مقام‌ها", "مخالفان"),
}


@pytest.mark.parametrize("code", SET_AGAINST)
def test_who_is_named_behind_one_figure_says_no_other(code: str):
    text, first, second = SET_AGAINST[code]
    candidates = Rules().propose(Document(id="d", text=text, language=code), Known())
    assert [one.source for one in candidates] == [first, second]


IN_HOSPITAL = {
    "en": "Nine people died at the scene and three in hospital.",
    "fr": "Neuf personnes sont mortes sur place et trois à l'hôpital.",
    "es": "Nueve personas murieron en el lugar y tres en el hospital.",
    "de": "Neun Menschen starben am Unfallort und drei im Krankenhaus.",
    "ru": "Девять человек погибли на месте и трое в больнице.",
    "ar": "توفي تسعة أشخاص في مكان الحادث وثلاثة في المستشفى.",
    "fa": "نه نفر در محل حادثه و سه نفر در بیمارستان جان باختند.",
}


@pytest.mark.parametrize("code", IN_HOSPITAL)
def test_who_died_in_hospital_is_dead_and_not_injured(code: str):
    assert found(IN_HOSPITAL[code], code) == [("killed", "9"), ("killed", "3")]


def test_who_is_in_hospital_is_not_dead():
    assert ("killed", "3") not in found("Nine people died at the scene and three are in hospital.", "en")
    assert ("killed", "3") not in found("Nine people died and three were injured at the scene, 4 in hospital.", "en")


def test_places_in_a_row_may_have_prepositions_of_their_own():
    assert found("Les inondations ont tué 3 personnes au Népal, 2 en Inde.", "fr") == [("killed", "3"), ("killed", "2")]


TOTALS = {
    "en": "Twelve people died in the blast. On Tuesday the number rose to 86.",
    "de": "Zwölf Menschen starben am Montag. Die Zahl stieg auf 86.",
}
NO_TOTALS = {
    "en": "Twelve people died in the blast. The number of tents in the camp rose to 86.",
    "de": "Zwölf Menschen starben am Montag. Die Zahl der Genesenen lag bei 86.",
}


@pytest.mark.parametrize("code", TOTALS)
def test_the_number_in_the_next_sentence_is_that_of_those_before(code: str):
    assert found(TOTALS[code], code) == [("killed", "12"), ("killed", "86")]


@pytest.mark.parametrize("code", NO_TOTALS)
def test_the_number_of_others_is_not_that_of_those_before(code: str):
    assert found(NO_TOTALS[code], code) == [("killed", "12")]


OPPOSED = {
    "en": "The government said 31 people were killed. The opposition says at least 120.",
    "de": "Die Regierung meldete 31 Tote. Die Opposition sprach von mindestens 120.",
    "es": "El Gobierno informó de 31 muertos. La oposición habla de al menos 120.",
    "fr": "Le gouvernement a fait état de 31 morts. L'opposition en dénombre au moins 120.",
    "ru": "Власти сообщили о 31 погибшем. Оппозиция говорит как минимум о 120.",
    "ar": "أعلنت الحكومة مقتل 31 شخصا. وقالت المعارضة إن العدد 120 على الأقل.",
}
NOT_OPPOSED = {
    "an age": "Police said 31 people were killed. The minister said he was 45.",
    "things": "Police said 31 people were killed. The minister announced 12 measures.",
    "a deed": "Police said 31 people were killed. The mayor said 14,000 had voted.",
    "a page": "Police said 31 people were killed. Reuters reported on page 12.",
    "a denial": "Police denied that 31 people were killed. The mayor said 12.",
}


@pytest.mark.parametrize("code", OPPOSED)
def test_another_source_may_set_its_figure_against_the_one_of_the_sentence_before(code: str):
    candidates = [*Rules().propose(Document(id="d", text=OPPOSED[code], language=code), Known())]

    assert [(one.measure, one.says) for one in candidates] == [("killed", "31"), ("killed", "at least 120")]
    assert candidates[0].source != candidates[1].source is not None


@pytest.mark.parametrize("text", NOT_OPPOSED.values(), ids=NOT_OPPOSED.keys())
def test_what_else_is_said_behind_a_figure_is_not_of_its_measure(text: str):
    assert len(found(text, "en")) == 1


SENT = {
    "en": "Four people were injured, according to the county, which sent 170 firefighters to the scene.",
    "de": "Vier Menschen wurden verletzt, die Regierung schickte 300 Soldaten.",
    "es": "Hubo cuatro heridos y el Gobierno envió a 300 soldados.",
    "fr": "Quatre blessés sont à l'hôpital, selon la préfecture, qui a mobilisé 170 sapeurs-pompiers.",
    "ru": "Четыре человека пострадали, сообщили в МЧС, направившем 170 спасателей.",
    "ar": "أصيب أربعة أشخاص بحسب الدفاع المدني الذي أرسل 170 من رجال الإطفاء.",
}


@pytest.mark.parametrize("code", SENT)
def test_who_was_sent_to_help_came_to_no_harm(code: str):
    assert found(SENT[code], code) == [("injured", "4")]


AGED = {
    "en": "Ten people, including five children aged between 3 and 15, died.",
    "fr": "Dix personnes, dont cinq enfants âgés de 3 à 15 ans, ont péri.",
    "de": "Zehn Menschen, darunter fünf Kinder im Alter von 3 bis 15 Jahren, kamen ums Leben.",
}


@pytest.mark.parametrize("code", AGED)
def test_the_ages_of_a_part_do_not_part_the_whole_from_its_verb(code: str):
    assert found(AGED[code], code) == [("killed", "10"), ("killed", "5")]
